"""Many groups' shared figures added up: the printed figures of files that `tally export` wrote, and nothing else."""

import datetime as dt
import os
import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from peerkit.errors import PeerkitError
from peerkit.tally.marks import LENGTH, LETTERS, MarksMet
from peerkit.tally.periods import CALENDAR, Month, Period, joined, named
from peerkit.tally.reading import Meanings
from peerkit.tally.shared_file import COLUMNS, LARGEST, MARKS, UNCOUNTED, SharedRow, days_of, figure_of, read
from peerkit.workspace import files

_EVERY = 100
_HEADS = {",".join((*COLUMNS, *(MARKS, UNCOUNTED)[:more])): more for more in range(3)}
"""The first lines that are written, and how many columns each has besides."""
_DAYS = len("2026-01-01,2026-03-31,")
_BESIDE = ("-first-timers.csv", ".datapackage.json")
_MARKS = re.compile(f"(?:[{LETTERS}]{{{LENGTH}}} )*")
_Days = tuple[Period, int]
"""A period, and how many months it has."""
_Told = tuple[int, int, int | None, bool, int]
"""Held, cancelled, visits, whether that was corrected, and uncounted."""


@dataclass(slots=True)
class Sum:
    """What so many groups shared, added up. `visits` leaves out the figures that are not shown, so many of them.

    At `uncounted` of the sessions held nobody counted.
    """

    groups: int = 0
    held: int = 0
    cancelled: int = 0
    visits: int = 0
    shown: int = 0
    not_shown: int = 0
    uncounted: int = 0

    def add(self, held: int, cancelled: int, visits: int | None, uncounted: int, times: int = 1) -> None:
        """Add the figure of one group; None is not shown. -1 `times` takes one away."""
        self.groups += times
        self.held += times * held
        self.cancelled += times * cancelled
        self.uncounted += times * uncounted
        if visits is None:
            self.not_shown += times
        else:
            self.visits += times * visits
            self.shown += times


class Lack(NamedTuple):
    """What one file lacks, beside the others: months, figures, marks."""

    path: str
    missing: tuple[Period, ...]
    not_shown: tuple[Period, ...]
    unmarked: bool


@dataclass
class Combined:
    """Sums by period.

    `files` were read. `again` are figures that were in more than one file and are counted once. `alike` are files
    with the same figures of which one has no marks, so that nobody can tell whether it is a copy: both are counted.
    `lacking` are files that lack something, to be looked at by `lacks`.
    """

    files: int
    groups: int
    periods: dict[Period, Sum]
    again: int = 0
    alike: list[list[str]] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)

    @property
    def total(self) -> Sum:
        """Over all periods; `groups` are so many at most: nobody can tell whose figures of other months are whose."""
        found = Sum(self.groups)
        for each in self.periods.values():
            found.held += each.held
            found.cancelled += each.cancelled
            found.uncounted += each.uncounted
            found.visits += each.visits
            found.shown += each.shown
            found.not_shown += each.not_shown
        return found

    def lacks(self, most: int | None = None) -> Iterator[Lack]:
        """What each file lacks that lacks something, the first `most` of them. They are read again."""
        months = {month for period in self.periods for month in period.months}
        for name in islice(self.lacking, most):
            rows = read(Path(name))
            missing = months.difference(*(row.period.months for row in rows))
            yield Lack(
                name,
                joined(CALENDAR.containing(dt.date(*month, 1), "month") for month in sorted(missing)),
                joined(row.period for row in sorted(rows) if row.visits is None),
                not all(row.marks for row in rows),
            )


def sources(names: Iterable[str], listed: Iterable[str]) -> list[str]:
    """Files to add up: what is named, what lies in folders that are named, and for `-` the lines `listed`.

    In a folder, and in those below it, CSV and JSON files are taken, but for those that export puts beside them.
    Raises PeerkitError for a folder without any.
    """
    found: list[str] = []
    for name in names:
        if name == "-":
            found += sources((line.rstrip("\r\n") for line in listed if line.strip() not in ("", "-")), ())
        elif Path(name).is_dir():
            if not (inside := sorted(_inside(name))):
                raise PeerkitError(
                    f"There is no CSV or JSON file in {files.shown(name)}. Nothing was added up.",
                    "Name the folder in which the files lie that groups have sent.",
                )
            found += inside
        else:
            found.append(name)
    return found


