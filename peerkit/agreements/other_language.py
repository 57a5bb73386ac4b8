"""An agreement in the words of another language: those of ours that stand for the same, and where there are none."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from peerkit.agreements.agreement import Agreement, Rule
from peerkit.agreements.bank import Bank

RulePair = tuple[Rule, Rule]
"""A rule, and the same in another language."""


def pairs(ours: Agreement, theirs: Agreement) -> Iterator[RulePair]:
    """The rules of two agreements that are one in two languages: those about the same topic."""
    about = {rule.topic: rule for rule in theirs.rule if rule.topic}
    yield from ((rule, about[rule.topic]) for rule in ours.rule if rule.topic in about)


def wordings(ours: Bank, theirs: Bank) -> Iterator[RulePair]:
    """The wordings of two banks that are one in two languages: of the same topic, and of the same number."""
    about = {topic.name: topic for topic in theirs.topic}
    for topic in ours.topic:
        if (other := about.get(topic.name)) and len(other.wording) == len(topic.wording):
            yield from ((topic.rule(n), other.rule(n)) for n in range(1, len(topic.wording) + 1))


def in_other_words(
    agreement: Agreement,
    language: str,
    known: Iterable[RulePair],
    heads: tuple[Agreement, Agreement] | None,
    missing: str,
) -> Agreement:
    """The same agreement in a language, as far as its words are among those that are `known` in both.

    A rule in the group's own words has none there: `missing` says so in its place. `heads` are the agreements of which
    title and opening are known in both.
    """
    known = list(known)
    title, opening = agreement.title, agreement.opening
    if heads and title == heads[0].title:
        title = heads[1].title
    if heads and opening == heads[0].opening:
        opening = heads[1].opening
    rules = tuple(_in_other_words(rule, agreement.language, language, known, missing) for rule in agreement.rule)
    return replace(agreement, title=title, opening=opening, language=language, rule=rules)


def _in_other_words(rule: Rule, own: str, language: str, known: list[RulePair], missing: str) -> Rule:
    if rule.spoken(own) == language:
        return replace(rule, language=None, option=tuple(replace(each, language=None) for each in rule.option))
    ways = [option.text for option in rule.option]
    for one, other in known:
        if one.text == rule.text and ways == [option.text for option in one.option]:
            return replace(other, chosen=rule.chosen)
    return Rule(text=missing, value=rule.value, language=language)
