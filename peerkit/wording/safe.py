"""Text that came from a file of somebody else's, and may be shown."""

import re
from collections.abc import Callable

_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_PICTURES = "\u2600-\u27bf\u2b05-\u2b55\ufe0f\U0001f000-\U0001faff"
_JOINING = (
    "\u0620-\u077f\u07ca-\u07f5\u08a0-\u0dff\u0f40-\u0fbc\u1000-\u109f\u1780-\u17b3\u17b6-\u17d3\u1820-\u18aa"
    "\ufb50-\ufdff\ufe70-\ufefc"
)
"""Letters of scripts in which a joiner between two, or its opposite, makes another word: Arabic, those of India."""
_VIRAMAS = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca"
"""Signs that take a letter's vowel away: a joiner after one gives the letter another form, also where a word ends."""
_JOINER = (
    f"[\u200c\u200d](?<![{_VIRAMAS}][\u200c\u200d])"
    f"(?!(?<=[{_JOINING}][\u200c\u200d])[{_JOINING}])(?!(?<=[{_PICTURES}]\u200d)[{_PICTURES}])"
)
_TAGS = "[\U000e0020-\U000e007f]"
_FLAGS = "|".join("".join(chr(0xE0000 + ord(sign)) for sign in name) for name in ("gbeng", "gbsct", "gbwls"))
_STRAY = f"(?<!{_TAGS})(?!(?<=\U0001f3f4)(?:{_FLAGS})\U000e007f(?!{_TAGS})){_TAGS}+"
_NOTHING = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
    "\U000e0100-\U000e01ef"
)
_MEANINGLESS = f"[{_NOTHING}]|{_JOINER}"
"""Signs that can't be seen, come along when text is pasted, and change nothing: they are left out where it is read."""
_HIDDEN = (
    f"[{_CONTROL}{_NOTHING}\u2028-\u202e\u2066-\u2069\ue000-\uf8ff\ufff9-\ufffb\U000e0001-\U000e001f]"
    f"|{_JOINER}|{_STRAY}"
)
"""Control characters, and signs that are there without being seen or that turn a line around.

U+FE00 to U+FE0F are none: they follow a sign that is seen, and say whether it is a picture, as after a heart. Nor is
what joins two pictures, as in a rainbow flag, or two letters that need it, or the tags after a black flag, as in the
flag of Wales. It is compiled where a text needs it: that takes a seventh of a start of Python.
"""
_HIDDEN_IN_ASCII = "[\x00-\x08\x0b-\x1f\x7f]"
_AROUND = 20


def seen(text: str) -> str:
    """`text` without the signs that can't be seen and mean nothing."""
    return text if text.isascii() else re.sub(_MEANINGLESS, "", text)


def replaced(text: str, sign: str | Callable[[re.Match[str]], str]) -> str:
    """`text` with another sign for each that can't be seen, as `re.sub` takes it."""
    return re.sub(_hidden(text), sign, text)


def hidden_in(text: str) -> str:
    """What a text holds that can't be seen, as the end of `This holds ...`; empty where there is nothing.

    One cause at a time, a control character or an invisible one, in the word that it stands in.
    """
    if not (found := re.search(_hidden(text), text)):
        return ""
    sign = found[0][0]
    called = "a control character" if ord(sign) < 0xA0 else "an invisible character"
    before, after = (
        re.split(r"\s", text[: found.start()])[-1],
        [*re.split(r"\s", text[found.start() + 1 :], maxsplit=1), ""][0],
    )
    word = shown(f"{before[-_AROUND:]}[U+{ord(sign):04X}]{after[:_AROUND]}")
    return f'{called} (U+{ord(sign):04X}), here: "{word}"'


def _hidden(text: str) -> str:
    return _HIDDEN_IN_ASCII if text.isascii() else _HIDDEN


def clean(text: str) -> str:
    """`text` as it is meant: without space around it, or what can't be seen and means nothing.

    Raises ValueError where nothing is left, or where it holds what nobody can see and could deceive.
    """
    text = seen(text)
    if hidden := hidden_in(text):
        raise ValueError(f"holds {hidden}. Take it out.")
    if not text.strip():
        raise ValueError("is empty.")
    return text.strip()


def tidy(text: str) -> str:
    """The same, where it was checked before."""
    return seen(text).strip()


def one_line(text: str) -> str:
    """`text` as it is. Raises ValueError where it goes over a line's end, or holds a tab."""
    if len(text.splitlines()) > 1:
        raise ValueError("is one line. Take the line's end out.")
    if "\t" in text:
        raise ValueError("holds a tab. Put a space in its place.")
    return text


def shown(value: object, most: int = 60) -> str:
    """The printable part of anything at all, on one line and no longer than `most`: what a message may repeat."""
    return "".join(sign for sign in str(value)[: 2 * most] if sign.isprintable())[:most]


def echoed(typed: str, most: int = 80) -> str:
    """What was typed, as a message says it again: what can be seen of it, and three dots where it goes on."""
    return shown(typed, most) + ("..." if len(typed) > most else "")
