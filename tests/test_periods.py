import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.tally.periods import GRAINS, Period, Year, is_one, is_year, named
from tests.figures import period

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
dates = st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31))
years = st.builds(Year, st.integers(1, 12))


@given(dates, years, st.sampled_from(GRAINS))
def test_every_day_lies_in_one_period_of_each_length_and_they_follow_each_other(day, year, grain) -> None:
    found = year.containing(day, grain)
    assert found.first <= day <= found.last
    assert len(list(found.months)) == MONTHS[grain]
    assert is_one(found)
    assert year.containing(found.first, grain) == year.containing(found.last, grain) == found
    assert year.containing(found.last + dt.timedelta(1), grain).first == found.last + dt.timedelta(1)


@given(dates, years)
def test_a_finer_period_lies_inside_the_coarser_one(day, year) -> None:
    periods = [year.containing(day, grain) for grain in GRAINS]
    assert all(finer.inside(coarser) for finer, coarser in pairwise(periods))


def test_a_year_begins_in_the_month_that_the_group_says() -> None:
    september = Year(9)
    assert september.containing(dt.date(2026, 8, 31), "year") == period("2025-09", "2026-08")
    assert september.containing(dt.date(2026, 9, 1), "quarter") == period("2026-09", "2026-11")
    assert Year(2).containing(dt.date(2026, 1, 1), "half") == period("2025-08", "2026-01")


def test_the_periods_that_begin_on_a_day_come_from_the_finest_that_is_wanted_up() -> None:
    assert [grain for grain, _ in Year().starting(dt.date(2026, 1, 1), "quarter")] == ["quarter", "half", "year"]
    assert [grain for grain, _ in Year().starting(dt.date(2026, 7, 1), "month")] == ["month", "quarter", "half"]
    assert list(Year().starting(dt.date(2026, 2, 1), "quarter")) == []
    assert list(Year().starting(dt.date(2026, 1, 2), "month")) == []


@pytest.mark.parametrize(
    ("first", "last", "one", "year"),
    [
        ("2026-01-01", "2026-12-31", True, True),
        ("2026-02-01", "2026-02-28", True, False),
        ("2024-02-01", "2024-02-28", False, False),
        ("2026-01-01", "2026-04-30", False, False),
        ("2026-01-02", "2026-01-31", False, False),
        ("2026-11-01", "2027-04-30", True, False),
        ("2026-03-01", "2026-02-28", False, False),
    ],
)
def test_a_period_is_one_three_six_or_twelve_whole_months(first: str, last: str, one: bool, year: bool) -> None:
    found = Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert (is_one(found), is_year(found)) == (one, year)


@pytest.mark.parametrize(
    ("first", "last", "with_year", "without"),
    [
        ("2026-04-01", "2026-06-30", "April to June 2026", "April to June"),
        ("2026-04-01", "2026-04-30", "April 2026", "April"),
        ("2026-12-01", "2027-02-28", "December 2026 to February 2027", "December to February"),
        ("2026-04-15", "2026-04-30", "15 April to 30 April 2026", "15 April to 30 April"),
        ("2026-01-01", "2026-12-31", "January to December 2026", "January to December"),
    ],
)
def test_a_period_has_a_name(first: str, last: str, with_year: str, without: str) -> None:
    found = Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert (named(found), named(found, year=False)) == (with_year, without)
