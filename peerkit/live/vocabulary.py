"""The words that anybody can say to a session, their keys on the screen, and the questions that come back."""

from collections.abc import Callable
from dataclasses import dataclass

from peerkit.wording.yes_no import NO, YES

NOTHING = "nothing"
"""Answers any question: it leaves everything as it was."""


@dataclass(frozen=True)
class Question:
    """Something to decide: each option is a word to say and what it means; the first is what Enter does.

    `yes` is the option that yes means, where there is one. A `free` question takes other words, too, when they are
    no command.
    """

    text: str
    options: tuple[tuple[str, str], ...]
    answer: Callable[[str], list[str]]
    yes: str = "yes"
    free: bool = False

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


@dataclass(frozen=True)
class Command:
    """A plain word, the key that the screen shows for it, and what it does in a few words."""

    word: str
    key: str
    does: str


COMMANDS = (
    Command("next", "n", "the turn or block is over"),
    Command("undo", "u", "take back the last thing"),
    Command("pause", "space", "stop the clock; the time is nobody's"),
    Command("resume", "space", "go on"),
    Command("count", "", "after time away: it has passed"),
    Command("began", "", "it began earlier: began 6m"),
    Command("time", "t", "where we are"),
    Command("read", "", "the next sentence of the script"),
    Command("again", "", "that sentence once more"),
    Command("script", "", "the whole script"),
    Command("joined", "j", "somebody came: joined, or joined 3"),
    Command("left", "l", "somebody went"),
    Command("more", "+", "a minute more for everyone: more, or more 2"),
    Command("less", "-", "a minute less for everyone"),
    Command("pass", "p", "pass this turn; it is offered again"),
    Command("accept", "a", "take the change that is offered"),
    Command("auto", "m", "this block moves on by itself, or by hand again"),
    Command("groups", "g", "who sits with whom"),
    Command("contract", "c", "co-counselling's three contracts, to say aloud"),
    Command("warn", "w", "what the client wants to be told: warn 5m 1m, or warn none"),
    Command("odd", "o", "a three among pairs: whether every turn or every round is as long"),
    Command("owed", "x", "one more turn, for somebody whose partner left before theirs"),
    Command("rules", "r", "the ground rules"),
    Command("support", "s", "pause, and the card for hard moments"),
    Command("help", "?", "these words"),
    Command("close", "q", "closing words, or stop now"),
)
WORDS = {command.word: command for command in COMMANDS}
KEYS = {command.key: command.word for command in COMMANDS if len(command.key) == 1}
