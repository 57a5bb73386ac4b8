"""What the screen shows, as plain text: which words stand in which place.

`places` gives a text for every widget by its id. Only words and symbols carry meaning, never a colour.
"""

from dataclasses import dataclass

from peerkit import durations
from peerkit.live.loop import Session
from peerkit.planning.kinds import fits
from peerkit.running import group_phrases, phrases
from peerkit.running.actions import ACTIONS, Action
from peerkit.running.state import SECOND, Changeover, Gathering, State
from peerkit.turns import contract
from peerkit.wording.grammar import capital
from peerkit.wording.safe import HIDDEN

MINUTE = 60 * SECOND
A_FEW = 10
BAR = sorted((action for action in ACTIONS if action.rank), key=lambda action: action.rank)
TO_READ_OUT = "To read out (arrow keys scroll)"
ALSO = (
    ("arrows", "scroll the words; page up and page down too"),
    ("escape", "back to the words to read out"),
    ("ctrl+c", "leave now; the session is kept"),
)


@dataclass
class View:
    """What somebody chose to look at: an action's panel, or the words to read out; and the last thing that was said."""

    panel: Action | None = None
    message: str = ""


def places(session: Session, view: View, seconds: bool, width: int) -> dict[str, str]:
    """The text for each widget id, for a terminal `width` columns wide. `seconds`: always show them."""
    header, state = session.header, session.state
    place, groups = phrases.place(state), f". {capital(group_phrases.split(state))}" if state.groups else ""
    heading, words = (view.panel.panel, _panel(session, view.panel)) if view.panel else (TO_READ_OUT, _words(session))
    texts = {
        "title": f"{'Rehearsal: ' if header.hands_off else ''}{header.plan.evening.template.title}",
        "room": f"{state.people} in the circle  {phrases.clock_time(header, state.now)}",
        "name": phrases.name_of(state),
        "place": "" if place == phrases.name_of(state) else f"{place}{groups}",
        "time": time_left(state, seconds),
        "standing": standing(state),
        "next": phrases.next_up(state),
        "ends": _ends(session),
        "offer": phrases.offer_to_mend(header, state, to="Press a to", ask=""),
        "heading": heading if words else "",
        "words": words,
        "message": view.message,
        "keys": keys(state, width),
    }
    return {where: HIDDEN.sub("", text) for where, text in texts.items()}


def time_left(state: State, seconds: bool) -> str:
    """`8 min`; `0:45` in the last minute, or always with `seconds`; `over 1:20` past zero.

    Minutes are rounded up, but a few seconds more are not shown as a whole minute: 2:05 is `2 min`.
    """
    if isinstance(state.slot, Gathering):
        return f"{-(-state.entitlement // MINUTE)} min"
    if state.slot is None or state.left <= 0:
        return phrases.left(state)
    left = -(-state.left // SECOND)
    return durations.clock(left) if seconds or left <= 60 else f"{max(1, -(-(left - A_FEW) // 60))} min"


def until_it_changes(state: State, seconds: bool) -> float | None:
    """Seconds on the run clock until `time_left` says something else; None while it stands."""
    if state.paused or state.slot is None or isinstance(state.slot, Gathering):
        return None
    if seconds or state.left <= MINUTE:
        return ((state.left - 1) % SECOND + 1) / SECOND
    return min(state.left - MINUTE, (state.left - A_FEW * SECOND - 1) % MINUTE + 1) / SECOND


def standing(state: State) -> str:
    """How things stand, as a symbol and words."""
    if state.slot is None:
        return "That was the last block. q closes."
    if state.paused:
        return "|| Paused"
    if isinstance(state.slot, Gathering):
        return "> n begins the first turn"
    if state.left <= 0:
        return f"! {phrases.TIME} {group_phrases.due_next(state)}".rstrip()
    return ">> Moves on by itself" if state.moves_by_itself else "> Under way"


def keys(state: State, width: int) -> str:
    """The keys in two lines of `width` columns at most; what matters most comes first and always fits."""
    lines = [""]
    for key in (f"{action.key_name} {action.label or action.word}" for action in BAR if action.when(state)):
        longer = f"{lines[-1]}   {key}" if lines[-1] else key
        if len(longer) <= width:
            lines[-1] = longer
        elif len(lines) < 2:
            lines.append(key)
        else:
            break
    return "\n".join(lines)


def help_lines() -> tuple[str, ...]:
    """Every key and what it does, without the words that plain mode takes for it."""
    first = {action.key: action for action in reversed(ACTIONS)}
    known = [action for action in ACTIONS if action.key and first[action.key] == action]
    known.sort(key=lambda action: bool(action.on_screen))
    keys = [(action.key_name, action.on_screen or action.help.partition(":")[0]) for action in known]
    return tuple(f"{key:<8}{does}" for key, does in (*keys, *ALSO))


def _ends(session: Session) -> str:
    ends = phrases.ends(session.header, session.state)
    return ends if session.state.slot is None else f"{ends} {capital(phrases.on_time(session.state))}."


def _panel(session: Session, action: Action) -> str:
    return "\n".join(help_lines() if action.word == "help" else action.lines(session.state, session.materials))


def _words(session: Session) -> str:
    block = session.state.running
    script = block.script if block and block.script else _contract(session.state)
    rules = session.materials.rules if block and fits(block).rules else ()
    return "\n\n".join(part for part in (_who_sits(session.state), script, "\n".join(rules)) if part)


def _contract(state: State) -> str:
    """The three contracts, before a turn of co-counselling that has no words of its own."""
    groups = state.groups
    choosing = isinstance(state.slot, Gathering | Changeover) and groups and groups.attention_switch
    return "\n".join(contract.card()) if choosing else ""


def _who_sits(state: State) -> str:
    """The groups, a line each, while people change places."""
    moving = isinstance(state.slot, Gathering) or (isinstance(state.slot, Changeover) and not state.offered)
    return "\n".join(group_phrases.seating_lines(state)) if moving and state.seating else ""
