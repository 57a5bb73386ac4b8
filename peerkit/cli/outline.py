"""A plan for people to read and for programs: the running order, and who speaks how long."""

from collections.abc import Iterator, Sequence
from typing import Any

from peerkit.durations import counted, said
from peerkit.planning.balance import WHO, balance
from peerkit.planning.offers import has_two_sizes
from peerkit.planning.plan import DoesNotFit, Plan, Timed
from peerkit.planning.template import Groups, Round
from peerkit.problems import Problem
from peerkit.turns import share

QUIET = 15
"""Seconds of a block that are nobody's turn, from which on they are worth a word."""
_WHO = {"one": "one person", "everyone": "everyone", "groups": "small groups", "nobody": "breaks"}


def as_text(plan: Plan) -> str:
    """The evening as lines that can be read aloud."""
    evening = plan.evening
    start, end = plan.local(evening.start), plan.local(evening.end)
    people = counted(evening.people, "person", "people")
    lines = [
        f"{evening.template.title}. {start:%A} {start.day} {start:%B %Y}, {start:%H:%M} to {end:%H:%M}, {people}.",
        "",
        *(f"{timed.start:%H:%M}  {_block(timed)}" for timed in plan.slots()),
        f"{end:%H:%M}  {_ending(plan)}",
        *_clocks_change(plan),
        "",
        _who_speaks(plan),
    ]
    return "\n".join(lines)


def _clocks_change(plan: Plan) -> Iterator[str]:
    """A line when the clock on the wall jumps while people meet, so that nobody takes the times for a mistake."""
    before, after = (plan.local(moment).utcoffset() for moment in (plan.evening.start, plan.evening.end))
    assert before is not None
    assert after is not None
    if before != after:
        way = "forward" if after > before else "back"
        yield f"The clocks go {way} while you meet: these are the times that the clock on the wall will show."


def _block(timed: Timed) -> str:
    block = timed.block
    text = f"{block.name}, {said(timed.seconds)}"
    if timed.turns is None or timed.turn_seconds is None:
        return text
    turns = f"{counted(timed.turns, 'turn')} of {said(timed.turn_seconds)}"
    if isinstance(block, Groups):
        return f"{text}: {_groups(block, timed, turns)}"
    if isinstance(block, Round) and block.open:
        return f"{text}: turns of {said(timed.turn_seconds)} for whoever is there"
    return f"{text}: {turns}{_quiet(timed)}"


def uneven(plan: Plan) -> list[Groups]:
    """The blocks whose groups are of two sizes, with turns that are as long in all of them."""
    people = plan.evening.people
    return [block for block in plan.blocks if isinstance(block, Groups) and has_two_sizes(block, people)]


def _quiet(timed: Timed) -> str:
    return f", and {said(timed.quiet_seconds)} of quiet" if timed.quiet_seconds >= QUIET else ""


def _groups(block: Groups, timed: Timed, turns: str) -> str:
    if block.rounds > 1:
        turns = f"{block.rounds} rounds of {counted((timed.turns or 0) // block.rounds, 'turn')}, {_turn(timed)} each"
    text = f"{share.in_words(timed.people, block.size)}, {turns}{_quiet(timed)}"
    sizes = share.sizes(max(timed.people, 2), block.size)
    if len(set(sizes)) == 1 or block.turn_seconds:
        return text
    usual = share.usual_size(sizes)
    odd = next(size for size in sizes if size != usual)
    own = said(usual * (timed.turn_seconds or 0) // odd)
    if block.equal == "rounds":
        return (
            f"{text}.\n       All end together: turns of {own} in the {share.name(odd)}, so those totals are not equal"
        )
    large, small, longer = share.name(max(sizes)), share.name(min(sizes)), said(timed.cost_of_three)
    return (
        f"{text}.\n       The {large} takes {longer} longer, and in that time each {small} is quiet. "
        f"Or all end together, with turns of {own} in the {share.name(odd)}"
    )


def _turn(timed: Timed) -> str:
    return said(timed.turn_seconds or 0)


def _ending(plan: Plan) -> str:
    return f"End of the booking, {said(plan.spare)} to spare" if plan.spare else "End"


def _who_speaks(plan: Plan) -> str:
    parts = [f"{_WHO[who]} {said(seconds)}" for who, seconds in balance(plan).items() if seconds]
    return f"Who speaks: {', '.join(parts)}."


def to_think_about(problem: Problem) -> str:
    """Advice as somebody would say it: which block it is about, and not which key."""
    block = f", in {problem.place.rpartition(')')[0]})" if problem.place.startswith("block ") else ""
    return f"To think about{block}: {problem.reason} {problem.suggestion}".rstrip()


def as_data(plan: Plan, problems: Sequence[Problem]) -> dict[str, Any]:
    """The plan for `--json`: times as ISO 8601 with an offset, lengths in seconds.

    The blocks' seconds and the spare add up to the booking.
    """
    evening, shares = plan.evening, balance(plan)
    return {
        "title": evening.template.title,
        "start": plan.local(evening.start).isoformat(),
        "end": plan.local(evening.end).isoformat(),
        "people": evening.people,
        "spare_seconds": plan.spare,
        "blocks": [
            {
                "name": timed.block.name,
                "kind": timed.block.kind,
                "start": timed.start.isoformat(),
                "seconds": timed.seconds,
                "turn_seconds": timed.turn_seconds,
                "turns": timed.turns,
                "led_by": timed.block.led_by,
            }
            for timed in plan.slots()
        ],
        "balance": {f"{who}_seconds": shares[who] for who in WHO},
        "problems": [problem.as_dict() for problem in problems],
    }


def why_not(found: DoesNotFit) -> str:
    """By how much an evening does not fit."""
    people = counted(found.evening.people, "person", "people")
    minutes = -(-found.seconds // 60)
    return (
        f"{found.evening.template.title} with {people} needs {counted(minutes, 'minute')} more "
        f"than the {said(found.evening.seconds)} there are."
    )
