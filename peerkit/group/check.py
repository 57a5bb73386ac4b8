"""What is wrong, or to think about, in what a group says about itself: values, all at once."""

import re
from collections.abc import Iterator
from datetime import date

from peerkit.group.public import place_of, upcoming, valid_until
from peerkit.messages import _
from peerkit.problems import Problem
from peerkit.wording import labels, somebodys
from peerkit.wording.months import day as in_words
from peerkit.workspace.config import Group
from peerkit.workspace.sorts import TOLD

_STREET = re.compile(r"[^,;]*[^,;\s]")


def problems_of(group: Group, today: date) -> Iterator[Problem]:
    """Everything there is to say; an error keeps the group off the web."""
    yield from _gives_away(group)
    if "contact" in group.on_contact:
        yield Problem(
            "on_contact", "contact-hidden", _("Nobody can get in touch to hear how to get in touch."),
            _("Take contact out of on_contact."),
        )  # fmt: skip
    for key in TOLD:
        if key in group.on_web and not getattr(group, key):
            yield Problem(
                f"on_web: {key}", "empty", _("It may be on the web, and says nothing."), "", "advice",
            )  # fmt: skip
    for found in labels.find(group.for_whom):
        reason = _('"{word}" puts a label on people.', word=found.word)
        yield Problem("for_whom", "label", reason, found.suggestion, "advice")
    if group.days and not group.closed and not upcoming(group, today, 1):
        yield Problem(
            "days", "no-date", _("There is no meeting in the year to come."),
            _("Say a rule, such as: every Thursday, 19:00 to 21:00"), "advice",
        )  # fmt: skip
    for key in group.on_web:
        if said := personal(str(getattr(group, key))):
            yield Problem(key, "personal", said, _("Anybody can read it on the web, and copies stay."), "advice")
    if group.checked and valid_until(group.checked) < today:
        yield Problem(
            "checked", "old", _("This was checked on {day}, more than half a year ago.", day=in_words(group.checked)),
            _("Look it over, then: {command}", command="peerkit group renew"), "advice",
        )  # fmt: skip


def personal(text: str) -> str:
    """What in a text may be one person's own, as a sentence; nothing where nothing is found."""
    if mobiles := somebodys.mobiles(text):
        return _("{number} looks like a mobile number.", number=mobiles[0])
    if addresses := somebodys.addresses(text):
        return _("{address} is an e-mail address.", address=addresses[0])
    return ""


def _gives_away(group: Group) -> Iterator[Problem]:
    """Where something that may be told more widely holds the street or the postcode of a place that is not."""
    for place, wider in (("contact", ("paper", "web")), ("paper", ("web",))):
        if not group.where or place_of(group, "where") != place:
            continue
        street = _STREET.match(group.where)
        secrets = {text.casefold() for text in (street[0] if street else "", group.postcode) if len(text) > 3}
        secrets.discard(group.town.casefold())
        for key in TOLD:
            said = getattr(group, key)
            text = (" ".join(said) if isinstance(said, tuple) else said).casefold()
            wide = key not in ("where", "postcode", "getting_in") and place_of(group, key) in wider
            if wide and any(secret in text for secret in secrets):
                reason = _("It says the place, which is to be told less widely.")
                suggestion = _("Take the place out of it, or tell the place there, too.")
                yield Problem(key, "gives-away", reason, suggestion, "error" if place == "contact" else "advice")
