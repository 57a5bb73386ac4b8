"""What a sheet says, before it has a form: values that hold plain text, and no markup of any kind."""

import re
from dataclasses import dataclass
from typing import Literal

from peerkit.wording.safe import HIDDEN

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_PLANES = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NO_TEXT = re.compile(f"[\ud800-\udfff\ufdd0-\ufdef{_PLANES}]")
"""Halves of a character, and code points that Unicode keeps for nobody: no file may hold them."""


def visible(text: str) -> str:
    """The text on one line as it may be shown: what can't be seen, or turns a line around, becomes U+FFFD.

    Every text in a document goes through here on its way out, in every renderer.
    """
    sign = "\N{REPLACEMENT CHARACTER}"
    return _NO_TEXT.sub(sign, HIDDEN.sub(sign, " ".join(text.split())))


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True)
class Listing:
    """A list; `numbered` where the order counts."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Callout:
    """Something that nobody should miss: a few words to catch the eye, if there are any, and paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Fact:
    """A figure and what it counts, which read on from each other: `80`, `visits`."""

    figure: str
    counts: str


@dataclass(frozen=True)
class Facts:
    """The few figures that matter most."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Column:
    """A header cell; `numbers` where the cells below it are to be compared."""

    heading: str
    numbers: bool = False


@dataclass(frozen=True)
class Table:
    """A caption, a header row, and rows whose first cell is the header of its row.

    Raises ValueError when a row has not one cell for each column.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if not self.columns or any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("Every row needs a cell for each column.")


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its length in the chart's unit (None: there is none to draw), and the length in words."""

    label: str
    length: int | None
    said: str


@dataclass(frozen=True)
class Chart:
    """Bars from nothing to the greatest of them. The words say all that the picture does.

    Raises ValueError when a bar is shorter than nothing.
    """

    caption: str
    bars: tuple[Bar, ...]

    def __post_init__(self) -> None:
        if any(bar.length is not None and bar.length < 0 for bar in self.bars):
            raise ValueError("A bar cannot be shorter than nothing.")

    def share(self, bar: Bar) -> float:
        """How long a bar is beside the greatest: from 0 to 1, and 0 where there is nothing to draw."""
        greatest = max((bar.length or 0 for bar in self.bars), default=0)
        return (bar.length or 0) / greatest if greatest else 0.0


Block = Paragraph | Listing | Callout | Facts | Table | Chart


@dataclass(frozen=True)
class Section:
    """A heading, and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """A sheet in no format: what stands first, then its sections.

    `language` is a BCP 47 tag such as `en` or `cy`; `direction` is that of its script.
    Raises ValueError when either is not.
    """

    title: str
    subtitle: str = ""
    opening: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    language: str = "en"
    direction: Literal["ltr", "rtl"] = "ltr"

    def __post_init__(self) -> None:
        if not _LANGUAGE.fullmatch(self.language):
            raise ValueError("The language is a tag such as en or cy.")
        if self.direction not in ("ltr", "rtl"):
            raise ValueError("The direction is ltr or rtl.")
