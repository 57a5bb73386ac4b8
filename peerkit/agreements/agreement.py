"""An agreement as a TOML file says it: a title, and rules that each name the value they serve.

A charter is the same over values: `[[value]]` instead of `[[rule]]`, with the value's `name`.
"""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from peerkit.agreements.kinds import RULES, Kind
from peerkit.errors import did_you_mean
from peerkit.problems import Problem, wrong_value
from peerkit.wording.safe import clean, one_line

MOST_RULES = 60
MOST_OPTIONS = 9
YEARS = range(2000, 3000)


def _month(text: str) -> str:
    year, _, month = text.partition("-")
    if not (len(text) == 7 and text.isascii() and year.isdigit() and month.isdigit() and 1 <= int(month) <= 12):
        raise ValueError('is a month, written like "2027-05".')
    return text


def _day(day: date) -> date:
    if day.year not in YEARS:
        raise ValueError("is too far away. Is the year right?")
    return day


Line = Annotated[str, Field(max_length=200), AfterValidator(clean), AfterValidator(one_line)]
Text = Annotated[str, Field(max_length=1000), AfterValidator(clean)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Month = Annotated[str, AfterValidator(_month)]


class Frozen(BaseModel):
    """A table of a file: every key is known, and nothing changes once it is read."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)


class Option(Frozen):
    """One honest way to decide. `name` says in a few words what sets it apart; `easy` is its Easy Read wording."""

    text: Text
    easy: Text | None = None
    name: Line | None = None

    def said(self, easy: bool = False) -> str:
        """The words to print or to read out."""
        return self.easy if easy and self.easy else self.text


class Rule(Frozen):
    """One thing the group agrees. `topic` is what the rule is about, for choosing among many.

    With options, `text` is the sentence that stands above them, and `chosen` counts them from 1. Each option is
    whole: once it is chosen it stands alone.
    """

    text: Text
    value: Line
    topic: Line | None = None
    easy: Text | None = None
    option: tuple[Option, ...] = Field(default=(), max_length=MOST_OPTIONS, strict=False)
    chosen: int | None = None

    @model_validator(mode="after")
    def _chosen_is_there(self) -> Self:
        if len(self.option) == 1:
            raise ValueError("Here is one option, and one is no choice. Add another, or leave it out.")
        if self.chosen is not None and not 1 <= self.chosen <= len(self.option):
            there = f"a number from 1 to {len(self.option)}" if self.option else "for a choice, and here are no options"
            raise ValueError(f"chosen is {there}.")
        return self

    @property
    def is_open(self) -> bool:
        """Whether the group still has to choose."""
        return bool(self.option) and self.chosen is None

    @property
    def choice(self) -> Option | None:
        """What the group chose, where there was something to choose."""
        return self.option[self.chosen - 1] if self.chosen is not None else None

    def said(self, easy: bool = False) -> str:
        """The words to print or to read out: the chosen option's, else the rule's own."""
        if self.choice is not None:
            return self.choice.said(easy)
        return self.easy if easy and self.easy else self.text


class Agreement(Frozen):
    """Rules in the order in which they are read out.

    `version`, `adopted` and `review` (a month, such as 2027-05) say when the group agreed on it, and nothing about who.
    """

    title: Line
    summary: Line
    language: Language = "en"
    version: Annotated[int, Field(ge=1, le=9999)] | None = None
    adopted: Annotated[date, AfterValidator(_day)] | None = None
    review: Month | None = None
    opening: Text | None = None
    rule: tuple[Rule, ...] = Field(min_length=1, max_length=MOST_RULES, strict=False)


def read_agreement(data: dict[str, Any], kind: Kind = RULES) -> tuple[Agreement | None, list[Problem]]:
    """An agreement from parsed TOML, or every reason why it is none."""
    try:
        return Agreement.model_validate(_as_fields(data, kind)), []
    except ValidationError as error:
        findings = error.errors(include_url=False, include_input=False)
        # pydantic also calls a list too short when it holds only wrong items
        kept = [each for each in findings if not (each["type"] == "too_short" and data.get(kind.table))]
        return None, [_problem(found, kind) for found in kept]


def _as_fields(data: dict[str, Any], kind: Kind) -> dict[str, Any]:
    """The tables of a file under the names of the model; what no file of this kind may say stays unknown."""
    if kind is RULES:
        return data
    items = data.get(kind.table)
    if isinstance(items, list):
        items = [_item(item, kind) if isinstance(item, dict) else item for item in items]
    given = {key if key != "rule" else "[[rule]]": value for key, value in data.items() if key != kind.table}
    return given if kind.table not in data else {**given, "rule": items}


def _item(item: dict[str, Any], kind: Kind) -> dict[str, Any]:
    hidden = {inner for outer, inner in kind.names if outer != inner}
    return {kind.field(key) if key not in hidden else f"[{key}]": value for key, value in item.items()}


def _problem(found: Any, kind: Kind) -> Problem:
    keys, message = found["loc"], str(found["msg"])
    place, key = rule_place(keys, kind), str(keys[-1]) if keys else ""
    if found["type"] == "extra_forbidden":
        key = key.strip("[]")
        return Problem(place, "unknown-key", f"{key} is not a key here.", did_you_mean(key, _known(keys, kind)))
    if found["type"] == "missing":
        inner = kind.key(key) if "rule" in keys[:-1] and "option" not in keys else key
        needed = f"Add [[{kind.table}]] and what belongs to it." if key == "rule" else f"Add {inner} = ..."
        return Problem(place, "missing-key", "This key is missing.", needed)
    if found["type"].startswith("date"):
        return Problem(place, "wrong-value", "This is a day without quotes, such as 2026-11-24.")
    return Problem(place, "wrong-value", wrong_value(found["type"], message))


def _known(keys: tuple[str | int, ...], kind: Kind) -> list[str]:
    if "option" in keys[:-1]:
        return list(Option.model_fields)
    fields = Rule.model_fields if len(keys) > 1 else Agreement.model_fields
    return [kind.key(name) if len(keys) > 1 else name.replace("rule", kind.table) for name in fields]


def rule_place(keys: tuple[str | int, ...], kind: Kind = RULES) -> str:
    """`rule 3.text`, `rule 3.option 2.text`: counted from 1, as people count, and named as the file has it."""
    named = [key if not isinstance(key, str) else key.strip("[]") for key in keys]
    if named[:1] == ["rule"] and keys[0] == "rule":
        named[0] = kind.table
        if len(named) == 3 and keys[2] in Rule.model_fields:
            named[2] = kind.key(str(named[2]))
    words = ".".join(str(key + 1 if isinstance(key, int) else key) for key in named)
    for table in (kind.table, "option"):
        words = words.replace(f"{table}.", f"{table} ", 1)
    return words or "file"
