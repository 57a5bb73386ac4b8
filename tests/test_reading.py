"""Reading counts as a spreadsheet leaves them, a row at a time."""

import csv
import datetime as dt
import tempfile
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.errors import PeerkitError
from peerkit.tally import ledger, reading
from peerkit.tally.dates import Dates

HEADER = ",".join(ledger.columns(()))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "attendance.csv"


def holding(path: Path, *lines: str) -> Path:
    path.write_text("\n".join([HEADER, *lines, ""]))
    return path


def dated(path: Path, *days: str) -> Path:
    return holding(path, *(f"{day},s{number},both,1,,,,no" for number, day in enumerate(days)))


def days(path: Path) -> list[str]:
    return [row.date.isoformat() for row in reading.each(path)]


def refusal(rows: Iterable[object]) -> str:
    with pytest.raises(PeerkitError) as refused:
        list(rows)
    return refused.value.message


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (["19/11/2026", "01/12/2026"], ["2026-11-19", "2026-12-01"]),
        (["19.11.26", "1.12.26"], ["2026-11-19", "2026-12-01"]),
        (["19-11-2026", "01-12-2026"], ["2026-11-19", "2026-12-01"]),
        (["19. 11. 2026", "1. 12. 2026"], ["2026-11-19", "2026-12-01"]),
        (["11/19/26", "12/01/26"], ["2026-11-19", "2026-12-01"]),
        (["12/01/2026", "11/19/2026"], ["2026-12-01", "2026-11-19"]),
        (["2026/11/19", "2026.12.1", "2026-1-5"], ["2026-11-19", "2026-12-01", "2026-01-05"]),
        (["2026-12-01", "19/11/2026", " 2/12/2026 "], ["2026-12-01", "2026-11-19", "2026-12-02"]),
        (["1/1/2026", "12.12.26"], ["2026-01-01", "2026-12-12"]),
        (["29/2/2024"], ["2024-02-29"]),
    ],
)
def test_a_local_date_is_read_by_what_the_whole_file_shows(path: Path, written: list[str], read: list[str]) -> None:
    assert days(dated(path, *written)) == read


def test_dates_that_nothing_in_the_file_settles_are_asked_back_each_with_both_ways(path: Path) -> None:
    said = refusal(reading.each(dated(path, "2026-11-26", "01/11/2026", "05/05/2026", "3.4.26"))).splitlines()
    assert said == [
        'attendance.csv: line 3: "01/11/2026" can be read in two ways. Write 2026-11-01 or 2026-01-11.',
        'attendance.csv: line 5: "3.4.26" can be read in two ways. Write 2026-04-03 or 2026-03-04.',
    ]


def test_a_file_that_has_the_day_first_and_the_month_first_is_refused_with_a_line_of_each(path: Path) -> None:
    said = refusal(reading.each(dated(path, "2026-01-01", "01/11/2026", "19/11/2026", "11/20/2026")))
    assert "line 3: " in said
    assert "line 4 has the day first, line 5 the month" in said


@pytest.mark.parametrize("written", ["32/1/2026", "13/13/2026", "0/1/2026", "29/2/2026", "2026-2-30", "2026-13-01"])
def test_a_day_that_does_not_exist_is_named_with_its_line(path: Path, written: str) -> None:
    assert f"line 3: there is no day {written}" in refusal(reading.each(dated(path, "19/11/2026", written)))


@pytest.mark.parametrize("written", ["26-11-19", "1/2", "1/2/026", "1/2.2026", "19/11/2026 19:00", "٣/٣/2026", ""])
def test_what_is_no_date_is_never_guessed_at(path: Path, written: str) -> None:
    assert "line 3: date is written like" in refusal(reading.each(dated(path, "19/11/2026", written)))


@given(st.lists(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)), min_size=1), st.booleans(), st.booleans())
def test_a_local_date_is_read_as_it_was_meant_or_not_at_all(meant: list[dt.date], day_first: bool, short: bool) -> None:
    form = ("%d/%m/" if day_first else "%m/%d/") + ("%y" if short else "%Y")
    cells = [day.strftime(form) for day in meant]
    dates = Dates(lambda: enumerate(cells))
    for day, cell in zip(meant, cells, strict=True):
        try:
            read = dates.day(cell)
        except ValueError:
            assert all(other.day <= 12 for other in meant)
        else:
            assert read == day


def test_the_rows_of_a_file_come_in_its_own_order(path: Path) -> None:
    assert days(dated(path, "2026-12-03", "2026-11-26", "2027-01-01")) == ["2026-12-03", "2026-11-26", "2027-01-01"]


def test_a_day_is_not_taken_for_that_of_an_unusual_line_before_it(path: Path) -> None:
    holding(path, "2026-01-01,a,both,1,,,,no", "2026-01-02,b,both,1,,,,no,,", "2026-01-01,c,both,1,,,,no")
    assert days(path) == ["2026-01-01", "2026-01-02", "2026-01-01"]


def test_where_there_is_no_file_there_are_no_rows(path: Path) -> None:
    assert list(reading.each(path)) == []


