"""Somebody who has every file that was ever shared, knows on which days the group met, and reckons.

Every session is an unknown whole number. What a file says about the sum of some of them is a bound on that sum. For
any sum of sessions, `Attacker.range` finds the least and the greatest value that fits everything that was said, by
integer programming (scipy's HiGHS). Narrow ranges are what must not be: `revealed` lists them.

Sessions that nothing tells apart are one unknown, their sum: a search through who had which share of it has no end in
sight, and finds nothing. What is left is easy. Periods that were shared have no day in common, and neither have years
of first-timers; so each unknown stands in one row of visits and one row of first-timers or others at the most. That
is the incidence matrix of a bipartite graph, every square part of which has a determinant of 0, 1 or -1: between whole
bounds the corners are whole numbers, and the first one that a solver comes to ends the search.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from tests.figures import History, Printed

MOST = 9_999
NARROWEST = 4
SECONDS = 20.0


@dataclass(frozen=True)
class Said:
    """The sum over some sessions lies between two numbers. `new` speaks of the first-timers among them."""

    days: frozenset[dt.date]
    low: int
    high: int
    new: bool = False


class Attacker:
    """Days on which a session was held, and what was said.

    `hurried` is set when the solver ran out of time: then a range may be wider than it is given, and never narrower.
    """

    def __init__(self, days: Iterable[dt.date], said: Sequence[Said]) -> None:
        self.days, self.said, self.hurried = sorted(days), list(said), False
        self._in = {day: frozenset(at for at, each in enumerate(said) if day in each.days) for day in self.days}
        self._kinds = 2 if any(each.new for each in said) else 1
        """Others, and first-timers where something was said about them. Both together are the people."""

    def range(self, plus: Iterable[dt.date], minus: Iterable[dt.date] = (), *, new: bool = False) -> tuple[int, int]:
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
        constraints = []
        if rows:
            matrix, low, high = zip(*rows, strict=True)
            constraints = [LinearConstraint(np.array(matrix), low, high)]
        found = milp(
            wanted,
            integrality=np.ones_like(wanted),
            bounds=Bounds(0, most),
            constraints=constraints,
            options={"time_limit": SECONDS},
        )
        assert found.x is not None, f"In {SECONDS:g} seconds no counts were found that fit all files: {found.message}"
        self.hurried |= not found.success
        return round(found.fun)


def mark(each: Printed) -> tuple[int, int] | None:
    """What a row means by itself: the least and the most visits."""
    if each.visits == 0:
        return 0, 0
    if each.visits is not None:
        return max(8, each.visits - 2), each.visits + 2
    return (0, max(7, 2 * each.held)) if each.held >= 3 else None


def revealed(history: History) -> list[str]:
    """Everything that all the files together give away, in words; nothing is what there should be."""
    rows = list(history.newest.values())
    days = {each.period: within(history.held, each) for each in rows}
    said = [Said(days[each.period], *bounds) for each in rows if (bounds := mark(each)) and days[each.period]]
    people = {each.period: each for file in history.first_timers for each in file}
    said += [
        Said(within(history.held, each), max(8, each.visits - 2), each.visits + 2, new=True)
        for each in people.values()
        if each.visits
    ]
    attacker = Attacker(history.held, said)
    found = [
        *_narrowed(attacker, rows, days),
        *_single(attacker, days.values(), {day for each in rows if each.visits == 0 for day in days[each.period]}),
        *_differences(attacker, history),
        *(
            f"first-timers of {each.period}: {told}"
            for each in people.values()
            if each.visits and (told := attacker.range(within(history.held, each), new=True)) != mark(each)
        ),
    ]
    return [*found, "the solver ran out of time: some of this may be wider"] if found and attacker.hurried else found


def within(held: Iterable[dt.date], each: Printed) -> frozenset[dt.date]:
    """The sessions of a row."""
    return frozenset(day for day in held if each.period.first <= day <= each.period.last)


def _narrowed(attacker: Attacker, rows: Sequence[Printed], days: dict) -> Iterable[str]:
    for each in rows:
        if days[each.period] and each.visits != 0:
            found, meant = attacker.range(days[each.period]), mark(each)
            if (meant and found != meant) or (each.visits is None and found[1] - found[0] < NARROWEST):
                yield f"{each.period} is {found}, and said only {meant}"


def _single(attacker: Attacker, rows: Iterable[frozenset[dt.date]], nobody: set[dt.date]) -> Iterable[str]:
    """One session for each way of lying in rows: all of one kind have the same range."""
    kinds: dict[frozenset[frozenset[dt.date]], dt.date] = {}
    rows = list(rows)
    for day in attacker.days:
        if day not in nobody:
            kinds.setdefault(frozenset(row for row in rows if day in row), day)
    for day in kinds.values():
        low, high = attacker.range({day})
        if high - low < NARROWEST:
            yield f"the session of {day} had {low} to {high} people"


def _differences(attacker: Attacker, history: History) -> Iterable[str]:
    """What lies between any two rows, or totals of files, that have a figure."""
    ranges: set[frozenset[dt.date]] = set()
    newest = history.newest
    for file in history.files:
        shown = [within(history.held, newest[each.period]) for each in file if newest[each.period].visits]
        ranges |= {*shown, frozenset().union(*shown)}
    for one, other in combinations(sorted(ranges, key=sorted), 2):
        low, high = attacker.range(one - other, other - one)
        if one != other and high - low < NARROWEST:
            yield f"between {sorted(one)} and {sorted(other)} lie {low} to {high} visits"
