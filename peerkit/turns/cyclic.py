"""Rounds that turn: a base round or two whose shifts are all the other rounds, with as few repeats as can be found.

Seats stand in columns of `modulus` seats, and a shift moves each to the next of its column; the last seats, too few for
a column or more, stay where they are. All pairs that shifts bring onto each other are an orbit and meet as often as
each other, so that a whole schedule is told by its base rounds, and far fewer exchanges have to be tried: the method of
differences (R. C. Bose, Annals of Eugenics 9:353-399, 1939) with annealing in the place of a proof. Seats count from 0.
"""

from collections.abc import Callable
from typing import NamedTuple

from peerkit.turns.algebra import Rounds
from peerkit.turns.share import Sizes

_SELDOM = (28, 60, 150)
"""A step that adds `n` repeats to each round is taken once in this many to the power of `n` times, part by part."""
_MOST = 6
"""More repeats than this are never added to each round in one step."""
_TRIES = 60
"""Steps that are tried for each seat of each base round, when all ways to turn are compared."""
_FIRST = 3
"""How many times the budget the first way may take, where people and rounds are so many that it is the only one."""
_LONGER = 3
"""How many times as many are tried in the ways that did best."""


class _Way(NamedTuple):
    """Rounds that turn `modulus` times, while the last `staying` seats stay."""

    modulus: int
    staying: int


class _Orbits:
    """Which orbit a pair is in, and what one pair more of it in a base round adds: `first`, then `more` each time."""

    def __init__(self, people: int, way: _Way) -> None:
        modulus, moving = way.modulus, people - way.staying
        self.of = [[0] * people for _ in range(people)]
        self.first: list[int] = []
        self.more: list[int] = []
        numbers: dict[tuple[int, int, int], int] = {}
        for one in range(people):
            for other in range(one):
                gap, often = -1, 1
                if one < moving:
                    gap = (one - other) % modulus
                    if one // modulus == other // modulus:
                        gap, often = min(gap, modulus - gap), 1 + (2 * gap == modulus)
                elif other >= moving:
                    often = modulus
                column = other // modulus if other < moving else other
                key = (one // modulus if one < moving else one + people, column, gap)
                if key not in numbers:
                    numbers[key] = len(numbers)
                    self.first.append(modulus * (often - 1) // 2)
                    self.more.append(modulus * often)
                self.of[one][other] = self.of[other][one] = numbers[key]


def _ways(sizes: Sizes, rounds: int) -> list[_Way]:
    """All ways in which so many rounds of groups of these sizes can turn."""
    people = sum(sizes)
    return [
        _Way(modulus, staying)
        for modulus in range(2, rounds + 1)
        if rounds % modulus == 0
        for staying in range(people % modulus, min(people, modulus + 2, len(sizes) + 1), modulus)
    ]


def turning(sizes: Sizes, rounds: int, least: int, budget: int, random: Callable[[], float]) -> Rounds:
    """So many rounds of groups of these sizes; an empty list where none can turn.

    Of all ways to turn, each is tried, and then those that did best again and longer, until repeats are at `least`
    or `budget` steps have been tried.
    """
    people, best, fewest = sum(sizes), Rounds(), -1
    left = _ways(sizes, rounds)
    tries = _TRIES
    while left:
        found: list[tuple[int, int, _Way]] = []
        for way in left:
            number = rounds // way.modulus
            turned = _Turned(sizes, number, way, random)
            turned.anneal(min(tries * number * people, _FIRST * budget), least)
            budget -= tries * number * people
            if fewest < 0 or turned.fewest < fewest:
                best, fewest = turned.developed(), turned.fewest
            if budget <= 0 or fewest <= least:
                return best
            found.append((turned.fewest, len(found), way))
        left, tries = [way for *_, way in sorted(found)[: max(1, len(found) // 3)]], _LONGER * _TRIES
    return best


class _Turned:
    """Base rounds, dealt by chance and then improved; `best` and its repeats, `fewest`, count over all their shifts."""

    def __init__(self, sizes: Sizes, number: int, way: _Way, random: Callable[[], float]) -> None:
        self.people, self.way, self.random = sum(sizes), way, random
        orbits = _Orbits(self.people, way)
        self.of, self.more, self.next = orbits.of, orbits.more, orbits.first
        self.bases: Rounds = []
        self.where = [[0] * self.people for _ in range(number)]
        self.repeats = 0
        for where in self.where:
            dealt = iter(sorted(range(self.people), key=lambda _: random()))
            self.bases.append([[next(dealt) for _ in range(size)] for size in sizes])
            for place, group in enumerate(self.bases[-1]):
                for index, seat in enumerate(group):
                    where[seat] = place
                    self.repeats += self._added([self.of[seat][other] for other in group[:index]])
        self._keep()

    def _keep(self) -> None:
        self.best, self.fewest = [[list(group) for group in groups] for groups in self.bases], self.repeats

    def _added(self, orbits: list[int]) -> int:
        """Count one pair more of each of these orbits; the repeats that this adds."""
        change = 0
        for orbit in orbits:
            change += self.next[orbit]
            self.next[orbit] += self.more[orbit]
        return change

    def _taken(self, orbits: list[int]) -> int:
        """Count one pair less of each of these orbits; the repeats that this takes away."""
        change = 0
        for orbit in orbits:
            self.next[orbit] -= self.more[orbit]
            change += self.next[orbit]
        return change

    def anneal(self, tries: int, least: int) -> None:
        """Let seats that meet somebody again change places with others, until repeats are at `least`."""
        random, people, modulus = self.random, self.people, self.way.modulus
        of, more, next_one = self.of, self.more, self.next
        for seldom in _SELDOM:
            taken = [seldom**worse for worse in range(_MOST + 1)]
            for _try in range(tries // len(_SELDOM)):
                base = int(random() * len(self.bases))
                one, other = int(random() * people), int(random() * people)
                where = self.where[base]
                if where[one] == where[other]:
                    continue
                mine, theirs = self.bases[base][where[one]], self.bases[base][where[other]]
                ours, others = of[one], of[other]
                gone = [ours[seat] for seat in mine if seat != one]
                if not sum([next_one[orbit] - more[orbit] for orbit in gone]):
                    continue
                gone += [others[seat] for seat in theirs if seat != other]
                come = [ours[seat] for seat in theirs if seat != other]
                come += [others[seat] for seat in mine if seat != one]
                chance = random()
                most = modulus * (sum([chance * times < 1 for times in taken]) - 1)
                change = sum([next_one[orbit] for orbit in come])
                change -= sum([next_one[orbit] - more[orbit] for orbit in gone])
                if (
                    change > most + 2 * modulus
                ):  # an orbit that comes and goes is counted twice: seldom more than two do
                    continue
                change = -self._taken(gone)
                change += self._added(come)
                if change > most:
                    self._taken(come)
                    self._added(gone)
                    continue
                mine[mine.index(one)], theirs[theirs.index(other)] = other, one
                where[one], where[other] = where[other], where[one]
                self.repeats += change
                if self.repeats < self.fewest:
                    self._keep()
                    if self.fewest <= least:
                        return

    def developed(self) -> Rounds:
        """Every shift of every base round, of the best there were."""
        modulus, moving = self.way.modulus, self.people - self.way.staying
        return [
            [
                [seat - seat % modulus + (seat + shift) % modulus if seat < moving else seat for seat in group]
                for group in base
            ]
            for base in self.best
            for shift in range(modulus)
        ]
