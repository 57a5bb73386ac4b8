import datetime as dt
import tempfile
from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerkit.columns import FIRST_TIMERS
from peerkit.tally.counts import Counts, Tally
from peerkit.tally.disclosure import Figure, FirstTimers, Shared, passes, rounded
from peerkit.tally.periods import CALENDAR, Period, Year
from peerkit.tally.quarters import Quarter
from peerkit.tally.row import Row
from peerkit.tally.serving import ReleaseRequest
from peerkit.tally.sharing import release
from tests.figures import BEGAN, TODAY, ledgers, month_of, period, row, sequences, shared_in_turn, weekly


def request(first: str, last: str, by="quarter", today=TODAY, year=CALENDAR, correct=False) -> ReleaseRequest:
    return ReleaseRequest(period(first, last), by, today, year, correct)


def shown(found) -> dict[str, int | None]:
    return {f"{each.period.first:%Y-%m}": each.visits for each in found.figures}


def why(found) -> list[tuple[str, str]]:
    return [(f"{each.part.first:%Y-%m} {each.part.last:%Y-%m}", each.why) for each in found.left_out]


# The rounding, by NHS England's published examples (codonPython), and the gate.


@pytest.mark.parametrize(
    ("count", "printed"),
    [(0, 0), (2, None), (5, None), (8, 10), (16, 15), (57, 55), (10023, 10025), (1, None), (7, None)],
)
def test_the_published_numbers_of_the_rounding(count: int, printed: int | None) -> None:
    assert rounded(count) == printed


@pytest.mark.parametrize("count", [-1, 4.2])
def test_what_is_no_count_is_not_rounded(count) -> None:
    with pytest.raises(ValueError, match="is not a count"):
        rounded(count)


@given(st.integers(8, 100_000))
def test_a_printed_figure_is_a_multiple_of_five_within_two_of_the_truth(count: int) -> None:
    printed = rounded(count)
    assert printed % 5 == 0
    assert abs(printed - count) <= 2


@pytest.mark.parametrize(
    ("people", "passed"),
    [
        ((3, 3, 2), True),
        ((4, 4), False),
        ((3, 3, 1), False),
        ((2, 2, 2, 2), False),
        ((8, 0, 0), True),
        ((4, 4, None), False),
        ((), False),
    ],
)
def test_the_gate_wants_three_sessions_eight_visits_and_three_people_at_one(people, passed: bool) -> None:
    counts = Tally.of(month_of(2026, 1, *people)).counts(period("2026-01", "2026-01"))
    assert passes(counts) is passed


def test_of_a_cancelled_session_nothing_counts_but_that_it_was() -> None:
    rows = [row("2026-01-01", 6), row("2026-01-08", None)]
    rows[1] = rows[1].changed(people=9, first_timers=3, supporters=3, volunteers=3)
    counts = Tally.of(rows).counts(period("2026-01", "2026-01"))
    assert counts == Counts(
        1, 1, 6, 6, days=dt.date(2026, 1, 1).toordinal(), formats=Counter({"in person": 1}),
        sessions=Counter({"weekly-circle": 1}),
    )  # fmt: skip


# The walk.


def test_by_quarter_each_quarter_is_a_figure_and_an_empty_one_is_none_held() -> None:
    rows = [*weekly("2026-01-06", [6] * 12), *weekly("2026-07-07", [None, 9, 9, 9])]
    found = release(request("2026-01", "2026-09"), Tally.of(rows), Shared())
    assert [(each.held, each.cancelled, each.visits, each.status) for each in found.figures] == [
        (12, 0, 70, "rounded"),
        (0, 0, 0, "none held"),
        (3, 1, 25, "rounded"),
    ]
    assert found.record.visits == found.figures
    assert found.frozen == tuple(each.period for each in found.figures)
    assert found.visits == 95


def test_a_month_that_is_too_small_is_shared_inside_the_smallest_period_that_is_not() -> None:
    rows = [*month_of(2026, 1, 3, 3), *month_of(2026, 2, 3, 3), *month_of(2026, 4, 5, 5, 5)]
    found = release(request("2026-01", "2026-06", "month"), Tally.of(rows), Shared())
    assert [(each.period, each.visits) for each in found.figures] == [
        (period("2026-01", "2026-03"), 10),
        (period("2026-04", "2026-04"), 15),
        (period("2026-05", "2026-05"), 0),
        (period("2026-06", "2026-06"), 0),
    ]


