"""Who sits with whom in the present block, and what coming, going and running over change there.

In a rotation the seats are the numbers that people counted off with as the block began; a number that left is not
given again. Where people choose their partners there are no numbers, only sizes.
"""

from dataclasses import replace
from functools import lru_cache
from typing import Literal

from peerkit.planning.kinds import sizes_in, turns_among
from peerkit.planning.template import Groups
from peerkit.running import circle
from peerkit.running.state import SECOND, Due, Gathering, State, Turn
from peerkit.turns import share
from peerkit.turns.bounds import certify
from peerkit.turns.schedule import Round, Schedule
from peerkit.wording.grammar import listed

_GRACE = 15 * SECOND
"""What a hand may be late without anybody having run over; a tenth of the turn where that is less."""


@lru_cache(maxsize=64)
def _rotate(people: int, size: int, rounds: int) -> Schedule:
    from peerkit.turns.rotation import rotate  # most evenings have no rotation, and need no search for one

    return rotate(people, size, rounds)


@lru_cache(maxsize=64)
def _replan(schedule: Schedule, done: int, leave: tuple[int, ...], join: int) -> Schedule:
    from peerkit.turns.replan import replan

    return replan(schedule, done, leave, join)


def seating_of(block: Groups | None, people: int) -> Schedule | None:
    """The rotation with which the block begins; None where people choose, or nobody is left to sit with."""
    if block is None or block.partners == "choose" or people < 2:
        return None
    if not block.schedule:
        return _rotate(people, min(block.size, people), block.rounds)
    seats = sorted(seat for group in block.schedule[0] for seat in group)
    given = Schedule(block.size, tuple(seats), block.schedule, certify(block.schedule, seats))
    gone, came = seats[people:], max(0, people - len(seats))
    return _replan(given, 0, tuple(gone), came) if gone or came else given


def places(state: State, block: Groups) -> tuple[int, ...]:
    """The places that have a turn in this rotation, one after the other: 1 and 2 in pairs, 1 to 3 with a three."""
    return tuple(range(1, turns_among(block, sizes(state)) + 1))


def sizes(state: State) -> tuple[int, ...]:
    """How large the small groups of this rotation are."""
    block = state.groups
    if block is None:
        return ()
    if present := seated(state):
        return tuple(sorted(len(group) for group in present))
    return sizes_in(block, state.people, state.lap)


def seated(state: State) -> Round:
    """The groups of the present rotation, in speaking order; empty where people choose."""
    if state.seating is None or state.lap >= len(state.seating.rounds):
        return ()
    return state.seating.rounds[state.lap]


def alone_together(state: State) -> bool:
    """Whether all are in one small group, which then has the clock to itself."""
    return len(sizes(state)) == 1


def spent_in_turns(state: State) -> int:
    """Milliseconds of this rotation that were turns, of the room's clock."""
    return sum(state.offered.values()) + (state.used if isinstance(state.slot, Turn) else 0)


def own_moments(state: State) -> tuple[tuple[int, str], ...]:
    """When some groups change over while the others go on: `spent_in_turns` in milliseconds, and which.

    They are named by their numbers, or by their size where people chose.
    """
    block = state.groups
    if block is None or not state.circle:
        return ()
    whole = len(state.circle) * state.entitlement
    moments: dict[int, list[str]] = {}
    for name, parts in _own_parts(state, block):
        at = 0
        for part in parts[:-1]:
            at += part * whole // sum(parts)
            moments.setdefault(at, []).append(name)
    usual = {place * state.entitlement for place in state.circle}
    return tuple((at, "; ".join(names)) for at, names in sorted(moments.items()) if at not in usual)


def _own_parts(state: State, block: Groups) -> list[tuple[str, tuple[int, ...]]]:
    """The groups that do not follow the room's clock, each with how its round is divided."""
    present = seated(state)
    if block.turn_seconds and state.lap < len(block.turn_seconds) and present == block.schedule[state.lap]:
        return [(listed(group), parts) for group, parts in zip(present, block.turn_seconds[state.lap], strict=True)]
    if block.equal == "turns" and not block.turn_seconds:
        return []
    if present:
        return [(listed(group), (1,) * len(group)) for group in present if len(group) != len(state.circle)]
    odd = sorted({size for size in sizes(state) if size != len(state.circle)})
    return [(share.groups_of(size, sizes(state).count(size)), (1,) * size) for size in odd]


def with_equal(state: State, equal: Literal["turns", "rounds"]) -> State:
    """The state with the present block's turns, or its rounds, as what is equal. The turn stays as long as it is."""
    block = state.groups
    assert block is not None
    evening = state.plan.evening
    blocks = list(evening.template.block)
    blocks[state.block] = replace(block, equal=equal)
    template = replace(evening.template, block=tuple(blocks))
    return _relaid(replace(state, plan=replace(state.plan, evening=replace(evening, template=template))))


