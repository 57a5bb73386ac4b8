"""`session print` and `turns print`: which sheets are made, what they are called, and all of them or none."""

import errno
import json
from datetime import date
from pathlib import Path

import pytest

from peerkit.cli.app import main
from peerkit.cli.sheets.options import CLEAR as STYLES
from peerkit.errors import PeerkitError
from peerkit.printing.render import FORMATS
from peerkit.workspace import files
from tests.room import noon, workspace

Captured = pytest.CaptureFixture[str]
WHEN = ["--people", "5", "--start", "2026-11-26 19:00", "--end", "19:30"]
NAMED = "2026-11-26-a-short-circle"
BEGINS = {
    "terminal": b"A short circle",
    "markdown": b"# A short circle",
    "html": b"<!DOCTYPE html>",
    "pdf": b"%PDF-1.7",
}
ROTATION = """
[[block]]
kind = "groups"
name = "Listening in threes"
size = 3
rounds = 2
partners = "rotation"
turn = "1m"
"""


@pytest.fixture(autouse=True)
def here(group: Path, here: Path) -> Path:
    workspace(group)
    return here


def session(*words: str) -> int:
    return main(["session", "print", "a-short-circle", *WHEN, *words])


def made(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def with_a_rotation(here: Path) -> None:
    template = here.parent / "group" / "templates" / "sessions" / "a-short-circle.toml"
    template.write_text(template.read_text() + ROTATION)


def test_alone_it_makes_the_run_sheet_and_the_agenda(here: Path, capsys: Captured) -> None:
    assert session() == 0
    assert made(here) == [f"{NAMED}-agenda.pdf", f"{NAMED}-run-sheet.pdf"]
    said = capsys.readouterr()
    assert said.err.splitlines()[0] == "A short circle. Thursday 26 November 2026, 19:00 to 19:30, 5 people."
    assert said.err.count("Written:") == 1
    assert said.out == ""


def test_what_is_guessed_is_said_and_no_day_is_made_up(here: Path, capsys: Captured) -> None:
    assert main(["session", "print", "a-short-circle"]) == 0
    assert made(here) == ["a-short-circle-agenda.pdf", "a-short-circle-run-sheet.pdf"]
    said = capsys.readouterr().err
    assert said.startswith("A short circle. 19:00 to 19:30, 4 people.\nGuessed from the template: 4 people, from 19:00")
    assert "No day is on the sheets" in said
    assert '--people 4 --start "Thu 19:00" --end 19:30' in said


def test_only_what_nobody_said_is_called_a_guess(capsys: Captured) -> None:
    assert main(["session", "print", "a-short-circle", "--start", "19:00", "--minutes", "40", "--sheet", "agenda"]) == 0
    assert (
        "Guessed from the template: 4 people. To say otherwise, add for example: --people 4\n"
        in capsys.readouterr().err
    )
    assert session("--format", "terminal") == 0
    assert "Guessed" not in capsys.readouterr().err


def test_all_makes_everything_for_an_evening_and_nothing_else(here: Path) -> None:
    with_a_rotation(here)
    assert session("--all", "-o", "tonight", "--end", "20:00") == 0
    assert made(here) == [
        f"tonight/{NAMED}-{sheet}.pdf" for sheet in ("agenda", "ground-rules", "run-sheet", "seats-listening-in-threes")
    ]


def test_parts_that_are_called_alike_have_a_sheet_each_and_no_name_is_too_long_for_a_file(here: Path) -> None:
    template = here.parent / "group" / "templates" / "sessions" / "a-short-circle.toml"
    long = ROTATION.replace("Listening in threes", "A name " * 25)
    template.write_text(
        template.read_text() + ROTATION + ROTATION + long + ROTATION.replace("Listening in threes", "...")
    )
    assert session("--all", "--end", "23:00") == 0
    seats = [name.partition("circle-")[2] for name in made(here) if "-seats" in name]
    assert seats == [
        "seats-a-name-a-name-a-name-a-name-a-name-a-nam.pdf", "seats-listening-in-threes-2.pdf",
        "seats-listening-in-threes.pdf", "seats.pdf",
    ]  # fmt: skip


def test_rules_that_are_called_like_a_sheet_are_in_nobodys_way(here: Path) -> None:
    group = here.parent / "group" / "templates"
    (group / "agreements").mkdir()
    (group / "agreements" / "agenda.toml").write_text(
        'title = "Ours"\nsummary = "For a test."\n[[rule]]\ntext = "We listen."\nvalue = "Respect"\n'
    )
    template = group / "sessions" / "a-short-circle.toml"
    template.write_text(template.read_text().replace('"ground-rules"', '"agenda"'))
    assert session("--all") == 0
    assert made(here) == [f"{NAMED}-{sheet}.pdf" for sheet in ("agenda-2", "agenda", "run-sheet")]


def test_all_makes_no_seats_where_people_choose(here: Path) -> None:
    assert session("--all") == 0
    assert made(here) == [f"{NAMED}-{sheet}.pdf" for sheet in ("agenda", "ground-rules", "run-sheet")]


def test_ground_rules_that_are_not_there_stop_no_other_sheet(here: Path, capsys: Captured) -> None:
    template = here.parent / "group" / "templates" / "sessions" / "a-short-circle.toml"
    template.write_text(template.read_text().replace('"ground-rules"', '"another-groups-rules"'))
    assert session("--all") == 0
    assert made(here) == [f"{NAMED}-agenda.pdf", f"{NAMED}-run-sheet.pdf"]
    assert 'There is no agreement called "another-groups-rules"' in capsys.readouterr().err


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "terminal"])
@pytest.mark.parametrize("style", STYLES)
def test_both_sheets_come_in_every_form_and_style(here: Path, form: str, style: str) -> None:
    assert session("--format", form, "--style", style) == 0
    looks = f"-{style}" if style != "standard" and form != "markdown" else ""
    assert made(here) == [f"{NAMED}-{sheet}{looks}{FORMATS[form][0]}" for sheet in ("agenda", "run-sheet")]


