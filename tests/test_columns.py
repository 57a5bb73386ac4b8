"""The table of columns, proved with `online`: what one row in it gives to every way in and every way out."""

import csv
import datetime as dt
import json
import tracemalloc
from pathlib import Path

import pytest

from peerkit.cli import app
from peerkit.columns import ASKED, COLUMNS, FIRST_TIMERS, PARTS, parts
from peerkit.tally import export, ledger, quarters, record, releases
from peerkit.tally.combine import combine
from peerkit.workspace.kept import KEPT
from peerkit.workspace.root import Root
from tests.figures import asked, month_of, row, write
from tests.room import noon

TODAY = dt.date(2026, 11, 20)
OLD = "date,session,format,people,first_timers,supporters,volunteers,cancelled"


@pytest.fixture(autouse=True)
def root(group: Path) -> Root:
    group.mkdir()
    return Root(group, "")


def tally(line: str) -> int:
    return app.main(["tally", *line.split()], noon(TODAY))


def test_names_options_questions_and_headings_are_each_said_once() -> None:
    for said in ([column.name for column in COLUMNS], [part.called for part in PARTS], [part.title for part in PARTS]):
        assert len(set(said)) == len(said)
    headings = [heading for column in COLUMNS for heading in column.headings]
    assert len(set(headings)) == len(headings)
    assert {column.name for column in COLUMNS if column.question} == set(ASKED)


def test_only_first_timers_have_a_place_in_the_rule_of_disclosure() -> None:
    assert [part.name for part in PARTS if part.shared] == ["first_timers"]
    assert PARTS[FIRST_TIMERS].name == quarters.COLUMNS[-2] == list(record.KEYS)[-1]


def test_a_part_that_is_in_no_table_cannot_be_counted() -> None:
    with pytest.raises(KeyError):
        parts(mood=9)


def test_what_joined_from_elsewhere_is_added_listed_and_put_right(root: Root, capsys) -> None:
    assert tally("add 9 --format both --online 3 --on 2026-11-19") == 0
    assert tally("add 8") == 0
    assert tally("amend --on 2026-11-19 --online 4") == 0
    assert tally("list") == 0
    assert "19 November 2026, weekly-circle, both, 9 people, 4 joined from elsewhere.\n" in capsys.readouterr().out
    assert root.ledger.read_text().splitlines() == [
        f"{OLD},online", "2026-11-19,weekly-circle,both,9,,,,no,4", "2026-11-20,weekly-circle,both,8,,,,no,",
    ]  # fmt: skip
    assert root.replaced.read_text().splitlines() == [f"{OLD},online", "2026-11-19,weekly-circle,both,9,,,,no,3"]
    assert tally("list --json") == 0
    assert [each["online"] for each in json.loads(capsys.readouterr().out)] == [4, None]
    assert tally("add --help") == 0
    assert "--online N" in capsys.readouterr().out


def test_where_nobody_counts_it_nothing_has_a_place_for_it(root: Root, capsys) -> None:
    assert tally("add 9 --format both") == 0
    assert tally("list --json") == 0
    assert root.ledger.read_text().splitlines()[0] == OLD
    assert tally("export --for-ourselves -o ours.csv") == 0
    assert "online" not in Path("ours-private.csv").read_text() + capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--online 10 --format both", "people online are more than people"),
        ("--online 3 --format in-person", "3 joined from elsewhere, and it says that everyone met in person."),
    ],
)
def test_what_cannot_be_is_not_written(root: Root, capsys, line: str, said: str) -> None:
    assert tally(f"add 9 {line}") == 1
    assert said in capsys.readouterr().err
    assert not root.ledger.exists()


def test_it_is_taken_from_a_spreadsheet(root: Root) -> None:
    Path("theirs.csv").write_text("Date,Headcount,How we met,How many joined online\n2026-11-05,9,Both,2\n")
    assert tally("import theirs.csv") == 0
    assert ledger.read(root)[0].parts == parts(online=2)


def test_the_group_sees_its_sum_over_the_sessions_that_were_both_if_each_of_them_counted_it(root: Root) -> None:
    both = [each._replace(format="both") for each in month_of(2026, 4, 6, 7, online=2)]
    alone = row("2026-04-20", 9)
    write(root, [*both, alone, *(each.changed(date=each.date.replace(month=5), online=None) for each in both[:1])])
    path = export.for_ourselves(root, asked("2026-04", "2026-05", "month"), "csv")
    lines = list(csv.DictReader(path.read_text().splitlines()))
    assert [(line["visits"], line["online"]) for line in lines] == [("22", "4"), ("6", "")]


def test_nothing_of_it_is_shared(root: Root) -> None:
    rows = [each._replace(format="both") for each in month_of(2025, 1, 7, 7, 7, 7, online=3)]
    write(root, rows)
    for form in ("csv", "json", "xlsx"):
        shared = export.share(root, asked("2025-01", "2025-12"), form)
        assert not any(b"online" in path.read_bytes() or b"elsewhere" in path.read_bytes() for path in shared.paths)
    assert "online" not in releases.path(root).read_text()


def test_where_says_what_it_is_for() -> None:
    fields = {kept.path: dict(kept.fields) for kept in KEPT}
    assert fields["sessions/attendance.csv"]["online"] == "How many joined from elsewhere, if the group asks."
    assert "online" in fields["sessions/.running/journal"]
    assert "online" not in fields["sessions/shared/FROM-to-TO.csv"]


# Files of other versions


def test_totals_are_read_by_their_names_and_a_column_that_was_not_written_is_empty(root: Root) -> None:
    root.sessions.mkdir()
    root.quarters.write_text("largest,visits,to,from,cancelled,held\n9,20,2024-06-30,2024-04-01,0,3\n")
    total = quarters.Quarter(dt.date(2024, 4, 1), dt.date(2024, 6, 30), 3, 0, 20, 9, None)
    assert quarters.read(root) == [total]


def test_shared_files_are_read_by_their_names(root: Root) -> None:
    path = root.path / "theirs.csv"
    path.write_text("visits_status,visits,held,cancelled,to,from\nrounded,80,13,0,2026-03-31,2026-01-01\n")
    assert combine([str(path)]).total.visits == 80
    named = {"visits_status": "rounded", "to": "2026-03-31", "from": "2026-01-01", "held": 13, "cancelled": 0}
    package = {"resources": [{"name": "visits", "data": [{**named, "visits": 80}]}]}
    path.with_suffix(".json").write_text(json.dumps(package))
    assert combine([str(path.with_suffix(".json"))]).total.visits == 80


# Memory


def test_what_adding_and_amending_keep_in_memory_does_not_grow_with_the_counts(root: Root) -> None:
    def peak(rows: int) -> int:
        first = dt.date(1990, 1, 1)
        root.sessions.mkdir(exist_ok=True)
        with root.ledger.open("w") as file:
            file.write(f"{OLD}\n")
            file.writelines(f"{first + dt.timedelta(at)},circle,both,{1 + at % 20},,,,no\n" for at in range(rows))
        tracemalloc.start()
        ledger.add(root, row("1989-01-01", 9, volunteers=2))
        ledger.amend(root, first, "circle", people=9, online=4)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert len(ledger.read(root)) == rows + 1
        return most

    peak(10)
    assert peak(5_000) < 1.5 * peak(500)