def _relaid(state: State) -> State:
    """The state in which the block that gathers is as long as its turns now take; no turn becomes shorter."""
    assert state.groups is not None
    assert state.turns is not None
    lengths, circle_ = list(state.lengths), places(state, state.groups)
    lengths[state.block] = state.turns.length(state.entitlement // SECOND)
    return replace(state, lengths=tuple(lengths), circle=circle_, queue=circle_)


def joined(state: State, number: int) -> State:
    """So many came: while people gather they sit down with the others, later from the next rotation on."""
    return _reseated(circle.joined(state, number), (), number)


def left(state: State, number: int | None) -> State:
    """The one with this number went, or the last. Whoever would be alone sits down with the next group."""
    gone = () if state.seating is None else (state.seating.seats[-1] if number is None else number,)
    return _reseated(replace(state, seats=state.seats[:-1]), gone, 0)


def _reseated(state: State, leave: tuple[int, ...], join: int) -> State:
    gathering = isinstance(state.slot, Gathering)
    schedule = state.seating
    if state.people < 2:
        return replace(state, seating=None)
    if schedule is None:
        state = replace(state, seating=seating_of(state.groups, state.people) if gathering else None)
    else:
        rounds, done = list(schedule.rounds), state.lap
        if not gathering:
            state, rounds[done], done = *_moved_together(state, rounds[done], leave), done + 1
        state = replace(state, seating=_later(replace(schedule, rounds=tuple(rounds)), done, leave, join))
    return _relaid(state) if gathering else state


def _moved_together(state: State, groups: Round, leave: tuple[int, ...]) -> tuple[State, Round]:
    """The state and the present round when some left: who moved is a guest, or was cut short, or waits."""
    assert state.seating is not None
    here = [seat for group in groups for seat in group]
    spare = tuple(seat for seat in state.seating.seats if seat not in here)
    now, moved = _nobody_alone(groups, leave, spare)
    client = state.slot.seat if isinstance(state.slot, Turn) else 0
    speaking = {group[client - 1] for group in groups if 0 < client <= len(group)}
    guests = [seat for seat in moved if seat not in waiting(state) and seat not in speaking]
    cut_short = state.used if speaking.intersection(moved) else state.cut_short
    return replace(state, guests=(*state.guests, *guests), cut_short=cut_short), now


def _later(schedule: Schedule, done: int, leave: tuple[int, ...], join: int) -> Schedule:
    if done < len(schedule.rounds):
        return _replan(schedule, done, leave, join)
    came = range(schedule.seats[-1] + 1, schedule.seats[-1] + 1 + join)
    return replace(schedule, seats=(*(seat for seat in schedule.seats if seat not in leave), *came))


def _nobody_alone(groups: Round, leave: tuple[int, ...], spare: tuple[int, ...]) -> tuple[Round, tuple[int, ...]]:
    """The round without those who left, and who moved: one who would sit alone joins the smallest group nearby.

    Where there is no other group, those to `spare`, who came and have no place yet, sit down with them.
    """
    kept = [tuple(seat for seat in group if seat not in leave) for group in groups]
    moved: list[int] = []
    for place in [place for place, group in enumerate(kept) if len(group) == 1]:
        others = [other for other, group in enumerate(kept) if other != place and group]
        if others:
            nearest = min(others, key=lambda other: (len(kept[other]), (other - place) % len(kept)))
            moved += kept[place]
            kept[nearest], kept[place] = (*kept[nearest], *kept[place]), ()
        else:
            kept[place] = (*kept[place], *(seat for seat in spare if seat not in leave))
    return tuple(group for group in kept if group), tuple(moved)


def waiting(state: State) -> frozenset[int]:
    """The numbers whose turn in this rotation is still to come."""
    coming = {group[place - 1] for group in seated(state) for place in state.queue if place <= len(group)}
    return frozenset(coming.difference(state.guests))


def owed(before: State, after: State) -> tuple[int, ...]:
    """The numbers whose partner left before it was their turn, and whose new group has no turn left for them."""
    return tuple(seat for seat in _without_a_turn(after) if seat in waiting(before))


def interrupted(before: State, after: State) -> tuple[int, ...]:
    """The numbers whose partner left in the middle of their turn, and whose new group has no turn left for them."""
    client = before.slot.seat if isinstance(before.slot, Turn) else 0
    speaking = {group[client - 1] for group in seated(before) if 0 < client <= len(group)}
    return tuple(seat for seat in _without_a_turn(after) if seat in speaking)


def _without_a_turn(state: State) -> tuple[int, ...]:
    return tuple(seat for group in seated(state) for seat in group[len(state.circle) :] if seat not in state.guests)


def with_a_turn_owed(state: State) -> State:
    """The state with one more turn at the end of this rotation, or with the rest of one that was cut short."""
    place = len(state.circle) + 1
    if state.cut_short:
        offered = {**state.offered, place: state.cut_short}
        return replace(state, circle=(*state.circle, place), offered=offered)
    return replace(state, circle=(*state.circle, place), queue=(*state.queue, place))


def repaid(state: State, when: int) -> State:
    """What the present turn ran over when it ends is due to the others of its group: all turns become as long.

    Source: co-counselling's equal time, in which extra time is repaid (domain notes, B2).
    """
    over = when - state.slot_began - state.slot_ms
    block = state.groups
    if block is None or not isinstance(state.slot, Turn | Due) or block.turn_seconds:
        return state
    if over < min(_GRACE, state.turn // 10):
        return state
    return replace(state, entitlement=state.entitlement + over // SECOND * SECOND)
