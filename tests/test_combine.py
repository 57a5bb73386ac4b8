"""Many groups' shared figures added up: printed figures only, and nothing that was never shared."""

import json
import re
import tracemalloc
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.errors import PeerkitError
from peerkit.tally import export, ledger, marks
from peerkit.tally.combine import Sum, combine, sources
from peerkit.tally.marks import LETTERS, MarksMet
from peerkit.tally.shared_file import COLUMNS
from peerkit.workspace.root import Root
from tests.figures import asked, month_of, weekly, write

HEADER = ",".join(COLUMNS)
MARKED = f"{HEADER},marks"
Q1, Q2 = "2026-01-01,2026-03-31", "2026-04-01,2026-06-30"


def shared(folder: Path, name: str, *lines: str, header: str = HEADER) -> Path:
    path = folder / name
    path.write_bytes("\r\n".join([header, *lines, ""]).encode())
    return path


def mark(number: int, months: int = 3) -> str:
    """Marks of a group, by its number: others for each month."""
    letters = [LETTERS[number // 20**place % 20] for place in range(4)]
    return " ".join("".join(letters) + LETTERS[month] * 8 for month in range(months))


def added_up(*paths: Path) -> Sum:
    return combine([str(path) for path in paths]).total


def refusal(*paths: Path) -> str:
    with pytest.raises(PeerkitError) as refused:
        combine([str(path) for path in paths])
    assert refused.value.hint
    return f"{refused.value.message}\n{refused.value.hint}"


def test_printed_figures_are_added_up_by_period_and_over_all(tmp_path: Path) -> None:
    first = shared(tmp_path, "a.csv", f"{Q1},13,0,80,rounded", f"{Q2},2,3,,not shown")
    second = shared(tmp_path, "b.csv", f"{Q1},12,1,45,corrected", f"{Q2},0,2,0,none held")
    found = combine([str(first), str(second)])
    one, two = found.periods.values()
    assert (one.groups, one.held, one.cancelled, one.visits, one.shown, one.not_shown) == (2, 25, 1, 125, 2, 0)
    assert (two.groups, two.held, two.cancelled, two.visits, two.shown, two.not_shown) == (2, 2, 5, 0, 1, 1)
    total = found.total
    assert (total.groups, total.held, total.cancelled, total.visits, total.shown, total.not_shown) == (
        2,
        27,
        6,
        125,
        3,
        1,
    )


def test_what_a_spreadsheet_made_of_a_shared_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbf" + f"{HEADER}\r\n{Q1},13,0,80,rounded\r\n;;;;;\r\n".replace(",", ";").encode())
    assert combine([str(path)]).total.visits == 80


def test_a_file_without_marks_that_is_given_twice_is_counted_once(tmp_path: Path) -> None:
    path = shared(tmp_path, "a.csv", f"{Q1},13,0,80,rounded")
    found = combine([str(path), str(tmp_path / "." / "a.csv")])
    assert (found.total.visits, found.again, found.alike) == (80, 1, [])


def test_a_copy_without_marks_is_named_even_if_a_spreadsheet_saved_it_in_another_order(tmp_path: Path) -> None:
    lines = [f"{Q1},13,0,80,rounded", f"{Q2},12,0,70,rounded"]
    path, copy = shared(tmp_path, "a.csv", *lines), tmp_path / "b.csv"
    copy.write_text("\n".join([HEADER, *reversed(lines)]).replace(",", ";"))
    found = combine([str(path), str(copy)])
    assert found.alike == [[str(path), str(copy)]]
    assert found.total.visits == 300


def test_groups_that_have_the_same_figures_and_marks_of_their_own_are_added_up_without_a_doubt(tmp_path: Path) -> None:
    paths = [
        shared(tmp_path, f"{number}.csv", f"{Q1},13,0,80,rounded,{mark(number)}", header=MARKED) for number in range(9)
    ]
    found = combine(list(map(str, paths)))
    assert (found.total.groups, found.total.visits, found.again, found.alike) == (9, 720, 0, [])


def test_what_a_group_shared_twice_is_added_up_once(tmp_path: Path) -> None:
    one, rest = f"{Q1},13,0,80,rounded,{mark(1)}", f"{Q2},12,0,70,rounded,{mark(2)}"
    quarter = shared(tmp_path, "quarter.csv", one, header=MARKED)
    half = shared(tmp_path, "half.csv", one, rest, header=MARKED)
    other = shared(tmp_path, "other.csv", f"{Q1},13,0,80,rounded,{mark(3)}", header=MARKED)
    total = added_up(quarter, half, other)
    assert (total.groups, total.held, total.visits, total.shown) == (2, 38, 230, 3)
    assert added_up(other, half, quarter, half) == total


@pytest.mark.parametrize(
    ("older", "newer", "visits"),
    [
        (f"{Q1},13,0,80,rounded,{mark(1)}", f"{Q1},14,0,85,corrected,{mark(1)}", 85),
        (f"{Q1},13,0,80,rounded,{mark(1)}", f"{Q1},3,0,,not shown,{mark(1)}", 0),
        (f"{Q1},2,0,,not shown,{mark(1)}", f"2026-01-01,2026-06-30,14,0,80,rounded,{mark(1, 6)}", 80),
        (f"2026-03-01,2026-03-31,1,0,,not shown,{mark(1).split()[2]}", f"{Q1},3,0,,not shown,{mark(1)}", 0),
    ],
)
def test_of_two_figures_of_a_group_the_newer_is_added_up(tmp_path: Path, older: str, newer: str, visits: int) -> None:
    paths = [shared(tmp_path, f"{name}.csv", line, header=MARKED) for name, line in (("a", older), ("b", newer))]
    expected = added_up(paths[1])
    assert expected.visits == visits
    assert added_up(*paths) == expected == added_up(*reversed(paths))


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (f"{Q1},13,0,80,corrected,{mark(1)}", f"{Q1},13,0,85,corrected,{mark(1)}", "say different things of January"),
        (f"{Q1},2,0,,not shown,{mark(1)}", f"{Q1},13,0,80,rounded,{mark(1)}", "say different things of January"),
        (
            f"2026-01-01,2026-01-31,4,0,20,rounded,{mark(1, 1)}",
            f"{Q1},13,0,80,rounded,{mark(1)}",
            "one figure for January 2026 and another for January to March 2026",
        ),
    ],
)
def test_figures_of_one_group_of_which_nobody_can_tell_the_newer_are_refused(
    tmp_path: Path, one: str, other: str, words: str
) -> None:
    said = refusal(shared(tmp_path, "a.csv", one, header=MARKED), shared(tmp_path, "b.csv", other, header=MARKED))
    assert "a.csv and " in said
    assert "are one group's, and " in said
    assert words in said


