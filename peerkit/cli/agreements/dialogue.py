"""Choosing together, aloud: one topic after another, typed lines only, and nothing is written before the end."""

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from peerkit.agreements.choosing import Draft, in_one_word, own_words
from peerkit.agreements.kinds import RULES
from peerkit.cli.agreements import answers as hear
from peerkit.cli.agreements.answers import NO, OPEN, YES, Answer, Back, Stopped
from peerkit.cli.agreements.choose import OUR_VALUE, write
from peerkit.cli.agreements.show import options_of
from peerkit.cli.agreements.spoken import Told
from peerkit.cli.terminal import console, prompt
from peerkit.errors import PeerkitError
from peerkit.wording.safe import echoed

if TYPE_CHECKING:
    from peerkit.agreements.agreement import Agreement, Rule
    from peerkit.agreements.bank import Topic
    from peerkit.agreements.kinds import Kind
    from peerkit.words import Words
    from peerkit.workspace.root import Root

_CAN = "own and your words, add and your words, again, back, quit, help."


class Here(Exception):  # noqa: N818
    """Somebody would like to begin again with the one that is talked about."""


@dataclass(frozen=True)
class Walk:
    """How far the group has come.

    `place` is where the rule that is talked about stands in the draft, `number` how many of those that they began
    with are settled, `added` how many were put after this one, `rest` the topics to go through now. `quiet`: it was
    said what it is, and only the question comes again.
    """

    draft: Draft
    title: str
    place: int = 0
    number: int = 0
    added: int = 0
    struck: tuple["Rule", ...] = ()
    rest: tuple["Topic", ...] = ()
    offered: bool = False
    complete: bool = False
    titled: bool = False
    done: bool = False
    quiet: bool = False


def aloud(
    root: "Root", kind: "Kind", target: Path, begin: "Agreement", draft: Draft, *, everything: bool, new: bool
) -> None:
    """Lead a group through it, show what came of it, and write it after a yes. A `new` one is asked for its title."""
    from peerkit.workspace import config

    try:
        guide = Guide(kind, config.load(root).words, begin, draft, root.command(f"{kind.command} edit", target.stem))
        done = guide.led(everything=everything, new=new)
    except Stopped:
        console.note("Nothing was written.")
        return
    except KeyboardInterrupt:
        console.note("Stopped. Nothing was written.")
        raise typer.Exit(130) from None
    except prompt.EndOfInput:
        raise PeerkitError("The input ended, so nothing was written.", "Start again when you are ready.") from None
    write(root, kind, target, replace(begin, title=done.title), done.draft)


