"""Exact designs, each counted over by hand: every seat once a round, and no pair twice."""

from collections import Counter
from itertools import combinations, product

import pytest

from peerkit.turns.designs import STARTERS, Rounds, circle, design, developed, exact, lines, pairs_and_a_three, without
from peerkit.turns.share import sizes

KIRKMAN = {(3, 3): 4, (5, 3): 7, (7, 3): 10, (9, 3): 13, (11, 3): 16, (13, 3): 19}
NEARLY_KIRKMAN = {(6, 3): 8, (8, 3): 11, (10, 3): 14, (12, 3): 17, (14, 3): 20}
FOURS = {(4, 4): 5, (5, 4): 5, (6, 4): 7, (7, 4): 9, (8, 4): 9, (9, 4): 11, (10, 4): 13}
ROUNDS = {**KIRKMAN, **NEARLY_KIRKMAN, **FOURS, (4, 3): 4, (6, 5): 6}
"""Rounds without a repeat, by groups and size. Kirkman systems exist for 3 modulo 6 seats (Ray-Chaudhuri and Wilson
1971), nearly Kirkman ones for 0 modulo 6 from 18; fours from OEIS A107431 and resolvable designs."""


def met_again(rounds: Rounds) -> list[tuple[int, int]]:
    """The pairs that sit together in more than one round."""
    met = Counter(pair for groups in rounds for group in groups for pair in combinations(sorted(group), 2))
    return [pair for pair, times in met.items() if times > 1]


def splits(rounds: Rounds) -> set[tuple[int, ...]]:
    """The sizes of the groups of every round."""
    return {tuple(sorted(map(len, groups))) for groups in rounds}


def assert_seats_everyone(rounds: Rounds, people: int) -> None:
    for groups in rounds:
        assert sorted(seat for group in groups for seat in group) == list(range(people))


def test_a_starter_develops_into_as_many_rounds_as_it_should_and_nobody_meets_twice() -> None:
    for groups, size in sorted(STARTERS):
        rounds = developed(STARTERS[groups, size], groups * size)
        assert len(rounds) == ROUNDS[groups, size]
        assert splits(rounds) == {(size,) * groups}
        assert_seats_everyone(rounds, groups * size)
        assert met_again(rounds) == []


def test_eight_fours_have_ten_rounds_and_nobody_meets_twice() -> None:
    rounds = design(8, 4)
    assert len(rounds) == 10
    assert splits(rounds) == {(4,) * 8}
    assert_seats_everyone(rounds, 32)
    assert met_again(rounds) == []


def test_the_circle_method_brings_every_two_people_together_once() -> None:
    for people in range(2, 61, 2):
        rounds = circle(people)
        assert len(rounds) == people - 1
        assert splits(rounds) == {(2,) * (people // 2)}
        assert_seats_everyone(rounds, people)
        assert met_again(rounds) == []


def test_an_odd_number_in_pairs_has_four_rounds_fewer_than_people_and_nobody_meets_twice() -> None:
    for people in range(11, 62, 2):
        rounds = pairs_and_a_three(people)
        assert len(rounds) == people - 4
        assert splits(rounds) == {sizes(people, 2)}
        assert_seats_everyone(rounds, people)
        assert met_again(rounds) == []


@pytest.mark.parametrize(
    ("prime", "size", "number"), [(5, 5, 6), (7, 5, 7), (5, 3, 5), (11, 5, 11), (2, 2, 3), (3, 2, 3)]
)
def test_lines_over_a_prime_meet_in_one_point_at_most(prime: int, size: int, number: int) -> None:
    rounds = lines(prime, size)
    assert len(rounds) == number
    assert_seats_everyone(rounds, prime * size)
    assert met_again(rounds) == []


def test_whatever_is_called_exact_has_no_repeat_and_the_sizes_that_were_asked_for() -> None:
    for people, size in product(range(4, 43), (2, 3, 4, 5)):
        for rounds in list(exact(sizes(people, size)))[:8]:
            assert rounds
            assert splits(rounds) == {sizes(people, size)}
            assert_seats_everyone(rounds, people)
            assert met_again(rounds) == []


@pytest.mark.parametrize(
    ("people", "size", "kept"), [(20, 3, 10), (19, 3, 9), (17, 3, 8), (16, 3, 8), (26, 4, 8), (25, 4, 8)]
)
def test_taking_seats_out_of_a_design_keeps_every_round_that_it_can(people: int, size: int, kept: int) -> None:
    """Where everyone meets everyone, any two seats share a round, and it is lost; elsewhere two may never meet."""
    assert {len(rounds) for rounds in exact(sizes(people, size))} == {kept}


@pytest.mark.parametrize("groups", [5, 7])
def test_a_kirkman_system_without_one_seat_gives_everyone_the_short_group_once(groups: int) -> None:
    rounds = next(without(design(groups, 3), 1))
    short = Counter(seat for round_ in rounds for group in round_ if len(group) == 2 for seat in group)
    assert short == dict.fromkeys(range(3 * groups - 1), 1)


def test_no_design_is_made_up_where_none_is_known() -> None:
    assert design(4, 5) == []
    assert list(exact(sizes(20, 5))) == []
