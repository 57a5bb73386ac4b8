"""A running session is killed at random moments, and resumed: nothing is lost but at most a second."""

import random
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from pathlib import Path

from peerkit.live.clock import SystemClock
from peerkit.live.journal import Journal
from peerkit.live.loop import Materials, Session
from peerkit.running import events as do
from peerkit.running.run import state_at
from tests.room import COMMAND, environment, peerkit, workspace

TIMES = 50
SIDE_BY_SIDE = 5
WORDS = [
    "next", "next", "next", "pass", "pause", "resume", "joined", "left", "yes", "more", "no", "less", "undo", "auto",
    "time", "read", "script", "accept", "support", "began", "count", "close", "closing",
]  # fmt: skip
START = ("session", "start", "a-short-circle", "--people", "4", "--yes", "--plain")


def running(folder: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [*COMMAND, *START], env=environment(folder), cwd=folder,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def begun(process: "subprocess.Popen[bytes]") -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(b"Say next to go on"):
            return
    raise AssertionError("the session did not begin")


def killed(folder: Path, seed: int) -> None:
    """One session, killed at a random moment while random words come in, and what is left of it checked."""
    chance = random.Random(seed)
    process = running(workspace(folder))
    assert process.stdin is not None
    begun(process)
    first = time.time()
    until = time.monotonic() + chance.uniform(0, 1.7)
    while time.monotonic() < until:
        process.stdin.write(chance.choice(WORDS).encode() + b"\n")
        process.stdin.flush()
        time.sleep(min(chance.choice((0, 0, 0.01, 0.2)), max(0.0, until - time.monotonic())))
    process.kill()
    cut = time.time()
    process.wait()
    process.stdin.close()
    assert process.stdout is not None
    process.stdout.close()

    folder = folder / "sessions" / ".running"
    journal = Journal(folder)
    journal.take()
    kept = journal.read(UTC)
    assert not any(isinstance(event, do.Finish) for event in kept.events)
    awake = cut - first
    assert awake - 1.0 <= kept.run_ms / 1000 <= awake + 0.5, f"seed {seed}: {kept.run_ms} of {awake:.3f} s"
    reached = state_at(kept.header, kept.events, kept.run_ms)
    journal.go_on()
    session = Session.resumed(kept, SystemClock(), journal, Materials())
    state = session.state
    assert state.paused
    assert (state.block, state.slot, state.lap, state.left) == (reached.block, reached.slot, reached.lap, reached.left)
    assert (state.offered, state.queue, state.seats, state.lengths) == (
        reached.offered, reached.queue, reached.seats, reached.lengths,
    )  # fmt: skip
    away = state.gap - (reached.gap or 0)
    assert 0 <= away <= (time.time() - cut + 1.0) * 1000
    journal.close()


def test_a_session_killed_at_any_moment_goes_on_paused_where_it_was(tmp_path: Path) -> None:
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        list(pool.map(lambda seed: killed(tmp_path / str(seed), seed), range(TIMES)))


def test_a_killed_session_is_gone_on_with_and_closed_by_a_new_process(tmp_path: Path) -> None:
    process = running(workspace(tmp_path))
    begun(process)
    assert process.stdin is not None
    process.stdin.write(b"next\nnext\n")
    process.stdin.flush()
    assert process.stdout is not None
    while not process.stdout.readline().startswith(b"Round."):
        pass
    process.kill()
    process.communicate()

    refused = peerkit(tmp_path, *START)
    assert refused.returncode == 1
    assert "peerkit session resume --yes" in refused.stderr
    done = peerkit(tmp_path, "session", "resume", "--yes", typed="resume\ntime\nclose\nstop\n5\n")
    assert done.returncode == 0, done.stderr
    assert "Round. Turn 1 of 4." in done.stdout
    assert "peerkit was away" in done.stdout
    assert "Kept: 5 people" in done.stdout
    assert not (tmp_path / "sessions" / ".running").exists()
    assert peerkit(tmp_path, "session", "resume").returncode == 1


def test_a_second_session_is_refused_kindly_while_one_runs(tmp_path: Path) -> None:
    process = running(workspace(tmp_path))
    begun(process)
    try:
        for words in (START, ("session", "resume", "--yes")):
            second = peerkit(tmp_path, *words)
            assert second.returncode == 1
            assert "running already" in second.stderr
            assert "Traceback" not in second.stderr
    finally:
        done, _ = process.communicate(b"close\nstop\n\n", timeout=30)
    assert process.returncode == 0
    assert b"Kept: 4 people" in done


def test_of_two_started_at_once_one_runs(tmp_path: Path) -> None:
    workspace(tmp_path)
    both = [running(tmp_path) for _ in range(2)]
    deadline = time.monotonic() + 30
    while all(process.poll() is None for process in both) and time.monotonic() < deadline:
        time.sleep(0.02)
    over = [process for process in both if process.poll() is not None]
    assert [process.returncode for process in over] == [1]
    (going,) = (process for process in both if process not in over)
    done, _ = going.communicate(b"close\nstop\n\n", timeout=30)
    over[0].communicate()
    assert going.returncode == 0
    assert b"Kept: 4 people" in done


def test_ctrl_c_keeps_the_session_and_says_how_to_go_on(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, *START], env=environment(workspace(tmp_path)), cwd=tmp_path,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background ignores it
    )  # fmt: skip
    begun(process)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"peerkit session resume" in told
    assert b"Traceback" not in told
    assert (tmp_path / "sessions" / ".running" / "journal").exists()
