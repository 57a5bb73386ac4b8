"""Lengths of time as people write and say them. Inside peerkit a duration is whole seconds, an int."""

import re
from functools import lru_cache

_UNITS = {r"h(?:(?:ou)?rs?)?": 3600, r"m(?:in(?:ute)?s?)?": 60, r"s(?:ec(?:ond)?s?)?": 1}
_WRITTEN = re.compile(r"\s*".join(rf"(?:(\d{{1,5}})\s*{unit})?" for unit in _UNITS), re.ASCII)
LONGEST = 24 * 3600


@lru_cache(256)
def parse(text: str) -> int:
    """Seconds in `90s`, `8m` or `1h 15m` (also `15 min`, `2 hours`).

    Raises ValueError with a sentence that says how to write it.
    """
    short = " ".join(text.lower().split())
    shown = "".join(sign for sign in text[:40] if sign.isprintable())
    found = _WRITTEN.fullmatch(short)
    if not short or found is None:
        raise ValueError(f'"{shown}" is not a length of time. Write it as 90s, 8m or 1h 15m.')
    seconds = sum(int(part) * unit for part, unit in zip(found.groups(), _UNITS.values(), strict=True) if part)
    if seconds > LONGEST:
        raise ValueError(f'"{shown}" is longer than a day.')
    return seconds


def written(seconds: int) -> str:
    """`1h 15m`, `5m 20s`, `45s`: short, and `parse` reads it back."""
    return " ".join(f"{number}{unit[0]}" for number, unit in _parts(seconds)) or "0s"


def said(seconds: int) -> str:
    """`1 hour 15 minutes`, `5 minutes 20 seconds`, `45 seconds`: to be read aloud."""
    return " ".join(counted(number, unit) for number, unit in _parts(seconds)) or "no time"


def _parts(seconds: int) -> list[tuple[int, str]]:
    minutes, left = divmod(seconds, 60)
    parts = ((minutes // 60, "hour"), (minutes % 60, "minute"), (left, "second"))
    return [(number, unit) for number, unit in parts if number]


def counted(number: int, thing: str, things: str = "") -> str:
    """`1 minute`, `9 minutes`, `no minutes`; `3 people` where the plural has no s."""
    return f"{number or 'no'} {thing if number == 1 else things or f'{thing}s'}"


def clock(seconds: int) -> str:
    """`8:05` or `1:15:00`: minutes and seconds for a display."""
    minutes, left = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"
