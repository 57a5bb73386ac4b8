"""A rotation: who sits with whom, so that people meet as many others as can be and share the odd-sized group out.

First what is known exactly (`designs`), then a search over the whole schedule (`search`), which stops the moment a
bound says that nothing could be better.
"""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from math import comb
from random import Random

from peerkit.messages import _
from peerkit.turns.algebra import Rounds
from peerkit.turns.bounds import certify, dealt_out, least_burden, least_repeats
from peerkit.turns.constraints import Constraints
from peerkit.turns.cyclic import turning
from peerkit.turns.designs import Chance, best_known, onto
from peerkit.turns.found import found
from peerkit.turns.order import inside
from peerkit.turns.resting import byes, out_of, shared_out
from peerkit.turns.schedule import (
    NO_WISHES,
    TOO_FEW,
    Impossible,
    Objective,
    Round,
    Schedule,
    Wishes,
    burden,
    meetings,
    odd_times,
    repeats,
)  # fmt: skip
from peerkit.turns.search import NEVER, Solution, Task, search
from peerkit.turns.share import SIZES, Sizes, odd_size
from peerkit.turns.share import sizes as sizes_for

MOST_PEOPLE = 200
MOST_ROUNDS = 60
BUDGET = 1_100_000
"""Exchanges that a search weighs: less than a second."""
TURNING = 33_000
"""Exchanges that are tried of rounds that turn, which take longer."""


def rotate(people: int, size: int, rounds: int, wishes: Wishes = NO_WISHES, seed: int = 0) -> Schedule:
    """`rounds` rounds for seats 1 to `people` in groups of `size`: 2 to 8, or all of them in one circle.

    More rounds than can be without a repeat are no error: repeats are then as few as can be found, and the
    certificate says how many. Without wishes, those who sit side by side are together in the first round. The same
    arguments always give the same schedule. Raises Impossible, in one sentence, for numbers that make no rotation
    and for wishes that contradict each other or name a seat that is not there.
    """
    if people < 2:
        raise Impossible(_("A rotation takes 2 people at least."))
    if people > MOST_PEOPLE:
        raise Impossible(_("A rotation takes {most} people at the most.", most=MOST_PEOPLE))
    there = people - (wishes.sit_out or 0)
    if there < 2:
        raise Impossible(TOO_FEW)
    if size > there:
        raise Impossible(_("Groups of {size} take more people than {people}.", size=size, people=there))
    if size not in SIZES and size != there:
        long = _("In groups of {size} each would wait long for a turn.", size=size) if size > SIZES[-1] else ""
        sizes_are = _("Groups have {least} to {most} people, or everyone sits in one circle.", least=2, most=SIZES[-1])
        raise Impossible(f"{long} {sizes_are}".lstrip())
    if not 1 <= rounds <= MOST_ROUNDS:
        raise Impossible(f"A rotation has 1 to {MOST_ROUNDS} rounds.")
    seats = tuple(range(1, people + 1))
    made = arrange(seats, sizes_for(there, size, larger=wishes.larger), [], rounds, wishes, seed)
    if not (wishes.apart or wishes.together or wishes.fixed):
        made = _side_by_side(made, size, seats)
    return scheduled(size, seats, made, 0, wishes)


def scheduled(
    size: int,
    seats: tuple[int, ...],
    rounds: Sequence[Round],
    done: int,
    wishes: Wishes,
    out: Sequence[tuple[int, ...]] = (),
) -> Schedule:
    """A schedule with its certificate; the rounds to come in order, those that are done as they were, as `out` says."""
    spoken = inside((*rounds[:done], *(in_order(groups) for groups in rounds[done:])), done)
    of: Objective = "burden" if wishes.rather == "share-the-three" else "repeats"
    found = certify(spoken, seats, done, of, wished=bool(wishes.apart or wishes.together))
    sitting = (*(out or [()] * done), *(out_of(groups, seats) for groups in spoken[done:]))
    return Schedule(size, seats, spoken, found, done, sitting if any(sitting) else ())


def in_order(groups: Round) -> Round:
    """Groups by their lowest seat, and the seats of each in ascending order."""
    return tuple(sorted(tuple(sorted(group)) for group in groups))


