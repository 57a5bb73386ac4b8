import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.turns.share import in_words, sizes, usual_size

people = st.integers(2, 200)
size = st.integers(2, 5)


@given(people, size)
def test_everyone_is_in_a_group_and_nobody_is_alone(people: int, size: int) -> None:
    split = sizes(people, size)
    assert sum(split) == people
    assert min(split) >= 2


@given(people, size)
def test_groups_differ_by_one_at_the_most_and_the_larger_come_last(people: int, size: int) -> None:
    split = sizes(people, size)
    assert max(split) - min(split) <= 1
    assert list(split) == sorted(split)


@given(people, st.integers(3, 5))
def test_what_is_left_over_from_threes_and_more_never_makes_a_larger_group(people: int, size: int) -> None:
    assert max(sizes(people, size)) <= size


@given(people, size)
def test_what_is_left_over_makes_larger_groups_for_those_who_ask_where_there_are_groups_enough(
    people: int, size: int
) -> None:
    split = sizes(people, size, larger=True)
    assert sum(split) == people
    assert min(split) >= 2
    assert max(split) - min(split) <= 1
    enough = people % size <= people // size
    assert set(split) <= {size, size + 1} if enough else split == sizes(people, size)


@given(people)
def test_an_odd_number_in_pairs_makes_exactly_one_three(people: int) -> None:
    assert sizes(people, 2).count(3) == people % 2
    assert set(sizes(people, 2)) <= {2, 3}


@given(people, size)
def test_the_usual_size_is_the_one_that_most_groups_have(people: int, size: int) -> None:
    split = sizes(people, size)
    usual = usual_size(split)
    assert all(split.count(usual) >= split.count(other) for other in split)


@pytest.mark.parametrize(
    ("people", "size", "words"),
    [
        (8, 2, "4 pairs"),
        (7, 2, "2 pairs and 1 three"),
        (2, 2, "1 pair"),
        (3, 2, "1 three"),
        (8, 3, "2 threes and 1 pair"),
        (4, 3, "2 pairs"),
        (11, 4, "2 fours and 1 three"),
        (6, 5, "2 threes"),
        (26, 2, "13 pairs"),
    ],
)
def test_the_groups_are_said_in_words(people: int, size: int, words: str) -> None:
    assert in_words(people, size) == words


@pytest.mark.parametrize("people", [1, 0, -1])
def test_one_person_alone_is_no_small_group(people: int) -> None:
    with pytest.raises(ValueError, match="takes two people"):
        sizes(people, 2)
