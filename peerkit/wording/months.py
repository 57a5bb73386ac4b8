"""Months and days, as people type and read them."""

import re
from datetime import date, datetime

from peerkit.figures import ascii_figures
from peerkit.messages import _, pgettext
from peerkit.wording.safe import echoed

NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def month(typed: str) -> date:
    """The first day of the month that is typed as 2027-05, 2027-5, 5/2027 or May 2027.

    Raises ValueError with a sentence where it is none.
    """
    text = ascii_figures(typed.strip().lower())
    if found := re.fullmatch(r"([0-9]{4})[-/. ]([0-9]{1,2})", text):
        year, number = int(found[1]), int(found[2])
    elif found := re.fullmatch(r"([0-9]{1,2})[-/. ]([0-9]{4})", text):
        year, number = int(found[2]), int(found[1])
    elif (found := re.fullmatch(r"([a-z]{3,9})\.? ([0-9]{4})", text)) and (number := _called(found[1])):
        year = int(found[2])
    else:
        raise ValueError(f'"{echoed(typed)}" is not a month. Write it like 2027-05 or May 2027.')
    if not 1 <= number <= 12:
        raise ValueError(f'"{echoed(typed)}" is not a month: there are twelve. Write it like 2027-05.')
    if year == 0:
        raise ValueError(f'"{echoed(typed)}" is not a month: there is no year 0. Write it like 2027-05.')
    return date(year, number, 1)


def span(typed: str) -> tuple[date, date]:
    """The first days of the first and of the last month of a time: June 2025 to May 2026, 2025-06 to 2026-05.

    June to May 2026 begins in the year before; the year to May 2026 is twelve months; one month is itself.
    Raises ValueError with a sentence where it is none.
    """
    text = " ".join(ascii_figures(typed).lower().replace("\N{EN DASH}", " to ").replace("\N{EM DASH}", " to ").split())
    text = re.sub(r" (?:until|till|through|-) |(?<=[a-z0-9]{3})-(?=[a-z]{3})", " to ", text).removeprefix("from ")
    if found := re.fullmatch(r"(?:the )?year (?:to|ending|ending in) (.+)", text):
        last = month(found[1])
        return date(last.year - (last.month < 12), last.month % 12 + 1, 1), last
    begin, to, end = text.partition(" to ")
    last = month(end if to else begin)
    if not to:
        return last, last
    if number := _called(begin.removesuffix(".")) if begin.isalpha() and len(begin) > 2 else 0:
        begin = f"{last.year - (number > last.month)}-{number}"
    return month(begin), last


def in_words(year_and_month: str) -> str:
    """`May 2027` for 2027-05."""
    first = date.fromisoformat(f"{year_and_month}-01")
    return _("{month} {year}", month=_alone(first), year=first.year)


def date_of(when: date) -> str:
    """`26 November 2026`."""
    return _("{day} {month} {year}", day=when.day, month=_in_a_date(when), year=when.year)


def day(when: date, *, year: bool = True) -> str:
    """`Thursday 26 November 2026`; without the `year` only `Thursday 26 November`."""
    weekday = weekday_of(when)
    if not year:
        return _("{weekday} {day} {month}", weekday=weekday, day=when.day, month=_in_a_date(when))
    return _("{weekday} {day} {month} {year}", weekday=weekday, day=when.day, month=_in_a_date(when), year=when.year)


def weekday_of(when: date) -> str:
    """`Thursday`."""
    return (
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
    )[when.weekday()]  # fmt: skip


def clock(wall: datetime) -> str:
    """`21:05`; where clocks go back that night and it is that time twice, with its zone: `01:30 (GMT)`."""
    time = f"{wall:%H:%M}"
    if wall.replace(fold=0).utcoffset() == wall.replace(fold=1).utcoffset():
        return time
    return _("{time} ({zone})", time=time, zone=wall.tzname() or "")


def _alone(when: date) -> str:
    """The month by itself, where some languages have another form of its name than in a date."""
    return (
        pgettext("a month by itself", "January"), pgettext("a month by itself", "February"),
        pgettext("a month by itself", "March"), pgettext("a month by itself", "April"),
        pgettext("a month by itself", "May"), pgettext("a month by itself", "June"),
        pgettext("a month by itself", "July"), pgettext("a month by itself", "August"),
        pgettext("a month by itself", "September"), pgettext("a month by itself", "October"),
        pgettext("a month by itself", "November"), pgettext("a month by itself", "December"),
    )[when.month - 1]  # fmt: skip


def _in_a_date(when: date) -> str:
    return (
        _("January"), _("February"), _("March"), _("April"), pgettext("the month", "May"), _("June"), _("July"),
        _("August"), _("September"), _("October"), _("November"), _("December"),
    )[when.month - 1]  # fmt: skip


def _called(word: str) -> int:
    """1 to 12, or 0 where no month begins like that."""
    return next((place for place, name in enumerate(NAMES, start=1) if name.startswith(word)), 0)
