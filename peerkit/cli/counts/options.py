"""What is typed of counts: days, numbers, months and parts of the people, the same for every command."""

import datetime as dt
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, make_dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from typer import Option

from peerkit.columns import COLUMNS, FORMATS, PARTS, Column, any_format, session_format
from peerkit.errors import did_you_mean
from peerkit.figures import ascii_figures
from peerkit.tally import periods
from peerkit.tally.periods import Period
from peerkit.tally.row import EARLIEST, LATEST, MOST_PEOPLE
from peerkit.wording.months import month, span
from peerkit.wording.safe import echoed
from peerkit.wording.yes_no import word


def day(typed: str, today: dt.date, *names: str, to_come: bool = False) -> dt.date:
    """A day as it was typed for the option of these names, today at the latest unless it may be `to_come`.

    Raises BadParameter.
    """
    try:
        found = _day(ascii_figures(typed), today)
        if found > today and not to_come:
            raise ValueError(f"{typed} is still to come. Count it when it is over.")
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=" / ".join(f"'{name}'" for name in names)) from None
    return found


def _day(typed: str, today: dt.date) -> dt.date:
    back = {"today": 0, "yesterday": 1}.get(word(typed))
    if back is not None:
        return today - dt.timedelta(days=back)
    local = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", typed, re.ASCII)
    try:
        iso = dt.date.fromisoformat(typed) if re.fullmatch(r"\d{4}-\d\d-\d\d", typed, re.ASCII) else None
        written = iso or dt.date(*map(int, reversed(local.groups() if local else ())))
    except (TypeError, ValueError):
        raise ValueError(
            f'"{echoed(typed)}" is not a day. Write it as 2026-11-19, or say today or yesterday.'
        ) from None
    if iso or written.day == written.month or written.day > 12:
        return written
    other = dt.date(written.year, written.day, written.month)  # the American way
    raise ValueError(
        f'"{typed}" can be read in two ways. Write {written} for {written.day} {written:%B}, '
        f"or {other} for {other.day} {other:%B}."
    )


def _number(least: int) -> Callable[[str], int]:
    """A parser of numbers of people; `least` is for what it says. It raises BadParameter."""

    def parse(typed: str) -> int:
        plain = ascii_figures(typed)
        if plain.isascii() and plain.isdigit() and int(plain[:9]) <= MOST_PEOPLE:
            return int(plain)
        raise typer.BadParameter(
            f'"{echoed(typed)}" is not a whole number from {least} to {MOST_PEOPLE:,}, in figures: 9.'
        )

    return parse


def people_there(typed: str) -> int:
    """How many came: one at least. Raises BadParameter."""
    if found := _number(1)(typed):
        return found
    raise typer.BadParameter(
        "You count too, so the least is 1. "
        "If it did not take place: --cancelled, and no number. If nobody counted: --uncounted, and no number."
    )


def _format(typed: str) -> str:
    try:
        return session_format(typed)
    except ValueError:
        meant = did_you_mean(typed[:40].lower(), FORMATS)
        raise typer.BadParameter(f'"{echoed(typed)}" is not {any_format()}. {meant}'.rstrip()) from None


def _year(typed: str) -> int:
    if re.fullmatch(r"(19|2\d)\d\d", plain := ascii_figures(typed), re.ASCII):
        return int(plain)
    raise typer.BadParameter(f'"{echoed(typed)}" is not a year from {EARLIEST.year} to {LATEST.year}.')


