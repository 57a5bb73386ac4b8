"""A translation that no speaker has read: it says so, and what could harm somebody stays English."""

import re
from dataclasses import replace

import pytest

from peerkit.agreements.agreement import Agreement, Option, Rule
from peerkit.live.commander import Commander
from peerkit.live.loop import Session
from peerkit.messages import speaking
from peerkit.printing.document import Document
from peerkit.printing.render.html import html
from peerkit.printing.render.terminal import terminal
from peerkit.printing.sheets import agreement, hard_moment
from peerkit.running.actions import Materials
from tests.room import HandClock, circle_header
from tests.test_languages_on_sheets import Dotted

HOW_FAR = "Before anyone tells a story, somebody who speaks both languages says here how far it stays with us."
ENDS = "are you thinking of ending your life?"
WAYS = (Option(text="Only the group tells.", name="The group"), Option(text="Each decides.", name="Each"))
RULE = Rule(text="What stays here?", value="Trust", topic="confidentiality", option=WAYS, language="en")
LISTENING = Rule(text="Gwrando.", value="Parch")
RULES = Agreement(title="Rheolau", summary="Ein rhai ni.", language="xx", rule=(RULE, LISTENING))


class Draft(Dotted):
    """Nobody has read it."""

    draft = True


def marked(document: Document) -> list[tuple[str, str]]:
    """What stands on it as another language than its own."""
    return re.findall(r'<span lang="(\w+)">([^<]+)</span>', html(document))


def test_a_rule_of_another_language_says_so_and_leaves_room_for_what_somebody_says_in_both() -> None:
    with speaking(Draft()):
        made = agreement.sheet(RULES)
    there = marked(made)
    assert ("en", "What stays here?") in there
    assert ("en", "The group") in there
    assert ("en", HOW_FAR) in there
    lines = terminal(made).splitlines()
    at = lines.index(f"{HOW_FAR} ____")
    assert lines[at - 1] == Draft().gettext(HOW_FAR)
    assert lines[at + 1].startswith("2. Parch")


def test_where_the_rule_is_in_the_language_of_its_agreement_nothing_is_added() -> None:
    rule = replace(RULE, language=None)
    assert "both languages" not in terminal(agreement.sheet(replace(RULES, rule=(rule,))))


def test_a_rule_about_something_else_may_be_in_another_language_without_a_word_about_it() -> None:
    rule = Rule(text="We listen.", value="Respect", language="en")
    assert "both languages" not in terminal(agreement.sheet(replace(RULES, rule=(rule,))))


@pytest.mark.parametrize(("spoken", "is_english"), [(Draft(), True), (Dotted(), False)])
def test_what_to_do_in_a_hard_moment_is_english_until_a_speaker_has_read_it(spoken: Dotted, is_english: bool) -> None:
    with speaking(spoken):
        document = Document(title="x", sections=(hard_moment.card(()),), language="xx")
    assert any(language == "en" and ENDS in text for language, text in marked(document)) is is_english
    assert ("somebody who speaks both languages says here what this card says" in terminal(document)) is is_english


def test_the_session_says_it_once_where_the_rules_are_heard() -> None:
    session = Session(circle_header(), HandClock(), None, Materials(at_the_rules=("Yn gyntaf.", "First.")))
    commander = Commander(session)
    assert "First." not in commander.look()
    said = commander.say("next")
    assert said[-2:] == ["Yn gyntaf.", "First."]
    assert "First." not in "\n".join([commander.look(), *commander.say("time"), *commander.say("next")])
