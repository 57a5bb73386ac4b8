"""Visits to share: one pass over the days of a request, as reference/disclosure.md 5 says. Pure."""

import datetime as dt

from peerkit.tally.correcting import Corrections
from peerkit.tally.counts import Tally
from peerkit.tally.disclosure import FEWEST_SESSIONS, Figure, LeftOut, Shared, figure_of
from peerkit.tally.periods import DAY, Period
from peerkit.tally.serving import ReleaseRequest, Served, chosen, remaining


class Walk:
    """Visits: one pass over the days of a request, from left to right."""

    def __init__(self, request: ReleaseRequest, tally: Tally, shared: Shared) -> None:
        self._request, self._tally = request, tally
        self._began = request.year.containing(tally.earliest or request.today, "month")
        self._before = before = shared.visits
        people = [each.period for each in shared.first_timers if each.corrected and each.people is not None]
        now = {figure.period: found for figure in before if (found := self._figure(figure.period)) is not None}
        asked = [figure for figure in before if figure.period.inside(request.wanted)]
        self._now = now
        self._right = Corrections(before, now, asked, people, departed=shared.departed)
        self.departed = shared.departed or (request.correct and self._right.departed)
        self._served = self._periods()
        self.added: list[Figure] = []
        self.figures: list[Figure] = []
        self.left_out: list[LeftOut] = []
        self.changed: list[tuple[Figure, Figure]] = []

    @property
    def record(self) -> tuple[Figure, ...]:
        """What was shared before, as corrected, and what is shared now."""
        printed = {figure.period: figure for figure in self.figures}
        kept = (printed.get(figure.period, figure) for figure in self._before)
        return tuple(sorted((*kept, *self.added), key=lambda figure: figure.period))

    def remaining(self) -> tuple[Period, ...]:
        """What is left of the group's own periods beside those that are shared for the first time."""
        year, by = self._request.year, self._request.by
        record = [figure.period for figure in self.record]
        left = remaining((figure.period for figure in self.added), record, year, "quarter" if by == "month" else by)
        return tuple(period for period in left if period.last >= self._began.first)

    def _periods(self) -> Served:
        """What the walk goes by. Whether visits may be shown has no part in it."""

        def met(period: Period) -> bool:
            counts = self._tally.counts(period)
            return counts is None or counts.held > 0

        def says(period: Period) -> bool:
            counts = self._tally.counts(period)
            return counts is not None and counts.counted >= FEWEST_SESSIONS

        best = chosen(self._request, [figure.period for figure in self._before], self._began.first, met, says)
        return Served(self._request.year, self._request.by, best)

    def go(self) -> None:
        """Walk."""
        here = self._request.wanted.first
        while here <= self._request.wanted.last:
            shared = next((each for each in self._before if each.period.holds(here)), None)
            last = self._again(shared) if shared else self._first_time(here)
            here = last + DAY

    def _again(self, figure: Figure) -> dt.date:
        """A day that was shared: the same figure once more, if it is wanted whole."""
        period, wanted = figure.period, self._request.wanted
        if not period.inside(wanted):
            part = Period(max(period.first, wanted.first), min(period.last, wanted.last))
            self.left_out.append(LeftOut(part, "shared", period))
            return period.last
        if self._right.needed(figure):
            self.changed.append((figure, self._now[period]))
            if self._request.correct:
                figure = self._right.of(figure)
        self.figures.append(figure)
        return period.last

    def _first_time(self, here: dt.date) -> dt.date:
        """Days of which nothing was shared: the smallest period that may be shown, else one that is not."""
        whole = self._served.whole(here)
        if self._served.chosen is not None and whole not in self._served.chosen and here < self._began.first:
            whole = Period(whole.first, min(whole.last, self._began.first - DAY))
        if whole.last < self._began.first:
            return self._leave_out(here, whole)
        for period in self._served.starting(here):
            figure = self._figure(period) if self._free(period) else None
            if figure and (figure.visits or (figure.held == 0 and period == whole)):
                self.added.append(figure)
                self.figures.append(figure)
                return period.last
        figure = self._figure(whole) if whole in self._served.starting(here) and self._free(whole) else None
        if figure is None:
            return self._leave_out(here, whole)
        if figure.counted >= FEWEST_SESSIONS:  # "not shown" has told that they were few
            self.added.append(figure)
        self.figures.append(figure)
        return whole.last

    def _free(self, period: Period) -> bool:
        """Whether it is wanted whole, is over, and holds no day that was shared."""
        over = period.last < self._request.today
        return over and period.inside(self._request.wanted) and not self._touched(period)

    def _touched(self, period: Period) -> bool:
        return any(period.touches(figure.period) for figure in self._before)

    def _figure(self, period: Period) -> Figure | None:
        """A period as it may be shown now; None where its counts are not known apart from others."""
        counts = self._tally.counts(period)
        return None if counts is None else figure_of(period, counts)

    def _leave_out(self, here: dt.date, whole: Period) -> dt.date:
        """Days that no wanted period can hold, to the end of theirs, of the request, or to the next that was shared."""
        wanted = self._request.wanted
        ahead = [each.period.first for each in self._before if each.period.first > here] + self._served.ahead(here)
        last = min(whole.last, wanted.last, *(first - DAY for first in ahead))
        if whole.last < self._began.first:
            why, whole = "before", self._began
        elif self._touched(whole):
            why = "neighbours"
        elif not whole.inside(wanted):
            why = "cut"
        else:
            why = "total" if whole.last < self._request.today else "unfinished"
        before = self.left_out[-1] if self.left_out else None
        if why in ("before", "unfinished") and before is not None and before.why == why:
            here = self.left_out.pop().part.first
        self.left_out.append(LeftOut(Period(here, last), why, whole))
        return last
