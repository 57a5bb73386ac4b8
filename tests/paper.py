"""A PDF as a reader meets it: characters with their place, size, face and colour, and the tree of its tags.

pdfminer reads it; nothing here knows how peerkit made it.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

Colour = tuple[float, float, float]
BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)


@dataclass(frozen=True)
class Box:
    """A place on a page, in points from its left and its top; the page counts from 0."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Char:
    """A character as it was drawn. `mark` is the number of the marked content that it belongs to."""

    text: str
    box: Box
    size: float
    font: str
    colour: Colour
    upright: bool
    artifact: bool
    mark: int | None

    @property
    def baseline(self) -> float:
        """Where it stands: the same for all characters of a line."""
        return round(self.box.bottom if self.upright else self.box.right, 1)


@dataclass(frozen=True)
class Drawn:
    """A line or a shape, with every colour in it."""

    box: Box
    colours: tuple[Colour, ...]


@dataclass(frozen=True)
class Element:
    """A tag: its kind, such as `H1` or `LI`, and in reading order what is in it: tags, and text as page and mark."""

    kind: str
    parts: tuple["Element | tuple[int, int]", ...]

    def walk(self) -> Iterator["Element"]:
        """Itself, then every tag in it, in reading order."""
        yield self
        for part in self.parts:
            if isinstance(part, Element):
                yield from part.walk()

    @property
    def own(self) -> "Element":
        """The same without the tags in it."""
        return Element(self.kind, tuple(part for part in self.parts if not isinstance(part, Element)))

    @property
    def marks(self) -> Iterator[tuple[int, int]]:
        """All the text in it, in reading order."""
        for part in self.parts:
            if isinstance(part, Element):
                yield from part.marks
            else:
                yield part


class Printed:
    """A PDF that was read."""

    def __init__(self, made: bytes) -> None:
        with io.BytesIO(made) as file:
            document = PDFDocument(PDFParser(file))
            reader = _Reader()
            pages = list(PDFPage.create_pages(document))
            for page in pages:
                PDFPageInterpreter(reader.manager, reader).process_page(page)
            self.pages = reader.sizes
            self.chars = reader.chars
            self.drawn = reader.drawn
            self.fonts = [
                resolve1(font) for page in pages for font in (resolve1(page.resources.get("Font")) or {}).values()
            ]
            numbers = {page.pageid: at for at, page in enumerate(pages)}
            self.language = decode_text(document.catalog["Lang"])
            self.bookmarks = [(level, title) for level, title, *_ in document.get_outlines()]
            self.root = _element(document.catalog["StructTreeRoot"], numbers, 0)

    @cached_property
    def elements(self) -> list[Element]:
        """Every tag, in reading order."""
        return list(self.root.walk())

    @cached_property
    def _marked(self) -> dict[tuple[int, int], list[Char]]:
        found: dict[tuple[int, int], list[Char]] = {}
        for char in self.chars:
            if char.mark is not None:
                found.setdefault((char.box.page, char.mark), []).append(char)
        return found

    def within(self, element: Element) -> list[Char]:
        """The characters of an element, in reading order."""
        return [char for mark in element.marks for char in self._marked.get(mark, [])]

    def said(self, element: Element) -> str:
        """The text of an element, with a space where a line ends."""
        return " ".join(map(text, lines(self.within(element))))

    @property
    def text(self) -> str:
        """All that the tags hold, in reading order."""
        return " ".join(filter(None, (self.said(each.own) for each in self.elements)))


def lines(chars: list[Char]) -> list[list[Char]]:
    """Characters in reading order, line by line."""
    return [list(line) for _, line in groupby(chars, lambda char: (char.box.page, char.upright, char.baseline))]


def text(chars: list[Char]) -> str:
    """What they say."""
    return "".join(char.text for char in chars).strip()


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours as WCAG 2 reckons it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class _Reader(PDFPageAggregator):
    """Draws nothing, and remembers what it was asked to draw, inside which marks."""

    def __init__(self) -> None:
        self.manager = PDFResourceManager()
        super().__init__(self.manager)
        self.sizes: list[tuple[float, float]] = []
        self.chars: list[Char] = []
        self.drawn: list[Drawn] = []
        self._open: list[tuple[str, dict[str, Any]]] = []

    def begin_page(self, page: Any, ctm: Any) -> None:
        left, bottom, right, top = page.mediabox
        self.sizes.append((right - left, top - bottom))
        super().begin_page(page, ctm)

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        self._open.append((tag.name, props if isinstance(props, dict) else {}))

    def end_tag(self) -> None:
        self._open.pop()

    def render_char(self, *given: Any) -> float:
        moved = super().render_char(*given)
        char = self.cur_item._objs[-1]
        along, across, *_ = char.matrix
        upright = abs(along) > abs(across)
        size = char.height if upright else char.width
        colour = _colour(char.graphicstate.ncolor)
        self.chars.append(
            Char(
                self._said(char),
                self._box(char),
                round(size, 2),
                char.fontname,
                colour,
                upright,
                self._artifact,
                self._mark,
            )
        )
        return moved

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, *given: Any) -> None:
        before = len(self.cur_item._objs)
        super().paint_path(gstate, stroke, fill, *given)
        colours = [gstate.scolor] * stroke + [gstate.ncolor] * fill
        for shape in self.cur_item._objs[before:]:
            self.drawn.append(Drawn(self._box(shape), tuple(map(_colour, colours))))

    def _said(self, char: Any) -> str:
        """The text of a character; or, once for all characters inside, what the file says to read in their place."""
        for _, inside in self._open:
            if "ActualText" in inside:
                said, inside["ActualText"] = decode_text(inside["ActualText"]), b""
                return said
        return char.get_text()

    @property
    def _artifact(self) -> bool:
        return any(tag == "Artifact" for tag, _ in self._open)

    @property
    def _mark(self) -> int | None:
        return next((inside["MCID"] for _, inside in self._open if "MCID" in inside), None)

    def _box(self, thing: Any) -> Box:
        top = self.sizes[-1][1]
        return Box(len(self.sizes) - 1, thing.x0, top - thing.y1, thing.x1, top - thing.y0)


def _colour(parts: Any) -> Colour:
    """Grey or RGB, as parts from 0 to 1."""
    parts = tuple(parts) if isinstance(parts, tuple | list) else (parts,)
    assert len(parts) in (1, 3), parts
    red, green, blue = parts * 3 if len(parts) == 1 else parts
    return red, green, blue


def _element(node: Any, pages: dict[int, int], page: int) -> Element:
    """A tag as the file has it. A tag may say its page, and so may each text in it."""
    tag = resolve1(node)
    page = pages[tag["Pg"].objid] if "Pg" in tag else page
    kids = resolve1(tag.get("K", []))
    parts: list[Element | tuple[int, int]] = []
    for kid in kids if isinstance(kids, list) else [kids]:
        inside = resolve1(kid)
        if isinstance(inside, int):
            parts.append((page, inside))
        elif "MCID" in inside:
            parts.append((pages[inside["Pg"].objid] if "Pg" in inside else page, inside["MCID"]))
        elif "S" in inside:
            parts.append(_element(kid, pages, page))
    return Element(tag["S"].name if "S" in tag else "Root", tuple(parts))
