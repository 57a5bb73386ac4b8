"""A booklet for founding a group: why, with whom, where, what to agree, and a first meeting step by step."""

from collections.abc import Iterator

from peerkit.agreements.agreement import Agreement
from peerkit.durations import counted, said
from peerkit.leaflets.booklet import Booklet, Part
from peerkit.planning.fit import MINUTE
from peerkit.planning.plan import Plan, Timed
from peerkit.printing import document as doc
from peerkit.printing.sheets import agreement as agreements
from peerkit.printing.sheets import draft
from peerkit.workspace.config import Config

LINES = 2
"""How many lines there are for each thing to write down."""


def sheet(
    booklet: Booklet,
    agreement: Agreement,
    meeting: Plan,
    chosen: Config,
    support: tuple[str, ...] = (),
    *,
    easy: bool = False,
) -> doc.Document:
    """The booklet with these ground rules and this first meeting; `support` is the card for hard moments.

    What the group has said about itself stands in it; the rest is to be filled in by hand. The part with the card for
    hard moments stays on one page, to be copied. `easy` takes the Easy Read wording of each part, in which each idea
    has room for a picture.
    """
    return doc.Document(
        title=booklet.title,
        subtitle=chosen.group.name or booklet.summary,
        opening=(draft.NOTICE,) if easy else (),
        sections=tuple(
            doc.Section(
                part.said(easy).heading,
                tuple(_part(part, agreement, meeting, chosen, support, easy)),
                whole=part.then == "support",
            )
            for part in booklet.part
        ),
        language=booklet.language,
    )


def _part(
    part: Part, agreement: Agreement, meeting: Plan, chosen: Config, support: tuple[str, ...], easy: bool
) -> Iterator[doc.Block]:
    words = part.said(easy)
    yield from map(doc.Paragraph, words.say)
    if words.points:
        yield doc.Entries(tuple(map(doc.Entry, words.points)), numbered=False) if easy else doc.Listing(words.points)
    match part.then:
        case "agreement":
            yield from agreements.in_full(agreement, easy=easy)
        case "meeting":
            people, minutes = meeting.evening.people, sum(meeting.lengths) // MINUTE
            yield doc.Paragraph(f"With {people} people it takes {minutes} minutes.")
            yield steps(meeting)
            yield from () if easy else words_of(meeting)
        case "support" if support:
            yield doc.Callout("", support)
    asked = [(label, getattr(chosen.group, key)) for key, label in vars(part.ours).items() if label]
    if known := tuple((label, answer) for label, answer in asked if answer):
        yield doc.Details(known)
    yield from (doc.Blank(label, LINES) for label, answer in asked if not answer)
    yield from (doc.Blank(label, LINES) for label in part.write)


def steps(meeting: Plan) -> doc.Entries:
    """Every block of the meeting with its minutes, and how long each person has in it."""
    return doc.Entries(tuple(doc.Entry(_lasts(slot), slot.block.name) for slot in meeting.slots()))


def _lasts(slot: Timed) -> str:
    minutes = counted(slot.seconds // MINUTE, "minute")
    return f"{minutes}." if slot.turn_seconds is None else f"{minutes}. Each person has {said(slot.turn_seconds)}."


def words_of(meeting: Plan) -> Iterator[doc.Callout]:
    """What somebody reads out in each block."""
    for block in meeting.blocks:
        if block.script:
            yield doc.Callout(block.name, (block.script,))
