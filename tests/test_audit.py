"""The audit: what it finds, what it lets be, and that nothing makes it stumble."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.turns import proof
from peerkit.turns.audit import audit
from peerkit.turns.order import inside
from peerkit.turns.schedule import Round, burden, repeats
from tests.rotations import any_rotation, rotations
from tests.tries import tries

FIFTEEN = {
    "people": 15,
    "size": 3,
    "rounds": [
        [[1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11, 12], [13, 14, 15]],
        [[5, 1, 9], [8, 13, 3], [11, 4, 2], [14, 7, 10], [15, 12, 6]],
    ],
    "repeats": 0,
    "burden": 0,
    "certificate": {"claim": "optimal", "value": 0, "lower_bound": 0, "reason": "Nobody meets twice.", "of": "repeats"},
    "seconds": [1200] * 15,
    "equal": "turns",
    "each": 600,
    "turn_seconds": [[[600] * 3] * 5] * 2,
    "changeover": 30,
    "done": 0,
    "seats": list(range(1, 16)),
    "totals_equal": True,
}
FIVE = [[[1, 2], [3, 4, 5]], [[3, 1], [2, 4, 5]], [[4, 1], [5, 3, 2]]]


def found(data: Any) -> list[tuple[str, str, str]]:
    return [(problem.place, problem.code, problem.severity) for problem in audit(data).problems]


def certified(rounds: list[list[list[int]]], **claims: Any) -> dict[str, Any]:
    return {"rounds": rounds, "certificate": {"claim": "best found", "reason": "", **claims}}


def test_a_schedule_that_is_what_it_says_is_sound() -> None:
    report = audit(FIFTEEN)
    assert report.problems == ()
    assert report.sound
    assert report.summary is not None
    assert (report.summary.people, report.summary.size, report.summary.rounds) == (15, 3, 2)


def test_a_schedule_of_nothing_but_rounds_is_summed_up() -> None:
    report = audit({"rounds": FIVE})
    assert report.sound
    assert report.summary is not None
    assert vars(report.summary) == {
        "people": 5,
        "size": 3,
        "rounds": 3,
        "repeats": 3,
        "burden": 6,
        "lower_bound": 3,
        "most_met": 2,
        "sit_out": 0,
    }


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.integers(-1, 4) | st.floats() | st.text(max_size=6),
    lambda some: st.lists(some, max_size=4) | st.dictionaries(st.text(max_size=6), some, max_size=4),
    max_leaves=20,
)


@given(json_values)
def test_no_json_value_makes_the_audit_stumble(data: Any) -> None:
    assert not audit(data).sound


@given(st.lists(st.lists(st.lists(st.integers(0, 5) | json_values, max_size=4), max_size=4), max_size=4))
def test_no_rounds_make_the_audit_stumble(rounds: Any) -> None:
    report = audit({"rounds": rounds})
    assert report.summary is None or report.summary.people >= 2


@tries(2)
@given(st.data())
def test_no_value_of_any_key_makes_the_audit_stumble(data: st.DataObject) -> None:
    small = {**FIFTEEN, "rounds": FIVE, "turn_seconds": [[[600] * 2, [600] * 3]] * 3, "people": 5, "size": 2}
    small |= {"seats": [1, 2, 3, 4, 5], "seconds": [1800] * 5}
    keys = data.draw(st.lists(st.sampled_from(sorted(small)), min_size=1, max_size=4))
    likely = json_values | st.sampled_from(list(small.values())) | st.lists(st.integers(0, 9), max_size=6)
    audit({**small, **{key: data.draw(likely) for key in keys}})


@pytest.mark.parametrize(
    "rounds",
    [
        [[[1, 2]]] * 101,
        [[[1, 2]] * 201],
        [[list(range(1, 202))]],
        [[list(range(1, 120)), list(range(1, 120))]],
        [[[1, 10**5000]]],
        [[[1, 201]]],
    ],
)
def test_what_is_far_too_large_is_refused_and_not_counted(rounds: Any) -> None:
    report = audit({"rounds": rounds})
    assert report.summary is None
    assert not report.sound


def test_a_schedule_as_large_as_may_be_is_audited() -> None:
    seats = list(range(1, 201))
    rounds = [[seats[start::50] for start in range(50)] for _ in range(100)]
    report = audit({"rounds": rounds})
    assert report.summary is not None
    assert report.summary.most_met == 100


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ([], ("the file", "shape", "error")),
        ({"rounds": []}, ("rounds", "shape", "error")),
        ({"rounds": [[[1, 2], [3]]]}, ("round 1, group 2", "alone", "error")),
        ({"rounds": [[[1, 2], [2, 3]]]}, ("round 1", "twice", "error")),
        ({"rounds": [[[1, 1]]]}, ("round 1", "twice", "error")),
        ({"rounds": [[[1, 2], [3, 4, 5, 6]]]}, ("round 1", "sizes", "error")),
        ({"rounds": [[[1, 2], [3, 4]], [[1, 2, 3]]]}, ("round 2", "missing", "error")),
        ({"rounds": [[[1, 2], [3, 4]]], "seats": [1, 2, 3]}, ("round 1", "stranger", "error")),
        ({"rounds": [[[1, 2], [3, True]]]}, ("round 1, group 2", "type", "error")),
        ({"rounds": [[[1, 2], [3, 4.0]]]}, ("round 1, group 2", "type", "error")),
        ({"rounds": [[[0, 2]]]}, ("round 1, group 1", "type", "error")),
        ({"rounds": [[[1, 2], [3, 5]]]}, ("rounds", "gap", "advice")),
        ({"rounds": [[[1, 2], [3, 4]]], "people": 5}, ("people", "people", "error")),
        ({"rounds": [[[1, 2], [3, 4]]], "size": 4}, ("round 1", "size", "error")),
        ({"rounds": [[[1, 2, 3, 4, 5, 6]]], "size": 3}, ("round 1", "size", "error")),
        ({"rounds": FIVE, "repeats": 2}, ("repeats", "repeats", "error")),
        ({"rounds": FIVE, "burden": 0}, ("burden", "burden", "error")),
        ({"rounds": FIVE, "done": 4}, ("done", "type", "error")),
        ({"rounds": FIVE, "seats": [1, 1]}, ("seats", "seats", "error")),
        ({"rounds": FIVE, "equal": "always"}, ("equal", "type", "error")),
        ({"rounds": FIVE, "totals_equal": 1}, ("totals_equal", "type", "error")),
        ({"rounds": FIVE, "certificate": {"claim": "optimal"}}, ("certificate", "type", "error")),
        ({"rounds": FIVE, "turn_seconds": [[[600, 600]]]}, ("turn_seconds", "shape", "error")),
        ({"rounds": FIVE, "seconds": [600]}, ("seconds", "seconds", "error")),
        ({"rounds": FIVE, "turn_second": []}, ("turn_second", "unknown-key", "error")),
    ],
)
def test_what_is_wrong_is_found_where_it_is(data: Any, problem: tuple[str, str, str]) -> None:
    assert problem in found(data)


def test_every_problem_is_a_sentence_and_names_a_suggestion() -> None:
    broken = {**FIFTEEN, "rounds": FIVE, "equal": "always", "done": -1}
    for problem in (*audit(broken).problems, *audit({"rounds": [[[1, 2], [2]]]}).problems):
        assert problem.reason.endswith(".")
        assert problem.suggestion.endswith(".")


# --- claims ---------------------------------------------------------------------------------------------------------


def test_an_optimal_claim_that_can_be_shown_is_believed() -> None:
    assert found(certified(FIVE, claim="optimal", value=3, lower_bound=3)) == []


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"claim": "optimal", "value": 2, "lower_bound": 2}, "value"),
        ({"claim": "optimal", "value": 2, "lower_bound": 2}, "too-good"),
        ({"claim": "best found", "value": 2, "lower_bound": 0}, "too-good"),
        ({"claim": "best found", "value": 3, "lower_bound": 4}, "bound"),
        ({"claim": "optimal", "value": 3, "lower_bound": 2}, "bound"),
    ],
)
def test_a_claim_that_is_not_so_is_an_error(claims: dict[str, Any], code: str) -> None:
    assert ("certificate", code, "error") in found(certified(FIVE, **claims))


def test_a_bound_above_its_own_count_is_one_problem_and_not_two() -> None:
    assert found(certified(FIVE, value=3, lower_bound=4)) == [("certificate", "bound", "error")]


SIX_TWICE_OVER = [[[1, 2, 3], [4, 5, 6]], [[3, 1, 2], [6, 4, 5]]]


def test_an_optimal_claim_for_a_schedule_that_can_be_bettered_is_an_error() -> None:
    claim = certified(SIX_TWICE_OVER, claim="optimal", value=6, lower_bound=6)
    assert ("certificate", "not-proved", "error") in found(claim)


def test_a_bound_that_cannot_be_shown_is_only_advice_when_it_is_no_claim_to_be_optimal() -> None:
    claim = certified(SIX_TWICE_OVER, value=6, lower_bound=5)
    assert found(claim) == [("certificate", "unproved-bound", "advice")]


def test_an_optimal_share_of_the_three_is_shown_by_counting_places() -> None:
    even = [[[1, 2], [3, 4, 5]], [[4, 3], [5, 1, 2]]]
    assert found(certified(even, claim="optimal", value=1, lower_bound=1, of="burden")) == []
    uneven = [[[1, 2], [3, 4, 5]], [[2, 1], [4, 5, 3]]]
    assert ("certificate", "not-proved", "error") in found(
        certified(uneven, claim="optimal", value=3, lower_bound=3, of="burden")
    )


@given(any_rotation)
def test_the_audit_counts_as_the_schedule_does(rounds: tuple[Round, ...]) -> None:
    assert (proof.repeats_in(rounds), proof.burden_in(rounds)) == (repeats(rounds), burden(rounds))


@given(any_rotation, st.integers(0, 5))
def test_no_schedule_is_better_than_the_bounds(rounds: tuple[Round, ...], done: int) -> None:
    done = min(done, len(rounds))
    assert proof.least_repeats(rounds, done) <= repeats(rounds)
    assert proof.least_burden(rounds, done) <= burden(rounds)


def every_schedule(ways: Sequence[Round], rounds: int) -> list[tuple[Round, ...]]:
    """All schedules of so many rounds, the first round fixed, as any other first round is only another numbering."""
    chosen: list[tuple[Round, ...]] = [(ways[0],)]
    for _ in range(rounds - 1):
        chosen = [(*before, way) for before in chosen for way in ways]
    return chosen


@pytest.mark.parametrize(
    ("sizes", "rounds"), [((2, 2), 4), ((2, 3), 2), ((2, 3), 3), ((2, 3), 4), ((3, 3), 3), ((2, 2, 2), 3), ((3, 4), 3)]
)
def test_up_to_seven_seats_the_least_is_what_looking_at_every_schedule_finds(
    sizes: tuple[int, ...], rounds: int
) -> None:
    seats = tuple(range(1, sum(sizes) + 1))
    ways = [tuple(groups) for groups in proof._partitions(seats, sizes)]
    schedules = every_schedule(ways, rounds)
    least = min(map(repeats, schedules))
    best = next(schedule for schedule in schedules if repeats(schedule) == least)
    assert proof.least_repeats(best) == least


@pytest.mark.parametrize(("rounds", "least"), [(2, 1), (3, 3), (4, 6), (5, 12)])
def test_five_seats_in_pairs_have_the_known_least_repeats(rounds: int, least: int) -> None:
    ways = [
        frozenset(pair for group in groups for pair in combinations(group, 2))
        for groups in proof._partitions((1, 2, 3, 4, 5), (2, 3))
    ]
    nothing_met = [0] * len(ways)
    assert not proof._Search(ways, least).beaten(range(1), nothing_met, rounds, 0)
    assert proof._Search(ways, least + 1).beaten(range(1), nothing_met, rounds, 0)


@pytest.mark.parametrize(
    ("sizes", "ways"), [((2, 2), 3), ((2, 3), 10), ((2, 2, 2), 15), ((2, 2, 3), 105), ((3, 4), 35)]
)
def test_every_way_to_sit_is_looked_at_once(sizes: tuple[int, ...], ways: int) -> None:
    found = [frozenset(groups) for groups in proof._partitions(tuple(range(1, sum(sizes) + 1)), sizes)]
    assert (len(found), len(set(found))) == (ways, ways)


@pytest.mark.parametrize(
    ("sizes", "rounds", "least"),
    [
        ((3, 3), 4, 12),
        ((4, 4), 3, 12),
        ((4, 4, 4), 5, 30),
        ((3, 3, 3, 3), 4, 0),
        ((3, 3, 3, 3), 5, 1),
        ((3, 3, 3, 3), 6, 6),
        ((4, 4, 4, 4, 4), 6, 1),
        ((3, 3, 3, 4), 5, 1),
        ((3, 3, 4, 4), 5, 1),
        ((3,) * 7, 10, 0),
    ],
)
def test_the_bounds_show_what_is_known_not_to_be_possible(sizes: tuple[int, ...], rounds: int, least: int) -> None:
    seats = iter(range(1, sum(sizes) + 1))
    groups = tuple(tuple(next(seats) for _ in range(size)) for size in sizes)
    assert proof.least_repeats((groups,) * rounds) == least


def test_pairs_who_all_met_have_to_meet_again() -> None:
    past = [[[1, 2], [3, 4]], [[3, 1], [4, 2]], [[1, 4], [2, 3]]]
    again = [*past, [[2, 1], [4, 3]]]
    assert proof.least_repeats(again, 3) == 2
    assert found({**certified(again, claim="optimal", value=2, lower_bound=2), "done": 3}) == []


def test_rounds_in_groups_of_different_sizes_share_what_the_smaller_ones_leave() -> None:
    pairs_and_threes = [[[1, 2, 3], [4, 5, 6]], [[4, 1], [5, 2], [6, 3]], [[2, 1, 4], [3, 5, 6]]]
    assert proof.least_repeats(pairs_and_threes) == 2
    assert proof.repeats_in(pairs_and_threes) == 4


def test_a_bad_round_after_the_past_is_not_taken_for_the_only_one_there_could_be() -> None:
    assert proof.least_repeats([[[1, 2], [3, 4]], [[2, 1], [4, 3]]], 1) == 0


def test_each_two_can_meet_only_once_in_a_round_to_come() -> None:
    everybody_after_the_same_pairs_three_times = [*[[[1, 2], [3, 4]]] * 3, [[1, 2, 3, 4]]]
    assert proof._by_pairs(everybody_after_the_same_pairs_three_times, 3) == 12


def test_looking_at_every_schedule_is_given_up_where_there_are_too_many() -> None:
    rounds = [[[1, 2], [3, 4], [5, 6, 7]], [[6, 5], [2, 1], [4, 3, 7]]] * 50
    assert proof.least_repeats(rounds) < proof.repeats_in(rounds)


# --- time and order -------------------------------------------------------------------------------------------------


def timed(**changes: Any) -> dict[str, Any]:
    pairs = [[[1, 2], [3, 4]], [[4, 1], [2, 3]]]
    return {"rounds": pairs, "size": 2, "each": 600, "turn_seconds": [[[600] * 2] * 2] * 2, "equal": "turns", **changes}


def test_turns_that_are_equal_are_right_in_every_kind() -> None:
    for kind in ("turns", "rounds", "totals"):
        assert found(timed(equal=kind, seconds=[1200] * 4, totals_equal=True)) == []


@pytest.mark.parametrize(
    ("changes", "place", "code"),
    [
        ({"seconds": [1200, 1200, 1200, 1300]}, "seconds", "seconds"),
        ({"turn_seconds": [[[600, 600], [600, 600]], [[600, 600], [600, 590]]]}, "seconds", "totals"),
        (
            {"turn_seconds": [[[600, 600], [600, 600]], [[600, 600], [600, 590]]]},
            "turn_seconds, round 2, group 2",
            "turns",
        ),
        ({"each": 610}, "turn_seconds, round 1, group 1", "turns"),
        ({"equal": "rounds", "each": 500}, "turn_seconds, round 1, group 1", "turns"),
        ({"equal": "rounds", "each": 700}, "turn_seconds, round 1, group 1", "turns"),
        (
            {"equal": "rounds", "turn_seconds": [[[600, 600], [700, 500]], [[600, 600], [600, 600]]]},
            "turn_seconds, round 1, group 2",
            "turns",
        ),
        (
            {"equal": "totals", "turn_seconds": [[[600, 600], [600, 600]], [[600, 500], [600, 600]]]},
            "seconds",
            "totals",
        ),
        ({"equal": "totals", "each": 500}, "turn_seconds, round 1, group 1", "turns"),
    ],
)
def test_seconds_that_are_not_as_claimed_are_found(changes: dict[str, Any], place: str, code: str) -> None:
    assert (place, code, "error") in found(timed(**changes))


def test_totals_that_say_themselves_that_they_are_not_equal_are_only_advice() -> None:
    uneven = [[[600, 600], [600, 600]], [[600, 500], [600, 600]]]
    assert found(timed(equal="totals", turn_seconds=uneven, totals_equal=False)) == [("seconds", "totals", "advice")]


def test_totals_without_turns_are_compared_as_well() -> None:
    data = timed(equal="totals", seconds=[1200, 1200, 1200, 1100])
    del data["turn_seconds"]
    assert found(data) == [("seconds", "totals", "error")]


@given(any_rotation)
def test_an_order_made_by_peerkit_is_never_called_unfair(rounds: tuple[Round, ...]) -> None:
    assert not [problem for problem in audit({"rounds": inside(rounds)}).problems if problem.code == "order"]


def test_somebody_who_always_begins_is_advised_on() -> None:
    always = [[[1, 2], [3, 4]], [[1, 3], [2, 4]], [[1, 4], [2, 3]]]
    assert found({"rounds": always}) == [("rounds", "order", "advice")] * 2


def test_a_past_that_was_unfair_is_advised_on_only_where_the_rounds_to_come_could_mend_it() -> None:
    past = [[[1, 2, 3], [4, 5, 6]], [[1, 4, 5], [2, 3, 6]], [[1, 6, 2], [3, 4, 5]]]
    mended = {"rounds": [*past, [[2, 1, 3], [5, 4, 6]]], "done": 3}
    again = {"rounds": [*past, [[1, 2, 3], [5, 4, 6]]], "done": 3}
    assert found(mended) == []
    assert found(again) == [("rounds", "order", "advice")]


# --- those who came and left ----------------------------------------------------------------------------------------


def test_who_left_and_who_came_is_no_mistake_when_it_happened_after_the_rounds_that_are_done() -> None:
    came_and_left = {
        "people": 5,
        "size": 2,
        "rounds": [[[1, 2], [3, 4]], [[2, 1], [5, 3, 6]], [[3, 5], [6, 1, 2]]],
        "done": 1,
        "seats": [1, 2, 3, 5, 6],
        "seconds": [1800, 1800, 1800, 600, 1200, 1200],
        "equal": "turns",
        "each": 600,
        "turn_seconds": [[[600, 600]] * 2, [[600] * 2, [600] * 3], [[600] * 2, [600] * 3]],
    }
    assert found(came_and_left) == []
    assert [code for _, code, _ in found({**came_and_left, "done": 0})] == ["missing", "missing", "stranger"]


@tries(0.5)
@given(rotations(st.integers(2, 12), st.integers(2, 4)), st.integers(0, 6))
def test_any_rotation_that_seats_everybody_is_audited_with_no_error(rounds: tuple[Round, ...], done: int) -> None:
    data = {"rounds": [[list(group) for group in groups] for groups in rounds], "done": min(done, len(rounds))}
    report = audit(data)
    assert report.sound
    assert report.summary is not None
    assert report.summary.lower_bound <= report.summary.repeats
