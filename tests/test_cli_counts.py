"""`tally chart`, `import`, `purge` and `combine`, as somebody types them, in a pipe and at a terminal."""

import datetime as dt
import io
import json
import re
import sys
from pathlib import Path

import pytest

from peerkit.cli import app
from peerkit.cli.terminal import prompt
from peerkit.tally import ledger
from peerkit.tally.row import Row
from peerkit.workspace.root import Root
from tests.room import environment, noon
from tests.terminals import said

TODAY = dt.date(2026, 11, 20)
CLOCK = noon(TODAY)


def main(argv: list[str]) -> int:
    return app.main(argv, CLOCK)


@pytest.fixture(autouse=True)
def root(group: Path) -> Root:
    return Root(group, "")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Somebody who answers with these."""
    answers: list[str] = []
    monkeypatch.setattr(prompt, "at_a_terminal", lambda: True)
    monkeypatch.setattr(sys.stdin, "readline", lambda: answers.pop(0), raising=False)
    return answers


def tally(line: str) -> int:
    return main(["tally", *line.split()])


def counted(root: Root, *counts: tuple[str, int | None]) -> None:
    rows = [Row(dt.date.fromisoformat(day), "circle", "in person", people, cancelled=people is None)
            for day, people in counts]  # fmt: skip
    ledger.write(root.ledger, rows, ())


def theirs(tmp_path: Path, content: str = "Date;Headcount;Notes\n19/11/2026;9;Zebedee wept\n") -> None:
    (tmp_path / "theirs.csv").write_text(content)


# Chart


THREE = (("2026-08-06", 6), ("2026-08-13", 7), ("2026-10-01", None), ("2026-10-08", 5))


def test_in_a_pipe_the_chart_is_words(root: Root, capsys: pytest.CaptureFixture[str]) -> None:
    counted(root, *THREE)
    assert tally("chart") == 0
    assert capsys.readouterr().out.splitlines() == [
        "For the group's own eyes: exact figures. To share some: peerkit tally export",
        "August 2026: 13 visits, 2 sessions, 6.5 a session, 7 at the largest.",
        "September 2026: no sessions.",
        "October 2026: 5 visits, 1 session, 1 cancelled.",
        "Visits add up everyone at every session, so they are not different people.",
    ]


def test_at_a_terminal_the_chart_is_a_picture_to_scale(root: Root) -> None:
    counted(root, *THREE, ("2026-11-05", 26))
    out = said(root.path, "tally", "chart", "--color", "never", columns=80).out
    bars = {row[0]: len(row[2]) for row in re.findall(r"(\w+) (2026) *(█*)", out)}
    assert bars["November"] > 10
    assert bars == {
        "August": bars["November"] // 2, "September": 0, "October": 5 * bars["November"] // 26,
        "November": bars["November"],
    }  # fmt: skip
    assert "exact figures" in out.splitlines()[0]


def test_figures_stand_beside_those_that_were_shared_before(root: Root) -> None:
    counted(root, *((f"2026-0{month}-{day:02}", 9) for month in range(1, 8) for day in (6, 13, 20, 27)))
    assert said(root.path, "tally", "export", "--from", "2026-01", "--to", "2026-03", "--yes").status == 0
    assert said(root.path, "tally", "amend", "--on", "2026-02-13", "--people", "30").status == 0
    words = ("tally", "export", "--from", "2026-01", "--to", "2026-06", "--yes", "--color", "never")
    out = said(root.path, *words, columns=80).out
    assert re.findall(r"^(\w+) to \w+ +12 +0 +(\w+) +(\w+)$", out, re.MULTILINE) == [
        ("January", "110", "110"),
        ("April", "new", "110"),
    ]


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("because", ["--plain", "ACCESSIBLE", "TERM", "peerkit.toml"])
def test_the_chart_is_words_for_whoever_wants_words(root: Root, capsys, monkeypatch, because: str) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    counted(root, *THREE)
    monkeypatch.setenv("TERM", "dumb" if because == "TERM" else "xterm")
    monkeypatch.setenv("ACCESSIBLE", "1" if because == "ACCESSIBLE" else "")
    if because == "peerkit.toml":
        root.config.write_text("[running]\nplain = true\n")
    tally("chart --plain" if because == "--plain" else "chart")
    said = capsys.readouterr().out
    assert "August 2026: 13 visits" in said
    assert "\N{FULL BLOCK}" not in said


def test_a_chart_by_session_has_one_line_each(root: Root, capsys: pytest.CaptureFixture[str]) -> None:
    counted(root, *THREE)
    tally("chart --by session")
    assert capsys.readouterr().out.splitlines()[1:] == [
        "6 Aug 2026, circle: 6 people.", "13 Aug 2026, circle: 7 people.", "1 Oct 2026, circle: cancelled.",
        "8 Oct 2026, circle: 5 people.",
    ]  # fmt: skip


def test_a_chart_of_one_year_is_the_groups_year(root: Root, capsys: pytest.CaptureFixture[str]) -> None:
    counted(root, ("2025-03-27", 1), ("2025-04-03", 2), ("2026-03-26", 3), ("2026-04-02", 4))
    root.config.write_text("[counting]\nyear_starts = 4\n")
    tally("chart --by year --year 2025")
    assert "April 2025 to March 2026: 5 visits, 2 sessions" in capsys.readouterr().out


@pytest.mark.parametrize("by", ["session", "month", "year"])
def test_a_mistyped_day_to_come_is_named_beside_the_chart_and_does_not_stretch_it(root: Root, capsys, by: str) -> None:
    counted(root, ("2026-10-01", 5), ("2062-10-01", 6))
    assert tally(f"chart --by {by}") == 0
    said = capsys.readouterr()
    assert "2026" in said.out
    assert "2062" not in said.out
    assert "2062-10-01 is still to come." in said.err


def test_totals_of_purged_counts_are_in_a_chart_by_quarter_and_a_chart_by_month_says_where_they_are(
    root: Root, capsys: pytest.CaptureFixture[str]
) -> None:
    counted(root, ("2025-02-06", 6), ("2025-04-03", 7), ("2026-10-08", 5))
    tally("purge --before 2025-07-01 --yes")
    capsys.readouterr()
    tally("chart --by quarter")
    assert "January to March 2025: 6 visits, 1 session." in capsys.readouterr().out
    tally("chart")
    assert "Up to 2025-06-30 there are only quarter totals" in capsys.readouterr().err


def test_an_empty_chart_says_how_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    assert tally("chart") == 0
    assert "peerkit tally add 9" in capsys.readouterr().err


def test_a_chart_by_something_else_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert tally("chart --by week") == 2
    assert "session, month, quarter or year" in capsys.readouterr().err


# Import


def test_an_import_in_a_pipe_shows_what_it_takes_and_adds_it(root: Root, tmp_path: Path, capsys) -> None:
    theirs(tmp_path)
    assert tally("import theirs.csv") == 0
    said = capsys.readouterr().out
    assert 'Taken: date from "Date", people from "Headcount". 1 other column left alone.' in said
    assert "Thursday 19 November 2026, weekly-circle, in person, 9 people." in said
    assert "Added 1 session." in said
    assert "Zebedee" not in said + root.ledger.read_text()
    assert tally("import theirs.csv") == 0
    assert "Counted already, and skipped: 1 session.\nThere is nothing to add." in capsys.readouterr().out


@pytest.mark.parametrize(("answer", "added"), [("y\n", 1), ("n\n", 0), ("\n", 0)])
def test_at_a_terminal_an_import_asks_and_enter_is_no(
    root: Root, tmp_path: Path, terminal: list[str], answer: str, added: int
) -> None:
    theirs(tmp_path)
    terminal.append(answer)
    assert tally("import theirs.csv") == 0
    assert len(ledger.read(root)) == added


@pytest.mark.parametrize(("answer", "kept"), [("\n", [9]), ("2\n", [9, "cancelled"]), ("nobody counted\n", [9, None])])
def test_at_a_terminal_somebody_is_asked_what_days_without_a_number_are(
    root: Root, tmp_path: Path, terminal: list[str], answer: str, kept: list[int | str | None]
) -> None:
    theirs(tmp_path, "Date,People\n2026-11-05,9\n2026-11-12,\n")
    terminal.extend([answer, "y\n"])
    assert tally("import theirs.csv") == 0
    assert ["cancelled" if row.cancelled else row.people for row in ledger.read(root)] == kept
    assert terminal == []


def test_a_day_that_is_counted_under_another_name_with_the_same_number_is_not_counted_twice(
    root: Root, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counted(root, ("2026-11-05", 9))
    root.config.write_text('template = "weekly-circle"\n')
    theirs(tmp_path, "Date,People\n2026-11-05,9\n2026-11-12,8\n")
    assert tally("import theirs.csv --yes") == 0
    assert [(row.session, row.people) for row in ledger.read(root)] == [("circle", 9), ("weekly-circle", 8)]
    said = capsys.readouterr().out
    assert "Left out, for it may be the same session: Thursday 5 November 2026, circle" in said
    assert tally("import theirs.csv --yes --session weekly-circle") == 0
    assert len(ledger.read(root)) == 3


def test_a_dry_run_writes_nothing(root: Root, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    theirs(tmp_path)
    assert tally("import theirs.csv --dry-run --yes") == 0
    assert "Nothing was written" in capsys.readouterr().out
    assert not root.ledger.exists()


def test_what_a_session_is_and_how_it_met_can_be_said(root: Root, tmp_path: Path) -> None:
    theirs(tmp_path, "Date,Present,Session,Format\n2026-11-19,9,the blue one,dunno\n")
    assert tally("import theirs.csv --session pairs --format online") == 0
    assert [(row.session, row.format) for row in ledger.read(root)] == [("pairs", "online")]


def test_a_column_can_be_mapped(root: Root, tmp_path: Path) -> None:
    theirs(tmp_path, "Date,Bums\n2026-11-19,9\n")
    assert main(["tally", "import", "theirs.csv", "--map", "people=Bums"]) == 0
    assert ledger.read(root)[0].people == 9


@pytest.mark.parametrize(("said", "words"), [("peeple=Bums", "Did you mean people?"), ("people", "people=Headcount")])
def test_a_mapping_typed_wrong_is_put_right(tmp_path: Path, capsys, said: str, words: str) -> None:
    theirs(tmp_path)
    assert main(["tally", "import", "theirs.csv", "--map", said]) == 2
    assert words in capsys.readouterr().err


def test_many_new_sessions_are_shown_in_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    theirs(tmp_path, "Date,People\n" + "".join(f"2026-{month:02}-05,{9 - month % 5}\n" for month in range(1, 12)))
    assert tally("import theirs.csv") == 0
    said = capsys.readouterr().out
    assert "  and 6 more, up to 2026-11-05." in said


# Purge


def test_a_purge_without_a_terminal_needs_a_yes(root: Root, capsys: pytest.CaptureFixture[str]) -> None:
    counted(root, ("2024-02-01", 6))
    assert tally("purge --keep 2y") == 1
    assert "Add --yes." in capsys.readouterr().err
    assert len(ledger.read(root)) == 1
    assert tally("purge --keep 2y --yes") == 0
    assert ledger.read(root) == []


@pytest.mark.parametrize(("answer", "left"), [("y\n", 0), ("\n", 1)])
def test_at_a_terminal_a_purge_shows_the_totals_and_asks(
    root: Root, capsys: pytest.CaptureFixture[str], terminal: list[str], answer: str, left: int
) -> None:
    counted(root, ("2024-02-01", 6))
    terminal.append(answer)
    assert tally("purge --before 2024-06-01") == 0
    assert "January to March 2024: 1 session, 6 visits." in capsys.readouterr().out
    assert len(ledger.read(root)) == left


def test_how_long_the_group_keeps_counts_can_stand_in_its_settings(root: Root) -> None:
    counted(root, ("2025-09-30", 6), ("2025-10-01", 6))
    root.config.write_text('[counting]\nkeep = "1y"\n')
    assert tally("purge --yes") == 0
    assert [row.date.isoformat() for row in ledger.read(root)] == ["2025-10-01"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("purge", "--keep 2y, for example"),
        ("purge --keep soon", "such as 2y or 18m"),
        ("purge --keep 1y --before 2024-01-01", "not both"),
        ("purge --before never", "is not a day"),
    ],
)
def test_a_purge_typed_wrong_is_put_right(capsys: pytest.CaptureFixture[str], line: str, words: str) -> None:
    assert tally(line) == 2
    assert words in capsys.readouterr().err


def test_a_purge_names_the_exact_figures_of_that_time_that_lie_beside_the_counts(root: Root, capsys) -> None:
    counted(root, ("2024-02-01", 5), ("2026-10-01", 6))
    tally("export --for-ourselves --by month --from 2024-01 --to 2024-03")
    tally("export --for-ourselves --by month --from 2026-10 --to 2026-10")
    capsys.readouterr()
    assert tally("purge --keep 1y --yes") == 0
    said = capsys.readouterr().err
    assert "2024-01-to-2024-03-private.csv still has exact figures of that time." in said
    assert "2026" not in said


def test_a_day_to_come_purges_no_further_than_today(root: Root) -> None:
    counted(root, ("2026-09-30", 6), ("2026-10-01", 6))
    assert tally("purge --before 2030-01-01 --yes") == 0
    assert [row.date.isoformat() for row in ledger.read(root)] == ["2026-10-01"]


def test_a_purge_names_what_still_holds_what_it_forgot(root: Root, capsys: pytest.CaptureFixture[str]) -> None:
    counted(root, ("2025-02-06", 6), ("2025-02-13", 6), ("2025-02-20", 6), ("2026-11-19", 6))
    assert tally("export --from 2025-01 --to 2025-03 --yes") == 0
    assert "days = " in (root.sessions / "shared.toml").read_text()
    for name in ("attendance (conflicted copy).csv", "attendance.csv~"):
        (root.sessions / name).write_bytes(root.ledger.read_bytes())
    (root.sessions / "attendance (1).csv").write_text(
        "date,session,format,people,cancelled\n2026-11-19,c,online,6,no\n"
    )
    for name in ("2025-02-06-circle.toml", "2025-02-13-circle (1).toml", "2026-11-19-circle.toml"):
        (root.sessions / name).write_text("[evening]\n")
    capsys.readouterr()
    assert tally("purge --before 2026-01-01 --yes") == 0
    copies, plans, elsewhere = capsys.readouterr().err.splitlines()
    assert copies == (
        f"Copies still hold counts of that time: {root.sessions / 'attendance (conflicted copy).csv'} and "
        f"{root.sessions / 'attendance.csv~'}. Take them away too."
    )
    assert "2025-02-06-circle.toml and 2025-02-13-circle (1).toml" in plans
    assert "2026-11-19" not in plans
    assert "a backup" in elsewhere
    record = (root.sessions / "shared.toml").read_text()
    assert "days = " not in record
    assert "figure = 20" in record


def test_a_purge_with_nothing_to_do_says_so(root: Root, capsys: pytest.CaptureFixture[str]) -> None:
    counted(root, ("2026-11-19", 6))
    assert tally("purge --keep 1y") == 0
    assert "no counts of whole quarters before 2025-10-01" in capsys.readouterr().out


# Combine


def figures(tmp_path: Path, name: str, *lines: str) -> str:
    (tmp_path / name).write_text("\r\n".join(["from,to,held,cancelled,visits,visits_status", *lines, ""]), newline="")
    return name


def test_shared_figures_of_many_groups_are_added_up_in_words(tmp_path: Path, capsys) -> None:
    one = figures(tmp_path, "a.csv", "2026-01-01,2026-03-31,13,0,1280,rounded", "2026-04-01,2026-06-30,2,1,,not shown")
    two = figures(tmp_path, "b.csv", "2026-01-01,2026-03-31,12,1,45,rounded")
    assert tally(f"combine {one} {two}") == 0
    heard = capsys.readouterr()
    assert heard.out.splitlines()[:4] == [
        "2 files, 2 groups at most, 2 periods. 2 of 3 figures shown.",
        "January to March 2026: 2 groups, 25 sessions, 1 cancelled, 1,325 visits.",
        "April to June 2026: 1 group, 2 sessions, 1 cancelled, visits not shown.",
        "Added up: 27 sessions, 2 cancelled, at least 1,325 visits.",
    ]
    unmarked = "It has no marks, because an older peerkit wrote it, so a copy could not be told from another."
    assert heard.err.splitlines() == [
        f"{one}: It does not show April to June 2026. {unmarked}",
        f"{two}: It has nothing for April to June 2026. {unmarked}",
    ]
    assert tally(f"combine {one} {two} --json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["total"] == {
        "groups": 2, "held": 27, "cancelled": 2, "visits": 1325, "shown": 2, "not_shown": 1, "uncounted": 0,
        "at_least": True,
    }  # fmt: skip
    assert [period["from"] for period in data["periods"]] == ["2026-01-01", "2026-04-01"]
    assert [lack["missing"] for lack in data["lacking"]] == [[], [{"from": "2026-04-01", "to": "2026-06-30"}]]


def test_groups_without_marks_that_have_the_same_figures_are_added_up_and_the_doubt_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in "ab":
        figures(tmp_path, f"{name}.csv", "2026-01-01,2026-03-31,13,0,80,rounded")
    assert tally("combine a.csv b.csv") == 0
    heard = capsys.readouterr()
    assert "26 sessions, 160 visits" in heard.out
    assert "a.csv and b.csv have the same figures" in heard.err
    assert "If one is a copy, leave it out." in heard.err
    assert tally("combine a.csv b.csv --same-figures") == 0
    assert "the same figures" not in capsys.readouterr().err


def test_a_folder_and_a_list_on_the_standard_input_are_added_up(tmp_path: Path, capsys, monkeypatch) -> None:
    (tmp_path / "in" / "north").mkdir(parents=True)
    for number, name in enumerate(["in/a.csv", "in/north/b.csv"]):
        figures(tmp_path, name, f"2026-01-01,2026-03-31,1{number},0,80,rounded")
    figures(tmp_path, "in/a-first-timers.csv", "not looked at")
    (tmp_path / "in" / "a.datapackage.json").write_text("{}")
    (tmp_path / "in" / "a.txt").write_text("How to read these figures.")
    assert tally("combine in") == 0
    folder = capsys.readouterr().out
    assert "21 sessions, 160 visits" in folder
    monkeypatch.setattr("sys.stdin", io.StringIO("in/a.csv\nin/north/b.csv\n\n"))
    assert tally("combine -") == 0
    assert capsys.readouterr().out == folder
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert tally("combine -") == 1
    (tmp_path / "empty").mkdir()
    assert tally("combine empty") == 1
    assert "There is no CSV or JSON file in empty." in capsys.readouterr().err


# Days to come


def test_a_count_of_a_day_to_come_is_mentioned_with_its_line_and_can_be_put_right(root: Root, capsys) -> None:
    counted(root, ("2026-11-19", 6), ("2062-11-19", 7))
    assert tally("list") == 0
    said = capsys.readouterr().err
    assert "attendance.csv: line 3: 2062-11-19 is still to come." in said
    hint = said.splitlines()[1].partition("peerkit tally ")[2].replace("DATE", "2026-11-12")
    assert tally(hint) == 0
    assert [row.people for row in ledger.read(root)] == [7, 6]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
def test_a_volunteer_at_a_terminal_imports_looks_and_purges(tmp_path: Path) -> None:
    import pexpect

    from tests.forked import Terminal

    theirs(tmp_path, "Date;Headcount\n04/01/2024;5\n18/01/2024;9\n")

    def typed(line: str) -> Terminal:
        env = environment(tmp_path, TERM="xterm")
        words = ("tally", *line.split())
        return Terminal(tmp_path, *words, env=env, dimensions=(40, 100), echo=True, encoding="utf-8")

    importing = typed("import theirs.csv")
    importing.expect("Add these 2 sessions")
    importing.sendline("y")
    importing.expect("Added 2 sessions")
    importing.expect(pexpect.EOF)
    looking = typed("chart --by session")
    looking.expect("4 Jan 2024, weekly-circle .*\N{FULL BLOCK}.* 5")
    looking.expect("18 Jan 2024, weekly-circle .*\N{FULL BLOCK}.* 9")
    looking.expect(pexpect.EOF)
    purging = typed("purge --keep 1m")
    purging.expect("January to March 2024: 2 sessions, 14 visits")
    purging.expect("forget the single sessions")
    purging.sendline("yes")
    purging.expect("Done")
    purging.expect(pexpect.EOF)
    assert (tmp_path / "sessions" / "attendance-quarters.csv").read_text().splitlines()[1:] == [
        "2024-01-01,2024-03-31,2,0,14,9,",
    ]