def test_what_is_not_shown_is_frozen_if_it_says_that_there_were_few() -> None:
    rows = [*month_of(2026, 1, 2, 2, 2), *month_of(2026, 4, 5, 5)]
    together = release(request("2026-01", "2026-06"), Tally.of(rows), Shared())
    assert [(each.period, each.visits) for each in together.figures] == [(period("2026-01", "2026-06"), 15)]
    alone = release(request("2026-01", "2026-03"), Tally.of(rows), Shared())
    assert shown(alone) == {"2026-01": None}
    assert alone.record.visits == (Figure(period("2026-01", "2026-03"), 3, 0, None),)
    after = release(request("2026-01", "2026-06", "half"), Tally.of(rows), alone.record)
    assert shown(after) == {"2026-01": None}
    assert why(after) == [("2026-04 2026-06", "neighbours")]


def test_what_is_not_shown_for_want_of_sessions_may_still_be_shared_inside_a_larger_period() -> None:
    rows = [*month_of(2026, 1, 5, 5), *month_of(2026, 4, 5, 5)]
    first = release(request("2026-01", "2026-03"), Tally.of(rows), Shared())
    assert shown(first) == {"2026-01": None}
    assert first.record == Shared()
    after = release(request("2026-01", "2026-06"), Tally.of(rows), first.record)
    assert [(each.period, each.visits) for each in after.figures] == [(period("2026-01", "2026-06"), 20)]


def test_january_to_june_then_january_to_july_leaves_july_for_its_quarter() -> None:
    tally = Tally.of(weekly("2026-01-06", [6] * 30))
    first = release(request("2026-01", "2026-06"), tally, Shared())
    again = release(request("2026-01", "2026-07"), tally, first.record)
    assert again.figures == first.figures
    assert [(each.part, each.why, each.whole) for each in again.left_out] == [
        (period("2026-07", "2026-07"), "cut", period("2026-07", "2026-09"))
    ]
    assert again.record == first.record


def test_a_shared_period_is_printed_again_as_it_was_and_never_in_parts() -> None:
    tally = Tally.of(weekly("2026-01-06", [6] * 30))
    half = release(request("2026-01", "2026-06", "half"), tally, Shared())
    again = release(request("2026-01", "2026-06", "month"), tally, half.record)
    assert again.figures == half.figures
    part = release(request("2026-01", "2026-03", "month"), tally, half.record)
    assert part.figures == ()
    assert [(each.part, each.why, each.whole) for each in part.left_out] == [
        (period("2026-01", "2026-03"), "shared", period("2026-01", "2026-06"))
    ]
    behind = release(request("2026-04", "2026-07", "month"), tally, half.record)
    assert why(behind) == [("2026-04 2026-06", "shared")]
    assert list(shown(behind)) == ["2026-07"]


def test_months_between_shared_months_are_left_out_of_a_table_by_quarter() -> None:
    tally = Tally.of([*month_of(2026, 1, 2, 2), *month_of(2026, 2, 9, 9, 9), *month_of(2026, 3, 2, 2)])
    february = release(request("2026-02", "2026-02", "month"), tally, Shared())
    assert february.remaining == (period("2026-01", "2026-01"), period("2026-03", "2026-03"))
    found = release(request("2026-01", "2026-03"), tally, february.record)
    assert shown(found) == {"2026-02": 25}
    assert why(found) == [("2026-01 2026-01", "neighbours"), ("2026-03 2026-03", "neighbours")]


def test_what_has_not_finished_is_left_out_as_one_and_nothing_of_it_is_recorded() -> None:
    tally = Tally.of(weekly("2026-01-06", [6] * 46))
    found = release(request("2026-01", "2026-12", "month"), tally, Shared())
    assert list(shown(found))[-1] == "2026-10"
    assert why(found) == [("2026-11 2026-12", "unfinished")]
    last_day = release(request("2026-10", "2026-10", "month", dt.date(2026, 10, 31)), tally, Shared())
    assert why(last_day) == [("2026-10 2026-10", "unfinished")], "a period ends when its last day is over"
    next_day = release(request("2026-10", "2026-10", "month", dt.date(2026, 11, 1)), tally, Shared())
    assert list(shown(next_day)) == ["2026-10"]


