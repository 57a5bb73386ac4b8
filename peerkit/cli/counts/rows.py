"""What the commands about counts share: how a day and a number are typed, and how a row is said."""

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peerkit.durations import counted
from peerkit.errors import did_you_mean
from peerkit.wording.safe import echoed

if TYPE_CHECKING:
    from peerkit.tally.ledger import Row
    from peerkit.workspace.root import Root

FALLBACK = "weekly-circle"
FORMATS = ("in person", "online", "both")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)


def whole(text: str) -> int:
    """A count as it was typed: 0 or more. Raises BadParameter."""
    return number(text, 0)


def number(text: str, least: int) -> int:
    """A number of people as it was typed; `least` is for the message. Raises BadParameter."""
    from peerkit.tally.ledger import MOST_PEOPLE

    if text.isascii() and text.isdigit() and int(text[:9]) <= MOST_PEOPLE:
        return int(text)
    raise typer.BadParameter(f'"{echoed(text)}" is not a whole number from {least} to {MOST_PEOPLE:,}, in figures: 9.')


def people_there(text: str) -> int:
    """How many came: one at least. Raises BadParameter."""
    if found := number(text, 1):
        return found
    raise typer.BadParameter("You count too, so the least is 1. If it did not take place: --cancelled, and no number.")


def day_of(text: str) -> dt.date:
    """A day as it was typed, today at the latest. Raises BadParameter."""
    from peerkit.live.clock import today

    day = any_day(text)
    if day > today():
        raise typer.BadParameter(f"{text} is still to come. Count it when it is over.")
    return day


def any_day(text: str) -> dt.date:
    """A day as it was typed, even one to come. Raises BadParameter."""
    from peerkit.live.clock import today

    back = {"today": 0, "yesterday": 1}.get(text.lower())
    if back is not None:
        return today() - dt.timedelta(days=back)
    try:
        if found := _DAY_FIRST.fullmatch(text):
            return _day_first(text, *map(int, found.groups()))
        return dt.date.fromisoformat(text if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else "")
    except ValueError:
        raise typer.BadParameter(
            f'"{echoed(text)}" is not a day. Write it as 2026-11-19, or say today or yesterday.'
        ) from None


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


def how(text: str) -> str:
    """One of FORMATS as it was typed. Raises BadParameter."""
    plain = re.sub(r"[\s_-]+", " ", text.lower()).strip()
    if plain in FORMATS:
        return plain
    raise typer.BadParameter(
        f'"{echoed(text)}" is not one of "in person", online or both. {did_you_mean(plain, FORMATS)}'.rstrip()
    )


On = Annotated[
    dt.date,
    typer.Option("--on", "--date", metavar="DATE", parser=day_of, help="The day: 2026-11-19, today or yesterday."),
]
CountedOn = Annotated[
    dt.date,
    typer.Option(
        "--on", "--date", metavar="DATE", parser=any_day, help="The day it is counted on: 2026-11-19 or yesterday."
    ),
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
        parser=how,
        autocompletion=lambda: FORMATS,
        help="How you met. Otherwise as last time.",
    ),
]


def _count(name: str, who: str) -> Any:
    return typer.Option(name, metavar="N", parser=whole, help=f"How many of them {who}.", show_default=False)


FirstTimers = Annotated[int | None, _count("--first-timers", "came for the first time")]
Supporters = Annotated[int | None, _count("--supporters", "came as friends or family")]
Volunteers = Annotated[int | None, _count("--volunteers", "came as volunteers")]


def usual_session(root: "Root", rows: "list[Row]") -> str:
    """The session that is meant where none is named: the group's choice, else the last one counted."""
    from peerkit.tally import ledger
    from peerkit.workspace import config

    return Path(config.load(root).template).stem or ledger.last_session(rows) or FALLBACK


def usual_format(rows: "list[Row]", session: str) -> str:
    """How that session met last time."""
    return next((row.format for row in reversed(rows) if row.session == session), FORMATS[0])


def mention_days_to_come(root: "Root") -> None:
    """Counts of days that are still to come, and what puts each right."""
    from peerkit.cli.terminal import console
    from peerkit.live.clock import today
    from peerkit.tally import ledger

    for line, row in ledger.to_come(root, today()):
        right = f"tally amend --on {row.date.isoformat()} --session {row.session} --to DATE"
        console.note(
            f"{root.ledger.name}: line {line}: {row.date.isoformat()} is still to come.\n"
            f"To put it right: {root.command(right)}"
        )


def said(row: "Row") -> str:
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
