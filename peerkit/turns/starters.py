"""Designs that are developed from a base round or two, which were found by computer or are found at once.

Each of them is counted over in a test. They are as long as any can be, or as any that is known: a Kirkman triple
system, nearly Kirkman ones, and fours (OEIS A107431; GroupMixer's table, which cites Miller, Valkov and Abel 2026).
"""

from itertools import combinations
from random import Random
from typing import NamedTuple

from peerkit.turns.algebra import Rounds, moved
from peerkit.turns.fields import addition


class Starter(NamedTuple):
    """Base rounds, with / between them, to be developed modulo `modulus`.

    Seat p stands in column p // modulus at residue p % modulus, and a shift adds to the residue. The highest seats, too
    few for a column, stay where they are. `offsets` each add a round: one group for every residue x, with x + offset
    of each column.
    """

    modulus: int
    base: str
    offsets: tuple[tuple[int, ...], ...] = ()


STARTERS = {
    (6, 3): Starter(4, "0-4-8 1-7-10 2-15-16 3-6-14 5-11-17 9-12-13 / 0-1-11 2-14-17 3-4-13 5-6-12 7-8-16 9-10-15"),
    (8, 3): Starter(11, "0-4-6 1-11-22 2-3-16 5-8-14 7-12-19 9-20-23 10-17-18 13-15-21"),
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
    (14, 3): Starter(
        20,
        "0-9-16 1-19-34 2-14-30 3-4-29 5-8-27 6-20-26 7-38-39 "
        "10-37-40 11-17-21 12-33-41 13-18-36 15-24-32 22-31-35 23-25-28",
    ),
    (16, 3): Starter(
        23,
        "0-20-24 1-3-41 2-19-44 4-35-47 5-38-46 6-18-22 7-16-17 8-28-29 9-14-23 10-39-45 11-34-37 "
        "12-25-40 13-21-43 15-26-33 27-31-36 30-32-42",
    ),
    (18, 3): Starter(
        26,
        "0-23-28 1-45-53 2-4-22 3-12-24 5-44-52 6-13-38 7-17-47 8-35-46 9-33-51 10-25-32 11-37-40 "
        "14-31-50 15-19-34 16-27-36 18-39-41 20-21-29 26-30-42 43-48-49",
    ),
    (20, 3): Starter(
        29,
        "0-5-41 1-21-31 2-17-40 3-26-51 4-16-47 6-22-24 7-28-56 8-30-55 9-10-36 11-53-59 12-45-52 "
        "13-42-48 14-38-46 15-18-25 19-34-35 20-54-58 23-27-44 29-32-49 33-43-57 37-39-50",
    ),
    (6, 4): Starter(7, "0-4-5-17 1-12-16-23 2-11-18-22 3-8-14-21 6-7-9-13 10-15-19-20"),
    (8, 4): Starter(9, "0-3-5-24 1-16-21-29 2-13-19-28 4-14-26-31 6-10-20-30 7-12-23-27 8-11-15-17 9-18-22-25"),
    (9, 4): Starter(
        11, "0-12-25-33 1-14-22-35 2-28-29-31 3-11-23-34 4-8-27-32 5-10-15-19 6-7-9-13 16-21-26-30 17-18-20-24"
    ),
    (11, 4): Starter(
        13,
        "0-20-23-25 1-29-31-37 2-8-10-11 3-14-34-39 4-18-19-30 5-21-27-41 6-15-24-33 7-13-28-40 "
        "9-17-38-43 12-16-32-42 22-26-35-36",
    ),
    (12, 4): Starter(
        15,
        "0-17-36-45 1-35-40-43 2-21-30-47 3-7-9-23 4-29-41-42 5-10-13-16 6-15-32-46 8-33-37-39 "
        "11-12-19-44 14-26-27-34 18-22-24-38 20-25-28-31",
    ),
    (14, 4): Starter(
        17,
        "0-3-5-16 1-17-27-38 2-21-44-51 4-13-19-48 6-30-39-52 7-28-36-43 8-15-33-47 9-20-50-54 "
        "10-22-23-41 11-25-45-49 12-32-42-55 14-24-40-53 18-26-29-31 34-35-37-46",
    ),
    (15, 4): Starter(
        19,
        "0-7-9-50 1-33-34-46 2-13-31-49 3-23-40-57 4-17-32-55 5-24-28-53 6-22-52-59 8-19-25-30 "
        "10-35-44-54 11-12-16-51 14-21-47-58 15-20-27-36 18-26-41-48 29-43-45-56 37-38-39-42",
    ),
    (18, 4): Starter(
        23,
        "0-6-11-54 1-35-43-53 2-16-18-38 3-27-56-69 4-33-49-71 5-32-42-67 7-24-58-66 8-23-29-34 "
        "9-19-44-51 10-26-50-70 12-20-30-47 13-14-17-45 15-48-62-64 21-28-55-65 22-59-60-63 25-39-41-61 "
        "31-46-52-57 36-37-40-68",
    ),
    (6, 5): Starter(6, "0-2-15-16-25 1-19-21-27-28 3-4-8-10-20 5-7-17-18-29 6-11-13-24-26 9-12-14-22-23"),
    (10, 5): Starter(
        9,
        "0-1-4-22-24 2-10-28-43-48 3-20-27-31-33 5-16-32-39-46 6-15-29-37-47 7-13-17-23-42 8-11-30-41-45 "
        "9-21-35-36-49 12-14-19-25-34 18-26-38-40-44",
    ),
}
"""By number of groups and their size."""


THIRTEEN_IN_THREES = Starter(
    1,
    "9-10 11-12 0-1-2 3-4-5 6-7-8 / 1-6 4-12 0-3-11 2-7-10 5-8-9 / 0-9 4-7 1-10-11 2-5-6 3-8-12 / "
    "1-5 3-7 0-4-10 2-8-11 6-9-12 / 2-12 8-10 0-5-7 1-3-9 4-6-11 / 0-6 2-3 1-4-8 5-10-12 7-9-11 / "
    "0-8 5-11 1-7-12 2-4-9 3-6-10",
)
"""Found by the search on 30 November 2026, given whole: a round more than fifteen without two seats, and the most."""


def developed(starter: Starter, people: int) -> Rounds:
    """Every shift of every base round, then the rounds of offsets."""
    modulus = starter.modulus
    plus = addition((modulus,))
    rounds: Rounds = []
    for base in starter.base.split("/"):
        rounds += moved(plus, [[int(seat) for seat in group.split("-")] for group in base.split()])
    for offsets in starter.offsets:
        joined = list(zip(range(0, people, modulus), offsets, strict=False))
        rounds.append([[column + plus[residue][by] for column, by in joined] for residue in range(modulus)])
    return rounds


def eight_fours() -> Rounds:
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
            group = sorted(4 * ((seat // 4 * 3**j + i) % 8) + (seat + j) % 4 for seat in block)
            if group not in (found := rounds.setdefault(mark, [])):
                found.append(group)
    return list(rounds.values())


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