class Guide:
    """Asks, one topic at a time. `words` are the group's own, put into everything that is shown.

    `edit` is the command that opens the file.
    """

    def __init__(self, kind: "Kind", words: "Words", begin: "Agreement", draft: Draft, edit: str) -> None:
        self._kind, self._begin, self._first = kind, begin, draft
        self._told = Told(kind, words, edit)
        self._one = kind.one.capitalize()

    def led(self, *, everything: bool, new: bool) -> Walk:
        """What the group made of it. Raises Stopped."""
        console.out("Read each one aloud, and decide together. Nothing is written before the end.")
        before: list[Walk] = []
        rest = self._first.rest if everything else ()
        walk = Walk(self._first, self._begin.title, rest=rest, offered=everything, titled=not new)
        while not walk.done:
            try:
                after = self._step(walk)
            except Here:
                walk = replace(walk, quiet=False)
            except Back:
                if not before:
                    console.out("This is the first one.")
                walk = self._earlier(walk, before)
            except Stopped:
                walk = self._stays(walk, before)
            else:
                before.append(walk)
                walk = after
        return walk

    def _earlier(self, walk: Walk, before: list[Walk]) -> Walk:
        """The rule or the topic that came last, with what was said of it taken back."""
        while before:
            last = before.pop()
            if last.draft != walk.draft:
                console.out("Taken back.")
            if last.rest or last.number < len(self._first.rules) or last.draft != walk.draft:
                return replace(last, quiet=False)
        return replace(walk, quiet=False)

    def _stays(self, walk: Walk, before: list[Walk]) -> Walk:
        """Where to go on after all. Raises Stopped where nothing is lost, or the group is sure."""
        if walk.draft == self._first and walk.title == self._begin.title:
            raise Stopped
        at_the_end = walk.complete and walk.titled
        console.out("Nothing is written yet. Whoever stops here throws away what you chose.")
        with suppress(Back):
            if hear.sure("Throw it away?", "no, back to the last one" if at_the_end else "no, go on"):
                raise Stopped
        return self._earlier(walk, before) if at_the_end else replace(walk, quiet=False)

    def _step(self, walk: Walk) -> Walk:
        if walk.number < len(self._first.rules):
            return self._rule(walk)
        if walk.rest:
            return self._topic(walk)
        if not walk.offered:
            return self._offer(walk)
        if not walk.complete:
            return self._missing(walk)
        return self._written(walk) if walk.titled else self._title(walk)

    # One rule that is there

    def _rule(self, walk: Walk) -> Walk:
        rule = walk.draft.rules[walk.place]
        topic = walk.draft.topic_of(rule)
        lines = list(self._told.rule(rule, topic, walk.number + 1, len(self._first.rules)))
        if not walk.quiet:
            console.out("\n" + "\n".join(line for _, line in lines))
        numbers = range(1, len(topic.wording) + 1) if topic else ()
        also = f"Or {'a number, ' if len(numbers) > 1 else ''}strike, {_CAN}"
        about = f", {rule.topic}" if rule.topic else ""
        question = f"{self._one} {walk.number + 1}{about}. Keep it?"
        answer = hear.heard(question, "keep", also, numbers, lines, one=self._kind.one, there=True)
        if answer.what == "add":
            return self._added(walk, answer.text)
        return self._settled(walk, rule, answer)

    def _settled(self, walk: Walk, rule: "Rule", answer: Answer) -> Walk:
        draft, place = walk.draft, walk.place
        on = replace(walk, number=walk.number + 1, place=place + 1 + walk.added, added=0, quiet=False)
        if answer.what == "strike":
            console.out(f"Struck: {self._told.ours(rule.said())}")
            return replace(on, draft=draft.strike(place), place=on.place - 1, struck=(*walk.struck, rule))
        if answer.what == "own":
            draft = draft.own(place, answer.text, self._for_what(rule.value))
        elif answer.what == "number":
            draft = draft.reword(place, answer.number)
        if draft.rules[place].option:
            draft = self._decided(draft, place)
        else:
            kept = draft == walk.draft
            console.out("Kept." if kept else f"Now: {self._told.ours(draft.rules[place].said())}")
        return replace(on, draft=draft)

    def _added(self, walk: Walk, text: str) -> Walk:
        served = self._for_what(OUR_VALUE)
        try:
            draft = walk.draft.add(text, served, at=walk.place + walk.added + 1)
        except ValueError as error:
            console.out(str(error))
            return replace(walk, quiet=True)
        console.out(f"Added after this one: {text}")
        return replace(walk, draft=draft, added=walk.added + 1, quiet=True)

    def _decided(self, draft: Draft, place: int) -> Draft:
        """What is still open, or was chosen, once the wording is settled. Raises Here for "back"."""
        rule = draft.rules[place]
        many = len(rule.option)
        lines = [(number, self._told.ours(line)) for number, line in enumerate(options_of(rule), start=1)]
        console.out("\n".join(["Here the group has a choice.", *(line for _, line in lines)]))
        usual = "leave it open" if rule.chosen is None else f"keep choice {rule.chosen}"
        names = [
            f"{place}: {self._told.ours(option.name)}." for place, option in enumerate(rule.option, 1) if option.name
        ]
        number = " ".join(names) if len(names) == many else f"A number from 1 to {many}."
        also = f"{number} Or {'' if rule.chosen is None else 'open, '}again, again 1, back, quit, help."
        about = (
            f"A number takes that choice. Left open, it is printed as boxes to tick together.\n"
            f"again says the choices once more; again 2 says choice 2.\nback goes back to the {self._kind.one}."
        )

        def parse(answer: str) -> int | None:
            if answer == usual or answer.lower() in YES:
                return rule.chosen
            if answer.lower() in OPEN:
                return None
            number = hear.numbered(answer)
            return prompt.number(1, many)(answer if number is None else str(number))

        try:
            chosen = hear.put("Which choice?", parse, usual, also, lines, about)
        except Back:
            raise Here from None
        draft = draft.decide(place, chosen)
        kept = "Kept" if chosen == rule.chosen else "Now"
        console.out(
            "Left open." if chosen is None else f"{kept}, choice {chosen}: {self._told.ours(draft.rules[place].said())}"
        )
        return draft

    # What is not there yet

    def _topic(self, walk: Walk) -> Walk:
        draft, (topic, *rest) = walk.draft, walk.rest
        lines = [(0, f"Not in yours yet: {topic.name}"), (0, self._told.ours(topic.asks)), *self._told.wordings(topic)]
        console.out("\n" + "\n".join(line for _, line in lines))
        numbers = range(1, len(topic.wording) + 1)
        question, also = f"About {topic.name}. Take one?", "Or a number, own and your words, again, back, quit, help."
        answer = hear.heard(question, "leave it out", also, numbers, lines, one=self._kind.one, there=False)
        try:
            if answer.what == "number":
                draft = draft.take(topic, answer.number)
            elif answer.what in ("own", "add"):
                draft = draft.add(answer.text, self._for_what(topic.value), topic.name)
        except ValueError as error:
            console.out(str(error))
        if draft == walk.draft:
            console.out("Left out.")
        elif draft.rules[-1].option:
            draft = self._decided(draft, len(draft.rules) - 1)
        else:
            console.out(f"Added: {self._told.ours(draft.rules[-1].said())}")
        return replace(walk, draft=draft, rest=tuple(rest))

    def _offer(self, walk: Walk) -> Walk:
        """The topics that they have not met: all of them, one of them, or none."""
        taken = {rule.topic for rule in walk.draft.rules}
        others = {in_one_word(topic.name): topic for topic in self._first.rest if topic.name not in taken}
        if not others:
            return replace(walk, offered=True)
        rest = hear.which(others)
        return replace(walk, rest=rest, offered=not rest or len(rest) == len(others))

    def _missing(self, walk: Walk) -> Walk:
        """Rules that nobody thought of before."""
        usual = "nothing is missing"

        def parse(answer: str) -> Answer:
            if answer == usual or answer.lower() in (*NO, "-"):
                return Answer("on")
            return hear.own(answer) or Answer("number", text=own_words(answer))

        console.out("\nIs anything missing?")
        about = f"What you type becomes one {self._kind.one} more, after the others."
        answer = hear.put("Type it in your own words.", parse, usual, "Or back, quit.", about=about)
        text = answer.text
        if not text and not walk.draft.rules:
            console.out(f"No {self._kind.one} is left. Type one, or go back.")
            raise Here
        if not text:
            return replace(walk, complete=True)
        if in_one_word(text).casefold() in {in_one_word(topic.name) for topic in self._first.rest}:
            console.out(f"{echoed(text)} is a topic with words to choose from. Say back, and type its name there.")
            raise Here
        plain = answer.what == "number"
        if plain and hear.begins(text) and not hear.sure(f'Is "{echoed(text)}" a {self._kind.one} in your own words?'):
            raise Here
        try:
            draft = walk.draft.add(text, self._for_what(OUR_VALUE))
        except ValueError as error:
            console.out(str(error))
            raise Here from None
        console.out(f"Added: {text}")
        return replace(walk, draft=draft)

    def _for_what(self, usual: str) -> str:
        """The value that the group's own words serve. Raises Here for "back"."""
        try:
            return hear.named("For the sake of what?" if self._kind is RULES else "What is this value called?", usual)
        except Back:
            raise Here from None

    # The end

    def _title(self, walk: Walk) -> Walk:
        return replace(walk, title=hear.named("\nWhat is it called?", walk.title), titled=True)

    def _written(self, walk: Walk) -> Walk:
        agreement = replace(self._begin, title=walk.title, rule=walk.draft.rules)
        lines = [(0, line) for line in self._told.all_of(agreement, walk.struck)]
        console.out("\n".join(line for _, line in lines))

        def parse(answer: str) -> bool:
            if answer.lower() in YES:
                return True
            if answer.lower() in NO:
                raise Stopped
            raise ValueError("Say yes, no or back.")

        return replace(walk, done=hear.put("\nShall this be written?", parse, "yes", "Or no, back, again.", lines))
