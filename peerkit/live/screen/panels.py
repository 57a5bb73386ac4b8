"""What the screen shows, as plain text: which words stand in which place. Nothing here knows how large it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from peerkit import durations
from peerkit.live.loop import Session
from peerkit.live.screen import looks
from peerkit.live.screen.asking import Asking
from peerkit.messages import _, ngettext, pgettext
from peerkit.planning.kinds import fits
from peerkit.planning.template import Block
from peerkit.running import events as do
from peerkit.running import group_phrases, lateness, phrases
from peerkit.running.actions import ACTIONS, BY_WORD, Action
from peerkit.running.agenda import agenda_lines, began
from peerkit.running.state import MINUTE_MS, SECOND, Changeover, Gathering, State, drift, over_the_end
from peerkit.turns import contract
from peerkit.wording.typed import called

_A_FEW = 10
_AT_THE_END = ("undo", "help", "close", "support", "agenda", "joined", "left")
"""What still means something after the last block."""
_BETWEEN = "   "
"""What stands between two keys."""
STEPS = 40
"""In how many steps the bar of a turn fills."""


class Choices(NamedTuple):
    """How the group wants its screen: seconds all the time, a last minute that looks different, and its name."""

    seconds: bool = False
    last_minute: bool = True
    group: str = ""


@dataclass
class View:
    """What somebody chose to look at (an action's panel, or the words to read out), what was said, what is asked."""

    panel: Action | None = None
    message: str = ""
    asking: Asking | None = None
    scrolled: dict[str, int] = field(default_factory=dict)
    moved: tuple[int, int] | None = None
    """The block and round in which somebody came or went."""
    _blocks: tuple[object, Mapping[int, int]] = None, MappingProxyType({})

    def began(self, session: Session) -> Mapping[int, int]:
        """When each block began, as `agenda.began` has it: counted anew only when that may be otherwise."""
        state = session.state
        now = state.block, state.block_began, sum(isinstance(event, do.Began) for event in session.events)
        if self._blocks[0] != now:
            self._blocks = now, began(session.header, state, session.events)
        return self._blocks[1]


class Big(NamedTuple):
    """What stands large: figures with their unit or letters, `faint` where that time is not running."""

    text: str
    unit: str = ""
    faint: bool = False


def big(state: State, name: looks.LookName, choices: Choices) -> Big:
    """What the whole room reads: the time, or past zero and in a pause a word, so that nobody's time is counted."""
    minutes = pgettext("after a number of minutes, very large", "min")
    if name in ("time", "over", "paused", "end") or (name == "break" and state.paused and rest_of_break(state) <= 0):
        return Big(looks.word(name))
    if name == "places":
        return Big(str(-(-state.entitlement // MINUTE_MS)), minutes, faint=True)
    left = -(-(rest_of_break(state) if state.paused else state.left) // SECOND)
    if choices.seconds or (choices.last_minute and left <= 60 and not state.paused):
        return Big(f"{left // 60}:{left % 60:02}")
    return Big(str(max(1, -(-(left - _A_FEW) // 60))), minutes)


def rest_of_break(state: State) -> int:
    """Milliseconds that are left of a break that somebody took."""
    return (state.break_until or state.at) - state.at


def until_it_changes(state: State, choices: Choices) -> float | None:
    """Seconds on the run clock until `big` or the bar says something else; None while they stand."""
    if state.paused or state.slot is None or isinstance(state.slot, Gathering):
        return None
    if state.left <= 0:
        return ((state.left - 1) % MINUTE_MS + 1) / SECOND
    ticks = choices.seconds or (choices.last_minute and state.left <= MINUTE_MS)
    steps = (
        [(state.left - 1) % SECOND + 1] if ticks else [(state.left - _A_FEW * SECOND - 1) % MINUTE_MS + 1, state.left]
    )
    steps += [state.left - MINUTE_MS] if choices.last_minute and state.left > MINUTE_MS else []
    steps += [] if ticks else [(state.left - 1) % max(SECOND, state.slot_ms // STEPS) + 1]
    return min(steps) / SECOND


def stands(session: Session, choices: Choices) -> tuple[object, object]:
    """Two values: another first one where the time or its bar is another, another second one where more may be."""
    state = session.state
    name = looks.name_of(state, last_minute=choices.last_minute)
    used = state.used // max(SECOND, state.slot_ms // STEPS) if state.slot and state.left > 0 else 0
    now = state.now // MINUTE_MS, over_the_end(state) // MINUTE_MS, drift(state) // MINUTE_MS
    over = -state.left // MINUTE_MS if name in ("over", "paused") else 0
    held = (state.plan, state.seats, state.lengths, state.spare, state.end, state.block, state.slot, state.slot_began)
    turn = (state.lap, state.entitlement, state.queue, len(state.offered), state.by_itself, state.warn, state.gap)
    return (big(state, name, choices), used), (name, now, over, held, turn, session.header.started)


def title(session: Session, choices: Choices) -> str:
    """The group and its way of meeting."""
    named = session.header.plan.evening.template.title
    named = _("{group}: {title}", group=choices.group, title=named) if choices.group else named
    return _("Rehearsal: {title}", title=named) if session.header.hands_off else named


def room(session: Session) -> str:
    """How many are there, and the time on the wall."""
    here = ngettext("{n} here", "{n} here", session.state.people)
    return f"{here}  {phrases.clock_time(session.header, session.state.now)}"


def name(state: State) -> str:
    """The block, and how many small groups there are in it."""
    named = phrases.name_of(state)
    return _("{name}: {groups}", name=named, groups=group_phrases.split(state)) if state.groups else named


def note(state: State, look: looks.LookName, *, asked: bool = False) -> str:
    """What stands small beside the state, for whoever keeps the clock; no key that does nothing while it is `asked`."""
    if look == "over":
        return _("Over: {length}", length=durations.said(-state.left // MINUTE_MS * 60))
    if look == "paused" and not isinstance(state.slot, Gathering | None) and state.left > 0:
        left = -(-state.left // SECOND)
        return _("Left: {length}", length=durations.said(left if left < 60 else -(-(left - _A_FEW) // 60) * 60))
    if look == "break" and state.paused and rest_of_break(state) <= 0:
        return _("It is over")
    if look in ("end", "places") and asked:
        return ""
    if look == "end":
        return _("q closes")
    if look == "places":
        return _("n begins")
    return looks.word("by itself") if look in ("last minute", "break") and state.moves_by_itself else ""


def ends(session: Session) -> tuple[str, ...]:
    """How late it is, and when it ends: in full, and twice shorter for where that has no room."""
    state = session.state
    told = phrases.ends(session.header, state)
    if state.slot is None:
        return (told,)
    late = lateness.on_time(state)
    short = phrases.joined(late, phrases.ends_shortly(session.header, state))
    return phrases.joined(late, told), short, late


def offer(session: Session) -> tuple[str, ...]:
    """What would help and the key for it, and only the key; nothing when all is well."""
    state, key = session.state, _("Key a shows what would help.")
    if state.paused or drift(state) <= 0 or not phrases.out_of_time(state):
        return ()
    return phrases.joined(phrases.offer_to_mend(session.header, state), key), key


def keys(session: Session, view: View, width: int, lines: int) -> list[str]:
    """The keys in so many lines of `width` columns at most; what matters most comes first and always fits.

    A key that is there just now stands last, in the place of whichever were there, so that no other moves.
    """
    state = session.state
    if view.asking is not None:
        always = [action for action in ACTIONS if action.always and action.when(state) and view.asking.typed is None]
        return _in_lines([*view.asking.keys(), *map(_on_the_bar, always)], width, lines)
    bar = sorted((action for action in ACTIONS if action.rank), key=lambda each: each.rank)
    idle = {"accept"} if session.materials.rules else {"accept", "rules"}
    shown = [each for each in bar if each.when(state) and each.word not in idle]
    if state.slot is None:
        shown = [each for each in shown if each.word in _AT_THE_END]
    on_the_card = view.panel == BY_WORD["support"]  # which says itself to ask what would help
    now = [BY_WORD["accept"]] if phrases.offer_to_mend(session.header, state) and not on_the_card else []
    if view.moved == (state.block, state.lap) and not session.refusal(do.Owed(session.at)):
        now.append(BY_WORD["owed"])
    found = _with_last(
        _in_lines(map(_on_the_bar, shown), width, lines), _BETWEEN.join(map(_on_the_bar, now)), width, lines
    )
    return [_without(line, _refused(session)) for line in found] if state.paused else found


def _refused(session: Session) -> set[str]:
    """The keys, as they stand along the foot, that would only be refused now."""
    happens = {"undo": do.Undo, **{each.word: each.event for each in ACTIONS if each.rank and each.event}}
    return {_on_the_bar(BY_WORD[word]) for word, event in happens.items() if session.refusal(event(session.at))}


def _without(line: str, refused: set[str]) -> str:
    """The line with room where these keys stood, so that no other moves."""
    parts = line.split(_BETWEEN)
    return _BETWEEN.join(" " * len(part) if part.strip() in refused else part for part in parts).rstrip()


def _on_the_bar(action: Action) -> str:
    """A key and what it does, as wide whatever the key means just now."""
    named = {each.word: each.label or called(each.word) for each in ACTIONS if each.key == action.key}
    return f"{action.key_name} {named[action.word]:{max(map(len, named.values()))}}"


def _with_last(found: list[str], last: str, width: int, lines: int) -> list[str]:
    """The lines with this at their end, and without what has no room beside it."""
    if not last or (len(found) < lines and len(found[-1]) + len(last) + len(_BETWEEN) > width):
        return [*found, last] if last else found
    *above, line = found
    while line and len(line) + len(last) + len(_BETWEEN) > width:
        line = line.rpartition(_BETWEEN)[0]
    return [*above, f"{line}{_BETWEEN}{last}" if line else last]


def _in_lines(keys: Iterable[str], width: int, lines: int) -> list[str]:
    """As many of these as have room in so many lines of `width` columns."""
    found = [""]
    for key in keys:
        longer = f"{found[-1]}{_BETWEEN}{key}" if found[-1] else key
        if len(longer) <= width:
            found[-1] = longer
        elif len(found) < lines:
            found.append(key)
        else:
            break
    return found


def help_lines(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Every key that means something in a plan with these blocks, without the words that plain mode takes for it."""
    first = {action.key: action for action in reversed(ACTIONS)}
    known = [action for action in ACTIONS if action.key and first[action.key] == action]
    known = [action for action in known if any(map(action.within, blocks))]
    known.sort(key=lambda action: bool(action.on_screen))
    also = (
        (_("arrows"), _("scroll the words; page up and page down too")),
        (_("escape"), _("back to the words to read out")),
        (_("ctrl+c"), _("leave now; the session is kept")),
    )
    does = [(action.key_name, action.on_screen or action.help) for action in known]
    return tuple(f"{key:<8}{what}" for key, what in (*does, *also))


def heading(view: View, to_read: str) -> str:
    """What the words below are, where there are any."""
    if not to_read:
        return ""
    return view.panel.panel if view.panel else _("To read out (arrow keys scroll)")


def words(session: Session, view: View, *, closely: bool = False) -> str:
    """What is to be read: an action's panel, or the script with what belongs to it.

    `closely`: who sits with whom with tabs between the groups, and not a line a group. What is said unasked as the
    rules begin stands above them in their panel, where a small screen shows it first.
    """
    state = session.state
    if view.panel is not None:
        match view.panel.word:
            case "help":
                return "\n".join(help_lines(state.plan.blocks))
            case "agenda":
                return "\n".join(agenda_lines(session.header, state, session.events))
            case "groups":
                return ("\t" if closely else "\n").join(view.panel.lines(state, session.materials))
            case "rules":
                first, rules = session.materials.at_the_rules, view.panel.lines(state, session.materials)
                return "\n".join((*first, *(line for line in rules if line not in first)))
        return "\n".join(view.panel.lines(state, session.materials))
    block = state.running
    script = block.script if block and block.script else _contract(state)
    rules = session.materials.rules if block and fits(block).rules else ()
    return "\n\n".join(part for part in (_who_sits(state, "\t" if closely else "\n"), script, "\n".join(rules)) if part)


def _contract(state: State) -> str:
    """The three contracts, before a turn of co-counselling that has no words of its own."""
    groups = state.groups
    choosing = isinstance(state.slot, Gathering | Changeover) and groups and groups.attention_switch
    return "\n".join(contract.card()) if choosing else ""


def _who_sits(state: State, between: str) -> str:
    """The groups, while people change places."""
    moving = isinstance(state.slot, Gathering) or (isinstance(state.slot, Changeover) and not state.offered)
    return between.join(group_phrases.seating_lines(state)) if moving and state.seating else ""
