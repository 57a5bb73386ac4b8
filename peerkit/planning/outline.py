"""A plan for people to read and for programs: the running order, and who speaks how long."""

from collections.abc import Sequence
from typing import Any

from peerkit.durations import said
from peerkit.messages import _
from peerkit.planning import interpreted, phrases
from peerkit.planning.fit import MINUTE
from peerkit.planning.kinds import groups_in, has_two_sizes
from peerkit.planning.phrases import people, when
from peerkit.planning.plan import Evening, Plan, Timed
from peerkit.planning.template import Groups
from peerkit.problems import Problem


def as_text(plan: Plan) -> str:
    """The evening as lines that can be read aloud."""
    evening = plan.evening
    change = phrases.clocks_change(plan)
    *begins, ends = phrases.clocks([*(timed.start for timed in plan.slots()), plan.local(evening.end)])
    spare = plan.spare // MINUTE * MINUTE
    end = _("End of the booking. To spare: {length}.", length=said(spare)) if spare else _("End")
    speaks = [phrases.speaks(who, seconds) for who, seconds in plan.balance.items() if seconds]
    lines = [
        _("{title}. {when}, {people}.", title=evening.template.title, when=when(evening), people=people(evening)),
        "",
        *(f"{begin}  {_block(timed)}" for begin, timed in zip(begins, plan.slots(), strict=True)),
        f"{ends}  {end}",
        *([change] if change else []),
        *interpreted.to_know(plan),
        "",
        " ".join([_("Who speaks."), *speaks]),
    ]
    return "\n".join(lines)


def _block(timed: Timed) -> str:
    turns, odd = phrases.turns(timed), phrases.odd_size(timed)
    name = _("{block}, {length}", block=timed.block.name, length=said(timed.seconds))
    return f"{name}{f'. {turns}' if turns else ''}" + (f"\n       {odd}" if odd else "")


def uneven(plan: Plan) -> list[Groups]:
    """The blocks whose groups are of two sizes, with turns that are as long in all of them."""
    people = plan.evening.people
    return [groups for block in plan.blocks if (groups := groups_in(block)) and has_two_sizes(groups, people)]


def people_outside(evening: Evening) -> list[Problem]:
    """That a way of meeting is for more or for fewer people, as advice: nobody is kept from meeting."""
    span = evening.template.people
    if span.min <= evening.people <= span.max:
        return []
    reason = _("This way of meeting is for {low} to {high} people.", low=span.min, high=span.max)
    hint = _("It may be quieter than usual.")
    if evening.people > span.max:
        hint = _("Each has less time. In two circles, in pairs or in threes everyone has more.")
    return [Problem("people", "people-outside", reason, hint, "advice")]


def to_think_about(problem: Problem) -> str:
    """A problem as somebody would say it: which block it is about, and not which key."""
    told = f"{problem.reason} {problem.suggestion}".rstrip()
    block = f"{problem.place.rpartition(')')[0]})" if problem.place.startswith("block ") else ""
    if problem.severity == "error":
        return (
            _("To put right, in {block}: {told}", block=block, told=told)
            if block
            else _("To put right: {told}", told=told)
        )
    return (
        _("To think about, in {block}: {told}", block=block, told=told)
        if block
        else _("To think about: {told}", told=told)
    )


def as_data(plan: Plan, problems: Sequence[Problem]) -> dict[str, Any]:
    """The plan for `--json`: times as ISO 8601 with an offset, lengths in seconds.

    The blocks' seconds and the spare add up to the booking.
    """
    evening = plan.evening
    return {
        "title": evening.template.title,
        "start": plan.local(evening.start).isoformat(),
        "end": plan.local(evening.end).isoformat(),
        "people": evening.people,
        "interpreted": evening.interpreted,
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
        "balance": {f"{who}_seconds": seconds for who, seconds in plan.balance.items()},
        "problems": [problem.as_dict() for problem in problems],
    }
