"""Lengths of time as a file says them: in words such as "8m", or as the least, the ideal and the greatest of them."""

from dataclasses import dataclass
from typing import Annotated, Any

from peerkit import durations
from peerkit.values import Mark

LONGEST = 6 * 3600


def _seconds(value: Any) -> int:
    if isinstance(value, str):
        return durations.parse(value)
    raise ValueError('is a length of time in quotes: "90s", "8m" or "1h 15m".')


def _no_longer(seconds: int) -> int:
    if seconds > LONGEST:
        raise ValueError(f"is at most {durations.said(LONGEST)}.")
    return seconds


def _possible(seconds: int) -> int:
    if not 0 < seconds <= LONGEST:
        raise ValueError(f"is longer than nothing, and at most {durations.said(LONGEST)}.")
    return seconds


Seconds = Annotated[int, Mark(parse=_seconds, write=durations.written)]
PauseLength = Annotated[Seconds, Mark(check=_no_longer)]
Length = Annotated[Seconds, Mark(check=_possible)]


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)
class Upward:
    """Three numbers that do not go down."""

    min: int
    ideal: int
    max: int

    def check(self) -> None:
        """Raise ValueError where they do."""
        if not self.min <= self.ideal <= self.max:
            raise ValueError("min, ideal and max go upward.")


@dataclass(frozen=True, kw_only=True)
class Span(Upward):
    """Least, ideal and greatest length, in seconds. One duration alone means all three."""

    min: Length
    ideal: Length
    max: Length


def _span(value: Any) -> Any:
    if isinstance(value, int | float):
        raise ValueError('is a length of time in quotes, such as "5m", or min, ideal and max of it.')
    if isinstance(value, str):
        _possible(_seconds(value))  # said once here, and not three times of min, ideal and max
        return {"min": value, "ideal": value, "max": value}
    return value


SpanOrOne = Annotated[Span, Mark(parse=_span)]


def span(seconds: int) -> Span:
    """A length that is always `seconds`."""
    return Span(min=seconds, ideal=seconds, max=seconds)
