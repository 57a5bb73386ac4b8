"""What may leave the group: the gate, the rounding and the walk over a request. Pure: rows in, figures out.

The rule is the project's own (reference/disclosure.md 1 to 7). The rounding is NHS England's: none stays 0, 1 to 7
is not shown, all else becomes the nearest 5. The gate asks for people as well, because visits are not people.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from peerkit.tally.counts import Counts, Tally
from peerkit.tally.periods import Period
from peerkit.tally.serving import ReleaseRequest, Served, chosen, remaining

FEWEST_SESSIONS, FEWEST_VISITS, FEWEST_PEOPLE = 3, 8, 3
STEP = 5
_DAY = dt.timedelta(days=1)


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
    """Everything that was ever shared: no two periods of a kind have a day in common.

    `marks` are random letters for each month that was in a file, so that whoever adds up figures of many groups adds
    none of them twice.
    """

    visits: tuple[Figure, ...] = ()
    first_timers: tuple[FirstTimers, ...] = ()
    marks: Mapping[tuple[int, int], str] = field(default_factory=dict)


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

    `changed` are shared figures that would be others today: as they were shared, and as they would be. `frozen` are
    periods whose visits are shared for the first time, and `remaining` what is left beside them of the group's own.
    `why_no_first_timers` is empty where there are some, and where the group does not count them.
    """

    figures: tuple[Figure, ...]
    first_timers: tuple[FirstTimers, ...]
    left_out: tuple[LeftOut, ...]
    changed: tuple[tuple[Figure, Figure] | tuple[FirstTimers, FirstTimers], ...]
    why_no_first_timers: str
    record: Shared
    frozen: tuple[Period, ...] = ()
    remaining: tuple[Period, ...] = ()

    @property
    def visits(self) -> int:
        """The printed figures added up: no total comes from the counts themselves."""
        return sum(figure.visits or 0 for figure in self.figures)


class Walk:
    """Visits: one pass over the days of a request, from left to right."""

    def __init__(self, request: ReleaseRequest, tally: Tally, before: Sequence[Figure]) -> None:
        self._request, self._tally = request, tally
        self._began = request.year.containing(tally.earliest or request.today, "month")
        self._before = before
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
            shared = next((each for each in self._before if each.period.first <= here <= each.period.last), None)
            last = self._again(shared) if shared else self._first_time(here)
            here = last + _DAY

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
        whole = self._served.whole(here)
        if self._served.chosen is not None and whole not in self._served.chosen and here < self._began.first:
            whole = Period(whole.first, min(whole.last, self._began.first - _DAY))
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
        if counts is None:
            return None
        shown = counts.held == 0 or passes(counts)
        visits = rounded(counts.visits) if shown else None
        return Figure(period, counts.held, counts.cancelled, visits, uncounted=counts.uncounted)

    def _leave_out(self, here: dt.date, whole: Period) -> dt.date:
        """Days that no wanted period can hold, to the end of theirs, of the request, or to the next that was shared."""
        wanted = self._request.wanted
        ahead = [each.period.first for each in self._before if each.period.first > here] + self._served.ahead(here)
        last = min(whole.last, wanted.last, *(first - _DAY for first in ahead))
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
