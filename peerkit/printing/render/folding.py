"""Words that no line could hold: where they may be broken, so that nothing stands outside its box.

Widths are in parts of the type size, a little more than Inter's own, for what is not measured is on the safe side.
"""

from dataclasses import dataclass, replace

from peerkit.printing.document import (
    Callout,
    Card,
    Cards,
    Details,
    Document,
    Entries,
    Fact,
    Facts,
    Listing,
    Paragraph,
    QRCode,
    Script,
    Section,
    Strips,
    Timetable,
)

_BREAK = "\N{ZERO WIDTH SPACE}"
_WIDE, _CAPITAL, _USUAL, _NARROW = 1.0, 0.78, 0.63, 0.4
_NARROW_SIGNS = frozenset("iljtfrI.,:;'|!()[]-")
_WIDE_SIGNS = frozenset("mMwWÆŒæœ@%—…&щшюмжфШЩЮЖФМ")
PICTURE = 8.2
"""A picture beside a text, and the gap between them."""


@dataclass(frozen=True)
class Room:
    """How wide a line is, in parts of the type size, also beside a QR code; and what headings are to the body."""

    width: float
    title: float
    heading: float
    pictures: bool = False
    beside_code: float = 0.0

    def inside(self, value: object) -> "Room":
        """The room for what stands in a block, or in a card of several beside each other."""
        match value:
            case Listing(short=True):
                return self._narrower(2.0, 1.3)
            case Listing():
                return self._narrower(2.0)
            case Callout() | Script():
                return self._narrower(1.4)
            case Entries():
                return self._narrower(2.4 + PICTURE * self.pictures)
            case Paragraph() | Details():
                return self._narrower(PICTURE * self.pictures)
            case Timetable():
                return self._narrower(3.9)
            case Facts():
                columns = max(1, min(int(self.width / 7.5), len(value.facts)))
                return replace(self, width=(self.width - columns + 1) / columns)
            case QRCode():
                return replace(self, width=self.beside_code)
            case Strips():
                return replace(self, width=11.5)
            case Cards():
                return replace(self, width=self.width / max(1, int(self.width / 15)) - 2.1)
        return self

    def _narrower(self, by: float, larger: float = 1.0) -> "Room":
        return replace(self, width=(self.width - by) / larger)

    def of_field(self, value: object, name: str) -> float:
        """How wide the text of one field may be: headings are larger and bold."""
        match value, name:
            case Document(), "title":
                return self.width / self.title
            case Section(), "heading":
                return self.width / self.heading
            case (Card(), "heading") | (Fact(), "figure"):
                return self.width / 1.6
        return self.width


def foldable(text: str, width: float) -> str:
    """The text with words wider than `width` open to be broken anywhere; all others stay whole."""
    return " ".join(_BREAK.join(word) if _wide(word) > width else word for word in text.split(" "))


def _wide(word: str) -> float:
    return sum(map(_width, word))


def _width(sign: str) -> float:
    if sign in _WIDE_SIGNS:
        return _WIDE
    if sign in _NARROW_SIGNS:
        return _NARROW
    return _CAPITAL if sign.isupper() else _USUAL
