"""Every sheet, in every style that it offers and on every paper, before judges that peerkit did not write.

All that goes through every look stands in this file, so that one worker makes them, once.
"""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from peerkit.printing.document import Strips
from peerkit.printing.render.html import html
from peerkit.printing.render.pdf import pages_of
from peerkit.printing.text import visible
from tests.hostile import HOSTILE, SAMPLE, everywhere
from tests.judges import axe, chromium, nu, pdf_ua
from tests.sheets import SHEETS, Look, Sheet, looks, structure, texts, worst
from tests.test_render_html import SPACING, too_wide
from tests.test_render_pdf import bare
from tests.test_typography import faults

CUT = """() => [...document.querySelectorAll('main *:not(svg, svg *)')].filter(each => {
    const looks = getComputedStyle(each);
    return looks.overflowX === 'hidden' || looks.overflowY === 'hidden' && each.scrollHeight > each.clientHeight + 1;
}).map(each => each.tagName)"""
FONT = re.compile(r"^\S{6}\+(\S+)", re.MULTILINE)

outside = pytest.mark.outside("chromium", "java")


@pytest.fixture(scope="module")
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
def test_every_sheet_keeps_to_pdf_ua_and_the_judge_notices_that_tags_are_missing(tmp_path: Path) -> None:
    paths = [tmp_path / "untagged.pdf"]
    paths[0].write_bytes(next(SHEETS[0].looks).pdf.replace(b"/StructTreeRoot", b"/StructTreeGone"))
    for look in [*looks(), *worst()]:
        paths.append(tmp_path / f"{look}.pdf")
        paths[-1].write_bytes(look.pdf)
    found = pdf_ua(*paths)
    assert any(" 7.1: " in line and "StructTreeRoot" in line for line in found)
    assert [line for line in found if "untagged" not in line] == []


@outside
def test_the_nu_checker_finds_no_error_on_any_page(tmp_path: Path) -> None:
    pages = {str(look): look.html for look in [*on_screen(), *worst()]}
    pages |= {f"{at}": html(document) for at, document in enumerate((SAMPLE, *map(everywhere, HOSTILE)))}
    for name, content in pages.items():
        (tmp_path / f"{name}.html").write_text(content, encoding="utf-8")
    assert nu(*tmp_path.iterdir()) == []


@outside
def test_every_page_is_open_to_everyone_on_the_narrowest_screen_and_in_a_readers_own_spacing(page) -> None:
    wrong, screens = [], on_screen()
    for look in [*screens, *worst()]:
        show(page, look)
        if look in screens:
            wrong += [f"{look}: {found}" for found in (*axe(page), *page.asked)]
        wrong += [f"{look}: {more} pixels too wide" for more in [too_wide(page)] if more]
        page.add_style_tag(content=SPACING)
        wrong += [f"{look}: {more} pixels too wide in wide spacing" for more in [too_wide(page)] if more]
        wrong += [f"{look}: {tag} is cut off" for tag in page.evaluate(CUT)]
    assert wrong == []


def wholly_there(look: Look, path: Path) -> Iterator[str]:
    """What of a sheet a browser left out, in which other face it set a part, or on which other paper."""
    # as drawn, which puts a table last on its page, and as read, which mends a hyphen and mixes columns
    printed = bare(told("pdftotext", "-raw", path, "-") + told("pdftotext", path, "-"))
    yield from (f"without {text}" for text in texts(look.document) if bare(visible(text)) not in printed)
    yield from set(FONT.findall(told("pdffonts", path))) - {"Inter-Regular", "Inter-Bold"}
    width, height = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", told("pdfinfo", path)).groups()
    size = (float(width) * 25.4 / 72, float(height) * 25.4 / 72)
    if size != pytest.approx((look.paper.width, look.paper.height), abs=0.5):
        yield f"{size}"


def on_one_page(look: Look, path: Path) -> Iterator[str]:
    """How many pages a browser needs for what should fit on one, and how many of its strips are whole."""
    if (pages := re.search(r"Pages:\s+(\d+)", told("pdfinfo", path))[1]) != "1":
        yield f"{pages} pages"
    for strips in (block for block in look.document.opening if isinstance(block, Strips)):
        whole = bare(told("pdftotext", "-raw", path, "-")).count(bare("".join(strips.lines)))
        if whole < 8:
            yield f"{whole} strips"


@pytest.mark.outside("chromium", "pdftotext", "pdfinfo")
def test_a_browser_prints_every_page_whole_on_its_paper_in_inter_and_what_fits_on_one_on_one(page, tmp_path) -> None:
    path, wrong = tmp_path / "printed.pdf", []
    some = [str(look) for sheet in SHEETS for look in list(sheet.looks)[:: 1 if sheet is SHEETS[0] else 9]]
    for look in looks():
        alone = look.document.fits != "flows" and pages_of(look.pdf) == 1
        if alone or str(look) in some:
            show(page, look)
            page.pdf(path=path, prefer_css_page_size=True)
            wrong += [f"{look}: {found}" for found in (wholly_there(look, path) if str(look) in some else ())]
            wrong += [f"{look}: {found}" for found in (on_one_page(look, path) if alone else ())]
    assert wrong == []


@pytest.mark.long
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_is_in_clear_print_in_every_style_on_every_paper(sheet: Sheet) -> None:
    assert faults(sheet.looks, sheet.worst) == []


@pytest.mark.outside("pdfinfo")
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_screen_reader_meets_every_sheet_in_its_order(sheet: Sheet) -> None:
    golden = Path(__file__).parent / "golden" / f"{sheet.name}.txt"
    assert structure(next(sheet.looks)) == golden.read_text(encoding="utf-8"), "run: python -m tests.golden"


@pytest.mark.outside("pdfinfo")
def test_every_golden_text_is_of_a_sheet() -> None:
    kept = {path.stem for path in (Path(__file__).parent / "golden").glob("*.txt")}
    assert kept == {sheet.name for sheet in SHEETS}


def told(*command) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
