"""`peerkit flyer print`, as it is typed."""

from pathlib import Path

import pytest
import typer

from peerkit.cli.app import main
from peerkit.cli.sheets import commands
from peerkit.cli.terminal import completion

OURS = """\
title = "Our {session}"
summary = "Ours."
opening = ["One {peer} listens to another."]

[welcome]
heading = "Come in"
lines = ["All of you."]
"""
CONFIG = """\
[group]
name = "Thursday circle"
when = "Thursdays at 7"
where = "The library"
getting_in = "Ring."
contact = "01632 960123"
web = "https://example.org/come"

[words]
peer = "member"
session = "evening"
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path / "group"))
    path = tmp_path / "group" / "templates" / "flyers" / "ours.toml"
    path.parent.mkdir(parents=True)
    path.write_text(OURS)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


@pytest.fixture
def known(tmp_path: Path) -> Path:
    path = tmp_path / "group" / "peerkit.toml"
    path.write_text(CONFIG)
    return path


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("", "flyer.pdf"),
        ("--kind card", "flyer-card.pdf"),
        ("--kind strips --template carers", "flyer-carers-strips.pdf"),
        ("--style large", "flyer-large.pdf"),
        ("--paper a4", "flyer-a4.pdf"),
        ("--format html", "flyer.html"),
        ("--format markdown", "flyer.md"),
    ],
)
def test_a_flyer_has_a_name_that_says_what_it_is(here: Path, known: Path, typed: str, name: str) -> None:
    assert main(["flyer", "print", *typed.split()]) == 0
    assert [path.name for path in here.iterdir()] == [name]


def test_a_flyer_is_read_out_in_the_terminal(known: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["flyer", "print", "--template", "ours", "--format", "terminal"]) == 0
    found = capsys.readouterr()
    assert found.out == (
        "Our evening\nThursday circle\n\n"
        "One member listens to another.\n\n"
        "When: Thursdays at 7\nWhere: The library\nGetting in: Ring.\n\n"
        "Come in\nAll of you.\n\n"
        "Get in touch: 01632 960123\n\n"
        "example.org/come\n"
    )
    assert found.err == ""


def test_what_is_not_known_yet_is_named_with_how_to_say_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["flyer", "print", "--format", "terminal"]) == 0
    found = capsys.readouterr()
    assert "When ____" in found.out
    assert "There are lines to write on for its name, when, where, how to get in and how to reach you." in found.err
    assert "peerkit init" in found.err


def test_an_address_that_is_typed_goes_before_the_one_that_is_kept(
    known: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["flyer", "print", "--qr", "https://example.org/other", "--format", "terminal"]) == 0
    said = capsys.readouterr().out
    assert "example.org/other" in said
    assert "example.org/come" not in said


def test_a_card_has_the_code_only_where_it_is_asked_for(known: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["flyer", "print", "--kind", "card", "--format", "terminal"])
    assert "example.org" not in capsys.readouterr().out
    main(["flyer", "print", "--kind", "card", "--qr", "https://example.org", "--format", "terminal"])
    assert "example.org" in capsys.readouterr().out


@pytest.mark.parametrize(
    "address", ["example.org", "https://", "https://exämple.org", "https://a b", "file:///etc/passwd"]
)
def test_an_address_that_no_telephone_can_open_is_refused(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["flyer", "print", "--qr", address]) == 2
    assert "such as: https://example.org" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("--kind crad", '"crad" is not window, card or strips. Did you mean card?'),
        ("--template carer", 'There is no flyer called "carer". Did you mean carers?'),
        ("--template ours --style easy-read", "This flyer has no Easy Read wording."),
        ("--kind card --style giant", "has room for standard and large print. For giant, take --kind window."),
        ("--kind strips --style easy-read", "has room for standard and large print."),
        ("--paper a6 --style giant", "This does not fit on one page of A6 in giant print."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    here: Path, known: Path, capsys: pytest.CaptureFixture[str], typed: str, said: str
) -> None:
    assert main(["flyer", "print", *typed.split()]) != 0
    assert said in " ".join(capsys.readouterr().err.split())
    assert list(here.iterdir()) == []


def test_every_problem_of_a_wrong_flyer_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "wrong.toml").write_text('titel = "x"\n[welcome]\nheading = ""\n')
    assert main(["flyer", "print", "--template", str(tmp_path / "wrong.toml")]) == 1
    said = capsys.readouterr().err
    for line in (
        "wrong.toml: titel: titel is not a key here. Did you mean title?",
        "wrong.toml: title: This key is missing.",
        "wrong.toml: summary: This key is missing.",
        "wrong.toml: welcome.heading: This value is empty.",
    ):
        assert line in said


def test_names_for_tab_are_those_that_begin_so() -> None:
    ctx = typer.Context(typer.main.get_command(commands.flyer))
    assert completion.names("flyers")(ctx, "") == ["bereavement", "carers", "co-counselling", "ours", "peer-support"]
    assert completion.names("flyers")(ctx, "c") == ["carers", "co-counselling"]
