"""What each kind of block says on the sheets of an evening: one entry a kind."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from peerkit.durations import said
from peerkit.messages import _
from peerkit.planning.template import Block, Groups, Round

B = TypeVar("B")


@dataclass(frozen=True)
class Prints(Generic[B]):
    """What is printed of one kind.

    `together` says who leads where everyone does, `turns` what else there is to know of its turns, and `on_the_wall`
    whether the agenda has it.
    """

    together: Callable[[], str] = lambda: _("All of you together.")
    turns: Callable[[B], tuple[str, ...]] = lambda _block: ()
    on_the_wall: bool = True


def prints(block: Block) -> Prints[Any]:
    """The entry for the kind of `block`."""
    return PRINTS[block.kind]


def _round_turns(block: Round) -> tuple[str, ...]:
    between = _("Between turns: {length}.", length=said(block.changeover)) if block.changeover else ""
    may_pass = _("Anyone may pass, and is asked again at the end.") if block.may_pass else ""
    return tuple(filter(None, (between, may_pass)))


def _groups_turns(block: Groups) -> tuple[str, ...]:
    return (_("Before each turn: {length}.", length=said(block.changeover)),) if block.changeover else ()


PRINTS: dict[str, Prints[Any]] = {
    **dict.fromkeys(("segment", "reading", "agreement", "break"), Prints[Any]()),
    "buffer": Prints(on_the_wall=False),
    "round": Prints[Round](together=lambda: _("Everyone speaks in turn."), turns=_round_turns),
    "groups": Prints[Groups](turns=_groups_turns),
}
