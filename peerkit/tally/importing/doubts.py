"""What is odd about a line beside all others: numbers far from theirs, years far off, days that jump.

Row by row, each with the line that it stands on; nothing is decided here.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from peerkit.messages import _
from peerkit.tally.row import Row

_FEWEST = 6
"""Of fewer lines none is said to be unlike the others."""
_FAR_APART, _AWRY = 400, 31
_RARE, _MOSTLY = 0.1, 0.8
_SUMMED = 3
_FAR_TIMES, _FAR_MORE = 3, 10


def doubts(rows: Sequence[tuple[int, Row]]) -> Iterator[tuple[int, str]]:
    """The lines that are unlike all others, each with what is odd about it."""
    yield from _out_of_order(rows)
    yield from _far_years(rows)
    yield from _far_numbers(rows)
    yield from _sums(rows)


def _sums(rows: Sequence[tuple[int, Row]]) -> Iterator[tuple[int, str]]:
    """Numbers that are what the lines above make, since the last of them."""
    since, largest, lines = 0, 0, 0
    for line, row in rows:
        people = row.people or 0
        if lines >= _SUMMED and people == since and people > 2 * largest:
            yield line, _("{people} people are what the lines above it make.", people=people)
            since = largest = lines = 0
        elif people:
            since, largest, lines = since + people, max(largest, people), lines + 1


def _far_numbers(rows: Sequence[tuple[int, Row]]) -> Iterator[tuple[int, str]]:
    """Numbers far above the usual one, or above the next: three times as many and ten more, as the closing asks."""
    numbers = sorted(row.people for _line, row in rows if row.people)
    if len(numbers) < _FEWEST:
        return
    most = _FAR_TIMES * median(numbers) + _FAR_MORE
    others = numbers[: bisect_right(numbers, most)]
    far = (at for at, (less, more) in enumerate(pairwise(others), 1)
           if more > _FAR_TIMES * less and more > less + _FAR_MORE)  # fmt: skip
    others = others[: next(far, len(others))]
    most = others[-1]
    if len(numbers) - len(others) > max(1, _RARE * len(numbers)):
        return
    for line, row in rows:
        if row.people and row.people > most:
            yield line, _("{people} people, and all others are {least} to {most}.",
                          people=row.people, least=others[0], most=others[-1])  # fmt: skip


def _far_years(rows: Sequence[tuple[int, Row]]) -> Iterator[tuple[int, str]]:
    """Single days that lie more than a year from all others."""
    if len(rows) < _FEWEST:
        return
    there = sorted((row.date, line) for line, row in rows)
    for at, (day, line) in enumerate(there):
        before = day - there[at - 1][0] if at else dt.timedelta.max
        after = there[at + 1][0] - day if at + 1 < len(there) else dt.timedelta.max
        if min(before, after).days > _FAR_APART:
            yield line, _("{day} is more than a year from all other days.", day=day)


def _out_of_order(rows: Sequence[tuple[int, Row]]) -> Iterator[tuple[int, str]]:
    """Days that jump out of a file in order, and by more than a month."""
    if len(rows) < _FEWEST:
        return
    there = list(rows)
    steps = sum(
        (later[1].date > earlier[1].date) - (later[1].date < earlier[1].date) for earlier, later in pairwise(there)
    )
    if steps < 0:
        there.reverse()
    in_order = _longest_in_order([row.date for _line, row in there])
    if len(in_order) < _MOSTLY * len(there):
        return
    kept = sorted(in_order)
    for at, (line, row) in enumerate(there):
        if at in in_order:
            continue
        place = bisect_right(kept, at)
        around = [there[each][1].date for each in kept[max(0, place - 1) : place + 1]]
        if not min(around) - dt.timedelta(_AWRY) <= row.date <= max(around) + dt.timedelta(_AWRY):
            yield line, _("{day} is out of order: the lines around it are of {first} to {last}.",
                          day=row.date, first=min(around), last=max(around))  # fmt: skip


def _longest_in_order(those: Sequence[dt.date]) -> set[int]:
    """The places of the longest run of days that never goes back (patience sorting)."""
    ends: list[dt.date] = []
    places: list[int] = []
    before: list[int] = []
    for at, day in enumerate(those):
        pile = bisect_right(ends, day)
        before.append(places[pile - 1] if pile else -1)
        ends[pile : pile + 1] = [day]
        places[pile : pile + 1] = [at]
    found: set[int] = set()
    at = places[-1] if places else -1
    while at >= 0:
        found.add(at)
        at = before[at]
    return found
