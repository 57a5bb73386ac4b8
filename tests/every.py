"""Every round there is, for numbers so small that all can be tried."""

from collections.abc import Iterator, Sequence
from itertools import combinations


def every_round(seats: Sequence[int], sizes: Sequence[int]) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Each way to split `seats` into groups of `sizes`, once."""
    if not seats:
        yield ()
        return
    first, *others = seats
    for size in sorted(set(sizes)):
        rest = list(sizes)
        rest.remove(size)
        for company in combinations(others, size - 1):
            left = [seat for seat in others if seat not in company]
            for groups in every_round(left, rest):
                yield ((first, *company), *groups)
