"""What it costs to let a session run, and how late it is: on a harder evening than any.

The seconds tick all the time, and a new turn begins every fifteen seconds.
"""

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.measure import Figure, Terminal

A_TURN = 15
TEMPLATE = f"""
title = "Short turns"
summary = "A turn every fifteen seconds, one after the other."
language = "en"
minutes = {{ min = 2, ideal = 60, max = 600 }}
people = {{ min = 2, ideal = 9, max = 99 }}

[[block]]
kind = "segment"
part = "opening"
name = "Welcome"
length = "1m"

[[block]]
kind = "round"
name = "Turns"
turn = "{A_TURN}s"
moves_on = "by itself"
"""


def figures(workspace: Path, minutes: int) -> Iterator[Figure]:
    """Keys first, then `minutes` of a session with no hand on it."""
    (workspace / "templates" / "sessions").mkdir(parents=True, exist_ok=True)
    (workspace / "templates" / "sessions" / "short-turns.toml").write_text(TEMPLATE)
    waits = _keys(workspace, 20)
    yield Figure("from a key to the screen, the median", 1000 * median(waits), "ms", 10)
    yield Figure("from a key to the screen, the longest", 1000 * max(waits), "ms", 50)
    late, used = _turns(workspace, 60 * minutes)
    length = "a minute" if minutes == 1 else f"{minutes} minutes"
    yield Figure(f"CPU a minute, over {length}", used / minutes, "s", 0.3)
    yield Figure(f"the latest of {len(late)} turns in {length}", 1000 * max(late), "ms", 100)


def _session(workspace: Path, people: int) -> Terminal:
    shutil.rmtree(workspace / "sessions", ignore_errors=True)
    return Terminal(["session", "start", "short-turns", "--people", str(people), "--screen", "--yes"], workspace)


def _keys(workspace: Path, times: int) -> list[float]:
    """Seconds from the space bar to a screen that says so."""
    waits = []
    with _session(workspace, 4) as shown:
        shown.until("? help")
        for press in range(times):
            list(shown.frames(0.23))
            pressed = shown.type(" ")
            waits.append(shown.until("▌▌ Pause" if press % 2 == 0 else "► Under way") - pressed)
    return waits


def _turns(workspace: Path, seconds: int) -> tuple[list[float], float]:
    """Seconds that each turn was late after the key that began the first, and the CPU from the second turn on.

    By then the session is under way: what it costs to start, once, is in no figure of what it costs to run.
    """
    seen: dict[int, float] = {}
    turns = seconds // A_TURN + 1
    used = 0.0
    with _session(workspace, turns + 2) as shown:
        shown.until("? help")
        began = shown.type("n")
        for moment, text in shown.frames(A_TURN * turns + 1 - (time.monotonic() - began)):
            if turn := re.search(r"Turn (\d+) of", text):
                seen.setdefault(int(turn[1]), moment)
                if int(turn[1]) == 2:
                    used = used or shown.cpu()
        used = shown.cpu() - used
    return [seen[turn] - began - A_TURN * (turn - 1) for turn in range(2, turns + 2)], used
