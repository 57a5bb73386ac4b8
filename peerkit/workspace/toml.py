"""TOML that a person has written, as tables; what can't be read is said by its line. Pure."""

import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from peerkit.errors import PeerkitError
from peerkit.wording.safe import seen

DEEPEST = 32
_LONGEST_VALUE = 40
_PLACE = r"(?s)(?P<table>\w+)(?: (?P<number>\d+)(?: \(.*\))?)?(?:\.(?P<keys>[\w.]+))?"


def tables(text: str, name: str) -> dict[str, Any]:
    """The tables and values in a text, without signs in it that can't be seen and mean nothing.

    `name` is the file's, for the message of a PeerkitError.
    """
    text = seen(text)
    try:
        data = None if _has_endless_key(text) else tomllib.loads(text)
    except RecursionError:
        data = None
    except tomllib.TOMLDecodeError as error:
        raise PeerkitError(
            f"{name}: {_unreadable(text, str(error))}",
            "Look at that line: a name, = and a value; text stands in quotes; every [ has its ].",
        ) from error
    except ValueError as error:  # so says int()
        raise PeerkitError(f"{name}: a number in it has thousands of figures.", "Look for it in an editor.") from error
    if data is None or _is_deeper(data, DEEPEST):
        raise PeerkitError(
            f"{name} has tables inside tables, more than {DEEPEST} deep.", "Check that it is the right file."
        )
    return data


def statements(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The line on which each heading and each key of a readable text begins, with the tables that it makes.

    It ends early at a value that goes on for more than _LONGEST_VALUE lines.
    """
    heading = begun = ""
    for number, line in enumerate(text.split("\n"), start=1):
        begun += f"{line}\n"
        is_heading = begun.lstrip().startswith("[")
        with suppress(PeerkitError):
            data = tables(begun if is_heading else heading + begun, "")
            yield number + 1 - begun.count("\n"), data
            heading, begun = begun if is_heading else heading, ""
        if begun.count("\n") > _LONGEST_VALUE:
            return


def _unreadable(text: str, said: str) -> str:
    """Where a file can't be read, as a sentence; `said` is what tomllib has against it."""
    place = re.search(r"at line (\d+)", said)
    if place is None:
        last = len(text.rstrip().split("\n"))
        return f"line {last} can't be read, or something before it is opened and never closed."
    if said.startswith("Cannot"):
        return f"line {place[1]} says for a second time what an earlier line says."
    return f"line {place[1]} can't be read."


def _has_endless_key(text: str) -> bool:
    """Whether a key has more parts than DEEPEST: tomllib would take minutes over fifty thousand."""
    part = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*"""
    lines = (line for line in text.split("\n") if line.count(".") >= DEEPEST)
    return any(re.search(rf"(?<![\w-])(?:{part}\.[ \t]*){{{DEEPEST}}}", line) for line in lines)


def _is_deeper(data: dict[str, Any], most: int) -> bool:
    level: list[Any] = [data]
    for _ in range(most):
        inside = [list(value.values()) if isinstance(value, dict) else value for value in level]
        level = [item for items in inside for item in items if isinstance(item, dict | list)]
    return bool(level)


def line_of(text: str, place: str) -> int | None:
    """The line of a readable text on which a problem's place begins, or its table where the key is not there.

    `place` is `block 3 (Opening round).turn`, `minutes.min` or `title`. None where nothing of it is found.
    """
    found = re.fullmatch(_PLACE, place)
    if found is None:
        return None
    name, number, keys = found["table"], int(found["number"] or 0), (found["keys"] or "").split(".")
    nearest, seen_so_far, lines = None, 0, text.split("\n")
    for line, data in statements(text):
        inside = data.get(name)
        if inside is None:
            continue
        if isinstance(inside, list) and number:
            seen_so_far += lines[line - 1].lstrip().startswith("[")
            if seen_so_far != number:
                continue
            inside = inside[0]
        nearest = nearest or line
        if not keys[0] or (isinstance(inside, dict) and keys[0] in inside):
            return line
    return nearest
