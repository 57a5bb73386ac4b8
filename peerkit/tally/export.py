"""Figures leave: looked at first, then recorded, then written. And exact ones, for the group only."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from peerkit.columns import EXACT, NEWCOMERS, NOT_COUNTED, PARTS, VISITS, by_name
from peerkit.errors import PeerkitError
from peerkit.tally import formats, ledger, quarters, record, releases
from peerkit.tally.choices import FileFormat
from peerkit.tally.counts import Counts, Tally
from peerkit.tally.disclosure import Release, Shared
from peerkit.tally.evidence import nobody_counted
from peerkit.tally.formats import FieldValue, Resource
from peerkit.tally.marks import cell
from peerkit.tally.periods import Period, named
from peerkit.tally.purge import refuse_if_unlike
from peerkit.tally.query import Query
from peerkit.tally.serving import ReleaseRequest
from peerkit.tally.sharing import release
from peerkit.workspace import files
from peerkit.workspace.root import Root

HEADING = "How to read these figures. "
OTHERWISE = 'Otherwise it says "not shown", which does not mean none. '
NOTE = (
    f'{HEADING}"Visits" counts everyone in the room, added up over all the sessions. Someone who '
    "comes every week is counted every week, so visits are not a number of different people. Visits are rounded to the "
    "nearest 5, and totals add up the rounded figures. Numbers of sessions are exact. We give visits only for a period "
    f"with at least three sessions, eight visits, and three people at one session. {OTHERWISE}"
    "Each session is counted in one figure only, so that files cannot be compared to find a single "
    "session. Nobody signs in, and no names were used to make these figures."
)
NOT_FOR_SHARING = "Not for sharing: exact, for our group only."
PRIVATE = "-private"
_PEOPLE = "-first-timers"
_FIRST_TIMERS_ROW = re.compile(r"[0-9]{4}(-[0-9]{2}){2},[0-9]{4}(-[0-9]{2}){2},[0-9]+[05],(rounded|corrected)")


class Done(NamedTuple):
    """What was shared, the files that were written, and one of figures taken back that was removed."""

    found: Release
    paths: list[Path]
    removed: list[Path]


class Nothing(PeerkitError):  # noqa: N818 - a fact, not a fault
    """There is no figure to share; `found` says what was left out."""

    def __init__(self, found: Release) -> None:
        super().__init__("There is nothing to share yet. Nothing was written.")
        self.found = found


class Taken(PeerkitError):  # noqa: N818
    """Something else lies where a file was to be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{files.shown(path)} is there already, and it is not the same. Nothing was written.",
            "Name another file with -o FILE, or take that one away first.",
        )
        self.path = path


def preview(root: Root, ask: Query) -> Release:
    """What would be shared now. Writes nothing.

    Raises Nothing where that is no figure, PeerkitError for counts or a record that can't be read.
    """
    return _look(root, ask, releases.read(root))


def share(
    root: Root,
    ask: Query,
    form: FileFormat,
    target: Path | None = None,
    looked_at: Release | None = None,
    over: bool = False,
) -> Done:
    """Share: the record first, then the files, the one at `target` last. All under the lock of the counts.

    A file of first-timers that an earlier sharing wrote beside them goes where there are none to share any more.

    A stop in between has frozen figures and shared none. Without a target the file is called by its months. Raises as
    `preview` does; Taken, unless `over`; PeerkitError when it is not what was `looked_at`, and when the disk says no.
    """
    if not root.ledger.exists():
        preview(root, ask)  # before a folder is made for the lock
    with ledger.held(root):
        before = releases.read(root)
        found = _as_looked_at(root, ask, before, looked_at)
        target = target or usual_path(root, found, form)
        unmarked = replace(found, record=replace(found.record, marks={}))
        found = replace(found, record=releases.marked(found.record, (each.period for each in found.figures)))
        contents = shared_files(found, form, target)
        if not over and (there := taken(contents, shared_files(unmarked, form, target))):
            raise Taken(there)
        files.ready(target.parent)
        _record(root, found, before)
        for path, content in contents.items():
            files.write_atomic(path, content, private=False)
        removed = [path for path in withdrawn(contents) if _holds_only_first_timers(path)]
        for path in removed:
            files.remove(path)
    return Done(found, list(contents), removed)


