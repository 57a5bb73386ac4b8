"""What every listing for a directory shares: what it needs, and sentences made of what the group said."""

from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from peerkit.group.public import Window, hidden_place, how_to_ask, if_draft, rest_at, when_checked
from peerkit.messages import _
from peerkit.recurrence.days import Recurring
from peerkit.recurrence.reading import WEEKDAYS, parse
from peerkit.wording.months import day as in_words
from peerkit.workspace.config import Group

_BRITISH = ("Europe/London", "Europe/Belfast", "GB")


def missing(group: Group) -> tuple[str, ...]:
    """The keys without which no directory takes a listing."""
    return tuple(key for key in ("name", "days") if not getattr(group, key))


def number_of(group: Group, what: str) -> str:
    """A UUID for one thing about the group, the same each time."""
    return str(uuid5(UUID(group.id) if group.id else NAMESPACE_URL, what))


def by_day(rule: Recurring) -> list[str]:
    """`TH`, or `2TU` and `-1FR` for places of a month: BYDAY of RFC 5545."""
    weekdays = [WEEKDAYS[day][:2].upper() for day in rule.weekdays]
    return [f"{place}{day}" for place in rule.places for day in weekdays] if rule.places else weekdays


def exceptions(group: Group, rule: Recurring, window: Window) -> list[date]:
    """The days of a window that the rule names, and on which there is no meeting by it."""
    days = parse(group.days)
    away = {each.was for each in days.moved}
    return [day for day in window.days() if rule.falls_on(day) and (day in away or days.off(day))]


def first_of(rule: Recurring, window: Window) -> date:
    """The first day of a rule in a window, or the window's."""
    return next((day for day in window.days() if rule.falls_on(day)), window.first)


def sentences(group: Group, today: date) -> list[str]:
    """What is said about the group in running text: its own words, when it was checked, and how to ask."""
    if group.closed:
        return [_("The group does not meet any more."), *if_draft()]
    rest = rest_at(group, today)
    resting = _("It rests until {day}.", day=in_words(rest)) if rest else ""
    cost = _("Cost: {cost}", cost=group.cost) if group.cost else ""
    said = (group.for_whom, group.when, resting, cost)
    checked = when_checked(group.checked) if group.checked else ""
    return [text for text in (*said, how_to_ask(group.contact), checked, *if_draft()) if text]


def place_name(group: Group) -> str:
    """Where it is, as far as that may be told."""
    return group.where or (hidden_place(group.town) if group.town or not group.online else "")


def country(group: Group) -> str:
    """The code of the country, where the zone has only one."""
    return "GB" if group.zone in _BRITISH else ""


def status(group: Group, today: date) -> str:
    """`active`, `temporarily closed` or `defunct`, as Open Referral calls it."""
    if group.closed:
        return "defunct"
    return "temporarily closed" if rest_at(group, today) else "active"


def filled(data: dict[str, Any]) -> dict[str, Any]:
    """The same without what is empty."""
    return {key: value for key, value in data.items() if value not in ("", None, [], {})}


def unsaid_address(group: Group) -> list[str]:
    """What an address lacks for directories that want all of it."""
    return [key for key in ("where", "town", "county", "postcode") if not getattr(group, key)]
