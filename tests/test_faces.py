# ruff: noqa: RUF001  letters of other languages look like ours
"""The faces of other scripts: what ships, what can be installed, and what is said where one is missing."""

import zlib
from dataclasses import replace
from importlib.metadata import EntryPoint
from itertools import pairwise
from pathlib import Path
from struct import unpack_from

import pytest

from peerkit.errors import PeerkitError
from peerkit.printing import faces
from peerkit.printing.document import (
    Callout,
    Card,
    Cards,
    Document,
    Entries,
    Entry,
    Paragraph,
    Section,
    Timetable,
    TimetableRow,
)
from peerkit.printing.render import pdf as renderer
from peerkit.printing.render.html import html
from peerkit.printing.render.pdf import pdf
from peerkit.printing.render.woff import woff
from peerkit.printing.text import written
from tests.judges import pdf_ua
from tests.paper import Printed
from tests.room import REPOSITORY

SAID = {
    "ar": ("دائرة الأسبوع", "نتحدث بالدور (دقيقتان لكل شخص)، ويمكن لأي شخص أن يمرّر دوره. ٣ أشخاص؟"),
    "fa": ("حلقه هفتگی", "ما به نوبت حرف می‌زنیم، و هر کس می‌تواند نوبتش را نگیرد. پ چ ژ گ ک ی ۴"),
    "ur": ("ہفتہ وار دائرہ", "ہم باری باری بات کرتے ہیں، اور ہر ایک کو برابر وقت ملتا ہے۔ ٹ ڈ ڑ ں ے"),
    "bn": ("সাপ্তাহিক বৃত্ত", "আমরা পালা করে কথা বলি, এবং প্রত্যেকে সমান সময় পায়।"),
    "pa": ("ਹਫ਼ਤਾਵਾਰੀ ਘੇਰਾ", "ਅਸੀਂ ਵਾਰੀ-ਵਾਰੀ ਬੋਲਦੇ ਹਾਂ, ਅਤੇ ਹਰ ਇੱਕ ਨੂੰ ਬਰਾਬਰ ਸਮਾਂ ਮਿਲਦਾ ਹੈ।"),
    "zh": ("每周聚会", "我们轮流发言，每个人的时间都一样多。任何人都可以跳过自己的发言。" * 3),
}
EXTRAS = {"ur": "urdu", "bn": "bengali", "pa": "panjabi", "zh": "chinese"}


def sheet(language: str) -> Document:
    title, said = SAID[language]
    return Document(
        title,
        "Thursday circle",
        (
            Paragraph(said),
            Timetable((TimetableRow("19:00", title),)),
            Callout(title, (said, written("In English (all of it).", "en"))),
        ),
        (
            Section(title, (Entries((Entry(said, title, (title,)),)),)),
            Section(title, (Cards((Card(title, (said,)),) * 2),)),
        ),
        language=language,
    )


@pytest.fixture
def installed(monkeypatch):
    """The packages of fonts in this repository, as if they were installed."""
    for name in EXTRAS.values():
        monkeypatch.syspath_prepend(str(REPOSITORY / "docs" / "fonts" / name))
    found = [EntryPoint(name, f"peerkit_fonts_{name}", "peerkit.fonts") for name in EXTRAS.values()]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: found)
    forget()
    yield
    forget()


def forget() -> None:
    for known in (faces.folders, faces._packages, renderer._compiler):
        known.cache_clear()


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_arabic_letters_are_printed_in_a_face_that_ships(language: str) -> None:
    fonts = {char.font.partition("+")[2] for char in Printed(pdf(sheet(language))).chars}
    assert fonts == {"Inter-Regular", "Inter-Bold", "NotoSansArabic-Regular", "NotoSansArabic-Bold"}


@pytest.mark.parametrize("language", ["bn", "pa", "zh"])
def test_a_sign_of_a_script_whose_face_is_not_installed_says_what_to_type(language: str) -> None:
    with pytest.raises(PeerkitError, match="No font for PDF here has") as refused:
        pdf(sheet(language))
    assert f"pip install ./docs/fonts/{EXTRAS[language]}," in refused.value.hint
    assert "--format html" in refused.value.hint


def test_a_package_of_fonts_is_found_and_its_script_is_set_in_it(installed) -> None:
    for language in EXTRAS:
        family = faces.faces_for(language)[1].name.replace(" ", "")
        used = {char.font.partition("+")[2] for char in Printed(pdf(sheet(language))).chars if char.text.strip(" •:.")}
        assert any(each.startswith((family, "NotoSansCJKsc")) for each in used), language


def test_lines_of_nastaliq_do_not_run_into_each_other(installed) -> None:
    many = replace(sheet("ur"), opening=(Paragraph(SAID["ur"][1] * 4),), sections=())
    baselines = sorted({char.baseline for char in Printed(pdf(many)).chars if "Inter" not in char.font})
    assert faces.leading_for("ur") == 2.2
    assert max(after - before for before, after in pairwise(baselines)) > 14 * 2


@pytest.mark.outside("java")
def test_a_sheet_in_each_script_keeps_to_pdf_ua(installed, tmp_path: Path) -> None:
    paths = []
    for language in SAID:
        paths.append(tmp_path / f"{language}.pdf")
        paths[-1].write_bytes(pdf(sheet(language)))
    assert pdf_ua(*paths) == []


def test_a_page_has_the_face_of_arabic_only_where_it_needs_it() -> None:
    assert "Noto Sans Arabic" not in html(Document("Title"))
    page = html(sheet("ar"))
    assert page.count('@font-face { font-family: "Noto Sans Arabic"') == 2
    assert 'Inter, "Noto Sans Arabic", system-ui' in page


def test_a_packed_font_holds_every_table_as_it_was() -> None:
    font = (faces.FONTS / "NotoSansArabic-Regular.ttf").read_bytes()
    packed = woff(font)
    assert unpack_from(">I", packed, 8)[0] == len(packed)
    for place in range(unpack_from(">H", font, 4)[0]):
        tag, _, start, length = unpack_from(">4sIII", font, 12 + 16 * place)
        there, at, small, whole, _ = next(
            entry
            for number in range(unpack_from(">H", packed, 12)[0])
            if (entry := unpack_from(">4sIIII", packed, 44 + 20 * number))[0] == tag
        )
        data = packed[at : at + small]
        assert (there, whole) == (tag, length)
        assert (zlib.decompress(data) if small < whole else data) == font[start : start + length]


def test_each_glyph_of_arabic_stands_for_one_letter_so_that_no_reader_turns_two_round() -> None:
    said = "إلى الآن والأول والإنسان فلا لله"
    made = Printed(pdf(Document("دائرة", opening=(Paragraph(said),), language="ar")))
    (paragraph,) = (made.within(each) for each in made.elements if each.kind == "P")
    assert {len(char.text) for char in paragraph} == {1}
    assert "".join(char.text for char in sorted(paragraph, key=lambda char: -char.box.left)) == said
