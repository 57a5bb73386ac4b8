"""A document as one HTML file: no script, no request, and every text in it stays text."""

import base64
import hashlib
import re
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from peerkit.errors import PeerkitError
from peerkit.printing.document import Document, Drawing, texts_of
from peerkit.printing.faces import ARABIC, INTER
from peerkit.printing.pictures import Picture, beside
from peerkit.printing.render.woff import woff
from peerkit.printing.style import A4, STANDARD, Paper, Style
from peerkit.printing.text import NUMBER, Run, Text, direction_of, lines, runs_of, sentences, visible
from peerkit.wording.direction import Direction, direction

_NEARLY = 0.9
"""How large a browser prints what fits on a page of PDF."""


def html(document: Document, style: Style = STANDARD, paper: Paper = A4) -> str:
    """The whole file; `paper` is for whoever prints it. The same document, style and paper give the same text."""
    looks = _looks(document, style, paper, _printed(document, style, paper))
    return _made("sheet.html", document=document, style=style, looks=looks, digest=_digest(looks))


class _Printed(NamedTuple):
    """How a page is set once it is printed: type in points, from line to line, and the margin in mm."""

    points: float
    leading: float
    margin: float


def _printed(document: Document, style: Style, paper: Paper) -> _Printed:
    """The page on paper, with type nearly as large as that of the PDF: a browser breaks its lines and pages otherwise.

    A sign that no font of the PDF has, or a page that is longer than one, is set in the type of its style.
    """
    usual = style.points * paper.scale
    if document.fits == "flows":
        return (
            _Printed(usual, 1.2, min(paper.margin, 12))
            if document.close
            else _Printed(usual, style.leading, paper.margin)
        )
    from peerkit.printing.render.pdf import scale_of

    scale = 1.0
    with suppress(PeerkitError):
        scale = scale_of(document, style, paper) * _NEARLY
    if document.fits == "grows":
        return _Printed(usual * max(1, scale), 1.15, 10)
    return _Printed(usual * max(1 / paper.scale, min(scale, 1.4)), 1.2, paper.margin)


def page(document: Document, summary: str, links: Sequence[tuple[str, str]] = (), address: str = "") -> str:
    """A document as a page for the web: with a `summary` for whoever sends on its link (Open Graph), and links.

    A link is its text and where it leads: a file beside the page, or an address. `address` is the page's own.
    """
    looks = _looks(document, STANDARD, A4, _printed(document, STANDARD, A4))
    language, _, country = document.language.partition("-")
    return _made(
        "page.html",
        document=document,
        style=STANDARD,
        looks=looks,
        digest=_digest(looks),
        summary=summary,
        links=links,
        address=address,
        locale=f"{language}_{country.upper() or 'GB'}",
    )


def _made(name: str, **values: Any) -> str:
    return _environment().get_template(name).render(**values).strip() + "\n"


class _Embedded(NamedTuple):
    """A font in a page: its family and weight, its form in CSS, and itself as base64."""

    family: str
    weight: int
    form: str
    data: str


def _looks(document: Document, style: Style, paper: Paper, printed: _Printed) -> Markup:
    """The style sheet with the faces that a page needs: it breaks its lines alike on every computer."""
    in_arabic = any(re.search(f"[{ARABIC.signs}]", visible(text)) for text in texts_of(document))
    families = [INTER.name, *([ARABIC.name] if in_arabic else [])]
    faces = [font for family in families for font in _embedded(family)]
    names = ", ".join(f'"{name}"' if " " in name else name for name in families)
    return Markup(_made("sheet.css", style=style, paper=paper, faces=faces, families=Markup(names), printed=printed))


@cache
def _embedded(family: str) -> tuple[_Embedded, ...]:
    """A family in both its weights. What ships for pages is taken as it is, and what is for paper alone packed."""
    fonts = files("peerkit.printing").joinpath("fonts")
    found = []
    for name, weight in (("Regular", 400), ("Bold", 700)):
        stem = f"{family.replace(' ', '')}-{name}"
        packed = fonts.joinpath(f"{stem}.woff2")
        if packed.is_file():
            found.append(_Embedded(family, weight, "woff2", _base64(packed.read_bytes())))
        else:
            font = woff(fonts.joinpath(f"{stem}.ttf").read_bytes())
            found.append(_Embedded(family, weight, "woff", _base64(font)))
    return tuple(found)


