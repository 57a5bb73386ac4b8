"""Turns on their own: what was typed becomes a schedule, the schedule a block of small groups, and that an evening."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from peerkit import durations
from peerkit.durations import said, written
from peerkit.errors import PeerkitError, naming
from peerkit.planning.fields import LONGEST
from peerkit.planning.fit import STEP
from peerkit.planning.kinds import sizes_in
from peerkit.planning.plan import Evening, Plan, build, least_minutes
from peerkit.planning.request import TurnsRequest
from peerkit.planning.template import MOST_PEOPLE, Groups, People, SpanOfMinutes, Template
from peerkit.turns import request as typed
from peerkit.turns import share
from peerkit.turns.schedule import ScheduleRequest
from peerkit.turns.stored import Stored
from peerkit.wording.grammar import capital

NAME = "turns"
ROOM = timedelta(hours=2)
"""Kept free after the turns: nobody at home is behind a booking."""
LONG_TURN = 10 * 60
USUAL_SWITCH = 60
ALONE = 3
"""A pair or a three at home needs no numbers."""


def parse_turn(answer: str) -> str:
    """A turn as somebody types it, as a duration is written; a number alone is minutes. Raises ValueError."""
    seconds = durations.parse(f"{answer}m" if answer.isdecimal() else answer)
    if not 0 < seconds <= LONGEST or seconds % STEP:
        raise ValueError("Turns go in fives of a second, up to 6 hours, such as 20m or 90s.")
    return written(seconds)


def schedule_for(request: TurnsRequest) -> Stored:
    """The schedule that is asked for; what was not said is a pair, 20 minutes each. Raises PeerkitError."""
    people, each = request.people or 2, _each(request.each or "20m")
    size = min(request.size, people)
    return typed.requested(ScheduleRequest(people, size, request.rounds, each, request.changeover))


def block_for(stored: Stored, request: TurnsRequest) -> dict[str, Any]:
    """The turns still to come as one block of small groups, as a file has it. Raises PeerkitError."""
    schedule, times = stored.schedule, stored.times
    rounds = schedule.rounds[schedule.done :]
    if not rounds:
        raise PeerkitError("All rounds of that schedule are done.", "Plan new ones: peerkit turns plan --help")
    each = times.each if times else durations.parse(_each(request.each or "10m"))
    if each % STEP:
        hint = f"Plan it with --each {written(-(-each // STEP) * STEP)}."
        raise PeerkitError(f"Turns of {said(each)} cannot be run: they go in fives of a second.", hint)
    table: dict[str, Any] = {
        "kind": "groups", "name": "Turns", "size": schedule.size, "rounds": len(rounds),
        "turn": written(each), "changeover": written(stored.changeover), "attention_switch": _switch(request, each),
    }  # fmt: skip
    if len(rounds[0]) == 1:
        table |= {"moves_on": "by hand"}
    if len(rounds) > 1 or len(rounds[0]) > 1 or len(rounds[0][0]) > ALONE:
        table |= {"partners": "rotation", "schedule": [[list(group) for group in groups] for groups in rounds]}
    if times and times.kind == "rounds":
        table |= {"equal": "rounds"}
    if times and times.kind == "totals":
        if request.switch or request.warn:
            raise PeerkitError("Every group has times of its own here, so --switch and --warn have no place.", "")
        turns = times.turns[schedule.done :]
        table |= {"turn": written(max(times.round_seconds[schedule.done :])), "attention_switch": "0s", "warn": []}
        table |= {"turn_seconds": [[list(group) for group in groups] for groups in turns]}
    if request.warn:
        table |= {"warn": _told(request.warn, each)}
    return table


def _each(text: str) -> str:
    return naming("--each", lambda: parse_turn(text), "Type --each 20m.")


def _told(warn: Sequence[str], each: int) -> list[str]:
    left = [typed.seconds("--warn", one) for one in warn if one != "none"]
    if not all(0 < seconds < each for seconds in left):
        raise PeerkitError("--warn names a time that does not lie inside a turn.", "Type --warn 1m, or --warn none.")
    return [written(seconds) for seconds in left]


def _switch(request: TurnsRequest, each: int) -> str:
    if request.switch is None:
        return written(USUAL_SWITCH if each >= LONG_TURN else 0)
    seconds = typed.seconds("--switch", request.switch)
    if seconds >= each:
        raise PeerkitError("--switch is as long as a turn, and lies inside it.", "Type --switch 1m.")
    return written(seconds)


def in_one_group(block: Groups, people: int) -> bool:
    """Whether all of them sit in one group."""
    return len(sizes_in(block, people, 0)) == 1


def plan_of(block: Groups, people: int, now: datetime) -> Plan:
    """An evening that is these turns and nothing else, beginning at `now` (local, with its zone)."""
    minutes = SpanOfMinutes(min=1, ideal=60, max=24 * 60)
    anybody = People(min=2, ideal=2, max=MOST_PEOPLE)
    template = Template(title="Turns", summary="Turns on their own.", minutes=minutes, people=anybody, block=(block,))
    start = now.astimezone(UTC)
    end = start + timedelta(minutes=least_minutes(template, people)) + ROOM
    plan = build(Evening(NAME, template, people, start, end, now.tzinfo or UTC))
    assert isinstance(plan, Plan)
    return plan


def preview(block: Groups, plan: Plan) -> str:
    """What will happen, and when it will be done."""
    done = plan.local(plan.evening.end - ROOM)
    (timed,) = plan.slots()
    groups = share.split_in_words(sizes_in(block, plan.evening.people, 0))
    each = f"{timed.turns} turns of {said(timed.turn_seconds or 0)}"
    if block.turn_seconds:
        each = f"{block.rounds} rounds of {said(block.turn.ideal)}"
    changeover = f", {said(block.changeover)} to change over" if block.changeover else ""
    lines = [
        f"{capital(groups)}: {each}{changeover}. Begun now, you will be done at {done:%H:%M}.",
        "The clock starts with the first turn, when you say next.",
    ]
    return "\n".join(lines)
