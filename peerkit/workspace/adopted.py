"""Versions that a group agreed on, kept as they were: `templates/agreements/adopted/NAME-1.toml` and so on.

Each says in its first line what it is, with a mark of its text, so that a change made afterwards can be told. Nothing
says who agreed, or how many.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from peerkit.agreements.agreement import Agreement
from peerkit.agreements.kinds import Kind
from peerkit.agreements.standing import Standing, day, mark, standing
from peerkit.agreements.stored import stamped
from peerkit.errors import PeerkitError
from peerkit.workspace import files
from peerkit.workspace.catalogue import load_as_written
from peerkit.workspace.root import Root

_MARKED = re.compile(r"#.*\bMark: ([0-9a-f]{12})\.\s*\Z")
_LAST = 9999


@dataclass(frozen=True)
class Adoption:
    """What came of adopting: the version, where its text is kept, and whether it had been adopted before."""

    version: int
    kept: Path
    again: bool


def folder(root: Root, kind: Kind) -> Path:
    """Where the versions lie."""
    return root.templates / kind.folder / "adopted"


def versions(root: Root, kind: Kind, name: str) -> dict[int, Path]:
    """The versions that are kept, earliest first, each with its file. Raises PeerkitError."""
    try:
        found = list(folder(root, kind).iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise files.translated(error, folder(root, kind), "read") from error
    ours = re.compile(rf"{re.escape(name)}-([1-9][0-9]{{0,3}})\.toml")
    numbered = ((ours.fullmatch(path.name), path) for path in found)
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
            f"Once the group has agreed on it: {root.command(f'{kind.command} adopt {files.shown(name)}')}",
        )
    there = ", ".join(map(str, kept))
    raise PeerkitError(
        f"Version {version} is not kept here: there is no file {files.shown(path)}.", f"There is {there}."
    )


def mark_of(path: Path) -> str | None:
    """The mark in the first line of a version, or None where there is none or it can't be read."""
    with suppress(PeerkitError):
        found = _MARKED.match(files.read_text(path).partition("\n")[0])
        return found[1] if found else None
    return None


def changed_since(path: Path, kind: Kind) -> bool:
    """Whether a version was changed after it was agreed, or nobody can tell."""
    with suppress(PeerkitError):
        return mark(load_as_written(path, kind)) != mark_of(path)
    return True


def standing_of(root: Root, kind: Kind, path: Path, written: Agreement) -> Standing:
    """Where the agreement in that file stands, loaded as it is written. Raises PeerkitError for a folder unread.

    Only a file of the workspace has versions: one that lies elsewhere may have the same name and be another group's.
    """
    ours = path.resolve().parent == (root.templates / kind.folder).resolve()
    kept = versions(root, kind, path.stem) if written.version and ours else {}
    copy = kept.get(written.version or 0)
    return standing(written, mark_of(copy) if copy else None)


def adopt(root: Root, kind: Kind, source: Path, today: date, review: str | None) -> Adoption:
    """Record that the group agreed today on the text in `source`: with its version in the workspace, and a copy kept.

    The text that is the last version already is not a new one; then only the month of review can change. Raises
    PeerkitError; then nothing was written.
    """
    name, text = source.stem, files.read_text(source)
    written = load_as_written(source, kind)
    kept = versions(root, kind, name)
    target = root.templates / kind.folder / f"{name}.toml"
    last = max(kept, default=0)
    if last and mark_of(kept[last]) == mark(written):
        return _again(kept[last], last, target, text, written, review, kind)
    version = max(last, written.version or 0) + 1
    if version > _LAST:
        raise PeerkitError(f"{files.shown(source)} has version {written.version}, the last there can be.", "Mend it.")
    path = folder(root, kind) / f"{name}-{version}.toml"
    text = stamped(text, version, today, review)
    files.write_atomic(path, f"{_first_line(kind, version, today, mark(written))}\n{text}", private=False)
    try:
        files.write_atomic(target, text, private=False)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
    return Adoption(version, path, again=False)


def _again(
    path: Path, version: int, target: Path, text: str, written: Agreement, review: str | None, kind: Kind
) -> Adoption:
    """The same text once more: the file says the version and the day that were kept, and the new month if any."""
    then = written.adopted if written.version == version else None
    with suppress(PeerkitError):
        then = then or load_as_written(path, kind).adopted
    month = review or written.review
    if then is not None and (written.version, written.adopted, written.review) != (version, then, month):
        files.write_atomic(target, stamped(text, version, then, month), private=False)
    return Adoption(version, path, again=True)


def _first_line(kind: Kind, version: int, today: date, its_mark: str) -> str:
    return (
        f"# Version {version} of this {kind.whole}, kept as it was agreed on {day(today)}. "
        f"Please leave it as it is. Mark: {its_mark}."
    )
