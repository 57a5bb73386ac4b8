"""What the blocks not begun could become, so that the evening ends when the room is booked until.

A proposal is only ever computed. It is applied by the event `Accept`, when a person says yes.
"""

from dataclasses import replace
from typing import NamedTuple

from peerkit.messages import _
from peerkit.planning.fit import MINUTE, Fit, Need, Shortfall, Turns, fit
from peerkit.planning.kinds import need_of, turns_of
from peerkit.planning.offers import Offer, Way, changed, offers
from peerkit.planning.template import Block
from peerkit.running.state import SECOND, State, going_on, over_the_end, until_later


class Over(NamedTuple):
    """Nothing fits any more: the seconds over the booked end at the least lengths, these, and what would help."""

    seconds: int
    lengths: tuple[int, ...]
    offers: tuple[Offer, ...]


def blocks_not_begun(state: State) -> tuple[Block, ...]:
    """The blocks after the present one."""
    return state.plan.blocks[state.block + 1 :]


def later(state: State) -> tuple[int, ...]:
    """The lengths of the blocks not begun, in seconds."""
    return state.lengths[state.block + 1 :]


def needs(state: State) -> list[Need]:
    """The ladders of the blocks not begun, for the people who are there."""
    return [need_of(block, state.people) for block in blocks_not_begun(state)]


def leaves_room(state: State, still: int) -> bool:
    """Whether every later block has its least after a break and `still` more milliseconds of the present one."""
    least = sum(need.rungs[0] for need in needs(state))
    return going_on(state) + still + least * SECOND <= state.end


def no_time() -> str:
    """Why nothing can become longer."""
    return _("There is no time for that: the parts to come would get too short.")


def proposal(state: State) -> Fit | Over | None:
    """New lengths for the blocks not begun, until the booked end, or None when nothing would change.

    Computed at whole minutes, so that it does not flicker.
    """
    available = _seconds_for_later(state) // MINUTE * MINUTE
    found = fit(needs(state), available)
    if isinstance(found, Shortfall):
        least = tuple(need.rungs[0] for need in needs(state))
        return Over(found.seconds, least, offers(blocks_not_begun(state), state.people, available))
    return None if found.lengths == later(state) else found


def refitted(state: State) -> State:
    """The state with the later blocks fitted to the people who are there now; at their least when nothing fits."""
    found = fit(needs(state), _seconds_for_later(state))
    least = tuple(need.rungs[0] for need in needs(state))
    return settled(with_lengths(state, found.lengths if isinstance(found, Fit) else least))


def with_lengths(state: State, lengths: tuple[int, ...]) -> State:
    """The state with these lengths for the blocks not begun."""
    return replace(state, lengths=(*state.lengths[: state.block + 1], *lengths))


def settled(state: State) -> State:
    """The state in which what is left until the booked end is spare: nobody is ahead."""
    return replace(state, spare=max(0, -over_the_end(state) // SECOND))


def same_turns(people: int, state: State) -> tuple[int, ...]:
    """Lengths for the blocks not begun in which each turn stays as long as with so many `people` before.

    A block is as long as that takes, or as near to it as its ladder allows; one without turns stays as it is.
    """
    return tuple(
        _as_long(turns_of(block, people), turns_of(block, state.people), need, length)
        for block, need, length in zip(blocks_not_begun(state), needs(state), later(state), strict=True)
    )


def _as_long(before: Turns | None, after: Turns | None, need: Need, length: int) -> int:
    if before and after and not after.open:
        length = after.length(before.turn_in(length))
    return max(length, need.rungs[0])


def arranged(state: State, way: Way, block: int, value: int) -> State:
    """The state of another evening from here, the lengths of the blocks not begun at their least where they change.

    `way`, `block` and `value` are those of the event `Arrange`.
    """
    if way == "end":
        return replace(state, end=state.end + value * SECOND)
    place = block - state.block - 1
    blocks = changed(blocks_not_begun(state), place, way, value)
    least = [need_of(each, state.people).rungs[0] for each in blocks]
    plan = state.plan.with_blocks((*state.plan.blocks[: state.block + 1], *blocks))
    return replace(state, plan=plan, lengths=(*state.lengths[: state.block + 1], *least))


def extended(state: State, seconds: int) -> State:
    """The state with longer or shorter turns (or block), whether or not there is time for it."""
    if state.lasts_as_a_whole:
        lengths = list(state.lengths)
        lengths[state.block] += seconds
        return replace(state, lengths=tuple(lengths))
    return replace(state, entitlement=state.entitlement + seconds * SECOND)


def _seconds_for_later(state: State) -> int:
    return (state.end - until_later(state)) // SECOND
