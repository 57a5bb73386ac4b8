"""A session that is left and not closed is kept, wherever it is left; and what is to be done needs no reader."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows ends a process without asking it", allow_module_level=True)

import pexpect

from peerkit.cli.app import main
from peerkit.cli.session import close as closing
from peerkit.cli.session import run
from peerkit.cli.terminal import signals as leaving
from peerkit.live import plain
from peerkit.live.clock import Clock
from peerkit.live.journal import Journal
from peerkit.planning.plan import Evening, Plan, build
from peerkit.running.state import Header
from peerkit.tally import ledger
from peerkit.workspace.root import Root
from tests.forked import Running, Terminal
from tests.room import COMMAND, circle, doomed, environment, peerkit, workspace

Captured = pytest.CaptureFixture[str]
KEPT = "The session is kept, paused where it was. To go on: peerkit session resume\n"
START = ("session", "start", "a-short-circle", "--people", "4", "--yes", "--plain")
signals = pytest.mark.parametrize("number", leaving.STOPS, ids=lambda number: number.name)


def cut_off(room: Path) -> Journal:
    began = Clock().now() - timedelta(minutes=5)
    plan = build(Evening("a-short-circle", circle(), 4, began, began + timedelta(minutes=30), Clock.zone))
    assert isinstance(plan, Plan)
    journal = Journal(room / "sessions" / ".running")
    journal.take()
    journal.begin(Header(plan, began, "a-short-circle"))
    journal.close()
    return journal


# --- by a signal ------------------------------------------------------------------------------------------------------


@signals
@pytest.mark.parametrize(
    ("command", "owner", "during"),
    [
        (START, run, "materials"),
        (START, plain, "opening_lines"),
        (START, closing, "_ask"),
        (("session", "resume"), Journal, "read"),
        (("session", "resume"), Journal, "go_on"),
        (("session", "resume"), run, "materials"),
        (("session", "resume"), closing, "_ask"),
    ],
)
def test_a_signal_to_end_keeps_the_session_wherever_it_comes(
    room: Path,
    capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
    number: signal.Signals,
    command: tuple[str, ...],
    owner: object,
    during: str,
) -> None:
    journal = cut_off(room) if command[1] == "resume" else Journal(room / "sessions" / ".running")
    before = [signal.getsignal(each) for each in leaving.STOPS]
    real = getattr(owner, during)

    def interrupted(*given: object, **more: object) -> object:
        os.kill(os.getpid(), number)
        return real(*given, **more)

    monkeypatch.setattr(owner, during, interrupted)
    if owner is closing:
        monkeypatch.setattr(plain, "run", lambda *_: None)
    assert main(list(command)) == 130
    assert capsys.readouterr().err.endswith(KEPT)
    assert journal.begun
    assert [signal.getsignal(each) for each in leaving.STOPS] == before


@signals
def test_a_second_signal_does_not_hold_up_the_leaving(room: Path, capsys, monkeypatch, number: signal.Signals) -> None:
    cut_off(room)
    close = Journal.close

    def again(journal: Journal) -> None:
        os.kill(os.getpid(), signal.SIGHUP)
        close(journal)

    monkeypatch.setattr(Journal, "go_on", lambda _: os.kill(os.getpid(), number))
    monkeypatch.setattr(Journal, "close", again)
    assert main(["session", "resume"]) == 130
    assert capsys.readouterr().err == KEPT


def test_a_signal_that_nohup_ignores_is_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with leaving.signals_leave():
            os.kill(os.getpid(), signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def told_to_end(process: Running, number: signal.Signals) -> bytes:
    """What it says on its error stream after a signal, when it is under way."""
    for line in process.stdout:
        if b"Say next to go on" in line:
            break
    process.send_signal(number)
    return process.communicate()[1]


@signals
def test_a_process_that_is_told_to_end_says_that_the_session_is_kept(tmp_path: Path, number: signal.Signals) -> None:
    process = Running(workspace(tmp_path), *START, env=environment(tmp_path))
    told = told_to_end(process, number)
    assert process.returncode == 130
    assert told.decode().endswith(KEPT)
    assert Journal(tmp_path / "sessions" / ".running").begun


@signals
def test_a_signal_after_the_screen_keeps_the_session_too(tmp_path: Path, number: signal.Signals) -> None:
    more = environment(workspace(tmp_path), TERM="xterm-256color", WAKEPY_FAKE_SUCCESS="1")
    child = Terminal(tmp_path, *START[:-1], "--screen", env=more, echo=True, encoding="utf-8")
    for wanted, key in (("Welcome", "q"), ("Close early", "2")):
        child.expect_exact(wanted)
        child.expect_exact("\x1b")  # the frame is written to its end
        child.send(key)
    child.expect_exact("How many came")
    child.kill(number)
    child.expect_exact(KEPT.split(".")[0])
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130


@signals
def test_a_rehearsal_that_is_told_to_end_stops(tmp_path: Path, number: signal.Signals) -> None:
    words = ("session", "rehearse", "a-short-circle", "--plain", "--speed", "2")
    process = Running(workspace(tmp_path), *words, env=environment(tmp_path))
    told = told_to_end(process, number)
    assert (process.returncode, told) == (130, b"Stopped.\n")


# --- with nobody who reads --------------------------------------------------------------------------------------------


def running(folder: Path, *words: str, stdout: int = subprocess.PIPE) -> "subprocess.Popen[str]":
    return doomed(subprocess.Popen(
        [*COMMAND, *words], env=environment(folder), cwd=folder, encoding="utf-8",
        stdin=subprocess.PIPE, stdout=stdout, stderr=subprocess.PIPE,
    ))  # fmt: skip


def unread(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run `peerkit` where whoever reads has gone before the first word."""
    reader, writer = os.pipe()
    os.close(reader)
    with running(folder, *words, stdout=writer) as process:
        os.close(writer)
        _, told = process.communicate(timeout=60)
    return subprocess.CompletedProcess(words, process.returncode, "", told)


