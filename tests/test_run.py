from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.planning.template import GoRound, Groups
from peerkit.running import events as do
from peerkit.running.events import UNDOABLE, Event
from peerkit.running.refusals import refusal
from peerkit.running.run import (
    Late,
    advance,
    apply,
    began,
    begin,
    effective,
    fold,
    put_right,
    state_at,
    undone,
    with_the_same_turns,
)
from peerkit.running.state import (
    SECOND,
    Changeover,
    Due,
    Header,
    State,
    Turn,
    Whole,
    drift,
    due,
    over_the_end,
    rest,
    rest_of_turns,
)
from tests.strategies import PARTS, USUAL, WAITS, accepted, begun, happenings, headers, plan_of

MINUTE_MS = 60 * SECOND
ANY = tuple(PARTS)

TALK = {"kind": "segment", "length": {"min": "5m", "ideal": "10m", "max": "20m"}}
ROUND = {"kind": "round", "turn": "2m", "changeover": "5s"}
PAIRS = {"kind": "groups", "turn": "10m", "changeover": "30s"}
CLOSING = {"kind": "segment", "part": "closing", "length": "5m"}


def run(*blocks: dict, people: int = 3, minutes: int = 60) -> Header:
    return begun(plan_of(*blocks, people=people, minutes=minutes))


def same(one: State, other: State) -> bool:
    """Equal in everything; a plan is slow to compare, and only its present block can have changed."""
    return one.running == other.running and replace(one, plan=None) == replace(other, plan=None)


# --- the laws -----------------------------------------------------------------------------------------------------


@given(headers(), happenings(most=8), WAITS, WAITS)
def test_to_advance_twice_is_to_advance_once(header: Header, events: list[Event], first: int, second: int) -> None:
    state = fold(header, accepted(header, [event for event in events if not isinstance(event, do.Undo)]))
    a, b = state.at + first, state.at + first + second
    assert same(advance(advance(state, a), b), advance(state, b))


@given(headers(), happenings(*ANY), st.lists(WAITS, max_size=10))
def test_a_run_does_not_depend_on_when_anybody_looked(header: Header, events: list[Event], looks: list[int]) -> None:
    kept = [event for event in events if not isinstance(event, do.Undo)]
    state, moments = begin(header), sorted(looks)
    for event in kept:
        for moment in [each for each in moments if each <= event.at]:
            state = advance(state, moment)
        state = apply(state, event)
    assert same(state, fold(header, kept))


@given(headers(), st.lists(st.one_of(*[st.builds(k, at=WAITS, **PARTS[k]) for k in ANY]), max_size=25), WAITS)
def test_any_events_in_any_order_give_a_state(header: Header, events: list[Event], at: int) -> None:
    state = state_at(header, events, at)
    assert 0 <= state.block <= len(header.plan.blocks)
    assert len(set(state.seats)) == len(state.seats) >= 1
    assert set(state.queue) <= set(state.circle)
    assert isinstance(over_the_end(state), int)
    assert isinstance(drift(state), int)


@given(headers(), happenings(*ANY, most=15), st.sampled_from(ANY).flatmap(lambda k: st.builds(k, at=WAITS, **PARTS[k])))
def test_an_event_is_refused_exactly_when_it_would_change_nothing(header, events: list[Event], last: Event) -> None:
    if isinstance(last, do.Undo | do.Gap):
        return
    before = fold(header, [event for event in events if not isinstance(event, do.Undo)])
    last = replace(last, at=before.at + last.at)
    looked = advance(before, last.at)
    assert bool(refusal(looked, last)) == same(apply(before, last), looked)


@given(headers(), happenings(*ANY), WAITS)
def test_undo_gives_the_run_without_the_event(header: Header, events: list[Event], wait: int) -> None:
    kept = accepted(header, events)
    at = (kept[-1].at if kept else 0) + wait
    before = effective(header, kept)
    place = undone(header, before, at)
    without = before if place is None else before[:place] + before[place + 1 :]
    assert same(state_at(header, [*kept, do.Undo(at)], at), advance(fold(header, without), at))


@given(headers(), happenings(*ANY), WAITS)
def test_undo_takes_back_the_last_that_can_be_taken_back_and_no_other(header: Header, events: list, wait: int) -> None:
    before = effective(header, accepted(header, events))
    place = undone(header, before, (before[-1].at if before else 0) + wait)
    if place is not None:
        assert isinstance(before[place], UNDOABLE)
        assert not any(isinstance(event, UNDOABLE) for event in before[place + 1 :])


@given(headers(), happenings(*USUAL), WAITS)
def test_undo_moves_no_clock_and_touches_no_pause_but_that_of_a_break(
    header: Header, events: list[Event], wait: int
) -> None:
    kept = accepted(header, events)
    at = (kept[-1].at if kept else 0) + wait
    before, after = state_at(header, kept, at), state_at(header, [*kept, do.Undo(at)], at)
    assert (after.at, after.now, after.gap) == (before.at, before.now, before.gap)
    counted = effective(header, kept)
    back = undone(header, counted, at)
    if back is None or not isinstance(counted[back], do.TakeBreak):
        assert after.paused == before.paused


