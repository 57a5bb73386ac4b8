"""What a group types while it chooses: commands as words, with signs for short, and its own words only as its own."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from peerkit.agreements.choosing import own_words
from peerkit.figures import ascii_figures
from peerkit.wording import yes_no

What = Literal["on", "number", "strike", "own", "add", "unclear"]

YES = ("keep", "keep it", "k", *yes_no.YES)
NO = (*yes_no.NO, "none", "nothing", "leave it out")
_STRIKE = ("-", "strike", "strike it", "strike it out")
QUIT = ("q", "quit", "stop")
BACK = ("b", "back")
OPEN = ("open", "0", "leave it open")
COMMANDS = re.compile(r"keep|yes|no|none|nothing|strike|own|add|again|back|quit|stop|open|leave|help", re.IGNORECASE)
_AGAIN = re.compile(r"(?:again|list)(?: ([1-9]))?", re.IGNORECASE)
_NUMBER = re.compile(r"(?:(?:wording|choice|number) )?([0-9]{1,4})", re.IGNORECASE)
_OWN = re.compile(r"((?:own|add)(?=[\s:]|$)|[=+])[\s:]*(.*)", re.IGNORECASE)
HELP = """\
Enter keeps what is there, and leaves out what is not there.
A number takes the wording that has it.
strike takes this {one} out. Short: -
own and your words, such as own We share the washing-up, puts them in the place of this {one}. Short: =
add and your words makes one {one} more, after this one. Short: +
again says this {one} and its wordings once more; again 2 says wording 2.
back goes to the one before.
quit stops. Nothing is written before the end. Short: q"""


@dataclass(frozen=True)
class Answer:
    """What was typed: `number` is that of a wording, `text` the group's own words.

    `unclear`: the text may be the group's own words, or a command with more around it.
    """

    what: What
    number: int = 0
    text: str = ""


def alone(typed: str) -> str:
    """A command that stands alone, without capitals, courtesies and what dictation puts after it; else as typed."""
    said = yes_no.word(typed)
    known = said in (*YES, *NO, *_STRIKE, *QUIT, *BACK, *OPEN) or again(said) is not None or numbered(said) is not None
    return said if known else typed


def about_rule(typed: str, usual: str, numbers: Collection[int], *, there: bool) -> Answer:
    """One answer about a rule, or about a topic that is not `there` yet. `usual` is what Enter says.

    Nothing is taken for a rule that was not said to be one. Raises ValueError with what to type.
    """
    word = typed.lower()
    if word == usual or word in (YES if there else NO):
        return Answer("on")
    if word in _STRIKE:
        return Answer("strike" if there else "on")
    if word in (NO if there else YES):
        raise ValueError("To take it out, type strike." if there else "Type the number of a wording, or own words.")
    if (number := numbered(word)) is not None:
        if number in numbers:
            return Answer("number", number)
        raise ValueError(f"There is no wording {number} here.")
    if (own := own_or_add(typed)) is not None:
        return own
    if len(typed.split()) > 2:
        return Answer("unclear", text=own_words(typed))
    if command := begins(typed):
        raise ValueError(f"Did you mean {command}? Then type it alone: {command}")
    raise ValueError("For your own words, type own before them. For what else there is: help")


def meant(typed: str, text: str) -> Answer | None:
    """What somebody says that an unclear `text` is; None where it is none of the group's words. Raises ValueError."""
    word = typed.lower()
    if word in ("own", "="):
        return Answer("own", text=text)
    if word in ("add", "+"):
        return Answer("add", text=text)
    if word in _STRIKE or word == "keep":
        return Answer("on" if word == "keep" else "strike")
    if word in NO:
        return None
    raise ValueError("Say own, add or no.")


def again(typed: str) -> int | None:
    """Which wording is to be said once more, 0 for all of it; None where the answer is another."""
    found = _AGAIN.fullmatch(ascii_figures(typed))
    return int(found[1] or 0) if found else None


def numbered(typed: str) -> int | None:
    """2 for 2, wording 2, choice 2 or number 2; None where it is no number."""
    found = _NUMBER.fullmatch(ascii_figures(typed))
    return int(found[1]) if found else None


def own_or_add(typed: str) -> Answer | None:
    """The words after own or add, or None where it is neither. Raises ValueError where no words come after."""
    found = _OWN.fullmatch(typed)
    if found is None:
        return None
    what: What = "add" if found[1].lower() in ("add", "+") else "own"
    if not found[2].strip():
        raise ValueError(f"Type your words on the same line, such as: {what} We share the washing-up.")
    return Answer(what, text=own_words(found[2]))


def begins(typed: str) -> str:
    """The command that an answer begins with, or nothing."""
    found = re.match(r"\w+", typed)
    return found[0].lower() if found and COMMANDS.fullmatch(found[0]) else ""
