"""Rows added up by month, once, in memory that grows with the months and not with the rows."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Self

from peerkit.tally.periods import Period
from peerkit.tally.quarters import Quarter
from peerkit.tally.row import Row

Month = tuple[int, int]


@dataclass(slots=True)
class Counts:
    """What was counted in some time. `largest` is the greatest headcount; `x_at` says at how many sessions x was."""

    held: int = 0
    cancelled: int = 0
    visits: int = 0
    largest: int = 0
    first_timers: int = 0
    first_timers_at: int = 0
    supporters: int = 0
    supporters_at: int = 0
    volunteers: int = 0
    volunteers_at: int = 0

    def __iadd__(self, other: "Counts") -> "Counts":
        largest = max(self.largest, other.largest)
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))
        self.largest = largest
        return self

    def on(self, days: Period) -> Quarter:
        """What a total keeps of them, with its days: first-timers only where they were counted at every session."""
        new = self.first_timers if self.first_timers_at == self.held else None
        return Quarter(days.first, days.last, self.held, self.cancelled, self.visits, self.largest, new)

    @classmethod
    def of(cls, total: Quarter) -> Self:
        """What is known of the days of a total."""
        at = 0 if total.first_timers is None else total.held
        return cls(total.held, total.cancelled, total.visits, total.largest, total.first_timers or 0, at)


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


def by_month(rows: Iterable[Row]) -> dict[Month, Counts]:
    """The counts of every month that has a row. Of a cancelled session nothing counts but that it was.

    One loop, without a call for each row: so it takes less time than csv.reader takes to read them.
    """
    months: dict[Month, Counts] = {}
    year = month = 0
    counts = Counts()
    for row in rows:
        if row.date.month != month or row.date.year != year:
            year, month = row.date.year, row.date.month
            counts = months.setdefault((year, month), Counts())
        if row.cancelled:
            counts.cancelled += 1
            continue
        people = row.people or 0
        counts.held += 1
        counts.visits += people
        if people > counts.largest:
            counts.largest = people
        if row.first_timers is not None:
            counts.first_timers += row.first_timers
            counts.first_timers_at += 1
        if row.supporters is not None:
            counts.supporters += row.supporters
            counts.supporters_at += 1
        if row.volunteers is not None:
            counts.volunteers += row.volunteers
            counts.volunteers_at += 1
    return months
