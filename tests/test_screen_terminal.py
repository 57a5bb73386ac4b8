"""The screen in a real terminal: a process of its own in a pseudo-terminal."""

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals that Python can open", allow_module_level=True)

import pexpect
import pyte

from peerkit.live.journal import Journal
from peerkit.live.screen.face import COLOURS
from peerkit.live.screen.looks import BLACK
from peerkit.running.events import Next
from peerkit.running.run import state_at
from tests import forked
from tests.driven import run_it
from tests.room import environment

RESTORED = ("\x1b[?1049l", "\x1b[?25h", "\x1b[?2004l")
Start = Callable[..., "Terminal"]


class Terminal:
    """A process in a terminal of 80 by 24, and what stands on it."""

    def __init__(self, folder: Path, *args: str, child: bool = False) -> None:
        """A child of this one, which is told that it was stopped, or else forked off."""
        env = environment(folder.parent, TERM="xterm-256color", WAKEPY_FAKE_SUCCESS="1", PYTHON_COLORS="0")
        words = [str(folder), *args]
        if child:
            command = ["-m", "tests.driven", *words]
            self.process = pexpect.spawn(sys.executable, command, dimensions=(24, 80), env=env, encoding="utf-8")
        else:
            self.process = forked.Terminal(folder.parent, *words, env=env, run=run_it, encoding="utf-8")
        self.written = ""
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.Stream(self._screen)

    def until(self, words: str, seconds: float = 120) -> None:
        """Read until these words stand on the screen."""
        until = time.monotonic() + seconds
        while words not in "\n".join(self._screen.display):
            assert time.monotonic() < until, "\n".join(self._screen.display)
            self._read()

    def stop(self, number: signal.Signals) -> None:
        """Stop the process. One that is just taking the terminal anew can miss the first Ctrl-Z."""
        until = time.monotonic() + 120
        while time.monotonic() < until:
            self.process.kill(number)
            for _ in range(25):
                if os.waitid(os.P_PID, self.process.pid, os.WSTOPPED | os.WNOHANG):
                    return
                self._read()  # a terminal that nobody reads takes no more, and holds up whoever writes
        raise AssertionError(f"{number.name} did not stop it")

    def until_it_listens(self) -> None:
        """Ask for the time until it is told: what is typed while a terminal is taken anew may be lost."""
        until = time.monotonic() + 120
        while "left." not in "\n".join(self._screen.display):
            assert time.monotonic() < until, "\n".join(self._screen.display)
            self.process.send("t")
            self._read()

    def until_written(self, sequence: str, times: int) -> None:
        """Read until this sequence has come so often."""
        until = time.monotonic() + 120
        while self.written.count(sequence) < times:
            assert time.monotonic() < until, self.written
            self._read()

    def end(self, seconds: float = 120) -> str:
        """All that was written after now until the process ended, which it did within so many seconds."""
        before, until = len(self.written), time.monotonic() + seconds
        while self.process.isalive():
            assert time.monotonic() < until, self.written[before:]
            self._read()
        while self._read() and time.monotonic() < until:
            pass
        self.process.close()
        return self.written[before:]

    def shut(self) -> None:
        """Close the window, and wait until nothing runs in it any more."""
        if isinstance(self.process, forked.Terminal):
            self.process.close()
        else:
            self.process.ptyproc.fileobj.close()
        until = time.monotonic() + 120
        while self.process.isalive():
            assert time.monotonic() < until
            time.sleep(0.01)

    def _read(self) -> bool:
        try:
            text = self.process.read_nonblocking(65536, 0.2)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.written += text
        self._stream.feed(re.sub(r"\x1b\[[<>?][0-9;]*[$u]p?", "", text))
        return True


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[Terminal] = []

    def begin(*args: str, child: bool = False) -> Terminal:
        terminal = Terminal(tmp_path / "running", *args, child=child)
        started.append(terminal)
        terminal.until("Turn 1 of 9")
        terminal.until("q close")
        return terminal

    yield begin
    for terminal in started:
        if terminal.process.isalive():
            terminal.process.kill(signal.SIGKILL)
        terminal.process.close()


def leave_by_key(terminal: Terminal) -> None:
    terminal.process.sendcontrol("c")


def leave_by(number: signal.Signals) -> Callable[[Terminal], None]:
    return lambda terminal: terminal.process.kill(number)


@pytest.mark.parametrize(
    "leave",
    [leave_by_key, *(leave_by(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))],
    ids=["ctrl-c", "sigint", "sigterm", "sighup"],
)
def test_leaving_restores_the_terminal_and_keeps_the_session(
    start: Start, tmp_path: Path, leave: Callable[[Terminal], None]
) -> None:
    terminal = start()
    terminal.process.send("n")
    terminal.until("Next: Turn 3 of 9")
    leave(terminal)
    rest = terminal.end()
    assert all(sequence in rest for sequence in RESTORED)
    assert rest.index(RESTORED[0]) < rest.index("it is kept")
    assert terminal.process.exitstatus == 0
    kept = Journal(tmp_path / "running").read(UTC)
    assert [type(event) for event in kept.events] == [Next]
    assert state_at(kept.header, kept.events, kept.run_ms).offered == {1: 120_000}


