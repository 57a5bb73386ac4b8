from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.planning.fit import MINUTE, Fit
from peerkit.running import events as do
from peerkit.running.events import Event
from peerkit.running.proposal import (
    Over,
    arranged,
    blocks_not_begun,
    extended,
    later,
    leaves_room,
    needs,
    proposal,
    refitted,
    same_turns,
    settled,
    with_lengths,
)
from peerkit.running.refusals import refusal
from peerkit.running.run import advance, apply, begin, fold
from peerkit.running.state import SECOND, Header, State, drift, over_the_end, until_later
from tests.strategies import USUAL, WAITS, accepted, begun, happenings, headers, plan_of

MINUTE_MS = MINUTE * SECOND
EVENTFUL = happenings(*[do.Next] * 3, *[kind for kind in USUAL if kind is not do.Undo], most=15)

TALK = {"kind": "segment", "length": {"min": "5m", "ideal": "10m", "max": "20m"}}
CLOSING = {"kind": "segment", "part": "closing", "length": {"min": "2m", "ideal": "5m", "max": "8m"}}


@st.composite
def moments(draw: st.DrawFn) -> State:
    """A session somewhere on its way."""
    header = draw(headers())
    events = accepted(header, draw(EVENTFUL))
    state = fold(header, events)
    return advance(state, state.at + draw(WAITS))


def least_end(state: State) -> int:
    """When it would end with every later block at its least."""
    return until_later(state) + sum(need.rungs[0] for need in needs(state)) * SECOND


@given(moments())
def test_an_accepted_proposal_ends_by_the_booked_end_with_every_block_on_its_ladder(state: State) -> None:
    shown = proposal(state)
    if isinstance(shown, Fit):
        after = apply(state, do.Accept(state.at, shown.lengths))
        assert after.lengths[state.block + 1 :] == shown.lengths
        assert over_the_end(after) <= 0
        assert all(length in need.rungs for length, need in zip(shown.lengths, needs(state), strict=True))


@given(moments())
def test_what_is_accepted_is_not_proposed_again(state: State) -> None:
    shown = proposal(state)
    if isinstance(shown, Fit):
        event = do.Accept(state.at, shown.lengths)
        assert not refusal(state, event)
        after = apply(state, event)
        assert proposal(after) is None
        assert refusal(after, event)


@given(moments())
def test_after_a_proposal_is_accepted_nobody_is_behind_and_less_than_the_quiet_is_ahead(state: State) -> None:
    shown = proposal(state)
    if isinstance(shown, Fit):
        assert -MINUTE_MS < drift(apply(state, do.Accept(state.at, shown.lengths))) <= 0


@given(moments())
def test_the_time_over_is_what_is_missing_at_the_least_to_the_next_minute(state: State) -> None:
    missing = least_end(state) - state.end
    shown = proposal(state)
    assert isinstance(shown, Over) == (missing > 0)
    if isinstance(shown, Over):
        assert missing <= shown.seconds * SECOND < missing + MINUTE_MS + SECOND


@given(moments())
def test_everything_offered_when_it_is_over_helps(state: State) -> None:
    shown = proposal(state)
    if isinstance(shown, Over):
        assert shown.offers[0].option == "--end"
        assert all(ends <= 0 for ends in over_with_each_offer(state, shown))


def over_with_each_offer(state: State, shown: Over) -> list[int]:
    """How far past the booked end it would run with each offer that can be taken."""
    found = []
    for offer in shown.offers:
        block, value = state.block + 1 + offer.place, offer.more if offer.way == "end" else offer.value
        lengths = later(refitted(arranged(state, offer.way, block, value)))
        event = do.Arrange(state.at, offer.way, block, value, lengths)
        found += [] if refusal(state, event) else [over_the_end(apply(state, event))]
    return found


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_half_an_hour_late_in_a_short_evening_every_offer_helps_whoever_has_left(gone: int) -> None:
    short = {"kind": "segment", "length": "2m"}
    header = begun(plan_of(short, short, {"kind": "round", "turn": "1m"}, people=3, minutes=9))
    left = [do.Left(30 * MINUTE_MS, None)] * gone
    state = fold(header, [do.Next(29 * MINUTE_MS), *left])
    shown = proposal(state)
    assert state.people == 3 - gone
    assert isinstance(shown, Over)
    assert over_with_each_offer(state, shown)
    assert all(over <= 0 for over in over_with_each_offer(state, shown))


