"""What a group can show a funder: figures that it has shared, and what it says about itself. Pure.

Everything here is made from printed figures alone, so nothing in it helps to work out anything more
(reference/disclosure.md, rule 4).
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Self

from peerkit.messages import _, ngettext
from peerkit.tally.disclosure import Figure, FirstTimers
from peerkit.tally.periods import DAY, Grain, Period, Year, joined, named, uncovered
from peerkit.wording.grammar import listed
from peerkit.words import USUAL, Words

NO_RECORD = "We do not record who comes, so we cannot say how many different people came."
TEN_TIMES = "Someone who comes ten times makes ten visits."


@dataclass(frozen=True)
class Statement:
    """What a group writes about itself as a whole, and nothing about any one person.

    These are the questions of the DEI Data Standard, which asks about the group and never for a record of each
    person: what it is, which experience people in it share, and who runs it (domain notes, D2). What at least three
    in four share is said by those who run it, of the group and of themselves.
    """

    about: tuple[str, ...] = ()
    experience: str = ""
    run_by: str = ""
    most_share: str = ""
    most_who_run_it: str = ""
    cost: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Everything that was written, as it may be read out."""
        asked = (
            (_("What it costs to come"), self.cost),
            (_("What we have in common"), self.experience),
            (_("Who runs the group"), self.run_by),
            (_("What at least three in four of us share, as those who run the group see it"), self.most_share),
            (_("What at least three in four of those who run it say of themselves"), self.most_who_run_it),
        )
        said = (_("{question}: {answer}", question=question, answer=answer) for question, answer in asked if answer)
        return *self.about, *said


@dataclass(frozen=True)
class Kinds:
    """How many of the sessions held were in person, online and so on, and of each way of meeting, by its name.

    Exact, like all numbers of sessions: they count no people.
    """

    formats: tuple[tuple[str, int], ...]
    ways: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class GroupVoice:
    """What the group says came of it: lines that were heard at one meeting and adopted at another, last on a day."""

    lines: tuple[str, ...]
    adopted: dt.date


@dataclass(frozen=True)
class Evidence:
    """Shared figures in the order of their periods, no two with a day in common, and the group's own words.

    `few` are periods that are over and in no figure, because they had too few sessions: the record keeps none of those.
    `before` are shared figures of just the same months a year earlier, none where not all of them were shared.
    `kinds` is None where it is not known. `money` and `hours` are what the group typed of them.

    Raises ValueError where there is no figure, or two are not in that order.
    """

    figures: tuple[Figure, ...]
    group: str = ""
    statement: Statement = Statement()
    words: Words = field(default_factory=Words)
    few: tuple[Period, ...] = ()
    first_timers: tuple[FirstTimers, ...] = ()
    before: tuple[Figure, ...] = ()
    first_timers_before: tuple[FirstTimers, ...] = ()
    kinds: Kinds | None = None
    money: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    voice: GroupVoice | None = None

    def __post_init__(self) -> None:
        if not self.figures:
            raise ValueError("Evidence needs a figure.")
        periods = [figure.period for figure in self.figures]
        if any(later.first <= earlier.last for earlier, later in pairwise(periods)):
            raise ValueError("Each figure begins after the one before it has ended.")

    @property
    def period(self) -> Period:
        """From the first day of the first figure to the last day of the last."""
        return Period(self.figures[0].period.first, self.figures[-1].period.last)

    @property
    def held(self) -> int:
        """Sessions that took place: exact."""
        return sum(figure.held for figure in self.figures)

    @property
    def cancelled(self) -> int:
        """Sessions that did not take place: exact."""
        return sum(figure.cancelled for figure in self.figures)

    @property
    def uncounted(self) -> int:
        """At how many of the sessions held nobody counted: exact, and in no figure of visits."""
        return sum(figure.uncounted for figure in self.figures)

    @property
    def visits(self) -> int | None:
        """The printed figures added up; None where not one is shown."""
        shown = [figure.visits for figure in self.figures if figure.visits is not None]
        return sum(shown) if shown else None

    @property
    def each_time(self) -> int | None:
        """About how many people each session: printed visits over sessions counted, where visits are shown."""
        return about_each_time(self.figures)

    @property
    def newcomers(self) -> int | None:
        """People who came for the first time, as they were shared: each is one person. None where none were shared."""
        shown = [each.people for each in self.first_timers if each.people is not None]
        return sum(shown) if shown else None

    @property
    def year_before(self) -> Self | None:
        """The same of the year before, None where it was not shared."""
        return replace(self, figures=self.before, first_timers=self.first_timers_before) if self.before else None

    @property
    def even(self) -> bool:
        """Whether all figures are of as many months, so that one may stand beside the other."""
        return len({figure.period.length for figure in self.figures}) == 1

    @property
    def not_shown(self) -> tuple[Period, ...]:
        """Periods whose visits stay within the group."""
        return tuple(figure.period for figure in self.figures if figure.visits is None)

    @property
    def corrected(self) -> tuple[Period, ...]:
        """Periods whose figure was put right after it had been shared."""
        return tuple(figure.period for figure in self.figures if figure.corrected and figure.visits is not None)

    @property
    def missing(self) -> tuple[Period, ...]:
        """Days between the first and the last that no figure is about."""
        return uncovered(self.period, (figure.period for figure in self.figures))

    @property
    def covered(self) -> tuple[Period, ...]:
        """The days that the figures are about: neighbours as one period."""
        return joined(figure.period for figure in self.figures)

    @property
    def unexplained(self) -> tuple[Period, ...]:
        """Days between the first and the last that no figure is about, besides those with too few sessions."""
        return uncovered(self.period, sorted((*self.few, *(figure.period for figure in self.figures))))


