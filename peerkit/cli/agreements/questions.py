"""Questions to a group that chooses: back, quit and help answer all of them, and again where lines can be repeated."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from peerkit.agreements import answers
from peerkit.agreements.answers import NO, Answer
from peerkit.agreements.bank import Topic
from peerkit.agreements.choosing import own_name
from peerkit.agreements.phrases import NumberedLine
from peerkit.cli.terminal import console, prompt
from peerkit.cli.terminal.prompt import Back
from peerkit.errors import did_you_mean
from peerkit.wording.safe import echoed
from peerkit.wording.slugs import slug
from peerkit.wording.yes_no import yes_or_no

T = TypeVar("T")


class Quit(Exception):  # noqa: N818 - a choice, not a fault
    """Somebody would like to stop."""


def ask(
    question: str, parse: Callable[[str], T], usual: str, also: str, lines: Sequence[NumberedLine] = (), about: str = ""
) -> T:
    """Ask until `parse` takes it. "again" says `lines` once more, and "help" `about`. Raises Back and Quit."""

    def first(typed: str) -> T:
        typed = answers.alone(typed)
        if typed.lower() in answers.QUIT:
            raise Quit
        if typed.lower() in answers.BACK:
            raise Back
        if lines and (number := answers.again(typed)) is not None:
            raise ValueError("\n".join(line for of, line in lines if number in (0, of)) or "There is none of it.")
        return parse(typed)

    return prompt.ask(question, first, usual, also=also, about=about, itself=True)


def ask_about_rule(
    question: str,
    usual: str,
    also: str,
    numbers: Sequence[int],
    lines: Sequence[NumberedLine],
    *,
    one: str,
    there: bool,
) -> Answer:
    """An answer about a rule, or a topic that is not `there` yet; what is unclear is asked about. Raises as `ask`."""

    def parse(typed: str) -> Answer:
        return answers.about_rule(typed, usual, numbers, there=there)

    while True:
        answer: Answer | None = ask(question, parse, usual, also, lines, answers.HELP.format(one=one))
        if answer and answer.what == "unclear":
            answer = _meant(answer.text, one, there=there)
        if answer:
            return answer


def _meant(text: str, one: str, *, there: bool) -> Answer | None:
    """Ask what the words are; None where they are none of the group's."""
    if command := answers.begins(text):
        console.out(f"Did you mean {command}? Then press Enter, and type it alone.")
    console.out(f'You typed: "{echoed(text)}"')
    if not there:
        return Answer("own", text=text) if sure(f"Is that a {one} in your own words?") else None
    also = f"Or own: instead of this {one}. Or add: one {one} more."
    return ask("Are these your own words?", lambda typed: answers.meant(typed, text), "no", also)


def ask_name(question: str, usual: str) -> str:
    """A name: that of the value that words serve, or a title. Raises as `ask`."""
    about = f"One word or a few, such as {usual}. It is printed with what it is for."
    while True:
        name = ask(question, own_name, usual, "Or other words, back, quit.", about=about)
        if name == usual or not answers.begins(name) or sure(f'Is "{echoed(name)}" what you mean?'):
            return name


def ask_topics(topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """Which of the topics that nobody met yet to go through: all, one by its name, or none. Raises as `ask`."""
    names, known = [topic.name for topic in topics], {slug(topic.name): topic for topic in topics}
    such = f", such as {', '.join(names[:3])}" if len(names) > 3 else f": {', '.join(names)}"
    console.out(f"\nThere {'are' if len(names) > 1 else 'is'} {len(names)} more to choose from{such}.")

    def parse(typed: str) -> tuple[Topic, ...]:
        if typed.lower() in NO:
            return ()
        if typed.lower() in ("yes", "y", "all"):
            return tuple(topics)
        if (word := slug(typed)) in known:
            return (known[word],)
        raise ValueError(f"{did_you_mean(word, known)} Say yes, no, list or the name of one.".lstrip())

    about = f"yes goes through all of them; a name, such as {names[0]}, only through that one. list says every name."
    also = "Or yes, the name of one, list, back, quit."
    return ask("Go through them now?", parse, "no", also, [(0, f"{', '.join(names)}")], about)


def sure(question: str, usual: str = "no") -> bool:
    """A yes or a no; Enter is no, said as `usual`. Raises as `ask`."""
    return ask(question, lambda typed: typed != usual and yes_or_no(typed), usual, "Or yes.")
