"""Questions with an answer that Enter gives. Typed lines only: no menus to steer, nothing drawn over."""

import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from peerkit.cli.terminal.console import out
from peerkit.errors import PeerkitError
from peerkit.messages import _
from peerkit.wording import numbers
from peerkit.wording.yes_no import bare, word, yes_or_no

HELP = ("help", "?", "help?", "help me")
BACK = ("back", "b", "go back")
QUIT = ("quit", "exit")
_HELP_WITH = {f"help {said}": said for said in (*HELP, *BACK, *QUIT)}
_THINGS = r"(?<=\w) (?:people|persons?|of us|of them|came)$|^number (?=\w)"
"""What is dictated around a number and says nothing more."""
T = TypeVar("T")
Read = Callable[[], str | None]


class EndOfInput(PeerkitError):  # noqa: N818 - a fact, not a fault
    """Somebody was asked, and there was no more to read."""


class Back(Exception):  # noqa: N818 - an answer, not a fault
    """Somebody would like the question before this one again."""


def at_a_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def from_stdin() -> str | None:
    """The next line that somebody types, or None at the end of input (a terminal that is gone is one)."""
    with suppress(OSError):
        return sys.stdin.readline() or None
    return None


def ask(
    question: str,
    parse: Callable[[str], T],
    default: str = "",
    read: Read = from_stdin,
    also: str = "",
    about: str = "",
    *,
    back: bool = False,
    itself: bool = False,
) -> T:
    """Ask until `parse` takes the answer; a ValueError from it is shown, and the question asked again.

    Enter gives `default`; `also` says what else can be answered. "help" is answered with `about`, "help back" and
    "help quit" with what those do, and "help" with a word of a session with what that does there; none of them is an
    answer. With `back`, that word raises Back. "quit" is Ctrl-C.
    Where `parse` takes those two by `itself`, they are given to it. The end of input is EndOfInput: nothing is guessed.
    """
    enter = _("Enter: {default}.", default=default.removesuffix(".")) if default else ""
    while True:
        out(" ".join(part for part in (question, enter, also) if part))
        line = read()
        if line is None:
            raise EndOfInput(_("There was no more to read, so nothing was done."), _("Start again when you are ready."))
        if meant(line, about, back=back, itself=itself):
            continue
        try:
            return parse(line.strip() or default)
        except ValueError as error:
            out(str(error))


def meant(line: str, about: str, *, back: bool, itself: bool = False) -> bool:
    """Whether a line was a word that answers no question, and was answered itself; those are the words of `ask`."""
    said = word(line)
    told = ""
    if said in HELP:
        told = about or _("Type your answer, then Enter. Ctrl-C leaves this, and nothing is done.")
    elif said in _HELP_WITH and not itself:
        told = _about(_HELP_WITH[said])
    elif said in BACK and not itself:
        if back:
            raise Back
        told = _("There is no question before this one. Ctrl-C leaves.")
    elif said in QUIT and not itself:
        raise KeyboardInterrupt
    elif said.startswith("help ") and not itself:
        told = _in_a_session(said.removeprefix("help "))
    if told:
        out(told)
    return bool(told)


def _in_a_session(said: str) -> str:
    """What a word does that is said in a session; empty where it is none."""
    from peerkit.live.helping import help_lines
    from peerkit.running.understanding import named

    known = "\n".join(help_lines(said)) if said == "all" or named(said) else ""
    return "\n".join([_("In a session:"), known]) if known else ""


def _about(said: str) -> str:
    """What a word does that answers every question."""
    if said in BACK:
        return _("back: the question before this one, once more.")
    if said in QUIT:
        return _("quit, or Ctrl-C: leave this. What you have answered so far is let go.")
    return _("help: what can be answered here.")


def in_turn(steps: Sequence[Callable[[], None]]) -> None:
    """Ask one question after the other; Back asks the one before again."""
    at = 0
    while at < len(steps):
        try:
            steps[at]()
            at += 1
        except Back:
            if not at:
                out(_("This is the first question. Ctrl-C leaves."))
            at = max(0, at - 1)


def yes(question: str, *, default: bool, read: Read = from_stdin, about: str = "", back: bool = False) -> bool:
    """A question that is answered with yes or no. With `back`, that word raises Back."""
    usual = _("Say yes or no. Enter is yes.") if default else _("Say yes or no. Enter is no.")
    return ask(question, yes_or_no, "yes" if default else "no", read, about=about or usual, back=back)


def need_yes(question: str, nothing: str, hint: str, *, default: bool = False) -> None:
    """Raises PeerkitError without a yes, with `nothing` was done; where nobody can be asked, with a `hint` too."""
    asking = at_a_terminal()
    if not (asking and yes(question, default=default)):
        raise PeerkitError(nothing, "" if asking else hint)


def number(low: int, high: int) -> Callable[[str], int]:
    """A parser of whole numbers from `low` to `high`, in figures or in words."""

    def parse(answer: str) -> int:
        found = numbers.number(re.sub(_THINGS, "", word(answer)))
        if (found is None or not low <= found <= high) and high - low == 1:
            raise ValueError(_("Say {low} or {high}.", low=low, high=high))
        if found is None or not low <= found <= high:
            raise ValueError(_("Say a whole number from {low} to {high}.", low=low, high=high))
        return found

    return parse


def choose(question: str, options: Sequence[str], default: int = 1, read: Read = from_stdin, about: str = "") -> int:
    """A numbered list; gives the place of what was chosen, counted from 0."""
    for place, option in enumerate(options, start=1):
        out(f"{place}  {option}")
    return ask(question, one_of(options), str(default), read, about=about)


def one_of(options: Sequence[str]) -> Callable[[str], int]:
    """A parser of the place of one of these, from 0: its number from 1 on, or words that stand in no other."""

    def parse(answer: str) -> int:
        said = bare(answer)
        words = re.compile(rf"(?<!\w){re.escape(said)}(?!\w)")
        found = [place for place, option in enumerate(options) if len(said) > 2 and words.search(option.lower())]
        return found[0] if len(found) == 1 else number(1, len(options))(answer) - 1

    return parse
