"""A document as typst takes it: each block by its kind, sizes in points and mm, and words that no line can hold."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

from peerkit.printing.document import (
    Blank,
    Callout,
    Card,
    Chart,
    Details,
    Document,
    Entry,
    Listing,
    Paragraph,
    QRCode,
    Script,
    Section,
    Strips,
    TimetableRow,
    texts_of,
)
from peerkit.printing.faces import LANGUAGES, beyond_latin, faces_for, leading_for
from peerkit.printing.pictures import beside
from peerkit.printing.render.fold import BREAK, Measure
from peerkit.printing.style import Paper, Style
from peerkit.printing.text import direction_of, lines, runs_of, sentences, visible
from peerkit.wording.direction import direction

_EDGE, _HELD, _CLOSE_LINES = 10, 12, 1.15
"""The margin at the most in mm, of a sheet for a wall and of one held close, and from line to line on a wall."""
_PICTURE = 4.8
"""How much of a line a picture takes, in parts of the type size."""
_POINTS_PER_MM = 72 / 25.4
_OTHER, _THEIRS, _AGAIN, _END = "\x02", "\x04", "\x05", "\x03"
_MARKS = re.compile(f"{_OTHER}[^\x1f]*\x1f|[{_THEIRS}{_AGAIN}{_END}\x07]")
"""How text in another language goes to typst, by signs that no text can hold: its tag and direction, what is again in
the document's own, and its end."""
_LINE, _TURNED = "\x06", "\x07"
"""What stands before each line of a text that has several, and before one that runs the other way than its sheet."""
_IN_LINES = {
    Document: ("title", "subtitle"),
    Section: ("heading",),
    Paragraph: ("text",),
    Entry: ("text", "note", "boxes"),
    Callout: ("paragraphs",),
    Script: ("paragraphs",),
    Listing: ("items",),
    Card: ("heading", "lines"),
    Strips: ("lines",),
    Blank: ("label",),
}
"""The texts of each kind of block that begin at their own side. All others stand beside something."""
_ADDRESS = re.compile(r"[@/]|\w\.\w")
_IN_A_WORD = re.compile(rf"[^\W_]{BREAK}[^\W_]")


def laid_out(document: Document, style: Style, paper: Paper, scale: float = 1.0, air: float = 1.0) -> dict[str, Any]:
    """It with type of so many times its style; `air` is how much of the room between things is left."""
    points = style.points * scale * paper.scale
    flyer, poster = document.fits == "one page", document.fits == "grows"
    margin = min(paper.margin, _EDGE if poster else _HELD) if poster or document.close else paper.margin
    least = min(points, style.points * paper.scale)
    title = 1 + ((19.6 if paper.width > 120 else 11.2) / least if flyer else (7 if poster else 12.6) / points)
    heading = 1.2 + 5 / points
    pictures = _PICTURE if style.pictures else 0.0
    length = min(style.measure * 0.447 + pictures, (paper.width - 2 * margin) * _POINTS_PER_MM / points)
    line = Measure(length, title, heading, pictures, 30 * _POINTS_PER_MM / points + 1, flyer)
    drawn = _Pictures(document, style)
    tall = leading_for(document.language)
    leading = style.leading
    if poster or document.close:
        leading = min(leading, _CLOSE_LINES if poster else 1.2)
    elif flyer and paper.width < 120:
        leading = 1.2
    packages = beyond_latin(document.language, texts_of(document))
    return {
        "document": _data(document, line, drawn),
        "name": printed(document.title),
        "drawn": drawn.drawn,
        "points": points,
        "least": least,
        "title": title,
        "heading": heading,
        "length": length,
        "leading": max(leading, tall),
        "tall": tall,
        "fonts": {language: [face.name for face in faces_for(language, packages)] for language in ("", *LANGUAGES)},
        "pictures": style.pictures,
        "width": paper.width,
        "height": paper.height,
        "margin": margin,
        "air": air * (0.6 if document.close else 1),
    }


@lru_cache(32)
def broken(document: Document, style: Style, paper: Paper, scale: float = 1.0) -> frozenset[str]:
    """The words that would be broken between two letters, as they are written. Addresses may be: they are no words."""
    made = _strings(laid_out(document, style, paper, scale)["document"])
    words = (word for text in made for word in _MARKS.sub("", text.replace(_LINE, " ")).split() if BREAK in word)
    return frozenset(
        word.replace(BREAK, "").rstrip(":") for word in words if _IN_A_WORD.search(word) and not _ADDRESS.search(word)
    )


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)


