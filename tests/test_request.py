"""A request with a template or a saved plan becomes an evening: what was typed wins, and an end is after its start."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from peerkit.errors import PeerkitError
from peerkit.planning.evening import Source, again, requested, requested_now
from peerkit.planning.plan import Evening
from peerkit.planning.request import SessionRequest
from tests.strategies import template_of

TEMPLATE = template_of(
    {"kind": "round", "turn": "1m"}, {"kind": "groups", "turn": "2m"}, {"kind": "break", "length": "5m"}
)
ZONES = st.sampled_from([ZoneInfo("Europe/London"), ZoneInfo("Pacific/Chatham"), UTC])
MOMENTS = st.integers(0, 730 * 86400).map(lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))
STARTS = st.sampled_from([None, "19:00", "Thu 19:00", "tomorrow 0:30", "2026-11-26 19:00"])
ENDS = st.sampled_from([None, "21", "9pm", "0:30", "90m", "2026-11-26 23:00"])
REQUESTS = st.builds(
    lambda *typed: SessionRequest(*typed[:3], without=typed[3]),
    st.none() | st.integers(1, 200),
    STARTS,
    ENDS,
    st.lists(st.sampled_from(["Part 1", "part-2"]), max_size=1),
)


@st.composite
def nows(draw: st.DrawFn) -> datetime:
    return draw(MOMENTS).astimezone(draw(ZONES))


@st.composite
def sources(draw: st.DrawFn) -> Source:
    if draw(st.booleans()):
        return Source("a-circle", TEMPLATE)
    start = draw(MOMENTS)
    end = start + timedelta(minutes=draw(st.integers(5, 720)))
    return Source("plan", TEMPLATE, Evening("a-circle", TEMPLATE, draw(st.integers(2, 50)), start, end, draw(ZONES)))


@given(sources(), nows())
def test_nothing_asked_of_a_saved_plan_is_that_plan(source: Source, now: datetime) -> None:
    assume(source.saved is not None)
    assert source.saved is not None
    assert again(source.saved, SessionRequest(), now) == source.saved


@given(sources(), REQUESTS, nows())
def test_what_was_typed_wins_and_what_was_not_is_the_plans_or_the_templates(
    source: Source, request: SessionRequest, now: datetime
) -> None:
    try:
        evening = requested(source, request, now)
    except PeerkitError:  # an end before its start, or an hour that the clocks leave out
        assume(False)
    usual = source.saved.people if source.saved else TEMPLATE.people.ideal
    assert evening.people == (request.people or usual)
    left_out = {name.replace("p", "P").replace("-", " ") for name in request.without}
    assert {block.name for block in TEMPLATE.block} - {block.name for block in evening.template.block} == left_out
    assert evening.start < evening.end <= evening.start + timedelta(hours=12)
    if request.start is None and source.saved is not None:
        assert evening.start == source.saved.start
    if request.end is None:
        length = source.saved.seconds if source.saved else TEMPLATE.minutes.ideal * 60
        assert evening.seconds == length
    assert requested(source, request._replace(people=7), now) == replace(evening, people=7)


@given(sources(), REQUESTS, nows())
def test_an_evening_that_begins_now_ends_after_now(source: Source, request: SessionRequest, now: datetime) -> None:
    try:
        evening = requested_now(source, request._replace(start=None), now)
    except PeerkitError:
        assume(False)
    assert evening.start == now < evening.end
