"""Calendar months, quarters, half years and years; a group's year may begin in any month."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, get_args

Grain = Literal["month", "quarter", "half", "year"]
GRAINS: tuple[Grain, ...] = get_args(Grain)
By = Literal["session", "month", "quarter", "year"]
BY: tuple[By, ...] = get_args(By)
DAY = dt.timedelta(days=1)
Month = tuple[int, int]
"""A year, and which of its months."""
MONTHS: dict[Grain, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}


class Period(NamedTuple):
    """The days from `first` to `last`, both included."""

    first: dt.date
    last: dt.date

    def holds(self, day: dt.date) -> bool:
        """Whether the day is one of them."""
        return self.first <= day <= self.last

    def inside(self, other: "Period") -> bool:
        """Whether every day of it is one of the other's."""
        return other.first <= self.first and self.last <= other.last

    def touches(self, other: "Period") -> bool:
        """Whether they share a day."""
        return self.first <= other.last and other.first <= self.last

    @property
    def months(self) -> Iterator[Month]:
        """Every month that it has a day in."""
        for index in range(_index(self.first), _index(self.last) + 1):
            yield _month(index)

    @property
    def length(self) -> int:
        """How many those are."""
        return _index(self.last) - _index(self.first) + 1

    @property
    def whole(self) -> bool:
        """Whether it is whole months."""
        return self == _whole(_index(self.first), self.length)


class Year(NamedTuple):
    """A group's year, which begins in the month `starts` (1 to 12), and its parts."""

    starts: int = 1

    def containing(self, day: dt.date, grain: Grain) -> Period:
        """The month, quarter, half year or year that the day lies in."""
        index = _index(day)
        index -= (index - self.starts + 1) % MONTHS[grain]
        return _whole(index, MONTHS[grain])

    def beginning_in(self, year: int) -> Period:
        """The group's year that begins in that year of the calendar."""
        return self.containing(dt.date(year, self.starts, 1), "year")

    def starting(self, day: dt.date, finest: Grain) -> Iterator[tuple[Grain, Period]]:
        """The periods that begin on that day, from the finest grain wanted to the year: often none."""
        for grain in GRAINS[GRAINS.index(finest) :]:
            period = self.containing(day, grain)
            if period.first == day:
                yield grain, period

    def between(self, first: dt.date, last: dt.date, grain: Grain) -> Iterator[Period]:
        """The periods of that length that have a day from the first to the last."""
        while first <= last:
            period = self.containing(first, grain)
            yield period
            first = period.last + DAY


CALENDAR = Year()


def beginning(day: dt.date, grain: Grain) -> Period:
    """So many whole months from the day's on, wherever a year begins."""
    return _whole(_index(day), MONTHS[grain])


def is_one(period: Period) -> bool:
    """Whether it is 1, 3, 6 or 12 whole months."""
    return period.length in MONTHS.values() and period.whole


def is_year(period: Period) -> bool:
    """Whether it is twelve whole months."""
    return period.length == 12 and period.whole


def is_years(period: Period) -> bool:
    """Whether it is whole years, from the first day of some month on."""
    return period.length % 12 == 0 and period.whole


def joined(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Periods in order, with those that follow on one another made one."""
    runs: list[Period] = []
    for period in periods:
        follows = runs and runs[-1].last + DAY == period.first
        runs.append(Period(runs.pop().first, period.last) if follows else period)
    return tuple(runs)


def uncovered(period: Period, known: Iterable[Period]) -> tuple[Period, ...]:
    """The days of a period that lie in none of those that are known, which are in order."""

    def between() -> Iterator[Period]:
        here = period.first
        for each in known:
            yield Period(here, each.first - DAY)
            here = max(here, each.last + DAY)
        yield Period(here, period.last)

    return tuple(gap for gap in between() if gap.first <= gap.last)


def named(period: Period, *, year: bool = True) -> str:
    """`April to June 2026`, `December 2026 to February 2027`, `15 to 31 July 2026`; without years if so asked."""
    first, last = period.first, period.last
    begin = f"{first:%B}" if period.whole else f"{first.day} {first:%B}"
    end = f"{last:%B}" if period.whole else f"{last.day} {last:%B}"
    if year and first.year != last.year:
        return f"{begin} {first.year} to {end} {last.year}"
    text = begin if begin == end else f"{begin} to {end}"
    return f"{text} {last.year}" if year else text


def _index(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _month(index: int) -> Month:
    return index // 12, index % 12 + 1


def _whole(index: int, months: int) -> Period:
    year, month = _month(index + months - 1)
    return Period(dt.date(*_month(index), 1), dt.date(year, month, _days(year, month)))


def _days(year: int, month: int) -> int:
    """How many days a month has."""
    return 31 if month == 12 else (dt.date(year, month + 1, 1) - DAY).day
