"""`sessions/attendance.csv`: one row a session, keyed by its date and name. No people in it, only how many."""

import datetime as dt
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

from peerkit.errors import PeerkitError, did_you_mean
from peerkit.tally import quarters, table
from peerkit.tally.reading import Counts, each
from peerkit.tally.row import COLUMNS, FORMATS, LONGEST_NAME, MOST_PEOPLE, SESSION, Row, as_cell, checked
from peerkit.workspace import files
from peerkit.workspace.root import Root

__all__ = ["COLUMNS", "FORMATS", "LONGEST_NAME", "MOST_PEOPLE", "SESSION", "Row", "checked", "each"]

_WAIT = 10.0


def read(root: Root) -> list[Row]:
    """All rows by date, then session; none when nothing was counted yet.

    Raises PeerkitError as `each` does: no row is ever left out in silence.
    """
    return _in_order(each(root))


def add(root: Root, row: Row) -> None:
    """Write a new row. Raises PeerkitError when that date and session has one."""
    if not add_once(root, row):
        raise _taken(root, row)


def add_once(root: Root, row: Row) -> bool:
    """Write a new row, or change nothing and say False when that date and session has one."""
    checked(row)
    with held(root):
        rows = read(root)
        if any(row.key == old.key for old in rows):
            return False
        quarters.refuse_if_summed(root, row.date)
        write(root.ledger, _in_order([*rows, row]))
    return True


def add_all(root: Root, new: Iterable[Row]) -> int:
    """Write all rows whose date and session has none yet, at once; how many that were.

    Those from a quarter that is a total already are left out. Raises PeerkitError, and writes none, where one cannot
    be true.
    """
    with held(root):
        rows = {row.key: row for row in read(root)}
        totals, before = quarters.read(root), len(rows)
        for row in map(checked, new):
            if quarters.covering(totals, row.date) is None:
                rows.setdefault(row.key, row)
        if len(rows) > before:
            write(root.ledger, _in_order(rows.values()))
    return len(rows) - before


def amend(root: Root, date: dt.date, session: str, /, **changes: Any) -> tuple[Row, Row]:
    """Put fields of one row right: the old row and the new one.

    The old one goes to `attendance-replaced.csv` first, so that no crash can lose it. Raises PeerkitError
    when there is no such row, the new one cannot be true, or it would be a second one for its date and session.
    """
    with held(root):
        rows = {row.key: row for row in read(root)}
        old = rows.get((date, session))
        if old is None:
            raise _no_row(rows.values(), date, session)
        new = checked(replace(old, **changes))
        if new.key != old.key and new.key in rows:
            raise _taken(root, new)
        for day in {old.date, new.date}:
            quarters.refuse_if_summed(root, day)
        if new != old:
            replaced = list(each(root.replaced, once=False))
            if replaced[-1:] != [old]:  # it is there when the last try was cut off before the next line
                write(root.replaced, [*replaced, old])
            write(root.ledger, _in_order([new if row is old else row for row in rows.values()]))
    return old, new


def to_come(root: Root, today: dt.date) -> list[tuple[int, Row]]:
    """Rows of days that are still to come, each with its line: somebody mistyped them."""
    counts = Counts(root.ledger)
    return [(counts.line, row) for row in counts if row.date > today]


def next_name(rows: Iterable[Row], date: dt.date, session: str) -> str:
    """`session`, or `session-2`, `session-3` and so on: the first that is free on that date."""
    taken = {row.session for row in rows if row.date == date}
    name, number = session, 1
    while name in taken:
        number += 1
        ending = f"-{number}"
        name = session[: LONGEST_NAME - len(ending)].rstrip("-") + ending
    return name


def last_session(rows: Iterable[Row]) -> str | None:
    """The name of the newest session, whatever the order of the rows."""
    newest = max(rows, key=lambda row: row.key, default=None)
    return newest.session if newest else None


def held(root: Root) -> AbstractContextManager[None]:
    """Keep everybody else from writing counts. Raises files.Locked when somebody keeps us from it."""
    return files.lock(root.sessions / ".lock", _WAIT)


def _in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row.key)


def to_amend(row: Row) -> str:
    """What puts the count of this row's day and session right, to be typed after `peerkit`."""
    right = f"--people {row.people}" if row.people is not None else "--cancelled"
    return f"tally amend --on {row.date.isoformat()} --session {row.session} {right}"


def _taken(root: Root, row: Row) -> PeerkitError:
    return PeerkitError(
        f"There is a count for {row.session} on {row.date.isoformat()} already. Nothing was changed.",
        f"To put it right: {root.command(to_amend(row))}",
    )


def _no_row(rows: Iterable[Row], date: dt.date, session: str) -> PeerkitError:
    there = [row.session for row in rows if row.date == date]
    known = f"On that day there is: {', '.join(there)}." if there else "See them all: peerkit tally list"
    return PeerkitError(
        f"There is no count for {files.shown(session)} on {date.isoformat()}.",
        f"{did_you_mean(session, there)} {known}".strip(),
    )


def write(path: Path, rows: Iterable[Row]) -> None:
    """Write rows of counts, as they stand, whole or not at all. Only for whoever holds the lock."""
    table.write(path, COLUMNS, ([as_cell(getattr(row, name)) for name in COLUMNS] for row in rows))
