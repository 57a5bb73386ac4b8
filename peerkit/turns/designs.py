"""Rounds in which nobody meets twice, built without any search: the exact part of a rotation, and which to take of it.

Seats count from 0 here. A design is a list of rounds, a round a list of groups. Sources:

- Pairs: the circle method (Lucas, Récréations mathématiques, 1883).
- Threes and fours: one or two base rounds developed cyclically, each found by computer and checked in a test. They are
  as long as any can be, or as any that is known: Kirkman triple systems (Ray-Chaudhuri and Wilson 1971), nearly Kirkman
  triple systems, resolvable designs with blocks of four; OEIS A107431.
- Eight fours: four base blocks moved by a group that is not cyclic (Aguado 2004 for their existence).
- A prime number of groups: lines of slope 0, 1, 2, ... over the integers modulo that prime.
- An odd number in pairs: a base round with differences that are all different, developed over all seats but four.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations, islice
from math import comb
from random import Random
from typing import NamedTuple

Rounds = list[list[list[int]]]
Chance = Callable[[], float]
WAYS = 6
"""How many ways of taking seats out of a design are compared by the burden they leave."""


class Starter(NamedTuple):
    """Base rounds, with / between them, to be developed modulo `modulus`.

    Seat p stands in column p // modulus at residue p % modulus, and a shift adds to the residue. The highest seats, too
    few for a column, stay where they are. `offsets` each add a round: one group for every residue x, with x + offset
    of each column. `columns` adds a round of whole columns.
    """

    modulus: int
    base: str
    offsets: tuple[tuple[int, ...], ...] = ()
    columns: bool = False


STARTERS = {
    (3, 3): Starter(3, "0-1-8 2-3-4 5-6-7", offsets=((0, 0, 0),)),
    (4, 3): Starter(3, "0-4-6 1-3-9 2-7-11 5-8-10", columns=True),
    (5, 3): Starter(7, "0-8-14 1-3-10 2-6-12 4-5-9 7-11-13"),
    (6, 3): Starter(4, "0-4-8 1-7-10 2-15-16 3-6-14 5-11-17 9-12-13 / 0-1-11 2-14-17 3-4-13 5-6-12 7-8-16 9-10-15"),
    (7, 3): Starter(
        7, "0-1-5 2-8-16 3-10-20 4-13-17 6-9-18 7-11-12 14-15-19", offsets=((0, 1, 1), (0, 4, 2), (0, 5, 4))
    ),
    (8, 3): Starter(11, "0-4-6 1-11-22 2-3-16 5-8-14 7-12-19 9-20-23 10-17-18 13-15-21"),
    (9, 3): Starter(13, "0-18-19 1-2-6 3-14-17 4-10-25 5-8-21 7-9-16 11-15-23 12-22-26 13-20-24"),
    (10, 3): Starter(14, "0-13-21 1-24-29 2-5-10 3-15-17 4-8-19 6-16-22 7-20-25 9-11-14 12-18-28 23-26-27"),
    (11, 3): Starter(
        11,
        "0-1-8 2-13-30 3-22-25 4-10-12 5-7-11 6-24-26 9-19-32 14-20-29 15-16-18 17-21-31 23-27-28",
        offsets=((0, 1, 2), (0, 3, 10), (0, 5, 5), (0, 7, 4), (0, 9, 3)),
    ),
    (12, 3): Starter(
        17,
        "0-14-31 1-24-25 2-11-21 3-5-18 4-8-20 6-7-12 9-16-27 10-32-34 13-17-22 15-23-35 19-28-30 26-29-33",
    ),
    (13, 3): Starter(
        19,
        "0-11-22 1-14-28 2-9-27 3-12-19 4-8-25 5-24-34 6-21-29 7-31-35 10-13-15 16-36-38 17-18-30 20-23-37 26-32-33",
    ),
    (14, 3): Starter(
        20,
        "0-9-16 1-19-34 2-14-30 3-4-29 5-8-27 6-20-26 7-38-39 "
        "10-37-40 11-17-21 12-33-41 13-18-36 15-24-32 22-31-35 23-25-28",
    ),
    (4, 4): Starter(5, "0-4-10-12 1-3-8-9 2-6-11-15 5-7-13-14"),
    (5, 4): Starter(4, "0-7-10-18 1-5-14-17 2-4-9-12 3-11-15-16 6-8-13-19", columns=True),
    (6, 4): Starter(7, "0-4-5-17 1-12-16-23 2-11-18-22 3-8-14-21 6-7-9-13 10-15-19-20"),
    (7, 4): Starter(9, "0-4-9-21 1-11-12-17 2-14-22-27 3-16-18-26 5-6-8-24 7-13-15-20 10-19-23-25"),
    (8, 4): Starter(9, "0-3-5-24 1-16-21-29 2-13-19-28 4-14-26-31 6-10-20-30 7-12-23-27 8-11-15-17 9-18-22-25"),
    (9, 4): Starter(
        11, "0-12-25-33 1-14-22-35 2-28-29-31 3-11-23-34 4-8-27-32 5-10-15-19 6-7-9-13 16-21-26-30 17-18-20-24"
    ),
    (10, 4): Starter(
        13,
        (
            "0-13-26-39 1-2-6-38 3-14-21-30 4-11-32-33 5-8-20-25 "
            "7-9-23-27 10-16-18-19 12-22-29-37 15-24-34-36 17-28-31-35"
        ),
    ),
    (6, 5): Starter(6, "0-2-15-16-25 1-19-21-27-28 3-4-8-10-20 5-7-17-18-29 6-11-13-24-26 9-12-14-22-23"),
}
"""By number of groups and their size. In a design that is given whole, modulus 1, all rounds are base rounds."""


def design(groups: int, size: int) -> Rounds:
    """The longest design built here for groups of one size; an empty list when there is none."""
    if size == 2:
        return circle(2 * groups)
    if (groups, size) == (8, 4):
        return _eight_fours()
    if starter := STARTERS.get((groups, size)):
        return developed(starter, groups * size)
    if groups >= size and all(groups % factor for factor in range(2, groups)):
        return lines(groups, size)
    return []


def circle(people: int) -> Rounds:
    """The circle method: `people` - 1 rounds of pairs for an even number; one seat stays, the others move on by one."""
    turning = people - 1
    return [
        [[turning, shift]] + [[(shift + step) % turning, (shift - step) % turning] for step in range(1, people // 2)]
        for shift in range(turning)
    ]


def developed(starter: Starter, people: int) -> Rounds:
    """Every shift of every base round, then the rounds of offsets and of columns."""
    modulus = starter.modulus
    moving = people - people % modulus
    columns = range(0, moving, modulus)

    def shifted(seat: int, shift: int) -> int:
        return seat - seat % modulus + (seat + shift) % modulus if seat < moving else seat

    bases = [[[int(seat) for seat in group.split("-")] for group in base.split()] for base in starter.base.split("/")]
    rounds = [
        [[shifted(seat, shift) for seat in group] for group in base] for base in bases for shift in range(modulus)
    ]
    for offsets in starter.offsets:
        joined = list(zip(columns, offsets, strict=True))
        rounds.append([[column + (residue + by) % modulus for column, by in joined] for residue in range(modulus)])
    if starter.columns:
        rounds.append([list(range(column, column + modulus)) for column in columns])
    return rounds


def _eight_fours() -> Rounds:
    """Ten rounds for 32 people: as many as can be, since an eleventh would need more pairs than there are.

    Seat 4i + j is (i, j), i modulo 8 and j modulo 4, and (i, j)(k, l) = (i + 3^j k, j + l) makes a group of them.
    It moves four base blocks, and the blocks with one mark are a round. Found by computer search with this group
    prescribed, on 24 November 2026; that such rounds exist is due to Aguado (2004).
    """
    rounds: dict[tuple[int, ...], list[list[int]]] = {}
    for turn in range(32):
        i, j = divmod(turn, 4)
        marks = {(0, 1, 2, 3): (0,), (0, 8, 16, 24): (1,), (0, 4, 9, 31): (2, i % 2, j % 2), (0, 7, 10, 20): (3, i % 4)}
        for block, mark in marks.items():
            moved = sorted(4 * ((seat // 4 * 3**j + i) % 8) + (seat + j) % 4 for seat in block)
            if moved not in (found := rounds.setdefault(mark, [])):
                found.append(moved)
    return list(rounds.values())


def lines(prime: int, size: int) -> Rounds:
    """`prime` rounds of `prime` groups, one seat from each of `size` columns; and the columns, where they are as long.

    Two lines of different slopes meet in one point at most, because a prime has no divisors of zero.
    """
    rounds = [
        [[column * prime + (start + slope * column) % prime for column in range(size)] for start in range(prime)]
        for slope in range(prime)
    ]
    if prime == size:
        rounds.append([list(range(column * prime, (column + 1) * prime)) for column in range(size)])
    return rounds


def pairs_and_a_three(people: int) -> Rounds:
    """`people` - 4 rounds of pairs and one three, for an odd number from 11: as many as the pairs of people allow.

    All seats but four stand at the residues modulo `people` - 4. The base round holds a three and pairs whose
    differences are all different, and pairs the four with the residues that are over. Those four never meet.
    """
    modulus = people - 4
    base = _different_differences(modulus)
    taken = {seat for group in base for seat in group}
    over = [residue for residue in range(modulus) if residue not in taken]
    return [
        [[(seat + shift) % modulus for seat in group] for group in base]
        + [[modulus + place, (residue + shift) % modulus] for place, residue in enumerate(over)]
        for shift in range(modulus)
    ]


def _different_differences(modulus: int) -> list[list[int]]:
    """A three and pairs of residues in which each difference (up to its sign) occurs once, and no residue twice."""
    random = Random(modulus).random

    def placed(differences: list[int], free: list[int], tries: list[int]) -> list[list[int]] | None:
        if not differences:
            return []
        tries[0] -= 1
        for first in sorted(free, key=lambda _: random()):
            second = (first + differences[0]) % modulus
            if second in free and tries[0] > 0:
                rest = placed(differences[1:], [seat for seat in free if seat not in (first, second)], tries)
                if rest is not None:
                    return [[first, second], *rest]
        return None

    while True:
        three = [0, 1 + int(random() * (modulus - 1)), 1 + int(random() * (modulus - 1))]
        gaps = {min((one - other) % modulus, (other - one) % modulus) for one, other in combinations(three, 2)}
        if len(gaps) == 3 and 0 not in gaps:
            differences = [gap for gap in range(modulus // 2, 0, -1) if gap not in gaps]
            free = [seat for seat in range(modulus) if seat not in three]
            pairs = placed(differences, free, [20 * modulus])
            if pairs is not None:
                return [three, *pairs]


def exact(sizes: tuple[int, ...]) -> Iterator[Rounds]:
    """Designs without a repeat for groups of these sizes, the longest first; nothing when none is known.

    Uneven groups come from the design for groups that are all as large as the largest: seats are taken out, and the
    rounds stay in which no group loses two.
    """
    people, groups, largest = sum(sizes), len(sizes), max(sizes)
    if largest == 3 and sizes.count(3) == 1 and people >= 11:
        yield pairs_and_a_three(people)
        return
    wholes = [design(groups, largest)]
    if (groups, largest) == (8, 4):
        wholes.append(developed(STARTERS[8, 4], 32))  # a round shorter, and longer with three seats taken out
    ways = [list(without(whole, groups * largest - people)) for whole in wholes if whole]
    yield from max(ways, key=lambda way: len(way[0]), default=[])


def without(rounds: Rounds, leaving: int) -> Iterator[Rounds]:
    """What stays of a design when `leaving` seats go, for every way that keeps the most rounds; seats renumbered.

    The seats that go are chosen one by one, each so that the fewest rounds are lost, from every first one.
    """
    if not leaving:
        yield rounds
        return
    seats = sorted(seat for group in rounds[0] for seat in group)
    met = {
        pair: 1 << number
        for number, groups in enumerate(rounds)
        for group in groups
        for pair in combinations(sorted(group), 2)
    }
    ways: dict[tuple[int, ...], int] = {}
    for first in reversed(seats):
        gone, lost = [first], 0
        while len(gone) < leaving:
            losses = [(_lost(met, gone, seat) | lost, seat) for seat in reversed(seats) if seat not in gone]
            lost, seat = min(losses, key=lambda loss: loss[0].bit_count())
            gone.append(seat)
        ways[tuple(sorted(gone))] = lost
    fewest = min(lost.bit_count() for lost in ways.values())
    for gone_seats, lost in ways.items():
        if lost.bit_count() == fewest:
            number = {seat: place for place, seat in enumerate(seat for seat in seats if seat not in gone_seats)}
            kept = [groups for place, groups in enumerate(rounds) if not lost >> place & 1]
            yield [[[number[seat] for seat in group if seat in number] for group in groups] for groups in kept]


def _lost(met: dict[tuple[int, int], int], gone: list[int], seat: int) -> int:
    """The rounds, as bits, in which `seat` meets one of those that go."""
    lost = 0
    for other in gone:
        lost |= met.get((min(seat, other), max(seat, other)), 0)
    return lost


def best_known(sizes: tuple[int, ...], odd: int, rounds: int, least: int, random: Chance) -> Rounds:
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
