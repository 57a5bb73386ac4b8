"""Runs peerkit in a real terminal on a clock that a test moves: `python -m tests.by_hand STEPS DONE ...`.

STEPS and DONE are named pipes, and what follows is a command. Each line of the first is a number of seconds that pass.
A line comes out of the second when they have passed for the session, and when a key or a line was dealt with.
"""

import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from queue import SimpleQueue
from typing import Any
from unittest.mock import patch

from peerkit.cli.app import main
from peerkit.live import loop
from peerkit.live.lines import InputLines
from peerkit.live.loop import Session
from peerkit.live.screen.app import SessionApp
from tests.room import SEVEN, HandClock

LATE = SEVEN + timedelta(minutes=10)


class Quick(HandClock):
    """A clock whose time may pass in great steps: a minute is no time away."""

    speed = 100.0


def run(steps: Path, done: Path, command: list[str]) -> int:
    """Run the command; what it ends with."""
    clock, waiting = Quick(LATE), SimpleQueue[float]()
    with steps.open() as passing, done.open("w", buffering=1) as told:

        def listen() -> None:
            for line in passing:
                waiting.put(float(line))

        def dealt_with(method: Callable[..., Any], *, when: Callable[..., bool]) -> Callable[..., Any]:
            def doing(self: Any, *given: Any) -> Any:
                result = method(self, *given)
                if when(*given):
                    told.write("done\n")
                return result

            return doing

        look, within, taken = Session.look, InputLines.within, False

        def looks(self: Session) -> str:
            if waiting.empty():
                return look(self)
            clock.pass_by(waiting.get())
            heard = look(self)
            told.write("passed\n")
            return heard

        def lines(self: InputLines, seconds: float) -> str | None:
            nonlocal taken
            if taken:
                told.write("done\n")
            line = within(self, seconds)
            taken = line is not None
            return line

        threading.Thread(target=listen, daemon=True).start()
        with (
            patch.object(loop, "BEAT", 0.05),
            patch.object(Session, "look", looks),
            patch.object(InputLines, "within", lines),
            patch.object(SessionApp, "on_key", dealt_with(SessionApp.on_key, when=lambda event: event.key != "escape")),
            patch.object(SessionApp, "action_leave", dealt_with(SessionApp.action_leave, when=lambda: True)),
        ):
            return main(command, clock)


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]))
