"""A running session is killed at random moments, and resumed: nothing is lost but at most a second."""

import random
import re
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hypothesis import settings

from peerkit.live.clock import Clock
from peerkit.live.journal import Journal, Recovered
from peerkit.live.loop import Session
from peerkit.running import events as do
from peerkit.running import phrases
from peerkit.running.actions import Materials
from peerkit.running.run import state_at
from tests.forked import Running
from tests.room import environment, peerkit, workspace
from tests.workspaces import copied

TIMES = settings().max_examples // 6
SIDE_BY_SIDE = 5
STEPS = [
    *[("next",)] * 4, ("pass",), ("pause",), ("resume",), ("joined",), ("left", "yes"), ("left", "no"), ("more", "yes"),
    ("more", "no"), ("less", "yes"), ("undo",), ("auto",), ("read",), ("script",), ("accept",), ("support",),
    ("began 1m",), ("count",), ("close", "no"), ("close", "closing"),
]  # fmt: skip
DONE = "joined nobody", "That is no number of people."
"""What is typed after each step, changes nothing, and is answered as nothing else is: so far it has come."""
CLOSING = "How many came"
ANSWERS = {"Paused. ": do.Pause, "Going on. ": do.Resume, "Taken back. ": do.Undo, "Counted. ": do.Count}
WHERE = re.compile(
    r"(?P<place>.+?)\. (?P<left>(?:\d+ [a-z]+ )+left|Over: [a-z\d ]+|Time)\.|(?P<over>The last part is over)\."
)
ENDS = re.compile(r"(?:Ends at|past the end at|The end was at) (\d\d):(\d\d)")
START = ("session", "start", "a-short-circle", "--people", "4", "--yes", "--plain")
PATIENCE = 120


def running(folder: Path) -> Running:
    return Running(folder, *START, env=environment(folder))


def begun(process: Running) -> None:
    for line in process.stdout:
        if line.startswith(b"Say next to go on"):
            return
    raise AssertionError("the session did not begin")


class Room:
    """A session in a process of its own, whoever types in it, and every line that is heard."""

    def __init__(self, folder: Path) -> None:
        self.process = running(folder)
        begun(self.process)
        self.heard: list[str] = []
        self.steps = 0
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()

    def _listen(self) -> None:
        for line in self.process.stdout:
            self.heard.append(line.decode().rstrip())

    def step(self, *words: str) -> None:
        self.steps += 1
        self.process.stdin.write("".join(f"{word}\n" for word in (*words, "time", DONE[0])).encode())
        self.process.stdin.flush()

    def paused(self) -> bool:
        """Whether it stands paused, and all is answered; not so when the last block is over and it is closing."""
        self.step("pause")
        until = time.monotonic() + PATIENCE
        while sum(line.startswith(DONE[1]) for line in self.heard) < self.steps:
            if any(line.startswith(CLOSING) for line in self.heard):
                return False
            assert time.monotonic() < until, self.heard
            time.sleep(0.005)
        return True

    def kill(self) -> float:
        """Kill it; the moment at which it was dead. Everything that it has said is heard."""
        self.process.kill()
        cut = time.time()
        self.process.wait(PATIENCE)
        self._ear.join(PATIENCE)
        self.process.close()
        return cut


def where(line: str) -> tuple[str, int]:
    """Place and time left, as they were said, and the minute of the day at which it would end."""
    found, ends = WHERE.match(line), ENDS.search(line)
    assert found, line
    assert ends, line
    return found[0], int(ends[1]) * 60 + int(ends[2])


def last_place(lines: list[str]) -> tuple[str, int]:
    return where([line for line in lines if WHERE.match(line) and ENDS.search(line)][-1])


def killed(folder: Path, seed: int) -> None:
    """One session, killed at a random moment while random words come in, and what is left of it checked.

    Every other one is paused first, and killed after its last answer: what it said then is where it goes on.
    """
    chance = random.Random(seed)
    started = time.time()
    room = Room(workspace(folder))
    first = time.time()
    until = time.monotonic() + chance.uniform(0, 1.7)
    while time.monotonic() < until:
        room.step(*chance.choice(STEPS))
        time.sleep(min(chance.choice((0, 0, 0.01, 0.2)), max(0.0, until - time.monotonic())))
    quiet = seed % 2 == 0 and room.paused()
    if quiet:
        time.sleep(chance.uniform(0, 0.7))
    cut = room.kill()

    running = folder / "sessions" / ".running"
    journal = Journal(running)
    journal.take()
    kept = journal.read(Clock.zone)
    assert not any(isinstance(event, do.Finish) for event in kept.events)
    least, most = cut - first - 1.0, cut - started + 0.5  # where the machine is busy, it began some time before `first`
    assert least <= kept.run_ms / 1000 <= most, f"seed {seed}: {kept.run_ms} of {least:.3f} to {most:.3f} s"
    for answer, kind in ANSWERS.items():
        said = sum(line.startswith(answer) for line in room.heard)
        assert said <= sum(type(event) is kind for event in kept.events), f"seed {seed}: {answer}"
    if seed % 5 == 0:
        journal.close()
        resumed = goes_on_in_a_process(folder)
    else:
        resumed = goes_on_here(journal, kept, cut)
    if quiet:
        (stood, would_end), (stands, will_end) = last_place(room.heard), resumed
        assert stands == stood, f"seed {seed}"
        assert abs(will_end - would_end) <= 2, f"seed {seed}"


