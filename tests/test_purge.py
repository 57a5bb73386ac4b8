"""Old counts become quarter totals: nothing is lost, nothing counted twice, and nothing finer is left."""

import datetime as dt
import os
import stat
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.columns import parts
from peerkit.errors import PeerkitError
from peerkit.tally import ledger, quarters
from peerkit.tally.counts import added_up
from peerkit.tally.periods import Period, Year
from peerkit.tally.purge import Purge, months_before, purge
from peerkit.tally.quarters import Quarter
from peerkit.tally.row import Row
from peerkit.workspace import files
from peerkit.workspace.root import Root

HEADER = "from,to,held,cancelled,visits,largest,first_timers"
CUT = dt.date(2025, 1, 1)


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(tmp_path, "")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def row(date: str, people: int | None = 6, new: int | None = None, cancelled: bool = False) -> Row:
    return Row(day(date), "circle", "in person", people, parts(first_timers=new), cancelled)


def counted(root: Root, *rows: Row) -> Root:
    ledger.write(root.ledger, rows, ())
    return root


def yes(_: Purge) -> bool:
    return True


def text(path: Path) -> list[str]:
    return path.read_text().splitlines()


def refusal(act: Callable[..., object], *arguments: object) -> PeerkitError:
    with pytest.raises(PeerkitError) as refused:
        act(*arguments)
    assert refused.value.hint
    return refused.value


def all_counted(root: Root) -> tuple[int, int, int]:
    """Sessions held, cancelled and visits over both files, as whoever adds up sees them."""
    totals = quarters.read(root)
    rows = list(quarters.rows_besides(root, totals))
    held = [one for one in rows if not one.cancelled]
    return (
        sum(total.held for total in totals) + len(held),
        sum(total.cancelled for total in totals) + len(rows) - len(held),
        sum(total.visits for total in totals) + sum(one.people or 0 for one in held),
    )


def test_rows_of_whole_quarters_before_the_day_become_a_total_each(root: Root) -> None:
    counted(
        root, row("2024-04-04", 6, 1), row("2024-06-30", 9, 0), row("2024-06-06", None, cancelled=True),
        row("2024-10-01", 3), row("2024-12-31", 5, 2), row("2025-01-01", 4),
    )  # fmt: skip
    done, did = purge(root, CUT, 1, yes)
    assert (done.before, done.sessions, did) == (CUT, 5, True)
    assert text(root.quarters) == [
        HEADER, "2024-04-01,2024-06-30,2,1,15,9,1", "2024-10-01,2024-12-31,2,0,8,5,",
    ]  # fmt: skip
    assert ledger.read(root) == [row("2025-01-01", 4)]
    assert stat.S_IMODE(root.quarters.stat().st_mode) == 0o600


def test_a_quarter_that_the_day_lies_in_stays(root: Root) -> None:
    counted(root, row("2024-09-30"), row("2024-10-01"))
    purge(root, day("2024-12-31"), 1, yes)
    assert ledger.read(root) == [row("2024-10-01")]


def test_quarters_are_those_of_the_groups_year(root: Root) -> None:
    counted(root, row("2024-10-31"), row("2024-11-01"))
    purge(root, day("2024-11-20"), 2, yes)
    assert text(root.quarters)[1:] == ["2024-08-01,2024-10-31,1,0,6,6,"]


def test_replaced_rows_of_that_time_go_too(root: Root) -> None:
    counted(root, row("2024-04-04"), row("2025-02-02"))
    for date in ("2024-04-04", "2025-02-02"):
        ledger.amend(root, day(date), "circle", people=7)
    done, _ = purge(root, CUT, 1, yes)
    assert done.replaced == 1
    assert text(root.replaced)[1:] == ["2025-02-02,circle,in person,6,,,,no"]
    assert quarters.read(root)[0].visits == 7


def test_replaced_rows_go_where_nothing_else_does(root: Root) -> None:
    counted(root, row("2025-02-02"))
    ledger.write(root.replaced, [row("2024-04-04")], ())
    assert purge(root, CUT, 1, yes)[0].changes
    assert text(root.replaced)[1:] == []
    assert not root.quarters.exists()


def test_what_a_write_that_was_cut_off_has_left_goes_too_but_not_one_under_way(root: Root) -> None:
    counted(root, row("2024-04-04"))
    left, under_way = (root.sessions / f".peerkit-{name}.tmp" for name in "ab")
    for path in (left, under_way):
        path.write_text("2024-04-04,circle,in person,6,,,,no")
    os.utime(left, (0, 0))
    purge(root, CUT, 1, yes)
    assert not left.exists()
    assert under_way.exists()


