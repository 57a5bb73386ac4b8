"""Which periods serve a reader who wants certain months: chosen before any figure is frozen. Pure.

The choice looks at the calendar, at what was shared and at how many sessions were held, which every file says, and
never at visits: so it tells nothing about them.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Any

from peerkit.tally.periods import (
    CALENDAR,
    DAY,
    GRAINS,
    MONTHS,
    Grain,
    Period,
    Year,
    beginning,
    is_one,
    is_years,
    uncovered,
)

_Cost = tuple[int, int, int]
"""Months of which nothing is said, periods of another length, periods that are none of the group's own year."""


@dataclass(frozen=True)
class ReleaseRequest:
    """What somebody wants to share, on the day `today`. Only what is over on that day can be.

    Periods are those of the group's `year`. With `finest` they are those that serve what is wanted best, and none is
    shorter than that: see `serving`.
    """

    wanted: Period
    by: Grain
    today: dt.date
    year: Year = CALENDAR
    correct: bool = False
    finest: Grain | None = None

    @property
    def years(self) -> Year:
        """The years of first-timers. To serve best they begin with what is wanted, where that is whole years."""
        return Year(self.wanted.first.month) if self.finest and is_years(self.wanted) else self.year


@dataclass(frozen=True)
class Served:
    """The periods that a request is walked by: those of the group's `year`, or those that were `chosen` for it."""

    year: Year
    by: Grain
    chosen: tuple[Period, ...] | None = None

    def whole(self, day: dt.date) -> Period:
        """The chosen period that a day lies in; else the one of the group's own."""
        inside = (period for period in self.chosen or () if period.holds(day))
        return next(inside, self.year.containing(day, self.by))

    def starting(self, day: dt.date) -> Iterator[Period]:
        """The periods that begin on a day, the shortest first: often none. Those chosen are joined to longer ones."""
        if self.chosen is None:
            yield from (period for _, period in self.year.starting(day, self.by))
            return
        last = day - DAY
        for period in self.chosen:
            if period.first >= day:
                if period.first != last + DAY:
                    return
                last = period.last
                if is_one(Period(day, last)):
                    yield Period(day, last)

    def ahead(self, day: dt.date) -> list[dt.date]:
        """The first days of chosen periods that begin after a day."""
        return [period.first for period in self.chosen or () if period.first > day]


def chosen(
    request: ReleaseRequest,
    taken: Sequence[Period],
    began: dt.date,
    met: Callable[[Period], bool],
    says: Callable[[Period], bool],
) -> tuple[Period, ...] | None:
    """Periods of 1, 3, 6 or 12 whole months that serve a request best, in order; None where the usual ones do.

    They lie in what is wanted and have no day of what is `taken`. Of the months that are over, and in which the group
    `met`, as few as can be are in none that `says` how many came; then as many periods as can be are as long as `by`,
    and then of the group's own year. Only one of that length may begin before counting `began`, or not be over yet.
    """
    if request.finest is None or all(_is_usual(request, period) for period in (request.wanted, *taken)):
        return None
    months = list(_months(request, began))
    free = [not any(month.touches(period) for period in taken) for month in months]
    worth = [began <= month.first and month.last < request.today and met(month) for month in months]
    best: list[tuple[_Cost, Any]] = [((0, 0, 0), None)]  # for the last 0, 1, 2 and so on of the months
    for left, month in enumerate(reversed(months), start=1):
        at = len(months) - left
        ways: list[tuple[_Cost, Any]] = []
        for grain in GRAINS[GRAINS.index(request.finest) :]:
            period, length = beginning(month.first, grain), MONTHS[grain]
            if length > left or not all(free[at : at + length]):
                break
            if grain == request.by or (began <= period.first and period.last < request.today):
                (unsaid, off_length, off_year), rest = best[left - length]
                unsaid += 0 if says(period) else sum(worth[at : at + length])
                off_year += period != request.year.containing(period.first, grain)
                ways.append(((unsaid, off_length + (grain != request.by), off_year), (period, rest)))
        (unsaid, off_length, off_year), rest = best[-1]
        skipped = free[at] and worth[at]
        ways.append(((unsaid + skipped, off_length + skipped, off_year), rest))
        best.append(min(ways, key=itemgetter(0)))
    return tuple(_unrolled(best[-1][1]))


def _is_usual(request: ReleaseRequest, period: Period) -> bool:
    """Whether it is made of whole periods of the group's own."""
    begin, end = (request.year.containing(day, request.by) for day in period)
    return period == Period(begin.first, end.last)


def _unrolled(periods: Any) -> Iterator[Period]:
    while periods is not None:
        period, periods = periods
        yield period


def _months(request: ReleaseRequest, began: dt.date) -> Iterator[Period]:
    """The whole months that are wanted, but for those that are too long before counting began, or too far ahead."""
    first = max(request.wanted.first, began - dt.timedelta(days=31 * (MONTHS[request.by] - 1)))
    last = min(request.wanted.last, beginning(request.today, request.by).last)
    return (month for month in Year().between(first, last, "month") if month.inside(request.wanted))


def remaining(frozen: Iterable[Period], record: Sequence[Period], year: Year, by: Grain) -> tuple[Period, ...]:
    """What nothing can be joined to any more: days of the group's own periods that are in no `record`.

    That is in order. Only of those of which some days are in another period, or beside one, since these were `frozen`.
    """
    wholes = {whole for period in frozen for whole in year.between(*period, by)}

    def within(whole: Period) -> Sequence[Period]:
        begin = bisect_left(record, whole.first, key=attrgetter("last"))
        return record[begin : bisect_right(record, whole.last, key=attrgetter("first"))]

    return tuple(rest for whole in sorted(wholes) for rest in uncovered(whole, within(whole)))
