"""The words of a flyer: what stands on it beside what the group says about itself."""

from dataclasses import dataclass
from typing import Annotated

from peerkit.messages import N_
from peerkit.values import Language, Line, Lines, Mark, Stem

Title = Annotated[Line, Mark(most=60)]


@dataclass(frozen=True, kw_only=True)
class Welcome:
    """Who is welcome: a few words that catch the eye, and what that means, line by line."""

    heading: Title
    lines: Lines = ()


@dataclass(frozen=True, kw_only=True)
class FlyerText:
    """What is said in one wording. The title is what somebody reads from across the street.

    `what` says what it is, and `who` for whom: sentences that are on every flyer, however little room there is.
    """

    title: Title
    what: Line | None = None
    who: Line | None = None
    opening: Lines = ()
    welcome: Welcome


@dataclass(frozen=True, kw_only=True)
class Labels:
    """What stands before each thing that the group says about itself: `marked` says what the flyer leaves out."""

    name: Title = N_("Who we are")
    when: Title = N_("When")
    where: Title = N_("Where")
    getting_in: Title = N_("Getting in")
    cost: Title = N_("Cost")
    dates: Title = N_("Next dates")
    contact: Title = N_("Get in touch")
    web: Title = N_("On the web")
    on_contact: Line = N_("We tell you when you get in touch.")
    where_on_contact: Line = N_("We tell you where when you get in touch.")


@dataclass(frozen=True, kw_only=True)
class Detail:
    """One thing more that a reader must know, such as ages. Where it says nothing, there is a line to write on."""

    label: Title
    says: Line | None = None


@dataclass(frozen=True, kw_only=True)
class Flyer(FlyerText):
    """A flyer's words. `easy` is its Easy Read wording, `card` the one for a card that somebody else may find.

    `sessions` are the ways of meeting that it is for. With `place_on_contact` it does not say where; with `dates` it
    has room for the next dates.
    """

    summary: Line
    language: Language = "en"
    sessions: tuple[Stem, ...] = ()
    place_on_contact: bool = False
    dates: bool = False
    labels: Labels = Labels()
    detail: Annotated[tuple[Detail, ...], Mark(most=8, counted=True)] = ()
    easy: FlyerText | None = None
    card: FlyerText | None = None

    def said(self, easy: bool = False, card: bool = False) -> FlyerText:
        """One wording: the one for a card, or the Easy Read one, where it is asked for and there."""
        return (self.card if card else None) or (self.easy if easy else None) or self

    def about(self, said: FlyerText) -> str:
        """What it is and for whom, in that wording; its summary where an older file says neither."""
        return " ".join(filter(None, (said.what, said.who))) or self.summary
