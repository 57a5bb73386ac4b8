"""The words of a booklet for founding a group, and where in it peerkit puts what it knows."""

from typing import Annotated, Any, Literal

from pydantic import Field

from peerkit.leaflets.reading import Language, Lines, read
from peerkit.planning.fields import Frozen, Line, Stem
from peerkit.problems import Problem

MOST_PARTS = 40


class Said(Frozen):
    """A part in one wording: paragraphs, then points of a list. In Easy Read each paragraph is one sentence."""

    heading: Line
    say: Lines = ()
    points: Lines = ()


class Ours(Frozen):
    """What the group may have said about itself, each with the label under which it stands."""

    name: Line | None = None
    when: Line | None = None
    where: Line | None = None
    getting_in: Line | None = None
    contact: Line | None = None


class Part(Said):
    """A part of the booklet.

    `then` is what peerkit puts after the words: the ground rules, the first meeting step by step, or the group's card
    for hard moments. `ours` is what the group has said, or lines to fill in by hand; `write` are such lines always.
    `easy` is its Easy Read wording.
    """

    then: Literal["agreement", "meeting", "support"] | None = None
    ours: Ours = Ours()
    write: Lines = ()
    easy: Said | None = None

    def said(self, easy: bool = False) -> Said:
        """One wording: the Easy Read one where it is asked for and there."""
        return self.easy if easy and self.easy else self


class Booklet(Frozen):
    """A booklet's words. `agreement` and `session` name the ground rules and the first meeting that it shows."""

    title: Line
    summary: Line
    language: Language = "en"
    agreement: Stem
    session: Stem
    part: Annotated[tuple[Part, ...], Field(min_length=1, max_length=MOST_PARTS, strict=False)]


def read_booklet(data: dict[str, Any]) -> tuple[Booklet | None, list[Problem]]:
    """A booklet from parsed TOML, or every reason why it is none."""
    return read(Booklet, data, {"part": Part, "easy": Said, "ours": Ours})
