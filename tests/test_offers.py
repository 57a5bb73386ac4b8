"""What would help, said with what to type for it: whatever is offered works when it is typed."""

import shlex
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from peerkit.errors import PeerkitError
from peerkit.planning.evening import again, ways_out
from peerkit.planning.offers import LONGEST
from peerkit.planning.plan import DoesNotFit, Evening, Plan, build, least_minutes
from peerkit.planning.request import SessionRequest
from tests.strategies import blocks, template_of

LONDON = ZoneInfo("Europe/London")
STARTS = [
    datetime(2026, 11, 26, 19, 0, tzinfo=UTC),
    datetime(2026, 11, 26, 22, 10, 34, tzinfo=UTC),
    datetime(2026, 10, 24, 23, 30, tzinfo=UTC),  # half an hour past midnight, and the clocks go back at two
    datetime(2026, 10, 25, 0, 40, 7, tzinfo=UTC),
    datetime(2026, 10, 25, 1, 10, tzinfo=UTC),
    datetime(2026, 3, 29, 0, 20, tzinfo=UTC),
]
NOW = STARTS[0]
NAMES = st.sampled_from(["Round", "round", "Opening round", "opening-round", "Talk", "A=B", "Tea, then cake", "Über"])


@st.composite
def asked_for(draw: st.DrawFn) -> tuple[Evening, SessionRequest]:
    """An evening that does not fit as it was asked for, and what was asked."""
    chosen = [{**block, "name": draw(NAMES)} for block in draw(st.lists(blocks, min_size=1, max_size=5))]
    if draw(st.booleans()):
        chosen[-1]["part"] = "closing"
    template, people, start = template_of(*chosen), draw(st.integers(2, 20)), draw(st.sampled_from(STARTS))
    called = st.lists(st.sampled_from([block.name for block in template.block]), max_size=2)
    turns = [f"{name}={draw(st.sampled_from(['30s', '2m', '1h 5m']))}" for name in draw(called)]
    request = SessionRequest(without=draw(called), turns=turns, threes=draw(called))
    evening = Evening("x", template, people, start, start, LONDON)
    try:
        least = least_minutes(again(evening, request, NOW).template, people) * 60
    except PeerkitError:
        assume(False)
    assume(least > 300)
    seconds = draw(st.integers(300, min(least - 1, LONGEST)))
    return replace(evening, end=start + timedelta(seconds=seconds)), request


@given(asked_for())
def test_every_offer_typed_as_it_is_shown_beside_what_was_typed_fits(case: tuple[Evening, SessionRequest]) -> None:
    evening, request = case
    found = build(again(evening, request, NOW))
    assert isinstance(found, DoesNotFit)
    for line in ways_out(found):
        typed = shlex.split(line[line.index(" --") :].removesuffix(" instead."))
        more = {"--end": "end", "--without": "without", "--turns": "turns", "--threes": "threes"}
        more |= {"--equal-rounds": "equal_rounds"}
        then = request
        for option, value in pairwise(typed):
            name = more[option]
            then = then._replace(**{name: value if name == "end" else [*getattr(then, name), value]})
        assert isinstance(build(again(evening, then, NOW)), Plan), line


def offered(*of: dict, people: int = 4, minutes: int, start: datetime = STARTS[0]) -> list[str]:
    end = start + timedelta(minutes=minutes)
    found = build(Evening("x", template_of(*of), people, start, end, LONDON))
    assert isinstance(found, DoesNotFit)
    return ways_out(found)


def test_no_end_is_offered_that_lies_past_twelve_hours() -> None:
    talks = [{"kind": "segment", "length": "5h"}] * 3
    assert not any("--end" in line for line in offered(*talks, minutes=600))
    assert "End later: 2 hours. Say --end 07:00 instead." in offered(
        *talks[:2], {"kind": "break", "length": "2h"}, minutes=600
    )


@pytest.mark.parametrize(
    ("start", "typed"),
    [
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), "--end 90m"),  # 1:30, which comes twice
        (datetime(2026, 10, 25, 0, 10, tzinfo=UTC), "--end 90m"),
        (datetime(2026, 10, 25, 1, 15, tzinfo=UTC), "--end 02:45"),
        (datetime(2026, 3, 29, 0, 15, tzinfo=UTC), "--end 90m"),
        (datetime(2026, 3, 29, 1, 15, tzinfo=UTC), "--end 03:45"),
    ],
)
def test_on_a_night_that_the_clocks_change_a_length_is_offered_and_no_time_that_comes_twice(
    start: datetime, typed: str
) -> None:
    assert f"Say {typed} instead." in offered({"kind": "segment", "length": "90m"}, minutes=60, start=start)[0]


def test_the_opening_and_the_closing_are_never_offered_shorter_turns() -> None:
    long = {"kind": "round", "turn": "5m"}
    talk = {"kind": "segment", "length": "20m"}
    lines = offered({**long, "part": "opening"}, talk, {**long, "part": "closing"}, minutes=55)
    assert not any("shorter turns" in line for line in lines)
    assert any("shorter turns" in line for line in offered({**long, "part": "opening"}, long, talk, minutes=50))


def test_what_is_left_out_beside_a_wish_about_it_is_left_out() -> None:
    evening = Evening(
        "x", template_of({"kind": "round", "turn": "1m"}, {"kind": "groups", "turn": "2m"}), 4, *STARTS[:2]
    )
    request = SessionRequest(without=["Part 1"], turns=["part-1=5m", "Part 2=3m"], threes=["Part 1"])
    (pairs,) = again(evening, request, NOW).template.block
    assert (pairs.name, pairs.turn.ideal) == ("Part 2", 180)
    with pytest.raises(PeerkitError, match=r'there is no block called "Part 3"'):
        again(evening, request._replace(turns=["Part 3=5m"]), NOW)
