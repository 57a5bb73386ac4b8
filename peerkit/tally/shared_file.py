"""One file of shared figures, as `tally export` writes it: its rows, or what is wrong with it, by lines."""

import datetime as dt
import json
import re
from bisect import bisect
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from peerkit.errors import PeerkitError, meant_or_newer
from peerkit.tally.disclosure import FEWEST_SESSIONS, FEWEST_VISITS, STEP, rounded
from peerkit.tally.marks import MARK
from peerkit.tally.periods import Period, is_one
from peerkit.tally.row import MOST_PEOPLE
from peerkit.tally.table import Layout, Records, Wrong
from peerkit.workspace import files

COLUMNS = ("from", "to", "held", "cancelled", "visits", "visits_status")
MARKS, UNCOUNTED = "marks", "uncounted"
_STATUSES = ("rounded", "none held", "not shown", "corrected")
LARGEST = 1_000_000


class SharedRow(NamedTuple):
    """What a file says of one period. `visits` is None where they are not shown, `marks` has one for each month.

    At `uncounted` of the sessions held nobody counted. A file that an older peerkit wrote has no marks.
    """

    first: dt.date
    last: dt.date
    held: int
    cancelled: int
    visits: int | None
    corrected: bool = False
    uncounted: int = 0
    marks: tuple[str, ...] = ()

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(self.first, self.last)

    @property
    def told(self) -> bool:
        """Whether it tells something of visits: a figure, or that they were few at three sessions or more."""
        return self.visits is not None or self.held - self.uncounted >= FEWEST_SESSIONS


def read(path: Path) -> list[SharedRow]:
    """The rows of one shared file, in its order. Raises PeerkitError with the lines that cannot be one.

    In particular no figure is taken that is not rounded as `tally export` rounds.
    """
    if path.suffix.lower() == ".xlsx":
        raise PeerkitError(
            f"{files.shown(path.name)} is a spreadsheet. Nothing was added up.",
            "Ask that group for the figures as CSV or JSON: `peerkit tally export --format csv` writes the same again.",
        )
    wrong = Wrong(path)
    found: list[SharedRow] = []
    days: list[Period] = []
    layout, lines = (_of_json if path.suffix.lower() == ".json" else _of_csv)(path)
    for line, cells in lines:
        try:
            if picked := layout.picked(cells):
                row = _row(picked)
                _keep_apart(row.period, days)
                found.append(row)
        except ValueError as error:
            wrong.say(line, error)
    if not found and not wrong.named:
        wrong.say(1, "there are no figures in it.")
    if wrong.named:
        raise wrong.error("Nothing was added up. Ask that group for the file just as `peerkit tally export` wrote it.")
    return found


def _of_csv(path: Path) -> tuple[Layout, Iterable[tuple[int, list[str]]]]:
    records = Records(path, LARGEST)
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
    return Layout(path, names, (*COLUMNS, UNCOUNTED, MARKS), COLUMNS)


def _strange(path: Path, kind: str) -> PeerkitError:
    return PeerkitError(
        f"{files.shown(path.name)} is not a file of shared figures. Nothing was added up.",
        f"Give {kind} files that `peerkit tally export` wrote.",
    )


def _row(cells: list[str]) -> SharedRow:
    *told, marks = cells
    days = days_of(*told[:2])
    held, cancelled, visits, corrected, uncounted = figure_of(told[2:])
    return SharedRow(days.first, days.last, held, cancelled, visits, corrected, uncounted, _marks(marks, days))


def _marks(cell: str, days: Period) -> tuple[str, ...]:
    found = tuple(cell.split())
    if found and (len(found) != days.length or not all(map(MARK.fullmatch, found))):
        raise ValueError("marks are twelve letters for each month.")
    return found


def figure_of(cells: list[str]) -> tuple[int, int, int | None, bool, int]:
    """What held, cancelled, visits, visits_status and uncounted say.

    Gives held, cancelled, visits (None where not shown), whether corrected, and uncounted. Raises ValueError for what
    no export writes.
    """
    held, cancelled = (_number(name, cell) for name, cell in zip(COLUMNS[2:4], cells[:2], strict=True))
    visits, status, not_counted = cells[2:]
    uncounted = _number(UNCOUNTED, not_counted or "0")
    if (counted := held - uncounted) < 0:
        raise ValueError("uncounted is more than held.")
    if status not in _STATUSES:
        raise ValueError(f"visits_status is one of {', '.join(_STATUSES)}. {meant_or_newer(status, _STATUSES)}")
    if status == "not shown":
        if visits:
            raise ValueError("visits are given, and visits_status says that they are not shown.")
        return held, cancelled, None, False, uncounted
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
    return held, cancelled, shown, status == "corrected", uncounted


def printable(figure: int) -> bool:
    """Whether a figure is what the rule of disclosure makes of a count that may be shown."""
    return figure % STEP == 0 and figure >= (rounded(FEWEST_VISITS) or 0)


def _number(name: str, cell: str) -> int:
    if re.fullmatch(r"[0-9]{1,9}", cell):
        return int(cell)
    raise ValueError(f"{name} is a whole number.")


def days_of(first_cell: str, last_cell: str) -> Period:
    """Whole months: one, three, six or twelve. Raises ValueError for all else."""
    for cell in (first_cell, last_cell):
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
            raise ValueError("from and to are written like 2026-04-01.")
    try:
        first, last = dt.date.fromisoformat(first_cell), dt.date.fromisoformat(last_cell)
    except ValueError:
        raise ValueError("from and to are days that exist.") from None
    if not is_one(Period(first, last)):
        raise ValueError("from and to are the first and last day of a month, a quarter, half a year or a year.")
    return Period(first, last)


def _keep_apart(period: Period, others: list[Period]) -> None:
    """Put a period among those before it, in order. Raises ValueError where it has a day of one of them."""
    at = bisect(others, period)
    if any(other.touches(period) for other in others[max(0, at - 1) : at + 1]):
        raise ValueError("some of these days are in another figure of the file already.")
    others.insert(at, period)
