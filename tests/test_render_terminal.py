"""A document in the terminal: to be read in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.printing.render.terminal import terminal
from peerkit.printing.text import visible
from tests.hostile import HOSTILE, SAMPLE, everywhere
from tests.linear import stumbles

WHOLE = """\
The circle in numbers
January to June 2026

25 sessions held
about 6 people each time

Visits are not different people.
We do not record who comes.
We count.

Who we are

We listen.

- One
- Two

1. First
2. Then

What took place

Sessions
- January to March: Held 12, Visits 75
- April to June: Held 13, Visits not shown
"""


def test_everything_stands_in_the_order_of_the_document() -> None:
    assert terminal(SAMPLE) == WHOLE


def test_nothing_in_it_stops_a_screen_reader() -> None:
    assert stumbles(terminal(SAMPLE).encode()) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_can_steer_the_terminal(text: str) -> None:
    written = terminal(everywhere(text)).replace("\N{REPLACEMENT CHARACTER}", "")
    assert stumbles(written.encode()) == []


@given(st.text())
def test_any_text_stands_whole_on_its_own_line(text: str) -> None:
    shown = visible(text)
    lines = terminal(everywhere(text)).split("\n")
    for line in (shown, f"- {shown}", f"1. {shown}", f"- {shown}: {shown} {shown}"):
        assert line in lines