def arrange(
    seats: tuple[int, ...],
    sizes: Sizes,
    past: Sequence[Round],
    total: int,
    wishes: Wishes,
    seed: int,
    begin: Rounds | None = None,
    out: Sequence[tuple[int, ...]] = (),
) -> list[Round]:
    """`past` and then rounds for `seats` in groups of `sizes`, `total` in all, `wishes.fixed` in their places.

    `begin` holds all rounds to come, by places in `seats`, at which a search begins if they keep the wishes. `out` are
    those who sat out in the past. Who sits out in a round to come is in none of its groups.
    """
    random = Random(seed).random
    kept = Constraints(seats, sizes, wishes, random)
    fixed = _given_rounds(seats, sizes, len(past), total, wishes, kept)
    free_rounds = [place for place in range(len(past), total) if place not in fixed]
    given_out = {place: out_of(groups, seats) for place, groups in fixed.items()}
    rests = shared_out(seats, wishes.sit_out or 0, past, out, given_out, free_rounds)
    rest = [[seats.index(seat) for seat in rests[place]] for place in free_rounds]
    given = [*past, *(fixed[place] for place in sorted(fixed))]
    free = total - len(given)
    burden_first = wishes.rather == "share-the-three"
    task = _task(seats, sizes, given, rest, kept, random)
    least = _least(seats, sizes, given, free, task, burden_first)
    annealed = Rounds()
    if begin:
        begin = [groups for place, groups in enumerate(begin, start=len(past)) if place not in fixed]
    elif wishes.sit_out:
        alternate = set(sizes) == {2} and wishes.sit_out == 1 and not given
        begin = kept.moved(byes(len(seats))[:total]) if alternate else None
    elif not past and len(fixed) <= 1:
        annealed = [] if burden_first else found(sizes, total, random)
        known = annealed or best_known(sizes, odd_size(sizes), total, least[1], random)
        places = [[seats.index(seat) for seat in group] for groups in given for group in groups]
        begin = onto(known, places) if known and fixed else kept.moved(known)
    if begin and all(map(kept.keeps, begin)):
        begin += task.start()[len(begin) :]
        if annealed:
            solution = Solution(task, begin)
            least = solution.repeats, solution.burden
    else:
        begin = task.start()
    other = None
    if not (past or fixed or kept.anything or wishes.sit_out):
        other = partial(turning, sizes, total, least[0], TURNING, random)
    best = search(task, least, burden_first, BUDGET, begin, other)
    named = iter([tuple(tuple(seats[place] for place in group) for group in groups) for groups in best])
    return [*past, *(fixed[place] if place in fixed else next(named) for place in range(len(past), total))]


def _least(
    seats: tuple[int, ...], sizes: Sizes, given: Sequence[Round], free: int, task: Task, burden_first: bool
) -> tuple[int, int]:
    """The least repeats and burden that free rounds can add, also with what is kept: where the search may stop."""
    coming = [sizes] * free
    pairs = [times for seat, row in enumerate(task.met) for times in row[:seat]]
    together = [times + NEVER for times in pairs if times < 0]
    held = free * (sum(comb(size, 2) for size in sizes) - len(together))
    kept = sum(free * times + comb(free, 2) for times in together)
    kept += dealt_out(Counter(times for times in pairs if 0 <= times < NEVER), held, free)
    bound = max(kept, least_repeats(seats, given, coming).least - repeats(given))
    return bound, least_burden(seats, given, coming, burden_first or bound > 0) - burden(given)


def _task(
    seats: tuple[int, ...],
    sizes: Sizes,
    given: Sequence[Round],
    rest: list[list[int]],
    kept: Constraints,
    random: Chance,
) -> Task:
    """What the search has to fill, with what the given rounds already count; `rest` says who sits out."""
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
        return list(map(kept.round, rest)) if kept.anything else _by_chance(sizes, odd, times, rest, random)

    return Task(met, times, [odd] * len(rest), kept.block, start, random)


def _by_chance(sizes: Sizes, odd: list[int], times: list[int], rests: list[list[int]], random: Chance) -> Rounds:
    """Seats dealt out by chance, those first into the odd-sized groups who have been there least."""
    sat, made = list(times), []
    for rest in rests:
        dealt = sorted(range(len(times)), key=lambda seat: (sat[seat], random()))
        dealt = [seat for seat in dealt if seat not in rest]
        places = sorted(range(len(sizes)), key=lambda place: -odd[place])
        groups: list[list[int]] = [[] for _ in sizes]
        first = sum(size for size, rarer in zip(sizes, odd, strict=True) if rarer)
        dealt[first:] = sorted(dealt[first:], key=lambda _: random())
        for place in places:
            groups[place] = [dealt.pop(0) for _ in range(sizes[place])]
        for seat in (seat for group, rarer in zip(groups, odd, strict=True) if rarer for seat in group):
            sat[seat] += 1
        made.append(groups)
    return made


def _given_rounds(
    seats: tuple[int, ...], sizes: Sizes, done: int, total: int, wishes: Wishes, kept: Constraints
) -> dict[int, Round]:
    """The rounds that are given, by place; Impossible when one is not such a round, or goes against the wishes."""
    fixed: dict[int, Round] = {}
    for place, groups in wishes.fixed:
        name = f"Round {place + 1} is given"
        if not done <= place < total:
            raise Impossible(f"{name}, and the rounds to come are {done + 1} to {total}.")
        if place in fixed:
            raise Impossible(f"{name} twice.")
        seated = [seat for group in groups for seat in group]
        if len(set(seated)) < len(seated) or len(out_of(groups, seats)) != len(seats) - sum(sizes):
            raise Impossible(f"{name}, and it does not seat everyone once.")
        if sorted(map(len, groups)) != sorted(sizes):
            raise Impossible(f"{name}, and its groups are not as large as those of the other rounds.")
        kept.check_round([[seats.index(seat) for seat in group] for group in groups], seats, name)
        fixed[place] = groups
    return fixed


def _side_by_side(rounds: Sequence[Round], size: int, seats: tuple[int, ...]) -> list[Round]:
    """The same rounds with seats counted off along the groups of the first one, odd-sized groups last."""
    first = sorted(rounds[0], key=lambda group: (len(group) != size, group))
    along = [old for group in first for old in group]
    seat = {old: new for new, old in enumerate((*along, *out_of(rounds[0], seats)), start=1)}
    return [tuple(tuple(seat[old] for old in group) for group in groups) for groups in rounds]
