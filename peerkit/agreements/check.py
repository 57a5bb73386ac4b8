"""What stands in somebody's way in an agreement: every problem at once."""

from typing import Any

from peerkit.agreements.agreement import Agreement, Rule, read_agreement, rule_place
from peerkit.problems import Problem
from peerkit.wording.check import check_spoken, check_words

FEW_ENOUGH = 8


def check(agreement: Agreement) -> list[Problem]:
    """Labels, rules that shut people out, jargon, long sentences, the same rule twice, more rules than anyone keeps."""
    return [*_number(agreement), *_words(agreement)]


def check_data(data: dict[str, Any]) -> list[Problem]:
    """Every problem of an agreement from parsed TOML; where it can't be read, also those of what can."""
    agreement, problems = read_agreement(data)
    return check(agreement) if agreement is not None else [*problems, *check(_as_far_as_it_goes(data))]


def _as_far_as_it_goes(data: dict[str, Any]) -> Agreement:
    """The texts that are there; an empty one stands in for each other, so that rules keep their numbers."""
    rules = data.get("rule")
    rules = [rule if isinstance(rule, dict) else {} for rule in rules] if isinstance(rules, list) else []

    def text(table: dict[str, Any], key: str) -> str:
        return table[key] if isinstance(table.get(key), str) else ""

    return Agreement.model_construct(
        title=text(data, "title"),
        summary=text(data, "summary"),
        language=text(data, "language") or "en",
        rule=tuple(Rule.model_construct(text=text(rule, "text"), value=text(rule, "value")) for rule in rules),
    )


def _number(agreement: Agreement) -> list[Problem]:
    first: dict[str, int] = {}
    problems = []
    for place, rule in enumerate(agreement.rule):
        if rule.text and (before := first.setdefault(rule.text.casefold(), place)) != place:
            reason = f"Rule {before + 1} says this already."
            problems.append(Problem(rule_place(("rule", place, "text")), "same-rule", reason, "Strike one of them."))
    if len(agreement.rule) > FEW_ENOUGH:
        reason = f"{len(agreement.rule)} rules are more than people keep in mind."
        hint = f"Choose {FEW_ENOUGH} at most to read out, and keep the others aside."
        problems.append(Problem("rule", "many-rules", reason, hint, "advice"))
    return problems


def _words(agreement: Agreement) -> list[Problem]:
    if agreement.language.split("-")[0] != "en":
        return []
    problems = [*check_words("title", agreement.title), *check_words("summary", agreement.summary)]
    for place, rule in enumerate(agreement.rule):
        text = rule_place(("rule", place, "text"))
        problems += [*check_words(text, rule.text), *check_spoken(text, rule.text)]
        problems += check_words(rule_place(("rule", place, "value")), rule.value)
    return problems
