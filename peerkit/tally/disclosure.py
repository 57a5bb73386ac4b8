"""What may leave the group: the gate, the rounding and the walk over a request. Pure: rows in, figures out.

The rule is the project's own (reference/disclosure.md 1 to 7). The rounding is NHS England's: none stays 0, 1 to 7
is not shown, all else becomes the nearest 5. The gate asks for people as well, because visits are not people.
"""

import calendar
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from peerkit.tally.counts import Counts, Tally
from peerkit.tally.periods import CALENDAR, Grain, Period, Year

FEWEST_SESSIONS, FEWEST_VISITS, FEWEST_PEOPLE = 3, 8, 3
STEP = 5


def rounded(count: int) -> int | None:
    """0 for 0, None (not shown) below 8, else the nearest 5. Raises ValueError for what is no count."""
    if not isinstance(count, int) or count < 0:
        raise ValueError(f"{count} is not a count.")
    if 0 < count < FEWEST_VISITS:
        return None
    return (count + STEP // 2) // STEP * STEP


def passes(counts: Counts) -> bool:
    """Whether a period's visits may be shown: enough sessions counted, enough visits, several people at one of them."""
    return counts.counted >= FEWEST_SESSIONS and counts.visits >= FEWEST_VISITS and counts.largest >= FEWEST_PEOPLE


@dataclass(frozen=True)
class Figure:
    """Visits of a period, as they are shared. `visits` is 0, rounded, or None: not shown.

    At `uncounted` of the sessions held nobody counted: `visits` are those of the others. Like held and cancelled it is
    exact, for it counts no people.
    """

    period: Period
    held: int
    cancelled: int
    visits: int | None
    corrected: bool = False
    uncounted: int = 0

    @property
    def counted(self) -> int:
        """At how many of the sessions held somebody counted."""
        return self.held - self.uncounted

    @property
    def status(self) -> str:
        """What the column `visits_status` says."""
        if self.visits is None:
            return "not shown"
        return "corrected" if self.corrected else "rounded" if self.visits else "none held"


@dataclass(frozen=True)
class FirstTimers:
    """People who came for the first time in a year, rounded. None only when a shared figure was taken back."""

    period: Period
    people: int | None
    corrected: bool = False


@dataclass(frozen=True)
class Shared:
    """Everything that was ever shared: no two periods of a kind have a day in common."""

    visits: tuple[Figure, ...] = ()
    first_timers: tuple[FirstTimers, ...] = ()


@dataclass(frozen=True)
class ReleaseRequest:
    """What somebody wants to share, on the day `today`. Only what is over on that day can be."""

    wanted: Period
    by: Grain
    today: dt.date
    year: Year = CALENDAR
    correct: bool = False


@dataclass(frozen=True)
class LeftOut:
    """Days that were wanted and are in no figure, and why; `whole` is the period that they are part of.

    Where they lie before anything was counted it is the month in which counting began: that nobody counted does not
    mean that no session was held.
    """

    part: Period
    why: str
    whole: Period


@dataclass(frozen=True)
class Release:
    """What goes into a file, what is said about it, and the record as it will be.

    `changed` are shared figures that would be others today: as they were shared, and as they would be.
    `why_no_first_timers` is empty where there are some, and where the group does not count them.
    """

    figures: tuple[Figure, ...]
    first_timers: tuple[FirstTimers, ...]
    left_out: tuple[LeftOut, ...]
    changed: tuple[tuple[Figure, Figure] | tuple[FirstTimers, FirstTimers], ...]
    why_no_first_timers: str
    record: Shared

    @property
    def visits(self) -> int:
        """The printed figures added up: no total comes from the counts themselves."""
        return sum(figure.visits or 0 for figure in self.figures)


def release(request: ReleaseRequest, tally: Tally, shared: Shared) -> Release:
    """The figures that a request gets."""
    visits = _Walk(request, tally, shared.visits)
    visits.go()
    people = _Years(request, tally, shared.first_timers, visits.record)
    people.go()
    return Release(
        tuple(visits.figures),
        tuple(people.figures),
        tuple(visits.left_out),
        (*visits.changed, *people.changed),
        people.why_none(),
        Shared(visits.record, people.record),
    )


class _Walk:
    """Visits: one pass over the days of a request, from left to right."""

    def __init__(self, request: ReleaseRequest, tally: Tally, before: Sequence[Figure]) -> None:
        self._request, self._tally = request, tally
        self._began = request.year.containing(tally.earliest or request.today, "month")
        self._before = before
        self._added: list[Figure] = []
        self.figures: list[Figure] = []
        self.left_out: list[LeftOut] = []
        self.changed: list[tuple[Figure, Figure]] = []

    @property
    def record(self) -> tuple[Figure, ...]:
        """What was shared before, as corrected, and what is shared now."""
        printed = {figure.period: figure for figure in self.figures}
        kept = (printed.get(figure.period, figure) for figure in self._before)
        return tuple(sorted((*kept, *self._added), key=lambda figure: figure.period))

    def go(self) -> None:
        """Walk."""
        here = self._request.wanted.first
        while here <= self._request.wanted.last:
            shared = next((each for each in self._before if each.period.first <= here <= each.period.last), None)
            last = self._again(shared) if shared else self._first_time(here)
            here = last + dt.timedelta(days=1)

    def _again(self, figure: Figure) -> dt.date:
        """A day that was shared: the same figure once more, if it is wanted whole."""
        period, wanted = figure.period, self._request.wanted
        if not period.inside(wanted):
            part = Period(max(period.first, wanted.first), min(period.last, wanted.last))
            self.left_out.append(LeftOut(part, "shared", period))
            return period.last
        now = self._figure(period)
        if now is not None and now != replace(figure, corrected=False):
            self.changed.append((figure, now))
            if self._request.correct:
                figure = replace(now, corrected=True)
        self.figures.append(figure)
        return period.last

    def _first_time(self, here: dt.date) -> dt.date:
        """Days of which nothing was shared: the smallest period that may be shown, else one that is not."""
        by = self._request.by
        whole = self._request.year.containing(here, by)
        if whole.last < self._began.first:
            return self._leave_out(here, whole)
        for grain, period in self._request.year.starting(here, by):
            figure = self._figure(period) if self._free(period) else None
            if figure and (figure.visits or (figure.held == 0 and grain == by)):
                self._added.append(figure)
                self.figures.append(figure)
                return period.last
        figure = self._figure(whole) if whole.first == here and self._free(whole) else None
        if figure is None:
            return self._leave_out(here, whole)
        if figure.counted >= FEWEST_SESSIONS:  # "not shown" has told that they were few
            self._added.append(figure)
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
        if counts is None:
            return None
        shown = counts.held == 0 or passes(counts)
        visits = rounded(counts.visits) if shown else None
        return Figure(period, counts.held, counts.cancelled, visits, uncounted=counts.uncounted)

    def _leave_out(self, here: dt.date, whole: Period) -> dt.date:
        """Days that no wanted period can hold, to the end of theirs, of the request, or to the next that was shared."""
        wanted = self._request.wanted
        ahead = (each.period.first for each in self._before if each.period.first > here)
        last = min(whole.last, wanted.last, *(first - dt.timedelta(days=1) for first in ahead))
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
                people = self._people(year)
                if people is not None:
                    self.figures.append(FirstTimers(year, people))
        self.figures.sort(key=lambda figure: figure.period)

    def _again(self, figure: FirstTimers) -> None:
        now = FirstTimers(figure.period, self._people(figure.period))
        if now != replace(figure, corrected=False):
            self.changed.append((figure, now))
            if self._request.correct:
                figure = replace(now, corrected=True)
        self.figures.append(figure)

    def _years(self) -> Iterator[Period]:
        """The group's years that are wanted whole and are over."""
        wanted = self._request.wanted
        for year in self._request.year.between(wanted.first, wanted.last, "year"):
            if year.inside(wanted) and year.last < self._request.today:
                yield year

    def _people(self, year: Period) -> int | None:
        """The figure of a year; None where they, or everybody else, are too few or were not always counted.

        "Everybody else" is taken from the printed visits at their lowest, so that the figure says nothing about
        visits that they don't say already: beside a quarter not shown it would.
        """
        counts = self._tally.counts(year) or Counts()
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
            begins = calendar.month_name[self._request.year.starts]
            yours = f"your group's begin in {begins} (year_starts in peerkit.toml)"
            return f"they are shared for whole years only, and {yours}"
        if any(year.first_timers >= FEWEST_VISITS and year.first_timers_at < year.held for year in years):
            return "they were not counted at every session"
        return "too few to share"
