"""`sessions/attendance.csv`: one row a session, keyed by its date and name. No people in it, only how many."""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from peerkit.errors import PeerkitError, did_you_mean
from peerkit.workspace import files
from peerkit.workspace.root import Root

FORMATS = ("in person", "online", "both")
MOST_PEOPLE = 9_999
LONGEST_NAME = 64
SESSION = re.compile(rf"[^\W_][\w-]{{0,{LONGEST_NAME - 1}}}")
"""The names that a plan may have: planning.template.STEM, which would load pydantic."""
_COUNTS = ("people", "first_timers", "supporters", "volunteers")
_LARGEST_FILE = 64_000_000
_WAIT = 10.0


@dataclass(frozen=True)
class Row:
    """How many were there. `people` is everyone in the room; None means not recorded, which is not 0."""

    date: dt.date
    session: str
    format: str
    people: int | None
    first_timers: int | None = None
    supporters: int | None = None
    volunteers: int | None = None
    cancelled: bool = False

    @property
    def key(self) -> tuple[dt.date, str]:
        """No two rows share it."""
        return self.date, self.session


COLUMNS = tuple(field.name for field in fields(Row))


def checked(row: Row) -> Row:
    """The row, if it can be true. Raises PeerkitError with everything that cannot."""
    if wrong := list(_wrong(row)):
        raise PeerkitError(
            f"The count for {row.date.isoformat()} was not written: {' '.join(wrong)}",
            "Put that right, then try again.",
        )
    return row


def _wrong(row: Row) -> Iterator[str]:
    if not SESSION.fullmatch(row.session):
        yield f"session is a name of at most {LONGEST_NAME} letters, digits and hyphens."
    if row.format not in FORMATS:
        yield f"format is one of {', '.join(FORMATS)}."
    if row.people is None and not row.cancelled:
        yield "people is missing; only a cancelled session may leave it out."
    for name in _COUNTS:
        count = getattr(row, name)
        if count is not None and not 0 <= count <= MOST_PEOPLE:
            yield f"{name} is a number from 0 to {MOST_PEOPLE:,}."
        elif count is not None and count > (row.people or 0):
            yield f"{name} is more than people, and people counts everyone."


def read(root: Root) -> list[Row]:
    """All rows by date, then session; none when nothing was counted yet.

    Reads what a spreadsheet saves, too: a byte-order mark, semicolons, quotes, empty cells at the end. Raises
    PeerkitError with the number of each line that is not a row: no row is ever left out in silence.
    """
    return _in_order(_rows(root.ledger, once=True))


def add(root: Root, row: Row) -> None:
    """Write a new row. Raises PeerkitError when that date and session has one."""
    if not add_once(root, row):
        raise _taken(root, row)


def add_once(root: Root, row: Row) -> bool:
    """Write a new row, or change nothing and say False when that date and session has one."""
    checked(row)
    with _held(root):
        rows = read(root)
        if any(row.key == old.key for old in rows):
            return False
        _write(root.ledger, _in_order([*rows, row]))
    return True


def amend(root: Root, date: dt.date, session: str, /, **changes: Any) -> tuple[Row, Row]:
    """Put fields of one row right: the old row and the new one.

    The old one goes to `attendance-replaced.csv` first, so that no crash can lose it. Raises PeerkitError
    when there is no such row, the new one cannot be true, or it would be a second one for its date and session.
    """
    with _held(root):
        rows = {row.key: row for row in read(root)}
        old = rows.get((date, session))
        if old is None:
            raise _no_row(rows.values(), date, session)
        new = checked(replace(old, **changes))
        if new.key != old.key and new.key in rows:
            raise _taken(root, new)
        if new != old:
            replaced = _rows(root.replaced, once=False)
            if replaced[-1:] != [old]:  # it is there when the last try was cut off before the next line
                _write(root.replaced, [*replaced, old])
            _write(root.ledger, _in_order([new if row is old else row for row in rows.values()]))
    return old, new


def next_name(rows: Iterable[Row], date: dt.date, session: str) -> str:
    """`session`, or `session-2`, `session-3` and so on: the first that is free on that date."""
    taken = {row.session for row in rows if row.date == date}
    name, number = session, 1
    while name in taken:
        number += 1
        ending = f"-{number}"
        name = session[: LONGEST_NAME - len(ending)].rstrip("-") + ending
    return name