def test_a_request_that_begins_inside_a_month_leaves_that_month_out() -> None:
    tally = Tally.of(weekly("2026-01-06", [6] * 30))
    wanted = period("2026-01", "2026-03")
    cut = ReleaseRequest(wanted.__class__(dt.date(2026, 1, 15), wanted.last), "month", TODAY)
    found = release(cut, tally, Shared())
    assert list(shown(found)) == ["2026-02", "2026-03"]
    assert [(each.part.first, each.why) for each in found.left_out] == [(dt.date(2026, 1, 15), "cut")]


@pytest.mark.parametrize(("first", "last", "day", "reason"), [
    ((2026, 3, 31), (2026, 4, 30), (2026, 3, 31), "shared"),
    ((2026, 4, 1), (2026, 5, 1), (2026, 5, 1), "cut"),
])  # fmt: skip
def test_a_single_day_that_is_wanted_of_a_longer_period_is_left_out(first, last, day, reason: str) -> None:
    tally = Tally.of(weekly("2026-01-06", [6] * 30))
    winter = release(request("2026-01", "2026-03"), tally, Shared())
    wanted = ReleaseRequest(Period(dt.date(*first), dt.date(*last)), "month", TODAY)
    found = release(wanted, tally, winter.record)
    assert shown(found) == {"2026-04": 25}
    (left,) = found.left_out
    assert (left.part, left.why) == (Period(dt.date(*day), dt.date(*day)), reason)


def test_what_lies_before_anything_was_counted_is_left_out_as_one_with_the_month_in_which_counting_began() -> None:
    tally = Tally.of(weekly("2026-02-03", [6] * 20))
    found = release(request("2025-07", "2026-03", "month"), tally, Shared())
    assert [(each.part, each.why, each.whole) for each in found.left_out] == [
        (period("2025-07", "2026-01"), "before", period("2026-02", "2026-02"))
    ]
    assert list(shown(found)) == ["2026-02", "2026-03"]


def test_another_beginning_of_the_year_shares_no_day_a_second_time() -> None:
    tally = Tally.of(weekly("2026-01-06", [6] * 46))
    first = release(request("2026-01", "2026-06"), tally, Shared())
    found = release(request("2026-01", "2026-10", year=Year(2)), tally, first.record)
    assert list(shown(found)) == ["2026-01", "2026-04", "2026-08"]
    assert why(found) == [("2026-07 2026-07", "neighbours")]


def test_counts_that_are_kept_as_a_total_are_shared_as_they_are_or_left_out() -> None:
    winter = period("2026-01", "2026-03")
    tally = Tally.of(month_of(2026, 4, 5, 5, 5), [Quarter(winter.first, winter.last, 13, 1, 78, 7)])
    by_month = release(request("2026-01", "2026-04", "month"), tally, Shared())
    assert [(each.period, each.held, each.visits) for each in by_month.figures] == [
        (winter, 13, 80),
        (period("2026-04", "2026-04"), 3, 15),
    ]
    few = Tally.of([], [Quarter(winter.first, winter.last, 3, 1, 5, 3)])
    assert why(release(request("2026-01", "2026-03", "month"), few, Shared())) == [
        (f"2026-0{month} 2026-0{month}", "total") for month in (1, 2, 3)
    ]


# Corrections.


def test_a_shared_figure_stays_until_it_is_put_right() -> None:
    rows = weekly("2026-04-02", [6] * 13)
    first = release(request("2026-04", "2026-06"), Tally.of(rows), Shared())
    more = Tally.of([*rows, row("2026-06-30", 9)])
    stays = release(request("2026-04", "2026-06"), more, first.record)
    assert stays.figures == first.figures
    assert [(before.visits, now.visits) for before, now in stays.changed] == [(80, 85)]
    assert stays.record == first.record
    right = release(request("2026-04", "2026-06", correct=True), more, first.record)
    assert [(each.held, each.visits, each.status) for each in right.figures] == [(14, 85, "corrected")]
    assert right.record.visits == right.figures
    again = release(request("2026-04", "2026-06", correct=True), more, right.record)
    assert again.changed == ()
    assert again.figures == right.figures


