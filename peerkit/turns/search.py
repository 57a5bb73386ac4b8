"""Annealing over a whole schedule: seats of one round change places, mostly for the better.

A seat that meets somebody again is taken by chance, and changes places with whom it costs least. What makes it worse
is kept seldom (Metropolis and others, J. Chem. Phys. 21:1087-1092, 1953), at one temperature all along. Seats
count from 0. The same seed gives the same schedule: only `Random.random` is used, the budget counts exchanges that
are weighed and never seconds, and nothing iterates over a set.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from peerkit.turns.algebra import Rounds

Other = Callable[[], Rounds]
Score = tuple[int, int]
"""Two counts, the more important first: repeats and burden, or burden and repeats."""

NEVER = 10**9
"""What a meeting costs that may not be, and a parting: more than all repeats together."""
_OVERHEAD = 20
"""What a step costs beside the exchanges it weighs, in exchanges."""
_COUNTED = 4
"""What it costs to count anew after a step, for each round and seat of a group, in exchanges."""
_KEPT = 28
"""A step that adds `n` repeats is taken once in this many to the power of `n` times; more often if many steps would."""
_PATIENCE = 80
"""Steps without anything better for each seat of each round, after which a walk begins anew."""
_STUCK = 16
"""How many times sooner that is where seats stay together: they leave fewer ways on."""
_SHORT = 8
"""A walk that is tried before another beginning is looked for has the budget divided by this."""
_LONG = 2
"""The walk after that has the budget multiplied by this."""


class Move(NamedTuple):
    """Seats of one group, as many of another, and what it adds to the cost when they change places.

    `alike` is how many others for the same seat would add as much.
    """

    some: tuple[int, ...]
    others: tuple[int, ...]
    change: int
    alike: int = 1


@dataclass
class Task:
    """What is to be filled, and what already counts.

    `met[a][b]` is how often two seats have met, plus NEVER for those kept apart, minus NEVER for those kept together;
    `times[a]` is how often a seat sat in the odd-sized group. `odd[r][g]` is 1 where group g of round r is odd-sized.
    `block[a]` are the seats that stay with seat a, itself among them. `start` gives rounds that keep all of this.
    """

    met: list[list[int]]
    times: list[int]
    odd: list[list[int]]
    block: list[tuple[int, ...]]
    start: Other
    random: Callable[[], float]


class Solution:
    """Rounds that are being changed; `repeats` and `burden` are what they add to what already counted.

    `near[r][g][a]` is how often seat a has met those in group g of round r, all told, and `drawn[a][r]` is that row for
    the group which a sits in (a row that is never read where a sits out): so what an exchange costs is told by six
    numbers, however large the groups are.
    """

    def __init__(self, task: Task, rounds: Rounds) -> None:
        self.rounds = [[list(group) for group in groups] for groups in rounds]
        self.odd = task.odd
        self.met = [list(row) for row in task.met]
        self.times = list(task.times)
        self.people = people = len(task.times)
        self.where = [[0] * people for _ in rounds]
        self.meeting: list[list[int]] = [[] for _ in range(people * people)]
        self.again: list[int] = []
        self.place = [-1] * (people * people)
        owed = sum(times < 0 for row in task.met for times in row) // 2
        self.repeats, self.burden = owed * len(rounds) * NEVER, 0
        self.near: list[list[list[int]]] = [[] for _ in rounds]
        nowhere = [0] * people
        self.drawn = [[nowhere] * len(rounds) for _ in range(people)]
        for number, groups in enumerate(self.rounds):
            for place, group in enumerate(groups):
                for index, seat in enumerate(group):
                    self._sit(number, place, seat)
                    for other in group[:index]:
                        self._meet(number, seat, other)
        for number, groups in enumerate(self.rounds):
            self.near[number] = [
                list(map(sum, zip(*map(self.met.__getitem__, group), strict=True))) for group in groups
            ]
            for place, group in enumerate(groups):
                for seat in group:
                    self.drawn[seat][number] = self.near[number][place]

    def exchange(self, number: int, some: tuple[int, ...], others: tuple[int, ...]) -> None:
        """In round `number`, seat as many in the group of the others, and the others in theirs."""
        where, near, odd = self.where[number], self.near[number], self.odd[number]
        sides = [(where[some[0]], some, others), (where[others[0]], others, some)]
        for place, gone, came in sides:
            group = self.rounds[number][place]
            for seat in gone:
                group.remove(seat)
                self.times[seat] -= odd[place]
                self.burden -= odd[place] * self.times[seat]
                for other in group:
                    if other not in gone:
                        self._part(number, seat, other)
                        self._draw(seat, other, -1)
            for seat in came:
                for other in group:
                    self._meet(number, seat, other)
                    self._draw(seat, other, 1)
        for place, gone, came in sides:
            self.rounds[number][place] += came
            drawn = near[place]
            for one, other in zip(gone, came, strict=True):
                drawn[:] = [
                    now - less + more for now, less, more in zip(drawn, self.met[one], self.met[other], strict=True)
                ]
                self._sit(number, place, other)
                self.drawn[other][number] = drawn

    def copied(self) -> Rounds:
        """The rounds as they are now."""
        return [[list(group) for group in groups] for groups in self.rounds]

    def _draw(self, one: int, other: int, by: int) -> None:
        """Two have met once more or once less, as the groups that they sit in tell."""
        for row in self.drawn[one]:
            row[other] += by
        for row in self.drawn[other]:
            row[one] += by

    def _sit(self, number: int, place: int, seat: int) -> None:
        self.where[number][seat] = place
        self.burden += self.odd[number][place] * self.times[seat]
        self.times[seat] += self.odd[number][place]

    def _meet(self, number: int, one: int, other: int) -> None:
        pair = one * self.people + other if one < other else other * self.people + one
        times = self.met[one][other]
        self.repeats += times
        self.met[one][other] = self.met[other][one] = times + 1
        self.meeting[pair].append(number)
        if times > 0 and self.place[pair] < 0:
            self.place[pair] = len(self.again)
            self.again.append(pair)

    def _part(self, number: int, one: int, other: int) -> None:
        pair = one * self.people + other if one < other else other * self.people + one
        times = self.met[one][other] - 1
        self.repeats -= times
        self.met[one][other] = self.met[other][one] = times
        self.meeting[pair].remove(number)
        if self.place[pair] >= 0 and (times < 2 or not self.meeting[pair]):
            last = self.again.pop()
            self.place[last] = self.place[pair]
            if last != pair:
                self.again[self.place[pair]] = last
            self.place[pair] = -1


def search(
    task: Task, least: Score, burden_first: bool, budget: int, begin: Rounds, other: Other | None = None
) -> Rounds:
    """The best rounds found, in lexicographic order of repeats and burden, or the other way round.

    Stops at once when both are at `least` (repeats, burden), and otherwise after weighing `budget` exchanges for the
    first count and a fifth as many for the second. Begins at `begin`; where a short walk from there does not get to
    the least, `other` may know a better beginning.
    """
    first = Search(task, burden_first, (1, 64) if burden_first else (64, 1), budget)
    if burden_first:
        first.walk(begin, least, both=True)
        return first.best
    first.budget = budget // _SHORT if other else budget
    first.walk(begin, least)
    if other and first.score[0] > least[0]:
        first.budget = budget * _LONG
        rounds = other()
        better = rounds and Solution(task, rounds).repeats < first.score[0]
        first.walk(rounds if better else first.best, least)
    second = Search(task, False, (3, 2), budget // 5)
    second.best, second.score = first.best, first.score
    second.walk(first.best, (first.score[0], least[1]), both=True)
    return second.best


class Search:
    """Walks over schedules, and the best rounds that they came by."""

    def __init__(self, task: Task, burden_first: bool, weigh: Score, budget: int) -> None:
        self.task = task
        self.burden_first = burden_first
        self.weigh = weigh
        self.budget = budget
        self.best: Rounds = []
        self.score: Score = (NEVER**2, NEVER**2)

    def walk(self, rounds: Rounds, least: Score, both: bool = False) -> None:
        """Walk from `rounds` until `least` or the end of the budget; to `both` counts, or the first only."""
        random, solution = self.task.random, Solution(self.task, rounds)
        wanted = (least[1], least[0]) if self.burden_first else least
        patience = _PATIENCE * solution.people * len(rounds)
        if any(len(block) > 1 for block in self.task.block):
            patience //= _STUCK
        own, stale, copied = NEVER**3, 0, True
        while True:
            score = (solution.burden, solution.repeats) if self.burden_first else (solution.repeats, solution.burden)
            if score < self.score:
                self.score, copied = score, False
            if self.budget <= 0 or (score[0] <= wanted[0] and (not both or score[1] <= wanted[1])):
                if not copied:
                    self.best = solution.copied()
                return
            cost, stale = self.weigh[0] * solution.repeats + self.weigh[1] * solution.burden, stale + 1
            if cost < own:
                own, stale = cost, 0
            elif stale > patience:
                if not copied:
                    self.best, copied = solution.copied(), True
                solution, own, stale = Solution(self.task, rounds if both else self.task.start()), NEVER**3, 0
            number, seat = self._candidate(solution, both)
            self.budget -= solution.people + _OVERHEAD
            if found := self._exchange(solution, number, seat):
                worse = (found.change // len(found.some) + self.weigh[0] // 2) // self.weigh[0]
                if worse <= 0 or (worse < 20 and random() * _KEPT**worse < found.alike):
                    if not copied and (both or found.change >= 0):
                        self.best, copied = solution.copied(), True
                    solution.exchange(number, found.some, found.others)
                    self.budget -= _COUNTED * len(rounds) * len(rounds[number][0])

    def _candidate(self, solution: Solution, both: bool) -> tuple[int, int]:
        """A round and a seat in it that sits with somebody again, or once more in the odd-sized group."""
        random = self.task.random
        if solution.again and (not both or random() < 0.5):
            pair = solution.again[int(random() * len(solution.again))]
            meeting = solution.meeting[pair]
            number = meeting[int(random() * len(meeting))]
            return number, pair // solution.people if random() < 0.5 else pair % solution.people
        number, seat = 0, 0
        for _ in range(6):
            number = int(random() * len(solution.rounds))
            groups = [group for group, odd in zip(solution.rounds[number], solution.odd[number], strict=True) if odd]
            seats = [seat for group in groups or solution.rounds[number] for seat in group]
            seat = seats[int(random() * len(seats))]
            if solution.times[seat] > 1:
                break
        return number, seat

    def _exchange(self, solution: Solution, number: int, seat: int) -> Move | None:
        """The exchange for `seat` that costs least; ties by chance."""
        if len(self.task.block[seat]) > 1:
            return self._exchange_block(solution, number, seat)
        random, times = self.task.random, solution.times
        groups, place = solution.rounds[number], solution.where[number][seat]
        odd, heavy, light = solution.odd[number], *self.weigh
        best, ties, found = NEVER // 2, 0, seat
        row, near = solution.met[seat], solution.near[number]
        own = near[place]
        leaving = own[seat] - len(groups[place]) + 1
        for target, members in enumerate(groups):
            if target == place:
                continue
            theirs = near[target]
            joining = theirs[seat] - leaving + len(members) - 1
            side = odd[place] - odd[target]
            for other in members:
                change = heavy * (joining + own[other] - theirs[other] - 2 * row[other])
                if side:
                    change += light * (side * (times[other] - times[seat]) + 1)
                if change < best:
                    best, ties, found = change, 1, other
                elif change == best:
                    ties += 1
                    if random() * ties < 1:
                        found = other
        return Move((seat,), (found,), best, ties) if ties else None

    def _exchange_block(self, solution: Solution, number: int, seat: int) -> Move | None:
        """The same for seats that stay together: as many others, who do not leave anyone behind either."""
        some, block = self.task.block[seat], self.task.block
        groups, place = solution.rounds[number], solution.where[number][seat]
        moves = [
            (self._change(solution, number, some, others), self.task.random(), others)
            for target, members in enumerate(groups)
            if target != place
            for others in combinations(members, len(some))
            if all(one in others for other in others for one in block[other])
        ]
        change, _, others = min(moves, default=(NEVER, 0, ()))
        return Move(some, others, change) if change < NEVER // 2 else None

    def _change(self, solution: Solution, number: int, some: tuple[int, ...], others: tuple[int, ...]) -> int:
        """What it would add to the cost if these changed places."""
        change = 0
        for leaving, coming in ((some, others), (others, some)):
            place, target = solution.where[number][leaving[0]], solution.where[number][coming[0]]
            stay = [seat for seat in solution.rounds[number][place] if seat not in leaving]
            for seat in stay:
                row = solution.met[seat]
                change += self.weigh[0] * sum(row[other] for other in coming)
                change -= self.weigh[0] * sum(row[other] - 1 for other in leaving)
            odds = solution.odd[number][target] - solution.odd[number][place]
            for seat in leaving:
                change += self.weigh[1] * odds * (solution.times[seat] - (odds < 0))
        return change
