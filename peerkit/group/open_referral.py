"""A group as a service of Open Referral UK (the UK's profile of HSDS 3): one JSON object."""

from datetime import datetime
from typing import Any

from peerkit.group import listing
from peerkit.group.listing import filled, number_of
from peerkit.group.public import Window, rest_at, web_address
from peerkit.messages import _
from peerkit.recurrence.days import Recurring
from peerkit.recurrence.reading import parse
from peerkit.wording.months import day as in_words
from peerkit.wording.somebodys import addresses
from peerkit.workspace.config import Group


def service(group: Group, window: Window, now: datetime) -> dict[str, Any]:
    """The service. `group` holds nothing but what may be public; `now` is in UTC.

    Of a hidden place there is the town, no address, and no coordinates: there are none in any case.
    """
    today = now.date()
    about = "\n".join(listing.sentences(group, today))
    rest = rest_at(group, today)
    email = next(iter(addresses(group.contact)), "")
    organization = {
        "id": number_of(group, "organization"),
        "name": group.name,
        "description": group.for_whom or group.name,
        "website": web_address(group),
    }
    rules = () if group.closed else parse(group.days).rules
    schedules = [_schedule(group, place, rule, window) for place, rule in enumerate(rules, start=1)]
    language = {"id": number_of(group, "language"), "code": group.language}
    return filled(
        {
            "id": number_of(group, "service"),
            "organization_id": number_of(group, "organization"),
            "name": group.name,
            "description": about,
            "url": web_address(group),
            "email": email,
            "status": listing.status(group, today),
            "alert": _("It rests until {day}.", day=in_words(rest)) if rest else "",
            "assured_date": str(group.checked or ""),
            "last_modified": f"{now:%Y-%m-%dT%H:%M:%S}.000Z",
            "schedules": schedules,
            "service_areas": [{"id": number_of(group, "area"), "name": group.town}] if group.town else [],
            "service_at_locations": [] if group.closed else _locations(group),
            "languages": [language] if "language" in group.on_web else [],
            "cost_options": [{"id": number_of(group, "cost"), "option": group.cost}] if group.cost else [],
            "organization": filled(organization),
        }
    )


def _schedule(group: Group, place: int, rule: Recurring, window: Window) -> dict[str, Any]:
    without = ", ".join(map(str, listing.exceptions(group, rule, window)))
    return filled(
        {
            "id": number_of(group, f"schedule {place}"),
            "service_id": number_of(group, "service"),
            "valid_from": str(window.first),
            "valid_to": str(window.last),
            "dtstart": str(listing.first_of(rule, window)),
            "freq": "MONTHLY" if rule.places else "WEEKLY",
            "interval": rule.weeks,
            "byday": ",".join(listing.by_day(rule)),
            "opens_at": f"{rule.times.start:%H:%M}",
            "closes_at": f"{rule.times.end:%H:%M}",
            "description": "; ".join(group.days),
            "notes": _("Not on: {days}", days=without) if without else "",
        }
    )


def _locations(group: Group) -> list[dict[str, Any]]:
    found = []
    if place := listing.place_name(group):
        found.append(_physical(group, place))
    if group.online:
        number = number_of(group, "online")
        found.append({"id": number, "location_type": "virtual", "name": _("Online"), "description": group.online})
    return [{"id": number_of(group, f"at {each['id']}"), "location_id": each["id"], "location": each} for each in found]


def _physical(group: Group, place: str) -> dict[str, Any]:
    access = {"id": number_of(group, "access"), "description": group.access, "details": group.getting_in}
    return filled(
        {
            "id": number_of(group, "place"),
            "location_type": "physical",
            "name": group.town,
            "description": place,
            "addresses": _addresses(group),
            "accessibility": [filled(access)] if group.access or group.getting_in else [],
        }
    )


def _addresses(group: Group) -> list[dict[str, Any]]:
    """The address: the profile wants all of its parts, so with one missing there is none."""
    if listing.unsaid_address(group):
        return []
    return [
        {
            "id": number_of(group, "address"),
            "address_1": group.where,
            "city": group.town,
            "state_province": group.county,
            "postal_code": group.postcode,
            "country": "GB",
            "address_type": "physical",
        }
    ]
