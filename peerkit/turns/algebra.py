"""Designs that are calculated: over finite fields, and of smaller ones.

A design is a list of rounds, a round a list of groups, a group a list of seats, which count from 0. In each of these
nobody meets twice, everybody sits in every round, and all groups are of one size.
"""

from collections.abc import Callable

from peerkit.turns.fields import FiniteField, OperationTable, differences, field

Rounds = list[list[list[int]]]
Smaller = Callable[[int, int], Rounds]


def circle(people: int) -> Rounds:
    """Pairs of an even number: one seat stays, the others move on by one, in `people` - 1 rounds.

    The circle method: Lucas, Récréations mathématiques, 1883.
    """
    turning = people - 1
    return [
        [[turning, shift]] + [[(shift + step) % turning, (shift - step) % turning] for step in range(1, people // 2)]
        for shift in range(turning)
    ]


def lines(groups: int, size: int, smaller: Smaller) -> Rounds:
    """Groups with one seat of each of `size` columns as long as there are groups; nothing for fewer groups than that.

    A row of a difference matrix for each column gives a round for each of its entries; where it has too few rows,
    an entry of each row for each column gives a round for each row. (Over a field those are the lines of a plane, and
    there are as many rounds as groups. A transversal design: Bose, Sankhya 3, 1938; MacNeish 1922.)
    Nobody meets in a column: where columns can be split into groups, the rounds of a `smaller` design follow, in all
    columns at once. For q^d seats in groups of q all of these are the lines of a space of d dimensions.
    """
    if groups < size:
        return []
    plus, rows = differences(groups)
    if size > len(rows):
        rows = [list(entries) for entries in zip(*rows, strict=True)]
    rounds = [
        [[column * groups + added[start] for column, added in enumerate(moved)] for start in range(groups)]
        for moved in ([plus[entry] for entry in entries] for entries in zip(*rows[:size], strict=True))
    ]
    if groups % size == 0:
        columns = range(0, groups * size, groups)
        in_each = smaller(groups // size, size) or [[list(range(at, at + size)) for at in range(0, groups, size)]]
        rounds += [[[column + seat for seat in group] for column in columns for group in split] for split in in_each]
    return rounds


def threes(people: int) -> Rounds:
    """Threes in which every two people meet: `people` is 2q + 1 or 3q, and q a power of a prime, 1 modulo 6.

    A Kirkman triple system; Ray-Chaudhuri and Wilson, Proceedings of Symposia in Pure Mathematics 19, 1971, theorems
    6 and 5. Seats are two or three copies of a field, and one that stays.
    """
    if people % 2 and (half := field(people // 2)) and half.order % 6 == 1:
        return _two_copies(half)
    if people % 3 == 0 and (third := field(people // 3)) and third.order % 6 == 1:
        return _three_copies(third)
    return []


def _two_copies(over: FiniteField) -> Rounds:
    q, sixth, power = over.order, over.order // 6, over.power
    middle = over.plus[power(sixth)][1]
    half = next(power for power in range(q) if over.plus[over.power(power)][over.power(power)] == middle)
    base = [[0, q, 2 * q]]
    for turn in range(sixth):
        base += [
            [power(i + turn), power(i + turn + sixth), q + power(i + turn + half)] for i in (0, 2 * sixth, 4 * sixth)
        ]
        base.append([q + power(half + turn + i) for i in (sixth, 3 * sixth, 5 * sixth)])
    return moved(over.plus, base)


def _three_copies(over: FiniteField) -> Rounds:
    q, sixth = over.order, over.order // 6
    across = [[copy * q + over.power(i + 2 * copy * sixth) for copy in range(3)] for i in range(6 * sixth)]
    base = [[0, q, 2 * q]]
    base += [
        [copy * q + over.power(i + turn) for i in (0, 2 * sixth, 4 * sixth)]
        for copy in range(3)
        for turn in range(sixth)
    ]
    taken = {seat for group in base for seat in group}
    base += [group for group in across if not taken.intersection(group)]
    across = [group for group in across if group not in base]
    return moved(over.plus, base) + [
        [[copy * q + over.plus[seat % q][by] for copy, seat in enumerate(group)] for by in range(q)] for group in across
    ]


def fours(people: int) -> Rounds:
    """Fours in which every two people meet: `people` is 3q + 1, and q a power of a prime, 1 modulo 4.

    Seats are three copies of a field and one that stays. With s^2 = -1, the base round takes x, -x of one copy with
    sx, -sx of the next, so that all differences are there once. Ray-Chaudhuri and Wilson, The existence of resolvable
    block designs, 1973, after Bose 1939.
    """
    over = field(people // 3) if people % 3 == 1 else None
    if over is None or over.order % 4 != 1:
        return []
    q, fourth = over.order, over.order // 4
    base = [[0, q, 2 * q, 3 * q]]
    for copy in range(3):
        after = (copy + 1) % 3
        for turn in range(fourth):
            one, s, minus, minus_s = (over.power(turn + i * fourth) for i in range(4))
            base.append([copy * q + one, copy * q + minus, after * q + s, after * q + minus_s])
    return moved(over.plus, base)


def moved(plus: OperationTable, base: list[list[int]]) -> Rounds:
    """A base round with each element added to it; a seat that is in no whole copy of the group stays."""
    order = len(plus)
    stays = sum(map(len, base)) // order * order
    return [
        [[seat if seat >= stays else seat - seat % order + plus[seat % order][by] for seat in group] for group in base]
        for by in range(order)
    ]
