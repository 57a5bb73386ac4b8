"""The record of what was shared as text: TOML with one key a line, so that a message can name the line."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from peerkit.errors import NEWER, PeerkitError
from peerkit.tally.disclosure import FEWEST_SESSIONS, STEP, Figure, FirstTimers, Shared
from peerkit.tally.marks import MARK
from peerkit.tally.periods import Month, Period, is_one, is_year
from peerkit.tally.row import MOST_PEOPLE
from peerkit.tally.shared_file import printable
from peerkit.workspace import files, toml

FORMAT = 1
KEYS = {
    "visits": ("from", "to", "held", "cancelled", "uncounted", "days", "figure", "corrected"),
    "first_timers": ("from", "to", "days", "figure", "corrected"),
}
MARKS, DEPARTED = "marks", "departed"
_OPTIONAL = ("uncounted", "days", "figure", "corrected")
_MONTH = re.compile(r"[12][0-9]{3}-(?:0[1-9]|1[0-2])")
_MOST_SESSIONS = 1_000_000
_AS_IT_WAS = (
    "Nothing was shared. Put that line back as it was, or take the whole file from a copy: "
    "it keeps one session from being found by comparing figures."
)
_UNKNOWN = f'there is no key "{{}}" here. {NEWER}'
HEADER = """\
# What was shared, written by peerkit. It reads this before it makes new figures, so that they cannot be compared with
# older ones to find a single session. Keep it, and leave it as it is.
"""


def parsed(text: str, name: str) -> Shared:
    """A record as it was written in the file `name`. Raises PeerkitError, with the line, for what `written` isn't."""
    try:
        return _shared(toml.tables(text, files.shown(name)))
    except PeerkitError as error:
        raise PeerkitError(error.message, _AS_IT_WAS) from None
    except _Wrong as wrong:
        message = f"{name.rpartition('/')[2]}: line {wrong.line(text)}: {files.shown(str(wrong))}"
        newer = "\nIf a newer peerkit wrote it, use that one." if "newer peerkit" in message else ""
        raise PeerkitError(message, _AS_IT_WAS + newer) from None


def written(shared: Shared) -> str:
    """A record as text."""
    lines = [f"format = {FORMAT}", *([f"{DEPARTED} = true"] if shared.departed else [])]
    for figure in shared.visits:
        uncounted = {"uncounted": figure.uncounted} if figure.uncounted else {}  # an older peerkit knows no such key
        lines += _table("visits", figure, figure.visits, held=figure.held, cancelled=figure.cancelled, **uncounted)
    for people in shared.first_timers:
        lines += _table("first_timers", people, people.people)
    if shared.marks:
        lines += ["", f"[{MARKS}]", *(f'{year}-{month:02} = "{mark}"' for (year, month), mark in shared.marks.items())]
    return HEADER + "\n".join(["", *lines, ""])


def _table(name: str, shared: Figure | FirstTimers, number: int | None, **sessions: int) -> list[str]:
    """One key a line, so that a message can name the line: tomli-w would put a short table on one."""
    figure = {} if shared.days is None else {"days": shared.days}
    figure |= {} if number is None else {"figure": number}
    keys = {"from": shared.period.first, "to": shared.period.last, **sessions, **figure}
    corrected = ["corrected = true"] if shared.corrected else []
    return ["", f"[[{name}]]", *(f"{key} = {value}" for key, value in keys.items()), *corrected]


class _Wrong(Exception):  # noqa: N818 - a place and a reason, not an error to be seen
    """What cannot be in a record: the table, which one of its kind, and the key."""

    def __init__(self, reason: str, table: str = "", at: int = 0, key: str = "") -> None:
        super().__init__(reason)
        self._table, self._at, self._key = table, at, key

    def line(self, text: str) -> int:
        """The line of the key, else of its table, else the first: the record as it is written has one key a line."""
        seen, found = -1, 1
        key = re.compile(rf'\s*(\[\[?\s*)?"?{re.escape(self._key)}"?\s*[=.\]]')
        for number, line in enumerate(text.splitlines(), start=1):
            if self._table and re.match(rf"\s*(\[\[?\s*)?{self._table}\b", line):
                seen += 1
                found = number if seen <= self._at else found
            if self._key and seen == (self._at if self._table else -1) and key.match(line):
                return number
        return found


