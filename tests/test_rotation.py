"""Rotations: what must hold for every one of them, how far they get, and what is refused in which words."""

import subprocess
import sys
from itertools import combinations
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peerkit.turns import rotation
from peerkit.turns.found import FOUND
from peerkit.turns.found import found as found_at_length
from peerkit.turns.rotation import in_order, rotate
from peerkit.turns.schedule import NO_WISHES, Impossible, Round, Schedule, Wishes, burden, meetings, repeats
from peerkit.turns.share import SIZES, sizes
from tests.every import every_round

QUICK = patch.object(rotation, "BUDGET", 2_000)
"""A short search for what holds of every schedule, however good it is."""

EXACT = "exact"
BEST_KNOWN = [
    # groups, size, most rounds known without a repeat, source; after rotation_best_known.csv
    *((groups, 2, 2 * groups - 1, "exact: circle method; OEIS A107431") for groups in range(2, 21)),
    (2, 3, 1, "exact: a second round must meet again, by the pigeonhole"),
    (3, 3, 4, "exact: Kirkman triple system (Ray-Chaudhuri and Wilson 1971)"),
    (4, 3, 4, "exact: OEIS A107431; five rounds ruled out by a solver in test_bounds.py"),
    (5, 3, 7, "exact: Kirkman triple system"),
    (6, 3, 8, "exact: nearly Kirkman triple system"),
    (7, 3, 10, "exact: Kirkman triple system"),
    (8, 3, 11, "exact: nearly Kirkman triple system"),
    (9, 3, 13, "exact: Kirkman triple system"),
    (10, 3, 14, "exact: nearly Kirkman triple system"),
    (11, 3, 16, "exact: Kirkman triple system"),
    (12, 3, 17, "exact: nearly Kirkman triple system"),
    (13, 3, 19, "exact: Kirkman triple system"),
    (2, 4, 1, "exact: a second round must meet again, by the pigeonhole"),
    (3, 4, 1, "exact: a second round must meet again, by the pigeonhole"),
    (4, 4, 5, "exact: resolvable design with blocks of four"),
    (5, 4, 5, "OEIS A107431"),
    (6, 4, 7, "OEIS A107431"),
    (7, 4, 9, "exact: resolvable design with blocks of four"),
    (8, 4, 10, "CSPLib prob010; Aguado 2004"),
    (9, 4, 11, "GroupMixer's table, which cites Miller, Valkov and Abel 2026"),
    (10, 4, 13, "exact: resolvable design with blocks of four"),
]
FROM_THE_NEXT_DESIGN = {
    3: {
        7: 3,
        8: 4,
        10: 4,
        11: 4,
        13: 7,
        14: 7,
        16: 8,
        17: 8,
        19: 9,
        20: 10,
        22: 11,
        23: 11,
        25: 12,
        26: 13,
        28: 14,
        29: 14,
    },
    4: {
        7: 1,
        10: 1,
        11: 1,
        13: 4,
        14: 4,
        15: 5,
        17: 5,
        18: 5,
        19: 5,
        21: 7,
        22: 7,
        23: 7,
        25: 8,
        26: 8,
        27: 9,
        29: 9,
        30: 9,
    },
}
"""Rounds without a repeat by size and people: those of the next design, less those in which two who go would meet."""


@st.composite
def requests(draw: st.DrawFn, most: int = 40) -> tuple[int, int, int, Wishes, int]:
    """People, size, rounds, wishes and a seed; a wish may be one that cannot be kept."""
    people = draw(st.integers(2, most))
    size = draw(st.integers(2, min(8, people)))
    seat = st.integers(1, people)
    some = st.lists(st.lists(seat, min_size=2, max_size=3, unique=True).map(tuple), max_size=2).map(tuple)
    wishes = Wishes(
        apart=draw(some),
        together=draw(some),
        rather=draw(st.sampled_from(["new-partners", "share-the-three"])),
        larger=draw(st.booleans()),
    )
    return people, size, draw(st.integers(1, 5)), wishes, draw(st.integers(0, 3))


def rotated(people: int, size: int, rounds: int, wishes: Wishes, seed: int) -> Schedule | None:
    try:
        return rotate(people, size, rounds, wishes, seed)
    except Impossible:
        return None


