"""A room to try evenings in: a clock moved by hand, a stable template, sessions with a journal, real processes."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from peerkit.border.validation import validate
from peerkit.live.clock import Clock
from peerkit.live.journal import Journal
from peerkit.live.loop import Session
from peerkit.planning.plan import Evening, Plan, build
from peerkit.planning.template import Template
from peerkit.running.actions import Materials
from peerkit.running.state import Header

SEVEN = datetime(2026, 11, 26, 19, 0, tzinfo=UTC)
REPOSITORY = Path(__file__).parent.parent
CIRCLE = """\
title = "A short circle"
summary = "For a test."
minutes = { min = 20, ideal = 30, max = 60 }
people = { min = 2, ideal = 4, max = 12 }
agreement = "ground-rules"

[[block]]
kind = "segment"
part = "opening"
name = "Welcome"
length = "2m"
script = "Hello to all of you. Please sit down. Here is some tea."

[[block]]
kind = "agreement"
name = "Rules"
length = "2m"

[[block]]
kind = "round"
name = "Round"
turn = { min = "30s", ideal = "1m", max = "2m" }
changeover = "5s"
script = "We go round once."

[[block]]
kind = "groups"
name = "Pairs"
turn = { min = "2m", ideal = "3m", max = "4m" }
changeover = "10s"

[[block]]
kind = "segment"
name = "Talk"
length = { min = "2m", ideal = "8m", max = "20m" }

[[block]]
kind = "segment"
part = "closing"
name = "Goodbye"
length = "3m"
"""


class HandClock(Clock):
    """Two faces that only move when somebody moves them, in a place that keeps UTC."""

    zone = UTC

    def __init__(self, wall: datetime = SEVEN) -> None:
        self.seconds = 1000.0
        self.time = wall

    def monotonic(self) -> float:
        return self.seconds

    def wall(self) -> datetime:
        return self.time

    def pass_by(self, seconds: float, on_the_wall: float | None = None) -> None:
        self.seconds += seconds
        self.time += timedelta(seconds=seconds if on_the_wall is None else on_the_wall)


def noon(day: date) -> HandClock:
    """A clock that stands at noon of that day."""
    return HandClock(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def circle() -> Template:
    import tomllib

    template, problems = validate(Template, tomllib.loads(CIRCLE))
    assert template, problems
    return template


def circle_header(people: int = 4, minutes: int = 30, start: datetime = SEVEN) -> Header:
    plan = build(Evening("a-short-circle", circle(), people, start, start + timedelta(minutes=minutes)))
    assert isinstance(plan, Plan), plan
    return Header(plan, start, "a-short-circle")


NOTHING_LAID_OUT = Materials()


def kept_session(folder: Path, header: Header | None = None, materials: Materials = NOTHING_LAID_OUT) -> Session:
    """A session whose journal lies in `folder`, on a clock that is moved by hand."""
    header = header or circle_header()
    journal = Journal(folder)
    journal.take()
    journal.begin(header)
    return Session(header, HandClock(header.started), journal, materials)


def live_through(session: Session, seconds: float, step: float = 4.0) -> list[str]:
    """Let so much time pass in steps; every line that was heard."""
    clock, heard = session.clock, []
    while seconds > 0:
        clock.pass_by(min(step, seconds))
        seconds -= step
        heard += [line for line in session.look().split("\n") if line]
    return heard


def workspace(folder: Path) -> Path:
    """A workspace with the short circle in it."""
    (folder / "templates" / "sessions").mkdir(parents=True)
    (folder / "sessions").mkdir()
    (folder / "templates" / "sessions" / "a-short-circle.toml").write_text(CIRCLE)
    return folder


def environment(folder: Path, **more: str) -> dict[str, str]:
    """What a process needs to be at home in `folder`."""
    names = ("PATH", "TZ", "SYSTEMROOT", "COVERAGE_PROCESS_START")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    home = {"HOME": str(folder), "USERPROFILE": str(folder), "PEERKIT_WORKSPACE": str(folder)}
    return {**kept, **home, "PYTHONPATH": str(REPOSITORY), "PYTHONUTF8": "1", "TERM": "dumb", **more}


COMMAND = [sys.executable, "-m", "peerkit"]


Process = TypeVar("Process", bound="subprocess.Popen[Any]")
LONGEST = 300


def doomed(process: Process) -> Process:
    """The process, which is killed after LONGEST seconds: then whoever waits for it or for a word of it goes on."""
    killer = threading.Timer(LONGEST, process.kill)
    killer.daemon = True
    killer.start()
    return process


def peerkit(folder: Path, *words: str, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run `peerkit` in a process of its own, with `typed` in its pipe."""
    from tests.forked import Running

    process = Running(folder, *words, env=environment(folder, **more))
    out, err = process.communicate(typed.encode())
    return subprocess.CompletedProcess(words, process.returncode, out.decode(), err.decode())


def files_below(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
