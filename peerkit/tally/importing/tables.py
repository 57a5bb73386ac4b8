"""Where a table begins in a sheet, and what each of its columns holds."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from peerkit.columns import FORMATS, ONLINE, PARTS, PHONE
from peerkit.messages import _
from peerkit.tally import headings
from peerkit.tally.choices import DayOrder
from peerkit.tally.importing import days
from peerkit.tally.importing.cells import CellKind, kind
from peerkit.tally.importing.sheets import Sheet
from peerkit.workspace import files

IN_PERSON, BY_PHONE, HELD, STATUS = "in_person", "by_phone", "held", "status"
HOW = (IN_PERSON, "online", BY_PHONE)
"""Columns that together say how many met in which way."""
_MORE = {
    **dict.fromkeys(("in person", "face to face", "f2f", "in room", "on site", "at the venue"), IN_PERSON),
    **dict.fromkeys(("phone", "by phone", "telephone", "on the phone", "by telephone", "dialled in"), BY_PHONE),
    **dict.fromkeys(("zoom", "virtual", "via zoom", "on zoom", "remote"), "online"),
    **dict.fromkeys(("held", "met", "took place", "did we meet", "did you meet", "went ahead", "happened"), HELD),
    **dict.fromkeys(("did not meet", "didn t meet", "not held", "no meeting", "no session", "dnm"), "cancelled"),
    **dict.fromkeys(("status", "state", "outcome"), STATUS),
    **dict.fromkeys(("group", "which group", "session name", "group name", "name of group"), "session"),
}  # fmt: skip
MARKED: dict[str, str] = {f"{IN_PERSON}?": FORMATS[0], "online?": ONLINE, f"{BY_PHONE}?": PHONE}
"""Columns that say with yes or no in which way a session met."""
_IN_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_NAMES_ORDER = re.compile(r"\b(?:(dd?[/.-]mm?)|mm?[/.-]dd?)\b")
NUMBERS = ("people", *HOW, *(part.name for part in PARTS))
_LOOKED_AT, _MOST_NAMES, _SEVERAL = 40, 12, 3


@dataclass
class SheetColumn:
    """What the `filled` cells of a column hold: how many of each kind, the first line of each, and a few words.

    `serials` are days as a spreadsheet's numbers, `months` the first cells that name a month. `small`: no number is
    above 1; `plain`: no long number begins with 0 or +; `alone` are cells with nothing but an address or a telephone
    number.
    """

    place: int
    heading: str
    kinds: Counter[CellKind] = field(default_factory=Counter)
    first: dict[CellKind, int] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    filled: int = 0
    serials: int = 0
    months: int = 0
    small: bool = True
    plain: bool = True
    alone: int = 0

    def add(self, line: int, cell: str) -> None:
        """Take note of a cell that has anything."""
        what = kind(cell)
        self.kinds[what] += 1
        self.filled += 1
        self.first.setdefault(what, line)
        if what is CellKind.COUNT:
            self.serials += days.serial(cell) is not None
            self.small = self.small and cell in ("0", "1")
        elif what is CellKind.WORDS and len(self.words) <= _MOST_NAMES:
            self.words.add(headings.plain(cell))
        elif what in (CellKind.LONG, CellKind.CONTACT):
            self.alone += what is CellKind.LONG or " " not in cell
            self.plain = self.plain and not (what is CellKind.LONG and cell[0] in "0+(")
        if self.months == self.filled - 1:  # so far all are
            self.months += days.is_month(cell)

    def share(self, *kinds: CellKind) -> float:
        """Which part of its cells is of these kinds; 0 where all are empty."""
        return sum(self.kinds[each] for each in kinds) / self.filled if self.filled else 0.0

    @property
    def letter(self) -> str:
        """The column as a spreadsheet calls it: A, B, and AA after Z."""
        letters, place = "", self.place + 1
        while place:
            place, letter = divmod(place - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return letters


@dataclass(frozen=True)
class CountsTable:
    """A sheet from its headings on. `heading_line` is 0 where it has none; `year` is the one that stands above it."""

    path: Path
    sheet: Sheet
    heading: list[str]
    heading_line: int
    year: int | None

    @property
    def called(self) -> str:
        """The file, and which sheet of it: by its number, for a sheet may be called by somebody's name."""
        name = files.shown(self.path.name)
        return _("{file}, sheet {number}", file=name, number=self.sheet.number) if self.sheet.number else name

    def lines(self) -> Iterator[tuple[int, list[str], int | None]]:
        """Each line that has anything, with its number and the year of the title above it; headings again are none."""
        year = self.year
        for number, cells in self.sheet.lines():
            filled = [cell for cell in cells if cell]
            if number <= self.heading_line or not filled or cells == self.heading:
                continue
            if len(filled) == 1 and (found := days.year_in(filled[0])) and not days.written(filled[0]):
                year = found
            yield number, cells, year

    def columns(self) -> list[SheetColumn]:
        """What each column holds, the rightmost that has anything last."""
        found = [SheetColumn(place, heading) for place, heading in enumerate(self.heading)]
        for number, cells, _year in self.lines():
            while len(found) < len(cells):
                found.append(SheetColumn(len(found), ""))
            for column, cell in zip(found, cells, strict=False):
                if cell:
                    column.add(number, cell)
        return found


