"""Fitting blocks into the time there is.

Every block has a ladder of lengths that it may have. All start at their least; one ordered list of single
steps up is climbed as far as the time reaches. The order does not depend on the time, so more time is a
longer climb: no block ever gets shorter because an evening got longer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from heapq import merge

from peerkit.planning.template import Block, Groups, Round
from peerkit.turns import share

MINUTE = 60
STEP = 5


@dataclass(frozen=True)
class Need:
    """The ladder of one block, in seconds.

    `rungs` ascend, whole minutes, the first being its least; `ideal` is one of them;
    `level` says who gives way: 0 never (then the first rung is the ideal), 1 last, 2 middle, 3 first.
    """

    rungs: tuple[int, ...]
    ideal: int
    level: int


@dataclass(frozen=True)
class Fit:
    """One length for each block, and the seconds that are left."""

    lengths: tuple[int, ...]
    spare: int


@dataclass(frozen=True)
class Shortfall:
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


def _steps(place: int, need: Need) -> Iterator[tuple[tuple[int, int], Fraction, int, int]]:
    """The steps up one ladder, in their place in the order of all."""
    for rung in need.rungs[1:]:
        to_ideal = rung <= need.ideal
        start, end = (need.rungs[0], need.ideal) if to_ideal else (need.ideal, need.rungs[-1])
        level = (0, need.level) if to_ideal else (1, 0)
        yield level, Fraction(rung - start, end - start), place, rung


@lru_cache(maxsize=4096)
def need_of(block: Block, people: int) -> Need:
    """The ladder of `block` for this many people."""
    if isinstance(block, Round) and block.open:
        return _of_open(block, people)
    if isinstance(block, Round | Groups):
        return _of_turns(block, turns_of(block, people))
    assert block.length is not None
    return _of_length(block.length.min, block.length.ideal, block.length.max, block.level)


def turns_of(block: Round | Groups, people: int) -> int:
    """How many turns follow each other in the block (in an open round: in one time round the circle)."""
    if isinstance(block, Round):
        return people
    return sum(turns_among(block, sizes_in(block, people, rotation)) for rotation in range(block.rounds))


def sizes_in(block: Groups, people: int, rotation: int) -> tuple[int, ...]:
    """How large the groups of one rotation are: as its schedule says, where that is made for so many."""
    if rotation < len(block.schedule):
        sizes = tuple(sorted(map(len, block.schedule[rotation])))
        if sum(sizes) == people:
            return sizes
    return share.sizes(max(people, 2), block.size)


def turns_among(block: Groups, sizes: Sequence[int]) -> int:
    """How many turns of the room's clock one rotation of groups of these sizes takes.

    As many as the largest group has people; where every round is as long, as many as the usual group has; one
    where every group has its own moments.
    """
    if block.turn_seconds:
        return 1
    return max(sizes) if block.equal == "turns" else share.usual_size(sizes)


def gaps_of(block: Round | Groups, turns: int) -> int:
    """Seconds of changeover around `turns` turns: between them, and in small groups before the first as well.

    They belong to nobody.
    """
    return block.changeover * (turns if isinstance(block, Groups) else max(0, turns - 1))


def length_of(block: Round | Groups, turns: int, turn: int) -> int:
    """The whole minutes, in seconds, that `turns` turns of `turn` seconds take with their changeovers."""
    return _up(turns * turn + gaps_of(block, turns), MINUTE)


def turn_in(block: Round | Groups, people: int, length: int) -> int:
    """The longest turn, in seconds, that everyone can have when the block lasts `length` seconds."""
    if isinstance(block, Round) and block.open:
        return block.turn.ideal
    turns = turns_of(block, people)
    return max(STEP, min(_down((length - gaps_of(block, turns)) // turns, STEP), _highest(block)))


def _least(block: Round | Groups) -> int:
    return _up(block.turn.min if block.level else block.turn.ideal, STEP)


def _highest(block: Round | Groups) -> int:
    return max(_least(block), _down(block.turn.max, STEP))


def _of_turns(block: Round | Groups, turns: int) -> Need:
    low, high = _least(block), _highest(block)
    wanted = min(max(_up(block.turn.ideal, STEP), low), high)
    rungs = {length_of(block, turns, turn) for turn in range(low, high + 1, STEP)}
    return Need(tuple(sorted(rungs)), length_of(block, turns, wanted), block.level)


def _of_open(block: Round, people: int) -> Need:
    assert block.length is not None
    once = people * block.turn.ideal + gaps_of(block, people)
    least, ideal, most = (max(once, wanted) for wanted in (block.length.min, block.length.ideal, block.length.max))
    return _of_length(least, ideal, most, block.level)


def _of_length(least: int, ideal: int, most: int, level: int) -> Need:
    low = _up(least if level else ideal, MINUTE)
    high = max(low, _down(most, MINUTE))
    wanted = min(max(_up(ideal, MINUTE), low), high)
    return Need(tuple(range(low, high + 1, MINUTE)), wanted, level)


def _up(seconds: int, step: int) -> int:
    return -(-seconds // step) * step


def _down(seconds: int, step: int) -> int:
    return seconds // step * step
