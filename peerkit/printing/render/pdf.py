"""A document as tagged PDF/UA-1, by typst: every text goes in as a value, so none of it can be markup.

The same document, style and paper give the same bytes. Fonts are those beside this package and no others.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from peerkit.errors import PeerkitError
from peerkit.printing.document import Chart, Document, QRCode, visible
from peerkit.printing.render.folding import Room, foldable
from peerkit.printing.style import A4, PAPERS, STANDARD, Paper, Style

HERE = Path(__file__).parent
FONTS = HERE.parent / "fonts"
GROWS = (2.2, 2.0, 1.8, 1.65, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0)
"""How many times its style a poster's type may be; the first that fits on one page is taken."""
SHRINKS = (0.9, 0.8, 0.71)
"""The same for a flyer on paper whose type is enlarged: down to the size that the style has on other paper."""
_TOO_LONG = "longer than a page"
_NO_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_POINTS_PER_MM = 72 / 25.4


class TooLong(PeerkitError):  # noqa: N818 - about the sheet
    """A sheet that must stay on one page, and can't."""


def pdf(document: Document, style: Style = STANDARD, paper: Paper = A4) -> bytes:
    """The whole file.

    Raises PeerkitError for a character that no font here has, naming the text it stands in; TooLong where the document
    must stay on one page and needs more.
    """
    if document.fits == "flows":
        return _made(document, style, paper, 1.0, one_page=False)
    smaller = SHRINKS if document.fits == "one page" else ()
    for scale in (*GROWS, *(scale for scale in smaller if scale * paper.scale >= 1)):
        try:
            return _made(document, style, paper, scale, one_page=True)
        except TooLong:
            pass
    if document.fits == "grows":
        return _made(document, style, paper, 1.0, one_page=False)
    raise TooLong(
        f"This does not fit on one page of {paper.name.upper()} in {style.name} print.", _smaller(style, paper)
    )


def _smaller(style: Style, paper: Paper) -> str:
    larger = sorted((each for each in PAPERS.values() if each.width > paper.width), key=lambda each: each.width)
    ways = [f"--paper {larger[0].name}"] if larger else []
    ways += ["--style standard"] if style.points > STANDARD.points else []
    return f"Try {' or '.join(ways)}, or fewer words." if ways else "Try fewer words."


def _made(document: Document, style: Style, paper: Paper, scale: float, *, one_page: bool) -> bytes:
    import typst

    points = style.points * scale * paper.scale
    data = {
        "document": _data(document, _room(style, paper, points, flyer=document.fits == "one page")),
        "points": points,
        "least": min(points, style.points * paper.scale),
        "leading": style.leading,
        "measure": style.measure,
        "pictures": style.pictures,
        "width": paper.width,
        "height": paper.height,
        "margin": paper.margin,
        "one_page": one_page,
        "too_long": _TOO_LONG,
    }
    try:
        made: bytes = typst.compile(
            HERE / "sheet.typ",
            format="pdf",
            pdf_standards="ua-1",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            font_paths=[FONTS],
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
    sign = missing[1]
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


def _room(style: Style, paper: Paper, points: float, *, flyer: bool) -> Room:
    """What headings are to the body is as `sheet.typ` has it, and bold is a twentieth wider."""
    width = min((paper.width - 2 * paper.margin) * _POINTS_PER_MM / points, style.measure / 2)
    title = 1 + (19.6 / min(points, style.points * paper.scale) if flyer else 12.6 / points)
    return Room(width, 1.05 * title, 1.05 * (1 + 4.2 / points), style.pictures, flyer)


def _data(value: Any, room: Room) -> Any:
    """The document as typst takes it: each block says its kind, and every text can be printed and fits its place."""
    if isinstance(value, str):
        return foldable(_printed(value), room.width)
    if isinstance(value, tuple):
        return [_data(item, room) for item in value]
    if not is_dataclass(value):
        return value
    room = room.inside(value)
    inside = {
        field.name: _data(getattr(value, field.name), replace(room, width=room.of_field(value, field.name)))
        for field in fields(value)
    }
    match value:
        case Chart():
            inside["shares"] = value.shares
        case QRCode():
            inside |= {"path": value.path, "modules": len(value.rows)}
    return {"kind": type(value).__name__, **inside}


def _printed(text: str) -> str:
    """The fonts here have no sign for "something was here that can't be shown" but this one."""
    return visible(text).replace("\N{REPLACEMENT CHARACTER}", "\N{WHITE SQUARE}")
