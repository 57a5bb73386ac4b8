"""Fitting blocks into the time there is.

Every block has a ladder of lengths that it may have. All start at their least; one ordered list of single
steps up is climbed as far as the time reaches. The order does not depend on the time, so more time is a
longer climb: no block ever gets shorter because an evening got longer.
"""

from collections.abc import Iterator, Sequence
from heapq import merge
from typing import NamedTuple

from peerkit.planning.fields import Span

MINUTE = 60
STEP = 5


class Need(NamedTuple):
    """The ladder of one block, in seconds.

    `rungs` ascend, whole minutes, the first being its least; `ideal` is one of them;
    `level` says who gives way: 0 never (then the first rung is the ideal), 1 last, 2 middle, 3 first.
    """

    rungs: tuple[int, ...]
    ideal: int
    level: int


class Turns(NamedTuple):
    """How turns follow each other in a block, for so many people.

    `each` is how long one may be, in seconds, and `laps` how many there are in each time round or rotation. A
    `changeover` belongs to nobody; it lies between two turns, and where groups have theirs `side_by_side`, before the
    first as well. In an `open` round turns have their ideal length, for whoever is there, until the block's time is up.
    """

    each: Span
    changeover: int
    laps: tuple[int, ...]
    level: int
    side_by_side: bool = False
    open: bool = False

    @property
    def number(self) -> int:
        """How many turns follow each other."""
        return sum(self.laps)

    @property
    def gaps(self) -> int:
        """Seconds of changeover, of all turns together."""
        return self.changeover * (self.number if self.side_by_side else max(0, self.number - 1))

    @property
    def least(self) -> int:
        """The shortest turn, in seconds: its ideal where the block never gives way."""
        return _up(self.each.min if self.level else self.each.ideal, STEP)

    @property
    def most(self) -> int:
        """The longest turn, in seconds."""
        return max(self.least, _down(self.each.max, STEP))

    def length(self, turn: int) -> int:
        """The whole minutes, in seconds, that turns of `turn` seconds take with their changeovers."""
        return _up(self.number * turn + self.gaps, MINUTE)

    def turn_in(self, length: int) -> int:
        """The longest turn, in seconds, that everyone can have when the block lasts `length` seconds."""
        if self.open:
            return self.each.ideal
        return max(STEP, min(_down((length - self.gaps) // self.number, STEP), self.most))


class Fit(NamedTuple):
    """One length for each block, and the seconds that are left."""

    lengths: tuple[int, ...]
    spare: int


class Shortfall(NamedTuple):
    """How many seconds are missing even with every block at its least."""

    seconds: int


def fit(needs: Sequence[Need], available: int) -> Fit | Shortfall:
    """Lengths for `needs` in `available` seconds: what shrinks last is restored first, ideal before greatest.

    Inside a level blocks grow in proportion, to within one rung. The climb stops at the first step that does
    not fit and never skips one, which keeps it monotone in time.
    """
    lengths = [need.rungs[0] for need in needs]
    spare = available - sum(lengths)
    if spare < 0:
        return Shortfall(-spare)
    for _, _, place, rung in merge(*(_steps(place, need) for place, need in enumerate(needs))):
        cost = rung - lengths[place]
        if cost > spare:
            break
        lengths[place], spare = rung, spare - cost
    return Fit(tuple(lengths), spare)


def _steps(place: int, need: Need) -> Iterator[tuple[tuple[int, int], float, int, int]]:
    """The steps up one ladder, in their place in the order of all: no two fractions of a day are rounded alike."""
    for rung in need.rungs[1:]:
        to_ideal = rung <= need.ideal
        start, end = (need.rungs[0], need.ideal) if to_ideal else (need.ideal, need.rungs[-1])
        level = (0, need.level) if to_ideal else (1, 0)
        yield level, (rung - start) / (end - start), place, rung


def need_of_turns(turns: Turns) -> Need:
    """The ladder of a block that lasts as long as its turns."""
    wanted = min(max(_up(turns.each.ideal, STEP), turns.least), turns.most)
    rungs = {turns.length(turn) for turn in range(turns.least, turns.most + 1, STEP)}
    return Need(tuple(sorted(rungs)), turns.length(wanted), turns.level)


def need_of_length(length: Span, level: int, once: int) -> Need:
    """The ladder of a block with a length of its own, and at least `once` round, in seconds."""
    least, ideal, most = (max(once, wanted) for wanted in (length.min, length.ideal, length.max))
    low = _up(least if level else ideal, MINUTE)
    high = max(low, _down(most, MINUTE))
    wanted = min(max(_up(ideal, MINUTE), low), high)
    return Need(tuple(range(low, high + 1, MINUTE)), wanted, level)


def _up(seconds: int, step: int) -> int:
    return -(-seconds // step) * step


def _down(seconds: int, step: int) -> int:
    return seconds // step * step
