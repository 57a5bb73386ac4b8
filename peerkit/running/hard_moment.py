"""The card for hard moments: the group's own lines first, then what to ask and do, then whom to ring.

What to ask and do is law and life: English where a draft is spoken, with a sentence in both languages before it.
"""

from collections.abc import Callable

from peerkit.messages import _, and_in_english, spoken, unless_draft

Marker = Callable[[str], str]
"""What marks a line with the language that is spoken."""


def what_to_do(written: Marker = str) -> tuple[str, ...]:
    """What to ask and do first. That asking about suicide makes nothing worse is what Samaritans say of the evidence.

    Source: samaritans.org, World Suicide Prevention Day.
    """
    with unless_draft():
        told = (
            _("Nobody has to mend anything. Ask what would help: quiet, some air, company, or to go on."),
            _(
                "If you fear for somebody, ask plainly: are you thinking of ending your life? "
                "Asking makes nothing worse."
            ),
            _("Listen, and stay with them. Whether you tell anybody, and whom, is as your rules say."),
        )
        return tuple(map(written, told))


def before_the_card(written: Marker = str) -> tuple[str, ...]:
    """What stands beside the card on paper, in both languages, where a draft is spoken; else nothing."""
    if not spoken().draft:
        return ()
    return and_in_english(
        lambda: written(_("Before you begin, somebody who speaks both languages says here what this card says."))
    )


def in_the_moment(written: Marker = str) -> tuple[str, ...]:
    """What stands before the card's English lines in the moment itself, in both languages, where a draft is spoken."""
    if not spoken().draft:
        return ()
    return and_in_english(
        lambda: written(_("What follows is in English: whoever speaks both languages says it aloud now."))
    )


def card(own: tuple[str, ...] = (), numbers: tuple[str, ...] = (), written: Marker = str) -> tuple[str, ...]:
    """The card as it is shown in a session, line by line: the group's own lines, or the numbers of its place."""
    return (*own, *in_the_moment(written), *what_to_do(written), *numbers)
