"""Clear print by the numbers, measured on the PDF of every sheet in every style and on every paper.

The numbers are those of UKAAF and RNIB (domain notes, F1).
"""

import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from statistics import mean

import pytest
from pdfminer.pdftypes import resolve1

from peerkit.printing.document import Document, Entries, Entry, Paragraph, visible
from peerkit.printing.render.pdf import pdf
from peerkit.printing.style import A4, PAPERS, STANDARD, STYLES
from tests.paper import WHITE, Char, Element, Printed, contrast, lines, text
from tests.sheets import LOOKS, WORST, Look, texts

every = pytest.mark.parametrize("look", LOOKS, ids=str)
every_and_worst = pytest.mark.parametrize("look", [*LOOKS, *WORST], ids=str)
POINTS_PER_MM = 72 / 25.4
TEMPLATE_WORDS = [
    " ".join(said.split())
    for path in sorted((Path(__file__).parent.parent / "templates" / "sessions").glob("*.toml"))
    for block in tomllib.loads(path.read_text(encoding="utf-8"))["block"]
    for said in block.get("script", "").split("\n\n")
    if said
]
X_HEIGHT = 0.546
"""Of Inter, in parts of the type size."""


@every
def test_no_character_is_smaller_than_its_style_says(look: Look) -> None:
    assert min(char.size for char in look.printed.chars) >= look.style.points - 0.01


@every
def test_page_numbers_are_as_large_as_the_body(look: Look) -> None:
    sizes = {char.size for char in look.printed.chars if char.artifact and char.upright}
    assert sizes <= {round(look.style.points * look.paper.scale, 2)}


@every
def test_every_face_is_inter_embedded_and_upright(look: Look) -> None:
    for font in look.printed.fonts:
        inside = resolve1(resolve1(resolve1(font["DescendantFonts"])[0])["FontDescriptor"])
        name = inside["FontName"].name
        assert re.fullmatch(r"[A-Z]{6}\+Inter-(Regular|Bold)", name)
        assert inside["ItalicAngle"] == 0
        assert len(resolve1(inside["FontFile2"]).get_data()) > 1000
    assert len({char.font for char in look.printed.chars}) <= 2


@every
def test_text_stands_out_from_white_paper_and_so_do_lines(look: Look) -> None:
    assert min(contrast(colour, WHITE) for colour in {char.colour for char in look.printed.chars}) >= 4.5
    drawn = {colour for each in look.printed.drawn for colour in each.colours}
    assert min((contrast(colour, WHITE) for colour in drawn), default=21) >= 3


@every_and_worst
def test_no_word_is_split_unless_no_line_could_hold_it(look: Look) -> None:
    whole = {word for said in texts(look.document) for word in visible(said).replace("\ufffd", "□").split()}
    whole |= {f"{word}:" for word in whole} | {str(number) for number in range(1, 100)} | {"•"}
    printed = look.printed
    parts = {
        word
        for element in own(printed)
        for word in printed.said(element).replace("\u200b", "").split()
        if word not in whole
    }
    narrow = look.style.points > 18 or look.paper.name == "a6"
    long = {word for word in whole if len(word) > (9 if narrow else 18)}
    assert {part for part in parts if not any(part in word for word in long)} == set()


@every
def test_no_text_is_justified(look: Look) -> None:
    """A space is as wide as any other of its size."""
    for element in look.printed.elements:
        for line in lines(look.printed.within(element.own)):
            for one, other in pairwise(line):
                if one.text == " " and one.upright and one.size == other.size:
                    assert abs(other.box.left - one.box.left) <= 0.35 * one.size, text(line)


@every_and_worst
def test_no_line_is_longer_than_seventy_characters(look: Look) -> None:
    printed = look.printed
    found = [text(line).replace("\u200b", "") for each in own(printed) for line in lines(printed.within(each))]
    assert [line for line in found if len(line) > 73] == []


def test_running_text_has_sixty_to_seventy_characters_a_line() -> None:
    printed = Printed(pdf(Document("What we read out", opening=tuple(map(Paragraph, TEMPLATE_WORDS))), STANDARD, A4))
    found = [[len(text(line)) for line in lines(printed.within(each))] for each in printed.elements if each.kind == "P"]
    full = [length for paragraph in found for length in paragraph[:-1]]
    assert len(full) > 100
    assert 60 <= mean(full) <= 70
    assert sum(length > 70 for length in full) / len(full) < 0.01


