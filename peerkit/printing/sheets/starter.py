"""A booklet for founding a group: why, with whom, where, what to agree, and a first meeting step by step."""

from collections.abc import Iterator
from typing import NamedTuple

from peerkit.agreements.agreement import Agreement
from peerkit.durations import said
from peerkit.leaflets.booklet import Booklet, Part
from peerkit.messages import _, ngettext
from peerkit.planning.fit import MINUTE
from peerkit.planning.plan import Plan, Timed
from peerkit.printing import document as doc
from peerkit.printing.sheets import agreement as agreements
from peerkit.printing.sheets import draft
from peerkit.printing.text import own
from peerkit.workspace.config import Group

LINES = 2
"""How many lines there are for each thing to write down."""


class Known(NamedTuple):
    """What peerkit puts between the words: `support` is the card for hard moments, `helpers` who helps groups.

    `stands` says which version of the rules it is, and when it was agreed.
    """

    agreement: Agreement
    meeting: Plan
    group: Group = Group()
    support: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    stands: str = ""


def sheet(booklet: Booklet, known: Known, *, easy: bool = False) -> doc.Document:
    """The booklet, with a cover and its contents.

    What the group has said about itself stands in it; the rest is to be filled in by hand. The part with the card for
    hard moments stays on one page, to be copied. `easy` takes the Easy Read wording of each part.
    """
    return doc.Document(
        title=booklet.title,
        subtitle=known.group.name or booklet.summary,
        opening=(draft.notice(),) if easy else (),
        sections=tuple(
            doc.Section(part.said(easy).heading, tuple(_part(part, known, easy)), whole=part.then == "support")
            for part in booklet.part
        ),
        language=booklet.language,
        contents=own(_("What is in it")),
    )


def _part(part: Part, known: Known, easy: bool) -> Iterator[doc.Element]:
    words = part.said(easy)
    yield from map(doc.Paragraph, words.say)
    if words.points:
        yield doc.Entries(tuple(map(doc.Entry, words.points)), numbered=False) if easy else doc.Listing(words.points)
    match part.then:
        case "agreement":
            yield from agreements.in_full(known.agreement, easy=easy)
            yield from (doc.Callout("", (own(known.stands),)),) if known.stands else ()
        case "meeting":
            people, minutes = known.meeting.evening.people, sum(known.meeting.lengths) // MINUTE
            yield doc.Paragraph(own(_takes(people, minutes)))
            yield steps(known.meeting)
            yield from () if easy else _words_of(known.meeting)
        case "support" if known.support:
            yield doc.Cards((doc.Card(own(_("In a hard moment")), known.support),))
        case "organisations" if known.helpers:
            yield doc.Listing(known.helpers)
    asked = [(label, getattr(known.group, key)) for key, label in vars(part.ours).items() if label]
    if answered := tuple((label, answer) for label, answer in asked if answer):
        yield doc.Details(answered)
    yield from (doc.Blank(label, LINES) for label, answer in asked if not answer)
    yield from (doc.Blank(label, LINES) for label in part.write)


def steps(meeting: Plan) -> doc.Entries:
    """Every block of the meeting with its minutes, and how long each person has in it."""
    return doc.Entries(tuple(doc.Entry(own(_lasts(slot)), slot.block.name) for slot in meeting.slots()))


def _takes(people: int, minutes: int) -> str:
    return ngettext(
        "With {people} people it takes {n} minute.",
        "With {people} people it takes {n} minutes.",
        minutes,
        people=people,
    )


def _lasts(slot: Timed) -> str:
    lasts = ngettext("{n} minute.", "{n} minutes.", slot.seconds // MINUTE)
    if slot.turn_seconds is None:
        return lasts
    return f"{lasts} {_('Each person has {length}.', length=said(slot.turn_seconds))}"


def _words_of(meeting: Plan) -> Iterator[doc.Callout]:
    """What somebody reads out in each block."""
    for block in meeting.blocks:
        if block.script:
            yield doc.Callout(block.name, (block.script,))