def _shared(data: Mapping[str, Any]) -> Shared:
    for key in data:
        if key not in ("format", DEPARTED, MARKS, *KEYS):
            raise _Wrong(_UNKNOWN.format(key[:60]), key=key)
    if "format" not in data:
        raise _Wrong(f"format = {FORMAT} is missing: something was cut off.")
    if type(data["format"]) is not int or data["format"] != FORMAT:
        raise _Wrong(f"format is {FORMAT}. Another number was written by a newer peerkit.", key="format")
    if data.get(DEPARTED, True) is not True:
        raise _Wrong(f"{DEPARTED} is true, or left out.", key=DEPARTED)
    visits = tuple(_visits(table, at) for table, at in _tables(data, "visits"))
    people = tuple(_people(table, at) for table, at in _tables(data, "first_timers"))
    for name, periods in (("visits", [each.period for each in visits]), ("first_timers", [e.period for e in people])):
        for at, (one, other) in enumerate(pairwise(periods), start=1):
            if other.first <= one.last:
                raise _Wrong("a session is counted in one figure only, and this goes back over days above.", name, at)
    return Shared(visits, people, dict(_marks(data)), DEPARTED in data)


def _marks(data: Mapping[str, Any]) -> Iterator[tuple[Month, str]]:
    marks = data.get(MARKS, {})
    if not isinstance(marks, dict):
        raise _Wrong(f"{MARKS} is a table that begins with [{MARKS}].", MARKS)
    for month, mark in marks.items():
        if not _MONTH.fullmatch(month) or not isinstance(mark, str) or not MARK.fullmatch(mark):
            raise _Wrong('a mark is twelve letters for a month, such as 2026-04 = "bcdfghjklmnp".', MARKS, key=month)
        yield (int(month[:4]), int(month[5:])), mark


def _tables(data: Mapping[str, Any], name: str) -> Iterator[tuple[dict[str, Any], int]]:
    tables = data.get(name, [])
    if not isinstance(tables, list):
        raise _Wrong(f"{name} is a table that begins with [[{name}]].", name)
    for at, table in enumerate(tables):
        if not isinstance(table, dict):
            raise _Wrong(f"{name} is a table that begins with [[{name}]].", name, at)
        for key in table:
            if key not in KEYS[name]:
                raise _Wrong(_UNKNOWN.format(key[:60]), name, at, key)
        for key in KEYS[name]:
            if key not in table and key not in _OPTIONAL:
                raise _Wrong(f"{key} is missing.", name, at)
        if "corrected" in table and table["corrected"] is not True:
            raise _Wrong("corrected is true, or left out.", name, at, "corrected")
        yield table, at


def _visits(table: dict[str, Any], at: int) -> Figure:
    held, cancelled = (_number(table, key, "visits", at) for key in ("held", "cancelled"))
    uncounted = _number(table, "uncounted", "visits", at) if "uncounted" in table else 0
    if uncounted > held:
        raise _Wrong("uncounted is more than held.", "visits", at, "uncounted")
    counted = held - uncounted
    corrected = "corrected" in table
    figure = _number(table, "figure", "visits", at) if "figure" in table else None
    if figure is None:
        if counted < FEWEST_SESSIONS and not corrected:
            raise _Wrong("figure is missing: only three sessions or more are kept without one.", "visits", at)
    elif figure == 0:
        if held:
            raise _Wrong("figure is 0 only where no session was held.", "visits", at, "figure")
    elif counted < FEWEST_SESSIONS or not printable(figure) or figure > counted * MOST_PEOPLE + STEP:
        raise _Wrong(f"{figure} is no figure that could have been shared.", "visits", at, "figure")
    return Figure(
        _period(table, "visits", at), held, cancelled, figure, corrected, uncounted, _days(table, "visits", at)
    )


def _people(table: dict[str, Any], at: int) -> FirstTimers:
    period = _period(table, "first_timers", at)
    if not is_year(period):
        raise _Wrong("first-timers are shared by whole years only.", "first_timers", at, "to")
    corrected, days = "corrected" in table, _days(table, "first_timers", at)
    if "figure" not in table and corrected:
        return FirstTimers(period, None, corrected, days)
    figure = _number(table, "figure", "first_timers", at) if "figure" in table else 0
    if not printable(figure):
        raise _Wrong(f"{figure} is no figure that could have been shared.", "first_timers", at, "figure")
    return FirstTimers(period, figure, corrected, days)


def _days(table: dict[str, Any], name: str, at: int) -> int | None:
    return _number(table, "days", name, at) if "days" in table else None


def _number(table: dict[str, Any], key: str, name: str, at: int) -> int:
    value = table[key]
    most = _MOST_SESSIONS * (dt.date.max.toordinal() if key == "days" else MOST_PEOPLE)
    if type(value) is not int or not 0 <= value <= most:
        raise _Wrong(f"{key} is a whole number.", name, at, key)
    return value


def _period(table: dict[str, Any], name: str, at: int) -> Period:
    for key in ("from", "to"):
        if type(table[key]) is not dt.date:
            raise _Wrong(f"{key} is a day, such as 2026-04-01.", name, at, key)
    period = Period(table["from"], table["to"])
    if not is_one(period):
        raise _Wrong("from and to are the ends of a month, a quarter, half a year or a year.", name, at, "to")
    return period
