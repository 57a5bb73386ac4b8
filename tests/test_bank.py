"""What ships to choose from: every topic, in words that everyone can read, that shut out nobody and can be kept."""

import re
import tomllib
from pathlib import Path

import pytest

from peerkit.agreements.bank import Bank
from peerkit.agreements.check import check
from peerkit.agreements.kinds import CHARTER, KINDS, RULES
from peerkit.border.validation import validate
from peerkit.wording import promises
from peerkit.wording.check import check_easy, check_spoken, check_words
from peerkit.wording.sentences import LONGEST_EASY, split, words_in
from peerkit.words import Words
from tests.agreeing import read

TEMPLATES = Path(__file__).parent.parent / "templates"
SHIPPED = [(kind, path) for kind in KINDS for path in sorted((TEMPLATES / kind.folder).glob("*.toml"))]
TOPICS = {
    "confidentiality", "limits of confidentiality", "difference", "listening", "equal time", "passing", "advice",
    "time out", "time", "own experience", "phones", "hard details", "drink and drugs", "disagreement",
    "outside contact", "names", "review", "humour", "recording", "nothing sold", "access and comfort",
}  # fmt: skip
TO_DECIDE = {
    "confidentiality": 3, "limits of confidentiality": 3, "co-counselling confidentiality": 2, "phones": 3,
    "recording": 3, "outside contact": 3, "drink and drugs": 3,
}  # fmt: skip


def bank(kind):
    data = tomllib.loads((TEMPLATES / "bank" / f"{kind.bank}.toml").read_text("utf-8"))
    found, problems = validate(Bank, Words().fill_in(data))
    assert found is not None, problems
    return found


def wordings(kind):
    return [(topic, wording) for topic in bank(kind).topic for wording in topic.wording]


def everything_said():
    """Every text of the banks, the agreements and the charters, each with its Easy Read wording."""
    for kind in KINDS:
        for _, wording in wordings(kind):
            yield from [wording, *wording.option]
    for kind, path in SHIPPED:
        for rule in shipped(kind, path).rule:
            yield from [rule, *rule.option]


def shipped(kind, path):
    return read(Words().fill_in(tomllib.loads(path.read_text("utf-8"))), kind)


SAID = list({(each.text, each.easy): each for each in everything_said()}.values())


def test_every_topic_is_there():
    assert {topic.name for topic in bank(RULES).topic} >= TOPICS


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.bank)
def test_every_topic_has_two_or_three_wordings_that_are_different(kind):
    for topic in bank(kind).topic:
        assert len({wording.text for wording in topic.wording}) == len(topic.wording), topic.name
        assert 2 <= len(topic.wording) <= 3, topic.name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.bank)
def test_a_topic_is_there_once_and_asks_a_question(kind):
    names = [topic.name for topic in bank(kind).topic]
    assert len(set(names)) == len(names)
    assert all(topic.asks.endswith("?") for topic in bank(kind).topic)
    assert [problem for topic in bank(kind).topic for problem in check_words(topic.name, topic.asks)] == []


def test_every_text_has_an_easy_read_wording_of_short_sentences():
    for each in SAID:
        assert each.easy, each.text
        assert [sentence for sentence in split(each.easy) if words_in(sentence) > LONGEST_EASY] == []
        assert list(check_easy("easy", each.easy)) == []
        assert not re.search(r"[;()\u2013\u2014%]|\be\.g\.|\bi\.e\.", each.easy), each.easy


def test_every_text_can_be_read_aloud_shuts_out_nobody_and_can_be_kept():
    for each in SAID:
        assert [problem for text in (each.text, each.easy) for problem in check_words("text", text)] == []
        assert [(text, promises.find(text)) for text in (each.text, each.easy) if promises.find(text)] == []
        assert list(check_spoken("text", each.text)) == []


def test_what_a_group_must_decide_itself_is_a_choice():
    found = {topic.name: len(wording.option) for topic, wording in wordings(RULES) if wording.option}
    assert found == TO_DECIDE


def test_every_option_is_whole_and_has_a_name_of_its_own():
    for each in SAID:
        names = [option.name for option in getattr(each, "option", ())]
        assert all(names)
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("topic", ["confidentiality", "limits of confidentiality"])
def test_each_way_to_limit_confidentiality_says_who_decides(topic):
    ways = next(each for each in bank(RULES).topic if each.name == topic).wording[0].option
    assert [re.search(r"Our organisation set|We set the limits|We chose together", way.text) for way in ways].count(
        None
    ) == 0


@pytest.mark.parametrize(("kind", "path"), SHIPPED, ids=lambda each: getattr(each, "stem", ""))
def test_nothing_is_to_be_said_against_what_ships(kind, path):
    agreement = shipped(kind, path)
    assert check(agreement, kind) == []
    assert len(agreement.rule) == 8
    assert (agreement.version, agreement.adopted, agreement.review) == (None, None, None)


def test_the_promised_agreements_are_there_each_with_an_open_choice_about_confidentiality():
    rules = {path.stem: shipped(kind, path) for kind, path in SHIPPED if kind is RULES}
    assert set(rules) >= {"ground-rules", "co-counselling", "online", "ward"}
    assert all(agreement.rule[0].is_open for agreement in rules.values())


@pytest.mark.parametrize("name", ["ground-rules", "peer-support"])
def test_what_a_group_begins_from_is_all_in_the_bank(name):
    kind = next(kind for kind in KINDS if kind.usual == name)
    agreement = shipped(kind, TEMPLATES / kind.folder / f"{name}.toml")
    known = {topic.rule(number) for topic in bank(kind).topic for number in range(1, len(topic.wording) + 1)}
    assert [rule.text for rule in agreement.rule if rule not in known] == []


def test_the_charter_shuts_out_no_group_and_no_organisation():
    charter = shipped(CHARTER, TEMPLATES / "charters" / "peer-support.toml")
    assert "Any group" in charter.opening
    assert "organisation" in charter.opening
    assert list(check_easy("opening", charter.opening)) == []


@pytest.mark.parametrize(
    ("change", "place", "code"),
    [
        ({"title": 3}, "title", "wrong-value"),
        ({"topik": []}, "topik", "unknown-key"),
        ({"topic": [{"name": "a", "asks": "b?", "wording": []}]}, "topic 1.value", "missing-key"),
        ({"topic": [{"name": "a", "asks": "b?", "value": "c", "wording": [{"text": "x", "esy": "y"}]}]},
         "topic 1.wording 1.esy", "unknown-key"),
        ({"topic": [{"name": "a", "asks": "b?", "value": "c", "wording": [{"text": "x", "option": [{"text": "y"}]}]}]},
         "topic 1.wording 1.option", "wrong-value"),
    ],
)  # fmt: skip
def test_a_wrong_bank_says_where(change, place, code):
    wording = {"text": "We listen.", "easy": "Listen."}
    good = {"title": "x", "topic": [{"name": "a", "asks": "b?", "value": "c", "wording": [wording]}]}
    found, problems = validate(Bank, {**good, **change})
    assert found is None
    assert (place, code) in [(problem.place, problem.code) for problem in problems]
