"""What the phone's engine takes: a plan, what has happened, and the clock of the plan's zone, as JSON has them."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from peerkit.planning.plan import Plan

YEARS = 3
"""For how long, in years after the plan's start, a page knows when clocks change."""


def plan_as_data(plan: Plan) -> dict[str, Any]:
    """The plan with its blocks, lengths in seconds, moments in milliseconds of UTC."""
    evening = plan.evening
    return {
        "people": evening.people,
        "seconds": evening.seconds,
        "start": milliseconds(evening.start),
        "end": milliseconds(evening.end),
        "blocks": [asdict(block) for block in plan.blocks],
        "lengths": list(plan.lengths),
        "spare": plan.spare,
    }


def clock_changes(zone: tzinfo, first: datetime) -> list[tuple[int, int, str]]:
    """Since when (milliseconds of UTC) clocks in a zone are how far from UTC, in seconds, and what that is called.

    The first holds from before `first` on; they are found to the minute.
    """
    found: list[tuple[int, int, str]] = []
    day, step = first.astimezone(UTC) - timedelta(days=2), timedelta(days=1)
    for _day in range(366 * YEARS):
        if not found or _clock(zone, day) != found[-1][1:]:
            moment = day if not found else _change(zone, day - step, day)
            found.append((milliseconds(moment), *_clock(zone, day)))
        day += step
    return found


def _change(zone: tzinfo, before: datetime, after: datetime) -> datetime:
    while after - before > timedelta(minutes=1):
        middle = before + (after - before) / 2
        before, after = (middle, after) if _clock(zone, middle) == _clock(zone, before) else (before, middle)
    return after.replace(second=0, microsecond=0)


def _clock(zone: tzinfo, moment: datetime) -> tuple[int, str]:
    local = moment.astimezone(zone)
    offset = local.utcoffset()
    return int(offset.total_seconds()) if offset else 0, local.tzname() or ""


def milliseconds(moment: datetime) -> int:
    """A moment in milliseconds of UTC."""
    return round(moment.timestamp() * 1000)
