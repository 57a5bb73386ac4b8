"""Somebody who has every file that was ever shared, knows on which days the group met, and reckons.

Every session is an unknown whole number, and so is every number that was shared of it before it was put right. What a
file says about the sum of some of them, when it says it first or anew, is a bound on that sum. For
any sum of sessions, `Attacker.range` finds the least and the greatest value that fits everything that was said, by
integer programming (scipy's HiGHS). Narrow ranges are what must not be: `revealed` lists them.

Sessions that nothing tells apart are one unknown, their sum: a search through who had which share of it has no end in
sight, and finds nothing. What is left is easy. Periods that were shared have no day in common, and neither have years
of first-timers; so each unknown stands in one row of visits and one row of first-timers or others at the most. That
is the incidence matrix of a bipartite graph, every square part of which has a determinant of 0, 1 or -1: between whole
bounds the corners are whole numbers, and the first one that a solver comes to ends the search.
"""

from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations

import numpy as np

from tests.figures import History, Said

MOST = 9_999
NARROWEST = 4
SECONDS = 20.0


class Attacker:
    """Sessions, and what was said of them.

    `hurried` is set when the solver ran out of time: then a range may be wider than it is given, and never narrower.
    """

    def __init__(self, days: Iterable[Hashable], said: Sequence[Said]) -> None:
        self.days, self.said, self.hurried = sorted(days), list(said), False
        self._in = {day: frozenset(at for at, each in enumerate(said) if day in each.days) for day in self.days}
        self._kinds = 2 if any(each.new for each in said) else 1
        """Others, and first-timers where something was said about them. Both together are the people."""

    def range(self, plus: Iterable[Hashable], minus: Iterable[Hashable] = (), *, new: bool = False) -> tuple[int, int]:
        """The least and the greatest value of the people on some days, less those on others."""
        plus, minus = frozenset(plus), frozenset(minus)
        alike: dict[tuple[frozenset[int], int], int] = {}
        for day in self.days:
            kind = self._in[day], (day in plus) - (day in minus)
            alike[kind] = alike.get(kind, 0) + 1
        wanted = np.array([side for _, side in alike])
        wanted = np.concatenate([0 * wanted if new else wanted, wanted][: self._kinds])
        if not wanted.any():
            return 0, 0
        most = np.tile([float(MOST * sessions) for sessions in alike.values()], self._kinds)
        rows = []
        for at, each in enumerate(self.said):
            there = np.array([float(at in where) for where, _ in alike])
            people = np.tile(there, self._kinds)
            first_timers = np.concatenate([0 * there, there][-self._kinds :]) if each.new else people
            rows.append((first_timers, each.low, each.high))
            most[first_timers > 0] = np.minimum(most[first_timers > 0], each.high)
            if each.new:  # and so many others there were at least
                rows.append((people - first_timers, 8, np.inf))
        return self._least(wanted, most, rows), -self._least(-wanted, most, rows)

    def _least(self, wanted: np.ndarray, most: np.ndarray, rows: list) -> int:
        from scipy import optimize  # takes most of a second, and is needed here alone

        constraints = []
        if rows:
            matrix, low, high = zip(*rows, strict=True)
            constraints = [optimize.LinearConstraint(np.array(matrix), low, high)]
        found = optimize.milp(
            wanted,
            integrality=np.ones_like(wanted),
            bounds=optimize.Bounds(0, most),
            constraints=constraints,
            options={"time_limit": SECONDS},
        )
        assert found.x is not None, f"In {SECONDS:g} seconds no counts were found that fit all files: {found.message}"
        self.hurried |= not found.success
        return round(found.fun)


def revealed(history: History) -> list[str]:
    """Everything that all the files together give away, in words; nothing is what there should be."""
    attacker = Attacker(frozenset().union(*(each.days for each in history.said), *history.quiet), history.said)
    found = [*_narrowed(attacker, history), *_single(attacker), *_differences(attacker, history)]
    return [*found, "the solver ran out of time: some of this may be wider"] if found and attacker.hurried else found


def _narrowed(attacker: Attacker, history: History) -> Iterable[str]:
    for each in history.said:
        meant = each.low, each.high
        if each.days and each.high and (found := attacker.range(each.days, new=each.new)) != meant:
            yield f"{sorted(each.days)} are {found}, and said only {meant}{' for the first time' * each.new}"
    for sessions in history.quiet:
        low, high = attacker.range(sessions)
        if sessions - _nobody(attacker) and high - low < NARROWEST:
            yield f"{sorted(sessions)} are {low} to {high}, and nothing was said"


def _nobody(attacker: Attacker) -> frozenset[Hashable]:
    return frozenset().union(*(each.days for each in attacker.said if not each.high))


def _single(attacker: Attacker) -> Iterable[str]:
    """One session for each way of lying in rows: all of one kind have the same range."""
    kinds: dict[frozenset[int], Hashable] = {}
    nobody = _nobody(attacker)
    for day in attacker.days:
        if day not in nobody:
            kinds.setdefault(frozenset(at for at, each in enumerate(attacker.said) if day in each.days), day)
    for day in kinds.values():
        low, high = attacker.range({day})
        if high - low < NARROWEST:
            yield f"the session {day} had {low} to {high} people"


def _differences(attacker: Attacker, history: History) -> Iterable[str]:
    """What lies between any two figures, or totals of files."""
    for one, other in combinations(sorted(history.sums, key=sorted), 2):
        low, high = attacker.range(one - other, other - one)
        if one != other and high - low < NARROWEST:
            yield f"between {sorted(one)} and {sorted(other)} lie {low} to {high} visits"
