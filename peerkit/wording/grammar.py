"""Words put together: a list, and the beginning of a sentence."""

from collections.abc import Iterable


def listed(things: Iterable[object], last: str = "and") -> str:
    """`4, 8 and 9`, with another word before the `last` if need be; one thing stands alone."""
    *others, final = map(str, things)
    return f"{', '.join(others)} {last} {final}" if others else final


def capital(text: str) -> str:
    """The sentence with its first letter large."""
    return text[:1].upper() + text[1:]
