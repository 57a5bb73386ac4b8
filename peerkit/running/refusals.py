"""Why an event would change nothing here, in words. The fold and the driver ask the same question."""

from peerkit.durations import said
from peerkit.messages import _
from peerkit.planning.kinds import fits
from peerkit.planning.offers import LONGEST, SHORTEST_TURN
from peerkit.planning.template import MOST_PEOPLE
from peerkit.running import events as do
from peerkit.running import group_phrases, phrases
from peerkit.running.kinds import runs
from peerkit.running.proposal import arranged, extended, later, leaves_room, needs, no_time
from peerkit.running.seating import alone_together, sizes
from peerkit.running.state import SECOND, Due, Gathering, State, rest, rest_of_turns

LONGEST_AGO = 3 * 3600
_LONGEST_BREAK = 3 * 3600


def refusal(state: State, event: do.Event) -> str:
    """One sentence, or nothing when the event means something here."""
    if state.finished:
        return _("This session is closed.")
    match event:
        case do.Next():
            return _paused(state) or _after_the_end(state)
        case do.Pass():
            return _paused(state) or _after_the_end(state) or runs(state).no_pass(state, state.running)
        case do.Pause():
            return _("It is paused already.") if state.paused else _after_the_end(state)
        case do.TakeBreak(seconds=seconds, lengths=lengths):
            return _break(state, seconds) or _later(state, lengths)
        case do.Resume():
            return "" if state.paused else _("It is not paused.")
        case do.Count():
            return "" if state.gap is not None else _("There is no time away to count.")
        case do.Began(seconds=seconds, said=None):
            return _began(state, seconds)
        case do.MoveOn(by_itself=by_itself):
            return _after_the_end(state) or (_already() if state.by_itself == by_itself else "")
        case do.ToClosing():
            return _to_closing(state)
        case do.Extend(seconds=seconds, lengths=lengths):
            return _extend(state, seconds) or _later(state, lengths)
        case do.Equal(equal=equal):
            return _equal(state, equal)
        case do.Warn(left=left):
            return _warn(state, left)
        case do.Owed():
            return group_phrases.no_turn_owed(state)
        case do.Arrange():
            return _arrange(state, event)
        case do.Accept(lengths=lengths):
            return _accept(state, lengths)
        case do.Gap(ms=ms):
            return "" if ms >= 0 else _("Time does not run backwards.")
        case do.Joined() | do.Left():
            return _people_change(state, event)
    return ""


def _people_change(state: State, event: do.Joined | do.Left) -> str:
    if isinstance(event, do.Joined):
        full = event.number < 1 or state.people + event.number > MOST_PEOPLE
        return _("That would be too full. The most people: {most}.", most=MOST_PEOPLE) if full else ""
    if state.people <= 1:
        return _("Somebody is still here. Close ends the session.")
    return runs(state).stays(state, event.seat)


def _already() -> str:
    return _("It is that way already.")


def _paused(state: State) -> str:
    return _("It is paused. Resume first.") if state.paused else ""


def _after_the_end(state: State) -> str:
    return _("That was the last part. Close when everyone is ready.") if state.slot is None else ""


def _break(state: State, seconds: int) -> str:
    if not 60 <= seconds <= _LONGEST_BREAK:
        told = _("A break lasts from 1 minute to 3 hours.")
        pauses = seconds > _LONGEST_BREAK
        return phrases.joined(told, _("Pause stops the clock for as long as it takes.") if pauses else "")
    return _("This is a break already.") if state.break_until is not None else _after_the_end(state)


def _later(state: State, lengths: do.Lengths | None) -> str:
    return _("There is nothing to change.") if lengths is not None and not _on_their_ladders(state, lengths) else ""


def _began(state: State, seconds: int) -> str:
    if state.block != 0 or state.slot_began:
        return _("This began by itself, at its time.")
    if seconds * SECOND <= state.spent:
        return _("It has run for longer than that already.")
    return "" if seconds <= LONGEST_AGO else _("That is too long ago. The most: {length}.", length=said(LONGEST_AGO))


