"""Words put together: a list, and the beginning of a sentence."""

from collections.abc import Iterable

from peerkit.messages import _


def listed(things: Iterable[object], ends: str = "") -> str:
    """`4, 8 and 9`; one thing stands alone. `ends` is another message for `{others} and {last}`."""
    *others, last = map(str, things)
    return (ends or _("{others} and {last}")).format(others=", ".join(others), last=last) if others else last


def capital(text: str) -> str:
    """The sentence with its first letter large."""
    return text[:1].upper() + text[1:]
