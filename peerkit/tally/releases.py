"""`sessions/shared.toml`: which figures left the group, so that no later one can be compared with them.

It holds whole months, numbers of sessions, printed figures and random marks: no exact count, no day of sharing, no
recipient.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from peerkit.errors import PeerkitError
from peerkit.tally import record, shared_file
from peerkit.tally.disclosure import Shared
from peerkit.tally.marks import new
from peerkit.tally.periods import Period, named
from peerkit.workspace import copies, files, inventory
from peerkit.workspace.root import SHARED, Root

_SHARED_FILE = re.compile(
    r"([12]\d{3}-(?:0[1-9]|1[0-2]))-to-([12]\d{3}-(?:0[1-9]|1[0-2])).*\.(csv|json|xlsx)", re.ASCII
)
_KEEPS = "it keeps one session from being found by comparing figures."


def path(root: Root) -> Path:
    """Where the record lies."""
    return root.sessions / SHARED


def stamp(root: Root) -> Path:
    """What says that there is a record: whoever loses that alone has not shared nothing."""
    return root.sessions / f".{SHARED.removesuffix('.toml')}"


def read(root: Root) -> Shared:
    """What was shared so far; nothing where there is no record.

    Raises PeerkitError, with the line, for anything that `write` would not have written; where a file that was shared,
    or a copy of the record, has figures that are not in the record; and where the record is gone.
    """
    try:
        text = files.read_text(path(root))
    except files.Missing:
        _refuse_if_lost(root)
        return Shared()
    shared = record.parsed(text, str(path(root)))
    _refuse_if_unknown(root, shared)
    return shared


def alone(root: Root) -> Shared:
    """What stands in the record, whatever lies beside it; nothing where there is none. Raises PeerkitError."""
    try:
        return in_file(path(root))
    except files.Missing:
        return Shared()


def in_file(there: Path) -> Shared:
    """The record in a file that lies elsewhere, or is called something else. Raises PeerkitError."""
    return record.parsed(files.read_text(there), str(there))


def _refuse_if_lost(root: Root) -> None:
    """Raises PeerkitError where no record is there, and something says that there was one."""
    for name in _files(root):
        raise _without_record(root, name, "")
    for copy in copies.of(root.sessions, SHARED):
        raise PeerkitError(
            f"{path(root)} is not there, and {files.shown(copy.name)} looks like a copy of it. Nothing was shared.",
            f"To take over what it holds: {root.command('tally import', copy)}",
        )
    if stamp(root).exists():
        raise PeerkitError(
            f"{path(root)} is not there, and figures were shared from this folder. Nothing was shared.",
            f"Put {path(root).name} back from a copy of the folder: {_KEEPS} Only if nobody has ever been sent a file "
            f"of figures, take {stamp(root)} away instead.",
        )


def _refuse_if_unknown(root: Root, shared: Shared) -> None:
    """Raises PeerkitError where a file has, or may have, a figure of days that the record does not have."""
    known = {figure.period for figure in shared.visits}
    months = {month for period in known for month in period.months}
    for name in unreadable(root):
        begins, ends = (dt.date.fromisoformat(f"{month}-01") for month in _SHARED_FILE.findall(name)[0][:2])
        if not months.issuperset(Period(begins, ends).months):
            raise PeerkitError(
                f"{files.shown(name)} can't be read, and {path(root).name} does not have all of its months, so nobody "
                "can tell which figures it shares. Nothing was shared.",
                f"Put it back from a copy, or use the newer peerkit that wrote it. If it has no figures that were "
                f"shared, keep it elsewhere than in {folder(root)}.",
            )
    for name in _files(root):
        for row in _figures(root, name) or ():
            if row.told and row.period not in known:
                raise _without_record(root, name, f" for {named(row.period)}")
    for copy in copies.of(root.sessions, SHARED):
        if lacking := without(shared, in_file(copy)):
            raise PeerkitError(
                f"{files.shown(copy.name)} looks like a copy of {path(root).name}, and holds what that one lacks: "
                f"figures for {named(lacking[0])}. Nothing was shared.",
                f"To take over what it holds: {root.command('tally import', copy)}",
            )


def without(shared: Shared, other: Shared) -> list[Period]:
    """Periods of which another record says something, with days of which this one says nothing."""
    visits, people = (
        {month for each in figures for month in each.period.months} for figures in (shared.visits, shared.first_timers)
    )
    lacking = [each.period for each in other.visits if not visits.issuperset(each.period.months)]
    return sorted(lacking + [each.period for each in other.first_timers if people.isdisjoint(each.period.months)])


def unreadable(root: Root) -> list[str]:
    """The names of files that were shared and can't be read any more; a workbook never could."""
    never = (".xlsx", "-first-timers.csv", ".datapackage.json")
    return [name for name in _files(root) if not name.endswith(never) and _figures(root, name) is None]


def _figures(root: Root, name: str) -> list[shared_file.SharedRow] | None:
    try:
        return shared_file.read(folder(root) / name)
    except PeerkitError:
        return None


def _files(root: Root) -> list[str]:
    """The names of what was shared, unless somebody named another place."""
    return [each.name for each in inventory.inside(folder(root)) if _SHARED_FILE.fullmatch(each.name)]


def _without_record(root: Root, name: str, days: str) -> PeerkitError:
    record = f"{path(root).name} has nothing{days}" if days else f"{path(root)} is not there"
    return PeerkitError(
        f"{record}, and {files.shown(name)} shares figures{days}. Nothing was shared.",
        f"Put {path(root).name} back from a copy of the folder: {_KEEPS} Only if nobody has ever been sent a file from "
        f"{folder(root)}, take those files away instead.",
    )


def folder(root: Root) -> Path:
    """Where files to share lie, unless somebody names another place."""
    return root.sessions / "shared"


def write(root: Root, shared: Shared) -> None:
    """Write the record, whole or not at all. The caller holds the lock of the counts. Raises PeerkitError."""
    files.write_atomic(path(root), record.written(shared))
    if not stamp(root).exists():
        files.write_atomic(stamp(root), "")


def marked(shared: Shared, periods: Iterable[Period]) -> Shared:
    """The record with a mark for every month of these periods: a random one where a month has none yet."""
    months = sorted({month for period in periods for month in period.months})
    marks = {**shared.marks, **{month: new() for month in months if month not in shared.marks}}
    return replace(shared, marks=dict(sorted(marks.items())))