@given(headers(), happenings(do.Pause, do.Resume, do.Gap, do.Next, do.Extend, do.Joined), WAITS)
def test_while_it_is_paused_no_time_passes_for_anybody(header: Header, events: list[Event], wait: int) -> None:
    state = apply(fold(header, events), do.Pause(0))
    later = advance(state, state.at + wait)
    assert later.paused or state.slot is None
    assert (later.spent, later.slot, later.used) == (state.spent, state.slot, state.used) or state.slot is None


@given(headers(), happenings(*USUAL), st.integers(0, 900_000), WAITS)
def test_time_away_is_nobodys_until_it_is_counted_and_then_to_the_millisecond(
    header, events, ms: int, wait: int
) -> None:
    cut = fold(header, [event for event in events if not isinstance(event, do.Undo | do.Gap)])
    back = advance(apply(cut, do.Gap(cut.at, ms, "away")), cut.at + wait)
    assert (back.paused, back.spent, back.now) == (True, cut.spent, cut.now + wait + ms)
    assert apply(back, do.Resume(back.at)).spent == cut.spent
    counted = apply(back, do.Count(back.at))
    assert (counted.paused, counted.spent, counted.gap) == (False, cut.spent + (cut.gap or 0) + ms, None)


@given(headers(), happenings(*USUAL), st.lists(WAITS, max_size=8))
def test_nothing_moves_after_the_session_is_closed(header: Header, events: list[Event], waits: list[int]) -> None:
    closed = apply(fold(header, [e for e in events if not isinstance(e, do.Undo)]), do.Finish(0, 9))
    later = closed
    for kind, wait in zip((do.Next, do.Joined, do.Resume, do.Count, do.ToClosing), waits, strict=False):
        later = apply(later, kind(later.at + wait))
    assert same(replace(later, at=closed.at), closed)


@given(headers(), happenings(*USUAL))
def test_a_driver_that_asks_first_and_one_that_does_not_come_to_the_same(header: Header, events: list[Event]) -> None:
    events = [event for event in events if not isinstance(event, do.Undo | do.Accept)]
    assert same(fold(header, events), advance(fold(header, accepted(header, events)), fold(header, events).at))


# --- what is left is true -----------------------------------------------------------------------------------------


def by_itself(state: State) -> State:
    """The state going on by itself, from a slot that is not over."""
    state = apply(state, do.Resume(state.at))
    while state.slot and state.left <= 0:
        state = apply(state, do.Next(state.at))
    return replace(state, hands_off=True)


@given(headers(), happenings(*USUAL, most=12))
def test_the_rest_of_the_present_block_is_what_it_takes_to_the_millisecond(header: Header, events: list) -> None:
    state = fold(header, accepted(header, [event for event in events if not isinstance(event, do.Undo)]))
    if state.slot is None or (isinstance(state.running, GoRound) and state.running.open):
        return
    state = by_itself(state)
    if state.slot is None or (isinstance(state.running, GoRound) and state.running.open):
        return
    still = rest_of_turns(state)
    assert advance(state, state.at + max(1, still)).block > state.block
    assert still == 0 or advance(state, state.at + still - 1).block == state.block


def test_a_third_who_comes_to_a_pair_lets_one_sit_out_as_the_group_asked() -> None:
    header = run({**PAIRS, "rounds": 2, "partners": "rotation", "sit_out": 1}, people=2)
    state = fold(header, [do.Joined(1000)])
    assert state.seating is not None
    assert (state.people, state.seating.sit_out, len(state.circle)) == (3, 1, 2)


def test_groups_that_were_too_small_at_first_grow_to_their_size_when_somebody_comes() -> None:
    state = fold(
        run({**PAIRS, "rounds": 2, "partners": "rotation", "size": 4}, people=3, minutes=120), [do.Joined(1000)]
    )
    assert state.seating is not None
    assert [len(groups) for groups in state.seating.rounds] == [1, 1]


@given(headers(), happenings(*USUAL, most=12))
def test_a_block_takes_no_more_than_its_rest(header: Header, events: list[Event]) -> None:
    state = fold(header, accepted(header, [event for event in events if not isinstance(event, do.Undo)]))
    state = by_itself(state)
    assert state.slot is None or advance(state, state.at + max(1, rest(state))).block > state.block


@given(headers())
def test_an_evening_that_is_left_alone_has_each_block_begin_where_the_plan_has_it_or_sooner(header: Header) -> None:
    state, planned = begin(replace(header, hands_off=True)), 0
    for length in header.plan.lengths:
        assert state.block_began <= planned
        index = state.block
        while state.block == index:
            state = advance(state, state.at + max(1, state.left))
        planned += length * SECOND
    assert state.slot is None


def test_three_slots_in_one_look_lose_nothing() -> None:
    header = run({**ROUND, "moves_on": "by itself"}, TALK)
    state = state_at(header, [], 250 * SECOND + 7)
    assert (state.slot, state.used) == (Turn(3), 7)


