"""Why an event would change nothing here, in words. The fold and the driver ask the same question."""

from peerkit.planning.kinds import turns_among
from peerkit.planning.template import MOST_PEOPLE
from peerkit.running import events as do
from peerkit.running.kinds import runs
from peerkit.running.proposal import extended, leaves_room, needs
from peerkit.running.seating import alone_together, sizes, with_a_turn_owed
from peerkit.running.state import SECOND, Due, Gathering, State, Turn, rest, rest_of_turns

_LONGEST_BLOCK = 12 * 3600
LONGEST_AGO = 3 * 3600


def refusal(state: State, event: do.Event) -> str:
    """One sentence, or nothing when the event means something here."""
    if state.finished:
        return "This session is closed."
    match event:
        case do.Next():
            return _paused(state) or _after_the_end(state)
        case do.Pass():
            return _paused(state) or _after_the_end(state) or runs(state).no_pass(state, state.running)
        case do.Pause():
            return "It is paused already." if state.paused else _after_the_end(state)
        case do.Resume():
            return "" if state.paused else "It is not paused."
        case do.Count():
            return "" if state.gap is not None else "There is no time away to count."
        case do.Began(seconds=seconds):
            return _began(state, seconds)
        case do.MoveOn(by_itself=by_itself):
            return _after_the_end(state) or ("It is that way already." if state.by_itself == by_itself else "")
        case do.ToClosing():
            return _to_closing(state)
        case do.Extend(seconds=seconds):
            return _extend(state, seconds)
        case do.Equal(equal=equal):
            return _equal(state, equal)
        case do.Warn(left=left):
            return _warn(state, left)
        case do.Owed():
            return _owed(state)
        case do.Joined(number=number):
            full = f"That would be too full: a circle has at most {MOST_PEOPLE} people."
            return full if number < 1 or state.people + number > MOST_PEOPLE else ""
        case do.Left(seat=seat):
            return "Somebody is still here. Close to end." if state.people <= 1 else runs(state).stays(state, seat)
        case do.Accept(lengths=lengths):
            return _accept(state, lengths)
        case do.Gap(ms=ms):
            return "" if ms >= 0 else "Time does not run backwards."
    return ""


def _paused(state: State) -> str:
    return "It is paused. Resume first." if state.paused else ""


def _after_the_end(state: State) -> str:
    return "That was the last block. Close when everyone is ready." if state.slot is None else ""


def _began(state: State, seconds: int) -> str:
    if state.block != 0 or state.lap:
        return "That only helps in the first block."
    if seconds * SECOND <= state.spent:
        return "It has run for longer than that already."
    return "" if seconds <= LONGEST_AGO else "Say how long ago it began, such as began 6m. Three hours are the most."


def _to_closing(state: State) -> str:
    parts = [block.part for block in state.plan.blocks]
    if "closing" not in parts:
        return "This plan has no closing."
    return "" if state.block < parts.index("closing") else "This is the closing."


def _equal(state: State, equal: str) -> str:
    block = state.groups
    if block is None or not isinstance(state.slot, Gathering):
        return "That is settled before small groups begin."
    if block.turn_seconds or len(set(sizes(state))) < 2:
        return "All groups are of one size, so everything is equal anyway."
    return "It is that way already." if block.equal == equal else ""


def _warn(state: State, left: tuple[int, ...]) -> str:
    if state.groups is None or isinstance(state.slot, Due):
        return "That is for a turn in a pair, a three or a four."
    if not alone_together(state):
        return "The warnings are the same for the whole room, because there is more than one group."
    if any(not 0 < each * SECOND < state.entitlement for each in left):
        return "Say times that lie inside the turn, such as warn 5m 1m."
    return "It is that way already." if left == state.warn else ""


def _owed(state: State) -> str:
    block = state.groups
    if block is None or isinstance(state.slot, Gathering):
        return "That is for small groups whose turns have begun."
    if block.turn_seconds:
        return "Every group has times of its own here, so there is no turn for the whole room to add."
    if len(state.circle) > turns_among(block, sizes(state)):
        return "There is one more turn in this round already."
    longer = with_a_turn_owed(state)
    if not leaves_room(longer, rest_of_turns(longer)):
        return "There is no time for that: the parts to come would get too short."
    return ""


def _extend(state: State, seconds: int) -> str:
    if _after_the_end(state):
        return _after_the_end(state)
    if not 0 < abs(seconds) <= _LONGEST_BLOCK:
        return "Say how many minutes."
    if state.groups and state.groups.turn_seconds:
        return "Every group has times of its own here, and they would not be equal any more. Pause for a break."
    longer = extended(state, seconds)
    whole = state.lasts_as_a_whole
    if whole:
        shortest = -(-(state.spent - state.block_began) // SECOND)
        if longer.lengths[state.block] < max(shortest, 60):
            return "That is less than has gone already. Next ends it now."
    else:
        seat = state.slot.seat if isinstance(state.slot, Turn | Due) else None
        spoken = 0 if seat is None else state.used + state.offered.get(seat, 0)
        if longer.entitlement < max([spoken, SECOND, *state.offered.values()]):
            return "Somebody has had a longer turn than that already, so it would not be equal."
    if seconds > 0 and not leaves_room(longer, rest(longer) if whole else rest_of_turns(longer)):
        return "There is no time for that: the parts to come would get too short."
    return ""


def _accept(state: State, lengths: tuple[int, ...]) -> str:
    ladders = needs(state)
    on_them = len(lengths) == len(ladders) and all(
        length in need.rungs for length, need in zip(lengths, ladders, strict=True)
    )
    if not lengths or not on_them:
        return "There is nothing to change."
    return "Nothing would change." if lengths == state.lengths[state.block + 1 :] else ""
