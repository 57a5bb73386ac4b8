"""What it costs to have a sheet as a PDF, beside the same sheet in the terminal, and beside weasyprint."""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

from peerkit.printing.render.html import html
from peerkit.printing.render.pdf import pdf
from peerkit.printing.sheets.agreement import sheet
from peerkit.printing.style import A4, STANDARD
from peerkit.workspace.agreements import load_agreement
from tests.benchmarks.measure import NOTHING, PEERKIT, TOP, Figure, cpu, environment

TIMES, TRIES = 5, 2
EVERYTHING = "session print weekly-circle --people 12 --all --force"


def figures(workspace: Path, pairs: int) -> Iterator[Figure]:
    """What PDF adds to a command, how long a whole evening takes, and how we stand beside weasyprint."""
    folder = workspace / "paper"
    folder.mkdir()
    added = min(_added(folder, pairs) for _ in range(TRIES))
    yield Figure("rules print: PDF more than the terminal", added, "x", 22)
    yield Figure("peerkit session print --all", _whole(EVERYTHING, folder), "s", 2)
    yield Figure("a sheet as PDF, beside weasyprint on the same", _beside_weasyprint(), "x weasyprint", 0.5)
    shutil.rmtree(folder)


def _added(folder: Path, pairs: int) -> float:
    """How much more CPU of a whole process PDF takes than the terminal, in times of `python -c pass`.

    Ground rules hang on a wall: they are laid out some nine times, in larger type, until they fill their paper.
    """
    found = []
    for _ in range(pairs):
        more = cpu([*PEERKIT, "rules", "print", "--force", "-o", "rules.pdf"], folder)
        more -= cpu([*PEERKIT, "rules", "print", "--format", "terminal"], folder)
        found.append(more / cpu(NOTHING, folder))
    return median(found)


def _whole(command: str, folder: Path) -> float:
    """Seconds by the clock on the wall, the least of a few: somebody waits for it."""
    return min(_seconds(partial(_typed, command, folder), time.perf_counter) for _ in range(3))


def _typed(command: str, folder: Path) -> None:
    subprocess.run(
        [*PEERKIT, *command.split()], cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL,
        capture_output=True, check=True,
    )  # fmt: skip


def _beside_weasyprint() -> float:
    """CPU of a sheet from its document to its PDF, over that of weasyprint from our own HTML.

    Both are warm, and each sheet is of another group, so that nothing that was made before can be used again.
    """
    from weasyprint import HTML

    rules = load_agreement(TOP / "templates" / "agreements" / "ground-rules.toml")

    def once(group: str) -> float:
        made = sheet(rules, group)
        page = html(made, STANDARD, A4)
        ours = _seconds(partial(pdf, made, STANDARD, A4))
        return ours / _seconds(partial(HTML(string=page).write_pdf, pdf_variant="pdf/ua-1"))

    once("Nobody's circle")
    return median(once(f"Circle {number}") for number in range(TIMES))


def _seconds(call: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    began = clock()
    call()
    return clock() - began
