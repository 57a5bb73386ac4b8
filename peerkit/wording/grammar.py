"""Words put together: a list, and the beginning of a sentence."""

import re
from collections.abc import Iterable

from peerkit.messages import _, pgettext

_SOUND_OF_I = "(?i)[ií]|hi(?![ae])"


def listed(things: Iterable[object], ends: str = "") -> str:
    """`4, 8 and 9`; one thing stands alone. `ends` is another message for `{others} and {last}`."""
    *others, last = map(str, things)
    return (ends or _and(last)).format(others=commas(others), last=last) if others else last


def either(things: Iterable[object]) -> str:
    """`4, 8 or 9`; one thing stands alone."""
    return listed(things, _("{others} or {last}"))


def commas(things: Iterable[object]) -> str:
    """`4, 8, 9`."""
    return pgettext("between the items of a list", ", ").join(map(str, things))


def apart(things: Iterable[object]) -> str:
    """`1 and 5; 4, 8 and 9`: items that hold commas themselves."""
    return pgettext("between items that hold commas", "; ").join(map(str, things))


def from_to(low: int, high: int) -> str:
    """`3 to 24`, or one number."""
    return str(low) if low == high else _("{low} to {high}", low=low, high=high)


def capital(text: str) -> str:
    """The sentence with its first letter large."""
    return text[:1].upper() + text[1:]


def _and(last: str) -> str:
    """The message for a list that ends so: Spanish has "e" for "y" before the sound of i."""
    if re.match(_SOUND_OF_I, last):
        return pgettext("a list whose last item begins with i", "{others} and {last}")
    return _("{others} and {last}")