def table_in(path: Path, sheet: Sheet, chosen: Collection[str]) -> CountsTable:
    """The table of a sheet, whose headings stand below any title; `chosen` are headings that were said."""
    lines = [line for line in islice(sheet.lines(), _LOOKED_AT) if any(line[1])]
    number, heading = _with_second(lines, *_heading(lines, {headings.plain(each) for each in chosen}))
    titles = [" ".join(cells) for line, cells in lines if line < number]
    years = {year for text in (*titles, sheet.name, path.stem) if (year := days.year_in(text))}
    return CountsTable(path, sheet, heading, number, years.pop() if len(years) == 1 else None)


def _heading(lines: list[tuple[int, list[str]]], chosen: set[str]) -> tuple[int, list[str]]:
    """The line of the headings, and they; 0 and none where the first line is one of the counts already."""
    for number, cells in lines:
        if chosen and chosen <= {headings.plain(cell) for cell in cells}:
            return number, cells
    for wanted in (NUMBERS, (*_MORE.values(), *NUMBERS, "session", "format", "cancelled")):
        for number, cells in lines:
            roles = {role_of(cell) for cell in cells}
            if "date" in roles and roles.intersection(wanted):
                return number, cells
    before: tuple[int, list[str]] = (0, [])
    for number, cells in lines:
        kinds = {kind(cell) for cell in cells if cell}
        if sum(kind(cell) is CellKind.DAY for cell in cells) >= _SEVERAL:
            return number, cells
        if CellKind.DAY in kinds:
            return before
        before = (number, cells) if len([cell for cell in cells if cell]) > 1 else (0, [])
    return lines[0] if lines else (0, [])


def _with_second(lines: list[tuple[int, list[str]]], number: int, heading: list[str]) -> tuple[int, list[str]]:
    """The headings with those of a second line below them, as In person and Online below Attendance."""
    after = next((line for line in lines if line[0] > number), None)
    if number == 0 or after is None or not any(role_of(cell) in NUMBERS for cell in after[1]):
        return number, heading
    if any(kind(cell) in (CellKind.DAY, CellKind.COUNT) for cell in after[1]):
        return number, heading
    wide = max(len(heading), len(after[1]))
    upper, lower = ([*cells, *[""] * (wide - len(cells))] for cells in (heading, after[1]))
    return after[0], [below or above for above, below in zip(upper, lower, strict=True)]


def role_of(heading: str) -> str | None:
    """What a heading alone may stand for: a column of the counts, or one of HOW, HELD and STATUS.

    What it has in brackets is left out: `Attendance (everyone)`, `Date (dd/mm/yyyy)`.
    """
    alone = _IN_BRACKETS.sub("", heading)
    return headings.column_of(alone) or _MORE.get(headings.plain(alone))


def order_in(heading: str) -> DayOrder | None:
    """The order of day and month that a heading names, as `Date (dd/mm/yyyy)` does."""
    found = _NAMES_ORDER.search(heading.lower())
    return None if found is None else "day" if found[1] else "month"
