"""Who sits with whom in the present block, and what coming, going and running over change there.

In a rotation the seats are the numbers that people counted off with as the block began; a number that left is not
given again. Where people choose their partners there are no numbers, only sizes.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate

from peerkit.planning.kinds import groups_in, sizes_in, turns_among
from peerkit.planning.seating import places_of, replanned, seated_as, seating_of
from peerkit.planning.template import Groups
from peerkit.running import circle
from peerkit.running.events import Equality, Event, Joined, Left, Places
from peerkit.running.state import SECOND, Due, Gathering, State, Turn
from peerkit.turns import share
from peerkit.turns.schedule import Round, Schedule, Seats
from peerkit.turns.share import written
from peerkit.wording.grammar import apart, listed

_GRACE = 15 * SECOND
"""What a hand may be late without anybody having run over; a tenth of the turn where that is less."""


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


def sitting_out(state: State) -> Seats:
    """Who sits out in the present rotation, of those who are here."""
    if state.seating is None:
        return ()
    here = {seat for group in seated(state) for seat in group}
    out = state.seating.sitting_out(state.lap)
    return tuple(seat for seat in out if seat in state.seating.seats and seat not in here)


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
    return tuple((at, apart(names)) for at, names in sorted(moments.items()) if at not in usual)


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


def with_equal(state: State, equal: Equality) -> State:
    """The state with the present block's turns, or its rounds, as what is equal. The turn stays as long as it is."""
    assert state.groups is not None
    blocks = list(state.plan.blocks)
    blocks[state.block] = replace(state.groups, equal=equal)
    return _relaid(replace(state, plan=state.plan.with_blocks(blocks)))


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
    block, schedule = state.groups, state.seating
    if state.people < 2 or block is None:
        return replace(state, seating=None)
    if schedule is None:
        state = replace(state, seating=seating_of(block, state.people) if gathering else None)
    else:
        rounds, done = list(schedule.rounds), state.lap
        if not gathering:
            state, rounds[done], done = *_moved_together(state, rounds[done], leave), done + 1
        schedule = replace(schedule, rounds=tuple(rounds))
        state = replace(state, seating=_later(block, schedule, done, leave, join))
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


def _later(block: Groups, schedule: Schedule, done: int, leave: tuple[int, ...], join: int) -> Schedule:
    """The rotation after `done` rounds when these left and so many came: as it is kept, or worked out anew."""
    given = max(*schedule.seats, *(seat for groups in schedule.rounds for group in groups for seat in group))
    came = range(given + 1, given + 1 + join)
    seats = (*(seat for seat in schedule.seats if seat not in leave), *came)
    if done == len(schedule.rounds):
        return replace(schedule, seats=seats)
    if kept := places_of(block, seats, done):
        return seated_as(schedule.size, seats, (*schedule.rounds[:done], *kept[done:]), done, schedule.out)
    return replanned(schedule, done, leave, join, block.size, block.sit_out)


def with_places(state: State, places: Places) -> State:
    """The state in which who will sit with whom in these blocks is known."""
    blocks = list(state.plan.blocks)
    for index, rounds in places:
        if index < len(blocks) and (groups := groups_in(blocks[index])):
            blocks[index] = replace(groups, places=written(rounds))
    return replace(state, plan=state.plan.with_blocks(blocks))


def places_from(state: State, first: int) -> Places:
    """Who will sit with whom from block `first` on, as it is to be kept with an event by which people come or go."""
    found = [
        (index, state.seating if index == state.block else seating_of(groups_in(block), state.people))
        for index, block in enumerate(state.plan.blocks)
        if index >= max(first, state.block)
    ]
    return tuple((index, schedule.rounds) for index, schedule in found if schedule is not None)


def places_kept(state: State, events: Iterable[Event]) -> bool:
    """Whether it was written down who sits with whom, as far as that is still to come: until 0.4 it was not."""
    rotations = [block for block in map(groups_in, state.plan.blocks[state.block :]) if block and block.rotates]
    said = all(event.places is not None for event in events if isinstance(event, Joined | Left))
    return not rotations or (said and all(block.places or block.schedule for block in rotations))


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


def everyone_has_a_turn(state: State) -> bool:
    """Whether each who is here has a place with a turn in this rotation, or had theirs; False where people choose."""
    here = {*(seat for group in seated(state) for seat in group), *sitting_out(state)}
    return (
        bool(state.seating and seated(state))
        and not _without_a_turn(state)
        and here.issuperset(state.seating.seats if state.seating else ())
    )


def speaking_place(state: State, group: Seats) -> int:
    """The place, from 1, whose turn it is in one of the present groups while a turn runs; 0 while none does.

    Groups that share the round among themselves change over at moments of their own.
    """
    if not isinstance(state.slot, Turn) or state.groups is None:
        return 0
    parts = dict(_own_parts(state, state.groups)).get(listed(group))
    if parts is None:
        return state.slot.seat
    whole, gone = len(state.circle) * state.entitlement, spent_in_turns(state)
    ends = accumulate(part * whole // sum(parts) for part in parts[:-1])
    return 1 + sum(gone >= end for end in ends)


def _without_a_turn(state: State) -> tuple[int, ...]:
    if state.groups and state.groups.equal == "rounds":
        return ()
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