def test_rules_have_lines_as_long_as_those_of_running_text() -> None:
    entries = Entries(tuple(Entry(said, "Trust") for said in TEMPLATE_WORDS[:99]))
    printed = Printed(pdf(Document("What we agree", opening=(entries,)), STANDARD, A4))
    found = [[len(text(line)) for line in lines(printed.within(each))] for each in printed.elements if each.kind == "P"]
    assert 60 <= mean(length for paragraph in found for length in paragraph[:-1]) <= 70


@every_and_worst
def test_no_rule_row_or_answer_is_broken_across_pages(look: Look) -> None:
    printed = look.printed
    for element in printed.elements:
        if element.kind in ("LI", "TR") and (chars := printed.within(element)):
            pages = {char.box.page for char in chars}
            assert len(pages) == 1 or height(printed, chars) > 0.6 * printed.pages[0][1], printed.said(element)


@every_and_worst
def test_no_heading_stands_alone_at_the_foot(look: Look) -> None:
    printed = look.printed
    for heading, after in pairwise(own(printed)):
        first_of_page = printed.within(heading)[0].box.top < 2 * look.paper.margin * POINTS_PER_MM
        if heading.kind in ("H1", "H2") and not first_of_page:
            assert last(printed, heading).box.page == first(printed, after).box.page, printed.said(heading)


@every_and_worst
def test_nothing_leaves_the_margins(look: Look) -> None:
    printed, margin = look.printed, look.paper.margin * POINTS_PER_MM
    width, height = printed.pages[0]
    bar = 0.2 * min(char.size for char in printed.chars)
    boxes = [*(char.box for char in printed.chars if char.text.strip()), *(each.box for each in printed.drawn)]
    assert [box for box in boxes if box.left < margin - bar or box.right > width - margin + bar] == []
    assert [box for box in boxes if box.top < 0.3 * margin or box.bottom > height - 0.3 * margin] == []


@every_and_worst
def test_no_text_stands_over_other_text(look: Look) -> None:
    printed = look.printed
    placed = [(place, at) for at, element in enumerate(own(printed)) for place in places(printed, element)]
    over = []
    for at, (one, mine) in enumerate(placed):
        for other, others in placed[at + 1 :]:
            if mine != others and one[0] == other[0] and overlap(one, other):
                over.append((mine, others))
    assert [(said(printed, one), said(printed, other)) for one, other in over] == []


@every_and_worst
def test_no_line_is_drawn_through_a_text(look: Look) -> None:
    printed = look.printed
    thin = [
        each.box for each in printed.drawn if min(each.box.right - each.box.left, each.box.bottom - each.box.top) < 2
    ]
    for page in range(len(printed.pages)):
        lines_here = [(page, box.left, box.top, box.right, box.bottom) for box in thin if box.page == page]
        for char in printed.chars:
            if char.box.page == page and char.text.strip():
                assert not any(overlap(middle(char), line) for line in lines_here), char


def test_small_letters_are_tall_enough_in_every_style() -> None:
    for style in STYLES.values():
        for paper in PAPERS.values():
            assert style.points * paper.scale * X_HEIGHT / POINTS_PER_MM >= 2.3


def own(printed: Printed) -> list[Element]:
    """Elements that have text of their own."""
    return [each.own for each in printed.elements if printed.within(each.own)]


def said(printed: Printed, at: int) -> str:
    return printed.said(own(printed)[at])


def places(printed: Printed, element: Element) -> Iterator[tuple[float, ...]]:
    """Page, left, top, right and bottom of each line, from the x-height of its letters to where they stand."""
    for line in lines([char for char in printed.within(element) if char.text.strip()]):
        boxes = [middle(char) for char in line]
        yield (
            boxes[0][0], min(box[1] for box in boxes), min(box[2] for box in boxes),
            max(box[3] for box in boxes), max(box[4] for box in boxes),
        )  # fmt: skip


def middle(char: Char) -> tuple[float, ...]:
    """Where a character has most of its ink."""
    box, shrink = char.box, 0.25 * char.size
    if char.upright:
        return box.page, box.left + 0.5, box.top + shrink, box.right - 0.5, box.bottom - shrink
    return box.page, box.left + shrink, box.top + 0.5, box.right - shrink, box.bottom - 0.5


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]


def height(printed: Printed, chars: list[Char]) -> float:
    """How tall an element would be in one piece."""
    total = 0.0
    for page in {char.box.page for char in chars}:
        boxes = [char.box for char in chars if char.box.page == page]
        total += max(box.bottom for box in boxes) - min(box.top for box in boxes)
    return total


def first(printed: Printed, element: Element) -> Char:
    return printed.within(element)[0]


def last(printed: Printed, element: Element) -> Char:
    return printed.within(element)[-1]
