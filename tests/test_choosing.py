"""Choosing together: by options, aloud, and what is different afterwards."""

import io
import os
import re
import shlex
import sys
import tomllib
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.agreements.agreement import MOST_RULES
from peerkit.agreements.bank import Bank
from peerkit.agreements.changes import changes
from peerkit.agreements.choosing import Draft, wording_of
from peerkit.agreements.stored import as_text
from peerkit.border.validation import validate
from peerkit.cli.app import main
from peerkit.cli.terminal import prompt
from peerkit.workspace import files
from peerkit.workspace.builtin import builtin_templates
from tests.agreeing import read
from tests.room import environment

BEGIN = read(tomllib.loads((builtin_templates() / "agreements" / "ground-rules.toml").read_text("utf-8")))
BANK = validate(Bank, tomllib.loads((builtin_templates() / "bank" / "ground-rules.toml").read_text("utf-8")))[0]
assert BANK is not None
DRAFT = Draft.of(BEGIN, BANK)
TOPICS = [rule.topic or "" for rule in BEGIN.rule]


def own(group: Path, name: str = "ground-rules") -> Path:
    return group / "templates" / "agreements" / f"{name}.toml"


def topics(path: Path) -> list[str | None]:
    return [rule.topic for rule in read(tomllib.loads(path.read_text("utf-8"))).rule]


# A draft


def test_taking_a_wording_and_taking_it_back_leaves_everything_as_it_was() -> None:
    other = DRAFT.reword(2, 3)
    assert other.rules[2].text != DRAFT.rules[2].text
    assert other.reword(2, 1) == DRAFT


def test_the_wording_that_is_there_keeps_what_was_chosen() -> None:
    decided = DRAFT.decide(0, 2)
    assert decided.reword(0, 1) == decided
    assert decided.decide(0, None) == DRAFT


def test_words_of_the_groups_own_keep_the_topic_and_the_value() -> None:
    rule = DRAFT.own(0, "  What is  said here stays here. ").rules[0]
    assert (rule.text, rule.topic, rule.value) == ("What is said here stays here.", "confidentiality", "Trust")
    assert (rule.option, rule.easy) == ((), None)


@pytest.mark.parametrize("text", ["", "   ", "x" * 1001, "\x1b[2J", "right\u202eleft", "\udcff"])
def test_what_cannot_be_a_rule_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"^That .*\.( Type it again\.| Take it out\.)?$"):
        DRAFT.own(0, text)


@pytest.mark.parametrize(
    ("named", "place"),
    [("3", 2), ("equal-time", 3), ("Equal time", 3), ("trust", 0), ("Being heard", 2), ("0", None), ("9", None)],
)
def test_a_rule_is_found_by_its_number_its_topic_or_its_value(named: str, place: int | None) -> None:
    assert DRAFT.find(named) == place


def test_a_value_that_two_rules_serve_finds_neither() -> None:
    assert DRAFT.add("We say what we need.", "trust").find("Trust") is None


def test_no_more_rules_are_taken_than_a_file_may_hold() -> None:
    draft = DRAFT
    for number in range(MOST_RULES - len(DRAFT.rules)):
        draft = draft.add(f"Rule {number}.", "Trust")
    with pytest.raises(ValueError, match="that is the most"):
        draft.take(draft.rest[0], 1)


def test_a_bank_in_another_language_offers_nothing() -> None:
    welsh = replace(BEGIN, language="cy")
    assert Draft.of(welsh, BANK).topics == ()
    assert Draft.of(replace(BEGIN, language="en-GB"), BANK).topics == BANK.topic


@st.composite
def decisions(draw: st.DrawFn) -> dict[str, Any]:
    """What a group might say: some topics struck, some in other words, one choice made, some added."""
    said = draw(st.dictionaries(st.sampled_from(TOPICS), st.sampled_from(["strike", 2, 3, "own"]), max_size=7))
    added = draw(st.lists(st.sampled_from([topic.name for topic in DRAFT.rest]), unique=True, max_size=3))
    return {"said": said, "chosen": draw(st.sampled_from([None, 1, 2, 3])), "added": added}


