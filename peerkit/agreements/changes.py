"""What is different between two versions of an agreement, in whole sentences that can be read aloud."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from heapq import heapify, heappop, heappush, nsmallest
from itertools import pairwise
from typing import TypeVar

from peerkit.agreements.agreement import Agreement, Option, Rule
from peerkit.agreements.kinds import RULES, Kind

ALIKE = 0.6
CLOSEST = 3
_MOST_COMPARED = 4000
_Pair = tuple[int, int]
_Words = dict[int, list[str]]
_Item = TypeVar("_Item", Rule, Option)


@dataclass(frozen=True)
class Change:
    """One difference. `what` is a fixed word for programs; `number` counts rules from 1, in the later version.

    A struck rule has its earlier number. `before` and `after` are texts of the agreement, empty where there was none.
    """

    what: str
    sentence: str
    number: int = 0
    before: str = ""
    after: str = ""

    def said(self) -> str:
        """The sentence, and on lines of their own the words before and now."""
        if self.before and self.after:
            return f"{self.sentence}\nBefore: {self.before}\nNow: {self.after}"
        return f"{self.sentence}\n{self.before or self.after}".rstrip()


def changes(before: Agreement, after: Agreement, kind: Kind = RULES) -> list[Change]:
    """Everything that is different in what the two say, and nothing where they say the same: dates don't count."""
    pairs = _matched(before.rule, after.rule, _SAME_RULE, lambda rule: rule.said())
    old, new = {earlier for earlier, _ in pairs}, {later for _, later in pairs}
    found: list[Change] = []
    for field in ("title", "summary", "opening", "language"):
        found += _text(field, f"The {field}", 0, getattr(before, field), getattr(after, field))
    for place, rule in enumerate(before.rule):
        if place not in old:
            said = f"{kind.one.capitalize()} {place + 1} was struck. It said:"
            found.append(Change("struck", said, place + 1, rule.said()))
    for place, rule in enumerate(after.rule):
        if place not in new:
            said = f"{kind.one.capitalize()} {place + 1} is new. It says:"
            found.append(Change("new", said, place + 1, after=rule.said()))
    for earlier, later in pairs:
        found += _rule(before.rule[earlier], after.rule[later], later + 1, kind)
    places = [earlier for earlier, _ in pairs]
    if places != sorted(places):
        found.append(Change("order", f"The {kind.many} stand in another order."))
    return found


def _text(what: str, called: str, number: int, before: str | None, after: str | None) -> Iterator[Change]:
    if before == after:
        return
    verb = "is new" if not before else "is gone" if not after else "was changed"
    yield Change(what, f"{called} {verb}.", number, before or "", after or "")


def _rule(before: Rule, after: Rule, number: int, kind: Kind) -> Iterator[Change]:
    called = f"{kind.one.capitalize()} {number}"
    if bool(before.option) != bool(after.option):
        said = "a choice now" if after.option else "no choice any more"
        yield Change("changed", f"{called} is {said}.", number, before.said(), after.said())
    else:
        yield from _text("changed", called, number, before.text, after.text)
        yield from _options(before, after, number, kind)
    yield from _text("easy", f"The Easy Read wording of {kind.one} {number}", number, before.easy, after.easy)
    yield from _text("value", f"The value of {kind.one} {number}", number, before.value, after.value)
    yield from _text("language", f"The language of {kind.one} {number}", number, before.language, after.language)


def _options(before: Rule, after: Rule, number: int, kind: Kind) -> Iterator[Change]:
    pairs = _matched(before.option, after.option, _SAME_OPTION, lambda option: option.text)
    old, new = {earlier for earlier, _ in pairs}, {later for _, later in pairs}
    of = f"of {kind.one} {number}"
    for place, option in enumerate(before.option):
        if place not in old:
            yield Change("option-struck", f"One of the choices {of} was struck. It said:", number, option.text)
    for place, option in enumerate(after.option):
        if place not in new:
            yield Change("option-new", f"There is one more choice {of}. It says:", number, after=option.text)
    for earlier, later in pairs:
        one, other, called = before.option[earlier], after.option[later], f"choice {later + 1} {of}"
        yield from _text("option", called.capitalize(), number, one.text, other.text)
        yield from _text("option-name", f"The name of {called}", number, one.name, other.name)
        yield from _text("option-easy", f"The Easy Read wording of {called}", number, one.easy, other.easy)
        yield from _text("option-language", f"The language of {called}", number, one.language, other.language)
    if [earlier for earlier, _ in pairs] != sorted(old):
        yield Change("option-order", f"The choices {of} stand in another order.", number)
    yield from _choice(before, after, number, kind, dict(pairs))


