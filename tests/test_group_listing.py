"""Listings for directories: valid by what their keepers publish, and with nothing that the group didn't make public."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from rdflib import RDF, SDO, Graph, Literal, URIRef

from peerkit.group import meeting_guide, open_referral, schema_org
from peerkit.group.calendar import calendar
from peerkit.group.public import Window, told
from peerkit.leaflets.flyer import Flyer
from peerkit.printing.render.html import page
from peerkit.printing.render.terminal import terminal
from peerkit.printing.sheets import flyer, group_page
from peerkit.recurrence.reading import parse
from peerkit.workspace.catalogue import loaded
from peerkit.workspace.config import Group
from peerkit.workspace.sorts import TOLD

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own parser uses it
SHIPPED = Path(__file__).parent.parent / "templates"
SCHEMAS = Path(__file__).parent / "schemas"
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
WINDOW = Window(date(2026, 11, 30), date(2027, 5, 30))
FULL = Group(
    name="Thursday circle",
    days=("every Thursday, 19:00 to 21:00", "not on 2026-12-24", "2026-12-31 moves to 2026-12-30"),
    when="Thursdays after work",
    where="12 High Street",
    town="Leeds",
    county="West Yorkshire",
    postcode="LS1 1AA",
    getting_in="Ring twice.",
    access="No steps.",
    cost="Free",
    for_whom="For anyone who lost somebody.",
    contact="hello@example.org",
    web="https://example.org",
    online="https://example.org/join",
    id="ac148810-d857-441c-9679-408f346de14b",
    checked=WINDOW.first,
    on_web=TOLD,
)
HIDDEN = told(FULL._replace(on_contact=("where",)), "web")


@cache
def service_schema() -> Draft202012Validator:
    schema = json.loads((SCHEMAS / "open-referral-uk-service.json").read_text())
    return Draft202012Validator(schema, format_checker=FormatChecker())


def open_referral_problems(group: Group) -> list[str]:
    made = open_referral.service(group, WINDOW, NOW)
    for url in (made.get("url"), made["organization"].get("website")):
        assert url is None or urlsplit(url).netloc
    return [f"{error.json_path}: {error.message}" for error in service_schema().iter_errors(made)]


def schema_org_problems(group: Group) -> list[str]:
    """What a parser of JSON-LD finds that is no word of schema.org."""
    made = schema_org.graph(group, WINDOW, NOW)
    assert made["@context"] == "https://schema.org"
    found = Graph().parse(data=json.dumps({**made, "@context": {"@vocab": str(SDO)}}), format="json-ld")
    words = {term for triple in found for term in (triple[1], triple[2] if triple[1] == RDF.type else triple[1])}
    events = list(found.subjects(RDF.type, SDO.Event))
    assert len(events) == len(made["@graph"]) - 1
    for event in events:
        assert list(found.objects(event, SDO.name)) == [Literal(group.name)]
        assert isinstance(found.value(event, SDO.organizer), URIRef)
    return [word for word in words if word != RDF.type and word not in SDO]


CODES = set(json.loads((SCHEMAS / "meeting-guide-types.json").read_text()))


def meeting_guide_problems(group: Group) -> list[str]:
    """What breaks the rules of code4recovery's specification."""
    made = meeting_guide.meetings(group, WINDOW, NOW)
    wrong = ["slugs"] if len({each["slug"] for each in made}) < len(made) else []
    for each in made:
        days = each["day"] if isinstance(each["day"], list) else [each["day"]]
        right = {
            "name": 0 < len(each["name"]) <= 255,
            "slug": re.fullmatch(r"[\w-]{1,64}", each["slug"]),
            "day": days and all(type(day) is int and 0 <= day <= 6 for day in days),
            "time": re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", each["time"]),
            "end_time": re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", each["end_time"]),
            "updated": datetime.strptime(each["updated"], "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC),
            "types": set(each.get("types", ())) <= CODES,
            "conference_url": urlsplit(each.get("conference_url", "https://x")).netloc,
            "approximate": each.get("approximate", "no") in ("yes", "no"),
            "notes": not re.search("<[a-z]", each["notes"]),
        }
        wrong += [name for name, is_right in right.items() if not is_right]
    return wrong


PROBLEMS = [open_referral_problems, schema_org_problems, meeting_guide_problems]
RESTING = FULL._replace(days=(*FULL.days, "not from 2026-11-29 to 2027-01-09"))


@pytest.mark.parametrize("problems", PROBLEMS)
@pytest.mark.parametrize("group", [FULL, HIDDEN, FULL._replace(closed=NOW.date()), RESTING])
def test_a_listing_is_valid_by_what_its_keepers_publish(problems: Any, group: Group) -> None:
    assert problems(group) == []


@pytest.mark.parametrize(
    "days",
    [
        "second Tuesday, 19:00 to 21:00",
        "every other week, from 2026-12-03, 19:00 to 21:00",
        "on 2026-12-12, 10:00 to 12:00",
    ],
)
def test_what_is_not_weekly_is_listed_where_it_can_be(days: str) -> None:
    group = FULL._replace(days=(days,))
    assert open_referral_problems(group) == schema_org_problems(group) == []
    with pytest.raises(ValueError, match="Meeting Guide is for meetings of every week"):
        meeting_guide.meetings(group, WINDOW, NOW)


def everything(group: Group) -> str:
    """All that leaves for the web: listings, calendar, page and flyer."""
    made = [open_referral.service(group, WINDOW, NOW), schema_org.graph(group, WINDOW, NOW)]
    if group.days and not meeting_guide.why_not(group):
        made += meeting_guide.meetings(group, WINDOW, NOW)
    text = json.dumps(made, ensure_ascii=False)
    if group.days:
        text += calendar(group, WINDOW, NOW).decode().replace("\r\n ", "")
    html = page(group_page.sheet(group, NOW.date()), group_page.summary(group))
    return text + html[html.index("</style>") :] + html[: html.index("<style>")] + terminal(flyer.sheet(WORDS, group))


WORDS = loaded(Flyer, SHIPPED / "flyers" / "peer-support.toml")
MARKS = {key: f"mark{place}x" for place, key in enumerate(TOLD)}
SAID = {
    **MARKS,
    "days": ("every Thursday, 11:11 to 12:12",),
    "web": "https://example.org/mark13x",
    "online": "https://example.org/mark14x",
    "language": "en",
    "contact": f"{MARKS['contact']} 07700 900123 somebody@example.org",
}
FOUND_BY = {**MARKS, "days": "11:11", "web": "mark13x", "online": "mark14x", "language": "is always told"}
KEYS = st.sets(st.sampled_from(TOLD))


@given(KEYS, KEYS, KEYS)
def test_nothing_leaves_that_the_group_did_not_make_public(empty: set[str], web: set[str], contact: set[str]) -> None:
    said = {key: value for key, value in SAID.items() if key not in empty}
    group = Group(
        **{key: value for key, value in said.items() if key != "language"},  # type: ignore[arg-type]
        on_web=tuple(web), on_contact=tuple(contact), about=("secret-about",), experience="secret-experience",
        run_by="secret-run", id=FULL.id, checked=WINDOW.first,
    )  # fmt: skip
    text = everything(told(group, "web"))
    assert "secret" not in text
    public = web - contact - empty
    if "where" not in web - contact:
        public -= {"postcode", "getting_in"}
    assert {key for key, mark in FOUND_BY.items() if mark in text} <= public
    assert ('"languages"' in text) == ("language" in web - contact)
    if "contact" not in public:
        assert "07700" not in text
        assert "somebody" not in text
    for never in ("latitude", "longitude", "GEO:"):
        assert never not in text


@given(KEYS)
def test_a_listing_with_any_field_empty_is_valid(empty: set[str]) -> None:
    usual = Group()
    kept = FULL._replace(**{key: getattr(usual, key) for key in empty - {"name", "days"}})
    assert [problem for problems in PROBLEMS for problem in problems(kept)] == []


def test_a_place_that_is_told_on_contact_is_its_town_in_every_format() -> None:
    text = everything(HIDDEN)
    assert "High Street" not in text
    assert "LS1" not in text
    assert "Ring twice" not in text
    assert text.count("Leeds. You hear the place when you get in touch.") >= 2


def test_who_it_is_for_is_the_groups_sentence_and_no_code() -> None:
    made = open_referral.service(FULL, WINDOW, NOW)
    assert "For anyone who lost somebody." in made["description"]
    assert not {"attributes", "eligibility", "minimum_age", "service_type"} & set(made)
    (meeting,) = meeting_guide.meetings(FULL, WINDOW, NOW)
    assert "types" not in meeting


def test_a_rest_and_an_end_are_said_to_directories() -> None:
    resting = open_referral.service(RESTING, WINDOW, NOW)
    assert (resting["status"], resting["alert"]) == ("temporarily closed", "It rests until Saturday 9 January 2027.")
    assert meeting_guide.meetings(RESTING, WINDOW, NOW)[0]["types"] == ["TC"]
    closed = FULL._replace(closed=NOW.date())
    assert open_referral.service(closed, WINDOW, NOW)["status"] == "defunct"
    assert "High Street" not in json.dumps(open_referral.service(closed, WINDOW, NOW))
    events = schema_org.graph(closed, WINDOW, NOW)["@graph"][1:]
    assert {event["eventStatus"] for event in events} == {"https://schema.org/EventCancelled"}
    assert meeting_guide.meetings(closed, WINDOW, NOW) == []


def test_a_schedule_is_expanded_to_the_days_that_the_group_meets() -> None:
    event = schema_org.graph(FULL, WINDOW, NOW)["@graph"][1]
    schedule = event["eventSchedule"]
    first, last = date.fromisoformat(schedule["startDate"]), date.fromisoformat(schedule["endDate"])
    weekly = [first + timedelta(days=7 * week) for week in range(60) if first + timedelta(days=7 * week) <= last]
    held = [day for day in weekly if str(day) not in schedule["exceptDate"]]
    assert held == [each.day for each in parse(FULL.days).between(*WINDOW) if each.was is None]
    assert event["startDate"] == "2026-12-03T19:00:00+00:00"
