import datetime as dt
import re
import sys
from pathlib import Path

import pytest

from peerkit.cli import app
from peerkit.cli.terminal import prompt, viewer
from peerkit.tally import releases
from peerkit.tally.export import NOTE
from peerkit.workspace.root import Root
from tests.figures import TODAY, month_of, weekly, write
from tests.room import environment, noon
from tests.terminals import ESCAPE

ROWS = [
    *weekly("2026-04-02", [6] * 13, first_timers=0),
    *weekly("2026-07-09", [None, None, 5, 5, None]),
    *weekly("2026-10-01", [7] * 7),
]
MONTHS = "Which months does the reader want? Type them such as June 2025 to May 2026. Enter: April to September 2026.\n"
TABLE = """\
Period                  Held  Cancelled  Visits, as shared     Visits
────────────────────────────────────────────────────────────────────────────────
April to June             13          0                new         80
July to September          2          3          not shown  not shown
Visits shown, added up                                             80

"""
SCREEN = f"""\
{MONTHS}To share: April to September 2026. Nothing has been written yet.

{TABLE}July to September: visits are not shown, because there were fewer than three sessions.
October to December is left out, because it has not finished.
First-timers are left out: too few to share.
Once shared, a figure stays: no day of April to June 2026 can be in another one later.

Write sessions/shared/2026-04-to-2026-09.csv? Enter: no.
"""
STATISTICS = re.compile(
    r"\b(suppress|disclos|aggregat|anonymi|threshold|statistic|sample|mean\b(?! none)|median|average|percent|dataset|"
    r"cell|n=|noise|granular|metric|variable|null|NaN|grain)",
    re.IGNORECASE,
)
CLOCK = noon(TODAY)


def main(argv: list[str]) -> int:
    return app.main(argv, CLOCK)


