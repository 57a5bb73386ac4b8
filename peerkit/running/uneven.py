"""What small groups of two sizes mean for the time: every turn is as long, or all groups end together."""

from peerkit.durations import said
from peerkit.messages import _
from peerkit.running.seating import sizes, with_equal
from peerkit.running.state import SECOND, State
from peerkit.turns import share


def odd(state: State) -> str:
    """The question what two sizes of group mean for the time, before it begins; empty where all are of one size."""
    block, split_ = state.groups, sizes(state)
    if block is None or len(set(split_)) < 2 or block.turn_seconds or block.equal == "rounds":
        return ""
    return _("{groups}. How do they share the time?", groups=share.split_in_words(split_))


def odd_equal(state: State) -> str:
    """The first way: every turn is as long. Who has how long, and when all are done."""
    first = share.kind(min(sizes(state)))
    return " ".join((
        _("Everyone has: {length}.", length=said(state.entitlement // SECOND)),
        _("All are done after: {length}.", length=said(_taken(state))),
        _("{groups} are done first, and may talk on or fetch tea.", groups=first),
    ))  # fmt: skip


def odd_instead(state: State) -> str:
    """The other way: all groups end together. Who has how long, and when all are done."""
    done = _("All are done after: {length}.", length=said(_taken(with_equal(state, "rounds"))))
    return f"{own_turns(state)} {done}"


def odd_equal_shortly(state: State) -> str:
    """The first way in few words: how long a turn is, and how long all take."""
    return " ".join((
        _("Each turn: {length}.", length=said(state.entitlement // SECOND)),
        _("In all: {length}.", length=said(_taken(state))),
    ))  # fmt: skip


def odd_instead_shortly(state: State) -> str:
    """The other way in few words: whose turns are of another length, and how long all take."""
    _usual, odd = share.usual_and_odd(sizes(state))
    whose = _("{groups}, each turn: {length}.", groups=share.kind(odd), length=said(_own_turn(state)[odd]))
    return f"{whose} {_('In all: {length}.', length=said(_taken(with_equal(state, 'rounds'))))}"


def own_turns(state: State) -> str:
    """How long a turn is in groups of each size, where all groups end together."""
    return " ".join(
        _("{groups}, each turn: {length}.", groups=share.kind(size), length=said(seconds))
        for size, seconds in sorted(_own_turn(state).items())
    )


def _own_turn(state: State) -> dict[int, int]:
    """The seconds of a turn in groups of each size, where all groups end together."""
    usual, odd = share.usual_and_odd(sizes(state))
    turn_ = state.entitlement // SECOND
    return {usual: turn_, odd: usual * turn_ // odd}


def _taken(state: State) -> int:
    """The seconds that the turns of the block take, from this round on, with what lies between them."""
    turns = state.turns
    assert turns is not None
    return sum(turns.laps[state.lap :]) * (state.entitlement // SECOND + turns.changeover)
