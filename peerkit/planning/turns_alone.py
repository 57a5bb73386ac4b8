"""Turns on their own: what was typed becomes a schedule, the schedule a block of small groups, and that an evening."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from peerkit import durations
from peerkit.durations import said, written
from peerkit.errors import PeerkitError, naming
from peerkit.messages import _, language, ngettext
from peerkit.planning.fields import LONGEST, span
from peerkit.planning.fit import STEP
from peerkit.planning.kinds import sizes_in
from peerkit.planning.plan import Evening, Plan, build, least_minutes
from peerkit.planning.request import TurnsRequest
from peerkit.planning.template import MOST_PEOPLE, Groups, People, SpanOfMinutes, Template
from peerkit.turns import request as typed
from peerkit.turns import share
from peerkit.turns.schedule import ScheduleRequest
from peerkit.turns.stored import Stored
from peerkit.wording import numbers
from peerkit.wording.months import clock

NAME = "turns"
_ROOM = timedelta(hours=2)
"""Kept free after the turns: nobody at home is behind a booking."""
_LONG_TURN = 10 * 60
_USUAL_SWITCH = 60
_ALONE = 3
"""A pair or a three at home needs no numbers."""


def parse_turn(answer: str) -> str:
    """A turn as somebody types it, as a duration is written; a number alone is minutes. Raises ValueError."""
    minutes = numbers.number(answer)
    seconds = durations.parse(answer if minutes is None else f"{minutes}m")
    if not 0 < seconds <= LONGEST or seconds % STEP:
        raise ValueError(_("Turns go in steps of 5 seconds, up to 6 hours, such as 20m or 90s."))
    return written(seconds)


def schedule_for(request: TurnsRequest) -> Stored:
    """The schedule that is asked for; what was not said is a pair, 20 minutes each. Raises PeerkitError."""
    people, each = request.people or 2, _each(request.each or "20m")
    size = min(request.size, people)
    return typed.requested(ScheduleRequest(people, size, request.rounds, each, request.changeover))


def block_for(stored: Stored, request: TurnsRequest) -> Groups:
    """The turns still to come as one block of small groups; its limits are not looked at. Raises PeerkitError."""
    schedule, times = stored.schedule, stored.times
    rounds = typed.rounds_to_come(schedule)
    each = times.each if times else durations.parse(_each(request.each or "10m"))
    if each % STEP:
        hint = _("Plan it with {option}.", option=f"--each {written(-(-each // STEP) * STEP)}")
        told = _("These turns cannot be run, for they go in steps of 5 seconds: {length}.", length=said(each))
        raise PeerkitError(told, hint)
    done = schedule.done
    in_turns = times if times and times.kind == "totals" else None
    if in_turns and (request.switch or request.warn):
        raise PeerkitError("Every group has times of its own here, so --switch and --warn have no place.", "")
    seated = len(rounds) > 1 or len(rounds[0]) > 1 or len(rounds[0][0]) > _ALONE
    switch = _switch(request, each, alone=not seated)
    return Groups(
        kind="groups",
        name=_("Turns"),
        size=schedule.size,
        rounds=len(rounds),
        turn=span(max(in_turns.round_seconds[done:]) if in_turns else each),
        changeover=stored.changeover,
        attention_switch=0 if in_turns else switch,
        moves_on="by hand" if len(rounds[0]) == 1 else "by itself",
        partners="rotation" if seated else "choose",
        schedule=rounds if seated else (),
        turn_seconds=in_turns.turns[done:] if in_turns else (),
        equal="rounds" if times and times.kind == "rounds" else "turns",
        sit_out=schedule.sit_out,
        seats=schedule.seats if schedule.sit_out else (),
        warn=() if in_turns else _told(request.warn, each) if request.warn else None,
    )


def _each(text: str) -> str:
    return naming("--each", lambda: parse_turn(text), "Type --each 20m.")


def _told(warn: Sequence[str], each: int) -> tuple[int, ...]:
    left = tuple(typed.seconds("--warn", one) for one in warn if one != "none")
    if not all(0 < seconds < each for seconds in left):
        raise PeerkitError("--warn names a time that does not lie inside a turn.", "Type --warn 1m, or --warn none.")
    return left


def _switch(request: TurnsRequest, each: int, *, alone: bool) -> int:
    """Unless it was said, only a pair or three `alone` has the switch of co-counselling, and with it its words."""
    if request.switch is None:
        return _USUAL_SWITCH if each >= _LONG_TURN and alone else 0
    seconds = typed.seconds("--switch", request.switch)
    if seconds >= each:
        raise PeerkitError("--switch is as long as a turn, and lies inside it.", "Type --switch 1m.")
    return seconds


def in_one_group(block: Groups, people: int) -> bool:
    """Whether all of them sit in one group."""
    return len(sizes_in(block, people, 0)) == 1


def plan_of(block: Groups, people: int, now: datetime) -> Plan:
    """An evening that is these turns and nothing else, beginning at `now` (local, with its zone)."""
    minutes = SpanOfMinutes(min=1, ideal=60, max=24 * 60)
    anybody = People(min=2, ideal=2, max=MOST_PEOPLE)
    title, summary = _("Turns"), _("Turns on their own.")
    template = Template(
        title=title, summary=summary, language=language(), minutes=minutes, people=anybody, block=(block,)
    )
    start = now.astimezone(UTC)
    end = start + timedelta(minutes=least_minutes(template, people)) + _ROOM
    plan = build(Evening(NAME, template, people, start, end, now.tzinfo or UTC))
    assert isinstance(plan, Plan)
    return plan


def preview(block: Groups, plan: Plan) -> str:
    """What will happen, and when it will be done."""
    done = plan.local(plan.evening.end - _ROOM)
    (timed,) = plan.slots()
    told = [_("{groups}.", groups=share.split_in_words(sizes_in(block, plan.evening.people, 0)))]
    if block.turn_seconds:
        told.append(ngettext("{n} round.", "{n} rounds.", block.rounds))
        told.append(_("Each round: {length}.", length=said(block.turn.ideal)))
    else:
        told.append(ngettext("{n} turn.", "{n} turns.", timed.turns or 0))
        told.append(_("Each turn: {length}.", length=said(timed.turn_seconds or 0)))
    if block.changeover:
        told.append(_("Each changeover: {length}.", length=said(block.changeover)))
    told.append(_("Begun now, you will be done at {time}.", time=clock(done)))
    return f"{' '.join(told)}\n{_('The clock starts with the first turn, when you say next.')}"
