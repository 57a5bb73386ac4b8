import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.wording.numbers import number


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("9", 9), (" 09 ", 9), ("nine", 9), ("Nine.", 9), ("twenty", 20), ("twenty-one", 21), ("Twenty One", 21),
        ("a hundred", 100), ("two hundred and four", 204), ("three hundred and sixty-five", 365), ("٣", 3), ("९", 9),
        ("none", 0), ("zero", 0),
    ],
)  # fmt: skip
def test_a_number_is_understood_in_figures_and_in_words(typed: str, found: int) -> None:
    assert number(typed) == found


@pytest.mark.parametrize(
    "typed",
    ["", "a", "many", "-1", "3.5", "1e3", "nine people", "twenty twenty", "one two", "twenty ten", "hundred",
     "twelve hundred", "ninety thousand", "²", "123456789"],
)  # fmt: skip
def test_what_is_no_number_is_never_guessed_at(typed: str) -> None:
    assert number(typed) is None


@given(st.text())
def test_any_text_is_a_number_or_none(text: str) -> None:
    found = number(text)
    assert found is None or 0 <= found < 10**8