def test_what_export_wrote_in_every_form_is_known_again_and_no_mark_stands_in_two_periods(tmp_path: Path) -> None:
    root = Root(tmp_path / "group", "")
    write(root, [*month_of(2025, 1, 5, 5, 5, 5), *weekly("2025-07-03", [6] * 13), *weekly("2026-01-08", [6] * 24)])
    paths = [
        export.share(root, asked(*months), form, tmp_path / f"{number}.{form}").paths[-1]
        for number, (months, form) in enumerate(
            [(("2026-01", "2026-03"), "csv"), (("2026-01", "2026-06"), "json"), (("2025-01", "2026-06"), "csv")]
        )
    ]
    found = combine(list(map(str, paths)))
    assert (found.total, found.again) == (added_up(paths[-1]), 3)
    rows = [line.split(",") for line in paths[-1].read_text().splitlines()[1:]]
    told = [mark for *_, cell in rows for mark in cell.split()]
    assert len(set(told)) == len(told) == 18


@given(st.lists(st.tuples(st.integers(0, 400), st.lists(st.integers(0, 5000), max_size=6)), max_size=60))
def test_files_that_have_a_mark_in_common_are_found_in_memory_and_beyond_it(files: list[tuple[int, list[int]]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marks, "_IN_MEMORY", 4)
        with closing(MarksMet()) as met:
            for number, seen in files:
                met.add(number, seen)
            found = met.together()
    sets = [({number}, set(seen)) for number, seen in files]
    merged: list[tuple[set[int], set[int]]] = []
    for numbers, seen in sets:
        alike = [each for each in merged if each[0] & numbers or each[1] & seen]
        merged = [each for each in merged if each not in alike]
        merged.append((numbers.union(*(each[0] for each in alike)), seen.union(*(each[1] for each in alike))))
    assert sorted(found) == sorted(sorted(numbers) for numbers, _ in merged if len(numbers) > 1)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"{Q1},13,0,78,rounded", "rounded to the nearest 5"),
        (f"{Q1},13,0,5,rounded", "is at least 10"),
        (f"{Q1},2,0,80,rounded", "at least three sessions"),
        (f"{Q1},13,0,,rounded", "visits is a whole number"),
        (f"{Q1},13,0,0,rounded", "is at least 10"),
        (f"{Q1},13,0,0,none held", "only there"),
        (f"{Q1},0,0,10,none held", "only there"),
        (f"{Q1},13,0,3,not shown", "says that they are not shown"),
        (f"{Q1},13,0,80,exact", "visits_status is one of"),
        (f"{Q1},13,0,80,=1+1", "visits_status is one of"),
        (f"{Q1},-1,0,80,rounded", "held is a whole number"),
        (f"{Q1},13,0.5,80,rounded", "cancelled is a whole number"),
        (f"{Q1},13,0,=80,rounded", "visits is a whole number"),
        (f"{Q1},13,0,80", "there are 5 cells"),
        (f"{Q1},13,0,80,rounded,Ann", "there are 7 cells"),
        (f"{Q1},13,0,80,rounded,Ann", "marks are twelve letters for each month"),
        (f"{Q1},13,0,80,rounded,{mark(1, 2)}", "marks are twelve letters for each month"),
        (f"{Q1},13,0,80,rounded,{mark(1).upper()}", "marks are twelve letters for each month"),
        ("2026-01-01,2026-03-30,13,0,80,rounded", "a month, a quarter"),
        ("2026-01-01,2026-02-28,13,0,80,rounded", "a month, a quarter"),
        ("2026-01-08,2026-01-14,13,0,80,rounded", "a month, a quarter"),
        ("2026-02-30,2026-03-31,13,0,80,rounded", "days that exist"),
        ("1/1/2026,31/3/2026,13,0,80,rounded", "written like 2026-04-01"),
        ("2026-06-01,2026-06-30,13,0,80,rounded", "in another figure"),
    ],
)
def test_what_was_never_shared_like_that_is_named_by_its_line(tmp_path: Path, line: str, words: str) -> None:
    with_marks = words.startswith("marks")
    first = f"{Q2},13,0,80,rounded{f',{mark(1)}' if with_marks else ''}"
    said = refusal(shared(tmp_path, "a.csv", first, line, header=MARKED if with_marks else HEADER))
    assert said.startswith("a.csv: line 3: ")
    assert words in said


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (",".join(ledger.columns(())), "holds exact figures, which are a group's own"),
        ("from,to,held,cancelled,visits,first_timers,supporters,volunteers,sharing", "holds exact figures"),
        ("from,to,first_timers,first_timers_status", "holds first-timers"),
        ("from,to,held,cancelled,visits", "is not a file of shared figures"),
        ("Name,Phone", "is not a file of shared figures"),
    ],
)
def test_only_a_file_of_shared_figures_is_added_up(tmp_path: Path, header: str, words: str) -> None:
    assert words in refusal(shared(tmp_path, "a.csv", "1,2,3", header=header))


