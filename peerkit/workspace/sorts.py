"""What a value in `peerkit.toml` is: one function for each sort, which gives it back or raises ValueError."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from peerkit.columns import ASKED
from peerkit.errors import NEWER, did_you_mean
from peerkit.messages import TAG
from peerkit.wording import somebodys
from peerkit.wording.safe import hidden_in, seen

TOLD = (
    "name", "days", "when", "where", "town", "county", "postcode", "getting_in", "access", "cost", "for_whom",
    "language", "contact", "web", "online",
)  # fmt: skip
"""The keys of `[group]` that are on paper unless it says that they are on the web, too, or told on contact only."""
LONGEST_WORD, LONGEST_LINE, LONGEST_ADDRESS, MOST_LINES = 40, 400, 200, 20
PLACES = ("england", "scotland", "wales", "northern-ireland", "elsewhere")
_ADDRESS = r"(?i)(?:https?://(?!\w+:/)[a-z0-9[][!-~]*|mailto:[!-~]+@[!-~]+|tel:[+0-9][!-~]*)"


def text(most: int) -> Callable[[Any], str]:
    """What reads one line of at most so many characters."""

    def checked(value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError("This is text in quotes.")
        said = seen(value)
        if hidden := hidden_in(said):
            raise ValueError(f"This holds {hidden}. Take it out.")
        if len(said.splitlines()) > 1:
            raise ValueError("This is one line. Take the line's end out.")
        if "\t" in said:
            raise ValueError("This holds a tab. Put a space in its place.")
        if len(said) > most:
            raise ValueError(f"This is {len(said)} characters long; {most} is the most.")
        return said.strip()

    return checked


line = text(LONGEST_LINE)


def word(value: Any) -> str:
    """A word of the group's own, which is never empty."""
    if found := text(LONGEST_WORD)(value):
        return found
    raise ValueError("This is empty. Leave the line out for the usual word.")


def lines(value: Any) -> tuple[str, ...]:
    """A list of lines; one text is taken for its lines, as somebody writes it who doesn't know TOML."""
    value = value.splitlines() if isinstance(value, str) else value
    if not isinstance(value, list) or len(value) > MOST_LINES:
        raise ValueError(f'This is a list of at most {MOST_LINES} lines: ["One line", "Another"].')
    return tuple(filter(None, map(line, value)))


def on_lines(value: Any) -> str:
    """What may be written on several lines, as an address is: one after the other, with commas between."""
    if isinstance(value, str) and "\n" in value.strip():
        value = value.splitlines()
    if not isinstance(value, list):
        return line(value)
    return line(", ".join(each.strip(" ,\r") for each in lines(value)))


def place(value: Any) -> str:
    """One of the countries that there are numbers for, or elsewhere."""
    if value in ("", *PLACES):
        return str(value)
    raise ValueError(f"This is {', '.join(PLACES[:-1])} or {PLACES[-1]}. {did_you_mean(str(value), PLACES)}".strip())


def address(value: Any) -> str:
    """An address that a telephone's camera can open, or nothing. Raises ValueError with a sentence."""
    found = text(LONGEST_ADDRESS)(value)
    if found and not re.fullmatch(_ADDRESS, found):
        raise ValueError("This is an address written whole, in plain letters, such as: https://example.org")
    return found


def about_line(value: Any) -> str:
    """A line about the group as a whole. Raises ValueError with a sentence for how to reach somebody."""
    said = line(value)
    looks = (
        "an e-mail address" if somebodys.addresses(said) else "a telephone number" if somebodys.numbers(said) else ""
    )
    if looks:
        raise ValueError(
            f"This looks like {looks}, and it is about the group as a whole. How to reach the group is [group] contact."
        )
    return said


def counts(value: Any) -> tuple[str, ...]:
    """What is asked at the closing, in the order of the columns. A ValueError has the right ones as well."""
    chosen = set(lines(value))
    right = tuple(count for count in ASKED if count in chosen)
    if unknown := sorted(chosen.difference(ASKED)):
        known = ", ".join(f'"{count}"' for count in ASKED)
        newer = "" if did_you_mean(unknown[0], ASKED) else f" {NEWER}"
        raise ValueError(f'"{unknown[0]}" cannot be asked for. Choose from {known}.{newer}', right)
    return right


def yes_or_no(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError("This is true or false, without quotes.")
    return value


def tell(value: Any) -> str:
    """How much is said unasked."""
    if value not in ("less", "usual", "more"):
        raise ValueError('This is "less", "usual" or "more".')
    return str(value)


def month(value: Any) -> int:
    """A month from 1 to 12."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 12:
        raise ValueError("This is a month from 1 to 12, without quotes.")
    return value


def months(value: Any) -> int:
    """How many months "2y", "18m" or "1 year" are. Raises ValueError with a sentence."""
    typed = value.strip().lower() if isinstance(value, str) else ""
    found = re.fullmatch(r"([1-9][0-9]?)\s*(?:(y|years?)|m|months?)", typed)
    if found is None:
        raise ValueError('This is a number of years or months, such as "2y" or "18m".')
    return int(found[1]) * (12 if found[2] else 1)


def days(value: Any) -> tuple[str, ...]:
    """The days on which the group meets, clause by clause, as they were written."""
    from peerkit.recurrence.reading import parse

    said = lines(value)
    parse(said)
    return said


def zone(value: Any) -> str:
    """The name of a time zone."""
    from zoneinfo import ZoneInfo

    name = line(value)
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f'"{name}" is no time zone. Write it like Europe/London.') from None
    return name


def told(value: Any) -> tuple[str, ...]:
    """Keys of `[group]`, in their order."""
    chosen = lines(value)
    if unknown := [key for key in chosen if key not in TOLD]:
        meant = did_you_mean(unknown[0], TOLD)
        raise ValueError(f'"{unknown[0]}" is not one of: {", ".join(TOLD)}. {meant}'.rstrip())
    return tuple(key for key in TOLD if key in chosen)


def link(value: Any) -> str:
    """An address on the web, or nothing."""
    found = address(value)
    if found and not found.lower().startswith(("https://", "http://")):
        raise ValueError("This is an address on the web, such as: https://example.org")
    return found


def language(value: Any) -> str:
    """A language's tag."""
    found = line(value)
    if not re.fullmatch(TAG, found):
        raise ValueError("This is the tag of a language, such as: en or cy")
    return found


def day(value: Any) -> date | None:
    """A day, with quotes or without."""
    try:
        return value if type(value) is date else date.fromisoformat(value) if value else None
    except (TypeError, ValueError):
        raise ValueError("This is a day, such as: 2026-12-03") from None


def number_of_its_own(value: Any) -> str:
    """A UUID, as `group calendar` makes it."""
    found = line(value)
    if found and not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", found):
        raise ValueError("This is what peerkit wrote here. Take the line out, and it makes another.")
    return found
