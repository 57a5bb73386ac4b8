"""From what was typed for a schedule to the schedule: values in, a schedule or an error that names the option out."""

import re
from collections.abc import Sequence

from peerkit import durations
from peerkit.errors import PeerkitError, naming
from peerkit.figures import ascii_figures
from peerkit.turns.equal import times
from peerkit.turns.order import go_rounds
from peerkit.turns.replan import replan
from peerkit.turns.rotation import rotate
from peerkit.turns.schedule import Impossible, Rather, ReplanRequest, Round, Schedule, ScheduleRequest, Wishes
from peerkit.turns.stored import Stored

LONGEST = 6 * 3600
"""Seconds of a turn, at the most."""
_NUMBER = re.compile(r"[1-9][0-9]{0,2}")


def requested(request: ScheduleRequest) -> Stored:
    """The schedule that is asked for, with its times. Raises PeerkitError with the reason why there is none."""
    each, changeover = seconds("--each", request.each), seconds("--changeover", request.changeover)
    asks = _wishes(request, request.fixed, request.rather)
    try:
        if not 0 < each <= LONGEST:
            raise Impossible("--each: a turn takes at least a second, and 6 hours at the most.")
        schedule = rotate(request.people, request.size, request.rounds, asks, request.seed)
        return Stored(schedule, times(schedule.rounds, request.equal, each, request.size), changeover)
    except Impossible as error:
        raise PeerkitError(str(error), "For help: peerkit turns plan --help") from None


def replanned(stored: Stored, request: ReplanRequest) -> Stored:
    """The schedule with its first rounds as they were and the rest for who is there now. Raises PeerkitError."""
    asks, leave = _wishes(request), _seats("--leave", request.leave)
    done = stored.schedule.done if request.done is None else request.done
    try:
        schedule = replan(stored.schedule, done, leave, request.join, asks, request.seed)
        if stored.times is None:
            return Stored(schedule, None, stored.changeover)
        had = stored.times.turns[: schedule.done]
        now = times(schedule.rounds, stored.times.kind, stored.times.each, schedule.size, schedule.done, had)
        return Stored(schedule, now, stored.changeover)
    except Impossible as error:
        raise PeerkitError(str(error), "For example: peerkit turns replan turns.json --done 2 --leave 4") from None


def rounds_to_come(schedule: Schedule) -> tuple[Round, ...]:
    """The rounds that have not been. Raises PeerkitError where all have."""
    if schedule.done == len(schedule.rounds):
        raise PeerkitError("All rounds of that schedule are done.", "Plan new ones: peerkit turns plan --help")
    return schedule.rounds[schedule.done :]


def orders(people: int, rounds: int, held: int) -> tuple[tuple[int, ...], ...]:
    """Orders for go-rounds. Raises PeerkitError for numbers that make none."""
    try:
        return go_rounds(people, rounds, held)
    except Impossible as error:
        raise PeerkitError(str(error), "Try: peerkit turns order --people 9 --rounds 4") from None


def _wishes(
    request: ScheduleRequest | ReplanRequest, fixed: Sequence[str] = (), rather: Rather = "new-partners"
) -> Wishes:
    """What the options say. Raises PeerkitError that names the option."""
    apart = tuple(_several("--apart", one) for one in request.apart)
    together = tuple(_several("--together", one) for one in request.together)
    return Wishes(apart, together, tuple(map(_fixed, fixed)), rather, request.larger, request.sit_out)


def _several(option: str, typed: str) -> tuple[int, ...]:
    found = _seats(option, [typed])
    if len(set(found)) < 2:
        raise PeerkitError(f'{option} "{typed[:80]}" names only one.', f"Name those it is about: {option} 3,7.")
    return found


def _fixed(text: str) -> tuple[int, Round]:
    number, colon, rest = ascii_figures(text).partition(":")
    if not colon or not _NUMBER.fullmatch(number.strip()):
        raise PeerkitError(f'--fixed "{text[:80]}" does not say which round.', 'Write it as --fixed "1: 1,2 3,4 5,6".')
    return int(number) - 1, tuple(_seats("--fixed", [group]) for group in rest.split())


def _seats(option: str, typed: Sequence[str]) -> tuple[int, ...]:
    """The seat numbers in `3,7`. Raises PeerkitError that names the option."""
    words = [word for one in typed for word in re.split(r"[\s,،]+", ascii_figures(one)) if word]
    if not all(word.isascii() and word.isdecimal() and len(word) < 5 for word in words) or (typed and not words):
        raise PeerkitError(f'{option} "{" ".join(typed)[:80]}" is no list of numbers.', f"Write it as {option} 3,7.")
    return tuple(int(word) for word in words)


def seconds(option: str, text: str) -> int:
    """A length of time. Raises PeerkitError that names the option."""
    return naming(option, lambda: durations.parse(text), f"Type {option} 10m.")
