"""What can be done to a session: one row an action. The screen, plain mode, help and the phone page read it.

A new one is a row here and, where it is more than one event or some lines to read, a method of its word in
`live/commander.py`.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from peerkit.messages import _
from peerkit.planning.kinds import fits, groups_in
from peerkit.planning.template import Block
from peerkit.running import events as do
from peerkit.running import group_phrases, phrases
from peerkit.running.kinds import runs
from peerkit.running.state import State
from peerkit.turns import contract


class Materials(NamedTuple):
    """What lies ready in the room: the ground rules, and the group's own lines for hard moments."""

    rules: tuple[str, ...] = ()
    support: tuple[str, ...] = ()


def _is_co_counselling(block: Block | None) -> bool:
    groups = groups_in(block)
    return groups is not None and bool(groups.attention_switch)


def _has_small_groups(block: Block) -> bool:
    return groups_in(block) is not None


def _has_one_clock(block: Block) -> bool:
    groups = groups_in(block)
    return groups is not None and not groups.turn_seconds


def _is_a_rotation(block: Block) -> bool:
    groups = groups_in(block)
    return groups is not None and groups.partners != "choose"


def _goes_round(block: Block) -> bool:
    return fits(block).turns is not None and groups_in(block) is None


def _may_pass(state: State) -> bool:
    return state.running is not None and not runs(state).no_pass(state, state.running)


class Action(NamedTuple):
    """One thing that can be done to a session."""

    word: str
    """What plain mode calls it."""
    key: str
    """What does it on the screen, one character; empty where nothing does."""
    help: str
    """What it does, in a few words. What follows a colon is for plain mode only."""
    rank: int = 0
    """Its place among the keys along the foot of the screen: the smallest are shown first, 0 never."""
    label: str = ""
    """What it is called there, where that is not its word."""
    when: Callable[[State], bool] = lambda _: True
    """When it is shown there, and which of two actions with one key the key means."""
    within: Callable[[Block], bool] = lambda _: True
    """In which blocks it means something: a plan that has none of them leaves it out of the screen's help."""
    always: bool = False
    """Whether its key also works while the screen asks something."""
    event: Callable[[int], do.Event] | None = None
    """What happens, at a moment of run time, where no more than that has to be known."""
    panel: str = ""
    """The heading of the panel that it opens on the screen."""
    lines: Callable[[State, Materials], Sequence[str]] = lambda *_: ()
    """What stands in that panel, and what plain mode says."""
    takes: bool = False
    """Whether something can be said after its word."""
    on_screen: str = ""
    """What the screen's help says in the place of `help`; such actions stand after the others there."""

    @property
    def key_name(self) -> str:
        """The key as it is written."""
        return "space" if self.key == " " else self.key


def _rules(_: State, materials: Materials) -> Sequence[str]:
    return materials.rules or ("This plan has no ground rules of its own.",)


def _coming(state: State, _materials: Materials) -> Sequence[str]:
    return (phrases.next_up(state) or _("That was the last part. Nothing comes after it."),)


def _card(_: State, materials: Materials) -> Sequence[str]:
    return materials.support or (
        "Nobody has to mend anything. Ask what would help: quiet, some air, company, or to go on.",
        "Another day the group can write a card of its own for such moments: peerkit init asks for it.",
    )


ACTIONS = (
    Action("next", "n", "the turn or block is over", 1, event=do.Next),
    Action("undo", "u", "take back the last thing", 3, event=do.Undo),
    Action("pause", " ", "stop the clock; the time is nobody's", 2, when=lambda state: not state.paused, always=True,
           event=do.Pause),
    Action("resume", " ", "go on", 2, when=lambda state: state.paused, always=True, event=do.Resume),
    Action("count", "", "after time away: it has passed", event=do.Count),
    Action("began", "b", "it began earlier: began 6m", takes=True, on_screen="it began earlier than that"),
    Action("break", "k", "a break from now: break 10", 15, takes=True, on_screen="a break from now"),
    Action("end", "e", "another end: end 20:45", 18, takes=True, on_screen="another end"),
    Action("time", "t", "where we are", 19),
    Action("next?", "", "what comes next", lines=_coming),
    Action("agenda", "v", "the whole evening: what was, is and comes", 8, "the evening",
           panel="The evening (v goes back)"),
    Action("read", "", "the next sentence of the script"),
    Action("again", "", "that sentence once more"),
    Action("script", "", "the whole script"),
    Action("joined", "j", "somebody came: joined, or joined 3", 13, takes=True),
    Action("left", "l", "somebody went: left, or left 4 where people have numbers", 14, takes=True),
    Action("more", "+", "a minute more for everyone: more, or more 2", 12, "- minute", takes=True),
    Action("less", "-", "a minute less for everyone: less, or less 2", takes=True),
    Action("pass", "p", "pass this turn; it is offered again", 11, when=_may_pass, within=_goes_round,
           event=do.Pass),
    Action("accept", "a", "what would help, to choose from", 6, "what would help"),
    Action("auto", "m", "this block moves on by itself, or by hand again", 16, "by itself"),
    Action("groups", "g", "who sits with whom", 9, "who sits with whom", lambda state: state.seating is not None,
           _is_a_rotation, panel="Who sits with whom (g goes back)",
           lines=lambda state, _: group_phrases.seating_lines(state)),
    Action("contract", "c", "co-counselling's three contracts, to say aloud", 10,
           when=lambda state: _is_co_counselling(state.running), within=_is_co_counselling,
           panel="The three contracts, to say aloud (c goes back)", lines=lambda *_: contract.card()),
    Action("warn", "w", "what the client wants to be told: warn 5m 1m, or warn none", within=_has_small_groups,
           takes=True),
    Action("odd", "o", "a three among pairs: whether every turn or every round is as long", within=_has_one_clock),
    Action("owed", "x", "one more turn, for somebody whose partner left before theirs", within=_has_one_clock,
           event=do.Owed),
    Action("rules", "r", "the ground rules", 17, panel="Ground rules (r goes back)", lines=_rules),
    Action("support", "s", "pause, and the card for hard moments", 7, always=True,
           panel="For hard moments (s goes back)", lines=_card),
    Action("tell", "", "how much is said: tell less, tell usual, tell more", takes=True),
    Action("help", "?", "these words: help all, or help joined", 4, panel="Keys (arrow keys scroll, ? goes back)",
           takes=True),
    Action("close", "q", "closing words, or stop now", 5),
)  # fmt: skip
BY_WORD = {action.word: action for action in ACTIONS}


def by_key(key: str, state: State) -> Action | None:
    """The action that a key means now, or None."""
    meant = [action for action in ACTIONS if key and action.key == key]
    return next((action for action in meant if action.when(state)), meant[0] if meant else None)
