"""Somebody came, somebody left: what is done stays, and whoever is there sits in every round to come."""

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.turns import rotation
from peerkit.turns.replan import replan
from peerkit.turns.rotation import in_order, rotate
from peerkit.turns.schedule import Impossible, Schedule, Wishes, meetings, repeats
from peerkit.turns.share import sizes

QUICK = patch.object(rotation, "BUDGET", 2_000)
"""A short search for what holds of every schedule, however good it is."""

Change = tuple[Schedule, int, list[int], int]


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """A schedule, how many of its rounds are done, who leaves and how many come."""
    people = draw(st.integers(4, 36))
    schedule = rotate(people, draw(st.integers(2, min(8, people))), draw(st.integers(2, 6)))
    leave = draw(st.lists(st.sampled_from(schedule.seats), max_size=min(4, people - 2), unique=True))
    return schedule, draw(st.integers(0, len(schedule.rounds) - 1)), leave, draw(st.integers(0, 3))


@QUICK
@given(changes())
def test_rounds_that_are_done_stay_exactly_as_they_were(change: Change) -> None:
    schedule, done, leave, join = change
    planned = replan(schedule, done, leave, join)
    assert planned.rounds[:done] == schedule.rounds[:done]
    assert (planned.done, len(planned.rounds)) == (done, len(schedule.rounds))


@QUICK
@given(changes())
def test_whoever_is_there_sits_once_in_each_later_round_and_nobody_who_left_does(change: Change) -> None:
    schedule, done, leave, join = change
    planned = replan(schedule, done, leave, join)
    came = range(schedule.people + 1, schedule.people + join + 1)
    assert planned.seats == (*(seat for seat in schedule.seats if seat not in leave), *came)
    for groups in planned.rounds[done:]:
        assert tuple(sorted(seat for group in groups for seat in group)) == planned.seats
        circle = schedule.size == schedule.people > 5
        size = planned.people if circle else min(schedule.size, planned.people)
        assert tuple(sorted(map(len, groups))) == sizes(planned.people, size)


@QUICK
@given(changes())
def test_the_certificate_of_a_new_plan_counts_what_is_done_too(change: Change) -> None:
    schedule, done, leave, join = change
    planned = replan(schedule, done, leave, join)
    assert planned.certificate.value == repeats(planned.rounds) >= planned.certificate.lower_bound


@pytest.mark.parametrize(
    ("people", "size", "rounds"), [(12, 3, 4), (15, 3, 6), (18, 3, 6), (16, 4, 4), (24, 4, 6), (20, 2, 9)]
)
@pytest.mark.parametrize(("leave", "join"), [((4,), 0), ((), 1)])
def test_nobody_meets_twice_after_somebody_left_or_came(
    people: int, size: int, rounds: int, leave: tuple[int, ...], join: int
) -> None:
    for done in (1, rounds // 2, rounds - 1):
        assert repeats(replan(rotate(people, size, rounds), done, leave, join).rounds) == 0


def test_a_seat_number_is_never_given_twice() -> None:
    once = replan(rotate(9, 3, 4), 1, leave=(9,))
    twice = replan(once, 2, leave=(1,), join=2)
    assert twice.seats == (2, 3, 4, 5, 6, 7, 8, 10, 11)


def test_a_seat_that_was_never_seen_again_keeps_its_number_even_if_it_was_the_last() -> None:
    schedule = rotate(6, 2, 3)
    assert replan(replan(schedule, 1, leave=(6,)), 1, join=1).seats == (1, 2, 3, 4, 5, 7)


def test_seats_kept_apart_in_a_new_plan_meet_no_more_though_they_have_met() -> None:
    schedule = rotate(9, 3, 4)
    planned = replan(schedule, 1, wishes=Wishes(apart=((1, 2),)))
    assert meetings(planned.rounds[1:])[1, 2] == 0


def test_a_round_can_be_given_among_those_to_come() -> None:
    given_round = ((1, 3), (2, 4), (5, 6))
    planned = replan(rotate(6, 2, 4), 1, wishes=Wishes(fixed=((2, given_round),)))
    assert in_order(planned.rounds[2]) == given_round


def test_a_circle_of_more_than_five_stays_one_circle() -> None:
    assert in_order(replan(rotate(8, 8, 2), 1, join=1).rounds[1]) == ((1, 2, 3, 4, 5, 6, 7, 8, 9),)


def test_too_few_for_a_group_of_the_old_size_sit_in_one() -> None:
    assert in_order(replan(rotate(4, 4, 2), 1, leave=(2,)).rounds[1]) == ((1, 3, 4),)


def test_the_reason_after_what_has_been_can_be_read_out() -> None:
    schedule = rotate(4, 2, 4)
    reason = "Some people meet twice: 2 pairs in all. Nobody could do better after the rounds that have been."
    assert replan(schedule, 2).certificate.reason == reason


def test_after_what_has_been_no_number_of_rounds_is_called_the_most() -> None:
    assert replan(rotate(6, 2, 5), 2).certificate.reason == "Nobody meets twice, and nobody could do better."


@pytest.mark.parametrize(
    ("done", "leave", "join", "sentence"),
    [
        (4, (), 0, "All rounds are done, and nothing is left to plan."),
        (5, (), 0, "Between 0 and 4 rounds can be done, and not 5."),
        (-1, (), 0, "Between 0 and 4 rounds can be done, and not -1."),
        (1, (7,), 0, "There is no seat 7."),
        (1, (), -1, "Between none and 200 can join."),
        (1, (1, 2, 3, 4, 5, 6), 0, "Nobody is left, and a rotation takes 2 to 200 people."),
        (1, (1, 2, 3, 4, 5), 0, "One person is left, and a rotation takes 2 to 200 people."),
        (1, (), 195, "Too many are there, and a rotation takes 2 to 200 people."),
    ],
)
def test_a_change_that_cannot_be_is_refused_in_a_sentence(
    done: int, leave: tuple[int, ...], join: int, sentence: str
) -> None:
    with pytest.raises(Impossible) as refused:
        replan(rotate(6, 3, 4), done, leave, join)
    assert str(refused.value) == sentence


def test_rounds_that_are_done_are_not_planned_again() -> None:
    once = replan(rotate(6, 2, 4), 2)
    with pytest.raises(Impossible, match="Between 2 and 4 rounds can be done, and not 1"):
        replan(once, 1)


def test_the_same_seed_plans_the_same_again() -> None:
    schedule = rotate(20, 4, 5)
    assert replan(schedule, 2, leave=(3,), seed=5) == replan(schedule, 2, leave=(3,), seed=5)
