"""An evening in words that can be read aloud: when it is, how turns go, who leads, what the clocks do."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from peerkit.durations import said
from peerkit.messages import _, ngettext
from peerkit.planning.kinds import fits, groups_in, taking_turns
from peerkit.planning.plan import Evening, Plan, Timed
from peerkit.planning.template import LedBy
from peerkit.turns import share
from peerkit.wording import months

QUIET = 15
"""Seconds of a block that are nobody's turn, from which on they are worth a word."""


def when(evening: Evening, *, dated: bool = True) -> str:
    """`Thursday 26 November 2026, 19:00 to 21:00`, as the clock on the wall shows it; the day only if it is `dated`."""
    start, end = (moment.astimezone(evening.zone) for moment in (evening.start, evening.end))
    hours = _("{start} to {end}", start=months.clock(start), end=months.clock(end))
    return _("{day}, {hours}", day=months.day(start), hours=hours) if dated else hours


def clocks(moments: Sequence[datetime]) -> list[str]:
    """Each moment as the clock on the wall shows it; the first on another day than that before it says which day."""
    told = [months.clock(moment) for moment in moments]
    for place, (before, moment) in enumerate(pairwise(moments), 1):
        if moment.date() != before.date():
            told[place] = _("{time} on {weekday}", time=told[place], weekday=months.weekday_of(moment))
    return told


def people(evening: Evening) -> str:
    """`9 people`."""
    return ngettext("{n} person", "{n} people", evening.people)


def clocks_change(plan: Plan) -> str:
    """A sentence when the clock on the wall jumps while people meet, so that nobody takes the times for a mistake."""
    before, after = (plan.local(moment).utcoffset() for moment in (plan.evening.start, plan.evening.end))
    assert before is not None
    assert after is not None
    if before == after:
        return ""
    if after > before:
        return _("The clocks go forward while you meet: these are the times that the clock on the wall will show.")
    return _("The clocks go back while you meet: these are the times that the clock on the wall will show.")


def turns(timed: Timed) -> str:
    """`9 turns. Each turn: 2 minutes.`, `4 pairs. Each turn: 5 minutes.`; empty where nobody takes turns."""
    told = fits(timed.block).told
    if told is None or timed.turns is None or timed.turn_seconds is None:
        return ""
    taken = told(timed.block, timed.people, timed.turns, timed.turn_seconds)
    if timed.quiet_seconds < QUIET:
        return taken
    return f"{taken} {_('Quiet at the end: {length}.', length=said(timed.quiet_seconds))}"


def odd_size(timed: Timed) -> str:
    """What two sizes of group mean for the time; empty where all are of one size."""
    block = groups_in(timed.block)
    if block is None or timed.turn_seconds is None:
        return ""
    sizes = share.sizes(taking_turns(block, timed.people), block.size)
    if len(set(sizes)) == 1 or block.turn_seconds:
        return ""
    usual, odd = share.usual_and_odd(sizes)
    own = said(usual * timed.turn_seconds // odd)
    if block.equal == "rounds":
        return _("All groups end together. {groups}, each turn: {length}.", groups=share.kind(odd), length=own)
    sooner = said(timed.cost_of_three)
    first = _("{groups} are done {length} sooner, and may talk on or fetch tea.",
              groups=share.kind(min(sizes)), length=sooner)  # fmt: skip
    other = _("For all groups to end together: {groups} with turns of {length}.", groups=share.kind(odd), length=own)
    return f"{first} {other}"


def speaks(who: LedBy, seconds: int) -> str:
    """`One person: 10 minutes.`: how long they lead the evening."""
    length = said(seconds)
    match who:
        case "one":
            return _("One person: {length}.", length=length)
        case "everyone":
            return _("Everyone: {length}.", length=length)
        case "groups":
            return _("Small groups: {length}.", length=length)
    return _("Breaks: {length}.", length=length)