def test_small_groups_that_move_by_themselves_end_on_the_millisecond_however_late_anybody_looks() -> None:
    header = run({**PAIRS, "rounds": 2}, TALK, people=4, minutes=90)
    assert header.plan.lengths[0] == 42 * 60
    state = state_at(header, [do.Next(20 * SECOND)], 55 * MINUTE_MS + 123)
    assert (state.block, state.block_began) == (1, (20 + 40 * 60 + 90) * SECOND)


def test_a_turn_by_hand_waits_past_its_time_and_takes_nothing_from_the_next() -> None:
    header = run(ROUND, TALK)
    over = state_at(header, [], 200 * SECOND)
    assert (over.slot, over.left) == (Turn(1), -80 * SECOND)
    after = state_at(header, [do.Next(200 * SECOND)], 205 * SECOND)
    assert (after.slot, after.left, after.offered) == (Turn(2), 120 * SECOND, {1: 120 * SECOND})


def test_a_changeover_moves_on_by_itself_and_carries_what_is_over() -> None:
    state = state_at(run(ROUND, TALK), [do.Next(60 * SECOND)], 67 * SECOND)
    assert (state.slot, state.used) == (Turn(2), 2 * SECOND)


def test_when_a_block_is_told_to_move_on_by_itself_past_its_time_it_does_so_now() -> None:
    state = state_at(run(TALK, CLOSING), [do.MoveOn(30 * MINUTE_MS, True)], 30 * MINUTE_MS)
    assert (state.block, state.block_began) == (1, 30 * MINUTE_MS)
    assert state_at(run(TALK, CLOSING), [do.MoveOn(MINUTE_MS, True)], MINUTE_MS).block == 0


# --- what each event means ----------------------------------------------------------------------------------------


def turns(*seats: int) -> list[Event]:
    return [do.Next(10 * SECOND * place) for place, _ in enumerate(seats, 1)]


def test_who_passes_is_asked_again_at_the_end_and_may_pass_again() -> None:
    header = run({"kind": "round", "turn": "2m"}, TALK)
    events = [do.Pass(0), do.Next(10), do.Next(20)]
    assert fold(header, events).slot == Turn(1)
    assert fold(header, [*events, do.Pass(30)]).block == 1


def test_a_pass_between_two_turns_is_for_the_turn_that_comes() -> None:
    state = fold(run(ROUND, TALK), [do.Next(100_000), do.Pass(103_000)])
    assert (state.slot, state.slot_began, state.passed, state.queue) == (Changeover(), 103_000, {2}, (3, 2))
    twice = fold(run(ROUND, TALK, people=2), [do.Pass(0), do.Next(20_000), do.Pass(21_000)])
    assert (twice.block, twice.block_began) == (1, 21_000)


def test_when_the_last_to_speak_leaves_between_two_turns_the_round_is_over_at_the_end_of_the_changeover() -> None:
    state = state_at(run(ROUND, TALK), [do.Next(100_000), do.Next(130_000), do.Left(131_000, 3)], 140_000)
    assert (state.block, state.block_began) == (1, 135_000)


def test_the_only_one_left_may_pass_twice_and_the_round_is_over() -> None:
    header = run({"kind": "round", "turn": "2m"}, TALK, people=2)
    state = fold(header, [do.Next(0), do.Pass(1)])
    assert state.slot == Turn(2)
    assert fold(header, [do.Next(0), do.Pass(1), do.Pass(2)]).block == 1


def test_who_passes_on_what_they_are_due_has_been_offered_it() -> None:
    header = run({"kind": "round", "turn": "1m"}, TALK, people=2)
    due_again = [do.Next(0), do.Extend(1, 60), do.Next(2)]
    assert fold(header, due_again).slot == Due(1)
    assert fold(header, [*due_again, do.Pass(3)]).block == 1


def test_in_small_groups_and_where_there_is_no_pass_nobody_is_passed_over() -> None:
    for block in (PAIRS, {**ROUND, "pass": False}):
        assert refusal(begin(run(block)), do.Pass(0))


def test_a_minute_more_reaches_those_who_have_spoken_at_the_end_of_the_round() -> None:
    header = run(ROUND, TALK)
    state = fold(header, [do.Next(10_000), do.Extend(20_000, 60)])
    assert (state.slot, state.left, due(state)) == (Turn(2), 175 * SECOND, (1,))
    state = fold(header, [do.Next(10_000), do.Extend(20_000, 60), do.Next(30_000), do.Next(40_000)])
    assert state_at(header, [], 0).slot == Turn(1)
    state = advance(state, 45_000)
    assert (state.slot, state.left) == (Due(1), 60 * SECOND)


def test_a_turn_cannot_become_shorter_than_somebody_has_had() -> None:
    header = run(ROUND, TALK)
    assert refusal(fold(header, [do.Next(10_000)]), do.Extend(20_000, -5))
    assert refusal(advance(begin(header), 61_000), do.Extend(61_000, -60))
    assert not refusal(advance(begin(header), 60_000), do.Extend(60_000, -60))


def test_time_that_somebody_is_due_cannot_be_taken_back_after_they_have_had_it() -> None:
    header = run({"kind": "round", "turn": "1m"}, TALK, people=2)
    state = fold(header, [do.Next(0), do.Extend(0, 60), do.Next(0), do.Extend(0, 60)])
    assert (state.slot, state.left) == (Due(1), 120 * SECOND)
    assert refusal(advance(state, 100_000), do.Extend(100_000, -60))
    assert not refusal(advance(state, 100_000), do.Extend(100_000, -20))


