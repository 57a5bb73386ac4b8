"""Turns that go round one circle, and blocks in which nobody takes turns: who comes, who goes, and what is said."""

from dataclasses import replace

from peerkit.durations import said
from peerkit.messages import _, ngettext
from peerkit.planning.template import Block, GoRound
from peerkit.running.proposal import leaves_room
from peerkit.running.state import SECOND, Changeover, Due, State, Turn, had_their_turn, rest_of_turns


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


def turns(state: State, block: GoRound) -> str:
    """What is said of the turns as a round begins."""
    told = [
        ngettext("{n} turn.", "{n} turns.", len(state.circle)),
        _("Each turn: {length}.", length=said(state.entitlement // SECOND)),
        *([_("Anyone may pass.")] if block.may_pass else []),
    ]
    return " ".join(told)


def turn(state: State) -> tuple[str, ...]:
    """Where a turn stands, sentence by sentence without full stops: `Turn 3 of 9`; `Round 2`, `Turn 1 of 6`."""
    had = sum(1 for seat in state.circle if seat in state.offered)
    seat = state.slot.seat if isinstance(state.slot, Turn) else None
    told = [_("Round {number}", number=state.lap + 1)] if state.lap else []
    told.append(_("Turn {number} of {total}", number=had + 1, total=len(state.circle)))
    told += [_("Offered again to somebody who passed")] if seat in state.passed else []
    return tuple(told)


def came(before: State, after: State) -> str:
    """Whether those who came have a turn."""
    if len(after.circle) > len(before.circle):
        return _("They get a full turn at the end of this round.")
    return _("There is no time for another turn in this round; they have one from the next round on.")


def no_pass(state: State, block: Block) -> str:
    """Why nobody can pass, or nothing."""
    if not isinstance(state.slot, Turn | Due | Changeover):
        return _("Nobody has a turn just now.")
    return "" if getattr(block, "may_pass", False) else _("This round has no pass. Silence is welcome.")


def stays(state: State, seat: int | None) -> str:
    """Why nobody with this seat (where it is None, with a turn behind them) can leave, or nothing."""
    if seat is None and state.goes_round and not had_their_turn(state):
        return _("Nobody has had their turn yet in this round.")
    return "" if seat is None or seat in state.seats else _("That seat is empty.")
