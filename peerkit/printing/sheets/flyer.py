"""What hangs in a shop window: what it is, when, where, how to get in, who is welcome, how to ask."""

from collections.abc import Iterator
from itertools import groupby

from peerkit.leaflets.flyer import Flyer, FlyerText
from peerkit.printing import document as doc
from peerkit.printing.sheets import draft
from peerkit.workspace.config import Group

KINDS = ("window", "card", "strips")
ASKED = ("name", "when", "where", "getting_in", "contact")
"""What a flyer needs from `[group]`: where it says nothing, there is a line to write on."""
_MEETS = ("when", "where", "getting_in", "cost")
_MOST_STRIPS = 8
_LONGEST_ON_A_STRIP = 60
"""How many characters the place has at the most where it goes onto strips, which are to be many."""
_TO_WRITE = "____________"
_BEFORE_ADDRESS = ("https://", "http://", "mailto:", "tel:")


def missing(group: Group) -> tuple[str, ...]:
    """The keys of `[group]` that a flyer would print, and that say nothing yet."""
    return tuple(key for key in ASKED if not getattr(group, key))


def sheet(
    flyer: Flyer, group: Group, kind: str = "window", *, web: str = "", brief: bool = False, easy: bool = False
) -> doc.Document:
    """One page of one of KINDS, in the words of `flyer` and with what the group says about itself.

    `web` is printed in words and as a QR code. `brief` leaves out the opening lines and all but the first line of
    welcome, as a card always does.
    """
    said = flyer.said(easy)
    brief = brief or kind == "card"
    return doc.Document(
        title=said.title,
        subtitle=group.name,
        opening=(
            *(map(doc.Paragraph, said.opening) if not brief else ()),
            *_answers(flyer, group, _MEETS if group.name else ("name", *_MEETS)),
            _welcome(said, brief),
            *_answers(flyer, group, ("contact",)),
            *([code(web)] if web else []),
            *([doc.Callout(draft.NOTICE.heading, draft.NOTICE.paragraphs[:1])] if easy else []),
            *([_strips(flyer, group)] if kind == "strips" else []),
        ),
        language=flyer.language,
        fits="one page",
    )


def _welcome(said: FlyerText, brief: bool) -> doc.Callout:
    lines = said.welcome.lines
    return doc.Callout("", lines[:1] or (said.welcome.heading,)) if brief else doc.Callout(said.welcome.heading, lines)


def _answers(flyer: Flyer, group: Group, keys: tuple[str, ...]) -> Iterator[doc.Block]:
    """What the group says, and lines to write on for what it does not; nobody has to say what it costs."""
    for known, some in groupby(keys, lambda key: bool(getattr(group, key))):
        if known:
            yield doc.Details(tuple((getattr(flyer.labels, key), getattr(group, key)) for key in some))
        else:
            yield from (doc.Blank(getattr(flyer.labels, key)) for key in some if key != "cost")


def _strips(flyer: Flyer, group: Group) -> doc.Strips:
    where = group.where if len(group.where) <= _LONGEST_ON_A_STRIP else ""
    contact = group.contact or f"{flyer.labels.contact}: {_TO_WRITE}"
    lines = (group.name or flyer.title, group.when, where, contact)
    return doc.Strips(tuple(filter(None, lines)), _MOST_STRIPS)


def code(address: str) -> doc.QRCode:
    """The QR code of an address, which holds exactly that; in words the address stands as people write it."""
    import segno

    rows = segno.make_qr(address, error="m").matrix
    before = next((each for each in _BEFORE_ADDRESS if address.casefold().startswith(each)), "")
    said = address[len(before) :]
    return doc.QRCode(tuple("".join(map(str, row)) for row in rows), said)
