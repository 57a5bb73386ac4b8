"""Turns that go round one circle, and blocks in which nobody takes turns: who comes, who goes, and what is said."""

from dataclasses import replace

from peerkit.durations import counted, said
from peerkit.planning.template import Round
from peerkit.running.proposal import leaves_room
from peerkit.running.state import SECOND, Due, State, Turn, had_their_turn, rest_of_turns


def joined(state: State, number: int) -> State:
    """So many came. Nobody takes turns, or it was too late for one."""
    seats = range(state.next_seat, state.next_seat + number)
    return replace(state, seats=(*state.seats, *seats), next_seat=seats.stop)


def joined_round(state: State, number: int) -> State:
    """So many came: each has a full turn at the end of the present round, while there is time for it."""
    for seat in range(state.next_seat, state.next_seat + number):
        came = joined(state, 1)
        last = replace(came, circle=(*came.circle, seat), queue=(*came.queue, seat))
        state = last if leaves_room(last, rest_of_turns(last)) else came
    return state


def left(state: State, seat: int | None) -> State:
    """Whoever has this seat went; where it is None, the last who has had their turn, or the last seat of all."""
    if seat is None:
        seat = (had_their_turn(state) or state.seats)[-1]
    seats, circle, queue = (
        tuple(each for each in those if each != seat) for those in (state.seats, state.circle, state.queue)
    )
    return replace(state, seats=seats, circle=circle, queue=queue)


def another_lap(state: State, block: Round, when: int) -> bool:
    """Whether an open circle has time, at `when` milliseconds, for everybody once more."""
    left = state.lengths[state.block] * SECOND - (when - state.block_began)
    once = len(state.seats) * (state.turn + block.changeover * SECOND)
    return block.open and bool(state.seats) and left >= once


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


def no_turn(state: State) -> str:
    """Why nobody can pass where nobody has a turn; empty where somebody has."""
    return "" if isinstance(state.slot, Turn | Due) else "Nobody has a turn just now."


def no_pass(state: State, block: Round) -> str:
    """Why nobody can pass in a round, or nothing."""
    return no_turn(state) or ("" if block.may_pass else "This round has no pass. Silence is welcome.")


def stays(state: State, seat: int | None) -> str:
    """Why nobody with this seat can leave, or nothing."""
    return "" if seat is None or seat in state.seats else "That seat is empty."


def stays_in_round(state: State, seat: int | None) -> str:
    """Why nobody with this seat (or None: with a turn behind them) can leave, or nothing."""
    if seat is None and not had_their_turn(state):
        return "Nobody has had their turn yet in this round."
    return stays(state, seat)
