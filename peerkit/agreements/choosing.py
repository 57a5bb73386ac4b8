"""Choosing rules together: what is kept, struck, said in other words, decided and added. A draft never changes."""

from dataclasses import dataclass, replace

from peerkit.agreements.agreement import MOST_RULES, Agreement, Rule
from peerkit.agreements.bank import Bank, Topic
from peerkit.figures import ascii_figures
from peerkit.messages import base_of
from peerkit.wording.safe import clean
from peerkit.wording.slugs import slug

_LONGEST = 1000
_LONGEST_NAME = 200


@dataclass(frozen=True)
class Draft:
    """Rules on their way to an agreement. Places are counted from 0, wordings and options from 1.

    `topics` are those of the bank, as far as it is in the language of the rules.
    """

    rules: tuple[Rule, ...]
    topics: tuple[Topic, ...]

    @classmethod
    def of(cls, agreement: Agreement, bank: Bank) -> "Draft":
        """Where a group begins."""
        return cls(agreement.rule, bank.topic if speaks_like(agreement, bank) else ())

    def topic_of(self, rule: Rule) -> Topic | None:
        """The topic of the bank that a rule is about."""
        return next((topic for topic in self.topics if topic.name == rule.topic), None)

    @property
    def rest(self) -> tuple[Topic, ...]:
        """What no rule is about yet."""
        taken = {rule.topic for rule in self.rules}
        return tuple(topic for topic in self.topics if topic.name not in taken)

    def find(self, named: str) -> int | None:
        """The place of a rule by its number, its topic, or its value where only one has it.

        A topic or a value may be typed as `equal-time` or as it is written.
        """
        if (plain := ascii_figures(named)).isascii() and plain.isdigit() and len(plain) < 4:
            return int(plain) - 1 if 1 <= int(plain) <= len(self.rules) else None
        word = slug(named)
        about = [place for place, rule in enumerate(self.rules) if slug(rule.topic or "") == word]
        serving = [place for place, rule in enumerate(self.rules) if slug(rule.value) == word]
        return about[0] if about else serving[0] if len(serving) == 1 else None

    def strike(self, place: int) -> "Draft":
        """Without that rule."""
        return replace(self, rules=self.rules[:place] + self.rules[place + 1 :])

    def reword(self, place: int, number: int) -> "Draft":
        """That rule in another wording of the bank. The one that it has already leaves it as it is."""
        topic = self.topic_of(self.rules[place])
        assert topic is not None
        rule = topic.rule(number)
        return self if wording_of(self.rules[place], topic) == number else self._with(place, rule)

    def decide(self, place: int, chosen: int | None) -> "Draft":
        """That rule with one of its options chosen, or open."""
        return self._with(place, replace(self.rules[place], chosen=chosen))

    def own(self, place: int, text: str, value: str | None = None) -> "Draft":
        """That rule in the group's own words. Without a `value` it keeps its own.

        Raises ValueError where the text or the value can't be one.
        """
        rule = self.rules[place]
        served = rule.value if value is None else own_name(value)
        return self._with(place, Rule(text=own_words(text), value=served, topic=rule.topic))

    def take(self, topic: Topic, number: int) -> "Draft":
        """One rule more, from the bank. Raises ValueError where there is no room for one."""
        return self._and(topic.rule(number), None)

    def add(self, text: str, value: str, topic: str | None = None, at: int | None = None) -> "Draft":
        """One rule more, in the group's own words: at that place, or last.

        Raises ValueError where the text can't be one, or where there is no room for one.
        """
        return self._and(Rule(text=own_words(text), value=own_name(value), topic=topic), at)

    def _and(self, rule: Rule, at: int | None) -> "Draft":
        if len(self.rules) >= MOST_RULES:
            raise ValueError(f"There are {MOST_RULES} already, and that is the most.")
        place = len(self.rules) if at is None else at
        return replace(self, rules=(*self.rules[:place], rule, *self.rules[place:]))

    def _with(self, place: int, rule: Rule) -> "Draft":
        return replace(self, rules=(*self.rules[:place], rule, *self.rules[place + 1 :]))


def speaks_like(agreement: Agreement, bank: Bank) -> bool:
    """Whether the bank is in the language of an agreement."""
    return base_of(agreement.language) == base_of(bank.language)


def wording_of(rule: Rule, topic: Topic) -> int | None:
    """Which wording of the bank a rule has."""
    numbers = range(1, len(topic.wording) + 1)
    return next((number for number in numbers if topic.rule(number).text == rule.text), None)


def own_words(text: str) -> str:
    """Words that somebody typed, as the text of a rule. Raises ValueError with a sentence."""
    return _typed(text, _LONGEST)


def own_name(text: str) -> str:
    """The name of a value that somebody typed. Raises ValueError with a sentence."""
    return _typed(text, _LONGEST_NAME)


def _typed(text: str, longest: int) -> str:
    words = " ".join(text.split())
    if len(words) > longest:
        raise ValueError(f"That is {len(words)} characters long; {longest} is the most.")
    try:
        words.encode()
        return clean(words)
    except UnicodeEncodeError:
        raise ValueError("That holds something that is not text. Type it again.") from None
    except ValueError as error:
        raise ValueError(f"That {error}") from None
