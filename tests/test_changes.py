"""What is different between two versions: all of it, nothing else, and in sentences."""

import random
from dataclasses import replace
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from peerkit.agreements import changes as module
from peerkit.agreements.agreement import Rule
from peerkit.agreements.changes import changes
from peerkit.agreements.kinds import CHARTER
from peerkit.agreements.standing import mark
from tests.agreeing import agreements, choice, lines, of


def found(before, after):
    return [(change.what, change.number) for change in changes(before, after)]


@given(agreements())
def test_nothing_is_different_from_itself_whatever_its_dates(agreement):
    other = replace(agreement, version=3, adopted=None, review="2027-01")
    assert changes(agreement, other) == []
    assert mark(agreement) == mark(other)


@given(agreements(), agreements())
def test_there_is_a_change_exactly_where_the_mark_is_another(one, other):
    assert (changes(one, other) == []) == (mark(one) == mark(other))


@st.composite
def nearly_the_same(draw):
    """Two agreements, one of them with a single thing changed, or with nothing at all."""
    one = draw(agreements())
    place = draw(st.integers(0, len(one.rule) - 1))
    rule, words = one.rule[place], draw(lines)
    what = draw(st.sampled_from([
        "title", "opening", "language", "text", "value", "easy", "topic", "option", "chosen", "name", "order", "twice",
    ]))  # fmt: skip
    if what in ("title", "opening", "language"):
        return one, replace(one, **{what: "cy" if what == "language" else words})
    if what == "order":
        return one, replace(one, rule=tuple(draw(st.permutations(one.rule))))
    if what == "twice":
        return one, replace(one, rule=(*one.rule, rule))
    if what in ("option", "name") and rule.option:
        ways = list(draw(st.permutations(rule.option)))
        ways[0] = replace(ways[0], **{"name" if what == "name" else "text": words})
        other = replace(rule, option=tuple(ways))
    elif what == "chosen" and rule.option:
        other = replace(rule, chosen=draw(st.none() | st.integers(1, len(rule.option))))
    else:
        other = replace(rule, **{what if what in ("text", "value", "easy", "topic") else "text": words})
    return one, replace(one, rule=(*one.rule[:place], other, *one.rule[place + 1 :]))


@given(nearly_the_same())
def test_a_single_thing_is_told_exactly_where_the_mark_is_another(pair):
    one, other = pair
    assert (changes(one, other) == []) == (mark(one) == mark(other))


@given(agreements(), st.data())
def test_one_thing_changed_is_one_thing_found(agreement, data):
    place = data.draw(st.integers(0, len(agreement.rule) - 1))
    rule = replace(agreement.rule[place], value=agreement.rule[place].value + "!")
    after = replace(agreement, rule=(*agreement.rule[:place], rule, *agreement.rule[place + 1 :]))
    assert {what for what, _ in found(agreement, after)} <= {"value", "order"}


def test_a_new_rule_and_a_struck_one_are_named_with_their_words():
    before, after = of("We listen.", "We wait."), of("We listen.", "Bring a cup for your tea.")
    struck, new = changes(before, after)
    assert struck.said() == "Rule 2 was struck. It said:\nWe wait."
    assert new.said() == "Rule 2 is new. It says:\nBring a cup for your tea."


def test_a_rule_in_other_words_is_known_by_its_topic_or_by_its_words():
    one = Rule(text="We end at nine.", value="Trust", topic="time")
    other = Rule(text="Everyone goes home punctually.", value="Trust", topic="time")
    assert found(of(one), of(other)) == [("changed", 1)]
    assert found(of("We begin when the tea is ready."), of("We begin when all the tea is ready.")) == [("changed", 1)]


def test_a_changed_rule_says_before_and_now():
    (change,) = changes(of("We begin when tea is ready."), of("We begin when the tea is ready."))
    assert change.said() == (
        "Rule 1 was changed.\nBefore: We begin when tea is ready.\nNow: We begin when the tea is ready."
    )


def test_a_choice_made_changed_and_opened_again_is_told():
    still, first, second = (of(choice("One way.", "Another way.", chosen=chosen)) for chosen in (None, 1, 2))
    assert [change.said() for change in changes(still, first)] == ["Rule 1 was open. This was chosen:\nOne way."]
    assert [change.what for change in changes(first, second)] == ["chosen"]
    assert "Before: One way.\nNow: Another way." in changes(first, second)[0].said()
    assert [change.what for change in changes(second, still)] == ["open"]


def test_the_same_choice_under_another_number_is_no_other_choice():
    before, after = of(choice("One way.", "Another.", chosen=1)), of(choice("Another.", "One way.", chosen=2))
    assert [change.what for change in changes(before, after)] == ["option-order"]


