import csv
import datetime as dt
import json
from pathlib import Path

import pytest

from peerkit.cli import app
from peerkit.workspace.root import Root
from tests.figures import weekly, write
from tests.room import noon

TODAY = dt.date(2026, 11, 20)
CLOCK = noon(TODAY)
pytestmark = pytest.mark.usefixtures("group")


def main(argv: list[str]) -> int:
    return app.main(argv, CLOCK)


def rows(group: Path, name: str = "attendance.csv") -> list[dict[str, str]]:
    path = group / "sessions" / name
    return list(csv.DictReader(path.read_text().splitlines())) if path.exists() else []


def tally(line: str) -> int:
    return main(["tally", *line.split()])


def test_a_number_is_enough(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tally("add 9") == 0
    assert rows(group) == [
        {
            "date": "2026-11-20",
            "session": "weekly-circle",
            "format": "in person",
            "people": "9",
            "first_timers": "",
            "supporters": "",
            "volunteers": "",
            "cancelled": "no",
        }
    ]
    said = capsys.readouterr().out
    assert "Counted: Friday 20 November 2026, weekly-circle, in person, 9 people." in said
    assert f"In {group / 'sessions' / 'attendance.csv'}" in said


def test_figures_of_another_script_are_taken_and_the_file_has_those_of_every_program(group: Path) -> None:
    assert tally("add ٩ --on ٢٠٢٦-١١-١٩ --first-timers २") == 0  # noqa: RUF001
    assert [(row["date"], row["people"], row["first_timers"]) for row in rows(group)] == [("2026-11-19", "9", "2")]
    assert (group / "sessions" / "attendance.csv").read_text().isascii()


def test_the_day_may_be_called_the_date(group: Path) -> None:
    assert tally("add 9 --date 2026-11-19") == 0
    assert tally("amend --date 2026-11-19 --people 10") == 0
    assert [(row["date"], row["people"]) for row in rows(group)] == [("2026-11-19", "10")]


def test_everything_that_can_be_counted_is_written(group: Path) -> None:
    assert tally("add --volunteers 2 --supporters 0 --first-timers 1 --format online --session pairs 9") == 0
    row = rows(group)[0]
    assert (row["session"], row["format"]) == ("pairs", "online")
    assert (row["people"], row["first_timers"], row["supporters"], row["volunteers"]) == ("9", "1", "0", "2")


@pytest.mark.parametrize(
    ("said", "day"), [("2026-11-19", "2026-11-19"), ("yesterday", "2026-11-19"), ("Today", "2026-11-20")]
)
def test_the_day_can_be_said(group: Path, said: str, day: str) -> None:
    assert tally(f"add 9 --on {said}") == 0
    assert rows(group)[0]["date"] == day


@pytest.mark.parametrize("said", ["2026-11-21", "2026-02-30", "20261119", "2026-W47-4", "tomorrow", ""])
def test_a_day_that_is_none_or_still_to_come_is_refused(group: Path, said: str, capsys) -> None:
    assert main(["tally", "add", "9", "--on", said]) == 2
    assert "--on" in capsys.readouterr().err
    assert rows(group) == []


@pytest.mark.parametrize("said", ["-3", "nine", "0", "10000", "9.5", "1e3", "³", "", "9" * 5000])
def test_a_number_that_cannot_be_is_refused(group: Path, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", "add", said]) == 2
    assert "peerkit tally add --help" in capsys.readouterr().err
    assert rows(group) == []


def test_people_of_a_session_that_is_said_to_be_cancelled_are_asked_about(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", "add", "--cancelled", "--first-timers", "3"]) == 2
    assert "Invalid value for --cancelled: It was cancelled, or people came" in capsys.readouterr().err


def test_nobody_at_all_is_answered_with_cancelled(capsys: pytest.CaptureFixture[str]) -> None:
    assert tally("add 0") == 2
    assert "--cancelled" in capsys.readouterr().err


def test_without_a_number_the_question_is_put(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tally("add") == 2
    assert "Say a number, or --cancelled." in capsys.readouterr().err
    assert rows(group) == []


def test_a_session_that_did_not_take_place_needs_no_number(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tally("add --cancelled") == 0
    assert (rows(group)[0]["people"], rows(group)[0]["cancelled"]) == ("", "yes")
    assert "weekly-circle, cancelled, in person." in capsys.readouterr().out


@pytest.mark.parametrize("said", ["in person", "in-person", "In_Person"])
def test_a_format_of_two_words_needs_no_quotes(group: Path, said: str) -> None:
    assert main(["tally", "add", "9", "--format", said]) == 0
    assert rows(group)[0]["format"] == "in person"


def test_a_format_that_is_none_gets_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    assert tally("add 9 --format onlin") == 2
    assert "Did you mean online?" in capsys.readouterr().err


def test_the_format_is_that_of_last_time(group: Path) -> None:
    tally("add 9 --on 2026-11-12 --format online")
    tally("add 8 --on 2026-11-13 --session pairs --format both")
    tally("add 7 --session weekly-circle")
    assert rows(group)[-1]["format"] == "online"


def test_the_usual_session_is_the_last_one_counted(group: Path) -> None:
    tally("add 9 --on 2026-11-12 --session pairs")
    tally("add 8")
    assert rows(group)[-1]["session"] == "pairs"


def test_the_groups_choice_is_the_usual_session(group: Path) -> None:
    tally("add 9 --on 2026-11-12 --session pairs")
    group.mkdir(exist_ok=True)
    (group / "peerkit.toml").write_text('template = "ward-group"\n')
    tally("add 8")
    assert rows(group)[-1]["session"] == "ward-group"


def test_a_second_count_for_the_same_session_is_refused(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tally("add 9")
    tally("add 4 --session pairs")
    assert tally("add 10") == 1
    hint = capsys.readouterr().err.rpartition("To put it right: peerkit tally ")[2]
    assert [row["people"] for row in rows(group)] == ["4", "9"]
    assert tally(hint) == 0
    assert {row["session"]: row["people"] for row in rows(group)} == {"pairs": "4", "weekly-circle": "10"}


@pytest.mark.parametrize("name", ["Ann Smith", "../x", "=1+1", "a,b"])
def test_a_remark_is_no_session(group: Path, name: str) -> None:
    assert main(["tally", "add", "9", "--session", name]) == 1
    assert rows(group) == []


def test_more_newcomers_than_people_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert tally("add 3 --first-timers 4") == 1
    assert "first-timers are more than people" in capsys.readouterr().err


def test_the_list_is_one_line_a_session_oldest_first(capsys: pytest.CaptureFixture[str]) -> None:
    tally("add 1")
    tally("add 8 --on 2026-11-12 --first-timers 2 --volunteers 1")
    capsys.readouterr()
    assert tally("list") == 0
    assert capsys.readouterr().out.splitlines() == [
        "Thursday 12 November 2026, weekly-circle, in person, 8 people, 2 for the first time, 1 as volunteers.",
        "Friday 20 November 2026, weekly-circle, in person, 1 person.",
    ]


def test_the_list_is_data_for_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    tally("add 9 --first-timers 0")
    capsys.readouterr()
    assert tally("list --json") == 0
    assert json.loads(capsys.readouterr().out) == [
        {
            "date": "2026-11-20",
            "session": "weekly-circle",
            "format": "in person",
            "people": 9,
            "first_timers": 0,
            "supporters": None,
            "volunteers": None,
            "cancelled": False,
        }
    ]


def test_an_empty_list_says_how_to_begin(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tally("list") == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "peerkit tally add 9" in said.err
    assert not group.exists()


@pytest.mark.parametrize(("starts", "expected"), [(1, ["2025-03-31", "2025-04-01"]), (4, ["2025-04-01", "2026-03-31"])])
def test_a_year_begins_when_the_groups_year_does(group: Path, capsys, starts: int, expected: list[str]) -> None:
    for day in ("2025-03-31", "2025-04-01", "2026-03-31", "2026-04-01"):
        tally(f"add 9 --on {day}")
    group.mkdir(exist_ok=True)
    (group / "peerkit.toml").write_text(f"[counting]\nyear_starts = {starts}\n")
    capsys.readouterr()
    assert tally("list --year 2025 --json") == 0
    assert [row["date"] for row in json.loads(capsys.readouterr().out)] == expected


def test_amend_shows_the_old_and_the_new_and_keeps_the_old(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tally("add 9 --on 2026-11-19")
    capsys.readouterr()
    assert tally("amend --on 2026-11-19 --people 10 --volunteers 1") == 0
    said = capsys.readouterr().out
    assert "It was: Thursday 19 November 2026, weekly-circle, in person, 9 people." in said
    assert "It is:  Thursday 19 November 2026, weekly-circle, in person, 10 people, 1 as volunteers." in said
    assert "attendance-replaced.csv" in said
    assert [row["people"] for row in rows(group)] == ["10"]
    assert [row["people"] for row in rows(group, "attendance-replaced.csv")] == ["9"]


def test_amend_finds_the_only_session_of_the_day(group: Path) -> None:
    tally("add 9 --on 2026-11-12 --session pairs")
    tally("add 7")
    assert tally("amend --on 2026-11-12 --people 8") == 0
    assert [row["people"] for row in rows(group)] == ["8", "7"]


def test_where_a_day_has_several_sessions_amend_asks_which_one_and_says_what_to_type(group: Path, capsys) -> None:
    for line in ("add 9", "add 7 --session weekly-circle-2", "add 4 --session pairs --format online"):
        tally(line)
    before = (group / "sessions" / "attendance.csv").read_bytes()
    capsys.readouterr()
    assert tally("amend --people 6") == 1
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "There are 3 counts on 2026-11-20. Nothing was changed."
    assert (group / "sessions" / "attendance.csv").read_bytes() == before
    named = [line.partition(" Add ") for line in said[2:]]
    assert "Friday 20 November 2026, pairs, online, 4 people." in [line for line, _, _ in named]
    for _, _, typed in named:
        assert tally(f"amend --people 6 {typed}") == 0
    assert [row["people"] for row in rows(group)] == ["6", "6", "6"]


def test_amend_moves_a_count_to_the_right_day(group: Path) -> None:
    tally("add 9")
    assert tally("amend --to yesterday") == 0
    assert [row["date"] for row in rows(group)] == ["2026-11-19"]


def test_a_session_that_turns_out_cancelled_has_nobody_in_it(group: Path) -> None:
    tally("add 9 --first-timers 2")
    assert tally("amend --cancelled") == 0
    row = rows(group)[0]
    assert (row["people"], row["first_timers"], row["cancelled"]) == ("", "", "yes")


def test_people_who_came_to_a_cancelled_session_are_asked_about(group: Path, capsys) -> None:
    assert tally("add 5 --cancelled") == 2
    said = capsys.readouterr().err
    assert "If they came: peerkit tally add 5. If not: peerkit tally add --cancelled." in said
    assert not (group / "sessions" / "attendance.csv").exists()
    tally("add 5")
    assert tally("amend --cancelled --people 6") == 2
    assert (rows(group)[0]["people"], rows(group)[0]["cancelled"]) == ("5", "no")


def test_a_number_for_a_cancelled_session_says_that_it_was_held(group: Path) -> None:
    tally("add --cancelled")
    assert tally("amend --people 4") == 0
    assert (rows(group)[0]["people"], rows(group)[0]["cancelled"]) == ("4", "no")


def test_a_cancelled_session_that_was_held_needs_its_number(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tally("add --cancelled")
    assert tally("amend --held") == 1
    assert "the number of people is missing" in capsys.readouterr().err
    assert tally("amend --held --people 4") == 0
    assert (rows(group)[0]["people"], rows(group)[0]["cancelled"]) == ("4", "no")


def test_amend_needs_a_change(capsys: pytest.CaptureFixture[str]) -> None:
    tally("add 9")
    assert tally("amend") == 2
    assert "--people 10" in capsys.readouterr().err


def test_an_amendment_that_changes_nothing_says_so(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tally("add 9")
    assert tally("amend --people 9") == 0
    assert "nothing was changed" in capsys.readouterr().out
    assert rows(group, "attendance-replaced.csv") == []


def test_a_count_that_is_not_there_cannot_be_amended(capsys: pytest.CaptureFixture[str]) -> None:
    assert tally("amend --on 2026-11-01 --people 9") == 1
    assert "peerkit tally list" in capsys.readouterr().err


def test_a_day_may_be_written_as_in_the_uk(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", "add", "9", "--on", "19/11/2024"]) == 0
    assert main(["tally", "add", "9", "--on", "3.3.2025"]) == 0
    assert main(["tally", "list", "--json"]) == 0
    said = capsys.readouterr().out
    assert '"date": "2024-11-19"' in said
    assert '"date": "2025-03-03"' in said


def test_a_day_that_can_be_read_in_two_ways_is_asked_back_with_both(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", "add", "9", "--on", "01/11/2024"]) == 2
    said = capsys.readouterr().err
    assert "2024-11-01 for 1 November" in said
    assert "2024-01-11 for 11 January" in said


@pytest.mark.parametrize("day", ["32/01/2024", "13/13/2024", "1/2/24", "0/0/2024"])
def test_a_day_that_is_none_is_answered_with_how_to_write_it(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", "add", "9", "--on", day]) == 2
    assert "Write it as 2026-11-19" in capsys.readouterr().err


def test_more_people_than_a_count_holds_are_refused_with_the_least_that_is_taken(capsys) -> None:
    assert main(["tally", "add", "99999"]) == 2
    assert "from 1 to 9,999" in capsys.readouterr().err


def test_a_count_that_touches_a_shared_figure_says_so_and_what_puts_it_right(group: Path, capsys) -> None:
    write(Root(group, ""), weekly("2026-04-02", [6] * 13))
    assert tally("amend --on 2026-04-02 --people 7") == 0
    assert capsys.readouterr().err == "", "nothing was shared"
    assert tally("export --from 2026-04 --to 2026-06 --yes") == 0
    capsys.readouterr()
    assert tally("amend --on 2026-04-02 --people 8") == 0
    assert capsys.readouterr().err == (
        "April to June 2026 was shared: 13 held, none cancelled, 80 visits. It would be the same now.\n"
    )
    assert tally("amend --on 2026-04-02 --people 16") == 0
    said = capsys.readouterr().err
    assert said == (
        "April to June 2026 was shared: 13 held, none cancelled, 80 visits. "
        "The counts now give: 13 held, none cancelled, 90 visits. It stays as it was shared.\n"
        "To put it right: peerkit tally export --correct --from 2026-04 --to 2026-06\n"
    )
    assert tally("add 9 --on 2026-06-30") == 0
    assert "The counts now give: 14 held" in capsys.readouterr().err
    (group / "more.csv").write_text("Date,People\n2026-06-29,9\n")
    assert tally(f"import {group / 'more.csv'} --yes") == 0
    assert "The counts now give: 15 held" in capsys.readouterr().err
    assert tally(f"{said.rpartition('peerkit tally ')[2].strip()} --yes") == 0
    assert "105 visits. It is put right" in capsys.readouterr().out
    assert tally("amend --on 2026-06-30 --to 2026-07-07") == 0
    assert "14 held, none cancelled" in capsys.readouterr().err
    Root(group, "").sessions.joinpath("shared.toml").write_text("format = 9\n")
    assert tally("amend --on 2026-04-02 --people 9") == 0
    assert "Whether a shared figure is touched can't be told: shared.toml: line 1" in capsys.readouterr().err


def test_a_count_that_moves_from_one_shared_figure_to_another_names_both_and_one_command(group: Path, capsys) -> None:
    write(
        Root(group, ""), [*weekly("2026-01-01", [6] * 12), *weekly("2026-03-26", [8]), *weekly("2026-04-02", [6] * 13)]
    )
    assert tally("export --from 2026-01 --to 2026-06 --yes") == 0
    capsys.readouterr()
    assert tally("amend --on 2026-03-26 --to 2026-04-03") == 0
    said = capsys.readouterr().err.splitlines()
    assert [line.partition(" was shared")[0] for line in said[:2]] == ["January to March 2026", "April to June 2026"]
    assert said[2:] == ["To put it right: peerkit tally export --correct --from 2026-01 --to 2026-06"]
    assert tally("export --correct --from 2026-01 --to 2026-06 --yes") == 0
    told = capsys.readouterr().out
    assert "April to June: visits are not shown, because the figure was taken back." in told
    assert "the right number could tell how many came to one of them" in told


def test_a_day_that_another_way_of_meeting_was_counted_on_gets_no_second_session_without_a_word(
    group: Path, capsys
) -> None:
    group.mkdir(exist_ok=True)
    (group / "peerkit.toml").write_text('template = "weekly-circle"\n')
    assert tally("add 9 --on 2026-11-19 --session family-circle") == 0
    assert tally("add 8 --on 2026-11-19") == 1
    said = capsys.readouterr().err
    assert "Thursday 19 November 2026, family-circle, in person, 9 people." in said
    assert "peerkit tally amend --on 2026-11-19 --session family-circle --people 8" in said
    assert tally("add 8 --on 2026-11-19 --session weekly-circle") == 0
    assert len(rows(group)) == 2
