"""CPU of whole processes, and a terminal to watch one in."""

import os
import pty
import select
import signal
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pyte

TOP = Path(__file__).parent.parent.parent
NOTHING = (sys.executable, "-c", "pass")
PEERKIT = (sys.executable, "-c", "import sys; from peerkit.__main__ import entry; sys.exit(entry())")


@dataclass(frozen=True)
class Figure:
    """What was measured, in `unit`, and the most that it may be."""

    name: str
    value: float
    unit: str
    limit: float

    @property
    def kept(self) -> bool:
        """Whether it is within its limit."""
        return self.value <= self.limit


def environment(workspace: Path) -> dict[str, str]:
    """A plain terminal, compiled modules as pip installs them, and a workspace that nobody else uses."""
    home = {"PEERKIT_WORKSPACE": str(workspace), "PYTHONPATH": str(TOP), "TERM": "xterm-256color"}
    return {
        key: value for key, value in os.environ.items() if key not in ("ACCESSIBLE", "PYTHONDONTWRITEBYTECODE")
    } | home


def cpu(command: Sequence[str], workspace: Path, environ: Mapping[str, str] | None = None) -> float:
    """Seconds of CPU of a whole process, from its start to its end. It must end well."""
    process = subprocess.Popen(
        command,
        cwd=workspace,
        env=environment(workspace) | dict(environ or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    killer = threading.Timer(300, process.kill)
    killer.start()
    _, status, used = os.wait4(process.pid, 0)
    killer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}.")
    return used.ru_utime + used.ru_stime


def over_nothing(measure: Callable[[], float], workspace: Path, pairs: int) -> float:
    """How many times the CPU of `python -c pass`: the median of `pairs` runs, each beside one of those."""
    return median(measure() / cpu(NOTHING, workspace) for _ in range(pairs))


def slowest(acts: Sequence[Callable[[], object]]) -> float:
    """Seconds of CPU of the dearest of these, which are all done here, in one thread.

    The three that look dearest are done three times more, because other work on the machine makes CPU dearer.
    """
    once = sorted(acts, key=_seconds)[-3:]
    return max(min(_seconds(act) for _ in range(3)) for act in once)


def _seconds(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


class Terminal:
    """`peerkit` in a terminal of 80 by 24, as somebody sees it."""

    def __init__(self, arguments: Sequence[str], workspace: Path) -> None:
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self._process, self._terminal = pty.fork()
        if not self._process:
            termios.tcsetwinsize(0, (24, 80))
            os.chdir(workspace)
            os.execve(PEERKIT[0], [*PEERKIT, *arguments], environment(workspace))

    def type(self, keys: str) -> float:
        """Press keys; gives the moment, in seconds."""
        os.write(self._terminal, keys.encode())
        return time.monotonic()

    def frames(self, seconds: float) -> Iterator[tuple[float, str]]:
        """Every change of the screen in the next `seconds`, with its moment."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self._terminal], [], [], left)[0]:
                moment, written = time.monotonic(), os.read(self._terminal, 65536)
                self._stream.feed(written)
                yield moment, "\n".join(self._screen.display)

    def until(self, text: str, seconds: float = 20) -> float:
        """Wait until `text` stands on the screen; gives the moment."""
        shown = ""
        for moment, shown in self.frames(seconds):
            if text in shown:
                return moment
        raise RuntimeError(f'"{text}" was not shown in {seconds} s. What was:\n{shown}')

    def cpu(self) -> float:
        """Seconds of CPU that it has used so far. Linux only: by the clock of another process."""
        return time.clock_gettime(~self._process << 3 | 2)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        """Cut it off."""
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._terminal)
