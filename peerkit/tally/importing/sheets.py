"""Tables out of files: CSV as every program saves it, and workbooks by python-calamine. Cells come out as text."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from peerkit.errors import PeerkitError
from peerkit.tally.table import LARGEST_FILE, Records
from peerkit.wording.safe import seen
from peerkit.workspace import files, foreign

_LARGEST_BOOK, _LARGEST_AREA = 16_000_000, 4_000_000
_LOOKED_AT = 40
_DIVIDERS = ",;\t|"
_SAYS_DIVIDER = re.compile(r'"?sep=([,;\t|])"?[,;\t|]*\s*')
_REFERENCE = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_PIECE, _OVERLAP = 1_000_000, 32

_Line = tuple[int, list[str]]


@dataclass(frozen=True)
class Sheet:
    """A table that can be gone through again and again: `lines` gives each line's number and its cells, trimmed.

    `name` and `number` are those of a workbook's sheet; a file that has none has 0.
    """

    name: str
    lines: Callable[[], Iterator[_Line]]
    number: int = 0


def opened(path: Path) -> list[Sheet]:
    """The tables of a file: one of a CSV file, one for each sheet of a workbook (XLSX, XLS, ODS) that has anything.

    Raises PeerkitError where it is no such file; other kinds are named, with what to do.
    """
    if error := foreign.instead_of_counts(path):
        raise error
    if foreign.kind_of(path) is foreign.WORKBOOK:
        return _workbook(path)
    encoding = _encoding(path)
    divider = _divider(path, encoding)
    return [Sheet("", lambda: _text(path, divider, encoding))]


def _text(path: Path, divider: str, encoding: str) -> Iterator[_Line]:
    records, begins = Records(path, LARGEST_FILE, divider, encoding), 1
    for cells in records:
        yield begins, [cell.strip() for cell in cells]
        begins = records.line + 1  # a cell in quotes may go on over several lines


def _encoding(path: Path) -> str:
    """What a text is written in, by all of it: UTF-8, UTF-16, else cp1252, as old spreadsheets save it."""
    for name in (files.encoding(files.read_bytes(path, _PIECE, start=True)), "cp1252"):
        with suppress(UnicodeDecodeError), closing(files.read_lines(path, LARGEST_FILE, name)) as read:
            if not any("\0" in line for lines in read for line in lines):
                return name
    raise PeerkitError(
        f"{files.shown(path.name)} is not text that peerkit can read. Nothing was taken.",
        "Open it in the program that made it, save the counts as CSV, and import that.",
    )


def _divider(path: Path, encoding: str) -> str:
    """What stands between cells: as the file says itself, or what divides most of its first lines alike."""
    start = list(islice(chain.from_iterable(files.read_lines(path, LARGEST_FILE, encoding)), _LOOKED_AT))
    if start and (said := _SAYS_DIVIDER.fullmatch(start[0])):
        return said[1]

    def alike(divider: str) -> tuple[int, int]:
        try:
            widths = Counter(len(cells) for cells in csv.reader(start, delimiter=divider) if len(cells) > 1)
        except csv.Error:
            return 0, 0
        width, lines = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
        return lines, width

    return max(_DIVIDERS, key=alike)


def _workbook(path: Path) -> list[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # a module that few commands need

    content = files.read_bytes(path, _LARGEST_BOOK)
    _refuse_if_vast(path, content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        tables = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except PasswordError:
        raise PeerkitError(
            f"{files.shown(path.name)} is locked with a password. Nothing was taken.",
            "Open it in your spreadsheet, save the sheet of counts as CSV, and import that.",
        ) from None
    except (CalamineError, OSError, ValueError, zipfile.BadZipFile):
        raise _torn(path) from None
    numbered = enumerate(tables.items(), start=1)
    return [Sheet(name, _through(rows), number) for number, (name, rows) in numbered if any(map(any, rows))]


def _through(rows: list[list[Any]]) -> Callable[[], Iterator[_Line]]:
    return lambda: ((at, [_as_text(cell) for cell in row]) for at, row in enumerate(rows, start=1))


def _as_text(cell: object) -> str:
    """A cell of a workbook as a CSV file would have it: 2026-11-19, 8, yes."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(timespec="minutes")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return seen(str(cell)).strip()


def _refuse_if_vast(path: Path, content: bytes) -> None:
    """Raises PeerkitError for a workbook that would not fit: unpacked, or with a cell very far from the others."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as inside:
            if sum(each.file_size for each in inside.infolist()) > LARGEST_FILE:
                raise PeerkitError(
                    f"{files.shown(path.name)} is larger than {LARGEST_FILE // 1000:,} kB when it is unpacked.",
                    "Check that it is the right file, or save the sheet of counts as CSV and import that.",
                )
            for name in inside.namelist():
                if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name) and _area(inside, name) > _LARGEST_AREA:
                    raise PeerkitError(
                        f"{files.shown(path.name)} has a cell very far from all others. Nothing was taken.",
                        "Save the sheet of counts as CSV, and import that.",
                    )
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        raise _torn(path) from None


def _area(inside: zipfile.ZipFile, name: str) -> int:
    widest = tallest = 0
    with inside.open(name) as file:
        last = b""
        for piece in iter(lambda: file.read(_PIECE), b""):
            for column, row in _REFERENCE.findall(last + piece):
                widest, tallest = max(widest, _place(column)), max(tallest, int(row))
            last = piece[-_OVERLAP:]
    return widest * tallest


def _place(column: Iterable[int]) -> int:
    place = 0
    for letter in column:
        place = place * 26 + letter - ord("A") + 1
    return place


def _torn(path: Path) -> PeerkitError:
    return PeerkitError(
        f"{files.shown(path.name)} can't be read as a spreadsheet: it is damaged, or another thing. Nothing was taken.",
        "Open it in your spreadsheet, save the sheet of counts as CSV, and import that.",
    )
