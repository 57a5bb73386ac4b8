"""Counts from real life: every file of `tests/foreign.py` as somebody types the command, and what holds of all."""

import csv
import datetime as dt
import io
import json
import re
import shlex
import subprocess
import tempfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.cli import app
from peerkit.columns import by_name
from peerkit.errors import PeerkitError
from peerkit.tally import exchange, export, ledger
from peerkit.tally.exchange import ImportRequest, ImportWishes, Usual
from peerkit.tally.importing import judging
from peerkit.tally.row import Row
from peerkit.workspace.root import Root
from tests.figures import asked
from tests.foreign import CASES, WEEKS, Case, turned, weekly
from tests.room import noon
from tests.tries import tries

TODAY = dt.date(2026, 11, 20)
ALL = [each if isinstance(each, Case) else each() for each in CASES]


@pytest.fixture(autouse=True)
def root(group: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    return Root(group, "")


def short(row: Row) -> str:
    """A row as the cases write it: what is usual is left out."""
    number = "cancelled" if row.cancelled else "uncounted" if row.uncounted else str(row.people)
    rest = [row.session] if row.session != "weekly-circle" else []
    rest += [row.format] if row.format != "in person" else []
    rest += [f"{count} {name}" for name, count in by_name(row.parts).items() if count is not None]
    return " ".join([row.date.isoformat(), number, *rest])


def test_there_are_sixty_files_and_more_and_no_two_of_one_name() -> None:
    assert len({case.name for case in ALL}) == len(ALL) >= 60


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_of_a_file_that_people_have_only_what_is_sure_is_in_the_ledger(
    root: Root, capsys: pytest.CaptureFixture[str], case: Case
) -> None:
    content = case.content.encode() if isinstance(case.content, str) else case.content
    Path(case.name).write_bytes(content)
    done = app.main(["tally", "import", case.name, "--yes", *shlex.split(case.typed)], noon(TODAY))
    said = "".join(capsys.readouterr())
    assert [short(row) for row in ledger.read(root)] == sorted(case.counts)
    assert done == (0 if case.counts else 1)
    for words in case.said:
        assert words in said
    assert "Ze" not in said
    assert "Zack" not in said


# What holds of all files

SECRET = "Zebedee"
BRITISH, AMERICAN = 2057, 1033
"""Languages of a spreadsheet, by the numbers that Windows gave them."""
WRITTEN: tuple[Callable[[dt.date], str], ...] = (
    dt.date.isoformat,
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day:%m/%d/%Y}",
    lambda day: f"{day:%d.%m.%y}",
    lambda day: f"{day:%a %d %b %Y}",
    lambda day: f"{day:%B} {day.day}, {day.year}",
    lambda day: f"{day.isoformat()}T19:00:00Z",
    lambda day: f"{day.isocalendar().year}-W{day.isocalendar().week:02}-{day.isocalendar().weekday}",
)


@st.composite
def spreadsheets(draw: st.DrawFn) -> tuple[str, list[Row]]:
    """A weekly group's file in one of many ways, with columns that are nobody's business, and the counts in it."""
    first = dt.date(2025, draw(st.integers(1, 12)), draw(st.integers(1, 28)))
    numbers = draw(st.lists(st.none() | st.integers(4, 12), min_size=9, max_size=30).filter(lambda those: any(those)))
    days = [first + dt.timedelta(weeks=week) for week in range(len(numbers))]
    rows = [Row(day, "weekly-circle", "in person", people, cancelled=people is None)
            for day, people in zip(days, numbers, strict=True)]  # fmt: skip
    written = draw(st.sampled_from(WRITTEN))
    off = draw(st.sampled_from(("cancelled", "Did not meet", "CANCELLED - snow")))
    lines = [["Date", "Attendance", "Theme", "Tea"]]
    lines += [[written(row.date), off if row.cancelled else str(row.people), f"{SECRET} {at}", "£2.50"]
              for at, row in enumerate(rows)]  # fmt: skip
    if draw(st.booleans()):
        lines = [["Thursday circle", "", SECRET, ""], *lines]
    if draw(st.booleans()):
        lines.append(["Total", str(sum(row.people or 0 for row in rows)), "", ""])
    if draw(st.booleans()):
        lines = [[*reversed(line)] for line in lines]
    text = io.StringIO()
    csv.writer(text, delimiter=draw(st.sampled_from(",;\t"))).writerows(lines)
    return text.getvalue(), rows


