"""The document that every sheet is before it has a form."""

import re
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.printing.document import Chart, Document, Element, HeaderCell, Table
from peerkit.printing.text import visible
from tests.hostile import HOSTILE, SAMPLE, everywhere

TABLE = Table("Sessions", (HeaderCell("Period"), HeaderCell("Held")), (("March", "3"), ("April", "4"), ("May", "none")))


def texts(value: Any) -> list[str]:
    if is_dataclass(value):
        return [text for field in fields(value) for text in texts(getattr(value, field.name))]
    if isinstance(value, tuple):
        return [text for item in value for text in texts(item)]
    return [value] if isinstance(value, str) else []


def test_the_document_of_the_tests_has_every_kind_of_block_there_is() -> None:
    made = everywhere("x")
    blocks = [*made.opening, *(block for section in made.sections for block in section.blocks)]
    kinds = {kind for kind in Element.__subclasses__() if kind.__module__ == Element.__module__}  # a view has its own
    assert {type(block) for block in blocks} == kinds


def test_a_document_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        SAMPLE.title = "Another"  # type: ignore[misc]


def test_a_document_keeps_its_texts_as_they_were_given() -> None:
    assert set(texts(everywhere(HOSTILE[0]))) == {
        HOSTILE[0],
        "",
        "Drawn",
        "10",
        "01",
        "en",
        "flows",
        "Page {page} of {pages}",
    }


@pytest.mark.parametrize("rows", [(("March",),), (("March", "3", "4"),), ((),)])
def test_a_row_without_a_cell_for_each_column_is_refused(rows: tuple) -> None:
    with pytest.raises(ValueError, match="cell for each column"):
        replace(TABLE, rows=rows)


def test_a_table_without_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="cell for each column"):
        Table("Nothing", (), ())


@pytest.mark.parametrize("lengths", [(3, 4), (3, 4, 0, 0), (3, -1, None)])
def test_a_chart_that_does_not_fit_its_table_is_refused(lengths: tuple) -> None:
    with pytest.raises(ValueError, match="Every row needs a length"):
        Chart(TABLE, lengths)


def test_bars_begin_at_nothing_and_the_longest_is_whole() -> None:
    assert Chart(TABLE, (20, 80, None)).shares == (0.25, 1.0, 0.0)


@pytest.mark.parametrize("lengths", [(0, 0, 0), (None, None, None)])
def test_bars_of_nothing_are_not_drawn(lengths: tuple) -> None:
    assert Chart(TABLE, lengths).shares == (0.0, 0.0, 0.0)


@pytest.mark.parametrize("language", ["", "e", 'en" onload="x', "en_GB", "en-", "english language"])
def test_a_language_that_is_no_tag_is_refused(language: str) -> None:
    with pytest.raises(ValueError, match="tag such as"):
        Document("Title", language=language)


@pytest.mark.parametrize(
    ("language", "direction"),
    [("en", "ltr"), ("cy", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("ur-PK", "rtl"), ("pa-Arab", "rtl"), ("pa", "ltr")],
)
def test_lines_run_as_the_language_is_written(language: str, direction: str) -> None:
    assert Document("Title", language=language).direction == direction


@given(st.text())
def test_what_may_be_shown_is_one_line_that_can_be_written_and_draws_nothing(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert len(shown.splitlines()) <= 1
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", shown)
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zoë naïve, الدائرة, 圈, ß “so” 5 < 6 & 7", "Zoë naïve, الدائرة, 圈, ß “so” 5 < 6 & 7"),
        (" one\n two\t three ", "one two three"),
        ("a\x1b[31mb", "a\ufffd[31mb"),
        ("a\u202eb", "a\ufffdb"),
        ("a\ud800b\uffffc\U0001fffed", "a\ufffdb\ufffdc\ufffdd"),
    ],
)
def test_letters_of_any_script_stay_and_what_cannot_be_seen_is_marked(text: str, shown: str) -> None:
    assert visible(text) == shown
