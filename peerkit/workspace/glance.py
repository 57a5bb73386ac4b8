"""What a glance at the folder tells: which names there are, tonight's plan, whether a session is under way.

For the menu, for Tab and for whoever needs no more: nothing here loads pydantic.
"""

import unicodedata
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from peerkit.errors import PeerkitError
from peerkit.messages import ENGLISH, _, base_of, language
from peerkit.workspace import copies, files, inventory
from peerkit.workspace.builtin import builtin_templates, ships
from peerkit.workspace.root import SHARED, Root

_LONGEST_JOURNAL = 20_000_000


class Tonight(NamedTuple):
    """A plan for today: its stem, and its title and times in words as far as they can be read."""

    stem: str
    words: str


class Planned(NamedTuple):
    """An evening as its plan says, unchecked: its title, from when to when as it is written there, how many people."""

    title: str
    start: datetime
    end: datetime
    people: int


def names(root: Root, folder: str = "sessions") -> dict[str, Path]:
    """The stems in `templates/<folder>`, sorted, each with its file: that in the language which is spoken.

    The workspace's own files win, but not one that is as it came, where there is another in that language.
    """
    found: dict[str, Path] = {}
    for templates in (builtin_templates(), root.templates):
        found |= _files(templates / folder)
    tag = language()
    for each in () if tag == ENGLISH.tag else dict.fromkeys((base_of(tag), tag)):
        for templates in (builtin_templates(), root.templates):
            there = _files(templates / each / folder)
            found |= {stem: path for stem, path in there.items() if stem not in found or ships(found[stem])}
    return dict(sorted(found.items()))


def languages(root: Root, folder: str = "sessions") -> dict[str, dict[str, Path]]:
    """The tags of languages that have templates of their own in `folder`, English first, each with what it has."""
    found = {ENGLISH.tag: _files(builtin_templates() / folder)}
    for templates in (builtin_templates(), root.templates):
        try:
            inside = sorted(templates.glob(f"*/{folder}"))
        except OSError:
            continue
        for each in inside:
            found.setdefault(each.parent.name, {}).update(_files(each))
    return found


def _files(folder: Path) -> dict[str, Path]:
    try:
        paths = sorted(folder.glob("[!.]*.toml"))
    except OSError:  # a workspace that cannot be looked into has no templates of its own
        return {}
    return {files.shown(unicodedata.normalize("NFC", path.stem)): path for path in paths}


def plans(root: Root) -> dict[str, Path]:
    """The stems of the plans that are there, oldest first, each with its file; no copies. Raises PeerkitError."""
    found = inventory.inside(root.sessions)
    named = (path for path in found if path.suffix == ".toml" and path.name[0] != "." and path.name != SHARED)
    return {path.stem: path for path in named if copies.original(path) is None}


def tonight(root: Root, today: date) -> Tonight | None:
    """The first plan for today, when there is one."""
    for stem, path in plans(root).items():
        if stem.startswith(f"{today:%Y-%m-%d}-"):
            return Tonight(stem, _words(path) or stem)
    return None


def coming(root: Root, name: str, today: date) -> str | None:
    """The stem of the next plan from today on of the way of meeting of this name, when there is one."""
    dated = (stem for stem in plans(root) if stem[:10] >= today.isoformat() and stem[10:] == f"-{name}")
    return min(dated, default=None)


def _words(path: Path) -> str:
    plan = planned(path)
    if plan is None:
        return ""
    return _("{title}, {start} to {end}", title=plan.title, start=f"{plan.start:%H:%M}", end=f"{plan.end:%H:%M}")


def planned(path: Path) -> Planned | None:
    """What the file of a plan says of its evening, or None where it can't be read."""
    try:
        data = files.read_toml(path)
        start, end = data["evening"]["start"], data["evening"]["end"]
    except (PeerkitError, KeyError, TypeError):
        return None
    title, people = data.get("title"), data["evening"].get("people")
    if not (isinstance(start, datetime) and isinstance(end, datetime) and isinstance(title, str)):
        return None
    return Planned(files.shown(title.strip()[:80]), start, end, people if isinstance(people, int) else 0)


def journal_in(folder: Path) -> Path:
    """The file of events of a session whose files lie in `folder`."""
    return folder / "journal"


def begun(folder: Path) -> bool:
    """Whether a session lies in `folder`: the first line of its journal is whole.

    What a full disk or a cut left of a first line is no session. Raises PeerkitError when nobody can tell.
    """
    try:
        return b"\n" in content(journal_in(folder))
    except files.Missing:
        return False


def under_way(root: Root) -> bool:
    """Whether a session is under way or was cut off; also when its journal can't be read, for `resume` says why."""
    try:
        return begun(root.running)
    except PeerkitError:
        return True


def content(path: Path) -> bytes:
    """What is in an ordinary file; never waits on a pipe. Raises Missing, or PeerkitError for all else."""
    try:
        if path.exists() and not path.is_file():
            raise PeerkitError(f"{files.shown(path)} is not an ordinary file.", "Move it away, then try again.")
        with path.open("rb") as file:
            found = file.read(_LONGEST_JOURNAL + 1)
    except OSError as error:
        raise files.translated(error, path, "read") from error
    if len(found) > _LONGEST_JOURNAL:
        raise PeerkitError(
            f"{files.shown(path)} is larger than any session makes it. Nothing was changed.",
            "Keep the file if you want to look at it. To begin afresh, move it away.",
        )
    return found
