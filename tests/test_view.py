"""What only a terminal shows: it holds any text, and fits any terminal."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from peerkit.printing.document import Document, Element
from peerkit.printing.render import looks
from peerkit.printing.render.rich import rich
from peerkit.printing.view import (
    Bar,
    CommandLine,
    Grid,
    Heading,
    Marked,
    MarkedLine,
    Matrix,
    Pieces,
    Rows,
    Tree,
)
from tests.hostile import HOSTILE
from tests.linear import stumbles
from tests.terminals import ESCAPE

DRAWN = re.compile("[─█▄▒░▏▎▍▌▋▊▉├└│·\N{REPLACEMENT CHARACTER}]")
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=30)
OF = st.sampled_from(["text", "number", "bar"])


def views(text: str) -> tuple[Element, ...]:
    """Each kind of view with the text wherever it takes one, but for a command, which is never broken."""
    headings = (Heading(text), Heading(text, "number"), Heading(text, "bar"), Heading(text, "sentences"))
    row = (Pieces((text, text), 3), text, Bar(0.5, 0.25), Marked((("came", text), ("went", text))))
    return (
        Grid(headings, (Rows((row, row), text),), text),
        Tree(text, text, (Tree(text, text), Tree(text, "", (Tree(text),)))),
        Matrix(text, (text, f"{text}2"), {(text, f"{text}2"): 2}),
        MarkedLine(Marked((("strong", text), ("", text)))),
        MarkedLine(Marked((("", text),)), belongs=True),
    )


def lines(*blocks: Element, width: int) -> list[str]:
    return ESCAPE.sub("", rich(Document("", opening=blocks), looks.Terminal(width))).splitlines()


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_can_steer_what_only_a_terminal_shows(text: str) -> None:
    for width in (40, 100):
        drawn = lines(*views(text), width=width)
        assert max(map(cell_len, drawn)) <= width
        drawn += lines(CommandLine(text, text), width=width)
        assert stumbles("".join(f"{DRAWN.sub('', line)}\n" for line in drawn).encode()) == []


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    kinds = draw(st.lists(OF, min_size=1, max_size=5))
    cells = {"text": WORDS, "number": st.integers(0, 9999).map(str), "bar": st.floats(0, 1).map(Bar)}
    headings = [Heading(draw(WORDS), kind) for kind in kinds]
    row = st.tuples(*(cells[kind] for kind in kinds))
    if draw(st.booleans()):
        headings, row = (
            [*headings, Heading("What it is", "sentences")],
            st.tuples(*(cells[each] for each in kinds), WORDS),
        )
    groups = draw(st.lists(st.builds(Rows, st.lists(row, max_size=4).map(tuple), WORDS), max_size=3))
    return Grid(tuple(headings), tuple(groups))


@given(grids(), st.integers(20, 130))
def test_any_table_fits_any_terminal_and_loses_no_word(grid: Grid, width: int) -> None:
    shown = lines(grid, width=width)
    assert all(cell_len(line) <= width for line in shown)
    whole = "".join("".join(shown).split())
    for group in grid.groups:
        for row in group.rows:
            for cell in row:
                for word in cell.split() if isinstance(cell, str) and len(cell) < 10 else ():
                    assert word in whole


@given(st.floats(0, 1), st.floats(0, 1), st.integers(20, 100))
def test_a_bar_is_as_long_as_it_says_and_is_seen_where_it_is_more_than_nothing(
    share: float, begins: float, width: int
) -> None:
    begins = min(begins, 1 - share)
    (drawn,) = lines(Grid((Heading("", "bar"),), (Rows(((Bar(share, begins),),)),)), width=width) or [""]
    room = min(width, looks.LONGEST_BAR)
    eighths = sum(8 if sign == "█" else looks.EIGHTHS.index(sign) for sign in drawn if sign != " ")
    assert (eighths > 0) == (share > 0)
    assert abs(eighths / 8 - share * room) <= 1
    assert abs(len(drawn) - len(drawn.lstrip()) - begins * room) <= 1 or not share
