"""What takes longer than a moment says how far it is to whoever looks, and leaves nothing behind."""

import contextlib
import os
import time
from unittest import mock

import pytest

from peerkit.cli.terminal import progress, viewer
from tests.terminals import Stream


def shown(monkeypatch: pytest.MonkeyPatch, *, terminal: bool, seconds: float, patience: float = 0.0) -> str:
    """What stands on the standard error of something that has three steps, of which two are done."""
    monkeypatch.setattr(progress, "PATIENCE", patience)
    err = Stream(terminal=terminal)
    with (
        mock.patch.dict(os.environ, {"TERM": "xterm", "COLUMNS": "80"}),
        contextlib.redirect_stdout(Stream(terminal=terminal)),
        contextlib.redirect_stderr(err),
    ):
        viewer.reads([])
        with progress.Doing("Laying out sheets", 3) as doing:
            doing.done(2)
            until = time.monotonic() + 30
            while seconds and terminal and "2/3" not in err.getvalue() and time.monotonic() < until:
                time.sleep(0.01)
    return err.getvalue()


def test_how_far_it_is_shows_and_is_gone_when_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(monkeypatch, terminal=True, seconds=30)
    assert "Laying out sheets" in text
    assert "2/3" in text
    assert text.endswith("\x1b[2K")
    assert text.count("\x1b[?25l") == text.count("\x1b[?25h") == 1


def test_what_is_done_at_once_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, terminal=True, seconds=0, patience=60.0) == ""


def test_a_pipe_hears_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, terminal=False, seconds=30) == ""
