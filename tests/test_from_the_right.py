"""Languages whose lines begin on the right, and signs that take no cell or two, at a terminal."""

import io
import re
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout

import pytest

from peerkit.cli.app import main
from peerkit.cli.session import showing
from peerkit.cli.terminal import console, viewer
from peerkit.messages import Catalogue, speaking
from peerkit.workspace.root import Root

TURNED, BACK = "\x1b[?2501h", "\x1b[?2501l"


class Arabic(Catalogue):
    tag = "ar"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def written(monkeypatch, tmp_path):
    """What something writes to a terminal in which a group looks at its folder."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))

    def written(do: Callable[[], object]) -> str:
        made = Terminal()
        with redirect_stdout(made), redirect_stderr(made):
            do()
        return made.getvalue()

    return written


@pytest.mark.parametrize("typed", [["template", "list"], ["template", "show", "no-such-thing"]])
def test_a_terminal_is_turned_once_before_arabic_and_back_after_it(typed: list[str], written, monkeypatch) -> None:
    monkeypatch.setenv("PEERKIT_LANGUAGE", "ar")
    said = written(lambda: main(typed))
    assert said.startswith(TURNED)
    assert said.endswith(BACK)
    assert said.count("\x1b") == 2  # and neither isolates nor rows of columns
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", said)


def test_with_plain_a_terminal_gets_lines_alone(written, monkeypatch) -> None:
    monkeypatch.setenv("PEERKIT_LANGUAGE", "ar")
    assert "\x1b" not in written(lambda: main(["template", "list", "--plain"]))
    assert "\x1b" not in written(lambda: main(["session", "rehearse", "--plain", "--speed", "100000"]))


def test_it_is_turned_back_when_somebody_leaves_with_ctrl_c(written, monkeypatch) -> None:
    monkeypatch.setenv("PEERKIT_LANGUAGE", "ar")
    monkeypatch.setattr("peerkit.cli.session.run.live", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    said = written(lambda: main(["session", "rehearse", "weekly-circle"]))
    assert said.startswith(TURNED)
    assert said.endswith(BACK)


@pytest.mark.parametrize(("language", "term"), [("cy", "xterm"), ("en", "xterm"), ("ar", "dumb")])
def test_no_other_language_and_no_poor_terminal_is_turned(language, term, written, monkeypatch) -> None:
    monkeypatch.setenv("PEERKIT_LANGUAGE", language)
    monkeypatch.setenv("TERM", term)
    assert "2501" not in written(lambda: main(["template", "list"]))


@pytest.mark.parametrize("chosen", [None, False])
def test_instead_of_the_screen_there_are_lines_and_a_sentence_says_why(chosen, written, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("peerkit.cli.terminal.prompt.at_a_terminal", lambda: True)
    root, plain = Root(tmp_path, ""), []

    def ask() -> None:
        plain.append(showing._plain(root, chosen))
        with speaking(Arabic()):
            plain.extend((showing._plain(root, chosen), showing._plain(root, True), viewer.looks()))
        console.turn_back()

    assert written(ask).count("comes line by line") == 1
    assert plain == [False, True, True, False]


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        ("one two three four", ["one two", "  three", "  four"]),
        ("كَلِمَةٌ قَصِيرَةٌ هُنَا", ["كَلِمَةٌ", "  قَصِيرَةٌ", "  هُنَا"]),
        ("مَرَّةً أُخْ", ["مَرَّةً أُخْ"]),
        ("圆圈 每周", ["圆圈", "  每周"]),
        ("19:00 هُنَا", ["19:00", "  هُنَا"]),
    ],
)
def test_rows_are_as_long_as_the_cells_that_they_take(line: str, rows: list[str]) -> None:
    assert console.rows_of(line, 8, "  ") == rows
