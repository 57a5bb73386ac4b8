"""Copies that sync programs, file managers and editors leave beside a file, known by their names or their first lines.

`attendance (conflicted copy).csv`, `shared.sync-conflict-20261130-120000-ABCDEFG.toml`, `attendance.csv~`,
`attendance - Copy.csv`, `attendance-LAPTOP.csv`, and `old-record.toml` where it begins as the record does.
"""

import re
from pathlib import Path
from typing import NamedTuple

from peerkit.workspace.root import LEDGER, QUARTERS, REPLACED, SHARED

_OURS = (REPLACED, QUARTERS, LEDGER, SHARED)
_DATED = r"\d{4}-\d\d-\d\d-"
_CHANGED = (
    r"(?i)[ ._-]?(?:sync-conflict|conflict(?:ed)?\b|case conflict)|\((?:.* )?(?:conflicted )?copy[^)]*\)"
    r"| - copy\b| copy(?: \d+)?\.|\(\d+\)|~$|\.(?:bak|backup|old|orig|save|sav|tmp|swp)\d*$"
)
_BEGINS = {LEDGER: "date,session,format,people", QUARTERS: "from,to,held,cancelled,visits,largest"}
_RECORD = r"(?m)^(?:\[\[(?:visits|first_timers)\]\]|# What was shared, written by peerkit)"


class FoundCopy(NamedTuple):
    """A file that looks like a copy, and the name of the one that it is of."""

    path: Path
    original: str


def original(path: Path) -> str | None:
    """The name of the file that this is a copy of: `attendance.csv`. None for what is none.

    What lies in a file is looked at only where its name tells nothing.
    """
    name = path.name
    bare = name.lstrip(".#~")
    if name in _OURS or name == ".shared":
        return None
    for ours in _OURS:
        stem, _, ending = ours.partition(".")
        rest = bare.removeprefix(stem)
        if rest != bare and (rest[:1] in tuple(" ._(~-") and f".{ending}" in rest.lower()):
            return None if ours == SHARED and "[evening]" in _start(path) else ours
    if re.match(_DATED, bare) and ".toml" in bare.lower():
        plain = re.split(_CHANGED, bare, maxsplit=1)[0].removesuffix(".toml").rstrip(" ._-")
        return f"{plain}.toml" if re.search(_CHANGED, bare) else None
    if name[0] == ".":
        return None
    if path.suffix == ".toml" and not re.match(_DATED, name):
        return SHARED if re.search(_RECORD, _start(path)) else None
    if path.suffix == ".csv":
        start = _start(path)
        return next((ours for ours, heading in _BEGINS.items() if start.startswith(heading)), None)
    return None


def beside(folder: Path) -> list[FoundCopy]:
    """All copies in a folder, by their names."""
    try:
        there = sorted(folder.iterdir())
    except OSError:
        return []
    return [FoundCopy(path, found) for path in there if path.is_file() and (found := original(path))]


def of(folder: Path, name: str) -> list[Path]:
    """The copies of one file in a folder."""
    return [copy.path for copy in beside(folder) if copy.original == name]


def _start(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(4_096).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        return ""