@cache
def _environment() -> Environment:
    """What is put in is made visible, then escaped; a name that is not there is an error."""
    environment = Environment(
        loader=PackageLoader(__package__, ""),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_text,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["kind"] = lambda block: type(block).__name__
    environment.filters["ideas"] = _ideas
    environment.filters["lines"] = _lines
    environment.filters["way"] = _way
    environment.filters["plain"] = str
    return environment


@pass_context
def _ideas(context: Context, text: str) -> list[dict[str, str]]:
    """Each sentence of Easy Read, with the source of the picture beside it; that is empty where none helps."""
    own = {drawing.name: drawing for drawing in context["document"].drawings}
    return [{"text": each, "source": _source(beside(each), own)} for each in sentences(text)]


def _source(picture: Picture | None, own: dict[str, Drawing]) -> str:
    if picture is None:
        return ""
    if drawing := own.get(picture.name):
        form = {"svg": "svg+xml", "jpg": "jpeg"}.get(drawing.form, drawing.form)
        return f"data:image/{form};base64,{_base64(drawing.data)}"
    return f"data:image/svg+xml;base64,{_base64(picture.svg.encode())}"


@pass_context
def _lines(context: Context, text: str) -> list[dict[str, object]]:
    """A text line by line, each with the attribute of an element in which it begins at its own side."""
    document: Document = context["document"]
    return [
        {"way": _way(context, each), "text": _told(each, document, direction_of(each, document.language))}
        for each in lines(text, document.language)
    ]


@pass_context
def _way(context: Context, value: str | tuple[str, ...]) -> str:
    """The attribute of an element whose text, or texts, all run the other way than the document."""
    document: Document = context["document"]
    texts = (value,) if isinstance(value, str) else value
    ways = {direction_of(line, document.language) for text in texts for line in lines(text, document.language)}
    return _turned(ways.pop(), document.direction) if len(ways) == 1 else Markup()


@pass_context
def _text(context: Context, value: object) -> object:
    """What is put in as it may be shown; what is in another language than the document, in an element that says so."""
    if isinstance(value, str) and not isinstance(value, Markup):
        document: Document | None = context.get("document")
        return _told(value, document, document.direction) if document else visible(value)
    return value


def _told(text: str, document: Document, around: Direction) -> str:
    """A text on a line that runs as `around` says."""
    if isinstance(text, Text):
        return Markup("").join(_spoken(run, document, around) for run in runs_of(text, document.language))
    return _shown(visible(text), document)


def _shown(text: str, document: Document) -> str:
    """The text; where lines begin on the right, with its telephone numbers in elements that are read from the left."""
    if document.direction == "ltr":
        return text
    return Markup(re.sub(NUMBER, r'<bdi dir="ltr">\g<0></bdi>', str(escape(text))))


def _spoken(run: Run, document: Document, around: Direction) -> Markup:
    text = "".join(run.pieces)
    if run.language in ("", document.language):
        shown = escape(_shown(text, document))
        apart = around != document.direction and any(map(str.isalpha, text))
        return _marked(shown, document.language, around) if apart else shown
    pieces = [
        _marked(piece, document.language, direction(run.language)) if theirs % 2 and piece else escape(piece)
        for theirs, piece in enumerate(run.pieces)
    ]
    return _marked(Markup("").join(pieces), run.language, around)


def _marked(text: str, language: str, around: Direction) -> Markup:
    """The text in an element that says its language; and its direction, where that is another than `around` it."""
    way = _turned(direction(language), around)
    return Markup('<span lang="{}"{}>{}</span>').format(language, way, text)


def _turned(way: Direction, around: Direction) -> Markup:
    return Markup(' dir="{}"').format(way) if way != around else Markup()


def _digest(text: str) -> str:
    """A source expression of CSP level 3: the text between the tags, byte by byte."""
    return f"sha256-{_base64(hashlib.sha256(text.encode()).digest())}"


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