@tries(0.6)
@given(spreadsheets())
def test_import_then_list_then_export_says_the_same_and_nothing_of_other_columns_is_written_or_printed(
    file: tuple[str, list[Row]],
) -> None:
    content, rows = file
    with tempfile.TemporaryDirectory() as folder:
        root, path = Root(Path(folder) / "group", ""), Path(folder) / "theirs.csv"
        path.write_text(content, newline="")
        (found,) = exchange.read(
            path, Usual("weekly-circle", "in person"), ImportRequest(ImportWishes(dt.date(2026, 12, 31)))
        )
        plan = exchange.sort(root, [found])
        ledger.add_all(root, plan.new)
        assert ledger.read(root) == rows
        assert exchange.sort(root, [found]).same == len(rows)
        first, last = f"{rows[0].date:%Y-%m}", f"{rows[-1].date:%Y-%m}"
        exact = export.for_ourselves(root, asked(first, last, "month"), "json")
        totals = json.loads(exact.read_text())["resources"][0]["data"]
        assert sum(month["visits"] for month in totals) == sum(row.people or 0 for row in rows)
        assert sum(month["cancelled"] for month in totals) == sum(row.cancelled for row in rows)
        assert SECRET not in repr((found, plan)) + root.ledger.read_text() + exact.read_text()


def test_what_reading_a_file_takes_in_memory_does_not_grow_with_what_is_left_alone(tmp_path: Path) -> None:
    def peak(remark: str) -> int:
        lines = [f"{dt.date(2020, 1, 1) + dt.timedelta(at)},{5 + at % 7},{remark} {at}" for at in range(100)]
        (tmp_path / "theirs.csv").write_text("\n".join(["Date,People,Notes", *lines, ""]))
        tracemalloc.start()
        exchange.read(tmp_path / "theirs.csv", Usual("circle", "in person"), ImportRequest(ImportWishes(TODAY)))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak("")
    assert peak("word " * 300) - peak("word") < 60_000  # bytes: the remarks are 150,000


