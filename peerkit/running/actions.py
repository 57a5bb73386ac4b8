"""What can be done to a session: one row an action. The screen, plain mode, help and the phone page read it.

A new one is a row here and, where it is more than one event or some lines to read, a method of its word in
`live/commander.py`.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from peerkit.messages import N_, _, marked, pgettext
from peerkit.planning.kinds import fits, groups_in
from peerkit.planning.template import Block
from peerkit.running import events as do
from peerkit.running import group_phrases, hard_moment, phrases
from peerkit.running.kinds import runs
from peerkit.running.state import State
from peerkit.turns import contract
from peerkit.wording.typed import called, same_key


class Materials(NamedTuple):
    """What lies ready in the room: the ground rules, and the card for hard moments, line by line, if there is one.

    `at_the_rules` is said unasked as the part begins in which the rules are heard. `init` is the command that sets up
    the group's folder.
    """

    rules: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    at_the_rules: tuple[str, ...] = ()
    init: str = "peerkit init"


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
    return groups is not None and groups.rotates


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
    does: str
    """What it does, in a few words. All texts are marked."""
    rank: int = 0
    """Its place among the keys along the foot of the screen: the smallest are shown first, 0 never."""
    called: str = ""
    """What it is called there, where that is not its word."""
    when: Callable[[State], bool] = lambda _: True
    """When it is shown there, and which of two actions with one key the key means."""
    within: Callable[[Block], bool] = lambda _: True
    """In which blocks it means something: a plan that has none of them leaves it out of the screen's help."""
    always: bool = False
    """Whether its key also works while the screen asks something."""
    event: Callable[[int], do.Event] | None = None
    """What happens, at a moment of run time, where no more than that has to be known."""
    heading: str = ""
    """The heading of the panel that it opens on the screen."""
    lines: Callable[[State, Materials], Sequence[str]] = lambda *_: ()
    """What stands in that panel, and what plain mode says."""
    takes: bool = False
    """Whether something can be said after its word."""
    says: str = ""
    """Such as this, for plain mode."""
    instead: str = ""
    """What the screen's help says in the place of what it does; such actions stand after the others there."""

    @property
    def help(self) -> str:
        """What it does, as it is said now."""
        return marked(self.does)

    @property
    def explained(self) -> str:
        """Its word and what it does, as sentences; then what can be said for it, where that is more than the word."""
        own, line = called(self.word), _("{word}: {help}.", word=called(self.word), help=self.help)
        if own != self.word:
            line = _("{word}, or {english}: {help}.", word=own, english=self.word, help=self.help)
        return f"{line} {_('Say: {words}.', words=marked(self.says))}" if self.says else line

    @property
    def label(self) -> str:
        """What it is called along the foot of the screen, as it is said now; empty where that is its word."""
        return marked(self.called) if self.called else ""

    @property
    def panel(self) -> str:
        """The heading of its panel, as it is said now; empty where it has none."""
        return marked(self.heading) if self.heading else ""

    @property
    def on_screen(self) -> str:
        """What the screen's help says, as it is said now; empty where that is `help`."""
        return marked(self.instead) if self.instead else ""

    @property
    def key_name(self) -> str:
        """The key as it is written."""
        return pgettext("the name of a key", "space") if self.key == " " else self.key


def _rules(_state: State, materials: Materials) -> Sequence[str]:
    return materials.rules or (_("This plan has no ground rules of its own."),)


def _coming(state: State, _materials: Materials) -> Sequence[str]:
    return (phrases.next_up(state) or _("That was the last part. Nothing comes after it."),)


def _card(_state: State, materials: Materials) -> Sequence[str]:
    if materials.support:
        return materials.support
    return (
        *hard_moment.card(),
        _("Another day the group can write a card of its own for such moments: {command}", command=materials.init),
    )


