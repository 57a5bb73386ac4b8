"""`sessions/attendance.csv`: one row a session, keyed by its date and name. No people in it, only how many."""

import datetime as dt
from collections import deque
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from heapq import merge
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from peerkit.columns import COLUMNS, OTHERS, PARTS
from peerkit.errors import PeerkitError, did_you_mean
from peerkit.tally import quarters, table
from peerkit.tally.reading import LedgerReader, columns_in, each
from peerkit.tally.row import MOST_PEOPLE, Row, as_cell, checked
from peerkit.wording.slugs import LONGEST
from peerkit.workspace import files, locks
from peerkit.workspace.root import Root

__all__ = ["MOST_PEOPLE", "Row", "checked", "each"]

_Key = tuple[dt.date, str]
_WAIT = 10.0
_KEY = itemgetter(0, 1)


def read(root: Root) -> list[Row]:
    """All rows by date, then session; none when nothing was counted yet.

    Raises PeerkitError as `each` does: no row is ever left out in silence.
    """
    return sorted(each(root), key=_KEY)


def add(root: Root, row: Row) -> None:
    """Write a new row. Raises PeerkitError when that date and session has one."""
    if not add_once(root, row):
        raise _taken(root, row)


def add_once(root: Root, row: Row) -> bool:
    """Write a new row, or change nothing and say False when that date and session has one.

    What is in memory does not grow with the rows that are there, as long as they stand in order.
    """
    checked(row)
    with held(root):
        there, rows = _look_for(root, [row.key])
        if there:
            return False
        quarters.refuse_if_summed(root, row.date)
        write(root.ledger, merge(rows, [row], key=_KEY), [row])
    return True


def add_all(root: Root, new: Iterable[Row]) -> int:
    """Write all rows whose date and session has none yet, at once; how many that were.

    Those from a quarter that is a total already are left out. Raises PeerkitError, and writes none, where one cannot
    be true.
    """
    with held(root):
        wanted: dict[_Key, Row] = {}
        totals = quarters.read(root)
        for row in map(checked, new):
            if quarters.covering(totals, row.date) is None:
                wanted.setdefault(row.key, row)
        there, rows = _look_for(root, wanted)
        added = sorted((row for key, row in wanted.items() if key not in there), key=_KEY)
        if added:
            write(root.ledger, merge(rows, added, key=_KEY), added)
    return len(added)


def amend(root: Root, date: dt.date, session: str, /, **changes: Any) -> tuple[Row, Row]:
    """Put columns of one row right: the old row and the new one.

    The old one goes to `attendance-replaced.csv` first, so that no crash can lose it. Raises PeerkitError
    when there is no such row, the new one cannot be true, or it would be a second one for its date and session.
    """
    key = date, session
    with held(root):
        moved = changes.get("date", date), changes.get("session", session)
        there, rows = _look_for(root, [key, moved])
        old = there.get(key)
        if old is None:
            raise _no_row(root, date, session)
        new = checked(old.changed(**changes))
        if old.cancelled and new.uncounted and "people" not in changes:
            raise PeerkitError(
                f"The count for {old.date.isoformat()} was not written: the number of people is missing.",
                "Say how many came, with --people, or that nobody counted: --uncounted.",
            )
        if new.key != key and new.key in there:
            raise _taken(root, new)
        for day in {old.date, new.date}:
            quarters.refuse_if_summed(root, day)
        if new != old:
            last = deque(each(root.replaced, once=False), 1)
            if list(last) != [old]:  # it is there when the last try was cut off before the next line
                write(root.replaced, chain(each(root.replaced, once=False), [old]), [old])
            others = (row for row in rows if row.key != key)
            write(root.ledger, merge(others, [new], key=_KEY), [new])
    return old, new