def test_a_file_that_is_not_there_or_empty_is_named(tmp_path: Path) -> None:
    assert "There is no file" in refusal(tmp_path / "nowhere.csv")
    (tmp_path / "empty.csv").touch()
    assert "there are no figures in it" in refusal(tmp_path / "empty.csv")
    assert "there are no figures in it" in refusal(shared(tmp_path, "heading.csv"))


def test_thousands_of_files_are_added_up_in_flat_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "_IN_MEMORY", 16)
    quarters = ["-01-01,{0}-03-31", "-04-01,{0}-06-30", "-07-01,{0}-09-30", "-10-01,{0}-12-31"]
    days = [str(year) + each.format(year) for year in (2023, 2024, 2025, 2026) for each in quarters]
    for number in range(200):
        lines = (f"{each},13,0,80,rounded,{mark(16 * number + at)}" for at, each in enumerate(days))
        shared(tmp_path, f"{number}.csv", *lines, header=MARKED)

    def most(files: int) -> int:
        tracemalloc.start()
        assert combine([f"{tmp_path}/{number}.csv" for number in range(files)]).total.groups == files
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    most(10)
    for_each_file_more = (most(200) - most(50)) / 150
    assert for_each_file_more < 1_000  # bytes: its name takes 300 to 500, and its lines, if kept, 1,500 to 5,000


def test_progress_is_told_after_every_hundred_files(tmp_path: Path) -> None:
    path, told = str(shared(tmp_path, "a.csv", f"{Q1},13,0,80,rounded,{mark(1)}", header=MARKED)), []
    assert combine([path] * 250, told.append).total.visits == 80
    assert told == [100, 200]


