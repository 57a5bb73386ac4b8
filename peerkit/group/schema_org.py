"""A group as an organization and its events in JSON-LD, in the words of schema.org."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from peerkit.group import listing
from peerkit.group.listing import filled
from peerkit.group.public import Window, web_address
from peerkit.recurrence.days import FromTo, Recurring
from peerkit.recurrence.reading import WEEKDAYS, parse
from peerkit.workspace.config import Group


def graph(group: Group, window: Window, now: datetime) -> dict[str, Any]:
    """Organization and events as one graph. `group` holds nothing but what may be public; `now` is in UTC.

    Each rule is an event with its schedule; single days and moved ones are events of their own.
    """
    days = parse(group.days)
    organization = {
        "@type": "Organization",
        "@id": _urn(group, "organization"),
        "name": group.name,
        "description": group.for_whom,
        "url": web_address(group),
        "dissolutionDate": str(group.closed or ""),
    }
    alone = [meeting for meeting in days.between(*window) if meeting.rule is None or meeting.was]
    events = [_recurring(group, place, rule, window, now) for place, rule in enumerate(days.rules, start=1)]
    events += [
        {**_event(group, f"{each.day} {each.times.start}", now), **_moments(group, each.day, each.times)}
        for each in alone
    ]
    return {"@context": "https://schema.org", "@graph": [filled(organization), *events]}


def _urn(group: Group, what: str) -> str:
    return f"urn:uuid:{listing.number_of(group, what)}"


def _event(group: Group, what: str, now: datetime) -> dict[str, Any]:
    status = "EventCancelled" if group.closed else "EventScheduled"
    place = listing.place_name(group)
    mode = "Mixed" if place and group.online else "Online" if group.online else "Offline"
    return filled(
        {
            "@type": "Event",
            "@id": _urn(group, what),
            "name": group.name,
            "description": "\n".join(listing.sentences(group, now.date())),
            "organizer": {"@id": _urn(group, "organization")},
            "eventStatus": f"https://schema.org/{status}",
            "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
            "inLanguage": group.language if "language" in group.on_web else "",
            "url": web_address(group),
            "location": _locations(group, place),
            "offers": {"@type": "Offer", "description": group.cost} if group.cost else {},
        }
    )


def _locations(group: Group, place: str) -> list[dict[str, Any]]:
    address = {
        "@type": "PostalAddress",
        "streetAddress": group.where,
        "addressLocality": group.town,
        "addressRegion": group.county,
        "postalCode": group.postcode,
        "addressCountry": listing.country(group),
    }
    about = {"@type": "Place", "name": group.town or place, "description": place, "address": filled(address)}
    found: list[dict[str, Any]] = [about] if place else []
    if group.access and place:
        feature = {"@type": "LocationFeatureSpecification", "name": group.access, "value": True}
        about["amenityFeature"] = feature
    if group.online:
        found.append({"@type": "VirtualLocation", "url": group.online})
    return found


def _recurring(group: Group, place: int, rule: Recurring, window: Window, now: datetime) -> dict[str, Any]:
    without = listing.exceptions(group, rule, window)
    regular = [day for day in window.days() if rule.falls_on(day) and day not in without]
    upcoming = next((day for day in regular if day >= now.date()), None)
    weekdays = [f"https://schema.org/{WEEKDAYS[day].capitalize()}" for day in rule.weekdays]
    schedule = {
        "@type": "Schedule",
        "repeatFrequency": "P1M" if rule.places else f"P{rule.weeks}W",
        "byDay": listing.by_day(rule) if rule.places else weekdays,
        "startDate": str(listing.first_of(rule, window)),
        "endDate": str(window.last),
        "startTime": f"{rule.times.start:%H:%M:%S}",
        "endTime": f"{rule.times.end:%H:%M:%S}",
        "scheduleTimezone": group.zone,
        "exceptDate": list(map(str, without)),
    }
    moments = _moments(group, upcoming, rule.times) if upcoming else {}
    return {**_event(group, f"rule {place}", now), **moments, "eventSchedule": filled(schedule)}


def _moments(group: Group, day: date, times: FromTo) -> dict[str, str]:
    zone = ZoneInfo(group.zone)
    start = datetime.combine(day, times.start, zone)
    end = times.ending(day).replace(tzinfo=zone)
    return {"startDate": start.isoformat(), "endDate": max(end, start + timedelta(minutes=1)).isoformat()}