def keeps(groups: Round, wishes: Wishes) -> bool:
    """Whether a round keeps apart and together what it should."""
    where = {seat: place for place, group in enumerate(groups) for seat in group}
    apart = all(where[one] != where[other] for some in wishes.apart for one, other in combinations(some, 2))
    return apart and all(len({where[seat] for seat in some}) == 1 for some in wishes.together)


@QUICK
@given(requests())
def test_everyone_sits_once_a_round_in_groups_of_the_right_sizes(request_: tuple[int, int, int, Wishes, int]) -> None:
    people, size, rounds, wishes, _ = request_
    if schedule := rotated(*request_):
        assert len(schedule.rounds) == rounds
        for groups in schedule.rounds:
            assert sorted(seat for group in groups for seat in group) == list(range(1, people + 1))
            assert tuple(sorted(map(len, groups))) == sizes(people, size, larger=wishes.larger)
            assert min(map(len, groups)) >= 2


@QUICK
@given(requests())
def test_seats_kept_apart_never_meet_and_seats_kept_together_are_never_parted(
    request_: tuple[int, int, int, Wishes, int],
) -> None:
    if schedule := rotated(*request_):
        assert all(keeps(groups, request_[3]) for groups in schedule.rounds)


@QUICK
@given(requests(most=8))
@example((5, 2, 5, Wishes(together=((1, 2),), rather="share-the-three"), 1))
def test_a_rotation_is_refused_when_no_round_keeps_the_wishes_and_only_then(
    request_: tuple[int, int, int, Wishes, int],
) -> None:
    people, size, _, wishes, _ = request_
    split = sizes(people, size, larger=wishes.larger)
    some_round_does = any(keeps(groups, wishes) for groups in every_round(range(1, people + 1), split))
    assert (rotated(*request_) is not None) == some_round_does


@QUICK
@given(requests())
def test_the_certificate_counts_what_is_there_and_never_claims_too_much(
    request_: tuple[int, int, int, Wishes, int],
) -> None:
    if schedule := rotated(*request_):
        shown, rather = schedule.certificate, request_[3].rather
        counted = burden(schedule.rounds) if rather == "share-the-three" else repeats(schedule.rounds)
        assert shown.value == counted >= shown.lower_bound
        assert (shown.claim == "optimal") == (shown.value == shown.lower_bound)


@QUICK
@given(requests())
def test_the_reason_never_speaks_of_what_was_wished_for(request_: tuple[int, int, int, Wishes, int]) -> None:
    if schedule := rotated(*request_):
        assert not any(word in schedule.certificate.reason for word in ("apart", "kept", "wish", "must not"))


@pytest.mark.parametrize(("groups", "size", "rounds", "source"), BEST_KNOWN)
def test_as_many_rounds_without_a_repeat_as_are_known(groups: int, size: int, rounds: int, source: str) -> None:
    assert repeats(rotate(groups * size, size, rounds).rounds) == 0


@pytest.mark.long
@pytest.mark.parametrize(("groups", "size", "rounds", "source"), [row for row in BEST_KNOWN if EXACT in str(row)])
def test_where_the_most_rounds_are_known_one_more_is_said_to_be_too_many(
    groups: int, size: int, rounds: int, source: str
) -> None:
    assert rotate(groups * size, size, rounds + 1).certificate.lower_bound > 0


@pytest.mark.parametrize(
    ("people", "size", "rounds", "least"), [(13, 3, 7, 0), (13, 4, 6, 12), (20, 5, 6, 60), (19, 5, 6, 45)]
)
def test_everyday_numbers_without_a_design_get_to_what_can_be_shown_to_be_the_least(
    people: int, size: int, rounds: int, least: int
) -> None:
    shown = rotate(people, size, rounds).certificate
    assert (shown.claim, shown.value) == ("optimal", least)


@pytest.mark.parametrize("people", [9, 11, 13, 17, 23, pytest.param(41, marks=pytest.mark.long)])
def test_an_odd_number_in_pairs_gets_as_far_as_its_pairs_of_people_reach(people: int) -> None:
    most = people * (people - 1) // (people + 3)
    assert repeats(rotate(people, 2, most).rounds) == 0
    assert rotate(people, 2, most + 1).certificate.lower_bound > 0


