"""Plans that are there, as somebody sees them who looks at a terminal. It knows no evening, so that it is quick."""

from collections.abc import Mapping
from datetime import date

from peerkit.messages import _
from peerkit.printing.document import Document
from peerkit.printing.view import Cell, Grid, Heading, Rows
from peerkit.wording import months
from peerkit.workspace.glance import Planned


def saved(found: Mapping[str, Planned | None], today: date) -> Document:
    """The plans that are there, by whether they are for today, to come or past; of some only the name can be read."""
    columns = (Heading(_("Plan")), Heading(_("People"), "number"), Heading(_("When"), "sentences"))
    sorts: dict[str, list[tuple[Cell, ...]]] = {_("Today"): [], _("To come"): [], _("Past"): []}
    for stem, planned in found.items():
        if planned is None:
            sorts[_("To come")].append((stem, "", ""))
            continue
        day, start, end = planned.start.date(), months.clock(planned.start), months.clock(planned.end)
        sort = _("Today") if day == today else _("To come") if day > today else _("Past")
        hours = _("{start} to {end}", start=start, end=end)
        when = _("{day}, {hours}", day=months.day(planned.start), hours=hours)
        sorts[sort].append((stem, str(planned.people), when))
    groups = tuple(Rows(tuple(rows), heading) for heading, rows in sorts.items() if rows)
    return Document("", opening=(Grid(columns, groups),))
