"""Who sits with whom in the small groups of an evening: worked out once, when it is planned, and a value from then on.

It is kept as text, a line a round: `1 2, 3 4 5`. What is kept is taken as long as it fits; a plan that was changed by
hand has its places worked out anew.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from peerkit.planning.kinds import groups_in
from peerkit.planning.plan import Plan
from peerkit.planning.template import Block, Groups
from peerkit.turns import share
from peerkit.turns.bounds import certify
from peerkit.turns.resting import out_of
from peerkit.turns.schedule import Round, Schedule, Seats, Wishes
from peerkit.turns.share import round_of, written


@lru_cache(maxsize=64)
def rotated(people: int, size: int, rounds: int, sit_out: int = 0) -> Schedule:
    """The rotation of so many people, of whom so many sit out in turn, as it is worked out."""
    from peerkit.turns.rotation import rotate  # most evenings have no rotation, and need no search for one

    return rotate(people, size, rounds, Wishes(sit_out=sit_out))


@lru_cache(maxsize=64)
def replanned(schedule: Schedule, done: int, leave: tuple[int, ...], join: int, size: int, sit_out: int) -> Schedule:
    """The rotation after its first `done` rounds, when these seats left and so many came, as it is worked out.

    Groups are of the size, and so many sit out, as the block has it: the rotation before may have had too few people.
    """
    from peerkit.turns.replan import replan

    people = len(schedule.seats) - len(leave) + join
    return replan(schedule, done, leave, join, Wishes(sit_out=min(sit_out, people - 2)), size=size)


def seating_of(block: Groups | None, people: int) -> Schedule | None:
    """The rotation with which the block begins; None where people choose, or nobody is left to sit with."""
    if block is None or not block.rotates or people < 2:
        return None
    seats = tuple(range(1, people + 1))
    sit_out = min(block.sit_out, people - 2)
    size = min(block.size, people - sit_out)
    sizes = share.sizes(people - sit_out, size)
    kept = places_of(block, seats)
    if kept and all(tuple(sorted(map(len, groups))) == sizes for groups in kept):
        return seated_as(block.size, seats, kept)
    if not block.schedule:
        return rotated(people, size, block.rounds, sit_out)
    there = sorted(block.seats or (seat for group in block.schedule[0] for seat in group))
    given = seated_as(block.size, there, block.schedule)
    gone, came = there[people:], max(0, people - len(there))
    return replanned(given, 0, tuple(gone), came, block.size, block.sit_out) if gone or came else given


def seated_as(
    size: int, seats: Sequence[int], rounds: Sequence[Round], done: int = 0, out: Sequence[Seats] = ()
) -> Schedule:
    """A rotation that is known, of which `done` rounds have been, with their `out`, and how good it is."""
    before = (*out, *((),) * done)[:done]
    out = (*before, *(out_of(groups, tuple(seats)) for groups in rounds[done:]))
    return Schedule(size, tuple(seats), tuple(rounds), certify(rounds, seats, done), done, out if any(out) else ())


def places_of(block: Groups, seats: Sequence[int], done: int = 0) -> tuple[Round, ...]:
    """The rounds that are kept with a block, if those after `done` hold just these seats; else none."""
    try:
        rounds = tuple(map(round_of, block.places))
    except ValueError:  # an event that somebody changed by hand
        return ()
    there = tuple(sorted(seats))
    out = min(block.sit_out, len(there) - 2)
    fit = len(rounds) == block.rounds and all(
        len(out_of(groups, there)) == out and sum(map(len, groups)) == len(there) - out for groups in rounds[done:]
    )
    return rounds if fit else ()


def placed(plan: Plan) -> Plan:
    """The plan, in which who sits with whom is kept for every rotation that does not say it anyway."""
    return plan.with_blocks(_placed(block, plan.evening.people) for block in plan.blocks)


def _placed(block: Block, people: int) -> Block:
    groups = groups_in(block)
    seating = seating_of(groups, people)
    if groups is None or seating is None or seating.rounds == groups.schedule:
        return block
    return replace(groups, places=written(seating.rounds))