@given(moments(), st.sampled_from([do.Joined(0), do.Left(0, None)]))
def test_when_somebody_comes_or_goes_every_later_block_is_on_its_ladder_for_those_there(state, event: Event) -> None:
    after = apply(state, replace(event, at=state.at))
    if after.people != state.people:
        later = after.lengths[after.block + 1 :]
        assert len(later) == len(blocks_not_begun(after))
        for length, need in zip(later, needs(after), strict=True):
            assert length in need.rungs


@given(moments(), st.sampled_from([do.Joined(0), do.Left(0, None)]))
def test_when_somebody_comes_or_goes_it_ends_in_time_or_every_later_block_is_at_its_least(state, event: Event) -> None:
    after = apply(state, replace(event, at=state.at))
    if after.people != state.people and over_the_end(after) > 0:
        assert after.lengths[after.block + 1 :] == tuple(need.rungs[0] for need in needs(after))


@given(moments(), st.sampled_from([60, 300, 5]))
def test_more_time_is_never_taken_below_a_later_least(state: State, seconds: int) -> None:
    event = do.Extend(state.at, seconds)
    if not refusal(state, event):
        assert least_end(apply(state, event)) < state.end + MINUTE_MS


@given(headers())
def test_a_session_that_begins_on_time_is_neither_ahead_nor_behind(header: Header) -> None:
    late = int((header.started - header.plan.evening.start).total_seconds())
    if late >= 0:
        assert drift(begin(header)) == max(0, late - header.plan.spare) * SECOND


@given(moments(), WAITS)
def test_only_a_person_changes_a_length(state: State, wait: int) -> None:
    assert advance(state, state.at + wait).lengths == state.lengths


def test_three_minutes_behind_the_middle_gives_and_the_closing_does_not() -> None:
    header = begun(plan_of(TALK, TALK, TALK, CLOSING, minutes=35))
    assert header.plan.lengths == (600, 600, 600, 300)
    state = fold(header, [do.Next(13 * MINUTE_MS)])
    assert drift(state) == 3 * MINUTE_MS
    assert proposal(state) == Fit((420, 300), 0)


def test_six_minutes_ahead_can_be_given_back_and_what_no_block_can_take_is_spare() -> None:
    header = begun(plan_of(TALK, TALK, CLOSING, minutes=25))
    assert header.plan.lengths == (600, 600, 300)
    state = fold(header, [do.Next(4 * MINUTE_MS)])
    assert drift(state) == -6 * MINUTE_MS
    assert proposal(state) == Fit((480,), 180)


def test_in_the_last_block_past_the_end_a_later_end_is_what_helps() -> None:
    header = begun(plan_of(TALK, CLOSING, minutes=15))
    state = advance(fold(header, [do.Next(12 * MINUTE_MS)]), 13 * MINUTE_MS)
    shown = proposal(state)
    assert isinstance(shown, Over)
    assert (shown.seconds, [offer.option for offer in shown.offers]) == (2 * MINUTE, ["--end"])


def test_there_is_room_to_the_last_millisecond_in_which_later_blocks_have_their_least() -> None:
    state = begin(begun(plan_of(TALK, CLOSING)))
    assert leaves_room(state, 5 * MINUTE_MS)
    assert not leaves_room(state, 5 * MINUTE_MS + 1)
    assert refusal(state, do.Extend(0, 60)) == "There is no time for that: the parts to come would get too short."


