"""A document as one HTML file, read before any browser has it, and then looked at by Chromium and its judges."""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.printing.document import Chart, Document, HeaderCell, Table
from peerkit.printing.render.html import html
from peerkit.printing.style import STANDARD
from peerkit.printing.text import visible
from tests.hostile import HOSTILE, SAMPLE, everywhere
from tests.judges import axe, chromium

HOLDERS = {"title", "h1", "h2", "p", "li", "strong", "caption", "th", "td", "dt", "dd"}
VOID = {"meta", "rect", "path"}
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""
"""What WCAG 1.4.12 lets a reader set."""


class Read(HTMLParser):
    """The elements and attributes of a page, and the text inside each element that may hold one."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[list[str]] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(attrs)))
        if tag not in VOID:
            self._open.append([tag, ""])

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1][1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        name, text = self._open.pop()
        assert name == tag
        if tag in HOLDERS:
            self.texts.append((tag, " ".join(text.split())))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


WITH_Q = Read(html(everywhere("Q")))


def stays_text(text: str) -> Read:
    """The page on which every text is this one: it reads so, with the elements and attributes of any other."""
    page = Read(html(everywhere(text)))
    assert page.texts == [(tag, said.replace("Q", visible(text))) for tag, said in WITH_Q.texts]
    assert names(page) == names(WITH_Q)
    return page


def names(page: Read) -> list[tuple[str, list[str]]]:
    return [(tag, [name for name, _ in attributes]) for tag, attributes in page.elements]


def test_everything_stands_in_the_order_of_the_document() -> None:
    assert Read(html(SAMPLE)).texts == [
        ("title", "The circle in numbers"), ("h1", "The circle in numbers"), ("p", "January to June 2026"),
        ("strong", "25"), ("li", "sessions held"), ("strong", "about 6"), ("li", "people each time"),
        ("strong", "Visits are not different people."), ("p", ""),
        ("p", "We do not record who comes."), ("p", "We count."),
        ("h2", "Who we are"), ("p", "We listen."),
        ("li", "One"), ("li", "Two"), ("li", "First"), ("li", "Then"),
        ("h2", "What took place"), ("caption", "Sessions"), ("th", "Period"), ("th", "Held"), ("th", "Visits"),
        ("th", "January to March"), ("td", "12"), ("td", "75"),
        ("th", "April to June"), ("td", "13"), ("td", "not shown"),
    ]  # fmt: skip


def test_header_cells_say_what_they_are_headers_of() -> None:
    scopes = [dict(attributes).get("scope") for tag, attributes in Read(html(SAMPLE)).elements if tag == "th"]
    assert scopes == ["col", "col", "col", "row", "row"]


def test_a_bar_is_as_long_as_its_share_and_none_is_drawn_for_what_is_not_shown() -> None:
    widths = [dict(attributes)["width"] for tag, attributes in Read(html(SAMPLE)).elements if tag == "rect"]
    assert widths == ["100.0", "0.0"]


def test_the_same_document_gives_the_same_bytes() -> None:
    assert html(SAMPLE) == html(replace(SAMPLE))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_adds_no_element_and_no_attribute(text: str) -> None:
    stays_text(text)


@given(st.text().filter(visible))
def test_any_text_comes_back_as_it_went_in(text: str) -> None:
    page = stays_text(text)
    labels = {value for _, attributes in page.elements for name, value in attributes if name == "aria-label"}
    assert labels == {visible(text)}


def test_the_language_and_the_direction_are_those_of_the_document() -> None:
    page = html(replace(SAMPLE, language="ar"))
    assert '<html lang="ar" dir="rtl">' in page


def test_the_policy_allows_this_style_and_nothing_else() -> None:
    page = html(SAMPLE)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)[1]
    assert policy.split("; ") == [
        "default-src 'none'", f"style-src 'sha256-{digest}'", "font-src data:", "base-uri 'none'", "form-action 'none'",
    ]  # fmt: skip


def test_the_file_names_no_other_place_and_runs_nothing() -> None:
    page = re.sub(r"'sha256-[^']+'|url\(data:font/woff2?;base64,[^)]+\)", "", html(SAMPLE).lower())
    assert (
        re.findall(r"\b(?:src|href|action|srcset|data|poster)\s*=|url\(|@import|//|<script|\son\w+=|style=", page) == []
    )


def test_print_is_as_large_as_the_style_says() -> None:
    assert "font: 24pt/1.5 Inter" in html(SAMPLE, STANDARD._replace(points=24, leading=1.5))


def test_standard_print_is_clear_print() -> None:
    assert STANDARD.points >= 14
    assert 60 <= STANDARD.measure <= 70
    assert STANDARD.leading >= 1.15


@pytest.fixture(scope="module")
def browser() -> Iterator:
    with chromium() as browser:
        yield browser


Open = Callable[..., object]


@pytest.fixture
def opened(browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a document in the browser; at the end it has asked for nothing and complained of nothing."""
    contexts, requests, errors = [], [], []

    def open_it(document, width: int = 390, **looks):
        path = tmp_path / f"{len(contexts)}.html"
        path.write_text(html(document), encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 844}, **looks)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if line.type in ("error", "warning") else None)
        page.goto(path.as_uri())
        return page

    yield open_it
    assert errors == []
    assert [url for url in requests if not url.startswith("file:")] == []
    assert len(requests) == len(contexts)
    for context in contexts:
        context.close()


