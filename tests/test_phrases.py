from dataclasses import replace

import pytest
from hypothesis import given

from peerkit.planning.template import Block
from peerkit.running import events as do
from peerkit.running import lateness, phrases
from peerkit.running.answers import answer, away
from peerkit.running.events import Event
from peerkit.running.run import advance, apply, begin, fold, state_at
from peerkit.running.state import SECOND, Header, State
from peerkit.running.warning_times import warnings_for
from tests.linear import stumbles
from tests.room import circle_header
from tests.strategies import accepted, happenings, headers, template_of


def block(**more: object) -> Block:
    return template_of({"kind": "segment", "length": "60m", **more}).block[0]


def after(*events: Event, at: int = 0, header: Header | None = None) -> State:
    return state_at(header or circle_header(), events, at)


@pytest.mark.parametrize(
    ("minutes", "warnings"),
    [
        (30, (300, 60)),
        (20, (300, 60)),
        (19, (120,)),
        (8, (120,)),
        (7, (60,)),
        (3, (60,)),
        (2, (15,)),
        (1, (15,)),
        (0.5, ()),
    ],
)
def test_how_long_a_stretch_is_says_when_it_is_warned(minutes: float, warnings: tuple[int, ...]) -> None:
    assert warnings_for(block(), int(minutes * 60)) == warnings


def test_a_template_says_its_own_warnings_and_none_that_come_too_late() -> None:
    assert warnings_for(block(warn=["30s", "10m", "1m"]), 300) == (60, 30)
    assert warnings_for(block(warn=[]), 3600) == ()


def test_the_attention_switch_is_one_more_warning() -> None:
    pairs = template_of({"kind": "groups", "turn": "10m", "attention_switch": "1m", "warn": ["2m"]}).block[0]
    assert warnings_for(pairs, 600) == (120, 60)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (0, "2 minutes left."),
        (1, "2 minutes left."),
        (61_000, "59 seconds left."),
        (119_999, "1 second left."),
        (120_000, "Time."),
        (200_000, "Over: 1 minute 20 seconds."),
    ],
)
def test_what_is_left_is_said_in_whole_seconds(at: int, said: str) -> None:
    assert phrases.left(after(at=at)) == said


def test_where_says_the_turn_the_time_and_the_end() -> None:
    header = circle_header()
    round_ = [do.Next(0), do.Next(0)]
    state = after(*round_, at=10_000, header=header)
    assert phrases.where(header, state) == (
        "Round. Turn 1 of 4. 1 minute 15 seconds left. 4 minutes ahead. Ends at 19:26."
    )
    assert phrases.next_up(state) == "Next: Turn 2 of 4. Then: Pairs, 7 minutes."


@pytest.mark.parametrize(
    ("minutes", "said"), [(2, "Ends at 19:30."), (5, "Ends at 19:33, booked until 19:30."), (0, "Ends at 19:30.")]
)
def test_the_booked_end_is_named_only_when_it_would_be_passed(minutes: int, said: str) -> None:
    header = circle_header()
    assert phrases.ends(header, after(at=minutes * 60_000, header=header)) == said


def test_ahead_with_no_blocks_left_is_early() -> None:
    states = [after(*[do.Next(0)] * count) for count in range(1, 21)]
    last = next(state for state in states if state.running and state.running.name == "Goodbye")
    before = states[states.index(last) - 1]
    assert lateness.on_time(before).endswith("minutes ahead.")
    assert lateness.on_time(last).endswith("minutes early.")


def test_a_part_that_is_over_and_an_evening_that_is_not_late_are_told_apart() -> None:
    header = circle_header()
    state = after(do.Next(0), at=10 * 60_000, header=header)
    while state.left > -SECOND:
        state = after(do.Next(0), at=state.at + 60_000, header=header)
    ahead = replace(state, end=state.end + 3600 * SECOND)
    assert " Over: " in phrases.where(header, ahead)
    assert "The evening as a whole: 54 minutes ahead." in phrases.where(header, ahead)


def test_after_the_last_block_it_says_so_and_how_long_past_the_end() -> None:
    header = circle_header()
    over = [do.Next(0) for _ in range(20)]
    state = after(*over, at=60_000, header=header)
    assert state.slot is None
    assert phrases.where(header, state).startswith("The last part is over.")
    late = after(*over, at=(30 + 7) * 60_000, header=header)
    assert phrases.where(header, late) == "The last part is over. 7 minutes past the end at 19:30."


def test_time_away_is_said_with_both_ways_on() -> None:
    assert away(65_000).startswith("Time away: 1 minute 5 seconds.")
    assert "Resume, and that time is nobody's" in away(1)
    assert "Count, and it has passed" in away(1)


@given(headers(), happenings(most=10))
def test_whatever_happens_is_answered_with_one_line_that_can_be_read_aloud(header: Header, some: list[Event]) -> None:
    events = accepted(header, some)
    state = begin(header)
    for event in events:
        if isinstance(event, do.Undo):
            continue
        before = advance(state, event.at)
        state = apply(before, event)
        said = answer(header, before, state, event)
        assert said == said.strip()
        assert said
        assert "\n" not in said
        assert stumbles(f"{said}\n".encode()) == []


@given(headers(), happenings(most=6))
def test_a_boundary_is_ahead_and_something_is_heard_or_moved_there(header: Header, some: list[Event]) -> None:
    events = [event for event in accepted(header, some) if not isinstance(event, do.Undo)]
    state = fold(header, events)
    boundary = phrases.next_boundary(state)
    if boundary is None:
        return
    assert boundary > state.at
    just_before, there = advance(state, boundary - 1), advance(state, boundary)
    assert phrases.heard(state, just_before) == ""
    assert phrases.heard(just_before, there) or there.slot != just_before.slot


@given(headers(), happenings(most=6))
def test_where_we_are_can_always_be_said(header: Header, some: list[Event]) -> None:
    events = accepted(header, some)
    state = state_at(header, events, (events[-1].at if events else 0) + 90 * SECOND)
    for said in (phrases.where(header, state), phrases.place(state), phrases.ends(header, state)):
        assert said
        assert "\n" not in said
    assert "\n" not in phrases.offer_to_mend(header, state)


def test_an_hour_late_or_early_is_said_in_hours() -> None:
    assert lateness.on_time(after(at=3 * 3_600_000)).endswith(" behind.")
    assert lateness.on_time(after(at=3 * 3_600_000)).startswith("2 hours ")
