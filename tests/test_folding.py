"""Words that no line could hold: they may be broken, and nothing stands outside its box on paper."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.printing.document import Document, Strips
from peerkit.printing.render.fold import Measure
from peerkit.printing.render.pdf import TooLong, pdf
from peerkit.printing.style import PAPERS, STYLES, Paper, Style
from tests.hostile import everywhere

POINT = 72 / 25.4
SHORTER = (7, 12, 20, 9, 15, 35)


@given(st.text(st.characters(categories=["L", "N"]) | st.just(" ")), st.integers(1, 60))
def test_folding_adds_places_to_break_and_changes_no_sign(text: str, width: int) -> None:
    assert Measure(width).folded(text).replace("\N{ZERO WIDTH SPACE}", "") == text


def test_only_a_word_that_is_too_wide_may_be_broken() -> None:
    assert Measure(4).folded("a mmmm iiii") == "a m\u200bm\u200bm\u200bm iiii"


def upright(word: str) -> Document:
    """Every block with this word in it but strips, which are turned by 90 degrees, and not for small paper."""
    whole = everywhere(word)
    return replace(
        whole,
        sections=tuple(
            replace(section, blocks=tuple(block for block in section.blocks if not isinstance(block, Strips)))
            for section in whole.sections
        ),
    )


def outside(made: bytes, paper: Paper, folder: Path) -> list[str]:
    """The words of a PDF that reach into the right margin by more than a point."""
    (folder / "sheet.pdf").write_bytes(made)
    boxes = subprocess.run(
        ["pdftotext", "-bbox", str(folder / "sheet.pdf"), "-"],
        capture_output=True, encoding="utf-8", check=True, timeout=60,
    ).stdout  # fmt: skip
    edge = (paper.width - paper.margin) * POINT + 1
    return [
        word for right, word in re.findall(r'xMax="([\d.]+)" yMax="[\d.]+">(.*)</word>', boxes) if float(right) > edge
    ]


@pytest.mark.outside("pdftotext")
@pytest.mark.parametrize(("at", "style"), list(enumerate(STYLES.values())), ids=STYLES)
@pytest.mark.parametrize(("row", "paper"), list(enumerate(map(PAPERS.get, ("a6", "a4", "a3")))), ids=("a6", "a4", "a3"))
def test_no_word_of_any_length_reaches_into_the_margin(
    style: Style, paper: Paper, at: int, row: int, tmp_path: Path
) -> None:
    """Where other paper or print holds it in one piece it is refused; the longest is broken.

    Like the squares of a board, one style on a paper has the longest, and the next one of the shorter.
    """
    length = SHORTER[(at + 2 * row) % len(SHORTER)] if (at + row) % 2 else 60
    word = "m" + "o" * (length - 1)
    made, refused = b"", ""
    try:
        made = pdf(upright(word), style, paper)
    except TooLong as error:
        refused = error.message
    assert not refused or (f'can hold "{word}" in one piece.' in refused and 7 < length < 60)
    assert refused or outside(made, paper, tmp_path) == []
