"""What the blocks not begun could become, so that the evening ends when the room is booked until.

A proposal is only ever computed. It is applied by the event `Accept`, when a person says yes.
"""

from dataclasses import replace
from typing import NamedTuple

from peerkit.planning.fit import MINUTE, Fit, Need, Shortfall, fit
from peerkit.planning.kinds import need_of
from peerkit.planning.offers import Offer, offers
from peerkit.planning.template import Block
from peerkit.running.state import SECOND, State, rest


class Over(NamedTuple):
    """Nothing fits any more: the seconds over the booked end at the least lengths, and what would help."""

    seconds: int
    offers: tuple[Offer, ...]


def blocks_not_begun(state: State) -> tuple[Block, ...]:
    """The blocks after the present one."""
    return state.plan.blocks[state.block + 1 :]


def needs(state: State) -> list[Need]:
    """The ladders of the blocks not begun, for the people who are there."""
    return [need_of(block, state.people) for block in blocks_not_begun(state)]


def leaves_room(state: State, still: int) -> bool:
    """Whether every later block has its least after `still` more milliseconds of the present one."""
    least = sum(need.rungs[0] for need in needs(state))
    return state.now + still + least * SECOND <= state.end


def proposal(state: State) -> Fit | Over | None:
    """New lengths for the blocks not begun, until the booked end, or None when nothing would change.

    Computed at whole minutes, so that it does not flicker.
    """
    available = _seconds_for_later(state) // MINUTE * MINUTE
    found = fit(needs(state), available)
    if isinstance(found, Shortfall):
        return Over(found.seconds, offers(blocks_not_begun(state), state.people, available))
    return None if found.lengths == state.lengths[state.block + 1 :] else found


def refitted(state: State) -> State:
    """The state with the later blocks fitted to the people who are there now; at their least when nothing fits."""
    ladders = needs(state)
    found = fit(ladders, _seconds_for_later(state))
    if isinstance(found, Fit):
        return with_lengths(state, found.lengths, found.spare)
    return with_lengths(state, tuple(need.rungs[0] for need in ladders), 0)


def with_lengths(state: State, later: tuple[int, ...], spare: int) -> State:
    """The state with these lengths for the blocks not begun."""
    return replace(state, lengths=(*state.lengths[: state.block + 1], *later), spare=spare)


def extended(state: State, seconds: int) -> State:
    """The state with longer or shorter turns (or block), whether or not there is time for it."""
    if state.lasts_as_a_whole:
        lengths = list(state.lengths)
        lengths[state.block] += seconds
        return replace(state, lengths=tuple(lengths))
    return replace(state, entitlement=state.entitlement + seconds * SECOND)


def _seconds_for_later(state: State) -> int:
    return (state.end - state.now - rest(state)) // SECOND
