"""Sessions at which nobody counted: entered, kept, said wherever figures are, and never taken for none."""

import csv
import datetime as dt
import json
from pathlib import Path

import pytest

from peerkit.cli import app
from peerkit.columns import FORMATS
from peerkit.tally import export, ledger, quarters, releases
from peerkit.tally.combine import combine
from peerkit.tally.counts import Tally
from peerkit.tally.evidence import Evidence, added_up
from peerkit.tally.periods import CALENDAR
from peerkit.workspace.root import Root
from tests.figures import asked, month_of, period, row, write
from tests.room import noon

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def root(group: Path) -> Root:
    return Root(group, "")


def tally(line: str) -> int:
    return app.main(["tally", *line.split()], noon(TODAY))


def uncounted(day: str):
    return row(day, None)._replace(cancelled=False)


def test_it_is_added_listed_and_put_right_either_way(root: Root, capsys) -> None:
    assert tally("add --uncounted --on 2026-11-19 --format phone") == 0
    assert tally("list") == 0
    assert "19 November 2026, weekly-circle, phone, nobody counted.\n" in capsys.readouterr().out
    assert root.ledger.read_text().splitlines()[1] == "2026-11-19,weekly-circle,phone,,,,,no"
    assert tally("amend --on 2026-11-19 --people 8") == 0
    assert tally("amend --on 2026-11-19 --uncounted") == 0
    assert ledger.read(root)[0].uncounted
    assert tally("amend --on 2026-11-19 --cancelled") == 0
    assert tally("amend --on 2026-11-19 --held") == 1
    assert "--uncounted" in capsys.readouterr().err


@pytest.mark.parametrize(
    "line", ["add 0", "add 9 --uncounted", "add --uncounted --cancelled", "add --uncounted --first-timers 1", "add"]
)
def test_what_contradicts_it_is_refused_and_says_what_to_type(root: Root, capsys, line: str) -> None:
    assert tally(line) == 2
    assert "--uncounted" in capsys.readouterr().err
    assert not root.ledger.exists()


def test_visits_are_shown_only_where_three_sessions_were_counted_and_say_at_how_many_nobody_did(root: Root) -> None:
    rows = [*month_of(2026, 1, 8, 8, 8), uncounted("2026-01-20"), *month_of(2026, 4, 9, 9), uncounted("2026-04-20")]
    write(root, [*rows, uncounted("2026-04-27"), uncounted("2026-07-07")])
    shared = export.share(root, asked("2026-01", "2026-09"), "csv")
    figures = shared.found.figures
    assert [(each.held, each.uncounted, each.visits) for each in figures] == [(4, 1, 25), (4, 2, None), (1, 1, None)]
    assert shared.paths[0].read_text().endswith("At 4 of the sessions held nobody counted: "
                                                "nobody who came to them is in the visits.\n")  # fmt: skip
    with shared.paths[-1].open(newline="") as file:
        assert [line["uncounted"] for line in csv.DictReader(file)] == ["1", "2", "1"]
    assert [each.period for each in releases.read(root).visits] == [period("2026-01", "2026-03")]
    assert releases.read(root).visits[0] == figures[0]
    assert combine([str(shared.paths[-1])]).total.uncounted == 4
    evidence = Evidence(figures)
    assert (evidence.uncounted, evidence.each_time) == (4, 8)
    assert added_up(figures[:1], "year", CALENDAR)[0].uncounted == 1


def test_a_quarter_total_keeps_it(root: Root) -> None:
    write(root, [*month_of(2025, 1, 8, 8), uncounted("2025-01-20")])
    assert tally("purge --before 2025-07-01 --yes") == 0
    assert root.quarters.read_text().splitlines() == [
        "from,to,held,cancelled,visits,largest,first_timers,uncounted", "2025-01-01,2025-03-31,3,0,16,8,,1",
    ]  # fmt: skip
    assert Tally.of([], quarters.read(root)).counts(period("2025-01", "2025-03")).counted == 2


def test_the_chart_and_exact_figures_say_it(root: Root, capsys) -> None:
    write(root, [*month_of(2026, 10, 6, 8), uncounted("2026-10-20")])
    assert tally("chart") == 0
    assert "October 2026: 14 visits, 3 sessions, 1 not counted, 7.0 a session, 8 at the" in capsys.readouterr().out
    assert tally("chart --by session") == 0
    assert "20 Oct 2026, weekly-circle: nobody counted." in capsys.readouterr().out
    path = export.for_ourselves(root, asked("2026-10", "2026-10", "month"), "json")
    assert json.loads(path.read_text())["resources"][0]["data"][0]["uncounted"] == 1


def test_sessions_are_known_by_how_they_met_and_by_their_names(root: Root) -> None:
    rows = [each._replace(format=how) for each, how in zip(month_of(2026, 10, 5, 5, 5, 5), FORMATS, strict=True)]
    rows[3] = rows[3]._replace(session="pairs")
    write(root, [*rows, *month_of(2026, 9, None)])
    counts = Tally.of(ledger.read(root)).counts(period("2026-09", "2026-10"))
    assert counts.formats == dict.fromkeys(FORMATS, 1)
    assert counts.sessions == {"weekly-circle": 3, "pairs": 1}
