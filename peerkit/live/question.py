"""A question that a session asks, and what each answer does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from peerkit.messages import _
from peerkit.running.state import Moment, State
from peerkit.running.understanding import plain
from peerkit.wording.typed import called
from peerkit.wording.yes_no import NO, YES

Do = Callable[[], list[str]]


class Unclear(ValueError):  # noqa: N818 (an answer, and no error)
    """What was typed can't be understood, or can't be: why, and, where that does not say it, an `example` of what can.

    A question that it answered stays asked.
    """

    def __init__(self, why: str, example: str = "") -> None:
        super().__init__(why)
        self.example = example


NOTHING = "nothing"
LEAVE = (NOTHING, "cancel", "never mind", "nevermind", "forget it", "leave it", "back", "go back")
"""Answer any question: they leave everything as it was."""


class Reply(NamedTuple):
    """One answer: the word to say, what it means, and what it does, which gives the lines to say.

    `short` is what it means in a few words, beside its word, where there is little room.
    """

    word: str
    meaning: str
    do: Do
    short: str = ""


@dataclass(frozen=True)
class Question:
    """Something to decide: the first option is what Enter does.

    It is about a `moment`, as `moment_of` reads it off a state: when that is over, so is the question. `yes` is the
    option that yes means, where there is one. With `typed` there are no options: what is typed is the answer, when it
    is no action's word, and a number means what is asked for; one that can't be raises Unclear. `short` asks the same
    in few words, where there is little room. `otherwise` is what holds where it is given up for something else.
    """

    text: str
    options: tuple[Reply, ...] = ()
    moment_of: Callable[[State], Moment] = lambda _state: ()
    moment: Moment = ()
    yes: str = "yes"
    typed: Callable[[str], list[str]] | None = None
    short: str = ""
    otherwise: str = ""

    @property
    def free(self) -> bool:
        """Whether other words than the options are taken."""
        return self.typed is not None

    @property
    def given_up(self) -> str:
        """What is said where it is given up for going on."""
        return (self.otherwise or _("Left as it was.")) if self.options else ""

    @property
    def spoken(self) -> str:
        """The question, and a line for each answer: a number, a word and what it means, which is a sentence."""
        lines = [self.text]
        for n, option in enumerate(self.options, 1):
            parts = {"n": n, "word": called(option.word), "meaning": option.meaning}
            enter = _("Enter or {n}, {word}: {meaning}", **parts)
            lines.append(enter if n == 1 else _("{n}, {word}: {meaning}", **parts))
        return "\n".join(lines)

    @property
    def said(self) -> tuple[str, ...]:
        """All that it says: two questions that say the same ask the same."""
        return (self.text, *(f"{option.word}: {option.meaning}" for option in self.options))

    def chosen(self, reply: str) -> Reply | None:
        """The option that `reply` means: its word, its number, what it means, yes or no, or Enter for the first."""
        words = [option.word for option in self.options]
        meant = {str(place): word for place, word in enumerate(words, start=1)}
        meant |= {"": words[0]} if words else {}
        meant |= dict.fromkeys(NO, "no") if "no" in words else {}
        meant |= dict.fromkeys(YES, self.yes) if self.yes in words else {}
        meant |= {plain(option.meaning): option.word for option in self.options}
        word = reply if reply in words else meant.get(reply)
        return next((option for option in self.options if option.word == word), None)
