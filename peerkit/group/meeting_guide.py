"""A group as a list of meetings in Meeting Guide's format (code4recovery/spec): for meetings of every week only."""

from datetime import datetime
from typing import Any

from peerkit.group import listing
from peerkit.group.listing import filled
from peerkit.group.public import Window, web_address
from peerkit.messages import _
from peerkit.recurrence.reading import parse
from peerkit.wording.slugs import slug
from peerkit.workspace.config import Group

LONGEST_NAME, LONGEST_SLUG = 255, 64


def why_not(group: Group) -> str:
    """Why the format can't hold when this group meets, as a sentence; nothing where it can."""
    days = parse(group.days)
    if any(rule.weeks > 1 or rule.places for rule in days.rules) or not days.rules:
        return _("Meeting Guide is for meetings of every week, and this group meets otherwise.")
    return ""


def meetings(group: Group, window: Window, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001 (as every format is called)
    """An object for each recurrence; none for a group that has closed. `group` holds only what may be public.

    Raises ValueError with a sentence where the format can't hold them. `now` is in UTC.
    """
    if why := why_not(group):
        raise ValueError(why)
    if group.closed:
        return []
    rules = parse(group.days).rules
    made = []
    for place, rule in enumerate(rules, start=1):
        days = [(day + 1) % 7 for day in rule.weekdays]  # 0 is Sunday there
        ending = f"-{place}" * (len(rules) > 1)
        stem = slug(group.name) or "group"
        notes = ["; ".join(group.days), *listing.sentences(group, now.date())]
        made.append(
            filled(
                {
                    "name": group.name[:LONGEST_NAME],
                    "slug": f"{stem[: LONGEST_SLUG - len(ending)]}{ending}",
                    "day": days[0] if len(days) == 1 else days,
                    "time": f"{rule.times.start:%H:%M}",
                    "end_time": f"{rule.times.end:%H:%M}",
                    "timezone": group.zone,
                    "types": ["TC"] if listing.status(group, now.date()) == "temporarily closed" else [],
                    "notes": "\n".join(notes),
                    "updated": f"{now:%Y-%m-%d %H:%M:%S}",
                    "url": web_address(group),
                    "conference_url": group.online,
                    **_place(group),
                }
            )
        )
    return made


def _place(group: Group) -> dict[str, str]:
    """The address, or the town and that it is approximate."""
    exact = bool(group.where and group.town)
    place = filled(
        {
            "address": group.where if exact else "",
            "city": group.town,
            "state": group.county,
            "postal_code": group.postcode,
            "country": listing.country(group) if group.town else "",
            "location": group.where if not exact else "",
            "location_notes": "\n".join(filter(None, (group.getting_in, group.access))),
        }
    )
    return {**place, "approximate": "no" if exact else "yes"} if group.town else place
