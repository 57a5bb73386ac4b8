"""Choosing together at a table: what is said back, what is asked about, and what is never lost."""

import io
import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.agreements.agreement import Agreement
from peerkit.agreements.answers import COMMANDS, Answer
from peerkit.agreements.kinds import RULES
from peerkit.cli.agreements.dialogue import Dialogue
from peerkit.cli.agreements.questions import ask_about_rule
from peerkit.cli.app import main
from peerkit.words import Words
from tests.agreeing import read
from tests.test_choosing import BEGIN, DRAFT, END, ENTER, Typed

AGAIN = "Shall this be written?"


Say = Callable[..., str]


@pytest.fixture
def say(group: Path, type_in, capsys) -> Say:
    """Type lines, and hear all that is said."""

    def typed(*lines: str, more: str = "", noun: str = "rules") -> str:
        type_in(*lines)
        main([noun, "choose", *more.split()])
        heard = capsys.readouterr()
        return heard.out + heard.err

    return typed


def made(group: Path) -> Agreement:
    return read(tomllib.loads((group / "templates" / "agreements" / "ground-rules.toml").read_text("utf-8")))


# What is no rule


@pytest.mark.parametrize(
    "typed",
    [
        "strike this one",
        "Keep it as it is",
        "go on to the next",
        "help me with this",
        "back to the first",
        "open it up a",
    ],
)
def test_words_around_a_command_are_asked_about_and_never_taken_for_a_rule(group: Path, say: Say, typed: str) -> None:
    heard = say("", "", typed, "", *ENTER[2:], *END, "")
    assert "Are these your own words?" in heard
    assert made(group) == BEGIN


def test_a_command_with_more_around_it_is_named(say: Say) -> None:
    assert "Did you mean strike?" in say("", "", "strike this one", "q")
    assert "Did you mean keep? Then type it alone: keep" in say("", "", "keep this", "q")


def test_a_command_can_be_dictated(group: Path, say: Say) -> None:
    say("", "", "KEEP.", "Strike it, please.", *ENTER[4:], *END, "")
    assert len(made(group).rule) == len(BEGIN.rule) - 1


def test_the_command_that_was_meant_can_be_typed_at_once(group: Path, say: Say) -> None:
    say("", "", "strike this one", "strike", *ENTER[3:], *END, "")
    assert [rule.topic for rule in made(group).rule] == [
        rule.topic for rule in BEGIN.rule if rule.topic != "difference"
    ]


