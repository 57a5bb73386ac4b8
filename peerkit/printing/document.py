"""What a sheet says, before it has a form: values that hold plain text, and no markup of any kind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Literal

from peerkit.messages import _
from peerkit.printing.text import LANGUAGE, NO_LANGUAGE, ended, own
from peerkit.wording.direction import Direction, direction

PAGE, PAGES = "{page}", "{pages}"
"""What stands for the number of a page, and for that of all pages, in the foot of a document."""


class Element:
    """A part of a document; its kinds are those that every format knows."""


@dataclass(frozen=True)
class Paragraph(Element):
    """Running text."""

    text: str


@dataclass(frozen=True)
class Listing(Element):
    """A list; `numbered` where the order counts. Items that are `short`, a few signs each, may stand side by side."""

    items: tuple[str, ...]
    numbered: bool = False
    short: bool = False


@dataclass(frozen=True)
class Callout(Element):
    """Something that nobody should miss: a few words to catch the eye, if there are any, and paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Fact:
    """A figure and what it counts, which read on from each other: `80`, `visits`."""

    figure: str
    counts: str


@dataclass(frozen=True)
class Facts(Element):
    """The few figures that matter most."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class HeaderCell:
    """A header cell; `numbers` where the cells below it are to be compared."""

    heading: str
    numbers: bool = False


@dataclass(frozen=True)
class Table(Element):
    """A caption, a header row, and rows whose first cell is the header of its row.

    Raises ValueError when a row has not one cell for each column.
    """

    caption: str
    columns: tuple[HeaderCell, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if not self.columns or any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("Every row needs a cell for each column.")


@dataclass(frozen=True)
class Chart(Element):
    """A table whose last column is drawn as well: a bar for each row, from nothing to the longest.

    `lengths` has a number for each row, or None where there is nothing to draw. The table says all that the bars do,
    so whoever cannot see them misses nothing. Raises ValueError when a length is missing or less than nothing.
    """

    table: Table
    lengths: tuple[int | None, ...]

    def __post_init__(self) -> None:
        if len(self.lengths) != len(self.table.rows) or any((length or 0) < 0 for length in self.lengths):
            raise ValueError("Every row needs a length that is not less than nothing, or none.")

    @property
    def shares(self) -> tuple[float, ...]:
        """Each length beside the longest, from 0 to 1; 0 where there is nothing to draw."""
        longest = max((length or 0 for length in self.lengths), default=0)
        return tuple((length or 0) / longest if longest else 0.0 for length in self.lengths)


@dataclass(frozen=True)
class Entry:
    """One of several things that belong together: a rule, and in `note` the value that it serves.

    `boxes` are ways to decide that are still open: to be ticked together, with a pen. `below` belongs to it, too.
    """

    text: str
    note: str = ""
    boxes: tuple[str, ...] = ()
    below: tuple[Element, ...] = ()

    @property
    def lead(self) -> str:
        """The note as it stands before the text on its line."""
        return ended(self.note, ":") if self.note else ""


@dataclass(frozen=True)
class Entries(Element):
    """Entries in their order. Each stays in one piece; where a style has pictures, each has room for one."""

    entries: tuple[Entry, ...]
    numbered: bool = True


@dataclass(frozen=True)
class Details(Element):
    """Short answers to short questions, as pairs: `("When", "Thursdays at 7")`."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TimetableRow:
    """From when on, and what: `19:00`, `Welcome`. `rest` is for a break, which should be found at a glance."""

    time: str
    what: str
    rest: bool = False


@dataclass(frozen=True)
class Timetable(Element):
    """What follows what, each with the time at which it begins: times stand out, one under the other."""

    slots: tuple[TimetableRow, ...]


@dataclass(frozen=True)
class Script(Element):
    """Words that somebody reads out, paragraph by paragraph."""

    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """A small card: a heading, large, and lines under it."""

    heading: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cards(Element):
    """Cards to cut out, all of one size."""

    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Strips(Element):
    """The same few lines on so many strips along the foot of a sheet, to be torn off."""

    lines: tuple[str, ...]
    times: int


@dataclass(frozen=True)
class Blank(Element):
    """Room to write by hand: what to write, and how many lines there are for it; none is the rest of its own line."""

    label: str
    lines: int = 1


@dataclass(frozen=True)
class QRCode(Element):
    """A QR code. `rows` are its modules from the top, a character each: `1` is dark. `says` is what it holds, in words.

    Whoever has no camera reads `says`: no format leaves it out. `name` says to whoever hears it what is drawn here.
    """

    rows: tuple[str, ...]
    says: str
    name: str = ""

    @property
    def path(self) -> str:
        """The dark modules as the path data of an SVG whose unit is a module."""
        return "".join(
            f"M{x} {y}h1v1h-1z" for y, row in enumerate(self.rows) for x, module in enumerate(row) if module == "1"
        )


@dataclass(frozen=True)
class Drawing:
    """A group's own picture: `name` says which of peerkit's it takes the place of, `form` is svg, png or jpg."""

    name: str
    form: str
    data: bytes


@dataclass(frozen=True)
class Section:
    """A heading, and what stands under it; `whole` keeps it on one page of paper where it fits on one."""

    heading: str
    blocks: tuple[Element, ...]
    whole: bool = False


@dataclass(frozen=True)
class Document:
    """A sheet in no format: what stands first, then its sections.

    `language` is a BCP 47 tag such as `en` or `cy`. What is held in the hand and read aloud stands `close`, on few
    pages. With `contents`, which is their heading, there is a cover, and after the title a list of the sections.
    `drawings` stand in styles with pictures. At the `foot` of several pages stands which of them each is, for PAGE and
    PAGES. On paper a sheet `flows` over as many pages as it needs; a poster `grows` to fill one page, and flows where
    it can't; a flyer must stay on `one page`.
    Raises ValueError for a language that is no such tag.
    """

    title: str
    subtitle: str = ""
    opening: tuple[Element, ...] = ()
    sections: tuple[Section, ...] = ()
    language: str = "en"
    fits: Literal["flows", "grows", "one page"] = "flows"
    close: bool = False
    contents: str = ""
    drawings: tuple[Drawing, ...] = ()
    foot: str = field(default_factory=lambda: own(_("Page {page} of {pages}", page=PAGE, pages=PAGES)))

    def __post_init__(self) -> None:
        if not re.fullmatch(LANGUAGE, self.language):
            raise ValueError(NO_LANGUAGE)

    @property
    def direction(self) -> Direction:
        """In which direction lines of its language run."""
        return direction(self.language)


def texts_of(value: object) -> Iterator[str]:
    """Every text in a document, or in a part of one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))