@pytest.mark.parametrize("words", [(), ("-o", "-")])
def test_in_the_terminal_one_sheet_follows_the_other(here: Path, words: tuple[str, ...], capsys: Captured) -> None:
    assert session("--format", "terminal", *words) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("A short circle: run sheet\n")
    assert shown.endswith("\n19:30  We end\n")
    assert made(here) == []


@pytest.mark.parametrize(
    "there", ["agenda", *(pytest.param(sheet, marks=pytest.mark.long) for sheet in ("run-sheet", "ground-rules"))]
)
def test_where_one_file_is_in_the_way_none_is_written(here: Path, there: str, capsys: Captured) -> None:
    mine = here / f"{NAMED}-{there}.pdf"
    mine.write_text("mine")
    assert session("--all") == 1
    assert made(here) == [mine.name]
    assert mine.read_text() == "mine"
    assert f"{mine.name} is there already. Nothing was changed." in capsys.readouterr().err
    assert session("--all", "--force") == 0
    assert mine.read_bytes().startswith(b"%PDF")


def test_every_file_in_the_way_is_named(here: Path, capsys: Captured) -> None:
    assert session() == 0
    assert session("--people", "6") == 1
    said = capsys.readouterr().err
    assert f"{NAMED}-run-sheet.pdf\n" in said.partition("These are there already")[2]
    assert f"{NAMED}-agenda.pdf\n" in said.partition("These are there already")[2]


@pytest.mark.parametrize("last", [1, 2])
def test_a_disk_that_fills_up_leaves_nothing_half_done(here: Path, last: int, monkeypatch, capsys) -> None:
    wrote, write = [], files.write_atomic

    def full(path: Path, content: bytes, private: bool = True) -> None:
        if len(wrote) == last:
            raise files.translated(OSError(errno.ENOSPC, "full"), path, "write")
        wrote.append(path)
        write(path, content, private)

    monkeypatch.setattr(files, "write_atomic", full)
    (here / "mine.txt").write_text("mine")
    assert session("--all") == 1
    assert len(wrote) == last
    assert made(here) == ["mine.txt"]
    assert "the disk is full" in capsys.readouterr().err


def test_a_sheet_that_was_there_and_could_be_written_over_stays_when_the_disk_fills_up(here: Path, monkeypatch) -> None:
    assert session() == 0
    write = files.write_atomic

    def full(path: Path, content: bytes, private: bool = True) -> None:
        if "agenda" in path.name:
            raise PeerkitError("The disk is full.", "")
        write(path, content, private)

    monkeypatch.setattr(files, "write_atomic", full)
    assert session("--people", "6", "--force") == 1
    assert made(here) == [f"{NAMED}-agenda.pdf", f"{NAMED}-run-sheet.pdf"]


def test_a_file_where_the_folder_should_be_is_said(here: Path, capsys: Captured) -> None:
    (here / "sheets").write_text("mine")
    assert session("-o", "sheets") == 1
    assert "sheets" in capsys.readouterr().err
    assert made(here) == ["sheets"]


