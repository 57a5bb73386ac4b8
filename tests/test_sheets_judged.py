"""Every sheet, in every style that it offers and on every paper, before judges that peerkit did not write."""

import re
import subprocess

import pytest

from peerkit.printing.document import Strips
from peerkit.printing.render.pdf import pages_of
from peerkit.printing.text import visible
from tests.judges import axe, chromium, nu, pdf_ua
from tests.sheets import SHEETS, Look, looks, texts, worst
from tests.test_render_html import SPACING, too_wide
from tests.test_render_pdf import bare

CUT = """() => [...document.querySelectorAll('main *:not(svg, svg *)')].filter(each => {
    const looks = getComputedStyle(each);
    return looks.overflowX === 'hidden' || looks.overflowY === 'hidden' && each.scrollHeight > each.clientHeight + 1;
}).map(each => each.tagName)"""

outside = pytest.mark.outside("chromium", "java")


@pytest.fixture
def page():
    """A page of a narrow window; what it asks for is a list beside it."""
    with chromium() as browser:
        page = browser.new_context(bypass_csp=True, viewport={"width": 320, "height": 844}).new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        yield page


def on_screen() -> list[Look]:
    """Every look once, whatever its paper."""
    return list({(look.document, look.style): look for look in looks()}.values())


def show(page, look: Look) -> None:
    page.asked.clear()
    page.set_content(look.html)


@outside
def test_every_sheet_keeps_to_pdf_ua(tmp_path) -> None:
    paths = []
    for look in [*looks(), *worst()]:
        paths.append(tmp_path / f"{look}.pdf")
        paths[-1].write_bytes(look.pdf)
    assert pdf_ua(*paths) == []


@outside
def test_the_judge_of_pdf_notices_that_tags_are_missing(tmp_path) -> None:
    path = tmp_path / "untagged.pdf"
    path.write_bytes(next(SHEETS[0].looks).pdf.replace(b"/StructTreeRoot", b"/StructTreeGone"))
    assert any(" 7.1: " in line and "StructTreeRoot" in line for line in pdf_ua(path))


@outside
def test_the_nu_checker_finds_no_error_on_any_page(tmp_path) -> None:
    paths = []
    for look in [*on_screen(), *worst()]:
        paths.append(tmp_path / f"{look}.html")
        paths[-1].write_text(look.html, encoding="utf-8")
    assert nu(*paths) == []


@outside
def test_every_page_is_open_to_everyone(page) -> None:
    wrong = []
    for look in on_screen():
        show(page, look)
        wrong += [f"{look}: {found}" for found in (*axe(page), *page.asked)]
    assert wrong == []


@outside
def test_every_page_fits_the_narrowest_screen_and_a_readers_own_spacing(page) -> None:
    wrong = []
    for look in [*on_screen(), *worst()]:
        show(page, look)
        wrong += [f"{look}: {more} pixels too wide" for more in [too_wide(page)] if more]
        page.add_style_tag(content=SPACING)
        wrong += [f"{look}: {more} pixels too wide in wide spacing" for more in [too_wide(page)] if more]
        wrong += [f"{look}: {tag} is cut off" for tag in page.evaluate(CUT)]
    assert wrong == []


@pytest.mark.outside("chromium", "pdftotext", "pdfinfo")
def test_a_browser_prints_every_page_whole_on_its_paper_in_inter(page, tmp_path) -> None:
    path, wrong = tmp_path / "printed.pdf", []
    for look in [look for sheet in SHEETS for look in list(sheet.looks)[:: 1 if sheet is SHEETS[0] else 9]]:
        show(page, look)
        page.pdf(path=path, prefer_css_page_size=True)
        # as drawn, which puts a table last on its page, and as read, which mends a hyphen and mixes columns
        printed = bare(told("pdftotext", "-raw", path, "-") + told("pdftotext", path, "-"))
        wrong += [f"{look}: without {text}" for text in texts(look.document) if bare(visible(text)) not in printed]
        faces = set(re.findall(r"^\S{6}\+(\S+)", told("pdffonts", path), re.MULTILINE))
        wrong += [f"{look}: {face}" for face in faces - {"Inter-Regular", "Inter-Bold"}]
        width, height = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", told("pdfinfo", path)).groups()
        size = (float(width) * 25.4 / 72, float(height) * 25.4 / 72)
        if size != pytest.approx((look.paper.width, look.paper.height), abs=0.5):
            wrong.append(f"{look}: {size}")
    assert wrong == []


@pytest.mark.outside("chromium", "pdftotext", "pdfinfo")
def test_a_browser_prints_what_fits_on_a_page_on_one_and_cuts_no_strip(page, tmp_path) -> None:
    path, wrong = tmp_path / "printed.pdf", []
    for look in (look for look in looks() if look.document.fits != "flows" and pages_of(look.pdf) == 1):
        show(page, look)
        page.pdf(path=path, prefer_css_page_size=True)
        pages = re.search(r"Pages:\s+(\d+)", told("pdfinfo", path))[1]
        wrong += [f"{look}: {pages} pages"] if pages != "1" else []
        for strips in (block for block in look.document.opening if isinstance(block, Strips)):
            whole = bare(told("pdftotext", "-raw", path, "-")).count(bare("".join(strips.lines)))
            wrong += [f"{look}: {whole} strips"] if whole < 8 else []
    assert wrong == []


def told(*command) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
