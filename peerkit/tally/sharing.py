"""The figures that a request gets: visits by the walk of `disclosure`, first-timers by whole years. Pure."""

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import replace

from peerkit.tally.counts import Counts, Tally
from peerkit.tally.disclosure import (
    FEWEST_VISITS,
    STEP,
    Figure,
    FirstTimers,
    Release,
    Shared,
    rounded,
)
from peerkit.tally.periods import Period
from peerkit.tally.serving import ReleaseRequest
from peerkit.tally.walk import Walk


def release(request: ReleaseRequest, tally: Tally, shared: Shared) -> Release:
    """The figures that a request gets."""
    visits = Walk(request, tally, shared)
    visits.go()
    people = _Years(request, tally, shared.first_timers, visits.record)
    people.go()
    frozen = tuple(figure.period for figure in visits.added)
    return Release(
        tuple(visits.figures),
        tuple(people.figures),
        tuple(visits.left_out),
        (*visits.changed, *people.changed),
        people.why_none(),
        replace(shared, visits=visits.record, first_timers=people.record, departed=visits.departed),
        frozen,
        visits.remaining(),
    )


class _Years:
    """First-timers, by whole years. `visits` is what was shared of visits, this release included."""

    def __init__(
        self,
        request: ReleaseRequest,
        tally: Tally,
        before: Sequence[FirstTimers],
        visits: Sequence[Figure],
    ) -> None:
        self._request, self._tally, self._before, self._visits = request, tally, before, visits
        self.figures: list[FirstTimers] = []
        self.changed: list[tuple[FirstTimers, FirstTimers]] = []

    @property
    def record(self) -> tuple[FirstTimers, ...]:
        """What was shared before, as corrected, and what is shared now."""
        periods = {each.period: each for each in (*self._before, *self.figures)}
        return tuple(periods[period] for period in sorted(periods))

    def go(self) -> None:
        """Take what was shared again, then every other year that may be shared."""
        for figure in self._before:
            if figure.period.inside(self._request.wanted):
                self._again(figure)
        for year in self._years():
            if not any(year.touches(figure.period) for figure in self._before):
                now = self._figure(year)
                if now is not None and now.people is not None:
                    self.figures.append(now)
        self.figures.sort(key=lambda figure: figure.period)

    def _again(self, figure: FirstTimers) -> None:
        now = self._figure(figure.period)
        taken_back = figure.corrected and figure.people is None
        if now is not None and not taken_back and now != replace(figure, corrected=False):
            self.changed.append((figure, now))
            if self._request.correct:
                right = self._may_be_right(figure, now)
                figure = replace(now, people=now.people if right else None, corrected=True)
        self.figures.append(figure)

    def _may_be_right(self, figure: FirstTimers, now: FirstTimers) -> bool:
        """Whether the right number tells nothing of a session: the same are counted, and no visits were put right."""
        same = None in (figure.days, now.days) or figure.days == now.days
        return same and not any(each.corrected and each.period.touches(figure.period) for each in self._visits)

    def _figure(self, year: Period) -> FirstTimers | None:
        """A year as it may be shown now; None where its counts are not known apart from others."""
        counts = self._tally.counts(year)
        return None if counts is None else FirstTimers(year, self._people(year, counts), days=counts.days)

    def _years(self) -> Iterator[Period]:
        """The group's years that are wanted whole and are over."""
        wanted = self._request.wanted
        for year in self._request.years.between(wanted.first, wanted.last, "year"):
            if year.inside(wanted) and year.last < self._request.today:
                yield year

    def _people(self, year: Period, counts: Counts) -> int | None:
        """The figure of a year; None where they, or everybody else, are too few or were not always counted.

        "Everybody else" is taken from the printed visits at their lowest, so that the figure says nothing about
        visits that they don't say already: beside a quarter not shown it would.
        """
        people = rounded(counts.first_timers)
        if not people or counts.first_timers_at < counts.held:
            return None
        shown = [figure.visits for figure in self._visits if figure.visits and figure.period.inside(year)]
        surely = sum(max(FEWEST_VISITS, visits - STEP // 2) for visits in shown)
        others = min(counts.visits - counts.first_timers, surely - people - STEP // 2)
        return people if others >= FEWEST_VISITS else None

    def why_none(self) -> str:
        """Why there are no figures, as the end of a sentence; nothing where the group counts no first-timers."""
        counts = self._tally.counts(self._request.wanted) or Counts()
        if any(figure.people for figure in self.figures) or not counts.first_timers_at:
            return ""
        years = [found for year in self._years() if (found := self._tally.counts(year))]
        if counts.first_timers >= FEWEST_VISITS and not years:
            begins = calendar.month_name[self._request.years.starts]
            yours = f"your group's begin in {begins} (year_starts in peerkit.toml)"
            return f"they are shared for whole years only, and {yours}"
        if any(year.first_timers >= FEWEST_VISITS and year.first_timers_at < year.held for year in years):
            return "they were not counted at every session"
        return "too few to share"
