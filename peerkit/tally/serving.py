"""Which periods serve a reader who wants certain months: chosen before any figure is frozen. Pure.

The choice looks at the calendar, at what was shared and at how many sessions were held, which every file says, and
never at visits: so it tells nothing about them.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from peerkit.tally.periods import GRAINS, MONTHS, Grain, Period, Year, beginning, is_one, uncovered

_DAY = dt.timedelta(days=1)
_Cost = tuple[int, int, int]
"""Months of which nothing is said, periods of another length, periods that are none of the group's own year."""


@dataclass(frozen=True)
class Served:
    """The periods that a request is walked by: those of the group's `year`, or those that were `chosen` for it."""

    year: Year
    by: Grain
    chosen: tuple[Period, ...] | None = None

    def whole(self, day: dt.date) -> Period:
        """The chosen period that a day lies in; else the one of the group's own."""
        inside = (period for period in self.chosen or () if period.first <= day <= period.last)
        return next(inside, self.year.containing(day, self.by))

    def starting(self, day: dt.date) -> Iterator[Period]:
        """The periods that begin on a day, the shortest first: often none. Those chosen are joined to longer ones."""
        if self.chosen is None:
            yield from (period for _, period in self.year.starting(day, self.by))
            return
        last = day - _DAY
        for period in self.chosen:
            if period.first >= day:
                if period.first != last + _DAY:
                    return
                last = period.last
                if is_one(Period(day, last)):
                    yield Period(day, last)

    def ahead(self, day: dt.date) -> list[dt.date]:
        """The first days of chosen periods that begin after a day."""
        return [period.first for period in self.chosen or () if period.first > day]


def chosen(
    wanted: Period,
    year: Year,
    by: Grain,
    finest: Grain,
    taken: Sequence[Period],
    says: Callable[[Period], bool],
    waits: Callable[[Period], bool],
) -> tuple[Period, ...]:
    """Periods of 1, 3, 6 or 12 whole months that lie in what is wanted and have no day of what is `taken`, in order.

    As few months as can be are in none that `says` how many came; then as many periods as can be are as long as `by`,
    and then of the group's own `year`. One that is not over `waits`: its months are not cut off from it.
    """
    months = [month for month in Year().between(*wanted, "month") if month.inside(wanted)]
    free = [not any(month.touches(period) for period in taken) for month in months]
    best: list[tuple[_Cost, Any]] = [((0, 0, 0), None)]  # for the last 0, 1, 2 and so on of the months
    for left, month in enumerate(reversed(months), start=1):
        at = len(months) - left
        ways: list[tuple[_Cost, Any]] = []
        for grain in GRAINS[GRAINS.index(finest) :]:
            period, length = beginning(month.first, grain), MONTHS[grain]
            if length > left or not all(free[at : at + length]):
                break
            if grain == by or not waits(period):
                (unsaid, off_length, off_year), rest = best[left - length]
                unsaid += 0 if waits(period) or says(period) else length
                off_year += period != year.containing(period.first, grain)
                ways.append(((unsaid, off_length + (grain != by), off_year), (period, rest)))
        (unsaid, off_length, off_year), rest = best[-1]
        ways.append(((unsaid + free[at], off_length + free[at], off_year), rest))
        best.append(min(ways, key=itemgetter(0)))
    return tuple(_unrolled(best[-1][1]))


def _unrolled(periods: Any) -> Iterator[Period]:
    while periods is not None:
        period, periods = periods
        yield period


def remaining(frozen: Iterable[Period], record: Sequence[Period], year: Year, by: Grain) -> tuple[Period, ...]:
    """What nothing can be joined to any more: days of the group's own periods that are in no `record`.

    Only of those of which some days are in another period, or beside one, since these were `frozen`.
    """
    wholes = {whole for period in frozen for whole in year.between(*period, by)}
    return tuple(
        rest
        for whole in sorted(wholes)
        for rest in uncovered(whole, [period for period in record if period.touches(whole)])
    )
