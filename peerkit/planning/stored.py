"""An evening as a TOML file or a journal holds it: its template, whole, and an `[evening]` table.

Lengths are not stored: they follow from the people and the times, so a file changed by hand fits itself again.
"""

from datetime import UTC, datetime, tzinfo
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationError

from peerkit.planning.fields import Frozen, Stem
from peerkit.planning.offers import LONGEST
from peerkit.planning.plan import Evening
from peerkit.planning.template import Whole, as_toml, problems_of, read_template
from peerkit.problems import Problem

SHORTEST = 5 * 60
YEARS = range(2000, 3000)


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise ValueError("is a moment with its offset, such as 2026-11-26T19:00:00+00:00.")
    if moment.year not in YEARS:
        raise ValueError("is too far away. Is the year right?")
    return moment


Moment = Annotated[datetime, BeforeValidator(_moment)]


class EveningTable(Frozen):
    """`[evening]`: the stem of the template, the start and the booked end, and how many people."""

    template: Stem
    start: Moment
    end: Moment
    people: Whole


def evening_as_toml(evening: Evening) -> dict[str, Any]:
    """What `read_evening` reads back; times are local, with their offset."""
    table = {
        "template": evening.name,
        "start": evening.start.astimezone(evening.zone),
        "end": evening.end.astimezone(evening.zone),
        "people": evening.people,
    }
    return {"evening": table, **as_toml(evening.template)}


def read_evening(data: dict[str, Any], zone: tzinfo, *, begun: bool = False) -> tuple[Evening | None, list[Problem]]:
    """An evening from parsed TOML, or every reason why it is none. One that has `begun` may be of any length."""
    given = data.get("evening", {})
    template, problems = read_template({key: value for key, value in data.items() if key != "evening"})
    try:
        table = EveningTable.model_validate(given)
    except ValidationError as error:
        return None, [*problems_of(error, {}, "evening"), *problems]
    problems += _booking_problems(table, begun)
    if template is None or problems:
        return None, problems
    start, end = table.start.astimezone(UTC), table.end.astimezone(UTC)
    return Evening(table.template, template, table.people, start, end, zone), []


def _booking_problems(table: EveningTable, begun: bool) -> list[Problem]:
    seconds = (table.end - table.start).total_seconds()
    if seconds <= 0:
        return [Problem("evening.end", "end-before-start", "The end is not after the start.", "Give a later end.")]
    if not (begun or SHORTEST <= seconds <= LONGEST):
        return [Problem("evening.end", "strange-length", "A session lasts from 5 minutes to 12 hours.")]
    return []
