"""Calendars of a group: the same meetings for every reader, over changes of clocks, exceptions and a leap year."""

import json
import re
import subprocess
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st

from peerkit.group.calendar import calendar, next_event
from peerkit.group.public import Window
from peerkit.recurrence.days import Days
from peerkit.recurrence.reading import parse
from peerkit.workspace.config import Group
from tests.judges import MODULES
from tests.tries import tries

NOW = datetime(2027, 11, 20, 12, tzinfo=UTC)
YEAR = Window(date(2027, 11, 25), date(2028, 12, 5))
"""More than a year, with both changes of clocks and a 29 February."""
ID = "ac148810-d857-441c-9679-408f346de14b"
WEEKLY = "every Thursday, 19:00 to 21:00"
KINDS = [
    [WEEKLY],
    [WEEKLY, "not in August", "not on 2027-12-25 and 2028-02-24", "not from 2028-03-20 to 2028-04-02"],
    [WEEKLY, "2027-12-23 moves to 2027-12-22", "2028-03-30 moves to 2028-03-26, 10:00 to 11:30"],
    [WEEKLY, "2027-11-25 moves to 2027-11-27", "2028-11-30 moves to 2028-12-01"],
    ["every other week, from 2027-12-02, 19:00 to 21:00", "not in April"],
    ["every other Tuesday and Thursday, from 2027-11-30, 07:30 to 08:15"],
    ["every 3 weeks, from 2027-12-01, 22:00 to 00:30"],
    ["second Tuesday, 19:00 to 21:00", "not in July and August"],
    ["first and third Wednesday, 10:00 to 12:00", "2028-02-16 moves to 2028-02-29"],
    ["last Friday, 18:00 to 20:00", "fifth Thursday, 18:00 to 20:00"],
    ["every Sunday, 19:00 to 20:00", "last Sunday, 19:00 to 20:00", "on 2028-02-29, 09:00 to 10:00"],
    ["on 2028-03-26, 12:00 to 13:00", "on 2028-10-29, 12:00 to 13:00"],
]
ZONES = ["Europe/London", "Europe/Dublin", "America/New_York", "Australia/Sydney", "Asia/Kolkata"]
Times = list[list[str]]


def group(lines: Sequence[str], zone: str = "Europe/London", **more: object) -> Group:
    return Group(days=tuple(lines), zone=zone, id=ID, checked=YEAR.first)._replace(**more)


def expected(days: Days, zone: str) -> Times:
    local = [
        (datetime.combine(each.day, each.times.start), each.times.ending(each.day)) for each in days.between(*YEAR)
    ]
    return sorted([_utc(time.replace(tzinfo=ZoneInfo(zone))) for time in both] for both in local)


def _utc(time: datetime) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}"


def read(content: bytes) -> Times:
    """Every event that icalendar and recurring-ical-events find, by the rules that the system has for its zone."""
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).between(
        YEAR.first - timedelta(days=40), YEAR.last + timedelta(days=40)
    )
    return sorted([_utc(each.start), _utc(each.end)] for each in found)


@pytest.mark.parametrize("lines", KINDS, ids=lambda lines: lines[0])
def test_a_year_of_every_kind_is_read_as_it_is_meant(lines: list[str]) -> None:
    assert read(calendar(group(lines), YEAR, NOW)) == expected(parse(tuple(lines)), "Europe/London")


@pytest.mark.outside("node")
def test_thunderbirds_reader_finds_the_same_meetings_by_the_zone_in_the_file(tmp_path: Path) -> None:
    cases = [(lines, zone) for lines in KINDS for zone in ZONES]
    file = tmp_path / "calendars.json"
    file.write_text(json.dumps([calendar(group(lines, zone), YEAR, NOW).decode() for lines, zone in cases]))
    reader = Path(__file__).with_name("calendars.cjs")
    done = subprocess.run(["node", reader, MODULES, file], capture_output=True, text=True, check=True, timeout=60)
    for (lines, zone), found in zip(cases, json.loads(done.stdout), strict=True):
        assert found == expected(parse(tuple(lines)), zone), (lines, zone)