def test_more_time_is_refused_where_a_later_block_would_fall_below_its_least() -> None:
    header = run({**TALK, "length": "10m"}, {"kind": "segment", "length": "39m"}, minutes=50)
    assert not refusal(begin(header), do.Extend(0, 60))
    assert refusal(begin(header), do.Extend(0, 61))


def test_an_open_round_cannot_be_made_longer_than_there_is_time() -> None:
    ward = {"kind": "round", "open": True, "turn": "1m", "length": {"min": "10m", "ideal": "10m", "max": "10m"}}
    header = run(ward, {"kind": "segment", "length": "10m"}, minutes=25)
    assert not refusal(begin(header), do.Extend(0, 300))
    assert refusal(begin(header), do.Extend(0, 301))


def test_an_open_round_goes_round_again_while_there_is_time_for_everybody() -> None:
    ward = {"kind": "round", "open": True, "turn": "1m", "length": "10m", "moves_on": "by itself"}
    header = run(ward, CLOSING, people=3)
    assert [state_at(header, [], minute * MINUTE_MS).lap for minute in (0, 2, 3, 6, 8)] == [0, 0, 1, 2, 2]
    assert state_at(header, [], 9 * MINUTE_MS).block == 1


def test_an_open_round_goes_round_again_to_the_last_second_and_counts_its_changeovers() -> None:
    ward = {"kind": "round", "open": True, "turn": "1m", "moves_on": "by itself"}
    header = run(TALK, {**ward, "length": "9m"}, CLOSING)
    laps = [state_at(header, [do.Next(MINUTE_MS)], minute * MINUTE_MS).lap for minute in (1, 4, 7, 9)]
    assert laps == [0, 1, 2, 2]
    header = run({**ward, "length": "8m", "changeover": "30s"}, CLOSING)
    assert [state_at(header, [], minute * MINUTE_MS).block for minute in (3, 4)] == [0, 1]


def test_the_next_time_round_begins_with_the_turn_of_the_block_and_nobody_has_had_or_passed_any() -> None:
    header = run({"kind": "round", "open": True, "turn": "1m", "length": "10m"}, CLOSING, people=2)
    events = [do.Extend(70_000, 60), do.Next(80_000), do.Pass(90_000)]
    before, after = fold(header, events), fold(header, [*events, do.Pass(95_000)])
    assert (before.lap, before.passed, before.offered, before.entitlement) == (0, {2}, {1: 120_000}, 120_000)
    assert (after.lap, after.passed, after.offered, after.entitlement) == (1, frozenset(), {}, 60_000)


@pytest.mark.parametrize(("seat", "guests", "cut_short"), [(1, (2,), 0), (2, (), 60_000)])
def test_whoever_sat_in_with_others_sits_in_the_next_rotation_like_everybody(seat: int, guests, cut_short: int) -> None:
    rotation = {**PAIRS, "partners": "rotation", "rounds": 2, "turn": "5m", "changeover": "0s"}
    header = run(rotation, TALK, people=6, minutes=120)
    before, after = (state_at(header, [do.Next(0), do.Left(360_000, seat)], at) for at in (590_000, 610_000))
    assert (before.lap, before.guests, before.cut_short) == (0, guests, cut_short)
    assert (after.lap, after.guests, after.cut_short) == (1, (), 0)


def test_a_newcomer_gets_a_full_turn_at_the_end_of_the_round_and_a_seat_of_their_own() -> None:
    state = fold(run(ROUND, TALK), [do.Next(0), do.Joined(1000)])
    assert (state.queue, state.seats, state.next_seat) == ((2, 3, 4), (1, 2, 3, 4), 5)
    assert state.entitlement == 120 * SECOND


def test_without_time_for_another_turn_a_newcomer_sits_in_from_the_next_round_on() -> None:
    header = run(ROUND, {**ROUND, "turn": "1m"}, minutes=11)
    state = fold(header, [do.Joined(0)])
    assert (state.circle, state.seats) == ((1, 2, 3), (1, 2, 3, 4))
    late = [do.Next(minute * MINUTE_MS) for minute in (3, 6, 9)]
    assert fold(header, [do.Joined(0), *late]).circle == (1, 2, 3, 4)


def test_the_time_of_those_who_leave_before_their_turn_goes_to_the_later_blocks() -> None:
    header = run({"kind": "round", "turn": "2m"}, TALK, people=9, minutes=28)
    assert header.plan.lengths == (18 * 60, 10 * 60)
    assert fold(header, [do.Left(0, seat) for seat in (9, 8, 7)]).lengths[1] == 16 * 60


def test_a_seat_is_never_given_twice() -> None:
    state = fold(run(TALK), [do.Joined(0), do.Left(1, 4), do.Joined(2)])
    assert state.seats == (1, 2, 3, 5)


