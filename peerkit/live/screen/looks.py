"""How each state of a session looks: by a word, by a shape, and by a colour, which only ever says it once more.

Words stand in the terminal's own two colours, as they are or exchanged, so they read as well as everything there.
What a terminal makes of its sixteen colours, and what is behind them, nobody can know. So edges and bars stand in
colours of the palette of 256, which is the same everywhere, and on that palette's black: their contrast with it is at
least 4.5 to 1, as WCAG 2.2 counts it (1.4.3). Where there is no such palette they stand in the terminal's own two.
"""

from typing import Literal, NamedTuple

from peerkit.messages import N_, marked
from peerkit.planning.kinds import fits
from peerkit.running.state import MINUTE_MS, Changeover, Gathering, State

BLACK = 16
LookName = Literal[
    "running", "by itself", "last minute", "time", "over", "paused", "break", "changeover", "places", "end"
]


class Look(NamedTuple):
    """The word, the sign before it, and what the edges of the wall are made of; each sign for a bare console, too.

    `called` is a message that is marked. `number` is that of its `colour` in the palette of 256. Where it is `inverse`
    the whole wall stands in exchanged colours.
    """

    called: str
    sign: str
    edge: str
    colour: str
    number: int
    plain_sign: str
    plain_edge: str
    inverse: bool = False


LOOKS: dict[LookName, Look] = {
    "running": Look(N_("Under way"), "►", "─", "green", 77, ">", "-"),
    "by itself": Look(N_("Moves on by itself"), "►►", "─ ", "spring green", 48, ">>", "- "),
    "last minute": Look(N_("Last minute"), "◊", "▄", "yellow", 220, "*", "="),
    "time": Look(N_("Time"), "■", "█", "red", 203, "!", "#", inverse=True),
    "over": Look(N_("Time"), "□", "═", "violet", 170, "!!", "_"),
    "paused": Look(N_("Pause"), "▌▌", "▌ ", "blue", 75, "||", "| "),
    "break": Look(N_("Break"), "○", "≈", "turquoise", 80, "()", "~"),
    "changeover": Look(N_("Changeover"), "◄►", "/", "light blue", 111, "<>", "/"),
    "places": Look(N_("Find your places"), "▪▪▪", "▪ ", "pink", 213, "...", ". "),
    "end": Look(N_("Thank you"), "●", " ", "pale blue", 159, "OK", " "),
}
"""Every sign is one of those that each font for terminals has had for thirty years."""


def name_of(state: State, *, last_minute: bool) -> LookName:
    """Which look the state has. Without `last_minute` the last minute looks as those before it."""
    if state.slot is None:
        return "end"
    if state.break_until is not None:
        return "break"
    if state.paused:
        return "paused"
    if isinstance(state.slot, Gathering):
        return "places"
    if isinstance(state.slot, Changeover):
        return "changeover"
    if state.left <= 0:
        return "time" if state.left > -MINUTE_MS else "over"
    if last_minute and state.left <= MINUTE_MS < state.slot_ms:
        return "last minute"
    if state.running and fits(state.running).rest:
        return "break"
    return "by itself" if state.moves_by_itself else "running"


def word(name: LookName) -> str:
    """The word for a look, as it is said now."""
    return marked(LOOKS[name].called)