@pytest.mark.parametrize(
    "moment",
    [
        "running",
        "no signal",
        *(pytest.param(each, marks=pytest.mark.long) for each in ("asked", "stopped", "suspended", "no signal, asked")),
    ],
)
def test_a_closed_window_ends_it_at_any_moment_and_keeps_the_session(start: Start, tmp_path: Path, moment: str) -> None:
    terminal = start(*(["unsignalled"] if "no signal" in moment else []), child=moment in ("stopped", "suspended"))
    terminal.process.send("n")
    terminal.until("Next: Turn 3 of 9")
    if "asked" in moment:
        terminal.process.send("e")
        terminal.until("When must you be out?")
    if moment in ("stopped", "suspended"):
        terminal.stop(signal.SIGSTOP if moment == "stopped" else signal.SIGTSTP)
    terminal.shut()
    journal = Journal(tmp_path / "running")
    journal.take()
    assert len(journal.read(UTC).events) == 1
    journal.close()


def test_a_terminal_that_nobody_reads_holds_up_neither_the_session_nor_its_end(start: Start, tmp_path: Path) -> None:
    terminal = start("unsignalled")
    terminal.process.send("tz" * 200 + "n")
    deadline = time.monotonic() + 120
    while not Journal(tmp_path / "running").read(UTC).events:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    terminal.shut()


def test_a_window_that_is_closed_while_much_waits_to_be_written_ends_it_too(start: Start, tmp_path: Path) -> None:
    terminal = start("unsignalled", "crowding")
    terminal.process.send("n" + "tz" * 200)
    deadline = time.monotonic() + 120
    while not Journal(tmp_path / "running").read(UTC).events:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    time.sleep(2)
    terminal.shut()


def test_what_a_terminal_did_not_take_is_shown_once_it_does(start: Start) -> None:
    terminal = start()
    terminal.process.send("tz" * 200 + "n")
    terminal.until("Next: Turn 3 of 9")
    terminal.until_it_listens()


def test_an_error_inside_restores_the_terminal_and_comes_out_as_itself(start: Start) -> None:
    terminal = start("break")
    terminal.process.send("n")
    rest = terminal.end()
    assert all(sequence in rest for sequence in RESTORED)
    told = rest[rest.index(RESTORED[0]) :]
    assert "RuntimeError: something broke" in told
    assert "╭" not in told
    assert terminal.process.exitstatus == 1


def test_a_screen_that_never_came_to_tidy_up_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "running", "raw")
    rest = terminal.end()
    assert "it is kept" in rest
    assert "as before: True True" in rest


def test_closing_returns_in_the_ordinary_way_and_no_colour_but_those_of_the_looks_was_shown(start: Start) -> None:
    terminal = start()
    terminal.process.send("q")
    terminal.until("Close early?")
    terminal.process.send("2")
    rest = terminal.end()
    assert "it was closed" in rest[rest.index(RESTORED[0]) :]
    written = re.sub(rf"38;5;(?:{'|'.join(map(str, COLOURS.values()))});48;5;{BLACK}", "", terminal.written)
    codes = {code for found in re.findall(r"\x1b\[([0-9;]*)m", written) for code in found.split(";")}
    assert codes <= {"", "0", "1", "7", "22", "27", "39", "49"}


@pytest.mark.parametrize(
    "stopped",
    [(), (signal.SIGSTOP, signal.SIGTSTP)],
    ids=["only continued", "twice"],
)
def test_a_session_that_was_stopped_and_continued_still_leaves_the_terminal_as_it_was(
    start: Start, stopped: tuple[signal.Signals, ...]
) -> None:
    terminal = start(child=True)
    for number in stopped or [None]:
        if number:
            terminal.stop(number)
        before = terminal.written.count("\x1b[?1049h")
        terminal.process.kill(signal.SIGCONT)
        terminal.until_written("\x1b[?1049h", before + 1)
    terminal.until_it_listens()
    terminal.process.send("n")
    terminal.until("Next: Turn 3 of 9")
    terminal.process.sendcontrol("c")
    rest = terminal.end(seconds=4)
    assert "Warning" not in rest
    assert "it is kept" in rest[rest.index(RESTORED[0]) :]
    assert terminal.process.exitstatus == 0
    assert "as before: True True" in rest


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_to_go_on_that_comes_with_one_to_end_does_not_hold_it_up(start: Start, number: signal.Signals) -> None:
    terminal = start()
    terminal.process.kill(number)
    terminal.process.kill(signal.SIGCONT)
    rest = terminal.end(seconds=4)
    assert "it is kept" in rest
    assert "as before: True True" in rest
