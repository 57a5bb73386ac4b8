"""`peerkit tally`: how many came. Numbers, dates and fixed words; nothing here takes a name or a remark."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peerkit.cli.counts import chart, evidence, exchange
from peerkit.cli.counts.export import EXAMPLE, export
from peerkit.cli.counts.months import Year, of_year
from peerkit.cli.counts.rows import (
    CountedOn,
    FirstTimers,
    Format,
    On,
    Session,
    Supporters,
    ThatDay,
    Volunteers,
    day_of,
    mention_days_to_come,
    people_there,
    said,
    usual_format,
    usual_session,
)
from peerkit.cli.terminal import console
from peerkit.cli.terminal.help import noun, verb
from peerkit.cli.terminal.options import Json, Workspace, root_of
from peerkit.durations import counted

if TYPE_CHECKING:
    from peerkit.tally.ledger import Row
    from peerkit.workspace.root import Root

app = noun("Count who came, as numbers only.", "peerkit tally add 9\npeerkit tally list")


@verb(app, "add", "peerkit tally add 9\npeerkit tally add 9 --on 2026-11-19 --format online")
def add(
    people: Annotated[
        int | None,
        typer.Argument(
            metavar="[PEOPLE]",
            parser=people_there,
            help="How many came, everyone counted, you too.",
            show_default=False,
        ),
    ] = None,
    on: On = "today",  # type: ignore[assignment]  # read by its parser, as if it had been typed
    session: Session = None,
    format: Format = None,
    cancelled: Annotated[bool, typer.Option("--cancelled", help="It did not take place.")] = False,
    first_timers: FirstTimers = None,
    supporters: Supporters = None,
    volunteers: Volunteers = None,
    workspace: Workspace = None,
) -> None:
    """Count a session: how many came. Nobody's name."""
    from peerkit.tally import ledger

    if people is None and not cancelled:
        raise typer.BadParameter("How many came, you too? Say a number, or --cancelled.", param_hint="PEOPLE")
    if people is not None and cancelled:
        raise typer.BadParameter(
            f"Did {counted(people, 'person', 'people')} come, or was it cancelled? "
            f"If they came: peerkit tally add {people}. If not: peerkit tally add --cancelled.",
            param_hint="--cancelled",
        )
    root = root_of(workspace)
    rows = ledger.read(root)
    name = session or usual_session(root, rows)
    how = format or usual_format(rows, name)
    row = ledger.Row(on, name, how, people, first_timers, supporters, volunteers, cancelled)
    ledger.add(root, row)
    console.out(f"Counted: {said(row)}\nIn {root.ledger}")


@verb(app, "list", "peerkit tally list\npeerkit tally list --year 2026 --json")
def list_rows(
    year: Year = None,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """List what was counted, the oldest first."""
    from peerkit.tally import ledger
    from peerkit.workspace import config

    root = root_of(workspace)
    rows = ledger.read(root)
    if year is not None:
        wanted = of_year(year, config.load(root).year_starts)
        rows = [row for row in rows if wanted.first <= row.date <= wanted.last]
    if as_json:
        console.as_json([_as_data(row) for row in rows])
        return
    for row in rows:
        console.out(said(row))
    mention_days_to_come(root)
    if not rows:
        console.note("Nothing was counted then." if year else "Nothing is counted yet. Begin with: peerkit tally add 9")


def _as_data(row: "Row") -> dict[str, Any]:
    from dataclasses import asdict

    return {**asdict(row), "date": row.date.isoformat()}


@verb(app, "amend", "peerkit tally amend --on 2026-11-19 --people 10")
def amend(
    on: CountedOn = "today",  # type: ignore[assignment]
    session: ThatDay = None,
    people: Annotated[
        int | None,
        typer.Option("--people", metavar="N", parser=people_there, help="How many came, you too.", show_default=False),
    ] = None,
    format: Format = None,
    cancelled: Annotated[
        bool | None, typer.Option("--cancelled/--held", help="Whether it took place.", show_default=False)
    ] = None,
    to: Annotated[
        dt.date | None,
        typer.Option("--to", metavar="DATE", parser=day_of, help="The right day, if the day was wrong."),
    ] = None,
    first_timers: FirstTimers = None,
    supporters: Supporters = None,
    volunteers: Volunteers = None,
    workspace: Workspace = None,
) -> None:
    """Put a count right. The old one is kept aside."""
    from peerkit.tally import ledger

    counts = {"people": people, "first_timers": first_timers, "supporters": supporters, "volunteers": volunteers}
    given: dict[str, Any] = {"date": to, "format": format, "cancelled": cancelled, **counts}
    changes = {key: value for key, value in given.items() if value is not None}
    if not changes:
        raise typer.BadParameter("Say what is right: --people 10, for example.", param_hint="--people")
    if cancelled and people:
        raise typer.BadParameter("It was cancelled, or people came: say only one of them.", param_hint="--cancelled")
    root = root_of(workspace)
    if cancelled:
        changes = {**dict.fromkeys(counts), **changes}
    if people and cancelled is None:
        changes["cancelled"] = False
    old, new = ledger.amend(root, on, session or _on_that_day(root, on), **changes)
    console.out(f"It was: {said(old)}\nIt is:  {said(new)}")
    console.out("That is the same, so nothing was changed." if old == new else _kept(root))


verb(app, "export", EXAMPLE)(export)
verb(app, "evidence", evidence.EXAMPLE)(evidence.evidence)
verb(app, "chart", chart.EXAMPLE)(chart.chart)
verb(app, "import", exchange.IMPORT)(exchange.import_)
verb(app, "purge", exchange.PURGE)(exchange.purge)
verb(app, "combine", exchange.COMBINE)(exchange.combine)


def _kept(root: "Root") -> str:
    return f"In {root.ledger}\nThe old count is kept in {root.replaced.name}, beside it."


def _on_that_day(root: "Root", day: dt.date) -> str:
    """The only session of that day, or the usual one where there is none. Raises PeerkitError where it has several."""
    from peerkit.errors import PeerkitError
    from peerkit.tally import ledger

    rows = ledger.read(root)
    there = [row for row in rows if row.date == day]
    if len(there) > 1:
        which = [f"{said(row)} Add --session {row.session}" for row in there]
        raise PeerkitError(
            f"There are {len(there)} counts on {day.isoformat()}. Nothing was changed.",
            "\n".join(["Say which one is meant:", *which]),
        )
    return there[0].session if there else usual_session(root, rows)
