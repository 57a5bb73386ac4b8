"""A draft changed by what was typed as options: topics with numbers, topics to strike, words to add."""

from collections.abc import Iterable, Sequence

from peerkit.agreements.bank import Topic
from peerkit.agreements.choosing import Draft
from peerkit.agreements.kinds import Kind
from peerkit.errors import did_you_mean
from peerkit.figures import ascii_figures
from peerkit.messages import N_, marked
from peerkit.wording.safe import echoed
from peerkit.wording.slugs import slug

OUR_VALUE = N_("What matters to us")
"""What the group's own words serve where nobody says anything else, in the language of its file."""


class DecisionError(ValueError):
    """An option that can't be followed; `option` is its name, such as `--strike`."""

    def __init__(self, message: str, option: str) -> None:
        super().__init__(message)
        self.option = option


def decided(
    draft: Draft,
    kind: Kind,
    strike: Sequence[str] = (),
    wording: Sequence[str] = (),
    choice: Sequence[str] = (),
    add: Sequence[str] = (),
) -> Draft:
    """The draft with all of it done, as it was typed: `topic=number` for wordings and choices, topics to strike, texts.

    Raises DecisionError.
    """
    for typed in wording:
        draft = _reworded(draft, *_topic_and_number(typed, "--wording"))
    for typed in choice:
        draft = _chosen(draft, *_topic_and_number(typed, "--choice", or_word="open"), kind)
    for place in sorted({_place(draft, typed, "--strike", kind) for typed in strike}, reverse=True):
        draft = draft.strike(place)
    for typed in add:
        try:
            draft = draft.add(typed, marked(OUR_VALUE))
        except ValueError as error:
            raise DecisionError(str(error), "--add") from None
    return draft


def _topic_and_number(typed: str, option: str, or_word: str = "") -> tuple[str, int]:
    """`phones=2`; 0 for the word that may stand instead of a number."""
    topic, _, number = (part.strip() for part in ascii_figures(typed).rpartition("="))
    if topic and or_word and number.lower() == or_word:
        return topic, 0
    if topic and number.isascii() and number.isdigit() and len(number) < 4 and int(number) > 0:
        return topic, int(number)
    also = f" or phones={or_word}" if or_word else ""
    raise DecisionError(f'"{echoed(typed)}" is not a topic with a number, such as phones=2{also}.', option)


def _meant(typed: str, known: Iterable[str], all_of_them: str) -> str:
    return did_you_mean(slug(typed), dict.fromkeys(known)) or f"There are: {all_of_them}."


def _place(draft: Draft, typed: str, option: str, kind: Kind) -> int:
    place = draft.find(typed)
    if place is None:
        named = [slug(name) for rule in draft.rules for name in (rule.topic, rule.value) if name]
        hint = f"{_meant(typed, named, _topics(draft))} Or say its number, from 1 to {len(draft.rules)}."
        raise DecisionError(f'No {kind.one} is about "{echoed(typed)}". {hint}', option)
    return place


def _topics(draft: Draft) -> str:
    """`confidentiality (Trust), difference (Respect)`: what a rule can be called, as a sheet has it and as it is typed.

    A rule without a topic, or whose topic is its value, is called by its value alone.
    """
    names: dict[str, None] = {}
    for rule in draft.rules:
        topic, value = slug(rule.topic or ""), slug(rule.value)
        names[f"{topic} ({rule.value})" if topic and topic != value else value] = None
    return ", ".join(names)


def _reworded(draft: Draft, named: str, number: int) -> Draft:
    place, topic = draft.find(named), _topic(draft, named)
    if topic is None:
        known = [slug(topic.name) for topic in draft.topics]
        hint = _meant(named, known, ", ".join(known))
        raise DecisionError(f'No wordings are about "{echoed(named)}". {hint}', "--wording")
    if number > len(topic.wording):
        there = f'"{topic.name}" has {len(topic.wording)} wordings, and {number} is none of them.'
        raise DecisionError(there, "--wording")
    try:
        return draft.take(topic, number) if place is None else draft.reword(place, number)
    except ValueError as error:
        raise DecisionError(str(error), "--wording") from None


def _chosen(draft: Draft, named: str, number: int, kind: Kind) -> Draft:
    """The draft with that choice made. Where there are only wordings to choose from, a number means one of those."""
    place, topic = draft.find(named), _topic(draft, named)
    if topic is None or (place is not None and draft.rules[place].option):
        place = _place(draft, named, "--choice", kind)
    else:
        choice = next((at for at, each in enumerate(topic.wording, start=1) if each.option), None)
        if choice is None and number:
            return _reworded(draft, named, number)
        if choice is None:
            raise DecisionError(f'There is nothing to choose in "{echoed(named)}".', "--choice")
        draft = _reworded(draft, named, choice)
        place = len(draft.rules) - 1 if place is None else place
    options = draft.rules[place].option
    if not options:
        raise DecisionError(f'There is nothing to choose in "{echoed(named)}".', "--choice")
    if number > len(options):
        there = f'"{echoed(named)}" has {len(options)} choices, and {number} is none of them.'
        ways = " ".join(f"{at}: {each.name or each.text}." for at, each in enumerate(options, start=1))
        raise DecisionError(f"{there} {ways}", "--choice")
    return draft.decide(place, number or None)


def _topic(draft: Draft, named: str) -> Topic | None:
    """The topic of the bank that is meant, whether or not a rule is about it."""
    place = draft.find(named)
    if place is not None:
        return draft.topic_of(draft.rules[place])
    return next((topic for topic in draft.topics if slug(topic.name) == slug(named)), None)
