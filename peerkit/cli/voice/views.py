"""Lines of what came of meeting, as somebody sees them who looks at a terminal."""

from collections.abc import Sequence

from peerkit.messages import _
from peerkit.printing.document import Document
from peerkit.printing.view import Grid, Heading, Rows


def lines(found: Sequence[tuple[str, str]]) -> Document:
    """Each with its number, and where it stands."""
    columns = (Heading(_("Number"), "number"), Heading(_("Where it stands")), Heading(_("Line"), "sentences"))
    rows = tuple((str(number), stands, text) for number, (text, stands) in enumerate(found, start=1))
    return Document("", opening=(Grid(columns, (Rows(rows),)),))
