"""An evening in a file that anybody may have changed, such as a plan."""

from datetime import UTC, tzinfo
from typing import Any

from peerkit.border.validation import validate
from peerkit.planning.plan import Evening
from peerkit.planning.stored import EveningTable, booking_problems
from peerkit.planning.template import Template
from peerkit.problems import Problem


def read_evening(data: dict[str, Any], zone: tzinfo, *, begun: bool = False) -> tuple[Evening | None, list[Problem]]:
    """An evening from parsed TOML, or every reason why it is none. One that has `begun` may be of any length."""
    template, problems = validate(Template, {key: value for key, value in data.items() if key != "evening"})
    table, wrong = validate(EveningTable, data.get("evening", {}))
    if table is None:
        return None, [*(each._replace(place=f"evening.{each.place}") for each in wrong), *problems]
    problems += booking_problems(table, begun=begun)
    if template is None or problems:
        return None, problems
    start, end = table.start.astimezone(UTC), table.end.astimezone(UTC)
    return Evening(table.template, template, table.people, start, end, zone, table.interpreted), []
