"""One session's counts, and what can be true of them. No people in it, only how many."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

from peerkit.durations import counted
from peerkit.errors import PeerkitError

FORMATS = ("in person", "online", "both")
MOST_PEOPLE = 9_999
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2999, 12, 31)
NO_DAY = f"the date is in a year from {EARLIEST.year} to {LATEST.year}."
LONGEST_NAME = 64
SESSION = re.compile(rf"[^\W_][\w-]{{0,{LONGEST_NAME - 1}}}")
"""The names that a plan may have: planning.template.STEM, which would load pydantic."""
NO_NAME = f"session is a name of at most {LONGEST_NAME} letters, digits and hyphens."
NO_FORMAT = f"format is one of {', '.join(FORMATS)}."
_COUNTS = ("people", "first_timers", "supporters", "volunteers")
SAID = {name: name.replace("_", "-") for name in _COUNTS}
"""The counts as they are said: first-timers is the column `first_timers`."""


@dataclass(slots=True)
class Row:
    """How many were there. `people` is everyone in the room; None means not recorded, which is not 0.

    Nothing changes a row. It is not frozen because a frozen one takes five times as long to make, and reading
    counts is mostly that.
    """

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
    if not SESSION.fullmatch(row.session):
        yield NO_NAME
    if row.format not in FORMATS:
        yield NO_FORMAT
    if row.people is None and not row.cancelled:
        yield "the number of people is missing; only a cancelled session has none."
    for name in _COUNTS:
        count = getattr(row, name)
        if count is not None and not 0 <= count <= MOST_PEOPLE:
            yield f"{SAID[name]} are a whole number from 0 to {MOST_PEOPLE:,}."
        elif count is not None and count > (row.people or 0):
            yield f"{SAID[name]} are more than people, and people counts everyone."


def contrary(row: Row) -> Iterator[str]:
    """A sentence where people came to a session that was cancelled. One that is in the counts already stays."""
    if row.cancelled and row.people:
        yield f"{counted(row.people, 'person', 'people')} came, and it says that the session was cancelled."


def as_cell(value: object) -> str:
    """One value of a row as its cell: a date as 2026-11-26, yes or no, and empty for what was not recorded."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