@pytest.fixture(autouse=True)
def group(group: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(Root(group, ""), ROWS)
    monkeypatch.chdir(group)
    return group


@pytest.fixture
def typed(type_in, monkeypatch: pytest.MonkeyPatch):
    """Sit down at a terminal that shows a table, and type these lines."""

    def lines(*typed: str) -> None:
        monkeypatch.setattr(viewer, "looks", lambda stream=None: not (stream or viewer._prefers_lines()))
        type_in(*typed)

    return lines


def export(line: str = "") -> int:
    """As a script shares: with --yes, unless somebody sits at the terminal."""
    agreed = [] if prompt.at_a_terminal() else ["--yes"]
    return main(["tally", "export", *line.split(), *agreed])


def shared(group: Path) -> list[str]:
    return sorted(path.name for path in group.rglob("*") if path.is_file() and "2026" in path.name)


def test_at_a_terminal_it_shows_the_table_and_asks(group: Path, typed, capsys: pytest.CaptureFixture[str]) -> None:
    typed("", "")
    assert export() == 0
    assert ESCAPE.sub("", capsys.readouterr().out) == (
        f"{SCREEN}Nothing was written. To write it, type the same again and answer y. Or add --yes.\n"
    )
    assert shared(group) == []
    assert not (group / "sessions" / "shared.toml").exists()


def test_only_a_yes_writes(group: Path, typed, capsys: pytest.CaptureFixture[str]) -> None:
    typed("", "perhaps", "no")
    assert export() == 0
    assert "Say yes or no." in capsys.readouterr().out
    assert shared(group) == []
    typed("", "y")
    assert export() == 0
    said = ESCAPE.sub("", capsys.readouterr().out)
    assert said.startswith(
        f"{SCREEN}Wrote sessions/shared/2026-04-to-2026-09.csv\nSend 2026-04-to-2026-09.txt along with it"
    )
    assert shared(group) == [f"2026-04-to-2026-09{end}" for end in (".csv", ".datapackage.json", ".txt")]


def test_the_end_of_input_is_no_yes(group: Path, typed) -> None:
    typed()
    assert export() == 1
    assert shared(group) == []


def test_without_a_terminal_nothing_is_shared_unless_it_was_said(group: Path, capsys) -> None:
    assert main(["tally", "export"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("To share: April to September 2026. Nothing has been written yet.\n")
    assert said.err.startswith("Nothing was written: what is shared stays shared")
    assert "--yes" in said.err
    assert shared(group) == []
    assert not releases.path(Root(group, "")).exists()
    assert export("--yes") == 0
    said = capsys.readouterr().out
    assert said.startswith("To share: April to September 2026.\n")
    assert "Wrote sessions/shared/2026-04-to-2026-09.csv" in said
    assert NOTE in (group / "sessions" / "shared" / "2026-04-to-2026-09.txt").read_text()


def test_yes_asks_nothing_at_a_terminal(group: Path, typed) -> None:
    typed()
    assert export("--yes") == 0
    assert shared(group)


def test_counts_that_change_while_somebody_looks_are_shown_again_before_they_are_shared(
    group: Path, typed, monkeypatch, capsys
) -> None:
    typed("", "y")
    answered = sys.stdin.readline

    def slowly() -> str:
        answer = answered()
        if answer == "y\n":
            write(Root(group, ""), [*ROWS, *month_of(2026, 6, 20)])
        return answer

    monkeypatch.setattr(sys.stdin, "readline", slowly)
    assert export() == 1
    assert "changed while you were looking. Nothing was written." in capsys.readouterr().err
    assert shared(group) == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("--format json", "2026-04-to-2026-09.json"),
        ("--format XLSX", "2026-04-to-2026-09.xlsx"),
        ("-o figures.xlsx", "figures.xlsx"),
        ("-o figures --format json", "figures.json"),
        ("-o figures", "figures.csv"),
        ("--by half --from 2026-04 --to 2026-12", "2026-07-to-2026-12.csv"),
        ("--by month --year 2026", "2026-04-to-2026-10.csv"),
        ("--to 2026-06", "2026-04-to-2026-06.csv"),
        ("--from 2026-06-15", "2026-07-to-2026-09.csv"),
    ],
)
def test_what_is_asked_for_is_what_is_written(group: Path, line: str, name: str, monkeypatch) -> None:
    if "half" in line:
        monkeypatch.setattr(CLOCK, "time", noon(TODAY.replace(year=2027)).time)
    assert export(line) == 0
    assert list(group.rglob(name))


def test_a_year_begins_when_the_group_says(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (group / "peerkit.toml").write_text("[counting]\nyear_starts = 2\n")
    assert export("--year 2026") == 0
    said = capsys.readouterr().out
    assert said.startswith("To share: February to October 2026.\n")
    assert "November to January is left out" in said or "November 2026 to January 2027 is left out" in said


def test_in_the_first_weeks_of_a_year_the_year_before_is_meant(monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(CLOCK, "time", noon(TODAY.replace(year=2027, month=1)).time)
    assert export() == 0
    assert capsys.readouterr().out.startswith("To share: April to December 2026.\n")


GRANT = [*weekly("2025-06-05", [6] * 51, first_timers=1), *weekly("2026-06-04", [6] * 24)]


@pytest.mark.parametrize(
    "line",
    [
        ["--for", "June 2025 to May 2026"], ["--for", "2025-06 to 2026-05"], ["--for", "June to May 2026"],
        ["--for", "the year to May 2026"], ["--from", "2025-06", "--to", "2026-05"],
        ["--for", "Jun 2025 \N{EN DASH} May 2026"],
    ],
)  # fmt: skip
def test_a_grant_year_from_june_to_may_gets_all_its_months(group: Path, line: list[str], capsys) -> None:
    write(Root(group, ""), GRANT)
    assert main(["tally", "export", *line, "--yes"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("To share: June 2025 to May 2026.\n\nJune to August 2025: 13 held")
    assert "First-timers, June 2025 to May 2026: 50.\n" in said
    assert "What is left beside them can be shared only by itself: April to May 2025 and June 2026.\n" not in said
    assert "What is left beside them can be shared only by itself: June 2026.\n" in said
    assert "year_starts = 6 under [counting]" in said
    figures = [each.period.first.month for each in releases.read(Root(group, "")).visits]
    assert figures == [6, 9, 12, 3]


def test_months_that_the_reader_wants_can_be_typed_when_asked(group: Path, typed, capsys) -> None:
    write(Root(group, ""), GRANT)
    typed("whenever", "June 2025 to May 2026", "y")
    assert export() == 0
    said = capsys.readouterr().out
    assert '"whenever" is not a month.' in said
    assert "Wrote sessions/shared/2025-06-to-2026-05.csv" in said


def test_a_group_whose_last_count_is_old_means_the_last_time_that_has_counts(group: Path, capsys) -> None:
    write(Root(group, ""), [*weekly("2023-01-05", [6] * 52), *weekly("2024-01-04", [6] * 20)])
    assert export() == 0
    assert capsys.readouterr().out.startswith("To share: January to June 2024.\n")
    assert all(each.held for each in releases.read(Root(group, "")).visits)


def test_nothing_to_share_says_why(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export("--from 2026-10") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "There is nothing to share yet. Nothing was written.\n"
        "October to December is left out, because it has not finished.\n"
    )
    assert export("--from 2026-04 --to 2026-05 --by quarter") == 1
    assert "April to May is left out, because it will be in April to June." in capsys.readouterr().err
    assert export("--from 2027-10 --to 2028-09") == 1
    assert "October 2027 to September 2028 is left out, because it has not finished." in capsys.readouterr().err


def test_without_any_count_there_is_nothing_to_share(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (group / "sessions" / "attendance.csv").unlink()
    (group / "sessions").rmdir()
    assert export() == 1
    assert export("--for-ourselves") == 1
    assert capsys.readouterr().err.startswith("Nothing is counted yet.")
    assert list(group.rglob("*.*")) == [], "no folder, no lock"


def test_none_held_because_nothing_was_counted_is_said_before_it_is_shared(group: Path, typed, capsys) -> None:
    write(Root(group, ""), [*ROWS, *month_of(2025, 12, 6)])
    typed("n")
    export("--year 2026")
    assert (
        "January to March: no session was counted, so it says that none was held. If you did" in capsys.readouterr().out
    )


@pytest.mark.parametrize("line", ["--by month --year 2026", "--by quarter --from 2025-01", "--by half --year 2025"])
def test_of_the_time_before_anything_was_counted_no_figure_is_written_or_recorded(group: Path, line: str) -> None:
    export(line)
    assert all(each.period.last >= dt.date(2026, 4, 1) for each in releases.read(Root(group, "")).visits)


def test_a_time_that_lies_wholly_before_anything_was_counted_is_nothing_to_share(group: Path, capsys) -> None:
    assert export("--to 2020-03") == 1
    assert capsys.readouterr().err.endswith(
        "January to March 2020 is left out, because nothing was counted before April 2026.\n"
    )
    assert not releases.path(Root(group, "")).exists()


def test_a_figure_that_has_changed_stays_and_says_how_to_put_it_right(group: Path, capsys) -> None:
    export()
    write(Root(group, ""), [*ROWS, *month_of(2026, 6, 20)])
    capsys.readouterr()
    assert export() == 0
    said = capsys.readouterr().out
    assert "April to June was shared before: 13 held, none cancelled, 80 visits." in said
    assert "Now it would be: 14 held, none cancelled, 100 visits. It stays as it was shared." in said
    assert "peerkit tally export --correct" in said
    assert ",80,rounded" in (group / "sessions" / "shared" / "2026-04-to-2026-09.csv").read_text()
    assert export("--correct -o right.csv") == 0
    assert "It is put right, and marked as corrected." in capsys.readouterr().out
    assert "14,0,100,corrected" in (group / "right.csv").read_text()


def test_exact_figures_that_have_changed_are_written_over_after_a_yes(group: Path, typed, capsys) -> None:
    assert export("--for-ourselves") == 0
    write(Root(group, ""), [*ROWS, *month_of(2026, 6, 20)])
    assert export("--for-ourselves") == 1
    (path,) = group.rglob("*-private.csv")
    typed("n")
    assert export("--for-ourselves") == 0
    assert capsys.readouterr().out.endswith("To write it, type the same again and answer y.\n")
    assert ",13,0,78," in path.read_text()
    typed("y")
    assert export("--for-ourselves") == 0
    assert ",14,0,98," in path.read_text()


def test_a_table_with_other_periods_than_were_asked_for_says_why(group: Path, capsys) -> None:
    export()
    capsys.readouterr()
    export("--by month -o months.csv")
    said = capsys.readouterr().out
    assert "Not every period is as long as you asked for: what was shared before stays as it was shared" in said


def test_an_older_file_of_that_name_is_written_over_only_after_a_yes(group: Path, typed, capsys) -> None:
    export()
    write(Root(group, ""), [*ROWS, *month_of(2026, 6, 20)])
    path = group / "sessions" / "shared" / "2026-04-to-2026-09.csv"
    record = releases.path(Root(group, "")).read_text()
    assert main(["tally", "export", "--correct"]) == 1
    assert ",80,rounded" in path.read_text()
    assert releases.path(Root(group, "")).read_text() == record
    typed("", "y")
    assert export("--correct") == 0
    assert "Write over sessions/shared/2026-04-to-2026-09.csv? Enter: no." in capsys.readouterr().out
    assert ",100,corrected" in path.read_text()


def test_a_correction_with_yes_takes_the_place_of_the_file_that_it_corrects_and_of_no_other(group: Path) -> None:
    export()
    write(Root(group, ""), [*ROWS, *month_of(2026, 6, 20)])
    (group / "mine.csv").write_text("mine")
    assert export("--correct --yes -o mine.csv") == 1
    assert export("--correct --yes") == 0
    assert ",100,corrected" in (group / "sessions" / "shared" / "2026-04-to-2026-09.csv").read_text()


def test_a_link_to_the_counts_is_not_written_through(group: Path, typed, capsys) -> None:
    counts = Root(group, "").ledger.read_text()
    (group / "link.csv").symlink_to(Root(group, "").ledger)
    typed("y")
    assert export("-o link.csv") == 1
    assert "is where peerkit keeps the counts" in capsys.readouterr().err.replace("\n", " ")
    assert Root(group, "").ledger.read_text() == counts


def test_nothing_is_shared_while_a_count_lies_ahead(group: Path, capsys) -> None:
    with Root(group, "").ledger.open("a") as ledger:
        ledger.write("2099-05-01,weekly-circle,in person,7,,,,no\n")
    assert export() == 1
    assert re.search(r"line \d+: 2099-05-01 is still to come", capsys.readouterr().err)
    assert not releases.path(Root(group, "")).exists()


def test_nothing_is_noted_as_shared_where_no_file_can_be_written(group: Path) -> None:
    (group / "sessions" / "shared").write_text("in the way")
    assert export() == 1
    assert not releases.path(Root(group, "")).exists()


def test_a_purge_that_was_cut_off_counts_nothing_twice(group: Path, capsys) -> None:
    root = Root(group, "")
    counts = root.ledger.read_text()
    assert main(["tally", "purge", "--before", "2026-07-01", "--yes"]) == 0
    root.ledger.write_text(counts)  # the totals are there, and the rows are not gone yet
    assert export() == 0
    assert ",80,rounded" in next((group / "sessions" / "shared").glob("*.csv")).read_text()


def test_a_count_put_by_hand_into_a_time_that_was_added_up_is_not_left_out_in_silence(group: Path, capsys) -> None:
    assert main(["tally", "purge", "--before", "2026-07-01", "--yes"]) == 0
    with Root(group, "").ledger.open("a") as ledger:
        ledger.write("2026-04-29,another,in person,20,,,,no\n")
    assert export() == 1
    assert "a total for that time with other numbers" in capsys.readouterr().err.replace("\n", " ")


def test_for_ourselves_is_exact_and_says_that_it_is_not_for_sharing(group: Path, capsys) -> None:
    assert export("--for-ourselves --year 2026") == 0
    (path,) = group.rglob("*-private.csv")
    assert "2026-04-01,2026-06-30,13,0,78," in path.read_text()
    assert "exact and for your group only" in capsys.readouterr().out
    assert not releases.path(Root(group, "")).exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--by week", "is not month, quarter, half or year"),
        ("--by moth", "Did you mean month?"),
        ("--format pdf", "is not csv, json or xlsx"),
        ("--format ods -o a.ods", "is not csv, json or xlsx"),
        ("--year 26", '"26" is not a year from 1900 to 2999'),
        ("--year twenty", "is not a year from 1900 to 2999"),
        ("--year -2026", "is not a year from 1900 to 2999"),
        ("--year 2026 --from 2026-04", "Say --year, or --from and --to"),
        ("--for 2026 --year 2026", "Say --for, --year, or --from and --to"),
        ("--for sometime", 'Both together: --for "June 2025 to May 2026"'),
        ("--for 2026-05-to-2026-04", "is not a month"),
        ("--from 2026-09 --to 2026-04", "ends before it begins: 2026-09 to 2026-04"),
        ("--from April", "Write it like 2027-05"),
        ("--from 2026-13", "Write it like 2027-05"),
        ("--from 0000-04", "Write it like 2027-05"),
        ("--to 2026-02-30", "Write it like 2027-05"),
        ("-o figures.pdf", "ends in .csv, .json or .xlsx"),
        ("-o figures.csv --format json", "ends in .json"),
        ("-o sessions", "names no file"),
        ("-o .", "names no file"),
        ("-o -", "names no file"),
        ("--output=", "names no file"),
        ("-o sessions/attendance.csv", "keeps the counts"),
        ("-o sessions/../sessions/Attendance-replaced.csv", "keeps the counts"),
        ("--for-ourselves --correct", "nothing is to be corrected"),
        ("figures.csv", "unexpected extra argument"),
    ],
)
def test_a_wrong_word_is_met_with_the_right_one_and_writes_nothing(group: Path, line: str, said: str, capsys) -> None:
    before = sorted(group.rglob("*"))
    assert export(line) == 2
    assert said in capsys.readouterr().err
    assert sorted(group.rglob("*")) == before


@pytest.mark.parametrize("name", ["a\nb.csv", "\x1b[31m.csv", "n" * 300 + ".csv", "\0.csv", "", "attendance.csv/x.csv"])
def test_a_name_that_cannot_be_is_refused_without_a_trace_of_it_in_the_terminal(group: Path, name: str, capsys) -> None:
    before = (group / "sessions" / "attendance.csv").read_bytes()
    main(["tally", "export", "-o", name])
    said = capsys.readouterr()
    assert "\x1b" not in said.out + said.err
    assert "Traceback" not in said.err
    assert (group / "sessions" / "attendance.csv").read_bytes() == before


def test_a_folder_that_cannot_be_written_says_so(group: Path, capsys) -> None:
    (group / "sessions" / "shared").write_text("")
    assert export() == 1
    assert "is a file" in capsys.readouterr().err


def test_no_word_of_statistics_is_said_or_written(group: Path, typed, capsys) -> None:
    typed("y", "y")
    export("--year 2026 --by month")
    write(Root(group, ""), [*ROWS, *month_of(2026, 6, 20)])
    export("--from 2026-01 --to 2026-12 --correct")
    export("--from 2026-05 --to 2026-06 --by month -o a.csv")
    main(["tally", "export", "--help"])
    said = capsys.readouterr()
    written = [path.read_text() for path in group.rglob("*.csv")] + [path.read_text() for path in group.rglob("*.txt")]
    for text in (said.out, said.err, *written):
        assert not STATISTICS.search(text), STATISTICS.search(text)


def test_on_a_narrow_terminal_each_figure_has_a_line(typed, monkeypatch, capsys) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    typed("", "n")
    export()
    said = ESCAPE.sub("", capsys.readouterr().out)
    assert "July to September\n  Held: 2\n  Cancelled: 3\n" in said
    assert "  Visits: not shown\n" in said


def test_first_timers_of_a_year_are_said_and_put_right(group: Path, typed, capsys) -> None:
    rows = [each for month in range(1, 13) for each in month_of(2025, month, 5, 5, 5, 5, first_timers=1)]
    write(Root(group, ""), rows)
    typed("y", "n", "n")
    export("--year 2025")
    assert "First-timers, January to December 2025: 50.\n" in capsys.readouterr().out
    write(Root(group, ""), [*rows, *weekly("2025-12-30", [9], first_timers=9)])
    export("--year 2025")
    said = capsys.readouterr().out
    assert "January to December was shared before: 50 first-timers." in said
    assert "Now it would be: 55 first-timers. It stays as it was shared." in said
    write(Root(group, ""), [*(each.changed(first_timers=0) for each in rows[:10]), *rows[10:]])
    export("--year 2025 --correct")
    assert "Now it would be: 40 first-timers. It is put right" in capsys.readouterr().out
    write(Root(group, ""), rows[:40])
    export("--year 2025 --correct")
    said = capsys.readouterr().out
    assert "Now it would be: 40 first-timers. It is taken back: other sessions are counted" in said


def first_timers_taken_back(group: Path) -> Path:
    """Share the first-timers of a year, then find that most of them were no such thing."""
    rows = [each for month in range(1, 13) for each in month_of(2025, month, 5, 5, 5, 5, first_timers=1)]
    write(Root(group, ""), rows)
    export("--year 2025")
    few = [each for month in range(1, 13) for each in month_of(2025, month, 5, 5, 5, 5, first_timers=0)]
    write(Root(group, ""), few)
    return group / "sessions" / "shared" / "2025-01-to-2025-12-first-timers.csv"


def test_first_timers_that_are_taken_back_take_their_file_with_them(group: Path, capsys) -> None:
    path = first_timers_taken_back(group)
    assert path.exists()
    export("--year 2025 --correct --yes")
    assert "Took away sessions/shared/2025-01-to-2025-12-first-timers.csv" in capsys.readouterr().out
    assert not path.exists()


def test_a_file_of_first_timers_that_somebody_changed_is_named_and_left_alone(group: Path, capsys) -> None:
    path = first_timers_taken_back(group)
    path.write_text(path.read_text() + "our own remark\n")
    export("--year 2025 --correct --yes")
    assert f"{path.relative_to(group)} does not go with these figures." in capsys.readouterr().err
    assert path.read_text().endswith("our own remark\n")


@pytest.mark.parametrize("line", ["", "--format json", "--format xlsx"])
def test_without_the_record_of_what_was_shared_nothing_more_is(group: Path, line: str, capsys) -> None:
    export(line)
    record = releases.path(Root(group, ""))
    there = sorted(group.rglob("*"))
    text = record.read_text()
    record.unlink()
    capsys.readouterr()
    assert export("--by month --year 2026") == 1
    said = capsys.readouterr().err
    assert "shared.toml is not there, and 2026-04-to-2026-09" in said
    assert "back from a copy" in said
    assert main(["tally", "evidence"]) == 1
    record.write_text(text)
    assert sorted(group.rglob("*")) == there


@pytest.mark.parametrize("line", ["--from 2026-04", "--from 2026-04 --format json"])
def test_a_record_that_lost_a_figure_shares_nothing_more(group: Path, line: str, capsys) -> None:
    write(Root(group, ""), [*ROWS, *weekly("2026-07-10", [6] * 9)])
    export(line)
    record = releases.path(Root(group, ""))
    head, spring, summer = record.read_text().partition("[[visits]]")[0], *record.read_text().split("[[visits]]")[1:]
    record.write_text(f"{head}[[visits]]{summer}")
    capsys.readouterr()
    assert export("--by month --from 2026-04 -o months.csv") == 1
    said = capsys.readouterr().err
    assert "shared.toml has nothing for April to June 2026, and 2026-04-to-2026-09" in said
    assert not (group / "months.csv").exists()
    record.write_text(f"{head}[[visits]]{spring}[[visits]]{summer}")
    assert export("--by month --from 2026-04 -o months.csv") == 0


def test_a_shared_file_that_can_t_be_read_any_more_is_said(group: Path, capsys) -> None:
    write(Root(group, ""), [*ROWS, *weekly("2026-07-10", [6] * 9)])
    export("--from 2026-04")
    (shared,) = (each for each in (group / "sessions" / "shared").glob("*[0-9].csv"))
    shared.write_text(shared.read_text().replace("rounded", "estimated"))
    capsys.readouterr()
    assert export("--from 2026-04 -o again.csv") == 0
    assert f"{shared.name} can't be read any more. What it shared is in shared.toml." in capsys.readouterr().err


def test_a_record_that_may_not_be_read_is_not_said_to_be_wrong(group: Path, monkeypatch, capsys) -> None:
    export()
    releases.path(Root(group, "")).unlink()
    releases.path(Root(group, "")).mkdir()
    assert export() == 1
    assert "it is a folder, not a file.\nName a file." in capsys.readouterr().err


def test_a_file_in_which_nothing_is_shown_has_a_record_too(group: Path) -> None:
    write(Root(group, ""), month_of(2026, 7, 9, 9))
    assert export() == 0
    assert releases.path(Root(group, "")).exists()
    assert export("--format json") == 0


@pytest.mark.parametrize("how", ["ACCESSIBLE", "peerkit.toml"])
def test_whoever_wants_lines_to_be_read_aloud_gets_sentences(group: Path, how: str, typed, monkeypatch, capsys) -> None:
    if how == "ACCESSIBLE":
        monkeypatch.setenv("ACCESSIBLE", "1")
    else:
        (group / "peerkit.toml").write_text("[running]\nplain = true\n")
    typed("", "n")
    export()
    said = capsys.readouterr().out
    assert "April to June: 13 held, none cancelled, 80 visits.\n" in said
    assert "  " not in said


def test_where_no_terminal_shows_a_table_there_are_sentences(group: Path, capsys) -> None:
    assert export() == 0
    said = capsys.readouterr().out
    assert "April to June: 13 held, none cancelled, 80 visits.\n" in said
    assert "Held" not in said


def test_everything_that_an_export_writes_is_listed_by_where(group: Path, capsys) -> None:
    for line in ("", "--format json", "--format xlsx", "--for-ourselves", "--for-ourselves --format xlsx"):
        assert export(line) == 0
    capsys.readouterr()
    assert main(["where"]) == 0
    said = capsys.readouterr().out.splitlines()
    for path in group.rglob("*"):
        if path.is_file():
            assert said.count(path.relative_to(group).as_posix()) == 1, path


@pytest.mark.skipif(sys.platform == "win32", reason="pexpect needs a pseudo-terminal")
def test_somebody_at_a_real_terminal_looks_answers_and_has_a_file(group: Path) -> None:
    import pexpect

    from tests.forked import Terminal

    words, env = ("tally", "export", "--to", "2026-09"), environment(group)
    child = Terminal(group, *words, env=env, dimensions=(30, 90), echo=True, encoding="utf-8")
    child.expect(r"Nothing has been written yet")
    child.expect(r"Write sessions/shared/2026-04-to-2026-09\.csv\? Enter: no\.")
    child.sendline("y")
    child.expect(r"Wrote sessions/shared/2026-04-to-2026-09\.csv")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert ",13,0,80,rounded" in (group / "sessions" / "shared" / "2026-04-to-2026-09.csv").read_text()
