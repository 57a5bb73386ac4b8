"""The bank: ground rules and values by topic, in several wordings, for a group to choose from.

A bank is a TOML file of `[[topic]]`, each with its `[[topic.wording]]`. A wording with options is a choice that the
group has to make itself.
"""

from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError

from peerkit.agreements.agreement import Frozen, Language, Line, Option, Rule, Text
from peerkit.errors import did_you_mean
from peerkit.problems import Problem, wrong_value

MOST_TOPICS, MOST_WORDINGS = 100, 9


def _two_or_none(options: tuple[Option, ...]) -> tuple[Option, ...]:
    if len(options) == 1:
        raise ValueError("Here is one option, and one is no choice. Add another, or leave it out.")
    return options


class Wording(Frozen):
    """One way to say it, in plain words and, where there is one, in an Easy Read wording."""

    text: Text
    easy: Text | None = None
    option: Annotated[tuple[Option, ...], AfterValidator(_two_or_none)] = Field(default=(), max_length=9, strict=False)


class Topic(Frozen):
    """What a rule can be about: a question to ask aloud, the value that is served, and the wordings to choose from."""

    name: Line
    asks: Line
    value: Line
    wording: tuple[Wording, ...] = Field(min_length=1, max_length=MOST_WORDINGS, strict=False)

    def rule(self, number: int) -> Rule:
        """The wording of that number, counted from 1, as a rule; a choice in it is open."""
        said = self.wording[number - 1]
        return Rule(text=said.text, value=self.value, topic=self.name, easy=said.easy, option=said.option)


class Bank(Frozen):
    """Topics, in the order in which a group is led through them."""

    title: Line
    language: Language = "en"
    topic: tuple[Topic, ...] = Field(min_length=1, max_length=MOST_TOPICS, strict=False)

    def about(self, name: str | None) -> Topic | None:
        """The topic of that name, if there is one."""
        return next((topic for topic in self.topic if topic.name == name), None)


def read_bank(data: dict[str, Any]) -> tuple[Bank | None, list[Problem]]:
    """A bank from parsed TOML, or every reason why it is none."""
    try:
        return Bank.model_validate(data), []
    except ValidationError as error:
        return None, [_problem(found) for found in error.errors(include_url=False, include_input=False)]


def _problem(found: Any) -> Problem:
    keys = found["loc"]
    words = ".".join(str(key + 1 if isinstance(key, int) else key) for key in keys)
    for table in ("topic", "wording", "option"):
        words = words.replace(f"{table}.", f"{table} ", 1)
    if found["type"] == "extra_forbidden":
        tables: tuple[type[Frozen], ...] = (Bank, Topic, Wording, Option)
        fields = tables[sum(isinstance(key, int) for key in keys)].model_fields
        return Problem(words, "unknown-key", f"{keys[-1]} is not a key here.", did_you_mean(str(keys[-1]), fields))
    if found["type"] == "missing":
        return Problem(words, "missing-key", "This key is missing.", f"Add {keys[-1]} = ...")
    return Problem(words, "wrong-value", wrong_value(found["type"], str(found["msg"])))