@pytest.mark.parametrize(
    ("size", "people"), [(size, people) for size, row in FROM_THE_NEXT_DESIGN.items() for people in row]
)
def test_uneven_numbers_get_as_far_as_the_next_design_without_the_seats_that_are_not_there(
    size: int, people: int
) -> None:
    assert repeats(rotate(people, size, FROM_THE_NEXT_DESIGN[size][people]).rounds) == 0


@pytest.mark.parametrize("size", [2, 3, 4])
@pytest.mark.parametrize("people", [16, 17, 20, 23, 24])
def test_three_rounds_of_many_people_share_the_odd_group_out_as_far_as_can_be(people: int, size: int) -> None:
    schedule = rotate(people, size, 3)
    assert repeats(schedule.rounds) == 0
    assert burden(schedule.rounds) == burden(rotate(people, size, 3, Wishes(rather="share-the-three")).rounds)


@pytest.mark.parametrize(
    ("people", "size", "rounds", "least"), [(5, 2, 5, 15), (7, 2, 7, 21), (13, 4, 4, 3), (14, 4, 4, 22)]
)
def test_the_odd_group_comes_first_for_those_who_say_so(people: int, size: int, rounds: int, least: int) -> None:
    schedule = rotate(people, size, rounds, Wishes(rather="share-the-three"))
    assert schedule.certificate.of == "burden"
    assert schedule.certificate.value == schedule.certificate.lower_bound == burden(schedule.rounds) == least


def test_people_who_sit_side_by_side_are_together_in_the_first_round() -> None:
    assert in_order(rotate(11, 3, 3).rounds[0]) == ((1, 2, 3), (4, 5, 6), (7, 8, 9), (10, 11))


def test_a_round_that_is_given_stands_in_its_place() -> None:
    given_round = ((1, 5, 9), (2, 3, 4), (6, 7, 8), (10, 11, 12))
    schedule = rotate(12, 3, 4, Wishes(fixed=((2, given_round),)))
    assert in_order(schedule.rounds[2]) == given_round
    assert repeats(schedule.rounds) == 0


def test_everyone_may_sit_in_one_circle() -> None:
    assert [in_order(groups) for groups in rotate(9, 9, 2).rounds] == [((1, 2, 3, 4, 5, 6, 7, 8, 9),)] * 2


def test_seats_kept_apart_cost_no_repeat_where_a_design_has_two_who_never_meet() -> None:
    schedule = rotate(24, 3, 11, Wishes(apart=((3, 7),)))
    assert (repeats(schedule.rounds), meetings(schedule.rounds)[3, 7]) == (0, 0)


def test_more_rounds_than_can_be_without_a_repeat_are_planned_with_as_few_as_can_be() -> None:
    shown = rotate(8, 2, 9).certificate
    assert (shown.claim, shown.value) == ("optimal", 8)


def test_rotations_that_were_found_at_length_are_whole() -> None:
    lines = [line.split(":") for line in FOUND.strip().splitlines()]
    kept = {(tuple(map(int, head.split())), len(words.split())) for head, words in lines}
    assert len(kept) == len(lines) > 100
    for split, rounds in kept:
        assert split in (sizes(sum(split), size) for size in SIZES)
        made = found_at_length(split, rounds, Random(0).random)
        assert len(made) == rounds
        for groups in made:
            assert [*map(len, groups)] == [*split]
            assert sorted(seat for group in groups for seat in group) == list(range(sum(split)))


@pytest.mark.parametrize(
    ("people", "size", "rounds", "least"), [(13, 4, 10, 72), (17, 4, 6, 1), (18, 5, 10, 188), (20, 5, 10, 240)]
)
def test_a_rotation_that_was_found_at_length_is_given_to_whoever_asks_and_other_people_meet_with_each_seed(
    people: int, size: int, rounds: int, least: int
) -> None:
    made = [rotate(people, size, rounds, seed=seed).rounds for seed in (0, 1)]
    assert [repeats(each) for each in made] == [least, least]
    assert made[0] != made[1]


def test_a_rotation_that_was_found_at_length_serves_where_a_round_is_given_as_well() -> None:
    given_round = ((9, 3, 5, 12), (2, 10, 6), (1, 13, 8), (4, 11, 7, 14))
    schedule = rotate(14, 4, 10, Wishes(fixed=((4, given_round),)))
    assert in_order(schedule.rounds[4]) == in_order(given_round)
    assert repeats(schedule.rounds) == repeats(rotate(14, 4, 10).rounds)


