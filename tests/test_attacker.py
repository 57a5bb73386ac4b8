"""All files ever shared, against somebody who reckons: first where that must succeed, then where it must not."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from peerkit.tally import disclosure, export, releases
from peerkit.tally.combine import Sum, combine
from peerkit.tally.correcting import Corrections
from peerkit.tally.evidence import added_up
from peerkit.tally.periods import GRAINS, Year
from peerkit.workspace.root import Root
from tests.attacker import Attacker, revealed
from tests.figures import History, Move, Said, asked, ledgers, month_of, sequences, shared_in_turn, weekly, write
from tests.tries import tries


def days(rows) -> frozenset:
    return frozenset(each.date for each in rows)


def figures(history: History) -> list[int | None]:
    return [each.visits for each in history.newest.values()]


MONTHS = month_of(2026, 1, 3, 3, 2), month_of(2026, 2, 3, 3, 2), month_of(2026, 3, 1, 0, 0)
WINTER = [each for month in MONTHS for each in month]
ALL = days(WINTER)

# Three usual ways of sharing, and what they give away.


def test_a_total_rounded_by_itself_would_give_the_hidden_month_away_to_the_person(tmp_path: Path) -> None:
    january, february, march = MONTHS
    attacker = Attacker(ALL, [Said(days(january), 8, 12), Said(days(february), 8, 12), Said(days(march), 1, 7)])
    assert attacker.range(days(march)) == (1, 7)
    usual = Attacker(ALL, [*attacker.said, Said(ALL, 13, 17)])
    assert usual.range(days(march)) == (1, 1)
    history = shared_in_turn(tmp_path, WINTER, [(asked("2026-01", "2026-03", "month"), [])])
    assert figures(history) == [10, 10, None]
    assert revealed(history) == []
    ours = [Said(days(january), 8, 12), Said(days(february), 8, 12), Said(days(march), 0, 7), Said(ALL, 16, 31)]
    assert Attacker(ALL, ours).range(days(march)) == (0, 7), "the total adds up what is printed, and says no more"


def test_january_to_june_then_to_july_rounded_would_give_july_away(tmp_path: Path) -> None:
    half = [row_ for month in range(1, 7) for row_ in month_of(2026, month, 7, 7, 7, 6)]
    july = month_of(2026, 7, 1, 1, 1)
    usual = [Said(days(half), 158, 162), Said(days([*half, *july]), 158, 162)]
    low, high = Attacker(days([*half, *july]), usual).range(days(july))
    assert high - low <= 4
    assert high <= 4
    sequence = [(asked("2026-01", "2026-06"), []), (asked("2026-01", "2026-07"), [])]
    history = shared_in_turn(tmp_path, [*half, *july], sequence)
    assert history.files[0] == history.files[1], "the same figures again, and July in neither"
    assert figures(history) == [80, 80]
    assert revealed(history) == []
    said = [Said(days(each for each in half if low <= each.date.month < low + 3), 78, 82) for low in (1, 4)]
    assert Attacker(days([*half, *july]), said).range(days(july))[1] > 1000


def test_an_exact_total_would_tell_a_member_who_was_at_twelve_evenings_how_many_came_to_the_thirteenth(
    tmp_path: Path,
) -> None:
    rows = weekly("2026-04-02", [6] * 13)
    known = [Said(days([each]), 6, 6) for each in rows[:12]]
    assert Attacker(days(rows), [*known, Said(days(rows), 78, 78)]).range(days(rows[12:])) == (6, 6)
    history = shared_in_turn(tmp_path, rows, [(asked("2026-04", "2026-06"), [])])
    assert figures(history) == [80]
    assert Attacker(days(rows), [*known, Said(days(rows), 78, 82)]).range(days(rows[12:])) == (6, 10)
    assert revealed(history) == []


def test_first_timers_beside_a_quarter_that_is_not_shown_would_narrow_it(tmp_path: Path) -> None:
    """Eight new people and eight others, of whom one quarter holds twelve at most: four at least came in the other."""
    first, second = month_of(2025, 1, 4, 4, 4, first_timers=3), month_of(2025, 4, 2, 2, 2, first_timers=0)
    usual = [Said(days(first), 8, 12), Said(days(second), 0, 7), Said(days([*first, *second]), 8, 12, new=True)]
    assert Attacker(days([*first, *second]), usual).range(days(second)) == (4, 7)
    history = shared_in_turn(tmp_path, [*first, *second], [(asked("2025-01", "2025-12"), [])])
    assert history.first_timers == [[]]
    assert figures(history)[:2] == [10, None]
    assert revealed(history) == []


# A solver that takes too long.


def unfinished(monkeypatch: pytest.MonkeyPatch, found: object) -> None:
    from scipy import optimize

    monkeypatch.setattr(optimize, "milp", lambda *_, **__: optimize.OptimizeResult(success=False, message="", **found))


def test_counts_found_in_time_that_leave_a_range_wide_enough_will_do(tmp_path: Path, monkeypatch) -> None:
    history = shared_in_turn(tmp_path, MONTHS[0], [(asked("2026-01", "2026-01", "month"), [])])
    from scipy import optimize

    real = optimize.milp

    def hurried(*given, **more):
        found = real(*given, **more)
        found.success = False
        return found

    monkeypatch.setattr(optimize, "milp", hurried)
    assert revealed(history) == []
    unfinished(monkeypatch, {"x": [9], "fun": 9})
    assert revealed(history)[-1].startswith("the solver ran out of time")


def test_no_counts_found_in_time_is_a_failure_that_says_so(monkeypatch) -> None:
    unfinished(monkeypatch, {"x": None})
    with pytest.raises(AssertionError, match="In 20 seconds no counts were found"):
        Attacker(ALL, [Said(ALL, 8, 12)]).range(ALL)


# What must hold whatever is shared.


@tries(1 / 6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(ledgers(), sequences, st.booleans())
def test_nothing_is_revealed_by_all_files_together(rows, sequence, handed_on: bool) -> None:
    """From one folder or from many, each with the counts of the one before; with what was put right between them.

    Evidence, on whatever day, adds up what was printed until then, so that it can say no more.
    """
    with tempfile.TemporaryDirectory() as folder:
        history = shared_in_turn(Path(folder), rows, sequence, handed_on=handed_on)
        last = Path(folder, f"group-{len(sequence) - 1}") if handed_on else Path(folder)
        record = releases.read(Root(last, "")).visits
    assert revealed(history) == []
    printed = {each.period: each.visits for each in history.newest.values()}
    for by in GRAINS:
        for figure in added_up(record, by, Year()):
            inside = [visits or 0 for period, visits in printed.items() if period.inside(figure.period)]
            assert figure.visits in (None, sum(inside))


def test_a_sum_without_one_group_tells_of_that_group_what_its_own_file_says(tmp_path: Path) -> None:
    names = []
    for number, people in enumerate((6, 4, 1)):
        root = Root(tmp_path / f"group-{number}", "")
        write(root, [*weekly("2026-01-06", [people] * 12), *weekly("2026-04-07", [9, None, 9])])
        names.append(str(export.share(root, asked("2026-01", "2026-06"), "csv").paths[-1]))
    every = combine(names).periods
    for at, name in enumerate(names):
        others, own = combine([*names[:at], *names[at + 1 :]]).periods, combine([name]).periods
        for days, each in every.items():
            rest, alone = others.get(days, Sum()), own.get(days, Sum())
            less = each.held - rest.held, each.cancelled - rest.cancelled, each.visits - rest.visits
            assert less == (alone.held, alone.cancelled, alone.visits)


def test_the_attacker_finds_what_a_walk_that_forgets_would_reveal(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("peerkit.tally.releases.read", lambda root: disclosure.Shared())
    sequence = [(asked("2026-01", "2026-03", "month"), []), (asked("2026-01", "2026-03"), [])]
    found = revealed(shared_in_turn(tmp_path, WINTER, sequence))
    assert any("are (0, 1), and said only (0, 7)" in each for each in found), found


def test_the_attacker_finds_what_a_record_without_what_was_not_shown_would_reveal(tmp_path: Path, monkeypatch) -> None:
    rows = [each for month in (1, 2, 3) for each in month_of(2026, month, 3, 3, 1)]
    months = [(asked(month, month, "month"), []) for month in ("2026-01", "2026-02", "2026-03")]
    sequence = [*months, (asked("2026-01", "2026-03"), [])]
    (tmp_path / "ours").mkdir()
    ours = shared_in_turn(tmp_path / "ours", rows, sequence)
    assert figures(ours) == [None, None, None], "that they were few is said, and stays"
    assert revealed(ours) == []
    write = releases.write

    def forgetful(root, shared):
        write(root, replace(shared, visits=tuple(each for each in shared.visits if each.visits is not None)))

    monkeypatch.setattr(releases, "write", forgetful)
    assert any(
        "are (4, 7), and said only (0, 7)" in each for each in revealed(shared_in_turn(tmp_path, rows, sequence))
    )


def test_the_attacker_finds_whom_an_evening_that_moved_had_where_both_figures_were_put_right(
    tmp_path: Path, monkeypatch
) -> None:
    rows = [*month_of(2026, 1, 7, 9, 9, 8), *month_of(2026, 4, 6, 6, 6, 6)]
    months = asked("2026-01", "2026-04", "month", correct=True)
    sequence = [(months, []), (months, [Move(12, 15)])]
    (tmp_path / "ours").mkdir()
    ours = shared_in_turn(tmp_path / "ours", rows, sequence)
    assert [each.visits for each in ours.newest.values() if each.held] == [None, None], "both are taken back"
    assert revealed(ours) == []
    monkeypatch.setattr(Corrections, "of", lambda self, figure: replace(self._now[figure.period], corrected=True))
    found = revealed(shared_in_turn(tmp_path, rows, sequence))
    assert "the session (1, 7, -1) had 6 to 9 people" in found
