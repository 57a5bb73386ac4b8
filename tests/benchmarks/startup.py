"""What it costs to type a command, in times of `python -c pass`."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from tests.benchmarks.measure import PEERKIT, TOP, Figure, Terminal, cpu, over_nothing

COMMANDS = (
    ("peerkit --version", 1.5),
    ("peerkit --help", 7),
    ("peerkit session --help", 7),
    ("peerkit session start --help", 7),
    ("peerkit where", 8),
    ("peerkit tally list", 8),
    ("peerkit tally add 9", 9.5),
    ("peerkit template list", 11),
    ("peerkit rules show", 11),
    ("peerkit session plan weekly-circle --json", 13),
)
OLD = TOP / "tests" / "workspaces" / "0.4.0"
IN_THE_OLD_FOLDER = (("peerkit template list", 21), ("peerkit rules show", 21))
DRAWN = (
    "tally list",
    "tally chart",
    "template list",
    "session show 2026-12-03-our-evening",
    "turns plan --people 12 --size 3 --rounds 4",
    "where",
)
MORE_WHERE_DRAWN = 5
TAB = {"_PEERKIT_COMPLETE": "complete_bash", "COMP_WORDS": "peerkit template show wee", "COMP_CWORD": "3"}
MANY = 500
MOST_FOR_MANY = 78
"""Two thirds of what version 0.4.0 takes for as many."""
FIRST_FRAME = 30
TRIES = 3


def figures(workspace: Path, pairs: int) -> Iterator[Figure]:
    """Each command, Tab, a folder with files of its own, and the first frame of a session begun with Enter alone."""
    for command, limit in COMMANDS:
        yield _figure(command, partial(_typed, command, workspace), workspace, pairs, limit)
    yield _figure("Tab", partial(_typed, "peerkit", workspace, TAB), workspace, pairs, 7)
    shutil.copytree(OLD, workspace / "old")
    for command, limit in IN_THE_OLD_FOLDER:
        name = f"{command}, in a folder of 0.4.0"
        yield _figure(name, partial(_typed, command, workspace / "old"), workspace, pairs, limit)
    drawn = shutil.copytree(OLD, workspace / "drawn")
    for command in DRAWN:
        name = f"peerkit {' '.join(command.split()[:2])}, drawn: more than its lines"
        yield _figure(name, partial(_more_drawn, command, drawn), workspace, pairs, MORE_WHERE_DRAWN)
    with_many = _with_many_templates(workspace / "many")
    name = f"peerkit template list, {MANY} of a group's own"
    yield _figure(name, partial(_typed, "peerkit template list", with_many), workspace, min(pairs, 5), MOST_FOR_MANY)
    name = "peerkit session start, to its first frame"
    yield _figure(name, partial(first_frame, workspace), workspace, pairs, FIRST_FRAME)


def _figure(name: str, measure: Callable[[], float], workspace: Path, pairs: int, limit: float) -> Figure:
    """The figure; one over its limit is measured again, twice at most, because a busy machine costs cache too."""
    for _ in range(TRIES):
        figure = Figure(name, over_nothing(measure, workspace, pairs), "x", limit)
        if figure.kept:
            break
    return figure


def _typed(command: str, workspace: Path, environ: Mapping[str, str] | None = None) -> float:
    """A command in a folder where nothing was counted or planned yet."""
    shutil.rmtree(workspace / "sessions", ignore_errors=True)
    (workspace / "sessions").mkdir()
    return cpu([*PEERKIT, *command.split()[1:]], workspace, environ)


def _more_drawn(command: str, folder: Path) -> float:
    """How much more a command takes for somebody who looks at a terminal than in a pipe."""
    typed = [*PEERKIT, *command.split()]
    return cpu(typed, folder, {"CLICOLOR_FORCE": "1"}) - cpu(typed, folder)


def _with_many_templates(folder: Path) -> Path:
    """A folder with many templates that a group wrote itself: those that ship, over and over, under other names."""
    shipped = sorted((TOP / "templates" / "sessions").glob("*.toml"))
    (folder / "templates" / "sessions").mkdir(parents=True)
    for number in range(MANY):
        (folder / "templates" / "sessions" / f"ours-{number}.toml").write_text(
            shipped[number % len(shipped)].read_text() + "# Ours.\n"
        )
    return folder


def first_frame(workspace: Path) -> float:
    """Seconds of CPU until somebody who pressed Enter four times sees the session."""
    shutil.rmtree(workspace / "sessions", ignore_errors=True)
    with Terminal(["session", "start", "--screen"], workspace) as shown:
        for question in ("What are you doing?", "How many people", "Until when?", "Enter when the group begins"):
            shown.until(question)
            shown.type("\r")
        shown.until("? help")
        return shown.cpu()
