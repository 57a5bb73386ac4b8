"""A booklet to fold: its pages of A5 on sheets of A4, in the order in which both sides of them are printed.

It is for paper alone: what is read on a screen, or aloud, is the file that is not folded.
"""

import tempfile
from pathlib import Path

from peerkit.printing.document import Document
from peerkit.printing.render.pdf import pages_of, pdf
from peerkit.printing.render.typesetter import typesetter
from peerkit.printing.style import PAPERS, Style

_SHEETS = """\
#set document(title: json(bytes(sys.inputs.data)).title)
#set page(width: 297mm, height: 210mm, margin: 0mm)
#let page-of(number) = if number > 0 { image("booklet.pdf", page: number, width: 148.5mm) }
#for (left, right) in json(bytes(sys.inputs.data)).sides {
  grid(columns: (148.5mm, 148.5mm), rows: 210mm, page-of(left), page-of(right))
}
"""


def order(pages: int, *, from_the_right: bool = False) -> tuple[tuple[int, int], ...]:
    """The pages on the left and on the right of each side, front and back by turns; 0 is an empty page.

    Two numbers add up to one more than all pages, empty ones too, so that they lie in their order once the sheets are
    folded: of 8 pages 8 and 1, 2 and 7, 6 and 3, 4 and 5. What is read from the right is bound there.
    """
    whole = -(-pages // 4) * 4
    sides = []
    for number in range(1, whole // 2 + 1):
        other = whole + 1 - number
        sides.append((other, number) if number % 2 != from_the_right else (number, other))
    return tuple((left if left <= pages else 0, right if right <= pages else 0) for left, right in sides)


def folded(document: Document, style: Style) -> bytes:
    """The whole file: turn the sheets over along their short edge. Raises PeerkitError as `pdf` does."""
    import json

    typst = typesetter()
    made = pdf(document, style, PAPERS["a5"])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "booklet.pdf").write_bytes(made)
        (folder / "folded.typ").write_text(_SHEETS, encoding="utf-8")
        data = {"title": document.title, "sides": order(pages_of(made), from_the_right=document.direction == "rtl")}
        sheets: bytes = typst.compile(
            folder / "folded.typ", format="pdf", sys_inputs={"data": json.dumps(data)}, ignore_system_fonts=True
        )
    return sheets