def _to_closing(state: State) -> str:
    parts = [block.part for block in state.plan.blocks]
    if "closing" not in parts:
        return _("This plan has no closing.")
    return "" if state.block < parts.index("closing") else _("This is the closing.")


def _equal(state: State, equal: str) -> str:
    block = state.groups
    if block is None or not isinstance(state.slot, Gathering):
        return _("That is settled while people are finding their places.")
    if block.turn_seconds or len(set(sizes(state))) < 2:
        return _("All groups are of one size, so everything is equal anyway.")
    return _already() if block.equal == equal else ""


def _warn(state: State, left: tuple[int, ...]) -> str:
    if state.groups is None or isinstance(state.slot, Due):
        return _("That is for a turn in a pair, a three or a four.")
    if not alone_together(state):
        return _("The warnings are the same for the whole room, because there is more than one group.")
    if any(not 0 < each * SECOND < state.entitlement for each in left):
        return _("Times have to be shorter than the turn: {length}.", length=said(state.entitlement // SECOND))
    return _already() if left == state.warn else ""


def _extend(state: State, seconds: int) -> str:
    if _after_the_end(state):
        return _after_the_end(state)
    if not 0 < abs(seconds) <= LONGEST:
        return _("That is too long. The most: {length}.", length=said(LONGEST))
    if state.groups and state.groups.turn_seconds:
        return _("Every group has times of its own here, and they would not be equal any more. Pause for a break.")
    longer = extended(state, seconds)
    whole = state.lasts_as_a_whole
    if whole:
        shortest = -(-(state.spent - state.block_began) // SECOND)
        if longer.lengths[state.block] < max(shortest, 60):
            return _("That is less than has gone already. Next ends it now.")
    else:
        spoken = 0 if state.seat is None else state.used + state.offered.get(state.seat, 0)
        if longer.entitlement < max([spoken, SECOND, *state.offered.values()]):
            return _("Somebody has had a longer turn than that already, so it would not be equal.")
    if seconds > 0 and not leaves_room(longer, rest(longer) if whole else rest_of_turns(longer)):
        return no_time()
    return ""


def _arrange(state: State, event: do.Arrange) -> str:
    changed = _arranged(state, event)
    if changed is None:
        return _("There is nothing to change.")
    if event.way == "end":
        if changed.end <= state.now:
            return _("That time is over already.")
        if changed.end > state.now + LONGEST * SECOND:
            return _("That is too late. The most from now: {length}.", length=said(LONGEST))
        return "" if event.value or event.lengths != later(state) else _already()
    return ""


def _arranged(state: State, event: do.Arrange) -> State | None:
    """The state of another evening with these lengths; None where there is no such evening."""
    block = state.plan.blocks[event.block] if state.block < event.block < len(state.plan.blocks) else None
    if event.way != "end" and (block is None or block.part or fits(block).rules):
        return None
    if event.way == "turns" and event.value < SHORTEST_TURN:
        return None
    changed = arranged(state, event.way, event.block, event.value)
    same = event.way != "end" and changed.plan == state.plan
    return None if same or not _on_their_ladders(changed, event.lengths) else changed


def _accept(state: State, lengths: tuple[int, ...]) -> str:
    if not lengths or not _on_their_ladders(state, lengths):
        return _("There is nothing to change.")
    return _("Nothing would change.") if lengths == later(state) else ""


def _on_their_ladders(state: State, lengths: tuple[int, ...]) -> bool:
    """Whether the blocks not begun can have these lengths; one that has its length already can keep it."""
    ladders, now = needs(state), later(state)
    return len(lengths) == len(ladders) and all(
        length in need.rungs or length == kept for length, need, kept in zip(lengths, ladders, now, strict=True)
    )