def test_what_is_left_of_a_break_is_no_time_for_anything_else() -> None:
    state = apply(begin(begun(plan_of(TALK, CLOSING))), do.TakeBreak(0, 60))
    for at in (0, 30_000):
        assert leaves_room(advance(state, at), 4 * MINUTE_MS)
        assert not leaves_room(advance(state, at), 4 * MINUTE_MS + 1)
    assert leaves_room(advance(state, 2 * MINUTE_MS), 3 * MINUTE_MS)
    header = begun(plan_of(TALK, minutes=26))
    assert not refusal(begin(header), do.Extend(0, 360))
    assert refusal(fold(header, [do.TakeBreak(0, 60)]), do.Extend(0, 360))


@pytest.mark.parametrize("seconds", [60, -60])
@pytest.mark.parametrize(
    ("block", "lengths", "turn"),
    [
        (TALK, (300, 300), 0),
        ({"kind": "round", "turn": "2m"}, (480, 300), 120),
        ({"kind": "round", "open": True, "turn": "1m", "length": "10m"}, (600, 300), 60),
    ],
    ids=["a block as a whole", "turns", "an open round as a whole"],
)
def test_more_or_less_time_is_for_turns_where_everyone_has_one_and_else_for_the_block(
    block: dict[str, object], lengths: tuple[int, int], turn: int, seconds: int
) -> None:
    state = begin(begun(plan_of(block, CLOSING)))
    assert (state.lengths, state.entitlement) == (lengths, turn * SECOND)
    after = extended(state, seconds)
    if lengths == (480, 300):
        assert (after.lengths, after.entitlement) == (lengths, (turn + seconds) * SECOND)
    else:
        assert (after.lengths, after.entitlement) == ((lengths[0] + seconds, 300), turn * SECOND)


def test_when_somebody_leaves_later_turns_keep_their_length_and_what_they_leave_is_spare_and_not_ahead() -> None:
    turns = {"kind": "round", "turn": {"min": "30s", "ideal": "1m", "max": "1m"}}
    state = begin(begun(plan_of(TALK, turns, {**CLOSING, "length": "5m"}, minutes=30)))
    assert (state.lengths, state.spare) == ((1200, 240, 300), 60)
    after = apply(state, do.Left(0, None))
    assert (after.lengths, after.spare, drift(after)) == ((1200, 180, 300), 120, 0)


def test_where_nothing_fitted_any_more_minutes_won_later_are_ahead_to_the_last_second() -> None:
    round_of_turns = {"kind": "round", "turn": "1m"}
    state = apply(begin(begun(plan_of(TALK, round_of_turns, CLOSING))), do.Joined(0))
    assert (state.lengths, drift(state)) == ((300, 300, 300), MINUTE_MS)
    assert drift(apply(state, do.Next(MINUTE_MS))) == -3 * MINUTE_MS


def test_a_long_pause_is_time_behind() -> None:
    header = begun(plan_of(TALK, CLOSING, minutes=15))
    state = advance(fold(header, [do.Pause(MINUTE_MS)]), 7 * MINUTE_MS)
    assert (state.spent, drift(state)) == (MINUTE_MS, 6 * MINUTE_MS)


def test_lengths_off_the_ladder_are_refused() -> None:
    state = begin(begun(plan_of(TALK, TALK, CLOSING, minutes=25)))
    for lengths in ((), (600,), (600, 300, 300), (601, 300), (600, 240), (1260, 300), (-600, 300)):
        assert refusal(state, do.Accept(0, lengths))
    assert not refusal(state, do.Accept(0, (660, 300)))


# --- another evening from here --------------------------------------------------------------------------------------

TURNS = {"kind": "round", "turn": {"min": "1m", "ideal": "2m", "max": "3m"}}
OPEN = {"kind": "round", "open": True, "turn": "1m", "length": {"min": "5m", "ideal": "10m", "max": "12m"}}
PAIRS = {"kind": "groups", "turn": {"min": "5m", "ideal": "8m", "max": "10m"}, "changeover": "30s"}


def on_the_way() -> State:
    """Seven people, two hours, in the second of six blocks; each has lengths off its least."""
    header = begun(plan_of(TALK, TALK, TURNS, OPEN, PAIRS, {**CLOSING, "length": "5m"}, people=7, minutes=120))
    return fold(header, [do.Next(15 * MINUTE_MS)])


