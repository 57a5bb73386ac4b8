"""What every print command has in common, seen through `rules print`: forms, names of files, and what is in the way."""

import errno
import os
from pathlib import Path

import pytest
import typer

from peerkit.cli.app import main
from peerkit.printing.render import FORMATS
from peerkit.printing.style import STYLES, WALL_PAPERS

pytestmark = pytest.mark.usefixtures("here")
BEGINS = {"terminal": b"Ground rules", "markdown": b"# Ground rules", "html": b"<!DOCTYPE html>", "pdf": b"%PDF-1.7"}


SHORT = """\
title = "Ground rules"
summary = "For a test."
[[rule]]
text = "We listen to the end."
easy = "We listen."
value = "Care"
"""


def rules(typed: str = "") -> int:
    return main(["rules", "print", *typed.split()])


@pytest.fixture
def short(group: Path) -> None:
    """Rules of the group's own that are typeset in no time."""
    (group / "sessions").mkdir(parents=True)
    (group / "templates" / "agreements").mkdir(parents=True)
    (group / "templates" / "agreements" / "ground-rules.toml").write_text(SHORT)


def test_alone_it_makes_one_pdf_in_the_folder_where_one_is(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rules() == 0
    (made,) = here.iterdir()
    assert made.name == "ground-rules.pdf"
    assert f"Written: {made}" in capsys.readouterr().err


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_has_the_form_that_its_name_says(here: Path, form: str) -> None:
    for ending in FORMATS[form]:
        assert rules(f"-o ours{ending.upper()}") == 0
        assert (here / f"ours{ending.upper()}").read_bytes().startswith(BEGINS[form])


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_goes_to_the_standard_output_when_asked(here: Path, form: str, capfdbinary) -> None:
    assert rules(f"--format {form} -o -") == 0
    assert capfdbinary.readouterr().out.startswith(BEGINS[form])
    assert not list(here.iterdir())


@pytest.mark.usefixtures("short")
def test_a_file_is_called_after_what_is_unusual_about_it(here: Path) -> None:
    for typed in ("--style large", "--paper a3", "--style giant --paper letter", "--format html", "--format markdown"):
        assert rules(typed) == 0
    assert sorted(each.name for each in here.iterdir()) == [
        "ground-rules-a3.pdf", "ground-rules-giant-letter.pdf", "ground-rules-large.pdf", "ground-rules.html",
        "ground-rules.md",
    ]  # fmt: skip


def test_a_file_in_the_way_stays_unless_it_is_to_be_written_over(here: Path, capsys) -> None:
    mine = here / "ground-rules.pdf"
    mine.write_text("mine")
    assert rules() == 1
    assert "--force" in capsys.readouterr().err
    assert mine.read_text() == "mine"
    assert rules("--force") == 0
    assert mine.read_bytes().startswith(b"%PDF")


def test_the_same_sheet_again_is_no_file_in_the_way(capsys: pytest.CaptureFixture[str]) -> None:
    assert [rules(), rules()] == [0, 0]
    assert "just the same" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-o rules.doc", "End the name of FILE in"),
        ("-o rules", "End the name of FILE in"),
        ("--format word", "is not terminal, markdown, html or pdf"),
        ("--format htlm", "Did you mean html"),
        ("--style larg", "Did you mean large"),
        ("--paper a7", "is not a4, a5, a6, a3, letter or a3-on-a4"),
        ("--open --format terminal", "Only a file can be opened"),
        ("--open -o -", "Only a file can be opened"),
    ],
)
def test_a_wish_that_cannot_be_is_refused_with_what_can(here: Path, typed: str, said: str, capsys) -> None:
    assert rules(typed) == 2
    assert said in capsys.readouterr().err
    assert not list(here.iterdir())


@pytest.mark.parametrize("name", ["no-such-folder/rules.pdf", "made/on/the/way.pdf"])
def test_folders_above_a_file_are_made(here: Path, name: str) -> None:
    assert rules(f"-o {name}") == 0
    assert (here / name).read_bytes().startswith(b"%PDF")


def test_a_folder_in_the_place_of_the_file_is_said(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "x.pdf").mkdir()
    assert rules("-o x.pdf --force") == 1
    assert "x.pdf is a folder. Nothing was changed." in capsys.readouterr().err


def test_a_full_disk_leaves_nothing_half_written(here: Path, monkeypatch, capsys) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(os, "fsync", full)
    assert rules() == 1
    assert "the disk is full" in capsys.readouterr().err
    assert not list(here.iterdir())


