# ruff: noqa: RUF001  letters of other languages look like ours
"""What is in another language than its sheet says so: in HTML for a browser's voice, in PDF for a reader's."""

import re
import subprocess
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from unicodedata import combining

import pytest

from peerkit.cli.app import main
from peerkit.leaflets import numbers
from peerkit.leaflets.numbers import Numbers
from peerkit.messages import Catalogue, _, speaking
from peerkit.printing.document import PAGE, PAGES, Callout, Document, Entries, Entry, Paragraph
from peerkit.printing.render.html import html
from peerkit.printing.render.markdown import markdown
from peerkit.printing.render.pdf import pages_of, pdf
from peerkit.printing.render.terminal import terminal
from peerkit.printing.sheets import agenda, run_sheet
from peerkit.printing.sheets.draft import labelled
from peerkit.printing.style import PAPERS, STYLES
from peerkit.printing.text import BETWEEN, joined, own, written
from peerkit.words import Words
from peerkit.workspace.agreements import load_agreement
from peerkit.workspace.builtin import builtin_templates
from peerkit.workspace.catalogue import loaded
from peerkit.workspace.catalogues import catalogue
from tests.judges import axe, chromium, nu, pdf_ua
from tests.linear import stumbles
from tests.paper import Printed
from tests.sheets import GROUP, SAID, SHEETS, Look, Sheet, plan
from tests.test_render_html import too_wide
from tests.test_typography import no_heading_stands_alone_at_the_foot, no_rule_row_or_answer_is_broken_across_pages

LETTER = re.compile(r"[^\W\d_]")
WORD = re.compile(r"(?:[^\W\d_]|[\u064b-\u0652])+|\d+")


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
def test_no_word_of_ours_on_a_welsh_sheet_is_called_welsh_nor_any_of_theirs_ours(sheet: Sheet, monkeypatch) -> None:
    monkeypatch.setattr("peerkit.printing.render.pdf.scale_of", lambda *_: 1.0)  # its words are the same in any size
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
    assert '<p dir="rtl"><span lang="ar">الاستراحة، a break</span></p>' in page
    among_arabic = replace(DOCUMENT, opening=(Paragraph(joined(("اسم:", written("None.", "en")))),), language="ar")
    assert '<p>اسم: <span lang="en" dir="ltr">None.</span></p>' in html(among_arabic)


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
    assert '<p dir="ltr"><span lang="en">Ends at 21:00.</span></p>' in html(made)


ENGLISH = written("What people tell here stays here.", "en")
RULE = Entry(
    joined((ENGLISH, written("اختاروا معًا.", "ar"))),
    joined((written("الثقة", "ar"), written("Trust", "en")), BETWEEN),
    (written("Each person decides", "en"),),
)
TURNED = Document(
    "قواعدنا", opening=(Paragraph(ENGLISH), Callout("", (ENGLISH,)), Entries((RULE,))), language="ar", fits="grows"
)


def test_what_runs_the_other_way_than_its_sheet_begins_at_its_own_side_and_in_html_says_its_direction() -> None:
    page = html(TURNED)
    told = '<span lang="en">What people tell here stays here.</span>'
    assert f'<p dir="ltr">{told}</p>\n<div class="callout" dir="ltr">' in page
    assert f'<p dir="ltr"><strong>الثقة / <span lang="en" dir="ltr">Trust</span>:</strong> {told}</p>' in page.replace(
        '<span lang="ar" dir="rtl">الثقة</span>', "الثقة"
    )
    assert "\n<p>اختاروا معًا.</p>\n" in page
    assert '<li dir="ltr"><span lang="en">Each person decides</span></li>' in page
    printed = Printed(pdf(TURNED))
    width, _ = printed.pages[0]
    begins = sorted(char.box.left for char in printed.chars if char.text in "WE")
    assert begins[-2] < 0.2 * width < begins[-1] < 0.5 * width  # the last has its value before it
    assert max(char.box.right for char in printed.chars if char.text == "ا") > 0.8 * width


def test_a_colon_stands_at_the_end_of_its_line_and_not_at_that_of_a_word_in_another_language() -> None:
    label = joined((written("المساواة", "ar"), written("Equality", "en")), BETWEEN)
    made = Document("قواعدنا", opening=(Entries((Entry("للجميع الوقت نفسه.", label),)),), language="ar")
    assert '<strong>المساواة / <span lang="en" dir="ltr">Equality</span>:</strong> للجميع' in html(made)
    places = {char.text: char.box.left for char in Printed(pdf(made)).chars}
    assert places[":"] < places["E"] < places["q"] < places["/"] < places["ة"]


def test_lines_begin_where_a_sentence_is_over_also_in_markdown_and_at_a_terminal() -> None:
    assert "\nاختاروا معًا.\n[ ] Each person decides" in terminal(TURNED)
    assert "\n\n   اختاروا معًا.\n   - " in markdown(TURNED)


DRAFTS = ("cy", "pl", "es", "ar")


