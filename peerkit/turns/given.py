"""A schedule as somebody gave it: plain JSON read into whole numbers, nothing believed yet."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any, get_args

from peerkit.durations import LONGEST, counted
from peerkit.errors import meant_or_newer
from peerkit.problems import Problem
from peerkit.turns.schedule import Certificate, Claim, Equality, Objective, Round, Seats
from peerkit.turns.share import shape

FORMAT = 1
"""The form of the file, which changes when what is in it means something else."""

MOST_SEATS = 200
"""The highest seat, and how many sit in one round: beyond that it is no small group's schedule."""

MOST_ROUNDS = 100

_MOST_COUNTED = MOST_ROUNDS**2 * MOST_SEATS**2
"""No count of anything in a schedule of that size comes near it."""

CORRECT = "Correct it or leave it out."


@dataclass(frozen=True)
class Given:
    """What was in the file; None for everything that it does not say. Without a format it is of the first."""

    rounds: tuple[Round, ...]
    people: int | None = None
    size: int | None = None
    repeats: int | None = None
    burden: int | None = None
    certificate: Certificate | None = None
    seconds: tuple[int, ...] | None = None
    equal: Equality | None = None
    each: int | None = None
    turn_seconds: tuple[Round, ...] | None = None
    changeover: int | None = None
    done: int = 0
    seats: tuple[int, ...] | None = None
    totals_equal: bool | None = None
    format: int | None = None
    sitting_out: tuple[Seats, ...] = ()

    @property
    def claims(self) -> bool:
        """Whether it says anything of itself that could be untrue."""
        said = (self.people, self.size, self.repeats, self.burden, self.certificate, self.seconds, self.equal)
        return any(each is not None for each in (*said, self.turn_seconds, self.seats, self.totals_equal))

    @property
    def there(self) -> tuple[int, ...]:
        """Who is there from now on: as the file says, or else everybody in a round to come (or in the last)."""
        coming = self.held[self.done :] or self.held[-1:]
        return self.seats or tuple(sorted({seat for groups in coming for group in groups for seat in group}))

    @property
    def held(self) -> tuple[Round, ...]:
        """The rounds in which whoever sits out is a group of one."""
        return tuple((*groups, *((seat,) for seat in self.out(number))) for number, groups in enumerate(self.rounds))

    def out(self, number: int) -> Seats:
        """Who sits out in round `number`, counted from 0."""
        return self.sitting_out[number] if self.sitting_out else ()

    @property
    def highest(self) -> int:
        """The highest seat that was ever given."""
        return max(seat for groups in self.held for group in groups for seat in group)

    @property
    def meant(self) -> int:
        """The size that was asked for: as the file says, or else the commonest size of its groups."""
        sizes = Counter(len(group) for groups in self.rounds[self.done :] or self.rounds for group in groups)
        return self.size or max(sizes, key=lambda size: (sizes[size], size))


KEYS = tuple(field.name for field in fields(Given))


def given(data: Any) -> tuple[Given | None, list[Problem]]:
    """Read any JSON value; None and the reasons when it is no schedule. Problems may also come beside a schedule."""
    reader = _Reader()
    if not isinstance(data, dict) or "rounds" not in data:
        reader.wrong("the file", "shape", "There are no rounds in it.", 'Write {"rounds": [[[1, 2], [3, 4]], ...]}.')
        return None, reader.problems
    if not _whole(data.get("format", FORMAT), 1, FORMAT):
        reason = f"The format is {FORMAT}. Another number was written by a newer peerkit."
        reader.wrong("format", "newer", reason, "Use that one.")
        return None, reader.problems
    reader.unknown(data)
    rounds = reader.nested(data, "rounds", MOST_SEATS)
    if rounds is None:
        return None, reader.problems
    found = Given(
        rounds=rounds,
        people=reader.number(data, "people", 2, MOST_SEATS),
        size=reader.number(data, "size", 2, MOST_SEATS),
        repeats=reader.number(data, "repeats", 0, _MOST_COUNTED),
        burden=reader.number(data, "burden", 0, _MOST_COUNTED),
        certificate=reader.certificate(data),
        seconds=reader.numbers(data, "seconds", 0, LONGEST * MOST_ROUNDS),
        equal=reader.word(data, "equal", Equality),
        each=reader.number(data, "each", 1, LONGEST),
        turn_seconds=None if data.get("turn_seconds") is None else reader.nested(data, "turn_seconds", LONGEST),
        changeover=reader.number(data, "changeover", 0, LONGEST),
        done=reader.number(data, "done", 0, len(rounds)) or 0,
        seats=reader.seats(data),
        totals_equal=reader.value(
            data, "totals_equal", lambda value: isinstance(value, bool), "is neither true nor false."
        ),
        sitting_out=reader.sitting_out(data, len(rounds)),
    )
    if found.turn_seconds is not None and shape(found.turn_seconds) != shape(rounds):
        reason = "The seconds do not have the shape of the rounds."
        reader.wrong("turn_seconds", "shape", reason, "Give a number for every seat of every group.")
        found = replace(found, turn_seconds=None)
    return found, reader.problems


def _short(value: Any) -> str:
    """A short form of any value that is safe to print."""
    if isinstance(value, list | dict) or (isinstance(value, int) and abs(value) > 10**12):
        return "This"
    return "".join(sign for sign in str(value)[:40] if sign.isprintable()) or "nothing"