def _look_for(root: Root, keys: Container[_Key]) -> tuple[dict[_Key, Row], Iterator[Row]]:
    """Which rows have one of these keys; and all rows, in order. Read twice, so that only one day's are in memory.

    Where somebody has put days into another order they all are, to be sorted.
    """
    there, last, ordered = dict[_Key, Row](), dt.date.min, True
    for row in each(root):
        key = row[:2]
        if key in keys:
            there[key] = row
        ordered = ordered and last <= row[0]
        last = row[0]
    if not ordered:
        return there, iter(read(root))
    return there, chain.from_iterable(sorted(day, key=_KEY) for _, day in groupby(each(root), itemgetter(0)))


def in_order(root: Root) -> Iterator[Row]:
    """All rows by date, then session, in memory for one day where days stand in order. Raises as `each` does."""
    return _look_for(root, ())[1]


def latest(root: Root) -> dict[str, Row]:
    """The newest row of each session, in memory for those rows alone. Raises as `each` does."""
    found: dict[str, Row] = {}
    for row in each(root):
        if row.session not in found or row.date > found[row.session].date:
            found[row.session] = row
    return found


def to_come(root: Root, today: dt.date) -> list[tuple[int, Row]]:
    """Rows of days that are still to come, each with its line: somebody mistyped them."""
    rows = LedgerReader(root.ledger)
    return [(rows.line, row) for row in rows if row.date > today]


def next_name(rows: Iterable[Row], date: dt.date, session: str) -> str:
    """`session`, or `session-2`, `session-3` and so on: the first that is free on that date."""
    taken = {row.session for row in rows if row.date == date}
    name, number = session, 1
    while name in taken:
        number += 1
        ending = f"-{number}"
        name = session[: LONGEST - len(ending)].rstrip("-") + ending
    return name


def last_session(root: Root) -> str | None:
    """The name of the newest session, whatever the order of the rows. Raises as `each` does."""
    newest = max(latest(root).values(), key=_KEY, default=None)
    return newest.session if newest else None


def held(root: Root) -> AbstractContextManager[None]:
    """Keep everybody else from writing counts. Raises locks.Locked when somebody keeps us from it."""
    return locks.lock(root.sessions / ".lock", _WAIT)


def to_amend(row: Row) -> str:
    """What puts the count of this row's day and session right, to be typed after `peerkit`."""
    right = "--cancelled" if row.cancelled else "--uncounted" if row.people is None else f"--people {row.people}"
    return f"tally amend --on {row.date.isoformat()} --session {row.session} {right}"


def _taken(root: Root, row: Row) -> PeerkitError:
    return PeerkitError(
        f"There is a count for {row.session} on {row.date.isoformat()} already. Nothing was changed.",
        f"To put it right: {root.command(to_amend(row))}",
    )


def _no_row(root: Root, date: dt.date, session: str) -> PeerkitError:
    there = [row.session for row in read(root) if row.date == date]
    known = f"On that day there is: {', '.join(there)}." if there else "See them all: peerkit tally list"
    return PeerkitError(
        f"There is no count for {files.shown(session)} on {date.isoformat()}.",
        f"{did_you_mean(session, there)} {known}".strip(),
    )


def columns(rows: Iterable[Row], there: Sequence[str] = ()) -> tuple[str, ...]:
    """The columns that rows need: those that are `there` (else what every file has), and parts that any row counts."""
    names = set(there or (column.name for column in COLUMNS if column.always))
    names.update(part.name for row in rows for part, count in zip(PARTS, row.parts, strict=True) if count is not None)
    return tuple(column.name for column in COLUMNS if column.name in names)


def write(path: Path, rows: Iterable[Row], new: Iterable[Row]) -> None:
    """Write rows of counts in the order in which they come, whole or not at all. Only for whoever holds the lock.

    `new` are those of them that are not in the file yet: its columns stay, and it gets one for what only they count.
    """
    names = columns(new, columns_in(path))
    order = [column.name for column in (*OTHERS, *PARTS)]
    picked = itemgetter(*map(order.index, names))
    lacking = [place for place, part in enumerate(PARTS) if part.name not in names]

    def cells(row: Row) -> Iterable[str]:
        date, session, how, people, parts, cancelled = row
        assert all(parts[place] is None for place in lacking)
        return map(as_cell, picked((date, session, how, people, cancelled, *parts)))

    table.write(path, names, map(cells, rows))
