"""Counts that come from another folder bring along what was shared from there."""

import datetime as dt
from pathlib import Path

import pytest

from peerkit.cli import app
from peerkit.errors import PeerkitError
from peerkit.tally import export, inherited, ledger, releases
from peerkit.tally.counts import Counts
from peerkit.tally.disclosure import Figure, FirstTimers, Shared
from peerkit.workspace.root import Root
from tests.figures import asked, month_of, period, write
from tests.room import noon

TODAY = dt.date(2026, 11, 24)
ROWS = [*month_of(2026, 1, 6, 6, 6, 6), *month_of(2026, 2, 6, 6, 6, 6), *month_of(2026, 3, 1, 1, 1)]
MONTHS, QUARTER = asked("2026-01", "2026-02", "month"), asked("2026-01", "2026-03")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path / "here"))
    monkeypatch.chdir(tmp_path)
    root = Root(tmp_path / "here", "")
    root.sessions.mkdir(parents=True)
    return root


@pytest.fixture
def there(tmp_path: Path) -> Root:
    root = Root(tmp_path / "there", "")
    write(root, ROWS)
    return root


def tally(*words: str) -> int:
    return app.main(["tally", *words], noon(TODAY))


def figures(root: Root) -> list[tuple[str, int | None]]:
    return [(f"{each.period.first:%m}-{each.period.last:%m}", each.visits) for each in releases.read(root).visits]


def test_a_successor_who_imports_the_counts_shares_no_quarter_of_months_that_were_shared(
    here: Root, there: Root, capsys: pytest.CaptureFixture[str]
) -> None:
    export.share(there, MONTHS, "csv")
    assert tally("import", str(there.ledger), "--dry-run") == 0
    assert "Shared from there already: January to February 2026." in capsys.readouterr().out
    assert releases.alone(here) == Shared()
    assert tally("import", str(there.ledger), "--yes") == 0
    assert releases.read(here) == releases.read(there), "with its marks"
    found = export.share(here, QUARTER, "csv").found
    assert [(each.held, each.visits) for each in found.figures] == [(4, 25), (4, 25)]
    assert [each.part for each in found.left_out] == [period("2026-03", "2026-03")]


def test_what_was_shared_comes_along_before_the_counts_do(here: Root, there: Root, monkeypatch) -> None:
    export.share(there, MONTHS, "csv")

    def stopped(*_) -> int:
        raise PeerkitError("The disk is full.")

    monkeypatch.setattr(ledger, "add_all", stopped)
    assert tally("import", str(there.ledger), "--yes") == 1
    assert figures(here) == [("01-01", 25), ("02-02", 25)]


def test_counts_without_a_record_beside_them_say_so(here: Root, there: Root, capsys) -> None:
    (there.sessions / "shared.toml").unlink(missing_ok=True)
    assert tally("import", str(there.ledger), "--yes") == 0
    assert f"No record of shared figures lies beside {there.ledger}." in capsys.readouterr().out
    Path("theirs.csv").write_text("Date,People\n2026-05-05,6\n")
    assert tally("import", "theirs.csv", "--yes") == 0
    assert "No record" not in capsys.readouterr().out


def test_counts_whose_record_is_gone_are_not_imported(here: Root, there: Root, capsys) -> None:
    export.share(there, MONTHS, "csv")
    releases.path(there).unlink()
    assert tally("import", str(there.ledger), "--yes") == 1
    assert "shared.toml is not there" in capsys.readouterr().err
    assert not here.ledger.exists()


def test_figures_of_both_that_have_days_in_common_are_said_and_nothing_more_is_shared_of_those_days(
    here: Root, there: Root, capsys: pytest.CaptureFixture[str]
) -> None:
    write(here, ROWS)
    export.share(here, asked("2026-01", "2026-01", "month"), "csv")
    export.share(there, QUARTER, "csv")
    assert tally("import", str(releases.path(there)), "--yes") == 0
    said = capsys.readouterr().out
    assert "in other figures: January to March 2026. Whoever has both files can compare them" in said
    assert figures(here) == [("01-01", 25), ("02-02", None), ("03-03", None)]
    assert [each.visits for each in export.share(here, QUARTER, "csv").found.figures] == [25, None, None]
    assert releases.read(here).departed
    assert tally("import", str(releases.path(there)), "--yes") == 0
    assert "There is nothing to add." in capsys.readouterr().out


def test_a_copy_of_the_record_that_a_sync_program_left_is_taken_over(here: Root, there: Root, capsys) -> None:
    write(here, ROWS)
    export.share(here, asked("2026-01", "2026-01", "month"), "csv")
    export.share(there, MONTHS, "csv")
    copy = here.sessions / "shared.sync-conflict-20261130-120000-ABCDEFG.toml"
    copy.write_bytes(releases.path(there).read_bytes())
    assert tally("export", "--yes") == 1
    hint = capsys.readouterr().err.partition("peerkit tally ")[2].splitlines()[0]
    assert tally(*hint.split(), "--yes") == 0
    assert figures(here) == [("01-01", 25), ("02-02", 25)]


def test_two_records_become_one_in_which_no_period_has_a_day_of_another() -> None:
    def quarter(first: str, last: str, visits: int | None, corrected: bool = False) -> Figure:
        return Figure(period(first, last), 12, 0, visits, corrected)

    year = FirstTimers(period("2025-01", "2025-12"), 10)
    ours = Shared((quarter("2026-01", "2026-03", 80), quarter("2026-04", "2026-06", 70)), (year,))
    theirs = Shared(
        (quarter("2026-01", "2026-03", 85, corrected=True), quarter("2026-06", "2026-08", 60)),
        (FirstTimers(period("2025-04", "2026-03"), 15),),
    )
    found = inherited.merged(ours, [theirs], lambda _: Counts(4, 1))
    assert [(each.period, each.visits) for each in found.record.visits] == [
        (period("2026-01", "2026-03"), 85),
        (period("2026-04", "2026-06"), 70),
        (period("2026-07", "2026-07"), None),
        (period("2026-08", "2026-08"), None),
    ]
    assert [(each.period, each.people) for each in found.record.first_timers] == [
        (period("2025-01", "2025-12"), 10),
        (period("2026-01", "2026-12"), None),
    ]
    assert found.record.departed
    assert found.exposed == (period("2026-06", "2026-08"),)
    assert inherited.merged(found.record, [found.record], lambda _: None).record == found.record
    assert inherited.merged(Shared(), [ours], lambda _: None).record == ours
