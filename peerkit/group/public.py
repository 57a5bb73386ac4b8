"""What the group said may be told where, for how long it holds, and when it meets next."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

from peerkit.messages import _, spoken
from peerkit.recurrence.days import Days, Meeting
from peerkit.recurrence.reading import parse
from peerkit.wording.months import day as in_words
from peerkit.workspace.config import Group
from peerkit.workspace.sorts import TOLD

Where = Literal["paper", "web"]
_SINGLE = r"(?i)(?:but )?(?:not |also )?(?:on|from)? ?[0-9]"
"""How a clause begins that is about single dates."""
_HOLDS = 6
"""For how many months what was checked holds."""
_HOW = ("zone", "calendar_title", "calendar_public", "checked", "closed", "id")
"""What formats need to know, and nobody reads."""
_WITH_WHERE = ("postcode", "getting_in")
"""What gives a hidden place away."""


class Window(NamedTuple):
    """From one day to another, both counted."""

    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Each of them."""
        return (self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1))


def place_of(group: Group, key: str) -> Literal["paper", "web", "contact"]:
    """Where a key of TOLD is told: on the web means on paper, too, and on contact neither."""
    if key in group.on_contact:
        return "contact"
    return "web" if key in group.on_web else "paper"


def told(group: Group, place: Where) -> Group:
    """The group with nothing but what may be told there: of a place that is hidden there, the town at most.

    What it said and is not told there is in `on_contact`. Its language is always there, for a page's own words.
    """
    allowed = ("web",) if place == "web" else ("paper", "web")
    gone = {key for key in TOLD if place_of(group, key) not in allowed} - {"language"}
    if "where" in gone:
        gone.update(_WITH_WHERE)
    usual = group._field_defaults
    on_contact = tuple(key for key in TOLD if key in gone and getattr(group, key) and key != "contact")
    blank = {key: usual[key] for key in usual if key in gone or key not in (*TOLD, *_HOW)}
    on_web = tuple(key for key in group.on_web if key not in gone and place_of(group, key) == "web")
    return group._replace(**{**blank, "on_contact": on_contact, "on_web": on_web})


def web_address(group: Group) -> str:
    """The group's address where a browser opens it: no telephone number, and no mail."""
    return group.web if group.web.lower().startswith(("https://", "http://")) else ""


def hidden_place(town: str) -> str:
    """What is said of a place that is told on contact only."""
    if town:
        return _("{town}. You hear the place when you get in touch.", town=town)
    return _("You hear the place when you get in touch.")


def days_of(group: Group) -> Days:
    """When it meets, as far as it said; a group that has closed does not."""
    return parse(group.days) if group.days and not group.closed else Days()


def upcoming(group: Group, today: date, most: int = 3) -> tuple[Meeting, ...]:
    """The next meetings from a day on, at most so many, within a year."""
    last = today.replace(year=min(today.year + 1, 9999), day=min(today.day, 28))
    return days_of(group).between(today, last)[:most]


def every_week(group: Group, today: date) -> bool:
    """Whether the next meetings are as anybody expects who hears the weekday: in every week, and none is moved."""
    days = days_of(group)
    plain = all(rule.weeks == 1 and not rule.places for rule in days.rules) and not days.single
    soon = Window(today, today + timedelta(weeks=4))
    away = {each.was for each in days.moved}
    return plain and not any(
        day in away or days.off(day) for day in soon.days() for rule in days.rules if rule.falls_on(day)
    )


def next_days(group: Group, today: date, most: int = 3) -> list[str]:
    """The next days on which it meets, in words without their year."""
    return [in_words(meeting.day, year=False) for meeting in upcoming(group, today, most)]


def usual_days(group: Group) -> str:
    """The days that come again, as the group said them, without single dates."""
    return "; ".join(said for said in group.days if not re.match(_SINGLE, said))


def meeting_in_words(meeting: Meeting) -> str:
    """`Thursday 3 December 2026, 19:00 to 21:00`."""
    start, end = (f"{clock:%H:%M}" for clock in meeting.times)
    return _("{day}, {start} to {end}", day=in_words(meeting.day), start=start, end=end)


def valid_until(checked: date) -> date:
    """The last day on which what was checked on a day still holds: half a year later."""
    months = checked.month - 1 + _HOLDS
    year, month = checked.year + months // 12, months % 12 + 1
    return date(year, month, min(checked.day, monthrange(year, month)[1]))


def if_draft() -> tuple[str, ...]:
    """That no speaker has read the words of peerkit's own, in them and in English, where that is so."""
    if not spoken().draft:
        return ()
    from peerkit.workspace.catalogues import unread

    return unread()


def calendar_notes(group: Group) -> list[str]:
    """What stands in each entry of a calendar, line by line."""
    if group.closed:
        return [_("The group does not meet any more."), *if_draft()]
    said = [group.name if group.calendar_public else "", group.for_whom if group.calendar_public else ""]
    said += [_("To join online: {address}", address=group.online) if group.online else "", group.getting_in]
    checked = when_checked(group.checked) if group.checked else ""
    return [line for line in (*said, how_to_ask(group.contact), checked, *if_draft()) if line]


def rest_at(group: Group, today: date) -> date | None:
    """The last day of a time without meetings that a group is in, where it said one from a day to another."""
    days = days_of(group)
    return next((last for first, last in days.spans_off if first < last and first <= today <= last), None)


def how_to_ask(contact: str) -> str:
    """What anybody should do before setting out."""
    if contact:
        return _("Before you set out, ask: {contact}", contact=contact)
    return _("Before you set out, ask the group.")


def when_checked(checked: date) -> str:
    """When it was checked, and until when it holds."""
    return _("Checked on {day}. It holds until {last}.", day=in_words(checked), last=in_words(valid_until(checked)))


def neutral_title(group: Group) -> str:
    """What a calendar calls the group, which phones show to whoever is near: its own choice, or its weekday."""
    if group.calendar_title:
        return group.calendar_title
    weekdays = {day for rule in days_of(group._replace(closed=None)).rules for day in rule.weekdays}
    if len(weekdays) != 1:
        return _("Group")
    names = (
        _("Monday group"), _("Tuesday group"), _("Wednesday group"), _("Thursday group"), _("Friday group"),
        _("Saturday group"), _("Sunday group"),
    )  # fmt: skip
    return names[weekdays.pop()]


def as_data(group: Group) -> dict[str, Any]:
    """Each key that says something, with where it is told."""
    said = {key: getattr(group, key) for key in TOLD}
    return {key: {"says": value, "told": place_of(group, key)} for key, value in said.items() if value}
