import os
import threading
import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from peerkit.live.lines import ENDED, InputLines


def chunks(*given: bytes) -> Callable[[], bytes]:
    """What a pipe gives, piece by piece, and then its end."""
    left = list(given)
    return lambda: left.pop(0) if left else b""


def all_of(lines: InputLines) -> list[str]:
    found = []
    while (line := lines.within(10)) is not None:
        found.append(line)
    return found


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        ((b"next\n", b"pass\n"), ["next", "pass"]),
        ((b"next\npa", b"ss\nti", b"me\n"), ["next", "pass", "time"]),
        ((b"next\r\n",), ["next\r"]),
        ((b"next",), ["next"]),
        ((b"\n\n",), ["", ""]),
        ((b"caf\xc3", b"\xa9\n"), ["café"]),
        ((b"\xff\xfe\n",), ["\ufffd\ufffd"]),
        ((), []),
    ],
)
def test_lines_come_whole_however_a_pipe_cuts_them(given: tuple[bytes, ...], lines: list[str]) -> None:
    assert all_of(InputLines(chunks(*given))) == lines


def test_without_a_line_the_clock_is_held_up_no_longer_than_asked() -> None:
    never = threading.Event()
    lines = InputLines(lambda: b"late" * never.wait(20))
    before = time.monotonic()
    assert lines.within(0.05) is None
    assert 0.05 <= time.monotonic() - before < 2
    assert not lines.ended
    never.set()


def test_after_the_end_it_only_waits() -> None:
    lines = InputLines(chunks(b"one\n"))
    assert lines.within(5) == "one"
    assert lines.within(5) is None
    assert lines.ended
    before = time.monotonic()
    assert lines.within(0.05) is None
    assert time.monotonic() - before >= 0.05


@pytest.mark.parametrize("error", [OSError("gone"), ValueError("closed")])
def test_a_reader_that_breaks_is_the_end_of_input(error: Exception) -> None:
    def broken() -> bytes:
        raise error

    assert InputLines(broken).within(10) is None


def test_a_real_pipe_is_read_as_it_comes() -> None:
    out, into = os.pipe()
    try:
        lines = InputLines(lambda: os.read(out, 4096))
        os.write(into, b"time\npau")
        assert lines.within(5) == "time"
        assert lines.within(0.02) is None
        os.write(into, b"se\n")
        assert lines.within(5) == "pause"
    finally:
        os.close(into)
        assert lines.within(10) is None
        os.close(out)


def test_a_terminal_that_has_gone_ends_the_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peerkit.live.lines.Keyboard.read", lambda _: b"")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    assert set(all_of(InputLines())) == {ENDED}