@given(st.lists(st.tuples(st.dates(dt.date(2026, 1, 1), dt.date(2027, 1, 9)), st.sampled_from("abc")), max_size=40))
def test_a_second_row_for_a_session_is_found_in_whatever_order_the_rows_stand(keys: list[tuple[dt.date, str]]) -> None:
    first: dict[tuple[dt.date, str], int] = {}
    doubles = []
    for number, key in enumerate(keys, start=2):
        if first.setdefault(key, number) != number:
            doubles.append((number, first[key]))
    with tempfile.TemporaryDirectory() as folder:
        path = holding(Path(folder) / "attendance.csv", *(f"{day},{name},both,1,,,,no" for day, name in keys))
        if doubles:
            said = refusal(reading.each(path)).splitlines()
            assert [line.partition(" counts")[0] for line in said[:10]] == [
                f"attendance.csv: line {number}: line {at} already" for number, at in doubles[:10]
            ]
        else:
            assert [row.key for row in reading.each(path)] == keys
        assert [row.key for row in reading.each(path, once=False)] == keys


def test_no_row_comes_after_a_line_that_cannot_be_read(path: Path) -> None:
    rows = reading.each(holding(path, "2026-01-01,a,both,1,,,,no", "nonsense", "2026-01-02,a,both,1,,,,no"))
    assert next(rows).date == dt.date(2026, 1, 1)
    assert "line 3" in refusal(rows)


def test_a_quote_that_is_never_closed_is_named_where_it_was_opened(path: Path) -> None:
    rows = [f"2026-01-{day:02},a,both,1,,,,no" for day in range(1, 29)]
    rows[4] = '2026-01-05,"a,both,1,,,,no'
    assert refusal(reading.each(holding(path, *rows))).startswith("attendance.csv: line 6: ")


def test_cells_that_a_quote_swallowed_are_named_where_they_begin(path: Path) -> None:
    rows = [f"2026-01-{day:02},a,both,1,,,,no" for day in range(1, 29)]
    rows[4], rows[8] = '2026-01-05,"a,both,1,,,,no', '2026-01-09,a",both,1,,,,no'
    assert refusal(reading.each(holding(path, *rows))).startswith("attendance.csv: line 6: ")


@pytest.mark.parametrize("formula", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "=1+1"])
@pytest.mark.parametrize("column", range(8))
def test_a_formula_in_any_cell_is_no_row(path: Path, formula: str, column: int) -> None:
    cells = ["2026-11-26", "pair", "both", "3", "1", "1", "1", "no"]
    cells[column] = formula
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([ledger.columns(()), cells])
    assert "line 2" in refusal(reading.each(path))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x00" * 4096, "line 1: the columns are"),
        (f"{HEADER}\n2026-11-26,pair,both,9,,,,no\n2026-12-03,pair,bo".encode(), "line 3: there are 3 cells"),
        (f'{HEADER}\n2026-11-26,"pair,both,9,,,,no\n'.encode(), "line 2: a quotation mark is opened here"),
        (f"{HEADER}\n2026-11-26,pair,both,9,,,,n".encode(), "line 2: cancelled is yes or no"),
        (f"{HEADER}\n2026-11-26,pair,both,9,,,,no\n".encode() + b"\x00" * 50, "line 3: there are 1 cells"),
        (f"{HEADER}\n2026-11-26,caf\xe9,both,9,,,,no\n".encode("latin-1"), "line 2 holds something else"),
        (b"PK\x03\x04\x14\x00\x08\x08\x08\x00", "line 1: the columns are"),
        (b"Date,Name,Phone\n2026-11-26,Ann,07700900123\n", "line 1: the columns are"),
    ],
)
def test_a_torn_or_foreign_file_is_refused_with_its_line(path: Path, content: bytes, words: str) -> None:
    path.write_bytes(content)
    assert words in refusal(reading.each(path))


def test_an_enormous_file_is_refused_before_it_is_read(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(10_000_000_000)
    assert "is larger than 64,000 kB" in refusal(reading.each(path))


def test_a_ledger_saved_as_utf_16_is_read(path: Path) -> None:
    path.write_text(f"{HEADER}\n2026-11-26,pair,both,9,,,,no\n", encoding="utf-16")
    assert days(path) == ["2026-11-26"]


@pytest.mark.parametrize("shuffled", [False, True])
def test_rows_are_not_kept_in_memory(path: Path, shuffled: bool) -> None:
    def peak(rows: int) -> int:
        first = dt.date(2000, 1, 1)
        places = sorted(range(rows), key=lambda place: place * 7919 % rows) if shuffled else range(rows)
        holding(path, *(f"{first + dt.timedelta(place // 5)},s{place % 5},both,{place % 99},,,,no" for place in places))
        tracemalloc.start()
        assert sum(1 for _ in reading.each(path)) == rows
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    for_each_row_more = (peak(6_000) - peak(1_000)) / 5_000
    assert for_each_row_more < 50  # bytes: a row that is kept takes hundreds
