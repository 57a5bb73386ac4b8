"""What turns a document into a format. Each of these knows every kind of block, and no sheet."""

from typing import TYPE_CHECKING

from peerkit.printing.style import A4, STANDARD, Paper, Style

if TYPE_CHECKING:
    from peerkit.printing.document import Document

FORMATS = {"terminal": (".txt",), "markdown": (".md", ".markdown"), "html": (".html", ".htm"), "pdf": (".pdf",)}
"""Every format there is, and how the names of its files end."""


def rendered(document: "Document", form: str, style: Style = STANDARD, paper: Paper = A4) -> str | bytes:
    """The document in one of FORMATS: bytes for PDF, else text that ends with a line's end.

    Loads what that format needs and no more. Text for a terminal and Markdown have neither style nor paper.
    Raises PeerkitError where a PDF can't be made.
    """
    if form == "pdf":
        from peerkit.printing.render.pdf import pdf

        return pdf(document, style, paper)
    if form == "html":
        from peerkit.printing.render.html import html

        return html(document, style, paper)
    if form == "markdown":
        from peerkit.printing.render.markdown import markdown

        return markdown(document)
    from peerkit.printing.render.terminal import terminal

    return terminal(document)
