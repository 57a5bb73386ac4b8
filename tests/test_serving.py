"""Which periods are chosen for the months that a reader wants."""

import datetime as dt
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.tally.counts import Tally
from peerkit.tally.disclosure import FEWEST_SESSIONS, Shared
from peerkit.tally.periods import GRAINS, MONTHS, Period, Year, is_one, named
from peerkit.tally.quarters import Quarter
from peerkit.tally.serving import ReleaseRequest, chosen
from peerkit.tally.sharing import release
from peerkit.wording.months import span
from tests.figures import TODAY, ledgers, month_of, period

BEGAN = dt.date(2020, 1, 1)


def best(
    first: str, last: str, taken: tuple[Period, ...] = (), by="quarter", finest="month", enough=None, began=BEGAN
) -> list[str]:
    says: Callable[[Period], bool] = enough or (lambda _: True)
    found = chosen(ReleaseRequest(period(first, last), by, TODAY, finest=finest), taken, began, lambda _: True, says)
    return [named(each) for each in found or ()]


def test_a_grant_year_is_four_quarters_from_its_first_month() -> None:
    assert best("2025-06", "2026-05") == [
        "June to August 2025", "September to November 2025", "December 2025 to February 2026", "March to May 2026",
    ]  # fmt: skip


def test_a_month_at_an_end_is_a_period_of_its_own_beside_the_groups_own_quarters() -> None:
    assert best("2025-06", "2025-12") == ["June 2025", "July to September 2025", "October to December 2025"]
    assert best("2026-01", "2026-07") == ["January to March 2026", "April to June 2026", "July 2026"]
    assert best("2025-06", "2025-12", finest="quarter") == ["July to September 2025", "October to December 2025"]


def test_what_was_shared_is_gone_round() -> None:
    assert best("2025-06", "2026-05", (period("2025-07", "2025-09"),)) == [
        "June 2025", "October to December 2025", "January to March 2026", "April 2026", "May 2026",
    ]  # fmt: skip


def test_what_is_made_of_the_groups_own_periods_gets_them() -> None:
    assert best("2025-04", "2026-03") == best("2026-01", "2026-12") == []


def test_a_quarter_that_is_not_over_is_not_cut_for_the_months_of_it_that_are() -> None:
    assert best("2026-06", "2026-12") == ["June to August 2026", "September to November 2026"]


def test_periods_with_too_few_sessions_are_joined_to_longer_ones() -> None:
    def enough(each: Period) -> bool:
        return len(list(each.months)) == 6

    assert best("2025-11", "2026-04", enough=enough) == ["November 2025 to April 2026"]


@given(
    st.integers(0, 20),
    st.integers(0, 30),
    st.sampled_from(GRAINS),
    st.sampled_from(GRAINS),
    st.integers(1, 12),
    st.sets(st.integers(0, 40)),
    st.sets(st.integers(0, 40)),
)
def test_no_other_choice_leaves_fewer_months_unsaid(begins, length, by, finest, starts, taken, quiet) -> None:
    """Against every way of dividing a short time, as far as there are few enough of them."""
    length = min(length, 9)
    year = Year(starts)
    months = list(Year().between(dt.date(2020, 1, 1), dt.date(2023, 12, 31), "month"))
    wanted = Period(months[begins].first, months[begins + length].last)
    gone = [months[at] for at in taken]
    silent = {months[at].first for at in quiet}

    def says(each: Period) -> bool:
        return each.first not in silent

    found = chosen(ReleaseRequest(wanted, by, TODAY, year, finest=finest), gone, BEGAN, lambda _: True, says)
    if found is None:
        return
    assert all(is_one(each) and each.inside(wanted) for each in found)
    assert all(one.last < other.first for one, other in pairwise(found))
    assert not any(each.touches(other) for each in found for other in gone)
    lengths = [MONTHS[grain] for grain in GRAINS[GRAINS.index(finest) :]]

    def most(at: int) -> int:
        if at > begins + length:
            return 0
        ways = [most(at + 1)]
        for many in lengths:
            piece = range(at, at + many)
            if piece[-1] <= begins + length and not taken.intersection(piece):
                ways.append(most(at + many) + many * says(months[at]))
        return max(ways)

    assert sum(len(list(each.months)) for each in found if says(each)) == most(begins)


