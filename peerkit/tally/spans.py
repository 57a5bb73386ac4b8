"""Counts by session, month, quarter or year, to be looked at: exact, and for the group's own eyes only."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from operator import attrgetter

from peerkit.tally import quarters
from peerkit.tally.counts import Counts, added_up, by_month
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
        rows = (row for row in rows if wanted.holds(row.date))
    old = [total for total in totals if total.days.inside(wanted)]
    summed = max((total.last for total in old), default=None)
    if by == "session":
        there = sorted(rows, key=attrgetter("key"))
        spans = tuple(added_up([row]).on(Period(row.date, row.date)) for row in there)
        return Looked(spans, tuple(row.session for row in there), summed)
    year = Year(year_starts)
    months = [(dt.date(*month, 1), counts) for month, counts in by_month(rows).items()]
    totals_too = [] if by == "month" else [(total.first, Counts.of(total)) for total in old]
    found: defaultdict[Period, Counts] = defaultdict(Counts)
    for first, counts in [*months, *totals_too]:
        found[year.containing(first, by)] += counts
    spans = tuple(found[span].on(span) for span in year.between(min(found).first, max(found).last, by)) if found else ()
    return Looked(spans, summed=summed if by == "month" else None)
