"""A schedule written as plain data and read back."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.turns.audit import audit
from peerkit.turns.equal import times
from peerkit.turns.order import inside
from peerkit.turns.replan import replan
from peerkit.turns.rotation import rotate
from peerkit.turns.schedule import Certificate, Equality, Round, Schedule, repeats
from peerkit.turns.stored import Stored, read_schedule, schedule_as_data
from tests.rotations import any_rotation

kinds = st.sampled_from(["turns", "rounds", "totals"])


def schedule_of(rounds: tuple[Round, ...]) -> Schedule:
    seats = tuple(sorted(seat for group in rounds[0] for seat in group))
    claim = Certificate("repeats", "best found", repeats(rounds), 0, "Nobody looked for a better one.")
    sizes = [len(group) for group in rounds[0]]
    return Schedule(max(sizes, key=lambda size: (sizes.count(size), size)), seats, inside(rounds), claim)


def as_json(schedule: Schedule, kind: Equality = "turns", each: int = 600) -> Any:
    own = times(schedule.rounds, kind, each, schedule.size, schedule.done)
    return json.loads(json.dumps(schedule_as_data(Stored(schedule, own, 30))))


@given(any_rotation, kinds, st.integers(30, 3600))
def test_what_is_written_reads_back_the_same(rounds: tuple[Round, ...], kind: Equality, each: int) -> None:
    schedule = schedule_of(rounds)
    own = times(schedule.rounds, kind, each, schedule.size)
    assert read_schedule(as_json(schedule, kind, each)) == Stored(schedule, own, 30)


@pytest.mark.parametrize("kind", ["turns", "rounds", "totals"])
@pytest.mark.parametrize(("people", "size", "rounds"), [(15, 3, 7), (7, 2, 4), (13, 4, 4), (6, 3, 4), (2, 2, 1)])
def test_what_peerkit_plans_is_sound_under_audit_and_keeps_its_certificate(
    people: int, size: int, rounds: int, kind: Equality
) -> None:
    planned = rotate(people, size, rounds)
    schedule = replace(planned, rounds=inside(planned.rounds))
    data = as_json(schedule, kind)
    assert [problem for problem in audit(data).problems if problem.code != "totals"] == []
    read = read_schedule(data)
    assert isinstance(read, Stored)
    assert read.schedule == schedule


def test_a_schedule_that_somebody_left_and_somebody_joined_reads_back_the_same() -> None:
    planned = rotate(12, 3, 5)
    later = replan(replace(planned, rounds=inside(planned.rounds)), 2, leave=[4], join=2)
    schedule = replace(later, rounds=inside(later.rounds, 2))
    data = as_json(schedule)
    assert audit(data).sound
    assert data["seats"] == [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]
    assert data["seconds"][3] == 1200
    read = read_schedule(data)
    assert isinstance(read, Stored)
    assert read.schedule == schedule


def test_the_keys_stand_in_the_order_that_the_manual_gives() -> None:
    data = as_json(schedule_of((((1, 2), (3, 4)),)))
    assert " ".join(data) == (
        "format people size rounds repeats burden certificate seconds equal each turn_seconds changeover done seats "
        "totals_equal"
    )
    assert " ".join(data["certificate"]) == "claim value lower_bound reason of"
    assert data["seconds"] == [600, 600, 600, 600]


def test_without_times_there_are_no_seconds_and_none_are_read_back() -> None:
    schedule = schedule_of((((1, 2), (3, 4)),))
    data = schedule_as_data(Stored(schedule, None, 0))
    assert "seconds" not in data
    assert read_schedule(data) == Stored(schedule, None, 0)


def test_a_foreign_schedule_of_nothing_but_rounds_is_read_and_counted() -> None:
    read = read_schedule({"rounds": [[[1, 2], [3, 4, 5]], [[4, 3], [5, 1, 2]], [[2, 5], [1, 3, 4]]]})
    assert isinstance(read, Stored)
    assert read.schedule.seats == (1, 2, 3, 4, 5)
    assert read.schedule.certificate == Certificate(
        "repeats",
        "best found",
        5,
        3,
        "Counted anew: 5 repeats. The most for any pair: 3 times. "
        "Fewer than 3 cannot be; whether there is a better one is open.",
    )
    assert read.times is None


def test_the_commonest_size_is_taken_for_the_one_that_was_meant() -> None:
    read = read_schedule({"rounds": [[[1, 2], [3, 4], [5, 6, 7]]]})
    assert isinstance(read, Stored)
    assert read.schedule.size == 2


@pytest.mark.parametrize(
    "certificate",
    [
        {"claim": "optimal", "value": 0, "lower_bound": 0, "reason": "Believe me."},
        {"claim": "optimal", "value": 2, "lower_bound": 2, "reason": "Believe me."},
        {"claim": "perfect", "value": 2, "lower_bound": 2, "reason": "Believe me."},
        {"claim": "best found", "value": 2, "lower_bound": 0, "reason": "\x1b[2JBelieve me."},
        {"claim": "best found", "value": 2, "lower_bound": 0, "reason": "Believe me. " * 100},
    ],
)
def test_a_certificate_that_does_not_hold_is_replaced_by_what_can_be_shown(certificate: dict[str, Any]) -> None:
    read = read_schedule({"rounds": [[[1, 2], [3, 4]], [[1, 2], [3, 4]]], "certificate": certificate})
    assert isinstance(read, Stored)
    own = read.schedule.certificate
    assert (own.claim, own.value, own.lower_bound) == ("best found", 2, 0)
    assert "Believe" not in own.reason


def test_numbers_that_can_be_counted_again_are_not_believed_and_do_no_harm() -> None:
    rounds = [[[1, 2], [3, 4]], [[3, 1], [4, 2]]]
    assert read_schedule({"rounds": rounds, "repeats": 7, "people": 9}) == read_schedule({"rounds": rounds})


@pytest.mark.parametrize(
    "data",
    [
        None,
        {"rounds": [[[1, 2], [2, 3]]]},
        {"rounds": [[[1, 2], [3]]]},
        {"rounds": [[[1, 2]]], "each": "ten minutes"},
        {"rounds": [[[1, 2]]], "equal": "turns", "each": 600, "turn_seconds": [[[600, 500]]]},
    ],
)
def test_what_is_no_schedule_is_answered_with_every_reason(data: Any) -> None:
    problems = read_schedule(data)
    assert isinstance(problems, tuple)
    assert problems
    assert all(problem.severity == "error" for problem in problems)
