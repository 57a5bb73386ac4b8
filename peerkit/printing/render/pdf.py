"""A document as tagged PDF/UA-1, by typst: every text goes in as a value, so none of it can be markup.

The same document, style and paper give the same bytes. Fonts are those beside this package and no others.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from peerkit.errors import PeerkitError
from peerkit.printing.document import Chart, Document, QRCode, visible
from peerkit.printing.render.fold import Line
from peerkit.printing.style import A4, PAPERS, STANDARD, Paper, Style
from peerkit.wording.sentences import in_lines

_HERE = Path(__file__).parent
_FONTS = _HERE.parent / "fonts"
_GROWS = (2.2, 2.0, 1.8, 1.65, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0)
"""How many times its style a poster's type may be; the first that fits on one page is taken."""
SHRINKS = (0.9, 0.8, 0.71)
"""The same on paper whose type is enlarged, down to the size that the style has on other paper."""
_TIGHT = 0.65
"""How much of the air between things is left where that saves a page with a line or two on it."""
_FULL = 3_400
"""How many characters a page of A4 holds at the very most in print of 14 points: more are not tried on one."""
_TOO_LONG = "longer than a page"
_NO_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
"""How typst writes a character in a message, when it takes it for one that can't be seen."""
_POINTS_PER_MM = 72 / 25.4


class TooLong(PeerkitError):  # noqa: N818 - about the sheet
    """A sheet that must stay on one page, and can't."""


def pdf(document: Document, style: Style = STANDARD, paper: Paper = A4) -> bytes:
    """The whole file.

    Raises PeerkitError for a character that no font here has, naming the text it stands in; TooLong where the document
    must stay on one page and needs more.
    """
    for scale, air in _attempts(document, style, paper):
        try:
            return _made(document, style, paper, scale, air, one_page=True)
        except TooLong:
            pass
    if document.fits != "one page":
        return _made(document, style, paper, one_page=False)
    raise TooLong(
        f"This does not fit on one page of {paper.name.upper()} in {style.name} print.", _smaller(style, paper)
    )


def _attempts(document: Document, style: Style, paper: Paper) -> Iterator[tuple[float, float]]:
    """Scales of the type, and how much air there is, in which to try to fill one page, the best first.

    What flows is only tried on one page where it could almost be one.
    """
    smaller = [scale for scale in SHRINKS if scale * paper.scale >= 1]
    if document.fits != "flows":
        yield from ((scale, 1.0) for scale in (*_GROWS, *(smaller if document.fits == "one page" else ())))
        return
    area = paper.width * paper.height / (A4.width * A4.height)
    room = _FULL * area * (STANDARD.points / style.points) ** 2
    if sum(map(len, _texts(document))) <= room:
        yield from ((1.0, 1.0), (1.0, _TIGHT), *((scale, 1.0) for scale in smaller))


def _smaller(style: Style, paper: Paper) -> str:
    larger = sorted(
        (each for each in PAPERS.values() if each.width > paper.width and each.height > paper.height),
        key=lambda each: each.width,
    )
    ways = [f"--paper {larger[0].name}"] if larger else []
    ways += ["--style standard"] if style.points > STANDARD.points else []
    return f"Try {' or '.join(ways)}, or fewer words." if ways else "Try fewer words."


def _made(
    document: Document, style: Style, paper: Paper, scale: float = 1.0, air: float = 1.0, *, one_page: bool
) -> bytes:
    import typst

    points = style.points * scale * paper.scale
    flyer = document.fits == "one page"
    least = min(points, style.points * paper.scale)
    title = 1 + ((19.6 if paper.width > 120 else 11.2) / least if flyer else 12.6 / points)
    heading = 1.2 + 5 / points
    pictures = (6.2 if flyer else 8.2) if style.pictures else 0.0
    length = min(style.measure * 0.447 + pictures, (paper.width - 2 * paper.margin) * _POINTS_PER_MM / points)
    data = {
        "document": _data(
            document, Line(length, title, heading, pictures, 30 * _POINTS_PER_MM / points + 1, flyer), style.easy
        ),
        "points": points,
        "least": least,
        "title": title,
        "heading": heading,
        "length": length,
        "leading": style.leading,
        "pictures": style.pictures,
        "width": paper.width,
        "height": paper.height,
        "margin": paper.margin,
        "air": air,
        "one_page": one_page,
        "too_long": _TOO_LONG,
    }
    try:
        made: bytes = typst.compile(
            _HERE / "sheet.typ",
            format="pdf",
            pdf_standards="ua-1",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            font_paths=[_FONTS],
            ignore_system_fonts=True,
        )
    except typst.TypstError as error:
        raise _in_words(error, document) from error
    return made


def _in_words(error: Exception, document: Document) -> Exception:
    if _TOO_LONG in str(error):
        return TooLong(_TOO_LONG)
    if (missing := _NO_GLYPH.search(str(error))) is None:
        return error
    sign = _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], missing[1])
    text = next((shown for shown in map(_printed, _texts(document)) if sign in shown), "")
    return PeerkitError(
        f'No font for PDF here has "{sign}", which stands in "{text[:80]}".',
        "Take it out, or write HTML, which uses your own computer's fonts: --format html",
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _data(value: Any, line: Line, easy: bool) -> Any:
    """The document as typst takes it: each block says its kind, and every text can be printed.

    In Easy Read each sentence begins on a line of its own.
    """
    if isinstance(value, str):
        text = _printed(value)
        return "\n".join(map(line.folded, in_lines(text) if easy else [text]))
    if isinstance(value, tuple):
        return [_data(item, line, easy) for item in value]
    if not is_dataclass(value):
        return value
    inside = {
        field.name: _data(getattr(value, field.name), line.inside(value, field.name), easy) for field in fields(value)
    }
    match value:
        case Document():
            inside |= {"language": value.language, "direction": value.direction}
        case Chart():
            inside["shares"] = value.shares
        case QRCode():
            inside |= {"path": value.path, "modules": len(value.rows)}
    return {"kind": type(value).__name__, **inside}


def _printed(text: str) -> str:
    """The fonts here have no sign for "something was here that can't be shown" but this one."""
    return visible(text).replace("\N{REPLACEMENT CHARACTER}", "\N{WHITE SQUARE}")
