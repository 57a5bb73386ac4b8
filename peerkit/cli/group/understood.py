"""When a group meets, in its own words, as the days that a calendar knows."""

from peerkit.cli.group.show import to_say_days
from peerkit.figures import ascii_figures
from peerkit.messages import _
from peerkit.recurrence.reading import parse
from peerkit.wording.months import with_english_names
from peerkit.workspace.root import Root


def days(when: str) -> list[str]:
    """When it meets as days that a calendar knows; none where it can't be read as such."""
    text = with_english_names(ascii_figures(when))
    try:
        found = parse((text,))
    except ValueError:
        return []
    return [text] if found.rules or found.single else []


def about(root: Root, when: str, known: list[str], before: list[str]) -> list[str]:
    """What a calendar makes of when it meets, and how to say its days where that is nothing."""
    if known:
        return [_("Understood as days, for calendars and cards: {days}", days="; ".join(known))]
    if before:
        told = _("Calendars and cards still have these days: {days}", days="; ".join(before))
        return [told, _("To say them: {command}", command=to_say_days(root))]
    return [_("No calendar knows its days yet. To say them: {command}", command=to_say_days(root))] if when else []
