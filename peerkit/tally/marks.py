"""Marks in shared files: random letters for each month, so that nothing which a group shared twice is added twice.

A row has the mark of each month in it. Two rows with the same mark are one group's, and about the same month; nothing
else can be told by it. No month's mark leads to another month's, and none of them to the group.
"""

import re
import secrets
import tempfile
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import IO

from peerkit.tally.periods import Month, Period

LETTERS = "bcdfghjklmnpqrstvwxz"
"""No vowel, so that there is no word among them; no figure, so that no spreadsheet takes one for a number or a day."""
LENGTH = 12
MARK = re.compile(f"[{LETTERS}]{{{LENGTH}}}")
_BUCKETS, _IN_MEMORY = 128, 1_024


def new() -> str:
    """A mark: one of 4e15, so that among 100,000 groups no two of a month are alike by chance."""
    number = secrets.randbelow(len(LETTERS) ** LENGTH)
    return "".join(LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(LENGTH))


def cell(period: Period, marks: Mapping[Month, str]) -> str:
    """The marks of a row, month by month; nothing where a month has none yet."""
    found = [marks.get(month, "") for month in period.months]
    return " ".join(found) if all(found) else ""


class MarksMet:
    """In which files a mark was met, each file by a number. Memory has an end: what goes beyond it lies in a file.

    Nobody else sees that file, and it holds numbers that mean nothing outside this process.
    """

    def __init__(self) -> None:
        self._buckets = [array("q") for _ in range(_BUCKETS)]
        self._written: defaultdict[int, list[int]] = defaultdict(list)
        self._file: IO[bytes] | None = None

    def add(self, file: int, marks: Iterable[object]) -> None:
        """Take note of marks, or of anything else that tells files apart."""
        buckets = self._buckets
        for number in map(hash, marks):
            bucket = buckets[number % _BUCKETS]
            bucket.append(number)
            bucket.append(file)
            if len(bucket) >= _IN_MEMORY:
                self._write(number % _BUCKETS)

    def together(self) -> list[list[int]]:
        """Which files have a mark in common with another, directly or by way of others: each set in order."""
        first: dict[int, int] = {}

        def root(file: int) -> int:
            while (above := first.setdefault(file, file)) != file:
                first[file] = file = first[above]
            return file

        for at in range(_BUCKETS):
            met = self._all(at)
            if len(set(met[::2])) < len(met) // 2:
                several = {number for number, times in Counter(met[::2]).items() if times > 1}
                earlier: dict[int, int] = {}
                for number, file in zip(met[::2], met[1::2], strict=True):
                    if number in several and (one := root(earlier.setdefault(number, file))) != (two := root(file)):
                        first[max(one, two)] = min(one, two)
        sets: defaultdict[int, list[int]] = defaultdict(list)
        for file in sorted(first):
            sets[root(file)].append(file)
        return [files for files in sets.values() if len(files) > 1]

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()

    def _write(self, at: int) -> None:
        self._file = self._file or tempfile.TemporaryFile()  # noqa: SIM115 - it goes with this
        self._written[at].append(self._file.tell())
        self._buckets[at].tofile(self._file)
        del self._buckets[at][:]

    def _all(self, at: int) -> "array[int]":
        found = array("q")
        for place in self._written[at]:
            assert self._file is not None
            self._file.seek(place)
            found.fromfile(self._file, _IN_MEMORY)
        return found + self._buckets[at]
