"""Random rotations, good and bad, for tests of what is done with them."""

from unittest.mock import patch

from hypothesis import strategies as st

from peerkit.turns import rotation
from peerkit.turns.rotation import rotate
from peerkit.turns.schedule import Round, Schedule, Wishes
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


@st.composite
def rests(draw: st.DrawFn) -> Schedule:
    """A rotation of a short search in which up to three sit out in turn."""
    out = draw(st.integers(0, 3))
    there = draw(st.integers(2, 20))
    size = draw(st.integers(2, min(8, there)))
    with patch.object(rotation, "BUDGET", 2_000):
        return rotate(there + out, size, draw(st.integers(1, 6)), Wishes(sit_out=out))