def test_when_the_speaker_leaves_the_next_one_has_the_turn() -> None:
    state = fold(run({"kind": "round", "turn": "2m"}, TALK), [do.Left(50_000, 1)])
    assert (state.slot, state.used, state.circle) == (Turn(2), 0, (2, 3))


def test_when_the_last_to_speak_leaves_the_round_is_over() -> None:
    assert fold(run({"kind": "round", "turn": "2m"}, TALK), [do.Next(0), do.Next(1), do.Left(2, 3)]).block == 1


def test_somebody_who_has_had_their_turn_leaves_and_nobody_loses_one() -> None:
    state = fold(run(ROUND, TALK), [do.Next(0), do.Left(1, None)])
    assert (state.seats, state.queue) == ((2, 3), (2, 3))


def test_nobody_who_still_waits_for_a_turn_is_taken_for_one_who_has_had_theirs() -> None:
    header = run({"kind": "round", "turn": "2m"}, TALK, people=4)
    state = fold(header, [do.Next(0), do.Left(1, None)])
    assert refusal(state, do.Left(2, None))
    assert fold(header, [do.Next(0), do.Left(1, None), do.Left(2, None)]).seats == (2, 3, 4)


def test_the_last_one_in_the_room_cannot_leave() -> None:
    assert refusal(fold(run(TALK, people=2), [do.Left(0, None)]), do.Left(0, None))


def test_a_joined_or_left_in_small_groups_leaves_the_present_rotation_as_it_is() -> None:
    header = run({**PAIRS, "rounds": 2}, people=4, minutes=90)
    for event in (do.Joined(5000), do.Left(5000, None)):
        before = advance(fold(header, [do.Next(0)]), 5000)
        after = apply(before, event)
        assert (after.slot, after.left, after.circle) == (before.slot, before.left, before.circle)


def test_while_small_groups_gather_their_rounds_can_be_made_equal_and_a_turn_stays_as_long() -> None:
    header = run(PAIRS, TALK, people=5)
    rounds, back = (fold(header, [do.Equal(0, kind) for kind in kinds]) for kinds in (["rounds"], ["rounds", "turns"]))
    assert [(state.circle, state.groups.equal) for state in (rounds, back)] == [
        ((1, 2), "rounds"),
        ((1, 2, 3), "turns"),
    ]
    assert begin(header).turn == rounds.turn == 600 * SECOND
    assert [bool(refusal(rounds, do.Equal(0, kind))) for kind in ("rounds", "turns")] == [True, False]


def test_a_turn_that_is_owed_in_small_groups_comes_after_the_others() -> None:
    state = fold(run(PAIRS, TALK, people=4), [do.Next(0), do.Owed(10)])
    assert (state.slot, state.circle, state.queue) == (Turn(1), (1, 2, 3), (2, 3))


def test_a_three_from_the_second_rotation_on_has_three_turns() -> None:
    header = run({**PAIRS, "rounds": 2, "changeover": "0s"}, people=4, minutes=90)
    state = state_at(header, [do.Next(0), do.Joined(5000)], 20 * MINUTE_MS)
    assert (state.lap, state.circle) == (1, (1, 2, 3))


def test_who_began_without_peerkit_says_since_when() -> None:
    state = fold(run(TALK, CLOSING), [do.Began(0, 360)])
    assert (state.used, state.now) == (360 * SECOND, 0)
    assert refusal(fold(run(TALK, CLOSING), [do.Next(0)]), do.Began(0, 360))


def test_a_late_start_is_behind_and_began_mends_it() -> None:
    header = begun(plan_of(TALK, CLOSING, minutes=25), late=360)
    assert drift(begin(header)) == 360 * SECOND
    assert drift(fold(header, [do.Began(0, 360)])) == 0


def test_one_small_group_alone_has_warnings_of_its_own_until_the_turn_or_the_block_is_over() -> None:
    header = run(PAIRS, CLOSING, people=2)
    assert fold(header, [do.Warn(0, (60,))]).warn == (60,)
    assert fold(header, [do.Warn(0, (60,)), do.ToClosing(1)]).warn is None
    assert fold(header, [do.Next(0), do.Warn(1, (60,)), do.Next(2)]).warn is None


def test_lengths_that_are_accepted_are_those_of_the_later_blocks_and_what_is_left_is_spare() -> None:
    state = fold(run(TALK, TALK, CLOSING), [do.Accept(0, (900, 300))])
    assert (state.lengths, state.spare) == ((1200, 900, 300), 1200)


def test_straight_to_the_closing_leaves_out_what_lies_between() -> None:
    state = fold(run(TALK, TALK, TALK, CLOSING), [do.ToClosing(1000)])
    assert (state.block, state.block_began) == (3, 1000)
    assert refusal(state, do.ToClosing(2000))


@pytest.mark.parametrize("event", [do.Next(9), do.Pass(9), do.Pause(9), do.Extend(9, 60), do.MoveOn(9, True)])
def test_after_the_last_block_nothing_moves(event: Event) -> None:
    state = fold(run(TALK), [do.Next(5)])
    assert (state.slot, state.running, state.slot_ms) == (None, None, 0)
    assert refusal(state, event)


