"""What no pack carries on: who can be reached how, where, and what a group agreed on."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from peerkit.wording import somebodys

LINE = "____________"
"""What stands in the place of what was left out: a line to write on."""
_LINK = re.compile(r"(?:https?://|www\.|mailto:|tel:)[^\s<>\"]*[^\s<>\".,;:!?)]", re.IGNORECASE)
_SITE = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.(?:org|com|net|info|uk|wales|scot|ie|eu)\b(?:/[^\s<>\"]*[^\s<>\".,;:!?)])?")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b")
_STREET = re.compile(
    r"\b[0-9]{1,4}[a-z]? (?:[A-Z][\w'-]+ ){1,3}"
    r"(?:Street|St|Road|Rd|Lane|Avenue|Close|Square|Terrace|Way|Drive|Crescent|Court|Place)\b"
)
_SHORT_NUMBER = re.compile(r"(?<![\w-])(?:999|112|111|101|[0-9]{3} [0-9]{3}|[0-9]{5,})(?![\w-])")
"""Numbers of helplines and of emergencies, such as 116 123 and 85258."""
_AGREED = ("version", "adopted", "review")
_TABLES = ("rule", "value")
"""Where an agreement says when a group agreed, and the lists of what it agreed on."""


class Trace(NamedTuple):
    """Something that leads to somebody, or that was agreed: its place, as in `block 3.script`, and what it was."""

    place: str
    what: str


def found(text: str, own: Sequence[str] = ()) -> list[str]:
    """Each telephone number, address and link in a text, and each of the group's `own` lines about itself."""
    spans = [match.span() for pattern in (_LINK, _SITE, _POSTCODE, _STREET, _SHORT_NUMBER) for match in
             pattern.finditer(text)]  # fmt: skip
    for known in (*somebodys.addresses(text), *somebodys.numbers(text), *own):
        place = text.find(known)
        while known and place >= 0:
            spans.append((place, place + len(known)))
            place = text.find(known, place + 1)
    joined: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return [text[begin:end] for begin, end in joined]


def cleaned(data: dict[str, Any], own: Sequence[str] = ()) -> tuple[dict[str, Any], list[Trace]]:
    """The tables of a file as a pack carries them, and what was left out.

    Nothing in it is agreed: no version, no day, no month of review, and every choice is open again.
    """
    gone: list[Trace] = []

    def without(place: str, text: str) -> str:
        for each in found(text, own):
            gone.append(Trace(place, each))
            text = text.replace(each, LINE)
        return text

    bare = not_agreed(data)
    gone += [Trace(key, str(data[key])) for key in _AGREED if key in data]
    gone += [
        Trace(f"{table} {number}.chosen", str(item["chosen"]))
        for table in _TABLES
        for number, item in enumerate(_items(data, table), start=1)
        if isinstance(item, dict) and "chosen" in item
    ]
    made: dict[str, Any] = _walked(bare, without)
    return made, gone


def not_agreed(data: dict[str, Any]) -> dict[str, Any]:
    """The tables of a file with nothing agreed in them: no version, no days, and every choice open."""
    bare = {key: value for key, value in data.items() if key not in _AGREED}
    for table in _TABLES:
        if items := _items(data, table):
            bare[table] = [
                {key: value for key, value in item.items() if key != "chosen"} if isinstance(item, dict) else item
                for item in items
            ]
    return bare


def _items(data: dict[str, Any], table: str) -> list[Any]:
    items = data.get(table)
    return items if isinstance(items, list) else []


def _walked(value: Any, change: Callable[[str, str], str], place: str = "") -> Any:
    if isinstance(value, str):
        return change(place, value)
    if isinstance(value, list):
        return [_walked(item, change, f"{place} {number}") for number, item in enumerate(value, start=1)]
    if isinstance(value, dict):
        return {key: _walked(item, change, f"{place}.{key}".lstrip(".")) for key, item in value.items()}
    return value


def still_held(data: dict[str, Any]) -> list[Trace]:
    """Every telephone number, address and link that is in the tables of a file."""
    held: list[Trace] = []

    def look(place: str, text: str) -> str:
        held.extend(Trace(place, each) for each in found(text))
        return text

    _walked(data, look)
    return held


class Difference(NamedTuple):
    """A text that is another in two files: where, what it was and what it is; empty where it was not there."""

    place: str
    before: str
    after: str


def differences(before: Any, after: Any, place: str = "") -> Iterator[Difference]:
    """Everything that is different between the tables of two files, in order."""
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys([*before, *after]):
            yield from differences(before.get(key), after.get(key), f"{place}.{key}".lstrip("."))
    elif isinstance(before, list) and isinstance(after, list):
        for number in range(max(len(before), len(after))):
            one, other = (items[number] if number < len(items) else None for items in (before, after))
            yield from differences(one, other, f"{place} {number + 1}")
    else:
        yield Difference(place, _shown(before), _shown(after))


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("text") or value.get("name") or value.get("title") or "")
    return "" if value is None else " ".join(str(value).split())
