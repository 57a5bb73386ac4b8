"""`sessions/attendance-quarters.csv`: what is left of counts that are older than the group keeps, a total a quarter."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass

from peerkit.columns import FIRST_TIMERS, PARTS
from peerkit.errors import PeerkitError
from peerkit.tally import table
from peerkit.tally.periods import Period, named
from peerkit.tally.reading import each
from peerkit.tally.row import EARLIEST, LATEST, NO_DAY, Row, as_cell
from peerkit.workspace import files
from peerkit.workspace.root import Root

_NEEDED = ("from", "to", "held", "cancelled", "visits", "largest")
_WRITTEN = (*_NEEDED, PARTS[FIRST_TIMERS].name)
COLUMNS = (*_WRITTEN, "uncounted")
_LARGEST_FILE = 1_000_000


@dataclass(frozen=True)
class Quarter:
    """The sessions of the days `first` to `last`. `visits` adds up everyone in the room at every session held.

    `largest` is the greatest number at one session. `first_timers` is None unless every session held recorded them.
    `uncounted` says at how many of those held nobody counted.
    """

    first: dt.date
    last: dt.date
    held: int = 0
    cancelled: int = 0
    visits: int = 0
    largest: int = 0
    first_timers: int | None = 0
    uncounted: int = 0

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> Period:
        """Its days alone."""
        return Period(self.first, self.last)

    def said(self) -> str:
        """`April to June 2026`, or its days where it is not made of whole months."""
        return named(self.days)


def covering(quarters: Iterable[Quarter], day: dt.date) -> Quarter | None:
    """The quarter that holds a day, if one does."""
    return next((quarter for quarter in quarters if day in quarter), None)


def rows_besides(root: Root, quarters: list[Quarter]) -> Iterator[Row]:
    """The counts that are not in one of these totals, in the ledger's order: nothing in both is counted twice.

    A row is in both where `purge` was cut off between its files. Raises as `each` does.
    """
    return (row for row in each(root) if covering(quarters, row.date) is None) if quarters else each(root)


def refuse_if_summed(root: Root, day: dt.date) -> None:
    """Raises PeerkitError where the day's quarter is a total already, so that no count goes in twice."""
    if quarter := covering(read(root), day):
        raise PeerkitError(
            f"The counts of {quarter.said()} are one total now, in {root.quarters.name}. Nothing was changed.",
            "Sessions from that time can no longer be counted one by one.",
        )


def write(root: Root, quarters: Iterable[Quarter]) -> None:
    """Write them all, the oldest first, whole or not at all."""
    in_order = sorted(quarters, key=lambda quarter: quarter.first)
    names = COLUMNS if any(quarter.uncounted for quarter in in_order) else _WRITTEN  # an older peerkit knows no other
    table.write(root.quarters, names, (map(as_cell, astuple(quarter)[: len(names)]) for quarter in in_order))


def read(root: Root) -> list[Quarter]:
    """The totals, the oldest first; none where nothing was ever purged.

    Raises PeerkitError with the number of each line that cannot be one.
    """
    records, wrong = table.Records(root.quarters, _LARGEST_FILE), table.Wrong(root.quarters)
    found: list[Quarter] = []
    lines = iter(records)
    try:
        layout = table.Layout(root.quarters, next(lines, list(COLUMNS)), COLUMNS, _NEEDED)
    except files.Missing:
        return []
    for cells in lines:
        try:
            if picked := layout.picked(cells):
                found.append(_fitting(_quarter(picked), found))
        except ValueError as error:
            wrong.say(records.line_of(cells), error)
    if wrong.named:
        raise wrong.error()
    return sorted(found, key=lambda quarter: quarter.first)


def _quarter(cells: list[str]) -> Quarter:
    try:
        first, last = (dt.date.fromisoformat(cell) for cell in cells[:2])
    except ValueError:
        raise ValueError("from and to are days that exist, written like 2026-04-01.") from None
    held, cancelled, visits, largest = (_number(cell) for cell in cells[2:6])
    new = _number(cells[6]) if cells[6] else None
    return Quarter(first, last, held, cancelled, visits, largest, new, _number(cells[7] or "0"))


def _number(cell: str) -> int:
    if re.fullmatch(r"[0-9]{1,9}", cell):
        return int(cell)
    raise ValueError(f'totals are whole numbers, not "{cell[:40]}".')


def _fitting(quarter: Quarter, others: list[Quarter]) -> Quarter:
    if quarter.last < quarter.first:
        raise ValueError("to is before from.")
    if not EARLIEST <= quarter.first <= quarter.last <= LATEST:
        raise ValueError(NO_DAY)
    if any(quarter.days.touches(other.days) for other in others):
        raise ValueError("some of these days are in another total already.")
    if quarter.uncounted > quarter.held:
        raise ValueError("uncounted is more than held.")
    if not quarter.largest <= quarter.visits <= quarter.largest * (quarter.held - quarter.uncounted):
        raise ValueError("visits cannot come from so many sessions with at most so many people.")
    if (quarter.first_timers or 0) > quarter.visits:
        raise ValueError("first_timers is more than visits.")
    return quarter
