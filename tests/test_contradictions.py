"""What a group has chosen is said by its own rule, and by nothing else: no script, sheet or booklet decides it."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from peerkit.agreements.agreement import Agreement
from peerkit.agreements.bank import Bank
from peerkit.border.validation import validate
from peerkit.leaflets.booklet import Booklet
from peerkit.planning.check import check
from peerkit.planning.plan import Evening, Plan, build
from peerkit.planning.template import Template
from peerkit.printing.document import Document
from peerkit.printing.sheets import run_sheet, starter
from peerkit.wording import claims
from peerkit.wording.sentences import split
from tests.sheets import texts

TEMPLATES = Path(__file__).parent.parent / "templates"
START = datetime(2026, 11, 26, 19, tzinfo=UTC)
FIXED = (
    ("We listen, and we keep it in this room.", "confidentiality"),
    ("Nothing is noted down.", "confidentiality"),
    ("What people say in the room stays in the room.", "confidentiality"),
    ("What you hear from a partner stays with you.", "confidentiality"),
    ("When somebody is in serious danger, we have to tell the staff.", "confidentiality"),
    ("No one marks you, and no one writes down what you say.", "confidentiality"),
    ("The counsellor doesn't mention it again, not even to the client.", "co-counselling confidentiality"),
    ("What somebody says as client, none of us brings up with anyone.", "co-counselling confidentiality"),
    ("Let's chat about anything except what was said in sessions.", "co-counselling confidentiality"),
    ("Leave your phone on if you might be needed at home.", "phones"),
    ("Nobody records, and nobody takes a picture of the screen.", "recording"),
    ("Please don't come if you have been drinking.", "drink and drugs"),
    ("There is a message group for all of us.", "outside contact"),
    ("Here are eight rules that other groups have found useful.", "how many rules there are"),
    ("Tonight we listen to each other.", "the time of day"),
    ("We meet at half past seven.", "the time of day"),
)
"""Sentences that decide for every group what some of them chose otherwise."""
OPEN = (
    "You can stay here with me, or stay in the room for a while.",
    "What stays with you, and what would you rather leave on the chair?",
    "Somebody may get angry or leave the room.",
    "Is there a form, a phone number, or a trick that saved you an afternoon?",
    "At this meeting the three of us read the rules.",
    "Ring home if that would set your mind at rest.",
)


@cache
def decided(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each sentence of a text, and the topics that it decides."""
    return tuple((each, tuple(claim.topic for claim in claims.find(each))) for each in split(text))


def read(kind: Any, path: Path) -> Any:
    value, problems = validate(kind, tomllib.loads(path.read_text("utf-8")))
    assert value is not None, problems
    return value


def every(kind: Any, folder: str) -> dict[str, Any]:
    return {path.stem: read(kind, path) for path in sorted((TEMPLATES / folder).glob("*.toml"))}


SESSIONS: dict[str, Template] = every(Template, "sessions")
AGREEMENTS: dict[str, Agreement] = every(Agreement, "agreements")
BANK: Bank = read(Bank, TEMPLATES / "bank" / "ground-rules.toml")


def chosen_in_every_way(agreement: Agreement) -> Iterator[Agreement]:
    """It with each choice made in each way, and with each left open."""
    ways = [(None, *range(1, len(rule.option) + 1)) if rule.option else (None,) for rule in agreement.rule]
    for choices in product(*ways):
        rules = tuple(replace(rule, chosen=way) for rule, way in zip(agreement.rule, choices, strict=True))
        yield replace(agreement, rule=rules)


def plan_of(template: Template) -> Plan:
    end = START + timedelta(minutes=template.minutes.ideal)
    plan = build(Evening("any", template, template.people.ideal, START, end))
    assert isinstance(plan, Plan)
    return plan