def test_each_file_says_what_it_lacks_beside_the_others(tmp_path: Path) -> None:
    quarters = [(f"2026-{3 * at + 1:02}-01", f"2026-{last}") for at, last in enumerate(("03-31", "06-30", "09-30"))]
    whole = [f"{','.join(days)},13,0,80,rounded,{mark(at)}" for at, days in enumerate(quarters)]
    paths = [
        shared(tmp_path, "whole.csv", *whole, header=MARKED),
        shared(tmp_path, "gap.csv", f"{Q1},2,0,,not shown,{mark(7)}", header=MARKED),
        shared(tmp_path, "old.csv", *(line.rpartition(",")[0] for line in whole)),
    ]
    found = combine(list(map(str, paths)))
    gap, old = found.lacks()
    assert Path(gap.path).name == "gap.csv"
    assert [str(day) for period in gap.missing for day in period] == ["2026-04-01", "2026-09-30"]
    assert [str(day) for period in gap.not_shown for day in period] == ["2026-01-01", "2026-03-31"]
    assert not gap.unmarked
    assert (Path(old.path).name, old.missing, old.not_shown, old.unmarked) == ("old.csv", (), (), True)
    assert found.alike == [[str(paths[0]), str(paths[2])]]


def test_the_query_in_the_docs_gives_the_same_sum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "received" / "north").mkdir(parents=True)
    one, other = (f"{Q1},13,0,80,rounded,{mark(number)}" for number in (1, 2))
    second = mark(3)
    sent = {
        "a.csv": (one, f"{Q2},2,1,,not shown,{second}"),
        "north/a.csv": (one,),
        "north/a-later.csv": (f"{Q1},14,0,85,corrected,{mark(1)}",),
        "b.csv": (other, f"{Q2},0,13,0,none held,{mark(4)}"),
        "c.csv": (f"2026-01-01,2026-06-30,9,0,,not shown,{mark(5, 6)}",),
        "north/c.csv": (f"2026-05-01,2026-05-31,1,0,,not shown,{mark(5, 6).split()[4]}",),
    }
    for name, rows in sent.items():
        shared(tmp_path / "received", name, *rows, header=MARKED)
    shared(tmp_path / "received", "d.csv", f"{Q1},13,0,80,rounded,{mark(6)},2", header=f"{MARKED},uncounted")
    for name in ("old.csv", "north/older.csv"):
        shared(tmp_path / "received", name, f"{Q1},13,0,80,rounded")
    (tmp_path / "received" / "a-first-timers.csv").write_text(
        "from,to,first_timers,first_timers_status\r\n2025-01-01,2025-12-31,10,rounded\r\n", newline=""
    )
    docs = (Path(__file__).parent.parent / "docs" / "combining.md").read_text("utf-8")
    (query,) = re.findall(r"```sql\n(.*?)```", docs, re.DOTALL)
    found = combine(sources(["received"], ()))
    ours = [
        (*period, each.groups, each.held, each.cancelled, each.uncounted, each.visits, each.shown)
        for period, each in found.periods.items()
    ]
    assert duckdb.sql(query).fetchall() == ours
    assert len(ours) == 3
    assert found.again == 3


def test_links_that_lead_round_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    shared(tmp_path, "a.csv", f"{Q1},13,0,80,rounded")
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    assert sources([str(tmp_path)], ()) == [str(tmp_path / "a.csv")]


def test_figures_shared_as_json_are_added_up_as_those_in_csv_are(tmp_path: Path) -> None:
    first = dict(zip(COLUMNS, ("2026-01-01", "2026-03-31", 11, 2, 90, "rounded"), strict=True))
    second = dict(zip(COLUMNS, ("2026-04-01", "2026-06-30", 3, 0, None, "not shown"), strict=True))
    data = [first, second]
    path = tmp_path / "theirs.json"
    path.write_text(json.dumps({"resources": [{"name": "visits", "data": data}]}))
    total = combine([str(path)]).total
    assert (total.held, total.cancelled, total.visits, total.not_shown) == (14, 2, 90, 1)


@pytest.mark.parametrize(
    "content", ["", "[]", '{"resources": []}', '{"resources": [{"name": "visits", "data": []}]}', "{"]
)
def test_json_that_is_no_shared_figures_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content)
    with pytest.raises(PeerkitError, match="not a file of shared figures"):
        combine([str(tmp_path / "x.json")])


def test_a_spreadsheet_is_asked_for_as_csv(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(PeerkitError, match="is a spreadsheet"):
        combine([str(tmp_path / "x.xlsx")])


def test_more_visits_than_the_sessions_can_have_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(
        "from,to,held,cancelled,visits,visits_status\n2026-01-01,2026-03-31,3,0,999999995,rounded\n"
    )
    with pytest.raises(PeerkitError, match="more than 3 sessions can have"):
        combine([str(tmp_path / "x.csv")])


def test_a_figure_that_is_not_rounded_is_asked_for_again_and_not_mended(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"{HEADER}\n2026-04-01,2026-06-30,13,0,78,rounded\n")
    with pytest.raises(PeerkitError) as refused:
        combine([str(tmp_path / "a.csv")])
    assert refused.value.hint.startswith("Nothing was added up. Ask that group for the file")