@given(ledgers())
def test_the_choice_looks_at_no_number_of_people(rows) -> None:
    def figures(rows) -> list[Period]:
        request = ReleaseRequest(period("2025-06", "2026-05"), "quarter", TODAY, finest="month")
        return [each.period for each in release(request, Tally.of(rows), Shared()).figures]

    many = [row if row.cancelled else row._replace(people=20, parts=(None,) * len(row.parts)) for row in rows]
    other = [row if row.cancelled else row._replace(people=30, parts=(None,) * len(row.parts)) for row in rows]
    assert figures(many) == figures(other)


@pytest.mark.parametrize(
    ("typed", "begins", "ends"),
    [
        ("June 2025 to May 2026", (2025, 6), (2026, 5)),
        ("from Jun 2025 until May 2026", (2025, 6), (2026, 5)),
        ("June to May 2026", (2025, 6), (2026, 5)),
        ("March to May 2026", (2026, 3), (2026, 5)),
        ("the year to December 2026", (2026, 1), (2026, 12)),
        ("the year ending May 2026", (2025, 6), (2026, 5)),
        ("2025-06 - 2026-05", (2025, 6), (2026, 5)),
        ("June 2025-May 2026", (2025, 6), (2026, 5)),
        ("May 2026", (2026, 5), (2026, 5)),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, begins: tuple, ends: tuple) -> None:
    assert span(typed) == (dt.date(*begins, 1), dt.date(*ends, 1))


@pytest.mark.parametrize("typed", ["", "to", "June", "to May 2026", "June 2025 to", "last year", "13/2025 to 2026-01"])
def test_a_time_that_is_none_is_said(typed: str) -> None:
    with pytest.raises(ValueError, match="is not a month"):
        span(typed)


def test_the_gate_is_asked_of_sessions_and_of_nothing_else() -> None:
    rows = [each for month in range(1, 13) for each in month_of(2025, month, *[5] * FEWEST_SESSIONS)]
    request = ReleaseRequest(period("2025-02", "2025-10"), "quarter", TODAY, finest="month")
    found = release(request, Tally.of(rows), Shared())
    assert [named(each.period) for each in found.figures] == [
        "February to April 2025", "May to July 2025", "August to October 2025",
    ]  # fmt: skip
    assert [named(each) for each in found.remaining] == ["January 2025", "November to December 2025"]


def test_a_month_without_a_session_is_not_cut_off_to_say_so() -> None:
    rows = [each for month in (6, 7, 9, 10, 11, 12) for each in month_of(2025, month, 5, 5, 5, 5)]
    request = ReleaseRequest(period("2025-06", "2025-12"), "quarter", TODAY, finest="month")
    found = release(request, Tally.of(rows), Shared())
    assert [(named(each.period), each.held) for each in found.figures] == [
        ("June 2025", 4), ("July to September 2025", 8), ("October to December 2025", 12),
    ]  # fmt: skip


AUTUMN = ["July to September 2025", "October to December 2025"]


@pytest.mark.parametrize(
    ("june", "periods"),
    [
        ((), AUTUMN),
        ((5,), ["June to August 2025", "September 2025", "October to December 2025"]),
        ((5, 5), ["June to August 2025", "September 2025", "October to December 2025"]),
        ((5, 5, 5), ["June 2025", *AUTUMN]),
    ],
)
def test_a_month_at_an_end_is_joined_to_others_where_it_would_say_too_little_alone(june, periods: list[str]) -> None:
    rows = [each for month in (5, 7, 8, 9, 10, 11, 12) for each in month_of(2025, month, 5, 5, 5, 5)]
    request = ReleaseRequest(period("2025-06", "2025-12"), "quarter", TODAY, finest="month")
    found = release(request, Tally.of([*rows, *month_of(2025, 6, *june)]), Shared())
    assert [named(each.period) for each in found.figures] == periods


def test_a_period_that_serves_may_begin_before_counting_did_and_what_lies_before_it_is_left_out() -> None:
    later = [each for month in range(7, 13) for each in month_of(2025, month, 5, 5, 5, 5)]
    request = ReleaseRequest(period("2025-02", "2025-11"), "quarter", TODAY, finest="month")
    found = release(request, Tally.of(later), Shared())
    assert [named(each.period) for each in found.figures] == ["June to August 2025", "September to November 2025"]
    assert [(named(each.part), each.why) for each in found.left_out] == [("February to May 2025", "before")]
    request = ReleaseRequest(period("2025-06", "2025-12"), "quarter", TODAY, finest="month")
    cancelled = release(request, Tally.of([*month_of(2025, 6, None), *later]), Shared())
    assert [named(each.period) for each in cancelled.figures] == AUTUMN
    assert [(named(each.part), each.why) for each in cancelled.left_out] == [("June 2025", "cut")]
    request = ReleaseRequest(period("2025-05", "2025-12"), "quarter", TODAY, finest="month")
    began = release(request, Tally.of([*month_of(2025, 6, 5, 5, 5), *later]), Shared())
    assert [named(each.period) for each in began.figures] == ["June 2025", *AUTUMN]
    assert [(named(each.part), each.why) for each in began.left_out] == [("May 2025", "before")]


def test_months_that_are_known_as_a_total_alone_are_left_out_beside_those_that_serve() -> None:
    rows = [each for month in range(7, 13) for each in month_of(2025, month, 5, 5, 5, 5)]
    spring = Quarter(dt.date(2025, 4, 1), dt.date(2025, 6, 30), 13, 0, 78, 7)
    request = ReleaseRequest(period("2025-05", "2025-12"), "quarter", TODAY, finest="month")
    found = release(request, Tally.of(rows, [spring]), Shared())
    assert [named(each.period) for each in found.figures] == AUTUMN
    assert [(named(each.part), each.why) for each in found.left_out] == [("May 2025", "total"), ("June 2025", "total")]


def test_beside_half_a_year_halves_are_left() -> None:
    rows = [each for month in range(1, 13) for each in month_of(2025, month, 5, 5, 5, 5)]
    found = release(
        ReleaseRequest(period("2025-02", "2025-07"), "half", TODAY, finest="month"), Tally.of(rows), Shared()
    )
    assert [named(each) for each in found.remaining] == ["January 2025", "August to December 2025"]


@pytest.mark.parametrize(
    ("first", "last", "finest", "year"),
    [
        ("2025-06", "2026-05", "month", ["June 2025 to May 2026"]),
        ("2025-06", "2026-05", None, []),
        ("2025-01", "2026-04", "month", ["January to December 2025"]),
    ],
)
def test_first_timers_of_whole_years_are_of_those_years_where_they_serve(first, last, finest, year: list[str]) -> None:
    months = [(2025 + at // 12, at % 12 + 1) for at in range(20)]
    rows = [each for month in months for each in month_of(*month, 5, 5, 5, 5, first_timers=1)]
    found = release(ReleaseRequest(period(first, last), "quarter", TODAY, finest=finest), Tally.of(rows), Shared())
    assert [named(each.period) for each in found.first_timers] == year


def test_months_before_anything_was_counted_are_reached_for_by_nothing() -> None:
    assert best("2023-02", "2025-06", began=dt.date(2024, 9, 1)) == [
        "July to September 2024", "October to December 2024", "January to March 2025", "April to June 2025",
    ]  # fmt: skip
    assert best("2024-06", "2025-05", began=dt.date(2024, 7, 1))[0] == "June to August 2024"


def test_years_without_end_are_asked_for_in_no_time() -> None:
    rows = [each for month in range(1, 13) for each in month_of(2025, month, 5, 5, 5, 5)]
    request = ReleaseRequest(period("1900-01", "2999-12"), "quarter", TODAY, finest="month")
    found = release(request, Tally.of(rows), Shared())
    assert [each.why for each in found.left_out] == ["before", "unfinished"]
    assert found.frozen[0].first == dt.date(2025, 1, 1)
