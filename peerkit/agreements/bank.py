"""The bank: ground rules and values by topic, in several wordings, for a group to choose from.

A bank is a TOML file of `[[topic]]`, each with its `[[topic.wording]]`. A wording with options is a choice that the
group has to make itself.
"""

from dataclasses import dataclass
from typing import Annotated

from peerkit.agreements.agreement import Options, Rule, Sentences
from peerkit.values import Language, Line, Mark

MOST_TOPICS, MOST_WORDINGS = 100, 9


@dataclass(frozen=True, kw_only=True)
class Wording:
    """One way to say it, in plain words and, where there is one, in an Easy Read wording.

    `language` is that of all that it says, where it is another than the bank's.
    """

    text: Sentences
    easy: Sentences | None = None
    option: Options = ()
    language: Language | None = None


@dataclass(frozen=True, kw_only=True)
class Topic:
    """What a rule can be about: a question to ask aloud, the value that is served, and the wordings to choose from."""

    name: Line
    asks: Line
    value: Line
    wording: Annotated[tuple[Wording, ...], Mark(least=1, most=MOST_WORDINGS, counted=True)]

    def rule(self, number: int) -> Rule:
        """The wording of that number, counted from 1, as a rule; a choice in it is open."""
        said = self.wording[number - 1]
        return Rule(
            text=said.text,
            value=self.value,
            topic=self.name,
            easy=said.easy,
            option=said.option,
            language=said.language,
        )


@dataclass(frozen=True, kw_only=True)
class Bank:
    """Topics, in the order in which a group is led through them."""

    title: Line
    language: Language = "en"
    topic: Annotated[tuple[Topic, ...], Mark(least=1, most=MOST_TOPICS, counted=True)]