def test_time_away_that_was_nobodys_cannot_be_counted_later() -> None:
    state = fold(run(TALK, CLOSING), [do.Gap(1000, 60_000, "away"), do.Resume(1500)])
    assert (state.gap, state.paused, state.spent) == (None, False, 1000)
    assert refusal(state, do.Count(2000))


def test_two_gaps_before_an_answer_are_both_counted() -> None:
    header = run(TALK, CLOSING)
    events = [do.Gap(1000, 60_000, "away"), do.Gap(1500, 30_000, "sleep"), do.Count(2000)]
    assert fold(header, events).spent == 1000 + 90_000


def test_undo_brings_back_the_turn_as_it_was() -> None:
    header = run(ROUND, TALK)
    state = state_at(header, [do.Next(30_000), do.Undo(50_000)], 50_000)
    assert (state.slot, state.used, state.offered) == (Turn(1), 50_000, {})


def test_undo_reaches_back_over_a_pause_and_leaves_it() -> None:
    header = run(ROUND, TALK)
    events = [do.Next(30_000), do.Pause(40_000), do.Undo(50_000)]
    state = state_at(header, events, 60_000)
    assert (state.slot, state.paused, state.used) == (Turn(1), True, 40_000)


def test_undo_is_not_undone_but_reaches_one_further_back() -> None:
    header = run({"kind": "round", "turn": "2m"}, TALK)
    events = [do.Next(10), do.Next(20), do.Undo(30), do.Undo(40)]
    assert [state_at(header, events, at).slot for at in (20, 30, 40)] == [Turn(3), Turn(2), Turn(1)]


def test_undo_of_an_extension_is_refused_when_the_block_would_have_ended_without_it() -> None:
    header = run({**TALK, "length": "10m", "moves_on": "by itself"}, CLOSING)
    events = [do.Extend(0, 300)]
    assert undone(header, events, 9 * MINUTE_MS) == 0
    assert undone(header, events, 11 * MINUTE_MS) is None
    assert undone(header, [*events, do.Pause(5 * MINUTE_MS)], 11 * MINUTE_MS) == 0, "it stands still before its end"


def test_nothing_is_undone_after_the_session_is_closed() -> None:
    assert undone(run(TALK), [do.Next(0), do.Finish(10, 9)], 20) is None


def test_an_event_later_than_the_moment_asked_for_has_not_happened() -> None:
    assert state_at(run(ROUND, TALK), [do.Next(30_000)], 29_999).slot == Turn(1)


def test_a_block_that_is_left_alone_begins_whole_or_with_the_first_turn() -> None:
    header = run(TALK, ROUND, PAIRS, people=4)
    slots = [fold(header, [do.Next(0)] * count).slot for count in range(4)]
    assert slots == [Whole(), Turn(1), Changeover(), Turn(2)]
    assert isinstance(header.plan.blocks[2], Groups)


# --- breaks, clocks and what was said too late ----------------------------------------------------------------------

BY_HAND = {"kind": "round", "turn": "2m"}
FLEXIBLE = {"kind": "round", "turn": {"min": "1m", "ideal": "2m", "max": "3m"}}
LONGER_ALREADY = Late(None, "It has run for longer than that already.")
BY_ITSELF = Late(None, "This began by itself, at its time.")
SOMETHING_ELSE = Late(None, "Something else was done at that time. Undo that first, or say fewer minutes.")


def test_in_a_break_the_clock_stands_until_somebody_resumes_or_counts_the_time_away() -> None:
    header = run(TALK, CLOSING)
    taken = fold(header, [do.TakeBreak(MINUTE_MS, 300)])
    assert (taken.paused, taken.break_until, taken.spent) == (True, 6 * MINUTE_MS, MINUTE_MS)
    assert (taken.lengths, taken.spare) == (header.plan.lengths, header.plan.spare)
    resumed = apply(taken, do.Resume(8 * MINUTE_MS))
    assert (resumed.paused, resumed.break_until, resumed.spent) == (False, None, MINUTE_MS)
    counted = apply(apply(taken, do.Gap(2 * MINUTE_MS, 9000, "away")), do.Count(3 * MINUTE_MS))
    assert (counted.paused, counted.break_until, counted.spent) == (False, None, MINUTE_MS + 9000)


def test_a_break_and_more_time_can_come_with_other_lengths_and_what_they_leave_is_spare() -> None:
    header = run(TALK, TALK, CLOSING)
    assert (header.plan.lengths, header.plan.spare) == ((1200, 1200, 300), 900)
    break_taken = fold(header, [do.TakeBreak(0, 300, (600, 300))])
    assert (break_taken.lengths, break_taken.spare, break_taken.break_until) == ((1200, 600, 300), 1200, 300 * SECOND)
    extended = fold(header, [do.Extend(0, 300, (600, 300))])
    assert (extended.lengths, extended.spare) == ((1500, 600, 300), 1200)
    assert fold(header, [do.Extend(0, 300)]).spare == 900


def test_a_clock_that_is_set_moves_the_time_on_the_wall_and_nobodys_turn() -> None:
    state = fold(run(TALK, CLOSING), [do.ClockSet(9000, 5000), do.ClockSet(10_000, -12_000)])
    assert (state.at, state.away, state.now, state.spent) == (10_000, -7000, 3000, 10_000)


