"""An agreement as the text of a TOML file, for people to go on with in an editor."""

import re
from datetime import date
from functools import reduce
from typing import Any

import tomli_w

from peerkit.agreements.agreement import Agreement, Option, Rule
from peerkit.agreements.kinds import RULES, Kind
from peerkit.errors import PeerkitError

_HEAD = ("title", "summary", "language", "version", "adopted", "review", "opening")
_RULE = ("value", "topic", "text", "easy", "value", "chosen")
_OPTION = ("name", "text", "easy")
_NOTE = """\
# What stands in quotes can be changed. A whole [[{table}]] can be taken out, or copied to make another.
# Where there are options, chosen = 2 takes the second. Without that line the choice is still open.
# Afterwards: peerkit {command} check

"""
_STAMP = ("version", "adopted", "review")
_TITLE = re.compile(r"^[ \t]*title[ \t]*=.*\n", re.MULTILINE)


def as_text(agreement: Agreement, kind: Kind = RULES) -> str:
    """What is read back the same. Words in braces such as `{session}` stay as they are."""
    parts = [_NOTE.format(table=kind.table, command=kind.command) + _lines(agreement, _HEAD)]
    parts += [_rule(rule, kind) for rule in agreement.rule]
    return "\n".join(parts)


def _rule(rule: Rule, kind: Kind) -> str:
    order = [key for place, key in enumerate(_RULE) if key != "value" or (place == 0) == (kind is not RULES)]
    tables = [f"[[{kind.table}]]\n{_lines(rule, order, kind)}"]
    tables += [f"[[{kind.table}.option]]\n{_lines(option, _OPTION)}" for option in rule.option]
    return "\n".join(tables)


def _lines(table: Agreement | Rule | Option, keys: Any, kind: Kind = RULES) -> str:
    given = ((key, getattr(table, key)) for key in keys)
    return "".join(_line(kind.key(key), value) for key, value in given if value is not None)


def _line(key: str, value: Any) -> str:
    return tomli_w.dumps({key: value}, multiline_strings=True)


def stamped(text: str, version: int, adopted: date, review: str | None) -> str:
    """The text of a file with another version, day and month of review; all else in it stays as somebody wrote it.

    Raises PeerkitError where that can't be done to this text.
    """
    stamp = {"version": version, "adopted": adopted, **({"review": review} if review else {})}
    lines = "".join(_line(key, value) for key, value in stamp.items())
    without = reduce(_without, _STAMP, text)
    rest = _data(without)
    title = _TITLE.search(without)
    for at in (title.end() if title else 0, 0):
        changed = f"{without[:at]}{lines}{without[at:]}"
        if rest is not None and not rest.keys() & set(_STAMP) and _data(changed) == {**rest, **stamp}:
            return changed
    raise PeerkitError(
        "The day could not be written into the file. Nothing was changed.",
        "Take out what it says of version, adopted and review at the top, then try again.",
    )


def _without(text: str, key: str) -> str:
    """The text without the line that gives this key at the top of the file, whatever else looks like one."""
    data = _data(text) or {}
    if key not in data:
        return text
    rest = {name: value for name, value in data.items() if name != key}
    for line in re.finditer(rf"^[ \t]*[\"']?{key}[\"']?[ \t]*=.*\n?", text, re.MULTILINE):
        shorter = text[: line.start()] + text[line.end() :]
        if _data(shorter) == rest:
            return shorter
    return text


def _data(text: str) -> dict[str, Any] | None:
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return None