DAYS = st.dates(YEAR.first, YEAR.last)
RULES = st.sampled_from([lines[0] for lines in KINDS])
EXCEPTIONS = st.one_of(
    st.builds("not on {}".format, DAYS),
    st.builds("on {}, 09:00 to 10:00".format, DAYS),
    st.builds("{} moves to {}".format, DAYS, DAYS),
    st.sampled_from(["not in March", "not in December"]),
)


@tries(0.5)
@given(st.lists(RULES, min_size=1, max_size=2), st.lists(EXCEPTIONS, max_size=4), st.sampled_from(ZONES))
def test_whatever_a_group_says_its_calendar_is_read_as_that(rules: list[str], others: list[str], zone: str) -> None:
    lines = (*rules, *others)
    assert read(calendar(group(lines, zone), YEAR, NOW)) == expected(parse(lines), zone)


@pytest.mark.parametrize("lines", KINDS, ids=lambda lines: lines[0])
def test_a_calendar_keeps_the_rules_that_strict_readers_hold_it_to(lines: list[str]) -> None:
    content = calendar(group(lines, contact="ring; or write, to " + "Zoë " * 40), YEAR, NOW)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    content.decode()
    for never in (b"METHOD", b"VALARM", b"ORGANIZER", b"ATTENDEE", b"COMMENT", b"RDATE", b"COUNT="):
        assert never not in content
    parsed = icalendar.Calendar.from_ical(content)
    assert [each.errors for each in parsed.walk() if each.errors] == []
    for event in parsed.events:
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE"} <= set(event)
    assert all(onset.count(b",") == 0 for onset in re.findall(rb"DTSTART:.*", content))


def test_what_a_lock_screen_shows_is_neutral_and_private_unless_the_group_wants_otherwise() -> None:
    said = {"name": "Grief circle", "for_whom": "Anyone who lost somebody."}
    content = calendar(group([WEEKLY], **said), YEAR, NOW).decode()
    assert "SUMMARY:Thursday group\r\n" in content
    assert "CLASS:PRIVATE\r\n" in content
    assert "Grief" not in content
    assert "lost" not in content
    content = calendar(group([WEEKLY], **said, calendar_title="Circle", calendar_public=True), YEAR, NOW).decode()
    assert "SUMMARY:Circle\r\n" in content
    assert "CLASS:PUBLIC\r\n" in content
    assert "Grief circle" in content


def test_an_entry_says_when_it_was_checked_and_how_to_ask_before_setting_out() -> None:
    (event,) = icalendar.Calendar.from_ical(calendar(group([WEEKLY], contact="01632 960123"), YEAR, NOW)).events
    assert event["description"] == (
        "Before you set out, ask: 01632 960123\n"
        "Checked on Thursday 25 November 2027. It holds until Thursday 25 May 2028."
    )


def test_a_change_is_the_same_event_and_a_newer_one_and_closing_cancels_it() -> None:
    changed = group(["every Tuesday, 10:00 to 12:00"])
    later = NOW + timedelta(minutes=2)
    made = [
        calendar(group([WEEKLY]), YEAR, NOW),
        calendar(changed, YEAR, later),
        calendar(changed._replace(closed=YEAR.first), YEAR, later + timedelta(minutes=1)),
    ]
    events = [icalendar.Calendar.from_ical(content).events[0] for content in made]
    assert len({event["uid"] for event in events}) == 1
    assert events[0]["sequence"] < events[1]["sequence"] < events[2]["sequence"]
    assert [event["status"] for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert events[2]["description"] == "The group does not meet any more."


def test_a_qr_code_may_hold_the_next_meeting_in_utc() -> None:
    meeting = parse((WEEKLY,)).between(date(2028, 6, 1), date(2028, 6, 7))[0]
    assert next_event(group([WEEKLY]), meeting).splitlines() == [
        "BEGIN:VEVENT",
        "SUMMARY:Thursday group",
        "DTSTART:20280601T180000Z",
        "DTEND:20280601T200000Z",
        "END:VEVENT",
    ]
