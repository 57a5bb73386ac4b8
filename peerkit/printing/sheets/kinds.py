"""What each kind of block says on the sheets of an evening: one entry a kind."""

from collections.abc import Callable
from dataclasses import dataclass

from peerkit.messages import _
from peerkit.planning.template import Block


@dataclass(frozen=True)
class Prints:
    """What is printed of one kind.

    `together` says who leads where everyone does, and `on_the_wall` whether the agenda has it.
    """

    together: Callable[[], str] = lambda: _("All of you together.")
    on_the_wall: bool = True


def prints(block: Block) -> Prints:
    """The entry for the kind of `block`."""
    return PRINTS[block.kind]


PRINTS: dict[str, Prints] = {
    **dict.fromkeys(("segment", "reading", "agreement", "break"), Prints()),
    "buffer": Prints(on_the_wall=False),
    "round": Prints(together=lambda: _("Everyone speaks in turn.")),
    "groups": Prints(),
}
