"""Several things as part of a sentence."""

from collections.abc import Iterable


def in_words(items: Iterable[object], last: str = "and") -> str:
    """`a, b and c`; one item as it is, and nothing for none. `last` is the word before the last item."""
    *others, end = [str(item) for item in items] or [""]
    return f"{', '.join(others)} {last} {end}" if others else end