def last_session(rows: Iterable[Row]) -> str | None:
    """The name of the newest session, whatever the order of the rows."""
    newest = max(rows, key=lambda row: row.key, default=None)
    return newest.session if newest else None


def _held(root: Root) -> AbstractContextManager[None]:
    return files.lock(root.sessions / ".lock", _WAIT)


def _in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row.key)


def to_amend(row: Row) -> str:
    """What puts the count of this row's day and session right, to be typed after `peerkit`."""
    right = f"--people {row.people}" if row.people is not None else "--cancelled"
    return f"tally amend --on {row.date.isoformat()} --session {row.session} {right}"


def _taken(root: Root, row: Row) -> PeerkitError:
    return PeerkitError(
        f"There is a count for {row.session} on {row.date.isoformat()} already. Nothing was changed.",
        f"To put it right: {root.command(to_amend(row))}",
    )


def _no_row(rows: Iterable[Row], date: dt.date, session: str) -> PeerkitError:
    there = [row.session for row in rows if row.date == date]
    known = f"On that day there is: {', '.join(there)}." if there else "See them all: peerkit tally list"
    return PeerkitError(
        f"There is no count for {files.shown(session)} on {date.isoformat()}.",
        f"{did_you_mean(session, there)} {known}".strip(),
    )


def _write(path: Path, rows: Iterable[Row]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(getattr(row, name)) for name in COLUMNS] for row in rows)
    files.write_atomic(path, text.getvalue())


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _rows(path: Path, once: bool) -> list[Row]:
    """The rows of one file in its own order; `once` refuses a second row for the same date and session."""
    try:
        text = files.read_text(path, _LARGEST_FILE).replace("\r", "\n")
    except files.Missing:
        return []
    rows: list[Row] = []
    wrong: list[str] = []
    seen: dict[tuple[dt.date, str], int] = {}
    for number, cells in _lines(path, text):
        try:
            row = _row(cells)
            first = seen.setdefault(row.key, number)
            if once and first != number:
                raise ValueError(f"line {first} already counts {row.session} on that day.")
            rows.append(row)
        except ValueError as error:
            wrong.append(f"line {number}: {error}")
    if wrong:
        raise _unreadable(path, wrong)
    return rows


def _lines(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Line numbers and cells below the header; lines with nothing in any cell are no rows."""
    header = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=header.count), strict=True)
    start = 1
    try:
        for cells in reader:
            cells = [cell.strip() for cell in cells]
            while len(cells) > len(COLUMNS) and not cells[-1]:
                cells.pop()
            if start == 1 and tuple(cells) != COLUMNS:
                raise _unreadable(path, [f"line 1: the columns are {','.join(COLUMNS)}, in this order."])
            if start > 1 and any(cells):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise _unreadable(path, [f"line {start}: {error}."]) from error


def _unreadable(path: Path, wrong: list[str]) -> PeerkitError:
    more = [f"and {len(wrong) - 10} more lines"] if len(wrong) > 10 else []
    return PeerkitError(
        "\n".join(f"{path.name}: {files.shown(line)}" for line in [*wrong[:10], *more]),
        f"Nothing was changed. Mend {files.shown(path)} in a spreadsheet or an editor, then try again.",
    )


def _row(cells: list[str]) -> Row:
    if len(cells) != len(COLUMNS):
        raise ValueError(f"there are {len(cells)} cells; {len(COLUMNS)} are needed.")
    values = {name: _READERS.get(name, _count)(cell) for name, cell in zip(COLUMNS, cells, strict=True)}
    row = Row(**values)
    if wrong := list(_wrong(row)):
        raise ValueError(" ".join(wrong))
    return row


def _date(cell: str) -> dt.date:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        try:
            return dt.date.fromisoformat(cell)
        except ValueError:
            raise ValueError(f"there is no day {cell}.") from None
    raise ValueError(f'date is written like 2026-11-26, not "{cell[:40]}".')


def _count(cell: str) -> int | None:
    if re.fullmatch(r"[0-9]{0,5}", cell):
        return int(cell) if cell else None
    raise ValueError(f'counts are whole numbers or empty, not "{cell[:40]}".')


def _cancelled(cell: str) -> bool:
    if cell.lower() in ("yes", "no"):
        return cell.lower() == "yes"
    raise ValueError(f'cancelled is yes or no, not "{cell[:40]}".')


_READERS: dict[str, Callable[[str], Any]] = {
    "date": _date,
    "session": str,
    "format": str.lower,
    "cancelled": _cancelled,
}
