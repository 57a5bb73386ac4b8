"""The search: what an exchange is said to cost is what it costs, and rounds that turn are rounds."""

from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from peerkit.turns.bounds import least_repeats
from peerkit.turns.cyclic import turning
from peerkit.turns.schedule import meetings, repeats
from peerkit.turns.search import Search, Solution, Task, search
from peerkit.turns.share import odd_size, sizes


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """Rounds to fill for up to 13 people, of whom the last may sit out of some, with a past or none."""
    people, random = draw(st.integers(5, 13)), Random(draw(st.integers(0, 99)))
    out = draw(st.lists(st.booleans(), min_size=2, max_size=5))
    split = sizes(people - 1, draw(st.integers(2, 4))) if any(out) else sizes(people, draw(st.integers(2, 4)))
    past = draw(st.lists(st.permutations(range(people)), max_size=2))
    met = [[0] * people for _ in range(people)]
    for one, other in (pair for order in past for pair in zip(order[::2], order[1::2], strict=False)):
        met[one][other] += 1
        met[other][one] += 1

    def start() -> list[list[list[int]]]:
        made = []
        for _ in out:
            dealt = iter(random.sample(range(sum(split)), sum(split)))
            made.append([[next(dealt) for _ in range(size)] for size in split])
        return made

    odd = [int(size == odd_size(split)) for size in split]
    return Task(met, [0] * people, [odd] * len(out), [(seat,) for seat in range(people)], start, random.random)


@given(tasks())
def test_a_step_costs_what_it_is_said_to_cost_and_all_counts_are_as_if_counted_anew(task: Task) -> None:
    walk, solution = Search(task, False, (64, 1), 0), Solution(task, task.start())
    for _ in range(12):
        before = 64 * solution.repeats + solution.burden
        number = int(task.random() * len(solution.rounds))
        seats = [seat for group in solution.rounds[number] for seat in group]
        move = walk._exchange(solution, number, seats[int(task.random() * len(seats))])
        if move:
            solution.exchange(number, move.some, move.others)
            assert 64 * solution.repeats + solution.burden == before + move.change
            anew = Solution(task, solution.rounds)
            assert (solution.repeats, solution.burden, solution.times) == (anew.repeats, anew.burden, anew.times)
            assert (solution.near, solution.met) == (anew.near, anew.met)
            assert sorted(solution.again) == sorted(anew.again)


@given(tasks())
def test_a_search_never_ends_with_more_than_it_began_with(task: Task) -> None:
    begin = task.start()
    found = search(task, (0, 0), False, 2_000, begin)
    first, last = Solution(task, begin), Solution(task, found)
    assert (last.repeats, last.burden) <= (first.repeats, first.burden)


@given(st.integers(6, 30), st.integers(2, 5), st.integers(2, 6), st.integers(0, 9))
def test_rounds_that_turn_seat_everyone_and_shifts_meet_as_often_as_their_base(
    people: int, size: int, rounds: int, seed: int
) -> None:
    split = sizes(people, size)
    made = turning(split, rounds, 0, 2_000, Random(seed).random)
    for groups in made:
        assert [len(group) for group in groups] == list(split)
        assert sorted(seat for group in groups for seat in group) == list(range(people))
    assert not made or len(made) == rounds


def test_a_number_that_turns_gets_to_the_least_that_can_be() -> None:
    split = sizes(13, 5)
    made = turning(split, 12, 324, 60_000, Random(0).random)
    as_rounds = [tuple(map(tuple, groups)) for groups in made]
    assert repeats(as_rounds) == least_repeats(range(13), [], [split] * 12).least == 324
    assert set(meetings(as_rounds)) == set(combinations(range(13), 2))
