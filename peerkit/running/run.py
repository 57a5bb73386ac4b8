"""The fold: `state_at(header, events, at)` is the whole of a session's logic.

Any events in any order give a state. One that means nothing where it stands changes nothing, and `refusal`
says why. The state at a moment does not depend on how often anybody looked before.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from peerkit.messages import _
from peerkit.planning.seating import seating_of
from peerkit.running import events as do
from peerkit.running import seating
from peerkit.running.kinds import runs
from peerkit.running.proposal import arranged, extended, refitted, same_turns, settled, with_lengths
from peerkit.running.refusals import refusal
from peerkit.running.state import SECOND, Changeover, Due, Gathering, Header, Slot, State, Turn, due, slot_of

_SLOT_ENDS = (do.Next, do.Pass, do.ToClosing)


def state_at(header: Header, events: Sequence[do.Event], at: int) -> State:
    """The session at `at` milliseconds of run time; events that come later are left out."""
    return advance(fold(header, effective(header, [event for event in events if event.at <= at])), at)


def fold(header: Header, events: Sequence[do.Event]) -> State:
    """The state right after the last of these events, none of which is an Undo."""
    state = begin(header)
    for event in put_right(events):
        state = apply(state, event)
    return state


def put_right(events: Sequence[do.Event]) -> list[do.Event]:
    """The events with those that were said too late at the moment at which they happened."""
    right = list(events)
    for began in events:
        if isinstance(began, do.Began) and began.said is not None and began.was is not None:
            place = next((place for place, event in enumerate(right) if _ends_a_slot(event, began.said)), None)
            if place is not None and (not place or right[place - 1].at <= began.was):
                right[place] = replace(right[place], at=min(began.was, began.said))
    return right


def _ends_a_slot(event: do.Event, at: int) -> bool:
    return event.at == at and isinstance(event, _SLOT_ENDS)


def begin(header: Header) -> State:
    """The first moment of the first block."""
    plan = header.plan
    seats = tuple(range(1, plan.evening.people + 1))
    end = int((plan.evening.end - header.started).total_seconds() * SECOND)
    blank = State(plan, end, seats, len(seats) + 1, plan.lengths, plan.spare, header.hands_off)
    return _begin_block(blank, 0, 0)


def advance(state: State, at: int) -> State:
    """Let the clock run to `at`: slots that move on by themselves are used up, and carry what is over."""
    if at <= state.at:
        return state
    if state.paused or state.finished:
        return replace(state, at=at)
    return _use_up(replace(state, at=at, spent=state.spent + at - state.at))


def apply(state: State, event: do.Event) -> State:
    """The state after one event (not an Undo, which works on the list)."""
    state = advance(state, event.at)
    if refusal(state, event):
        return state
    match event:
        case do.Next():
            return _end_slot(state, state.spent)
        case do.Pass():
            return _pass(_take_turn(state, state.spent) if isinstance(state.slot, Changeover) else state)
        case do.Pause():
            return replace(state, paused=True)
        case do.TakeBreak(seconds=seconds, lengths=lengths):
            state = replace(state, paused=True, break_until=state.at + seconds * SECOND)
            return state if lengths is None else settled(with_lengths(state, lengths))
        case do.Resume():
            return replace(state, paused=False, gap=None, break_until=None)
        case do.Gap(ms=ms):
            return replace(state, paused=True, gap=(state.gap or 0) + ms, away=state.away + ms)
        case do.Count():
            spent = state.spent + (state.gap or 0)
            return _use_up(replace(state, paused=False, gap=None, break_until=None, spent=spent))
        case do.ClockSet(shift=shift):
            return replace(state, away=state.away + shift)
        case do.Began(seconds=seconds, said=None):
            return _use_up(replace(state, spent=seconds * SECOND))
        case do.MoveOn(by_itself=by_itself):
            state = replace(state, by_itself=by_itself)
            return _end_slot(state, state.spent) if _over_by_itself(state) else state
        case do.ToClosing():
            parts = [block.part for block in state.plan.blocks]
            return _begin_block(state, parts.index("closing"), state.spent)
        case do.Equal(equal=equal):
            return seating.with_equal(state, equal)
        case do.Warn(left=left):
            return replace(state, warn=left)
        case do.Owed():
            return seating.with_a_turn_owed(state)
        case do.Finish():
            return replace(state, finished=True)
    return _with_other_lengths(state, event)


def _with_other_lengths(state: State, event: do.Event) -> State:
    """The state after an event by which what is to come may get longer or shorter."""
    match event:
        case do.Extend(seconds=seconds, lengths=lengths):
            state = extended(state, seconds)
            return state if lengths is None else settled(with_lengths(state, lengths))
        case do.Joined(number=number, lengths=lengths, places=places):
            return _people_changed(runs(state).joined(seating.with_places(state, places or ()), number), lengths)
        case do.Left(seat=seat, lengths=lengths, places=places):
            return _people_changed(_left(seating.with_places(state, places or ()), seat), lengths)
        case do.Arrange(way=way, block=block, value=value, lengths=lengths):
            return settled(with_lengths(arranged(state, way, block, value), lengths))
        case do.Accept(lengths=lengths):
            return settled(with_lengths(state, lengths))
    return state


def effective(header: Header, events: Sequence[do.Event]) -> list[do.Event]:
    """The events that count: every Undo has taken away the one that it took back."""
    kept: list[do.Event] = []
    for event in events:
        if isinstance(event, do.Undo):
            place = undone(header, kept, event.at)
            if place is not None:
                del kept[place]
        else:
            kept.append(event)
    return kept


def undone(header: Header, kept: Sequence[do.Event], at: int) -> int | None:
    """Which of these events an Undo at `at` would take back, or None.

    Only the last undoable one, and only if the block in which it happened would not have ended without it.
    """
    place = next((i for i in reversed(range(len(kept))) if isinstance(kept[i], do.UNDOABLE)), None)
    if place is None or any(isinstance(event, do.Finish) for event in kept):
        return None
    acted_in = advance(fold(header, kept[:place]), kept[place].at).block
    without = advance(fold(header, [*kept[:place], *kept[place + 1 :]]), at)
    return place if without.block <= acted_in else None


def with_the_same_turns(state: State, event: do.Joined | do.Left) -> do.Joined | do.Left:
    """That somebody came or went, so that every turn to come stays as long: nothing else is planned anew.

    It says who sits with whom from then on.
    """
    before, after = advance(state, event.at), apply(state, replace(event, lengths=()))
    places = seating.places_from(after, before.block) or None
    return replace(event, lengths=same_turns(before.people, after), places=places)


class Late(NamedTuple):
    """A turn or block that was said to begin later than it did: the event that puts it right, or why none can."""

    event: do.Began | None
    why_not: str = ""


def began(header: Header, kept: Sequence[do.Event], at: int, seconds: int) -> Late:
    """What `began` means at `at`: the present turn or block began `seconds` ago, whoever forgot to say next.

    In the first turn of all it is the clock that began too late.
    """
    state = advance(fold(header, kept), at)
    if not state.slot_began and not state.block:
        event = do.Began(at, seconds)
        why_not = refusal(state, event)
        return Late(None if why_not else event, why_not)
    place = next((place for place in reversed(range(len(kept))) if isinstance(kept[place], _SLOT_ENDS)), None)
    if place is None or not _began_by(fold(header, kept[: place + 1]), state):
        return Late(None, _("This began by itself, at its time."))
    if seconds * SECOND <= state.used:
        return Late(None, _("It has run for longer than that already."))
    said = kept[place].at
    was = said - (seconds * SECOND - state.used)
    before = fold(header, kept[:place])
    again = any(isinstance(event, do.Began) and event.said == said for event in kept)
    if again or was < before.at or slot_of(advance(before, was)) != slot_of(advance(before, said)):
        return Late(None, _("Something else was done at that time. Undo that first, or say fewer minutes."))
    return Late(do.Began(at, seconds, said, was))


def _began_by(after: State, state: State) -> bool:
    """Whether the present slot began with the event after which `after` is the state, or with the changeover then."""
    over = after.slot_began + after.slot_ms
    return slot_of(after) == slot_of(state) or (isinstance(after.slot, Changeover) and state.slot_began == over)


def _use_up(state: State) -> State:
    while _over_by_itself(state):
        state = _end_slot(state, state.slot_began + state.slot_ms)
    return state


def _over_by_itself(state: State) -> bool:
    return state.slot is not None and state.moves_by_itself and state.left <= 0


def _begin_block(state: State, index: int, when: int) -> State:
    state = replace(state, block=index, block_began=when, slot_began=when, lap=0, circle=(), queue=(), offered={},
                    passed=frozenset(), entitlement=0, seating=None, guests=(), cut_short=0, warn=None)  # fmt: skip
    block = state.running
    if block is None:
        return replace(state, slot=None, by_itself=False)
    state = replace(state, by_itself=block.moves_on == "by itself")
    if turns := state.turns:
        turn = turns.turn_in(state.lengths[index]) * SECOND
        state = _begin_lap(replace(state, turn=turn, seating=seating_of(state.groups, state.people)), 0)
    first = runs(state).first(state, block)
    return replace(state, slot=first) if first else _take_turn(state, when)


def _begin_lap(state: State, lap: int) -> State:
    state = replace(state, lap=lap, offered={}, passed=frozenset(), entitlement=state.turn, guests=(), cut_short=0)
    circle = runs(state).places(state, state.running)
    return replace(state, circle=circle, queue=circle)


def _end_slot(state: State, when: int) -> State:
    match state.slot:
        case Turn(seat) | Due(seat):
            state = seating.repaid(state, when)
            offered = {**state.offered, seat: state.entitlement}
            return _after_turn(replace(state, offered=offered, warn=None), when)
        case Changeover() | Gathering():
            return _take_turn(state, when)
        case _:
            return _begin_block(state, state.block + 1, when)


def _after_turn(state: State, when: int) -> State:
    state = _another_lap(state, when)
    if not _coming(state):
        return _begin_block(state, state.block + 1, when)
    state = replace(state, slot=Changeover(), slot_began=when)
    return state if state.slot_ms else _take_turn(state, when)


def _take_turn(state: State, when: int) -> State:
    state = _another_lap(state, when)
    coming = _coming(state)
    if not coming:
        return _begin_block(state, state.block + 1, when)
    return replace(state, slot=coming, slot_began=when, queue=state.queue[1:])


def _coming(state: State) -> Slot | None:
    if state.queue:
        return Turn(state.queue[0])
    owed = due(state)
    return Due(owed[0]) if owed else None


def _another_lap(state: State, when: int) -> State:
    """The next rotation, or once more round an open circle when there is time for everybody."""
    if _coming(state) or (turns := state.turns) is None:
        return state
    left = state.lengths[state.block] * SECOND - (when - state.block_began)
    time_for_all = turns.open and left >= turns.number * (state.turn + turns.changeover * SECOND)
    return _begin_lap(state, state.lap + 1) if time_for_all or state.lap + 1 < len(turns.laps) else state


def _pass(state: State) -> State:
    assert isinstance(state.slot, Turn | Due)
    seat = state.slot.seat
    if isinstance(state.slot, Due) or seat in state.passed:
        return _end_slot(state, state.spent)
    return _after_turn(replace(state, passed=state.passed | {seat}, queue=(*state.queue, seat)), state.spent)


def _left(state: State, seat: int | None) -> State:
    gone = runs(state).left(state, seat)
    if state.seat is not None and state.seat not in gone.circle:
        gone = _after_turn(gone, gone.spent)
    return gone


def _people_changed(state: State, lengths: do.Lengths | None) -> State:
    """As said with the change; where nothing was, as until 0.4, the blocks not begun are fitted anew."""
    if lengths is None:
        return refitted(state)
    return with_lengths(state, lengths) if len(lengths) == len(state.lengths) - state.block - 1 else state