def test_no_sheet_is_written_through_a_link_into_the_counts(here: Path, capsys: Captured) -> None:
    counts = here.parent / "group" / "sessions" / "attendance.csv"
    counts.write_text("mine")
    (here / f"{NAMED}-agenda.pdf").symlink_to(counts)
    assert session("--force") == 1
    assert counts.read_text() == "mine"
    assert "is where peerkit keeps the counts" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--style", "easy-read"), "only the agenda comes in Easy Read: --sheet agenda"),
        (("--sheet", "flyer"), "is not run-sheet or agenda"),
        (("--sheet", "agneda"), "Did you mean agenda?"),
        (("--sheet", "agenda", "--all"), "Leave one out."),
        (("-o", "-"), "Only one sheet at a time goes there."),
        (("--sheet", "agenda", "-o", "agenda"), "End the name of FILE in"),
        (("--paper", "a7"), "is not a4, a5, a6, a3 or letter"),
    ],
)
def test_a_wish_that_cannot_be_is_refused_with_what_can(here: Path, words: tuple[str, ...], said: str, capsys) -> None:
    assert session(*words) == 2
    assert said in capsys.readouterr().err
    assert made(here) == []


def test_an_evening_that_does_not_fit_says_so_and_makes_nothing(here: Path, capsys: Captured) -> None:
    assert session("--end", "19:10") == 1
    assert "What would help:" in capsys.readouterr().err
    assert made(here) == []


def test_a_saved_plan_gives_its_name_and_its_people(here: Path, capsys: Captured) -> None:
    assert main(["session", "plan", "a-short-circle", *WHEN]) == 0
    plan = here.parent / "group" / "sessions" / f"{NAMED}.toml"
    plan.rename(plan.with_stem("the-party"))
    capsys.readouterr()
    assert main(["session", "print", "the-party"]) == 0
    assert made(here) == ["the-party-agenda.pdf", "the-party-run-sheet.pdf"]
    said = capsys.readouterr().err
    assert "26 November 2026, 19:00 to 19:30, 5 people." in said
    assert "Guessed" not in said


def test_without_a_name_it_is_tonights_plan(capsys: Captured) -> None:
    assert main(["session", "plan", "a-short-circle", *WHEN]) == 0
    capsys.readouterr()
    assert main(["session", "print", "--sheet", "agenda", "--format", "terminal"], noon(date(2026, 11, 26))) == 0
    assert capsys.readouterr().out.startswith("A short circle\n")


def test_the_groups_name_words_and_card_are_on_the_sheets(here: Path, capsys: Captured) -> None:
    (here.parent / "group" / "peerkit.toml").write_text(
        '[group]\nname = "Thursday circle"\n[words]\nsession = "gathering"\n[support]\nlines = ["Breathe out."]\n'
    )
    assert session("--format", "terminal", "--all") == 0
    said = capsys.readouterr()
    assert said.out.count("Thursday circle") == 3
    assert "For whoever holds the gathering." in said.out
    assert -1 < said.out.find("Breathe out.") < said.out.find("as your rules say.")
    assert "peerkit init" not in said.err


def test_a_group_without_a_name_is_told_how_to_give_one(capsys: Captured) -> None:
    assert session("--format", "terminal") == 0
    assert "To have your group's name on it: peerkit init" in capsys.readouterr().err


def test_every_sheet_can_be_opened_when_all_are_written(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[str, int]] = []
    monkeypatch.setattr("typer.launch", lambda path: opened.append((Path(path).name, len(made(here)))) or 0)
    assert session("--open") == 0
    assert opened == [(f"{NAMED}-run-sheet.pdf", 2), (f"{NAMED}-agenda.pdf", 2)]


# --- turns ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def schedule(here: Path, capsys: Captured) -> str:
    assert main(["turns", "plan", "--people", "9", "--size", "3", "--rounds", "4", "-o", "turns.json"]) == 0
    capsys.readouterr()
    return "turns.json"


def test_a_schedule_becomes_a_sheet_of_its_name(here: Path, schedule: str) -> None:
    assert main(["turns", "print", schedule]) == 0
    assert made(here) == ["turns.json", "turns.pdf"]


def test_a_schedule_has_only_the_rounds_to_come(schedule: str, capsys: Captured) -> None:
    assert main(["turns", "replan", schedule, "--done", "2", "--leave", "4", "-o", "now.json"]) == 0
    capsys.readouterr()
    assert main(["turns", "print", "now.json", "--format", "terminal"]) == 0
    shown = capsys.readouterr().out
    assert "\nRound 3\n" in shown
    assert "\nRound 2\n" not in shown
    assert "Seat 4" not in shown


@pytest.mark.parametrize("word", ["print", "export", "start"])
def test_a_schedule_of_which_nothing_is_to_come_is_refused(here: Path, schedule: str, capsys, word: str) -> None:
    (here / "now.json").write_text(json.dumps({**json.loads(Path(schedule).read_text()), "done": 4}))
    before = made(here)
    assert main(["turns", word, "now.json"]) == 1
    assert "All rounds of that schedule are done." in capsys.readouterr().err
    assert made(here) == before


def test_a_schedule_has_no_easy_read_style(schedule: str, capsys: Captured) -> None:
    assert main(["turns", "print", schedule, "--style", "easy-read"]) == 2
    assert "It comes in: standard, large, giant." in capsys.readouterr().err
