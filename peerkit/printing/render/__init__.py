"""What turns a document into a format. Each of these knows every kind of block, and no sheet."""

from collections.abc import Callable

from peerkit.printing.document import Document

FORMATS = {"terminal": (), "markdown": (".md", ".markdown"), "html": (".html", ".htm")}
"""Every format there is, and how the names of its files end."""


def rendered(document: Document, form: str) -> str:
    """The document in one of FORMATS, ending with a line's end. Loads what that format needs and no more."""
    render: Callable[[Document], str]
    if form == "html":
        from peerkit.printing.render.html import html as render
    elif form == "markdown":
        from peerkit.printing.render.markdown import markdown as render
    else:
        from peerkit.printing.render.terminal import terminal as render
    return render(document)
