from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.live.clock import Clock
from peerkit.planning import moments
from peerkit.planning.usual import usual_start
from tests.tries import tries

NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)  # a Thursday
EVENING = datetime(2026, 11, 26, 19, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("19:00", "2026-11-26T19:00"),
        ("7pm", "2026-11-26T19:00"),
        ("19.30", "2026-11-26T19:30"),
        (" 21 ", "2026-11-26T21:00"),
        ("9:00", "2026-11-27T09:00"),
        ("12:00", "2026-11-26T12:00"),
        ("11:01", "2026-11-26T11:01"),
        ("11:00", "2026-11-27T11:00"),
        ("Thu 11:30", "2026-11-26T11:30"),
        ("12am", "2026-11-27T00:00"),
        ("Thu 19:00", "2026-11-26T19:00"),
        ("thursday, 11:00", "2026-12-03T11:00"),
        ("Wed 19:00", "2026-12-02T19:00"),
        ("tomorrow 19:00", "2026-11-27T19:00"),
        ("2026-11-26 19:00", "2026-11-26T19:00"),
        ("2026-11-26T19:00", "2026-11-26T19:00"),
        ("2026-11-20 19:00", "2026-11-20T19:00"),
        ("26/11/2026 19:00", "2026-11-26T19:00"),
        ("3.12.2026, 7pm", "2026-12-03T19:00"),
        ("19h30", "2026-11-26T19:30"),
        ("19h", "2026-11-26T19:00"),
        ("Thu 19H30", "2026-11-26T19:30"),
        ("٢٠٢٦-١١-٢٦ ١٩:٣٠", "2026-11-26T19:30"),  # noqa: RUF001
    ],
)
def test_a_start_is_the_next_moment_that_the_words_mean(typed: str, meant: str) -> None:
    assert moments.starting(typed, NOON) == datetime.fromisoformat(meant).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "typed",
    ["", "later", "25:00", "19:60", "13pm", "0am", "Th 19:00", "Xyz 19:00", "2026-02-30 19:00", "11/26/2026 19:00",
     "2026-11-26 soon", "19:00:00", "-1", "0001-01-01 00:00", "9999-12-31 23:59",
     "\x1b[31m"],
)  # fmt: skip
def test_a_start_that_means_nothing_is_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"[.?]$"):
        moments.starting(typed, NOON)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("21", 120), ("9pm", 120), ("9", 120), ("21:00", 120), ("90m", 90), ("1h 30m", 90), ("1:30", 390),
     ("2026-11-26 20:00", 60), ("12h", 720), ("5m", 5), ("7", 720), ("19:05", 5), ("0:30", 330),
     ("1h30", 90), ("1H05", 65), ("2h", 120), ("21h30", 150), ("21h", 120), ("12h00", 720), ("۲۱:۰۰", 120)],  # noqa: RUF001
)  # fmt: skip
def test_an_end_is_the_first_such_time_after_the_start_or_a_length(typed: str, minutes: int) -> None:
    assert moments.ending(typed, EVENING) - EVENING == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "18:00", "19:00", "4m", "0m", "-90m", "13h", "25h", "99999h", "8am", "2026-11-26 19:00",
     "2026-11-26 18:00", "2026-11-28 18:00", "inf", "nan", "1e9m", "90", "2026-13-01 18:00"],
)  # fmt: skip
def test_an_end_that_cannot_be_is_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"[.?]$"):
        moments.ending(typed, EVENING)


@pytest.mark.parametrize("typed", ["", "soon", "noon", "-5m", "inf", "Monday", "in an hour"])
def test_words_that_are_no_end_are_said_again_with_how_to_say_one(typed: str) -> None:
    said = rf'^"{typed}" is neither a time nor a length. Say a time such as 21, 9pm or 21:00, or a length such as 90m.$'
    with pytest.raises(ValueError, match=said):
        moments.ending(typed, EVENING)


@pytest.mark.parametrize(
    "typed", ["x" * 5000, "9" * 5000, f"Thu {'9' * 5000}", f"2026-11-26 {'x' * 5000}", "xyz" * 900 + " 9"]
)
def test_what_goes_on_and_on_is_not_said_again_to_its_end(typed: str) -> None:
    for meaning, now in ((moments.starting, NOON), (moments.ending, EVENING)):
        with pytest.raises(ValueError, match=r"\.\.\.") as refused:
            meaning(typed, now)
        assert len(str(refused.value)) < 200


