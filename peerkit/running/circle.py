"""Turns that go round one circle, and blocks in which nobody takes turns: who comes, who goes, and what is said."""

from dataclasses import replace

from peerkit.durations import counted, said
from peerkit.planning.template import Block, Round
from peerkit.running.proposal import leaves_room
from peerkit.running.state import SECOND, Due, State, Turn, had_their_turn, rest_of_turns


def joined(state: State, number: int) -> State:
    """So many came: in a round each has a full turn at the end of it, while there is time for that."""
    for seat in range(state.next_seat, state.next_seat + number):
        state = replace(state, seats=(*state.seats, seat), next_seat=seat + 1)
        last = replace(state, circle=(*state.circle, seat), queue=(*state.queue, seat))
        if state.goes_round and leaves_room(last, rest_of_turns(last)):
            state = last
    return state


def left(state: State, seat: int | None) -> State:
    """Whoever has this seat went; where it is None, the last who has had their turn, or the last seat of all."""
    had = had_their_turn(state) if state.goes_round else ()
    gone = (had or state.seats)[-1] if seat is None else seat
    seats, circle, queue = (
        tuple(each for each in those if each != gone) for those in (state.seats, state.circle, state.queue)
    )
    return replace(state, seats=seats, circle=circle, queue=queue) if state.goes_round else replace(state, seats=seats)


def turns(state: State, block: Round) -> str:
    """What is said of the turns as a round begins."""
    taken = f"Turns of {said(state.entitlement // SECOND)}, {counted(len(state.circle), 'turn')}."
    return f"{taken}{' Anyone may pass.' if block.may_pass else ''}"


def turn(state: State) -> str:
    """Where a turn stands: `Turn 3 of 9`, `Turn 1 of 6 (round 2)`."""
    had = sum(1 for seat in state.circle if seat in state.offered)
    seat = state.slot.seat if isinstance(state.slot, Turn) else None
    lap = f" (round {state.lap + 1})" if state.lap else ""
    again = ", offered again to somebody who passed" if seat in state.passed else ""
    return f"Turn {had + 1} of {len(state.circle)}{lap}{again}"


def came(before: State, after: State, later: str) -> str:
    """Whether those who came have a turn, and what else changes `later`."""
    if len(after.circle) > len(before.circle):
        return f" They get a full turn at the end of this round.{later}"
    return f" There is no time for another turn in this round; they have one from the next round on.{later}"


def no_pass(state: State, block: Block) -> str:
    """Why nobody can pass, or nothing."""
    if not isinstance(state.slot, Turn | Due):
        return "Nobody has a turn just now."
    return "" if getattr(block, "may_pass", False) else "This round has no pass. Silence is welcome."


def stays(state: State, seat: int | None) -> str:
    """Why nobody with this seat (where it is None, with a turn behind them) can leave, or nothing."""
    if seat is None and state.goes_round and not had_their_turn(state):
        return "Nobody has had their turn yet in this round."
    return "" if seat is None or seat in state.seats else "That seat is empty."
