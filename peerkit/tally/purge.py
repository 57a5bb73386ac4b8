"""Counts that are older than the group keeps become quarter totals, and nothing finer is left of them."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from peerkit.errors import PeerkitError
from peerkit.tally import ledger, quarters, record, releases, table
from peerkit.tally.counts import Counts, by_period
from peerkit.tally.disclosure import Figure, FirstTimers
from peerkit.tally.periods import DAY, Period, Year
from peerkit.tally.quarters import Quarter
from peerkit.tally.reading import each
from peerkit.tally.row import Row
from peerkit.workspace import copies, files
from peerkit.workspace.glance import plans
from peerkit.workspace.root import Root

F = TypeVar("F", Figure, FirstTimers)


@dataclass(frozen=True)
class Purge:
    """What a purge does: `totals` come in the place of so many sessions, and so many replaced rows go.

    `before` is the first day that is kept session by session.
    """

    before: dt.date
    totals: tuple[Quarter, ...]
    sessions: int
    replaced: int

    @property
    def changes(self) -> bool:
        """Whether it does anything at all."""
        return bool(self.sessions or self.replaced)


def months_before(day: dt.date, months: int) -> dt.date:
    """The first day of the month that lies so many months before."""
    month = max(12, day.year * 12 + day.month - 1 - months)
    return dt.date(month // 12, month % 12 + 1, 1)


def purge(root: Root, older_than: dt.date, year_starts: int, agreed: Callable[[Purge], bool]) -> tuple[Purge, bool]:
    """Make totals of the whole quarters that ended before a day, once `agreed` has seen what would happen.

    Gives what there was to do, and whether it was done. Nothing is locked while somebody thinks: if the counts
    changed meanwhile, PeerkitError, and nothing is done.

    The totals are written first, then the counts without their rows, then the replaced rows. Cut off in between, a
    row is in both files: it counts once, because whoever adds up leaves out rows whose quarter is a total, and the
    next purge takes it away. Raises PeerkitError where a row in such a quarter came from elsewhere.
    """
    found = _look(root, older_than, year_starts)
    if not found.changes or not agreed(found):
        return found, False
    with ledger.held(root):
        if _look(root, older_than, year_starts) != found:
            raise PeerkitError("The counts changed meanwhile. Nothing was purged.", "Try again.")
        totals = [*quarters.read(root), *found.totals]
        if found.totals:
            quarters.write(root, totals)
        if found.sessions:
            stay = (row for row in ledger.in_order(root) if quarters.covering(totals, row.date) is None)
            ledger.write(root.ledger, stay, ())
            files.sweep(root.ledger)  # an unfinished write has old counts in it, too
        if found.replaced:
            ledger.write(root.replaced, _still_kept(root, found.before, totals), ())
        _forget_days(root, totals)
    return found, True


def _forget_days(root: Root, totals: Iterable[Quarter]) -> None:
    """Take out of the record of what was shared by which it is seen what sessions a figure was made of."""
    shared = releases.alone(root)

    def without(figure: F) -> F:
        return replace(figure, days=None) if any(figure.period.touches(total.days) for total in totals) else figure

    visits, people = tuple(map(without, shared.visits)), tuple(map(without, shared.first_timers))
    now = replace(shared, visits=visits, first_timers=people)
    if record.written(now) != record.written(shared):
        releases.write(root, now)


class Remnant(NamedTuple):
    """A file that still holds something of the time that was purged; `plan` says that it is a plan, and no counts."""

    path: Path
    plan: bool


def remnants(root: Root, before: dt.date) -> list[Remnant]:
    """Copies of counts with days before one, and plans of such days."""
    found = [Remnant(path, True) for stem, path in plans(root).items() if stem[:10] < before.isoformat()]
    for path, original in copies.beside(root.sessions):
        if original in (root.ledger.name, root.replaced.name):
            found += [Remnant(path, False)] if _has_older(path, before) else []
        elif original.endswith(".toml") and original[:10] < before.isoformat():
            found.append(Remnant(path, True))
    return sorted(found)


def _has_older(path: Path, before: dt.date) -> bool:
    """Whether a line begins with a day before one; where it can't be read, nobody can say that it does not."""
    try:
        with closing(files.read_lines(path, table.LARGEST_FILE)) as read:
            return any(
                re.match(r"[12][0-9]{3}-", line) and line[:10] < before.isoformat() for lines in read for line in lines
            )
    except PeerkitError:
        return True


def _look(root: Root, older_than: dt.date, year_starts: int) -> Purge:
    """What would be done, in memory that grows with the quarters and not with the rows."""
    before = Year(year_starts).containing(older_than, "quarter").first
    known = quarters.read(root)
    sums = by_period(
        (row for row in each(root) if row.date < before or quarters.covering(known, row.date)),
        lambda day: _period(day, known, year_starts),
    )
    summed = sum(counts.held + counts.cancelled for counts in sums.values())
    _refuse_if_unlike(root, known, sums)
    new = sorted(sums.keys() - {total.days for total in known})
    totals = tuple(sums[days].on(days) for days in new)
    old, kept = each(root.replaced, once=False), _still_kept(root, before, [*known, *totals])
    return Purge(before, totals, summed, sum(1 for _ in old) - sum(1 for _ in kept))


def _still_kept(root: Root, before: dt.date, totals: list[Quarter]) -> Iterator[Row]:
    """The replaced rows of days that are kept session by session."""
    rows = each(root.replaced, once=False)
    return (row for row in rows if row.date >= before and quarters.covering(totals, row.date) is None)


def _period(day: dt.date, known: list[Quarter], year_starts: int) -> Period:
    """The total that a day is in; else its quarter, without the days of a total that another year gave other ends."""
    if total := quarters.covering(known, day):
        return total.days
    quarter = Year(year_starts).containing(day, "quarter")
    first, last = quarter.first, quarter.last
    for total in known:
        if first <= total.last < day:
            first = total.last + DAY
        if day < total.first <= last:
            last = total.first - DAY
    return Period(first, last)


def refuse_if_unlike(root: Root, known: list[Quarter]) -> None:
    """Raises PeerkitError where the ledger has counts of a time that has a total, and they do not add up to it."""
    rows = (row for row in each(root) if quarters.covering(known, row.date)) if known else ()
    _refuse_if_unlike(root, known, by_period(rows, lambda day: _period(day, known, 1)))


def _refuse_if_unlike(root: Root, known: list[Quarter], sums: Mapping[Period, Counts]) -> None:
    for total in known:
        if total.days in sums and sums[total.days].on(total.days) != total:
            raise PeerkitError(
                f"{root.ledger.name} has counts from {total.said()}, and {root.quarters.name} has a total for that "
                "time with other numbers. Nothing was written.",
                f"If the total is right, take those lines out of {root.ledger.name}; else take the total's line out.",
            )
