"""A rotation: who sits with whom, so that people meet as many others as can be and share the odd-sized group out.

First what is known exactly (`designs`), then a search over the whole schedule (`search`), which stops the moment a
bound says that nothing could be better.
"""

from collections.abc import Callable, Sequence
from itertools import islice
from math import comb
from random import Random

from peerkit.turns.bounds import certify, least_burden, least_repeats, odd_size
from peerkit.turns.designs import Rounds, exact
from peerkit.turns.kept import Kept
from peerkit.turns.order import inside
from peerkit.turns.reasons import GROUPS, number
from peerkit.turns.schedule import (
    NO_WISHES,
    Impossible,
    Objective,
    Round,
    Schedule,
    Wishes,
    burden,
    meetings,
    odd_times,
    repeats,
)
from peerkit.turns.search import NEVER, Task, search
from peerkit.turns.share import sizes as sizes_for

Chance = Callable[[], float]
MOST_PEOPLE = 200
MOST_ROUNDS = 60
BUDGET = 200_000
"""Exchanges that the search weighs: a third of a second or so, on one core of 2024."""
DESIGNS = 6
"""How many ways of taking seats out of a design are compared by the burden they leave."""


def rotate(people: int, size: int, rounds: int, wishes: Wishes = NO_WISHES, seed: int = 0) -> Schedule:
    """`rounds` rounds for seats 1 to `people` in groups of `size`: 2 to 5, or all of them in one circle.

    More rounds than can be without a repeat are no error: repeats are then as few as can be found, and the
    certificate says how many. Without wishes, those who sit side by side are together in the first round. The same
    arguments always give the same schedule. Raises Impossible, in one sentence, for numbers that make no rotation
    and for wishes that contradict each other or name a seat that is not there.
    """
    if people < 2:
        raise Impossible("A rotation takes two people.")
    if people > MOST_PEOPLE:
        raise Impossible(f"A rotation takes {MOST_PEOPLE} people at the most.")
    if size > people:
        raise Impossible(f"Groups of {number(size)} take more people than {number(people)}.")
    if size not in GROUPS and size != people:
        raise Impossible("Groups have two, three, four or five people, or everyone sits in one circle.")
    if not 1 <= rounds <= MOST_ROUNDS:
        raise Impossible(f"A rotation has 1 to {MOST_ROUNDS} rounds.")
    seats = tuple(range(1, people + 1))
    made = arrange(seats, sizes_for(people, size, larger=wishes.larger), [], rounds, wishes, seed)
    if not (wishes.apart or wishes.together or wishes.fixed):
        made = _side_by_side(made, size)
    return scheduled(size, seats, made, 0, wishes)


def scheduled(size: int, seats: tuple[int, ...], rounds: Sequence[Round], done: int, wishes: Wishes) -> Schedule:
    """A schedule with its certificate; the rounds to come in order, those that are done as they were."""
    of: Objective = "burden" if wishes.rather == "share-the-three" else "repeats"
    spoken = inside((*rounds[:done], *(in_order(groups) for groups in rounds[done:])), done)
    return Schedule(size, seats, spoken, certify(spoken, seats, size, done, of), done)


def in_order(groups: Round) -> Round:
    """Groups by their lowest seat, and the seats of each in ascending order."""
    return tuple(sorted(tuple(sorted(group)) for group in groups))


def arrange(
    seats: tuple[int, ...],
    sizes: tuple[int, ...],
    past: Sequence[Round],
    total: int,
    wishes: Wishes,
    seed: int,
    begin: Rounds | None = None,
) -> list[Round]:
    """`past` and then rounds for `seats` in groups of `sizes`, `total` in all, `wishes.fixed` in their places.

    `begin` holds rounds, by places in `seats`, at which a search begins.
    """
    random = Random(seed).random
    kept = Kept(seats, sizes, wishes, random)
    fixed = _given_rounds(seats, sizes, len(past), total, wishes, kept)
    given = [*past, *(fixed[place] for place in sorted(fixed))]
    coming = [sizes] * (total - len(given))
    if not coming:
        return _in_their_places(past, fixed, [], total)
    bound = least_repeats(seats, given, coming).least
    least = (bound - repeats(given), least_burden(seats, given, coming, bound > 0) - burden(given))
    task = _task(seats, sizes, given, len(coming), kept, random)
    known = None
    if not given and not kept.anything:
        known = _best_known(sizes, len(coming), least[1], task)
    begin = known or begin
    free = search(task, least, wishes.rather == "share-the-three", BUDGET, begin)
    named = [tuple(tuple(seats[place] for place in group) for group in groups) for groups in free]
    return _in_their_places(past, fixed, named, total)


