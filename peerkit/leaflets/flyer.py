"""The words of a flyer: what stands on it beside what the group says about itself."""

from dataclasses import dataclass
from typing import Annotated

from peerkit.values import Language, Line, Lines, Mark

Title = Annotated[Line, Mark(most=60)]


@dataclass(frozen=True, kw_only=True)
class Welcome:
    """Who is welcome: a few words that catch the eye, and what that means, line by line."""

    heading: Title
    lines: Lines = ()


@dataclass(frozen=True, kw_only=True)
class FlyerText:
    """What is said in one wording. The title is what somebody reads from across the street."""

    title: Title
    opening: Lines = ()
    welcome: Welcome


@dataclass(frozen=True, kw_only=True)
class Labels:
    """What stands before each thing that the group says about itself."""

    name: Title = "Who we are"
    when: Title = "When"
    where: Title = "Where"
    getting_in: Title = "Getting in"
    cost: Title = "Cost"
    contact: Title = "Get in touch"


@dataclass(frozen=True, kw_only=True)
class Flyer(FlyerText):
    """A flyer's words. `easy` is its Easy Read wording."""

    summary: Line
    language: Language = "en"
    labels: Labels = Labels()
    easy: FlyerText | None = None

    def said(self, easy: bool = False) -> FlyerText:
        """One wording: the Easy Read one where it is asked for and there."""
        return self.easy if easy and self.easy else self
