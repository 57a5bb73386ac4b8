"""The words of a flyer: what stands on it beside what the group says about itself."""

from typing import Annotated, Any

from pydantic import Field

from peerkit.leaflets.reading import Language, Lines, read
from peerkit.planning.fields import Frozen, Line
from peerkit.problems import Problem

Title = Annotated[Line, Field(max_length=60)]


class Welcome(Frozen):
    """Who is welcome: a few words that catch the eye, and what that means, line by line."""

    heading: Title
    lines: Lines = ()


class Said(Frozen):
    """What is said in one wording. The title is what somebody reads from across the street."""

    title: Title
    opening: Lines = ()
    welcome: Welcome


class Labels(Frozen):
    """What stands before each thing that the group says about itself."""

    name: Title = "Who we are"
    when: Title = "When"
    where: Title = "Where"
    getting_in: Title = "Getting in"
    cost: Title = "Cost"
    contact: Title = "Get in touch"


class Flyer(Said):
    """A flyer's words. `easy` is its Easy Read wording."""

    summary: Line
    language: Language = "en"
    labels: Labels = Labels()
    easy: Said | None = None

    def said(self, easy: bool = False) -> Said:
        """One wording: the Easy Read one where it is asked for and there."""
        return self.easy if easy and self.easy else self


def read_flyer(data: dict[str, Any]) -> tuple[Flyer | None, list[Problem]]:
    """A flyer from parsed TOML, or every reason why it is none."""
    return read(Flyer, data, {"welcome": Welcome, "labels": Labels, "easy": Said})