@given(decisions())
def test_what_was_chosen_is_exactly_what_is_different_afterwards(wanted: dict[str, Any]) -> None:
    draft, said = DRAFT, wanted["said"]
    expected: list[tuple[str, str]] = []
    if wanted["chosen"] and "confidentiality" not in said:
        draft = draft.decide(0, wanted["chosen"])
        expected.append(("chosen", "confidentiality"))
    for topic, what in said.items():
        place = draft.find(topic)
        assert place is not None
        if what == "strike":
            draft = draft.strike(place)
            expected.append(("struck", topic))
        else:
            draft = draft.own(place, f"We do {topic} our way.") if what == "own" else draft.reword(place, what)
            expected += [("changed", topic), ("easy", topic)]
    for name in wanted["added"]:
        topic = next(topic for topic in BANK.topic if topic.name == name)
        draft = draft.take(topic, 1)
        expected.append(("new", name))
    after = replace(BEGIN, rule=draft.rules)
    if not after.rule:
        return
    found = changes(BEGIN, read(tomllib.loads(as_text(after))))
    names = [
        (BEGIN if each.what == "struck" else after).rule[each.number - 1].topic or "" for each in found if each.number
    ]
    assert sorted(zip([each.what for each in found], names, strict=True)) == sorted(expected)


# By options


def test_options_say_what_is_struck_chosen_reworded_and_added(group: Path) -> None:
    assert main([
        "rules", "choose", "--strike", "time", "--strike", "2", "--wording", "listening=3", "--wording", "phones=2",
        "--choice", "confidentiality=2", "--add", "We share the washing-up.",
    ]) == 0  # fmt: skip
    made = read(tomllib.loads(own(group).read_text("utf-8")))
    assert [rule.topic for rule in made.rule] == [
        "confidentiality", "listening", "equal time", "passing", "advice", "time out", "phones", None,
    ]  # fmt: skip
    assert made.rule[0].chosen == 2
    assert made.rule[1].text.startswith("Whoever holds the cushion")
    assert made.rule[-1].text == "We share the washing-up."


def test_a_choice_of_what_is_not_there_yet_or_has_only_wordings_is_made_and_said(group: Path, capsys) -> None:
    assert main(["rules", "choose", "--choice", "phones=2", "--choice", "advice=2"]) == 0
    made = read(tomllib.loads(own(group).read_text("utf-8")))
    assert made.rule[-1].said().startswith("Phones are off")
    assert made.rule[5].text.startswith("We are here to listen")
    heard = capsys.readouterr().out
    assert "Rule 9 is new. It says:\nPhones are off" in heard
    assert "Rule 6 was changed." in heard


def test_what_an_option_brings_in_that_nobody_can_keep_or_leaves_without_limits_is_said_at_once(
    group: Path, capsys
) -> None:
    told = "Nothing leaves this room."
    assert main(["rules", "choose", "--strike", "confidentiality", "--add", told]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(".")[0] for line in lines] == [
        'Rule 8: "Nothing leaves this room" is more than anyone can keep',
        "Rule 8: Nothing says how far confidentiality goes, and who decides that",
    ]
    assert main(["rules", "choose", "--strike", "time"]) == 0
    assert "Rule" not in capsys.readouterr().err


def test_a_rule_can_be_named_by_the_value_on_the_printed_sheet(group: Path) -> None:
    assert main(["rules", "choose", "--choice", "trust=3", "--strike", "being-heard"]) == 0
    made = read(tomllib.loads(own(group).read_text("utf-8")))
    assert made.rule[0].chosen == 3
    assert [rule.topic for rule in made.rule] == [topic for topic in TOPICS if topic != "listening"]


def test_what_is_not_named_stays_as_it_is(group: Path) -> None:
    assert main(["rules", "choose", "--strike", "8"]) == 0
    assert read(tomllib.loads(own(group).read_text("utf-8"))).rule == BEGIN.rule[:7]


def test_the_groups_own_file_is_begun_from_and_what_was_there_is_kept(group: Path, capsys) -> None:
    assert main(["rules", "choose", "--strike", "time"]) == 0
    first = own(group).read_text()
    assert main(["rules", "choose", "--strike", "advice"]) == 0
    assert topics(own(group)) == [topic for topic in TOPICS if topic not in ("time", "advice")]
    before = own(group).with_name("ground-rules.toml.before")
    assert before.read_text() == first
    assert f"What was there is kept as {before}" in capsys.readouterr().err


def test_what_is_the_same_is_not_written_again(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "choose", "--strike", "time"]) == 0
    own(group).write_text("# ours\n" + own(group).read_text())
    assert main(["rules", "choose", "--yes"]) == 0
    assert own(group).read_text().startswith("# ours\n")
    assert "Nothing is different, so nothing was written." in capsys.readouterr().out