def freeze(root: Root, ask: Query, looked_at: Release | None = None) -> Release:
    """Record figures as shared, for a page that shows them, and write no file of them. Raises as `share` does."""
    with ledger.held(root):
        before = releases.read(root)
        found = _as_looked_at(root, ask, before, looked_at)
        _record(root, found, before)
    return found


def _as_looked_at(root: Root, ask: Query, before: Shared, looked_at: Release | None) -> Release:
    found = _look(root, ask, before)
    if looked_at is not None and found != looked_at:
        raise PeerkitError("The counts changed while you were looking. Nothing was written.", "Look at them again.")
    return found


def _record(root: Root, found: Release, before: Shared) -> None:
    if found.record != before or not releases.path(root).exists():
        releases.write(root, found.record)


def for_ourselves(root: Root, ask: Query, form: FileFormat, target: Path | None = None, over: bool = False) -> Path:
    """Write exact figures, one row a period, as far as anything was counted; the path.

    Only the owner may read the file, and its name ends in `-private`. Raises PeerkitError as `share` does.
    """
    counts = counted(root)
    request = ask.request(counts)
    found = list(_exact(request, counts))
    if not found:
        raise PeerkitError("Nothing was counted then. Nothing was written.", "See what there is: peerkit tally list")
    never = [
        part.name for at, part in enumerate(PARTS) if not part.always and not any(c.parts_at[at] for _, c in found)
    ]
    columns = {name: purpose for name, purpose in EXACT.items() if name not in never}
    columns |= NOT_COUNTED if any(total.uncounted for _, total in found) else {}
    rows = [_row(columns, days, total) for days, total in found]
    target = target or root.sessions / f"{_months(request.wanted)}.{form}"
    if not target.stem.endswith(PRIVATE):
        target = target.with_name(f"{target.stem}{PRIVATE}{target.suffix}")
    table = Resource("exact-figures", "Exact figures", columns, rows)
    if form == "csv":
        content = formats.as_csv(table)
    elif form == "json":
        content = formats.as_json(named(request.wanted), NOT_FOR_SHARING, [table])
    else:
        content = formats.as_xlsx(named(request.wanted), NOT_FOR_SHARING, [table], request.wanted.last)
    if not over and taken({target: content}):
        raise Taken(target)
    files.write_atomic(target, content)
    return target


def shared_files(found: Release, form: FileFormat, target: Path) -> dict[Path, bytes]:
    """What to write where, the file itself last."""
    days = span(found)
    title = f"Sessions and visits, {named(days)}"
    uncounted = sum(figure.uncounted for figure in found.figures)
    note = f"{NOTE} {nobody_counted(uncounted)}" if uncounted else NOTE
    visits, people = _visits(found), _first_timers(found)
    if form == "json":
        return {target: formats.as_json(title, note, [visits, *people])}
    if form == "xlsx":
        return {target: formats.as_xlsx(title, note, [visits, *people], days.last)}
    beside = {target.with_name(f"{target.stem}{_PEOPLE}.csv"): table for table in people}
    named_files = {path.name: table for path, table in ((target, visits), *beside.items())}
    return {
        target.with_suffix(".txt"): f"{note}\n".encode(),
        target.with_suffix(".datapackage.json"): formats.description(title, note, named_files),
        **{path: formats.as_csv(table) for path, table in beside.items()},
        target: formats.as_csv(visits),
    }


def withdrawn(paths: Iterable[Path]) -> list[Path]:
    """Files of first-timers beside these that an earlier sharing wrote, and this one did not."""
    beside = [path.with_name(f"{path.stem}{_PEOPLE}.csv") for path in paths if path.suffix == ".csv"]
    return [path for path in beside if path not in paths and not path.stem.endswith(2 * _PEOPLE) and path.exists()]


def _holds_only_first_timers(path: Path) -> bool:
    """Whether a file is just as peerkit writes it, so that nobody's own work goes with it."""
    if path.is_symlink():
        return False
    try:
        heading, *rows = files.read_text(path).splitlines() or [""]
    except PeerkitError:
        return False
    return heading == ",".join(NEWCOMERS) and all(map(_FIRST_TIMERS_ROW.fullmatch, rows))


def span(found: Release) -> Period:
    """From the first day that is in a row to the last."""
    return Period(found.figures[0].period.first, found.figures[-1].period.last)


def usual_path(root: Root, found: Release, form: FileFormat) -> Path:
    """`sessions/shared/2026-04-to-2026-09.csv`."""
    return releases.folder(root) / f"{_months(span(found))}.{form}"


