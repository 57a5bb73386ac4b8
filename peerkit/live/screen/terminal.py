"""The terminal that the screen stands in: what it can show, and how it is left as it was."""

import asyncio
import os
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from textual.driver import Driver

from peerkit.live.screen.bars import Face

_STOPS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


def face() -> Face:
    """What the terminal can show, by what it says of itself."""
    encoding = getattr(sys.__stderr__, "encoding", None) or "utf-8"
    term = os.environ.get("TERM", "")
    bare = term == "linux" or "utf" not in encoding.lower()
    palette = "256" in term or os.environ.get("COLORTERM", "") in ("truecolor", "24bit") or sys.platform == "win32"
    return Face(ascii_only=bare, colour=palette and not bare and not os.environ.get("NO_COLOR"))


def when_told_to_stop(end: Callable[[], object]) -> None:
    """Let `end` happen when a signal says that this is to end."""
    for number in _STOPS:
        with suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, end)


def gone() -> bool:
    """Whether the other end of the terminal was closed: no signal may ever say so, and nobody can type any more."""
    if sys.platform == "win32":
        return False
    watched = select.poll()
    watched.register(0, 0)
    return any(happened & select.POLLHUP for _, happened in watched.poll(0))


def takes() -> bool:
    """Whether what is written now is taken: where nobody reads the other end, a full terminal holds up its writer."""
    return sys.platform == "win32" or bool(select.select([], [2], [], 0)[1])


class _Writable:
    """A terminal's file that takes whatever is written, also when the other end has gone."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()

    def isatty(self) -> bool:
        return self._file.isatty()


def outliving(driver: type[Driver]) -> type[Driver]:
    """The same driver, which goes on writing into a terminal that has gone.

    Textual's own thread that writes would die of the first error; whoever filled its queue afterwards, as the end of
    an app does, would wait for ever.
    """

    class Outliving(driver):  # type: ignore[misc, valid-type]
        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)
            self.__dict__["_file"] = _Writable(self.__dict__["_file"])

    return Outliving


@contextmanager
def as_before() -> Iterator[None]:
    """Put back what Textual changes in the terminal's attributes, and the signal handlers that it leaves behind."""
    if sys.platform == "win32":
        yield
        return
    import termios

    handlers = {number: signal.getsignal(number) for number in (signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH)}
    attributes = None
    with suppress(termios.error):
        attributes = termios.tcgetattr(0)
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        if attributes is not None:
            with suppress(termios.error):
                termios.tcsetattr(0, termios.TCSANOW, attributes)
