"""Writing counts, cut off wherever it touches the disk, and done by many at once: the old state or the new one."""

import datetime as dt
import errno
import io
import os
import re
import signal
import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from peerkit.cli import app
from peerkit.tally import ledger, quarters
from peerkit.tally.row import Row
from peerkit.workspace import locks
from peerkit.workspace.root import Root
from tests.room import noon

TODAY = dt.date(2026, 11, 26)
CLOCK = noon(TODAY)
KILLED, LONGEST = 77, 60
TOUCHES = ("open", "fdopen", "fsync", "replace", "unlink", "mkdir")
"""What `workspace/files.py` asks of the system, through `os` and through pathlib, which asks `os`."""
State = tuple[list[Row], list[quarters.Quarter], list[Row]]


class HalfWritten(io.FileIO):
    """A file that takes half of what it is given, before the power fails."""

    def write(self, content: Any) -> int:
        super().write(bytes(content)[: len(content) // 2])
        os._exit(KILLED)


class Power:
    """Fails at the touch `at`, counted from 1: before it is done, or in the middle of writing."""

    def __init__(self, at: int) -> None:
        self.left = at
        for name in TOUCHES:
            setattr(os, name, self._counted(name, getattr(os, name)))

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def touch(*arguments: Any, **options: Any) -> Any:
            self.left -= 1
            if self.left:
                return real(*arguments, **options)
            if name == "fdopen" and arguments[1] == "wb":
                return HalfWritten(arguments[0], "wb")
            os._exit(KILLED)

        return touch


def main(argv: list[str]) -> int:
    return app.main(argv, CLOCK)


def cut_off(command: list[str], at: int) -> bool:
    """Run a command in a process whose power fails at a touch; whether it did."""
    child = os.fork()
    if not child:
        quiet = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(quiet, stream)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(LONGEST)
        Power(at)
        os._exit(main(command))
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, KILLED)
    return code == KILLED


def state(root: Root) -> State:
    return ledger.read(root), quarters.read(root), list(ledger.each(root.replaced, once=False))


def visits(root: Root) -> int:
    totals = quarters.read(root)
    rows = quarters.rows_besides(root, totals)
    return sum(total.visits for total in totals) + sum(row.people or 0 for row in rows)


def group(folder: Path) -> Root:
    root = Root(folder, "")
    days = [dt.date(2025, 1, 2) + dt.timedelta(21 * evening) for evening in range(30)]
    ledger.write(root.ledger, [Row(day, "weekly-circle", "in person", 5 + day.day % 4) for day in days], ())
    ledger.write(root.replaced, [Row(days[0], "weekly-circle", "in person", 20)], ())
    (folder / "theirs.csv").write_text("Date,People\n2026-10-29,4\n2026-11-19,7\n")
    return root


@pytest.mark.parametrize(
    ("command", "between"),
    [
        ("add 9", False),
        pytest.param("add 9 --on 2024-01-01", False, marks=pytest.mark.long),
        pytest.param("import theirs.csv", False, marks=pytest.mark.long),
        ("amend --on 2025-01-02 --people 9", True),
        pytest.param("purge --before 2026-02-01 --yes", True, marks=pytest.mark.long),
    ],
)
def test_cut_off_at_any_touch_of_the_disk_the_counts_are_old_or_new_and_trying_again_ends_as_it_should(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, between: bool
) -> None:

    def tried(name: str) -> tuple[Root, list[str]]:
        root = group(tmp_path / name)
        monkeypatch.setenv("PEERKIT_WORKSPACE", str(root.path))
        return root, ["tally", *(str(root.path / word) if word.endswith(".csv") else word for word in command.split())]

    done, typed = tried("done")
    old = state(done)
    old_visits = visits(done)
    assert main(typed) == 0
    new, new_visits = state(done), visits(done)
    assert new != old
    found = set()
    for at in count(1):
        root, typed = tried(str(at))
        if not cut_off(typed, at):
            break
        now = state(root)
        assert now[0] in (old[0], new[0])
        assert visits(root) in (old_visits, new_visits)
        found.add("old" if now == old else "new" if now == new else "between")
        main(typed)
        assert state(root) == new
    assert at > 8
    assert found == {"old", "new"} | ({"between"} if between else set())


@pytest.mark.parametrize(
    "command", ["add 9", "import theirs.csv", "amend --on 2025-01-02 --people 9", "purge --before 2026-02-01 --yes"]
)
def test_what_somebody_else_counts_meanwhile_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    root = group(tmp_path)
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    real, waits, ended = locks._acquired, threading.Event(), []

    def acquired(*arguments: Any) -> Any:
        waits.set()
        return real(*arguments)

    before = ledger.read(root)
    theirs = Row(dt.date(2026, 11, 12), "weekly-circle", "in person", 31)
    second = threading.Thread(target=lambda: ended.append(main(["tally", *command.split()])))
    with ledger.held(root):
        monkeypatch.setattr(locks, "_acquired", acquired)
        second.start()
        assert waits.wait(30)
        ledger.write(root.ledger, [*before, theirs], ())
    second.join()
    after = ledger.read(root)
    assert ended == [0]
    assert theirs in after
    assert after != [*before, theirs]


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.ENOSPC])
@pytest.mark.parametrize("command", ["add 9", "import theirs.csv", "purge --before 2026-02-01 --yes"])
def test_where_nothing_can_be_written_that_is_said_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str, code: int
) -> None:
    root = group(tmp_path)
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    before = state(root)
    real = os.open

    def full(path: Any, flags: int, *arguments: Any, **options: Any) -> int:
        if flags & os.O_EXCL:
            raise OSError(code, os.strerror(code))
        return real(path, flags, *arguments, **options)

    monkeypatch.setattr(os, "open", full)
    assert main(["tally", *command.split()]) == 1
    assert re.search("Could not (write|lock)", capsys.readouterr().err)
    assert state(root) == before
