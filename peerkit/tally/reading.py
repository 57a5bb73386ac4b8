"""Reading counts: one checked row at a time, from a file that peerkit wrote or a spreadsheet saved."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from itertools import takewhile
from pathlib import Path
from typing import TypeVar

from peerkit.tally.dates import Dates
from peerkit.tally.row import COLUMNS, EARLIEST, FORMATS, LATEST, MOST_PEOPLE, NO_FORMAT, NO_NAME, SESSION, Row, untrue
from peerkit.tally.table import Records, Wrong, refused, trimmed
from peerkit.workspace import files
from peerkit.workspace.root import Root

T = TypeVar("T")
_REMEMBERED = 10_001
"""How many different cells of a column are remembered: as many as there are counts."""


def each(source: Root | Path, once: bool = True) -> Iterator[Row]:
    """The rows of a file of counts (a workspace's own, or the one at a path) in its own order, one at a time.

    None where there is no file. `once` refuses a second row for the same date and session. Memory doesn't grow with
    the rows while they stand in order of date; else by a bit a row.

    Raises PeerkitError at the end with the number of each line that is not a row, and gives no row after the first of
    those: act on what you read when you have read it all.
    """
    return iter(Counts(source.ledger if isinstance(source, Root) else source, once))


class Counts:
    """As `each`, for whoever needs the lines: `line` is the number of the last row's."""

    def __init__(self, path: Path, once: bool = True) -> None:
        self._path, self._once = path, once
        self._records = Records(path)
        self._wrong = Wrong(path)

    @property
    def line(self) -> int:
        """The number of the line of the row that came last."""
        return self._records.line

    def __iter__(self) -> Iterator[Row]:
        """Written for speed in one loop; whatever is unusual about a line is left to `_Reader`, which says it well."""
        reader, wrong, once = _Reader(self._dates), self._wrong.named, self._once
        iso, local, names, formats = dt.date.fromisoformat, reader.dates.day, reader.names, reader.formats
        counts, cancelled, most = reader.counts, reader.cancelled, MOST_PEOPLE
        earliest, latest = EARLIEST, LATEST
        day, met, days = dt.date.min, set[str](), None
        for cells in _below_heading(self._path, self._records):
            try:
                written, session, how, people, first_timers, supporters, volunteers, off = cells
                row = Row(
                    date := iso(written) if written[4:8:3] == "--" else local(written),
                    name := names[session],
                    formats[how],
                    came := counts[people],
                    new := counts[first_timers],
                    friends := counts[supporters],
                    helpers := counts[volunteers],
                    cancelled[off],
                )
                if (
                    came is None
                    or came > most
                    or (new and new > came)
                    or (friends and friends > came)
                    or (helpers and helpers > came)
                    or not earliest <= date <= latest
                ):
                    may_be(row)
            except (KeyError, ValueError):
                found = reader.row_or_wrong(cells, self._records.line_of(cells), self._wrong)
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

    def _dates(self) -> Iterator[tuple[int, str]]:
        records = Records(self._path)
        return ((records.line, cells[0]) for cells in records if cells)

    def _before(self, line: int) -> Iterator[Row]:
        earlier = Counts(self._path, once=False)
        return takewhile(lambda _: earlier.line < line, earlier)

    def _twice(self, row: Row) -> str:
        earlier = Counts(self._path, once=False)
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


def _below_heading(path: Path, records: Records) -> Iterator[list[str]]:
    lines = iter(records)
    try:
        heading = next(lines, list(COLUMNS))
    except files.Missing:
        return iter(())
    if tuple(trimmed(heading, len(COLUMNS))) != COLUMNS:
        raise refused(path, 1, f"the columns are {','.join(COLUMNS)}, in this order.")
    return lines


class _Reader:
    """Makes cells a row, whatever is unusual about them, and remembers what usual cells mean."""

    def __init__(self, dates: Callable[[], Iterator[tuple[int, str]]]) -> None:
        self.dates = Dates(dates)
        self.names: dict[str, str] = {}
        self.formats: dict[str, str] = {}
        self.counts: dict[str, int | None] = {}
        self.cancelled: dict[str, bool] = {}

    def row_or_wrong(self, cells: list[str], line: int, wrong: Wrong) -> Row | None:
        """The row of a line; None where there is nothing in it, or what is wrong was said."""
        cells = trimmed(cells, len(COLUMNS))
        if not any(cells):
            return None
        try:
            return self._row(cells)
        except ValueError as error:
            wrong.say(line, error)
            return None

    def _row(self, cells: list[str]) -> Row:
        if len(cells) != len(COLUMNS):
            raise ValueError(f"there are {len(cells)} cells; {len(COLUMNS)} are needed.")
        date, session, how, *counts, cancelled = cells
        people, first_timers, supporters, volunteers = (_remembered(self.counts, cell, _count) for cell in counts)
        row = Row(
            self.dates.day(date),
            _remembered(self.names, session, _name),
            _remembered(self.formats, how, _format),
            people,
            first_timers,
            supporters,
            volunteers,
            _remembered(self.cancelled, cancelled, _cancelled),
        )
        return may_be(row)


def _remembered(known: dict[str, T], cell: str, read: Callable[[str], T]) -> T:
    value = read(cell)
    if len(known) < _REMEMBERED:
        known[cell] = value
    return value


def may_be(row: Row) -> Row:
    """The row, if it can be true; else ValueError with everything that cannot."""
    if wrong := list(untrue(row)):
        raise ValueError(" ".join(wrong))
    return row


def _name(cell: str) -> str:
    if SESSION.fullmatch(cell):
        return cell
    raise ValueError(NO_NAME)


def _format(cell: str) -> str:
    if cell.lower() in FORMATS:
        return cell.lower()
    raise ValueError(NO_FORMAT)


def _count(cell: str) -> int | None:
    if re.fullmatch(r"[0-9]{0,5}", cell):
        return int(cell) if cell else None
    raise ValueError(f'counts are whole numbers or empty, not "{cell[:40]}".')


def _cancelled(cell: str) -> bool:
    if cell.lower() in ("yes", "no"):
        return cell.lower() == "yes"
    raise ValueError(f'cancelled is yes or no, not "{cell[:40]}".')
