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


def look(root: Root, by: By, year_starts: int, first: dt.date, last: dt.date) -> Looked:
    """What was counted from `first` to `last`, in memory that doesn't grow with the rows but for `by` session.

    Spans in which nothing was counted are there too, between those that have something. Raises as `each` does.
    """
    totals = quarters.read(root)
    rows = (row for row in quarters.rows_besides(root, totals) if first <= row.date <= last)
    old = [total for total in totals if first <= total.first and total.last <= last]
    if by == "session":
        there = sorted(rows, key=lambda row: row.key)
        spans = tuple(Quarter(row.date, row.date).with_row(row) for row in there)
        return Looked(spans, tuple(row.session for row in there), _last_of(old))
    found = _by_start(rows, by, year_starts)
    if by == "month":
        return Looked(tuple(_without_gaps(found, by)), summed=_last_of(old))
    for total in old:
        start = start_of(total.first, by, year_starts)
        found[start] = found.get(start, _span(start, by)) + total
    return Looked(tuple(_without_gaps(found, by)))


def _by_start(rows: Iterable[Row], by: By, year_starts: int) -> dict[dt.date, Quarter]:
    found: dict[dt.date, Quarter] = {}
    for row in rows:
        start = start_of(row.date, by, year_starts)
        found[start] = found.get(start, _span(start, by)).with_row(row)
    return found


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
