"""Ground rules and charters on the command line: shown, listed, looked over, opened in an editor."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from peerkit.cli.app import main

OURS = """\
title = "What we agree"
summary = "For our {sessions}."

[[rule]]
text = "Every {peer} has the same time."
value = "Equality"

[[rule]]
text = "Anyone may pass."
value = "Choice"
topic = "turns"
"""
CHOICE = """\

[[rule]]
text = "Phones can wait. What do we do with them?"
easy = "What do we do with phones?"
value = "Attention"

[[rule.option]]
name = "Off"
text = "Phones are off."
easy = "Switch your phone off."

[[rule.option]]
text = "Phones are on silent in the {session}."
"""


@pytest.fixture(autouse=True)
def group(group: Path) -> Path:
    (group / "templates" / "agreements").mkdir(parents=True)
    (group / "peerkit.toml").write_text('[words]\nsession = "evening"\n')
    return group


@pytest.fixture
def ours(group: Path) -> Path:
    path = group / "templates" / "agreements" / "ours.toml"
    path.write_text(OURS)
    return path


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["rules", "show", "ours", *words]) == 0
    return capsys.readouterr().out


def test_the_ground_rules_are_shown_with_their_values(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "show"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(".")[0] for line in lines if line[:1].isdigit()] == list("12345678")
    assert sum(line.startswith("For the sake of: ") for line in lines) == 8


def test_the_groups_own_rules_are_shown_in_its_words(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "show", "ours"]) == 0
    assert capsys.readouterr().out == (
        "What we agree\nFor our evenings.\n\n"
        "1. Every peer has the same time.\nFor the sake of: Equality\n\n"
        "2. Anyone may pass.\nFor the sake of: Choice\n"
    )


def test_rules_are_data_for_a_program(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "show", "ours", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["name"], data["title"]) == ("ours", "What we agree")
    plain = {"topic": None, "easy": None, "options": [], "chosen": None, "language": None}
    assert data["rules"] == [
        {**plain, "text": "Every peer has the same time.", "value": "Equality"},
        {**plain, "text": "Anyone may pass.", "value": "Choice", "topic": "turns"},
    ]


def test_rules_that_are_not_there_are_named_with_those_that_are(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "show", "our"]) == 1
    said = capsys.readouterr().err
    assert 'There is no agreement called "our".' in said
    assert "There are: co-counselling, ground-rules, online, ours, phone, ward." in said


def test_every_problem_of_wrong_rules_is_said(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours.write_text(OURS.replace("summary", "sumary").replace('value = "Equality"\n', ""))
    assert main(["rules", "show", "ours"]) == 1
    said = capsys.readouterr().err
    assert "ours.toml: rule 1.value: This key is missing." in said
    assert "ours.toml: sumary: sumary is not a key here. Did you mean summary?" in said


def test_an_open_choice_is_shown_with_all_that_it_may_be(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours.write_text(OURS + CHOICE)
    assert shown(capsys).endswith(
        "3. Phones can wait. What do we do with them?\n"
        "Still open. The group chooses one of these 2:\n"
        "Choice 1: Off. Phones are off.\n"
        "Choice 2: Phones are on silent in the evening.\n"
        "For the sake of: Attention\n"
    )


def test_what_was_chosen_is_shown_alone(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours.write_text(OURS + CHOICE.replace("\n[[rule.option]]", "chosen = 1\n[[rule.option]]", 1))
    assert shown(capsys).endswith("3. Phones are off.\nFor the sake of: Attention\n")
    assert "3. Switch your phone off.\n" in shown(capsys, "--easy")


def test_the_charter_is_shown_value_by_value(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["charter", "show"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("A charter of peer support\n")
    assert "\n1. Shared experience. We have been through things ourselves" in said
    assert "For the sake of" not in said


def test_the_charter_is_data_for_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["charter", "show", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["name"], len(data["values"]), data["standing"]["state"]) == ("peer-support", 8, "draft")
    assert data["values"][0]["value"] == "Shared experience"


def test_the_list_says_what_there_is_and_leaves_out_what_cannot_be_read(ours: Path, capsys) -> None:
    ours.with_name("broken.toml").write_text("title =")
    assert main(["rules", "list"]) == 0
    said = capsys.readouterr()
    assert "ours: What we agree. 2 rules. For our evenings.\n" in said.out
    assert [line.partition(":")[0] for line in said.out.splitlines()] == [
        "co-counselling", "ground-rules", "online", "ours", "phone", "ward",
    ]  # fmt: skip
    assert "See why: peerkit rules check broken" in said.err
    assert main(["charter", "list", "--json"]) == 0
    assert [each["values"] for each in json.loads(capsys.readouterr().out)] == [8]


# Looking them over


def checked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[tuple[str, str, str]]]:
    status = main([*words, "--json"])
    found = json.loads(capsys.readouterr().out)
    return status, [(each["place"], each["code"], each["severity"]) for each in found]


@pytest.mark.parametrize("words", [("rules", "check"), ("charter", "check"), ("rules", "check", "ward")])
def test_nothing_is_wrong_with_what_ships(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(capsys, *words) == (0, [])
    assert main([*words]) == 0
    assert capsys.readouterr().err == "Nothing to put right.\n"


def test_an_error_is_an_exit_of_one_and_advice_is_none(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours.write_text(OURS.replace("Anyone may pass.", "We are always kind."))
    assert checked(capsys, "rules", "check", "ours") == (0, [("rule 2.text", "cannot-be-kept", "advice")])
    ours.write_text(OURS.replace("Anyone may pass.", "Everyone must speak."))
    assert checked(capsys, "rules", "check", "ours") == (1, [("rule 2.text", "shuts-out", "error")])


def test_an_open_choice_is_no_mistake(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours.write_text(OURS + CHOICE)
    _, found = checked(capsys, "rules", "check", "ours")
    assert [code for _, code, severity in found if severity == "error"] == []


BROKEN = {
    "no TOML": b"title =",
    "no UTF-8": b"title = \"\xff\"",
    "nothing": b"",
    "no list": b"rule = 3",
    "empty tables": b"[[rule]]\n[[rule.option]]\n" * 9,
    "deep": b"a=" + b"[" * 200,
}  # fmt: skip


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("verb", ["show", "check", "adopt", "choose", "edit"])
def test_a_broken_file_is_named_and_stays_whatever_is_wanted_of_it(
    ours: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], verb: str, content: bytes
) -> None:
    monkeypatch.setenv("VISUAL", f'"{sys.executable}" -c pass')
    ours.write_bytes(content)
    assert main(["rules", verb, "ours", *(["--yes"] if verb == "choose" else [])]) == 1
    said = capsys.readouterr()
    assert "ours.toml" in said.out + said.err
    assert ours.read_bytes() == content
    assert [each.name for each in ours.parent.iterdir()] == ["ours.toml"]


def test_template_check_knows_a_charter_when_it_sees_one(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = group / "charter.toml"
    path.write_text('title = "Ours"\nsummary = "Ours."\n[[value]]\nname = "Care"\ntext = "No addicts."\n')
    assert main(["template", "check", str(path), "--json"]) == 1
    assert [each["place"] for each in json.loads(capsys.readouterr().out)] == ["value 1.text"]


# In an editor


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """An editor that does to the file what it is told, in Python."""

    def typing(code: str) -> None:
        script = tmp_path / "my editor.py"
        script.write_text(f"import sys, pathlib\npath = pathlib.Path(sys.argv[1])\ntext = path.read_text()\n{code}\n")
        monkeypatch.setenv("VISUAL", f'"{sys.executable}" "{script}"')

    return typing


def test_what_comes_with_peerkit_is_copied_before_it_is_edited(
    group: Path, editor: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    editor("path.write_text(text.replace('One person speaks', 'Each of us speaks'))")
    assert main(["rules", "edit"]) == 0
    own = group / "templates" / "agreements" / "ground-rules.toml"
    assert "Each of us speaks" in own.read_text()
    assert f"From now on {own} is used instead" in capsys.readouterr().err


@pytest.mark.parametrize("typed", [b"title =", b"", b"half a rule \xff"])
def test_what_was_typed_stays_even_where_it_is_wrong_and_what_was_there_is_kept_beside_it(
    ours: Path, editor: Callable[[str], None], capsys: pytest.CaptureFixture[str], typed: bytes
) -> None:
    editor(f"path.write_bytes({typed!r})")
    assert main(["rules", "edit", "ours"]) == 1
    assert ours.read_bytes() == typed
    before = ours.with_name("ours.toml.before")
    assert before.read_text() == OURS
    said = capsys.readouterr()
    assert f"or go back to what was there before: {before}" in said.err
    assert "ours.toml" in said.out


def test_a_copy_that_cannot_be_read_any_more_can_be_taken_away(
    group: Path, editor: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    editor("path.write_text('title =')")
    assert main(["rules", "edit"]) == 1
    assert "take it away: then the ground-rules that comes with peerkit is used." in capsys.readouterr().err
    assert [each.name for each in (group / "templates" / "agreements").iterdir()] == ["ground-rules.toml"]


def test_a_text_that_was_wrong_already_is_edited_without_a_copy(ours: Path, editor: Callable[[str], None]) -> None:
    ours.write_bytes(b"rule = 3")
    editor("path.write_bytes(b'title =')")
    status = main(["rules", "edit", "ours"])
    assert (status, ours.read_bytes()) == (1, b"title =")
    assert [each.name for each in ours.parent.iterdir()] == ["ours.toml"]


def test_an_editor_that_changes_nothing_is_reported(ours: Path, editor: Callable[[str], None], capsys) -> None:
    editor("pass")
    assert main(["rules", "edit", "ours"]) == 0
    assert "Nothing was changed in " in capsys.readouterr().err


@pytest.mark.parametrize(("more", "became"), [("", "Nothing was changed."), ("#\n", "What it saved is kept.")])
def test_an_editor_that_ends_badly_is_an_error_and_what_it_saved_stays(
    ours: Path, editor: Callable[[str], None], capsys: pytest.CaptureFixture[str], more: str, became: str
) -> None:
    editor(f"path.write_text(text + {more!r})\nraise SystemExit(3)")
    assert main(["rules", "edit", "ours"]) == 1
    assert f"ended with an error. {became}" in capsys.readouterr().err
    assert ours.read_text() == OURS + more


@pytest.mark.parametrize(("code", "status"), [("pass", 0), ("raise SystemExit(3)", 1), ("path.unlink()", 1)])
def test_a_copy_in_which_nothing_was_changed_is_taken_away_again(
    group: Path, editor: Callable[[str], None], capsys: pytest.CaptureFixture[str], code: str, status: int
) -> None:
    editor(code)
    assert main(["rules", "edit"]) == status
    said = capsys.readouterr().err
    assert "othing was changed" in said
    assert "From now on" not in said
    assert list((group / "templates" / "agreements").iterdir()) == []


def test_what_an_editor_takes_away_is_put_back(ours: Path, editor: Callable[[str], None], capsys) -> None:
    before = OURS.replace("\n", "\r\n").encode()
    ours.write_bytes(before)
    editor("path.unlink()")
    assert main(["rules", "edit", "ours"]) == 1
    assert "What was in it before was put back." in capsys.readouterr().err
    assert ours.read_bytes() == before


def test_a_file_anywhere_can_be_edited_where_it_lies(
    group: Path, editor: Callable[[str], None], tmp_path: Path
) -> None:
    path = tmp_path / "theirs.toml"
    path.write_text(OURS)
    editor("path.write_text(text.replace('Anyone may pass.', 'You may pass.'))")
    assert main(["rules", "edit", str(path)]) == 0
    assert "You may pass." in path.read_text()
    assert list((group / "templates" / "agreements").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows always has an editor")
@pytest.mark.parametrize("visual", ["no-such-editor", "", "'no end", "/nonexistent", '"x"'])
def test_an_editor_that_is_not_there_is_told_before_anything_is_written(
    group: Path, ours: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], visual: str
) -> None:
    monkeypatch.setenv("VISUAL", visual)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setenv("PATH", str(group))
    monkeypatch.setattr(sys, "platform", "linux")
    assert main(["rules", "edit"]) == 1
    assert "to open in any text editor: peerkit rules choose --yes\n" in capsys.readouterr().err
    assert main(["rules", "edit", "ours"]) == 1
    said = capsys.readouterr().err
    assert f"Open this in any text editor: {ours}\nThen: peerkit rules check ours\n" in said
    variable = "VISUAL" if visual else "EDITOR"
    assert said.endswith(f"such as: {variable}=nano peerkit rules edit ours\n")
    assert [each.name for each in ours.parent.iterdir()] == ["ours.toml"]


def test_without_an_editor_a_file_of_ones_own_is_made_as_the_hint_says(group: Path) -> None:
    assert main(["rules", "choose", "ward", "--yes"]) == 0
    assert (group / "templates" / "agreements" / "ward.toml").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows always has an editor")
def test_the_example_names_an_editor_that_is_there(ours: Path, tmp_path: Path, monkeypatch, capsys) -> None:
    gedit = tmp_path / "gedit"
    gedit.write_text("")
    gedit.chmod(0o755)
    monkeypatch.setenv("VISUAL", "no-such-editor")
    monkeypatch.setenv("PATH", str(tmp_path))
    for system, example in (("linux", "VISUAL=gedit"), ("darwin", 'VISUAL="open -W -t"')):
        monkeypatch.setattr(sys, "platform", system)
        assert main(["rules", "edit", "ours"]) == 1
        assert f"such as: {example} peerkit rules edit ours\n" in capsys.readouterr().err


def test_after_a_save_with_mistakes_it_is_said_how_to_open_it_again(
    ours: Path, editor: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    editor("path.write_text('title =')")
    assert main(["rules", "edit", "ours"]) == 1
    assert capsys.readouterr().err.endswith("1 thing to put right.\nOpen it again: peerkit rules edit ours\n")
    editor("path.write_text(text.replace('title =', 'title = \"Ours\"\\nsummary = \"x\"\\n[[rule]]\\n"
           "text = \"We listen.\"\\nvalue = \"Trust\"'))")  # fmt: skip
    assert main(["rules", "edit", "ours"]) == 0
    assert "Open it again" not in capsys.readouterr().err


# The bank


def test_everything_there_is_to_choose_from_is_shown_with_the_numbers_that_choose_takes(group: Path, capsys) -> None:
    assert main(["rules", "topics"]) == 0
    said = capsys.readouterr().out
    assert "phones: What happens with phones during the evening? For the sake of: Attention for each other\n" in said
    number = int(said.partition("Wording 1: Phones can pull")[2].partition("Wording ")[2][0])
    assert main(["rules", "choose", "ours", "--from", "ward", "--wording", f"phones={number}"]) == 0
    assert "Phones rest while people speak." in (group / "templates" / "agreements" / "ours.toml").read_text("utf-8")


def test_the_bank_is_there_in_easy_read_and_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["charter", "topics", "--easy"]) == 0
    assert "Wording 1: Things can change. Each person needs their own time." in capsys.readouterr().out
    assert main(["rules", "topics", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert {"name", "asks", "value", "wording"} == set(data[0])
    assert "{" not in json.dumps([topic["wording"][0]["text"] for topic in data])


def test_a_bank_of_the_groups_own_takes_the_place_of_the_one_with_peerkit(group: Path, capsys) -> None:
    path = group / "templates" / "bank" / "ground-rules.toml"
    path.parent.mkdir()
    path.write_text(
        'title = "Ours"\n[[topic]]\nname = "tea"\nasks = "Who makes it?"\nvalue = "Care"\n'
        '[[topic.wording]]\ntext = "We take turns."\n'
    )
    assert main(["rules", "topics"]) == 0
    assert capsys.readouterr().out == "tea: Who makes it? For the sake of: Care\nWording 1: We take turns.\n\n"


@pytest.mark.parametrize("words", [
    "rules print ground-rules", "rules print co-counselling", "rules print online", "rules print phone",
    "rules print ward", "charter print",
])  # fmt: skip
def test_what_ships_fits_on_one_sheet_with_its_choice_still_open(words: str, tmp_path: Path) -> None:
    from tests.paper import Printed

    target = tmp_path / "sheet.pdf"
    assert main([*words.split(), "-o", str(target)]) == 0
    assert len(Printed(target.read_bytes()).pages) == 1
