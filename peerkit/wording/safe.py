"""Text that came from a file of somebody else's, and may be shown."""

import re

HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u3164\uffa0\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u180e\ue000-\uf8ff\ufeff\ufff9-\ufffb\U000e0001-\U000e007f\U000e0100-\U000e01ef]"
)
"""Control characters, and signs that are there without being seen or that turn a line around.

U+FE00 to U+FE0F are none: they follow a sign that is seen, and say whether it is a picture, as after a heart.
"""


def clean(text: str) -> str:
    """`text` without space around it. Raises ValueError where it is empty or holds what nobody can see."""
    if HIDDEN.search(text):
        raise ValueError("holds a control character or an invisible one. Take it out.")
    if not text.strip():
        raise ValueError("is empty.")
    return text.strip()


def one_line(text: str) -> str:
    """`text` as it is. Raises ValueError where it goes over a line's end."""
    if "\t" in text or len(text.splitlines()) > 1:
        raise ValueError("is one line.")
    return text


def shown(value: object, most: int = 60) -> str:
    """The printable part of anything at all, on one line and no longer than `most`: what a message may repeat."""
    return "".join(sign for sign in str(value)[: 2 * most] if sign.isprintable())[:most]


def echoed(typed: str, most: int = 80) -> str:
    """What was typed, as a message says it again: what can be seen of it, and three dots where it goes on."""
    return shown(typed, most) + ("..." if len(typed) > most else "")
