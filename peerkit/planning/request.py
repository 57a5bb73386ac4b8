"""What is asked of an evening, or of turns on their own, in the words that were typed."""

from collections.abc import Sequence
from typing import NamedTuple


class SessionRequest(NamedTuple):
    """What was typed for an evening; None and empty where nothing was said."""

    people: int | None = None
    start: str | None = None
    end: str | None = None
    minutes: int | None = None
    without: Sequence[str] = ()
    turns: Sequence[str] = ()
    threes: Sequence[str] = ()
    equal_rounds: Sequence[str] = ()
    interpreted: str | None = None


class TurnsRequest(NamedTuple):
    """What was typed for turns on their own; None where nothing was said."""

    people: int | None
    size: int
    rounds: int
    each: str | None
    changeover: str
    switch: str | None
    warn: Sequence[str]
