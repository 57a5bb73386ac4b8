"""Packs on the disk: the file that travels, and the copy that says what was added from it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomli_w

from peerkit.errors import NEWER, PeerkitError
from peerkit.messages import _
from peerkit.packs.pack import FOLDERS, FORMAT, Data, FileKey, Pack
from peerkit.wording.slugs import STEM
from peerkit.workspace import files, glance
from peerkit.workspace.catalogue import may_be_named
from peerkit.workspace.root import Root, typed
from peerkit.workspace.toml import tables

LARGEST = 5_000_000
_HEAD = """\
# A pack of ways of meeting. To look it over and to add it: peerkit template add {name}
# Nothing in it is agreed, and it holds nobody's number, address or link.
"""


def folder(root: Root) -> Path:
    """Where the copies lie of what was added."""
    return root.templates / "packs"


def text(pack: Pack, file: str) -> str:
    """The pack as a file."""
    data: dict[str, Any] = {"pack": {"format": FORMAT, "name": pack.name}}
    for (where, name), content in pack.files.items():
        data.setdefault(where, {})[name] = content
    for (where, name), here in pack.added.items():
        data.setdefault("added", {}).setdefault(where, {})[name] = here
    return _HEAD.format(name=file) + tomli_w.dumps(data, multiline_strings=True)


def read(path: Path) -> Pack:
    """The pack in a file. Raises PeerkitError where it is none, or of another form."""
    shown = files.shown(path)
    data = tables(files.read_text(path, LARGEST), shown)
    about = data.pop("pack", None)
    if not isinstance(about, dict):
        raise PeerkitError(
            _("{file} is no pack.", file=shown), _("To make one: {command}", command="peerkit template pack")
        )
    if about.get("format") != FORMAT:
        raise PeerkitError(_("{file} is a pack of another form.", file=shown), NEWER)
    name = about.get("name")
    if not isinstance(name, str) or not STEM.fullmatch(name):
        raise PeerkitError(_("{file}: the name of the pack is letters, digits and hyphens.", file=shown))
    added = data.pop("added", {})
    if unknown := [key for key in data if key not in FOLDERS]:
        raise PeerkitError(_("{file}: a pack has no [{table}].", file=shown, table=files.shown(unknown[0])[:40]), NEWER)
    return Pack(name, dict(_files(data, shown)), _added(added))


def _files(data: Mapping[str, Any], shown: str) -> list[tuple[FileKey, Data]]:
    found = []
    for where, inside in data.items():
        for name, content in inside.items() if isinstance(inside, dict) else ():
            if not isinstance(content, dict) or not may_be_named(name) or not STEM.fullmatch(name):
                raise PeerkitError(
                    _("{file}: {name} can't be the name of a file.", file=shown, name=files.shown(name)[:60]),
                    _("A name is at most 64 letters, digits and hyphens, and it is a table."),
                )
            found.append(((where, name), content))
    return found


def _added(data: Any) -> dict[FileKey, str]:
    tables = data.items() if isinstance(data, dict) else ()
    return {
        (where, name): here
        for where, inside in tables
        if where in FOLDERS and isinstance(inside, dict)
        for name, here in inside.items()
        if isinstance(here, str) and STEM.fullmatch(here)
    }


def there(root: Root) -> dict[FileKey, Data]:
    """The tables of everything that a pack can hold: the group's own, and what comes with peerkit.

    What can't be read is there, and like nothing else.
    """
    found: dict[FileKey, Data] = {}
    for where in FOLDERS:
        for name, path in glance.names(root, where).items():
            try:
                found[where, name] = files.read_toml(path)
            except PeerkitError:
                found[where, name] = {}
    return found


def earlier(root: Root, name: str) -> Pack | None:
    """The copy of a pack that was added, or None. Raises PeerkitError where it can't be read."""
    path = folder(root) / f"{name}.toml"
    return read(path) if path.exists() else None


def added_packs(root: Root) -> list[str]:
    """The names of the packs that were added."""
    try:
        return sorted(path.stem for path in folder(root).glob("[!.]*.toml"))
    except OSError:
        return []


def path_of(root: Root, where: str, name: str) -> Path:
    """Where a file of the group's own lies."""
    return root.templates / where / f"{name}.toml"


def as_file(data: Data, pack: str) -> str:
    """The text of one file out of a pack."""
    return f"# From the pack {typed(pack)}.\n\n{tomli_w.dumps(data, multiline_strings=True)}"
