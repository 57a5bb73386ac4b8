"""Counts as somebody sees them who looks at a terminal."""

from collections.abc import Sequence
from itertools import groupby

from peerkit.columns import PARTS, form_said
from peerkit.messages import _, marked
from peerkit.printing.document import Document
from peerkit.printing.view import Bar, Cell, Grid, Heading, Rows
from peerkit.tally.quarters import Quarter
from peerkit.tally.row import Row
from peerkit.wording import months

_Totals = Sequence[tuple[str, Quarter]]
"""A label and a total for each line."""


def listed(rows: Sequence[Row]) -> Document:
    """Every count in a row, by month. Of the parts of those who came, only what was counted has a column."""
    counted = [place for place in range(len(PARTS)) if any(row.parts[place] is not None for row in rows)]
    columns = (
        Heading(_("Day")), Heading(_("Session")), Heading(_("Format")), Heading(_("People"), "number"),
        *(Heading(marked(PARTS[place].title), "number") for place in counted),
    )  # fmt: skip

    def cells(row: Row) -> tuple[Cell, ...]:
        missing = _("cancelled") if row.cancelled else _("not counted")
        people = str(row.people) if row.people is not None else missing
        parts = (row.parts[place] for place in counted)
        day = _("{weekday} {day}", weekday=months.weekday_of(row.date), day=row.date.day)
        return (day, row.session, form_said(row.format), people, *("" if n is None else str(n) for n in parts))

    groups = (
        Rows(tuple(map(cells, of_month)), months.in_words(month))
        for month, of_month in groupby(rows, lambda row: f"{row.date:%Y-%m}")
    )
    return Document("", opening=(Grid(columns, tuple(groups)),))


def chart(lines: _Totals, *, of_sessions: bool) -> Document:
    """A bar a line, as long as its visits, to one scale; and what else is to be known of it."""
    most = max((total.visits for _label, total in lines), default=0) or 1
    columns = [
        Heading(_("Session") if of_sessions else _("Time")), Heading("", "bar"),
        Heading(_("People") if of_sessions else _("Visits"), "number"),
    ]  # fmt: skip
    others = (_("Held"), _("Cancelled"), _("Not counted"))
    numbers = {label: (total.held, total.cancelled, total.uncounted) for label, total in lines}
    shown = [] if of_sessions else [place for place in range(3) if not place or any(n[place] for n in numbers.values())]
    columns += [Heading(others[place], "number") for place in shown]

    def cells(label: str, total: Quarter) -> tuple[Cell, ...]:
        visits = str(total.visits) if total.held > total.uncounted else ""
        if of_sessions and not visits:
            visits = _("not counted") if total.held else _("cancelled")
        return (label, Bar(total.visits / most), visits, *(str(numbers[label][place] or "") for place in shown))

    rows = tuple(cells(label, total) for label, total in lines)
    return Document("", opening=(Grid(tuple(columns), (Rows(rows),)),))