def test_choices_that_come_and_go_are_told():
    before, after = of(choice("Phones off.", "Phones on.")), of(choice("Phones off.", "Each as they like."))
    assert [change.what for change in changes(before, after)] == ["option-struck", "option-new"]


def test_a_choice_that_becomes_a_plain_rule_is_told_once():
    before = of(choice("One way.", "Another way.", chosen=1))
    after = of(Rule(text="One way.", value="Trust", topic="limits"))
    assert [change.sentence for change in changes(before, after)] == ["Rule 1 is no choice any more."]


def test_rules_in_another_order_are_told_once():
    assert found(of("We listen.", "We wait.", "We laugh."), of("We laugh.", "We listen.", "We wait.")) == [("order", 0)]


def test_an_easy_read_wording_a_title_and_an_opening_are_told():
    before = of(Rule(text="We listen.", value="Trust"), opening="Welcome.")
    after = of(Rule(text="We listen.", value="Trust", easy="Listen."))
    assert [change.sentence for change in changes(before, after)] == [
        "The opening is gone.", "The Easy Read wording of rule 1 is new.",
    ]  # fmt: skip


def test_a_charter_speaks_of_values():
    (change,) = changes(of("We listen."), of("We listen.", "You decide."), CHARTER)
    assert change.sentence == "Value 2 is new. It says:"


@given(agreements(), agreements())
def test_no_change_is_told_with_signs_at_the_beginning_of_a_line(one, other):
    for change in changes(one, other):
        assert change.sentence[0].isupper()
        assert change.sentence[-1] in ".:"


# Many at once

SPOKEN = (
    "we",
    "you",
    "nobody",
    "speaks",
    "listens",
    "early",
    "late",
    "and",
    "so",
    "that",
    "the",
    "a",
    "cup",
    "of",
    "tea",
)
said_in_words = st.lists(st.sampled_from(SPOKEN), min_size=1, max_size=12)


def counted_likeness(monkeypatch):
    counted, likeness = [], module._likeness

    def counting(one, other):
        counted.append((one, other))
        return likeness(one, other)

    monkeypatch.setattr(module, "_likeness", counting)
    return counted


def sixty():
    dice = random.Random(7)
    return [dice.choices(SPOKEN, k=170) for _ in range(60)], dice


def test_sixty_long_rules_with_one_word_changed_are_each_compared_with_their_own(monkeypatch):
    words, _ = sixty()
    before = of(*(" ".join(rule) for rule in words))
    for rule in words:
        rule[85] = "biscuits"
    after = of(*(" ".join(rule) for rule in reversed(words)))
    counted = counted_likeness(monkeypatch)
    assert found(before, after) == [*(("changed", number + 1) for number in range(60)), ("order", 0)]
    assert len(counted) == 60


def test_sixty_long_rules_in_the_same_words_are_each_compared_with_few(monkeypatch):
    words, dice = sixty()
    before = of(*(" ".join(rule) for rule in words))
    after = of(*(" ".join(dice.sample(rule, len(rule))) for rule in words))
    counted = counted_likeness(monkeypatch)
    assert changes(before, after)
    assert 60 < len(counted) <= 60 * module.CLOSEST


def test_rules_that_share_too_few_words_are_not_compared_at_all(monkeypatch):
    counted = counted_likeness(monkeypatch)
    before = of(*(f"cup {number} of our tea" for number in range(60)))
    after = of(*(f"we {number} begin when everybody sits" for number in range(60)))
    assert len(changes(before, after)) == 120
    assert counted == []


@given(st.lists(said_in_words, max_size=3), st.lists(said_in_words, max_size=3))
def test_looking_at_the_closest_first_finds_what_looking_at_all_would(one, other):
    """With no more than CLOSEST to choose from nothing is left out: then the two are the same."""
    old, new = dict(enumerate(one)), dict(enumerate(other))
    likeness = {(i, j): module._likeness(old[i], new[j]) for i, j in product(old, new)}
    expected = []
    for (i, j), ratio in sorted(likeness.items(), key=lambda item: -item[1]):
        if ratio >= module.ALIKE and all(i != a and j != b for a, b in expected):
            expected.append((i, j))
    assert sorted(module._alike(old, new)) == sorted(expected)


def test_few_words_that_come_again_and_again_are_compared_as_many_are(monkeypatch):
    few = " ".join(["we", "listen", "and", "we", "wait"] * 40)
    one, two = of(f"{few} here", f"{few[::-1]} there"), of(f"{few} now", f"{few[::-1]} then")
    monkeypatch.setattr(module.SequenceMatcher, "ratio", None)
    assert found(one, two) == [("changed", 1), ("changed", 2)]
