"""`peerkit tally`: how many came. Numbers, dates and fixed words; nothing here takes a name or a remark."""

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peerkit.cli import evidence, show
from peerkit.cli.export import EXAMPLE, export
from peerkit.cli.help import noun, verb
from peerkit.cli.options import Json, Workspace, root_of
from peerkit.durations import counted
from peerkit.errors import did_you_mean
from peerkit.wording.safe import echoed

if TYPE_CHECKING:
    from peerkit.tally.ledger import Row
    from peerkit.workspace.root import Root

FALLBACK = "weekly-circle"
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
FORMATS = ("in person", "online", "both")
app = noun("Count who came, as numbers only.", "peerkit tally add 9\npeerkit tally list")


def _whole(text: str) -> int:
    return _number(text, 0)


def _number(text: str, least: int) -> int:
    from peerkit.tally.ledger import MOST_PEOPLE

    if text.isascii() and text.isdigit() and int(text[:9]) <= MOST_PEOPLE:
        return int(text)
    raise typer.BadParameter(f'"{echoed(text)}" is not a whole number from {least} to {MOST_PEOPLE:,}, in figures: 9.')


def _people(text: str) -> int:
    if number := _number(text, 1):
        return number
    raise typer.BadParameter("You count too, so the least is 1. If it did not take place: --cancelled, and no number.")


def _year(text: str) -> int:
    if re.fullmatch(r"(19|2\d)\d\d", text, re.ASCII):
        return int(text)
    raise typer.BadParameter(f'"{echoed(text)}" is not a year from 1900 to 2999.')


def _day(text: str) -> dt.date:
    from peerkit.live.clock import today

    back = {"today": 0, "yesterday": 1}.get(text.lower())
    if back is not None:
        return today() - dt.timedelta(days=back)
    try:
        if found := _DAY_FIRST.fullmatch(text):
            day = _day_first(text, *map(int, found.groups()))
        else:
            day = dt.date.fromisoformat(text if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else "")
    except ValueError:
        raise typer.BadParameter(
            f'"{echoed(text)}" is not a day. Write it as 2026-11-19, or say today or yesterday.'
        ) from None
    if day > today():
        raise typer.BadParameter(f"{text} is still to come. Count it when it is over.")
    return day


def _day_first(text: str, day: int, month: int, year: int) -> dt.date:
    """19/11/2026, as it is written in the UK; one that could be read the American way is asked back."""
    written = dt.date(year, month, day)
    if day == month or day > 12:
        return written
    other = dt.date(year, day, month)
    raise typer.BadParameter(
        f'"{text}" can be read in two ways. Write {written} for {written.day} {written:%B}, '
        f"or {other} for {other.day} {other:%B}."
    )


def _format(text: str) -> str:
    plain = re.sub(r"[\s_-]+", " ", text.lower()).strip()
    if plain in FORMATS:
        return plain
    raise typer.BadParameter(
        f'"{echoed(text)}" is not one of "in person", online or both. {did_you_mean(plain, FORMATS)}'
    )


On = Annotated[
    dt.date,
    typer.Option("--on", metavar="DATE", parser=_day, help="The day: 2026-11-19, today or yesterday."),
]
Session = Annotated[
    str | None, typer.Option("--session", metavar="NAME", help="Which session. Otherwise the usual one.")
]
ThatDay = Annotated[
    str | None, typer.Option("--session", metavar="NAME", help="Which session. Needed where that day has several.")
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar='"in person"|online|both',
        parser=_format,
        autocompletion=lambda: FORMATS,
        help="How you met. Otherwise as last time.",
    ),
]


def _count(name: str, who: str) -> Any:
    return typer.Option(name, metavar="N", parser=_whole, help=f"How many of them {who}.", show_default=False)


FirstTimers = Annotated[int | None, _count("--first-timers", "came for the first time")]
Supporters = Annotated[int | None, _count("--supporters", "came as friends or family")]
Volunteers = Annotated[int | None, _count("--volunteers", "came as volunteers")]


