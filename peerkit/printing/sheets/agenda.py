"""The agenda for the wall: what comes when, for whoever walks through the door. No minutes, and nobody's turns."""

from collections.abc import Iterator

from peerkit.planning.kinds import fits
from peerkit.planning.phrases import clocks_change, when
from peerkit.planning.plan import Plan
from peerkit.printing import document as doc
from peerkit.printing.sheets.kinds import prints


def sheet(plan: Plan, group: str = "", *, dated: bool = True) -> doc.Document:
    """The sheet, which grows to fill a page. Time that is kept free has no place on it, nor has a day not `dated`."""
    evening = plan.evening
    clocks = clocks_change(plan) if dated else ""
    return doc.Document(
        title=evening.template.title,
        subtitle=group,
        opening=(
            doc.Paragraph(f"{when(evening, dated=dated)}."),
            doc.Timetable(tuple(_slots(plan))),
            *([doc.Paragraph(clocks)] if clocks else []),
        ),
        language=evening.template.language,
        fits="grows",
    )


def _slots(plan: Plan) -> Iterator[doc.Slot]:
    for timed in plan.slots():
        if prints(timed.block).on_the_wall:
            rest = fits(timed.block).rest
            more = ", a break" if rest and "break" not in timed.block.name.lower() else ""
            yield doc.Slot(f"{timed.start:%H:%M}", timed.block.name + more, rest)
    yield doc.Slot(f"{plan.local(plan.evening.end):%H:%M}", "We end")
