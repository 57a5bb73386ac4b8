"""Text that came from a file of somebody else's, and may be shown."""

import re

_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_PICTURES = "\u2600-\u27bf\u2b05-\u2b55\ufe0f\U0001f000-\U0001faff"
_JOINER = f"\u200d(?!(?<=[{_PICTURES}]\u200d)[{_PICTURES}])"
_TAGS = "[\U000e0020-\U000e007f]"
_FLAGS = "|".join("".join(chr(0xE0000 + ord(sign)) for sign in name) for name in ("gbeng", "gbsct", "gbwls"))
_STRAY = f"(?<!{_TAGS})(?!(?<=\U0001f3f4)(?:{_FLAGS})\U000e007f(?!{_TAGS})){_TAGS}+"
HIDDEN = re.compile(
    f"[{_CONTROL}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u3164\uffa0\u200b\u200c\u200e\u200f\u2028-\u202e"
    f"\u2060-\u206f\u180e\ue000-\uf8ff\ufeff\ufff9-\ufffb\U000e0001-\U000e001f\U000e0100-\U000e01ef]|{_JOINER}|{_STRAY}"
)
"""Control characters, and signs that are there without being seen or that turn a line around.

U+FE00 to U+FE0F are none: they follow a sign that is seen, and say whether it is a picture, as after a heart. Nor is
what joins two pictures, as in a rainbow flag, or the tags after a black flag, as in the flag of Wales.
"""


def hidden_in(text: str) -> str:
    """What a text holds that can't be seen, as the end of `This holds ...`; empty where there is nothing.

    One cause at a time: a control character, or else an invisible one.
    """
    if not (found := HIDDEN.search(text)):
        return ""
    sign = found[0][0]
    called = "a control character" if ord(sign) < 0xA0 else "an invisible character"
    return f"{called} (U+{ord(sign):04X})"


def clean(text: str) -> str:
    """`text` without space around it. Raises ValueError where it is empty or holds what nobody can see."""
    if hidden := hidden_in(text):
        raise ValueError(f"holds {hidden}. Take it out.")
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
