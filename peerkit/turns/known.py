"""Which of the exact designs to begin with, which of its rounds, and who sits at which of its places."""

from collections import Counter
from collections.abc import Callable
from itertools import islice
from math import comb

from peerkit.turns.designs import Rounds, exact

Chance = Callable[[], float]

WAYS = 6
"""How many ways of taking seats out of a design are compared by the burden they leave."""


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
