"""Counts from real life: every file of `tests/foreign.py`, as somebody types the command."""

import datetime as dt
import shlex
from pathlib import Path

import pytest

from peerkit.cli import app
from peerkit.columns import by_name
from peerkit.tally import ledger
from peerkit.tally.row import Row
from peerkit.workspace.root import Root
from tests.foreign import CASES, Case
from tests.room import noon

TODAY = dt.date(2026, 11, 20)
ALL = [each if isinstance(each, Case) else each() for each in CASES]


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path / "group"))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.chdir(tmp_path)
    return Root(tmp_path / "group", "")


def short(row: Row) -> str:
    """A row as the cases write it: what is usual is left out."""
    number = "cancelled" if row.cancelled else "uncounted" if row.uncounted else str(row.people)
    rest = [row.session] if row.session != "weekly-circle" else []
    rest += [row.format] if row.format != "in person" else []
    rest += [f"{count} {name}" for name, count in by_name(row.parts).items() if count is not None]
    return " ".join([row.date.isoformat(), number, *rest])


def test_there_are_sixty_files_and_more_and_no_two_of_one_name() -> None:
    assert len({case.name for case in ALL}) == len(ALL) >= 60


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_of_a_file_that_people_have_only_what_is_sure_is_in_the_ledger(
    root: Root, capsys: pytest.CaptureFixture[str], case: Case
) -> None:
    content = case.content.encode() if isinstance(case.content, str) else case.content
    Path(case.name).write_bytes(content)
    done = app.main(["tally", "import", case.name, "--yes", *shlex.split(case.typed)], noon(TODAY))
    said = "".join(capsys.readouterr())
    assert [short(row) for row in ledger.read(root)] == sorted(case.counts)
    assert done == (0 if case.counts else 1)
    for words in case.said:
        assert words in said
    assert "Ze" not in said
    assert "Zack" not in said
