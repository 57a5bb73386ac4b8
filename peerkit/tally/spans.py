"""Counts by session, month, quarter or year, to be looked at: exact, and for the group's own eyes only."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from peerkit.tally import quarters
from peerkit.tally.counts import by_month
from peerkit.tally.periods import By, Period, Year
from peerkit.tally.quarters import Quarter
from peerkit.workspace.root import Root

EVER = Period(dt.date.min, dt.date.max)


@dataclass(frozen=True)
class Looked:
    """Totals of one span after the other, the oldest first; with `by` session, one for each session.

    `names` are then their sessions' names. `summed` says up to which day there are only quarter totals, where those
    are left out because a month or a session cannot be seen in them.
    """

    spans: tuple[Quarter, ...]
    names: tuple[str, ...] = ()
    summed: dt.date | None = None


def look(root: Root, by: By, year_starts: int = 1, wanted: Period = EVER) -> Looked:
    """What was counted on the days `wanted`, in memory that doesn't grow with the rows but for `by` session.

    Spans in which nothing was counted are there too, between those that have something. Raises as `each` does.
    """
    totals = quarters.read(root)
    rows = quarters.rows_besides(root, totals)
    if wanted != EVER:
        rows = (row for row in rows if wanted.first <= row.date <= wanted.last)
    old = [total for total in totals if total.days.inside(wanted)]
    summed = max((total.last for total in old), default=None)
    if by == "session":
        there = sorted(rows, key=attrgetter("key"))
        spans = tuple(Quarter(row.date, row.date).with_row(row) for row in there)
        return Looked(spans, tuple(row.session for row in there), summed)
    year = Year(year_starts)
    months = [counts.on(year.containing(dt.date(*month, 1), "month")) for month, counts in by_month(rows).items()]
    found: dict[Period, Quarter] = {}
    for part in [*months, *([] if by == "month" else old)]:
        span = year.containing(part.first, by)
        found[span] = found.get(span, Quarter(span.first, span.last)) + part
    filled = _without_gaps(found, year, by) if found else ()
    return Looked(tuple(filled), summed=summed if by == "month" else None)


def _without_gaps(
    found: dict[Period, Quarter], year: Year, by: Literal["month", "quarter", "year"]
) -> Iterator[Quarter]:
    span, last = min(found), max(found)
    while span < last:
        yield found.get(span, Quarter(span.first, span.last))
        span = year.containing(span.last + dt.timedelta(1), by)
    yield found[last]