@given(st.sampled_from(re.findall(r"\w+", COMMANDS.pattern)), st.text(st.characters(categories=["L"]), min_size=1))
def test_no_answer_that_begins_with_a_command_is_a_rule_by_itself(command: str, more: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", Typed(f"{command} {more} {more} too\n\n\n"))
        patch.setattr(sys, "stdout", io.StringIO())
        got = ask_about_rule("Keep it?", "keep", "", (1, 2), [], one="rule", there=True)
    if command in ("own", "add"):
        assert (got.what, got.text) == (command, f"{more} {more} too")
    else:
        assert got == Answer("on")


@pytest.mark.parametrize(("answer", "there"), [("own", 8), ("add", 9), ("", 8)])
def test_words_typed_without_own_or_add_are_what_the_group_says_they_are(
    group: Path, say: Say, answer: str, there: int
) -> None:
    typed = ["", "", "We laugh a lot here.", answer, "", *([] if answer == "own" else [""])]
    say(*(typed if answer else typed[:-1]), *ENTER[3:], *END, "")
    texts = [rule.text for rule in made(group).rule]
    assert len(texts) == there
    assert ("We laugh a lot here." in texts) == bool(answer)
    assert (BEGIN.rule[1].text in texts) == (answer != "own")


# Instead of a rule, or one more


def test_own_stands_in_the_place_of_a_rule_and_add_after_it(group: Path, say: Say) -> None:
    typed = ["", "", "add We bring biscuits.", "Kindness", "+ We wash up.", "", "own Everyone is welcome.", ""]
    heard = say(*typed, *ENTER[3:], *END, "")
    assert [rule.text for rule in made(group).rule[1:5]] == [
        "Everyone is welcome.", "We bring biscuits.", "We wash up.", BEGIN.rule[2].text,
    ]  # fmt: skip
    assert [rule.value for rule in made(group).rule[1:4]] == ["Respect", "Kindness", "What matters to us"]
    assert "Added after this one: We bring biscuits.\n" in heard
    assert "Rule 3 of 8: listening" in heard


def test_what_the_groups_own_words_serve_is_asked_and_going_back_takes_them_back(group: Path, say: Say) -> None:
    heard = say("", "", "own Everyone is welcome.", "back", "add We wash up.", "back", *ENTER[2:], *END, "")
    assert heard.count("For the sake of what? Enter: Respect.") == 1
    assert heard.count("Rule 2 of 8: difference") == 3
    assert made(group) == BEGIN


def test_back_takes_an_added_rule_back_and_says_so(group: Path, say: Say) -> None:
    heard = say("", "", "add We wash up.", "", "back", *ENTER[2:], *END, "")
    assert "Taken back.\n\nRule 2 of 8: difference" in heard
    assert made(group) == BEGIN


def test_a_value_that_is_a_command_is_asked_about(group: Path, say: Say) -> None:
    say("", "", "own Everyone is welcome.", "strike it", "no", "Open hearts", "yes", *ENTER[3:], *END, "")
    assert made(group).rule[1].value == "Open hearts"


# What is said back


def test_every_answer_is_said_back(say: Say) -> None:
    heard = say("", "2", "", "strike", "2", "own We may pass.", "", *ENTER[6:], *END, "")
    choice, listening, equal = BEGIN.rule[0].option[1].text, BEGIN.rule[2].text, DRAFT.reword(3, 2).rules[3].text
    said = re.findall(r"^(?:Kept|Struck|Now|Left)[^w\n]*$|^(?:Struck|Now, choice|Now:).*$", heard, re.MULTILINE)
    assert said[:5] == [
        f"Now, choice 2: {choice.replace('{facilitator}', 'facilitator')}", "Kept.", f"Struck: {listening}",
        f"Now: {equal}", "Now: We may pass.",
    ]  # fmt: skip


def test_a_choice_left_open_is_said_back(say: Say) -> None:
    assert "Left open.\n\nRule 2 of 8" in say("", "", "q")


def test_rules_are_counted_over_what_the_group_began_with(say: Say) -> None:
    heard = say("", "", *["strike"] * 7, "no", "", "q")
    assert re.findall(r"Rule (\d) of (\d)", heard) == [(str(number), "8") for number in range(1, 9)]


def test_what_was_struck_is_heard_at_the_end(say: Say) -> None:
    heard = say("", "", "", "strike", *ENTER[4:], *END, "no", "yes")
    assert f"Struck, and so not in it:\n{BEGIN.rule[2].text}\n" in heard


def test_an_agreement_of_nothing_is_not_thrown_away_but_asked_about(group: Path, say: Say) -> None:
    heard = say(*["strike"] * 8, "", "", "We are kind.", "", "", "")
    assert "No rule is left. Type one, or go back." in heard
    assert [rule.text for rule in made(group).rule] == ["We are kind."]


# Read by a screen reader, and on a small terminal


def test_every_command_is_a_word_and_no_sign_is_needed(say: Say) -> None:
    prompt = next(line for line in say("q").splitlines() if "Keep it?" in line)
    also = prompt.partition("Or ")[2]
    assert not re.search(r"[^\w ,.]", also)
    assert {"strike", "own", "add", "again", "back", "quit", "help"} <= set(re.findall(r"\w+", also))


def test_a_number_may_be_typed_with_what_it_is_a_number_of(group: Path, say: Say) -> None:
    say("", "choice 3", "wording 2", *ENTER[3:], *END, "")
    assert (made(group).rule[0].chosen, made(group).rule[1]) == (3, DRAFT.reword(1, 2).rules[1])


def test_help_is_there_at_every_question(say: Say) -> None:
    heard = say("help", "", "help", "2", "own We are kind.", "help", "", *ENTER[3:], "help", "", "help", "q", "yes")
    assert heard.count("Did you mean") == heard.count("Say a whole number") == 0
    assert "It is printed with what it is for." in heard
    assert "yes goes through all of them" in heard
    assert "What you type becomes one rule more, after the others." in heard


@st.composite
def evenings(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """What a group types at the rules after the first, now and then taken back; and the texts that come of it."""
    typed, texts = ["keep", "leave it open"], [BEGIN.rule[0].text]
    for place in range(1, len(BEGIN.rule)):
        for undone in (True, False):
            if undone and not draw(st.booleans()):
                continue
            added = [f"We add {place} {number}." for number in range(draw(st.integers(0, 2)))]
            lines = [line for text in added for line in (f"add {text}", "Kindness")]
            said = draw(st.sampled_from(["", "strike", "own", "1", "2"]))
            lines += ["own We say it our way.", ""] if said == "own" else [said]
            typed += [*lines, *["back"] * (len(added) + 1)] if undone else lines
            if not undone:
                now = {"strike": [], "own": ["We say it our way."], "2": [DRAFT.reword(place, 2).rules[place].text]}
                texts += [*now.get(said, [BEGIN.rule[place].text]), *added]
    return typed, texts


@given(evenings())
def test_whatever_is_typed_and_taken_back_the_rules_come_out_in_order(evening: tuple[list[str], list[str]]) -> None:
    typed, texts = evening
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", Typed("".join(f"{line}\n" for line in [*typed, *END, ""])))
        patch.setattr(sys, "stdout", heard := io.StringIO())
        done = Dialogue(RULES, Words(), BEGIN, DRAFT, "").run(everything=False, new=False)
    assert [rule.text for rule in done.draft.rules] == texts
    assert "Rule 8 of 8: time" in heard.getvalue()


def test_the_number_of_the_wording_that_stands_keeps_it(group: Path, say: Say) -> None:
    heard = say("1", "", "1", *ENTER[3:], *END, "")
    assert "Now, wording 1: Every kind of person is welcome" in heard
    assert made(group) == BEGIN


def test_numbers_are_those_of_topics(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "topics"]) == 0
    listed = set(re.findall(r"^Wording \d: .*", capsys.readouterr().out, re.MULTILINE))
    heard = {line.removeprefix("Now, ").replace("wording", "Wording") for line in say(*ENTER, *END, "").splitlines()}
    shown = {re.sub(r" Here is a choice to make, of \d\.$", "", line) for line in heard if line.startswith("Wording")}
    assert len(shown) == sum(len(DRAFT.topic_of(rule).wording) for rule in DRAFT.rules)
    assert shown <= listed


def test_again_says_the_rule_and_its_wordings_once_more(say: Say) -> None:
    heard = say("", "", "again", "q")
    assert heard.count("Rule 2 of 8: difference") == heard.count("Wording 2: We come from different lives") == 2


def test_again_with_a_number_says_that_one_alone(say: Say) -> None:
    heard = say("", "again 3", "again 9", "q")
    assert [heard.count(f"Choice {number}: ") for number in (1, 2, 3)] == [1, 1, 2]
    assert "There is none of it." in heard


def test_the_question_names_the_rule_and_the_choices(say: Say) -> None:
    heard = say("", "q")
    assert "Rule 1, confidentiality. Keep it?" in heard
    assert (
        "1: Our organisation sets a limit. 2: We set the limits as a group. 3: Each person decides. Or again" in heard
    )


# The end


def test_a_no_at_the_end_throws_nothing_away_unless_it_is_said_once_more(group: Path, say: Say) -> None:
    heard = say("2", *ENTER[2:], *END, "no", "", "", *END, "yes")
    assert "Throw it away? Enter: no, back to the last one." in heard
    assert made(group).rule[0] == DRAFT.reword(0, 2).rules[0]


def test_quit_asks_once_more_where_something_was_chosen(group: Path, say: Say) -> None:
    heard = say("2", "q", "", "q", "yes")
    assert heard.count("Throw it away? Enter: no, go on.") == 2
    assert heard.endswith("Nothing was written.\n")
    assert not group.exists()


def test_back_at_the_end_goes_to_the_last_rule(group: Path, say: Say) -> None:
    heard = say(*ENTER, *END, "back", "strike", *END, "")
    assert heard.count("Rule 8 of 8: time") == 2
    assert made(group).rule == BEGIN.rule[:7]


# Other topics


def test_at_the_end_of_the_rules_it_is_said_that_there_are_other_topics(say: Say) -> None:
    many = len(DRAFT.rest)
    assert f"There are {many} more to choose from, such as limits of confidentiality, own experience, phones." in say(
        *ENTER, "q"
    )


def test_one_topic_can_be_gone_through_by_its_name(group: Path, say: Say) -> None:
    heard = say(*ENTER, "list", "phnes", "phones", "2", "", "", "")
    assert f"\n{', '.join(topic.name for topic in DRAFT.rest)}\n" in heard
    assert "Did you mean phones" in heard
    assert f"There are {len(DRAFT.rest) - 1} more to choose from" in heard
    assert [rule.topic for rule in made(group).rule[8:]] == ["phones"]


def test_a_yes_goes_through_all_of_them_once(say: Say) -> None:
    heard = say(*ENTER, "yes", *[""] * len(DRAFT.rest), "", "")
    assert re.findall(r"Not in yours yet: (.*)", heard) == [topic.name for topic in DRAFT.rest]
    assert heard.count("Go through them now?") == 1


def test_a_charter_has_other_topics_too(say: Say) -> None:
    heard = say(*[""] * 8, "hope", "1", "", "", "", noun="charter")
    assert "Value 1, shared experience. Keep it?" in heard
    assert "Not in yours yet: hope" in heard


# In words for a table


def test_what_to_think_about_is_said_without_the_keys_of_a_file(say: Say) -> None:
    heard = say("", "", "own We are always kind.", "", *ENTER[3:], *END, "")
    thoughts = heard.partition("To think about:\n")[2].partition("\n\n")[0]
    assert 'Rule 2: "We are always kind" is more than anyone can keep.' in thoughts
    assert "Rule 2 has no Easy Read wording. Whoever edits the file can add one: peerkit rules edit" in thoughts
    assert not re.search(r"easy =|\.text", thoughts)
