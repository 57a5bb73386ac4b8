"""An agreement as a TOML file says it: a title, and rules that each name the value they serve.

A charter is the same over values: `[[value]]` instead of `[[rule]]`, with the value's `name`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from peerkit.values import CleanText, Language, Line, Mark

MOST_RULES = 60
_YEARS = range(2000, 3000)


def _month(text: str) -> str:
    year, _, month = text.partition("-")
    if not (len(text) == 7 and text.isascii() and year.isdigit() and month.isdigit() and 1 <= int(month) <= 12):
        raise ValueError('is a month, written like "2027-05".')
    return text


def _day(day: date) -> date:
    if day.year not in _YEARS:
        raise ValueError("is too far away. Is the year right?")
    return day


Sentences = Annotated[CleanText, Mark(most=1000)]


@dataclass(frozen=True, kw_only=True)
class Option:
    """One honest way to decide. `name` says in a few words what sets it apart; `easy` is its Easy Read wording.

    `language` is that of all of them, where it is another than the rule's.
    """

    text: Sentences
    easy: Sentences | None = None
    name: Line | None = None
    language: Language | None = None

    def said(self, easy: bool = False) -> str:
        """The words to print or to read out."""
        return self.easy if easy and self.easy else self.text


def _two_or_none(options: tuple[Option, ...]) -> tuple[Option, ...]:
    if len(options) == 1:
        raise ValueError("Here is one option, and one is no choice. Add another, or leave it out.")
    return options


Options = Annotated[tuple[Option, ...], Mark(most=9, counted=True, check=_two_or_none)]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One thing the group agrees. `topic` is what the rule is about, for choosing among many.

    With options, `text` is the sentence that stands above them, and `chosen` counts them from 1. Each option is
    whole: once it is chosen it stands alone. `language` is that of all that it says and of its options, where it is
    another than the agreement's.
    """

    text: Sentences
    value: Line
    topic: Line | None = None
    easy: Sentences | None = None
    option: Options = ()
    chosen: int | None = None
    language: Language | None = None

    def check(self) -> None:
        """Raise ValueError where there is no option of the number that was chosen."""
        if self.chosen is not None and not 1 <= self.chosen <= len(self.option):
            there = f"a number from 1 to {len(self.option)}" if self.option else "for a choice, and here are no options"
            raise ValueError(f"chosen is {there}.")

    @property
    def is_open(self) -> bool:
        """Whether the group still has to choose."""
        return bool(self.option) and self.chosen is None

    @property
    def choice(self) -> Option | None:
        """What the group chose, where there was something to choose."""
        return self.option[self.chosen - 1] if self.chosen is not None else None

    def spoken(self, language: str) -> str:
        """The language of what `said` gives, in an agreement in this one."""
        return (self.choice.language if self.choice else None) or self.language or language

    def said(self, easy: bool = False) -> str:
        """The words to print or to read out: the chosen option's, else the rule's own."""
        if self.choice is not None:
            return self.choice.said(easy)
        return self.easy if easy and self.easy else self.text


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Rules in the order in which they are read out.

    `version`, `adopted` and `review` (a month, such as 2027-05) say when the group agreed on it, and nothing about who.
    """

    title: Line
    summary: Line
    language: Language = "en"
    version: Annotated[int, Mark(least=1, most=9999)] | None = None
    adopted: Annotated[date, Mark(check=_day)] | None = None
    review: Annotated[str, Mark(check=_month)] | None = None
    opening: Sentences | None = None
    rule: Annotated[tuple[Rule, ...], Mark(least=1, most=MOST_RULES, counted=True)]