def test_a_figure_is_taken_back_when_it_would_not_be_shown_any_more_and_its_days_stay_taken() -> None:
    rows = weekly("2026-04-02", [6, 6, 6])
    first = release(request("2026-04", "2026-06"), Tally.of(rows), Shared())
    fewer = Tally.of(rows[:2])
    right = release(request("2026-04", "2026-06", correct=True), fewer, first.record)
    assert [(each.held, each.visits, each.status) for each in right.figures] == [(2, None, "not shown")]
    after = release(request("2026-01", "2026-12", "year", dt.date(2027, 2, 1)), fewer, right.record)
    assert [each.period for each in after.figures] == [period("2026-04", "2026-06")]


JANUARY, APRIL = month_of(2026, 1, 9, 9, 9, 9), month_of(2026, 4, 6, 6, 6, 6)
HALF = request("2026-01", "2026-06", "month", correct=True)


def put_right(*rows: Row, first=(*JANUARY, *APRIL), record: Shared | None = None) -> list[tuple[int, int | None]]:
    """What months are put right to: sessions held and visits, in the order of the months."""
    record = record or release(HALF, Tally.of(first), Shared()).record
    right = release(HALF, Tally.of(rows), record).figures
    return [(each.held, each.visits) for each in right if each.corrected]


@pytest.mark.parametrize(
    ("people", "right"),
    [
        (5, [(3, 25), (5, 30)]),  # 30 becomes 25 and 25 becomes 30: 1 to 9 people, by both
        (7, [(3, None), (5, None)]),  # 35 would become 25 and 25 become 30: 6 to 14 and 1 to 9, so 6 to 9
    ],
)
def test_an_evening_that_moves_from_one_figure_to_another_is_put_right_where_both_say_the_same_of_it(
    people: int, right: list[tuple[int, int | None]]
) -> None:
    before = [*month_of(2026, 1, 9, 9, 9 if people == 5 else 8, people), *month_of(2026, 4, 6, 6, 6, 6)]
    moved = before[3]._replace(date=dt.date(2026, 4, 28))
    assert put_right(*before[:3], moved, *before[4:], first=before) == right


FIVE = [*JANUARY[:3], JANUARY[3].changed(people=5), *APRIL]
MOVED = [*JANUARY[:3], FIVE[3]._replace(date=dt.date(2026, 4, 28)), *APRIL]
"""A session of five is first counted in January, then in April."""


def test_an_evening_that_moved_is_told_by_both_figures_at_once_or_by_none() -> None:
    """By one alone it would be told again with the other, once more was put right in that."""
    first = release(HALF, Tally.of(FIVE), Shared()).record
    for month, held in (("2026-01", 3), ("2026-04", 5)):
        (alone,) = release(request(month, month, "month", correct=True), Tally.of(MOVED), first).figures
        assert (alone.held, alone.visits) == (held, None)


def test_an_evening_that_moved_is_not_told_by_a_figure_that_was_put_right_before() -> None:
    """It has two differences then, and the other figure one."""
    for mistyped in (FIVE[0].changed(people=19), FIVE[4].changed(people=16)):
        wrong = [mistyped if each.date == mistyped.date else each for each in FIVE]
        first = release(HALF, Tally.of(wrong), Shared()).record
        right = release(HALF, Tally.of(FIVE), first).record
        assert put_right(*MOVED, record=right) == [(3, None), (5, None)]


def test_an_evening_that_moved_out_of_what_was_too_few_to_show_is_not_told() -> None:
    """It was one of seven at most, and of 25 that become 35 at least six: six or seven came."""
    few, april = month_of(2026, 2, 7, 0, 0, 0), month_of(2026, 4, 7, 7, 6, 6)
    moved = few[0]._replace(date=dt.date(2026, 4, 28))
    right = put_right(*JANUARY, *few[1:], moved, *april, first=[*JANUARY, *few, *april])
    assert right == [(3, None), (5, None)]


@pytest.mark.parametrize("people", [4, 9, 14])
def test_an_evening_in_the_place_of_another_takes_the_figure_back(people: int) -> None:
    """The one that left may be counted anywhere now."""
    other = row("2026-01-31", people)
    assert put_right(*JANUARY[1:], other, *APRIL) == ([] if people == 9 else [(4, None)])


