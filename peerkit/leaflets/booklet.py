"""The words of a booklet for founding a group, and where in it peerkit puts what it knows."""

from dataclasses import dataclass
from typing import Annotated, Literal

from peerkit.values import Language, Line, Lines, Mark, Stem


@dataclass(frozen=True, kw_only=True)
class PartText:
    """A part in one wording: paragraphs, then points of a list. In Easy Read each paragraph is one sentence."""

    heading: Line
    say: Lines = ()
    points: Lines = ()


@dataclass(frozen=True, kw_only=True)
class Ours:
    """What the group may have said about itself, each with the label under which it stands."""

    name: Line | None = None
    when: Line | None = None
    where: Line | None = None
    getting_in: Line | None = None
    contact: Line | None = None


@dataclass(frozen=True, kw_only=True)
class Part(PartText):
    """A part of the booklet.

    `then` is what peerkit puts after the words: the ground rules, the first meeting step by step, the group's card for
    hard moments, or bodies in its country that help groups. `ours` is what the group has said, or lines to fill in by
    hand; `write` are such lines always. `easy` is its Easy Read wording.
    """

    then: Literal["agreement", "meeting", "support", "organisations"] | None = None
    ours: Ours = Ours()
    write: Lines = ()
    easy: PartText | None = None

    def said(self, easy: bool = False) -> PartText:
        """One wording: the Easy Read one where it is asked for and there."""
        return self.easy if easy and self.easy else self


@dataclass(frozen=True, kw_only=True)
class Booklet:
    """A booklet's words. `agreement` and `session` name the ground rules and the first meeting that it shows."""

    title: Line
    summary: Line
    language: Language = "en"
    agreement: Stem
    session: Stem
    part: Annotated[tuple[Part, ...], Mark(least=1, most=40)]
