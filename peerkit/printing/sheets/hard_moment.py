"""The card for hard moments: what to ask and do, and whom to turn to."""

from peerkit.messages import _, unless_draft
from peerkit.printing import document as doc
from peerkit.printing.text import own
from peerkit.running.actions import before_the_card


def card(lines: tuple[str, ...], heading: str = "") -> doc.Section:
    """The card with these lines: the group's own, or the numbers of its place; room to write where there are none.

    Where a draft is spoken it says in English what to do, and there is room for what somebody says of it.
    """
    room = () if lines else (doc.Blank(own(_("Whom we turn to, and where somebody can sit quietly:")), 2),)
    told = before_the_card(own)
    said = (*map(doc.Paragraph, told[:-1]), *(doc.Blank(each, 2) for each in told[-1:]))
    return doc.Section(
        heading or own(_("In a hard moment")),
        (doc.Callout("", (*to_do(), *lines)), *said, *room),
        whole=True,
    )


def to_do() -> tuple[str, ...]:
    """What to ask and do first. That asking about suicide makes nothing worse is what Samaritans say of the evidence.

    It is English where a draft is spoken. Source: samaritans.org, World Suicide Prevention Day.
    """
    with unless_draft():
        told = (
            _(
                "Stop the clock. Nobody has to mend anything. "
                "Ask what would help: quiet, some air, company, or to go on."
            ),
            _(
                "If you fear for somebody, ask plainly: are you thinking of ending your life? "
                "Asking makes nothing worse."
            ),
            _("Listen, and stay with them. Whether you tell anybody, and whom, is as your rules say."),
        )
        return tuple(map(own, told))
