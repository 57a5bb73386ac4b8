"""Options that say which months are meant, and by which periods."""

import datetime as dt
import re
from typing import Annotated

import typer

from peerkit.tally import periods
from peerkit.tally.periods import Grain, Period
from peerkit.wording.safe import echoed

FIRST_YEAR, LAST_YEAR = 1900, 2999


def _year(text: str) -> int:
    if re.fullmatch(r"(19|2\d)\d\d", text, re.ASCII):
        return int(text)
    raise typer.BadParameter(f'"{echoed(text)}" is not a year from {FIRST_YEAR} to {LAST_YEAR}.')


def _month(text: str) -> Period:
    """A whole month, or one day."""
    found = re.fullmatch(r"((?:19|2\d)\d\d-\d\d)(-\d\d)?", text, re.ASCII)
    try:
        day = dt.date.fromisoformat(f"{found[1]}{found[2] or '-01'}" if found else "")
    except ValueError:
        raise typer.BadParameter(f'"{echoed(text)}" is not a month. Write it as 2026-04.') from None
    return Period(day, day) if found and found[2] else periods.Year().containing(day, "month")


Year = Annotated[
    int | None,
    typer.Option("--year", metavar="YEAR", parser=_year, help="The group's year that begins in YEAR."),
]
From = Annotated[
    Period | None, typer.Option("--from", metavar="MONTH", parser=_month, help="From this month on, such as 2026-04.")
]
To = Annotated[Period | None, typer.Option("--to", metavar="MONTH", parser=_month, help="Up to the end of this month.")]
By = Annotated[Grain | None, typer.Option("--by", help="Add up shorter periods to these.")]


def span(year: int | None, begins: Period | None, ends: Period | None, year_starts: int, known: Period) -> Period:
    """The days that are meant; an end that was not said is that of `known`. Raises BadParameter for what cannot be."""
    if year is not None and (begins or ends):
        raise typer.BadParameter("Say --year, or --from and --to.", param_hint="--year")
    if year is not None:
        return periods.Year(year_starts).containing(dt.date(year, year_starts, 1), "year")
    first = begins.first if begins else min(known.first, ends.last if ends else known.first)
    last = ends.last if ends else max(known.last, first)
    if last < first:
        raise typer.BadParameter("It ends before it begins.", param_hint="--to")
    return Period(first, last)
