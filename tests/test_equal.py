"""Equal time: every turn as long, every round as long, or everybody's total equal."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.durations import parse, said
from peerkit.turns.equal import Times, of_turns, times
from peerkit.turns.schedule import Equality, Impossible, Round
from peerkit.turns.totals import Flow
from tests.rotations import any_rotation, full_groups

each = st.integers(30, 3600)
kinds = st.sampled_from(["turns", "rounds", "totals"])

SEVEN_IN_PAIRS = (
    ((1, 2), (3, 4), (5, 6, 7)),
    ((2, 3), (5, 1), (4, 6, 7)),
    ((4, 5), (6, 3), (7, 1, 2)),
)


def size_of(rounds: Sequence[Round]) -> int:
    return len(rounds[0][0])


def lengths(found: Times) -> list[list[int]]:
    return [[sum(group) for group in groups] for groups in found.turns]


@given(any_rotation, kinds, each)
def test_every_place_has_a_turn_of_whole_seconds_and_totals_are_their_sums(
    rounds: tuple[Round, ...], kind: Equality, each: int
) -> None:
    found = times(rounds, kind, each, size_of(rounds))
    assert [[len(group) for group in groups] for groups in found.turns] == [
        [len(group) for group in groups] for groups in rounds
    ]
    assert min(turn for groups in found.turns for group in groups for turn in group) > 0
    assert sum(found.totals.values()) == sum(map(sum, lengths(found)))
    assert set(found.totals) == {seat for group in rounds[0] for seat in group}


@given(any_rotation, each)
def test_with_equal_turns_everybody_has_exactly_the_same(rounds: tuple[Round, ...], each: int) -> None:
    found = times(rounds, "turns", each, size_of(rounds))
    assert found.equal
    assert set(found.totals.values()) == {each * len(rounds)}
    assert list(found.round_seconds) == [each * max(map(len, groups)) for groups in rounds]


def test_equal_turns_say_that_smaller_groups_have_quiet_time() -> None:
    assert times(SEVEN_IN_PAIRS, "turns", parse("10m"), 2).reason == (
        "Every turn: 10 minutes. Everybody has in all: 30 minutes. Smaller groups finish early, and may talk on."
    )


@given(any_rotation, each)
def test_equal_rounds_are_split_equally_and_never_promise_equal_totals(rounds: tuple[Round, ...], each: int) -> None:
    found = times(rounds, "rounds", each, size_of(rounds))
    assert not found.equal
    for groups, length in zip(found.turns, found.round_seconds, strict=True):
        for group in groups:
            assert group == (length // len(group),) * len(group)


def test_equal_rounds_in_which_everybody_has_the_same_say_so() -> None:
    found = times((((1, 2), (3, 4)), ((1, 3), (2, 4))), "rounds", 600, 2)
    assert found.reason == (
        "Every round: 20 minutes. It is split equally inside each group. Everybody has in all: 20 minutes."
    )


def test_a_round_lasts_as_long_as_was_asked_even_where_it_is_nobodys_last_second() -> None:
    assert times((((1, 2, 3),),), "rounds", 100, 2).round_seconds == (200,)


def test_equal_rounds_say_what_the_least_and_the_most_are() -> None:
    found = times(SEVEN_IN_PAIRS, "rounds", parse("10m"), 2)
    assert found.round_seconds == (1200, 1200, 1200)
    assert found.totals[3] == 30 * 60
    assert found.totals[7] == 20 * 60
    assert found.reason == (
        "Every round: 20 minutes. It is split equally inside each group. "
        "Everybody has in all: 20 minutes to 30 minutes."
    )


@given(any_rotation, each)
def test_equal_totals_keep_to_the_round_and_to_half_an_even_share(rounds: tuple[Round, ...], each: int) -> None:
    found = times(rounds, "totals", each, size_of(rounds))
    for groups, length in zip(found.turns, found.round_seconds, strict=True):
        for group in groups:
            assert sum(group) <= length
            even = length // len(group)
            assert all(even - even // 2 <= turn <= even + even // 2 for turn in group)


@given(any_rotation, each)
def test_totals_are_equal_to_the_second_whenever_it_says_so(rounds: tuple[Round, ...], each: int) -> None:
    found = times(rounds, "totals", each, size_of(rounds))
    assert found.equal == (len(set(found.totals.values())) == 1)


@given(full_groups, each)
def test_totals_of_groups_of_one_size_need_no_shift_and_say_none(rounds: tuple[Round, ...], each: int) -> None:
    found = times(rounds, "totals", each, size_of(rounds))
    assert found.equal
    assert {turn for groups in found.turns for group in groups for turn in group} == {each}
    assert found.reason.endswith(f"Everybody has in all: {said(each * len(rounds))}.")


def test_the_seat_that_is_never_in_the_three_gives_its_time_to_the_others() -> None:
    found = times(SEVEN_IN_PAIRS, "totals", parse("10m"), 2)
    assert found.equal
    assert set(found.totals.values()) == {9 * 20 * 60 // 7}
    assert "longer or shorter than an even share" in found.reason


def test_no_smaller_shift_than_the_one_that_is_chosen_would_do() -> None:
    rounds = ((1, 2), (3, 4, 5)), ((5, 3), (4, 1, 2))
    found = times(rounds, "totals", 60, 2)
    assert set(found.totals.values()) == {96}
    # Seat 4 is in both threes and lacks 16 seconds: shared out they are 8, a fifth of the 40 of an even share.
    assert (found.turns[0][1][1], found.turns[1][1][0]) == (48, 48)
    assert found.reason.endswith("At most: 8 seconds (20 percent).")


def test_one_single_mixed_round_cannot_be_equal_and_says_so() -> None:
    found = times(SEVEN_IN_PAIRS[:1], "totals", parse("10m"), 2)
    assert not found.equal
    assert found.reason == (
        "Every round: 20 minutes. With a single round in groups of different sizes, totals cannot be equal. "
        "Everybody has in all: 6 minutes 40 seconds to 10 minutes."
    )
    assert found.turns == (((600, 600), (600, 600), (400, 400, 400)),)


def test_a_burden_that_cannot_be_made_up_for_is_said_and_the_nearest_given() -> None:
    found = times((((1, 2), (3, 4, 5)),) * 2, "totals", 600, 2)
    assert not found.equal
    assert found.reason == (
        "Every round: 20 minutes. "
        "Turns between half and one and a half times an even share cannot make the totals equal here. "
        "Everybody has in all: 13 minutes 20 seconds to 20 minutes."
    )
    assert found.totals == {1: 1200, 2: 1200, 3: 800, 4: 800, 5: 800}


# --- rounds that are done -------------------------------------------------------------------------------------------


@given(any_rotation, kinds, each, st.integers(1, 6))
def test_what_was_had_in_rounds_that_are_done_stays(
    rounds: tuple[Round, ...], kind: Equality, each: int, done: int
) -> None:
    done = min(done, len(rounds))
    had = times(rounds[:done], "rounds", each + 7, size_of(rounds)).turns
    assert times(rounds, kind, each, size_of(rounds), done, had).turns[:done] == had


def test_totals_make_up_for_what_was_had_before() -> None:
    rounds = ((1, 2), (3, 4)), ((1, 3), (2, 4)), ((1, 4), (2, 3))
    found = times(rounds, "totals", 600, 2, 1, (((700, 500), (600, 600)),))
    assert found.equal
    assert set(found.totals.values()) == {1800}
    assert found.turns[0] == ((700, 500), (600, 600))
    assert "At most: 50 seconds (9 percent)." in found.reason


def test_who_comes_later_has_an_equal_share_of_the_rounds_they_are_in() -> None:
    rounds = ((1, 2), (3, 4)), ((1, 3), (2, 4, 5)), ((1, 4), (2, 3, 5)), ((1, 5), (2, 3, 4))
    found = times(rounds, "totals", 600, 2, 1)
    assert found.equal
    assert len({found.totals[seat] for seat in (1, 2, 3, 4)}) == 1
    assert found.totals[5] == 3 * 2 * 1200 // 5
    assert ". Everybody who is there in every round has in all: 34 minutes. For that" in found.reason


def test_a_round_that_was_short_takes_nothing_from_who_comes_later() -> None:
    rounds = ((1, 2), (3, 4)), ((1, 3), (2, 4, 5)), ((1, 4), (2, 3, 5)), ((1, 5), (2, 3, 4))
    found = times(rounds, "totals", 600, 2, 1, (((300, 300), (300, 300)),))
    assert found.totals == {1: 1740, 2: 1740, 3: 1740, 4: 1740, 5: 1440}
    assert found.round_seconds == (600, 1200, 1200, 1200)


def test_who_leaves_takes_nothing_from_the_others() -> None:
    rounds = ((1, 2), (3, 4, 5)), ((1, 3), (2, 4)), ((1, 4), (2, 3))
    found = times(rounds, "totals", 600, 2, 1)
    assert found.equal
    assert found.totals == {1: 1700, 2: 1700, 3: 1700, 4: 1700, 5: 400}


def test_turns_that_were_uneven_in_the_past_are_not_called_equal() -> None:
    rounds = ((1, 2), (3, 4)), ((1, 3), (2, 4))
    found = times(rounds, "turns", 600, 2, 1, (((700, 500), (600, 600)),))
    assert not found.equal
    assert found.reason == (
        "Every turn from now on: 10 minutes. Everybody has in all: 18 minutes 20 seconds to 21 minutes 40 seconds."
    )


LEFT = ((1, 2), (3, 4)), ((1, 2), (3, 4)), ((1, 2),)


@pytest.mark.parametrize("done", [2, 3])
@pytest.mark.parametrize(("last", "equal"), [((600, 600), True), ((650, 550), False)])
def test_only_those_who_are_still_there_are_compared(last: tuple[int, int], equal: bool, done: int) -> None:
    had = ((600, 600), (700, 500)), ((600, 600), (700, 500)), (last,)
    assert of_turns(LEFT, "turns", 600, 2, had, done).equal is equal


def test_who_is_there_in_some_of_the_rounds_to_come_is_compared_as_well() -> None:
    assert not of_turns(LEFT, "turns", 600, 2, (((600, 600), (700, 500)),) * 2 + (((600, 600),),), 1).equal


def test_turns_that_do_not_have_the_shape_of_the_rounds_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        of_turns(LEFT, "turns", 600, 2, (((600, 600), (600, 600)),), 0)


def test_turns_of_a_file_with_hardly_a_second_for_anybody_are_put_in_words() -> None:
    found = of_turns((((1, 2, 3),),), "totals", 1, 2, (((1, 1, 1),),), 0)
    assert found.reason.endswith("At most: 1 second (100 percent).")


def test_when_nobody_is_there_in_every_round_nobody_is_compared_with_anybody() -> None:
    rounds = ((1, 2),), ((3, 4),), ((3, 4),)
    assert times(rounds, "turns", 60, 2, 1).reason == (
        "Every turn: 1 minute. Those who are there for the same rounds have the same."
    )
    assert times(rounds, "rounds", 60, 2, 1).reason == (
        "Every round: 2 minutes. It is split equally inside each group. Nobody is there in every round."
    )
    assert times(rounds, "totals", 60, 2).reason == (
        "Every round: 2 minutes. Those who are there for the same rounds have the same."
    )
    assert times((((1, 2), (3, 4, 5)), ((6, 7),)), "totals", 60, 2).reason == (
        "Every round: 2 minutes. "
        "Turns between half and one and a half times an even share cannot make the totals equal here. "
        "Nobody is there in every round."
    )


@pytest.mark.parametrize("kind", ["turns", "rounds", "totals"])
def test_where_everybody_sits_out_once_they_have_the_same_in_all_and_it_is_said(kind: Equality) -> None:
    rounds = ((1, 2), (3, 4)), ((1, 2), (3, 5)), ((1, 2), (4, 5)), ((1, 3), (4, 5)), ((2, 3), (4, 5))
    assert ". Everybody has in all: 4 minutes." in times(rounds, kind, 60, 2).reason


def test_rounds_of_different_lengths_say_so() -> None:
    rounds = ((1, 2, 3), (4, 5, 6)), ((1, 4), (2, 5), (3, 6))
    assert times(rounds, "rounds", 60, 3).reason.startswith("Every round: 2 minutes to 3 minutes. It is split")


def test_when_one_round_is_to_come_it_says_that_it_cannot_make_up_for_the_others() -> None:
    found = times(SEVEN_IN_PAIRS, "totals", 600, 2, 2)
    assert not found.equal
    assert ". With only one round to come, totals cannot be made equal. Everybody has in all: " in found.reason


@pytest.mark.parametrize(
    ("rounds", "each", "had", "why"),
    [
        ((), 600, (), "A rotation takes at least one round."),
        ((((1, 2),),), 0, (), "A turn takes at least a second."),
        ((((1, 2, 3),),), 1, (), "That leaves somebody without a whole second."),
        ((((1, 2),),), 600, (((600, 600, 600),),), "The seconds of the rounds that are done do not fit their groups."),
    ],
)
def test_times_that_cannot_be_are_refused_in_words(
    rounds: tuple[Round, ...], each: int, had: tuple[tuple[tuple[int, ...], ...], ...], why: str
) -> None:
    with pytest.raises(Impossible, match=f"^{why}$"):
        times(rounds, "rounds", each, 2, len(had), had)


# --- the flow -------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 9)), max_size=14))
def test_the_greatest_flow_is_the_smallest_cut(edges: list[tuple[int, int, int]]) -> None:
    flow = Flow(6)
    for edge in edges:
        flow.edge(*edge)
    sides = [{0} | {node for node in range(2, 6) if bits >> node & 1} for bits in range(0, 64, 4)]
    cuts = [sum(room for start, end, room in edges if start in side and end not in side) for side in sides]
    assert flow.greatest() == min(cuts)
