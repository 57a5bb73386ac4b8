"""The hard evening once more, to its end: a process of its own in a real terminal, large, small, and in plain mode."""

import os
import re
import select
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from pathlib import Path
from typing import NamedTuple

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals that Python can open", allow_module_level=True)

import pexpect
import pyte

from peerkit.live.journal import Journal
from peerkit.running.events import Event
from peerkit.running.run import effective
from peerkit.running.state import Header
from tests.room import REPOSITORY, environment
from tests.screens import flat
from tests.test_one_evening import EVENING, by_plain_mode, header

__all__ = ["header"]
COMMAND = ["session", "start", "weekly-circle", "--people", "9", "--end", "21:05", "--interpreted", "signed", "--yes"]
KEYS = {"enter": "\r", "space": " ", "escape": "\x1b", "plus": "+", "colon": ":"}
STEP = 40
PATIENCE = 120


class Terminal:
    """A process on a clock that is moved by hand, and what stands in its terminal."""

    def __init__(self, folder: Path, size: tuple[int, int], face: str) -> None:
        self.folder, self.face = folder, face
        pipes = [folder / name for name in ("steps", "done")]
        folder.mkdir()
        for pipe in pipes:
            os.mkfifo(pipe)
        home = environment(folder, PEERKIT_WORKSPACE=str(folder / "group"), PYTHONPATH=str(REPOSITORY))
        command = ["-m", "tests.by_hand", *map(str, pipes), *COMMAND, face]
        home |= {"TERM": "xterm-256color", "WAKEPY_FAKE_SUCCESS": "1"}
        (folder / "group" / "sessions").mkdir(parents=True)
        self.process = pexpect.spawn(sys.executable, command, dimensions=size[::-1], env=home, encoding="utf-8")
        self.written = ""
        self._screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self._screen)
        self._steps, self._done = pipes[0].open("w", buffering=1), pipes[1].open()

    def wait(self, seconds: float) -> None:
        """Let so much time pass."""
        while seconds > 0:
            self._steps.write(f"{min(seconds, STEP)}\n")
            seconds -= STEP
            self._until_done()

    def say(self, said: Sequence[str]) -> None:
        """Press keys, or type lines, each when the last was dealt with."""
        for each in said:
            self.process.send(each)
            self._until_done()

    def shown(self, silence: float = 0.3) -> str:
        """What stands in the terminal, once nothing more comes for so many seconds."""
        while self._read(silence):
            pass
        return "\n".join(self._screen.display)

    def until(self, words: str) -> None:
        """Read until these words were written."""
        until = time.monotonic() + PATIENCE
        while words not in self.written:
            assert time.monotonic() < until, self.written[-2000:]
            self._read(0.2)

    def end(self) -> int | None:
        """What the process ends with."""
        self._steps.close()
        self.process.expect(pexpect.EOF, timeout=PATIENCE)
        self.process.close()
        self._done.close()
        return self.process.exitstatus

    def _until_done(self) -> None:
        until = time.monotonic() + PATIENCE
        while True:
            ready = select.select([self._done, self.process.child_fd], [], [], 1)[0]
            if self._done in ready:
                assert self._done.readline(), self.shown()
                return
            self._read(0)
            assert time.monotonic() < until, self.shown()

    def _read(self, seconds: float) -> bool:
        try:
            text = self.process.read_nonblocking(65536, seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.written += text
        self._stream.feed(re.sub(r"\x1b\[[<>?][0-9;]*[$u]p?", "", text))
        return True


class Lived(NamedTuple):
    """What was kept, what stood there as the last question was asked, and what was counted."""

    events: Sequence[Event]
    shown: str
    counted: str


def lived(terminal: Terminal) -> Lived:
    """The evening from its beginning to the count."""
    folder, face = terminal.folder, terminal.face
    try:
        for seconds, (word, *keys) in EVENING[:-1]:
            terminal.wait(seconds)
            terminal.say([f"{word}\r"] if face == "--plain" else [KEYS.get(key, key) for key in keys])
            if face == "--screen":
                rows = terminal.shown(0.05).splitlines()
                assert not [row for row in rows[1:] if row.rstrip().endswith("…")], rows
        shown = flat(terminal.shown())
        events = Journal(folder / "group" / "sessions" / ".running").read(UTC).events
        _, (word, *keys) = EVENING[-1]
        terminal.wait(1)
        terminal.process.send(f"{word}\r" if face == "--plain" else keys[-1])
        terminal.until("How many came")
        terminal.process.send("\r")
        terminal.until("Thank you, all of you.")
        assert terminal.end() == 0
    finally:
        terminal.process.close(force=True)
    assert not (folder / "group" / "sessions" / ".running" / "journal").exists()
    return Lived(events, shown, (folder / "group" / "sessions" / "attendance.csv").read_text())


@pytest.mark.long
def test_a_hard_evening_is_lived_through_to_its_end_in_three_terminals_and_is_one_and_the_same(
    tmp_path: Path, header: Header
) -> None:
    faces = {"large": ((200, 55), "--screen"), "small": ((40, 20), "--screen"), "plain": ((80, 24), "--plain")}
    begun = [Terminal(tmp_path / name, size, face) for name, (size, face) in faces.items()]
    with ThreadPoolExecutor(len(begun)) as side_by_side:  # they wait most of the time
        found = dict(zip(faces, side_by_side.map(lived, begun), strict=True))
    expected = by_plain_mode(header)[0].events
    for name, one in found.items():
        assert effective(header, one.events) == list(expected), name
        assert "This is the closing. Stop now?" in one.shown
        assert one.counted == found["plain"].counted
    for name in ("large", "small"):
        assert "8 here 20:38" in found[name].shown
        assert "On time. Ends at 20:45." in found[name].shown
