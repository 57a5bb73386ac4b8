"""When a turn or a block is told its time: seconds before its end."""

from peerkit.planning.fit import MINUTE
from peerkit.planning.kinds import groups_in
from peerkit.planning.template import Block

_SOON = (
    (20 * MINUTE, (5 * MINUTE, MINUTE)),
    (8 * MINUTE, (2 * MINUTE,)),
    (3 * MINUTE, (MINUTE,)),
    (MINUTE, (15,)),
)


def warnings_for(block: Block, seconds: int, own: tuple[int, ...] | None = None) -> tuple[int, ...]:
    """The seconds left at which a turn or block of `seconds` is told its time, longest first.

    What the client wants (`own`) comes first, then what the template says. Unless either does: five minutes and
    one for twenty, two for eight, one for three (domain B4: co-counselling's usual warnings).
    """
    usual = next((warn for least, warn in _SOON if seconds >= least), ())
    given = own if own is not None else block.warn if block.warn is not None else usual
    groups = groups_in(block)
    switch = (groups.attention_switch,) if groups and groups.attention_switch else ()
    return tuple(sorted({warn for warn in (*given, *switch) if warn < seconds}, reverse=True))
