"""1,296 rotations, from 4 to 60 people: how many repeats are above what can be shown to be the least.

Beside it stand seating people round by round, and plain annealing; both were written for this alone.
"""

import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from math import exp
from random import Random

from peerkit.turns.rotation import rotate
from peerkit.turns.share import sizes
from tests.benchmarks.measure import Figure, slowest

ROUNDS = (3, 4, 6, 8, 10, 12)
CASES = [
    (people, size, rounds)
    for size in (2, 3, 4, 5)
    for people in range(max(4, 2 * size), 61)
    for rounds in ROUNDS
]  # fmt: skip
PART = 7
"""Of so many cases one is measured with the other benchmarks."""


@dataclass(frozen=True)
class Result:
    """One case: what peerkit came to, what the least is that it can show, and what others came to."""

    people: int
    size: int
    rounds: int
    repeats: int
    least: int
    seconds: float
    greedy: int
    annealed: int | None

    @property
    def over(self) -> int:
        """The repeats above the least that can be shown."""
        return self.repeats - self.least


def swept(every: int = 1, annealer: float = 0, greedy: bool = True) -> Iterator[Result]:
    """One case of `every`; the annealer has `annealer` times the CPU, in cases that are not shown to be optimal."""
    for people, size, rounds in CASES[::every]:
        began = time.process_time()
        shown = rotate(people, size, rounds).certificate
        seconds = time.process_time() - began
        split = sizes(people, size)
        annealed = None
        if annealer and shown.value > shown.lower_bound:
            annealed = plain_annealing(split, rounds, annealer * seconds)
        by_round = round_by_round(split, rounds) if greedy else 0
        yield Result(people, size, rounds, shown.value, shown.lower_bound, seconds, by_round, annealed)


def figures() -> Iterator[Figure]:
    """A part of the sweep: how good, and what the slowest costs."""
    results = list(swept(PART, greedy=False))
    over = sum(result.over for result in results)
    yield Figure(f"repeats above their bounds in {len(results)} rotations", over, "in all", 315)
    dearest = sorted(results, key=lambda result: result.seconds)[-3:]
    again = [partial(rotate, each.people, each.size, each.rounds) for each in dearest]
    yield Figure("a rotation, the slowest of these", slowest(again), "s", 1)


def round_by_round(split: tuple[int, ...], rounds: int, tries: int = 3) -> int:
    """The fewest repeats of `tries` runs that seat people round by round, each where they add the fewest repeats."""
    return min(_greedy_run(split, rounds, Random(seed)) for seed in range(tries))


def _greedy_run(split: tuple[int, ...], rounds: int, random: Random) -> int:
    people = sum(split)
    met = [[0] * people for _ in range(people)]
    total = 0
    for _round in range(rounds):
        groups: list[list[int]] = [[] for _ in split]
        for seat in random.sample(range(people), people):
            free = [group for group, size in zip(groups, split, strict=True) if len(group) < size]
            cost, _, group = min((sum(met[seat][other] for other in group), random.random(), group) for group in free)
            total += cost
            group.append(seat)
        for group in groups:
            for one, other in combinations(group, 2):
                met[one][other] += 1
                met[other][one] += 1
    return total


def plain_annealing(split: tuple[int, ...], rounds: int, seconds: float, seed: int = 0) -> int:
    """The fewest repeats that plain annealing finds in so many seconds of CPU.

    Two seats of one round change places; what adds d repeats is kept with probability exp(-d / T), and T falls from
    0.45 to 0.2, the best of those that were tried at a few million steps.
    """
    random, people = Random(seed).random, sum(split)
    met = [[0] * people for _ in range(people)]
    where, groups_of, total = [], [], 0
    for _round in range(rounds):
        dealt = iter(sorted(range(people), key=lambda _: random()))
        groups = [[next(dealt) for _ in range(size)] for size in split]
        groups_of.append(groups)
        where.append([next(place for place, group in enumerate(groups) if seat in group) for seat in range(people)])
        for one, other in (pair for group in groups for pair in combinations(group, 2)):
            total += met[one][other]
            met[one][other] = met[other][one] = met[one][other] + 1
    fewest, began, heat = total, time.process_time(), 0.45
    while (used := (time.process_time() - began) / seconds) < 1:
        heat = 0.45 * (0.2 / 0.45) ** used
        for _step in range(1000):
            number, one, other = int(random() * rounds), int(random() * people), int(random() * people)
            seats = where[number]
            mine, theirs = groups_of[number][seats[one]], groups_of[number][seats[other]]
            if mine is theirs:
                continue
            here, there, change = met[one], met[other], 0
            for seat in mine:
                if seat != one:
                    change += there[seat] - here[seat] + 1
            for seat in theirs:
                if seat != other:
                    change += here[seat] - there[seat] + 1
            if change <= 0 or random() < exp(-change / heat):
                for group, gone, came in ((mine, one, other), (theirs, other, one)):
                    group.remove(gone)
                    for seat in group:
                        met[gone][seat] = met[seat][gone] = met[gone][seat] - 1
                        met[came][seat] = met[seat][came] = met[came][seat] + 1
                    group.append(came)
                seats[one], seats[other] = seats[other], seats[one]
                total += change
                fewest = min(fewest, total)
    return fewest


def report(every: int, annealer: float) -> None:
    """Print the table by size of group, whether it fits, and rounds; then the sums, and what the annealer did."""
    classes: dict[tuple[int, bool, int], list[Result]] = defaultdict(list)
    for result in swept(every, annealer):
        classes[result.size, result.people % result.size > 0, result.rounds].append(result)
        if result.annealed is not None and result.annealed < result.repeats:
            beaten = f"{result.annealed} where peerkit has {result.repeats}"
            print(f"Plain annealing, {result.people} in {result.size}, {result.rounds} rounds: {beaten}", flush=True)
    print("| in | people | rounds | cases | optimal | above the bounds | greedy | CPU, s |")
    print("|--:|--|--:|--:|--:|--:|--:|--:|")
    for (size, uneven, rounds), results in sorted(classes.items()):
        print(f"| {size} | {'uneven' if uneven else 'fit'} | {rounds} | {_summed(results)} |")
    results = [result for some in classes.values() for result in some]
    print(f"| all | | | {_summed(results)} |\n\nThe slowest: {max(result.seconds for result in results):.2f} s")
    left = [result for result in results if result.annealed is not None]
    if left:
        worse = sum((result.annealed or 0) < result.repeats for result in left)
        same = sum(result.annealed == result.repeats for result in left)
        print(f"Plain annealing with {annealer:g} times the CPU: {worse} of {len(left)} better, {same} the same")


def _summed(results: list[Result]) -> str:
    optimal, over = sum(result.over == 0 for result in results), sum(result.over for result in results)
    greedy = sum(result.greedy - result.least for result in results)
    return f"{len(results)} | {optimal} | {over} | {greedy} | {sum(result.seconds for result in results):.1f}"