def _month(typed: str) -> Period:
    """A whole month, or one day."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", plain := ascii_figures(typed), re.ASCII):
        with suppress(ValueError):
            return Period(dt.date.fromisoformat(plain), dt.date.fromisoformat(plain))
    try:
        first = month(typed)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    _year(str(first.year))
    return periods.CALENDAR.containing(first, "month")


def time(typed: str) -> Period | int:
    """From the first day of a month to the last of another; a number where it is a year of the group's.

    2025/26 is the year of the group's that begins in 2025. Raises BadParameter.
    """
    years = re.fullmatch(r"([0-9]{4})(?:/([0-9]{2}|[0-9]{4}))?", ascii_figures(typed.strip()), re.ASCII)
    if years and (years[2] is None or int(years[2]) % 100 == (int(years[1]) + 1) % 100):
        return _year(years[1])
    try:
        first, last = span(typed)
    except ValueError as error:
        raise typer.BadParameter(f'{error} Both together: --for "June 2025 to May 2026".') from None
    if last < first:
        raise typer.BadParameter(f"It ends before it begins: {first:%Y-%m} to {last:%Y-%m}.")
    _year(str(first.year))
    _year(str(last.year))
    return Period(first, periods.CALENDAR.containing(last, "month").last)


def mapped(typed: str) -> tuple[str, str]:
    """A column and the heading that stands for it. Raises BadParameter."""
    name, equals, heading = typed.partition("=")
    column, known = name.replace("-", "_"), [each.name for each in COLUMNS]
    if column not in known or not equals or not heading.strip():
        meant = did_you_mean(column, known) or f"The columns are {', '.join(known)}."
        raise typer.BadParameter(f'"{echoed(typed)}" is not like people=Headcount. {meant}')
    return column, heading.strip()


def file(typed: str) -> Path:
    """The file to write. Raises BadParameter where that names none."""
    if typed not in ("", "-") and "\0" not in typed:
        return Path(typed)
    raise typer.BadParameter("That names no file. For example: -o figures.csv")


SessionOption = Annotated[
    str | None, Option("--session", metavar="NAME", help="Which session. Otherwise the usual one.")
]
FormatOption = Annotated[
    str | None,
    Option(
        "--format",
        metavar='"in person"|online|phone|both',
        parser=_format,
        autocompletion=lambda: FORMATS,
        help="How you met. Otherwise as last time.",
    ),
]
YearOption = Annotated[
    int | None, Option("--year", metavar="YEAR", parser=_year, help="Only the group's year that begins in YEAR.")
]
SpreadsheetFiles = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="CSV, XLSX, XLS or ODS files.", show_default=False)
]
UncountedOption = Annotated[bool, Option("--uncounted", help="You met, and nobody counted. That is no zero.")]
SharedFiles = Annotated[
    list[str], typer.Argument(metavar="FILE|FOLDER|-...", help="What to add up.", show_default=False)
]
Unasked = Annotated[bool, Option("--yes", "-y", help="Do it without asking.")]


def _part(part: Column) -> Any:
    asked = f"How many of them {part.who}."
    return Option(None, f"--{part.name.replace('_', '-')}", metavar="N", parser=_number(0), help=asked)


PartOptions: Any = make_dataclass("PartOptions", [(part.name, int | None, _part(part)) for part in PARTS])
"""An option for each part of the people."""


@dataclass(eq=False, repr=False)
class Months:
    """Which months were typed: a time, a year of the group's, or the ends of a time; None for what was not."""

    year: YearOption = None
    begins: Period | None = Option(
        None, "--from", metavar="MONTH", parser=_month, help="From this month on, such as 2026-04."
    )
    ends: Period | None = Option(None, "--to", metavar="MONTH", parser=_month, help="Up to the end of this month.")
    time: Any = Option(
        None, "--for", metavar="MONTHS", parser=time, help='The months that are asked for: "June 2025 to May 2026".'
    )

    def days(self, year_starts: int) -> tuple[dt.date | None, dt.date | None]:
        """The first and the last day that were said, None for one that was not. Raises BadParameter."""
        if self.time is not None and (self.year is not None or self.begins or self.ends):
            raise typer.BadParameter("Say --for, --year, or --from and --to.", param_hint="--for")
        if self.year is not None and (self.begins or self.ends):
            raise typer.BadParameter("Say --year, or --from and --to.", param_hint="--year")
        if isinstance(self.time, Period):
            return self.time.first, self.time.last
        if (year := self.year if self.time is None else self.time) is not None:
            whole = periods.Year(year_starts).beginning_in(year)
            return whole.first, whole.last
        if self.begins and self.ends and self.ends.last < self.begins.first:
            raise typer.BadParameter(
                f"It ends before it begins: {self.begins.first:%Y-%m} to {self.ends.last:%Y-%m}.", param_hint="--to"
            )
        return self.begins.first if self.begins else None, self.ends.last if self.ends else None

    @property
    def said(self) -> bool:
        """Whether any was typed."""
        return any(each is not None for each in (self.time, self.year, self.begins, self.ends))

    def span(self, year_starts: int, known: Period) -> Period:
        """The days that are meant; an end that was not said is that of `known`. Raises BadParameter."""
        first, last = self.days(year_starts)
        first = first or min(known.first, last or known.first)
        return Period(first, last or max(known.last, first))
