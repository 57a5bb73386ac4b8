"""CSV files as people and spreadsheets write them, a line at a time, and what is said of a line that is wrong."""

import csv
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from itertools import chain
from pathlib import Path

from peerkit.errors import NEWER, PeerkitError, did_you_mean
from peerkit.wording.safe import seen
from peerkit.workspace import files

LARGEST_FILE = 64_000_000
_MOST_NAMED = 10


class Wrong:
    """What is wrong in a file: the first lines by their number, and how many more. It never grows beyond that."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.named: list[str] = []
        self._more = 0

    def say(self, number: int, reason: object) -> None:
        """Take note of one line."""
        if len(self.named) < _MOST_NAMED:
            self.named.append(f"line {number}: {reason}")
        else:
            self._more += 1

    def error(self, hint: str = "") -> PeerkitError:
        """All of it, and where to mend it, or what else to do."""
        more = [f"and {self._more} more lines"] if self._more else []
        name = files.shown(self._path.name)
        return PeerkitError(
            "\n".join(f"{name}: {files.shown(line)}" for line in [*self.named, *more]),
            hint
            or f"Nothing was changed. Mend {files.shown(self._path)} in a spreadsheet or an editor, then try again.",
        )


def refused(path: Path, number: int, reason: object, hint: str = "") -> PeerkitError:
    """The error for a file that cannot be read beyond one line."""
    wrong = Wrong(path)
    wrong.say(number, reason)
    return wrong.error(hint)


class Records:
    """The lines of a file as cells, the heading's first, in memory for a few of them.

    Cells are divided by `divider`, or by whichever of comma, semicolon and tab the first line has most of. `encoding`
    is for a file that may not be in UTF-8. Raises files.Missing, or PeerkitError with the line where the file is no
    table.
    """

    def __init__(self, path: Path, limit: int = LARGEST_FILE, divider: str = "", encoding: str = "") -> None:
        self._path, self._limit, self._divider, self._encoding = path, limit, divider, encoding
        self._reader = csv.reader(())

    @property
    def line(self) -> int:
        """The number of the line that was read last."""
        return self._reader.line_num

    def line_of(self, cells: list[str]) -> int:
        """The number of the line on which the last cells begin: a cell in quotes may go on over several."""
        return self.line - sum(cell.count("\n") for cell in cells)

    def __iter__(self) -> Iterator[list[str]]:
        with closing(files.read_lines(self._path, self._limit, self._encoding)) as read:
            lines = chain.from_iterable(map(_seen, read))
            header = next(lines, None)
            if header is None:
                return
            self._reader = csv.reader(chain((header,), lines), delimiter=self._divider or _divider(header), strict=True)
            try:
                yield from self._reader
            except csv.Error as error:
                raise refused(self._path, self._last_start(), _said(error)) from error

    def _last_start(self) -> int:
        """Where the cells begin that cannot be read: where a quote was opened, and not where the file ends."""
        start = 1
        with closing(files.read_lines(self._path, self._limit, self._encoding)) as read, suppress(csv.Error):
            lines = chain.from_iterable(read)
            header = next(lines)
            reader = csv.reader(chain((header,), lines), delimiter=self._divider or _divider(header), strict=True)
            for _ in reader:
                start = reader.line_num + 1
        return start


def _said(error: csv.Error) -> str:
    said = str(error)
    if "unexpected end" in said or "expected after" in said:
        return "a quotation mark is opened here, and is not closed where the cell ends."
    return "a cell is longer than any count." if "limit" in said else f"{said}."


def _seen(lines: list[str]) -> Iterable[str]:
    """Lines without signs that can't be seen and mean nothing."""
    return lines if all(map(str.isascii, lines)) else map(seen, lines)


def _divider(header: str) -> str:
    return max(",;\t", key=header.count)


class Layout:
    """Where the columns of a file stand, by the names in its first line, in whatever order.

    `known` are the names that may be there, `needed` those that must; what an older peerkit did not write is empty in
    every line. `names` are those that are there, `places` where each known one stands, `width` how many cells a line
    has: a place of `width` is that of a column that is missing.

    Raises PeerkitError for a name that is not known (a newer peerkit's, or somebody's own), one that is there twice
    and one that is needed and missing.
    """

    def __init__(self, path: Path, heading: list[str], known: Sequence[str], needed: Collection[str]) -> None:
        self.names = tuple(_trimmed(heading, 0))
        self.width = len(self.names)
        missing = [name for name in known if name not in self.names]
        if lost := [name for name in missing if name in needed]:
            meant = next(
                filter(None, (did_you_mean(name[:40], missing) for name in self.names if name not in known)), ""
            )
            raise refused(path, 1, f"the columns are {','.join(known)}. Here {lost[0]} is missing. {meant}".rstrip())
        for name in self.names:
            if name not in known:
                meant = did_you_mean(name[:40], missing)
                there = f'there is a column "{name[:40]}" that this peerkit does not know. {meant}'.rstrip()
                hint = (
                    "Nothing was changed. If a newer peerkit wrote it, use that one. If the column is your own, keep "
                    f"it elsewhere and take it out of {files.shown(path)}."
                )
                raise refused(path, 1, f"{there} {NEWER}", hint)
            if self.names.count(name) > 1:
                raise refused(path, 1, f"there are two columns called {name}.")
        self.places = [self.names.index(name) if name in self.names else self.width for name in known]

    def picked(self, cells: list[str]) -> list[str]:
        """The cells of a line, _trimmed, in the order of `known`; none where the line is empty. Raises ValueError."""
        cells = _trimmed(cells, self.width)
        if not any(cells):
            return []
        if len(cells) != self.width:
            raise ValueError(f"there are {len(cells)} cells; {self.width} are needed.")
        cells.append("")
        return [cells[place] for place in self.places]


def _trimmed(cells: list[str], columns: int) -> list[str]:
    """Cells without the space around them, and without empty ones past the last column."""
    cells = [cell.strip() for cell in cells]
    while len(cells) > columns and not cells[-1]:
        cells.pop()
    return cells


class _Line:
    """What a csv.writer writes into: gives each line back."""

    def write(self, line: str) -> str:
        return line


def write(path: Path, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Write a table whole or not at all, in memory for one row."""
    writer = csv.writer(_Line(), lineterminator="\n")
    files.write_atomic(path, map(writer.writerow, chain((columns,), rows)))
