"""How many rounds a rotation has before anybody must meet twice, and how long it takes to find them.

`python -m tests.benchmarks.turns` prints the tables of docs/turns.md, or one with `--only sweep`; `--every 7` takes one
case of the sweep of 7, and `--annealer 10` gives plain annealing ten times the CPU where peerkit may not be optimal.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations, product
from random import Random
from statistics import median

from peerkit.turns.bounds import least_repeats
from peerkit.turns.replan import replan
from peerkit.turns.rotation import rotate
from peerkit.turns.schedule import repeats
from peerkit.turns.share import sizes
from tests.benchmarks import sweep
from tests.benchmarks.measure import Figure, slowest

BEST_KNOWN = {
    2: {people: people - 1 for people in range(4, 41, 2)},
    3: {6: 1, 9: 4, 12: 4, 15: 7, 18: 8, 21: 10, 24: 11, 27: 13, 30: 14, 33: 16, 36: 17, 39: 19},
    4: {8: 1, 12: 1, 16: 5, 20: 5, 24: 7, 28: 9, 32: 10, 36: 11, 40: 13},
}
"""Rounds without a repeat by size and people; the sources stand in tests/test_rotation.py."""
UNEVEN = [(people, size) for size in (2, 3, 4) for people in range(9, 31) if people % size]
TYPICAL = [(people, size, rounds) for size in (2, 3, 4, 5) for people in range(size, 25) for rounds in (3, 4, 6)]


@dataclass(frozen=True)
class Row:
    """One line of the table: rounds without a repeat, ours and others', and how long ours took."""

    people: int
    size: int
    ours: int
    greedy: int
    best_known: int | None
    bound: int
    milliseconds: float


def figures() -> Iterator[Figure]:
    """What a typical request costs, every entry of the table, and planning again."""
    typical = [_seconds(partial(rotate, *request)) for request in TYPICAL]
    yield Figure(f"a rotation, the median of {len(TYPICAL)} typical ones", 1000 * median(typical), "ms", 5)
    dearest = sorted(zip(typical, TYPICAL, strict=True))[-3:]
    again = [partial(rotate, *request) for _seconds_taken, request in dearest]
    yield Figure("a rotation, the slowest of them", slowest(again), "s", 1)
    entries = [(people, size, rounds) for size, row in BEST_KNOWN.items() for people, rounds in row.items()]
    taken = slowest([partial(rotate, *entry) for entry in entries])
    yield Figure(f"a rotation, the slowest of {len(entries)} best known ones", taken, "s", 1)
    yield Figure("planning again, the slowest", max(_replanned()), "s", 1)
    yield from sweep.figures()


def table() -> Iterator[Row]:
    """Numbers that fit the size, then those that do not."""
    for size, row in BEST_KNOWN.items():
        for people, best in row.items():
            yield _row(people, size, best)
    for people, size in UNEVEN:
        yield _row(people, size, None)


def _row(people: int, size: int, best_known: int | None) -> Row:
    split = sizes(people, size)
    bound = most(lambda rounds: least_repeats(range(people), [], [split] * rounds).least == 0, people)
    ours = most(lambda rounds: repeats(rotate(people, size, rounds).rounds) == 0, bound)
    taken = min(_seconds(partial(rotate, people, size, ours)) for _ in range(3))
    return Row(people, size, ours, greedy(split), best_known, bound, 1000 * taken)


def most(possible: Callable[[int], bool], limit: int) -> int:
    """The most rounds up to `limit` that are possible, from the top; 1 always is."""
    return next((rounds for rounds in range(limit, 1, -1) if possible(rounds)), 1)


def greedy(split: tuple[int, ...], tries: int = 20) -> int:
    """Round by round, as tools for breakout rooms do it: the best of `tries` runs.

    Each seat goes to a group where it meets nobody again, by chance; a round in which that fails is tried 20 times.
    """
    return max(_greedy_run(split, Random(seed)) for seed in range(tries))


def _greedy_run(split: tuple[int, ...], random: Random) -> int:
    met: set[tuple[int, int]] = set()
    rounds = 0
    while groups := next(filter(None, (_greedy_round(split, met, random) for _ in range(20))), None):
        met |= {pair for group in groups for pair in combinations(sorted(group), 2)}
        rounds += 1
    return rounds


def _greedy_round(split: tuple[int, ...], met: set[tuple[int, int]], random: Random) -> list[list[int]] | None:
    groups: list[list[int]] = [[] for _ in split]
    for seat in random.sample(range(sum(split)), sum(split)):
        fits = [
            group
            for group, size in zip(groups, split, strict=True)
            if len(group) < size and all((min(seat, other), max(seat, other)) not in met for other in group)
        ]
        if not fits:
            return None
        random.choice(fits).append(seat)
    return groups


def _replanned() -> Iterator[float]:
    """Seconds for somebody who leaves and somebody who comes, early and late in schedules of several sizes."""
    for people, size, rounds in (
        (12, 3, 4),
        (15, 3, 6),
        (18, 3, 8),
        (24, 3, 10),
        (16, 4, 5),
        (24, 4, 7),
        (20, 2, 12),
        (40, 4, 10),
    ):
        schedule = rotate(people, size, rounds)
        for done, (leave, join) in product((1, rounds // 2, rounds - 1), (((4,), 0), ((), 1), ((2, 5), 1))):
            yield _seconds(partial(replan, schedule, done, leave, join))


def _seconds(call: Callable[[], object]) -> float:
    """Seconds of CPU: one process and one thread, so that other work on the machine does not count."""
    began = time.process_time()
    call()
    return time.process_time() - began


def main() -> None:
    """Print the tables as Markdown, and the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.turns", description=__doc__)
    parser.add_argument("--only", choices=["rounds", "costs", "sweep"], help="one of the tables")
    parser.add_argument("--every", type=int, default=1, help="of the sweep, one case of so many")
    parser.add_argument("--annealer", type=float, default=0, help="times the CPU that plain annealing has")
    asked = parser.parse_args()
    if asked.only in (None, "rounds"):
        print("| people | in | rounds | greedy | best known | bound | milliseconds |\n|--:|--:|--:|--:|--:|--:|--:|")
        for row in table():
            known = "" if row.best_known is None else row.best_known
            found = f"{row.ours} | {row.greedy} | {known} | {row.bound} | {row.milliseconds:.1f}"
            print(f"| {row.people} | {row.size} | {found} |", flush=True)
        print()
    if asked.only in (None, "costs"):
        for figure in figures():
            print(
                f"{figure.name}: {figure.value:.2f} {figure.unit}, at most {figure.limit:g} {figure.unit}", flush=True
            )
        print()
    if asked.only in (None, "sweep"):
        sweep.report(asked.every, asked.annealer)


if __name__ == "__main__":
    main()
