"""An evening as somebody sees it who looks at a terminal: to scale, and who speaks how much."""

from collections.abc import Sequence

from peerkit.durations import said
from peerkit.messages import N_, _, marked, pgettext
from peerkit.planning import interpreted, outline, phrases
from peerkit.planning.fit import MINUTE
from peerkit.planning.plan import Plan
from peerkit.planning.template import LedBy
from peerkit.printing.document import Document, Element, Listing, Paragraph
from peerkit.printing.view import Bar, Cell, Grid, Heading, Rows
from peerkit.problems import Problem

_LEADS: dict[LedBy, str] = {
    "one": N_("One person"),
    "everyone": N_("Everyone"),
    "groups": N_("Small groups"),
    "nobody": N_("Breaks"),
}


def evening(plan: Plan, problems: Sequence[Problem]) -> Document:
    """A running order to scale, who speaks how long on the same scale, and what there is to think about."""
    asked = plan.evening
    notes: list[Element] = [
        Paragraph(line) for line in (phrases.clocks_change(plan), *interpreted.to_know(plan)) if line
    ]
    if problems:
        notes.append(Listing(tuple(map(outline.to_think_about, problems))))
    subtitle = _("{when}, {people}.", when=phrases.when(asked), people=phrases.people(asked))
    return Document(asked.template.title, subtitle, (_to_scale(plan), *notes))


def _to_scale(plan: Plan) -> Grid:
    """Each part with its bar where it stands in the evening, and how its turns go; then who has how much of it."""
    columns = (
        Heading(pgettext("when something begins", "At")),
        Heading(_("Part")),
        Heading(_("Minutes"), "number"),
        Heading("", "bar"),
        Heading(_("Turns"), "sentences"),
    )
    whole, begins = plan.evening.seconds, 0
    rows: list[tuple[Cell, ...]] = []
    *begin, ends = phrases.clocks([*(timed.start for timed in plan.slots()), plan.local(plan.evening.end)])
    for at, timed in zip(begin, plan.slots(), strict=True):
        turns = " ".join(filter(None, (phrases.turns(timed), phrases.odd_size(timed))))
        bar = Bar(timed.seconds / whole, begins / whole, timed.block.led_by)
        rows.append((at, timed.block.name, _minutes(timed.seconds), bar, turns))
        begins += timed.seconds
    spare = plan.spare // MINUTE * MINUTE
    over = _("End of the booking. To spare: {length}.", length=said(spare)) if spare else ""
    rows.append((ends, _("End"), "", Bar(0.0), over))
    shares = tuple(
        ("", marked(_LEADS[who]), _minutes(seconds), Bar(seconds / whole, 0.0, who), "")
        for who, seconds in plan.balance.items()
        if seconds
    )
    return Grid(columns, (Rows(tuple(rows)), Rows(shares, _("Who speaks"))))


def _minutes(seconds: int) -> str:
    return f"{seconds / MINUTE:g}"
