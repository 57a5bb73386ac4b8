"""What was shared from another folder comes along with its counts, so that no figure here gives one session away."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from peerkit.errors import PeerkitError
from peerkit.tally import ledger, quarters, releases
from peerkit.tally.counts import Counts, Tally
from peerkit.tally.disclosure import Figure, FirstTimers, Shared
from peerkit.tally.periods import CALENDAR, Period, joined
from peerkit.tally.row import Row
from peerkit.workspace import copies
from peerkit.workspace.root import LEDGER, SHARED, Root


@dataclass(frozen=True)
class Inheritance:
    """The record with what was shared elsewhere, and what that means here.

    `taken` are periods whose figures come along. `unlike` are figures that were shared here and there and differ: that
    of here stays. `exposed` are periods of figures there that have some days in common with others of here: whoever has
    both files can compare them, and nothing more is shared of those days.
    """

    record: Shared
    taken: tuple[Period, ...] = ()
    unlike: tuple[tuple[Figure | FirstTimers, Figure | FirstTimers], ...] = ()
    exposed: tuple[Period, ...] = ()


def is_record(path: Path) -> bool:
    """Whether a file is a record of what was shared, whatever it is called."""
    return path.name == SHARED or (path.suffix == ".toml" and copies.original(path) == SHARED)


def beside(root: Root, path: Path) -> Shared | None:
    """What was shared from the folder in which a file of counts lies; None where no record lies beside it.

    Raises PeerkitError where that record can't be read, or is gone though something was shared.
    """
    if path.parent.resolve() == root.sessions.resolve():
        return None
    if path.parent.name == root.sessions.name:
        there = Root(path.parent.parent, root.found_by)
        return releases.read(there) if releases.path(there).exists() or releases.read(there) != Shared() else None
    found = path.with_name(SHARED)
    return releases.in_file(found) if found.is_file() else None


def look(root: Root, paths: Sequence[Path], new: Iterable[Row]) -> tuple[Shared, Inheritance]:
    """The record of here, and with it what was shared from where these files lie. `new` rows are to be added here.

    Raises PeerkitError as `beside` does, and for a record of here that can't be read.
    """
    before = releases.alone(root)
    found = [releases.in_file(path) if is_record(path) else beside(root, path) for path in paths]
    theirs = [each for each in found if each is not None]
    if not theirs:
        return before, Inheritance(before)
    totals = quarters.read(root)
    tally = Tally.of(chain(quarters.rows_besides(root, totals), new), totals)
    return before, merged(before, theirs, tally.counts)


def take(root: Root, before: Shared, found: Inheritance) -> None:
    """Write the record, if it is what it was. Raises PeerkitError."""
    with ledger.held(root):
        if releases.alone(root) != before:
            raise PeerkitError("Something was shared while you were looking. Nothing was written.", "Try again.")
        releases.write(root, found.record)


def of_a_group(path: Path) -> bool:
    """Whether a file holds the counts of another folder, as peerkit keeps them."""
    return path.name == LEDGER or copies.original(path) == LEDGER


def merged(ours: Shared, theirs: Sequence[Shared], counts: Callable[[Period], Counts | None]) -> Inheritance:
    """Both records as one, in which no two periods have a day in common. `counts` are those of here, once added."""
    found = Inheritance(ours)
    for each in theirs:
        found = _with(found, each, counts)
    return found


def _with(before: Inheritance, theirs: Shared, counts: Callable[[Period], Counts | None]) -> Inheritance:
    ours = before.record
    visits, first_timers = list(ours.visits), list(ours.first_timers)
    taken: list[Period] = []
    unlike: list[tuple[Figure | FirstTimers, Figure | FirstTimers]] = []
    exposed: list[Period] = []
    for figure in theirs.visits:
        touched = [each for each in visits if each.period.touches(figure.period)]
        if not touched:
            visits.append(figure)
            taken.append(figure.period)
        elif [each.period for each in touched] != [figure.period]:
            left = list(_months_besides(figure.period, touched))
            visits += [_silent(month, counts(month)) for month in left]
            exposed.append(figure.period)
        elif touched[0] != figure:
            visits[visits.index(touched[0])] = _newer(touched[0], figure)
            unlike.append((touched[0], figure))
    for people in theirs.first_timers:
        years = [each for each in first_timers if each.period.touches(people.period)]
        if not years:
            first_timers.append(people)
        elif [each.period for each in years] != [people.period]:
            first_timers += [
                FirstTimers(year, None, True) for year in _years_beside(years, people.period, first_timers)
            ]
        elif years[0] != people:
            unlike.append((years[0], people))
    record = replace(
        ours,
        visits=tuple(sorted(visits, key=_begins)),
        first_timers=tuple(sorted(first_timers, key=_begins)),
        marks=dict(sorted({**theirs.marks, **ours.marks}.items())),
        departed=ours.departed or theirs.departed or bool(unlike or exposed),
    )
    every = joined(sorted({*before.taken, *taken}))
    return Inheritance(record, every, (*before.unlike, *unlike), joined(sorted({*before.exposed, *exposed})))


def _begins(each: Figure | FirstTimers) -> Period:
    return each.period


def _newer(here: Figure, there: Figure) -> Figure:
    """That of here, unless the other one was put right since."""
    return there if there.corrected and not here.corrected else here


def _months_besides(period: Period, others: Sequence[Figure]) -> Iterator[Period]:
    for month in CALENDAR.between(period.first, period.last, "month"):
        if not any(month.touches(other.period) for other in others):
            yield month


def _silent(month: Period, counts: Counts | None) -> Figure:
    """A month of which nothing more is shared."""
    found = counts or Counts()
    return Figure(month, found.held, found.cancelled, None, True, found.uncounted, found.days)


def _years_beside(years: Sequence[FirstTimers], theirs: Period, known: Sequence[FirstTimers]) -> Iterator[Period]:
    """The years before and after one that was shared, where days of theirs lie and nothing was shared."""
    for year in years:
        for other in (_shifted(year.period, -1), _shifted(year.period, 1)):
            if other.touches(theirs) and not any(other.touches(each.period) for each in known):
                yield other


def _shifted(year: Period, by: int) -> Period:
    first, last = (day.replace(day=1, year=day.year + by) for day in year)
    return Period(first, CALENDAR.containing(last, "month").last)
