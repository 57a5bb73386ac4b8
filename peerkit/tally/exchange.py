"""Counts from somebody else's file: only days and numbers are taken, and only from lines that are sure."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from peerkit.columns import COLUMNS
from peerkit.errors import PeerkitError
from peerkit.messages import _
from peerkit.tally import headings, ledger, quarters
from peerkit.tally.importing import people, sheets
from peerkit.tally.importing.entries import CountLines, Usual, by_day
from peerkit.tally.importing.judging import ImportWishes, Judged, Odd, WholeDoubtError, judge
from peerkit.tally.importing.layout import Roles
from peerkit.tally.importing.sheets import Sheet
from peerkit.tally.importing.tables import CountsTable, SheetColumn, order_in, role_of, table_in
from peerkit.tally.reading import LedgerReader, columns_in
from peerkit.tally.row import Row, contrary
from peerkit.tally.table import Wrong
from peerkit.workspace import files
from peerkit.workspace.root import REPLACED, Root

__all__ = ["ImportPlan", "ImportRequest", "ImportWishes", "ImportedFile", "Usual", "read", "sort"]

_FIGURES = {"from", "to", "held", "visits"}
_OWN = {column.name for column in COLUMNS if column.always}


@dataclass(frozen=True)
class ImportRequest:
    """What was typed about a file.

    `chosen` names the heading or the letter for a column; for those in `without` none is looked for; `leave` are
    headings of columns that are about nobody; with `count_lines` each line is one person.
    """

    wishes: ImportWishes
    chosen: Mapping[str, str] = field(default_factory=dict)
    without: Collection[str] = ()
    leave: Collection[str] = ()
    count_lines: bool = False


@dataclass(frozen=True)
class ImportedFile:
    """The sure rows of one file or sheet, each with its line; which heading was taken for which column.

    `others` says how many columns were left alone, `odd` which lines were and why, `empty` which have a day and no
    number, `sums` how many add others up; `notes` are whole sentences about all of it. `named`: the file, or whoever
    gave it, says which session each is.
    """

    path: Path
    rows: tuple[tuple[int, Row], ...]
    taken: Mapping[str, str]
    others: int
    sheet: str = ""
    odd: tuple[Odd, ...] = ()
    empty: tuple[int, ...] = ()
    sums: int = 0
    notes: tuple[str, ...] = ()
    named: bool = False

    @property
    def name(self) -> str:
        """What it is called: `counts.csv`, or `counts.xlsx (2026)`."""
        return f"{self.path.name} ({self.sheet})" if self.sheet else self.path.name


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do: rows to add, rows that are here, here with other numbers, and older than is kept.

    `other` pairs the row that is here, and stays, with the one in the file; `beside` a row that is here under another
    name with the same number on the same day, and so may be the same session, which is left out.
    """

    new: tuple[Row, ...]
    same: int
    other: tuple[tuple[Row, Row], ...]
    summed: int
    beside: tuple[tuple[Row, Row], ...] = ()


def read(path: Path, usual: Usual, asked: ImportRequest) -> list[ImportedFile]:
    """The counts in a file of any columns: one of CSV, one for each sheet of a workbook that has any.

    Nothing that is said about the file repeats a cell that may be somebody's. Raises PeerkitError where the file is no
    table of counts, or is not one line a session, and where a column is about people: then nothing of it may be taken.
    """
    found: list[ImportedFile] = []
    refused: list[PeerkitError] = []
    for sheet in sheets.opened(path):
        try:
            found.append(_read(path, sheet, usual, asked))
        except people.PeopleError:
            raise
        except PeerkitError as error:
            refused.append(error)
    if not found:
        raise refused[0] if refused else _empty(path)
    if refused:
        notes = [_("Left alone: {why}", why=error.message) for error in refused]
        found[-1] = replace(found[-1], notes=(*found[-1].notes, *notes))
    return found


