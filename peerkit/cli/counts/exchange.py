"""`peerkit tally purge` and `combine`: counts that go, or are added up."""

import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import typer

from peerkit.cli.terminal import console, prompt, viewer
from peerkit.cli.terminal.progress import Doing
from peerkit.durations import counted
from peerkit.errors import PeerkitError
from peerkit.messages import _, ngettext
from peerkit.tally import purge as old
from peerkit.tally.combine import Combined, Lack, Sum, sources
from peerkit.tally.combine import combine as added_up
from peerkit.tally.export import private_before
from peerkit.tally.periods import Period, named
from peerkit.wording.grammar import listed
from peerkit.wording.safe import echoed
from peerkit.workspace import config, sorts
from peerkit.workspace.files import shown
from peerkit.workspace.root import Root

_MOST_SHOWN = 10
_EVERY = 1_000
"""How many files are read before lines say so."""


def purge(root: Root, today: dt.date, before: dt.date | None, keep: str | None, *, yes: bool) -> None:
    """Show which counts would become totals, ask, and make them. `keep` is as typed: 2y, 18m."""
    older_than, year_starts = _older_than(root, today, before, keep)

    def agreed(found: old.Purge) -> bool:
        _foreseen(found)
        if not (yes or prompt.at_a_terminal()):
            raise PeerkitError("This can't be undone, so it needs a yes. Nothing was purged.", "Add --yes.")
        return yes or prompt.yes("Add them up, and forget the single sessions?", default=False)

    found, done = old.purge(root, older_than, year_starts, agreed)
    if not found.changes:
        console.out(f"There are no counts of whole quarters before {found.before.isoformat()}.")
    elif done:
        where = f"\nIn {root.quarters}" if found.totals else ""
        console.out(f"Done.{where}")
        for path in private_before(root, found.before):
            console.note(f"{path} still has exact figures of that time. Take it away too, if nobody needs it.")
        left = old.remnants(root, found.before)
        if counts := [each.path for each in left if not each.plan]:
            console.note(
                _(
                    "Copies still hold counts of that time: {files}. Take them away too.",
                    files=_some(list(map(str, counts))),
                )
            )
        if planned := [each.path.name for each in left if each.plan]:
            console.note(
                _(
                    "Plans of that time still say on which days there was a session, and for how many it was planned: "
                    "{files}, in {folder}. Take them away too, if nobody needs them.",
                    files=_some(planned),
                    folder=root.sessions,
                )
            )
        console.note(_("What lies elsewhere, in a backup or with somebody else, peerkit can't see."))
    else:
        console.out("Nothing was purged.")


def _older_than(root: Root, today: dt.date, before: dt.date | None, keep: str | None) -> tuple[dt.date, int]:
    """The first day that is kept, and the month in which the group's year begins. Raises BadParameter."""
    chosen = config.load(root, "It may say how long counts are kept, so nothing was purged.")
    try:
        months = sorts.months(keep) if keep is not None else chosen.keep
    except ValueError:
        said = f'"{echoed(keep or "")}" is not a number of years or months, such as 2y or 18m.'
        raise typer.BadParameter(said, param_hint="--keep") from None
    if before is not None and keep is not None:
        raise typer.BadParameter("Say --before or --keep, not both.", param_hint="--before")
    if before is None and not months:
        raise typer.BadParameter("How long does the group keep counts? --keep 2y, for example.", param_hint="--keep")
    return min(before or old.months_before(today, months), today), chosen.year_starts


def _foreseen(found: old.Purge) -> None:
    console.out(f"Counts of whole quarters before {found.before.isoformat()}: {counted(found.sessions, 'session')}.")
    for total in found.totals:
        cancelled = f", {total.cancelled} cancelled" if total.cancelled else ""
        cancelled += f", {total.uncounted} not counted" if total.uncounted else ""
        console.out(f"  {total.said()}: {counted(total.held, 'session')}{cancelled}, {counted(total.visits, 'visit')}.")
    if found.replaced:
        console.out(f"Counts that were put right since, as they were: {found.replaced}. They go too.")
    console.out("What is left is a total for each quarter. The single sessions can't be brought back,")
    console.out("and months of that time can no longer be shared one by one.")


