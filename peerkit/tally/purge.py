"""Counts that are older than the group keeps become quarter totals, and nothing finer is left of them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from peerkit.errors import PeerkitError
from peerkit.tally import ledger, quarters
from peerkit.tally.periods import Year
from peerkit.tally.quarters import Quarter
from peerkit.tally.reading import each
from peerkit.tally.row import Row
from peerkit.workspace import files
from peerkit.workspace.root import Root


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


@dataclass(frozen=True)
class _Sorted:
    """Rows that stay, new totals, and how many rows are in a total: a new one, or one that was written before."""

    stay: list[Row]
    new: list[Quarter]
    summed: int


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
    found = _look(root, older_than, year_starts)[0]
    if not found.changes or not agreed(found):
        return found, False
    with ledger.held(root):
        now, totals, stay, replaced = _look(root, older_than, year_starts)
        if now != found:
            raise PeerkitError("The counts changed meanwhile. Nothing was purged.", "Try again.")
        if now.totals:
            quarters.write(root, totals)
        if now.sessions:
            ledger.write(root.ledger, stay)
            files.sweep(root.ledger)  # an unfinished write has old counts in it, too
        if now.replaced:
            ledger.write(root.replaced, replaced)
    return found, True


def _look(root: Root, older_than: dt.date, year_starts: int) -> tuple[Purge, list[Quarter], list[Row], list[Row]]:
    """What would be done; then all totals, the rows and the replaced rows as they would be."""
    before = Year(year_starts).containing(older_than, "quarter").first
    known = quarters.read(root)
    rows = _sorted(root, known, before, year_starts)
    totals = [*known, *rows.new]
    old = list(each(root.replaced, once=False))
    kept = [row for row in old if row.date >= before and quarters.covering(totals, row.date) is None]
    return Purge(before, tuple(rows.new), rows.summed, len(old) - len(kept)), totals, rows.stay, kept


def _sorted(root: Root, known: list[Quarter], before: dt.date, year_starts: int) -> _Sorted:
    stay: list[Row] = []
    new: dict[dt.date, Quarter] = {}
    again: dict[Quarter, Quarter] = {}
    summed = 0
    for row in ledger.read(root):
        if total := quarters.covering(known, row.date):
            again[total] = again.get(total, Quarter(total.first, total.last)).with_row(row)
        elif row.date < before:
            empty = _period(row.date, known, year_starts)
            new[empty.first] = new.get(empty.first, empty).with_row(row)
        else:
            stay.append(row)
            continue
        summed += 1
    _refuse_if_unlike(root, again)
    return _Sorted(stay, list(new.values()), summed)


def _period(day: dt.date, known: list[Quarter], year_starts: int) -> Quarter:
    """The quarter of a day, without the days of a total that another beginning of the year gave other ends."""
    quarter = Year(year_starts).containing(day, "quarter")
    first, last = quarter.first, quarter.last
    for total in known:
        if first <= total.last < day:
            first = total.last + dt.timedelta(1)
        if day < total.first <= last:
            last = total.first - dt.timedelta(1)
    return Quarter(first, last)


def refuse_if_unlike(root: Root, known: list[Quarter]) -> None:
    """Raises PeerkitError where the ledger has counts of a time that has a total, and they do not add up to it."""
    again: dict[Quarter, Quarter] = {}
    for row in ledger.each(root) if known else ():
        if total := quarters.covering(known, row.date):
            again[total] = again.get(total, Quarter(total.first, total.last)).with_row(row)
    _refuse_if_unlike(root, again)


def _refuse_if_unlike(root: Root, again: dict[Quarter, Quarter]) -> None:
    for total, rows in again.items():
        if rows != total:
            raise PeerkitError(
                f"{root.ledger.name} has counts from {total.said()}, and {root.quarters.name} has a total for that "
                "time with other numbers. Nothing was written.",
                f"If the total is right, take those lines out of {root.ledger.name}; else take the total's line out.",
            )
