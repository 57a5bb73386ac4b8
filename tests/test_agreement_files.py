"""An agreement as a file: what is read, what is written, and that the two are the same."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.agreements.agreement import Agreement
from peerkit.agreements.kinds import CHARTER, KINDS, RULES
from peerkit.agreements.stored import as_text
from peerkit.border.validation import validate
from peerkit.words import Words
from tests.agreeing import agreements, choice, of, read

TOP = {"title": "Ours", "summary": "What we agree."}
WAYS = [{"text": "One way."}, {"text": "Another.", "easy": "Easy.", "name": "Other"}]


def rule(**more):
    return {"text": "We listen.", "value": "Trust", **more}


def places(data, kind=RULES):
    agreement, problems = validate(Agreement, data, kind.names)
    assert agreement is None
    return [(problem.place, problem.code) for problem in problems]


@given(agreements(), st.sampled_from(KINDS))
def test_what_is_written_is_read_back_the_same(agreement, kind):
    assert read(tomllib.loads(as_text(agreement, kind)), kind) == agreement


def test_the_groups_own_words_are_still_to_be_put_in_after_writing():
    agreement = of("Every {peer} comes to the {session} as {it} is.")
    data = tomllib.loads(as_text(agreement))
    assert data["rule"][0]["text"] == "Every {peer} comes to the {session} as {it} is."
    assert Words.of({"peer": "mate"}).fill_in(data)["rule"][0]["text"].startswith("Every mate")


def test_a_rule_with_options_is_open_until_one_is_chosen():
    still = read({**TOP, "rule": [rule(option=WAYS)]}).rule[0]
    made = read({**TOP, "rule": [rule(option=WAYS, chosen=2)]}).rule[0]
    assert (still.is_open, still.choice, still.said()) == (True, None, "We listen.")
    assert (made.is_open, made.choice.name, made.said()) == (False, "Other", "Another.")
    assert not read({**TOP, "rule": [rule()]}).rule[0].is_open


def test_the_easy_read_wording_is_said_where_there_is_one():
    simple, none = read({**TOP, "rule": [rule(easy="Listen."), rule(text="We wait.")]}).rule
    assert (simple.said(easy=True), simple.said(), none.said(easy=True)) == ("Listen.", "We listen.", "We wait.")
    first, second = (read({**TOP, "rule": [rule(option=WAYS, chosen=number)]}).rule[0] for number in (1, 2))
    assert (first.said(easy=True), second.said(easy=True)) == ("One way.", "Easy.")


@pytest.mark.parametrize("chosen", [0, 3, -1])
def test_what_is_chosen_is_one_of_the_options(chosen):
    assert places({**TOP, "rule": [rule(), rule(option=WAYS, chosen=chosen)]}) == [("rule 2", "wrong-value")]


def test_nothing_is_chosen_where_there_is_nothing_to_choose():
    assert places({**TOP, "rule": [rule(chosen=1)]}) == [("rule 1", "wrong-value")]


def test_one_option_is_no_choice():
    assert places({**TOP, "rule": [rule(option=WAYS[:1])]}) == [("rule 1.option", "wrong-value")]


def test_what_is_wrong_in_an_option_is_placed_as_people_count():
    found = places({**TOP, "rule": [rule(), rule(option=[{"text": 3}, {"text": "Two.", "nmae": "x"}])]})
    assert found == [("rule 2.option 1.text", "wrong-value"), ("rule 2.option 2.nmae", "unknown-key")]


def test_a_charter_is_read_into_the_same_classes():
    charter = read({**TOP, "value": [{"name": "Choice", "text": "You decide.", "option": WAYS}]}, CHARTER)
    assert [(rule.value, rule.text, rule.is_open) for rule in charter.rule] == [("Choice", "You decide.", True)]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ({"value": [{"text": "x"}]}, [("value 1.name", "missing-key")]),
        ({"value": [{"name": "a", "text": "x"}, {"name": "b", "text": " "}]}, [("value 2.text", "wrong-value")]),
        ({"value": [{"name": "\x1b", "text": "x"}]}, [("value 1.name", "wrong-value")]),
        ({"value": [{"name": "a", "text": "x", "value": "y"}]}, [("value 1.value", "unknown-key")]),
        ({"value": [3]}, [("value 1", "wrong-value")]),
        ({"value": "x"}, [("value", "wrong-value")]),
        ({}, [("value", "missing-key")]),
        ({"rule": [rule()]}, [("value", "missing-key"), ("rule", "unknown-key")]),
        ({"value": [{"name": "a", "text": "x", "option": [{"text": 1}, {}]}]},
         [("value 1.option 1.text", "wrong-value"), ("value 1.option 2.text", "missing-key")]),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_charter_is_named_as_the_file_has_it(data, found):
    assert places({**TOP, **data}, CHARTER) == found


def test_rules_are_no_charter_and_a_charter_is_no_rules():
    assert ("value", "unknown-key") in places({**TOP, "value": [{"name": "a", "text": "x"}]})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("version", 0), ("version", "1"), ("version", True), ("adopted", "2026-11-24"), ("adopted", date(1, 1, 1)),
        ("review", "2027-13"), ("review", "May 2027"), ("review", 2027), ("review", "2027-5"), ("opening", " "),
    ],
)  # fmt: skip
def test_a_wrong_version_day_or_month_is_a_problem(key, value):
    assert places({**TOP, "rule": [rule()], key: value}) == [(key, "wrong-value")]


@pytest.mark.parametrize("found", [{"adopted": "x"}, {"review": "x"}, {"rule": [rule(option=WAYS[:1])]}])
def test_each_problem_is_a_sentence(found):
    _, problems = validate(Agreement, {**TOP, "rule": [rule()], **found})
    assert [problem.reason[:1].isupper() and problem.reason.endswith(".") for problem in problems] == [True]


def test_a_choice_is_written_above_its_options():
    lines = as_text(of(choice("One.", "Two.", chosen=2))).splitlines()
    assert lines.index("chosen = 2") < lines.index("[[rule.option]]")
