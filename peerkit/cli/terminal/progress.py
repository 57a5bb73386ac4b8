"""How far something has come that takes longer than half a second, for somebody who looks at a terminal."""

import sys
import threading
from typing import TYPE_CHECKING, Self

from peerkit.cli.terminal import viewer

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 0.5
"""Seconds before anything is shown."""


class Doing:
    """What is being done, and how much of it is left, on the standard error while it lasts, and gone afterwards.

    `of` is how many steps there are, if that is known: `done` says how many are. In a pipe, for a program and for
    whoever wants lines nothing is shown.
    """

    def __init__(self, what: str, of: int | None = None) -> None:
        self._what, self._of, self._done = what, of, 0
        self._lock = threading.Lock()
        self._shown: Progress | None = None
        self._timer = threading.Timer(PATIENCE, self._show) if viewer.looks(sys.stderr) else None

    def __enter__(self) -> Self:
        if self._timer:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(self, *_why: object) -> None:
        if self._timer:
            self._timer.cancel()
        with self._lock:
            self._timer = None
            if self._shown:
                self._shown.stop()

    def done(self, steps: int) -> None:
        """So many of the steps are done."""
        self._done = steps
        with self._lock:
            if self._shown:
                self._shown.update(self._shown.task_ids[0], completed=steps)

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        from peerkit.printing.render import looks

        with self._lock:
            if self._timer is None:
                return
            counted = [MofNCompleteColumn()] if self._of is not None else []
            bar = BarColumn(looks.LEAST_BAR * 3, style="dim", complete_style=looks.ACCENT, finished_style=looks.ACCENT,
                            pulse_style=looks.ACCENT)  # fmt: skip
            console = Console(
                stderr=True, width=viewer.terminal().width, force_terminal=True, color_system="standard",
                no_color=not viewer.colours(), legacy_windows=False,
            )  # fmt: skip
            self._shown = Progress(
                TextColumn(self._what, markup=False), bar, *counted, console=console, transient=True,
                redirect_stdout=False, redirect_stderr=False,
            )  # fmt: skip
            self._shown.add_task("", total=self._of, completed=self._done)
            self._shown.start()