def test_a_first_block_that_began_longer_ago_than_it_lasts_and_moves_by_itself_is_over() -> None:
    state = fold(run({**TALK, "moves_on": "by itself"}, CLOSING), [do.Began(0, 1300)])
    assert (state.block, state.used) == (1, 100 * SECOND)


def test_another_evening_from_here_has_the_lengths_that_were_shown_and_the_rest_is_spare() -> None:
    state = fold(run(TALK, TALK, CLOSING), [do.Arrange(0, "without", 1, 0, (300,)), do.Next(5000)])
    assert ([block.name for block in state.plan.blocks], state.lengths) == (["Part 1", "Part 3"], (1200, 300))
    assert (state.block, state.spare) == (1, 2100)
    later = fold(run(TALK, TALK, CLOSING), [do.Arrange(0, "end", 0, 600, (600, 300))])
    assert (later.end, later.lengths, later.spare) == (70 * MINUTE_MS, (1200, 600, 300), 2100)


def test_whoever_comes_or_goes_with_lengths_gives_the_blocks_to_come_exactly_those() -> None:
    header = run(FLEXIBLE, TALK, CLOSING, minutes=40)
    spare = header.plan.spare
    for event in (do.Joined(0, 1, (660, 300)), do.Left(0, 3, (660, 300))):
        state = fold(header, [event])
        assert (state.lengths[1:], state.spare) == ((660, 300), spare)
    assert fold(header, [do.Next(0), do.ToClosing(1), do.Joined(2, 1, ())]).lengths == header.plan.lengths
    assert fold(run(TALK, TALK, CLOSING), [do.Next(0), do.Joined(1, 1, (240,))]).lengths == (1200, 1200, 240)
    for lengths in ((), (660,), (660, 300, 300)):
        assert fold(header, [do.Joined(0, 1, lengths)]).lengths == header.plan.lengths


def test_as_many_come_as_the_event_says() -> None:
    assert fold(run(TALK, CLOSING), [do.Joined(0, 3)]).seats == (1, 2, 3, 4, 5, 6)


def test_whoever_comes_or_goes_can_leave_every_turn_to_come_as_long_as_it_was() -> None:
    header = run(TALK, FLEXIBLE, TALK, CLOSING, people=4, minutes=36)
    assert header.plan.lengths == (720, 480, 660, 300), "two minutes a turn"
    state = begin(header)
    assert with_the_same_turns(state, do.Joined(1000, 2)) == do.Joined(1000, 2, (720, 660, 300))
    assert with_the_same_turns(state, do.Left(1000, 3)) == do.Left(1000, 3, (360, 660, 300))


def test_whoever_comes_or_goes_has_it_kept_who_sits_with_whom_in_every_round_to_come() -> None:
    header = run(TALK, {**PAIRS, "rounds": 2, "partners": "rotation"}, CLOSING, people=4, minutes=120)
    for event, people in ((do.Joined(1000, 2), 6), (do.Left(1000, 3), 3)):
        ((block, rounds),) = with_the_same_turns(begin(header), event).places
        assert block == 1
        assert [sorted(sum(groups, ())) for groups in rounds] == [list(range(1, people + 1))] * 2


def test_an_event_that_was_said_too_late_happened_when_it_did() -> None:
    right = do.Began(140_000, 40, 130_000, 100_000)
    for kind in (do.Next, do.Pass, do.ToClosing):
        assert put_right([kind(130_000), right]) == [kind(100_000), right]
    assert put_right([do.Next(130_000), do.Next(130_000), right]) == [do.Next(100_000), do.Next(130_000), right]
    at_the_same_time = [do.Joined(100_000), do.Next(130_000)]
    assert put_right([*at_the_same_time, right]) == [do.Joined(100_000), do.Next(100_000), right]
    again = do.Began(300_000, 50, 260_000, 250_000)
    assert put_right([do.Next(130_000), right, do.Next(260_000), again]) == [
        *(do.Next(100_000), right, do.Next(250_000), again)
    ]


@pytest.mark.parametrize(
    "events",
    [
        [do.Next(130_000), do.Began(140_000, 40)],
        [do.Next(130_000), do.Began(140_000, 40, 130_000)],
        [do.Next(130_000), do.Began(140_000, 40, None, 100_000)],
        [do.Next(130_000), do.Began(140_000, 40, 120_000, 100_000)],
        [do.Next(130_000), do.Began(140_000, 40, 130_000, 135_000)],
        [do.Pause(130_000), do.Began(140_000, 40, 130_000, 100_000)],
        [do.Joined(100_001), do.Next(130_000), do.Began(140_000, 40, 130_000, 100_000)],
        [do.Next(0), do.Joined(120_000), do.Next(130_000), do.Pass(140_000), do.Began(150_000, 40, 130_000, 100_000)],
    ],
)
def test_what_cannot_be_put_right_stays_as_it_was_said(events: list[Event]) -> None:
    assert put_right(events) == events


