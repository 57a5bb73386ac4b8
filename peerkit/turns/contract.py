"""Co-counselling's contract card: what the client says aloud before a turn, and what the others give.

Sources: the definition of Co-Counselling International (co-counselling.info), its session contracts and its
confidentiality. Which contract somebody chose is never stored.
"""

from peerkit.messages import _, pgettext


def choice() -> str:
    """Whose choice it is."""
    return _("The client chooses, aloud, before the turn, and may change it or take it back at any time.")


def contracts() -> tuple[tuple[str, str], ...]:
    """Each contract with the words in which a client asks for it."""
    return (
        (_("Free attention"), _("Please give me your attention, and say nothing.")),
        (
            pgettext("a contract", "Normal"),
            _("Say or ask something when you think it may help me. I may leave it, without a reason."),
        ),
        (
            pgettext("a contract", "Intensive"),
            _("Work with me: say as much as you find, and keep me to what I wanted."),
        ),
    )


def duties() -> tuple[str, ...]:
    """What the others do."""
    return (
        _("The counsellor gives full attention, keeps to the contract, and tells the client about the time."),
        _("At time the counsellor raises a hand, too: not everyone hears it."),
        _("In a three there is a witness, who gives attention and says nothing."),
        _("What was said is not brought up afterwards, not even with the client, unless the client asks for it."),
    )


def card() -> tuple[str, ...]:
    """The whole card, a line each."""
    return (
        choice(),
        *(_('{contract}: "{words}"', contract=name, words=words) for name, words in contracts()),
        *duties(),
    )
