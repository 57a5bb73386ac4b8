"""`peerkit flyer print`, as it is typed."""

import re
from pathlib import Path

import pytest

from peerkit.cli.app import main

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
cost = "Nothing"
web = "https://example.org/come"

[words]
peer = "member"
session = "evening"
"""


@pytest.fixture(autouse=True)
def here(group: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = group / "templates" / "flyers" / "ours.toml"
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


@pytest.fixture
def no_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    """No larger type is tried than that of its style."""
    monkeypatch.setattr("peerkit.printing.render.pdf._GROWS", (1.0,))


@pytest.mark.usefixtures("no_larger")
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
        "Ours.\n\n"
        "One member listens to another.\n\n"
        "When: Thursdays at 7\nWhere: The library\nGetting in: Ring.\nCost: Nothing\n\n"
        "Come in\nAll of you.\n\n"
        "Get in touch: 01632 960123\n\n"
        "example.org/come\n"
    )
    assert found.err == ""


def test_what_is_not_known_yet_is_named_with_how_to_say_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["flyer", "print", "--format", "terminal"]) == 0
    found = capsys.readouterr()
    assert "When ____" in found.out
    assert (
        "There are lines to write on for: its name, when, where, how to get in, what it costs and how to reach you."
        in found.err
    )
    assert "peerkit init" in found.err


def test_an_address_that_is_typed_goes_before_the_one_that_is_kept(known: Path, capsys) -> None:
    assert main(["flyer", "print", "--qr", "https://example.org/other", "--format", "terminal"]) == 0
    said = capsys.readouterr().out
    assert "example.org/other" in said
    assert "example.org/come" not in said


def test_a_card_has_the_address_in_words_and_the_code_where_it_is_asked_for(known: Path, capsys) -> None:
    main(["flyer", "print", "--kind", "card", "--format", "terminal"])
    assert "On the web: example.org/come" in capsys.readouterr().out
    main(["flyer", "print", "--kind", "card", "--qr", "https://example.org", "--format", "html", "-o", "card.html"])
    assert "<svg" in Path("card.html").read_text("utf-8")


def test_what_there_is_no_room_for_is_said(here: Path, known: Path, capsys: pytest.CaptureFixture[str]) -> None:
    address = "https://example.org/a-long-way-to-the-group-that-meets-on-thursdays"
    known.write_text(CONFIG.replace("https://example.org/come", address).replace("Ring.", "Ring the bell. " * 20))
    assert main(["flyer", "print", "--kind", "card"]) == 0
    said = capsys.readouterr().err
    assert "For all of it there is no room on one page. Left out: " in said
    assert "the address on the web" in said


OWN = (
    ("contact", "Ring 07700 900123", "a mobile number"),
    ("contact", "Jo at home, 01632 960123", "somebody's home"),
    ("where", "Jo's flat, 3 Mill Lane", "somebody's home"),
)


@pytest.mark.usefixtures("no_larger")
@pytest.mark.parametrize(("key", "said", "looks"), OWN)
def test_a_mobile_number_and_a_home_are_printed_only_after_a_yes(
    here: Path, known: Path, type_in, capsys, key: str, said: str, looks: str
) -> None:
    known.write_text(re.sub(rf"{key} = .*", f'{key} = "{said}"', CONFIG))
    assert main(["flyer", "print"]) == 1
    assert f"On it is what looks like {looks}" in capsys.readouterr().err
    type_in("no")
    assert main(["flyer", "print"]) == 1
    assert list(here.iterdir()) == []
    type_in("yes")
    assert main(["flyer", "print"]) == 0
    assert main(["flyer", "print", "--kind", "card", "--yes"]) == 0
    if key == "where":
        assert main(["flyer", "print", "--kind", "strips", "--place-on-contact"]) == 0
        assert "Jo's flat" not in capsys.readouterr().out


def test_flyers_are_listed_with_the_ways_of_meeting_that_they_are_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["flyer", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "ours: Our session. Ours." in lines
    assert any(line.startswith("bereavement: ") and "Goes with: bereavement-circle." in line for line in lines)
    assert main(["flyer", "print", "--template", "bereavement-circle", "--format", "terminal"]) == 0
    assert "A bereavement group." in capsys.readouterr().out


def test_a_flyer_of_ones_own_is_made_from_one_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["flyer", "new", "brothers", "--from", "our-own-words", "--title", "Brothers, come in"]) == 0
    assert "To be answered in your own words" in capsys.readouterr().out
    assert main(["flyer", "print", "--template", "brothers", "--format", "terminal"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Brothers, come in\n")
    assert "Which languages we speak ____" in said
    assert main(["flyer", "new", "brothers"]) == 1
    assert main(["flyer", "new", "long", "--title", "x" * 61]) == 1


def test_at_a_terminal_the_questions_of_a_frame_are_asked(type_in, capsys: pytest.CaptureFixture[str]) -> None:
    type_in("Brothers", 'Sons of "the road"', "", "Yoruba, English", "")
    assert main(["flyer", "new", "brothers", "--from", "our-own-words"]) == 0
    assert "below each label: What we do together, Who can come." in capsys.readouterr().out
    assert main(["flyer", "print", "--template", "brothers", "--format", "terminal"]) == 0
    said = capsys.readouterr().out
    assert 'Who we are, in our own words: Sons of "the road"' in said
    assert "What we do together ____" in said
    assert "Which languages we speak: Yoruba, English" in said


def test_a_flyer_is_changed_in_an_editor_and_looked_over(tmp_path: Path, monkeypatch, capsys) -> None:
    typing = tmp_path / "typing"
    typing.write_text('#!/bin/sh\nsed -i "s/No referral and no forms./We keep it in this room./" "$1"\n')
    typing.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(typing))
    assert main(["flyer", "edit", "bereavement"]) == 0
    found = capsys.readouterr()
    assert "welcome.lines.item 1: advice: " in found.out
    assert "is used instead of the bereavement that comes with peerkit" in found.err
    assert (tmp_path / "group" / "templates" / "flyers" / "bereavement.toml").exists()


@pytest.mark.parametrize(
    "address", ["example.org", "https://", "https://exämple.org", "https://a b", "file:///etc/passwd"]
)
def test_an_address_that_no_telephone_can_open_is_refused(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["flyer", "print", "--qr", address]) == 2
    assert "such as: https://example.org" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("--kind crad", '"crad" is not window, card, strips or pocket. Did you mean card?'),
        ("--template carer", 'There is no flyer called "carer". Did you mean carers?'),
        ("--template ours --style easy-read", "This flyer has no Easy Read wording."),
        ("--kind card --style giant", "has room for standard and large print. For giant, take --kind window."),
        ("--kind strips --style easy-read", "has room for standard and large print."),
        ("--paper a6 --style giant", "This does not fit on one page of A6 in giant print."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(here: Path, known: Path, capsys, typed: str, said: str) -> None:
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
