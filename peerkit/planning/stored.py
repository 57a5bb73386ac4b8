"""An evening as a TOML file or a journal holds it: its template, whole, and an `[evening]` table.

Lengths are not stored: they follow from the people and the times, so a file changed by hand fits itself again.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from peerkit.planning.offers import LONGEST
from peerkit.planning.plan import Evening
from peerkit.planning.rests import Interpreted
from peerkit.planning.template import Headcount, as_toml
from peerkit.problems import Problem
from peerkit.values import Mark, Stem, dump

SHORTEST = 5 * 60
YEARS = range(2000, 3000)


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise ValueError("is a moment with its offset, such as 2026-11-26T19:00:00+00:00.")
    return moment


_Moment = Annotated[datetime, Mark(parse=_moment)]


@dataclass(frozen=True, kw_only=True)
class EveningTable:
    """`[evening]`: the stem of the template, the start and the booked end, how many people, how it is interpreted."""

    template: Stem
    start: _Moment
    end: _Moment
    people: Headcount
    interpreted: Interpreted | None = None


def table_of(evening: Evening) -> EveningTable:
    """The table of an evening; times are local, with their offset."""
    start, end = evening.start.astimezone(evening.zone), evening.end.astimezone(evening.zone)
    return EveningTable(
        template=evening.name, start=start, end=end, people=evening.people, interpreted=evening.interpreted
    )


def evening_as_toml(evening: Evening) -> dict[str, Any]:
    """What can be read back the same."""
    return {"evening": dump(table_of(evening), defaults=False), **as_toml(evening.template)}


def booking_problems(table: EveningTable, *, begun: bool = False) -> list[Problem]:
    """What is wrong with the times of an evening. One that has `begun` may be of any length."""
    far = [key for key in ("start", "end") if getattr(table, key).year not in YEARS]
    if far:
        reason = "This value is too far away. Is the year right?"
        return [Problem(f"evening.{key}", "wrong-value", reason) for key in far]
    seconds = (table.end - table.start).total_seconds()
    if seconds <= 0:
        return [Problem("evening.end", "end-before-start", "The end is not after the start.", "Give a later end.")]
    if not (begun or SHORTEST <= seconds <= LONGEST):
        return [Problem("evening.end", "strange-length", "A session lasts from 5 minutes to 12 hours.")]
    return []