def test_a_new_one_begins_from_another_or_from_a_file(group: Path, tmp_path: Path) -> None:
    assert main(["rules", "choose", "our-ward", "--from", "ward"]) == 0
    assert "On the ward" in own(group, "our-ward").read_text()
    sent = tmp_path / "sent.toml"
    sent.write_text('title = "Theirs"\nsummary = "x"\nversion = 4\nadopted = 2026-01-01\nreview = "2027-01"\n'
                    '[[rule]]\ntext = "Every {peer} counts."\nvalue = "Trust"\n')  # fmt: skip
    assert main(["rules", "choose", "theirs", "--from", str(sent)]) == 0
    made = read(tomllib.loads(own(group, "theirs").read_text()))
    assert (made.version, made.adopted, made.review) == (None, None, None)
    assert made.rule[0].text == "Every {peer} counts."


def test_a_charter_is_chosen_in_the_same_way(group: Path) -> None:
    assert main(["charter", "choose", "--wording", "hope=2", "--strike", "equality", "--add", "We have biscuits."]) == 0
    data = tomllib.loads((group / "templates" / "charters" / "peer-support.toml").read_text("utf-8"))
    assert [value["name"] for value in data["value"]][-2:] == ["Hope", "What matters to us"]
    assert main(["charter", "check"]) == 0


