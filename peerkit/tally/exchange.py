"""Counts from somebody else's spreadsheet: only dates and numbers are taken, from columns known by their headings."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from peerkit.columns import COLUMNS, FORMATS, PARTS, session_format
from peerkit.errors import PeerkitError, did_you_mean
from peerkit.tally import headings, ledger, quarters, reading
from peerkit.tally.dates import Dates
from peerkit.tally.row import NO_NAME, Row, contrary, untrue
from peerkit.tally.table import Records, Wrong
from peerkit.wording.slugs import STEM
from peerkit.workspace import files
from peerkit.workspace.root import Root

_WORKBOOKS = (".xlsx", ".xls", ".ods", ".numbers")
_NEEDED = ("date", "people")
_CANCELLED = dict.fromkeys(("y", "true", "1", "x", "cancelled"), "yes") | dict.fromkeys(
    ("", "n", "false", "0", "held"), "no"
)


@dataclass(frozen=True)
class Usual:
    """What a session is where a file has no column for it."""

    session: str
    format: str


@dataclass(frozen=True)
class ImportedFile:
    """The rows of one file, each with its line; which heading was taken for which column; how many others there are."""

    path: Path
    rows: tuple[tuple[int, Row], ...]
    taken: Mapping[str, str]
    others: int


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do: rows to add, rows that are here, here with other numbers, and older than is kept.

    `other` pairs the row that is here, and stays, with the one in the file.
    """

    new: tuple[Row, ...]
    same: int
    other: tuple[tuple[Row, Row], ...]
    summed: int


def read(
    path: Path, chosen: Mapping[str, str], usual: Usual, today: dt.date, without: Collection[str] = ()
) -> ImportedFile:
    """The counts in a CSV file of any columns.

    `chosen` names the heading for a column where it is not a known one; for those in `without` none is looked for.
    Nothing that is said about the file repeats a cell of it. Raises PeerkitError with each line that is not a count or
    lies after `today`, and where a heading or a cell is about a person: then nothing of the file may be taken.
    """
    if path.suffix.lower() in _WORKBOOKS:
        raise PeerkitError(
            f"{files.shown(path.name)} is a spreadsheet's own kind of file. Nothing was taken.",
            "Open it there, save it as CSV, and import that.",
        )
    records, wrong = Records(path), Wrong(path)
    lines = iter(records)
    heading = [cell.strip() for cell in next(lines, [])]
    _refuse_people(path, heading)
    places = _places(path, heading, chosen, without)
    dates = Dates(lambda: _column(path, places["date"]), echo=False)
    rows: list[tuple[int, Row]] = []
    for cells in lines:
        cells = [cell.strip() for cell in cells]
        number = records.line_of(cells)
        _refuse_contacts(path, heading, cells, number)
        if any(cells):
            picked = {column: cells[place] if place < len(cells) else "" for column, place in places.items()}
            try:
                rows.append((number, _row(picked, dates, usual, today)))
            except ValueError as error:
                wrong.say(number, error)
    if wrong.named:
        raise wrong.error()
    taken = {column.name: heading[places[column.name]] for column in COLUMNS if column.name in places}
    return ImportedFile(path, tuple(rows), taken, len(heading) - len(places))


def sort(root: Root, found: Iterable[ImportedFile]) -> ImportPlan:
    """Compare what was found with what is here. Raises PeerkitError where files disagree about a session."""
    first: dict[tuple[dt.date, str], tuple[Path, int, Row]] = {}
    again = 0
    for file in found:
        wrong = Wrong(file.path)
        for number, row in file.rows:
            path, line, known = first.setdefault(row.key, (file.path, number, row))
            again += known is not row
            if known != row:
                place = "" if path == file.path else f" of {path.name}"
                wrong.say(number, f"line {line}{place} has other numbers for {row.session} on that day.")
        if wrong.named:
            raise wrong.error()
    here = {row.key: row for row in ledger.each(root) if row.key in first}
    totals = quarters.read(root)
    rows = [row for _, _, row in first.values()]
    missing = [row for row in rows if row.key not in here]
    summed = sum(quarters.covering(totals, row.date) is not None for row in missing)
    new = sorted((row for row in missing if not quarters.covering(totals, row.date)), key=lambda row: row.key)
    other = [(here[row.key], row) for row in rows if row.key in here and here[row.key] != row]
    return ImportPlan(tuple(new), again + len(here) - len(other), tuple(other), summed)


