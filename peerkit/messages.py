"""What peerkit says, as messages: whole sentences with named parts, in English.

A message is a sentence, or a name that stands on its own (after a colon, in a list), and counts one thing at most.
Its text is written out where it is said, never put together, and its parts go in by name: so a catalogue can hold
another for each language. The functions have the names that gettext's tools look for.
"""


def N_(message: str) -> str:  # noqa: N802 - gettext's name for it
    """A message that is bound as its module is loaded, before anybody knows the language: `marked` says it."""
    return message


def marked(message: str) -> str:
    """A message that `N_` marked, as it is said now."""
    return message


def _(message: str, **parts: object) -> str:
    """The message with its parts: `_("Ends at {time}.", time="21:00")`."""
    return message.format(**parts) if parts else message


def ngettext(one: str, many: str, n: int, **parts: object) -> str:
    """The message for a number `n` of things: `ngettext("{n} turn.", "{n} turns.", 9)`. No other part is counted."""
    return (one if n == 1 else many).format(n=n, **parts)


def pgettext(context: str, message: str, **parts: object) -> str:  # noqa: ARG001 - tells two equal messages apart
    """A message whose words mean something else elsewhere: `pgettext("a block", "Break")`."""
    return _(message, **parts)