@verb(app, "add", "peerkit tally add 9\npeerkit tally add 9 --on 2026-11-19 --format online")
def add(
    people: Annotated[
        int | None,
        typer.Argument(
            metavar="[PEOPLE]", parser=_people, help="How many came, everyone counted, you too.", show_default=False
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
    root = root_of(workspace)
    rows = ledger.read(root)
    name = session or _usual_session(root, rows)
    how = format or next((row.format for row in reversed(rows) if row.session == name), FORMATS[0])
    row = ledger.Row(on, name, how, people, first_timers, supporters, volunteers, cancelled)
    ledger.add(root, row)
    show.out(f"Counted: {_said(row)}\nIn {root.ledger}")


def _usual_session(root: "Root", rows: "list[Row]") -> str:
    from peerkit.tally import ledger
    from peerkit.workspace import config

    return Path(config.load(root).template).stem or ledger.last_session(rows) or FALLBACK


@verb(app, "list", "peerkit tally list\npeerkit tally list --year 2026 --json")
def list_rows(
    year: Annotated[
        int | None,
        typer.Option("--year", metavar="YEAR", parser=_year, help="Only the group's year that begins in YEAR."),
    ] = None,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """List what was counted, the oldest first."""
    from peerkit.tally import ledger
    from peerkit.workspace import config

    root = root_of(workspace)
    rows = ledger.read(root)
    if year is not None:
        month = config.load(root).year_starts
        rows = [row for row in rows if dt.date(year, month, 1) <= row.date < dt.date(year + 1, month, 1)]
    if as_json:
        show.as_json([_as_data(row) for row in rows])
        return
    for row in rows:
        show.out(_said(row))
    if not rows:
        show.note("Nothing was counted then." if year else "Nothing is counted yet. Begin with: peerkit tally add 9")


def _as_data(row: "Row") -> dict[str, Any]:
    from dataclasses import asdict

    return {**asdict(row), "date": row.date.isoformat()}


@verb(app, "amend", "peerkit tally amend --on 2026-11-19 --people 10")
def amend(
    on: On = "today",  # type: ignore[assignment]
    session: ThatDay = None,
    people: Annotated[
        int | None,
        typer.Option("--people", metavar="N", parser=_people, help="How many came, you too.", show_default=False),
    ] = None,
    format: Format = None,
    cancelled: Annotated[
        bool | None, typer.Option("--cancelled/--held", help="Whether it took place.", show_default=False)
    ] = None,
    to: Annotated[
        dt.date | None,
        typer.Option("--to", metavar="DATE", parser=_day, help="The right day, if the day was wrong."),
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
        raise typer.BadParameter("Say what is right: --people 10, for example.", param_hint="tally amend")
    root = root_of(workspace)
    if cancelled:
        changes = {**dict.fromkeys(counts), **changes}
    old, new = ledger.amend(root, on, session or _on_that_day(root, on), **changes)
    show.out(f"It was: {_said(old)}\nIt is:  {_said(new)}")
    show.out("That is the same, so nothing was changed." if old == new else _kept(root))


verb(app, "export", EXAMPLE)(export)
verb(app, "evidence", evidence.EXAMPLE)(evidence.evidence)


def _kept(root: "Root") -> str:
    return f"In {root.ledger}\nThe old count is kept in {root.replaced.name}, beside it."


def _on_that_day(root: "Root", day: dt.date) -> str:
    """The only session of that day, or the usual one where there is none. Raises PeerkitError where it has several."""
    from peerkit.errors import PeerkitError
    from peerkit.tally import ledger

    rows = ledger.read(root)
    there = [row for row in rows if row.date == day]
    if len(there) > 1:
        which = [f"{_said(row)} Add --session {row.session}" for row in there]
        raise PeerkitError(
            f"There are {len(there)} counts on {day.isoformat()}. Nothing was changed.",
            "\n".join(["Say which one is meant:", *which]),
        )
    return there[0].session if there else _usual_session(root, rows)


def _said(row: "Row") -> str:
    """One row as a line that can be read aloud."""
    people = [] if row.people is None else [counted(row.people, "person", "people")]
    counts = [
        f"{number} {what}"
        for number, what in (
            (row.first_timers, "for the first time"),
            (row.supporters, "as friends or family"),
            (row.volunteers, "as volunteers"),
        )
        if number is not None
    ]
    day = f"{row.date:%A} {row.date.day} {row.date:%B %Y}"
    held = ["cancelled"] if row.cancelled else []
    return f"{', '.join([day, row.session, *held, row.format, *people, *counts])}."