def test_the_blocks_to_come_are_those_after_the_present_one_with_their_lengths() -> None:
    state = on_the_way()
    assert state.lengths == (1200, 1200, 1260, 720, 1920, 300)
    assert [block.name for block in blocks_not_begun(state)] == ["Part 3", "Part 4", "Part 5", "Part 6"]
    assert later(state) == (1260, 720, 1920, 300)
    assert with_lengths(state, (600, 300, 60, 5)).lengths == (1200, 1200, 600, 300, 60, 5)


@pytest.mark.parametrize(
    ("way", "block", "value", "lengths", "left_out"),
    [
        ("without", 3, 0, (1200, 1200, 420, 1020, 300), {3}),
        ("without", 2, 0, (1200, 1200, 420, 1020, 300), {2}),
        ("turns", 2, 45, (1200, 1200, 360, 420, 1020, 300), set()),
        ("threes", 2, 0, (1200, 1200, 180, 420, 1020, 300), set()),
        ("equal", 4, 0, (1200, 1200, 420, 420, 660, 300), set()),
    ],
)
def test_another_evening_changes_one_block_to_come_and_has_those_to_come_at_their_least(
    way, block: int, value: int, lengths: tuple[int, ...], left_out: set[int]
) -> None:
    before = on_the_way()
    after = arranged(before, way, block, value)
    kept = [each for place, each in enumerate(before.plan.blocks) if place not in left_out]
    assert (after.lengths, after.end) == (lengths, before.end)
    assert [each.name for each in after.plan.blocks] == [each.name for each in kept]
    changed = [place for place, (new, old) in enumerate(zip(after.plan.blocks, kept, strict=True)) if new != old]
    assert changed == ([] if left_out else [block])
    assert replace(after, plan=before.plan, lengths=before.lengths) == before


def test_another_end_changes_nothing_but_the_end() -> None:
    state = on_the_way()
    assert arranged(state, "end", 0, 300) == replace(state, end=125 * MINUTE_MS)
    assert arranged(state, "end", 0, -300).end == 115 * MINUTE_MS


@pytest.mark.parametrize(("over", "spare"), [(-5 * MINUTE_MS, 300), (-1999, 1), (-999, 0), (0, 0), (90_000, 0)])
def test_what_is_left_until_the_booked_end_is_spare_in_whole_seconds(over: int, spare: int) -> None:
    state = on_the_way()
    state = replace(state, spare=7, end=state.end + over_the_end(state) - over)
    assert over_the_end(state) == over
    assert settled(state) == replace(state, spare=spare)


def test_each_turn_to_come_stays_as_long_or_as_near_to_that_as_it_may_be() -> None:
    state = with_lengths(on_the_way(), (960, 600, 1920, 300))
    assert same_turns(7, state) == (960, 600, 1920, 300)
    assert same_turns(8, state) == (840, 600, 1920, 300), "two minutes each"
    assert same_turns(5, state) == (1260, 600, 1920, 300), "three minutes each are the most"
    assert [same_turns(people, state)[0] for people in (16, 20)] == [420, 420], "a minute each is the least"
    assert same_turns(7, replace(state, seats=tuple(range(1, 14))))[1] == 780, "an open round goes round once"


def test_where_nothing_fits_the_blocks_to_come_have_their_least_and_nothing_is_spare() -> None:
    state = on_the_way()
    fitted = refitted(replace(state, end=80 * MINUTE_MS))
    assert (fitted.lengths, fitted.spare) == ((1200, 1200, 600, 480, 1320, 300), 0)
    state = replace(state, end=60 * MINUTE_MS)
    late, shown = refitted(state), proposal(state)
    assert (late.lengths, late.spare) == ((1200, 1200, 420, 420, 1020, 300), 0)
    assert isinstance(shown, Over)
    assert (shown.seconds, shown.lengths) == (11 * MINUTE, (420, 420, 1020, 300))