def test_a_turn_that_is_put_right_began_then_and_nobody_lost_any_of_theirs() -> None:
    events = [do.Next(130_000), do.Began(140_000, 40, 130_000, 100_000)]
    state = state_at(run(BY_HAND, TALK), events, 150_000)
    assert (state.slot, state.slot_began, state.used, state.offered) == (Turn(2), 100_000, 50_000, {1: 120_000})


def test_in_the_first_turn_of_all_it_is_the_clock_that_began_too_late() -> None:
    header = run(BY_HAND, TALK)
    assert began(header, [], 10_000, 60) == Late(do.Began(10_000, 60))
    assert began(header, [], 10_000, 10) == LONGER_ALREADY


@pytest.mark.parametrize(
    ("kept", "at", "seconds", "expected"),
    [
        ([do.Next(130_000)], 150_000, 50, Late(do.Began(150_000, 50, 130_000, 100_000))),
        ([do.Next(130_000)], 150_000, 21, Late(do.Began(150_000, 21, 130_000, 129_000))),
        ([do.Next(130_000)], 150_000, 20, LONGER_ALREADY),
        ([do.Next(130_000)], 150_000, 150, Late(do.Began(150_000, 150, 130_000, 0))),
        ([do.Next(130_000)], 150_000, 151, SOMETHING_ELSE),
        ([do.Joined(60_000), do.Next(130_000)], 150_000, 90, Late(do.Began(150_000, 90, 130_000, 60_000))),
        ([do.Joined(60_000), do.Next(130_000)], 150_000, 91, SOMETHING_ELSE),
        ([do.Next(130_000), do.Joined(140_000)], 150_000, 50, Late(do.Began(150_000, 50, 130_000, 100_000))),
        ([do.Next(0), do.Pass(90_000)], 100_000, 30, Late(do.Began(100_000, 30, 90_000, 70_000))),
        ([do.ToClosing(0)], 10_000, 60, SOMETHING_ELSE),
        ([do.ToClosing(5000)], 10_000, 6, Late(do.Began(10_000, 6, 5000, 4000))),
        ([do.Next(130_000), do.Began(140_000, 40, 130_000, 100_000)], 150_000, 60, SOMETHING_ELSE),
        (
            [do.Next(100_000), do.Began(110_000, 20, 100_000, 90_000), do.Next(200_000)],
            *(210_000, 30, Late(do.Began(210_000, 30, 200_000, 180_000))),
        ),
    ],
)
def test_a_next_that_was_forgotten_is_put_right_where_nothing_else_was_done(kept, at, seconds, expected: Late) -> None:
    assert began(run(BY_HAND, TALK, CLOSING), kept, at, seconds) == expected


@pytest.mark.parametrize(
    ("kept", "at", "seconds", "expected"),
    [
        ([do.Next(100_000)], 103_000, 5, Late(do.Began(103_000, 5, 100_000, 98_000))),
        ([do.Next(100_000)], 110_000, 8, Late(do.Began(110_000, 8, 100_000, 97_000))),
        ([do.Next(100_000), do.Next(130_000)], 140_000, 30, Late(do.Began(140_000, 30, 130_000, 105_000))),
        ([do.Next(100_000), do.Next(130_000)], 140_000, 33, SOMETHING_ELSE),
    ],
)
def test_a_turn_after_a_changeover_began_with_whoever_said_next_before_it(kept, at, seconds, expected: Late) -> None:
    assert began(run(ROUND, TALK), kept, at, seconds) == expected


@pytest.mark.parametrize("block", [BY_HAND, ROUND])
def test_what_began_by_itself_began_at_its_time(block: dict) -> None:
    header = run({**block, "moves_on": "by itself"}, CLOSING)
    assert began(header, [], 160_000, 60) == BY_ITSELF
    assert began(header, [do.Next(10_000)], 150_000, 60) == BY_ITSELF


@pytest.mark.parametrize("event", [do.MoveOn(300_000, True), do.Left(120_000, 2)])
def test_a_turn_that_began_when_somebody_left_or_time_was_up_has_no_next_to_put_right(event: Event) -> None:
    assert began(run(BY_HAND, TALK), [do.Next(100_000), event], 310_000, 60) == BY_ITSELF


def test_a_block_begins_with_nothing_of_the_one_before() -> None:
    seating = begin(run({**PAIRS, "partners": "rotation"}, TALK, people=4)).seating
    assert seating
    blank_and_left_over = {
        "lap": (0, 2),
        "circle": ((), (1, 2)),
        "queue": ((), (2,)),
        "offered": ({}, {1: 5}),
        "passed": (frozenset(), frozenset({1})),
        "entitlement": (0, 9),
        "guests": ((), (2,)),
        "cut_short": (0, 7),
        "warn": (None, (60,)),
        "seating": (None, seating),
    }
    full = {name: left_over for name, (_, left_over) in blank_and_left_over.items()}
    state = apply(replace(begin(run(TALK, TALK, CLOSING)), **full), do.Next(5))
    assert {name: getattr(state, name) for name in full} == {
        name: each for name, (each, _) in blank_and_left_over.items()
    }
    assert (state.block_began, state.slot_began) == (5, 5)
    assert fold(run({**TALK, "moves_on": "by itself"}), [do.Next(5)]).by_itself is False
