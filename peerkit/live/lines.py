"""Lines that somebody types, or that a pipe brings, without ever holding up the clock."""

import queue
import sys
import threading
from collections.abc import Callable

from peerkit.live.keyboard import Keyboard

LONGEST = 4096
"""What is kept of a line that does not end, in bytes."""
ENDED = "\x04"
"""The line that comes when somebody ends their input at a terminal, which can be typed at again."""
_GONE = 50
"""So many ends of input one after the other are no person at the keyboard: the terminal has gone."""


class InputLines:
    """Whole lines from `read`, which gives bytes and, at the end of input, none; else from the keyboard or a pipe.

    A thread waits for them, because no system can wait for a keyboard and a clock in one and the same way.
    """

    def __init__(self, read: Callable[[], bytes] | None = None) -> None:
        self.keyboard = Keyboard()
        self._read = read or self.keyboard.read
        self._goes_on = read is None and sys.stdin.isatty()
        self._queue: queue.Queue[str | None] = queue.Queue()
        self.ended = False
        threading.Thread(target=self._run, daemon=True).start()

    def within(self, seconds: float) -> str | None:
        """The next line, or None when there was none in time. After the end of input it only waits."""
        self.keyboard.hold()
        if self.ended:
            threading.Event().wait(seconds)
            return None
        try:
            line = self._queue.get(timeout=seconds)
        except queue.Empty:
            return None
        self.ended = line is None
        return line

    def _run(self) -> None:
        held, empty = b"", 0
        while (chunk := self._chunk()) or (chunk is not None and self._goes_on and empty < _GONE):
            empty = 0 if chunk else empty + 1
            *whole, held = (held[:LONGEST] + chunk).split(b"\n")
            for line in whole:
                self._queue.put(line.decode(errors="replace"))
            if not chunk:
                self._queue.put(ENDED)
        if held:
            self._queue.put(held.decode(errors="replace"))
        self._queue.put(None)

    def _chunk(self) -> bytes | None:
        try:
            return self._read()
        except (OSError, ValueError):
            return None
