"""What may leave the group: the gate, the rounding and the walk over a request. Pure: rows in, figures out.

The rule is the project's own (reference/disclosure.md 1 to 7). The rounding is NHS England's: none stays 0, 1 to 7
is not shown, all else becomes the nearest 5. The gate asks for people as well, because visits are not people.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from peerkit.tally.counts import Counts
from peerkit.tally.periods import Month, Period

FEWEST_SESSIONS, FEWEST_VISITS, FEWEST_PEOPLE = 3, 8, 3
STEP = 5


def rounded(count: int) -> int | None:
    """0 for 0, None (not shown) below 8, else the nearest 5. Raises ValueError for what is no count."""
    if not isinstance(count, int) or count < 0:
        raise ValueError(f"{count} is not a count.")
    if 0 < count < FEWEST_VISITS:
        return None
    return (count + STEP // 2) // STEP * STEP


def passes(counts: Counts) -> bool:
    """Whether a period's visits may be shown: enough sessions counted, enough visits, several people at one of them."""
    return counts.counted >= FEWEST_SESSIONS and counts.visits >= FEWEST_VISITS and counts.largest >= FEWEST_PEOPLE


@dataclass(frozen=True)
class Figure:
    """Visits of a period, as they are shared. `visits` is 0, rounded, or None: not shown.

    At `uncounted` of the sessions held nobody counted: `visits` are those of the others. Like held and cancelled it is
    exact, for it counts no people. `days` tells which sessions it is made of, as `Counts.days` does, and is not shared:
    None where an older peerkit shared it.
    """

    period: Period
    held: int
    cancelled: int
    visits: int | None
    corrected: bool = False
    uncounted: int = 0
    days: int | None = field(default=None, compare=False)

    @property
    def counted(self) -> int:
        """At how many of the sessions held somebody counted."""
        return self.held - self.uncounted

    @property
    def status(self) -> str:
        """What the column `visits_status` says."""
        if self.visits is None:
            return "not shown"
        return "corrected" if self.corrected else "rounded" if self.visits else "none held"


def figure_of(period: Period, counts: Counts) -> Figure:
    """What may be shown of a period as it was counted."""
    shown = counts.held == 0 or passes(counts)
    visits = rounded(counts.visits) if shown else None
    return Figure(period, counts.held, counts.cancelled, visits, uncounted=counts.uncounted, days=counts.days)


@dataclass(frozen=True)
class FirstTimers:
    """People who came for the first time in a year, rounded. None only when a shared figure was taken back.

    `days` are as those of a Figure.
    """

    period: Period
    people: int | None
    corrected: bool = False
    days: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Shared:
    """Everything that was ever shared: no two periods of a kind have a day in common.

    `marks` are random letters for each month that was in a file, so that whoever adds up figures of many groups adds
    none of them twice. `departed` says that sessions have left a figure and may be in another: see `correcting`.
    """

    visits: tuple[Figure, ...] = ()
    first_timers: tuple[FirstTimers, ...] = ()
    marks: Mapping[Month, str] = field(default_factory=dict)
    departed: bool = False


@dataclass(frozen=True)
class LeftOut:
    """Days that were wanted and are in no figure, and why; `whole` is the period that they are part of.

    Where they lie before anything was counted it is the month in which counting began: that nobody counted does not
    mean that no session was held.
    """

    part: Period
    why: str
    whole: Period


@dataclass(frozen=True)
class Release:
    """What goes into a file, what is said about it, and the record as it will be.

    `changed` are shared figures that would be others today: as they were shared, and as they would be. `frozen` are
    periods whose visits are shared for the first time, and `remaining` what is left beside them of the group's own.
    `why_no_first_timers` is empty where there are some, and where the group does not count them.
    """

    figures: tuple[Figure, ...]
    first_timers: tuple[FirstTimers, ...]
    left_out: tuple[LeftOut, ...]
    changed: tuple[tuple[Figure, Figure] | tuple[FirstTimers, FirstTimers], ...]
    why_no_first_timers: str
    record: Shared
    frozen: tuple[Period, ...] = ()
    remaining: tuple[Period, ...] = ()

    @property
    def visits(self) -> int:
        """The printed figures added up: no total comes from the counts themselves."""
        return sum(figure.visits or 0 for figure in self.figures)