@pytest.mark.parametrize(
    "line",
    ["--help", "where", "--version", "session rehearse --plain --speed 3600"],
)
def test_whoever_has_read_enough_makes_nothing_fail(tmp_path: Path, line: str) -> None:
    done = unread(workspace(tmp_path), *line.split())
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_wrong_is_wrong_with_nobody_to_read_it(tmp_path: Path) -> None:
    workspace(tmp_path)
    (tmp_path / "x.toml").write_text("title = 1\n")
    done = unread(tmp_path, "template", "check", "x.toml")
    assert done.returncode == 1
    assert "Exception ignored" not in done.stderr


Done = Callable[[Path], bool]


@pytest.mark.parametrize(
    ("line", "is_done"),
    [
        ("tally add 9", lambda folder: (folder / "sessions" / "attendance.csv").exists()),
        ("session plan a-short-circle", lambda folder: any((folder / "sessions").glob("*-a-short-circle.toml"))),
        ("template new ours", lambda folder: (folder / "templates" / "sessions" / "ours.toml").exists()),
        ("init --yes --name Circle", lambda folder: (folder / "peerkit.toml").exists()),
    ],
)
def test_what_is_to_be_written_is_written_with_nobody_to_read_about_it(
    tmp_path: Path, line: str, is_done: Done
) -> None:
    done = unread(workspace(tmp_path), *line.split())
    assert done.returncode == 0, done.stderr
    assert is_done(tmp_path)


def test_a_session_that_nobody_hears_any_more_is_kept(tmp_path: Path) -> None:
    with running(workspace(tmp_path), *START) as process:
        for line in process.stdout:
            if "raise a hand" in line:
                break
        process.stdout.close()
        process.stdout = None
        _, told = process.communicate("next\n", timeout=60)
    assert process.returncode == 130
    assert told.endswith(KEPT)
    kept = peerkit(tmp_path, "session", "resume", "--yes", typed="close\nstop\n4\n")
    assert kept.returncode == 0, kept.stderr
    assert " 2 minutes left. Paused." in kept.stdout


def test_a_count_that_was_given_is_written_with_nobody_to_read_about_it(tmp_path: Path) -> None:
    cut_off(workspace(tmp_path))
    with running(tmp_path, "session", "resume", "--yes") as process:
        process.stdin.write("close\nstop\n")
        process.stdin.flush()
        for line in process.stdout:
            if "How many came" in line:
                break
        process.stdout.close()
        process.stdout = None
        _, told = process.communicate("6\n", timeout=60)
    assert process.returncode == 0, told
    assert [row.people for row in ledger.read(Root(tmp_path, ""))] == [6]
