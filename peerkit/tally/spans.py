"""Counts by session, month, quarter or year, to be looked at: exact, and for the group's own eyes only."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from peerkit.tally import quarters
from peerkit.tally.quarters import Quarter
from peerkit.tally.row import Row
from peerkit.workspace.root import Root

By = Literal["session", "month", "quarter", "year"]
BY: tuple[By, ...] = get_args(By)
EVER = dt.date.min, dt.date.max
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Looked:
    """Totals of one span after the other, the oldest first; with `by` session, one for each session.

    `names` are then their sessions' names. `summed` says up to which day there are only quarter totals, where those
    are left out because a month or a session cannot be seen in them.
    """

    spans: tuple[Quarter, ...]
    names: tuple[str, ...] = ()
    summed: dt.date | None = None


def start_of(day: dt.date, by: By, year_starts: int) -> dt.date:
    """The first day of the month, quarter or year that holds a day."""
    months = day.year * 12 + day.month - 1
    return _first(months - (day.month - year_starts) % _MONTHS[by])


def look(root: Root, by: By, year_starts: int = 1, first: dt.date = EVER[0], last: dt.date = EVER[1]) -> Looked:
    """What was counted from `first` to `last`, in memory that doesn't grow with the rows but for `by` session.

    Spans in which nothing was counted are there too, between those that have something. Raises as `each` does.
    """
    totals = quarters.read(root)
    rows = quarters.rows_besides(root, totals)
    if (first, last) != EVER:
        rows = (row for row in rows if first <= row.date <= last)
    old = [total for total in totals if first <= total.first and total.last <= last]
    if by == "session":
        there = sorted(rows, key=lambda row: row.key)
        spans = tuple(Quarter(row.date, row.date).with_row(row) for row in there)
        return Looked(spans, tuple(row.session for row in there), _last_of(old))
    found: dict[dt.date, Quarter] = {}
    for part in [*by_month(rows), *([] if by == "month" else old)]:
        start = start_of(part.first, by, year_starts)
        found[start] = found.get(start, _span(start, by)) + part
    return Looked(tuple(_without_gaps(found, by)), summed=_last_of(old) if by == "month" else None)


def by_month(rows: Iterable[Row]) -> Iterator[Quarter]:
    """A total of every month that has a row. Written for speed: a hundred thousand rows go through it."""
    sums: dict[tuple[int, int], _Sum] = {}
    for row in rows:
        month = row.date.year, row.date.month
        total = sums.get(month) or sums.setdefault(month, _Sum())
        if row.cancelled:
            total.cancelled += 1
            continue
        people = row.people or 0
        total.held += 1
        total.visits += people
        if people > total.largest:
            total.largest = people
        if row.first_timers is None:
            total.all_recorded = False
        else:
            total.first_timers += row.first_timers
    for (year, number), total in sums.items():
        span = _span(dt.date(year, number, 1), "month")
        new = total.first_timers if total.all_recorded else None
        yield Quarter(span.first, span.last, total.held, total.cancelled, total.visits, total.largest, new)


@dataclass(slots=True)
class _Sum:
    held: int = 0
    cancelled: int = 0
    visits: int = 0
    largest: int = 0
    first_timers: int = 0
    all_recorded: bool = True


def _without_gaps(found: dict[dt.date, Quarter], by: By) -> Iterator[Quarter]:
    start = min(found, default=dt.date.max)
    while start <= max(found, default=dt.date.min):
        span = found.get(start, _span(start, by))
        yield span
        start = span.last + dt.timedelta(1)


def _span(start: dt.date, by: By) -> Quarter:
    after = _first(start.year * 12 + start.month - 1 + _MONTHS[by])
    return Quarter(start, after - dt.timedelta(1))


def _first(months: int) -> dt.date:
    return dt.date(months // 12, months % 12 + 1, 1)


def _last_of(totals: list[Quarter]) -> dt.date | None:
    return max((total.last for total in totals), default=None)
