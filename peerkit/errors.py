"""What peerkit says when it cannot go on, and the names it thinks you meant."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import TypeVar

from peerkit.messages import _

T = TypeVar("T")

NEWER = "It was written by a newer peerkit, or it is somebody's own."
"""Of a key, a column or a word that is not known, and that resembles none."""


class PeerkitError(Exception):
    """Something a person can put right: shown as two sentences, without a traceback.

    `message` says what is wrong and where; `hint` says what to do or type next.
    Anything that is not a PeerkitError is a bug and keeps its traceback.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def naming(option: str, read: Callable[[], T], hint: str = "") -> T:
    """What `read` gives. Where it raises ValueError, raises PeerkitError that begins with the option."""
    try:
        return read()
    except ValueError as error:
        raise PeerkitError(f"{option}: {error}", hint) from None


def did_you_mean(word: str, known: Iterable[str], alike: float = 0.6) -> str:
    """`Did you mean weekly-circle?`, or nothing when no known name is close: from 0 to 1, as difflib's ratio is."""
    close = get_close_matches(word.lower(), list(known), n=2, cutoff=alike)
    if len(close) > 1:
        return _("Did you mean {word} or {other}?", word=close[0], other=close[1])
    return _("Did you mean {word}?", word=close[0]) if close else ""


def meant_or_newer(word: str, known: Iterable[str]) -> str:
    """What was meant by a word in a file; where no known one is close, that a newer peerkit may know it."""
    return did_you_mean(word[:40], known) or NEWER
