"""Who sits with whom, round by round: the values that every part of `turns` hands to the next.

Seats are whole numbers from 1, as people count off round the circle. Nobody has a name.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Literal

from peerkit.turns.share import odd_size

Seats = tuple[int, ...]
"""The seats of one small group, in speaking order."""

Round = tuple[Seats, ...]
"""Every seat that is there, once."""

Equality = Literal["turns", "rounds", "totals"]
"""What is as long for everyone: every turn, every round, or the total."""

Form = Literal["words", "text", "csv", "markdown", "json"]
"""How a schedule is shown: in words with all there is to say, or its rounds alone, a line each, or as the file is."""

Rather = Literal["new-partners", "share-the-three"]
MAKE = "peerkit turns plan --people 10 --size 2 --rounds 3 -o turns.json"
"""What makes a schedule."""

Objective = Literal["repeats", "burden"]
Claim = Literal["optimal", "best found"]


TOO_FEW = "Where so many sit out, too few are left: a turn takes two people."


class Impossible(ValueError):  # noqa: N818 - it reads as a sentence: raise Impossible
    """What was asked for cannot be; the message is one sentence that says why."""


@dataclass(frozen=True)
class Certificate:
    """How good a schedule is, and why nobody could do better, or how far a better one may be.

    `value` counts what `of` names: `repeats` or `burden`. It is `optimal` only when it equals `lower_bound`, which
    `audit` recomputes by itself. `reason` is a sentence or two to be read out.
    """

    of: Objective
    claim: Claim
    value: int
    lower_bound: int
    reason: str


@dataclass(frozen=True)
class Wishes:
    """What a rotation has to respect. None of it is ever printed or stored with the schedule.

    `apart`: sets of seats of which no two ever meet. `together`: sets of seats that always sit in one group.
    `fixed`: rounds that are given, by their place from 0. `rather`: what counts first, meeting new partners or
    sharing the odd-sized group out. `larger`: what is left over makes groups one larger and not one smaller.
    `sit_out`: how many sit out in each round, in turn; None is nobody, or as many as before.
    """

    apart: tuple[tuple[int, ...], ...] = ()
    together: tuple[tuple[int, ...], ...] = ()
    fixed: tuple[tuple[int, Round], ...] = ()
    rather: Rather = "new-partners"
    larger: bool = False
    sit_out: int | None = None


NO_WISHES = Wishes()


@dataclass(frozen=True)
class ScheduleRequest:
    """What was typed for a schedule."""

    people: int
    size: int
    rounds: int
    each: str
    changeover: str
    equal: Equality = "turns"
    apart: Sequence[str] = ()
    together: Sequence[str] = ()
    fixed: Sequence[str] = ()
    rather: Rather = "new-partners"
    larger: bool = False
    sit_out: int = 0
    seed: int = 0


@dataclass(frozen=True)
class ReplanRequest:
    """What was typed for the rest of a schedule, when somebody comes or leaves."""

    done: int | None
    leave: Sequence[str]
    join: int
    apart: Sequence[str]
    together: Sequence[str]
    larger: bool
    sit_out: int | None
    seed: int


@dataclass(frozen=True)
class Schedule:
    """A rotation: rounds of groups of seats, the first `done` of which have happened.

    `seats` are those that are there from now on, ascending; a seat that left still stands in the rounds that
    are done, and one that came stands only in later ones. `size` is the size that was asked for. `out` says for each
    round who sits out in it; it is empty where nobody ever does.
    """

    size: int
    seats: tuple[int, ...]
    rounds: tuple[Round, ...]
    certificate: Certificate
    done: int = 0
    out: tuple[Seats, ...] = ()

    @property
    def people(self) -> int:
        """How many are there."""
        return len(self.seats)

    @property
    def sit_out(self) -> int:
        """How many sit out in each round to come."""
        return len(self.out[-1]) if self.out else 0

    def sitting_out(self, number: int) -> Seats:
        """Who sits out in round `number`, counted from 0."""
        return self.out[number] if number < len(self.out) else ()


def meetings(rounds: Iterable[Round]) -> Counter[tuple[int, int]]:
    """How often each pair of seats (the smaller first) sits in one group."""
    return Counter(pair for groups in rounds for group in groups for pair in combinations(sorted(group), 2))


def repeats(rounds: Iterable[Round]) -> int:
    """The sum over pairs of C(meetings, 2): 0 when nobody meets twice."""
    return sum(comb(times, 2) for times in meetings(rounds).values())


def odd_times(rounds: Sequence[Round]) -> Counter[int]:
    """How often each seat sat in a group of its round's odd size."""
    times: Counter[int] = Counter()
    for groups in rounds:
        odd = odd_size([len(group) for group in groups])
        times.update(seat for group in groups if len(group) == odd for seat in group)
    return times


def burden(rounds: Sequence[Round]) -> int:
    """The sum over seats of C(times in the odd-sized group, 2): 0 when nobody has to sit there twice."""
    return sum(comb(times, 2) for times in odd_times(rounds).values())
