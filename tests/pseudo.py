"""A language that nobody speaks: what is a message in it can be told from what is none, and is a third longer.

"Turn {number} of {total}" is "Ţúŕñ {number} óf {total} ééé": every word has a letter that English has not. It is what
others call en-XA.
"""

import re
from collections.abc import Iterator
from functools import cache

from polib import POEntry

from peerkit.messages import Catalogue, is_sound
from tests.catalogues import Key, everything

TAG = "qaa"
LETTERS = str.maketrans("aceghijlnorstuwyACEGHIJLNORSTUWY", "áçéğĥíĵĺñóŕšţúŵýÁÇÉĞĤÍĴĹÑÓŔŠŢÚŴÝ")
NO_LETTERS = re.compile(r"(\{\w*\})")
"""What stays as it is: the name of a part."""
ENGLISH = re.compile(r"(?<![\w/.-])[A-Za-z']*[A-Za-z]{2}[A-Za-z']*(?![\w/-])")


class Pseudo(Catalogue):
    """Says each message in that language; `said` are those of `texts` that somebody heard, and `loose` what is none."""

    tag = TAG

    def __init__(self) -> None:
        self.texts = all_texts()
        self._made: dict[str, str] = {}
        self.said: set[Key] = set()
        self.loose: set[str] = set()

    def gettext(self, message: str) -> str:
        """The message in that language."""
        return self._text(None, message, message)

    def ngettext(self, one: str, many: str, n: int) -> str:
        """One form for one, and one for all other numbers."""
        return self._text(None, one, one if n == 1 else many)

    def pgettext(self, context: str, message: str) -> str:
        """The same, for a message of that context."""
        return self._text(context, message, message)

    def _text(self, context: str | None, key: str, message: str) -> str:
        if (context, key) not in self.texts:
            self.loose.add(message)
            return message
        self.said.add((context, key))
        if message not in self._made:
            self._made[message] = pseudo(message)
        return self._made[message]


@cache
def all_texts() -> dict[Key, POEntry]:
    """Every message with where it is said, for whoever changes none."""
    return everything()


def pseudo(message: str) -> str:
    """The message in that language, a third longer."""
    if not re.search("[A-Za-z]", NO_LETTERS.sub("", message)):
        return message
    pieces = NO_LETTERS.split(message)
    said = "".join(piece if place % 2 else piece.translate(LETTERS) for place, piece in enumerate(pieces))
    more = " " + "é" * (sum(map(len, pieces[::2])) // 3 - 1)
    end = said[-1] if said[-1] in ".:?!" else ""
    text = f"{said.removesuffix(end)}{more.rstrip()}{end}"
    assert is_sound(text, message), message
    return text


def english(text: str, *ours: str) -> Iterator[str]:
    """The words of a text that are in no message, but for the group's own and those `ours`."""
    for word in ENGLISH.findall(text):
        if word.lower() not in ours and set(word.lower()) - {"'"} != {"x"}:
            yield word