def too_wide(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


outside = pytest.mark.outside("chromium", "java")


@outside
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_axe_finds_nothing_wrong(opened: Open, scheme: str, width: int) -> None:
    assert axe(opened(SAMPLE, width, color_scheme=scheme, bypass_csp=True)) == []


@outside
def test_it_reflows_to_the_narrowest_screen(opened: Open) -> None:
    page = opened(SAMPLE, 320)
    assert too_wide(page) == 0
    assert page.evaluate("[...document.querySelectorAll('.wide')].every(each => each.scrollWidth <= each.clientWidth)")


@outside
@pytest.mark.parametrize("width", [320, 1280])
def test_a_readers_own_spacing_cuts_nothing_off(opened: Open, width: int) -> None:
    page = opened(SAMPLE, width, bypass_csp=True)
    page.add_style_tag(content=SPACING)
    assert too_wide(page) == 0
    cut = """() => [...document.querySelectorAll('main *:not(svg, svg *)')].filter(each =>
        getComputedStyle(each).overflowX === 'hidden' || each.scrollHeight > each.clientHeight + 1 &&
        getComputedStyle(each).overflowY === 'hidden').map(each => each.tagName)"""
    assert page.evaluate(cut) == []


@outside
def test_a_word_without_end_makes_the_page_no_wider(opened: Open) -> None:
    assert too_wide(opened(everywhere("x" * 300), 320)) == 0


@outside
def test_the_longest_bar_is_beside_its_figure_and_over_no_text(opened: Open) -> None:
    for width in (320, 390, 1280):
        page = opened(SAMPLE, width)
        over = """() => {
            const bar = document.querySelector('rect').getBoundingClientRect();
            const range = document.createRange();
            return [...document.querySelectorAll('th, td')].filter(cell => {
                range.selectNodeContents(cell.firstChild);
                const text = range.getBoundingClientRect();
                return text.left < bar.right && bar.left < text.right && text.top < bar.bottom && bar.top < text.bottom;
            }).map(cell => cell.textContent);
        }"""
        assert page.evaluate("document.querySelector('rect').getBoundingClientRect().width") > 90
        assert page.evaluate(over) == []


@outside
@pytest.mark.parametrize(("language", "side"), [("en", "left"), ("ar", "right")])
def test_bars_begin_where_lines_begin(opened: Open, language: str, side: str) -> None:
    table = Table(
        "Sessions", (HeaderCell("Period"), HeaderCell("Visits", numbers=True)), (("March", "30"), ("April", "60"))
    )
    page = opened(Document("Title", opening=(Chart(table, (30, 60)),), language=language))
    edges = f"[...document.querySelectorAll('rect')].map(bar => bar.getBoundingClientRect().{side})"
    short, long = page.evaluate(edges)
    assert abs(short - long) < 1
    widths = page.evaluate("[...document.querySelectorAll('rect')].map(bar => bar.getBoundingClientRect().width)")
    assert widths[0] == pytest.approx(widths[1] / 2, abs=1)
