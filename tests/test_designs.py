"""Exact designs, each counted over by hand: every seat once a round, and no pair twice."""

from collections import Counter
from itertools import combinations, islice, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.turns.algebra import Rounds, circle, fours, threes
from peerkit.turns.designs import design, exact, without
from peerkit.turns.fields import differences, field
from peerkit.turns.share import sizes
from peerkit.turns.starters import STARTERS, developed, pairs_and_a_three

KIRKMAN = {groups: (3 * groups - 1) // 2 for groups in (3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 27)}
NEARLY_KIRKMAN = {groups: (3 * groups - 1) // 2 for groups in (6, 8, 10, 12, 14, 16, 18, 20)}
FOURS = {4: 5, 5: 5, 6: 7, 7: 9, 8: 10, 9: 11, 10: 13, 11: 13, 12: 15, 13: 17, 14: 17, 15: 19, 16: 21, 18: 23, 19: 25}
FIVES = {5: 6, 6: 6, 7: 7, 8: 8, 9: 9, 10: 9, 11: 11, 12: 12, 16: 16, 25: 31}
SIXES = {6: 3, 7: 7, 8: 8, 9: 9, 11: 11, 12: 13}
LARGER = {(7, 7): 8, (8, 7): 8, (9, 7): 9, (8, 8): 9, (9, 8): 9}
ROUNDS = {
    **{(groups, 3): rounds for groups, rounds in {**KIRKMAN, **NEARLY_KIRKMAN, 4: 4}.items()},
    **{(groups, 4): rounds for groups, rounds in FOURS.items()},
    **{(groups, 5): rounds for groups, rounds in FIVES.items()},
    **{(groups, 6): rounds for groups, rounds in SIXES.items()},
    **LARGER,
}
"""Rounds without a repeat, by groups and size. Kirkman systems exist for 3 modulo 6 seats (Ray-Chaudhuri and Wilson
1971), nearly Kirkman ones for 0 modulo 6 from 18; fours from OEIS A107431 and resolvable designs; the lines of planes
and spaces, and of as many columns as there are orthogonal squares."""


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


def assert_a_design(rounds: Rounds, groups: int, size: int) -> None:
    """Everybody sits in every round, all groups are of one size, and nobody meets twice."""
    assert_seats_everyone(rounds, groups * size)
    assert splits(rounds) <= {(size,) * groups}
    assert met_again(rounds) == []


def test_a_starter_develops_into_rounds_in_which_nobody_meets_twice() -> None:
    for groups, size in sorted(STARTERS):
        assert_a_design(developed(STARTERS[groups, size], groups * size), groups, size)


def test_designs_are_as_long_as_they_are_known_to_be() -> None:
    for (groups, size), number in ROUNDS.items():
        assert len(design(groups, size)) == number, (groups, size)


@given(st.integers(2, 8).flatmap(lambda size: st.tuples(st.integers(1, 200 // size), st.just(size))))
def test_in_a_design_of_any_size_nobody_meets_twice(numbers: tuple[int, int]) -> None:
    assert_a_design(design(*numbers), *numbers)


@given(st.integers(2, 200))
def test_a_field_has_every_element_but_0_among_the_powers_of_one(order: int) -> None:
    over = field(order)
    primes = [
        prime for prime in range(2, order + 1) if not order % prime and all(prime % low for low in range(2, prime))
    ]
    assert (over is not None) == (len(primes) == 1)
    if over:
        assert sorted(over.powers) == list(range(1, order))


@given(st.integers(2, 70))
def test_differences_of_two_rows_are_all_different(order: int) -> None:
    plus, rows = differences(order)
    zero_at = [sums.index(0) for sums in plus]
    for one, other in combinations(rows[:8], 2):
        assert len({plus[entry][zero_at[less]] for entry, less in zip(one, other, strict=True)}) == order


@pytest.mark.parametrize("people", [15, 21, 27, 39, 51, 57, 75, 99, 111, 147, 195])
def test_in_a_kirkman_system_everyone_meets_everyone_once(people: int) -> None:
    rounds = threes(people)
    assert len(rounds) == (people - 1) // 2
    assert_a_design(rounds, people // 3, 3)


@pytest.mark.parametrize("people", [16, 28, 40, 52, 76, 88, 112, 148, 184])
def test_in_fours_over_a_field_everyone_meets_everyone_once(people: int) -> None:
    rounds = fours(people)
    assert len(rounds) == (people - 1) // 3
    assert_a_design(rounds, people // 4, 4)


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


def test_whatever_is_called_exact_has_no_repeat_and_the_sizes_that_were_asked_for() -> None:
    for people, size in product(range(4, 61), range(2, 9)):
        for rounds in islice(exact(sizes(people, size)), 3):
            assert rounds
            assert splits(rounds) == {sizes(people, size)}
            assert_seats_everyone(rounds, people)
            assert met_again(rounds) == []


@pytest.mark.parametrize(
    ("people", "size", "kept"),
    [
        (39, 5, 8),
        (36, 5, 8),
        (35, 6, 3),
        (63, 8, 9),
        (20, 3, 10),
        (19, 3, 9),
        (17, 3, 8),
        (16, 3, 8),
        (26, 4, 8),
        (25, 4, 8),
    ],
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
