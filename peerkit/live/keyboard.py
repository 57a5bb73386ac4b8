"""A terminal whose half-typed line is held here, so that something can be said without landing in it. POSIX only."""

import codecs
import os
import select
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import ModuleType

try:
    import termios as _termios

    termios: ModuleType | None = _termios
except ImportError:  # another system: the terminal holds its lines itself
    termios = None

_LOCAL, _CONTROL = 3, 6
_ENTER, _RUBS, _LINE, _WORD, _END, _ESCAPE = "\r\n", "\x7f\x08", "\x15", "\x17", "\x04", "\x1b"


class Keyboard:
    """What is typed at a terminal, a line at a time. `held` while a session runs; else the terminal's own affair."""

    def __init__(self) -> None:
        self.typed = ""
        self._echoes = self._holds = False
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._lock = threading.Lock()
        self._skips = ""

    @contextmanager
    def held(self) -> Iterator[None]:
        """Take the terminal's lines in hand, where that can be done, and give them back."""
        if termios is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
            yield
            return
        before = termios.tcgetattr(sys.stdin.fileno())
        self._echoes = bool(before[_LOCAL] & termios.ECHO)
        self._holds = True
        self.hold()
        try:
            yield
        finally:
            self._holds = False
            with suppress(termios.error):
                termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, before)

    def hold(self) -> None:
        """Take it in hand again after somebody else had it: a shell, once this was stopped and goes on."""
        if sys.platform == "win32" or not self._holds or termios is None:
            return
        with suppress(OSError, termios.error):
            number = sys.stdin.fileno()
            modes = termios.tcgetattr(number)
            if modes[_LOCAL] & termios.ICANON and os.tcgetpgrp(number) == os.getpgrp():
                modes[_LOCAL] &= ~(termios.ICANON | termios.ECHO)
                modes[_CONTROL][termios.VMIN], modes[_CONTROL][termios.VTIME] = 1, 0
                termios.tcsetattr(number, termios.TCSADRAIN, modes)

    def read(self) -> bytes:
        """Whole lines, once there is one; none at the end of input, which is Ctrl-D on an empty line."""
        while True:
            if termios is not None:
                select.select([sys.stdin], [], [])  # a read that waits keeps to how it was held as it began
            chunk = os.read(sys.stdin.fileno(), 4096)
            if not chunk or not self._holds:
                return chunk
            with self._lock:
                lines = self.take(self._decoder.decode(chunk))
            if lines is not None:
                return lines.encode()

    def take(self, signs: str) -> str | None:
        """The lines that these keys complete; an empty text is the end of input, and None that no line is whole."""
        lines: list[str] = []
        for sign in signs:
            if self._skips:
                self._skip(sign)
            elif sign in _ENTER:
                lines.append(f"{self.typed}\n")
                self._show("\n")
                self.typed = ""
            elif sign == _END and not self.typed:
                return "".join(lines)
            else:
                self._edit(sign)
        return "".join(lines) or None

    def aside(self, say: Callable[[str], None], text: str) -> None:
        """Say something. What is typed so far is left as it is, and stands again below what was said."""
        with self._lock:
            if self.typed:
                self._show("\n")
            say(text)
            self._show(self.typed)

    def _edit(self, sign: str) -> None:
        if sign in _RUBS:
            self._rub(1)
        elif sign == _LINE:
            self._rub(len(self.typed))
        elif sign == _WORD:
            self._rub(len(self.typed) - len(self.typed.rstrip().rpartition(" ")[0]))
        elif sign == _ESCAPE:
            self._skips = sign
        elif sign.isprintable():
            self.typed += sign
            self._show(sign)

    def _skip(self, sign: str) -> None:
        """Leave out what an arrow or another key without a letter sends."""
        first = self._skips == _ESCAPE and sign in "[O"
        self._skips = "[" if first or (self._skips == "[" and not "@" <= sign <= "~") else ""

    def _rub(self, signs: int) -> None:
        gone = self.typed[len(self.typed) - signs :] if signs else ""
        self.typed = self.typed.removesuffix(gone)
        self._show("\b \b" * sum(map(_width, gone)))

    def _show(self, text: str) -> None:
        if self._echoes and text:
            os.write(sys.stdout.fileno(), text.encode())


def _width(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