def goes_on_here(journal: Journal, kept: Recovered, cut: float) -> tuple[str, int]:
    reached = state_at(kept.header, kept.events, kept.run_ms)
    journal.go_on()
    session = Session.resumed(kept, Clock(), journal, Materials())
    state = session.state
    assert state.paused
    assert (state.block, state.slot, state.lap, state.left) == (reached.block, reached.slot, reached.lap, reached.left)
    assert (state.offered, state.queue, state.seats, state.lengths) == (
        reached.offered, reached.queue, reached.seats, reached.lengths,
    )  # fmt: skip
    away = state.gap - (reached.gap or 0)
    assert 0 <= away <= (time.time() - cut + 1.0) * 1000
    journal.close()
    return where(phrases.where(session.header, state))


def goes_on_in_a_process(folder: Path) -> tuple[str, int]:
    done = peerkit(folder, "session", "resume", "--yes", typed="close\nstop\nyes\n5\n")  # in the closing: yes
    assert done.returncode == 0, done.stderr
    assert "Kept: 5 people" in done.stdout
    return where(done.stdout.splitlines()[0])


def test_a_session_killed_at_any_moment_goes_on_paused_where_it_was(tmp_path: Path) -> None:
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        list(pool.map(lambda seed: killed(tmp_path / str(seed), seed), range(TIMES)))


def test_a_killed_session_is_gone_on_with_and_closed_by_a_new_process(tmp_path: Path) -> None:
    process = running(workspace(tmp_path))
    begun(process)
    process.stdin.write(b"next\nnext\n")
    process.stdin.flush()
    assert any(line.startswith(b"Round.") for line in process.stdout)
    process.kill()
    process.communicate(timeout=PATIENCE)

    refused = peerkit(tmp_path, *START)
    assert refused.returncode == 1
    assert "peerkit session resume --yes" in refused.stderr
    done = peerkit(tmp_path, "session", "resume", "--yes", typed="resume\ntime\nclose\nstop\n5\n")
    assert done.returncode == 0, done.stderr
    assert "Round. Turn 1 of 4." in done.stdout
    assert "Time away" in done.stdout
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
        done, _ = process.communicate(b"close\nstop\n\n", timeout=PATIENCE)
    assert process.returncode == 0
    assert b"Kept: 4 people" in done


def test_of_two_started_at_once_one_runs(tmp_path: Path) -> None:
    workspace(tmp_path)
    both = [running(tmp_path) for _ in range(2)]
    deadline = time.monotonic() + PATIENCE
    while all(process.returncode is None for process in both) and time.monotonic() < deadline:
        time.sleep(0.02)
    over = [process for process in both if process.returncode is not None]
    assert [process.returncode for process in over] == [1]
    (going,) = (process for process in both if process not in over)
    done, _ = going.communicate(b"close\nstop\n\n", timeout=PATIENCE)
    over[0].communicate(timeout=PATIENCE)
    assert going.returncode == 0
    assert b"Kept: 4 people" in done


def test_ctrl_c_keeps_the_session_and_says_how_to_go_on(tmp_path: Path) -> None:
    process = running(workspace(tmp_path))
    begun(process)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert b"peerkit session resume" in told
    assert b"Traceback" not in told
    assert (tmp_path / "sessions" / ".running" / "journal").exists()


def test_a_session_that_0_4_0_cut_off_goes_on_here_to_its_count(tmp_path: Path) -> None:
    room = copied("0.4.0", tmp_path / "room")
    typed = ["resume", "undo", "left", "yes", "next", "rules", "close", "stop", "7", "", ""]
    done = peerkit(room, "session", "resume", "--plain", typed="\n".join([*typed, ""]), TZ="UTC")
    assert done.returncode == 0
    said = done.stdout + done.stderr
    for line in (
        "Opening round. Turn 2 of 10. 2 minutes 3 seconds left. Paused.",
        "Going on. Opening round. Turn 2 of 10. 2 minutes 3 seconds left.",
        "Taken back: next. Opening round. Changeover.",
        "Here now: 9 people.",
        "Turn 1 of 9. 2 minutes 5 seconds.",
        "10. We share the washing-up.",
        "How many came, everyone counted, you too? Enter: 10.",
        "Kept: 7 people on 2026-11-29, our-evening, in person.",
    ):
        assert line in said, line
    assert "2026-11-29,our-evening,in person,7," in (room / "sessions" / "attendance.csv").read_text()
    assert not (room / "sessions" / ".running").exists()
