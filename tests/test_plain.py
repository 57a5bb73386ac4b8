from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pexpect
import pytest

from peerkit.live import plain
from peerkit.live.awake import cannot
from peerkit.live.clock import Clock
from peerkit.live.journal import Journal
from peerkit.live.loop import Session
from peerkit.running.actions import Materials
from tests.forked import Terminal
from tests.linear import stumbles
from tests.room import SEVEN, HandClock, circle_header, environment, kept_session, peerkit, workspace

RULES = ("1. What is said here stays here.",)
CARD = ("Samaritans: 116 123.",)


class Script:
    """Lines that come at their time by the hand clock: pairs of seconds since the last line, and the line."""

    def __init__(self, clock: HandClock, *lines: tuple[float, str]) -> None:
        self.clock, self.left, self.passed, self.ended = clock, list(lines), 0.0, False

    def within(self, seconds: float) -> str | None:
        self.ended = not self.left
        wait, line = self.left[0] if self.left else (1e9, "")
        step = min(seconds, wait - self.passed)
        self.clock.pass_by(step)
        self.passed += step
        if self.passed < wait:
            return None
        self.left.pop(0)
        self.passed = 0.0
        return line

    def next(self) -> str | None:
        return self.left.pop(0)[1] if self.left else None


def evening(session: Session, *lines: tuple[float, str]) -> list[str]:
    """Everything that plain mode says while these lines are typed."""
    said: list[str] = []
    plain.run(session, Script(session.clock, *lines), said.append)  # type: ignore[arg-type]
    return said


def quiet_session() -> Session:
    header = circle_header()
    return Session(header, HandClock(header.started), None, Materials(RULES, CARD))


TIME = "Time. Raise a hand. Next when you are ready."
STOP = ((0, "close"), (0, "stop"))


def test_an_evening_from_welcome_to_goodbye() -> None:
    said = evening(
        quiet_session(),
        (90, "next"), (90, "next"),
        (58, "next"), (3, "next"), (50, "pass"), (70, "next"), (70, "next"), (70, "next"),
        (20, "next"), (400, "next"), (400, "next"), (170, "next"), (1, "close"),
    )  # fmt: skip
    assert said[0] == "Welcome. 2 minutes."
    assert said[1] == "Say next to go on, read for the script, time to hear where we are, help for the words."
    whole = "\n".join(said)
    for line in (
        "Rules. 2 minutes.", "Turn 1 of 4", "Turn 4 of 4", "Changeover, 5 seconds.", "First half", "Second half",
        "Talk. 10 minutes.", "Goodbye. 3 minutes.", "That was the last part. Close when everyone is ready.",
    ):  # fmt: skip
        assert line in whole
    assert said[-1] == "That was the last part. Close when everyone is ready."


@pytest.mark.parametrize(
    ("wait", "unasked"),
    [(100, []), (106, ["15 seconds left."]), (121, ["15 seconds left.", TIME]),
     (290, ["15 seconds left.", TIME, "Over: 2 minutes. Next when you are ready."])],
)  # fmt: skip
def test_it_speaks_unasked_only_at_a_warning_and_at_time(wait: float, unasked: list[str]) -> None:
    said = evening(quiet_session(), (wait, "close"), (0, "stop"))
    assert said[2] == "When time is up, raise a hand: not everyone hears it."
    assert said[3:-1] == unasked


def test_after_the_end_of_input_all_that_comes_by_itself_is_said_and_then_it_ends_unclosed() -> None:
    session = quiet_session()
    script = Script(session.clock, (1, "next"))
    said: list[str] = []
    assert plain.run(session, script, said.append) is True  # type: ignore[arg-type]
    assert session.state.block == 1
    assert not session.state.finished
    assert said[-1] == "Time. Raise a hand. Next when you are ready."


def test_a_rehearsal_ends_by_itself() -> None:
    header = circle_header()
    session = Session(replace(header, hands_off=True), HandClock(header.started))
    said = evening(session)
    assert said[-1] == "Time. Raise a hand. That was the last part. Close when everyone is ready."
    assert sum("Turn " in line for line in said) == 4


def test_a_resumed_session_says_where_it_stands_and_how_long_it_was_away(tmp_path: Path) -> None:
    from datetime import UTC

    first = kept_session(tmp_path / "r")
    evening(first, (30, "next"), *STOP)
    first.journal.close()
    journal = Journal(tmp_path / "r")
    journal.take()
    kept = journal.read(UTC)
    journal.go_on()
    clock = HandClock(SEVEN + timedelta(seconds=30 + 600))
    heard = evening(Session.resumed(kept, clock, journal, Materials()), (5, "resume"), *STOP)
    said = [line for line in heard if line != cannot()]  # whether it comes in time is the computer's own affair
    assert said[0] == "Rules. 2 minutes left. Paused. 8 minutes behind. Ends at 19:38, booked until 19:30."
    assert said[1].startswith("Time away: 10 minutes. The session stands paused where it was.")
    assert said[2].startswith("Going on.")
    journal.close()


def test_in_a_pipe_a_whole_evening_is_linear_text(tmp_path: Path) -> None:
    typed = (
        "time\nread\nhelp\nrules\nsupport\nresume\nnext\nnext\nscript\npass\nleft\n\nbogus\nclose\n\nclose\nyes\n7\n"
    )
    done = peerkit(workspace(tmp_path), "session", "start", "a-short-circle", "--plain", typed=typed)
    assert done.returncode == 0, done.stderr
    assert stumbles(done.stdout.encode()) == []
    assert stumbles(done.stderr.encode()) == []
    assert "Kept: 7 people" in done.stdout


def test_on_a_dumb_terminal_a_rehearsal_is_linear_text(tmp_path: Path) -> None:
    words = ("session", "rehearse", "a-short-circle", "--speed", "3600")
    child = Terminal(workspace(tmp_path), *words, env=environment(tmp_path), echo=True)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert stumbles(child.before) == []
    assert b"That was a rehearsal: nothing was written." in child.before


def test_on_a_dumb_terminal_what_is_said_to_a_session_is_linear_text(tmp_path: Path) -> None:
    words = ("session", "start", "a-short-circle", "--people", "4", "--yes")
    child = Terminal(workspace(tmp_path), *words, env=environment(tmp_path))
    heard = b""
    for wanted, typed in (
        ("Say next to go on", "next"), ("Rules", "next"), ("Turn 1 of 4", "time"), ("Ends at", "pasue"),
        ("Did you mean", "close"), ("Close early", "stop"), ("How many came", ""),
    ):  # fmt: skip
        child.expect_exact(wanted)
        heard += child.before + child.after
        child.sendline(typed)
    child.expect(pexpect.EOF)
    heard += child.before
    child.close()
    assert child.exitstatus == 0, heard
    assert stumbles(heard) == []
    assert f"Kept: 4 people on {Clock().today():%Y-%m-%d}".encode() in heard


@pytest.mark.parametrize(
    "wrong",
    [b"a\x1b[31m\n", b"a\rb\n", b"a\x08\n", b"\x07\n", "\u2500\n".encode(), "\u26a0\n".encode(),
     "\U0001f642\n".encode(), "\u200b\n".encode(), b"a", b"\xff\n", b"\xc2\x9b\n"],
)  # fmt: skip
def test_our_own_check_of_linear_text_finds(wrong: bytes) -> None:
    assert stumbles(wrong)
