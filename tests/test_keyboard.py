"""What is typed at a terminal while a session speaks: nothing that is said lands in a half-typed word."""

import sys
from pathlib import Path

import pexpect
import pytest

from peerkit.cli.terminal import console
from peerkit.live.keyboard import Keyboard
from peerkit.workspace import config
from peerkit.workspace.root import Root
from tests.forked import Terminal
from tests.room import environment, workspace


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ("next\n", "next\n"), ("nexx\x7ft\r", "next\n"), ("nexx\x08t\n", "next\n"), ("time\x15next\n", "next\n"),
        ("joined 3\x174\n", "joined4\n"), ("ne\x1b[Dxt\n", "next\n"), ("n\x1bOAext\n", "next\n"),
        ("ne\x1b[1;5Cxt\n", "next\n"), ("\x7f\x7fnext\n", "next\n"), ("ne\txt\n", "next\n"), ("é\x7fe\n", "e\n"),
        ("one\ntwo\n", "one\ntwo\n"), ("\x04", ""), ("ne\x04xt\n", "next\n"), ("\n\n", "\n\n"),
    ],
)  # fmt: skip
def test_keys_make_lines_as_a_terminal_makes_them(keys: str, line: str) -> None:
    assert Keyboard().take(keys) == line


def test_a_line_that_is_not_whole_is_held() -> None:
    keyboard = Keyboard()
    assert keyboard.take("ne") is None
    assert keyboard.typed == "ne"
    assert keyboard.take("xt\nti") == "next\n"
    assert keyboard.typed == "ti"


@pytest.mark.skipif(sys.platform == "win32", reason="The terminal holds its lines itself there.")
def test_what_is_said_never_lands_in_a_half_typed_word(tmp_path: Path) -> None:
    words = ("session", "start", "a-short-circle", "--people", "4", "--yes", "--plain")
    room = workspace(tmp_path)
    child = Terminal(room, *words, env=environment(room), echo=True)
    child.expect_exact("raise a hand")
    child.sendline("auto")
    child.expect_exact("moves on by itself at its time.\r\n")
    child.sendline("began 119s")
    child.expect_exact("2, no")
    child.send("yes\njoin")
    child.expect_exact("Began: 1 minute 59 seconds ago.")
    child.expect(r"\njoin\r\nTime\. Raise a hand\. Rules\. 2 minutes\.\r\njoin")
    child.sendline("ed 2")
    child.expect_exact("ed 2\r\nHere now: 6 people.")
    child.sendline("tell less")
    child.expect_exact("nothing between.")
    child.sendline("close")
    child.expect_exact("Close early?")
    child.sendline("stop")
    child.expect_exact("How many came")
    child.sendline("")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert config.load(Root(room, "")).running.tell == "less"


def test_a_long_event_is_one_line_that_a_terminal_breaks_between_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Discussion. 2 minutes left. 4 minutes behind."
    monkeypatch.setenv("COLUMNS", "20")
    console.line(text)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    console.line(text)
    whole, filled = capsys.readouterr().out.splitlines()
    assert whole == text
    rows = [filled[at : at + 20].rstrip() for at in (0, 20, 40)]
    assert rows == [
        "Discussion. 2",
        "minutes left. 4",
        "minutes behind.",
    ]
