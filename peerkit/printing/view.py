"""What only a terminal shows, beside the blocks of a document: values that hold plain text, and know no format."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from peerkit.printing.document import Element

Sense = Literal["", "strong", "came", "went"]
Fill = Literal["full", "one", "everyone", "groups", "nobody"]


class Bar(NamedTuple):
    """A bar in a cell: where it begins and how long it is, from 0 to 1 of its column, and what it is made of."""

    share: float
    begins: float = 0.0
    fill: Fill = "full"


class Marked(NamedTuple):
    """Text of which some stands out: parts in order, each with what it is. They are joined as they are."""

    parts: tuple[tuple[Sense, str], ...]


class Pieces(NamedTuple):
    """Several short texts in a cell, none of which is broken: they stand side by side, each with room for `signs`."""

    texts: tuple[str, ...]
    signs: int = 0


Cell = str | Bar | Marked | Pieces
"""A text may have several lines."""


class Heading(NamedTuple):
    """A heading, and what is in the cells below: numbers stand to the right, bars are drawn.

    Sentences, which only the last column may hold, stand below their row where there is little room beside it.
    """

    heading: str
    of: Literal["text", "number", "bar", "sentences"] = "text"


class Rows(NamedTuple):
    """Rows of a table that belong together, under a heading of their own if they have one."""

    rows: tuple[tuple[Cell, ...], ...]
    heading: str = ""


@dataclass(frozen=True)
class Grid(Element):
    """A table of groups of rows, with a cell for each column. The first column names its row.

    Raises ValueError when a row has not one cell for each column.
    """

    columns: tuple[Heading, ...]
    groups: tuple[Rows, ...]
    caption: str = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for group in self.groups for row in group.rows):
            raise ValueError("Every row needs a cell for each column.")


@dataclass(frozen=True)
class Matrix(Element):
    """How often any two of these have something together, by their names, the earlier first; nothing where never.

    It is left out where it does not fit, for it says nothing that is not said elsewhere.
    """

    caption: str
    names: tuple[str, ...]
    times: Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Tree(Element):
    """A label, words about it if there are any, and what is below it."""

    label: str
    about: str = ""
    below: tuple["Tree", ...] = ()


@dataclass(frozen=True)
class MarkedLine(Element):
    """A line of text of which some stands out; indented where it `belongs` to the line before."""

    text: Marked
    belongs: bool = False


@dataclass(frozen=True)
class CommandLine(Element):
    """A line to be copied and typed, and what it is for: it stands alone, and is never broken."""

    says: str
    line: str


def lead(strong: str, *rest: str) -> Marked:
    """Text that begins with what stands out, with a space before each part of the rest."""
    return Marked((("strong", strong), *(("", f" {part}") for part in rest if part)))
