"""Schedules of turns for people and for programs: from what was typed, to and from files, as lines to read out."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from peerkit import durations
from peerkit.cli.terminal import console
from peerkit.cli.terminal.overwrite import may_write
from peerkit.durations import counted
from peerkit.errors import PeerkitError
from peerkit.turns.audit import audit
from peerkit.turns.equal import Kind, times
from peerkit.turns.order import go_rounds
from peerkit.turns.reasons import groups
from peerkit.turns.replan import replan
from peerkit.turns.rotation import rotate
from peerkit.turns.schedule import Impossible, Round, Wishes
from peerkit.turns.stored import Stored, read_schedule, schedule_as_data
from peerkit.workspace import files
from peerkit.workspace.root import typed

LONGEST = 6 * 3600
_NUMBER = re.compile(r"[1-9][0-9]{0,2}")
MAKE = "peerkit turns plan --people 10 --size 2 --rounds 3 -o turns.json"
TRY = "Try: peerkit turns plan --people 15 --size 3 --rounds 7"


@dataclass(frozen=True)
class Asked:
    """What was typed for a schedule."""

    people: int
    size: int
    rounds: int
    each: str
    changeover: str
    equal: Kind = "turns"
    apart: Sequence[str] = ()
    together: Sequence[str] = ()
    fixed: Sequence[str] = ()
    rather: Literal["new-partners", "share-the-three"] = "new-partners"
    larger: bool = False
    seed: int = 0


def planned(asked: Asked) -> Stored:
    """The schedule that was asked for, with its times. Raises PeerkitError with the reason why there is none."""
    each, changeover = seconds("--each", asked.each), seconds("--changeover", asked.changeover)
    asks = wishes(asked.apart, asked.together, asked.fixed, asked.rather, larger=asked.larger)
    try:
        if not 0 < each <= LONGEST:
            raise Impossible("--each: a turn takes at least a second, and 6 hours at the most.")
        schedule = rotate(asked.people, asked.size, asked.rounds, asks, asked.seed)
        return Stored(schedule, times(schedule.rounds, asked.equal, each, asked.size), changeover)
    except Impossible as error:
        raise PeerkitError(str(error), "For help: peerkit turns plan --help") from None


def replanned(stored: Stored, done: int | None, leave: Sequence[int], join: int, asks: Wishes, seed: int) -> Stored:
    """The schedule with its first rounds as they were and the rest for who is there now. Raises PeerkitError."""
    try:
        schedule = replan(stored.schedule, stored.schedule.done if done is None else done, leave, join, asks, seed)
        if stored.times is None:
            return Stored(schedule, None, stored.changeover)
        had = stored.times.turns[: schedule.done]
        now = times(schedule.rounds, stored.times.kind, stored.times.each, schedule.size, schedule.done, had)
        return Stored(schedule, now, stored.changeover)
    except Impossible as error:
        raise PeerkitError(str(error), "For example: peerkit turns replan turns.json --done 2 --leave 4") from None


def orders(people: int, rounds: int, held: int) -> tuple[tuple[int, ...], ...]:
    """Orders for go-rounds. Raises PeerkitError for numbers that make none."""
    try:
        return go_rounds(people, rounds, held)
    except Impossible as error:
        raise PeerkitError(str(error), "Try: peerkit turns order --people 9 --rounds 4") from None


def wishes(
    apart: Sequence[str] = (),
    together: Sequence[str] = (),
    fixed: Sequence[str] = (),
    rather: Literal["new-partners", "share-the-three"] = "new-partners",
    *,
    larger: bool = False,
) -> Wishes:
    """What the options say. Raises PeerkitError that names the option."""
    return Wishes(
        tuple(_several("--apart", one) for one in apart),
        tuple(_several("--together", one) for one in together),
        tuple(_fixed(one) for one in fixed),
        rather,
        larger,
    )


def _several(option: str, typed: str) -> tuple[int, ...]:
    found = seats(option, [typed])
    if len(set(found)) < 2:
        raise PeerkitError(f'{option} "{typed[:80]}" names only one.', f"Name those it is about: {option} 3,7.")
    return found


def _fixed(text: str) -> tuple[int, Round]:
    number, colon, rest = text.partition(":")
    if not colon or not _NUMBER.fullmatch(number.strip()):
        raise PeerkitError(f'--fixed "{text[:80]}" does not say which round.', 'Write it as --fixed "1: 1,2 3,4 5,6".')
    return int(number) - 1, tuple(seats("--fixed", [group]) for group in rest.split())


def seats(option: str, typed: Sequence[str]) -> tuple[int, ...]:
    """The seat numbers in `3,7`. Raises PeerkitError that names the option."""
    words = [word for one in typed for word in one.replace(",", " ").split()]
    if not all(word.isascii() and word.isdecimal() and len(word) < 5 for word in words) or (typed and not words):
        raise PeerkitError(f'{option} "{" ".join(typed)[:80]}" is no list of numbers.', f"Write it as {option} 3,7.")
    return tuple(int(word) for word in words)


def seconds(option: str, text: str) -> int:
    """A length of time. Raises PeerkitError that names the option."""
    try:
        return durations.parse(text)
    except ValueError as error:
        raise PeerkitError(f"{option}: {error}", f"Type {option} 10m.") from None


def read(name: str) -> Stored:
    """A schedule from a file, whoever wrote it. Raises PeerkitError with everything that is wrong."""
    found = read_schedule(_json(name))
    if isinstance(found, Stored):
        return found
    lines = "\n".join(problem.line(files.shown(name)) for problem in found[:50])
    raise PeerkitError(lines, f"Mend it, or look it over: peerkit turns audit {typed(Path(name))}")


def _json(name: str) -> Any:
    path = Path(name).expanduser()
    make = f"A schedule is a file that this makes: {MAKE}"
    try:
        return json.loads(files.read_text(path))
    except files.NotText:
        raise PeerkitError(f"{files.shown(path)} is no schedule: it is not text.", make) from None
    except (ValueError, RecursionError) as error:
        raise PeerkitError(f"{files.shown(path)} is no schedule: it is not JSON ({error}).", make) from None


def as_data(stored: Stored) -> dict[str, Any]:
    """The schedule for `--json` and for files. What was kept apart or together is not in it."""
    return schedule_as_data(stored.schedule, stored.times, stored.changeover)


def write(path: Path, stored: Stored, *, replace: bool) -> None:
    """Write a schedule file. Raises PeerkitError when something is there and nobody said `--replace`."""
    may_write(path, replace=replace)
    files.write_atomic(path, console.json_text(as_data(stored)) + "\n")


def page(stored: Stored, html: Path, switch: str, warn: Sequence[str], *, replace: bool) -> Path:
    """Write the page for a phone. Raises PeerkitError."""
    from peerkit.printing.phone.page import Page
    from peerkit.printing.phone.page import page as page_of

    rounds, done = stored.schedule.rounds, stored.schedule.done
    kept = stored.times or times(rounds, "turns", seconds("--each", "10m"), stored.schedule.size)
    attention = seconds("--switch", switch)
    if attention >= min(turn for groups in kept.turns for group in groups for turn in group):
        raise PeerkitError("--switch is as long as a turn, and lies inside it.", "Type --switch 1m.")
    told = tuple(seconds("--warn", one) for one in warn) or None
    what = Page("Turns", "en", rounds[done:], kept.turns[done:], stored.changeover, attention, told, attention > 0)
    may_write(html, replace=replace)
    files.write_atomic(html, page_of(what))
    return html


def audited(name: str, *, as_json: bool) -> int:
    """Print what an audit finds; 1 when something must be mended."""
    report = audit(_json(name))
    if as_json:
        counts = report.summary and vars(report.summary)
        console.as_json(
            {"sound": report.sound, "summary": counts, "problems": [one.as_dict() for one in report.problems]}
        )
        return 0 if report.sound else 1
    for problem in report.problems:
        console.out(problem.line(files.shown(Path(name).name)))
    if (found := report.summary) is not None:
        people = counted(found.people, "person", "people")
        console.out(f"{people} in {groups(found.size)}, {counted(found.rounds, 'round')}.")
        least = f"; no schedule has fewer than {found.lower_bound}" if found.lower_bound else ""
        console.out(f"{counted(found.repeats, 'repeat')}{least}." if found.repeats else "Nobody meets twice.")
        if found.repeats:
            console.out(f"Those who met most often met {counted(found.most_met, 'time')}.")
    console.out("Everything that it says is true." if report.sound else "Something in it has to be mended.")
    return 0 if report.sound else 1


def orders_as_text(people: int, held: int, found: Sequence[tuple[int, ...]]) -> str:
    """Orders of go-rounds as lines that can be read out."""
    lines = [f"Count off round the circle, from 1 to {people}, and keep your number.", ""]
    lines += [f"Go-round {number}: {', '.join(map(str, one))}." for number, one in enumerate(found, held + 1)]
    fair = "After every even number of go-rounds everybody has had, on average, the same place."
    return "\n".join([*lines, "", fair, f"To go on from here another day: --held {held + len(found)}"])
