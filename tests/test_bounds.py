"""What the bounds claim, held against everything there is: all schedules of few seats, and an exact solver."""

import subprocess
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, combinations, pairwise, product
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.turns import proof
from peerkit.turns.bounds import certify, least_burden, least_repeats
from peerkit.turns.rotation import rotate
from peerkit.turns.schedule import Round, Wishes, burden, repeats
from peerkit.turns.share import sizes
from tests.every import every_round

SMALL = sorted({sizes(people, size) for people in range(3, 8) for size in range(2, min(5, people) + 1)})


@cache
def fewest_repeats(split: tuple[int, ...], rounds: int, below: int) -> int:
    """The fewest repeats of all schedules that have fewer than `below`, or `below` when there are none.

    All rounds of one kind look alike, so the first is taken as it comes; the order of the others does not matter.
    """
    every = [
        frozenset(pair for group in groups for pair in combinations(group, 2))
        for groups in every_round(range(sum(split)), split)
    ]
    shared = [[len(one & other) for other in every] for one in every]
    least = min(map(min, shared))
    best = below

    def extend(chosen: list[int], count: int) -> None:
        nonlocal best
        to_come = rounds - len(chosen)
        if count + least * (to_come * len(chosen) + to_come * (to_come - 1) // 2) >= best:
            return
        if not to_come:
            best = count
            return
        for number in range(chosen[-1], len(every)):
            extend([*chosen, number], count + sum(shared[number][other] for other in chosen))

    extend([0], 0)
    return best


def test_no_schedule_of_seven_seats_or_fewer_beats_what_is_called_optimal() -> None:
    for split, rounds in product(SMALL, range(2, 6)):
        seats = range(1, sum(split) + 1)
        bound = least_repeats(seats, [], [split] * rounds).least
        assert fewest_repeats(split, rounds, bound) == bound


@pytest.mark.long
def test_up_to_seven_seats_the_fewest_repeats_are_found_and_said_to_be() -> None:
    for people, size, rounds in product(range(3, 8), range(2, 6), range(1, 6)):
        if size <= people:
            assert rotate(people, size, rounds).certificate.claim == "optimal", (people, size, rounds)


@pytest.mark.parametrize(("split", "rounds"), [*product([(2, 2), (2, 3), (3, 3), (3, 4)], range(2, 7)), ((2, 3), 8)])
def test_in_two_groups_what_is_shown_is_what_all_schedules_show(split: tuple[int, ...], rounds: int) -> None:
    least = least_repeats(range(sum(split)), [], [split] * rounds).least
    assert fewest_repeats(split, rounds, least + 1) == least


@given(st.integers(8, 60), st.integers(2, 8), st.integers(1, 12), st.booleans())
def test_the_audit_works_out_the_same_bounds_in_its_own_way(people: int, size: int, rounds: int, larger: bool) -> None:
    split = sizes(people, size, larger=larger)
    ends = list(accumulate(split, initial=1))
    groups = [range(*pair) for pair in pairwise(ends)]
    assert proof.least_repeats([groups] * rounds) == least_repeats(range(people), [], [split] * rounds).least


@pytest.mark.parametrize("people", [21, 22, 23, 43, 47])
def test_a_plane_without_two_seats_or_more_has_a_round_less(people: int) -> None:
    size = ceil(people**0.5)
    split = sizes(people, size)
    assert least_repeats(range(people), [], [split] * (size + 1)).least == 1
    assert least_repeats(range(people), [], [split] * size).least == 0


@pytest.mark.parametrize(
    ("people", "size", "rounds", "least"),
    [
        *((6, 3, rounds, least) for rounds, least in ((2, 2), (3, 6), (4, 12), (5, 20))),
        *((8, 4, rounds, least) for rounds, least in ((2, 4), (3, 12), (5, 40))),
        *((12, 4, rounds, least) for rounds, least in ((2, 3), (3, 9), (4, 18), (5, 30))),
        *((5, 2, rounds, least) for rounds, least in ((2, 1), (3, 3), (4, 6), (5, 12))),
        (12, 3, 5, 1),
        (20, 4, 6, 1),
        (13, 4, 5, 1),
        (14, 4, 5, 1),
        (7, 2, 4, 1),
        (7, 3, 4, 1),
        (10, 2, 10, 5),
        (21, 3, 11, 21),
    ],
)
def test_the_least_repeats_are_those_that_are_known(people: int, size: int, rounds: int, least: int) -> None:
    assert least_repeats(range(people), [], [sizes(people, size)] * rounds).least == least


def test_what_has_happened_counts_as_it_was() -> None:
    past: list[Round] = [((1, 2), (3, 4)), ((1, 2), (3, 4))]
    assert least_repeats((1, 2, 3, 4), past, [(2, 2)] * 2).least == 2
    assert least_repeats((1, 2, 3, 4), past, [(2, 2)] * 3).least == 4


def test_two_who_met_and_are_alone_now_meet_again() -> None:
    assert least_repeats((1, 2), [((1, 2), (3, 4))], [(2,)] * 2).least == 3


@pytest.mark.parametrize(("people", "each_two"), [(13, 1), (14, 4)])
def test_with_as_many_groups_as_the_largest_has_seats_no_repeat_forces_the_odd_group_again(
    people: int, each_two: int
) -> None:
    split, rounds = sizes(people, 4), 4
    least = least_burden(range(1, people + 1), [], [split] * rounds, repeated=False)
    assert least == 6 * each_two == burden(rotate(people, 4, rounds).rounds)


def test_the_burden_is_least_when_shared_out_evenly_after_what_has_been() -> None:
    past: list[Round] = [((1, 2, 3), (4, 5)), ((1, 2, 3), (4, 5))]
    assert least_burden(range(1, 6), past, [(2, 3)]) == 3 + 2


@given(st.integers(4, 16), st.integers(2, 5), st.integers(1, 4), st.integers(0, 3))
def test_a_bound_with_a_past_is_never_more_than_what_came_of_it(people: int, size: int, rounds: int, done: int) -> None:
    schedule = rotate(people, min(size, people), rounds)
    shown = certify(schedule.rounds, schedule.seats, min(done, rounds - 1))
    assert shown.lower_bound <= repeats(schedule.rounds)


@pytest.mark.parametrize(
    ("people", "size", "rounds", "reason"),
    [
        (
            21,
            3,
            10,
            "Nobody meets twice, and nobody could do better. 10 rounds are the most for that.",
        ),
        (21, 3, 4, "Nobody meets twice, and nobody could do better."),
        (2, 2, 1, "Nobody meets twice, and nobody could do better. 1 round is the most for that."),
        (
            6,
            3,
            2,
            (
                "Some people meet twice: 2 pairs in all. Nobody could do better: any two rounds bring "
                "some of the same people together."
            ),
        ),
        (
            4,
            2,
            4,
            (
                "Some people meet twice: 2 pairs in all. Nobody could do better. There are 6 pairs of people. "
                "These rounds hold 8 meetings of two."
            ),
        ),
        (
            7,
            2,
            4,
            (
                "Some people meet twice: 1 pair in all. Nobody could do better: in so many rounds of these groups, "
                "somebody has to meet again."
            ),
        ),
        (
            12,
            3,
            5,
            (
                "Some people meet twice: 3 pairs in all. That is the best found. The least that could be is 1; "
                "whether it can be reached is not shown."
            ),
        ),
    ],
)
def test_the_reason_can_be_read_out(people: int, size: int, rounds: int, reason: str) -> None:
    assert rotate(people, size, rounds).certificate.reason == reason


@pytest.mark.parametrize(
    ("people", "size", "rounds", "reason"),
    [
        (9, 3, 2, "All groups of a round are of one size, so there is no odd one to share out."),
        (11, 2, 3, "Nobody sits in an odd-sized group twice, and nobody could do better."),
        (5, 2, 5, "The odd-sized groups are shared out as evenly as can be. Times that each person sits there: 3."),
        (
            5,
            2,
            4,
            "The odd-sized groups are shared out as evenly as can be. Times that each person sits there: 2 to 3.",
        ),
    ],
)
def test_the_reason_for_sharing_the_three_can_be_read_out(people: int, size: int, rounds: int, reason: str) -> None:
    assert rotate(people, size, rounds, Wishes(rather="share-the-three")).certificate.reason == reason


@pytest.mark.outside("cadical")
@pytest.mark.parametrize(
    ("split", "rounds"),
    [((2, 2, 3), 4), ((3, 3, 3, 3), 5), ((3, 3, 3, 4), 5), ((3, 3, 4, 4), 5), ((4, 4, 4, 4, 4), 6)],
    ids=str,
)
def test_an_exact_solver_finds_no_schedule_without_a_repeat_where_none_is_said_to_be(
    split: tuple[int, ...], rounds: int
) -> None:
    assert least_repeats(range(sum(split)), [], [split] * rounds).least > 0
    assert not can_be(split, rounds)
    assert can_be(split, rounds - 1)


def can_be(split: Sequence[int], rounds: int) -> bool:
    """Whether a solver finds rounds of these group sizes in which nobody meets twice.

    Taken without loss: the largest group of the first round holds the lowest seats; in every other round those sit in
    different groups, so their groups have their numbers. Twenty in fours have a second round that can be taken, too:
    each of its groups takes a seat of four of the first five, no two the same four, in any order of seats inside those.
    """
    largest, groups, people = max(split), len(split), sum(split)
    numbers: dict[tuple[int, ...], int] = {}

    def true(*fact: int) -> int:
        """The variable for: seat, round, group; or for: seat, seat, round, meeting."""
        return numbers.setdefault(fact, len(numbers) + 1)

    clauses: list[list[int]] = []
    first = iter(range(people))
    for group, size in enumerate(sorted(split, reverse=True)):
        clauses += [[true(next(first), 0, group)] for _ in range(size)]
    if tuple(split) == (4,) * 5:
        for group in range(5):
            others = [other for other in range(5) if other != (group - 1) % 5]
            clauses += [[true(4 * group + place, 1, other)] for place, other in enumerate(others)]
    for number in range(rounds):
        for seat in range(people):
            clauses.append([true(seat, number, group) for group in range(groups)])
        for group in range(groups):
            clauses += [
                [-true(seat, number, group) for seat in some] for some in combinations(range(people), largest + 1)
            ]
            if number:
                few = people - min(split) + 1
                clauses += [[true(seat, number, group) for seat in some] for some in combinations(range(people), few)]
        if number:
            clauses += [[true(seat, number, seat)] for seat in range(largest)]
        for one, other in combinations(range(people), 2):
            for group in range(groups):
                clauses.append([-true(one, number, group), -true(other, number, group), true(one, other, number, -1)])
    for one, other in combinations(range(people), 2):
        clauses += [
            [-true(one, other, number, -1), -true(one, other, later, -1)]
            for number, later in combinations(range(rounds), 2)
        ]
    written = "".join(" ".join(map(str, [*clause, 0])) + "\n" for clause in clauses)
    solved = subprocess.run(
        ["cadical", "-q", "-n"],
        input=f"p cnf {len(numbers)} {len(clauses)}\n{written}",
        text=True,
        capture_output=True,
        timeout=600,
    )
    assert solved.returncode in (10, 20), solved.stderr
    return solved.returncode == 10
