"""Months, as people type and read them."""

import re
from datetime import date

from peerkit.wording.safe import echoed

NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def month(typed: str) -> date:
    """The first day of the month that is typed as 2027-05, 2027-5, 5/2027 or May 2027.

    Raises ValueError with a sentence where it is none.
    """
    text = typed.strip().lower()
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


def in_words(year_and_month: str) -> str:
    """`May 2027` for 2027-05."""
    return f"{date.fromisoformat(f'{year_and_month}-01'):%B %Y}"


def _called(word: str) -> int:
    """1 to 12, or 0 where no month begins like that."""
    return next((place for place, name in enumerate(NAMES, start=1) if name.startswith(word)), 0)