ACTIONS = (
    Action("next", "n", N_("the turn or block is over"), 1, event=do.Next),
    Action("undo", "u", N_("take back the last thing"), 3, event=do.Undo),
    Action("pause", " ", N_("stop the clock; the time is nobody's"), 2, when=lambda state: not state.paused,
           always=True, event=do.Pause),
    Action("resume", " ", N_("go on"), 2, when=lambda state: state.paused, always=True, event=do.Resume),
    Action("count", "", N_("after time away, it has passed"), event=do.Count),
    Action("began", "b", N_("it began earlier"), takes=True, says=N_("began 6m"),
           instead=N_("it began earlier than that")),
    Action("break", "k", N_("a break from now"), 15, takes=True, says=N_("break 10"), instead=N_("a break from now")),
    Action("end", "e", N_("another end"), 18, takes=True, says=N_("end 20:45"), instead=N_("another end")),
    Action("time", "t", N_("where we are"), 19),
    Action("next?", "", N_("what comes next"), lines=_coming),
    Action("agenda", "v", N_("the whole evening, what was, is and comes"), 10, N_("the evening"),
           heading=N_("The evening (v goes back)")),
    Action("read", "", N_("the next sentence of the script")),
    Action("again", "", N_("that sentence once more")),
    Action("script", "", N_("the whole script")),
    Action("joined", "j", N_("somebody came"), 8, takes=True, says=N_("joined, or joined 3")),
    Action("left", "l", N_("somebody went"), 9, takes=True, says=N_("left, or left 4 where people have numbers")),
    Action("more", "+", N_("a minute more for everyone"), 13, N_("- minute"), takes=True, says=N_("more, or more 2")),
    Action("less", "-", N_("a minute less for everyone"), takes=True, says=N_("less, or less 2")),
    Action("pass", "p", N_("pass this turn; it is offered again"), 6, when=_may_pass, within=_goes_round,
           event=do.Pass),
    Action("accept", "a", N_("what would help, to choose from"), 14, N_("what would help")),
    Action("auto", "m", N_("this block moves on by itself, or by hand again"), 16, N_("by itself")),
    Action("groups", "g", N_("who sits with whom"), 11, N_("who sits with whom"),
           lambda state: state.seating is not None, _is_a_rotation, heading=N_("Who sits with whom (g goes back)"),
           lines=lambda state, _: group_phrases.seating_lines(state)),
    Action("contract", "c", N_("co-counselling's three contracts, to say aloud"), 12,
           when=lambda state: _is_co_counselling(state.running), within=_is_co_counselling,
           heading=N_("The three contracts, to say aloud (c goes back)"), lines=lambda *_: contract.card()),
    Action("warn", "w", N_("what the client wants to be told"), within=_has_small_groups, takes=True,
           says=N_("warn 5m 1m, or warn none")),
    Action("odd", "o", N_("a three among pairs, whether every turn or every round is as long"), within=_has_one_clock),
    Action("owed", "x", N_("one more turn, for somebody whose partner left before theirs"), within=_has_one_clock,
           event=do.Owed),
    Action("rules", "r", N_("the ground rules"), 17, heading=N_("Ground rules (r goes back)"), lines=_rules),
    Action("support", "s", N_("pause, and the card for hard moments"), 7, always=True,
           heading=N_("For hard moments (s goes back)"), lines=_card),
    Action("tell", "", N_("how much is said"), takes=True, says=N_("tell less, tell usual, tell more")),
    Action("help", "?", N_("these words"), 4, heading=N_("Keys (arrow keys scroll, ? goes back)"), takes=True,
           says=N_("help, help all, or help joined"), instead=N_("these keys")),
    Action("close", "q", N_("closing words, or stop now"), 5),
)  # fmt: skip
BY_WORD = {action.word: action for action in ACTIONS}


def by_key(key: str, state: State) -> Action | None:
    """The action that a key means now, or None."""
    meant = [action for action in ACTIONS if key and action.key == same_key(key)]
    return next((action for action in meant if action.when(state)), meant[0] if meant else None)