def test_without_a_terminal_and_without_options_nothing_is_guessed(group: Path, capsys) -> None:
    assert main(["rules", "choose"]) == 1
    assert "peerkit rules choose --choice confidentiality=2" in capsys.readouterr().err
    assert not group.exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--strike", "phones"], 'No rule is about "phones".'),
        (["--strike", "phones"], "confidentiality (Trust), difference (Respect), "),
        (["--choice", "trsut=2"], "Did you mean trust?"),
        (["--strike", "tiem"], "Did you mean time"),
        (["--wording", "phnes=1"], "Did you mean phones"),
        (["--wording", "phones=9"], '"phones" has 2 wordings'),
        (["--wording", "phones"], "is not a topic with a number"),
        (["--wording", "phones=open"], "is not a topic with a number"),
        (["--choice", "confidentiality=4"], "has 3 choices"),
        (["--choice", "confidentiality=4"], "2: We set the limits as a group."),
        (["--choice", "passing=open"], "nothing to choose"),
        (["--choice", "passing=9"], '"passing" has 3 wordings'),
        (["--choice", "confidentiality=0"], "or phones=open"),
        (["--add", " "], "That is empty."),
    ],
)
def test_an_option_that_says_nothing_is_answered(group: Path, capsys, options: list[str], said: str) -> None:
    assert main(["rules", "choose", *options]) == 2
    assert said in capsys.readouterr().err
    assert not group.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["our-rules"], "To make a new one: peerkit rules choose our-rules --from ground-rules"),
        (["../away", "--from", "ward"], "without a folder"),
        ([".hidden", "--from", "ward"], "without a folder"),
        (["ours.toml", "--from", "ward"], "without a folder"),
        (["ours", "--from", "nowhere"], 'no agreement called "nowhere"'),
        ([option for topic in TOPICS for option in ("--strike", topic.replace(" ", "-"))], "No rule is left"),
    ],
)
def test_a_name_that_cannot_be_or_an_empty_agreement_writes_nothing(
    group: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main(["rules", "choose", *words]) == 1
    assert said in capsys.readouterr().err
    assert not group.exists()


def test_a_folder_that_cannot_be_written_leaves_what_was_there(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (group / "templates").mkdir(parents=True)
    (group / "templates" / "agreements").write_text("a file in the way")
    assert main(["rules", "choose", "--strike", "time"]) == 1
    assert "is a file, not a folder" in capsys.readouterr().err
    assert (group / "templates" / "agreements").read_text() == "a file in the way"


def test_a_wrong_bank_of_the_groups_own_is_named(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bank = group / "templates" / "bank" / "ground-rules.toml"
    bank.parent.mkdir(parents=True)
    bank.write_text('title = "Ours"\n[[topic]]\nname = "tea"\n')
    assert main(["rules", "choose", "--yes"]) == 1
    said = capsys.readouterr().err
    assert "ground-rules.toml: topic 1.wording: This key is missing." in said
    assert "move it away" in said


# Aloud


class Typed(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def spoken(group: Path, type_in, capsys):
    """Type lines, and hear all that is said."""

    def choose(*typed: str, more: str = "") -> tuple[int, Any]:
        type_in(*typed)
        return main(["rules", "choose", *more.split()]), capsys.readouterr()

    return choose


ENTER = [""] * 9
"""Eight rules, one of them with a choice."""
END = ["", ""]
"""No other topics, and nothing is missing."""


def test_enter_keeps_everything_and_the_choice_stays_open(group: Path, spoken) -> None:
    status, said = spoken(*ENTER, *END, "")
    assert status == 0
    assert read(tomllib.loads(own(group).read_text("utf-8"))) == BEGIN
    assert "Still open. The group chooses one of these 3:" in said.out.partition("This is what you have:")[2]
    assert f"Written: {own(group)}" in said.out


def test_a_number_a_dash_own_words_and_a_choice_are_taken(group: Path, spoken) -> None:
    typed = ["", "2", "3", "-", "own We share it out.", "", "= Pass.", "Freedom", "strike", "", "keep", ""]
    status, _ = spoken(*typed, "We bring biscuits for all.", "Kindness", "", "y")
    assert status == 0
    made = read(tomllib.loads(own(group).read_text("utf-8")))
    assert [(rule.topic, rule.text[:20]) for rule in made.rule] == [
        ("confidentiality", BEGIN.rule[0].text[:20]), ("difference", "Nobody is put down h"),
        ("equal time", "We share it out."), ("passing", "Pass."), ("time out", BEGIN.rule[6].text[:20]),
        ("time", BEGIN.rule[7].text[:20]), (None, "We bring biscuits fo"),
    ]  # fmt: skip
    assert (made.rule[0].chosen, made.rule[-1].value) == (2, "Kindness")
    assert (made.rule[2].value, made.rule[3].value) == ("Equality", "Freedom")


def test_back_takes_an_answer_back(group: Path, spoken) -> None:
    typed = ["back", "2", "-", "back", "", "-", *ENTER[:5], "back", "2", "back", "", *END, ""]
    status, said = spoken(*typed)
    assert status == 0
    assert "This is the first one." in said.out
    made = read(tomllib.loads(own(group).read_text("utf-8")))
    assert [rule.topic for rule in made.rule] == [topic for topic in TOPICS if topic != "listening"]
    assert made.rule[-1] == BEGIN.rule[-1]


@pytest.mark.parametrize("answer", ["yes please", "9", "no", "0", "x" * 2, "+", "own", "+ " + "long " * 300])
def test_an_answer_that_could_be_anything_is_asked_again(group: Path, spoken, answer: str) -> None:
    status, said = spoken("", "", answer, "q")
    assert status == 0
    assert said.out.count("Rule 2 of 8: difference") == 1
    assert said.out.count("Keep it?") == 3


def test_help_says_what_can_be_typed(group: Path, spoken) -> None:
    _, said = spoken("help", "q")
    assert said.out.count("quit stops. Nothing is written before the end.") == 1


@pytest.mark.parametrize("typed", [["q"], ["", "q"], ["", "", "2", "quit", "yes"], [*ENTER, "q"], [*ENTER, *END, "no"]])
def test_whoever_stops_has_written_nothing_and_hears_it(group: Path, spoken, typed: list[str]) -> None:
    status, said = spoken(*typed)
    assert (status, said.err) == (0, "Nothing was written.\n")
    assert not group.exists()


def test_the_end_of_input_writes_nothing(group: Path, spoken) -> None:
    status, said = spoken("", "2", "3")
    assert status == 1
    assert "so nothing was done" in said.err
    assert not group.exists()


def test_all_goes_through_every_other_topic(group: Path, spoken) -> None:
    rest = [""] * len(DRAFT.rest)
    phones = [topic.name for topic in DRAFT.rest].index("phones")
    typed = [*rest[:phones], "1", "3", *rest[phones + 1 :]]
    status, said = spoken(*ENTER, *typed, "", "", more="--all")
    assert status == 0
    assert re.findall(r"Not in yours yet: (.*)", said.out) == [topic.name for topic in DRAFT.rest]
    made = read(tomllib.loads(own(group).read_text("utf-8")))
    assert (made.rule[-1].topic, made.rule[-1].chosen, len(made.rule)) == ("phones", 3, 9)
    assert "9 rules are more than people keep in mind." in said.out


def test_the_groups_own_words_are_heard_and_not_written(group: Path, spoken) -> None:
    group.mkdir()
    (group / "peerkit.toml").write_text('[words]\nfacilitator = "host"\n')
    status, said = spoken(*ENTER, *END, "")
    assert status == 0
    assert "{facilitator}" not in said.out
    assert "the host has to tell someone" in said.out
    assert "the {facilitator} has to tell someone" in own(group).read_text("utf-8")


def test_every_wording_that_is_offered_can_be_taken() -> None:
    for topic in BANK.topic:
        for number in range(1, len(topic.wording) + 1):
            assert wording_of(topic.rule(number), topic) == number


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
def test_a_group_at_a_terminal_chooses_agrees_and_sees_what_it_agreed(tmp_path: Path) -> None:
    import pexpect

    from tests.forked import Terminal

    def typed(line: str) -> Terminal:
        env = environment(tmp_path, TERM="xterm")
        words = ("rules", *line.split())
        return Terminal(tmp_path, *words, env=env, dimensions=(40, 100), echo=True, encoding="utf-8")

    choosing = typed("choose")
    choosing.expect("Rule 1 of 8: confidentiality")
    choosing.expect("Keep it[?]")
    choosing.sendline("")
    choosing.expect("Which choice[?]")
    choosing.sendline("2")
    for answer in ("3", "-", "", "own We may pass as often as we like."):
        choosing.expect("Keep it[?]")
        choosing.sendline(answer)
    choosing.expect("For the sake of what[?] Enter: Choice[.]")
    choosing.sendline("")
    for _ in range(3):
        choosing.expect("Keep it[?]")
        choosing.sendline("")
    choosing.expect("Go through them now[?]")
    choosing.sendline("")
    choosing.expect("Is anything missing[?]")
    choosing.sendline("")
    choosing.expect("This is what you have:")
    choosing.expect("Shall this be written[?] Enter: yes[.]")
    choosing.sendline("")
    choosing.expect("Written:")
    choosing.expect(pexpect.EOF)
    adopting = typed("adopt")
    adopting.expect("When will the group look at it again[?]")
    adopting.sendline("none")
    adopting.expect("Version 1[.] Agreed on ")
    adopting.expect(pexpect.EOF)
    leaving = typed("choose")
    leaving.expect("Keep it[?]")
    leaving.sendcontrol("c")
    leaving.expect("Stopped[.] Nothing was written[.]")
    leaving.expect(pexpect.EOF)
    leaving.close()
    assert leaving.exitstatus == 130
    kept = tmp_path / "templates" / "agreements"
    assert sorted(path.name for path in kept.iterdir()) == ["adopted", "ground-rules.toml"]
    assert "We may pass as often as we like." in (kept / "adopted" / "ground-rules-1.toml").read_text("utf-8")


def test_at_a_charter_the_value_is_asked_for_by_its_name(group: Path, type_in, capsys) -> None:
    type_in(*[""] * 8, "no", "We have biscuits.", "Biscuits", "", "")
    assert main(["charter", "choose"]) == 0
    heard = capsys.readouterr().out
    assert "Value 1 of 8: shared experience" in heard
    assert "What is this value called?" in heard
    data = tomllib.loads((group / "templates" / "charters" / "peer-support.toml").read_text("utf-8"))
    assert (data["value"][-1]["name"], data["value"][-1]["text"]) == ("Biscuits", "We have biscuits.")


def test_a_file_that_cannot_be_read_gives_way_to_another_and_is_kept(group: Path) -> None:
    own(group).parent.mkdir(parents=True)
    own(group).write_text("title =")
    assert main(["rules", "choose", "--from", "ward"]) == 0
    assert own(group).with_name("ground-rules.toml.before").read_text() == "title ="
    assert "On the ward" in own(group).read_text()


def test_a_new_one_is_asked_for_its_title_or_told_it(group: Path, spoken, capsys) -> None:
    status, _ = spoken(*ENTER, *END, "Our {sessions}", "", more="ours --from ground-rules")
    assert status == 0
    assert '\ntitle = "Our {sessions}"\n' in own(group, "ours").read_text()
    assert main(["rules", "choose", "ours", "--title", "Our evenings", "--yes"]) == 0
    assert '\ntitle = "Our evenings"\n' in own(group, "ours").read_text()
    assert main(["rules", "choose", "ours", "--title", "\x1b[2J", "--yes"]) == 2
    assert "a control character (U+001B)" in capsys.readouterr().err


def test_ctrl_c_writes_nothing_and_says_so(group: Path, monkeypatch, capsys) -> None:
    def interrupted(_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(prompt, "at_a_terminal", lambda: True)
    monkeypatch.setattr(Typed, "readline", interrupted)
    monkeypatch.setattr(sys, "stdin", Typed(""))
    assert main(["rules", "choose"]) == 130
    assert capsys.readouterr().err == "Stopped. Nothing was written.\n"
    assert not group.exists()


def test_a_choice_can_be_opened_again_and_a_topic_taken_in_own_words(group: Path, spoken) -> None:
    assert main(["rules", "choose", "--choice", "confidentiality=2"]) == 0
    rest = ["+ We owe nobody a limit.", *[""] * len(DRAFT.rest)]
    status, said = spoken("", "open", *[""] * 7, *rest, "", "", more="--all")
    assert status == 0
    assert "Enter: keep choice 2." in said.out
    made = read(tomllib.loads(own(group).read_text("utf-8")))
    assert made.rule[0].is_open
    assert (made.rule[-1].topic, made.rule[-1].value) == ("limits of confidentiality", "Honesty")


def sixty(group: Path) -> Path:
    path = own(group, "sixty")
    path.parent.mkdir(parents=True)
    rules = "".join(f'[[rule]]\ntext = "We have {number} cups."\nvalue = "Tea"\n' for number in range(60))
    path.write_text(f'title = "Many"\nsummary = "Too many."\n{rules}')
    return path


@pytest.mark.parametrize("more", [["--wording", "phones=1"], ["--add", "We share the washing-up."]])
def test_no_more_is_written_than_can_be_read(group: Path, capsys: pytest.CaptureFixture[str], more: list[str]) -> None:
    path = sixty(group)
    before = path.read_text()
    assert main(["rules", "choose", "sixty", *more]) == 2
    assert "60" in capsys.readouterr().err
    assert path.read_text() == before
    assert [each.name for each in path.parent.iterdir()] == ["sixty.toml"]


# What a new one may be called


@pytest.mark.parametrize("name", ["our rules", "v1.2", "Caf\u00e9", "Cafe\u0301", "a-b_c", "\u0939\u093f\u0928\u094d"])
def test_a_new_name_is_one_that_every_command_takes(group: Path, name: str) -> None:
    assert main(["rules", "choose", name, "--from", "ward"]) == 0
    (path,) = own(group).parent.iterdir()
    assert path.stem == unicodedata.normalize("NFC", name)
    for words in (["show"], ["check"], ["adopt", "--yes"], ["changes"], ["choose", "--strike", "1"]):
        assert main(["rules", words[0], name, *words[1:]]) == 0


ODD = [
    "nl\nx",
    "nl?x",
    "a\x1bb",
    "-x",
    "",
    " x",
    "x.",
    "x ",
    ".x",
    "x" * 65,
    "a/b",
    "NUL",
    "com1.a",
    "\udcff",
    "x\u034f",
]


@pytest.mark.parametrize("name", ODD)
def test_another_name_is_refused_with_one_to_type(group: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["rules", "choose", "--from", "ward", "--", name]) == 1
    said = capsys.readouterr().err
    assert "can't be its name" in said
    (stem,) = re.findall("For example: peerkit rules choose (.*) --from ground-rules\n", said)
    assert main(["rules", "choose", stem, "--from", "ground-rules"]) == 0
    assert [path.stem for path in own(group).parent.iterdir()] == [stem]


@pytest.mark.skipif(sys.platform != "linux", reason="such a name can only be made here")
@pytest.mark.parametrize("stem", [b"nl\nx", b"a\x1bb", b"a\xffb", b"-x", b"our $(touch pwned)"])
def test_a_file_with_an_odd_name_is_itself_changed_and_no_other_is_made(group: Path, capsys, stem: bytes) -> None:
    folder = own(group).parent
    folder.mkdir(parents=True)
    path = folder / f"{os.fsdecode(stem)}.toml"
    path.write_bytes((builtin_templates() / "agreements" / "online.toml").read_bytes())
    name = files.shown(path.stem)
    for words in (
        ["show"],
        ["show", "--json"],
        ["check"],
        ["list"],
        ["choose", "--strike", "1"],
        ["adopt", "--yes"],
        ["changes"],
    ):
        assert main(["rules", *words, *(["--", name] if words != ["list"] else [])]) == 0
    said = capsys.readouterr()
    assert "comes with peerkit" not in said.out + said.err
    assert sorted(each.name for each in folder.iterdir()) == sorted([path.name, f"{path.name}.before", "adopted"])
    (after,) = re.findall("When the group has agreed: peerkit (.*)\n", said.out)
    assert main(shlex.split(after)) == 0
