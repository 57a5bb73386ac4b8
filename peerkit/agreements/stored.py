"""An agreement as the text of a TOML file, for people to go on with in an editor."""

from typing import Any

import tomli_w

from peerkit.agreements.agreement import Agreement, Option, Rule
from peerkit.agreements.kinds import RULES, Kind

_HEAD = ("title", "summary", "language", "version", "adopted", "review", "opening")
_RULE = ("value", "topic", "text", "easy", "value", "chosen", "language")
_OPTION = ("name", "text", "easy", "language")
_NOTE = """\
# What stands in quotes can be changed. A whole [[{table}]] can be taken out, or copied to make another.
# Where there are options, chosen = 2 takes the second. Without that line the choice is still open.
# Afterwards: peerkit {command} check

"""


def as_text(agreement: Agreement, kind: Kind = RULES) -> str:
    """What is read back the same. Words in braces such as `{session}` stay as they are."""
    parts = [_NOTE.format(table=kind.table, command=kind.command) + _lines(agreement, _HEAD)]
    parts += [rule_as_text(rule, kind) for rule in agreement.rule]
    return "\n".join(parts)


def rule_as_text(rule: Rule, kind: Kind) -> str:
    """One rule or value with its options: tables that stand below others."""
    order = [key for place, key in enumerate(_RULE) if key != "value" or (place == 0) == (kind is not RULES)]
    tables = [f"[[{kind.table}]]\n{_lines(rule, order, kind)}"]
    tables += [f"[[{kind.table}.option]]\n{_lines(option, _OPTION)}" for option in rule.option]
    return "\n".join(tables)


def _lines(table: Agreement | Rule | Option, keys: Any, kind: Kind = RULES) -> str:
    given = {kind.key(key): getattr(table, key) for key in keys}
    return tomli_w.dumps({key: value for key, value in given.items() if value is not None}, multiline_strings=True)