def private_before(root: Root, day: dt.date) -> list[Path]:
    """Files of exact figures that `for_ourselves` called by their months, and that begin before a day."""
    there = sorted(root.sessions.glob(f"[0-9][0-9][0-9][0-9]-[0-9][0-9]-to-*{PRIVATE}.*"))
    return [path for path in there if path.name[:7] < f"{day:%Y-%m}"]


def taken(contents: Mapping[Path, bytes], without_marks: Mapping[Path, bytes] | None = None) -> Path | None:
    """The first of the paths where something lies that is not just the same, nor as an older peerkit wrote it."""
    there = (path for path in contents if path.is_symlink() or path.exists())
    wrote = (contents, without_marks or {})
    return next(
        (path for path in there if not any(path in each and files.holds(path, each[path]) for each in wrote)), None
    )


def _look(root: Root, ask: Query, before: Shared) -> Release:
    counts = counted(root)
    this_month = ask.today.year, ask.today.month
    ahead = any(month >= this_month for month in counts.months)  # else no second look at every row is needed
    if ahead and (to_come := ledger.to_come(root, ask.today)):
        line, row = to_come[0]
        raise PeerkitError(
            f"{root.ledger.name}: line {line}: {row.date.isoformat()} is still to come. Nothing was written.",
            f"Put it right first: peerkit tally amend --on {row.date.isoformat()} --session {row.session} --to DATE",
        )
    found = release(ask.request(counts), counts, before)
    if not found.figures:
        raise Nothing(found)
    return found


def counted(root: Root) -> Tally:
    """Everything that was counted, added up. Raises PeerkitError where that is nothing, or can't be read."""
    if not root.ledger.exists():
        raise PeerkitError("Nothing is counted yet. Nothing was written.", "Begin with: peerkit tally add 9")
    known = quarters.read(root)
    refuse_if_unlike(root, known)
    return Tally.of(quarters.rows_besides(root, known), known)


def _months(days: Period) -> str:
    return f"{days.first:%Y-%m}-to-{days.last:%Y-%m}"


def _visits(found: Release) -> Resource:
    """The table of visits; with marks where every month in it has one, and with what was not counted, if any."""
    not_counted = NOT_COUNTED if any(each.uncounted for each in found.figures) else {}  # an older peerkit knows no such
    marks = {each.period: cell(each.period, found.record.marks) for each in found.figures}
    columns = {name: purpose for name, purpose in VISITS.items() if name != record.MARKS or all(marks.values())}
    rows: list[tuple[FieldValue, ...]] = [
        (
            each.period.first, each.period.last, each.held, each.cancelled, each.visits, each.status,
            *(marks[each.period] for name in columns if name == record.MARKS),
            *(each.uncounted for _ in not_counted),
        )
        for each in found.figures
    ]  # fmt: skip
    return Resource("visits", "Visits", {**columns, **not_counted}, rows)


def _first_timers(found: Release) -> list[Resource]:
    """A table of its own, or none."""
    rows: list[tuple[FieldValue, ...]] = [
        (each.period.first, each.period.last, each.people, "corrected" if each.corrected else "rounded")
        for each in found.first_timers
        if each.people is not None
    ]
    return [Resource("first-timers", "First-timers", NEWCOMERS, rows)] if rows else []


def _exact(request: ReleaseRequest, tally: Tally) -> Iterator[tuple[Period, Counts]]:
    """Each period that has a session in it: whole months, also where the request cuts the period."""
    first, last = request.wanted.first.replace(day=1), request.year.containing(request.wanted.last, "month").last
    for whole in request.years.between(first, last, request.by):
        period = Period(max(first, whole.first), min(last, whole.last))
        counts = tally.counts(period)
        if counts is None:
            raise PeerkitError(
                f"The counts of {named(period)} were kept only in a total with other months. Nothing was written.",
                "Ask for whole quarters: --by quarter.",
            )
        if counts.held or counts.cancelled:
            yield period, counts


def _row(columns: Iterable[str], days: Period, counts: Counts) -> tuple[FieldValue, ...]:
    """Exact figures of a period, in these columns."""
    figures = {
        "from": days.first, "to": days.last, "held": counts.held, "cancelled": counts.cancelled,
        "visits": counts.visits, **by_name(counts.always), "sharing": NOT_FOR_SHARING,
        "uncounted": counts.uncounted,
    }  # fmt: skip
    return tuple(figures[name] for name in columns)
