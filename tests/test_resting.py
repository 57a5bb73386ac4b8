"""Sitting out in turn: everybody as often as the others, in every place where a schedule is shown, kept or said."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.cli.app import main
from peerkit.printing.sheets.seating import sheet
from peerkit.turns.audit import audit
from peerkit.turns.replan import replan
from peerkit.turns.rotation import rotate
from peerkit.turns.schedule import Impossible, Schedule, Wishes, repeats
from peerkit.turns.stored import Stored, read_schedule, schedule_as_data
from tests.room import peerkit
from tests.rotations import rests
from tests.tries import tries


def times_out(schedule: Schedule) -> list[int]:
    """How often each who is there sits out."""
    times = Counter(seat for those in schedule.out for seat in those)
    return [times[seat] for seat in schedule.seats]


@given(rests())
def test_everybody_sits_out_as_often_as_the_others_or_once_more(schedule: Schedule) -> None:
    assert max(times_out(schedule)) - min(times_out(schedule)) <= 1
    for number, groups in enumerate(schedule.rounds):
        seated = [seat for group in groups for seat in group]
        assert sorted((*seated, *schedule.sitting_out(number))) == list(schedule.seats)


@given(rests())
def test_a_schedule_in_which_people_sit_out_is_sound_and_read_back(schedule: Schedule) -> None:
    data = json.loads(json.dumps(schedule_as_data(Stored(schedule, None, 0))))
    assert audit(data).problems == ()
    assert read_schedule(data) == Stored(schedule, None, 0)


@tries(0.5)
@given(rests(), st.integers(0, 2), st.booleans())
def test_whoever_has_sat_out_waits_until_the_others_have(schedule: Schedule, join: int, leaves: bool) -> None:
    done = len(schedule.rounds) // 2
    planned = replan(schedule, done, (1,) if leaves and schedule.people > 4 else (), join)
    times = Counter(seat for those in planned.out for seat in those)
    always = [times[seat] for seat in planned.seats if seat <= schedule.people]
    assert max(always) - min(always) <= 1
    assert planned.sit_out == schedule.sit_out or planned.people < schedule.people
    assert audit(schedule_as_data(Stored(planned, None, 0))).sound


@pytest.mark.parametrize("people", [5, 7, 9, 15, 21])
def test_an_odd_number_in_pairs_meets_everyone_once_when_one_sits_out(people: int) -> None:
    schedule = rotate(people, 2, people, Wishes(sit_out=1))
    assert repeats(schedule.rounds) == 0
    assert times_out(schedule) == [1] * people


def test_a_schedule_in_which_one_sits_out_too_often_is_found_out() -> None:
    found = audit({"rounds": [[[1, 2]], [[1, 2]], [[1, 3]]], "sitting_out": [[3], [3], [2]]})
    assert [(problem.place, problem.code) for problem in found.problems] == [("sitting_out", "unfair")]
    assert found.problems[0].reason == "Some sit out 2 times, and others no times."


@pytest.mark.parametrize(
    ("people", "wishes", "reason"),
    [
        (3, Wishes(sit_out=2), "Where so many sit out, too few are left: a turn takes two people."),
        (9, Wishes(sit_out=1, together=((1, 2),)), "Nobody can be kept together where people sit out in turn"),
        (9, Wishes(sit_out=1, fixed=((0, ((1, 2), (3, 4), (5, 6), (7, 8, 9))),)), "does not seat everyone once"),
    ],
)
def test_what_cannot_be_is_said(people: int, wishes: Wishes, reason: str) -> None:
    with pytest.raises(Impossible, match=reason):
        rotate(people, 2, 3, wishes)


def test_who_sits_out_is_on_the_wall_and_on_their_card() -> None:
    printed = str(sheet(Stored(rotate(5, 2, 2, Wishes(sit_out=1)), None, 0)))
    assert "Sitting out: 5." in printed
    assert "Round 1: you sit out" in printed
    assert "1 person sits out in each round, in turn." in printed


def test_who_sits_out_is_read_out_as_the_turns_run_and_on_the_page(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    plan = ["turns", "plan", "--people", "5", "--sit-out", "1", "--rounds", "1", "-o", "five.json"]
    assert main(plan) == 0
    assert "Round 1: 1 and 2; 3 and 4. Sitting out: 5." in capsys.readouterr().out
    assert main(["turns", "export", "five.json", "--html", "five.html"]) == 0
    page = Path("five.html").read_text(encoding="utf-8")
    assert "<li>Round 1: 1 and 2; 3 and 4. Sitting out: 5.</li>" in page
    assert "from 1 to 5" in page
    run = peerkit(tmp_path, "turns", "start", "five.json", typed="next\ngroups\nstop\nstop\n").stdout
    assert "Count off from 1 to 5, and keep your number. Sitting together: 1 and 2; 3 and 4. Sitting out: 5." in run
    assert "\nSitting out: 5.\n" in run
