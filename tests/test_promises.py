"""Promises that nobody can keep are found, and what people can do is left in peace."""

from dataclasses import replace

import pytest

from peerkit.agreements.agreement import Rule
from peerkit.agreements.check import check
from peerkit.agreements.kinds import CHARTER
from peerkit.border.agreement import check_data
from peerkit.wording import promises
from tests.agreeing import choice, of

NOBODY_CAN = [
    "We will all be honest.",
    "Everyone must speak from the heart.",
    "Everybody has to be open.",
    "We must all agree.",
    "We never interrupt.",
    "We never ever judge each other.",
    "Nobody will ever be hurt here.",
    "Nobody will judge you.",
    "This is a safe space.",
    "Everything here is completely confidential.",
    "We offer total confidentiality.",
    "Nothing said here ever leaves this room.",
    "We always begin on time.",
    "Members will always listen.",
    "No judgement here.",
    "A judgement-free evening.",
    "Everyone will feel safe.",
    "You should feel comfortable at once.",
    "We are always kind.",
    "We are supportive at all times.",
    "We guarantee that it works.",
    "Stay positive.",
    "Don't be sad.",
    "Leave your worries at the door.",
]
PEOPLE_CAN = [
    "We never take photos.",
    "We never record a call.",
    "You can always pass.",
    "You may always step out.",
    "You are always welcome back.",
    "We always ask before we touch anyone.",
    "We try always to be kind.",
    "We would like everyone to feel safe.",
    "Nobody is asked why they came.",
    "Nobody has to speak.",
    "Not everyone has to speak.",
    "Everyone is welcome.",
    "Everyone will be welcome.",
    "Everyone is offered the same time.",
    "Everyone may be angry.",
    "We do not promise complete safety.",
    "We can't guarantee that nothing goes wrong.",
    "We are honest when something goes wrong.",
    "Be honest about how you are, if you like.",
    "We listen to the end.",
    "All of us know where the fire exit is.",
    "Nobody sells anything.",
    "Whoever is late gets a full turn.",
]


@pytest.mark.parametrize("text", NOBODY_CAN)
def test_a_promise_that_nobody_can_keep_is_found(text):
    (found,) = promises.find(text)
    assert found.suggestion.endswith((".", '."'))


@pytest.mark.parametrize("text", PEOPLE_CAN)
def test_what_people_can_do_is_left_in_peace(text):
    assert promises.find(text) == []


def found(agreement, *kind):
    return [(problem.place, problem.code) for problem in check(agreement, *kind)]


def test_promises_are_looked_for_in_the_opening_the_rules_and_the_choices():
    agreement = of("We listen.", choice("We are always kind.", "We try."), opening="This is a safe space.")
    assert found(agreement) == [
        ("opening", "cannot-be-kept"), ("rule 2.option 1.text", "cannot-be-kept"),
    ]  # fmt: skip


def test_a_rule_that_shuts_people_out_is_not_called_a_promise_as_well():
    assert found(of("Everyone must speak.")) == [("rule 1.text", "shuts-out")]


def test_a_label_is_found_in_every_text():
    rule = Rule(text="No junkies.", easy="No druggies.", value="Nutters")
    way = choice("No drunks.", "We listen.")
    agreement = of(rule, replace(way, easy="No psychos."), opening="Hello, lunatics.")
    assert {place for place, code in found(agreement) if code == "label"} == {
        "opening", "rule 1.text", "rule 1.easy", "rule 1.value", "rule 2.option 1.text", "rule 2.easy",
    }  # fmt: skip


def test_confidentiality_without_a_word_on_its_limits_gets_advice():
    assert found(of("We listen.", "What is said here stays here.")) == [("rule 2.text", "no-limits")]
    assert found(of("What is said here stays here, unless somebody is in danger.")) == []
    assert found(of("What is said here stays here.", choice("Only the group tells.", "Our duty is to tell."))) == []


def test_an_easy_read_sentence_of_sixteen_words_gets_advice():
    fifteen, sixteen = (" ".join(["word"] * number) for number in (15, 16))
    assert found(of(Rule(text="We listen.", value="Trust", easy=f"{fifteen}. {fifteen}."))) == []
    assert found(of(Rule(text="We listen.", value="Trust", easy=f"{sixteen}."))) == [("rule 1.easy", "long-easy")]


def test_a_missing_easy_read_wording_is_mentioned_once_where_others_have_one():
    agreement = of(Rule(text="We listen.", value="Trust", easy="Listen."), "We wait.", "We laugh.")
    (problem,) = check(agreement)
    assert problem.reason == "Rules 2 and 3 have no Easy Read wording."
    assert check(of("We wait.", "We laugh.")) == []


def test_a_charter_is_told_about_its_values():
    agreement = of(*(f"Value number {number}." for number in range(9)))
    (problem,) = check(agreement, CHARTER)
    assert (problem.place, problem.code, problem.severity) == ("value", "many-values", "advice")
    assert "9 values" in problem.reason


def test_what_can_be_read_of_a_broken_charter_is_looked_over():
    data = {"title": "Ours", "summary": "Ours.", "value": [{"name": 3, "text": "No addicts."}, {"text": "We try."}]}
    assert [(problem.place, problem.code) for problem in check_data(data, CHARTER)] == [
        ("value 1.name", "wrong-value"), ("value 2.name", "missing-key"), ("value 1.text", "label"),
    ]  # fmt: skip
