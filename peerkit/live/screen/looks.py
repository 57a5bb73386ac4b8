"""How each state of a session looks: by a word, by a shape, and by a colour, which only ever says it once more.

Words stand in the terminal's own two colours, as they are or exchanged, so they read as well as everything there.
"""

from typing import Literal, NamedTuple

from peerkit.messages import _
from peerkit.planning.kinds import fits
from peerkit.running.state import Changeover, Gathering, State

MINUTE_MS = 60_000
Name = Literal["running", "by itself", "last minute", "time", "over", "paused", "break", "changeover", "places", "end"]


class Look(NamedTuple):
    """The sign before the word, and what the edges of the wall are made of; each for a bare console, too.

    `colour` is one of the terminal's own. Where it is `inverse` the whole wall stands in exchanged colours.
    """

    sign: str
    edge: str
    colour: str
    plain_sign: str
    plain_edge: str
    inverse: bool = False


LOOKS: dict[Name, Look] = {
    "running": Look("►", "─", "green", ">", "-"),
    "by itself": Look("►►", "─ ", "bright_green", ">>", "- "),
    "last minute": Look("◊", "▄", "yellow", "*", "="),
    "time": Look("■", "█", "red", "!", "#", inverse=True),
    "over": Look("□", "═", "magenta", "!!", "_"),
    "paused": Look("▌▌", "▌ ", "blue", "||", "| "),
    "break": Look("○", "≈", "cyan", "()", "~"),
    "changeover": Look("◄►", "/", "bright_blue", "<>", "/"),
    "places": Look("▪▪▪", "▪ ", "bright_magenta", "...", ". "),
    "end": Look("●", " ", "bright_cyan", "OK", " "),
}
"""Every sign is one of those that each font for terminals has had for thirty years."""


def name_of(state: State, *, last_minute: bool) -> Name:
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
    if last_minute and state.left <= MINUTE_MS:
        return "last minute"
    if state.running and fits(state.running).rest:
        return "break"
    return "by itself" if state.moves_by_itself else "running"


def word(name: Name) -> str:
    """The word for a look."""
    match name:
        case "running":
            return _("Under way")
        case "by itself":
            return _("Moves on by itself")
        case "last minute":
            return _("Last minute")
        case "time" | "over":
            return _("Time")
        case "paused":
            return _("Pause")
        case "break":
            return _("Break")
        case "changeover":
            return _("Changeover")
        case "places":
            return _("Find your places")
        case "end":
            return _("Thank you")
