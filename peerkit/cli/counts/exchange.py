"""`peerkit tally import`, `purge` and `combine`: counts that come from elsewhere, go, or are added up."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peerkit.cli.counts.rows import Format, any_day, said, usual_format, usual_session
from peerkit.cli.terminal import console, prompt
from peerkit.cli.terminal.options import Json, Workspace, root_of
from peerkit.durations import counted
from peerkit.errors import PeerkitError, did_you_mean
from peerkit.wording.safe import echoed

if TYPE_CHECKING:
    from peerkit.tally.combine import Combined, Sum
    from peerkit.tally.exchange import Found, Sorted
    from peerkit.tally.purge import Purge
    from peerkit.workspace.root import Root

IMPORT = "peerkit tally import counts.csv\npeerkit tally import counts.csv --map people=Headcount --dry-run"
PURGE = "peerkit tally purge --keep 2y\npeerkit tally purge --before 2025-01-01"
COMBINE = "peerkit tally combine group-a.csv group-b.csv"
COLUMNS = ("date", "session", "format", "people", "first_timers", "supporters", "volunteers", "cancelled")
MOST_SHOWN = 10

Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="CSV files.", show_default=False)]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]


def _mapped(text: str) -> tuple[str, str]:
    typed, equals, heading = text.partition("=")
    column = typed.replace("-", "_")
    if column not in COLUMNS or not equals or not heading.strip():
        meant = did_you_mean(column, COLUMNS) or f"The columns are {', '.join(COLUMNS)}."
        raise typer.BadParameter(f'"{echoed(text)}" is not like people=Headcount. {meant}')
    return column, heading.strip()


def import_(
    files: Files,
    mapped: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="COLUMN=HEADING",
            help="Which heading stands for a column: people=Headcount. Can be repeated.",
        ),
    ] = None,
    session: Annotated[
        str | None, typer.Option("--session", metavar="NAME", help="Which session all of it is.", show_default=False)
    ] = None,
    format: Format = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be added, and add nothing.")] = False,
    yes: Yes = False,
    workspace: Workspace = None,
) -> None:
    """Add counts from a spreadsheet saved as CSV. Sessions that are counted already are skipped.

    It takes dates and numbers from columns whose headings it knows, leaves all other columns alone, and stops where
    one is about a person.
    """
    from peerkit.live.clock import today
    from peerkit.tally import exchange, ledger

    root = root_of(workspace)
    chosen = dict(map(_mapped, mapped or []))
    rows = ledger.read(root)
    name = session or usual_session(root, rows)
    usual = exchange.Usual(name, format or usual_format(rows, name))
    without = [column for column, given in (("session", session), ("format", format)) if given]
    found = [exchange.read(Path(file), chosen, usual, today(), without) for file in files]
    new = exchange.sort(root, found)
    _preview(found, new)
    if not new.new:
        console.out("There is nothing to add.")
    elif dry_run:
        console.out("Nothing was written: this was only to look.")
    elif _agreed(f"Add {_these(len(new.new))} to {root.ledger}?", yes):
        added = ledger.add_all(root, new.new)
        console.out(f"Added {counted(added, 'session')}.\nIn {root.ledger}")
    else:
        console.out("Nothing was written.")


def _these(number: int) -> str:
    return "this session" if number == 1 else f"these {number} sessions"


def _preview(found: "list[Found]", new: "Sorted") -> None:
    for file in found:
        taken = ", ".join(f'{column.replace("_", "-")} from "{heading}"' for column, heading in file.taken.items())
        others = f" {counted(file.others, 'other column')} left alone." if file.others else ""
        console.out(f"{file.path.name}: {counted(len(file.rows), 'session')}. Taken: {taken}.{others}")
    if new.new:
        console.out(f"\nNew: {counted(len(new.new), 'session')}.")
    for row in new.new[:MOST_SHOWN]:
        console.out(f"  {said(row)}")
    if len(new.new) > MOST_SHOWN:
        console.out(f"  and {len(new.new) - MOST_SHOWN} more, up to {new.new[-1].date.isoformat()}.")
    if new.same:
        console.out(f"Counted already, and skipped: {counted(new.same, 'session')}.")
    if new.summed:
        console.out(f"Older than the group keeps, and skipped: {counted(new.summed, 'session')}.")
    for here, there in new.other[:MOST_SHOWN]:
        console.out(f"Counted already with other numbers, and left as it is: {said(here)} The file has: {said(there)}")
    if len(new.other) > MOST_SHOWN:
        console.out(f"and {len(new.other) - MOST_SHOWN} more that have other numbers.")


def _agreed(question: str, yes: bool) -> bool:
    """Whether to do it. Without a terminal nobody can be asked, and what was typed is what is meant."""
    return yes or not prompt.at_a_terminal() or prompt.yes(f"{question} (y/N)", default=False)


def _kept_for(text: str) -> int:
    from peerkit.workspace.config import months

    try:
        return months(text)
    except ValueError:
        raise typer.BadParameter(f'"{echoed(text)}" is not a number of years or months, such as 2y or 18m.') from None


def purge(
    before: Annotated[
        dt.date | None,
        typer.Option("--before", metavar="DATE", parser=any_day, help="Counts before this day.", show_default=False),
    ] = None,
    keep: Annotated[
        int | None,
        typer.Option(
            "--keep", metavar="2y|18m", parser=_kept_for, help="Counts that are older than this.", show_default=False
        ),
    ] = None,
    yes: Yes = False,
    workspace: Workspace = None,
) -> None:
    """Add old counts up by quarter, and forget their single sessions.

    Without --before or --keep, what the group has chosen counts: keep under [counting] in peerkit.toml.
    """
    from peerkit.tally import purge as old
    from peerkit.tally.export import private_before

    root = root_of(workspace)
    older_than, year_starts = _older_than(root, before, keep)

    def agreed(found: "Purge") -> bool:
        _foreseen(found)
        if not (yes or prompt.at_a_terminal()):
            raise PeerkitError("This can't be undone, so it needs a yes. Nothing was purged.", "Add --yes.")
        return _agreed("Add them up, and forget the single sessions?", yes)

    found, done = old.purge(root, older_than, year_starts, agreed)
    if not found.changes:
        console.out(f"There are no counts of whole quarters before {found.before.isoformat()}.")
    elif done:
        where = f"\nIn {root.quarters}" if found.totals else ""
        console.out(f"Done.{where}")
        for path in private_before(root, found.before):
            console.note(f"{path} still has exact figures of that time. Take it away too, if nobody needs it.")
    else:
        console.out("Nothing was purged.")


def _older_than(root: "Root", before: dt.date | None, keep: int | None) -> tuple[dt.date, int]:
    """The first day that is kept, and the month in which the group's year begins."""
    from peerkit.live.clock import today
    from peerkit.tally.purge import months_before
    from peerkit.workspace import config

    chosen = config.load(root)
    months = keep or chosen.keep
    if before is not None and keep is not None:
        raise typer.BadParameter("Say --before or --keep, not both.", param_hint="--before")
    if before is None and not months:
        raise typer.BadParameter("How long does the group keep counts? --keep 2y, for example.", param_hint="--keep")
    return min(before or months_before(today(), months), today()), chosen.year_starts