@pytest.mark.parametrize(
    ("held", "people", "right"),
    [
        (9, 3, None),  # "not shown" has said 18 at most, 10 would say 12
        (9, 9, 20),
        (8, 6, 15),  # 16 at most, and 17
        (6, 4, 10),  # 12 at most, and 12
    ],
)
def test_what_was_too_few_to_show_is_not_put_right_to_what_says_that_they_were_fewer_still(
    held: int, people: int, right: int | None
) -> None:
    few = weekly("2026-01-01", [1] * held)
    first = release(request("2026-01", "2026-03"), Tally.of(few), Shared()).record
    assert [each.visits for each in first.visits] == [None]
    more = Tally.of([*few, row("2026-03-30", people)])
    now = release(request("2026-01", "2026-03", correct=True), more, first)
    assert [(each.held, each.visits) for each in now.figures] == [(held + 1, right)]


def test_numbers_that_were_mistyped_are_put_right_whatever_else_was() -> None:
    mistyped = [JANUARY[0].changed(people=19), *JANUARY[1:], APRIL[0].changed(people=1), *APRIL[1:]]
    assert put_right(*mistyped) == [(4, 45), (4, 20)]
    first = release(HALF, Tally.of([*JANUARY, *APRIL]), Shared()).record
    left = release(HALF, Tally.of([*JANUARY[1:], *APRIL]), first).record
    assert left.departed
    assert put_right(*JANUARY[1:], *mistyped[4:], record=left)[1:] == [(4, 20)]


def test_evenings_that_were_found_later_are_put_right_until_one_has_left_a_figure() -> None:
    late = [*JANUARY, row("2026-01-30", 9), *APRIL, row("2026-04-30", 16)]
    assert put_right(*late) == [(5, 45), (5, 40)]
    first = release(HALF, Tally.of([*JANUARY, *APRIL]), Shared()).record
    assert put_right(*JANUARY[1:], *APRIL, row("2026-04-30", 16), record=first) == [(3, None), (5, None)]
    left = release(HALF, Tally.of([*JANUARY[1:], *APRIL]), first).record
    assert [(each.held, each.visits) for each in left.visits if each.held] == [(3, None), (4, 25)]
    after = release(HALF, Tally.of([*JANUARY[1:], *APRIL, row("2026-04-30", 16)]), left).record
    assert [(each.held, each.visits) for each in after.visits if each.held] == [(3, None), (5, None)]
    back = release(HALF, Tally.of([*JANUARY, *APRIL]), after)
    assert (back.changed, back.record.visits) == ((), after.visits), "what was taken back stays so"


def test_a_month_of_which_a_session_was_found_is_no_reason_to_take_another_back() -> None:
    """May held none when it was shared, and one session is not shown."""
    assert put_right(*JANUARY, *APRIL, row("2026-04-30", 16), row("2026-05-05", 9)) == [(5, 40), (1, None)]


def test_figures_that_keep_no_days_are_put_right_by_how_many_sessions_were_counted() -> None:
    """An older peerkit shared them."""
    first = release(HALF, Tally.of([*JANUARY, *APRIL]), Shared()).record
    older = replace(first, visits=tuple(replace(each, days=None) for each in first.visits))
    mistyped = JANUARY[0].changed(people=19)
    assert put_right(mistyped, *JANUARY[1:], *APRIL, record=older) == [(4, 45)]
    assert put_right(*JANUARY, row("2026-01-30", 9), mistyped, *APRIL, record=older) == [(6, 65)]
    assert put_right(*JANUARY[1:], *APRIL, record=older) == [(3, None)]


def test_counts_that_have_become_a_total_since_have_lost_no_session() -> None:
    winter = Quarter(dt.date(2026, 1, 1), dt.date(2026, 3, 31), 4, 0, 36, 9)
    spring = [*APRIL, row("2026-04-30", 16)]
    quarters = request("2026-01", "2026-06", correct=True)
    first = release(quarters, Tally.of([*JANUARY, *APRIL]), Shared()).record
    right = release(quarters, Tally.of(spring, [winter]), first)
    assert [(each.held, each.visits, each.corrected) for each in right.figures] == [(4, 35, False), (5, 40, True)]
    assert not right.record.departed


