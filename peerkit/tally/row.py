"""One session's counts, and what can be true of them. No people in it, only how many."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple, Self

from peerkit.columns import COLUMNS, FORMATS, IN_PERSON, PARTS, UNCOUNTED, Parts, any_format, by_name
from peerkit.durations import counted
from peerkit.errors import PeerkitError
from peerkit.wording.slugs import LONGEST, STEM

MOST_PEOPLE = 9_999
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2999, 12, 31)
NO_DAY = f"the date is in a year from {EARLIEST.year} to {LATEST.year}."
NOBODY = "0 people, and it says that they met: whoever counts is there too. Was it cancelled, or did nobody count?"
NO_NAME = f"session is a name of at most {LONGEST} letters, digits and hyphens."


class Row(NamedTuple):
    """How many were there. `people` is everyone in the room; None means that nobody counted, which is not 0."""

    date: dt.date
    session: str
    format: str
    people: int | None
    parts: Parts = UNCOUNTED
    cancelled: bool = False

    @property
    def key(self) -> tuple[dt.date, str]:
        """No two rows share it."""
        return self.date, self.session

    @property
    def uncounted(self) -> bool:
        """Whether they met, and nobody counted."""
        return self.people is None and not self.cancelled

    @property
    def values(self) -> dict[str, Any]:
        """Every column's value by its name, in the order of COLUMNS."""
        found = {**by_name(self.parts), **self._asdict()}
        return {column.name: found[column.name] for column in COLUMNS}

    def parts_in_words(self) -> list[str]:
        """Each part that was counted: `2 for the first time`."""
        said = zip(PARTS, self.parts, strict=True)
        return [part.counted(count) for part, count in said if count is not None]

    def changed(self, **values: Any) -> Self:
        """The same row with other values in columns that are named."""
        counts = by_name(self.parts)
        counts |= {name: values.pop(name) for name in counts.keys() & values.keys()}
        return self._replace(parts=tuple(counts.values()), **values)


def checked(row: Row) -> Row:
    """The row, if it can be true and may be written. Raises PeerkitError with everything that cannot."""
    if wrong := [*untrue(row), *contrary(row)]:
        raise PeerkitError(
            f"The count for {row.date.isoformat()} was not written: {' '.join(wrong)}",
            "Put that right, then try again.",
        )
    return row


def untrue(row: Row) -> Iterator[str]:
    """A sentence for everything in a row that cannot be true."""
    if not EARLIEST <= row.date <= LATEST:
        yield NO_DAY
    if not STEM.fullmatch(row.session):
        yield NO_NAME
    if row.format not in FORMATS:
        yield f"format is {any_format()}."
    for called, count in (("people", row.people), *zip((part.called for part in PARTS), row.parts, strict=True)):
        if count is not None and not 0 <= count <= MOST_PEOPLE:
            yield f"{called} are a whole number from 0 to {MOST_PEOPLE:,}."
        elif count and row.uncounted:
            yield f"{called} are given, and the number of people is missing."
        elif count is not None and count > (row.people or 0):
            yield f"{called} are more than people, and people counts everyone."


def contrary(row: Row) -> Iterator[str]:
    """A sentence where two columns contradict each other. A row that is in the counts already stays."""
    if row.cancelled and row.people:
        yield f"{counted(row.people, 'person', 'people')} came, and it says that the session was cancelled."
    if row.people == 0 and not row.cancelled:
        yield NOBODY
    for part, count in zip(PARTS, row.parts, strict=True):
        if part.both_only and count and row.format == IN_PERSON:
            yield f"{count} {part.who}, and it says that everyone met in person."


def as_cell(value: object) -> str:
    """One value of a row as its cell: a date as 2026-11-26, yes or no, and empty for what was not recorded."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