def _task(
    seats: tuple[int, ...], sizes: tuple[int, ...], given: Sequence[Round], free: int, kept: Kept, random: Chance
) -> Task:
    """What the search has to fill, with what the given rounds already count."""
    met = [[0] * len(seats) for _ in seats]
    index = {seat: place for place, seat in enumerate(seats)}
    for (one, other), already in meetings(given).items():
        if one in index and other in index:
            met[index[one]][index[other]] = met[index[other]][index[one]] = already
    for one, block in enumerate(kept.block):
        for other in range(len(seats)):
            met[one][other] += NEVER * kept.apart[one][other] - NEVER * (other != one and other in block)
    sat = odd_times(given)
    times = [sat[seat] for seat in seats]
    rarer = odd_size(sizes)
    odd = [int(size == rarer) for size in sizes]

    def start() -> Rounds:
        return [kept.round() for _ in range(free)] if kept.anything else _by_chance(sizes, odd, times, free, random)

    return Task(met, times, [odd] * free, kept.block, start, random)


def _by_chance(sizes: tuple[int, ...], odd: list[int], times: list[int], rounds: int, random: Chance) -> Rounds:
    """Seats dealt out by chance, those first into the odd-sized groups who have been there least."""
    sat, made = list(times), []
    for _ in range(rounds):
        dealt = sorted(range(len(times)), key=lambda seat: (sat[seat], random()))
        places = sorted(range(len(sizes)), key=lambda place: -odd[place])
        groups: list[list[int]] = [[] for _ in sizes]
        rest = sum(size for size, rarer in zip(sizes, odd, strict=True) if rarer)
        dealt[rest:] = sorted(dealt[rest:], key=lambda _: random())
        for place in places:
            groups[place] = [dealt.pop(0) for _ in range(sizes[place])]
        for seat in (seat for group, rarer in zip(groups, odd, strict=True) if rarer for seat in group):
            sat[seat] += 1
        made.append(groups)
    return made


def _best_known(sizes: tuple[int, ...], rounds: int, least: int, task: Task) -> Rounds | None:
    """Rounds of an exact design with little burden; where it is too short, all of it and the rest by chance."""
    best, fewest = None, NEVER
    for way in islice(exact(sizes), DESIGNS):
        if len(way) < rounds:
            whole = rounds // len(way) if _everyone_met(way) else 1
            return [sorted(groups, key=len) for groups in (way * whole + task.start())[:rounds]]
        chosen = _chosen(sorted(way, key=lambda _: task.random()), rounds, odd_size(sizes))
        named = [tuple(map(tuple, groups)) for groups in chosen]
        if burden(named) < fewest:
            best, fewest = [sorted(groups, key=len) for groups in chosen], burden(named)
        if fewest <= least:
            break
    return best


def _chosen(way: Rounds, rounds: int, odd: int) -> Rounds:
    """So many rounds of a design, one after the other, each with the least burden after those before it."""
    left = list(way)
    chosen: Rounds = []
    times = [0] * sum(map(len, way[0]))
    while len(chosen) < rounds:
        seats = [[seat for group in groups if len(group) == odd for seat in group] for groups in left]
        at = min(range(len(left)), key=lambda place: sum(times[seat] for seat in seats[place]))
        chosen.append(left.pop(at))
        for seat in seats[at]:
            times[seat] += 1
    return chosen


def _everyone_met(way: Rounds) -> bool:
    """Whether a design brings every two people together."""
    return sum(comb(len(group), 2) for groups in way for group in groups) == comb(sum(map(len, way[0])), 2)


def _given_rounds(
    seats: tuple[int, ...], sizes: tuple[int, ...], done: int, total: int, wishes: Wishes, kept: Kept
) -> dict[int, Round]:
    """The rounds that are given, by place; Impossible when one is not such a round, or goes against the wishes."""
    fixed: dict[int, Round] = {}
    for place, groups in wishes.fixed:
        name = f"Round {place + 1} is given"
        if not done <= place < total:
            raise Impossible(f"{name}, and the rounds to come are {done + 1} to {total}.")
        if place in fixed:
            raise Impossible(f"{name} twice.")
        if tuple(sorted(seat for group in groups for seat in group)) != seats:
            raise Impossible(f"{name}, and it does not seat everyone once.")
        if sorted(map(len, groups)) != sorted(sizes):
            raise Impossible(f"{name}, and its groups are not as large as those of the other rounds.")
        kept.check_round([[seats.index(seat) for seat in group] for group in groups], seats, name)
        fixed[place] = groups
    return fixed


def _in_their_places(past: Sequence[Round], fixed: dict[int, Round], free: Sequence[Round], total: int) -> list[Round]:
    """All rounds in order: those that are done, and then the given ones where they were asked for."""
    rest = iter(free)
    return [*past, *(fixed[place] if place in fixed else next(rest) for place in range(len(past), total))]


def _side_by_side(rounds: Sequence[Round], size: int) -> list[Round]:
    """The same rounds with seats counted off along the groups of the first one, odd-sized groups last."""
    first = sorted(rounds[0], key=lambda group: (len(group) != size, group))
    seat = {old: new for new, old in enumerate((old for group in first for old in group), start=1)}
    return [tuple(tuple(seat[old] for old in group) for group in groups) for groups in rounds]
