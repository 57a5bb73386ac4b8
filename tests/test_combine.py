"""Many groups' shared figures added up: printed figures only, and nothing that was never shared."""

import json
import tracemalloc
from pathlib import Path

import pytest

from peerkit.errors import PeerkitError
from peerkit.tally import ledger
from peerkit.tally.combine import COLUMNS, combine

HEADER = ",".join(COLUMNS)
Q1, Q2 = "2026-01-01,2026-03-31", "2026-04-01,2026-06-30"


def shared(folder: Path, name: str, *lines: str, header: str = HEADER) -> Path:
    path = folder / name
    path.write_bytes("\r\n".join([header, *lines, ""]).encode())
    return path


def refusal(*paths: Path, same: bool = False) -> str:
    with pytest.raises(PeerkitError) as refused:
        combine([str(path) for path in paths], same)
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


def test_the_same_file_twice_is_refused(tmp_path: Path) -> None:
    path = shared(tmp_path, "a.csv", f"{Q1},13,0,80,rounded")
    for same in (False, True):
        assert "a.csv is given twice" in refusal(path, tmp_path / "." / "a.csv", same=same)


def test_a_copy_is_refused_even_if_a_spreadsheet_saved_it_in_another_order(tmp_path: Path) -> None:
    lines = [f"{Q1},13,0,80,rounded", f"{Q2},12,0,70,rounded"]
    path, copy = shared(tmp_path, "a.csv", *lines), tmp_path / "b.csv"
    copy.write_text("\n".join([HEADER, *reversed(lines)]).replace(",", ";"))
    assert "b.csv holds the same figures as" in refusal(path, copy)


def test_two_groups_may_have_the_same_figures_where_somebody_says_so(tmp_path: Path) -> None:
    paths = [shared(tmp_path, name, f"{Q1},13,0,80,rounded") for name in ("a.csv", "b.csv")]
    assert "--same-figures" in refusal(*paths)
    assert combine([str(path) for path in paths], same=True).total.visits == 160


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
        ("2026-01-01,2026-03-30,13,0,80,rounded", "a month, a quarter"),
        ("2026-01-01,2026-02-28,13,0,80,rounded", "a month, a quarter"),
        ("2026-01-08,2026-01-14,13,0,80,rounded", "a month, a quarter"),
        ("2026-02-30,2026-03-31,13,0,80,rounded", "days that exist"),
        ("1/1/2026,31/3/2026,13,0,80,rounded", "written like 2026-04-01"),
        ("2026-06-01,2026-06-30,13,0,80,rounded", "in another figure"),
    ],
)
def test_what_was_never_shared_like_that_is_named_by_its_line(tmp_path: Path, line: str, words: str) -> None:
    said = refusal(shared(tmp_path, "a.csv", f"{Q2},13,0,80,rounded", line))
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


def test_thousands_of_files_are_added_up_in_flat_memory(tmp_path: Path) -> None:
    for number in range(500):
        held, visits = 3 + number % 60, 10 + 5 * (number // 60)
        shared(tmp_path, f"{number}.csv", f"{Q1},{held},0,{visits},rounded")

    def most(files: int) -> int:
        tracemalloc.start()
        assert combine([f"{tmp_path}/{number}.csv" for number in range(files)]).total.groups == files
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    most(10)
    assert most(500) < most(50) + 125_000


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
