"""Equal time, whatever happens: random evenings with random events, watched at every end of a round."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from peerkit.planning.fit import Fit
from peerkit.planning.template import GoRound, Groups
from peerkit.running import events as do
from peerkit.running import run
from peerkit.running.events import Event
from peerkit.running.proposal import Over, needs, proposal
from peerkit.running.refusals import refusal
from peerkit.running.run import advance, apply, begin, effective, state_at, undone
from peerkit.running.state import SECOND, Due, Header, State, Turn, due
from tests.strategies import (
    USUAL,
    WAITS,
    accepted,
    begun,
    blocks,
    closed_rounds,
    groups,
    happenings,
    headers,
    open_rounds,
    plan_of,
    stretches,
)
from tests.tries import tries

Lap = tuple[State, State]
"""A time round the circle: the state as it began, and as it ended."""


@contextmanager
def watched() -> Iterator[list[Lap]]:
    """Every lap that ends while the run goes on: of closed and open rounds and of small groups."""
    laps: list[Lap] = []
    begun: list[State] = []
    begin_lap, begin_block = run._begin_lap, run._begin_block

    def over(state: State) -> None:
        if begun and begun[-1].block == state.block and begun[-1].lap == state.lap and not state.finished:
            laps.append((begun.pop(), state))

    def a_lap_begins(state: State, lap: int) -> State:
        over(state)
        begun.append(begin_lap(state, lap))
        return begun[-1]

    def a_block_begins(state: State, index: int, when: int) -> State:
        over(state)
        begun.clear()
        return begin_block(state, index, when)

    with patch.object(run, "_begin_lap", a_lap_begins), patch.object(run, "_begin_block", a_block_begins):
        yield laps


def laps_of(header: Header, events: list[Event]) -> list[Lap]:
    """The laps that came to their end in this run, and were not cut short by going straight to the closing."""
    ended: list[Lap] = []
    with watched() as laps:
        state = begin(header)
        for event in effective(header, events):
            laps.clear()
            state = advance(state, event.at)
            if isinstance(event, do.ToClosing):
                ended += laps
                laps.clear()
                state = apply(state, event)
            else:
                state = apply(state, event)
                ended += laps
    return ended


def is_fair(first: State, last: State) -> bool:
    """Everyone in the circle from its start and still there, and everyone who joined it, was offered the same.

    In small groups these are the places; while people gather, there can come to be fewer of them.
    """
    still = [] if isinstance(first.running, Groups) else [seat for seat in first.circle if seat in last.seats]
    return set(last.offered) <= {*first.circle, *last.circle} and all(
        last.offered.get(seat) == last.entitlement for seat in {*still, *last.circle}
    )


EVENTFUL = tuple(kind for kind in USUAL if kind is not do.ToClosing)
BUSY = happenings(*[do.Next] * 6, *[do.Extend] * 2, *EVENTFUL, most=40)


@given(headers(closed_rounds, most=3), BUSY)
@tries(2)
def test_when_a_round_ends_everyone_has_been_offered_the_same_time(header: Header, events: list[Event]) -> None:
    for first, last in laps_of(header, accepted(header, events)):
        assert is_fair(first, last)
        assert last.entitlement > 0


@given(headers(open_rounds, most=2), BUSY)
def test_every_time_round_an_open_circle_gives_everybody_in_it_the_same(header: Header, events: list[Event]) -> None:
    for first, last in laps_of(header, accepted(header, events)):
        assert is_fair(first, last)
        assert last.entitlement == first.running.turn.ideal * SECOND


@given(headers(groups, most=2), BUSY)
def test_every_place_in_a_small_group_gets_the_same_in_each_rotation(header: Header, events: list[Event]) -> None:
    for first, last in laps_of(header, accepted(header, events)):
        assert set(last.offered) == set(last.circle), "whoever is owed a turn has a place of their own"
        assert is_fair(first, last)


@given(headers(blocks), happenings(*[do.Next] * 6, *USUAL, most=40))
def test_no_event_in_any_order_makes_a_round_unfair(header: Header, events: list[Event]) -> None:
    """Without a driver that asks first: what is refused changes nothing."""
    for first, last in laps_of(header, events):
        assert is_fair(first, last)


# --- by the clock, not by the books ----------------------------------------------------------------------------------

QUIET = (do.Extend, do.Extend, do.Pause, do.Resume, do.Gap, do.Joined)


def had(header: Header, events: list[Event]) -> Iterator[tuple[State, dict[int, int]]]:
    """The milliseconds that each seat really had, by the clock, at the end of each block that goes on by itself."""
    state, clock = begin(header), dict[int, int]()
    events = [*events, do.Resume(events[-1].at if events else 0), do.Resume(10**8)]
    for event in events:
        while True:
            state = apply(state, do.MoveOn(state.at, True))
            until = event.at if state.paused or state.slot is None else min(event.at, state.at + max(0, state.left))
            over = until <= state.at < event.at  # by an event at this moment: the next one has what passes
            now = advance(state, state.at + 1 if over else until)
            if now.block != state.block and over:
                yield state, clock
                clock = {}
            if isinstance(slot := now.slot if over else state.slot, Turn | Due):
                clock[slot.seat] = clock.get(slot.seat, 0) + now.spent - state.spent
            if now.block != state.block and not over:
                yield state, clock
                clock = {}
            state = now
            if state.at >= event.at:
                break
        state = apply(state, event)


@example(
    begun(plan_of({"kind": "round", "turn": "5m", "changeover": "5s"}, people=2, minutes=60)),
    [do.Extend(255_000, -45), do.Pause(400_000)],
)
@given(headers(closed_rounds, most=2), happenings(*QUIET, most=15))
def test_by_the_clock_everyone_has_the_same_time_when_turns_run_out_by_themselves(header, events: list[Event]) -> None:
    for ending, clock in had(header, events):
        assert {seat: clock[seat] for seat in ending.circle} == dict.fromkeys(ending.circle, ending.entitlement)


@given(headers(closed_rounds, most=2), st.lists(WAITS, min_size=1, max_size=12))
def test_what_somebody_runs_over_is_taken_from_nobody(header: Header, waits: list[int]) -> None:
    state = begin(header)
    for wait in waits:
        before = advance(state, state.at + wait)
        state = apply(before, do.Next(before.at))
        if isinstance(state.slot, Turn):
            assert state.left == state.entitlement
            assert state.block != before.block or state.entitlement == before.entitlement


# --- an evening, step by step ----------------------------------------------------------------------------------------


class AnEvening(RuleBasedStateMachine):
    """A facilitator who presses everything, and a driver that asks `refusal` first."""

    @initialize(header=headers(closed_rounds | stretches | groups | open_rounds, most=4))
    def it_begins(self, header: Header) -> None:
        self.header, self.events, self.at = header, list[Event](), 0
        self.state = begin(header)

    def happen(self, kind: type[Event], *values: object) -> None:
        event = kind(self.at, *values)
        if not refusal(self.state, event):
            self.events.append(event)
            self.state = apply(self.state, event)

    @rule(ms=WAITS)
    def time_passes(self, ms: int) -> None:
        self.at += ms
        self.state = advance(self.state, self.at)

    @precondition(lambda self: self.state.slot is not None and not self.state.paused)
    @rule()
    def the_present_slot_runs_out(self) -> None:
        self.at += max(1, self.state.left)
        self.state = advance(self.state, self.at)

    @rule(kind=st.sampled_from([do.Next, do.Next, do.Next, do.Pass, do.Pause, do.Resume, do.Count, do.Joined]))
    def somebody_presses(self, kind: type[Event]) -> None:
        self.happen(kind)

    @rule(seconds=st.sampled_from([60, 60, -30, 5]))
    def more_or_less_time(self, seconds: int) -> None:
        self.happen(do.Extend, seconds)

    @rule(by_itself=st.booleans())
    def moves_on(self, by_itself: bool) -> None:
        self.happen(do.MoveOn, by_itself)

    @rule(place=st.none() | st.integers(0, 12))
    def somebody_leaves(self, place: int | None) -> None:
        self.happen(do.Left, None if place is None else self.state.seats[place % self.state.people])

    @rule(ms=st.integers(0, 600_000))
    def the_lid_is_closed(self, ms: int) -> None:
        self.happen(do.Gap, ms, "sleep")

    @rule()
    def the_proposal_is_accepted(self) -> None:
        shown = proposal(self.state)
        if isinstance(shown, Fit):
            self.happen(do.Accept, shown.lengths)

    @rule()
    def undo(self) -> None:
        if undone(self.header, effective(self.header, self.events), self.at) is not None:
            self.events.append(do.Undo(self.at))
            self.state = state_at(self.header, self.events, self.at)

    @invariant()
    def the_fold_from_the_beginning_gives_the_same(self) -> None:
        assert state_at(self.header, self.events, self.at) == self.state

    @invariant()
    def nobody_has_been_offered_more_than_their_turn(self) -> None:
        assert all(0 < offered <= self.state.entitlement for offered in self.state.offered.values())
        assert set(due(self.state)) <= set(self.state.circle) - set(self.state.queue)

    @invariant()
    def everybody_here_has_a_seat_of_their_own(self) -> None:
        assert len(set(self.state.seats)) == self.state.people >= 1
        if isinstance(self.state.running, GoRound):
            assert set(self.state.circle) <= set(self.state.seats)

    @invariant()
    def what_is_shown_fits_or_says_by_how_much_it_does_not(self) -> None:
        shown = proposal(self.state)
        if isinstance(shown, Fit):
            assert all(length in need.rungs for length, need in zip(shown.lengths, needs(self.state), strict=True))
        assert not isinstance(shown, Over) or (shown.seconds > 0 and shown.offers)

    def teardown(self) -> None:
        if hasattr(self, "events"):
            for first, last in laps_of(self.header, self.events):
                assert is_fair(first, last)


TestAnEvening = AnEvening.TestCase
TestAnEvening.settings = tries(0.5, stateful_step_count=40)
