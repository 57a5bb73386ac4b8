"""A group's meetings as an iCalendar file (RFC 5545): rules with their exceptions, and the time zone with its rules.

The file has no alarm, no METHOD (RFC 5546 would want an organizer: a name), and no attendee.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vDDDLists, vRecur

from peerkit.group.listing import by_day, number_of
from peerkit.group.public import Window, calendar_notes, neutral_title, web_address
from peerkit.recurrence.days import FromTo, Meeting, Recurring
from peerkit.recurrence.reading import parse
from peerkit.workspace.config import Group

_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
"""Since when minutes are counted for SEQUENCE, which only has to grow."""


class _Series(NamedTuple):
    """What one rule brings about in a span: its first day and its last, days without, and meetings that were moved."""

    rule: Recurring
    first: date
    last: date
    without: tuple[date, ...]
    moved: tuple[Meeting, ...]


def calendar(group: Group, span: Window, now: datetime) -> bytes:
    """The file for all meetings of a span of days. `group` holds nothing but what the file may say.

    `now` is in UTC. A group that has closed gets the same events, cancelled. The same `group.id` gives the same UIDs.
    """
    made = Calendar()
    made.add("prodid", "-//peerkit//peerkit//EN")
    made.add("version", "2.0")
    made.add_component(_time_zone(group.zone, span.first - timedelta(days=1), span.last + timedelta(days=2)))
    for event in _events(group, span):
        _describe(event, group, now)
        made.add_component(event)
    return bytes(made.to_ical())


def next_event(group: Group, meeting: Meeting) -> str:
    """One meeting as a QR code may hold it: its neutral title, and its times in UTC."""
    event = Event()
    event.add("summary", neutral_title(group))
    start, end = _times(meeting, ZoneInfo(group.zone))
    event.add("dtstart", start.astimezone(UTC))
    event.add("dtend", end.astimezone(UTC))
    return str(event.to_ical().decode()).strip()


def _events(group: Group, span: Window) -> Iterator[Event]:
    days = parse(group.days)
    zone = ZoneInfo(group.zone)
    wanted = days.between(*span)
    alone = list(wanted)
    for place, rule in enumerate(days.rules):
        series = _series(place, rule, wanted, span)
        if series is None:
            continue
        uid = number_of(group, f"rule {place + 1}")
        yield _repeating(series, uid, zone)
        for meeting in series.moved:
            event = _single(meeting, uid, zone)
            original = Meeting(meeting.was or meeting.day, rule.times)
            event.add("recurrence-id", _times(original, zone)[0])
            yield event
        in_series = {*series.moved, *(each for each in wanted if each.rule == place and each.was is None)}
        alone = [each for each in alone if each not in in_series]
    for meeting in alone:
        yield _single(meeting, number_of(group, f"{meeting.day} {meeting.times.start}"), zone)


def _series(place: int, rule: Recurring, wanted: Sequence[Meeting], span: Window) -> _Series | None:
    regular = [day for day in span.days() if rule.falls_on(day)]
    own = [meeting for meeting in wanted if meeting.rule == place]
    held = {meeting.day for meeting in own if meeting.was is None}
    moved = tuple(meeting for meeting in own if meeting.was in regular)
    there = sorted(held | {meeting.was for meeting in moved if meeting.was})
    if not there:
        return None
    without = tuple(day for day in regular if there[0] < day < there[-1] and day not in there)
    return _Series(rule, there[0], there[-1], without, moved)


def _repeating(series: _Series, uid: str, zone: ZoneInfo) -> Event:
    rule = series.rule
    event = _single(Meeting(series.first, rule.times), uid, zone)
    last = _times(Meeting(series.last, rule.times), zone)[0].astimezone(UTC)
    if rule.places:
        event.add("rrule", vRecur(freq="MONTHLY", byday=by_day(rule), until=last))
    else:
        event.add("rrule", vRecur(freq="WEEKLY", interval=rule.weeks, byday=by_day(rule), wkst="MO", until=last))
    if series.without:
        times = [_times(Meeting(day, rule.times), zone)[0] for day in series.without]
        event["exdate"] = vDDDLists(times)
    return event


def _single(meeting: Meeting, uid: str, zone: ZoneInfo) -> Event:
    event = Event()
    event.add("uid", uid)
    start, end = _times(meeting, zone)
    event.add("dtstart", start)
    event.add("dtend", end)
    return event


def _times(meeting: Meeting, zone: ZoneInfo) -> tuple[datetime, datetime]:
    times: FromTo = meeting.times
    return datetime.combine(meeting.day, times.start, zone), times.ending(meeting.day).replace(tzinfo=zone)


def _describe(event: Event, group: Group, now: datetime) -> None:
    event.add("dtstamp", now)
    event.add("sequence", max(0, int((now - _BEGINNING).total_seconds()) // 60))
    event.add("summary", neutral_title(group))
    event.add("class", "PUBLIC" if group.calendar_public else "PRIVATE")
    event.add("status", "CANCELLED" if group.closed else "CONFIRMED")
    if place := group.where or group.town:
        event.add("location", place)
    event.add("description", "\n".join(calendar_notes(group)))
    if address := web_address(group):
        event.add("url", address)


def _time_zone(name: str, first: date, last: date) -> Timezone:
    """The rules of a zone over a span, a single onset each: lists of onsets are not read alike everywhere.

    icalendar adds a COMMENT, which RFC 5546 does not allow there.
    """
    made = Timezone.from_tzid(name, first_date=first, last_date=last)
    made.pop("comment", None)
    parts: list[Any] = []
    for part in made.subcomponents:
        lists: Any = part.pop("rdate", [])
        later = [each.dt for some in (lists if isinstance(lists, list) else [lists]) for each in some.dts]
        for onset in (part.DTSTART, *later):
            single = part.copy()
            single.DTSTART = onset
            parts.append(single)
    made.subcomponents = sorted(parts, key=lambda part: part.DTSTART)
    return made
