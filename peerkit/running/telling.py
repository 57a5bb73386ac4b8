"""How much is said unasked: less, the usual, or more. After `Time.` there is never silence for ever."""

from typing import Literal, get_args

from peerkit.durations import said
from peerkit.messages import _
from peerkit.running import phrases
from peerkit.running.lateness import on_time
from peerkit.running.state import MINUTE_MS, Due, Gathering, Header, State, Turn, Whole, drift

Tell = Literal["less", "usual", "more"]
TELLS: tuple[Tell, ...] = get_args(Tell)
_DOZEN = 12 * 60
"""Minutes after which nobody is there any more."""


def spoken(header: Header, before: State, after: State, tell: Tell | None) -> str:
    """What is said unasked when one state has become the other: `heard`, and what `tell` adds to it."""
    heard = phrases.joined(_by_itself(before, after), phrases.heard(before, after, warns=tell != "less"))
    if tell is None:
        return heard
    late = lateness(header, before, after) if tell == "more" else ""
    return phrases.joined(heard, late, reminder(before, after, tell))


def _by_itself(before: State, after: State) -> str:
    """That a turn or block was over, where it moved on by itself; whoever does not hear it watches hands."""
    moved = (before.block, before.lap, before.slot) != (after.block, after.lap, after.slot)
    return _("Time. Raise a hand.") if moved and isinstance(before.slot, Turn | Due | Whole) else ""


def lateness(header: Header, before: State, after: State) -> str:
    """As another block begins: how late it is, and what would help."""
    if after.block == before.block or after.slot is None:
        return ""
    return phrases.joined(on_time(after), phrases.offer_to_mend(header, after), how_to_mend(after))


def how_to_mend(state: State) -> str:
    """What to say for what would help; empty where all is well."""
    if not phrases.out_of_time(state):
        return ""
    return _("Say accept for what would help.") if drift(state) > 0 else _("Say accept to take that time.")


def reminder(before: State, after: State, tell: Tell) -> str:
    """What is said again while people wait for somebody to go on: soon, then more seldom; in a pause nothing."""
    waits, waited = _waiting(after), _waiting(before)
    if waits is None or waited is None or waits[1] != waited[1] or after.hands_off or after.finished:
        return ""
    passed = [
        minute for minute in range(waited[0] // MINUTE_MS + 1, waits[0] // MINUTE_MS + 1) if _is_said(minute, tell)
    ]
    if not passed:
        return ""
    if waits[1] == "over":
        over = _("Over: {length}.", length=said(passed[-1] * 60))
        return over if tell == "more" else phrases.joined(over, _("Next when you are ready."))
    if waits[1] == "break":
        return _("The break is over. Resume when everyone is back.")
    return _("Next when everyone is ready.") if waits[1] == "places" else _("Close when everyone is ready.")


def _waiting(state: State) -> tuple[int, str] | None:
    """For how many milliseconds people have waited, and at what; None where nothing waits."""
    if state.break_until is not None:
        return max(0, state.at - state.break_until), "break"
    if state.paused:
        return None
    if state.slot is None:
        return state.spent - state.slot_began, "end"
    if isinstance(state.slot, Gathering):
        return state.used, "places"
    return max(0, -state.left), "over"


def _is_said(minute: int, tell: Tell) -> bool:
    if minute > _DOZEN or tell == "more":
        return minute <= _DOZEN
    if tell == "less":
        return minute == 10 or (minute >= 30 and minute % 30 == 0)
    return minute in (2, 5, 10) or (minute >= 20 and minute % 10 == 0)