def _choice(before: Rule, after: Rule, number: int, kind: Kind, became: dict[int, int]) -> Iterator[Change]:
    called = f"{kind.one.capitalize()} {number}"
    if before.choice is None and after.choice is not None:
        yield Change("chosen", f"{called} was open. This was chosen:", number, after=after.choice.text)
    elif before.choice is not None and after.choice is None:
        yield Change("open", f"{called} is open again. This had been chosen:", number, before.choice.text)
    elif before.chosen and after.chosen and became.get(before.chosen - 1) != after.chosen - 1:
        yield Change("chosen", f"{called}: something else was chosen.", number, before.said(), after.said())


_SAME_RULE: tuple[Callable[[Rule], object], ...] = (
    lambda rule: replace(rule, topic=None),
    lambda rule: rule.text,
    lambda rule: rule.topic,
)
_SAME_OPTION: tuple[Callable[[Option], object], ...] = (
    lambda option: option,
    lambda option: option.text,
    lambda option: option.name,
)


def _matched(
    before: Sequence[_Item],
    after: Sequence[_Item],
    keys: Sequence[Callable[[_Item], object]],
    words: Callable[[_Item], str],
) -> list[_Pair]:
    """Which item became which, in the later order: the first key that tells, or else words that are much alike."""
    pairs: list[_Pair] = []

    def left() -> tuple[list[int], list[int]]:
        old, new = {earlier for earlier, _ in pairs}, {later for _, later in pairs}
        return [i for i in range(len(before)) if i not in old], [j for j in range(len(after)) if j not in new]

    for key in keys:
        earlier, later = left()
        for j in later:
            same = next((i for i in earlier if key(after[j]) is not None and key(before[i]) == key(after[j])), None)
            if same is not None:
                earlier.remove(same)
                pairs.append((same, j))
    earlier, later = left()
    old_words: _Words = {i: words(before[i]).casefold().split() for i in earlier}
    new_words: _Words = {j: words(after[j]).casefold().split() for j in later}
    return sorted([*pairs, *_alike(old_words, new_words)], key=lambda pair: pair[1])


def _alike(old: _Words, new: _Words) -> list[_Pair]:
    """Which became which by their words, the most alike first.

    Sharing words is quickly told, and never less than being alike: so only the few that share most are compared word
    by word, each when its turn comes.
    """
    queue = [each for j, words in new.items() for each in _candidates(old, words, j)]
    heapify(queue)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    while queue:
        _, compared, i, j = heappop(queue)
        if i in taken or j in pairs:
            continue
        if compared:
            taken.add(i)
            pairs[j] = i
        elif (ratio := _likeness(old[i], new[j])) >= ALIKE:
            heappush(queue, (-ratio, True, i, j))
    return [(i, j) for j, i in pairs.items()]


def _candidates(old: _Words, words: list[str], j: int) -> list[tuple[float, bool, int, int]]:
    """Those that share most words with these, as they wait in the queue."""
    matcher = SequenceMatcher(None, "", words, autojunk=False)
    shared = []
    for i, earlier in old.items():
        matcher.set_seq1(earlier)
        if matcher.real_quick_ratio() >= ALIKE and (most := matcher.quick_ratio()) >= ALIKE:
            shared.append((-most, False, i, j))
    return nsmallest(CLOSEST, shared)


def _likeness(one: list[str], other: list[str]) -> float:
    """How much is the same in the same order, from 0 to 1.

    Where the same few words come again and again, looking for the longest run of them would take long: then pairs of
    neighbours are counted (Dice's coefficient).
    """
    there = Counter(other)
    if sum(number * there[word] for word, number in Counter(one).items()) <= _MOST_COMPARED:
        return SequenceMatcher(None, one, other, autojunk=False).ratio()
    ours, theirs = Counter(pairwise(one)), Counter(pairwise(other))
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total())