def test_a_workbook_with_a_cell_very_far_away_is_refused_before_it_is_unfolded(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "Date", "x"
    book.save(tmp_path / "far.xlsx")
    with pytest.raises(PeerkitError, match="a cell very far from all others"):
        exchange.read(tmp_path / "far.xlsx", Usual("circle", "in person"), ImportRequest(ImportWishes(TODAY)))


@tries(0.6)
@given(
    spreadsheets(),
    st.integers(0, 29),
    st.sampled_from(("swapped", "ten years on", "no such day", "a word", "far more")),
)
def test_one_line_that_is_mistyped_changes_no_other(file: tuple[str, list[Row]], at: int, mistake: str) -> None:
    content, rows = file
    row = rows[at % len(rows)]
    other = {"swapped": f"{row.date:%m/%d/%Y}", "ten years on": f"{row.date:%d/%m}/{row.date.year + 10}",
             "no such day": f"31/02/{row.date.year}", "a word": "soon"}.get(mistake)  # fmt: skip
    days = {each.date for each in rows}
    lines = content.splitlines(keepends=True)
    place, written = next(
        (number, form(row.date)) for number, line in enumerate(lines) for form in WRITTEN if form(row.date) in line
    )
    lines[place] = (
        lines[place].replace(written, other)
        if other
        else re.sub(r"(^|[,;\t])([0-9]{1,2})(?=[,;\t\r])", r"\g<1>9\g<2>9", lines[place])
    )
    swapped = dt.date(row.date.year, row.date.day, row.date.month) if row.date.day <= 12 else None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "theirs.csv"
        path.write_text("".join(lines), newline="")
        (found,) = exchange.read(
            path, Usual("weekly-circle", "in person"), ImportRequest(ImportWishes(dt.date(2026, 12, 31)))
        )
    there = {each for _line, each in found.rows}
    assert {each for each in rows if each != row and each.date != swapped} <= there
    assert {each.date for each in there} <= days | {swapped}


@pytest.mark.outside("soffice")
@pytest.mark.parametrize("ending", ["ods", "xls", "xlsx"])
def test_what_a_spreadsheet_saves_is_read_and_what_one_of_another_country_has_turned_round_is_refused(
    root: Root, tmp_path: Path, ending: str
) -> None:
    (tmp_path / "weeks.csv").write_text(turned(weekly(*range(5, 13))))
    asked = ImportRequest(ImportWishes(TODAY))
    for language, there in ((BRITISH, 8), (AMERICAN, None)):
        comma, quote, utf_8, first_line = 44, 34, 76, 1
        how = f"CSV:{comma},{quote},{utf_8},{first_line},,{language}"
        line = (
            "soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", f"--infilter={how}",
            "--convert-to", ending, "--outdir", str(tmp_path), str(tmp_path / "weeks.csv"),
        )  # fmt: skip
        subprocess.run(line, check=True, capture_output=True, timeout=300)
        if there is None:
            with pytest.raises(PeerkitError, match="a spreadsheet has turned round"):
                exchange.read(tmp_path / f"weeks.{ending}", Usual("circle", "in person"), asked)
        else:
            (found,) = exchange.read(tmp_path / f"weeks.{ending}", Usual("circle", "in person"), asked)
            assert [(row.date.isoformat(), row.people) for _line, row in found.rows] == list(
                zip(WEEKS, range(5, 13), strict=True)
            )


# Where a way of meeting is meant

KINDS = (
    ("dates.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "dates.ics is a calendar."),
    ("feed.json", '[{"name": "Circle"}]', "feed.json is JSON"),
    ("circle.yaml", "title: Circle\nminutes: 90\nblocks:\n  - name: opening\n", "circle.yaml is YAML."),
    ("circle.md", "# Our circle\n\nWe open with a round.\n", "circle.md is Markdown."),
    ("counts.csv.xlsx", b"PK\x03\x04\x14\x00", "is a spreadsheet."),
    ("circle.toml", "title = “Our circle”\n[[block]]\nname = “Opening”\n", "Line 1 has the first of them."),
)


@pytest.mark.parametrize(("name", "content", "words"), KINDS)
@pytest.mark.parametrize("command", ["template check", "session start --yes"])
def test_another_kind_of_file_is_named_with_what_to_do(
    capsys: pytest.CaptureFixture[str], command: str, name: str, content: str | bytes, words: str
) -> None:
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    assert app.main([*command.split(), name], noon(TODAY)) == 1
    said = "".join(capsys.readouterr())
    assert words in said
    assert "template new" in said or "straight quotes" in said


def test_toml_that_is_only_wrong_is_still_said_by_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("circle.toml").write_text('title = "Circle"\nminutes =\n')
    assert app.main(["template", "check", "circle.toml"], noon(TODAY)) == 1
    assert "line 2" in "".join(capsys.readouterr())


def test_a_file_of_more_sessions_than_a_group_can_have_had_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "MOST_LINES", 7)
    (tmp_path / "theirs.csv").write_text(weekly(*range(5, 13)))
    with pytest.raises(PeerkitError, match="has more than 7 lines"):
        exchange.read(tmp_path / "theirs.csv", Usual("circle", "in person"), ImportRequest(ImportWishes(TODAY)))
