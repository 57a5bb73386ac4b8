"""Another value in a TOML file that somebody wrote: comments, order and spaces stay as they are. Pure."""

import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from itertools import islice
from typing import Any

import tomli_w
import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, Item, Null, Table

from peerkit.errors import PeerkitError


def edited(text: str, changes: Mapping[str, Any], refusal: PeerkitError, after: str = "") -> str:
    """The text of a file with other values, each under `key` or `table.key`; None takes a key out.

    A key that is new stands below the key `after`, or else below the last key of its table. Raises `refusal` where
    this can't be done to the text, or more would change.
    """
    newline = line_end(text)
    text = re.sub(r"[ \t]+\Z", "", text.replace(newline, "\n"))
    end = len(text) if any("." in place for place in changes) else _first_table(text)
    text, rest = text[:end], text[end:]
    try:
        wanted = _applied(tomllib.loads(text + rest), changes)
        for table in dict.fromkeys(place.partition(".")[0] for place in changes if "." in place):
            if table not in tomllib.loads(text):
                text += "\n" * (bool(text) + (text[-1:] not in ("", "\n"))) + f"[{table}]\n"
        for below in (True, False):
            document = tomlkit.parse(text)
            if tomlkit.dumps(document) != text:
                break
            for place, value in changes.items():
                _change(document, place, value, after if below else None)
            if tomllib.loads(changed := tomlkit.dumps(document) + rest) == wanted:
                return changed.replace("\n", newline)
    except (TOMLKitError, ValueError, RecursionError):
        pass
    raise refusal


def _first_table(text: str) -> int:
    """Where the first table begins: what stands before it is all that a change of a key at the top touches."""
    for line in islice(re.finditer(r"^[ \t]*\[", text, re.MULTILINE), 100):
        with suppress(ValueError, RecursionError):
            tomllib.loads(text[: line.start()])
            return line.start()
    return len(text)


def line_end(text: str) -> str:
    """How lines of a text end, which is LF where some end otherwise than others."""
    return "\r\n" if text.count("\n") == text.count("\r\n") > 0 else "\n"


def _applied(data: dict[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    for place, value in changes.items():
        table, _, key = place.rpartition(".")
        inside = data.setdefault(table, {}) if table else data
        inside.pop(key, None)
        if value is not None:
            inside[key] = value
    return data


def _change(document: tomlkit.TOMLDocument, place: str, value: Any, after: str | None) -> None:
    """Change one value. A new one becomes a line of its own, or is set as tomlkit sets it where `after` is None."""
    name, _, key = place.rpartition(".")
    table: Any = document[name] if name else document
    if value is None:
        table.pop(key, None)
    elif isinstance(there := table.get(key), Array) and isinstance(value, list):
        while there:
            del there[0]  # one by one, for its comments stay then
        there.extend(value)
    elif key in table or after is None or (line := _line_before(table, after)) is None:
        table[key] = value
    else:
        line.trivia.trail = (line.trivia.trail or "\n") + tomli_w.dumps({key: value})


def _line_before(table: Any, after: str) -> Item | None:
    """What a new key of a table stands below: a key, or its heading; None where there is neither."""
    inside = table.value if isinstance(table, Table) else table
    if not isinstance(inside, tomlkit.container.Container):
        return None
    plain = {key.key: item for key, item in inside.body if key is not None and not isinstance(item, Table | AoT | Null)}
    heading = table if isinstance(table, Table) else None
    return plain.get(after, [heading, *plain.values()][-1])
