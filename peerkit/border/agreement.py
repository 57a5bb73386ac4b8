"""Checking ground rules or a charter that can't be read whole: everything that can still be said about them."""

from dataclasses import MISSING
from typing import Any

from peerkit.agreements.agreement import Agreement
from peerkit.agreements.check import check
from peerkit.agreements.kinds import RULES, Kind
from peerkit.border.validation import tables_in, validate
from peerkit.problems import Problem
from peerkit.values import Names, fields_of


def check_data(data: dict[str, Any], kind: Kind = RULES) -> list[Problem]:
    """Every problem of an agreement from parsed TOML; where it can't be read, also those of what can."""
    agreement, problems = validate(Agreement, data, kind.names)
    if agreement is not None:
        return check(agreement, kind)
    there = _as_far_as_it_goes(Agreement, data, kind.names)
    return [*problems, *(problem for problem in check(there, kind) if problem.code != "easy-missing")]


def _as_far_as_it_goes(kind: Any, found: Any, names: Names) -> Any:
    """The texts that are there; an empty one stands in for each other, so that rules keep their numbers."""
    data = found if isinstance(found, dict) else {}
    given: dict[str, Any] = {each.name: "" for each in fields_of(kind, names) if each.default is MISSING}
    for each in fields_of(kind, names):
        held = data.get(each.key)
        if inside := tables_in(each.types):
            items = held if isinstance(held, list) else []
            given[each.name] = tuple(_as_far_as_it_goes(inside[0], item, names) for item in items)
        elif held and isinstance(held, str) and str in each.types:
            given[each.name] = held
    return kind(**given)
