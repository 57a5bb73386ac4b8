"""Lengths of time as people write and say them. Inside peerkit a duration is whole seconds, an int."""

import re
from functools import lru_cache

from peerkit.figures import ascii_figures
from peerkit.messages import _, ngettext, pgettext

_UNITS = {r"h(?:(?:ou)?rs?)?": 3600, r"m(?:in(?:ute)?s?)?": 60, r"s(?:ec(?:ond)?s?)?": 1}
_WRITTEN = re.compile(r"\s*".join(rf"(?:(\d{{1,5}})\s*{unit})?" for unit in _UNITS), re.ASCII)
LONGEST = 24 * 3600


class LongerThanADay(ValueError):  # noqa: N818 - it reads as a fact
    """A length of time, and more than anything here lasts."""


@lru_cache(256)
def parse(text: str) -> int:
    """Seconds in `90s`, `8m` or `1h 15m` (also `15 min`, `2 hours`, `1h30`).

    Raises ValueError with a sentence that says how to write it.
    """
    short = re.sub(r"(?<=\dh)(\d\d)$", r"\1m", " ".join(ascii_figures(text).lower().split()))
    shown = "".join(sign for sign in text[:40] if sign.isprintable())
    found = _WRITTEN.fullmatch(short)
    if not short or found is None:
        raise ValueError(_('"{typed}" is not a length of time. Write it as 90s, 8m or 1h 15m.', typed=shown))
    seconds = sum(int(part) * unit for part, unit in zip(found.groups(), _UNITS.values(), strict=True) if part)
    if seconds > LONGEST:
        raise LongerThanADay(_('"{typed}" is longer than a day.', typed=shown))
    return seconds


def written(seconds: int) -> str:
    """`1h 15m`, `5m 20s`, `45s`: short, and `parse` reads it back."""
    return " ".join(f"{number}{unit}" for number, unit in zip(_parts(seconds), "hms", strict=True) if number) or "0s"


def said(seconds: int) -> str:
    """`1 hour 15 minutes`, `5 minutes 20 seconds`, `45 seconds`: to be read aloud, as a sentence or after a colon."""
    hours, minutes, left = _parts(seconds)
    parts = [ngettext("{n} hour", "{n} hours", hours)] if hours else []
    parts += [ngettext("{n} minute", "{n} minutes", minutes)] if minutes else []
    parts += [ngettext("{n} second", "{n} seconds", left)] if left or not parts else []
    first, *others = parts
    if not others:
        return first
    if len(others) == 1:
        return pgettext("a length of time", "{first} {second}", first=first, second=others[0])
    return pgettext("a length of time", "{first} {second} {third}", first=first, second=others[0], third=others[1])


def _parts(seconds: int) -> tuple[int, int, int]:
    minutes, left = divmod(seconds, 60)
    return minutes // 60, minutes % 60, left


def counted(number: int, thing: str, things: str = "") -> str:
    """`1 minute`, `9 minutes`, `no minutes`; `3 people` where the plural has no s."""
    return f"{number or 'no'} {thing if number == 1 else things or f'{thing}s'}"


def clock(seconds: int) -> str:
    """`8:05` or `1:15:00`: minutes and seconds for a display."""
    minutes, left = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"