class _Pictures:
    """The pictures that stand in a document, each once, as typst takes them; none where the style has none."""

    def __init__(self, document: Document, style: Style) -> None:
        self.language = document.language
        self.wanted, self.easy = style.pictures, style.easy
        self.drawn: dict[str, dict[str, Any]] = {}
        self._own = {drawing.name: drawing for drawing in document.drawings}

    def beside(self, idea: str) -> str:
        """The name of the picture beside an idea; empty where there is none."""
        if not self.wanted or (picture := beside(idea)) is None:
            return ""
        if picture.name not in self.drawn:
            own = self._own.get(picture.name)
            self.drawn[picture.name] = (
                {"form": own.form, "bytes": list(own.data)} if own else {"form": "svg", "text": picture.svg}
            )
        return picture.name


def _data(value: Any, line: Measure, pictures: _Pictures, *, in_lines: bool = False) -> Any:
    """The document as typst takes it: each block says its kind, and every text can be printed.

    In Easy Read each sentence begins on a line of its own.
    """
    if isinstance(value, str):
        told = sentences(value) if pictures.easy else [value]
        if in_lines:
            return _in_lines(told, line, pictures.language)
        return "\n".join(_marked(each, line, pictures.language) for each in told)
    if isinstance(value, tuple):
        return [_data(item, line, pictures, in_lines=in_lines) for item in value]
    if not is_dataclass(value):
        return value
    inside = {
        field.name: _data(
            getattr(value, field.name),
            line.inside(value, field.name),
            pictures,
            in_lines=field.name in _IN_LINES.get(type(value), ()),
        )
        for field in fields(value)
        if field.name != "drawings"
    }
    match value:
        case Document():
            foot = _marked(value.foot, line, value.language)
            inside |= {"language": value.language, "direction": value.direction, "foot": foot}
        case Entry():
            inside["lead"] = _marked(value.lead, line, pictures.language)
        case Chart():
            inside["shares"] = value.shares
        case QRCode():
            inside |= {"rows": [], "path": value.path, "modules": len(value.rows)}
    if pictures.wanted:
        inside |= _ideas(value, line, pictures)
    return {"kind": type(value).__name__, **inside}


def _ideas(value: Any, line: Measure, pictures: _Pictures) -> dict[str, Any]:
    """What an Easy Read block says, idea by idea: each sentence on a line of its own, and the picture beside it."""

    def told(text: str, room: Measure) -> list[dict[str, str]]:
        return [
            {"text": _in_lines([each], room, pictures.language), "picture": pictures.beside(each)}
            for each in sentences(text)
        ]

    match value:
        case Paragraph(text):
            return {"ideas": told(text, line.inside(value, "text"))}
        case Entry(text, _, boxes):
            ways = [told(each, line.inside(value, "boxes")) for each in boxes]
            return {"ideas": told(text, line.inside(value, "text")), "ways": ways}
        case Listing(items, short=False):
            return {"ideas": [told(each, line.inside(value, "items")) for each in items]}
        case Callout(_, paragraphs):
            ideas = [idea for each in paragraphs for idea in told(each, line.inside(value, "paragraphs"))]
            return {"ideas": ideas if any(idea["picture"] for idea in ideas) else []}
        case Details(pairs):
            return {"pictures": [pictures.beside(" ".join(pair)) for pair in pairs]}
        case TimetableRow(_, what):
            return {"picture": pictures.beside(what)}
    return {}


def _in_lines(texts: list[str], line: Measure, language: str) -> str:
    """The texts line by line: marks say where there are several, and which of them runs the other way."""
    found = [each for text in texts for each in lines(text, language)]
    turned = [direction_of(each, language) != direction(language) for each in found]
    if not any(turned) and len(texts) == len(found):
        return "\n".join(_marked(each, line, language) for each in found)
    return "".join(
        f"{_LINE}{_TURNED * back}{_marked(each, line, language, turned=back)}"
        for each, back in zip(found, turned, strict=True)
    )


def _marked(text: str, line: Measure, language: str, *, turned: bool = False) -> str:
    """The text as it may be printed on a line, with marks around what is in another language than its document.

    On a line that runs the other way, what is in the document's own has marks as well.
    """
    made = []
    for run in runs_of(text, "" if turned else language):
        own, *others = (line.folded(_sure(piece)) for piece in run.pieces)
        tag = run.language or (language if turned and any(map(str.isalpha, own)) else "")
        if tag != "" if turned else tag not in ("", language):
            own = f"{_OTHER}{tag} {direction(tag)}\x1f{own}"
            others = [f"{_THEIRS}{each}{_AGAIN}" if at % 2 == 0 else each for at, each in enumerate(others)] + [_END]
        made += [own, *others]
    return "".join(made)


def printed(text: str) -> str:
    """The text as it may be printed, on one line."""
    return _sure(visible(text))


def _sure(text: str) -> str:
    """The fonts here have no sign for "something was here that can't be shown" but this one."""
    return text.replace("\N{REPLACEMENT CHARACTER}", "\N{WHITE SQUARE}")
