"""What hangs in a shop window: what it is, when, where, how to get in, who is welcome, how to ask."""

import re
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
_MOST_STRIPS = 10
_LONG_ON_A_STRIP = 32
"""How many characters a line of a strip has: of what is longer only its first part goes onto strips."""
_FIRST_PART = re.compile(r"[^,;.(]*[^,;.(\s]")
_ONE_CONTACT = re.compile(r"\+?\(?\d(?:[\s()-]?\d){6,}|[^\s,;:]+@[^\s,;]+[^\s,;.]|[^\s,;:]+\.[^\s,;]+[^\s,;.]")
"""A telephone number, a mail address or a web address."""
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
    """A name, a day and one way to get in touch: few words, for many strips; lines for what is not said."""
    labels = flyer.labels
    when = _brief(group.when, _FIRST_PART) or f"{labels.when}: {_TO_WRITE}"
    contact = _brief(group.contact or group.web, _ONE_CONTACT) or f"{labels.contact}: {_TO_WRITE}"
    return doc.Strips((group.name or flyer.title, when, contact), _MOST_STRIPS)


def _brief(said: str, part: re.Pattern[str]) -> str:
    """What is said, or the first such part of it where it is long for a strip."""
    found = part.search(said) if len(said) > _LONG_ON_A_STRIP else None
    return found[0] if found else said


def code(address: str) -> doc.QRCode:
    """The QR code of an address, which holds exactly that; in words the address stands as people write it."""
    import segno

    rows = segno.make_qr(address, error="m").matrix
    before = next((each for each in _BEFORE_ADDRESS if address.casefold().startswith(each)), "")
    said = address[len(before) :]
    return doc.QRCode(tuple("".join(map(str, row)) for row in rows), said)
