"""What a group says came of meeting, in lines of its own: heard at one meeting, adopted at a later one. Pure.

One no takes a line out, whenever it is said, and needs no reason: nothing of the line is kept.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

LONGEST, MOST = 300, 12
"""The most characters of a line, and the most lines: a few sentences, not a report."""


class VoiceLine(NamedTuple):
    """A line, the day on which everyone heard it, and the day on which the group adopted it; None before that."""

    text: str
    heard: date | None = None
    adopted: date | None = None


VoiceLines = tuple[VoiceLine, ...]


def with_line(lines: VoiceLines, text: str) -> VoiceLines:
    """With a new line, which nobody has heard yet. Raises ValueError with a sentence."""
    if not text:
        raise ValueError("There is nothing in it.")
    if len(text) > LONGEST:
        raise ValueError(f"This is {len(text)} characters long; {LONGEST} is the most. Say it in a sentence.")
    if any(line.text.casefold() == text.casefold() for line in lines):
        raise ValueError("That line is there already.")
    if len(lines) == MOST:
        raise ValueError(f"There are {MOST} lines, and that is the most. Take one out first.")
    return (*lines, VoiceLine(text))


def heard(lines: VoiceLines, day: date) -> VoiceLines:
    """Every line that was not heard before has been heard on that day."""
    return tuple(line if line.heard else line._replace(heard=day) for line in lines)


def adopted(lines: VoiceLines, day: date) -> VoiceLines:
    """Every line that was heard on an earlier day is adopted on that one, unless it was before.

    So everyone has had from one meeting to another to say no.
    """
    return tuple(
        line._replace(adopted=line.adopted or day) if line.heard is not None and line.heard < day else line
        for line in lines
    )


def without(lines: VoiceLines, number: int) -> VoiceLines:
    """Without the line of that number, counted from 1."""
    return lines[: number - 1] + lines[number:]


def said(lines: Sequence[VoiceLine]) -> VoiceLines:
    """The lines that the group has adopted."""
    return tuple(line for line in lines if line.adopted)