def _refuse_people(path: Path, heading: list[str]) -> None:
    for place, cell in enumerate(heading):
        what = headings.about_a_person(cell) or headings.looks_like_contact(cell)
        if what and headings.column_of(cell) is None:
            raise _refused(path, heading, place, f"is for {what}")


def _refuse_contacts(path: Path, heading: list[str], cells: list[str], number: int) -> None:
    for place, cell in enumerate(cells):
        if what := headings.looks_like_contact(cell):
            raise _refused(path, heading, place, f"holds what looks like {what}, on line {number}")


def _refused(path: Path, heading: list[str], place: int, what: str) -> PeerkitError:
    named = heading[place] if place < len(heading) and not headings.looks_like_contact(heading[place]) else ""
    shown = f', "{files.shown(named[:40])}",' if named else ""
    return PeerkitError(
        f"{files.shown(path.name)}: column {_letter(place)}{shown} {what}. Nothing was taken.",
        "peerkit counts people and keeps nothing about anybody. Delete that column in a copy, then import the copy.",
    )


def _letter(place: int) -> str:
    """A column as a spreadsheet calls it: A, B, and AA after Z."""
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _places(path: Path, heading: list[str], chosen: Mapping[str, str], without: Collection[str]) -> dict[str, int]:
    """Where each column of the counts stands in the file, as far as it has one."""
    plain = [headings.plain(cell) for cell in heading]
    places: dict[str, int] = {}
    for name, wanted in chosen.items():
        if headings.plain(wanted) not in plain:
            close = [cell for cell in heading if did_you_mean(headings.plain(cell), [headings.plain(wanted)])]
            raise _no_column(path, f'has no column "{files.shown(wanted[:40])}".', name, close)
        places[name] = plain.index(headings.plain(wanted))
    for place, found in enumerate(heading):
        column = headings.column_of(found)
        if column is None or column in chosen or column in without or place in places.values():
            continue
        if headings.plain(found) in FORMATS and not _says_how_many(path, place):
            continue
        if column in places:
            both = [heading[places[column]], found]
            raise _no_column(
                path, f'has two columns that could be {column}: "{both[0]}" and "{both[1]}".', column, both
            )
        places[column] = place
    if missing := [column for column in _NEEDED if column not in places]:
        known = next(column.headings for column in COLUMNS if column.name == missing[0])
        close = [cell for cell in heading if did_you_mean(headings.plain(cell), known)]
        raise _no_column(path, f"has no column that is known to be {missing[0]}.", missing[0], close)
    return places


def _no_column(path: Path, what: str, column: str, close: list[str]) -> PeerkitError:
    """`close` are headings that may be meant: no other heading of the file is repeated."""
    meant = files.shown(close[0][:40]) if close else "ITS HEADING"
    return PeerkitError(
        f"{files.shown(path.name)} {files.shown(what)} Nothing was taken.",
        f'The first line names the columns. Say which one it is, for example: --map {column}="{meant}"',
    )


def _column(path: Path, place: int) -> Iterator[tuple[int, str]]:
    records = Records(path)
    return ((records.line, cells[place]) for cells in records if place < len(cells))


def _says_how_many(path: Path, place: int) -> bool:
    """Whether a column called by a format alone, such as `Online`, holds numbers, and not only yes or no."""
    cells = {cell.strip() for _, cell in islice(_column(path, place), 1, None)} - {""}
    return not cells or any(map(str.isdecimal, cells))


def _row(cells: Mapping[str, str], dates: Dates, usual: Usual, today: dt.date) -> Row:
    off = cells.get("cancelled", "")
    row = Row(
        dates.day(cells["date"]),
        _session(cells.get("session") or usual.session),
        session_format(cells.get("format") or usual.format),
        _count("people", cells.get("people", "")),
        tuple(_count(part.called, cells.get(part.name, "")) for part in PARTS),
        reading.cancelled(_CANCELLED.get(off.lower(), off), echo=False),
    )
    if row.date > today:
        raise ValueError(f"{row.date.isoformat()} is still to come.")
    if wrong := [*untrue(row), *contrary(row)]:
        raise ValueError(" ".join(wrong))
    return row


def _session(cell: str) -> str:
    if STEM.fullmatch(cell):
        return cell
    raise ValueError(f"{NO_NAME} If that column is something else: --session NAME.")


def _count(called: str, cell: str) -> int | None:
    if re.fullmatch(r"[0-9]{0,5}", cell):
        return int(cell) if cell else None
    raise ValueError(f"{called} are a whole number, or empty.")
