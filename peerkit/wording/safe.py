"""Text that came from a file of somebody else's, and may be shown."""

import re

HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


def clean(text: str) -> str:
    """`text` without space around it. Raises ValueError where it is empty or holds what nobody can see."""
    if HIDDEN.search(text):
        raise ValueError("holds a control character or an invisible one. Take it out.")
    if not text.strip():
        raise ValueError("is empty.")
    return text.strip()


def one_line(text: str) -> str:
    """`text` as it is. Raises ValueError where it goes over a line's end."""
    if "\n" in text or "\t" in text:
        raise ValueError("is one line.")
    return text
