"""Choosing together, aloud: one topic after another, typed lines only, and nothing is written before the end."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from peerkit.agreements.choosing import Draft, own_name, own_words, wording_of
from peerkit.agreements.kinds import RULES
from peerkit.cli import ask, show
from peerkit.cli.agreement_shown import described, options_of
from peerkit.cli.choosing import OUR_VALUE, finished, write
from peerkit.errors import PeerkitError

if TYPE_CHECKING:
    from peerkit.agreements.agreement import Agreement
    from peerkit.agreements.bank import Topic
    from peerkit.agreements.kinds import Kind
    from peerkit.words import Words
    from peerkit.workspace.root import Root

YES = ("keep", "k", "yes", "y", "ok")
NO = ("no", "n", "none", "nothing")
STRIKE = ("-", "strike", "strike it")
HELP = """\
Enter goes on: what is there is kept, and what is not there is left out.
A number takes the wording that has it.
- or strike takes it out.
+ and your own words after it, such as + We share the washing-up, says it your way.
back goes to the one before.
q stops, and nothing is written."""


class Stopped(Exception):  # noqa: N818 - a choice, not a fault
    """Somebody stopped."""


class Back(Exception):  # noqa: N818
    """Somebody would like to go to the one before."""


@dataclass(frozen=True)
class Walk:
    """How far the group has come: at which rule, and at which of the topics that are left."""

    draft: Draft
    place: int = 0
    end: int = 0
    rest: tuple["Topic", ...] = ()


def aloud(
    root: "Root", kind: "Kind", target: Path, begin: "Agreement", draft: Draft, *, everything: bool, new: bool
) -> None:
    """Lead a group through it, show what came of it, and write it after a yes. A `new` one is asked for its title."""
    from peerkit.workspace import config

    words = config.load(root).words
    try:
        guide = Guide(kind, words)
        done = guide.led(draft, everything=everything)
        begin = begin.model_copy(update={"title": guide.titled(begin.title)}) if new else begin
        agreement = finished(begin, done, kind)
        for line in _preview(agreement, words, kind):
            show.out(line)
        if not ask.yes("\nShall this be written?", default=True):
            raise Stopped
    except Stopped:
        show.note("Nothing was written.")
        return
    except KeyboardInterrupt:
        show.note("Stopped. Nothing was written.")
        raise typer.Exit(130) from None
    except ask.EndOfInput:
        raise PeerkitError("The input ended, so nothing was written.", "Start again when you are ready.") from None
    write(root, kind, target, begin, done)


def _preview(agreement: "Agreement", words: "Words", kind: "Kind") -> Iterator[str]:
    from peerkit.agreements.check import check
    from peerkit.workspace.catalogue import in_their_words

    ours = in_their_words(agreement, words, kind)[0] or agreement
    yield "\nThis is what you have:\n"
    yield from described(ours, kind, "")
    problems = check(ours, kind)
    if problems:
        yield "\nTo think about:"
    for problem in problems:
        yield f"{problem.place}: {problem.reason} {problem.suggestion}".rstrip()


class Guide:
    """Asks, one topic at a time. `words` are the group's own, put into everything that is shown."""

    def __init__(self, kind: "Kind", words: "Words") -> None:
        self._kind, self._words = kind, words

    def led(self, draft: Draft, *, everything: bool) -> Draft:
        """What the group made of it. Raises Stopped."""
        show.out(f"Read each one aloud, and decide together.\n{HELP}")
        before: list[Walk] = []
        walk = Walk(draft, 0, len(draft.rules), draft.rest if everything else ())
        while True:
            try:
                if walk.place == walk.end and not walk.rest:
                    return self._own(walk.draft)
                after = self._rule(walk) if walk.place < walk.end else self._topic(walk)
            except Back:
                if not before:
                    show.out("This is the first one.")
                walk = before.pop() if before else walk
            else:
                before.append(walk)
                walk = after

    def _rule(self, walk: Walk) -> Walk:
        draft, place = walk.draft, walk.place
        rule = draft.rules[place]
        topic = draft.topic_of(rule)
        about = f": {rule.topic}" if rule.topic else ""
        show.out(f"\n{self._kind.one.capitalize()} {place + 1} of {walk.end}{about}")
        if topic:
            show.out(self._ours(topic.asks))
        now = wording_of(rule, topic) if topic else None
        show.out(f"Now: {self._ours(rule.said())}")
        others = [number for number in range(1, len(topic.wording) + 1) if number != now] if topic else []
        self._wordings(topic, others)
        also = "a number, " if others else ""
        answer = self._asked(
            "Keep it?", "keep", f"Or {also}- to strike, + and your own words, back, q, help.", others, keeps=True
        )
        if answer == "-":
            return replace(walk, draft=draft.strike(place), end=walk.end - 1)
        if isinstance(answer, int):
            draft = draft.reword(place, answer)
        elif answer:
            draft = draft.own(place, answer)
        try:
            return replace(walk, draft=self._decided(draft, place), place=place + 1)
        except Back:
            return self._rule(walk)

    def _topic(self, walk: Walk) -> Walk:
        draft, (topic, *rest) = walk.draft, walk.rest
        show.out(f"\nNot in yours yet: {topic.name}\n{self._ours(topic.asks)}")
        numbers = list(range(1, len(topic.wording) + 1))
        self._wordings(topic, numbers)
        answer = self._asked("Take one?", "leave it out", "Or a number, + and your own words, back, q, help.", numbers)
        if isinstance(answer, int):
            draft = self._decided(draft.take(topic, answer), len(draft.rules))
        elif answer and answer != "-":
            draft = draft.add(answer, topic.value, topic.name)
        return replace(walk, draft=draft, rest=tuple(rest))

    def _wordings(self, topic: "Topic | None", numbers: list[int]) -> None:
        for number in numbers:
            assert topic is not None
            wording = topic.wording[number - 1]
            choice = f" Here is a choice to make, of {len(wording.option)}." if wording.option else ""
            show.out(f"{number}  {self._ours(wording.text)}{choice}")

    def _decided(self, draft: Draft, place: int) -> Draft:
        """What is still open, or was chosen, once the wording is settled."""
        rule = draft.rules[place]
        if not rule.option:
            return draft
        show.out("Here the group has a choice. Left open, it is printed as boxes to tick together.")
        for line in options_of(rule):
            show.out(self._ours(line))
        usual = "leave it open" if rule.chosen is None else f"keep choice {rule.chosen}"
        also = "Or a number, back, q, help." if rule.chosen is None else "Or a number, open, back, q, help."

        def parse(answer: str) -> int | None:
            self._leaving(answer)
            if answer == usual or answer.lower() in YES:
                return rule.chosen
            if answer.lower() in ("open", "0"):
                return None
            return ask.number(1, len(rule.option))(answer)

        return draft.decide(place, ask.ask("Which?", parse, usual, also=also, about=HELP))

    def _own(self, draft: Draft) -> Draft:
        """Rules that nobody thought of before."""
        while True:
            show.out("\nIs anything missing?")
            answer = self._asked("Type it in your own words.", "nothing is missing", "Or q.", [])
            if not isinstance(answer, str) or answer in ("", "-"):
                return draft
            value = ask.ask(self._for_what, self._value, OUR_VALUE, also="Or q.")
            try:
                draft = draft.add(answer, value)
            except ValueError as error:
                show.out(str(error))
                return draft

    def _asked(self, question: str, usual: str, also: str, numbers: list[int], *, keeps: bool = False) -> int | str:
        """A number of a wording, "-", words of the group's own, or nothing where all stays as it is.

        `keeps` says that a yes leaves it so; else a no does.
        """
        goes_on, does_not = (YES, NO) if keeps else (NO, YES)

        def parse(answer: str) -> int | str:
            self._leaving(answer)
            if answer == usual or answer.lower() in goes_on:
                return ""
            if answer.lower() in does_not:
                raise ValueError("To strike it out, type -." if keeps else "Type a number, or + and your own words.")
            if answer.lower() in STRIKE:
                return "-"
            if answer.startswith("+"):
                return own_words(answer[1:])
            if answer.isascii() and answer.isdigit():
                if int(answer[:4]) in numbers:
                    return int(answer)
                raise ValueError("There is no wording with that number.")
            if len(answer.split()) < 3:
                raise ValueError("If these are your own words, type + before them. For what else there is: help.")
            return own_words(answer)

        return ask.ask(question, parse, usual, also=also, about=HELP)

    def titled(self, usual: str) -> str:
        """What the group calls it. Raises Stopped."""
        while True:
            try:
                return ask.ask("\nWhat is it called?", self._value, usual, also="Or q.")
            except Back:
                show.out("What comes before is settled. It can be changed afterwards.")

    @property
    def _for_what(self) -> str:
        return "For the sake of what?" if self._kind is RULES else "What is this value called?"

    @staticmethod
    def _value(answer: str) -> str:
        Guide._leaving(answer)
        return own_name(answer)

    @staticmethod
    def _leaving(answer: str) -> None:
        if answer.lower() in ("q", "quit", "stop"):
            raise Stopped
        if answer.lower() in ("b", "back"):
            raise Back

    def _ours(self, text: str) -> str:
        filled: str = self._words.fill_in(text)
        return filled
