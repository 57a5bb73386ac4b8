"""What a group types while it chooses: commands as words, with signs for short, and its own words only as its own."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

from peerkit.agreements.choosing import in_one_word, own_name, own_words
from peerkit.cli.terminal import console, prompt
from peerkit.errors import did_you_mean
from peerkit.wording import yes_no
from peerkit.wording.safe import echoed

if TYPE_CHECKING:
    from peerkit.agreements.bank import Topic

What = Literal["on", "number", "strike", "own", "add"]
T = TypeVar("T")
Line = tuple[int, str]
"""The number of a wording or a choice, or 0 for what comes before them, and the line that says it."""

YES = (*yes_no.YES, "keep", "keep it", "k")
NO = (*yes_no.NO, "none", "nothing", "leave it out")
STRIKE = ("-", "strike", "strike it", "strike it out")
STOP = ("q", "quit", "stop")
BACK = ("b", "back")
OPEN = ("open", "0", "leave it open")
COMMANDS = re.compile(r"keep|yes|no|none|nothing|strike|own|add|again|back|quit|stop|open|leave|help", re.IGNORECASE)
_AGAIN = re.compile(r"(?:again|list)(?: ([1-9]))?", re.IGNORECASE)
_NUMBER = re.compile(r"(?:(?:wording|choice|number) )?([0-9]{1,4})", re.IGNORECASE)
_OWN = re.compile(r"((?:own|add)(?=[\s:]|$)|[=+])[\s:]*(.*)", re.IGNORECASE)
_HELP = """\
Enter keeps what is there, and leaves out what is not there.
A number takes the wording that has it.
strike takes this {one} out. Short: -
own and your words, such as own We share the washing-up, puts them in the place of this {one}. Short: =
add and your words makes one {one} more, after this one. Short: +
again says this {one} and its wordings once more; again 2 says wording 2.
back goes to the one before.
quit stops. Nothing is written before the end. Short: q"""


class Stopped(Exception):  # noqa: N818 - a choice, not a fault
    """Somebody would like to stop."""


class Back(Exception):  # noqa: N818
    """Somebody would like to go to the one before."""


@dataclass(frozen=True)
class Answer:
    """What was typed: `number` is that of a wording, `text` the group's own words."""

    what: What
    number: int = 0
    text: str = ""


@dataclass(frozen=True)
class _Again:
    number: int


@dataclass(frozen=True)
class _Perhaps:
    """Words that may be the group's own, or a command with more around it."""

    text: str


def heard(
    question: str, usual: str, also: str, numbers: Iterable[int], lines: list[Line], *, one: str, there: bool
) -> Answer:
    """One answer about a rule (or a topic that is not `there` yet). `lines` are what "again" says.

    Nothing is taken for a rule that was not said to be one. Raises Stopped and Back.
    """
    known = tuple(numbers)

    def parse(answer: str) -> Answer | _Perhaps:
        word = answer.lower()
        if word == usual or word in (YES if there else NO):
            return Answer("on")
        if word in STRIKE:
            return Answer("strike" if there else "on")
        if word in (NO if there else YES):
            raise ValueError("To take it out, type strike." if there else "Type the number of a wording, or own words.")
        if (number := numbered(word)) is not None:
            if number in known:
                return Answer("number", number)
            raise ValueError(f"There is no wording {number} here.")
        if (said := own(answer)) is not None:
            return said
        return _perhaps(answer)

    while True:
        got = put(question, parse, usual, also, lines, about=_HELP.format(one=one))
        if isinstance(got, Answer):
            return got
        if (meant := _meant(got.text, one, there=there)) is not None:
            return meant


def put(
    question: str, parse: Callable[[str], T], usual: str, also: str, lines: list[Line] | None = None, about: str = ""
) -> T:
    """Ask until `parse` takes it; "back" is Back, "quit" is Stopped, and "again" says `lines` once more."""

    def first(answer: str) -> T | _Again:
        if answer.lower() in STOP:
            raise Stopped
        if answer.lower() in BACK:
            raise Back
        if lines and (again := _AGAIN.fullmatch(answer)):
            return _Again(int(again[1] or 0))
        return parse(answer)

    while True:
        got = prompt.ask(question, first, usual, also=also, about=about)
        if not isinstance(got, _Again):
            return got
        for line in [line for number, line in lines or () if got.number in (0, number)] or ["There is none of it."]:
            console.out(line)