class _Reader:
    """Reads one value after the other, and notes what is wrong with it."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def wrong(self, place: str, code: str, reason: str, suggestion: str) -> None:
        self.problems.append(Problem(place, code, reason, suggestion))

    def unknown(self, data: dict[str, Any]) -> None:
        """The first few keys that nothing reads."""
        for key in [key for key in data if key not in KEYS][:3]:
            self.wrong(_short(key), "unknown-key", "Nothing reads this key.", meant_or_newer(_short(key), KEYS))

    def value(self, data: dict[str, Any], key: str, right: Callable[[Any], bool], wrong: str) -> Any:
        """The value of a key where it is right; else None, and what is wrong is noted."""
        if (value := data.get(key)) is None or right(value):
            return value
        self.wrong(key, "type", f"{_short(value)} {wrong}", CORRECT)
        return None

    def number(self, data: dict[str, Any], key: str, least: int, most: int) -> Any:
        right = partial(_whole, least=least, most=most)
        return self.value(data, key, right, f"is not a whole number from {least} to {most}.")

    def numbers(self, data: dict[str, Any], key: str, least: int, most: int) -> tuple[int, ...] | None:
        value = data.get(key)
        if value is None:
            return None
        if isinstance(value, list) and len(value) <= MOST_SEATS and all(_whole(each, least, most) for each in value):
            return tuple(value)
        self.wrong(key, "type", f"This is not a list of whole numbers from {least} to {most}.", CORRECT)
        return None

    def word(self, data: dict[str, Any], key: str, of: Any) -> Any:
        words, value = get_args(of), data.get(key)
        if value is None or value in words:
            return value
        hint = meant_or_newer(value, words) if isinstance(value, str) else CORRECT
        self.wrong(key, "type", f"{_short(value)} is not one of {', '.join(words)}.", hint)
        return None

    def seats(self, data: dict[str, Any]) -> tuple[int, ...] | None:
        seats = self.numbers(data, "seats", 1, MOST_SEATS)
        if seats is not None and (len(seats) < 2 or len(set(seats)) < len(seats)):
            self.wrong(
                "seats", "seats", "These are not two seats or more, each once.", "Correct them or leave them out."
            )
            return None
        return tuple(sorted(seats)) if seats else None

    def sitting_out(self, data: dict[str, Any], rounds: int) -> tuple[Seats, ...]:
        value = data.get("sitting_out")
        if value is None:
            return ()
        if not isinstance(value, list) or len(value) != rounds or not all(isinstance(those, list) for those in value):
            self.wrong("sitting_out", "shape", "This is not a list of seats for each round.", "Write [[5], [4], ...].")
            return ()
        lists = [self.numbers({"sitting_out": those}, "sitting_out", 1, MOST_SEATS) for those in value]
        return tuple(those or () for those in lists)

    def certificate(self, data: dict[str, Any]) -> Certificate | None:
        value = data.get("certificate")
        if value is None:
            return None
        if not isinstance(value, dict):
            self.wrong("certificate", "type", "This is not a certificate.", "Leave it out.")
            return None
        quiet = _Reader()
        claim, of = quiet.word(value, "claim", Claim), quiet.word({"of": "repeats", **value}, "of", Objective)
        count, bound = (quiet.number(value, key, 0, _MOST_COUNTED) for key in ("value", "lower_bound"))
        reason = value.get("reason", "")
        if claim is None or of is None or count is None or bound is None or not isinstance(reason, str):
            self.wrong("certificate", "type", "It has to say a claim, a value and a lower_bound.", "Leave it out.")
            return None
        return Certificate(of, claim, count, bound, reason)

    def nested(self, data: dict[str, Any], name: str, most: int) -> tuple[Round, ...] | None:
        """Rounds of groups of whole numbers."""
        value = data[name]
        if not isinstance(value, list) or not 1 <= len(value) <= MOST_ROUNDS:
            self.wrong(
                name, "shape", f"This is not a list of 1 to {MOST_ROUNDS} rounds.", "Write [[[1, 2], [3, 4]], ...]."
            )
            return None
        rounds = [self._round(name, number, groups, most) for number, groups in enumerate(value, 1)]
        return None if None in rounds else tuple(groups for groups in rounds if groups is not None)

    def _round(self, name: str, number: int, value: Any, most: int) -> Round | None:
        place = f"round {number}" if name == "rounds" else f"{name}, round {number}"
        if not isinstance(value, list) or not 1 <= len(value) <= MOST_SEATS:
            self.wrong(place, "shape", "This is not a list of groups.", "Write [[1, 2], [3, 4]].")
            return None
        groups = []
        for of_round, group in enumerate(value, 1):
            if not isinstance(group, list) or not group or len(group) > MOST_SEATS:
                self.wrong(f"{place}, group {of_round}", "shape", "This is not a list of numbers.", "Write [1, 2].")
            elif bad := [each for each in group if not _whole(each, 1, most)]:
                reason = f"{_short(bad[0])} is not a whole number from 1 to {most}."
                self.wrong(f"{place}, group {of_round}", "type", reason, "Seats are numbers from 1.")
            else:
                groups.append(tuple(group))
        if len(groups) == len(value) and sum(map(len, groups)) <= MOST_SEATS:
            return tuple(groups)
        if len(groups) == len(value):
            reason = f"More than {counted(MOST_SEATS, 'person', 'people')} sit in it."
            self.wrong(place, "shape", reason, "Split the people into several schedules.")
        return None


def _whole(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
