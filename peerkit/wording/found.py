"""How a list of phrases is looked for in a text."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

NOT_SO = r"\b(?:no|not|never|nobody|none|no one|nothing|neither|nor|without|cannot|rather than|instead of)\b|n't\b"
_CLAUSE = r"[.!?;:\u2013\u2014()]| - |, (?:and|but|so)\b|\bbut\b"
_NEAR = 60


class Found(NamedTuple):
    """`word` as it stands in the text, and a sentence that says what to write instead."""

    word: str
    suggestion: str


def flat(text: str) -> str:
    """The text on one line, with straight apostrophes, so that a phrase may run over a line's end."""
    return " ".join(text.replace("\u2019", "'").split())


def search(text: str, phrases: Mapping[str, str], unless: str = "") -> list[Found]:
    """Every phrase that stands in `text` as whole words, in order, each wording once; case never matters.

    `phrases` maps a suggestion to the phrases it is for, one regular expression a line. A phrase doesn't
    count where `unless` is found before it in its own clause, at most 60 characters away:
    "You don't need a diagnosis".
    """
    line = flat(text)
    places = [
        (found.start(), -found.end(), found.group(), suggestion)
        for suggestion, lines in phrases.items()
        for found in _any_of(lines).finditer(line)
        if not (unless and re.search(unless, _clause_before(line, found.start()), re.IGNORECASE))
    ]
    kept: dict[str, Found] = {}
    reached = 0
    for start, minus_end, word, suggestion in sorted(places):
        if start >= reached:
            kept.setdefault(word.casefold(), Found(word, suggestion))
            reached = -minus_end
    return list(kept.values())


def _clause_before(line: str, place: int) -> str:
    """What stands before `place` in the same clause, as far as it is near."""
    return re.split(_CLAUSE, line[max(0, place - _NEAR) : place])[-1]


@cache
def _any_of(lines: str) -> re.Pattern[str]:
    phrases = [phrase.strip() for phrase in lines.strip().splitlines()]
    return re.compile(rf"\b(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)