@pytest.mark.parametrize("minutes", [0, 4, -5, 721, 10**9, 10**12, -(10**12)])
def test_a_length_that_no_session_has_is_a_sentence(minutes: int) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        moments.lasting(minutes, EVENING)


@given(st.text(max_size=20) | st.from_regex(r"[0-9]{1,4}[:. -]?[0-9]{0,2} ?[a-z]{0,3}", fullmatch=True))
@tries(3)
def test_whatever_is_typed_is_a_bookable_end_or_a_sentence(typed: str) -> None:
    try:
        end = moments.ending(typed, EVENING)
    except ValueError as error:
        said = str(error)
    else:
        said = "." if timedelta(minutes=5) <= end - EVENING <= timedelta(hours=12) else ""
    assert said.endswith((".", "?"))


def test_seven_is_tonight_or_tomorrow_when_it_has_gone_for_an_hour() -> None:
    just_before = moments.JUST_NOW - timedelta(minutes=1)
    for now, meant in ((NOON, 0), (EVENING + just_before, 0), (EVENING + moments.JUST_NOW, 1)):
        assert moments.starting(moments.USUAL_START, now) == EVENING + timedelta(days=meant)


@pytest.mark.parametrize("day", ["today", "tonight", "Tonight"])
@pytest.mark.parametrize("hour", [0, 9, 12, 23])
def test_today_is_never_another_day(day: str, hour: int) -> None:
    assert moments.starting(f"{day} {hour}:00", NOON) == NOON.replace(hour=hour)


@pytest.mark.usefixtures("london")
def test_an_hour_that_the_clocks_leave_out_cannot_be_a_start() -> None:
    with pytest.raises(ValueError, match=r"clocks go forward that night\. Say 02:30 instead\."):
        moments.starting("2026-03-29 01:30", NOON.astimezone(Clock.zone))


@pytest.mark.usefixtures("london")
def test_an_hour_that_comes_twice_is_the_first() -> None:
    found = moments.starting("2026-10-25 01:30", NOON.astimezone(Clock.zone))
    assert found == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.usefixtures("london")
@pytest.mark.parametrize(
    ("start", "typed", "minutes"),
    [
        ("2026-03-28T23:00", "4:00", 240),  # an hour is missing in that night
        ("2026-03-28T23:00", "5h", 300),
        ("2026-10-24T22:00", "4:00", 360),  # 23:00 by the clock; one hour comes twice
        ("2026-10-24T22:00", "5h", 300),
        ("2026-03-29T09:00", "1:30", 210),  # 10:00 to 13:30: that 01:30 was left out does not matter
        ("2026-03-28T10:00", "1:30", 210),
    ],
)
def test_a_night_of_changing_clocks_is_counted_as_it_passes(start: str, typed: str, minutes: int) -> None:
    begin = datetime.fromisoformat(start).replace(tzinfo=UTC).astimezone(Clock.zone)
    assert moments.ending(typed, begin) - begin.astimezone(UTC) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("Thursdays at 7", "19:00"),
        ("First Tuesday of the month at half past 10 in the morning", "10:30"),
        ("Mondays 19:30 to 21:00", "19:30"),
        ("Mondays, 7 to 9pm", "19:00"),
        ("Fridays 11-1pm", "11:00"),
        ("Wednesdays, 2pm-4pm", "14:00"),
        ("Tuesday mornings at 10", "10:00"),
        ("Tuesdays and Thursdays at quarter to eight", "19:45"),
        ("Sundays at quarter to 12 in the morning", "11:45"),
        ("Sundays at noon", "12:00"),
        ("from 9.30 a.m.", "09:30"),
        ("Tuesdays at 10, Thursdays at 7", ""),
        ("every other Friday, not on the 7th", ""),
        ("", ""),
    ],
)
def test_when_a_group_usually_begins_is_found_in_its_own_words(said: str, start: str) -> None:
    assert usual_start(said) == start


@pytest.mark.parametrize(
    ("typed", "later"),
    [("Thu 7", "Thu 19:00"), ("7:30", "19:30"), ("07", ""), ("7am", ""), ("Thu 19", ""), ("10", ""), ("", "")],
)
def test_a_bare_hour_before_nine_may_mean_the_evening(typed: str, later: str) -> None:
    assert moments.in_the_evening(typed) == later
