"""Versions that a group agreed on, kept as they were: `templates/agreements/adopted/NAME-1.toml` and so on.

Each says in its first line what it is, with a mark of its text, so that a change made afterwards can be told. Nothing
says who agreed, or how many.
"""

import re
from contextlib import suppress
from pathlib import Path

from peerkit.agreements.agreement import Agreement
from peerkit.agreements.kinds import Kind
from peerkit.agreements.standing import Standing, mark, standing
from peerkit.errors import PeerkitError
from peerkit.wording.grammar import listed
from peerkit.words import Words
from peerkit.workspace import files, inventory
from peerkit.workspace.agreements import load_as_written, load_both, load_if_readable
from peerkit.workspace.root import Root

_MARKED = re.compile(r"#.*\bMark: ([0-9a-f]{12})\.\s*\Z")


def folder(root: Root, kind: Kind) -> Path:
    """Where the versions lie."""
    return root.templates / kind.folder / "adopted"


def versions(root: Root, kind: Kind, name: str) -> dict[int, Path]:
    """The versions that are kept, earliest first, each with its file. Raises PeerkitError."""
    ours = re.compile(rf"{re.escape(name)}-([1-9][0-9]{{0,3}})\.toml")
    numbered = ((ours.fullmatch(path.name), path) for path in inventory.inside(folder(root, kind)))
    return dict(sorted((int(match[1]), path) for match, path in numbered if match))


def load_version(root: Root, kind: Kind, name: str, version: int) -> Agreement:
    """A version as it is kept. Raises PeerkitError where it is not there or can't be read."""
    kept = versions(root, kind, name)
    if version in kept:
        return load_as_written(kept[version], kind)
    path = folder(root, kind) / f"{name}-{version}.toml"
    if not kept:
        raise PeerkitError(
            f"No version of {files.shown(name)} is kept here.",
            f"Once the group has agreed on it: {root.command(f'{kind.command} adopt', name)}",
        )
    there = f"There {'are' if len(kept) > 1 else 'is'} {listed(kept)}."
    raise PeerkitError(f"Version {version} is not kept here: there is no file {files.shown(path)}.", there)


def mark_of(path: Path) -> str | None:
    """The mark in the first line of a version, or None where there is none or it can't be read."""
    with suppress(PeerkitError):
        content = files.read_bytes(path)
        found = _MARKED.match(content.decode(files.encoding(content), "replace").partition("\n")[0])
        return found[1] if found else None
    return None


def changed_since(path: Path, kind: Kind) -> bool:
    """Whether a version was changed after it was agreed, or nobody can tell."""
    copy = load_if_readable(path, kind)
    return copy is None or mark(copy) != mark_of(path)


def standing_of(root: Root, kind: Kind, path: Path, written: Agreement) -> Standing:
    """Where the agreement in that file stands, loaded as it is written. Raises PeerkitError for a folder unread.

    Only a file of the workspace has versions: one that lies elsewhere may have the same name and be another group's.
    """
    ours = path.resolve().parent == (root.templates / kind.folder).resolve()
    kept = versions(root, kind, path.stem) if written.version and ours else {}
    copy = kept.get(written.version or 0)
    return standing(written, mark_of(copy) if copy else None)


def load_standing(root: Root, kind: Kind, path: Path, words: Words) -> tuple[Agreement, Standing]:
    """An agreement with the group's words in it, and where it stands. Raises as `load_agreement` and `standing_of`."""
    written, agreement = load_both(path, words, kind)
    return agreement, standing_of(root, kind, path, written)