def test_only_what_is_asked_for_is_put_right() -> None:
    rows = [*month_of(2026, 1, 5, 5, 5), *month_of(2026, 4, 5, 5, 5)]
    first = release(request("2026-01", "2026-06"), Tally.of(rows), Shared())
    changed = Tally.of([*rows, row("2026-01-31", 9), row("2026-04-30", 9)])
    right = release(request("2026-04", "2026-06", correct=True), changed, first.record)
    assert [each.corrected for each in right.record.visits] == [False, True]


# First-timers.

YEAR = [each for month in range(1, 13) for each in month_of(2025, month, 5, 5, 5, 5, first_timers=0)]


def with_new(number: int, at: int = 12) -> list:
    """The year, with so many first-timers spread over its sessions."""
    return [
        row(each.date.isoformat(), 5, first_timers=number // at + (number % at > place) if place < at else 0)
        for place, each in enumerate(YEAR)
    ]


@pytest.mark.parametrize(("number", "printed"), [(0, None), (7, None), (8, 10), (12, 10), (13, 15)])
def test_first_timers_are_shared_by_the_year_if_there_are_eight_and_eight_others(number: int, printed) -> None:
    found = release(request("2025-01", "2025-12"), Tally.of(with_new(number)), Shared())
    assert [each.people for each in found.first_timers] == ([printed] if printed else [])
    assert found.why_no_first_timers == ("" if printed else "too few to share")
    assert found.record.first_timers == found.first_timers


def test_first_timers_are_not_shared_where_almost_everybody_was_one() -> None:
    rows = [row(each.date.isoformat(), 5, first_timers=5 if each.date.month < 12 else 4) for each in YEAR]
    found = release(request("2025-01", "2025-12"), Tally.of(rows), Shared())
    assert (found.first_timers, found.why_no_first_timers) == ((), "too few to share")


@pytest.mark.parametrize(("months", "new", "shared"), [(5, 11, True), (4, 11, False), (3, 10, False)])
def test_printed_visits_at_their_lowest_leave_eight_others_beside_first_timers_at_their_highest(
    months: int, new: int, shared: bool
) -> None:
    """A 15 is 13 at least, and 55 first-timers are 57 at most: of 65 visits 8 are left, of 52 but 5, of 39 but 7."""
    counts = Counts(held=3, visits=15, largest=5)
    counts.parts[FIRST_TIMERS], counts.parts_at[FIRST_TIMERS] = new, 3
    tally = Tally({(2025, month): counts for month in range(1, months + 1)})
    found = release(request("2025-01", "2025-12", "month"), tally, Shared())
    assert list(shown(found).values()) == [15] * months + [0] * (12 - months)
    assert bool(found.first_timers) is shared


def test_first_timers_are_shared_on_the_first_day_after_their_year_and_not_before() -> None:
    tally = Tally.of(with_new(20))
    for today, shared in ((dt.date(2025, 12, 1), 0), (dt.date(2025, 12, 31), 0), (dt.date(2026, 1, 1), 1)):
        assert len(release(request("2025-01", "2025-12", "month", today), tally, Shared()).first_timers) == shared


def test_years_of_first_timers_are_told_in_their_order_whenever_they_were_shared() -> None:
    rows = [*with_new(20), *(row(each.date.replace(year=2024).isoformat(), 5, first_timers=1) for each in YEAR)]
    later = release(request("2025-01", "2025-12"), Tally.of(rows), Shared())
    both = release(request("2024-01", "2025-12"), Tally.of(rows), later.record)
    assert [(each.period.first.year, each.people) for each in both.first_timers] == [(2024, 50), (2025, 20)]
    assert both.record.first_timers == both.first_timers


def test_first_timers_are_not_shared_where_the_counts_have_changed_and_few_others_are_left() -> None:
    quarters = release(request("2025-01", "2025-12"), Tally.of(weekly("2025-01-02", [6] * 52)), Shared())
    few = Tally.of([row("2025-01-02", 12, first_timers=9)])
    assert release(request("2025-01", "2025-12"), few, quarters.record).first_timers == ()


@pytest.mark.parametrize("number", [8, 20])
def test_first_timers_are_not_shared_where_one_session_did_not_count_them(number: int) -> None:
    rows = with_new(number)
    rows[-1] = row(rows[-1].date.isoformat(), 5)
    found = release(request("2025-01", "2025-12"), Tally.of(rows), Shared())
    assert found.first_timers == ()
    assert found.why_no_first_timers == "they were not counted at every session"


@pytest.mark.parametrize("number", [8, 20])
def test_first_timers_are_not_shared_by_the_half_year(number: int) -> None:
    found = release(request("2025-01", "2025-06"), Tally.of(with_new(number)), Shared())
    assert found.first_timers == ()
    why = "they are shared for whole years only, and your group's begin in January (year_starts in peerkit.toml)"
    assert found.why_no_first_timers == why


def test_twelve_months_that_are_no_year_of_the_group_are_told_which_ones_are() -> None:
    found = release(request("2025-01", "2025-12", year=Year(4)), Tally.of(with_new(20)), Shared())
    assert "your group's begin in April" in found.why_no_first_timers


def test_nothing_is_said_of_first_timers_that_the_group_does_not_count() -> None:
    assert (
        release(request("2025-01", "2025-12"), Tally.of(weekly("2025-01-02", [6] * 52)), Shared()).why_no_first_timers
        == ""
    )


def test_first_timers_stay_as_they_were_shared_until_they_are_put_right() -> None:
    year = request("2025-01", "2025-12")
    first = release(year, Tally.of(with_new(12)), Shared())
    stays = release(year, Tally.of(with_new(20)), first.record)
    assert stays.first_timers == first.first_timers
    assert [(before.people, now.people) for before, now in stays.changed] == [(10, 20)]
    right = release(request("2025-01", "2025-12", correct=True), Tally.of(with_new(20)), first.record)
    assert right.record.first_timers == (FirstTimers(period("2025-01", "2025-12"), 20, corrected=True),)
    assert release(year, Tally.of(with_new(20)), right.record).changed == ()
    once_more = release(request("2025-01", "2025-12", correct=True), Tally.of(with_new(30)), right.record)
    assert [each.people for each in once_more.first_timers] == [30]
    back = release(request("2025-01", "2025-12", correct=True), Tally.of(with_new(3)), first.record)
    assert back.record.first_timers == (FirstTimers(period("2025-01", "2025-12"), None, corrected=True),)


@pytest.mark.parametrize(("kept", "right"), [(True, None), (False, 15)])
def test_first_timers_are_taken_back_where_other_sessions_are_counted(kept: bool, right: int | None) -> None:
    """Five came for the first time to a session in the place of one to which none did: 10 that becomes 15 tells it.

    Where an older peerkit kept no days, nobody knows that they are others.
    """
    year = request("2025-01", "2025-12", correct=True)
    rows = with_new(12)
    first = release(year, Tally.of(rows), Shared()).record
    if not kept:
        first = replace(first, first_timers=tuple(replace(each, days=None) for each in first.first_timers))
    now = Tally.of([*rows[:-1], row("2025-12-30", 5, first_timers=5)])
    found = release(year, now, first)
    assert [each.people for each in found.first_timers] == [right]
    assert not any(each.corrected for each in found.figures)
    assert release(year, now, found.record).changed == (), "what was taken back stays so"


def test_first_timers_of_a_year_stay_where_totals_of_other_quarters_have_come_in_the_place_of_its_counts() -> None:
    """The year began in December, and a total of October to December does not say what it had."""
    year = request("2024-12", "2025-11", year=Year(12), correct=True)
    rows = [*with_new(24), row("2024-12-03", 5, first_timers=0)]
    first = release(year, Tally.of(rows), Shared()).record
    assert [each.people for each in first.first_timers] == [25]
    winter = Quarter(dt.date(2024, 10, 1), dt.date(2024, 12, 31), 1, 0, 5, 5)
    found = release(year, Tally.of(rows[:-1], [winter]), first)
    assert (found.first_timers, found.changed, found.record) == (first.first_timers, (), first)
    later = release(year, Tally.of(rows[:-1], [winter]), Shared())
    assert later.first_timers == (), "nothing is known of such a year"


def test_first_timers_are_taken_back_where_visits_of_their_year_were_put_right() -> None:
    both = request("2025-01", "2026-03", correct=True)
    rows = [*with_new(12), *JANUARY]
    first = release(both, Tally.of(rows), Shared()).record
    for mistyped, people in ((0, None), (len(YEAR), 20)):
        numbers = [each.changed(people=19) if at == mistyped else each for at, each in enumerate(rows)]
        right = release(both, Tally.of(numbers), first).record
        assert [each.corrected for each in right.visits].count(True) == 1
        found = release(both, Tally.of([*with_new(20), *numbers[len(YEAR) :]]), right)
        assert [each.people for each in found.first_timers] == [people]


def test_a_session_that_was_found_is_not_told_by_visits_where_first_timers_were_put_right() -> None:
    """The new people of a session are among those who came to it. Another year has nothing to do with it."""
    both = request("2025-01", "2026-03", correct=True)
    rows = [*with_new(12), *(each.changed(first_timers=0) for each in JANUARY)]
    first = release(both, Tally.of(rows), Shared()).record
    found = [row(f"{day}-30", 9, first_timers=0) for day in ("2025-11", "2026-01")]
    before = release(both, Tally.of([*rows, *found]), first)
    assert [(each.held, each.visits) for each in before.figures if each.corrected] == [(13, 70), (5, 45)]
    mistyped = [*with_new(20), *rows[len(YEAR) :]]
    right = release(both, Tally.of(mistyped), first).record
    assert [(each.people, each.corrected) for each in right.first_timers] == [(20, True)]
    now = release(both, Tally.of([*mistyped, *found]), right)
    assert [(each.held, each.visits) for each in now.figures if each.corrected] == [(13, None), (5, 45)]


def test_a_year_that_crosses_one_that_was_shared_is_not_shared() -> None:
    rows = [*with_new(20), *(row(each.date.replace(year=2026).isoformat(), 5, first_timers=1) for each in YEAR)]
    first = release(request("2025-01", "2025-12"), Tally.of(rows), Shared())
    other = release(request("2025-04", "2026-03", year=Year(4)), Tally.of(rows), first.record)
    assert other.first_timers == ()


# Whatever is asked for, in whatever order.

SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@SLOW
@given(ledgers(), sequences)
def test_over_all_files_shared_periods_are_disjoint_and_every_figure_is_true_and_allowed(rows, sequence) -> None:
    with tempfile.TemporaryDirectory() as folder:
        history = shared_in_turn(Path(folder), rows, sequence)
    for file in history.files:
        for one, other in combinations(file, 2):
            assert not one.period.touches(other.period), "each session is in one row of a file"
    ever = {each.period for file in history.files for each in file if each.says_something}
    for one, other in combinations(sorted(ever), 2):
        assert not one.touches(other), f"{one} and {other}"
    for each in history.newest.values():
        truth = history.truth[each.period]
        assert (each.held, each.cancelled) == (truth.counted, truth.cancelled)
        if each.visits == 0:
            assert truth.held == 0
        elif each.visits is not None:
            assert abs(each.visits - truth.visits) <= 2
            assert truth.counted >= 3
            assert truth.visits >= 8
            assert truth.largest >= 3
            assert each.period.last < TODAY


@SLOW
@given(ledgers(), st.integers(1, 12))
def test_by_quarter_every_finished_quarter_of_three_sessions_of_three_people_is_shown(rows, starts: int) -> None:
    year, tally = Year(starts), Tally.of(rows)
    wanted = request(f"{BEGAN}-01", f"{BEGAN + 1}-12", year=year)
    found = {each.period: each for each in release(wanted, tally, Shared()).figures}
    first = wanted.wanted.first
    while first <= wanted.wanted.last:
        quarter = year.containing(first, "quarter")
        inside = [each for each in rows if quarter.first <= each.date <= quarter.last and not each.cancelled]
        big = len(inside) >= 3 and all((each.people or 0) >= 3 for each in inside)
        if big and quarter.inside(wanted.wanted) and quarter.last < TODAY:
            assert any(each.visits and quarter.inside(shown) for shown, each in found.items())
        first = quarter.last + dt.timedelta(1)


@given(ledgers())
def test_asking_twice_gives_the_same_twice_and_changes_no_record(rows) -> None:
    wanted, tally = request("2025-01", "2026-12", "month"), Tally.of(rows)
    first = release(wanted, tally, Shared())
    again = release(wanted, tally, first.record)
    assert again.figures == first.figures
    assert again.record == first.record
