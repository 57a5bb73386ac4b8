"""`peerkit tally`: how many came. Numbers, dates and fixed words; nothing here takes a name or a remark."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import typer
from typer import Option

from peerkit.cli.counts import options
from peerkit.cli.sheets.options import ClearPrintOptions
from peerkit.cli.terminal.help import noun
from peerkit.cli.terminal.help import verb as any_verb
from peerkit.cli.terminal.options import Json, Workspace, choice, root_of, root_to_write
from peerkit.tally.choices import DAY_ORDERS, EMPTY_DAYS, FILE_FORMATS, DayOrder, EmptyDay, FileFormat
from peerkit.tally.periods import BY, GRAINS, By, Grain

app = noun("peerkit tally add 9\npeerkit tally list")
verb = partial(any_verb, in_english=True)


@verb(app, "add", "peerkit tally add 9\npeerkit tally add 9 --on 2026-11-19 --format online")
def add(
    ctx: typer.Context,
    *,
    people: int | None = typer.Argument(
        None, metavar="[PEOPLE]", parser=options.people_there, help="How many came, everyone counted, you too."
    ),
    on: str = Option("today", "--on", "--date", metavar="DATE", help="The day: 2026-11-19, today or yesterday."),
    session: options.SessionOption = None,
    format: options.FormatOption = None,
    cancelled: bool = Option(False, "--cancelled", help="It did not take place."),
    uncounted: options.UncountedOption = False,
    parts: options.PartOptions,
    workspace: Workspace = None,
) -> None:
    """Count a session: how many came. Nobody's name."""
    from peerkit.cli.counts import rows

    day = options.day(on, ctx.obj.today(), "--on", "--date")
    met = rows.Met(people, cancelled=cancelled, uncounted=uncounted)
    rows.add(root_to_write(workspace), day, session, format, met, vars(parts))


@verb(app, "list", "peerkit tally list\npeerkit tally list --year 2026 --json")
def list_rows(
    ctx: typer.Context, year: options.YearOption = None, as_json: Json = False, workspace: Workspace = None
) -> None:
    """List what was counted, the oldest first."""
    from peerkit.cli.counts import rows

    rows.show(root_of(workspace), year, ctx.obj.today(), as_json=as_json)


@verb(app, "amend", "peerkit tally amend --on 2026-11-19 --people 10")
def amend(
    ctx: typer.Context,
    *,
    on: str = Option(
        "today", "--on", "--date", metavar="DATE", help="The day it is counted on: 2026-11-19 or yesterday."
    ),
    session: str | None = Option(
        None, "--session", metavar="NAME", help="Which session. Needed where that day has several."
    ),
    people: int | None = Option(
        None, "--people", metavar="N", parser=options.people_there, help="How many came, you too."
    ),
    format: options.FormatOption = None,
    cancelled: bool | None = Option(None, "--cancelled/--held", help="Whether it took place."),
    uncounted: options.UncountedOption = False,
    to: str | None = Option(None, "--to", metavar="DATE", help="The right day, if the day was wrong."),
    parts: options.PartOptions,
    workspace: Workspace = None,
) -> None:
    """Put a count right. The old one is kept aside."""
    from peerkit.cli.counts import rows

    today = ctx.obj.today()
    day = options.day(on, today, "--on", "--date", to_come=True)
    right_day = options.day(to, today, "--to") if to else None
    right = {"date": right_day, "people": people, "format": format, "cancelled": cancelled, **vars(parts)}
    given = {name: value for name, value in right.items() if value is not None}
    rows.amend(root_of(workspace), day, session, given, uncounted=uncounted)


@verb(
    app, "export", "peerkit tally export\npeerkit tally export --for \"June 2025 to May 2026\" --format xlsx\n"
    "peerkit tally export --for-ourselves",
)  # fmt: skip
def export(
    ctx: typer.Context,
    *,
    by: Grain | None = choice(
        None, "--by", known=GRAINS, help="How long a period of the table is. Otherwise a quarter."
    ),
    months: options.Months,
    format: FileFormat | None = choice(
        None, "--format", known=FILE_FORMATS, help="What kind of file. Otherwise as FILE ends, or csv."
    ),
    output: Path | None = Option(
        None, "-o", "--output", metavar="FILE", parser=options.file, help="Where to. Otherwise in sessions/shared."
    ),
    yes: bool = Option(False, "--yes", "-y", help="Share and write without asking."),
    correct: bool = Option(False, "--correct", help="Put figures right that were shared before the counts changed."),
    for_ourselves: bool = Option(
        False, "--for-ourselves", help="Exact figures. Not for sharing, and each row says so."
    ),
    workspace: Workspace = None,
) -> None:
    """Write figures that are safe to share: nobody can be found in them."""
    from peerkit.cli.counts import export as body
    from peerkit.workspace import config

    root, today = root_of(workspace), ctx.obj.today()
    starts = config.load(root, "It may say what a figure to share stands for, so nothing was written.").year_starts
    asked = body.query(months, today, starts, by, correct=correct)
    target = body.target(root, output, format)
    (body.for_ourselves if for_ourselves else body.share)(root, asked, target, yes=yes)


