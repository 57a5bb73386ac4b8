"""What it costs to type a command, in times of `python -c pass`."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.measure import PEERKIT, Figure, Terminal, cpu, over_nothing

COMMANDS = (
    ("peerkit --version", 1.6),
    ("peerkit --help", 9),
    ("peerkit session --help", 9),
    ("peerkit session start --help", 9),
    ("peerkit where", 9),
    ("peerkit tally add 9", 9),
    ("peerkit session plan weekly-circle --json", 20),
)
FIRST_FRAME = 45
TRIES = 3


def figures(workspace: Path, pairs: int) -> Iterator[Figure]:
    """Each command, and the first frame of a session that was begun with Enter alone."""
    for command, limit in COMMANDS:
        yield _figure(command, partial(_typed, command, workspace), workspace, pairs, limit)
    name = "peerkit session start, to its first frame"
    yield _figure(name, partial(first_frame, workspace), workspace, pairs, FIRST_FRAME)


def _figure(name: str, measure: Callable[[], float], workspace: Path, pairs: int, limit: float) -> Figure:
    """The figure; one over its limit is measured again, twice at most, because a busy machine costs cache too."""
    for _ in range(TRIES):
        figure = Figure(name, over_nothing(measure, workspace, pairs), "x", limit)
        if figure.kept:
            break
    return figure


def _typed(command: str, workspace: Path) -> float:
    """A command in a folder where nothing was counted or planned yet."""
    shutil.rmtree(workspace / "sessions", ignore_errors=True)
    (workspace / "sessions").mkdir()
    return cpu([*PEERKIT, *command.split()[1:]], workspace)


def first_frame(workspace: Path) -> float:
    """Seconds of CPU until somebody who pressed Enter four times sees the session."""
    shutil.rmtree(workspace / "sessions", ignore_errors=True)
    with Terminal(["session", "start", "--screen"], workspace) as shown:
        for question in ("What are you doing?", "How many in the circle", "Until when?", "Enter when the group begins"):
            shown.until(question)
            shown.type("\r")
        shown.until("? help")
    return shown.cpu
