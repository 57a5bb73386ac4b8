"""Questions with an answer that Enter gives. Typed lines only: no menus to steer, nothing drawn over."""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from peerkit.cli.terminal.console import out
from peerkit.errors import PeerkitError
from peerkit.wording.yes_no import yes_or_no

HELP = ("help", "?")
T = TypeVar("T")
Read = Callable[[], str | None]


class EndOfInput(PeerkitError):  # noqa: N818 - a fact, not a fault
    """Somebody was asked, and there was no more to read."""


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
) -> T:
    """Ask until `parse` takes the answer; a ValueError from it is shown, and the question asked again.

    Enter gives `default`; `also` says what else can be answered; `about` answers "help". The end of input is
    EndOfInput: nothing is guessed.
    """
    while True:
        out(" ".join(part for part in (question, default and f"Enter: {default}.", also) if part))
        line = read()
        if line is None:
            raise EndOfInput("There was no more to read, so nothing was done.", "Start again when you are ready.")
        if about and line.strip().lower() in HELP:
            out(about)
            continue
        try:
            return parse(line.strip() or default)
        except ValueError as error:
            out(str(error))


def yes(question: str, *, default: bool, read: Read = from_stdin) -> bool:
    """A question that is answered with yes or no."""
    return ask(question, yes_or_no, "yes" if default else "no", read)


def number(low: int, high: int) -> Callable[[str], int]:
    """A parser of whole numbers from `low` to `high`."""

    def parse(answer: str) -> int:
        if answer.isascii() and answer.isdigit() and len(answer) < 9 and low <= int(answer) <= high:
            return int(answer)
        raise ValueError(f"Say a whole number from {low} to {high}.")

    return parse


def choose(question: str, options: Sequence[str], default: int = 1, read: Read = from_stdin) -> int:
    """A numbered list; gives the place of what was chosen, counted from 0."""
    for place, option in enumerate(options, start=1):
        out(f"{place}  {option}")
    return ask(question, number(1, len(options)), str(default), read) - 1
