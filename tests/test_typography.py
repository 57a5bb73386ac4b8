"""Clear print by the numbers, measured on the PDF of every sheet in every style and on every paper.

The numbers are those of UKAAF and RNIB (domain notes, F1).
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, pairwise
from pathlib import Path
from statistics import mean

import pytest
from pdfminer.pdftypes import resolve1

from peerkit.printing.document import Card, Cards, Document, Entries, Entry, Paragraph, Section, Strips
from peerkit.printing.render.pdf import pdf
from peerkit.printing.style import A4, PAPERS, STANDARD, STYLES
from peerkit.printing.text import visible
from tests.paper import WHITE, Char, Element, Printed, contrast, lines, text
from tests.sheets import SHEETS, Look, Sheet, texts

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


def no_character_is_smaller_than_its_style_says(look: Look) -> Iterator[object]:
    yield from {char.size for char in look.printed.chars if char.size < look.style.points - 0.01}


def page_numbers_are_as_large_as_the_body(look: Look) -> Iterator[object]:
    sizes = {char.size for char in look.printed.chars if char.artifact and char.upright}
    usual = round(look.style.points * look.paper.scale, 2)
    yield from sizes - {body(look.printed) if look.document.fits == "grows" else usual}


def every_face_is_inter_embedded_and_upright(look: Look) -> Iterator[object]:
    for font in look.printed.fonts:
        inside = resolve1(resolve1(resolve1(font["DescendantFonts"])[0])["FontDescriptor"])
        name = inside["FontName"].name
        embedded = len(resolve1(inside["FontFile2"]).get_data()) > 1000
        if not re.fullmatch(r"[A-Z]{6}\+Inter-(Regular|Bold)", name) or inside["ItalicAngle"] != 0 or not embedded:
            yield name
    if len(faces := {char.font for char in look.printed.chars}) > 2:
        yield faces


def text_stands_out_from_white_paper_and_so_do_lines(look: Look) -> Iterator[object]:
    yield from {char.colour for char in look.printed.chars if contrast(char.colour, WHITE) < 4.5}
    yield from {colour for each in look.printed.drawn for colour in each.colours if contrast(colour, WHITE) < 3}


def no_text_is_justified(look: Look) -> Iterator[object]:
    """A space is as wide as any other of its size."""
    for element in look.printed.elements:
        for line in lines(look.printed.within(element.own)):
            for one, other in pairwise(line if "\u2060" not in text(line) else ""):  # not where dots lead to a number
                space = one.text == " " and one.upright and one.size == other.size
                if space and abs(other.box.left - one.box.left) > 0.35 * one.size:
                    yield text(line)


def no_word_is_split_unless_no_line_could_hold_it(look: Look) -> Iterator[object]:
    whole = {word for said in texts(look.document) for word in visible(said).replace("\ufffd", "□").split()}
    whole |= {f"{word}:" for word in whole} | {str(number) for number in range(1, 100)} | {"•"}
    printed = look.printed
    parts = {
        word
        for element in own(printed)
        for word in printed.said(element).replace("\u200b", "").replace("\u2060", "").split()
        if word not in whole
    }
    narrow = look.style.points > 18 or look.paper.name == "a6"
    long = {word for word in whole if len(word) > (9 if narrow else 18)}
    yield from {part for part in parts if not any(part in word for word in long)}


def no_line_is_longer_than_seventy_characters(look: Look) -> Iterator[object]:
    found = (line for each in own(look.printed) for line in lines(look.printed.within(each)))
    yield from (text(line) for line in found if len(text(line).replace("\u200b", "")) > 73)


def no_rule_row_or_answer_is_broken_across_pages(look: Look) -> Iterator[object]:
    printed = look.printed
    for element in printed.elements:
        chars = printed.within(element) if element.kind in ("LI", "TR") else []
        if len({char.box.page for char in chars}) > 1 and height(printed, chars) <= 0.6 * printed.pages[0][1]:
            yield printed.said(element)


def no_heading_stands_alone_at_the_foot(look: Look) -> Iterator[object]:
    printed = look.printed
    for heading, after in pairwise(own(printed)):
        first_of_page = first(printed, heading).box.top < 2 * look.paper.margin * POINTS_PER_MM
        apart = last(printed, heading).box.page != first(printed, after).box.page
        leads_in = after.kind == "Lbl" and printed.said(heading).endswith(":")
        if (heading.kind in ("H1", "H2") or leads_in) and apart and not first_of_page:
            yield printed.said(heading)


def nothing_leaves_the_margins(look: Look) -> Iterator[object]:
    printed, poster = look.printed, look.document.fits == "grows"
    margin = (min(10, look.paper.margin) if poster else look.paper.margin) * POINTS_PER_MM
    margin = min(margin, 12 * POINTS_PER_MM) if look.document.close else margin
    strips = any(isinstance(block, Strips) for block in every_block(look.document))
    margin = min(margin, 8 * POINTS_PER_MM) if strips else margin
    width, height = printed.pages[0]
    bar = 0.2 * min(char.size for char in printed.chars)
    boxes = [*(char.box for char in printed.chars if char.text.strip()), *(each.box for each in printed.drawn)]
    yield from (box for box in boxes if box.left < margin - bar or box.right > width - margin + bar)
    yield from (box for box in boxes if box.top < 0.3 * margin or box.bottom > height - 0.3 * margin)


def no_page_is_nearly_empty_and_none_has_one_line(look: Look) -> Iterator[object]:
    """A page but the last is a quarter full or more; the last has two lines, and no card alone."""
    printed, (_, height) = look.printed, look.printed.pages[0]
    last = len(printed.pages) - 1
    for page in range(last):
        drawn = [each.box.bottom for each in printed.drawn if each.box.page == page]
        chars = [char.box.bottom for char in printed.chars if char.box.page == page and not char.artifact]
        if max([*chars, *drawn]) < 0.25 * height:
            yield page + 1
    told = {char.baseline for char in printed.chars if char.box.page == last and not char.artifact}
    if last and len(told) < 2:
        yield last + 1


def no_text_stands_over_other_text(look: Look) -> Iterator[object]:
    printed = look.printed
    placed = [(place, at) for at, element in enumerate(own(printed)) for place in places(printed, element)]
    for at, (one, mine) in enumerate(placed):
        for other, others in placed[at + 1 :]:
            if mine != others and one[0] == other[0] and overlap(one, other):
                yield said(printed, mine), said(printed, others)


def no_line_is_drawn_through_a_text(look: Look) -> Iterator[object]:
    printed = look.printed
    thin = [
        each.box for each in printed.drawn if min(each.box.right - each.box.left, each.box.bottom - each.box.top) < 2
    ]
    for page in range(len(printed.pages)):
        lines_here = [(page, box.left, box.top, box.right, box.bottom) for box in thin if box.page == page]
        for char in printed.chars if lines_here else ():
            if char.box.page == page and char.text.strip():
                ink = middle(char)
                if any(overlap(ink, line) for line in lines_here):
                    yield char


USUALLY = (
    no_character_is_smaller_than_its_style_says,
    page_numbers_are_as_large_as_the_body,
    every_face_is_inter_embedded_and_upright,
    text_stands_out_from_white_paper_and_so_do_lines,
    no_text_is_justified,
    no_page_is_nearly_empty_and_none_has_one_line,
)
ALWAYS = (
    no_word_is_split_unless_no_line_could_hold_it,
    no_line_is_longer_than_seventy_characters,
    no_rule_row_or_answer_is_broken_across_pages,
    no_heading_stands_alone_at_the_foot,
    nothing_leaves_the_margins,
    no_text_stands_over_other_text,
    no_line_is_drawn_through_a_text,
)
"""Even with the longest name and wording there may be."""


def faults(usual: Iterable[Look], worst: Iterable[Look]) -> list[str]:
    looks = [(look, (*USUALLY, *ALWAYS)) for look in usual] + [(look, ALWAYS) for look in worst]
    return [f"{look}: {rule.__name__}: {fault}" for look, rules in looks for rule in rules for fault in rule(look)]


@pytest.mark.parametrize("sheet", SHEETS[:2], ids=lambda sheet: sheet.name)
def test_a_sheet_is_in_clear_print(sheet: Sheet) -> None:
    assert faults(islice(sheet.looks, 1), islice(sheet.worst, 1)) == []


def test_running_text_has_sixty_to_seventy_characters_a_line() -> None:
    read_out = tuple(map(Paragraph, TEMPLATE_WORDS[:50]))
    printed = Printed(pdf(Document("What we read out", opening=read_out), STANDARD, A4))
    found = [[len(text(line)) for line in lines(printed.within(each))] for each in printed.elements if each.kind == "P"]
    full = [length for paragraph in found for length in paragraph[:-1]]
    assert len(full) > 100
    assert 60 <= mean(full) <= 70
    assert sum(length > 70 for length in full) / len(full) < 0.01


def test_rules_have_lines_as_long_as_those_of_running_text() -> None:
    entries = Entries(tuple(Entry(said, "Trust") for said in TEMPLATE_WORDS[:30]))
    printed = Printed(pdf(Document("What we agree", opening=(entries,)), STANDARD, A4))
    found = [[len(text(line)) for line in lines(printed.within(each))] for each in printed.elements if each.kind == "P"]
    assert 60 <= mean(length for paragraph in found for length in paragraph[:-1]) <= 70


def test_small_letters_are_tall_enough_in_every_style() -> None:
    for style in STYLES.values():
        for paper in PAPERS.values():
            assert style.points * paper.scale * X_HEIGHT / POINTS_PER_MM >= 2.3


def every_block(document: Document) -> Iterator[object]:
    yield from document.opening
    for section in document.sections:
        yield from section.blocks


def body(printed: Printed) -> float:
    """The size of most of its characters."""
    return Counter(char.size for char in printed.chars).most_common(1)[0][0]


@lru_cache(maxsize=1)
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


@pytest.mark.parametrize(("people", "style"), [(9, "giant"), (13, "standard"), (15, "giant")])
def test_the_last_card_is_not_alone_on_its_page(people: int, style: str) -> None:
    cards = Cards(tuple(Card(f"Seat {seat}", ("Round 1: you and somebody",) * 8) for seat in range(people)))
    printed = Printed(pdf(Document("Cards", sections=(Section("To cut out", (cards,)),)), STYLES[style], A4))
    last = "".join(char.text for char in printed.chars if char.box.page == len(printed.pages) - 1)
    assert last.count("Seat ") >= 2
