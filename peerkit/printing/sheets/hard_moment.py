"""The card for hard moments: what to ask and do, and whom to turn to."""

from peerkit.messages import _, unless_draft
from peerkit.printing import document as doc
from peerkit.printing.text import own
from peerkit.running.hard_moment import before_the_card, what_to_do


def card(lines: tuple[str, ...] = (), numbers: tuple[str, ...] = ()) -> doc.Section:
    """The card with the group's own lines, or the numbers of its place; room to write where there are none.

    Where a draft is spoken it says in English what to do, and there is room for what somebody says of it.
    """
    room = () if lines or numbers else (doc.Blank(own(_("Whom we turn to, and where somebody can sit quietly:")), 2),)
    told = before_the_card(own)
    said = (*map(doc.Paragraph, told[:-1]), *(doc.Blank(each, 2) for each in told[-1:]))
    return doc.Section(
        own(_("In a hard moment")),
        (doc.Callout("", (*lines, *_to_do(), *numbers)), *said, *room),
        whole=True,
    )


def _to_do() -> tuple[str, ...]:
    """What to ask and do, the clock first: on paper nothing has stopped it."""
    first, *others = what_to_do(own)
    with unless_draft():
        stop = own(_("Stop the clock."))
    return (stop, first, *others)
