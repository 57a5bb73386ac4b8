import tomllib
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest

from peerkit.agreements.agreement import Agreement, Option, Rule
from peerkit.agreements.check import check
from peerkit.border.validation import validate
from tests.agreeing import of

GROUND_RULES = Path(__file__).parent.parent / "templates" / "agreements" / "ground-rules.toml"


def data(**changes):
    rule = {"text": "We listen to the end.", "value": "Being heard"}
    return {"title": "Ground rules", "summary": "What we agree.", "rule": [rule]} | changes


def agreement(*texts):
    read, problems = validate(Agreement, data(rule=[{"text": text, "value": "Trust"} for text in texts]))
    assert read is not None, problems
    return read


def problems_of(given):
    read, problems = validate(Agreement, given)
    assert read is None
    return [(problem.place, problem.code, problem.suggestion) for problem in problems]


def test_the_ground_rules_are_eight_and_each_names_its_value():
    read, problems = validate(Agreement, tomllib.loads(GROUND_RULES.read_text("utf-8")))
    assert problems == []
    assert len(read.rule) == 8
    assert len({rule.value for rule in read.rule}) == 8
    assert len({rule.topic for rule in read.rule}) == 8


def test_there_is_nothing_to_say_against_the_ground_rules():
    read, _ = validate(Agreement, tomllib.loads(GROUND_RULES.read_text("utf-8")))
    assert check(read) == []


def test_an_agreement_cannot_be_changed_once_read():
    read = agreement("We listen.")
    with pytest.raises(FrozenInstanceError):
        read.title = "Other"


def test_an_unknown_key_is_named_with_what_was_meant():
    assert problems_of(data(sumary="Oh")) == [("sumary", "unknown-key", "Did you mean summary?")]


def test_an_unknown_key_in_a_rule_is_placed_as_people_count():
    given = data(rule=[{"text": "We listen.", "value": "Trust", "topik": "ears"}])
    assert problems_of(given) == [("rule 1.topik", "unknown-key", "Did you mean topic?")]


def test_a_rule_without_a_value_is_a_problem():
    assert problems_of(data(rule=[{"text": "We listen."}])) == [("rule 1.value", "missing-key", "Add value = ...")]


def test_every_problem_is_reported_at_once():
    places = [
        place for place, _, _ in problems_of(data(title="", language="English", rule=[{"text": 3, "value": " "}]))
    ]
    assert places == ["title", "language", "rule 1.text", "rule 1.value"]


def test_an_agreement_without_rules_is_a_problem():
    assert [place for place, _, _ in problems_of(data(rule=[]))] == ["rule"]


@pytest.mark.parametrize("text", ["\x1b[2J", "right\u202eleft", "private\ue000use"])
def test_a_rule_with_hidden_characters_is_refused(text):
    assert problems_of(data(rule=[{"text": text, "value": "Trust"}])) == [("rule 1.text", "wrong-value", "")]


def test_a_title_is_one_line():
    assert [place for place, _, _ in problems_of(data(title="Ground\nrules"))] == ["title"]


def test_a_rule_that_shuts_people_out_is_an_error():
    (problem,) = check(agreement("We listen.", "Members must attend every week."))
    assert (problem.place, problem.code, problem.severity) == ("rule 2.text", "shuts-out", "error")


def test_the_same_rule_twice_is_an_error():
    (problem,) = check(agreement("We listen.", "We wait.", "we listen."))
    assert (problem.place, problem.code) == ("rule 3.text", "same-rule")
    assert "Rule 1" in problem.reason


def test_more_than_eight_rules_get_advice():
    (problem,) = check(agreement(*(f"Rule number {number}." for number in range(9))))
    assert (problem.code, problem.severity) == ("many-rules", "advice")


def test_a_rule_too_long_to_say_gets_advice():
    (problem,) = check(agreement("and ".join(["we listen "] * 12)))
    assert problem.code == "long-sentence"


def test_an_agreement_in_another_language_is_not_measured_with_english_lists():
    read, _ = validate(Agreement, data(language="fr", rule=[{"text": "Patients must attend.", "value": "Oui"}]))
    assert [problem.code for problem in check(read)] == ["words-not-checked"]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("If it gets too much, ask Dave Smith, 07700 900123.", '"07700 900123" looks like a telephone number'),
        ("Ring +44 (0)7700 900123 when you are late.", '"+44 (0)7700 900123" looks like a telephone number'),
        ("Write to dave@example.org.", '"dave@example.org" looks like an e-mail address'),
    ],
)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_address_or_a_number_that_may_be_a_persons_gets_advice(text: str, called: str, language: str) -> None:
    found = [each for each in check(of(text, language=language)) if each.code == "somebodys"]
    assert [(each.place, each.severity) for each in found] == [("rule 1.text", "advice")]
    assert found[0].reason.startswith(called)


@pytest.mark.parametrize(
    "text", ["We begin at 19:00 and end at 20:30.", "Samaritans answer on 116 123.", "We pay £2 @ most.", "24/11/2026"]
)
def test_a_time_or_a_short_number_is_nobodys(text: str) -> None:
    assert not [each for each in check(of(text)) if each.code == "somebodys"]


@pytest.mark.parametrize("where", ["easy", "value", "title", "summary", "opening", "option 2.text", "option 1.easy"])
def test_a_number_is_found_wherever_a_sheet_says_it(where: str) -> None:
    number = "07700 900123"
    ways = (
        Option(text="a", easy=number if "1.easy" in where else None),
        Option(text=number if "2.t" in where else "b"),
    )
    more = {key: number for key in ("easy", "value") if key == where}
    rule = Rule(**{"text": "Which?", "value": "Trust", "option": ways, **more})
    head = {key: number for key in ("title", "summary", "opening") if key == where}
    places = [each.place for each in check(replace(of(rule), **head)) if each.code == "somebodys"]
    assert places == [where if head else f"rule 1.{where}"]
