"""What a group hears while it chooses: a rule with its wordings, and at the end all that came of it."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from peerkit.agreements.choosing import wording_of
from peerkit.cli.agreements.show import described

if TYPE_CHECKING:
    from peerkit.agreements.agreement import Agreement, Rule
    from peerkit.agreements.bank import Topic
    from peerkit.agreements.kinds import Kind
    from peerkit.cli.agreements.answers import Line
    from peerkit.problems import Problem
    from peerkit.words import Words

_PLACE = re.compile(r"(?P<rule>\w+ \d+)(?:\.option (?P<choice>\d+))?")


class Told:
    """Lines to be read aloud. `words` are the group's own, put into all of them; `edit` is what opens the file."""

    def __init__(self, kind: "Kind", words: "Words", edit: str) -> None:
        self._kind, self._words, self._edit = kind, words, edit

    def ours(self, text: str) -> str:
        """The text in the group's words."""
        filled: str = self._words.fill_in(text)
        return filled

    def rule(self, rule: "Rule", topic: "Topic | None", number: int, of: int) -> "Iterator[Line]":
        """A rule that is there, and the other wordings of the bank under the numbers that they have there."""
        about = f": {rule.topic}" if rule.topic else ""
        yield 0, f"{self._kind.one.capitalize()} {number} of {of}{about}"
        if topic:
            yield 0, self.ours(topic.asks)
        now = wording_of(rule, topic) if topic else None
        called = f", wording {now}" if now else ""
        yield now or 0, f"Now{called}: {self.ours(rule.said())}"
        if topic:
            yield from self.wordings(topic, now)

    def wordings(self, topic: "Topic", but: int | None = None) -> "Iterator[Line]":
        """What the bank has, but for one."""
        for number, wording in enumerate(topic.wording, start=1):
            if number != but:
                choice = f" Here is a choice to make, of {len(wording.option)}." if wording.option else ""
                yield number, f"Wording {number}: {self.ours(wording.text)}{choice}"

    def all_of(self, agreement: "Agreement", struck: "Iterable[Rule]") -> Iterator[str]:
        """All that came of it, what was struck, and what to think about."""
        from peerkit.agreements.check import check
        from peerkit.workspace.agreements import in_their_words

        ours = in_their_words(agreement, self._words, self._kind)[0] or agreement
        yield "\nThis is what you have:\n"
        yield from described(ours, self._kind, "")
        if gone := [self.ours(rule.said()) for rule in struck]:
            yield "\nStruck, and so not in it:"
            yield from gone
        if problems := check(ours, self._kind):
            yield "\nTo think about:"
            yield from map(self._thought, problems)

    def _thought(self, problem: "Problem") -> str:
        """A problem as it is said at a table, where nobody edits a file."""
        if problem.code == "easy-missing":
            return f"{problem.reason.removesuffix('.')} yet. Whoever edits the file can add one: {self._edit}"
        return f"{place_said(problem.place, self._kind)}{problem.reason} {problem.suggestion}".rstrip()


def place_said(place: str, kind: "Kind") -> str:
    """`Rule 3, choice 2: ` for "rule 3.option 2.text", and nothing where all of it is meant."""
    if where := _PLACE.match(place):
        return f"{where['rule'].capitalize()}{', choice ' + where['choice'] if where['choice'] else ''}: "
    return "" if place == kind.table else f"{place.capitalize()}: "
