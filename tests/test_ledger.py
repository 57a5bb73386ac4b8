import csv
import datetime as dt
import errno
import os
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.columns import BOTH, FORMATS, PARTS, parts
from peerkit.errors import PeerkitError
from peerkit.tally import ledger
from peerkit.tally.ledger import Row
from peerkit.tally.row import EARLIEST, LATEST, as_cell
from peerkit.wording.slugs import STEM
from peerkit.workspace import files, locks
from peerkit.workspace.root import Root
from tests.room import LONGEST

HEADER = "date,session,format,people,first_timers,supporters,volunteers,cancelled"
DAY = dt.date(2026, 11, 26)
ROW = Row(DAY, "weekly-circle", "in person", 9)


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(tmp_path, "")


def holding(root: Root, *lines: str, header: str = HEADER) -> Root:
    root.sessions.mkdir(exist_ok=True)
    root.ledger.write_text("\n".join([header, *lines, ""]))
    return root


def refusal(act: Callable[..., object], *arguments: Any, **options: Any) -> PeerkitError:
    with pytest.raises(PeerkitError) as refused:
        act(*arguments, **options)
    assert all(line.isprintable() for line in refused.value.message.splitlines())
    assert refused.value.hint
    return refused.value


counts = st.none() | st.integers(0, ledger.MOST_PEOPLE)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    cancelled = draw(st.booleans())
    people = draw(st.sampled_from((None, 0)) if cancelled else st.none() | st.integers(1, ledger.MOST_PEOPLE))
    part = st.none() if people is None else st.none() | st.integers(0, people)
    how = draw(st.sampled_from(FORMATS))
    return Row(
        date=draw(st.dates(EARLIEST, LATEST)),
        session=draw(st.from_regex(STEM, fullmatch=True)),
        format=how,
        people=people,
        parts=tuple(None if each.both_only and how != BOTH else draw(part) for each in PARTS),
        cancelled=cancelled,
    )


# What a row may be


def test_a_row_that_can_be_true_is_left_as_it_is() -> None:
    row = Row(DAY, "pair", "both", 9, parts(first_timers=0, supporters=9, volunteers=1))
    assert ledger.checked(row) is row


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"date": dt.date(1, 1, 1)}, "the date is in a year from 1900 to 2999"),
        ({"date": dt.date(9999, 12, 30)}, "the date is in a year from 1900 to 2999"),
        ({"people": -1}, "people are a whole number from 0"),
        ({"people": 10_000}, "people are a whole number from 0 to 9,999"),
        ({"people": None, "first_timers": 2}, "the number of people is missing"),
        ({"first_timers": 10}, "first-timers are more than people"),
        ({"supporters": 10}, "supporters are more than people"),
        ({"volunteers": -1}, "volunteers are a whole number"),
        ({"people": None, "cancelled": True, "volunteers": 1}, "volunteers are more than people"),
        ({"format": "by post"}, "format is in person, online, phone or both"),
        ({"session": "../../etc"}, "session is a name"),
        ({"session": "=1+1"}, "session is a name"),
        ({"session": "-a"}, "session is a name"),
        ({"session": ""}, "session is a name"),
        ({"session": "a\n"}, "session is a name"),
        ({"session": "x" * 65}, "session is a name"),
    ],
)
def test_a_row_that_cannot_be_true_is_refused(root: Root, changes: dict[str, Any], words: str) -> None:
    assert words in refusal(ledger.checked, ROW.changed(**changes)).message
    refusal(ledger.add, root, ROW.changed(**changes))
    assert not root.ledger.exists()


def test_everything_wrong_is_said_at_once() -> None:
    said = refusal(ledger.checked, Row(DAY, "", "", -1)).message
    assert all(word in said for word in ("session is", "format is", "people are", "2026-11-26"))


def test_nobody_counted_and_everybody_came_are_counts_and_a_zero_is_none(root: Root) -> None:
    for row in (ROW.changed(people=None), ROW.changed(people=9_999, date=DAY + dt.timedelta(7))):
        ledger.add(root, row)
    assert [(row.people, row.uncounted) for row in ledger.read(root)] == [(None, True), (9_999, False)]
    with pytest.raises(PeerkitError, match="Was it cancelled, or did nobody count"):
        ledger.add(root, ROW.changed(people=0, date=DAY + dt.timedelta(14)))


def test_a_zero_that_is_in_the_counts_is_read_for_ever(root: Root) -> None:
    ledger.write(root.ledger, [ROW.changed(people=0)], ())
    assert ledger.read(root) == [ROW.changed(people=0)]