def _foreseen(found: "Purge") -> None:
    console.out(f"Counts of whole quarters before {found.before.isoformat()}: {counted(found.sessions, 'session')}.")
    for total in found.totals:
        cancelled = f", {total.cancelled} cancelled" if total.cancelled else ""
        console.out(f"  {total.said()}: {counted(total.held, 'session')}{cancelled}, {counted(total.visits, 'visit')}.")
    if found.replaced:
        console.out(f"Counts that were put right since, as they were: {found.replaced}. They go too.")
    console.out("What is left is a total for each quarter. The single sessions can't be brought back,")
    console.out("and months of that time can no longer be shared one by one.")


def combine(
    files: Files,
    same: Annotated[
        bool, typer.Option("--same-figures", help="Two groups may have the same figures: add both up.")
    ] = False,
    as_json: Json = False,
    workspace: Workspace = None,  # noqa: ARG001 (every command takes it; this one reads only the files it is given)
) -> None:
    """Add up figures that groups have shared.

    Give the CSV file that `tally export` wrote, one for each group.
    """
    from peerkit.tally.combine import combine as added_up

    found = added_up(files, same)
    if as_json:
        console.as_json(_as_data(found))
        return
    for line in _added_up(found):
        console.out(line)


def _added_up(found: "Combined") -> "list[str]":
    from peerkit.tally.quarters import Quarter

    total, periods = found.total, sorted(found.periods.items())
    groups, spans = counted(total.groups, "group"), counted(len(periods), "period")
    lines = [
        f"{groups}, one for each file, and {spans}. {total.shown} of {total.shown + total.not_shown} figures shown."
    ]
    for (first, last), each in periods:
        lines.append(f"{Quarter(first, last).said()}: {counted(each.groups, 'group')}, {_sum(each)}.")
    lines.append(f"Added up: {_sum(total)}.")
    lines.append("Visits are not different people. Each figure was rounded to the nearest 5 before it was added.")
    if total.not_shown:
        lines.append('"At least" means that some figures are not shown, and are left out of the sum.')
    return lines


def _sum(each: "Sum") -> str:
    """`1,234 sessions, 5 cancelled, at least 8,760 visits`."""
    cancelled = f"{each.cancelled:,} cancelled, " if each.cancelled else ""
    visits = f"{'at least ' if each.not_shown else ''}{each.visits:,} visits" if each.shown else "visits not shown"
    return f"{each.held:,} session{'' if each.held == 1 else 's'}, {cancelled}{visits}"


def _as_data(found: "Combined") -> dict[str, Any]:
    from dataclasses import asdict

    periods = [
        {"from": first.isoformat(), "to": last.isoformat(), **asdict(each), "at_least": each.not_shown > 0}
        for (first, last), each in sorted(found.periods.items())
    ]
    return {"total": {**asdict(found.total), "at_least": found.total.not_shown > 0}, "periods": periods}
