"""What is in another language than its sheet says so: in HTML for a browser's voice, in PDF for a reader's."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from peerkit.cli.app import main
from peerkit.messages import Catalogue, _, speaking
from peerkit.printing.document import Document, Paragraph
from peerkit.printing.render.html import html
from peerkit.printing.render.markdown import markdown
from peerkit.printing.render.pdf import pdf
from peerkit.printing.render.terminal import terminal
from peerkit.printing.sheets import agenda, run_sheet
from peerkit.printing.style import STYLES
from peerkit.printing.text import joined, own, written
from peerkit.words import Words
from peerkit.workspace.catalogues import catalogue
from tests.judges import axe, chromium, nu, pdf_ua
from tests.linear import stumbles
from tests.paper import Printed
from tests.sheets import GROUP, SAID, SHEETS, Sheet, plan
from tests.test_render_html import too_wide

LETTER = re.compile(r"[^\W\d_]")


class Dotted(Catalogue):
    """A language that is not English: each letter of ours with a mark, and no other language has that."""

    tag = "xx"

    def gettext(self, message: str) -> str:
        return re.sub(r"\{\w+\}|[A-Za-z]", lambda found: found[0] + "\u0307" * (len(found[0]) == 1), message)

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n == 1 else many)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)


class Spoken(HTMLParser):
    """Each piece of text on a page with the language that it is said to be in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.pieces: list[tuple[str, str]] = []
        self._open: list[str] = [""]
        self.feed(page.partition("</head>")[2].removesuffix("</html>\n"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "img":
            self._open.append(dict(attrs).get("lang") or self._open[-1])

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_data(self, data: str) -> None:
        self.pieces.append((self._open[-1], data))


OURS = [sheet for sheet in SHEETS if sheet.name not in ("everything", "evidence")]
EVIDENCE = next(sheet for sheet in SHEETS if sheet.name == "evidence")
"""The sheets that are in the language of a group's file."""


@pytest.mark.parametrize("sheet", OURS, ids=lambda sheet: sheet.name)
def test_no_word_of_ours_on_a_welsh_sheet_is_called_welsh_nor_any_of_theirs_ours(sheet: Sheet) -> None:
    with speaking(Dotted()):
        made = replace(sheet.made(GROUP, SAID, STYLES[sheet.styles[-1]]), language="cy")
        page = html(made)
    page = page.replace("Version 2, agreed on 24 November 2026.", "")  # what the list of sheets says in English
    wrong = []
    for language, piece in Spoken(page).pieces:
        ours = re.findall("[A-Za-z]\u0307", piece)
        others = LETTER.findall(re.sub("[A-Za-z]\u0307|GMT|BST", "", piece))
        wrong += [(language, piece)] if (ours if language != "xx" else others) else []
    assert wrong == []


def test_a_page_for_a_funder_is_wholly_in_english() -> None:
    with speaking(Dotted()):
        told = EVIDENCE.made(GROUP, SAID, STYLES["standard"])
    assert told == EVIDENCE.made(GROUP, SAID, STYLES["standard"])


DOCUMENT = Document(
    "Cylch",
    opening=(
        Paragraph(written("Egwyl, a break", "en", "Egwyl")),
        Paragraph(joined((written("Dim.", "cy"), written("None.", "en")))),
        Paragraph(written("الاستراحة، a break", "ar")),
    ),
    language="cy",
)


def test_a_part_of_a_text_may_be_in_the_language_of_the_sheet_again_or_in_a_third() -> None:
    page = html(DOCUMENT)
    assert '<p><span lang="en"><span lang="cy">Egwyl</span>, a break</span></p>' in page
    assert '<p>Dim. <span lang="en">None.</span></p>' in page
    assert '<p><span lang="ar" dir="rtl">الاستراحة، a break</span></p>' in page
    assert '<span lang="en" dir="ltr">None.</span>' in html(replace(DOCUMENT, language="ar"))


def test_markdown_and_terminal_say_the_words_alone() -> None:
    for plain in (markdown(DOCUMENT), terminal(DOCUMENT)):
        assert "Egwyl, a break\n" in plain
        assert "Dim. None.\n" in plain


@pytest.mark.parametrize("language", ["", "english", "en_GB"])
def test_what_is_no_language_is_refused(language: str) -> None:
    with pytest.raises(ValueError, match="tag such as"):
        written("Text", language)


def test_a_break_that_is_called_one_in_its_own_language_is_not_called_one_again() -> None:
    with speaking(catalogue("pl")):
        told = terminal(agenda.sheet(plan(SAID, "pl/sessions")))
    assert "20:00  Przerwa\n" in told


def test_a_run_sheet_in_another_language_has_a_word_for_a_session_only_where_the_group_has_one() -> None:
    with speaking(catalogue("pl")):
        usual, own = (
            terminal(run_sheet.sheet(plan(SAID, "pl/sessions"), words=words))
            for words in (Words(), Words(session="krąg"))
        )
    assert ("session" in usual, "prowadzi: krąg" in own) == (False, True)


def test_a_telephone_number_is_read_from_the_left_where_lines_begin_on_the_right() -> None:
    called = Document("دائرة", opening=(Paragraph("اتصلوا: 02920 123 456 أو +44 20 7946 0958."),), language="ar")
    page = html(called)
    assert '<bdi dir="ltr">02920 123 456</bdi> أو <bdi dir="ltr">+44 20 7946 0958</bdi>.' in page
    assert "<bdi" not in html(replace(called, language="cy"))
    drawn = sorted((char.box.left, char.text) for char in Printed(pdf(called)).chars if char.text in "+0123456789")
    assert "".join(sign for _, sign in drawn) == "+442079460958" + "02920123456"


def test_what_a_catalogue_has_no_words_for_is_said_in_english_and_called_english() -> None:
    with speaking(type("Half", (Catalogue,), {"tag": "ar"})()):
        made = Document("دائرة", opening=(Paragraph(own(_("Ends at {time}.", time="21:00"))),), language="ar")
    assert '<p><span lang="en" dir="ltr">Ends at 21:00.</span></p>' in html(made)


DRAFTS = ("cy", "pl", "es", "ar")
EVENING = ("--people", "9", "--start", "2026-12-03 19:00")
PRINTED = {
    "run-sheet": ("session", "print", "weekly-circle", "--sheet", "run-sheet", *EVENING),
    "agenda": ("session", "print", "weekly-circle", "--sheet", "agenda", *EVENING),
    "rules": ("rules", "print"),
    "window": ("flyer", "print", "--template", "peer-support", "--draft"),
    "strips": ("flyer", "print", "--template", "peer-support", "--kind", "strips", "--draft"),
}
NARROW = {"width": 320, "height": 844}


@pytest.mark.outside("chromium", "java")
def test_what_a_group_prints_in_each_language_stands_before_the_judges(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    for tag in DRAFTS:
        monkeypatch.setenv("PEERKIT_LANGUAGE", tag)
        for name, typed in PRINTED.items():
            for form in ("pdf", "html"):
                assert main([*typed, "--format", form, "-o", str(tmp_path / f"{tag}-{name}.{form}")]) == 0, (tag, name)
    assert pdf_ua(*tmp_path.glob("*.pdf")) == []
    assert nu(*tmp_path.glob("*.html")) == []
    wrong = []
    with chromium() as browser:
        page = browser.new_context(bypass_csp=True, viewport=NARROW).new_page()
        for path in sorted(tmp_path.glob("*.html")):
            page.set_content(path.read_text(encoding="utf-8"))
            wrong += [(path.stem, found) for found in axe(page)]
            wrong += [(path.stem, more) for more in [too_wide(page)] if more]
    assert wrong == []


@pytest.mark.parametrize("tag", DRAFTS)
@pytest.mark.parametrize("name", PRINTED)
def test_what_a_group_prints_in_each_language_is_linear_text(name, tag, tmp_path, monkeypatch, capsysbinary) -> None:
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    monkeypatch.setenv("PEERKIT_LANGUAGE", tag)
    assert main([*PRINTED[name], "--format", "terminal", "-o", "-"]) == 0
    assert stumbles(capsysbinary.readouterr().out) == []
