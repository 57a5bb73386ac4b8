"""Processes of peerkit, forked off one that imported it and planned an evening: most of what a command costs is that.

Each has its own streams, environment, folder, signals and, where it is at one, terminal.
What Python does at its end, and what a command imports, is seen only in one that was started anew.
"""

import contextlib
import fcntl
import multiprocessing
import os
import signal
import sys
import termios
import threading
import time
import types
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from multiprocessing import forkserver, reduction
from pathlib import Path
from typing import IO, Any
from unittest import mock

from pexpect import fdpexpect

SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(["tests.rehearsed"])
REPOSITORY = Path(__file__).parent.parent
LONGEST = 300
STREAMS = ("stdin", "r", "surrogateescape"), ("stdout", "w", "surrogateescape"), ("stderr", "w", "backslashreplace")
STARTING = threading.Lock()


class Ends:
    """Three streams, as they get into another process."""

    def __init__(self, *fds: int) -> None:
        self.fds = fds

    def __getstate__(self) -> list[Any]:
        return [reduction.DupFd(fd) for fd in self.fds]

    def __setstate__(self, ends: list[Any]) -> None:
        self.fds = tuple(end.detach() for end in ends)


def peerkit_itself() -> None:
    from peerkit.__main__ import entry

    sys.exit(entry())


def forked(
    ends: Ends, words: Sequence[str], env: dict[str, str], folder: Path, run: Callable[[], None] = peerkit_itself
) -> Any:
    """Start a process with these streams, in which `run` finds these words typed; it ends after LONGEST seconds."""
    with STARTING:
        _server()
        process = SERVER.Process(target=_become, args=(ends, list(words), env, str(folder), run), daemon=True)
        main = sys.modules["__main__"]
        sys.modules["__main__"] = types.ModuleType("__main__")  # else the other imports what is run here: pytest
        try:
            process.start()
        finally:
            sys.modules["__main__"] = main
    return process


@cache
def _server() -> None:
    """Start the process that others are forked off, which knows nothing of the test that runs."""
    kept = {name: os.environ[name] for name in ("PATH", "TZ", "LC_ALL") if name in os.environ}
    with mock.patch.dict(os.environ, kept, clear=True), contextlib.chdir(REPOSITORY):
        forkserver.ensure_running()


def _become(ends: Ends, words: list[str], env: dict[str, str], folder: str, run: Callable[[], None]) -> None:
    usual = {signal.SIGINT: signal.default_int_handler}
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, usual.get(number, signal.SIG_DFL))
    signal.alarm(LONGEST)
    if os.isatty(ends.fds[0]):
        os.setsid()
        fcntl.ioctl(ends.fds[0], termios.TIOCSCTTY, 0)
    for at, fd in enumerate(ends.fds):
        os.dup2(fd, at)
        os.close(fd)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(folder)
    for at, (name, mode, errors) in enumerate(STREAMS):
        stream = os.fdopen(at, mode, encoding="utf-8", errors=errors, closefd=False)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    sys.stderr.reconfigure(line_buffering=True)
    sys.argv = ["peerkit", *words]
    run()


class Running:
    """A process of peerkit in pipes, as `subprocess.Popen` would give it."""

    def __init__(self, folder: Path, *words: str, env: dict[str, str]) -> None:
        pipes = [os.pipe(), *(os.pipe()[::-1] for _ in range(2))]
        theirs, ours = zip(*pipes, strict=True)
        self.process = forked(Ends(*theirs), words, env, folder)
        for end in theirs:
            os.close(end)
        self.stdin: IO[bytes] = os.fdopen(ours[0], "wb")
        self.stdout: IO[bytes] = os.fdopen(ours[1], "rb")
        self.stderr: IO[bytes] = os.fdopen(ours[2], "rb")

    @property
    def returncode(self) -> int | None:
        return self.process.exitcode

    def send_signal(self, number: signal.Signals) -> None:
        os.kill(self.process.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def wait(self, timeout: float = LONGEST) -> int | None:
        self.process.join(timeout)
        return self.returncode

    def communicate(self, typed: bytes = b"", timeout: float = LONGEST) -> tuple[bytes, bytes]:
        """Type this and no more, and read what is said to the end."""
        told: list[bytes] = []
        with ThreadPoolExecutor(1) as other:
            err = other.submit(self.stderr.read)
            with contextlib.suppress(BrokenPipeError):
                self.stdin.write(typed)
                self.stdin.close()
            out = b"" if self.stdout.closed else self.stdout.read()
            told = [out, err.result()]
        self.wait(timeout)
        self.close()
        return told[0], told[1]

    def close(self) -> None:
        """Let go of the pipes."""
        for pipe in (self.stdin, self.stdout, self.stderr):
            with contextlib.suppress(BrokenPipeError):
                pipe.close()


class Terminal(fdpexpect.fdspawn):
    """A process of peerkit at a terminal of its own, as `pexpect.spawn` would give it."""

    def __init__(
        self, folder: Path, *words: str, env: dict[str, str], dimensions: tuple[int, int] = (24, 80),
        echo: bool = False, run: Callable[[], None] = peerkit_itself, **more: Any,
    ) -> None:  # fmt: skip
        ours, theirs = os.openpty()
        if not echo:
            how = termios.tcgetattr(theirs)
            how[3] &= ~termios.ECHO
            termios.tcsetattr(theirs, termios.TCSANOW, how)
        termios.tcsetwinsize(theirs, dimensions)
        self.process = forked(Ends(theirs, theirs, theirs), words, env, folder, run)
        os.close(theirs)
        super().__init__(ours, timeout=120, **more)

    @property
    def exitstatus(self) -> int | None:
        return self.process.exitcode

    @exitstatus.setter
    def exitstatus(self, status: int | None) -> None:
        """What the file's end would be, which nobody asks for."""

    def isalive(self) -> bool:
        return self.process.is_alive()

    def kill(self, number: signal.Signals) -> None:
        os.kill(self.process.pid, number)

    def sendcontrol(self, letter: str) -> None:
        self.send(chr(ord(letter) - ord("a") + 1))

    def close(self) -> None:
        """Close the window, and wait for the end of what ran in it."""
        super().close()
        self.process.join(LONGEST)
