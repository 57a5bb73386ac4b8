"""Days as people and spreadsheets write them, and in which order a whole file writes the day and the month."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from peerkit.tally.choices import DayOrder

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAME = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
_NAME += r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_TIME = re.compile(
    r"(?:(?<=[0-9])t|[,\s]+(?:at\s+)?)[0-9]{1,2}(?:[:.][0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\s*(?:am|pm|z|[+-][0-9]{2}:?[0-9]{2})?"
    r"|\s*(?:am|pm))$"
)
_DAY_NAME = re.compile(rf"^({_WEEKDAY})\.?[,\s]+|[,\s]+\(?({_WEEKDAY})\)?$")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/. ])([0-9]{1,2})\2([0-9]{1,2})")
_JOINED = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")
_WEEK = re.compile(r"([0-9]{4})-?w([0-9]{2})(?:-?([1-7]))?")
_LOCAL = re.compile(r"([0-9]{1,2})([-/. ])\s?([0-9]{1,2})\2\s?([0-9]{4}|[0-9]{2})")
_DAY_NAMED = re.compile(
    rf"([0-9]{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[-/. ,]*({_NAME})\.?(?:[-/ ,.']+([0-9]{{4}}|[0-9]{{2}}))?"
)
_NAMED_DAY = re.compile(rf"({_NAME})\.?[-/ ]*([0-9]{{1,2}})(?:st|nd|rd|th)?(?:[-/ ,.']+([0-9]{{4}}|[0-9]{{2}}))?")
_MONTH_ALONE = re.compile(
    rf"(?:({_NAME})[-/. ,']*([0-9]{{4}}|[0-9]{{2}})?|((?:19|20)[0-9]{{2}})[-/](0?[1-9]|1[0-2])|((?:19|20)[0-9]{{2}}))"
)
_CLOCK = re.compile(r"(?<![0-9])([0-9]{1,2})(?::([0-9]{2})(?::[0-9]{2})?\s*(am|pm)?|\s*(am|pm)\b)")
_BEGINS = re.compile(rf"[0-9]|(?:{_NAME}|{_WEEKDAY})\b.*[0-9]")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_YEARS = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}\s*(?:[-/\u2013]|to)\s*[0-9]{2}(?:[0-9]{2})?(?![0-9/-])")
_SERIAL = re.compile(r"[34][0-9]{4}|5[0-9]{4}")
_SERIAL_ZERO = dt.date(1899, 12, 30)
_LONGEST = 40
_SURE, _APART, _RARE, _FEW = 0.75, 0.3, 0.1, 4
FEW = "few"


class Written(NamedTuple):
    """A day as it was written. `first` and `second` are day and month, or month and day where `named` is False.

    `year` is None where it was left out; `weekday` is 0 for Monday, None where none was written; `week` says that only
    a week was written, and that its Monday stands for it.
    """

    year: int | None
    first: int
    second: int
    named: bool = True
    weekday: int | None = None
    week: bool = False

    @property
    def unsettled(self) -> bool:
        """Whether day and month could be the other way round."""
        return not self.named and self.first != self.second and self.first <= 12 and self.second <= 12

    @property
    def shows(self) -> DayOrder | None:
        """The order that this day shows by itself; None where it shows none."""
        if self.named or (self.first > 12) == (self.second > 12):
            return None
        return "day" if self.first > 12 else "month"

    def day(self, order: DayOrder, year: int | None = None) -> dt.date | None:
        """The day, read in that order; None where there is no such day. `year` is for one that was left out."""
        found = self.year or year
        day, month = (self.second, self.first) if order == "month" and not self.named else (self.first, self.second)
        try:
            return dt.date(found, month, day) if found else None
        except ValueError:
            return None


def written(cell: str) -> Written | None:
    """What a cell says of a day; None where it says none.

    2026-11-19, 20261119, 19/11/2026, 19.11.26, 19 Nov 2026, November 19th, 2026, Thu 19 Nov, 2026-W47, 2026-W47-4, each
    with a weekday or a time of the day, which is left out.
    """
    return _written(cell) if len(cell) <= _LONGEST else None


@lru_cache(maxsize=20_000)
def _written(cell: str) -> Written | None:
    if found := _LOCAL.fullmatch(cell):
        return Written(_century(found[4]), int(found[1]), int(found[3]), named=False)
    text = " ".join(cell.lower().split())
    if not _BEGINS.match(text):
        return None
    text = _TIME.sub("", text)
    weekday = None
    if found := _DAY_NAME.search(text):
        weekday = _WEEKDAYS.index((found[1] or found[2])[:3])
        text = (text[: found.start()] + text[found.end() :]).strip(" ,")
    if found := _YEAR_FIRST.fullmatch(text) or _JOINED.fullmatch(text):
        year, *_, month, day = found.groups()
        return Written(int(year), int(day), int(month), weekday=weekday)
    if found := _LOCAL.fullmatch(text):
        return Written(_century(found[4]), int(found[1]), int(found[3]), named=False, weekday=weekday)
    if found := _DAY_NAMED.fullmatch(text):
        return Written(_century(found[3]), int(found[1]), _month(found[2]), weekday=weekday)
    if found := _NAMED_DAY.fullmatch(text):
        return Written(_century(found[3]), int(found[2]), _month(found[1]), weekday=weekday)
    if found := _WEEK.fullmatch(text):
        try:
            day = dt.date.fromisocalendar(int(found[1]), int(found[2]), int(found[3] or 1))
        except ValueError:
            return None
        return Written(day.year, day.day, day.month, weekday=weekday, week=not found[3])
    return None


def serial(cell: str) -> Written | None:
    """The day that a spreadsheet keeps as a number: 46345 is 19 November 2026 (days since 30 December 1899)."""
    if not _SERIAL.fullmatch(cell):
        return None
    day = _SERIAL_ZERO + dt.timedelta(int(cell))
    return Written(day.year, day.day, day.month)


def minutes(cell: str) -> int | None:
    """The time of the day in a cell that holds one, beside a day or alone, in minutes; None where there is none."""
    found = _CLOCK.search(cell.lower())
    if found is None:
        return None
    hour, minute = int(found[1]) % 24, int(found[2] or 0)
    if half := found[3] or found[4]:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour * 60 + minute


def is_month(cell: str) -> bool:
    """Whether a cell names a month or a year and no day in it: `November 2026`, `2026-11`, `Nov`, `2026`."""
    return _MONTH_ALONE.fullmatch(" ".join(cell.lower().split())) is not None


def year_in(text: str) -> int | None:
    """The one year that a title, the name of a sheet or of a file names; None for none, several or `2025/26`."""
    if _YEARS.search(text):
        return None
    years = set(_YEAR.findall(text))
    return int(years.pop()) if len(years) == 1 else None


def _century(year: str | None) -> int | None:
    return None if year is None else int(year) + (2000 if len(year) == 2 else 0)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


class ReadingOrder(NamedTuple):
    """The order in which a file is read, and why: `shown` by days above 12, `weekdays`, `sequence` or `computer`.

    `why` is empty where no day needed an order, and FEW where only few did, and nothing settles those.
    """

    order: DayOrder
    why: str


def way_of(days: Sequence[tuple[Written, int | None]], usual: DayOrder | None, today: dt.date) -> ReadingOrder | None:
    """The order of day and month in the days of a whole column, each with the year that stands for one left out.

    One mistyped day turns no other round: where few days show their order, weekdays and the sequence come first.
    None where nothing settles it, and `usual`, the computer's own order, is not known either.
    """
    shown = Counter(order for each, _ in days if (order := each.shows))
    unsettled = sum(each.unsettled for each, _ in days)
    by_whole = _by_the_whole(days, today) if unsettled else None
    if shown:
        order, most = shown.most_common(1)[0]
        others = sum(shown.values()) - most
        if by_whole and by_whole.order != order and most < _FEW <= unsettled:
            return by_whole
        if most >= 3 * others:
            return ReadingOrder(order, "shown")
        return by_whole
    if not unsettled:
        return ReadingOrder("day", "")
    if by_whole is None and unsettled <= max(1, _RARE * len(days)) < len(days):
        return ReadingOrder("day", FEW)
    return by_whole or (ReadingOrder(usual, "computer") if usual else None)


def _by_the_whole(days: Sequence[tuple[Written, int | None]], today: dt.date) -> ReadingOrder | None:
    """By weekdays, for a weekly group meets on one; else by which order leaves days in sequence and none to come."""
    read: dict[DayOrder, list[dt.date]] = {}
    for order in ("day", "month"):
        read[order] = [day for each, year in days if (day := each.day(order, year))]
        if len(read[order]) < _FEW:
            return None
    for why, share in (("weekdays", _one_weekday), ("sequence", lambda those: _in_sequence(those, today))):
        by_day, by_month = share(read["day"]), share(read["month"])
        if max(by_day, by_month) >= _SURE and abs(by_day - by_month) >= _APART:
            return ReadingOrder("day" if by_day > by_month else "month", why)
    return None


def _one_weekday(days: Sequence[dt.date]) -> float:
    return max(Counter(day.weekday() for day in days).values()) / len(days)


def _in_sequence(days: Sequence[dt.date], today: dt.date) -> float:
    steps = [later >= earlier for earlier, later in pairwise(days)]
    over = sum(day <= today for day in days) / len(days)
    return over * max(sum(steps), len(steps) - sum(steps)) / len(steps)


def usual_weekday(days: Iterable[dt.date]) -> tuple[int, float] | None:
    """The weekday on which most days lie, and which share of them does; None of no days."""
    counted = Counter(day.weekday() for day in days)
    if not counted:
        return None
    weekday, times = counted.most_common(1)[0]
    return weekday, times / sum(counted.values())
