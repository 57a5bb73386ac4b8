"""The days on which a group meets: read as people write them, and worked out."""

from contextlib import suppress
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.recurrence.days import Days
from peerkit.recurrence.reading import parse

THURSDAY = "every Thursday, 19:00 to 21:00"


def days(*lines: str, first: date = date(2026, 12, 1), last: date = date(2027, 1, 31)) -> list[str]:
    return [f"{each.day:%d.%m.}" for each in parse(lines).between(first, last)]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([THURSDAY], ["03.12.", "10.12.", "17.12.", "24.12.", "31.12.", "07.01.", "14.01.", "21.01.", "28.01."]),
        (["every other week, from 2026-12-03, 19:00 to 21:00"], ["03.12.", "17.12.", "31.12.", "14.01.", "28.01."]),
        (["every other Thursday from 3 December 2026, 7pm to 9pm"], ["03.12.", "17.12.", "31.12.", "14.01.", "28.01."]),
        (["every 3 weeks, from 2026-12-08, 19:00 to 21:00"], ["08.12.", "29.12.", "19.01."]),
        (["second Tuesday, 7 to 9pm"], ["08.12.", "12.01."]),
        (["first and third Wednesday of the month, 10:00-12:00"], ["02.12.", "16.12.", "06.01.", "20.01."]),
        (["last Friday, 10am to 12pm"], ["25.12.", "29.01."]),
        (["fifth Thursday, 10am to 12pm"], ["31.12."]),
        ([f"{THURSDAY}; not in January, not on 2026-12-24"], ["03.12.", "10.12.", "17.12.", "31.12."]),
        ([THURSDAY, "not from 2026-12-20 to 2027-01-17"], ["03.12.", "10.12.", "17.12.", "21.01.", "28.01."]),
        ([THURSDAY, "not in January", "2026-12-24 moves to 2026-12-23", "on 2026-12-12, 10:00 to 11:00"],
         ["03.12.", "10.12.", "12.12.", "17.12.", "23.12.", "31.12."]),
        ([THURSDAY, "last Thursday, 19:00 to 21:00", "not in January"],
         ["03.12.", "10.12.", "17.12.", "24.12.", "31.12."]),
        (["on 2026-12-12, 10:00 to 11:00"], ["12.12."]),
        (["on 2026-12-12, 10:00 to 11:00", "on 2026-12-13, 10:00 to 11:00", "not on 2026-12-12"], ["13.12."]),
        (["on 2026-12-12, 10:00 to 11:00", "2026-12-12 moves to 2026-12-14"], ["14.12."]),
        (["last Thursday, 19:00 to 21:00", "2026-12-31 moves to 2026-12-30", "not on 2026-12-30"], ["28.01."]),
        (["last Thursday, 19:00 to 21:00", "2026-12-31 moves to 2026-12-30", "2026-12-31 moves to 2026-12-29"],
         ["29.12.", "28.01."]),
        ([], []),
    ],
)  # fmt: skip
def test_days_are_read_as_people_write_them(lines: list[str], found: list[str]) -> None:
    assert days(*lines) == found


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("19:00 to 21:00", time(19), time(21)),
        ("7 to 9pm", time(19), time(21)),
        ("7.30pm until 9pm", time(19, 30), time(21)),
        ("10 to 12pm", time(10), time(12)),
        ("11 to 1pm", time(11), time(13)),
        ("12 to 2pm", time(12), time(14)),
        ("7am to 9am", time(7), time(9)),
        ("22:00 to 01:00", time(22), time(1)),
    ],
)
def test_times_are_read_on_either_clock(typed: str, start: time, end: time) -> None:
    assert parse((f"every Thursday, {typed}",)).rules[0].times == (start, end)


def test_a_meeting_over_midnight_ends_the_day_after() -> None:
    (meeting,) = parse(("on 2026-12-31, 22:00 to 01:00",)).between(date(2026, 12, 1), date(2026, 12, 31))
    assert meeting.times.ending(meeting.day).date() == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("every Thursday", "say from when to when, too"),
        ("every Thursday, 7 to 9", "morning or evening?"),
        ("every Thursday, 19:00 to 19:00", "begins and ends at the same time"),
        ("every Thursday, 19:00 to 25:00", "There is no time 25:00."),
        ("every second Tuesday, 7pm to 9pm", "two ways. Write every other Tuesday, from 2026-12-01 or second Tuesday"),
        ("every other week, 19:00 to 21:00", "say from which day on"),
        ("every other Monday, from 2026-12-03, 7pm to 8pm", "2026-12-03 is a Thursday."),
        ("not on 2026-02-30", "There is no day 2026-02-30."),
        ("not from 2026-12-20 to 2026-12-01", "2026-12-01 is before 2026-12-20."),
        ("on 2026-12-12", "Say from when to when, too"),
        ("when the moon is full", "is not understood. Write days like every Thursday"),
        ("not in Smarch", "is not understood"),
    ],
)
def test_what_is_not_understood_says_how_to_write_it(line: str, said: str) -> None:
    with pytest.raises(ValueError, match=said.replace("?", r"\?").replace(".", r"\.")):
        parse((line,))


@given(st.dates(date(2026, 1, 1), date(2090, 1, 1)), st.integers(0, 400))
def test_what_is_worked_out_for_a_span_is_what_a_longer_span_has_there(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    known = parse(("every other week, from 2026-12-03, 19:00 to 21:00", "last Friday, 10:00 to 11:00", "not in August"))
    around = known.between(first - timedelta(days=30), last + timedelta(days=30))
    assert known.between(first, last) == tuple(each for each in around if first <= each.day <= last)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    with suppress(ValueError):
        assert isinstance(parse((text,)), Days)