def test_a_cancelled_session_may_have_no_people() -> None:
    ledger.checked(Row(DAY, "pair", "online", None, cancelled=True))


# Reading


def test_where_nothing_was_counted_there_are_no_rows(root: Root) -> None:
    assert ledger.read(root) == []
    root.sessions.mkdir()
    root.ledger.touch()
    assert ledger.read(root) == []


def test_empty_is_not_recorded_and_never_nought(root: Root) -> None:
    holding(root, "2026-11-26,pair,online,2,,0,,no")
    assert ledger.read(root) == [Row(DAY, "pair", "online", 2, parts(supporters=0))]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("quote", ["", '"'])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_a_spreadsheet_saves_is_read(root: Root, separator: str, quote: str, mark: bytes, end: str) -> None:
    def line(text: str) -> str:
        return separator.join(f"{quote}{cell}{quote}" for cell in text.split(",")) + end

    root.sessions.mkdir()
    lines = (HEADER, "2026-11-26,weekly-circle,In person,9,,,2,No", ",,,,,,,", "2026-12-03,pair,both,,,,,Yes")
    root.ledger.write_bytes(mark + "".join(map(line, lines)).encode())
    assert ledger.read(root) == [
        ROW.changed(volunteers=2),
        Row(dt.date(2026, 12, 3), "pair", "both", None, cancelled=True),
    ]


def test_empty_cells_past_the_last_column_are_nothing(root: Root) -> None:
    holding(root, "2026-11-26,weekly-circle,in person,9,,,,no,,", header=f"{HEADER},,")
    assert ledger.read(root) == [ROW]


def test_a_file_without_a_last_line_end_is_read_whole(root: Root) -> None:
    root.sessions.mkdir()
    root.ledger.write_text(f"{HEADER}\n2026-11-26,weekly-circle,in person,9,,,,no")
    assert ledger.read(root) == [ROW]


def test_rows_come_in_order_of_date_then_session(root: Root) -> None:
    keys = [("2026-11-26", "pair"), ("2026-11-26", "a"), ("2025-01-01", "z")]
    holding(root, *(f"{date},{session},both,1,,,,no" for date, session in keys))
    assert [(row.date.isoformat(), row.session) for row in ledger.read(root)] == sorted(keys)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("26 Nov 2026,pair,both,1,,,,no", "date is written like 2026-11-26"),
        ("31/02/2026,pair,both,1,,,,no", "there is no day 31/02/2026"),
        ("1/2/2026,pair,both,1,,,,no", "Write 2026-02-01 or 2026-01-02"),
        ("20261126,pair,both,1,,,,no", "date is written like"),
        ("2026-02-30,pair,both,1,,,,no", "there is no day 2026-02-30"),
        ("2026-11-26,pair,both,nine,,,,no", 'not "nine"'),
        ("2026-11-26,pair,both,-1,,,,no", 'not "-1"'),
        ("2026-11-26,pair,both,1.5,,,,no", 'not "1.5"'),
        ("2026-11-26,pair,both,<5,,,,no", 'not "<5"'),
        ("0026-11-26,pair,both,3,,,,no", "the date is in a year from 1900 to 2999"),
        ("9999-11-26,pair,both,3,,,,no", "the date is in a year from 1900 to 2999"),
        ("2026-11-26,pair,both,99999,,,,no", "people are a whole number from 0"),
        (f"2026-11-26,pair,both,{'9' * 5000},,,,no", "whole numbers"),
        ("2026-11-26,pair,both,,2,,,no", "the number of people is missing"),
        ("2026-11-26,pair,both,1,2,,,no", "first-timers are more than people"),
        ("2026-11-26,pair,post,1,,,,no", "format is in person, online, phone or both"),
        ("2026-11-26,pair,both,1,,,,", "cancelled is yes or no"),
        ("2026-11-26,pair,both,1,,,,maybe", "cancelled is yes or no"),
        ("2026-11-26,../x,both,1,,,,no", "session is a name"),
        ("2026-11-26,pair,both,1,,,no", "there are 7 cells"),
        ("2026-11-26,pair,both,1,,,,no,Anna", "there are 9 cells"),
        ("2026-11-26,pair,both,\x1b[2J,,,,no", "whole numbers"),
    ],
)
def test_a_line_that_is_no_row_is_named_by_its_number(root: Root, line: str, words: str) -> None:
    holding(root, "2026-01-01,first,both,1,,,,no", line)
    said = refusal(ledger.read, root).message
    assert said.startswith("attendance.csv: line 3: ")
    assert words in said


