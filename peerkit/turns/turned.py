"""Rounds that turn, annealed by the cheapest exchange: another beginning where everybody meets again in any case.

Beside as many rounds as are asked for, one less and one more are made, since another number may turn better: 12 rounds
turn by 2, 3, 4, 6 and 12, and 11 by 11. A round that is missing is dealt by chance, and one too many is left out.
"""

from collections.abc import Callable, Iterator
from operator import add, sub

from peerkit.turns.cyclic import MOST, SELDOM, Rounds, Sizes, Turned, ways
from peerkit.turns.search import NEVER, Score, Solution, Task, search

_DENSE = (5, 4)
"""How often two people meet on average, as a fraction, from where this is tried."""
_LARGEST = 500
"""People times rounds, up to where this is tried: above it, counting and copying alone would take long."""
_BASES = 4
"""With more base rounds than this, rounds are hardly fewer than without turning."""
_STEPS = 200
"""Steps for each base round."""
_BUDGET = 320_000
"""Steps times people, in all."""
_FEW = 3
"""So many of the beginnings are walked on from."""
_SHORT, _LONG = 60_000, 400_000
"""Exchanges that a walk from each of those weighs, and a walk from the best of them."""


def improved(task: Task, sizes: Sizes, bound: Callable[[int], int], least: Score, found: Rounds) -> Rounds:
    """Rounds with fewer repeats, or as many and less burden, than those `found`; or those found.

    `bound` tells the least repeats of a number of rounds, and `least` is where a search may stop. Nothing is tried
    where repeats are at the least, where people meet less than `_DENSE` times on average, or are very many.
    """
    meetings = len(found) * sum(size * (size - 1) for size in sizes)
    dense = meetings * _DENSE[1] >= _DENSE[0] * sum(sizes) * (sum(sizes) - 1)

    def score(rounds: Rounds) -> Score:
        solution = Solution(task, rounds)
        return solution.repeats, solution.burden

    if not dense or sum(sizes) * len(found) > _LARGEST or score(found)[0] <= least[0]:
        return found
    begins = [rounds[: len(found)] for _over, rounds in sorted(turned(task, sizes, len(found), bound))[:_FEW]]
    walked = [search(task, least, False, _SHORT, rounds + task.start()[len(rounds) :]) for rounds in begins]
    longest = [search(task, least, False, _LONG, min(walked, key=score))] if walked else []
    return min([found, *longest], key=score)


def turned(task: Task, sizes: Sizes, rounds: int, bound: Callable[[int], int]) -> Iterator[tuple[int, Rounds]]:
    """So many rounds, one less and one more that turn, with their repeats above the bound.

    Of all ways to turn, each has as many steps, and then again and again the better half.
    """
    pool = [
        (0, number, way)
        for number in (rounds, rounds - 1, rounds + 1)
        for way in ways(sizes, number)
        if number // way.modulus <= _BASES
    ]
    budget = _BUDGET
    while pool:
        tried = []
        for _fewest, number, way in pool:
            if budget <= 0:
                return
            bases, over = number // way.modulus, []
            for _again in range(_BASES // bases):
                base = _Cheapest(sizes, bases, way, task.random)
                base.anneal(_STEPS * bases, bound(number))
                budget -= _STEPS * bases * base.people
                over.append(base.fewest - bound(number))
                yield over[-1], base.developed()
            tried.append((min(over), number, way))
        pool = sorted(tried)[: max(2, len(tried) // 2)]


class _Cheapest(Turned):
    """Base rounds in which a seat changes places with whom it costs least."""

    def anneal(self, tries: int, least: int) -> None:
        """Let seats that meet somebody again change places with whom it costs least, until repeats are at `least`."""
        random, modulus, of = self.random, self.way.modulus, self.of
        views: list[_View | None] = [None] * len(self.bases)
        for seldom in SELDOM:
            taken = [seldom**worse for worse in range(MOST + 1)]
            for _try in range(tries // len(SELDOM)):
                base = int(random() * len(self.bases))
                groups, where = self.bases[base], self.where[base]
                view = views[base] = views[base] or _View(self, groups, where)
                if not view.again:
                    continue
                one = view.again[int(random() * len(view.again))]
                change, alike, costs = view.cheapest(one)
                chance = random()
                most = modulus * (sum([chance * times < alike for times in taken]) - 1)
                if change > most + 2 * modulus:  # an orbit that comes and goes is counted twice: seldom more do
                    continue
                other = -1
                for _tie in range(1 + int(random() * alike)):
                    other = costs.index(change, other + 1)
                mine, theirs = groups[where[one]], groups[where[other]]
                ours, others = of[one], of[other]
                gone = [ours[seat] for seat in mine if seat != one] + [others[seat] for seat in theirs if seat != other]
                come = [ours[seat] for seat in theirs if seat != other] + [others[seat] for seat in mine if seat != one]
                change = -self._taken(gone)
                change += self._added(come)
                if change > most:
                    self._taken(come)
                    self._added(gone)
                    continue
                mine[mine.index(one)], theirs[theirs.index(other)] = other, one
                where[one], where[other] = where[other], where[one]
                views = [None] * len(self.bases)
                self.repeats += change
                if self.repeats < self.fewest:
                    self._keep()
                    if self.fewest <= least:
                        return


class _View:
    """What exchanges in one base round would cost, as all base rounds are now.

    `home[a]` is what seat a saves by leaving its group, and `again` are the seats that save something.
    """

    def __init__(self, turned: Turned, groups: list[list[int]], where: list[int]) -> None:
        self.of, self.cost, self.groups, self.where = turned.of, turned.next.__getitem__, groups, where
        self.home = [0] * turned.people
        for group in groups:
            for index, one in enumerate(group):
                for other in group[:index]:
                    orbit = self.of[one][other]
                    saved = turned.next[orbit] - turned.more[orbit]
                    self.home[one] += saved
                    self.home[other] += saved
        self.again = [seat for seat, saved in enumerate(self.home) if saved]
        self.near: list[list[int]] = [[] for _ in groups]
        self.known: dict[int, tuple[int, int, list[int]]] = {}

    def cheapest(self, one: int) -> tuple[int, int, list[int]]:
        """The least that it adds when `one` changes places, with how many seats, and what it adds with each seat.

        An orbit that comes and goes is counted as if it did not go.
        """
        if one not in self.known:
            place, home, cost = self.where[one], self.home, self.cost
            if not self.near[place]:
                rows = [map(cost, self.of[seat]) for seat in self.groups[place]]
                self.near[place] = list(map(sub, map(sum, zip(*rows, strict=True)), home))
            row = list(map(cost, self.of[one]))
            joining = [sum([row[seat] for seat in group]) - home[one] for group in self.groups]
            joining[place] = NEVER
            costs = list(map(add, map(joining.__getitem__, self.where), self.near[place]))
            costs = list(map(sub, map(sub, costs, row), row))
            least = min(costs)
            self.known[one] = least, costs.count(least), costs
        return self.known[one]