@verb(
    app, "evidence", "peerkit tally evidence\n"
    "peerkit tally evidence --for \"June 2025 to May 2026\" -o evidence.pdf\n"
    "peerkit tally evidence --paste\npeerkit tally evidence --chart",
)  # fmt: skip
def evidence(
    ctx: typer.Context,
    *,
    months: options.Months,
    by: Grain | None = choice(None, "--by", known=GRAINS, help="Add up shorter periods to these."),
    printing: ClearPrintOptions,
    chart: bool = Option(False, "--chart", help="The visits as a picture, SVG and PNG, or one of them with -o."),
    paste: bool = Option(False, "--paste", help="Answers to paste into a funder's form."),
    money: list[str] | None = Option(None, "--money", metavar="WORDS", help="What you say of money. Can be repeated."),
    hours: list[str] | None = Option(None, "--hours", metavar="WORDS", help="What you say of hours. Can be repeated."),
    yes: bool = Option(False, "--yes", "-y", help="Share what was not shared yet of these months, without asking."),
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """Make a page for a funder, from figures that are shared. Nobody is in it.

    Months that were not shared yet are shown first, and shared after a yes.
    """
    from peerkit.cli.counts import evidence as body
    from peerkit.cli.counts.asked import Wanted
    from peerkit.cli.sheets.options import picture_request

    if sum((chart, paste, as_json, printing.format is not None)) > 1:
        raise typer.BadParameter("Say one of --format, --chart, --paste and --json.", param_hint="--format")
    if (paste or as_json) and printing.open:
        raise typer.BadParameter(
            "Only a sheet or a chart can be opened: Markdown, HTML, PDF, SVG or PNG.", param_hint="--open"
        )
    form = "chart" if chart else "paste" if paste else "json" if as_json else "sheet"
    plain = replace(printing, format="terminal" if paste or as_json else printing.format)
    request = picture_request(printing) if chart else plain.request("terminal")
    wanted = Wanted(months, by, tuple(money or ()), tuple(hours or ()), yes)
    body.show(root_of(workspace), ctx.obj.today(), wanted, request, form)


@verb(app, "chart", "peerkit tally chart\npeerkit tally chart --by session --year 2026")
def chart(
    ctx: typer.Context,
    by: By = choice("month", "--by", known=BY, help="What one line of it stands for."),
    year: options.YearOption = None,
    workspace: Workspace = None,
) -> None:
    """Show the counts as a picture. For yourselves: its figures are exact."""
    from peerkit.cli.counts import chart as body

    body.show(root_of(workspace), ctx.obj.today(), by, year)


@verb(
    app, "import", "peerkit tally import counts.xlsx\npeerkit tally import counts.csv --map people=Headcount --dry-run"
)
def import_(
    ctx: typer.Context,
    *,
    files: options.SpreadsheetFiles,
    mapped: list[str] | None = Option(
        None,
        "--map",
        metavar="COLUMN=HEADING",
        help="Which heading, or which letter, stands for a column: people=Headcount. Can be repeated.",
    ),
    session: str | None = Option(None, "--session", metavar="NAME", help="Which session all of it is."),
    format: options.FormatOption = None,
    dates: DayOrder | None = choice(
        None, "--dates", known=DAY_ORDERS, help="Which comes first in 1/2/2026. Otherwise as the file shows."
    ),
    empty: EmptyDay | None = choice(
        None, "--empty", known=EMPTY_DAYS[1:], help="What a day without a number is. Otherwise it is left out."
    ),
    take: list[str] | None = Option(
        None, "--take", metavar="LINES", help="Odd lines that are right as they are: 14,18."
    ),
    leave: list[str] | None = Option(
        None, "--leave", metavar="HEADING", help="A column that is about no person, whatever it looks like."
    ),
    count_lines: bool = Option(False, "--count-lines", help="Each line is one person: count the lines of each day."),
    dry_run: bool = Option(False, "--dry-run", help="Show what would be added, and add nothing."),
    yes: options.Unasked = False,
    workspace: Workspace = None,
) -> None:
    """Add counts from a spreadsheet: CSV, Excel or OpenDocument. Sessions that are counted already are skipped.

    It takes days and numbers, and only from lines that are sure; what is odd is shown and left out. All other columns
    are left alone, and it stops where one lists people.
    """
    from peerkit.cli.counts import importing

    chosen = dict(map(options.mapped, mapped or []))
    typed = importing.Typed(
        chosen, session, format, dates, empty, importing.lines(take or []), leave or [], count_lines
    )
    root = root_of(workspace) if dry_run else root_to_write(workspace)
    importing.import_(root, files, typed, ctx.obj.today(), dry_run=dry_run, yes=yes)


@verb(app, "purge", "peerkit tally purge --keep 2y\npeerkit tally purge --before 2025-01-01")
def purge(
    ctx: typer.Context,
    before: str | None = Option(None, "--before", metavar="DATE", help="Counts before this day."),
    keep: str | None = Option(None, "--keep", metavar="2y|18m", help="Counts that are older than this."),
    yes: options.Unasked = False,
    workspace: Workspace = None,
) -> None:
    """Add old counts up by quarter, and forget their single sessions.

    Without --before or --keep, what the group has chosen counts: keep under [counting] in peerkit.toml.
    """
    from peerkit.cli.counts import exchange

    today = ctx.obj.today()
    day = options.day(before, today, "--before", to_come=True) if before else None
    exchange.purge(root_of(workspace), today, day, keep, yes=yes)


@verb(
    app, "combine", "peerkit tally combine group-a.csv group-b.csv\npeerkit tally combine received/\n"
    "peerkit tally combine - < list.txt",
)  # fmt: skip
def combine(
    files: options.SharedFiles,
    same: bool = Option(False, "--same-figures", help="Groups may have the same figures: say nothing of it."),
    as_json: Json = False,
    workspace: Workspace = None,  # noqa: ARG001 (every command takes it; this one reads only the files it is given)
) -> None:
    """Add up figures that groups have shared.

    Give the CSV or JSON files that `tally export` wrote, folders with such files, or - for a list of their names on
    the standard input. What one group shared twice is counted once.
    """
    import sys

    from peerkit.cli.counts import exchange

    exchange.combine(files, sys.stdin, same=same, as_json=as_json)
