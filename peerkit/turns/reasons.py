"""How good a schedule is, in a sentence or two to be read out to a room."""

from collections.abc import Sequence
from math import comb
from typing import NamedTuple

from peerkit.durations import counted
from peerkit.turns.schedule import Round, meetings, odd_times
from peerkit.turns.share import number_word

LEAST = "The least that could be is"
GROUPS = {2: "pairs", 3: "threes", 4: "fours", 5: "fives"}


class Bound(NamedTuple):
    """The least that a count can be, and what shows it: spread, overlap, or a clause that says who knows it."""

    least: int
    by: str


def why_repeats(
    rounds: Sequence[Round], people: int, size: int, done: int, value: int, bound: Bound, full: bool
) -> str:
    """What `value` repeats mean, and why no schedule has fewer; `full` when one round more would have to repeat."""
    if value == 0:
        best = "Nobody meets twice, and nobody could do better"
        most = "one round is" if len(rounds) == 1 else f"{number_word(len(rounds))} rounds are"
        return f"{best}: with {people} people in {groups(size)} {most} the most." if full else f"{best}."
    if all(len(round_) == 1 for round_ in rounds):
        return "There is one group, so all are together in every round."
    what = _who_meets_again([times for times in meetings(rounds).values() if times > 1])
    if value > bound.least:
        return f"{what} {_gap(bound.least)}"
    if done:
        return f"{what} Nobody could do better after the rounds that have been."
    return f"{what} Nobody could do better: {_because(rounds, people, size, bound.by)}."


def why_burden(rounds: Sequence[Round], seats: Sequence[int], value: int, least: int) -> str:
    """What `value` of burden means, and whether it could be shared out better."""
    times = odd_times(rounds)
    if not times:
        return "All groups of a round are of one size, so there is no odd one to share out."
    most, fewest = max(times[seat] for seat in seats), min(times[seat] for seat in seats)
    often = _times(most) if most == fewest else f"{_times(fewest)} or {_times(most)}"
    if value == 0:
        return "Nobody sits in an odd-sized group twice, and nobody could do better."
    if value == least and most - fewest <= 1:
        return f"The odd-sized groups are shared out as evenly as can be: everyone sits there {often}."
    if value == least:
        return "The odd-sized groups are shared out as evenly as they can be after the rounds that have been."
    what = f"Some sit in an odd-sized group {_times(fewest)}, and some {_times(most)}: {value} too often in all."
    return f"{what} {_gap(least)}"


def groups(size: int) -> str:
    """`pairs`, `threes`, `fours`, `fives`; any other size is one circle."""
    return GROUPS.get(size, "one circle")


def _times(count: int) -> str:
    return ("never", "once", "twice")[count] if count < 3 else f"{number_word(count)} times"


def _who_meets_again(again: Sequence[int]) -> str:
    if max(again) == 2:
        return f"Some people meet twice: {len(again)} {'pair' if len(again) == 1 else 'pairs'} in all."
    pairs = counted(len(again), "pair")
    return f"Some people meet more than once: {pairs} in all, {_times(max(again))} at the most."


def _because(rounds: Sequence[Round], people: int, size: int, by: str) -> str:
    if by == "overlap":
        return f"with {people} people in {groups(size)}, any two rounds bring some of the same people together"
    if by == "spread":
        held = sum(comb(len(group), 2) for round_ in rounds for group in round_)
        pairs = counted(comb(people, 2), "pair")
        return f"{people} people are {pairs}, and {number_word(len(rounds))} rounds hold {held} meetings"
    return by


def _gap(least: int) -> str:
    return f"That is the best found. {LEAST} {least}; whether it can be reached is not shown."
