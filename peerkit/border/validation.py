"""From a file's tables to a value, or to every reason why they are none, in a facilitator's words."""

import re
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any, get_args, get_origin

from peerkit.errors import NEWER, did_you_mean, meant_or_newer
from peerkit.messages import speaking
from peerkit.problems import Problem
from peerkit.values import Field, Names, Value, fields_of, kind_of, load, numbered, opened
from peerkit.wording.grammar import capital
from peerkit.wording.safe import shown

_SHOULD_BE = {
    "string_type": "This is text in quotes.",
    "int_type": "This is a whole number, without quotes.",
    "bool_type": "This is true or false, without quotes.",
    "model_type": "This is a table of keys and values.",
    "model_attributes_type": "This is a table of keys and values.",
    "tuple_type": "This is a list, in [ ].",
    "string_pattern_mismatch": 'This is the code of a language, such as "en" or "pt-BR".',
    "date_type": "This is a day without quotes, such as 2026-11-24.",
}
_LIMITS = {
    "string_too_long": "This is text of at most {} characters.",
    "too_long": "This list holds at most {}.",
    "too_short": "This list holds at least {}.",
    "less_than_equal": "This is at most {}.",
    "greater_than_equal": "This is at least {}.",
}
_CONTINUES = ("is", "holds")


def validate(kind: type[Value], data: dict[str, Any], names: Names = ()) -> tuple[Value | None, list[Problem]]:
    """The value in parsed TOML, or every problem of it in English; `names` are keys that this file has for fields."""
    from peerkit.border import models  # the one place that loads pydantic

    found = models.findings(kind, data, names)
    if not found:
        return load(kind, data, names), []
    with speaking(None):  # these sentences are no messages yet: none is half in another language
        return None, [_problem(each, kind, data, names) for each in found]


def _problem(found: Mapping[str, Any], kind: type, data: Any, names: Names) -> Problem:
    """One of pydantic's findings, with the place where it stands in the file."""
    words: list[str] = []
    tables: tuple[type, ...] = (kind,)
    known: list[str] = []
    field: Field | None = None
    for key in found["loc"]:
        if isinstance(key, str) and len(tables) > 1:  # not a key: the kind by which pydantic tells tables apart
            tables = tuple(each for each in tables if kind_of(each) == key)
            continue
        data = data[key] if isinstance(data, list) else data.get(key) if isinstance(data, dict) else None
        if isinstance(key, int):
            mark = next((mark for mark in field.marks if mark.counted), None) if field else None
            name = data.get("name", "") if mark and mark.named and isinstance(data, dict) else ""
            words[-1:] = [numbered(words[-1], key, name)] if mark else [words[-1], f"item {key + 1}"]
        else:
            inside = [each for table in tables for each in fields_of(table, names)]
            known, field = [each.key for each in inside], next((each for each in inside if each.key == key), None)
            tables = tables_in(field.types) if field else ()
            words.append(shown(key))
    place, last = ".".join(words) or "file", words[-1] if words else ""
    if found["type"] == "extra_forbidden":
        return Problem(place, "unknown-key", f"{last} is not a key here.", meant_or_newer(last, known))
    if found["type"] == "missing":
        table = field and any(mark.counted for mark in field.marks)
        needed = f"[[{last}]] and what belongs to it." if table else f"{last} = ..."
        return Problem(place, "missing-key", "This key is missing.", f"Add {needed}")
    if found["type"] in ("union_tag_invalid", "union_tag_not_found"):
        kinds = [kind_of(each) for each in tables]
        given = shown(data.get("kind", "")) if isinstance(data, dict) else ""
        reason = f'"{given}" is not a kind of block.' if given else "This block says no kind."
        hint = did_you_mean(given, kinds) or f"Kinds are {', '.join(kinds)}. {NEWER if given else ''}".rstrip()
        return Problem(f"{place}.kind", "unknown-kind", reason, hint)
    if found["type"] == "literal_error" and field and isinstance(found["input"], str):
        hint = meant_or_newer(found["input"], get_args(field.types[0]))
        return Problem(place, "unknown-word", _reason(found["type"], str(found["msg"])), hint)
    return Problem(place, "wrong-value", _reason(found["type"], str(found["msg"])))


def tables_in(types: tuple[Any, ...]) -> tuple[type, ...]:
    """The kinds of table among these types, or in a list of them."""
    if get_origin(types[0]) is tuple:
        return tables_in(opened(get_args(types[0])[0])[0])
    return tuple(each for each in types if isinstance(each, type) and is_dataclass(each))


def _reason(code: str, message: str) -> str:
    """Why a value can't be, as a sentence.

    A check of ours says `is empty.`, which is about the value, or a sentence of its own.
    """
    if code in _LIMITS and (limit := re.search(r"\d+", message)):
        return _LIMITS[code].format(limit[0])
    if code != "value_error":
        return _SHOULD_BE.get(code) or f"{message}.".replace("Input should", "This should")
    said = message.removeprefix("Value error, ")
    first = said.split(" ", 1)[0]
    if first in _CONTINUES:
        return f"This value {said}"
    return said if "_" in first else capital(said)