def test_every_wrong_line_is_named_up_to_ten(root: Root) -> None:
    holding(root, *["nonsense"] * 12)
    lines = refusal(ledger.read, root).message.splitlines()
    assert [line.split(": ")[1] for line in lines[:10]] == [f"line {number}" for number in range(2, 12)]
    assert lines[10:] == ["attendance.csv: and 2 more lines"]


def test_two_rows_for_one_session_are_an_error_not_a_choice(root: Root) -> None:
    holding(root, "2026-11-26,pair,both,1,,,,no", "2026-11-27,pair,both,1,,,,no", "2026-11-26,pair,both,2,,,,no")
    assert "line 4: line 2 already counts pair" in refusal(ledger.read, root).message


@pytest.mark.parametrize("header", ["date,session", HEADER.replace("people", "peple"), "hello", ""])
def test_a_file_without_the_columns_that_every_count_has_is_refused(root: Root, header: str) -> None:
    holding(root, "2026-11-26,pair,both,1,,,,no", header=header)
    said = refusal(ledger.read, root).message
    assert "line 1" in said
    assert HEADER in said
    assert ("Did you mean people?" in said) is ("peple" in header)


@given(st.permutations(HEADER.split(",")), st.lists(rows(), max_size=3, unique_by=lambda row: row.key))
def test_columns_stand_in_any_order_and_the_first_write_puts_them_in_ours(names: list[str], there: list[Row]) -> None:
    there = [row.changed(**{part.name: None for part in PARTS if not part.always}) for row in there]
    with tempfile.TemporaryDirectory() as folder:
        root = Root(Path(folder), "")
        root.sessions.mkdir()
        with root.ledger.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerows([names, *([as_cell(row.values[name]) for name in names] for row in there)])
        assert ledger.read(root) == sorted(there)
        ledger.add(root, Row(dt.date(1899, 12, 31) + dt.timedelta(1), "earliest", "both", 3))
        assert root.ledger.read_text().splitlines()[0] == HEADER
        assert len(ledger.read(root)) == len(there) + 1


def test_a_column_that_an_older_peerkit_did_not_write_is_empty_and_stays_away_until_it_is_counted(root: Root) -> None:
    holding(root, "2026-11-19,pair,in person,4,1,no", header="date,session,format,people,first_timers,cancelled")
    ledger.add(root, ROW)
    assert root.ledger.read_text().splitlines()[0] == "date,session,format,people,first_timers,cancelled"
    assert ledger.read(root)[0].parts == parts(first_timers=1)
    ledger.amend(root, DAY, "weekly-circle", volunteers=2)
    assert root.ledger.read_text().splitlines() == [
        "date,session,format,people,first_timers,volunteers,cancelled",
        "2026-11-19,pair,in person,4,1,,no",
        "2026-11-26,weekly-circle,in person,9,,2,no",
    ]


def test_a_quote_that_never_ends_is_refused_with_its_line(root: Root) -> None:
    holding(root, "2026-11-26,pair,both,1,,,,no", '2026-11-27,"pair,both,1,,,,no')
    assert "line 3" in refusal(ledger.read, root).message


def test_a_folder_or_a_pipe_in_place_of_the_counts_is_refused(root: Root) -> None:
    root.ledger.mkdir(parents=True)
    assert "is a folder" in refusal(ledger.read, root).message
    root.ledger.rmdir()
    os.mkfifo(root.ledger)
    assert "a pipe" in refusal(ledger.add, root, ROW).message


# Adding


def test_a_row_is_written_as_the_columns_say_for_its_owner_alone(root: Root) -> None:
    ledger.add(root, ROW.changed(first_timers=0, volunteers=2))
    assert root.ledger.read_text() == f"{HEADER}\n2026-11-26,weekly-circle,in person,9,0,,2,no\n"
    assert stat.S_IMODE(root.ledger.stat().st_mode) == 0o600


