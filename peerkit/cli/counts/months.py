"""Options that say which months are meant, and by which periods: the same for every command about counts."""

import datetime as dt
import re
from typing import Annotated, Any, TypeVar

import typer

from peerkit.errors import did_you_mean
from peerkit.tally import periods
from peerkit.tally.periods import GRAINS, Grain, Period
from peerkit.tally.row import EARLIEST, LATEST
from peerkit.wording.safe import echoed

Known = TypeVar("Known", bound=str)


def one_of(known: tuple[Known, ...], text: str) -> Known:
    """One of the words that are known, as it was typed. Raises BadParameter."""
    for word in known:
        if word == text.lower():
            return word
    raise typer.BadParameter(
        f'"{echoed(text)}" is not one of {", ".join(known)}. {did_you_mean(text[:40], known)}'.rstrip()
    )


def _grain(text: str) -> Grain:
    return one_of(GRAINS, text)


def _year(text: str) -> int:
    if re.fullmatch(r"(19|2\d)\d\d", text, re.ASCII):
        return int(text)
    raise typer.BadParameter(f'"{echoed(text)}" is not a year from {EARLIEST.year} to {LATEST.year}.')


def _month(text: str) -> Period:
    """A whole month, or one day."""
    found = re.fullmatch(r"((?:19|2\d)\d\d-\d\d)(-\d\d)?", text, re.ASCII)
    try:
        day = dt.date.fromisoformat(f"{found[1]}{found[2] or '-01'}" if found else "")
    except ValueError:
        raise typer.BadParameter(f'"{echoed(text)}" is not a month. Write it as 2026-04.') from None
    return Period(day, day) if found and found[2] else periods.Year().containing(day, "month")


def by(what: str) -> Any:
    """The option `--by`; `what` is its help."""
    return typer.Option("--by", metavar="|".join(GRAINS), parser=_grain, autocompletion=lambda: GRAINS, help=what)


Year = Annotated[
    int | None,
    typer.Option("--year", metavar="YEAR", parser=_year, help="Only the group's year that begins in YEAR."),
]
From = Annotated[
    Period | None, typer.Option("--from", metavar="MONTH", parser=_month, help="From this month on, such as 2026-04.")
]
To = Annotated[Period | None, typer.Option("--to", metavar="MONTH", parser=_month, help="Up to the end of this month.")]


def of_year(year: int, year_starts: int) -> Period:
    """The group's year that begins in that year."""
    return periods.Year(year_starts).containing(dt.date(year, year_starts, 1), "year")


def asked(
    year: int | None, begins: Period | None, ends: Period | None, year_starts: int
) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day that were said; None for one that was not. Raises BadParameter for what cannot be."""
    if year is not None and (begins or ends):
        raise typer.BadParameter("Say --year, or --from and --to.", param_hint="--year")
    if year is not None:
        whole = of_year(year, year_starts)
        return whole.first, whole.last
    if begins and ends and ends.last < begins.first:
        raise typer.BadParameter(
            f"It ends before it begins: {begins.first:%Y-%m} to {ends.last:%Y-%m}.", param_hint="--to"
        )
    return begins.first if begins else None, ends.last if ends else None


def span(year: int | None, begins: Period | None, ends: Period | None, year_starts: int, known: Period) -> Period:
    """The days that are meant; an end that was not said is that of `known`. Raises BadParameter as `asked` does."""
    first, last = asked(year, begins, ends, year_starts)
    first = first or min(known.first, last or known.first)
    return Period(first, last or max(known.last, first))
