"""Choosing together, aloud: one topic after another, typed lines only, and nothing is written before the end."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import typer

from peerkit.agreements import answers
from peerkit.agreements.agreement import Agreement, Rule
from peerkit.agreements.answers import NO, OPEN, YES, Answer
from peerkit.agreements.bank import Topic
from peerkit.agreements.check import check
from peerkit.agreements.choosing import Draft, own_words
from peerkit.agreements.decisions import OUR_VALUE
from peerkit.agreements.kinds import RULES, Kind
from peerkit.agreements.phrases import NumberedLine, choices, chosen, to_choose_from, wordings
from peerkit.cli.agreements.questions import Quit, ask, ask_about_rule, ask_name, ask_topics, sure
from peerkit.cli.terminal import console, prompt
from peerkit.cli.terminal.prompt import Back
from peerkit.messages import marked
from peerkit.wording.safe import echoed
from peerkit.wording.slugs import slug
from peerkit.words import Words
from peerkit.workspace.agreements import in_their_words

_CAN = "own and your words, add and your words, again, back, quit, help."


class _Repeat(Exception):  # noqa: N818
    """Somebody would like to begin again with the one that is talked about."""


@dataclass(frozen=True)
class Step:
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
    struck: tuple[Rule, ...] = ()
    rest: tuple[Topic, ...] = ()
    offered: bool = False
    complete: bool = False
    titled: bool = False
    done: bool = False
    quiet: bool = False


def choose_aloud(
    kind: Kind, words: Words, begin: Agreement, draft: Draft, edit: str, *, everything: bool, new: bool
) -> tuple[Agreement, Draft] | None:
    """Lead a group through it; the agreement with its title, and the draft, after a yes. None where nothing is wanted.

    `edit` is the command that opens the file. A `new` one is asked for its title. Raises PeerkitError at the end of
    the input, and ends the command at Ctrl-C.
    """
    try:
        done = Dialogue(kind, words, begin, draft, edit).run(everything=everything, new=new)
    except Quit:
        console.note("Nothing was written.")
        return None
    except KeyboardInterrupt:
        console.note("Stopped. Nothing was written.")
        raise typer.Exit(130) from None
    return replace(begin, title=done.title), done.draft


class Dialogue:
    """Asks, one topic at a time. `words` are the group's own, put into the agreement wherever it is shown."""

    def __init__(self, kind: Kind, words: Words, begin: Agreement, draft: Draft, edit: str) -> None:
        self._kind, self._words, self._begin, self._first, self._edit = kind, words, begin, draft, edit
        self._one = kind.one.capitalize()

    def run(self, *, everything: bool, new: bool) -> Step:
        """What the group made of it. Raises Quit."""
        console.out("Read each one aloud, and decide together. Nothing is written before the end.")
        history: list[Step] = []
        rest = self._first.rest if everything else ()
        step = Step(self._first, self._begin.title, rest=rest, offered=everything, titled=not new)
        while not step.done:
            try:
                after = self._next(step)
            except _Repeat:
                step = replace(step, quiet=False)
            except Back:
                if not history:
                    console.out("This is the first one.")
                step = self._earlier(step, history)
            except Quit:
                step = self._stay(step, history)
            else:
                history.append(step)
                step = after
        return step

    def _earlier(self, step: Step, history: list[Step]) -> Step:
        """The rule or the topic that came last, with what was said of it taken back."""
        while history:
            last = history.pop()
            if last.draft != step.draft:
                console.out("Taken back.")
            if last.rest or last.number < len(self._first.rules) or last.draft != step.draft:
                return replace(last, quiet=False)
        return replace(step, quiet=False)

    def _stay(self, step: Step, history: list[Step]) -> Step:
        """Where to go on after all. Raises Quit where nothing is lost, or the group is sure."""
        if step.draft == self._first and step.title == self._begin.title:
            raise Quit
        at_the_end = step.complete and step.titled
        console.out("Nothing is written yet. Whoever stops here throws away what you chose.")
        with suppress(Back):
            if sure("Throw it away?", "no, back to the last one" if at_the_end else "no, go on"):
                raise Quit
        return self._earlier(step, history) if at_the_end else replace(step, quiet=False)

    def _next(self, step: Step) -> Step:
        if step.number < len(self._first.rules):
            return self._rule(step)
        if step.rest:
            return self._topic(step)
        if not step.offered:
            return self._offer(step)
        if not step.complete:
            return self._missing(step)
        return self._last(step) if step.titled else self._title(step)

    def _filled(self, text: str) -> str:
        filled: str = self._words.fill_in(text)
        return filled

    def _lines(self, lines: Iterable[NumberedLine]) -> list[NumberedLine]:
        return [(number, self._filled(line)) for number, line in lines]

    # One rule that is there

    def _rule(self, step: Step) -> Step:
        rule = step.draft.rules[step.place]
        topic = step.draft.topic_of(rule)
        lines = self._lines(to_choose_from(rule, topic, self._kind, step.number + 1, len(self._first.rules)))
        if not step.quiet:
            _say(lines, "")
        numbers = range(1, len(topic.wording) + 1) if topic else range(0)
        also = f"Or {'a number, ' if len(numbers) > 1 else ''}strike, {_CAN}"
        about = f", {rule.topic}" if rule.topic else ""
        question = f"{self._one} {step.number + 1}{about}. Keep it?"
        answer = ask_about_rule(question, "keep", also, numbers, lines, one=self._kind.one, there=True)
        return self._added(step, answer.text) if answer.what == "add" else self._settled(step, rule, answer)

    def _settled(self, step: Step, rule: Rule, answer: Answer) -> Step:
        draft, place = step.draft, step.place
        on = replace(step, number=step.number + 1, place=place + 1 + step.added, added=0, quiet=False)
        if answer.what == "strike":
            console.out(f"Struck: {self._filled(rule.said())}")
            return replace(on, draft=draft.strike(place), place=on.place - 1, struck=(*step.struck, rule))
        if answer.what == "own":
            draft = draft.own(place, answer.text, self._value(rule.value))
        elif answer.what == "number":
            draft = draft.reword(place, answer.number)
        if draft.rules[place].option:
            draft = self._decided(draft, place)
        else:
            kept = draft == step.draft
            console.out("Kept." if kept else f"Now: {self._filled(draft.rules[place].said())}")
        return replace(on, draft=draft)

    def _added(self, step: Step, text: str) -> Step:
        value = self._value(marked(OUR_VALUE))
        try:
            draft = step.draft.add(text, value, at=step.place + step.added + 1)
        except ValueError as error:
            console.out(str(error))
            return replace(step, quiet=True)
        console.out(f"Added after this one: {text}")
        return replace(step, draft=draft, added=step.added + 1, quiet=True)

    def _decided(self, draft: Draft, place: int) -> Draft:
        """What is still open, or was chosen, once the wording is settled. Raises _Repeat for "back"."""
        rule = draft.rules[place]
        many = len(rule.option)
        lines = self._lines(enumerate(choices(rule), start=1))
        _say(lines, "Here the group has a choice.")
        usual = "leave it open" if rule.chosen is None else f"keep choice {rule.chosen}"
        names = [f"{n}: {self._filled(option.name)}." for n, option in enumerate(rule.option, 1) if option.name]
        number = " ".join(names) if len(names) == many else f"A number from 1 to {many}."
        also = f"{number} Or {'' if rule.chosen is None else 'open, '}again, again 1, back, quit, help."
        about = (
            f"A number takes that choice. Left open, it is printed as boxes to tick together.\n"
            f"again says the choices once more; again 2 says choice 2.\nback goes back to the {self._kind.one}."
        )

        def parse(typed: str) -> int | None:
            if typed == usual or typed.lower() in YES:
                return rule.chosen
            if typed.lower() in OPEN:
                return None
            number = answers.numbered(typed)
            return prompt.number(1, many)(typed if number is None else str(number))

        try:
            decided = ask("Which choice?", parse, usual, also, lines, about)
        except Back:
            raise _Repeat from None
        draft = draft.decide(place, decided)
        kept = "Kept" if decided == rule.chosen else "Now"
        said = f"{kept}, choice {decided}: {self._filled(draft.rules[place].said())}"
        console.out("Left open." if decided is None else said)
        return draft

    # What is not there yet

    def _topic(self, step: Step) -> Step:
        draft, (topic, *rest) = step.draft, step.rest
        lines = self._lines([(0, f"Not in yours yet: {topic.name}"), (0, topic.asks), *wordings(topic)])
        _say(lines, "")
        numbers = range(1, len(topic.wording) + 1)
        question, also = f"About {topic.name}. Take one?", "Or a number, own and your words, again, back, quit, help."
        answer = ask_about_rule(question, "leave it out", also, numbers, lines, one=self._kind.one, there=False)
        try:
            if answer.what == "number":
                draft = draft.take(topic, answer.number)
            elif answer.what in ("own", "add"):
                draft = draft.add(answer.text, self._value(topic.value), topic.name)
        except ValueError as error:
            console.out(str(error))
        if draft == step.draft:
            console.out("Left out.")
        elif draft.rules[-1].option:
            draft = self._decided(draft, len(draft.rules) - 1)
        else:
            console.out(f"Added: {self._filled(draft.rules[-1].said())}")
        return replace(step, draft=draft, rest=tuple(rest))

    def _offer(self, step: Step) -> Step:
        """The topics that they have not met: all of them, one of them, or none."""
        taken = {rule.topic for rule in step.draft.rules}
        others = [topic for topic in self._first.rest if topic.name not in taken]
        rest = ask_topics(others) if others else ()
        return replace(step, rest=rest, offered=not rest or len(rest) == len(others))

    def _missing(self, step: Step) -> Step:
        """Rules that nobody thought of before."""
        usual, one = "nothing is missing", self._kind.one

        def parse(typed: str) -> Answer:
            if typed == usual or typed.lower() in (*NO, "-"):
                return Answer("on")
            return answers.own_or_add(typed) or Answer("unclear", text=own_words(typed))

        console.out("\nIs anything missing?")
        about = f"What you type becomes one {one} more, after the others."
        answer = ask("Type it in your own words.", parse, usual, "Or back, quit.", about=about)
        text = answer.text
        if not text and step.draft.rules:
            return replace(step, complete=True)
        if not text:
            console.out(f"No {one} is left. Type one, or go back.")
        elif slug(text) in {slug(topic.name) for topic in self._first.rest}:
            console.out(f"{echoed(text)} is a topic with words to choose from. Say back, and type its name there.")
        elif not (answer.what == "unclear" and answers.begins(text)) or sure(
            f'Is "{echoed(text)}" a {one} in your own words?'
        ):
            try:
                draft = step.draft.add(text, self._value(marked(OUR_VALUE)))
            except ValueError as error:
                console.out(str(error))
            else:
                console.out(f"Added: {text}")
                return replace(step, draft=draft)
        raise _Repeat

    def _value(self, usual: str) -> str:
        """The value that the group's own words serve. Raises _Repeat for "back"."""
        try:
            return ask_name("For the sake of what?" if self._kind is RULES else "What is this value called?", usual)
        except Back:
            raise _Repeat from None

    # The end

    def _title(self, step: Step) -> Step:
        return replace(step, title=ask_name("\nWhat is it called?", step.title), titled=True)

    def _last(self, step: Step) -> Step:
        agreement = replace(self._begin, title=step.title, rule=step.draft.rules)
        agreement = in_their_words(agreement, self._words, self._kind)[0] or agreement
        lines = self._lines(
            (0, line) for line in chosen(agreement, step.struck, check(agreement, self._kind), self._kind, self._edit)
        )
        _say(lines)

        def parse(typed: str) -> bool:
            if typed.lower() in YES:
                return True
            if typed.lower() in NO:
                raise Quit
            raise ValueError("Say yes, no or back.")

        return replace(step, done=ask("\nShall this be written?", parse, "yes", "Or no, back, again.", lines))


def _say(lines: Sequence[NumberedLine], *before: str) -> None:
    console.out("\n".join([*before, *(line for _, line in lines)]))