def about_each_time(figures: Iterable[Figure]) -> int | None:
    """Printed visits over sessions counted, to the nearest whole number; None where no visits are shown."""
    shown = [(figure.visits, figure.counted) for figure in figures if figure.visits]
    visits, held = sum(each[0] for each in shown), sum(each[1] for each in shown)
    return (2 * visits + held) // (2 * held) if held else None


def added_up(figures: Iterable[Figure], by: Grain, year: Year) -> tuple[Figure, ...]:
    """Neighbours that lie in the same month, quarter, half or year become one figure: the sum of what was printed.

    A figure that is not shown, or longer than `by`, stays as it is.
    """
    rows: list[Figure] = []
    for figure in figures:
        if rows and _one(rows[-1], figure, by, year):
            last = rows.pop()
            period = Period(last.period.first, figure.period.last)
            held, cancelled = last.held + figure.held, last.cancelled + figure.cancelled
            visits = (last.visits or 0) + (figure.visits or 0)
            uncounted = last.uncounted + figure.uncounted
            figure = Figure(period, held, cancelled, visits, last.corrected or figure.corrected, uncounted)
        rows.append(figure)
    return tuple(rows)


def _one(figure: Figure, after: Figure, by: Grain, year: Year) -> bool:
    shown = figure.visits is not None and after.visits is not None
    neighbours = figure.period.last + DAY == after.period.first
    return shown and neighbours and after.period.inside(year.containing(figure.period.first, by))


def a_year_before(figures: Iterable[Figure], shared: Iterable[Figure]) -> tuple[Figure, ...]:
    """Of figures that were shared, those of just the same months a year earlier; none where some are missing."""
    months = {(year - 1, month) for figure in figures for year, month in figure.period.months}
    found = tuple(figure for figure in shared if months.issuperset(figure.period.months))
    return found if {month for figure in found for month in figure.period.months} == months else ()


def held_said(evidence: Evidence) -> str:
    """How many sessions took place, and how many did not."""
    words = evidence.words
    held = f"{evidence.held or 'no'} {words.session if evidence.held == 1 else words.sessions}"
    more = f"{evidence.cancelled} more {'was' if evidence.cancelled == 1 else 'were'}"
    when = listed(map(_when, evidence.covered))
    return f"{when[:1].upper()}{when[1:]} we held {held}, and {more if evidence.cancelled else 'none was'} cancelled."


def _when(period: Period) -> str:
    name = named(period)
    return f"from {name}" if " to " in name else f"in {name}"


def visits_said(evidence: Evidence) -> Iterator[str]:
    """How many visits, and about how many people each session."""
    if evidence.visits is None:
        return
    yield f"There were {f'about {evidence.visits:,}' if evidence.visits else 'no'} visits."
    if evidence.each_time is not None:
        people = "person" if evidence.each_time == 1 else "people"
        yield f"That is about {evidence.each_time} {people} each {evidence.words.session}."


def nobody_counted(number: int, words: Words = USUAL) -> str:
    """What must be known of sessions at which nobody counted."""
    return ngettext(
        "At {n} of the {sessions} held nobody counted: nobody who came to it is in the visits.",
        "At {n} of the {sessions} held nobody counted: nobody who came to them is in the visits.",
        number,
        sessions=words.sessions,
    )


def remarks(evidence: Evidence) -> Iterator[str]:
    """What must be known beside the figures: what is not shown, not there, or was put right."""
    if evidence.uncounted:
        yield nobody_counted(evidence.uncounted, evidence.words)
    taken_back = tuple(each.period for each in evidence.figures if each.visits is None and each.corrected)
    counted = ", and they are counted in no total" if evidence.visits is not None else ""
    if taken_back:
        yield f"Visits in {_list(taken_back)} were taken back after they were first shared{counted}."
    if few := tuple(period for period in evidence.not_shown if period not in taken_back):
        yield (
            f"Visits in {_list(few)} are not shown{counted}: they were too few to be safe to share. "
            '"Not shown" does not mean none.'
        )
    if evidence.few:
        are = "is" if len(evidence.few) == 1 else "are"
        yield f"{_list(evidence.few)} {are} not in these numbers: too few {evidence.words.sessions} to show visits."
    if evidence.unexplained:
        yield f"These figures say nothing about {_list(evidence.unexplained)}."
    if evidence.corrected:
        yield f"The figures for {_list(evidence.corrected)} were put right after they were first shared."


def _list(periods: tuple[Period, ...]) -> str:
    return listed(map(named, periods))


def covered_said(evidence: Evidence) -> str:
    """Which days the figures are about: `April to June 2026 and October to December 2026`."""
    return _list(evidence.covered)
