"""Words that no line can hold: they may be broken, and all others stay whole."""

import re
from dataclasses import dataclass, replace
from unicodedata import category

from peerkit.printing import document as doc
from peerkit.printing.text import NUMBER

BREAK = "\N{ZERO WIDTH SPACE}"
_TIE = "\N{NO-BREAK SPACE}"
_BESIDE = 0.55
"""How much of a flyer's line there is at the least beside a label."""
_FROM = 13
"""How wide the place beside a label is at the least: where it would be narrower, the answer goes on after it."""
_PARTS = re.compile(r"[^./@_?=&]*[./@_?=&]+|[^./@_?=&]+")
_ANYWHERE = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]")
"""Signs between which a line may be broken anyway, by the rules of their script: Chinese, Japanese, Korean."""
_WIDE = frozenset("mwMWÆæŒœ@%—…ЖМФШЩЫЮжмфшщыюЉЊљњωώسشصض")
_NARROW = frozenset("fijlrtI.,:;'|!()[]-/")


@dataclass(frozen=True)
class Measure:
    """A line of the body: its length in parts of the type size, of which `pictures` or a QR `code` beside it take some.

    `title` and `heading` are how many times the type of the body those are; `columns` is how many cards stand side by
    side.
    """

    length: float
    title: float = 1.0
    heading: float = 1.0
    pictures: float = 0.0
    code: float = 0.0
    flyer: bool = False
    columns: int = 1

    def inside(self, block: object, field: str) -> "Measure":
        """The line that a field of a block has: shorter in a list or on a card, and shorter where type is larger."""
        match block, field:
            case doc.Document(), "title":
                return Measure(self.length / self.title)
            case doc.Document(), "subtitle":
                return Measure(self.length / 1.3)
            case doc.Section(), "heading":
                return Measure(self.length / self.heading)
            case doc.Entry(), "boxes":
                return Measure(self.length - 1.7)
            case doc.Details(), _ if self.flyer:
                return Measure(max(self.length * _BESIDE, min(self.length, _FROM)))
            case ((doc.Table() | doc.Chart()), _):
                return Measure(self.length - 1.5)
            case doc.Callout(), _:
                return Measure(self.length - 1.4)
            case doc.Script(), _:
                return Measure(self.length / 1.15 - 1.4)
            case doc.Timetable(), _:
                return Measure(self.length - 4 - (3.6 if self.pictures else 0))
            case doc.Listing(short=True), _:
                return Measure((self.length - 2.5) / 1.3)
            case doc.Entries() | doc.Listing(), _:
                return Measure(self.length - self.pictures - 2.5)
            case doc.Facts(), _:
                columns = max(1, min(int(self.length / 7.5), len(block.facts)))
                return Measure((self.length - columns + 1) / columns)
            case doc.Fact(), "figure":
                return Measure(self.length / 1.5)
            case doc.Cards(cards), _:
                columns = max(1, min(int(self.length / 15), len(cards)))
                return replace(self, columns=columns)
            case doc.Card(), _:
                return Measure((self.length / self.columns - 2) / (1.5 if field == "heading" else 1))
            case doc.QRCode(), _:
                return Measure(self.length - self.code)
            case doc.Strips(), _:
                return Measure(29)
        return self

    def folded(self, text: str) -> str:
        """The text, where a word that is too long may be broken: an address after its signs, all else anywhere.

        A number in groups, such as a telephone number, is tied together where a line can hold it.
        """
        room = self.length - self.pictures
        text = re.sub(NUMBER, lambda found: found[0].replace(" ", _TIE) if width(found[0]) <= room else found[0], text)
        return " ".join(
            _broken(word, room) if width(word) > room and not _ANYWHERE.search(word) else word
            for word in text.split(" ")
        )


def _broken(word: str, room: float) -> str:
    name, at, place = word.partition("@")
    if place and max(width(name + at), width(place)) <= room:
        return f"{name}{at}{BREAK}{place}"
    parts = _PARTS.findall(word)
    return BREAK.join(part if width(part) <= room else BREAK.join(part) for part in parts)


def width(word: str) -> float:
    """How wide a word is in Inter Bold, in parts of the type size, or a little more."""
    return sum(map(_width, word))


def _width(char: str) -> float:
    if char in _WIDE:
        return 1.05
    if char in _NARROW:
        return 0.48
    if category(char) == "Mn":
        return 0
    return 0.64 if char.islower() else 0.78
