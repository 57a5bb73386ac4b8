"""Rows added up by month, once, in memory that grows with the months and not with the rows."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby, islice
from operator import add, attrgetter, itemgetter
from typing import Any, Self, TypeVar

from peerkit.columns import BOTH, FIRST_TIMERS, PARTS, Parts
from peerkit.tally.periods import Month, Period
from peerkit.tally.quarters import Quarter
from peerkit.tally.row import Row

P = TypeVar("P")
_DATE, _SESSION, _PEOPLE, _CANCELLED = map(itemgetter, (0, 1, 3, 5))
_NUMBERS = itemgetter(slice(2, None))
"""What a row says besides its date and its session."""
_ALL = range(len(PARTS))
_USUAL = tuple(place for place in _ALL if not PARTS[place].both_only)
"""Where the parts stand that are asked for at a session, where some joined from elsewhere and at any other."""
_AT_ONCE = 500


@dataclass(slots=True)
class Counts:
    """What was counted in some time.

    `uncounted` says at how many of the sessions held nobody counted; `visits` adds up the others. `largest` is the
    greatest headcount, `both` at how many sessions some joined from elsewhere. Each part has its sum in `parts`, and
    `parts_at` says at how many sessions it was counted, among those that it is asked at. `formats` and `sessions` are
    how many were held by each of FORMATS, and by name: none of a total, which keeps neither. `days` is the sum of the
    days on which somebody counted (`date.toordinal`): another sum, other sessions; None for a total.
    """

    held: int = 0
    cancelled: int = 0
    visits: int = 0
    largest: int = 0
    both: int = 0
    uncounted: int = 0
    days: int | None = 0
    formats: Counter[str] = field(default_factory=Counter)
    sessions: Counter[str] = field(default_factory=Counter)
    parts: list[int] = field(default_factory=lambda: [0] * len(PARTS))
    parts_at: list[int] = field(default_factory=lambda: [0] * len(PARTS))

    @property
    def counted(self) -> int:
        """At how many of the sessions held somebody counted."""
        return self.held - self.uncounted

    @property
    def first_timers(self) -> int:
        """How many came for the first time, as far as that was counted."""
        return self.parts[FIRST_TIMERS]

    @property
    def first_timers_at(self) -> int:
        """At how many sessions first-timers were counted."""
        return self.parts_at[FIRST_TIMERS]

    @property
    def always(self) -> Parts:
        """The sum of each part; None for one that was not counted at every session that it is asked at."""
        asked = (self.both if part.both_only else self.held for part in PARTS)
        sums = zip(self.parts, self.parts_at, asked, strict=True)
        return tuple(number if at == those > 0 else None for number, at, those in sums)

    def __iadd__(self, other: "Counts") -> "Counts":
        self.held += other.held
        self.cancelled += other.cancelled
        self.visits += other.visits
        self.largest = max(self.largest, other.largest)
        self.both += other.both
        self.uncounted += other.uncounted
        self.days = None if self.days is None or other.days is None else self.days + other.days
        self.formats.update(other.formats)
        self.sessions.update(other.sessions)
        self.parts = list(map(add, self.parts, other.parts))
        self.parts_at = list(map(add, self.parts_at, other.parts_at))
        return self

    def on(self, days: Period) -> Quarter:
        """What a total keeps of them, with its days: first-timers only where they were counted at every session."""
        new = self.first_timers if self.first_timers_at == self.held else None
        return Quarter(days.first, days.last, self.held, self.cancelled, self.visits, self.largest, new, self.uncounted)

    @classmethod
    def of(cls, total: Quarter) -> Self:
        """What is known of the days of a total: some may have joined any of its sessions from elsewhere."""
        found = cls(total.held, total.cancelled, total.visits, total.largest, total.held, total.uncounted, None)
        found.parts[FIRST_TIMERS] = total.first_timers or 0
        found.parts_at[FIRST_TIMERS] = 0 if total.first_timers is None else total.held
        return found


@dataclass(frozen=True)
class Tally:
    """Counts by month, and totals of older times whose months are not known any more."""

    months: Mapping[Month, Counts]
    totals: Sequence[tuple[Period, Counts]] = ()

    @classmethod
    def of(cls, rows: Iterable[Row], totals: Iterable[Quarter] = ()) -> Self:
        """Every row added up once: what is kept grows with the months, not with the rows."""
        return cls(by_month(rows), [(total.days, Counts.of(total)) for total in totals])

    def counts(self, period: Period) -> Counts | None:
        """The counts of whole months; None where they are in a total together with other days."""
        found = Counts()
        for month in period.months:
            if month in self.months:
                found += self.months[month]
        for days, total in self.totals:
            if days.inside(period):
                found += total
            elif days.touches(period):
                return None
        return found

    @property
    def earliest(self) -> dt.date | None:
        """The first month, or the first day of a total, that has a count."""
        return min(
            [dt.date(*month, 1) for month in self.months] + [days.first for days, _ in self.totals], default=None
        )

    @property
    def latest(self) -> dt.date | None:
        """The first day of the last month, or the last of a total, that has a count."""
        return max([dt.date(*month, 1) for month in self.months] + [days.last for days, _ in self.totals], default=None)


def added_up(rows: Iterable[Row]) -> Counts:
    """The counts of rows, in memory for those that differ. Of a cancelled session nothing counts but that it was."""
    numbers: Counter[Any] = Counter()
    found = Counts()
    there, days = iter(rows), 0
    while some := list(islice(there, _AT_ONCE)):
        numbers.update(map(_NUMBERS, some))
        met = [row for row in some if not row.cancelled] if any(map(_CANCELLED, some)) else some
        found.sessions.update(map(_SESSION, met))
        counted = [row for row in met if row.people is not None] if None in map(_PEOPLE, met) else met
        days += sum(map(dt.date.toordinal, map(_DATE, counted)))
    found.days = days
    for (how, people, parts, cancelled), times in numbers.items():
        if cancelled:
            found.cancelled += times
            continue
        found.held += times
        found.formats[how] += times
        found.uncounted += times * (people is None)
        found.visits += times * (people or 0)
        found.largest = max(found.largest, people or 0)
        found.both += times * (how == BOTH)
        for place in _ALL if how == BOTH else _USUAL:
            if (number := parts[place]) is not None:
                found.parts[place] += times * number
                found.parts_at[place] += times
    return found


def by_period(rows: Iterable[Row], period_of: Callable[[dt.date], P]) -> dict[P, Counts]:
    """The counts of rows by the period of their day, in memory for those of one while they come in order."""
    found: dict[P, Counts] = {}
    for period, days in groupby(groupby(rows, _DATE), lambda day: period_of(day[0])):
        counts = added_up(chain.from_iterable(map(itemgetter(1), days)))
        if period in found:
            found[period] += counts
        else:
            found[period] = counts
    return found


def by_month(rows: Iterable[Row]) -> dict[Month, Counts]:
    """The counts of every month that has a row."""
    return by_period(rows, attrgetter("year", "month"))
