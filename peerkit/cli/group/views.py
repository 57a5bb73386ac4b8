"""What the group says about itself, as somebody sees it who looks at a terminal."""

from collections.abc import Mapping, Sequence

from peerkit.messages import _
from peerkit.printing.document import Document, Listing
from peerkit.printing.view import Grid, Heading, Rows


def told(said: Mapping[str, str], where: Mapping[str, str], meetings: Sequence[str]) -> Document:
    """Each key with what it says and where that may be told, and the next meetings."""
    columns = (Heading(_("Key")), Heading(_("Where it is told")), Heading(_("What it says"), "sentences"))
    rows = tuple((key, where.get(key, ""), text) for key, text in said.items())
    after = (Listing(tuple(meetings)),) if meetings else ()
    return Document("", opening=(Grid(columns, (Rows(rows),)), *after))
