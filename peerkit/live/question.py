"""A question that a session asks, and what the answers to it mean."""

from collections.abc import Callable
from dataclasses import dataclass

from peerkit.running.state import Slot
from peerkit.wording.yes_no import NO, YES

NOTHING = "nothing"
"""Answers any question: it leaves everything as it was."""


@dataclass(frozen=True)
class Question:
    """Something to decide: each option is a word to say and what it means; the first is what Enter does.

    `yes` is the option that yes means, where there is one. A `free` question takes other words, too, when they are
    no action's. One that is about a `slot` falls when that slot is over.
    """

    text: str
    options: tuple[tuple[str, str], ...]
    answer: Callable[[str], list[str]]
    yes: str = "yes"
    free: bool = False
    slot: Slot | None = None

    @property
    def spoken(self) -> str:
        """The question with its answers, as one line."""
        (enter, meaning), *others = self.options
        rest = ", ".join(f"{word}: {means}" for word, means in others)
        return f"{self.text} Enter or {enter}: {meaning}, {rest}."

    def chosen(self, reply: str) -> str:
        """The option that `reply` means (a word, its number, yes or no), `nothing`, or an empty text."""
        words = [word for word, _ in self.options]
        meant = {"": words[0], NOTHING: NOTHING, **{str(place): word for place, word in enumerate(words, start=1)}}
        meant |= dict.fromkeys(NO, "no") if "no" in words else {}
        meant |= dict.fromkeys(YES, self.yes) if self.yes in words else {}
        return reply if reply in words else meant.get(reply, "")
