import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.durations import LONGEST, clock, counted, parse, said, written


@given(st.integers(0, LONGEST))
def test_what_is_written_is_read_back(seconds: int) -> None:
    assert parse(written(seconds)) == seconds


@given(st.integers(1, LONGEST))
def test_what_is_said_can_be_typed(seconds: int) -> None:
    assert parse(said(seconds)) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90s", 90),
        ("8m", 480),
        ("1h 15m", 4500),
        ("1h15m", 4500),
        ("15 min", 900),
        ("15 mins", 900),
        ("2 hours", 7200),
        ("1 hr", 3600),
        ("3 hrs", 10800),
        (" 5 Minutes 20 Seconds ", 320),
        ("45 sec", 45),
        ("0s", 0),
    ],
)
def test_people_may_write_it_as_they_like(text: str, seconds: int) -> None:
    assert parse(text) == seconds


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "90",
        "m",
        "-5m",
        "1.5h",
        "5 months",
        "1 hippo",
        "3 smidgens",
        "inf",
        "nan",
        "1m 1h",
        "5m 5m",
        "1e3s",
    ],
)
def test_nonsense_is_not_a_length_of_time(text: str) -> None:
    with pytest.raises(ValueError, match="is not a length of time"):
        parse(text)


@pytest.mark.parametrize("text", ["25h", "1441m", "86401s", "24h 1s"])
def test_nothing_lasts_longer_than_a_day(text: str) -> None:
    with pytest.raises(ValueError, match="longer than a day"):
        parse(text)


@given(st.text())
def test_any_text_is_a_length_or_a_sentence_without_control_characters(text: str) -> None:
    try:
        found: int | str = parse(text)
    except ValueError as error:
        found = str(error)
    assert found.isprintable() if isinstance(found, str) else 0 <= found <= LONGEST


def test_a_very_long_text_is_not_poured_out_again() -> None:
    with pytest.raises(ValueError, match="is not a length of time") as error:
        parse("x" * 1_000_000)
    assert len(str(error.value)) < 200


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (485, "8:05"), (3600, "1:00:00"), (4499, "1:14:59")])
def test_a_display_shows_minutes_and_seconds(seconds: int, shown: str) -> None:
    assert clock(seconds) == shown


def test_one_is_said_without_an_s_and_none_without_a_zero() -> None:
    assert [counted(number, "minute") for number in (0, 1, 2)] == ["no minutes", "1 minute", "2 minutes"]
    assert counted(3, "person", "people") == "3 people"
    assert said(0) == "0 seconds"


def test_a_million_spaces_are_read_at_once() -> None:
    with pytest.raises(ValueError, match="is not a length of time"):
        parse("5m" + " " * 1_000_000 + "x")
