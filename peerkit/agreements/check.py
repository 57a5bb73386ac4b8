"""What stands in somebody's way in an agreement: every problem at once."""

import re
from collections.abc import Iterator

from peerkit.agreements.agreement import Agreement
from peerkit.agreements.kinds import RULES, Kind
from peerkit.agreements.phrases import STAYS_HERE
from peerkit.messages import is_english
from peerkit.problems import Problem
from peerkit.wording import promises, somebodys
from peerkit.wording.check import check_easy, check_spoken, check_words, not_checked
from peerkit.wording.grammar import listed

_FEW_ENOUGH = 8
_LIMITS = re.compile(
    r"\blimits?\b|\bunless\b|\bexcept|\bdanger|\bharm|\bduty\b|\blaw\b|\bhow far\b|\bonly if\b|\bconsent\b",
    re.IGNORECASE,
)


def check(agreement: Agreement, kind: Kind = RULES) -> list[Problem]:
    """Labels, what shuts people out, what can't be kept, jargon, long sentences, a rule twice, too many rules.

    Also what looks like somebody's address or number. A choice that is still open is no problem.
    """
    problems = [*_number(agreement, kind), *_somebodys(agreement, kind), *_words(agreement, kind)]
    if is_english(agreement.language):
        problems += _limits(agreement, kind)
    return [*problems, *_easy(agreement, kind)]


def _number(agreement: Agreement, kind: Kind) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for place, rule in enumerate(agreement.rule):
        if rule.text and (before := first.setdefault(rule.text.casefold(), place)) != place:
            reason = f"{kind.one.capitalize()} {before + 1} says this already."
            where = kind.place("rule", place, "text")
            yield Problem(where, f"same-{kind.one}", reason, "Strike one of them.")
    if len(agreement.rule) > _FEW_ENOUGH:
        reason = f"{len(agreement.rule)} {kind.many} are more than people keep in mind."
        hint = f"Choose {_FEW_ENOUGH} at most to read out, and keep the others aside."
        yield Problem(kind.table, f"many-{kind.many}", reason, hint, "advice")


def _somebodys(agreement: Agreement, kind: Kind) -> Iterator[Problem]:
    """Advice about each address and number in what a sheet says, once for each place."""
    for _, where, text, _ in _said(agreement, kind):
        kinds = (("an e-mail address", somebodys.addresses(text)), ("a telephone number", somebodys.numbers(text)))
        for called, found in kinds:
            for each in dict.fromkeys(found):
                reason = f'"{each}" looks like {called}, and this may hang on a wall.'
                hint = "Leave out a person's own. A helpline's, or the group's, may stay."
                yield Problem(where, "somebodys", reason, hint, "advice")


def _said(agreement: Agreement, kind: Kind) -> Iterator[tuple[str, str, str, str]]:
    """Every text of an agreement that is printed: its field, its place, itself and its language."""
    for key in ("title", "summary", "opening"):
        yield key, key, getattr(agreement, key) or "", agreement.language
    for place, rule in enumerate(agreement.rule):
        language = rule.language or agreement.language
        for key in ("text", "easy", "value"):
            yield key, kind.place("rule", place, key), getattr(rule, key) or "", language
        for number, option in enumerate(rule.option):
            for key in ("text", "name", "easy"):
                where = kind.place("rule", place, "option", number, key)
                yield key, where, getattr(option, key) or "", option.language or language


def _words(agreement: Agreement, kind: Kind) -> Iterator[Problem]:
    yield from not_checked(language for *_, text, language in _said(agreement, kind) if text)
    for key, where, text, language in _said(agreement, kind):
        if key in ("opening", "text"):
            yield from _spoken(where, text, language)
        elif key != "easy":
            yield from check_words(where, text, language)


def _spoken(place: str, text: str, language: str) -> Iterator[Problem]:
    found = list(check_words(place, text, language))
    yield from found
    if is_english(language) and not any(problem.code == "shuts-out" for problem in found):
        for promise in promises.find(text):
            reason = f'"{promise.word}" is more than anyone can keep.'
            yield Problem(place, "cannot-be-kept", reason, promise.suggestion, "advice")
    yield from check_spoken(place, text, language)


def _limits(agreement: Agreement, kind: Kind) -> Iterator[Problem]:
    said = [text for rule in agreement.rule for text in (rule.text, *(option.text for option in rule.option))]
    if kind is RULES and not any(map(_LIMITS.search, said)):
        for place, rule in enumerate(agreement.rule):
            if STAYS_HERE.search(rule.said()):
                where = kind.place("rule", place, "text")
                reason = "Nothing says how far confidentiality goes, and who decides that."
                hint = "Choose a rule about its limits together: peerkit rules choose --all"
                yield Problem(where, "no-limits", reason, hint, "advice")
                return


def _easy(agreement: Agreement, kind: Kind) -> Iterator[Problem]:
    without = [
        place
        for place, rule in enumerate(agreement.rule, start=1)
        if not (rule.easy and all(option.easy for option in rule.option))
    ]
    for key, where, text, language in _said(agreement, kind):
        if key == "easy" and text:
            yield from check_words(where, text, language)
            yield from check_easy(where, text, language)
    if without and any(rule.easy for rule in agreement.rule):
        yield Problem(kind.table, "easy-missing", *_missing(without, kind), "advice")


def _missing(without: list[int], kind: Kind) -> tuple[str, str]:
    who, have = (kind.one, "has") if len(without) == 1 else (kind.many, "have")
    return (
        f"{who.capitalize()} {listed(without)} {have} no Easy Read wording.",
        "Add easy = ... below text, or print the plain wording there.",
    )