def _read(path: Path, sheet: Sheet, usual: Usual, asked: ImportRequest) -> ImportedFile:
    table = table_in(path, sheet, asked.chosen.values())
    if _OWN.issubset(table.heading) and not asked.chosen and not sheet.name:
        return _of_peerkit(path, usual, asked)
    if _FIGURES.issubset(table.heading):
        raise PeerkitError(
            _("{file} holds figures of months, and not counts. Nothing was taken.", file=files.shown(path.name)),
            _("To add up what groups have shared: peerkit tally combine FILE..."),
        )
    columns = table.columns()
    people.refuse_turned_registers(table, columns)
    left = {headings.plain(each) for each in asked.leave}
    people.refuse_contacts(table, columns, left)
    roles = Roles(table, columns, asked.chosen, asked.without)
    try:
        layout = roles.layout(people=not asked.count_lines)
    except PeerkitError:
        people.refuse_registers(table, columns, None)
        if (date := roles.date) is not None:
            people.refuse_one_line_a_person(table, date, None, columns)
        raise
    number = layout.places.get("people")
    if not asked.count_lines:
        people.refuse_registers(table, columns, number)
        people.refuse_one_line_a_person(table, layout.places["date"], number, columns)
    lines = by_day(table, layout, usual) if asked.count_lines else CountLines(table, layout, usual)
    letters = {name: columns[place].letter for name, place in layout.places.items()}
    try:
        wishes = asked.wishes._replace(said=asked.wishes.said or order_in(layout.taken["date"]))
        judged = judge(lines, wishes, letters)
    except WholeDoubtError as doubt:
        raise PeerkitError(f"{table.called} {doubt.message} {_('Nothing was taken.')}", doubt.hint) from None
    _refuse_if_mostly_odd(table, judged)
    others = len([each for each in layout.others if each.heading or each.filled])
    return ImportedFile(
        path, tuple(judged.rows), layout.taken, others, sheet.name, tuple(judged.odd), tuple(judged.empty), judged.sums,
        (*_left(layout.others), *judged.notes), "session" in layout.places or "session" in asked.without,
    )  # fmt: skip


def _of_peerkit(path: Path, usual: Usual, asked: ImportRequest) -> ImportedFile:
    """Counts that peerkit wrote: every row as it is, but for what was said otherwise or may not be entered any more."""
    if path.name == REPLACED:
        raise PeerkitError(
            _("{file} holds counts as they were before they were put right. Nothing was taken.", file=path.name),
            _("Import attendance.csv, which lies beside it."),
        )
    rows: list[tuple[int, Row]] = []
    odd: list[Odd] = []
    said = {name: getattr(usual, name) for name in asked.without}
    reader = LedgerReader(path)
    for there in reader:
        row = there.changed(**said)
        wrong = list(contrary(row))
        if row.date > asked.wishes.today:
            wrong.append(_("{day} is still to come.", day=row.date))
        if wrong:
            odd.append(Odd(reader.line, " ".join(wrong)))
        else:
            rows.append((reader.line, row))
    taken = {name: name for name in columns_in(path) if name not in asked.without}
    return ImportedFile(path, tuple(rows), taken, 0, odd=tuple(odd), named=True)


def _left(others: Iterable[SheetColumn]) -> Iterator[str]:
    for column in others:
        if role_of(column.heading) == "session" and column.filled:
            yield _("Column {letter} does not tell sessions apart, so it was left alone.", letter=column.letter)


def _refuse_if_mostly_odd(table: CountsTable, judged: Judged) -> None:
    """Raises PeerkitError, with the first lines, where more of a file is odd than sure: it was not understood."""
    unread = [each for each in judged.odd if each.row is None]
    if judged.odd and len(judged.odd) > len(judged.rows) and (unread or not judged.rows):
        wrong = Wrong(table.path)
        for each in judged.odd:
            wrong.say(each.line, each.why)
        raise wrong.error()


def _empty(path: Path) -> PeerkitError:
    return PeerkitError(
        _("{file} has nothing in it. Nothing was taken.", file=files.shown(path.name)),
        _("Give a file with a day and a number on each line."),
    )


def sort(root: Root, found: Sequence[ImportedFile]) -> ImportPlan:
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
    named = {row.key for file in found if file.named for _, row in file.rows}
    days = {day for day, _ in first}
    there = [row for row in ledger.each(root) if row.date in days]
    here = {row.key: row for row in there if row.key in first}
    alike = {_but_its_name(row): row for row in there if row.key not in first}
    totals = quarters.read(root)
    rows = [row for _, _, row in first.values()]
    missing = [row for row in rows if row.key not in here]
    unnamed = [row for row in missing if row.key not in named and _but_its_name(row) in alike]
    beside = [(alike[_but_its_name(row)], row) for row in unnamed]
    doubtful = set(unnamed)
    missing = [row for row in missing if row not in doubtful]
    summed = sum(quarters.covering(totals, row.date) is not None for row in missing)
    new = sorted((row for row in missing if not quarters.covering(totals, row.date)), key=lambda row: row.key)
    other = [(here[row.key], row) for row in rows if row.key in here and here[row.key] != row]
    return ImportPlan(tuple(new), again + len(here) - len(other), tuple(other), summed, tuple(beside))


def _but_its_name(row: Row) -> tuple[dt.date, int | None, bool]:
    return row.date, row.people, row.cancelled