@given(st.lists(rows(), max_size=8, unique_by=lambda row: row.key))
def test_whatever_is_added_is_read_again_in_order(added: list[Row]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Root(Path(folder), "")
        for row in added:
            ledger.add(root, row)
        assert ledger.read(root) == sorted(added, key=lambda row: row.key)
        if added:
            with root.ledger.open(newline="", encoding="utf-8") as file:
                assert len(list(csv.DictReader(file))) == len(added)


def test_adding_the_same_session_again_changes_nothing_and_says_how_to_put_it_right(root: Root) -> None:
    ledger.add(root, ROW)
    before = root.ledger.read_bytes()
    refused = refusal(ledger.add, root, ROW.changed(people=8))
    assert "weekly-circle on 2026-11-26" in refused.message
    assert "peerkit tally amend --on 2026-11-26" in refused.hint
    assert root.ledger.read_bytes() == before


def test_closing_twice_writes_one_row(root: Root) -> None:
    assert ledger.add_once(root, ROW) is True
    assert ledger.add_once(root, ROW.changed(people=8)) is False
    assert ledger.read(root) == [ROW]


def test_a_file_with_a_broken_row_is_never_written_over(root: Root) -> None:
    holding(root, "2026-11-20,pair,both,nine,,,,no")
    before = root.ledger.read_bytes()
    refusal(ledger.add, root, ROW)
    assert root.ledger.read_bytes() == before


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_the_counts_as_they_were(root: Root, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    ledger.add(root, ROW)
    monkeypatch.setattr(os, call, full)
    assert "the disk is full" in refusal(ledger.add, root, ROW.changed(session="pair")).message
    monkeypatch.undo()
    assert ledger.read(root) == [ROW]
    assert sorted(path.name for path in root.sessions.iterdir()) == [".lock", "attendance.csv"]


def test_many_writers_at_once_lose_nothing(root: Root) -> None:
    program = (
        "import sys, datetime, pathlib\nfrom peerkit.tally import ledger\nfrom peerkit.workspace import locks\n"
        "from peerkit.workspace.root import Root\n"
        "root = Root(pathlib.Path(sys.argv[1]), '')\n"
        "day = 1\n"
        "while day < 11:\n"
        "    try:\n"
        "        ledger.add(root, ledger.Row(datetime.date(2026, 1, day), sys.argv[2], 'both', day))\n"
        "        day += 1\n"
        "    except locks.Locked:\n"  # a machine with much else to do
        "        pass\n"
    )
    names = ["pair", "circle", "ward"]
    writers = [subprocess.Popen([sys.executable, "-c", program, str(root.path), name]) for name in names]
    assert [writer.wait(LONGEST) for writer in writers] == [0, 0, 0]
    expected = sorted((dt.date(2026, 1, day), name) for day in range(1, 11) for name in names)
    assert [row.key for row in ledger.read(root)] == expected


def test_of_many_closings_at_once_one_writes(root: Root) -> None:
    wrote: list[bool] = []
    closings = [
        threading.Thread(target=lambda: wrote.append(ledger.add_once(root, ROW)), daemon=True) for _ in range(6)
    ]
    for closing in closings:
        closing.start()
    for closing in closings:
        closing.join(60)
    assert sorted(wrote) == [False] * 5 + [True]
    assert ledger.read(root) == [ROW]


def test_counts_that_another_program_keeps_locked_are_left_alone(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "_WAIT", 0)
    with locks.lock(root.sessions / ".lock", 0), pytest.raises(locks.Locked):
        ledger.add(root, ROW)
    assert not root.ledger.exists()


# Amending


def test_an_amended_row_moves_to_the_replaced_ones(root: Root) -> None:
    other = ROW.changed(session="pair")
    for row in (ROW, other):
        ledger.add(root, row)
    new = ROW.changed(people=8, first_timers=1)
    assert ledger.amend(root, DAY, "weekly-circle", people=8, first_timers=1) == (ROW, new)
    assert ledger.read(root) == [other, new]
    assert root.replaced.read_text() == f"{HEADER}\n2026-11-26,weekly-circle,in person,9,,,,no\n"
    assert stat.S_IMODE(root.replaced.stat().st_mode) == 0o600


def test_every_earlier_row_stays_among_the_replaced_ones(root: Root) -> None:
    ledger.add(root, ROW)
    for people in (8, 9, 8):
        ledger.amend(root, DAY, "weekly-circle", people=people)
    assert [line.split(",")[3] for line in root.replaced.read_text().splitlines()[1:]] == ["9", "8", "9"]


def test_a_count_can_be_taken_back_to_not_recorded(root: Root) -> None:
    ledger.add(root, ROW.changed(volunteers=2))
    _, new = ledger.amend(root, DAY, "weekly-circle", volunteers=None)
    assert ledger.read(root) == [new] == [ROW]


def test_an_amendment_that_changes_nothing_writes_nothing(root: Root) -> None:
    ledger.add(root, ROW)
    assert ledger.amend(root, DAY, "weekly-circle", people=9) == (ROW, ROW)
    assert not root.replaced.exists()


def test_an_amendment_that_cannot_be_true_changes_nothing(root: Root) -> None:
    ledger.add(root, ROW)
    refusal(ledger.amend, root, DAY, "weekly-circle", people=-1)
    assert ledger.read(root) == [ROW]
    assert not root.replaced.exists()


@pytest.mark.parametrize("change", [{"date": DAY + dt.timedelta(7)}, {"session": "pair"}])
def test_a_count_is_never_moved_onto_another(root: Root, change: dict[str, Any]) -> None:
    for row in (ROW, ROW.changed(**change, people=4)):
        ledger.add(root, row)
    before = root.ledger.read_bytes()
    refused = refusal(ledger.amend, root, DAY, "weekly-circle", **change)
    assert "already. Nothing was changed." in refused.message
    assert root.ledger.read_bytes() == before
    assert not root.replaced.exists()


def test_a_count_of_the_wrong_day_moves_to_the_right_one(root: Root) -> None:
    ledger.add(root, ROW)
    ledger.amend(root, DAY, "weekly-circle", date=DAY + dt.timedelta(7))
    assert ledger.read(root) == [ROW.changed(date=DAY + dt.timedelta(7))]


def test_amending_what_is_not_there_says_what_is(root: Root) -> None:
    ledger.add(root, ROW)
    refused = refusal(ledger.amend, root, DAY, "weekly-cirlce", people=8)
    assert "no count for weekly-cirlce on 2026-11-26" in refused.message
    assert refused.hint == "Did you mean weekly-circle? On that day there is: weekly-circle."


def test_amending_a_day_without_counts_says_how_to_see_them(root: Root) -> None:
    assert "peerkit tally list" in refusal(ledger.amend, root, DAY, "\x1b[2J", people=8).hint


@pytest.mark.parametrize("at", [1, 2])
def test_a_crash_while_amending_loses_neither_row_and_can_be_tried_again(
    root: Root, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    ledger.add(root, ROW)
    write, written = files.write_atomic, []

    def cut_off(path: Path, text: str) -> None:
        written.append(path.name)
        if len(written) == at:
            raise KeyboardInterrupt
        write(path, text)

    monkeypatch.setattr(files, "write_atomic", cut_off)
    with pytest.raises(KeyboardInterrupt):
        ledger.amend(root, DAY, "weekly-circle", people=8)
    assert written == ["attendance-replaced.csv", "attendance.csv"][:at]
    assert ledger.read(root) == [ROW]
    monkeypatch.undo()
    ledger.amend(root, DAY, "weekly-circle", people=8)
    assert [row.people for row in ledger.read(root)] == [8]
    assert root.replaced.read_text().count("weekly-circle") == 1


def test_replaced_rows_that_a_spreadsheet_saved_are_kept(root: Root) -> None:
    ledger.add(root, ROW)
    root.replaced.write_text(f"{HEADER.replace(',', ';')}\n2025-01-01;pair;both;2;;;;no\n")
    ledger.amend(root, DAY, "weekly-circle", people=8)
    assert root.replaced.read_text().splitlines()[1:] == [
        "2025-01-01,pair,both,2,,,,no",
        "2026-11-26,weekly-circle,in person,9,,,,no",
    ]


# Names


def test_the_next_name_is_the_first_that_is_free_that_day() -> None:
    assert ledger.next_name([], DAY, "pair") == "pair"
    taken = [ROW.changed(session="pair"), ROW.changed(session="pair-2")]
    assert ledger.next_name(taken, DAY, "pair") == "pair-3"
    assert ledger.next_name(taken, DAY + dt.timedelta(1), "pair") == "pair"


@given(st.from_regex(STEM, fullmatch=True), st.integers(1, 12))
def test_the_next_name_is_always_free_and_a_name(session: str, times: int) -> None:
    taken: list[Row] = []
    for _ in range(times):
        name = ledger.next_name(taken, DAY, session)
        taken.append(ledger.checked(ROW.changed(session=name)))
    assert len({row.session for row in taken}) == times


def test_the_last_session_is_the_newest_by_date(root: Root) -> None:
    assert ledger.last_session(root) is None
    holding(root, "2026-11-26,weekly-circle,both,2,,,,no", "2026-11-19,weekly-circle,both,2,,,,no",
            "2026-11-19,pair,both,2,,,,no")  # fmt: skip
    assert ledger.last_session(root) == "weekly-circle"
    assert {name: row.date for name, row in ledger.latest(root).items()} == {
        "weekly-circle": DAY, "pair": DAY - dt.timedelta(7),
    }  # fmt: skip
