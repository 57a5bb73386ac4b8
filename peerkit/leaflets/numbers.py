"""Whom to ring, text or sign to in a hard moment: data with a place, a source and a day, and the lines they make."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal, get_args

from peerkit.messages import _
from peerkit.values import Language, Line, Lines, Mark
from peerkit.wording.months import in_words

Place = Literal["england", "scotland", "wales", "northern-ireland"]
PLACES: tuple[str, ...] = get_args(Place)
ELSEWHERE = "elsewhere"
"""What a group says that is in none of the places: then no number is printed."""
_A_YEAR = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Number:
    """One service. `call`, `text` and `bsl` are the ways to reach it, of which it has one at the least.

    `before` is what has to be set up for them beforehand. `unasked`: it says itself that it may send help without
    asking. `source` is where all of this was read, on the day `checked`.
    """

    name: Line
    what: Line
    places: Annotated[tuple[Place, ...], Mark(least=1)]
    call: Line | None = None
    text: Line | None = None
    bsl: Line | None = None
    before: Line | None = None
    hours: Line
    languages: Line
    unasked: bool = False
    source: Annotated[Lines, Mark(least=1)]
    checked: date

    def check(self) -> None:
        """Raise ValueError where there is no way to reach it."""
        if not (self.call or self.text or self.bsl):
            raise ValueError("There is no way to reach it. Say call, text or bsl.")


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """A body that helps groups, with its address on the web."""

    name: Line
    what: Line
    places: Annotated[tuple[Place, ...], Mark(least=1)]
    web: Line
    source: Annotated[Lines, Mark(least=1)]
    checked: date


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """The services of a file, in the order in which they are printed, and bodies that help groups."""

    title: Line
    language: Language = "en"
    number: Annotated[tuple[Number, ...], Mark(least=1, most=60, counted=True)]
    organisation: Annotated[tuple[Organisation, ...], Mark(most=60, counted=True)] = ()


def lines(numbers: Numbers, place: str, today: date) -> tuple[str, ...]:
    """A line for each service in the place, and one about all of them; nothing for a place that has none here."""
    found = tuple(" ".join(_said(each, today)) for each in numbers.number if place in each.places)
    ask = _("Where a line does not say so, ask them first whether they would send help without asking you.")
    return (*found, ask) if found else ()


def helpers(numbers: Numbers, place: str, today: date) -> tuple[str, ...]:
    """A line for each body that helps groups in the place."""
    return tuple(
        " ".join((_("{name}, {web}.", name=each.name, web=each.web), each.what, _checked(each.checked, today)))
        for each in numbers.organisation
        if place in each.places
    )


def _said(number: Number, today: date) -> Iterator[str]:
    if number.call:
        yield _("{name}: ring {call}, {hours}.", name=number.name, call=number.call, hours=number.hours)
    else:
        yield _("{name}, {hours}.", name=number.name, hours=number.hours)
    yield number.what
    if number.text:
        yield _("By text: {text}.", text=number.text)
    if number.bsl:
        yield _("In BSL: {bsl}.", bsl=number.bsl)
    if number.before:
        yield _("Beforehand: {before}", before=number.before)
    yield _("They speak {languages}.", languages=number.languages)
    if number.unasked:
        yield _("They may send help without asking.")
    yield _checked(number.checked, today)


def _checked(day: date, today: date) -> str:
    month = in_words(f"{day:%Y-%m}")
    if today - day > _A_YEAR:
        return _("Not checked since {month}: try it before you need it.", month=month)
    return _("Checked in {month}.", month=month)
