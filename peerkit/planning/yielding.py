"""What gives way when a group runs late, and in what order: the climb of `fit`, backwards."""

from dataclasses import dataclass

from peerkit.planning.fit import MINUTE
from peerkit.planning.kinds import need_of
from peerkit.planning.plan import Plan, Timed

_LEAST = 2 * MINUTE
"""What gives less is not worth a word where people wait."""


@dataclass(frozen=True)
class Yields:
    """A part that gives way: from so many seconds down to so many."""

    timed: Timed
    start: int
    end: int


Steps = tuple[tuple[Yields, ...], ...]
"""What gives way together, one after the other."""


def in_order(plan: Plan) -> Steps:
    """Steps, the first to give way first; the parts of a step shrink together, in proportion.

    Whatever is longer than its ideal goes back to that first; then what shrinks first, in the middle and last goes
    down to its least. A step in which nothing can give way is left out.
    """
    over: list[Yields] = []
    under: dict[int, list[Yields]] = {level: [] for level in (3, 2, 1)}
    for timed in plan.slots():
        need = need_of(timed.block, timed.people)
        usual = min(timed.seconds, need.ideal)
        if timed.seconds > usual:
            over.append(Yields(timed, timed.seconds, usual))
        if usual > need.rungs[0]:
            under[need.level].append(Yields(timed, usual, need.rungs[0]))
    return tuple(tuple(step) for step in (over, *under.values()) if step)


def at_a_glance(steps: Steps) -> Steps:
    """The steps without what gives less than two minutes; all of them where nothing gives more."""
    enough = (tuple(part for part in step if part.start - part.end >= _LEAST) for step in steps)
    return tuple(step for step in enough if step) or steps