def combine(names: Sequence[str], lines: Iterable[str], *, same: bool, as_json: bool) -> None:
    """Print the sums of shared files. `same` says that groups may well have the same figures, also without marks."""
    paths = sources(names, lines)
    if not paths:
        raise PeerkitError(
            "No file is named. Nothing was added up.", "To read names from a list: peerkit tally combine - < list.txt"
        )
    with Doing(_("Reading files"), len(paths)) as doing:

        def read(done: int) -> None:
            doing.done(done)
            if done % _EVERY == 0 and not viewer.looks(sys.stderr):
                console.note(_("{done:,} of {all:,} files read.", done=done, all=len(paths)))

        found = added_up(paths, read)
    if as_json:
        console.as_json(_as_data(found))
    else:
        for line in _added_up(found):
            console.out(line)
        for lack in found.lacks(_MOST_SHOWN):
            console.note(_lacking(lack))
        if (more := len(found.lacking) - _MOST_SHOWN) > 0:
            many = ngettext("{n:,} more file lacks something.", "{n:,} more files lack something.", more)
            console.note(f"{many} {_('With {option} all of them are named.', option='--json')}")
    for paths in [] if same else found.alike[:_MOST_SHOWN]:
        console.note(
            _(
                "{files} have the same figures, and not all of them have marks that tell whether one is a copy. "
                "All are added up. If one is a copy, leave it out.",
                files=_some(paths),
            )
        )


def _some(paths: Sequence[str]) -> str:
    """The first few of them, and how many more."""
    first, more = [shown(path) for path in paths[:_MOST_SHOWN]], len(paths) - _MOST_SHOWN
    return listed(first + ([ngettext("{n} more", "{n} more", more)] if more > 0 else []))


def _lacking(lack: Lack) -> str:
    """What a file lacks: `group-b.csv: It has nothing for April to June 2026.`."""
    parts = []
    if lack.missing:
        parts.append(_("It has nothing for {periods}.", periods=listed(map(named, lack.missing))))
    if lack.not_shown:
        parts.append(_("It does not show {periods}.", periods=listed(map(named, lack.not_shown))))
    if lack.unmarked:
        parts.append(_("It has no marks, because an older peerkit wrote it, so a copy could not be told from another."))
    return f"{shown(lack.path)}: {' '.join(parts)}"


def _added_up(found: Combined) -> list[str]:
    total, periods = found.total, found.periods.items()
    read = ngettext("{n:,} file", "{n:,} files", found.files)
    most = ngettext("{n:,} group at most", "{n:,} groups at most", found.groups)
    lines = [
        _(
            "{files}, {groups}, {periods}. {shown:,} of {all:,} figures shown.",
            files=read,
            groups=most,
            periods=ngettext("{n} period", "{n} periods", len(periods)),
            shown=total.shown,
            all=total.shown + total.not_shown,
        )
    ]
    if found.again:
        lines.append(
            ngettext(
                "{n:,} figure is in more than one file of the same group, and is counted once.",
                "{n:,} figures are in more than one file of the same group, and are counted once.",
                found.again,
            )
        )
    for period, each in periods:
        lines.append(f"{named(period)}: {counted(each.groups, 'group')}, {_sum(each)}.")
    lines.append(f"Added up: {_sum(total)}.")
    lines.append("Visits are not different people. Each figure was rounded to the nearest 5 before it was added.")
    if total.not_shown:
        lines.append('"At least" means that some figures are not shown, and are left out of the sum.')
    return lines


def _sum(each: Sum) -> str:
    """`1,234 sessions, 5 cancelled, at least 8,760 visits`."""
    cancelled = f"{each.cancelled:,} cancelled, " if each.cancelled else ""
    cancelled += f"{each.uncounted:,} not counted, " if each.uncounted else ""
    visits = f"{'at least ' if each.not_shown else ''}{each.visits:,} visits" if each.shown else "visits not shown"
    return f"{each.held:,} session{'' if each.held == 1 else 's'}, {cancelled}{visits}"


def _as_data(found: Combined) -> dict[str, Any]:
    def days(period: Period) -> dict[str, str]:
        return {"from": period.first.isoformat(), "to": period.last.isoformat()}

    return {
        "files": found.files,
        "counted_once": found.again,
        "total": {**asdict(found.total), "at_least": found.total.not_shown > 0},
        "periods": [
            {**days(period), **asdict(each), "at_least": each.not_shown > 0} for period, each in found.periods.items()
        ],
        "lacking": [
            {
                "file": lack.path,
                "missing": [*map(days, lack.missing)],
                "not_shown": [*map(days, lack.not_shown)],
                "marks": not lack.unmarked,
            }
            for lack in found.lacks()
        ],
        "perhaps_copies": found.alike,
    }
