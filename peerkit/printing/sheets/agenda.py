"""The agenda for the wall: what comes when, for whoever walks through the door. No minutes, and nobody's turns."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from peerkit.columns import IN_PERSON
from peerkit.messages import _
from peerkit.planning.kinds import fits
from peerkit.planning.phrases import clocks_change, when
from peerkit.planning.plan import Plan
from peerkit.printing import document as doc
from peerkit.printing.sheets import draft
from peerkit.printing.sheets.kinds import prints
from peerkit.printing.text import around, own, written
from peerkit.wording.grammar import commas
from peerkit.wording.months import clock


def sheet(
    plan: Plan, group: str = "", *, dated: bool = True, easy: bool = False, then: Sequence[str] = ()
) -> doc.Document:
    """The sheet, which grows to fill a page. Time that is kept free has no place on it, nor has a day not `dated`.

    `then` are the days of the next meetings, in words.
    Where people join from elsewhere, it says by which zone its times are. In Easy Read it says that it is a draft.
    """
    evening = plan.evening
    clocks = clocks_change(plan) if dated else ""
    return doc.Document(
        title=evening.template.title,
        subtitle=group,
        opening=(
            doc.Paragraph(own(_("{when}.", when=when(evening, dated=dated)))),
            doc.Timetable(tuple(_slots(plan))),
            *([doc.Paragraph(own(clocks))] if clocks else []),
            *([doc.Paragraph(own(_zone(plan, dated=dated)))] if evening.template.format != IN_PERSON else []),
            *([doc.Paragraph(own(_("We meet again: {days}.", days=commas(then))))] if then and dated else []),
            *([draft.notice()] if easy else []),
        ),
        language=evening.template.language,
        fits="grows",
    )


def _zone(plan: Plan, *, dated: bool) -> str:
    """By which zone the times are; without a day also by the one that it is half a year later: `GMT/BST`."""
    half_a_year = timedelta(days=182)
    days = [plan.evening.start, *([] if dated else [plan.evening.start + half_a_year])]
    names = dict.fromkeys(plan.local(day).tzname() or "" for day in days)
    return _("These times are {zone}.", zone="/".join(names))


def _slots(plan: Plan) -> Iterator[doc.TimetableRow]:
    for timed in plan.slots():
        if prints(timed.block).on_the_wall:
            rest = fits(timed.block).rest
            says_so = not rest or re.search(re.escape(_("Break")), timed.block.name, re.IGNORECASE)
            name, language = timed.block.name, plan.evening.template.language_of(timed.block)
            told = written(name, language) if says_so else around(_("{block}, a break", block=name), name, language)
            yield doc.TimetableRow(clock(timed.start), told, rest)
    yield doc.TimetableRow(clock(plan.local(plan.evening.end)), own(_("We end")))
