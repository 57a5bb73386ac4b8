"""What "help" says at the questions before, during and after an evening."""

from peerkit.messages import _
from peerkit.wording.typed import called


def what() -> str:
    """Help with what the group is doing."""
    return _(
        'Say a way of meeting or a plan by its name, a part of the name or its number; "list" shows them all.\n'
        "Enter takes the one that stands there. Nothing begins yet: the running order comes first."
    )


def people() -> str:
    """Help with how many they are."""
    return _(
        "Everybody who takes part counts, whoever reads the script too; an interpreter or assistant who comes to work "
        "has no turn and no seat, and does not. Enter takes the number that stands there.\n"
        'A guess is enough: whoever comes or goes later can be counted in while you meet. "back" asks what came before.'
    )


def end() -> str:
    """Help with when they end."""
    return _(
        "Say when you must be done: 21, 9pm or 21:00, or a length such as 90m. Enter takes what stands there.\n"
        'What can be shorter gives way; the closing keeps its time. "back" asks what came before.'
    )


def waiting() -> str:
    """Help with keeping the end."""
    return _(
        "Yes: you end when you said, and what can be shorter gives way.\n"
        "No: everything is as long as it was planned, and you end that much later."
    )


def what_gives() -> str:
    """Help where an evening does not fit."""
    return _(
        "Each of these makes the evening fit. Say the number of one, or another time at which you end.\n"
        '"back" asks again how many you are, and until when.'
    )


def ways() -> str:
    """Help with the two ways."""
    return _(
        "{spoken}: the interpreter speaks after each person, and everybody waits for that.\n"
        "{signed}: the interpreter signs while somebody speaks. That is tiring, so there are rests.\n"
        "Nothing has changed yet: the running order comes next.",
        spoken=called("spoken"),
        signed=called("signed"),
    )


def beginning() -> str:
    """Help with the Enter that begins."""
    return _(
        "Sit down first, and press Enter when the first part begins. Nothing is kept before that.\n"
        '"back" asks what came before. Ctrl-C leaves without beginning.'
    )


def keeping() -> str:
    """Help where the disk fails."""
    return _(
        "Yes: the evening runs as any other, and the disk is tried again now and then. What happens before that is "
        "lost in a cut.\n"
        "No: all stays as it is, and you can try again once the disk can be written."
    )


def going_on() -> str:
    """Help with a session that was cut off."""
    return _(
        "1: it stands paused where it was, and you say how it goes on.\n"
        "2: it is over. You say how many came, or let it go; then the new one begins."
    )


def count() -> str:
    """Help with the count."""
    return _(
        "Count everybody who was there, for however long, and yourself, but not interpreters or assistants who came to "
        "work. Only the number is kept: no names.\n"
        'Say "nobody counted" where nobody did: that is kept, and is not the same as none.\n'
        "Enter takes the number that stands there."
    )


def parts() -> str:
    """Help with a part of the count."""
    return _(
        "Say how many of those who came. Nobody has to say it of themselves: count only what you know.\n"
        'Enter or "-": it is not recorded, which is not the same as none.'
    )


def how_met() -> str:
    """Help with how they met."""
    return _(
        "In person: all in one room. Online: nobody in a room together. Phone: all by telephone. Both: some of each.\n"
        "Enter takes what stands there."
    )


def settling() -> str:
    """Help with a session that was never closed."""
    return _(
        "Say how many came, as near as anybody remembers: it is counted on its own day.\n"
        'Say "nobody counted" where nobody did.\n'
        '"no count" lets it go, and nothing of it is kept. Ctrl-C leaves it as it is.'
    )
