"""What lines, bars and marks are made of, and two bars: how much of a turn is used, and where the evening stands."""

from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from peerkit.live.loop import Session
from peerkit.live.screen.layout import Box
from peerkit.live.screen.panels import STEPS, View
from peerkit.running.agenda import agenda
from peerkit.running.state import Gathering

ScreenRow = tuple[str, str]
"""A row of cells and how it stands: plain, `bold`, `reverse`, or in the colour of a look."""


class Signs(NamedTuple):
    """What lines, bars and marks are made of."""

    used: str = "█"
    left: str = "·"
    was: str = "━"
    comes: str = "─"
    part: str = "│"
    now: str = "●"
    booked: str = "▐"
    above: str = "▲"
    below: str = "▼"
    cut: str = "…"


BLOCKS, ASCII = Signs(), Signs("#", ".", "=", "-", "|", "O", "]", "^", "v", "~")


class Face(NamedTuple):
    """What the terminal can show: only ASCII on a bare console; no colour where nobody can know it, or wants it."""

    ascii_only: bool = False
    colour: bool = True

    @property
    def signs(self) -> Signs:
        """The signs that it can show."""
        return ASCII if self.ascii_only else BLOCKS


def turn(session: Session, width: int, signs: Signs, colour: str) -> tuple[ScreenRow, ...]:
    """How much of the present turn or block is used."""
    state = session.state
    if isinstance(state.slot, Gathering | None) or not state.slot_ms or state.break_until is not None:
        return ()
    used = min(STEPS, state.used * STEPS // state.slot_ms) * width // STEPS
    return ((signs.used * used + signs.left * (width - used), colour),)


def evening(session: Session, view: View, box: Box, signs: Signs) -> tuple[ScreenRow, ...]:
    """The evening as a line: its blocks to scale, where it is now, and until when the room is booked."""
    state = session.state
    parts = [part for part in agenda(state, view.began(session)) if part.when != "left out"]
    first, last = parts[0].begins, max(parts[-1].ends, state.end, state.now)

    def at(moment: int) -> int:
        return min(box.width - 1, max(0, (moment - first) * (box.width - 1) // max(1, last - first)))

    line = [signs.was if column < at(state.now) else signs.comes for column in range(box.width)]
    names = " " * box.width
    for part in parts:
        if part.begins > first:
            line[at(part.begins)] = signs.part
        start, room = at(part.begins) + 1, at(part.ends) - at(part.begins) - 2
        if 0 < cell_len(part.name) <= room:
            names = f"{set_cell_size(names, start)}{part.name}{' ' * (box.width - start - cell_len(part.name))}"
    line[at(state.end)] = signs.booked
    line[at(state.now)] = signs.now
    return ("".join(line), ""), (names, "")