def test_another_seed_gives_another_schedule() -> None:
    assert rotate(21, 3, 5, seed=1).rounds != rotate(21, 3, 5, seed=2).rounds


def test_the_same_seed_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    wished = "Wishes(apart=((1, 2), (3, 4, 5)), together=((6, 7),))"
    code = f"from peerkit.turns.rotation import *; print(rotate(11, 4, 3), rotate(10, 3, 3, {wished}))"
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        ).stdout
        for seed in ("0", "77")
    }
    assert len(printed) == 1


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        ((1, 2, 3), "A rotation takes 2 people at least."),
        ((201, 2, 3), "A rotation takes 200 people at the most."),
        ((3, 4, 1), "Groups of 4 take more people than 3."),
        (
            (19, 9, 1),
            (
                "In groups of 9 each would wait long for a turn. "
                "Groups have 2 to 8 people, or everyone sits in one circle."
            ),
        ),
        ((9, 1, 1), "Groups have 2 to 8 people, or everyone sits in one circle."),
        ((9, 3, 0), "A rotation has 1 to 60 rounds."),
        ((9, 3, 61), "A rotation has 1 to 60 rounds."),
    ],
)
def test_numbers_that_make_no_rotation_are_refused_in_a_sentence(request_: tuple[int, int, int], sentence: str) -> None:
    with pytest.raises(Impossible) as refused:
        rotate(*request_)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("people", "size", "wishes", "sentence"),
    [
        (9, 3, Wishes(apart=((1, 10),)), "There is no seat 10."),
        (9, 3, Wishes(together=((0, 1),)), "There is no seat 0."),
        (9, 3, Wishes(apart=((4, 4),)), "Seat 4 is named twice."),
        (9, 3, Wishes(apart=((1, 2),), together=((1, 2),)), "Seats 1 and 2 cannot be kept together and apart."),
        (9, 3, Wishes(apart=((1, 3),), together=((1, 2), (2, 3))), "Seats 1 and 3 cannot be kept together and apart."),
        (9, 3, Wishes(together=((1, 2, 3, 4),)), "4 seats kept together do not fit into one group."),
        (9, 3, Wishes(apart=((3, 4, 5, 6),)), "No two of these may meet: 3, 4, 5, 6. There are only 3 groups."),
        (3, 3, Wishes(apart=((1, 2),)), "No two of these may meet: 1, 2. There is only 1 group."),
        (
            6,
            3,
            Wishes(together=((1, 2), (3, 4), (5, 6))),
            "No round of these sizes keeps apart and together all the seats that were named.",
        ),
    ],
)
def test_wishes_that_contradict_each_other_are_refused_with_the_reason(
    people: int, size: int, wishes: Wishes, sentence: str
) -> None:
    with pytest.raises(Impossible) as refused:
        rotate(people, size, 2, wishes)
    assert str(refused.value) == sentence


PAIRS: Round = ((1, 2), (3, 4))


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        (Wishes(fixed=((2, PAIRS),)), "Round 3 is given, and the rounds to come are 1 to 2."),
        (Wishes(fixed=((0, PAIRS), (0, PAIRS))), "Round 1 is given twice."),
        (Wishes(fixed=((0, ((1, 2), (3, 5))),)), "Round 1 is given, and it does not seat everyone once."),
        (
            Wishes(fixed=((0, ((1, 2, 3, 4),)),)),
            "Round 1 is given, and its groups are not as large as those of the other rounds.",
        ),
        (
            Wishes(apart=((1, 2),), fixed=((0, PAIRS),)),
            "Round 1 is given, and seats 1 and 2 meet in it, who are to be kept apart.",
        ),
        (
            Wishes(together=((1, 3),), fixed=((0, PAIRS),)),
            "Round 1 is given, and seats 1 and 3 are parted in it, who are to be kept together.",
        ),
    ],
)
def test_a_given_round_that_cannot_be_is_refused_with_the_reason(wishes: Wishes, sentence: str) -> None:
    with pytest.raises(Impossible) as refused:
        rotate(4, 2, 2, wishes)
    assert str(refused.value) == sentence


def test_without_wishes_and_with_none_is_the_same() -> None:
    assert rotate(10, 3, 3) == rotate(10, 3, 3, NO_WISHES)
