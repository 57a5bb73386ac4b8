"""Somebody who has every file that was ever shared, knows on which days the group met, and reckons.

Every session is an unknown whole number. What a file says about the sum of some of them is a bound on that sum. For
any sum of sessions, `Attacker.range` finds the least and the greatest value that fits everything that was said, by
integer programming (scipy's HiGHS). Narrow ranges are what must not be: `revealed` lists them.
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


@dataclass(frozen=True)
class Said:
    """The sum over some sessions lies between two numbers. `new` speaks of the first-timers among them."""

    days: frozenset[dt.date]
    low: int
    high: int
    new: bool = False


class Attacker:
    """Days on which a session was held, and what was said."""

    def __init__(self, days: Iterable[dt.date], said: Sequence[Said]) -> None:
        self.days, self.said = sorted(days), list(said)
        self._new = any(each.new for each in said)
        rows = [(self._vector(each.days, new=each.new), each.low, each.high) for each in said]
        for each in said:
            if each.new:  # first-timers are some of the people, and so many others there were at least
                others = self._vector(each.days) - self._vector(each.days, new=True)
                rows.append((others, 8, MOST * len(self.days)))
                rows += [(self._vector({day}) - self._vector({day}, new=True), 0, MOST) for day in sorted(each.days)]
        self._rows = rows

    def _vector(self, days: Iterable[dt.date], *, new: bool = False) -> np.ndarray:
        vector = np.zeros(len(self.days) * (2 if self._new else 1))
        for day in days:
            vector[self.days.index(day) + (len(self.days) if new else 0)] = 1
        return vector

    def range(self, plus: Iterable[dt.date], minus: Iterable[dt.date] = (), *, new: bool = False) -> tuple[int, int]:
        """The least and the greatest value of the people on some days, less those on others."""
        wanted = self._vector(plus, new=new) - self._vector(minus, new=new)
        if not wanted.any():
            return 0, 0
        return self._least(wanted), -self._least(-wanted)

    def _least(self, wanted: np.ndarray) -> int:
        constraints = []
        if self._rows:
            matrix, low, high = zip(*self._rows, strict=True)
            constraints = [LinearConstraint(np.array(matrix), low, high)]
        found = milp(wanted, integrality=np.ones_like(wanted), bounds=Bounds(0, MOST), constraints=constraints)
        assert found.success, found.message
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
    return [
        *_narrowed(attacker, rows, days),
        *_single(attacker, days.values(), {day for each in rows if each.visits == 0 for day in days[each.period]}),
        *_differences(attacker, history),
        *(
            f"first-timers of {each.period}: {found}"
            for each in people.values()
            if each.visits and (found := attacker.range(within(history.held, each), new=True)) != mark(each)
        ),
    ]


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
