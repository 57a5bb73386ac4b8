"""An evening in words that can be read aloud: when it is, how turns go, who leads, what the clocks do."""

from peerkit.durations import counted, said
from peerkit.planning.kinds import fits, groups_in
from peerkit.planning.plan import Evening, Plan, Timed
from peerkit.turns import share

QUIET = 15
"""Seconds of a block that are nobody's turn, from which on they are worth a word."""
LEADS = {"one": "one person", "everyone": "everyone", "groups": "small groups", "nobody": "breaks"}


def when(evening: Evening, *, dated: bool = True) -> str:
    """`Thursday 26 November 2026, 19:00 to 21:00`, as the clock on the wall shows it; the day only if it is `dated`."""
    start, end = (moment.astimezone(evening.zone) for moment in (evening.start, evening.end))
    day = f"{start:%A} {start.day} {start:%B %Y}, " if dated else ""
    return f"{day}{start:%H:%M} to {end:%H:%M}"


def people(evening: Evening) -> str:
    """`9 people`."""
    return counted(evening.people, "person", "people")


def clocks_change(plan: Plan) -> str:
    """A sentence when the clock on the wall jumps while people meet, so that nobody takes the times for a mistake."""
    before, after = (plan.local(moment).utcoffset() for moment in (plan.evening.start, plan.evening.end))
    assert before is not None
    assert after is not None
    if before == after:
        return ""
    way = "forward" if after > before else "back"
    return f"The clocks go {way} while you meet: these are the times that the clock on the wall will show."


def turns(timed: Timed) -> str:
    """`9 turns of 2 minutes`, `four pairs, 2 turns of 5 minutes`; empty where nobody takes turns."""
    told = fits(timed.block).told
    if told is None or timed.turns is None or timed.turn_seconds is None:
        return ""
    quiet = f", and {said(timed.quiet_seconds)} of quiet at the end" if timed.quiet_seconds >= QUIET else ""
    return told(timed.block, timed.people, timed.turns, timed.turn_seconds) + quiet


def odd_size(timed: Timed) -> str:
    """What two sizes of group mean for the time, without a full stop; empty where all are of one size."""
    block = groups_in(timed.block)
    if block is None or timed.turn_seconds is None:
        return ""
    sizes = share.sizes(max(timed.people, 2), block.size)
    if len(set(sizes)) == 1 or block.turn_seconds:
        return ""
    usual, odd = share.usual_and_odd(sizes)
    own = said(usual * timed.turn_seconds // odd)
    if block.equal == "rounds":
        return f"All end together: turns of {own} in the {share.named(sizes, odd)}, so those totals are not equal"
    large, small, longer = share.named(sizes, max(sizes)), share.named(sizes, min(sizes)), said(timed.cost_of_three)
    take = "take" if sizes.count(max(sizes)) > 1 else "takes"
    are = "are" if sizes.count(min(sizes)) > 1 else "is"
    return (
        f"The {large} {take} {longer} longer, and in that time the {small} {are} quiet. "
        f"Or all end together, with turns of {own} in the {share.named(sizes, odd)}"
    )