def test_without_a_yes_nothing_is_written(root: Root) -> None:
    counted(root, row("2024-04-04"))
    assert purge(root, CUT, 1, lambda _: False)[1] is False
    assert ledger.read(root) == [row("2024-04-04")]
    assert not root.quarters.exists()


def test_nobody_is_asked_where_there_is_nothing_to_purge(root: Root) -> None:
    counted(root, row("2025-02-02"))
    assert purge(root, CUT, 1, lambda _: pytest.fail("asked"))[1] is False
    assert purge(Root(root.path / "nothing", ""), CUT, 1, lambda _: pytest.fail("asked"))[1] is False


def test_counts_that_change_while_somebody_thinks_are_not_purged(root: Root) -> None:
    counted(root, row("2024-04-04"))

    def thinking(_: Purge) -> bool:
        ledger.add(root, row("2024-04-05"))
        return True

    assert "changed meanwhile" in refusal(purge, root, CUT, 1, thinking).message
    assert len(ledger.read(root)) == 2
    assert not root.quarters.exists()


def test_a_later_purge_adds_its_quarters_to_the_earlier_ones(root: Root) -> None:
    counted(root, row("2024-04-04"), row("2024-07-07"), row("2024-12-12"))
    for date in ("2024-07-01", "2024-10-01", "2025-01-01"):
        purge(root, day(date), 1, yes)
    assert [total.first.isoformat() for total in quarters.read(root)] == ["2024-04-01", "2024-07-01", "2024-10-01"]


def test_quarters_never_overlap_when_the_groups_year_is_moved(root: Root) -> None:
    counted(root, row("2024-03-03"), row("2024-05-05"), row("2024-08-08"))
    purge(root, day("2024-04-01"), 1, yes)
    purge(root, CUT, 2, yes)
    totals = quarters.read(root)
    assert [total.visits for total in totals] == [6, 6, 6]
    assert all(one.last < other.first for one, other in pairwise(totals))


def test_a_session_from_a_time_that_is_a_total_cannot_be_counted_again(root: Root) -> None:
    counted(root, row("2024-04-04"), row("2025-02-02"))
    purge(root, CUT, 1, yes)
    before = root.ledger.read_bytes()
    for act in (
        lambda: ledger.add(root, row("2024-04-11")),
        lambda: ledger.amend(root, day("2025-02-02"), "circle", date=day("2024-05-05")),
    ):
        assert "The counts of April to June 2024 are one total now" in refusal(act).message
    assert root.ledger.read_bytes() == before


def test_a_row_put_by_hand_into_a_time_that_is_a_total_is_asked_about_and_not_lost(root: Root) -> None:
    counted(root, row("2024-04-04"))
    purge(root, CUT, 1, yes)
    counted(root, row("2024-04-11", 9), row("2025-02-02"))
    assert "has counts from April to June 2024" in refusal(purge, root, CUT, 1, yes).message
    assert len(ledger.read(root)) == 2
    assert all_counted(root) == (2, 0, 12)


rows = st.builds(
    lambda date, people, new, cancelled: Row(
        date, "circle", "both", None if cancelled else people,
        parts(first_timers=None if cancelled else new and min(new, people)), cancelled,
    ),
    st.dates(dt.date(2023, 1, 1), dt.date(2025, 12, 31)), st.integers(0, 30), st.none() | st.integers(0, 3),
    st.booleans(),
)  # fmt: skip


@given(
    st.lists(rows, max_size=25, unique_by=lambda one: one.key),
    st.lists(st.tuples(st.dates(dt.date(2023, 1, 1), dt.date(2026, 1, 1)), st.integers(1, 12)), max_size=4),
    st.none() | st.integers(1, 3),
)
def test_whatever_is_purged_and_wherever_it_is_cut_off_everything_counts_once(
    counts: Iterable[Row], times: Iterable[tuple[dt.date, int]], cut_off_at: int | None
) -> None:
    write = files.write_atomic
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        root = counted(Root(Path(folder), ""), *counts)
        ledger.write(root.replaced, counts, ())
        expected = all_counted(root)
        writes: list[Path] = []

        def cut_off(path: Path, content: str) -> None:
            writes.append(path)
            if len(writes) == cut_off_at:
                raise KeyboardInterrupt
            write(path, content)

        for older_than, year_starts in times:
            writes.clear()
            patch.setattr(files, "write_atomic", cut_off)
            try:
                purge(root, older_than, year_starts, yes)
            except KeyboardInterrupt:
                assert all_counted(root) == expected
            patch.setattr(files, "write_atomic", write)
            purge(root, older_than, year_starts, yes)
            assert all_counted(root) == expected
            start = Year(year_starts).containing(older_than, "quarter").first
            assert all(one.date >= start for path in (root.ledger, root.replaced) for one in ledger.each(path, False))


