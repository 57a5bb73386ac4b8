"""Months and days, as people type and read them: typed in English always, and in the language that is spoken.

What a language calls them, and how it shortens that, is CLDR's, and stands in its catalogue.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from peerkit.figures import ascii_figures
from peerkit.messages import ENGLISH, Catalogue, _, heard, pgettext, speaking
from peerkit.wording.safe import echoed
from peerkit.wording.typed import folded

NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST = 3
"""Letters of a name that are enough for it, where they begin no other."""


def month(typed: str) -> date:
    """The first day of the month that is typed as 2027-05, 2027-5, 5/2027 or May 2027.

    Raises ValueError with a sentence where it is none.
    """
    text = ascii_figures(typed.strip().lower())
    if found := re.fullmatch(r"([0-9]{4})[-/. ]([0-9]{1,2})", text):
        year, number = int(found[1]), int(found[2])
    elif found := re.fullmatch(r"([0-9]{1,2})[-/. ]([0-9]{4})", text):
        year, number = int(found[2]), int(found[1])
    elif (found := re.fullmatch(r"([^0-9]+?)(?: de)? ([0-9]{4})", text)) and (number := month_called(found[1])):
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
    if number := month_called(begin):
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
    return _weekdays()[when.weekday()]


def weekday_called(typed: str) -> int | None:
    """The day of the week, 0 for Monday, that a name or the beginning of one means; None where it means none."""
    return _place(typed, _days_here(heard()))


def month_called(typed: str) -> int:
    """The month, 1 to 12, that a name or the beginning of one means; 0 where it means none."""
    place = _place(typed, _months_here(heard()))
    return 0 if place is None else place + 1


def with_english_names(text: str) -> str:
    """A text with each whole name of a day or month in the language that is spoken as the English one."""
    if heard() is ENGLISH:
        return text
    both = [(WEEKDAYS, _days_here(heard())[1]), *((NAMES, names) for names in _months_here(heard())[1:3])]
    known = {name: english for called, names in both for name, english in zip(names, called, strict=True)}
    longest = max(len(name.split()) for name in known)
    words, found = text.split(), list[str]()
    while words:
        sizes = range(min(longest, len(words)), 0, -1)
        size = next((each for each in sizes if _bare(" ".join(words[:each])) in known), 0)
        sign = words[(size or 1) - 1][-1:]
        name = known[_bare(" ".join(words[:size]))] + (sign if sign in ",;" else "") if size else words[0]
        found.append(name)
        words = words[size or 1 :]
    return " ".join(found)


def _bare(name: str) -> str:
    return folded(name.strip(" .,;"))


def _place(typed: str, lists: Sequence[Sequence[str]]) -> int | None:
    """Where a name stands in lists of names: it itself in any, else the one that begins so, in English first."""
    said = _bare(typed)
    whole = [names.index(said) for names in lists if said in names]
    if whole or len(said) < _SHORTEST:
        return whole[0] if whole else None
    for names in lists:
        begun = [place for place, name in enumerate(names) if name.startswith(said)]
        if len(begun) == 1:
            return begun[0]
    return None


@lru_cache(4)
def _days_here(catalogue: Catalogue) -> tuple[tuple[str, ...], ...]:
    with speaking(catalogue):
        here = (_weekdays(), _short_weekdays(), tuple(name.split()[-1] for name in _weekdays()))  # Gwener: dydd Gwener
    return (WEEKDAYS, *(tuple(map(_bare, names)) for names in here))


@lru_cache(4)
def _months_here(catalogue: Catalogue) -> tuple[tuple[str, ...], ...]:
    every = [date(2026, number, 1) for number in range(1, 13)]
    with speaking(catalogue):
        here = (tuple(map(_in_a_date, every)), tuple(map(_alone, every)), _short_months())
    return (NAMES, *(tuple(map(_bare, names)) for names in here))


def _weekdays() -> tuple[str, ...]:
    return (
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
    )  # fmt: skip


def _short_weekdays() -> tuple[str, ...]:
    return (
        pgettext("a day, short", "Mon"), pgettext("a day, short", "Tue"), pgettext("a day, short", "Wed"),
        pgettext("a day, short", "Thu"), pgettext("a day, short", "Fri"), pgettext("a day, short", "Sat"),
        pgettext("a day, short", "Sun"),
    )  # fmt: skip


def _short_months() -> tuple[str, ...]:
    return (
        pgettext("a month, short", "Jan"), pgettext("a month, short", "Feb"), pgettext("a month, short", "Mar"),
        pgettext("a month, short", "Apr"), pgettext("a month, short", "May"), pgettext("a month, short", "Jun"),
        pgettext("a month, short", "Jul"), pgettext("a month, short", "Aug"), pgettext("a month, short", "Sep"),
        pgettext("a month, short", "Oct"), pgettext("a month, short", "Nov"), pgettext("a month, short", "Dec"),
    )  # fmt: skip


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
