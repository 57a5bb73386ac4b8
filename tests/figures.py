"""Ledgers and requests to share figures, made up by hypothesis, and what comes of sharing them one after the other."""

import csv
import datetime as dt
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from unittest.mock import patch

from hypothesis import strategies as st

from peerkit.columns import FIRST_TIMERS, parts
from peerkit.tally import export, inherited, ledger
from peerkit.tally.counts import Counts, Tally
from peerkit.tally.ledger import Row
from peerkit.tally.periods import GRAINS, Grain, Period, Year
from peerkit.tally.query import Query
from peerkit.workspace.root import Root

TODAY = dt.date(2026, 11, 24)
BEGAN = 2025
"""The ledgers are of 2025 and 2026; what lies ahead of TODAY in them is not written, because it would be refused."""


def row(day: str, people: int | None, **more) -> Row:
    """A session of the weekly circle; without people it was cancelled."""
    return Row(dt.date.fromisoformat(day), "weekly-circle", "in person", people, parts(**more), people is None)


def month_of(year: int, month: int, *people: int | None, **more) -> list[Row]:
    """Sessions five days apart."""
    return [row(f"{year}-{month:02}-{1 + 5 * at:02}", each, **more) for at, each in enumerate(people)]


def weekly(first: str, people: Iterable[int | None], **more) -> list[Row]:
    """A session every seven days."""
    day = dt.date.fromisoformat(first)
    return [row((day + dt.timedelta(weeks=at)).isoformat(), each, **more) for at, each in enumerate(people)]


def period(first: str, last: str) -> Period:
    """From the first day of one month, `2026-04`, to the last of another."""
    return Period(
        dt.date.fromisoformat(f"{first}-01"), Year().containing(dt.date.fromisoformat(f"{last}-01"), "month").last
    )


def asked(first: str = "", last: str = "", by: Grain = "quarter", today: dt.date = TODAY, **more) -> Query:
    """A request for whole months."""
    return Query(
        by,
        today,
        first=period(first, first).first if first else None,
        last=period(last, last).last if last else None,
        **more,
    )


def write(root: Root, rows: Iterable[Row]) -> None:
    """The counts as a ledger on the disk."""
    root.sessions.mkdir(parents=True, exist_ok=True)
    there = sorted(each for each in rows if each.date <= TODAY)
    with patch("os.fsync"):  # no disk has to keep this
        ledger.write(root.ledger, there, there)


