"""What each kind of block does and says in a session: one entry a kind."""

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from peerkit.durations import said
from peerkit.messages import _
from peerkit.planning.template import GoRound, Groups
from peerkit.running import circle, group_phrases, seating
from peerkit.running.state import Gathering, Slot, State, Whole

B = TypeVar("B")


class Runs(NamedTuple, Generic[B]):
    """How one kind runs; all times are milliseconds.

    `first` is the slot that comes before any turn, or None where the first turn comes at once; `places` have a turn
    in each lap. `joined` and `left` are the state when people came or went. `about` and `turn` say what begins;
    `came` and `went` answer who said so; `no_pass` and `stays` are why nobody can.
    """

    first: Callable[[State, B], Slot | None] = lambda _state, _block: Whole()
    places: Callable[[State, B], tuple[int, ...]] = lambda _state, _block: ()
    joined: Callable[[State, int], State] = circle.joined
    left: Callable[[State, int | None], State] = circle.left
    about: Callable[[State, B], str] = lambda state, _: f"{said(state.lengths[state.block])}."
    turn: Callable[[State, B], tuple[str, ...]] = lambda state, _: circle.turn(state)
    came: Callable[[State, State], str] = lambda _before, _after: ""
    went: Callable[[State, State], str] = lambda _before, _after: ""
    no_pass: Callable[[State, Any], str] = circle.no_pass
    stays: Callable[[State, int | None], str] = circle.stays


def runs(state: State) -> Runs[Any]:
    """The entry for the present block; after the last, nobody takes turns."""
    return RUNS[block.kind] if (block := state.running) else _WHOLE


_WHOLE = Runs[Any]()
RUNS: dict[str, Runs[Any]] = {
    **dict.fromkeys(("segment", "reading", "agreement", "break", "buffer"), _WHOLE),
    "round": Runs[GoRound](
        first=lambda _state, _block: None,
        places=lambda state, _: state.seats,
        about=circle.turns,
        came=circle.came,
    ),
    "groups": Runs[Groups](
        first=lambda state, block: None if state.hands_off and not block.changeover else Gathering(),
        places=seating.places,
        joined=seating.joined,
        left=seating.left,
        about=group_phrases.about,
        turn=group_phrases.turn,
        came=group_phrases.came,
        went=group_phrases.went,
        no_pass=lambda _state, _block: _("In small groups the time is the speaker's own: they may use it in silence."),
        stays=group_phrases.stays,
    ),
}
