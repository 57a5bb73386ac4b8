import json
from pathlib import Path

import pytest
import typer

from peerkit.cli.agreements import commands
from peerkit.cli.app import main
from peerkit.cli.terminal import completion

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


@pytest.fixture(autouse=True)
def group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path / "group"))
    path = tmp_path / "group" / "templates" / "agreements" / "ours.toml"
    path.parent.mkdir(parents=True)
    path.write_text(OURS)
    (tmp_path / "group" / "peerkit.toml").write_text('[words]\npeer = "member"\nsession = "evening"\n')
    return tmp_path / "group"


def test_the_ground_rules_are_shown_with_their_values(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "show"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(".")[0] for line in lines if line[:1].isdigit()] == list("12345678")
    assert sum(line.startswith("For the sake of: ") for line in lines) == 8


def test_the_groups_own_rules_are_shown_in_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "show", "ours"]) == 0
    assert capsys.readouterr().out == (
        "What we agree\nFor our evenings.\n\n"
        "1. Every member has the same time.\nFor the sake of: Equality\n\n"
        "2. Anyone may pass.\nFor the sake of: Choice\n"
    )


def test_rules_are_data_for_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "show", "ours", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["name"], data["title"]) == ("ours", "What we agree")
    plain = {"topic": None, "easy": None, "options": [], "chosen": None, "language": None}
    assert data["rules"] == [
        {**plain, "text": "Every member has the same time.", "value": "Equality"},
        {**plain, "text": "Anyone may pass.", "value": "Choice", "topic": "turns"},
    ]


def test_rules_that_are_not_there_are_named_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "show", "our"]) == 1
    said = capsys.readouterr().err
    assert 'There is no agreement called "our".' in said
    assert "There are: co-counselling, ground-rules, online, ours, phone, ward." in said


def test_every_problem_of_wrong_rules_is_said(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = group / "templates" / "agreements" / "ours.toml"
    path.write_text(OURS.replace("summary", "sumary").replace('value = "Equality"\n', ""))
    assert main(["rules", "show", "ours"]) == 1
    said = capsys.readouterr().err
    assert "ours.toml: rule 1.value: This key is missing." in said
    assert "ours.toml: sumary: sumary is not a key here. Did you mean summary?" in said


def test_names_for_tab_are_those_that_begin_so() -> None:
    ctx = typer.Context(typer.main.get_command(commands.rules))
    assert completion.names("agreements")(ctx, "") == [
        "co-counselling",
        "ground-rules",
        "online",
        "ours",
        "phone",
        "ward",
    ]
    assert completion.names("agreements")(ctx, "ou") == ["ours"]
    assert completion.names("charters")(ctx, "p") == ["peer-support"]
