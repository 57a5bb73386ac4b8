# ruff: noqa: RUF001  letters of other languages look like ours
"""A document as PDF: all of its text and nothing else, in reading order, and the same bytes every time."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from unicodedata import bidirectional

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.errors import PeerkitError
from peerkit.printing.document import Document, Listing, Paragraph, Section
from peerkit.printing.render.pdf import TooLong, pages_of, pdf
from peerkit.printing.style import PAPERS, STYLES
from peerkit.printing.text import visible
from tests.hostile import HOSTILE, SAMPLE, TYPST, everywhere
from tests.paper import Printed

SPOKEN = {
    "Welsh": "Mae croeso i bawb yma, a does neb yn gorfod siarad. Ŵyl, tŷ, dŵr, môr, ŷd, sŵn, â, î, ẃ, ẁ, ẅ, ỳ.",
    "Polish": "Zażółć gęślą jaźń. Każdy może przyjść, nikt nie musi mówić. ĄĆĘŁŃÓŚŹŻ ąćęłńóśźż",
    "Vietnamese": "Ai cũng được chào đón, và không ai phải nói. Ắ ằ ẵ ặ ề ễ ệ ở ỡ ợ ừ ữ ự ỹ đ Đ",
    "Greek": "Όλοι είναι ευπρόσδεκτοι, και κανείς δεν χρειάζεται να μιλήσει. ΐ ΰ ς Ώ",
    "Ukrainian": "Кожен може прийти, і ніхто не мусить говорити. Ґ ґ Є є І і Ї ї щастя, п’ять",
    "Serbian": "Свако може да дође. Ђ ђ Ј ј Љ љ Њ њ Ћ ћ Џ џ",
    "signs": "“Yes”, ‘no’ – or — perhaps… £5, €5, 50 %, ½ hour, 20 °C, 3 × 4 ≤ 12 → •",
}


def bare(text: str) -> str:
    """Without spaces, and without the places where a word without end may be broken."""
    return re.sub(r"[\s\u200b]", "", text)


def shown(text: str) -> str:
    """As it has to come out on paper."""
    return bare(visible(text).replace("\ufffd", "\N{WHITE SQUARE}"))


def test_everything_stands_in_the_order_of_the_document() -> None:
    assert Printed(pdf(SAMPLE)).text == (
        "The circle in numbers January to June 2026 25 sessions held about 6 people each time "
        "Visits are not different people. We do not record who comes. We count. "
        "Who we are We listen. • One • Two 1 First 2 Then "
        "What took place Sessions Period Held Visits January to March 12 75 April to June 13 not shown"
    )


def test_hostile_text_comes_out_as_text() -> None:
    printed = bare(Printed(pdf(Document("A", opening=tuple(map(Paragraph, HOSTILE))))).text)
    assert printed == "A" + "".join(map(shown, HOSTILE))


def test_text_that_typst_would_obey_comes_out_as_text_in_every_place() -> None:
    text = " ".join(sorted(TYPST, key=lambda each: not each.startswith("=")))  # a heading is one where a line begins
    printed = bare(Printed(pdf(everywhere(text))).text)
    assert printed.count(shown(text)) >= 36
    assert set(printed.replace(shown(text), "")) <= set("•:Drawn12")


@given(st.text(max_size=40).filter(visible))
def test_any_text_comes_out_as_it_went_in_or_is_refused_by_name(text: str) -> None:
    try:
        made, refused = pdf(Document(text, text, (Paragraph(text),), (Section(text, (Listing((text,)),)),))), ""
    except PeerkitError as error:
        made, refused = b"", error.message
    if refused:
        assert refused.startswith('No font for PDF here has "')
        assert visible(text).replace("\ufffd", "□")[:80] in refused
    elif not any(bidirectional(sign) in ("R", "AL", "AN") for sign in text):  # poppler and others turn those round
        assert bare(Printed(made).text).replace("•", "") == (shown(text) * 5).replace("•", "")


@pytest.mark.parametrize("language", SPOKEN)
def test_the_fonts_have_every_letter_of(language: str) -> None:
    said = SPOKEN[language]
    printed = Printed(pdf(Document(said, opening=(Paragraph(said),))))
    assert bare(printed.text) == bare(said) * 2


@pytest.mark.parametrize("text", ["Come in \U0001f600", "日本語の会", "স্বাগতম", "ברוכים הבאים", "𝒳"])
def test_a_character_that_no_font_has_is_refused_and_its_place_is_named(text: str) -> None:
    with pytest.raises(PeerkitError, match="No font for PDF here has") as refused:
        pdf(replace(SAMPLE, subtitle=text))
    assert text in refused.value.message
    assert "--format html" in refused.value.hint


def test_the_file_says_its_title_and_its_language() -> None:
    made = pdf(replace(SAMPLE, language="cy-GB"))
    assert Printed(made).language == "cy-GB"
    assert b'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">The circle in numbers' in made


@pytest.mark.parametrize("language", ["en", "vi", "gsw", "zh-Hans", "es-419"])
def test_any_language_that_a_template_may_have_can_be_printed(language: str) -> None:
    assert Printed(pdf(replace(SAMPLE, language=language))).language == language.split("-")[0]


def test_headings_are_bookmarks() -> None:
    assert Printed(pdf(SAMPLE)).bookmarks == [
        (1, "The circle in numbers"),
        (2, "Who we are"),
        (2, "What took place"),
    ]


def test_the_same_document_gives_the_same_bytes_anywhere_at_any_time(tmp_path: Path) -> None:
    made = "import sys; from peerkit.printing.render.pdf import pdf; from tests.hostile import SAMPLE; "
    environment = {
        **os.environ, "PYTHONPATH": str(Path(__file__).parent.parent),
        "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "HOME": str(tmp_path), "SOURCE_DATE_EPOCH": "1000000000",
    }  # fmt: skip
    elsewhere = subprocess.run(
        [sys.executable, "-c", f"{made}sys.stdout.buffer.write(pdf(SAMPLE))"],
        cwd=tmp_path, env=environment, capture_output=True, check=True,
    ).stdout  # fmt: skip
    assert pdf(SAMPLE) == pdf(replace(SAMPLE)) == elsewhere


def test_a_poster_fills_one_page_as_long_as_it_can() -> None:
    poster = Document("Come in", opening=(Paragraph("Thursdays at 7."),), fits="grows")
    printed = Printed(pdf(poster))
    assert len(printed.pages) == 1
    assert min(char.size for char in printed.chars) > 28
    assert pages_of(pdf(replace(poster, opening=(Paragraph("Thursdays at 7. " * 300),)))) > 1


def test_a_flyer_that_needs_a_second_page_is_refused_with_what_would_help() -> None:
    flyer = Document("Come in", opening=(Paragraph("Thursdays at 7. " * 300),), fits="one page")
    with pytest.raises(TooLong, match="does not fit on one page of A6 in giant print") as refused:
        pdf(flyer, STYLES["giant"], PAPERS["a6"])
    assert "--style standard" in refused.value.hint


def test_the_page_is_the_paper_that_was_asked_for() -> None:
    for paper in PAPERS.values():
        ((width, height),) = Printed(pdf(Document("A"), paper=paper)).pages
        assert (width * 25.4 / 72, height * 25.4 / 72) == pytest.approx((paper.width, paper.height), abs=0.01)


def test_a_word_with_a_hyphen_and_an_address_stay_on_one_line() -> None:
    words = ["co-counselling", "and/or", "thursday-circle.example.org/come", "self-help"] * 20
    printed = Printed(pdf(Document("Words", opening=(Paragraph(" ".join(words)),))))
    assert printed.text.split()[1:] == words