def test_the_foot_of_a_page_stands_on_one_line_in_easy_read_and_above_nothing_where_it_needs_two() -> None:
    told = (Paragraph("Dewch i mewn."),) * 40
    foot = joined((written("Drafft.", "cy"), written(f"Tudalen {PAGE} o {PAGES}", "cy")))
    easy, giant = (
        Printed(pdf(Document("Cylch", opening=told, language="cy", foot=each), STYLES[style]))
        for each, style in ((foot, "easy-read"), (joined((foot,) * 3), "giant"))
    )
    assert len({char.baseline for char in easy.chars if char.artifact and char.box.page == 0}) == 1
    at_the_foot = {char.baseline for char in giant.chars if char.artifact and char.box.page == 0}
    assert len(at_the_foot) == 2
    assert max(char.box.bottom for char in giant.chars if not char.artifact) < min(at_the_foot) - 24


OURS_TO_READ = builtin_templates()
OF_BRITAIN = OURS_TO_READ / "numbers" / "united-kingdom.toml"


def in_wales(tag: str) -> Look:
    """The run sheet of an evening in a language, with the rules and the numbers of Wales."""
    folder = Path(tag.removeprefix("en"))
    with speaking(catalogue(tag)):
        rules = load_agreement(OURS_TO_READ / folder / "agreements" / "ground-rules.toml")
        card = tuple(numbers.lines(loaded(Numbers, OF_BRITAIN), "wales", date(2026, 12, 1)))
        made = labelled(run_sheet.sheet(plan(SAID, f"{folder / 'sessions'}"), "Cylch", card, rules=rules))
    return Look(tag, made, STYLES["standard"], PAPERS["a4"])


@pytest.mark.parametrize("tag", [pytest.param(tag, marks=pytest.mark.long) if tag != "cy" else tag for tag in DRAFTS])
def test_a_run_sheet_in_a_draft_has_a_page_more_than_in_english_at_most_and_no_heading_alone(tag: str) -> None:
    look, english = in_wales(tag), in_wales("en")
    assert pages_of(look.pdf) <= pages_of(english.pdf) + 1
    assert list(no_heading_stands_alone_at_the_foot(look)) == []
    assert list(no_rule_row_or_answer_is_broken_across_pages(look)) == []


EVENING = ("--people", "9", "--start", "2026-12-03 19:00")
PRINTED = {
    "run-sheet": ("session", "print", "weekly-circle", "--sheet", "run-sheet", *EVENING),
    "agenda": ("session", "print", "weekly-circle", "--sheet", "agenda", *EVENING),
    "rules": ("rules", "print"),
    "window": ("flyer", "print", "--template", "peer-support", "--draft"),
    "strips": ("flyer", "print", "--template", "peer-support", "--kind", "strips", "--draft"),
}
IN_BOTH = ("--language", "cy", "--language", "en")
NARROW = {"width": 320, "height": 844}


@pytest.mark.outside("chromium", "pdftotext")
def test_on_paper_out_of_a_browser_no_heading_stands_alone_at_the_foot(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(in_wales("cy").html, encoding="utf-8")
    with chromium() as browser:
        page = browser.new_page()
        page.goto((tmp_path / "page.html").as_uri())
        page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    read = subprocess.run(["pdftotext", tmp_path / "page.pdf", "-"], check=True, capture_output=True, text=True).stdout
    feet = [page.strip().split("\n")[-1] for page in read.split("\f") if page.strip()]
    assert len(feet) > 4
    assert [foot for foot in feet if foot.endswith(":") or re.match(r"\d\d:\d\d ", foot)] == []


def not_linear(path: Path) -> list[tuple[str, str]]:
    """What of a PDF stumbles, and which words of its text at a terminal poppler does not find in it.

    A letter with a mark above is two glyphs, which each stand for both: such words are left out.
    """
    read = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], check=True, capture_output=True, text=True).stdout
    told = re.sub("[\u202a-\u202e\u200b\u2060\f]", " ", read)
    words = WORD.findall(path.with_suffix(".txt").read_text(encoding="utf-8"))
    lost = {word for word in words if not any(map(combining, word))} - set(WORD.findall(told))
    return [(path.stem, each) for each in (*stumbles(f"{told}\n".encode()), *sorted(lost))]


@pytest.mark.outside("chromium", "java", "pdftotext")
def test_what_a_group_prints_in_each_language_stands_before_the_judges(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    printed = [(tag, tag, name, typed) for tag in ("en", *DRAFTS) for name, typed in PRINTED.items()]
    printed += [("en", "both", name, (*PRINTED[name], *IN_BOTH)) for name in ("agenda", "rules", "window")]
    for tag, called, name, typed in printed:
        monkeypatch.setenv("PEERKIT_LANGUAGE", tag)
        for form, ending in (("pdf", "pdf"), ("html", "html"), ("terminal", "txt")):
            made = str(tmp_path / f"{called}-{name}.{ending}")
            assert main([*typed, "--format", form, "-o", made]) == 0, (called, name)
    told = [path for path in sorted(tmp_path.glob("*.pdf")) if not path.name.startswith("both")]
    assert [found for path in told for found in not_linear(path)] == []
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