def contradictions(document: Document, agreed: Agreement) -> list[tuple[str, str]]:
    """Each sentence outside the rules that decides what they decide, and each way that the group did not choose."""
    counted = f"{agreed.title}, {len(agreed.rule)} rules:"
    ours = {counted, *(sentence for rule in agreed.rule for sentence in split(rule.said()))}
    names = {option.name for rule in agreed.rule if rule.is_open for option in rule.option}
    said = [sentence for text in texts(document) if text not in names for sentence in decided(text)]
    refused = {
        sentence
        for rule in agreed.rule
        for option in rule.option
        if option != rule.choice
        for sentence in split(option.text)
    }
    return [
        *((each, topic) for each, topics in said for topic in topics if each not in ours),
        *((each, "was not chosen") for each, _ in said if each in refused - ours),
    ]


@pytest.mark.parametrize("name", AGREEMENTS)
def test_nothing_on_a_run_sheet_contradicts_what_the_group_chose(name: str) -> None:
    plans = [plan_of(template) for template in SESSIONS.values()]
    for agreed in chosen_in_every_way(AGREEMENTS[name]):
        for plan in plans:
            document = run_sheet.sheet(plan, rules=agreed)
            assert contradictions(document, agreed) == []
            said = list(texts(document))
            assert [rule.said() for rule in agreed.rule if not any(text.startswith(rule.said()) for text in said)] == []
            assert any("This is still open." in text for text in said) == any(rule.is_open for rule in agreed.rule)


@pytest.mark.parametrize("name", AGREEMENTS)
def test_nothing_in_the_booklet_contradicts_the_rules_that_stand_in_it(name: str) -> None:
    booklet = read(Booklet, TEMPLATES / "booklets" / "starting-a-group.toml")
    meeting = plan_of(SESSIONS[booklet.session])
    for agreed in chosen_in_every_way(AGREEMENTS[name]):
        if any(rule.is_open for rule in agreed.rule):
            continue  # then the booklet has every way in it, to tick one
        assert contradictions(starter.sheet(booklet, starter.Known(agreed, meeting)), agreed) == []


def test_how_many_rules_there_are_is_counted_and_not_written() -> None:
    agreed = AGREEMENTS["ground-rules"]
    ten = replace(agreed, rule=(*agreed.rule, *(BANK.topic[place].rule(1) for place in (-1, -2))))
    assert "Ground rules, 10 rules:" in texts(run_sheet.sheet(plan_of(SESSIONS["first-meeting"]), rules=ten))


@pytest.mark.parametrize("folder", ["booklets", "flyers", "sessions"])
def test_no_text_that_ships_decides_what_each_group_chooses(folder: str) -> None:
    def said_in(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield from split(value)
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from said_in(item)

    for path in (TEMPLATES / folder).glob("*.toml"):
        data = tomllib.loads(path.read_text("utf-8"))
        data.pop("source", None)
        assert [(path.stem, each) for each in said_in(data) if claims.find(each)] == []


@pytest.mark.parametrize(("sentence", "topic"), FIXED)
def test_a_sentence_that_decides_for_every_group_is_found(sentence: str, topic: str) -> None:
    assert topic in [claim.topic for claim in claims.find(sentence)]


@pytest.mark.parametrize("sentence", OPEN)
def test_a_sentence_that_leaves_the_choice_to_the_group_is_not_found(sentence: str) -> None:
    assert claims.find(sentence) == []


def test_every_topic_with_a_choice_has_phrases_that_would_decide_it() -> None:
    with_choice = {topic.name for topic in BANK.topic if any(wording.option for wording in topic.wording)}
    with_choice |= {str(rule.topic) for agreed in AGREEMENTS.values() for rule in agreed.rule if rule.option}
    assert with_choice <= set(claims.TOPICS)


def test_the_check_of_a_template_names_the_claim_and_where_it_stands() -> None:
    template = SESSIONS["ward-group"]
    first, *others = template.block
    fixed = replace(template, block=(replace(first, script="We keep it in this room."), *others))
    (problem,) = check(fixed, AGREEMENTS)
    assert (problem.code, problem.severity, problem.place) == ("fixed-claim", "advice", "block 1 (Hello).script")
    assert "keep it in this room" in problem.reason
    assert "confidentiality" in problem.reason
