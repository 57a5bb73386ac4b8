"""What a voice says of the lines of an evening: nothing that speaks into somebody's turn."""

from peerkit.messages import _
from peerkit.planning.kinds import fits
from peerkit.running.seating import own_moments, spent_in_turns
from peerkit.running.state import SECOND, Changeover, Due, Gathering, State, Turn


def unasked(before: State, after: State, line: str) -> str:
    """What a voice says of a `line` that was heard between two states; empty where a soft tone will do.

    Whatever begins is said, and what is heard between turns or in a break; at time, "Time." and no more. Inside a turn
    only what somebody has to do there: groups that change over on their own, and an attention switch.
    """
    if _moved(before, after) or _between(after):
        return line
    if before.left > 0 >= after.left:
        return _("Time.")
    return line if _to_be_done(before, after) else ""


def asked(before: State, after: State, line: str) -> str:
    """What a voice says of the answer to what somebody did; empty inside a turn, and while all is paused."""
    if _moved(before, after):
        return line
    return "" if after.paused or isinstance(after.slot, Turn | Due) else line


def _moved(before: State, after: State) -> bool:
    def place(state: State) -> tuple[object, ...]:
        return state.block, state.lap, state.slot, state.slot_began, state.break_until

    return place(before) != place(after)


def _between(state: State) -> bool:
    if state.running is None or state.break_until is not None:
        return True
    return isinstance(state.slot, Changeover | Gathering) or fits(state.running).rest


def _to_be_done(before: State, after: State) -> bool:
    gone = spent_in_turns(before), spent_in_turns(after)
    switch = after.groups.attention_switch * SECOND if after.groups else 0
    changes = any(gone[0] < at <= gone[1] for at, _which in own_moments(after))
    return changes or bool(switch and before.left > switch >= after.left)
