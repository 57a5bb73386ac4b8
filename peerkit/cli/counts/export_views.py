"""Figures that may be shared, as somebody sees them who looks at a terminal."""

from peerkit.messages import _
from peerkit.printing.document import Document
from peerkit.printing.view import Cell, Grid, Heading, Rows, lead
from peerkit.tally.disclosure import Figure, Release
from peerkit.tally.periods import Grain
from peerkit.tally.release_text import ReleaseText


def to_share(found: Release, by: Grain) -> Document:
    """The figures, beside those that were shared before where there are any."""
    text = ReleaseText(found, by)
    before = {shared.period: shared for shared, _now in found.changed if isinstance(shared, Figure)}
    again = [figure for figure in found.figures if figure.period not in found.frozen]
    columns = [Heading(_("Period")), Heading(_("Held"), "number"), Heading(_("Cancelled"), "number")]
    columns += [Heading(_("Visits, as shared"), "number")] if again else []
    columns += [Heading(_("Visits"), "number")]

    def cells(figure: Figure) -> tuple[Cell, ...]:
        shared = _visits(before.get(figure.period, figure)) if figure in again else _("new")
        return (text.name(figure.period), str(figure.held), str(figure.cancelled), *([shared] * bool(again)),
                _visits(figure))  # fmt: skip

    rows: list[tuple[Cell, ...]] = [cells(figure) for figure in found.figures]
    if len(rows) > 1:
        total = lead(_("Visits shown, added up"))
        rows.append((total, "", "", *([""] * bool(again)), lead(str(found.visits))))
    return Document("", opening=(Grid(tuple(columns), (Rows(tuple(rows)),)),))


def _visits(figure: Figure) -> str:
    return _("not shown") if figure.visits is None else str(figure.visits)