@st.composite
def ledgers(draw: st.DrawFn) -> list[Row]:
    """Two years of 0 to 5 sessions a month of 0 to 24 people; first-timers counted always, sometimes or never.

    A session without people was cancelled, or in some ledgers nobody counted.
    """
    most = draw(st.sampled_from((2, 4, 7, 24)))
    count = st.none() | st.integers(0, most) | st.integers(0, most)
    counts_new = draw(st.sampled_from(("always", "never", "sometimes")))
    counted = draw(st.sampled_from((True, True, False)))
    rows: list[Row] = []
    for at in range(24):
        people = draw(st.lists(count, max_size=5))
        for each in month_of(BEGAN + at // 12, at % 12 + 1, *people):
            new = None
            if each.people is not None and counts_new != "never":
                new = draw(st.integers(0, min(each.people, 3)))
                new = None if counts_new == "sometimes" and draw(st.booleans()) else new
            nobody_counted = each.cancelled and not counted and draw(st.booleans())
            rows.append(each.changed(first_timers=new, cancelled=each.cancelled and not nobody_counted))
    return rows


@dataclass(frozen=True)
class Change:
    """One session is counted again (None: cancelled after all), whether or not there was one."""

    at: int
    people: int | None

    def to(self, rows: list[Row]) -> list[Row]:
        day = dt.date(BEGAN + self.at // 12, self.at % 12 + 1, 1)
        kept = [each for each in rows if each.date != day]
        return [*kept, row(day.isoformat(), self.people, first_timers=None if self.people is None else 0)]

    def moved(self, rows: list[Row]) -> tuple[dt.date, dt.date] | None:
        """From which day to which a session moves: none does."""


@dataclass(frozen=True)
class Move(Change):
    """The session on the first of one month was on the 28th of another, where that day is free."""

    def moved(self, rows: list[Row]) -> tuple[dt.date, dt.date] | None:
        """From which day to which a session moves."""
        to = (self.people or 0) % 24
        here, there = (dt.date(BEGAN + at // 12, at % 12 + 1, day) for at, day in ((self.at, 1), (to, 28)))
        days = {each.date for each in rows}
        return (here, there) if here in days and there not in days else None

    def to(self, rows: list[Row]) -> list[Row]:
        if (days := self.moved(rows)) is None:
            return rows
        return [each._replace(date=days[1]) if each.date == days[0] else each for each in rows]


@st.composite
def requests(draw: st.DrawFn) -> tuple[Query, list[Change]]:
    """What is asked for, and what was changed in the counts just before."""
    first = draw(st.sampled_from((0, 0, 12)) | st.integers(0, 23))
    last = draw(st.sampled_from((11, 23)).filter(lambda month: month >= first) | st.integers(first, 23))
    kind = st.sampled_from((Change, Change, Move))
    changes = draw(
        st.lists(st.builds(lambda k, *a: k(*a), kind, st.integers(0, 23), st.none() | st.integers(0, 24)), max_size=4)
    )
    begin, end = (f"{BEGAN + at // 12}-{at % 12 + 1:02}" for at in (first, last))
    starts = draw(st.sampled_from((1, 1, 1, 4, 9)))
    finest = draw(st.none() | st.sampled_from(("month", "month", "quarter")))
    ask = asked(
        begin, end, draw(st.sampled_from(GRAINS)), year=Year(starts), correct=draw(st.booleans()), finest=finest
    )
    return ask, changes


sequences = st.lists(requests(), min_size=2, max_size=6)


@dataclass(frozen=True)
class Printed:
    """One row of a file that was written. `held` are sessions at which somebody counted: no visits are of others."""

    period: Period
    held: int
    cancelled: int
    visits: int | None
    status: str

    @property
    def says_something(self) -> bool:
        """A figure, or that they were few: everything but "not shown" for one session or two."""
        return self.visits is not None or self.held >= 3


Session = tuple[int, int, int]
"""A session as it was counted once: its number, how many came, and how many for the first time (-1: not counted).

A number that is put right is another unknown; a session that is moved to another day is the same one.
"""


@dataclass(frozen=True)
class Said:
    """The sum over some sessions lies between two numbers. `new` speaks of the first-timers among them."""

    days: frozenset[Hashable]
    low: int
    high: int
    new: bool = False


@dataclass
class History:
    """Every file that was written, in order, and what was true when a figure was first written or corrected.

    `said` is everything that any file said first or anew, of the sessions that were then counted; `quiet` are those of
    rows that say nothing, and `sums` those of each figure and of the total of each file.
    """

    files: list[list[Printed]] = field(default_factory=list)
    first_timers: list[list[Printed]] = field(default_factory=list)
    truth: dict[Period, Counts] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    quiet: list[frozenset[Session]] = field(default_factory=list)
    sums: set[frozenset[Session]] = field(default_factory=set)
    figures: dict[Period, frozenset[Session]] = field(default_factory=dict)
    """The sessions of the newest figure of each period, where visits are shown."""

    @property
    def newest(self) -> dict[Period, Printed]:
        """What the last file says of each period."""
        return {each.period: each for file in self.files for each in file}

    def add(self, file: list[Printed], people: list[Printed], counted: dict[dt.date, Session]) -> None:
        """Take note of a file that was written when these sessions were counted."""
        before, first_timers = self.newest, {each.period: each for each in chain(*self.first_timers)}
        self.files.append(file)
        self.first_timers.append(people)
        for each in file:
            if before.get(each.period) != each:
                self._say(each, within(counted, each), again=each.period in before)
        for each in people:
            if first_timers.get(each.period) != each and each.visits:
                self.said.append(Said(within(counted, each), max(8, each.visits - 2), each.visits + 2, new=True))
        shown = [self.figures[each.period] for each in file if each.period in self.figures]
        self.sums.add(frozenset().union(*shown))

    def _say(self, each: Printed, sessions: frozenset[Session], *, again: bool) -> None:
        self.figures.pop(each.period, None)
        if each.visits is None and (again or each.held < 3):  # taken back for one reason or another
            self.quiet.append(sessions)
        elif each.visits is None:
            self.said.append(Said(sessions, 0, max(7, 2 * each.held)))
        else:
            self.said.append(
                Said(sessions, max(8, each.visits - 2) if each.visits else 0, each.visits and each.visits + 2)
            )
            if each.visits:
                self.figures[each.period] = sessions
                self.sums.add(sessions)


def within(counted: Mapping[dt.date, Session], each: Printed) -> frozenset[Session]:
    """The sessions of a row."""
    return frozenset(those for day, those in counted.items() if each.period.first <= day <= each.period.last)


class Numbered:
    """Which session is which, as days and numbers are put right."""

    def __init__(self) -> None:
        self._numbers: dict[dt.date, int] = {}
        self._next = 0

    def move(self, days: tuple[dt.date, dt.date] | None) -> None:
        """A session was on another day."""
        if days is not None and days[0] in self._numbers:
            self._numbers[days[1]] = self._numbers.pop(days[0])

    def counted(self, rows: Iterable[Row]) -> dict[dt.date, Session]:
        """Every session that somebody counted."""
        found = {}
        for each in rows:
            if each.people is not None and not each.cancelled and each.date <= TODAY:
                if each.date not in self._numbers:
                    self._numbers[each.date] = self._next = self._next + 1
                new = each.parts[FIRST_TIMERS]
                found[each.date] = self._numbers[each.date], each.people, -1 if new is None else new
        return found


def shared_in_turn(
    folder: Path, rows: list[Row], sequence: list[tuple[Query, list[Change]]], *, handed_on: bool = False
) -> History:
    """Share every request, one after the other, as files below `folder`.

    `handed_on`, each is shared by somebody else, who has imported what there is from the one before.
    """
    root, history, numbered = Root(folder, ""), History(), Numbered()
    for number, (ask, changes) in enumerate(sequence):
        if handed_on:
            before, root = root, Root(folder / f"group-{number}", "")
            if number:
                hand_on(before, root)
        for change in changes:
            numbered.move(change.moved(rows))
            rows = change.to(rows)
        write(root, rows)
        path = folder / f"{number}.csv"
        before = dict(history.newest)
        counted = numbered.counted(rows)
        try:
            with patch("os.fsync"):  # no disk has to keep this
                export.share(root, ask, "csv", path)
        except export.Nothing:
            continue
        file, people = read(path), folder / f"{number}-first-timers.csv"
        history.add(file, read(people) if people.exists() else [], counted)
        tally = Tally.of(rows)
        for each in file:
            if before.get(each.period) != each:
                history.truth[each.period] = tally.counts(each.period)
    return history


def hand_on(before: Root, after: Root) -> None:
    """Import the counts of one folder into another that has none."""
    rows = ledger.read(before)
    record, taken = inherited.look(after, [before.ledger], rows)
    inherited.take(after, record, taken)
    write(after, rows)


def read(path: Path) -> list[Printed]:
    """A file of figures, as whoever got it reads it."""
    with path.open(newline="", encoding="utf-8") as file:
        return [
            Printed(
                Period(dt.date.fromisoformat(line["from"]), dt.date.fromisoformat(line["to"])),
                int(line.get("held", 0)) - int(line.get("uncounted") or 0),
                int(line.get("cancelled", 0)),
                int(number) if (number := line.get("visits", line.get("first_timers"))) else None,
                line.get("visits_status", "") or line.get("first_timers_status", ""),
            )
            for line in csv.DictReader(file)
        ]
