"""Which days somebody means who wants figures, when they did not say. Pure."""

import datetime as dt
from dataclasses import dataclass

from peerkit.tally.counts import Tally
from peerkit.tally.periods import CALENDAR, DAY, Grain, Period, Year, is_years
from peerkit.tally.serving import ReleaseRequest


@dataclass(frozen=True)
class Query:
    """What was typed; `first`, `last` and `finest` (see `ReleaseRequest`) are None where nothing was."""

    by: Grain
    today: dt.date
    year: Year = CALENDAR
    correct: bool = False
    first: dt.date | None = None
    last: dt.date | None = None
    finest: Grain | None = None

    @property
    def usual(self) -> bool:
        """Whether no day was typed."""
        return self.first is None and self.last is None

    @property
    def other_year(self) -> Year | None:
        """The year of whoever asks, where whole years were asked for that are not the group's own."""
        if self.first is None or self.last is None:
            return None
        year = Year(self.first.month)
        return year if year != self.year and is_years(Period(self.first, self.last)) else None

    def request(self, tally: Tally) -> ReleaseRequest:
        """With days: from the first period that has a count to the one under way.

        Without any day it begins no earlier than the group's year does, or the year before, where nothing of this one
        is over. Where nothing was counted then, it is the last year that has a count, up to the last period that has.
        """
        now = self.year.containing(self.today, self.by)
        last = self.last or now.last
        if self.first is not None:
            return self._of(Period(self.first, max(self.first, last)))
        first = self.year.containing(tally.earliest or self.today, self.by).first
        if self.last is None and first < now.first:
            year = self.year.containing(self.today, "year")
            if year.first == now.first:
                year = self.year.containing(year.first - DAY, "year")
            if tally.latest is not None and tally.latest < year.first:
                year = self.year.containing(tally.latest, "year")
                last = self.year.containing(tally.latest, self.by).last
            first, last = max(first, year.first), min(last, year.last)
        if first > last:
            first = self.year.containing(last, self.by).first
        return self._of(Period(first, last))

    def _of(self, wanted: Period) -> ReleaseRequest:
        return ReleaseRequest(wanted, self.by, self.today, self.year, self.correct, self.finest)
