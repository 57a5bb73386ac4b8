"""Rounds in which nobody meets twice, built without any search: the exact part of a rotation, and which to take of it.

Seats count from 0 here. A design is a list of rounds, a round a list of groups. Where they come from stands in
`algebra` and `starters`.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice, permutations
from math import comb

from peerkit.turns.algebra import Rounds, circle, fours, lines, threes
from peerkit.turns.share import Sizes
from peerkit.turns.starters import STARTERS, THIRTEEN_IN_THREES, developed, eight_fours, pairs_and_a_three

Chance = Callable[[], float]
WAYS = 6
"""How many ways of taking seats out of a design are compared by the burden they leave."""

FIRSTS = 60
"""How many seats are tried as the first to be taken out: all, in a design for so many."""
EVERYONE_MEETS = {3: threes, 4: fours}
"""By the size of groups."""


def design(groups: int, size: int) -> Rounds:
    """The longest design built here for groups of one size; an empty list when there is none."""
    people = groups * size
    if size == 2:
        return circle(people)
    found = lines(groups, size, design)
    if starter := STARTERS.get((groups, size)):
        found = max(found, developed(starter, people), key=len)
    if size in EVERYONE_MEETS:
        found = max(EVERYONE_MEETS[size](people), found, key=len)
    return eight_fours() if (groups, size) == (8, 4) else found


def exact(sizes: Sizes) -> Iterator[Rounds]:
    """Designs without a repeat for groups of these sizes, the longest first; nothing when none is known.

    Uneven groups come from the design for groups that are all as large as the largest: seats are taken out, and the
    rounds stay in which no group loses two.
    """
    people, groups, largest = sum(sizes), len(sizes), max(sizes)
    if largest == 3 and sizes.count(3) == 1 and people >= 11:
        yield pairs_and_a_three(people)
        return
    if sizes == (2, 2, 3, 3, 3):
        yield developed(THIRTEEN_IN_THREES, people)
        return
    wholes = [design(groups, largest)]
    if (groups, largest) == (8, 4):
        wholes.append(developed(STARTERS[8, 4], 32))  # a round shorter, and longer with three seats taken out
    ways = [list(islice(without(whole, groups * largest - people), WAYS)) for whole in wholes if whole]
    yield from max(ways, key=lambda way: len(way[0]), default=[])


def without(rounds: Rounds, leaving: int) -> Iterator[Rounds]:
    """What stays of a design when `leaving` seats go, for every way that keeps the most rounds; seats renumbered.

    The seats that go are chosen one by one, each so that the fewest rounds are lost, from every first one (of FIRSTS).
    """
    if not leaving:
        yield rounds
        return
    seats = sorted(seat for group in rounds[0] for seat in group)
    met = [[0] * len(seats) for _ in seats]
    for number, groups in enumerate(rounds):
        for one, other in (pair for group in groups for pair in permutations(group, 2)):
            met[one][other] |= 1 << number
    ways: dict[tuple[int, ...], int] = {}
    for first in islice(reversed(seats), FIRSTS):
        gone, costs = [first], met[first]
        lost = 0
        while len(gone) < leaving:
            _, last = min(((costs[other] | lost).bit_count(), -other) for other in seats if other not in gone)
            seat = -last
            gone.append(seat)
            lost |= costs[seat]
            costs = [before | more for before, more in zip(costs, met[seat], strict=True)]
        ways[tuple(sorted(gone))] = lost
    fewest = min(lost.bit_count() for lost in ways.values())
    for left, lost in ways.items():
        if lost.bit_count() == fewest:
            now = {seat: place for place, seat in enumerate(seat for seat in seats if seat not in left)}
            kept = [groups for place, groups in enumerate(rounds) if not lost >> place & 1]
            yield [[[now[seat] for seat in group if seat in now] for group in groups] for groups in kept]


def best_known(sizes: Sizes, odd: int, rounds: int, least: int, random: Chance) -> Rounds:
    """As many rounds of an exact design as there are, up to `rounds`, with little burden in groups of size `odd`.

    A design in which everyone meets everyone is gone through again, when more rounds are asked for than it has. An
    empty list where no design is known. Groups stand as in `sizes`, by size.
    """
    best: Rounds = []
    fewest = -1
    for way in islice(exact(sizes), WAYS):
        chosen, burden = _chosen(sorted(way, key=lambda _: random()), rounds, odd)
        if fewest < 0 or burden < fewest:
            best, fewest = [sorted(groups, key=len) for groups in chosen], burden
        if fewest <= least:
            break
    return best


def _chosen(way: Rounds, rounds: int, odd: int) -> tuple[Rounds, int]:
    """Rounds of a design, one after the other, each with the least burden after those before it; and the burden."""
    everyone_meets = sum(comb(len(group), 2) for groups in way for group in groups) == comb(sum(map(len, way[0])), 2)
    every = [(groups, [seat for group in groups if len(group) == odd for seat in group]) for groups in way]
    left, times, burden = list(every), Counter[int](), 0
    chosen: Rounds = []
    while len(chosen) < rounds and (left or everyone_meets):
        left = left or list(every)
        added, at = min((sum(times[seat] for seat in seats), at) for at, (_, seats) in enumerate(left))
        groups, seats = left.pop(at)
        chosen.append(groups)
        times.update(seats)
        burden += added
    return chosen, burden


def onto(rounds: Rounds, given: list[list[int]]) -> Rounds:
    """The rounds after the first, when those who sit in the first are seated as in a round that is given."""
    first = [seat for group in rounds[0] for seat in group]
    now = dict(zip(first, (seat for group in sorted(given, key=len) for seat in group), strict=True))
    return [[[now[seat] for seat in group] for group in groups] for groups in rounds[1:]]
