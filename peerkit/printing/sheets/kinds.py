"""What each kind of block says on the sheets of an evening: one entry a kind."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from peerkit.durations import said
from peerkit.planning.template import Block, Groups, Round

B = TypeVar("B")


@dataclass(frozen=True)
class Prints(Generic[B]):
    """What is printed of one kind.

    `together` says who leads where everyone does, `turns` what else there is to know of its turns, and `on_the_wall`
    whether the agenda has it.
    """

    together: str = "All of you together."
    turns: Callable[[B], str] = lambda _: ""
    on_the_wall: bool = True


def prints(block: Block) -> Prints[Any]:
    """The entry for the kind of `block`."""
    return PRINTS[block.kind]


def _round_turns(block: Round) -> str:
    between = f" Between turns, {said(block.changeover)}." if block.changeover else ""
    return f"{between}{' Anyone may pass, and is asked again at the end.' if block.may_pass else ''}"


PRINTS: dict[str, Prints[Any]] = {
    **dict.fromkeys(("segment", "reading", "agreement", "break"), Prints[Any]()),
    "buffer": Prints(on_the_wall=False),
    "round": Prints[Round](together="Everyone speaks in turn.", turns=_round_turns),
    "groups": Prints[Groups](
        turns=lambda block: f" Before each turn, {said(block.changeover)}." if block.changeover else "",
    ),
}
