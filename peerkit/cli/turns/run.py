"""`peerkit turns start`: turns on their own, in the same engine as a session. Nothing of them is counted."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from peerkit import durations
from peerkit.border.validation import validate
from peerkit.cli.session import run
from peerkit.cli.terminal import console, prompt
from peerkit.cli.turns import schedules
from peerkit.durations import said, written
from peerkit.errors import PeerkitError
from peerkit.live import clock
from peerkit.live.journal import Journal
from peerkit.planning.fields import LONGEST
from peerkit.planning.fit import STEP
from peerkit.planning.kinds import sizes_in
from peerkit.planning.plan import Evening, Plan, build, least_minutes
from peerkit.planning.template import MOST_PEOPLE, Groups, People, SpanOfMinutes, Template
from peerkit.running.events import Warn
from peerkit.running.phrases import warnings_for
from peerkit.running.state import Header
from peerkit.turns import share
from peerkit.turns.stored import Stored
from peerkit.workspace.root import Root

NAME = "turns"
ROOM = timedelta(hours=2)
"""Kept free after the turns: nobody at home is behind a booking."""
LONG_TURN = 10 * 60
USUAL_SWITCH = 60
ALONE = 3
"""A pair or a three at home needs no numbers."""


@dataclass(frozen=True)
class Wanted:
    """What was typed; None where nothing was said."""

    schedule: str | None
    people: int | None
    size: int
    rounds: int
    each: str | None
    changeover: str
    switch: str | None
    warn: tuple[str, ...]


def begin(root: Root, wanted: Wanted, *, yes: bool, plain: bool | None) -> int:
    """Ask what was not said, say when it will be done, and run it."""
    journal = Journal(root.running)
    journal.take()
    try:
        if journal.begun:
            hint = f"To go on with it: {root.command('session resume')}"
            raise PeerkitError("Something that was begun here was never closed.", hint)
        if wanted.schedule and (wanted.people is not None or wanted.each is not None):
            raise PeerkitError(
                "The schedule says how many people and how long a turn.", "Leave out --people and --each."
            )
        asking = prompt.at_a_terminal() and not yes
        stored = schedules.read(wanted.schedule) if wanted.schedule else _made(wanted, asking=asking)
        block = _block(stored, wanted)
        people = stored.schedule.people
        if asking and not (wanted.warn or block.turn_seconds):
            block = replace(block, warn=_warnings(block, people))
        plan = _plan(block, people)
        console.out(_preview(block, plan))
        alone = len(_sizes(block, people)) == 1 and block.warn is not None
        settled = [Warn(0, block.warn or ())] if alone else []
        header = Header(plan, plan.evening.start, NAME, counted=False)
        return run.run_new(root, journal, header, settled, plain=plain)
    finally:
        journal.close()


def _made(wanted: Wanted, *, asking: bool) -> Stored:
    people, each = wanted.people, wanted.each
    if asking and people is None:
        people = prompt.ask("How many of you?", prompt.number(2, MOST_PEOPLE), "2")
    if asking and each is None:
        each = prompt.ask("How long is each turn?", _turn, "20m")
    people, each = people or 2, _said("--each", each or "20m")
    size = min(wanted.size, people)
    return schedules.planned(schedules.Asked(people, size, wanted.rounds, each, wanted.changeover))


def _turn(answer: str) -> str:
    """A turn as somebody answers it; a number alone is minutes. Raises ValueError."""
    seconds = durations.parse(f"{answer}m" if answer.isdecimal() else answer)
    if not 0 < seconds <= LONGEST or seconds % STEP:
        raise ValueError("Turns go in fives of a second, up to 6 hours, such as 20m or 90s.")
    return written(seconds)


def _block(stored: Stored, wanted: Wanted) -> Groups:
    """The turns as one block of small groups."""
    schedule, times = stored.schedule, stored.times
    rounds = schedule.rounds[schedule.done :]
    if not rounds:
        raise PeerkitError("All rounds of that schedule are done.", "Plan new ones: peerkit turns plan --help")
    each = times.each if times else durations.parse(_said("--each", wanted.each or "10m"))
    if each % STEP:
        hint = f"Plan it with --each {written(-(-each // STEP) * STEP)}."
        raise PeerkitError(f"Turns of {said(each)} cannot be run: they go in fives of a second.", hint)
    table: dict[str, Any] = {
        "kind": "groups", "name": "Turns", "size": schedule.size, "rounds": len(rounds),
        "turn": written(each), "changeover": written(stored.changeover), "attention_switch": _switch(wanted, each),
    }  # fmt: skip
    if len(rounds[0]) == 1:
        table |= {"moves_on": "by hand"}
    if len(rounds) > 1 or len(rounds[0]) > 1 or len(rounds[0][0]) > ALONE:
        table |= {"partners": "rotation", "schedule": [[list(group) for group in groups] for groups in rounds]}
    if times and times.kind == "rounds":
        table |= {"equal": "rounds"}
    if times and times.kind == "totals":
        if wanted.switch or wanted.warn:
            raise PeerkitError("Every group has times of its own here, so --switch and --warn have no place.", "")
        turns = times.turns[schedule.done :]
        table |= {"turn": written(max(times.round_seconds[schedule.done :])), "attention_switch": "0s", "warn": []}
        table |= {"turn_seconds": [[list(group) for group in groups] for groups in turns]}
    if wanted.warn:
        table |= {"warn": _told(wanted.warn, each)}
    return _read(table)


def _said(option: str, typed: str) -> str:
    try:
        return _turn(typed)
    except ValueError as error:
        raise PeerkitError(f"{option}: {error}", f"Type {option} 20m.") from None


def _told(warn: tuple[str, ...], each: int) -> list[str]:
    left = [schedules.seconds("--warn", one) for one in warn if one != "none"]
    if not all(0 < seconds < each for seconds in left):
        raise PeerkitError("--warn names a time that does not lie inside a turn.", "Type --warn 1m, or --warn none.")
    return [written(seconds) for seconds in left]


def _switch(wanted: Wanted, each: int) -> str:
    if wanted.switch is None:
        return written(USUAL_SWITCH if each >= LONG_TURN else 0)
    seconds = schedules.seconds("--switch", wanted.switch)
    if seconds >= each:
        raise PeerkitError("--switch is as long as a turn, and lies inside it.", "Type --switch 1m.")
    return written(seconds)


def _read(table: dict[str, Any]) -> Groups:
    block, problems = validate(Groups, table)
    if block is None:
        raise PeerkitError("\n".join(problem.reason for problem in problems), schedules.TRY)
    return block


def _around(block: Groups) -> Template:
    """A way of meeting that is these turns and nothing else."""
    minutes = SpanOfMinutes(min=1, ideal=60, max=24 * 60)
    people = People(min=2, ideal=2, max=MOST_PEOPLE)
    return Template(title="Turns", summary="Turns on their own.", minutes=minutes, people=people, block=(block,))


def _warnings(block: Groups, people: int) -> tuple[int, ...]:
    """When the time is told: the client's own wish for the first turn of a pair, everybody's in a room."""
    usual = warnings_for(block, block.turn.ideal)
    told = " and ".join(written(left) for left in usual) or "none"

    def parse(answer: str) -> tuple[int, ...]:
        if answer == "none":
            return ()
        words = answer.replace(" and ", " ").replace(",", " ").split()
        left = tuple(durations.parse(word) for word in words)
        if not all(0 < each < block.turn.ideal for each in left):
            raise ValueError("Say times that lie inside a turn, such as 5m 1m, or none.")
        return tuple(sorted(set(left), reverse=True))

    who = "When would whoever goes first" if len(_sizes(block, people)) == 1 else "When would you"
    return prompt.ask(f"{who} like to hear how much time is left?", parse, told)


def _plan(block: Groups, people: int) -> Plan:
    template = _around(block)
    now = clock.now()
    end = now + timedelta(minutes=least_minutes(template, people)) + ROOM
    plan = build(Evening(NAME, template, people, now, end, clock.LOCAL))
    assert isinstance(plan, Plan)
    return plan


def _sizes(block: Groups, people: int) -> tuple[int, ...]:
    return sizes_in(block, people, 0)


def _preview(block: Groups, plan: Plan) -> str:
    """What will happen, and when it will be done."""
    people = plan.evening.people
    done = plan.local(plan.evening.end - ROOM)
    (timed,) = plan.slots()
    groups = share.split_in_words(_sizes(block, people))
    each = f"{timed.turns} turns of {said(timed.turn_seconds or 0)}"
    if block.turn_seconds:
        each = f"{block.rounds} rounds of {said(block.turn.ideal)}"
    changeover = f", {said(block.changeover)} to change over" if block.changeover else ""
    lines = [
        f"{groups[:1].upper()}{groups[1:]}: {each}{changeover}. Begun now, you will be done at {done:%H:%M}.",
        "The clock starts with the first turn, when you say next.",
    ]
    return "\n".join(lines)