def test_first_timers_are_kept_only_where_every_session_held_recorded_them() -> None:
    days = Period(day("2024-04-01"), day("2024-06-30"))
    recorded = [row("2024-04-04", people, new) for people, new in ((6, 1), (5, 0))]
    for more, first_timers in (([], 1), ([row("2024-04-04", None, cancelled=True)], 1), ([row("2024-04-04", 3)], None)):
        assert added_up([*recorded, *more]).on(days).first_timers == first_timers


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2024-04-01", "2024-06-30", "April to June 2024"),
        ("2024-11-01", "2025-01-31", "November 2024 to January 2025"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2024-02-11", "2024-03-31", "11 February to 31 March 2024"),
    ],
)
def test_a_quarter_is_said_in_words(first: str, last: str, said: str) -> None:
    assert Quarter(day(first), day(last)).said() == said


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("2024-04-01,2024-06-31,1,0,6,6,", "days that exist"),
        ("1/4/2024,30/6/2024,1,0,6,6,", "days that exist"),
        ("2024-06-30,2024-04-01,1,0,6,6,", "to is before from"),
        ("2024-04-01,2024-06-30,1,0,-6,6,", "whole numbers"),
        ("2024-04-01,2024-06-30,1,0,6.5,6,", "whole numbers"),
        ("2024-04-01,2024-06-30,1,0,=6,6,", "whole numbers"),
        ("2024-04-01,2024-06-30,1,0,6", "there are 5 cells"),
        ("2024-04-01,2024-06-30,2,0,60,6,", "visits cannot come"),
        ("2024-04-01,2024-06-30,2,0,5,6,", "visits cannot come"),
        ("2024-04-01,2024-06-30,2,0,6,6,7", "first_timers is more than visits"),
        ("2024-01-01,2024-04-30,2,0,6,6,", "in another total already"),
    ],
)
def test_a_line_that_is_no_total_is_named_and_nothing_is_done(root: Root, line: str, words: str) -> None:
    counted(root, row("2024-07-07"))
    root.quarters.write_text(f"{HEADER}\n2024-01-01,2024-03-31,1,0,6,6,\n{line}\n")
    before = root.quarters.read_bytes(), root.ledger.read_bytes()
    for act in (lambda: purge(root, CUT, 1, yes), lambda: ledger.add(root, row("2026-01-01"))):
        said = refusal(act).message
        assert said.startswith("attendance-quarters.csv: line 3: ")
        assert words in said
    assert (root.quarters.read_bytes(), root.ledger.read_bytes()) == before


def test_totals_that_a_spreadsheet_saved_are_read(root: Root) -> None:
    root.sessions.mkdir()
    root.quarters.write_bytes(b'\xef\xbb\xbf"from";to;held;cancelled;visits;largest;first_timers\r\n'
                              b'2024-04-01;2024-06-30;"2";0;9;6;\r\n;;;;;;\r\n')  # fmt: skip
    assert quarters.read(root) == [Quarter(day("2024-04-01"), day("2024-06-30"), 2, 0, 9, 6, None)]


@pytest.mark.parametrize(
    ("months", "first"), [(1, "2026-10-01"), (11, "2025-12-01"), (12, "2025-11-01"), (1188, "1927-11-01")]
)
def test_so_many_months_before_a_day_is_the_first_of_a_month(months: int, first: str) -> None:
    assert months_before(day("2026-11-30"), months) == day(first)


def test_an_amended_row_in_a_new_quarter_is_summed_as_it_is_now(root: Root) -> None:
    counted(root, row("2024-04-04", 6))
    ledger.amend(root, day("2024-04-04"), "circle", people=8)
    purge(root, CUT, 1, yes)
    assert quarters.read(root)[0] == replace(quarters.read(root)[0], visits=8, largest=8)
