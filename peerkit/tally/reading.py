"""Reading counts: one checked row at a time, from a file that peerkit wrote or a spreadsheet saved."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import takewhile
from operator import itemgetter
from pathlib import Path
from typing import TypeVar

from peerkit.columns import COLUMNS, FORMATS, OTHERS, PARTS, Parts, session_format
from peerkit.errors import meant_or_newer
from peerkit.tally.dates import Dates
from peerkit.tally.row import EARLIEST, LATEST, NO_NAME, Row, untrue
from peerkit.tally.table import Layout, Records, Wrong
from peerkit.wording.slugs import STEM
from peerkit.workspace import files
from peerkit.workspace.root import Root

K = TypeVar("K")
V = TypeVar("V")
_NAMES = tuple(column.name for column in COLUMNS)
_REMEMBERED = 10_001
"""How many different cells are remembered: as many as there are counts."""


def each(source: Root | Path, once: bool = True) -> Iterator[Row]:
    """The rows of a file of counts (a workspace's own, or the one at a path) in its own order, one at a time.

    None where there is no file. Its columns are known by their names, in any order; a part that the file has no column
    for was not counted. `once` refuses a second row for the same date and session. Memory doesn't grow with the rows
    while they stand in order of date; else by a bit a row.

    Raises PeerkitError at the end with the number of each line that is not a row, and gives no row after the first of
    those: act on what you read when you have read it all. A column that is not known is refused at once.
    """
    return iter(LedgerReader(source.ledger if isinstance(source, Root) else source, once))


def columns_in(path: Path) -> tuple[str, ...]:
    """The columns that a file of counts has; none where there is no file, or an empty one. Raises as `each` does."""
    layout = _layout(path, iter(Records(path)))
    return layout.names if layout else ()


def _layout(path: Path, lines: Iterator[list[str]]) -> Layout | None:
    try:
        heading = next(lines, None)
    except files.Missing:
        return None
    return None if heading is None else Layout(path, heading, _NAMES, [column.name for column in OTHERS])


class LedgerReader:
    """As `each`, for whoever needs the lines: `line` is the number of the last row's."""

    def __init__(self, path: Path, once: bool = True) -> None:
        self._path, self._once = path, once
        self._records = Records(path)
        self._wrong = Wrong(path)
        self._date = 0

    @property
    def line(self) -> int:
        """The number of the line of the row that came last."""
        return self._records.line

    def __iter__(self) -> Iterator[Row]:
        """Written for speed in one loop; whatever is unusual about a line is left to `_unusual`, which says it well."""
        lines = iter(self._records)
        layout = _layout(self._path, lines)
        if layout is None:
            return
        there = [name for name in _NAMES if name in layout.names]
        on, at, *places = map(layout.names.index, there)
        self._date = on
        dates, names, wrong, once = Dates(self._dates), Meanings(_name), self._wrong.named, self._once
        rest, meanings = itemgetter(*places), Meanings(partial(_possible, there[2:]))
        iso, local, width, make = dt.date.fromisoformat, dates.day, layout.width, tuple.__new__
        earliest, latest = EARLIEST, LATEST
        day, met, days = dt.date.min, set[str](), None
        date, last = day, None
        for cells in lines:
            try:
                if len(cells) != width:
                    raise ValueError
                if (written := cells[on]) != last:
                    date = iso(written) if written[4:8:3] == "--" else local(written)
                    if not earliest <= date <= latest:
                        raise ValueError
                    last = written
                name = names[cells[at]]
                row = make(Row, (date, name) + meanings[rest(cells)])
            except ValueError:
                last = None
                found = self._unusual(dates, layout, cells)
                if found is None:
                    continue
                row, date, name = found, found.date, found.session
            if once:
                if days is None and date > day:
                    day, met = date, {name}
                elif days is None and date == day and name not in met:
                    met.add(name)
                else:
                    days = days or _Days(self._before(self.line))
                    if days.known(row):
                        self._wrong.say(self.line, self._twice(row))
            if not wrong:
                yield row
        if wrong:
            raise self._wrong.error()

    def _unusual(self, dates: Dates, layout: Layout, cells: list[str]) -> Row | None:
        """The row of a line; None where there is nothing in it, or what is wrong was said."""
        try:
            if not (picked := layout.picked(cells)):
                return None
            date, session, *rest = picked
            return _may_be(Row(dates.day(date), _name(session), *_meaning(_NAMES[2:], rest)))
        except ValueError as error:
            self._wrong.say(self._records.line_of(cells), error)
            return None

    def _dates(self) -> Iterator[tuple[int, str]]:
        records = Records(self._path)
        return ((records.line, cells[self._date]) for cells in records if len(cells) > self._date)

    def _before(self, line: int) -> Iterator[Row]:
        earlier = LedgerReader(self._path, once=False)
        return takewhile(lambda _: earlier.line < line, earlier)

    def _twice(self, row: Row) -> str:
        earlier = LedgerReader(self._path, once=False)
        first = next((earlier.line for old in earlier if old.key == row.key), self.line)
        return f"line {first} already counts {row.session} on that day."


class _Days:
    """On which days a session was counted: a bit for each day of a year."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._years: dict[tuple[str, int], int] = {}
        for row in rows:
            self.known(row)

    def known(self, row: Row) -> bool:
        """Whether this session was counted on this day before; now it is."""
        year, bit = (row.session, row.date.year), 1 << row.date.timetuple().tm_yday
        days = self._years.get(year, 0)
        self._years[year] = days | bit
        return bool(days & bit)


class Meanings(dict[K, V]):
    """What a cell means, read once and then remembered, as long as there are not too many different ones.

    Raises ValueError for a cell that means nothing.
    """

    def __init__(self, read: Callable[[K], V]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: K) -> V:
        value = self._read(cell)
        if len(self) < _REMEMBERED:
            self[cell] = value
        return value


def _may_be(row: Row) -> Row:
    """The row, if it can be true; else ValueError with everything that cannot."""
    if wrong := list(untrue(row)):
        raise ValueError(" ".join(wrong))
    return row


def _possible(names: Sequence[str], cells: Sequence[str]) -> tuple[str, int | None, Parts, bool]:
    """As `_meaning`; what cannot be true on any day is a ValueError."""
    found = _meaning(names, cells)
    _may_be(Row(EARLIEST, "any", *found))
    return found


def _meaning(names: Sequence[str], cells: Sequence[str]) -> tuple[str, int | None, Parts, bool]:
    """What the cells of these columns say, as a row has it after its session; without a column nothing was counted."""
    said = dict(zip(names, cells, strict=True))
    how, people = _format(said["format"]), _count(said["people"])
    counts = tuple(_count(said.get(part.name, "")) for part in PARTS)
    return how, people, counts, _cancelled(said["cancelled"])


def _name(cell: str) -> str:
    if STEM.fullmatch(cell):
        return cell
    raise ValueError(NO_NAME)


def _format(cell: str) -> str:
    try:
        return session_format(cell)
    except ValueError as error:
        raise ValueError(f"{error} {meant_or_newer(cell, FORMATS)}" if cell else str(error)) from None


def _count(cell: str) -> int | None:
    if re.fullmatch(r"[0-9]{0,5}", cell):
        return int(cell) if cell else None
    raise ValueError(f'counts are whole numbers or empty, not "{cell[:40]}".')


def _cancelled(cell: str) -> bool:
    if cell.lower() in ("yes", "no"):
        return cell.lower() == "yes"
    raise ValueError(f'cancelled is yes or no, not "{cell[:40]}".')
