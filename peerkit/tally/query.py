"""Which days somebody means who wants figures, when they did not say. Pure."""

import datetime as dt
from dataclasses import dataclass

from peerkit.tally.counts import Tally
from peerkit.tally.disclosure import ReleaseRequest
from peerkit.tally.periods import CALENDAR, Grain, Period, Year


@dataclass(frozen=True)
class Query:
    """What was typed; `first` and `last` are None where nothing was."""

    by: Grain
    today: dt.date
    year: Year = CALENDAR
    correct: bool = False
    first: dt.date | None = None
    last: dt.date | None = None

    def request(self, tally: Tally) -> ReleaseRequest:
        """With days: from the first period that has a count to the one under way.

        Without any day it begins no earlier than the group's year does, or the year before, where nothing of this one
        is over.
        """
        now = self.year.containing(self.today, self.by)
        last = self.last or now.last
        if self.first is not None:
            return ReleaseRequest(
                Period(self.first, max(self.first, last)), self.by, self.today, self.year, self.correct
            )
        first = self.year.containing(tally.earliest or self.today, self.by).first
        if self.last is None and first < now.first:
            year = self.year.containing(self.today, "year")
            if year.first == now.first:
                year = self.year.containing(year.first - dt.timedelta(days=1), "year")
            first, last = max(first, year.first), min(last, year.last)
        if first > last:
            first = self.year.containing(last, self.by).first
        return ReleaseRequest(Period(first, last), self.by, self.today, self.year, self.correct)