def test_a_file_is_opened_when_asked(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(typer, "launch", lambda path: opened.append(path) or 0)
    assert rules("--open") == 0
    assert opened == [str(here / "ground-rules.pdf")]


def test_where_nothing_can_open_a_file_it_says_so_and_the_file_is_there(here: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(typer, "launch", lambda path: 1)
    assert rules("--open") == 0
    assert "Open it yourself" in capsys.readouterr().err
    assert (here / "ground-rules.pdf").exists()


def test_a_sheet_can_be_read_by_anybody_as_it_is_for_a_wall(here: Path) -> None:
    assert rules() == 0
    assert (here / "ground-rules.pdf").stat().st_mode & 0o777 == 0o644


def test_the_rules_that_ship_come_on_the_smallest_paper(here: Path) -> None:
    assert rules("--paper a6 -o x.pdf") == 0


@pytest.mark.usefixtures("short")
def test_the_rules_come_in_every_style_and_on_every_paper(here: Path) -> None:
    for style, paper in zip((*reversed(STYLES), "standard", "large"), WALL_PAPERS, strict=True):
        assert rules(f"--style {style} --paper {paper} -o {paper}.pdf") == 0
    assert len(list(here.iterdir())) == len(WALL_PAPERS)


def test_the_groups_own_name_and_words_are_on_the_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    group = tmp_path / "group"
    (group / "templates" / "agreements").mkdir(parents=True)
    (group / "sessions").mkdir()
    (group / "peerkit.toml").write_text('[group]\nname = "Thursday circle"\n[words]\nsession = "evening"\n')
    (group / "templates" / "agreements" / "ours.toml").write_text(
        'title = "Ours"\nsummary = "S"\nlanguage = "cy"\n'
        '[[rule]]\ntext = "Each {session} ends on time."\nvalue = "Care"\n'
    )
    assert main(["rules", "print", "ours", "--format", "terminal"]) == 0
    told = "Ours\nThursday circle\n\n1. Care: Each evening ends on time.\n\nCytunwyd ar ____\n"
    assert capsys.readouterr().out == told
    assert main(["rules", "print", "ours", "--format", "html", "-o", "-"]) == 0
    assert '<html lang="cy"' in capsys.readouterr().out


def test_a_sign_that_no_font_has_is_refused_with_the_words_it_stands_in(
    tmp_path: Path, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    group = tmp_path / "group"
    (group / "templates").mkdir(parents=True)
    (group / "sessions").mkdir()
    (group / "peerkit.toml").write_text('[group]\nname = "Sunflower \N{SUNFLOWER} circle"\n')
    assert rules() == 1
    said = capsys.readouterr().err
    assert "Sunflower" in said
    assert "--format html" in said
    assert not list(here.iterdir())
    assert rules("--format html") == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "There is no agreement called"),
        ("title = ", "line 1"),
        ('title = "x"\nsummary = "y"\n', "This key is missing"),
    ],
)
def test_a_missing_or_broken_agreement_writes_nothing(
    tmp_path: Path, here: Path, content: str | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "group" / "templates" / "agreements"
    folder.mkdir(parents=True)
    (tmp_path / "group" / "sessions").mkdir()
    if content is not None:
        (folder / "ours.toml").write_text(content)
    assert rules("ours") == 1
    assert said in capsys.readouterr().err
    assert not list(here.iterdir())


def test_a_pipe_is_no_place_for_a_sheet(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("pipe.pdf")
    assert [rules("-o pipe.pdf"), rules("-o pipe.pdf --force")] == [1, 1]
    assert "a pipe or a device" in capsys.readouterr().err
    assert Path("pipe.pdf").is_fifo()


def test_a_link_to_itself_is_no_place_for_a_sheet(here: Path) -> None:
    Path("loop.pdf").symlink_to("loop.pdf")
    assert rules("-o loop.pdf --force") == 1
    assert Path("loop.pdf").is_symlink()


def test_what_peerkit_reads_is_never_written_over(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("ours.toml").write_text("mine")
    assert rules("-o ours.toml --format html --force") == 2
    assert Path("ours.toml").read_text() == "mine"


def test_a_private_file_stays_private(here: Path) -> None:
    path = here / "x.pdf"
    path.touch(0o600)
    assert rules("-o x.pdf --force") == 0
    assert path.stat().st_mode & 0o777 == 0o600
