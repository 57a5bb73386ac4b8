"""A document as tagged PDF/UA-1, by typst: every text goes in as a value, so none of it can be markup.

The same document, style and paper give the same bytes. Fonts are those that ship or were installed beside peerkit, and
no others.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from math import log
from pathlib import Path
from typing import Any

from peerkit.errors import PeerkitError
from peerkit.printing.document import Document, texts_of
from peerkit.printing.faces import beyond_latin, folders, missing
from peerkit.printing.render.laid_out import broken, laid_out, printed
from peerkit.printing.render.typesetter import typesetter
from peerkit.printing.style import A4, LARGE, PAPERS, STANDARD, Paper, Style

_HERE = Path(__file__).parent
_MOST = 2.2
"""How many times its style the type of a sheet for a wall or a window may be."""
_GROWS = (_MOST, 2.0, 1.8, 1.65, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0)
"""The same for a flyer, of whose strips there may be more in smaller type: the first that fits on one page is taken."""
_STEP = 1.01
"""From one size of type on a wall to the next that is tried."""
_CLOSE = 0.4
"""How much of the air is left on a sheet for a wall, which has air enough around it, while its type grows."""
_AIR = (1.0, 0.65)
"""How much air there is again where larger type would not fit any more."""
_APART = 1.2
"""How many times the type of a smaller style that of the next is on a wall, where both fill their paper."""
_WALL = 4
"""How many pages may hang side by side. What has more of them flows, in the type of its style."""
_SHRINKS = (0.9, 0.8, 0.71)
"""The same on paper whose type is enlarged, down to the size that the style has on other paper."""
_TIGHT = 0.65
"""How much of the air between things is left where that saves a page with a line or two on it."""
_GENTLY, _AT_MOST = ((_TIGHT, 1.0), (1.0, 0.25)), (0.5, 0.25)
"""How much of the air, and on how much of a page a part stays whole, where that saves a page: the best first."""
_FULL = 3_400
"""How many characters a page of A4 holds at the very most in print of 14 points: more are not tried on one."""
_COUNT = re.compile(rb"/Count (\d+)")
_TOO_LONG = "longer than a page"
_NO_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
"""How typst writes a character in a message, when it takes it for one that can't be seen."""


class TooLong(PeerkitError):  # noqa: N818 - about the sheet
    """A sheet that can't stay on one page where it must, or a word that no line can hold."""


def pdf(document: Document, style: Style = STANDARD, paper: Paper = A4) -> bytes:
    """The whole file.

    Raises PeerkitError for a character that no font here has, naming the text it stands in; TooLong where the document
    must stay on one page and needs more, or a word would break that need not.
    """
    return _fitted(document, style, paper)[0]


def scale_of(document: Document, style: Style, paper: Paper) -> float:
    """How many times its style its type is on paper. Raises PeerkitError as `pdf` does."""
    return _fitted(document, style, paper)[1]


def _fitted(document: Document, style: Style, paper: Paper) -> tuple[bytes, float]:
    _refuse_broken(document, style, paper)
    if document.fits == "grows":
        return _grown(document, style, paper)
    for scale, air in _attempts(document, style, paper):
        with suppress(TooLong):
            return _made(document, style, paper, scale, air, pages=1), scale
    if document.fits != "one page":
        return _without_a_rest(document, style, paper), 1.0
    raise TooLong(
        f"This does not fit on one page of {paper.name.upper()} in {style.name} print.", _smaller(style, paper)
    )


def pages_of(made: bytes) -> int:
    """How many pages a PDF of ours has."""
    return max(int(count) for count in _COUNT.findall(made))


def _without_a_rest(document: Document, style: Style, paper: Paper) -> bytes:
    """What flows, with less air where that saves a page, and parts that go on over one where that saves another."""
    made = _made(document, style, paper)
    if pages_of(made) == 1:
        return made
    try:
        least = _made(document, style, paper, 1.0, *_AT_MOST, pages=pages_of(made) - 1)
    except TooLong:
        return made
    for how in _GENTLY:
        with suppress(TooLong):
            return _made(document, style, paper, 1.0, *how, pages=pages_of(least))
    return least


def fits(document: Document, style: Style, paper: Paper) -> bool:
    """Whether it stays on one page in the smallest type that it may have. Raises as `pdf` does for a character."""
    least = 1 / paper.scale
    with suppress(TooLong):
        return bool(_made(document, style, paper, least, pages=1))
    return False


def _attempts(document: Document, style: Style, paper: Paper) -> Iterator[tuple[float, float]]:
    """Scales of the type, and how much air there is, in which to try to fill one page, the best first.

    What flows is only tried on one page where it could almost be one.
    """
    smaller = [scale for scale in _SHRINKS if scale * paper.scale >= 1]
    if document.fits == "one page":
        yield from ((scale, 1.0) for scale in (*_GROWS, *smaller))
        return
    area = paper.width * paper.height / (A4.width * A4.height)
    room = _FULL * area * (STANDARD.points / style.points) ** 2
    if sum(map(len, texts_of(document))) <= room:
        yield from ((1.0, 1.0), (1.0, _TIGHT), *((scale, 1.0) for scale in smaller))


