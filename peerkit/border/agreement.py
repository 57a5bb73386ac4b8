"""Checking ground rules or a charter that can't be read whole: everything that can still be said about them."""

from typing import Any

from peerkit.agreements.agreement import Agreement, Option, Rule
from peerkit.agreements.check import check
from peerkit.agreements.kinds import RULES, Kind
from peerkit.border.validation import validate
from peerkit.problems import Problem


def check_data(data: dict[str, Any], kind: Kind = RULES) -> list[Problem]:
    """Every problem of an agreement from parsed TOML; where it can't be read, also those of what can."""
    agreement, problems = validate(Agreement, data, kind.names)
    if agreement is not None:
        return check(agreement, kind)
    there = _as_far_as_it_goes(data, kind)
    return [*problems, *(problem for problem in check(there, kind) if problem.code != "easy-missing")]


def _as_far_as_it_goes(data: dict[str, Any], kind: Kind) -> Agreement:
    """The texts that are there; an empty one stands in for each other, so that rules keep their numbers."""
    rules = [_rule_as_far_as_it_goes(rule, kind) for rule in _tables(data.get(kind.table))]
    return Agreement(
        title=_text(data, "title"),
        summary=_text(data, "summary"),
        language=_text(data, "language") or "en",
        opening=_text(data, "opening"),
        rule=tuple(rules),
    )


def _rule_as_far_as_it_goes(rule: dict[str, Any], kind: Kind) -> Rule:
    options = tuple(
        Option(text=_text(option, "text"), easy=_text(option, "easy"), name=_text(option, "name"))
        for option in _tables(rule.get("option"))
    )
    text, easy, value = _text(rule, "text"), _text(rule, "easy"), _text(rule, kind.key("value"))
    return Rule(text=text, easy=easy, value=value, option=options)


def _tables(found: Any) -> list[dict[str, Any]]:
    return [item if isinstance(item, dict) else {} for item in found] if isinstance(found, list) else []


def _text(table: dict[str, Any], key: str) -> str:
    found = table.get(key)
    return found if isinstance(found, str) else ""
