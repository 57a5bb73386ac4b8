"""Many groups' shared figures added up: the printed figures of files that `tally export` wrote, and nothing else."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from peerkit.errors import PeerkitError, meant_or_newer
from peerkit.tally.disclosure import FEWEST_SESSIONS, FEWEST_VISITS, STEP, rounded
from peerkit.tally.periods import Period, is_one
from peerkit.tally.row import MOST_PEOPLE
from peerkit.tally.table import Layout, Records, Wrong
from peerkit.workspace import files

COLUMNS = ("from", "to", "held", "cancelled", "visits", "visits_status")
_KNOWN = (*COLUMNS, "uncounted")
STATUSES = ("rounded", "none held", "not shown", "corrected")
_LARGEST_FILE = 1_000_000


@dataclass
class Sum:
    """What so many groups shared, added up. `visits` leaves out the figures that are not shown, so many of them.

    At `uncounted` of the sessions held nobody counted.
    """

    groups: int = 0
    held: int = 0
    cancelled: int = 0
    visits: int = 0
    shown: int = 0
    not_shown: int = 0
    uncounted: int = 0

    def add(self, held: int, cancelled: int, visits: int | None, uncounted: int = 0) -> None:
        """Add the figure of one period; None is not shown."""
        self.held += held
        self.cancelled += cancelled
        self.visits += visits or 0
        self.shown += visits is not None
        self.not_shown += visits is None
        self.uncounted += uncounted


@dataclass
class Combined:
    """Sums by period, and over all of them; how many groups, one for each file."""

    periods: dict[tuple[dt.date, dt.date], Sum] = field(default_factory=dict)
    total: Sum = field(default_factory=Sum)


Figure = tuple[dt.date, dt.date, int, int, int | None, int]


def combine(names: Sequence[str], same: bool = False) -> Combined:
    """Add up one file of figures a group; in memory there is one file at a time, and a mark for each that was read.

    A file with the same figures as an earlier one is refused, unless `same` says that groups may have the same: then
    only a path that is given twice is. Raises PeerkitError, naming file and line, for all that `tally export` would
    not have written: figures that are not rounded above all.
    """
    found = Combined()
    known: set[int] = set()
    for name in names:
        path = Path(name)
        figures = read(path)
        if (mark := _mark(path, figures, same)) in known:
            earlier = next(other for other in map(Path, names) if _mark(other, read(other), same) == mark)
            raise _twice(path, earlier)
        known.add(mark)
        found.total.groups += 1
        for first, last, held, cancelled, visits, uncounted in figures:
            period = found.periods.setdefault((first, last), Sum())
            period.groups += 1
            for total in (period, found.total):
                total.add(held, cancelled, visits, uncounted)
    return found


def _mark(path: Path, figures: list[Figure], same: bool) -> int:
    """A number that tells a file from every other: by its figures, in whatever order, or by where it lies."""
    told = str(path.resolve()) if same else repr(sorted(figures, key=lambda figure: figure[:2]))
    return int.from_bytes(blake2b(told.encode("utf-8", "surrogateescape"), digest_size=16).digest(), "big")


def read(path: Path) -> list[Figure]:
    """The figures of one shared file: from, to, held, cancelled, visits, uncounted.

    Raises PeerkitError with the lines.
    """
    if path.suffix.lower() == ".xlsx":
        raise PeerkitError(
            f"{files.shown(path.name)} is a spreadsheet. Nothing was added up.",
            "Ask that group for the figures as CSV or JSON: `peerkit tally export --format csv` writes the same again.",
        )
    wrong = Wrong(path)
    found: list[Figure] = []
    layout, lines = (_of_json if path.suffix.lower() == ".json" else _of_csv)(path)
    for line, cells in lines:
        try:
            if picked := layout.picked(cells):
                found.append(_apart(_figure(picked), found))
        except ValueError as error:
            wrong.say(line, error)
    if not found and not wrong.named:
        wrong.say(1, "there are no figures in it.")
    if wrong.named:
        raise wrong.error("Nothing was added up. Ask that group for the file just as `peerkit tally export` wrote it.")
    return found


def _of_csv(path: Path) -> tuple[Layout, Iterable[tuple[int, list[str]]]]:
    records = Records(path, _LARGEST_FILE)
    lines = iter(records)
    layout = _layout(path, next(lines, list(COLUMNS)))
    return layout, ((records.line_of(cells), cells) for cells in lines)


def _of_json(path: Path) -> tuple[Layout, Iterable[tuple[int, list[str]]]]:
    """The rows of a data package with its figures inside, counted from 1."""
    try:
        resources = json.loads(files.read_text(path))["resources"]
        (rows,) = (each["data"] for each in resources if each["name"] == "visits")
        names = list(map(str, rows[0]))
        lines = [["" if row[name] is None else str(row[name]) for name in names] for row in rows]
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        raise _strange(path, "CSV or JSON") from None
    return _layout(path, names), enumerate(lines, 1)


def _layout(path: Path, names: list[str]) -> Layout:
    name = files.shown(path.name)
    if "sharing" in names or "people" in names:
        raise PeerkitError(
            f"{name} holds exact figures, which are a group's own. Nothing was added up.",
            "Ask that group for the file that `peerkit tally export` writes.",
        )
    if "first_timers_status" in names:
        raise PeerkitError(
            f"{name} holds first-timers. Nothing was added up.", "Give the file beside it, which holds the visits."
        )
    if not set(COLUMNS).issubset(map(str.strip, names)):
        raise _strange(path, "CSV")
    return Layout(path, names, _KNOWN, COLUMNS)


def _strange(path: Path, kind: str) -> PeerkitError:
    return PeerkitError(
        f"{files.shown(path.name)} is not a file of shared figures. Nothing was added up.",
        f"Give {kind} files that `peerkit tally export` wrote.",
    )


def _figure(cells: list[str]) -> Figure:
    first, last = _period(*cells[:2])
    held, cancelled = (_number(name, cell) for name, cell in zip(COLUMNS[2:4], cells[2:4], strict=True))
    visits, status, not_counted = cells[4:]
    uncounted = _number("uncounted", not_counted or "0")
    if (counted := held - uncounted) < 0:
        raise ValueError("uncounted is more than held.")
    if status not in STATUSES:
        raise ValueError(f"visits_status is one of {', '.join(STATUSES)}. {meant_or_newer(status, STATUSES)}")
    if status == "not shown":
        if visits:
            raise ValueError("visits are given, and visits_status says that they are not shown.")
        return first, last, held, cancelled, None, uncounted
    shown = _number("visits", visits)
    none_held = status == "none held" or (status == "corrected" and not shown)
    if none_held and (held or shown):
        raise ValueError("visits are 0 where no session was held, and only there.")
    if not none_held and (counted < FEWEST_SESSIONS or not printable(shown)):
        raise ValueError(
            f"a shared figure is rounded to the nearest {STEP}, is at least {rounded(FEWEST_VISITS)}, "
            "and comes from at least three sessions."
        )
    if shown > counted * MOST_PEOPLE + STEP:
        raise ValueError(f"visits are more than {counted} sessions can have.")
    return first, last, held, cancelled, shown, uncounted


def printable(figure: int) -> bool:
    """Whether a figure is what the rule of disclosure makes of a count that may be shown."""
    return figure % STEP == 0 and figure >= (rounded(FEWEST_VISITS) or 0)


def _number(name: str, cell: str) -> int:
    if re.fullmatch(r"[0-9]{1,9}", cell):
        return int(cell)
    raise ValueError(f"{name} is a whole number.")


def _period(first_cell: str, last_cell: str) -> tuple[dt.date, dt.date]:
    """Whole months: one, three, six or twelve."""
    for cell in (first_cell, last_cell):
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
            raise ValueError("from and to are written like 2026-04-01.")
    try:
        first, last = dt.date.fromisoformat(first_cell), dt.date.fromisoformat(last_cell)
    except ValueError:
        raise ValueError("from and to are days that exist.") from None
    if not is_one(Period(first, last)):
        raise ValueError("from and to are the first and last day of a month, a quarter, half a year or a year.")
    return first, last


def _apart(figure: Figure, others: list[Figure]) -> Figure:
    first, last = figure[:2]
    if any(first <= other[1] and other[0] <= last for other in others):
        raise ValueError("some of these days are in another figure of the file already.")
    return figure


def _twice(path: Path, earlier: Path) -> PeerkitError:
    name, other = files.shown(path), files.shown(earlier)
    if path.resolve() == earlier.resolve():
        return PeerkitError(f"{name} is given twice. Nothing was added up.", "Give each group's file once.")
    return PeerkitError(
        f"{name} holds the same figures as {other}. Nothing was added up.",
        "If one is a copy, leave it out. If they come from two groups that have the same figures: --same-figures",
    )