def _inside(folder: str) -> Iterator[str]:
    for above, _, names in os.walk(folder):
        for name in names:
            if name.lower().endswith((".csv", ".json")) and not name.endswith(_BESIDE) and name[0] != ".":
                yield str(Path(above, name))


def combine(names: Sequence[str], progress: Callable[[int], object] = int) -> Combined:
    """Add up files of figures, in memory that grows by their names and by no row.

    What one group shared twice has the same marks, and is counted once. `progress` hears after each hundred files
    how many are done. Raises PeerkitError, naming file and line, for all that `tally export` would not have written,
    figures that are not rounded above all; and where files of one group contradict each other.
    """
    with closing(MarksMet()) as marks, closing(MarksMet()) as figures:
        adding = _Adding(names, marks, figures)
        for number in range(len(names)):
            adding.add(number)
            if (number + 1) % _EVERY == 0:
                progress(number + 1)
        return adding.done()


class _Adding:
    """The sums as they grow, and what tells whether two files are one group's."""

    def __init__(self, names: Sequence[str], marks: MarksMet, figures: MarksMet) -> None:
        self._names, self._marks, self._figures = names, marks, figures
        self._sums: defaultdict[Period, Sum] = defaultdict(Sum)
        self._months, self._short, self._unmarked = array("I"), bytearray(), bytearray()
        self._days: Meanings[str, _Days] = Meanings(_days)
        self._told: Meanings[str, _Told] = Meanings(_told)
        self._again, self._groups = 0, len(names)

    def add(self, number: int) -> None:
        """Read a file and add its figures: quickly where it stands just as `tally export` writes it."""
        path = Path(self._names[number])
        rows, marks, unmarked = self._quick(path) or self._slow(path)
        short, covered = False, 0
        for (period, months), (held, cancelled, visits, _, uncounted) in rows:
            self._sums[period].add(held, cancelled, visits, uncounted)
            covered += months
            short = short or visits is None
        self._months.append(covered)
        self._short.append(short)
        self._unmarked.append(unmarked)
        self._marks.add(number, marks)
        self._figures.add(number, [tuple(rows)])

    def _quick(self, path: Path) -> tuple[list[tuple[_Days, _Told]], list[str], bool] | None:
        """The rows of a file in order, its marks, and whether it lacks any; None for a file that needs a closer look.

        This reads two million rows a second where `shared_file.read` reads a hundred thousand.
        """
        try:
            heading, *lines = files.read_bytes(path, LARGEST).decode("ascii").split("\r\n")
            if heading not in _HEADS or not lines or lines.pop():
                return None
            more, days, told = _HEADS[heading], self._days, self._told
            rows: list[tuple[_Days, _Told]] = []
            cells: list[str] = []
            before = uncounted = ""
            for line in lines:
                when, what, cell = line[:_DAYS], line[_DAYS:], ""
                if more > 1:
                    what, _, uncounted = what.rpartition(",")
                if more:
                    what, _, cell = what.rpartition(",")
                    if cell:
                        cells.append(cell)
                row = days[when], told[f"{what},{uncounted}" if more > 1 else what]
                if when <= before or (cell and len(cell) != row[0][1] * (LENGTH + 1) - 1):
                    return None
                before = when[11:]
                rows.append(row)
            marks = " ".join(cells)
            if not rows or (marks and not _MARKS.fullmatch(f"{marks} ")):
                return None
        except ValueError:
            return None
        return rows, marks.split(), len(cells) < len(rows)

    def _slow(self, path: Path) -> tuple[list[tuple[_Days, _Told]], list[str], bool]:
        found = sorted(read(path))
        rows = [((row.period, row.period.length), row[2:7]) for row in found]
        return rows, [mark for row in found for mark in row.marks], not all(row.marks for row in found)

    def done(self) -> Combined:
        """The sums, once whatever came twice is taken out."""
        for numbers in self._marks.together():
            self._groups -= len(numbers) - 1
            self._settle(numbers)
        alike: list[list[str]] = []
        for numbers in self._figures.together():
            others = self._without_copies(numbers)
            if len(others) > 1 and any(self._unmarked[number] for number in others):
                alike.append([self._names[number] for number in others])
        periods = {period: each for period, each in sorted(self._sums.items()) if each.groups}
        months = len({month for period in periods for month in period.months})
        lacking = [
            name
            for name, covered, short, unmarked in zip(
                self._names, self._months, self._short, self._unmarked, strict=True
            )
            if short or unmarked or covered < months
        ]
        return Combined(len(self._names), self._groups, periods, self._again, alike, lacking)

    def _settle(self, numbers: Iterable[int]) -> None:
        """Take out of the sums what files of one group say twice. Raises PeerkitError where they contradict."""
        kept: dict[tuple[Month, str], tuple[SharedRow, int]] = {}
        for number in numbers:
            for row in sorted(read(Path(self._names[number]))):
                marks = list(zip(row.period.months, row.marks, strict=False))
                others = {kept[mark] for mark in marks if mark in kept and kept[mark][1] != number}
                older = [other for other in others if self._stays(other, (row, number)) is not other]
                for other in older:
                    self._take_out(other[0])
                if len(older) == len(others):
                    kept |= dict.fromkeys(marks, (row, number))
                else:
                    self._take_out(row)

    def _stays(self, one: tuple[SharedRow, int], other: tuple[SharedRow, int]) -> tuple[SharedRow, int]:
        """Which of two figures of the same group, that have days in common, is counted: the newer, where that shows.

        A figure that was put right is newer than the one before, and so is one that was taken back. That a period had
        too few sessions to say anything is older than a longer period's figure.
        """
        first, second = one[0], other[0]
        visits = first.visits, second.visits
        if first[:7] == second[:7]:
            return one
        if first.period != second.period:
            if first.told != second.told:
                return one if first.told else other
            if not first.told:
                return max(one, other, key=lambda each: len(each[0].marks))
        elif first.corrected != second.corrected and None not in visits:
            return one if first.corrected else other
        elif not (first.corrected or second.corrected) and first.told and second.told and None in visits:
            return one if first.visits is None else other
        names = [files.shown(self._names[each[1]]) for each in (one, other)]
        if first.period == second.period:
            what = f"say different things of {named(first.period)}"
        else:
            what = f"have one figure for {named(first.period)} and another for {named(second.period)}"
        raise PeerkitError(
            f"{names[0]} and {names[1]} are one group's, and {what}. Nothing was added up.",
            "Leave out the older of them, or ask that group which of them holds.",
        )

    def _take_out(self, row: SharedRow) -> None:
        self._sums[row.period].add(row.held, row.cancelled, row.visits, row.uncounted, -1)
        self._again += 1

    def _without_copies(self, numbers: Iterable[int]) -> list[int]:
        """Those of some files with the same figures that are not one file given twice; that one is counted once."""
        there: dict[tuple[int, int], int] = {}
        for number in numbers:
            found = Path(self._names[number]).stat()
            if there.setdefault((found.st_dev, found.st_ino), number) != number and self._unmarked[number]:
                self._groups -= 1
                for row in read(Path(self._names[number])):
                    self._take_out(row)
        return list(there.values())


def _days(cell: str) -> _Days:
    first, last, rest = cell.split(",")
    if rest:
        raise ValueError
    period = days_of(first, last)
    return period, period.length


def _told(cell: str) -> _Told:
    held, cancelled, visits, status, *uncounted = cell.split(",")
    return figure_of([held, cancelled, visits, status, *(uncounted or [""])])
