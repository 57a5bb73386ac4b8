"""The page for a funder as data for a program: the same figures, with the note that goes with them. Pure."""

from collections.abc import Mapping
from typing import Any

from peerkit.tally.answers import answers
from peerkit.tally.disclosure import Figure, FirstTimers
from peerkit.tally.evidence import Evidence, about_each_time
from peerkit.tally.export import NOTE
from peerkit.tally.periods import Period


def as_data(made: Evidence) -> Mapping[str, Any]:
    """Numbers, texts and lists by name; days as 2026-04-01; None for what is not shown or not known."""
    return {
        "group": made.group,
        **_days(made.period),
        **_totals(made),
        "periods": [{**_figure(one), "about_each_session": about_each_time([one])} for one in made.figures],
        "missing": [_days(period) for period in made.missing],
        "too_few_sessions": [_days(period) for period in made.few],
        "first_timers": [_people(one) for one in made.first_timers],
        "year_before": made.year_before and {**_days(made.year_before.period), **_totals(made.year_before)},
        "held_by_format": made.kinds and dict(made.kinds.formats),
        "held_by_way_of_meeting": made.kinds and dict(made.kinds.ways),
        "about": list(made.statement.about),
        "experience": made.statement.experience,
        "run_by": made.statement.run_by,
        "most_share": made.statement.most_share,
        "most_who_run_it": made.statement.most_who_run_it,
        "cost": made.statement.cost,
        "money": list(made.money),
        "hours": list(made.hours),
        "voice": made.voice and {"lines": list(made.voice.lines), "adopted": made.voice.adopted.isoformat()},
        "answers": [{"question": each.question, "text": "\n".join(each.paragraphs)} for each in answers(made)],
        "note": NOTE,
    }


def _days(period: Period) -> dict[str, str]:
    return {"from": period.first.isoformat(), "to": period.last.isoformat()}


def _totals(made: Evidence) -> dict[str, Any]:
    return {
        "held": made.held,
        "cancelled": made.cancelled,
        "uncounted": made.uncounted,
        "visits": made.visits,
        "about_each_session": made.each_time,
        "first_timers_shown": made.newcomers,
    }


def _figure(one: Figure) -> dict[str, Any]:
    counts = {"held": one.held, "cancelled": one.cancelled, "uncounted": one.uncounted, "visits": one.visits}
    return {**_days(one.period), **counts, "visits_status": one.status}


def _people(one: FirstTimers) -> dict[str, Any]:
    return {**_days(one.period), "people": one.people, "status": "corrected" if one.corrected else "rounded"}