def _grown(document: Document, style: Style, paper: Paper) -> tuple[bytes, float]:
    """What hangs on a wall, in the largest type that fills its pages, and how many times its style that is.

    It has as many pages as it needs in the least type that its style may have: that of the style, and so much larger
    than the smaller style grows on the same paper that one can tell them apart.
    """
    least = 1.0
    if smaller := next((each for each in (LARGE, STANDARD) if each.points < style.points and not style.easy), None):
        least = max(least, _grown(document, smaller, paper)[1] * smaller.points * _APART / style.points)
        _refuse_broken(document, style, paper, least)
    made, pages = _in_pages(document, style, paper, least)
    fits, most = 0, round(log(max(_MOST / least, _APART), _STEP)) if pages else 0
    while fits < most:
        step = (fits + most + 1) // 2
        try:
            made, fits = _made(document, style, paper, least * _STEP**step, _CLOSE, pages=pages), step
        except TooLong:
            most = step - 1
    for air in _AIR if pages else ():
        with suppress(TooLong):
            made = _made(document, style, paper, least * _STEP**fits, air, pages=pages)
            break
    return made, least * _STEP**fits


def _in_pages(document: Document, style: Style, paper: Paper, scale: float) -> tuple[bytes, int | None]:
    """It in type of that size, and how many pages that takes; None where it is too long to hang on a wall.

    Only a page that is alone has no foot: more are laid out alike, however many there may be.
    """
    for most in (paper.sheets, _WALL):
        with suppress(TooLong):
            made = _made(document, style, paper, scale, _CLOSE, pages=most)
            return made, max(paper.sheets, pages_of(made))
    return _made(document, style, paper, scale), None


def _refuse_broken(document: Document, style: Style, paper: Paper, scale: float = 1.0) -> None:
    """Raises TooLong for a word that would break here, and need not on other paper or in other print.

    A word that A4 can't hold in standard print may break: most printers take no larger paper.
    """
    if not (here := broken(document, style, paper, scale)):
        return
    may = broken(document, STANDARD, A4)
    if words := sorted(here - may):
        ways = [f"--paper {each.name}" for each in _larger(paper) if not broken(document, style, each) - may][:1]
        if style.points > STANDARD.points and not broken(document, STANDARD, paper) - may:
            ways.append("--style standard")
        raise TooLong(
            f'In {style.name} print, no line of {paper.name.upper()} can hold "{words[0]}" in one piece.',
            f"Try {' or '.join(ways)}." if ways else "Try a shorter word.",
        )


def _larger(paper: Paper) -> list[Paper]:
    """Larger papers, the smallest first."""
    found = (each for each in PAPERS.values() if each.width > paper.width and each.height > paper.height)
    return sorted(found, key=lambda each: each.width)


def _smaller(style: Style, paper: Paper) -> str:
    ways = [f"--paper {each.name}" for each in _larger(paper)[:1]]
    ways += ["--style standard"] if style.points > STANDARD.points else []
    return f"Try {' or '.join(ways)}, or fewer words." if ways else "Try fewer words."


def _made(
    document: Document,
    style: Style,
    paper: Paper,
    scale: float = 1.0,
    air: float = 1.0,
    parts: float = 1.0,
    *,
    pages: int | None = None,
) -> bytes:
    """It in one size of type. Raises TooLong where it takes more pages than these, or a word would break in it."""
    typst = typesetter()
    if scale > 1 and broken(document, style, paper, scale) - broken(document, style, paper):
        raise TooLong(_TOO_LONG)
    data = laid_out(document, style, paper, scale, air)
    data |= {"parts": parts, "pages": pages, "too_long": _TOO_LONG}
    try:
        made: bytes = _compiler(beyond_latin(document.language, texts_of(document))).compile(
            format="pdf", pdf_standards="ua-1", sys_inputs={"data": json.dumps(data, ensure_ascii=False)}
        )
    except typst.TypstError as error:
        raise in_words(error, document) from error
    return made


@cache
def _compiler(packages: bool) -> Any:
    """A typesetter with the sheet and its fonts: they are read once, and a sheet that grows is laid out nine times."""
    return typesetter().Compiler(_HERE / "sheet.typ", font_paths=list(folders(packages)), ignore_system_fonts=True)


def in_words(error: Exception, document: Document) -> Exception:
    """What typst said, as an error that names the text, where it is about one."""
    if _TOO_LONG in str(error):
        return TooLong(_TOO_LONG)
    if document.drawings and any(sign in str(error) for sign in ("decode", "parse SVG", "image")):
        return PeerkitError(
            "One of the files in templates/pictures is no picture that can be drawn.",
            "Save it again as PNG, JPG or SVG, or take it out of that folder.",
        )
    if (none := _NO_GLYPH.search(str(error))) is None:
        return error
    sign = _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], none[1])
    text = next((shown for shown in map(printed, texts_of(document)) if sign in shown), "")
    face = missing(sign)
    way = f"In the folder with peerkit, type pip install ./docs/fonts/{face.package}" if face else "Take it out"
    return PeerkitError(
        f'No font for PDF here has "{sign}", which stands in "{text[:80]}".',
        f"{way}, or write HTML, which uses your own computer's fonts: --format html",
    )
