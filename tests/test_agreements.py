import tomllib
from pathlib import Path

import pytest

from peerkit.agreements.agreement import read_agreement
from peerkit.agreements.check import check

GROUND_RULES = Path(__file__).parent.parent / "templates" / "agreements" / "ground-rules.toml"


def data(**changes):
    rule = {"text": "We listen to the end.", "value": "Being heard"}
    return {"title": "Ground rules", "summary": "What we agree.", "rule": [rule]} | changes


def agreement(*texts):
    read, problems = read_agreement(data(rule=[{"text": text, "value": "Trust"} for text in texts]))
    assert read is not None, problems
    return read


def problems_of(given):
    read, problems = read_agreement(given)
    assert read is None
    return [(problem.place, problem.code, problem.suggestion) for problem in problems]


def test_the_ground_rules_are_eight_and_each_names_its_value():
    read, problems = read_agreement(tomllib.loads(GROUND_RULES.read_text("utf-8")))
    assert problems == []
    assert len(read.rule) == 8
    assert len({rule.value for rule in read.rule}) == 8
    assert len({rule.topic for rule in read.rule}) == 8


def test_there_is_nothing_to_say_against_the_ground_rules():
    read, _ = read_agreement(tomllib.loads(GROUND_RULES.read_text("utf-8")))
    assert check(read) == []


def test_an_agreement_cannot_be_changed_once_read():
    read = agreement("We listen.")
    with pytest.raises(ValueError, match="frozen"):
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


@pytest.mark.parametrize("text", ["\x1b[2J", "right\u202eleft", "zero\u200bwidth"])
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
    read, _ = read_agreement(data(language="fr", rule=[{"text": "Patients must attend.", "value": "Oui"}]))
    assert check(read) == []
