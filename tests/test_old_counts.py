"""The counts in a folder that an older version wrote: read, added to, shared further, and nothing of them lost."""

import datetime as dt
import json
from pathlib import Path

import pytest

from peerkit.cli import app
from peerkit.tally import ledger, releases
from peerkit.workspace.root import Root
from tests.room import noon
from tests.workspaces import WRITTEN, copied

TODAY = dt.date(2026, 11, 29)
CLOCK = noon(TODAY)
VERSIONS = pytest.mark.parametrize("group", list(WRITTEN), indirect=True)


def main(argv: list[str]) -> int:
    return app.main(argv, CLOCK)


@pytest.fixture
def group(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = copied(request.param, tmp_path / "group")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@VERSIONS
def test_looking_at_old_counts_shows_them_and_changes_nothing(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(group)
    assert main(["tally", "list"]) == 0
    assert (
        "Thursday 2 January 2025, weekly-circle, in person, 6 people, 2 for the first time." in capsys.readouterr().out
    )
    for command in ("chart --by month", "chart --by session", "evidence", "evidence --json"):
        assert main(["tally", *command.split()]) == 0
    capsys.readouterr()
    assert main(["where", "--json"]) == 0
    named = {entry["path"] for entry in json.loads(capsys.readouterr().out)["files"]}
    assert {str(group / name) for name in before if not name.startswith("turns")} <= named
    assert content(group) == before


@VERSIONS
def test_adding_and_amending_keep_every_old_row_as_it_was(group: Path) -> None:
    root = Root(group, "")
    before, replaced = root.ledger.read_text(), root.replaced.read_text()
    assert main(["tally", "add", "9", "--first-timers", "1"]) == 0
    assert root.ledger.read_text() == f"{before}2026-11-29,weekly-circle,online,9,1,,,no\n"
    assert main(["tally", "amend", "--on", "2026-11-29", "--people", "8"]) == 0
    assert root.replaced.read_text() == f"{replaced}2026-11-29,weekly-circle,online,9,1,,,no\n"


@VERSIONS
def test_what_was_shared_stays_as_it_was_and_more_is_shared_beside_it(group: Path) -> None:
    root = Root(group, "")
    before = content(group / "sessions" / "shared")
    shared = releases.read(root)
    assert main(["tally", "export", "--from", "2025-01", "--to", "2025-12", "--yes"]) == 0
    now, figures = content(group / "sessions" / "shared"), "2025-01-to-2025-12.csv"
    assert {name: now[name] for name in before if "package" not in name and name != figures} == {
        name: content for name, content in before.items() if "package" not in name and name != figures
    }
    rows = [line.rpartition(b",")[0] for line in now[figures].splitlines()]
    assert rows == before[figures].splitlines(), "each with marks, and as it was"
    assert main(["tally", "export", "--from", "2025-01", "--yes"]) == 0
    after = releases.read(root)
    assert after.visits[: len(shared.visits)] == shared.visits
    assert after.first_timers == shared.first_timers
    assert len(after.visits) > len(shared.visits)
    assert (group / "sessions" / "shared" / "2025-01-to-2026-09.csv").exists()


@VERSIONS
def test_the_files_that_were_shared_can_be_added_up(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", "combine", str(group / "sessions" / "shared" / "2025-01-to-2025-12.csv")]) == 0
    assert "41 sessions, 7 cancelled, 320 visits" in capsys.readouterr().out


@VERSIONS
def test_old_counts_become_quarter_totals_and_are_given_exactly_to_the_group(group: Path) -> None:
    root = Root(group, "")
    rows = ledger.read(root)
    assert main(["tally", "export", "--for-ourselves", "--by", "year", "--from", "2025-01", "--to", "2025-12"]) == 0
    exact = (group / "sessions" / "2025-01-to-2025-12-private.csv").read_text()
    assert main(["tally", "purge", "--before", "2026-01-01", "--yes"]) == 0
    assert ledger.read(root) == [row for row in rows if row.date.year == 2026]
    arguments = "export --for-ourselves --by year --from 2025-01 --to 2025-12 -o again.csv"
    assert main(["tally", *arguments.split(), "--workspace", str(group)]) == 0
    assert Path("again-private.csv").read_text() == exact


@VERSIONS
def test_counts_from_elsewhere_are_added_to_old_ones(group: Path, tmp_path: Path) -> None:
    root = Root(group, "")
    before = ledger.read(root)
    (tmp_path / "more.csv").write_text("Date,Headcount\n2026-11-12,5\n2026-11-26,8\n")
    assert main(["tally", "import", str(tmp_path / "more.csv"), "--format", "online"]) == 0
    assert ledger.read(root) == [*before, ledger.Row(dt.date(2026, 11, 26), "weekly-circle", "online", 8)]
