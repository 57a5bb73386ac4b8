"""A document as Markdown, read again by a program that peerkit did not write: every text comes back as text."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from peerkit.printing.render.markdown import markdown
from peerkit.printing.text import visible
from tests.hostile import HOSTILE, SAMPLE, everywhere

READER = MarkdownIt("gfm-like", {"html": True})
BLOCKS = {"heading", "paragraph", "bullet_list", "ordered_list", "list_item", "blockquote"}
TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
WHOLE = r"""# The circle in numbers

January to June 2026

* 25 sessions held
* about 6 people each time

> Visits are not different people.
>
> We do not record who comes.
>
> We count.

## Who we are

We listen.

- One
- Two

1. First
2. Then

## What took place

Sessions

| Period | Held | Visits |
| :--- | ---: | ---: |
| January to March | 12 | 75 |
| April to June | 13 | not shown |
"""


def shape(text: str) -> list[str]:
    """The blocks of a Markdown text, in order."""
    return [token.type for token in READER.parse(text)]


def inlines(text: str) -> Iterator[Token]:
    return (token for token in READER.parse(text) if token.type == "inline")


def read_as_text(text: str) -> list[str]:
    """What each run of text says; anything in it that is more than text is an error."""
    runs = []
    for token in inlines(text):
        children = token.children or []
        assert {child.type for child in children} <= {"text"}, token.content
        runs.append("".join(child.content for child in children))
    return runs


def with_the_text(text: str) -> list[str]:
    """What is read where every text of a document is this one."""
    return [run.replace("Q", visible(text)) for run in read_as_text(markdown(everywhere("Q")))]


def test_everything_stands_in_the_order_of_the_document() -> None:
    assert markdown(SAMPLE) == WHOLE


def test_lists_that_follow_each_other_stay_two() -> None:
    assert shape(markdown(everywhere("x"))).count("bullet_list_open") == 8
    assert shape(markdown(everywhere("x"))).count("ordered_list_open") == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    assert read_as_text(markdown(everywhere(text))) == with_the_text(text)


@given(st.text(min_size=1).filter(visible))
def test_any_text_comes_back_as_it_went_in_and_makes_no_block(text: str) -> None:
    written = markdown(everywhere(text))
    assert read_as_text(written) == with_the_text(text)
    assert shape(written) == shape(markdown(everywhere("x")))
    kinds = {kind.removesuffix("_open").removesuffix("_close") for kind in shape(written)}
    assert kinds == BLOCKS | TABLES | {"inline"}


@given(st.lists(st.sampled_from(r"\`*_{}[]()<>#+-=.!|~&$^@:/wW1a "), min_size=1).map("".join).filter(visible))
def test_signs_that_mean_something_to_markdown_mean_nothing_here(text: str) -> None:
    written = markdown(everywhere(text))
    assert read_as_text(written) == with_the_text(text)
    assert shape(written) == shape(markdown(everywhere("x")))


def test_plain_words_are_not_disturbed() -> None:
    text = 'We meet at 7.30 (library): "come in", it\'s free; 5 to 10 people, and tea!'
    assert f"\n{text}\n" in markdown(everywhere(text))
