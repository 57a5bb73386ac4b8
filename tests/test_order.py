"""Speaking order: who opens, who follows whom, and who starts when two meet again."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from math import ceil, floor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peerkit.turns.order import go_rounds, inside
from peerkit.turns.schedule import Impossible, Round
from tests.rotations import any_rotation, full_groups, pairs_only


def members(rounds: Sequence[Round]) -> list[list[set[int]]]:
    return [[set(group) for group in groups] for groups in rounds]


def times_at(rounds: Sequence[Round], place: int) -> Counter[int]:
    return Counter(group[place] for groups in rounds for group in groups)


def fair_share(rounds: Sequence[Round], seat: int) -> Fraction:
    return sum((Fraction(1, len(group)) for groups in rounds for group in groups if seat in group), Fraction(0))


@given(any_rotation)
def test_nobody_changes_groups_when_the_order_is_made(rounds: tuple[Round, ...]) -> None:
    assert members(inside(rounds)) == members(rounds)


@example((((1, 3), (2, 4)), ((4, 3), (2, 1))))
@example((((2, 1), (3, 5, 4)), ((1, 4), (2, 3, 5))))
@given(any_rotation)
def test_everybody_opens_their_fair_share_rounded_down_or_up(rounds: tuple[Round, ...]) -> None:
    opened = times_at(inside(rounds), 0)
    for seat in {seat for group in rounds[0] for seat in group}:
        assert floor(fair_share(rounds, seat)) <= opened[seat] <= ceil(fair_share(rounds, seat))


@given(full_groups)
def test_in_groups_of_one_size_everybody_has_every_place_equally_often(rounds: tuple[Round, ...]) -> None:
    size = len(rounds[0][0])
    for place in range(size):
        times = times_at(inside(rounds), place)
        assert {times[seat] for group in rounds[0] for seat in group} <= {
            len(rounds) // size,
            -(-len(rounds) // size),
        }


@given(pairs_only)
def test_two_who_meet_again_in_pairs_always_swap_who_starts(rounds: tuple[Round, ...]) -> None:
    starts: dict[frozenset[int], list[int]] = {}
    for pair in (pair for groups in inside(rounds) for pair in groups):
        starts.setdefault(frozenset(pair), []).append(pair[0])
    assert all(one != other for met in starts.values() for one, other in pairwise(met))


def orders_kept(rounds: Sequence[Round]) -> int:
    last: dict[frozenset[int], int] = {}
    kept = 0
    for group in (group for groups in rounds for group in groups):
        for first, second in combinations(group, 2):
            kept += last.get(frozenset((first, second))) == first
            last[frozenset((first, second))] = first
    return kept


def test_in_threes_most_of_those_who_meet_again_swap_who_speaks_first() -> None:
    twice = ((1, 2, 3), (4, 5, 6)), ((1, 4, 2), (3, 5, 6)), ((1, 5, 2), (3, 4, 6)), ((1, 2, 6), (3, 4, 5))
    assert orders_kept(twice) == 9
    assert orders_kept(inside(twice)) <= 2


@given(any_rotation, st.integers(0, 6))
def test_rounds_that_are_done_stay_as_they_were(rounds: tuple[Round, ...], done: int) -> None:
    assert inside(rounds, done)[:done] == rounds[:done]


def test_who_opened_in_a_round_that_is_done_lets_the_others_open() -> None:
    threes = ((3, 1, 2),), ((1, 2, 3),), ((1, 2, 3),)
    assert times_at(inside(threes, 1), 0) == {1: 1, 2: 1, 3: 1}
    assert inside(threes, 1)[0] == ((3, 1, 2),)


def test_a_pair_that_meets_again_swaps_with_the_round_that_is_done() -> None:
    assert inside((((2, 1),), ((2, 1),)), 1) == (((2, 1),), ((1, 2),))


def test_somebody_who_opened_too_often_in_the_past_does_not_open_again_soon() -> None:
    past = (((1, 2, 3), (4, 5, 6)), ((1, 4, 5), (2, 3, 6)), ((1, 6, 2), (3, 4, 5)))
    rounds = (*past, ((1, 2, 3), (4, 5, 6)), ((1, 2, 4), (3, 5, 6)))
    assert all(group[0] != 1 for groups in inside(rounds, 3)[3:] for group in groups)


@given(any_rotation)
def test_the_order_does_not_depend_on_the_order_that_came_in(rounds: tuple[Round, ...]) -> None:
    backwards = tuple(tuple(group[::-1] for group in groups) for groups in rounds)
    assert inside(rounds) == inside(backwards)


def test_a_schedule_without_rounds_has_no_order() -> None:
    assert inside(()) == ()


# --- go-rounds ------------------------------------------------------------------------------------------------------

circle = st.integers(2, 30)


@given(circle, st.integers(1, 70), st.integers(0, 70))
def test_everybody_speaks_once_in_every_go_round(people: int, rounds: int, held: int) -> None:
    orders = go_rounds(people, rounds, held)
    assert len(orders) == rounds
    assert all(sorted(order) == list(range(1, people + 1)) for order in orders)


@given(circle)
def test_everybody_follows_everybody_else_equally_often(people: int) -> None:
    whole = people if people % 2 == 0 else 2 * people
    followed = Counter(two for order in go_rounds(people, whole) for two in pairwise(order))
    assert len(followed) == people * (people - 1)
    assert set(followed.values()) == {1 if people % 2 == 0 else 2}


@given(circle, st.integers(1, 40))
def test_after_an_even_number_of_go_rounds_everybody_has_the_same_mean_place(people: int, pairs: int) -> None:
    places = Counter[int]()
    for order in go_rounds(people, 2 * pairs):
        places.update({seat: place for place, seat in enumerate(order)})
    assert set(places.values()) == {pairs * (people - 1)}


@given(circle)
def test_every_second_go_round_is_the_one_before_it_backwards(people: int) -> None:
    orders = go_rounds(people, 2 * people)
    assert all(orders[number] == orders[number + 1][::-1] for number in range(0, 2 * people, 2))


@given(circle, st.integers(0, 80), st.integers(1, 9))
def test_go_rounds_go_on_where_the_earlier_ones_ended(people: int, held: int, rounds: int) -> None:
    assert go_rounds(people, rounds, held) == go_rounds(people, held + rounds)[held:]


def test_the_first_go_round_of_five_is_the_one_that_williams_gives() -> None:
    assert go_rounds(5, 2) == ((1, 2, 5, 3, 4), (4, 3, 5, 2, 1))


@pytest.mark.parametrize(
    ("people", "rounds", "held", "why"),
    [
        (1, 3, 0, "takes at least two people"),
        (0, 3, 0, "takes at least two people"),
        (5, 0, 0, "Say 1 to 200 go-rounds"),
        (5, 2, -1, "cannot be less than none"),
    ],
)
def test_go_rounds_that_cannot_be_are_refused_in_words(people: int, rounds: int, held: int, why: str) -> None:
    with pytest.raises(Impossible, match=why):
        go_rounds(people, rounds, held)


@pytest.mark.long
def test_a_large_circle_has_its_rounds_in_an_order_and_not_in_an_hour() -> None:
    whole = tuple(range(1, 101))
    rounds = inside(((whole,),) * 3)
    assert [len(set(groups[0])) for groups in rounds] == [100] * 3
    assert set(times_at(rounds, 0).values()) == {1}
