"""Random rotations, good and bad, for tests of what is done with them."""

from hypothesis import strategies as st

from peerkit.turns.schedule import Round
from peerkit.turns.share import sizes


@st.composite
def rotations(draw: st.DrawFn, people: st.SearchStrategy[int], size: st.SearchStrategy[int]) -> tuple[Round, ...]:
    """Up to six rounds of random groups, with plenty who meet again."""
    seats, split = draw(people), draw(size)
    rounds = []
    for order in draw(st.lists(st.permutations(range(1, seats + 1)), min_size=1, max_size=6)):
        rest = iter(order)
        rounds.append(tuple(tuple(next(rest) for _ in range(each)) for each in sizes(seats, split)))
    return tuple(rounds)


any_rotation = rotations(st.integers(2, 25), st.integers(2, 8))
pairs_only = rotations(st.integers(1, 8).map(lambda half: 2 * half), st.just(2))
full_groups = st.integers(2, 5).flatmap(lambda size: rotations(st.integers(1, 5).map(size.__mul__), st.just(size)))
