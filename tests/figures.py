"""Ledgers and requests to share figures, made up by hypothesis, and what comes of sharing them one after the other."""

import csv
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import strategies as st

from peerkit.columns import parts
from peerkit.tally import export, ledger
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


@st.composite
def requests(draw: st.DrawFn) -> tuple[Query, list[Change]]:
    """What is asked for, and what was changed in the counts just before."""
    first = draw(st.sampled_from((0, 0, 12)) | st.integers(0, 23))
    last = draw(st.sampled_from((11, 23)).filter(lambda month: month >= first) | st.integers(first, 23))
    changes = draw(st.lists(st.builds(Change, st.integers(0, 23), st.none() | st.integers(0, 24)), max_size=4))
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


@dataclass
class History:
    """Every file that was written, in order, and what was true when a figure was first written or corrected."""

    files: list[list[Printed]] = field(default_factory=list)
    first_timers: list[list[Printed]] = field(default_factory=list)
    truth: dict[Period, Counts] = field(default_factory=dict)
    held: set[dt.date] = field(default_factory=set)
    """Days of sessions that are in a sum: whoever reckons knows at which nobody counted."""

    @property
    def newest(self) -> dict[Period, Printed]:
        """What the last file says of each period."""
        return {each.period: each for file in self.files for each in file}


def shared_in_turn(folder: Path, rows: list[Row], sequence: list[tuple[Query, list[Change]]]) -> History:
    """Share every request, one after the other, as files below `folder`."""
    root, history = Root(folder, ""), History()
    for number, (ask, changes) in enumerate(sequence):
        for change in changes:
            rows = change.to(rows)
        write(root, rows)
        history.held |= {each.date for each in rows if each.people is not None and not each.cancelled}
        path = folder / f"{number}.csv"
        before = dict(history.newest)
        try:
            export.share(root, ask, "csv", path)
        except export.Nothing:
            continue
        file = read(path)
        history.files.append(file)
        people = folder / f"{number}-first-timers.csv"
        history.first_timers.append(read(people) if people.exists() else [])
        tally = Tally.of(rows)
        for each in file:
            if before.get(each.period) != each:
                history.truth[each.period] = tally.counts(each.period)
    return history


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
