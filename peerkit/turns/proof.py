"""The least repeats and the least burden there can be, worked out anew for `audit` in the plainest way there is.

It shares nothing with the search, nor with the bounds that a certificate was made from: two that agree are worth
more than one. A group is a sequence of seats, a round a sequence of groups, and the first `done` rounds are past.
Whoever sits out is a group of one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import comb

_Groups = Sequence[Sequence[int]]
Pair = tuple[int, int]

CITED = {
    ((3, 3, 3, 3), 5): 1,  # OEIS A107431
    ((4, 4, 4, 4, 4), 6): 1,  # OEIS A107431
    ((3, 3, 3, 4), 5): 1,  # an exact solver, in the tests
}
"""Repeats that cannot be avoided, by the sizes of the groups and the number of rounds, though no bound shows it."""

MOST_SEATS = 7
"""Up to so many seats, all schedules are looked at."""

_MOST_STEPS = 60_000
"""How many rounds are tried before a proof by looking at all schedules is given up."""


def pairs_met(rounds: Sequence[_Groups]) -> Counter[Pair]:
    """How often each two sit in one group."""
    met: Counter[Pair] = Counter()
    for groups in rounds:
        for group in groups:
            met.update(combinations(sorted(group), 2))
    return met


def repeats_in(rounds: Sequence[_Groups]) -> int:
    """Every meeting of two counts once for each time that they met before."""
    return sum(times * (times - 1) // 2 for times in pairs_met(rounds).values())


def _odd_seats(groups: _Groups) -> list[int]:
    """Who sits in a group of the rarer size; in the larger ones, when there are as many small as large.

    A group of one is somebody who sits out.
    """
    sizes = sorted(len(group) for group in groups if len(group) > 1)
    small, large = sizes.count(sizes[0]), sizes.count(sizes[-1])
    if sizes[0] == sizes[-1]:
        return []
    odd = sizes[0] if small < large else sizes[-1]
    return [seat for group in groups if len(group) == odd for seat in group]


def burden_in(rounds: Sequence[_Groups]) -> int:
    """Every time in an odd-sized group counts once for each time that the seat was there before."""
    times = Counter(seat for groups in rounds for seat in _odd_seats(groups))
    return sum(often * (often - 1) // 2 for often in times.values())


def least_burden(rounds: Sequence[_Groups], done: int = 0) -> int:
    """The odd-sized places of the rounds to come, each given to somebody who was there least."""
    past, coming = rounds[:done], rounds[done:]
    if not coming:
        return burden_in(past)
    there = [seat for group in coming[0] for seat in group]
    times = Counter(seat for groups in past for seat in _odd_seats(groups))
    places = sum(len(_odd_seats(groups)) for groups in coming)
    return burden_in(past) + _cheapest(Counter(times[seat] for seat in there), places, len(coming))


def least_repeats(rounds: Sequence[_Groups], done: int = 0) -> int:
    """The best of the lower bounds for rounds of these sizes, after those that are past.

    How many pairs there are; what each two rounds have to share; what is cited; and for small numbers, that no
    schedule at all has fewer.
    """
    if done == len(rounds):
        return repeats_in(rounds)
    least = max(_by_pairs(rounds, done), _by_overlap(rounds, done))
    sizes = {tuple(sorted(map(len, groups))) for groups in rounds[done:]}
    if not done and len(sizes) == 1:
        least = max(least, _by_fewer(rounds, min(sizes)))
    return _all_looked_at(rounds, done, least)


def _by_fewer(rounds: Sequence[_Groups], sizes: tuple[int, ...]) -> int:
    """What the first two show, three, four and so on: each two rounds are in all but two of the choices of one less."""
    least = 0
    for some in range(2, len(rounds) + 1):
        least = -(-some * least // (some - 2)) if some > 2 else 0
        first = rounds[:some]
        least = max(least, _by_pairs(first), _by_overlap(first), _by_the_sizes(sizes, some))
    return least


def _by_the_sizes(sizes: tuple[int, ...], rounds: int) -> int:
    """What is cited, and what two groups have to repeat, or g groups of g and g - 1 in g + 1 rounds."""
    least = CITED.get((sizes, rounds), 0)
    if len(sizes) == 2:
        least = max(least, _by_odd_and_even(sizes, rounds))
    small, groups = sizes.count(sizes[0]), len(sizes)
    if sizes[0] + 1 == sizes[-1] == groups == rounds - 1 and (small - 1) % (groups + 1 - small):
        least = max(least, 1)
    return least


def _by_odd_and_even(sizes: tuple[int, ...], rounds: int) -> int:
    """In two groups: seats by whether they sit in the first one an odd number of times, and how many times pairs meet.

    Round by round, two of the same sort change from meeting an odd number of times to an even one.
    """
    people, held = sum(sizes), rounds * sum(comb(size, 2) for size in sizes)
    costs = []
    for odd in range(people + 1):
        unlike, like = odd * (people - odd), comb(odd, 2) + comb(people - odd, 2)
        meet = {0: unlike, 1: like} if rounds % 2 else {0: like, 1: unlike}
        prices = sorted((2 * times + 1, meet[times % 2]) for times in range(rounds + 1))
        rest = held - meet[1]
        if rest < 0 or rest % 2:
            continue
        cost = 0
        for price, pairs in prices:
            dealt = min(rest // 2, pairs)
            cost, rest = cost + dealt * price, rest - 2 * dealt
        costs.append(cost)
    return min(costs)


def _by_pairs(rounds: Sequence[_Groups], done: int = 0) -> int:
    """Each meeting to come given to two who met least."""
    there = {seat for group in rounds[done] for seat in group}
    met = pairs_met(rounds[:done])
    often = Counter(times for pair, times in met.items() if there.issuperset(pair))
    often[0] = comb(len(there), 2) - often.total()
    held = sum(comb(len(group), 2) for groups in rounds[done:] for group in groups)
    return repeats_in(rounds[:done]) + _cheapest(often, held, len(rounds) - done)


def _cheapest(often: Counter[int], units: int, rounds: int) -> int:
    """The cost of dealing `units` out, where what was dealt n times already costs n more, and once a round."""
    prices: Counter[int] = Counter()
    for times, places in often.items():
        for price in range(times, times + rounds):
            prices[price] += places
    cost = 0
    for price in sorted(prices):
        dealt = min(units, prices[price])
        cost, units = cost + dealt * price, units - dealt
    return cost


def _by_overlap(rounds: Sequence[_Groups], done: int = 0) -> int:
    """The pairs of seats that each two rounds have to share, because a group has more seats than the other groups."""
    there = {seat for group in rounds[done] for seat in group}
    coming = Counter(tuple(sorted(map(len, groups))) for groups in rounds[done:])
    least = repeats_in(rounds[:done])
    for groups in rounds[:done]:
        stayed = [len(there.intersection(group)) for group in groups]
        parts = [size for size in stayed if size] + [1] * (len(there) - sum(stayed))
        least += sum(times * _shared(parts, sizes) for sizes, times in coming.items())
    for one, times in coming.items():
        least += comb(times, 2) * _shared(one, one)
    for (one, times), (other, more) in combinations(coming.items(), 2):
        least += times * more * _shared(one, other)
    return least


def _shared(sizes: Sequence[int], others: Sequence[int]) -> int:
    return max(sum(_kept(size, len(others)) for size in sizes), sum(_kept(size, len(sizes)) for size in others))


def _kept(size: int, groups: int) -> int:
    """The pairs that stay together when so many seats go to so many groups, as evenly as can be."""
    return sum(comb((size + number) // groups, 2) for number in range(groups))


def _all_looked_at(rounds: Sequence[_Groups], done: int, least: int) -> int:
    """The repeats of this schedule, when looking at every other one finds none with fewer; otherwise `least`."""
    value = repeats_in(rounds)
    there = sorted(seat for group in rounds[done] for seat in group)
    sizes = {tuple(sorted(map(len, groups))) for groups in rounds[done:]}
    if value <= least or len(there) > MOST_SEATS or len(sizes) > 1:
        return least
    ways = [
        frozenset(pair for group in groups for pair in combinations(group, 2))
        for groups in _partitions(tuple(there), sizes.pop())
    ]
    met = pairs_met(rounds[:done])
    costs = [sum(met[pair] for pair in way) for way in ways]
    search = _Search(ways, value)
    first = range(len(ways)) if done else range(1)
    return least if search.beaten(first, costs, len(rounds) - done, repeats_in(rounds[:done])) else value


def _partitions(seats: tuple[int, ...], sizes: tuple[int, ...]) -> Iterator[list[tuple[int, ...]]]:
    """Every way to sit in groups of these sizes."""
    if not seats:
        yield []
    for size in sorted(set(sizes)):
        rest = list(sizes)
        rest.remove(size)
        for others in combinations(seats[1:], size - 1):
            left = tuple(seat for seat in seats[1:] if seat not in others)
            for groups in _partitions(left, tuple(rest)):
                yield [(seats[0], *others), *groups]


class _Search:
    """Whether any rounds chosen from `ways` have fewer repeats than `value`; giving up counts as yes."""

    def __init__(self, ways: Sequence[frozenset[Pair]], value: int) -> None:
        self.shared = [[len(one & other) for other in ways] for one in ways]
        self.overlap = min(map(min, self.shared))
        self.value, self.steps = value, 0

    def beaten(self, ways: range, costs: list[int], rounds: int, total: int) -> bool:
        """Add `rounds` of these ways, in ascending order, to a `total` of repeats; `costs` is what each adds now."""
        if rounds == 0:
            return total < self.value
        to_come = comb(rounds, 2) * self.overlap
        if total + rounds * min(costs[ways.start :]) + to_come >= self.value:
            return False
        for way in ways:
            if total + costs[way] + to_come < self.value:
                self.steps += 1
                after = [cost + more for cost, more in zip(costs, self.shared[way], strict=True)]
                later = range(way, len(costs))
                if self.steps > _MOST_STEPS or self.beaten(later, after, rounds - 1, total + costs[way]):
                    return True
        return False