def numbered(answer: str) -> int | None:
    """2 for 2, wording 2, choice 2 or number 2; None where it is no number."""
    found = _NUMBER.fullmatch(answer)
    return int(found[1]) if found else None


def own(answer: str) -> Answer | None:
    """The words after own or add, or None where it is neither. Raises ValueError where no words come after."""
    found = _OWN.fullmatch(answer)
    if found is None:
        return None
    adds = found[1].lower() in ("add", "+")
    if not found[2].strip():
        raise ValueError(
            f"Type your words on the same line, such as: {'add' if adds else 'own'} We share the washing-up."
        )
    return Answer("add" if adds else "own", text=own_words(found[2]))


def named(question: str, usual: str) -> str:
    """A name: that of the value that words serve, or a title."""
    while True:
        about = f"One word or a few, such as {usual}. It is printed with what it is for."
        typed = put(question, own_name, usual, "Or other words, back, quit.", about=about)
        if typed == usual or not begins(typed) or sure(f'Is "{echoed(typed)}" what you mean?'):
            return typed


def which(topics: "dict[str, Topic]") -> "tuple[Topic, ...]":
    """Which of the topics that nobody met yet to go through: all, one by its name, or none."""
    names = [topic.name for topic in topics.values()]
    such = f", such as {', '.join(names[:3])}" if len(names) > 3 else f": {', '.join(names)}"
    console.out(f"\nThere {'are' if len(names) > 1 else 'is'} {len(names)} more to choose from{such}.")

    def parse(answer: str) -> "tuple[Topic, ...]":
        if answer.lower() in NO:
            return ()
        if answer.lower() in (*yes_no.YES, "all"):
            return tuple(topics.values())
        if (word := in_one_word(answer)) in topics:
            return (topics[word],)
        raise ValueError(f"{did_you_mean(word, topics)} Say yes, no, list or the name of one.".lstrip())

    about = f"yes goes through all of them; a name, such as {names[0]}, only through that one. list says every name."
    also = "Or yes, the name of one, list, back, quit."
    return put("Go through them now?", parse, "no", also, [(0, f"{', '.join(names)}")], about)


def begins(answer: str) -> str:
    """The command that an answer begins with, or nothing."""
    found = re.match(r"\w+", answer)
    return found[0].lower() if found and COMMANDS.fullmatch(found[0]) else ""


def _perhaps(answer: str) -> _Perhaps:
    if len(answer.split()) > 2:
        return _Perhaps(own_words(answer))
    if command := begins(answer):
        raise ValueError(f"Did you mean {command}? Then type it alone: {command}")
    raise ValueError("For your own words, type own before them. For what else there is: help")


def _meant(text: str, one: str, *, there: bool) -> Answer | None:
    """Ask what the words are; None where they are none of the group's."""
    if command := begins(text):
        console.out(f"Did you mean {command}? Then press Enter, and type it alone.")
    console.out(f'You typed: "{echoed(text)}"')
    if not there:
        return Answer("own", text=text) if sure(f"Is that a {one} in your own words?") else None

    def parse(answer: str) -> Answer | None:
        word = answer.lower()
        if word in ("own", "="):
            return Answer("own", text=text)
        if word in ("add", "+"):
            return Answer("add", text=text)
        if word in STRIKE or word == "keep":
            return Answer("on" if word == "keep" else "strike")
        if word in NO:
            return None
        raise ValueError("Say own, add or no.")

    return put("Are these your own words?", parse, "no", f"Or own: instead of this {one}. Or add: one {one} more.")


def sure(question: str, usual: str = "no") -> bool:
    """A yes or a no; Enter is no, said as `usual`."""
    return put(question, lambda answer: answer != usual and yes_no.yes_or_no(answer), usual, "Or yes.")
