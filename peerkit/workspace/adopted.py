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
from peerkit.workspace.agreements import held, load_as_written, writable
from peerkit.workspace.root import Root, typed

_MARKED = re.compile(r"#.*\bMark: ([0-9a-f]{12})\.\s*\Z")
_LAST = 9999


@dataclass(frozen=True)
class Adoption:
    """What came of adopting: the version, where its text is kept, and whether it had been adopted before.

    `before` is where the text lies that somebody had put in the place of the kept one, which was put back. `changed`
    is the version before this one, where somebody changed it and it could not be put back.
    """

    version: int
    kept: Path
    again: bool
    before: Path | None = None
    changed: Path | None = None


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
            f"Once the group has agreed on it: {root.command(f'{kind.command} adopt', name)}",
        )
    *others, last = map(str, kept)
    there = f"There are {', '.join(others)} and {last}." if others else f"There is {last}."
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

    The text that is the last version already is not a new one; then only the month of review can change, and a copy
    that somebody changed is put back. Raises PeerkitError; then nothing was written.
    """
    with held(root):
        return _adopted(root, kind, _Text.of(root, kind, source), today, review)


@dataclass(frozen=True)
class _Text:
    """What the group agrees on, as it was read: `target` is the group's own file for it."""

    source: Path
    target: Path
    text: str
    written: Agreement

    @classmethod
    def of(cls, root: Root, kind: Kind, source: Path) -> "_Text":
        """The group's own file by now, else the one that was named."""
        target = root.templates / kind.folder / source.name
        source = target if target.exists() else source
        text = files.read_text(source)
        return cls(source, target, text, writable(source, text, kind))

    def put(self, text: str, kind: Kind) -> None:
        """Write the group's own file. Raises PeerkitError where somebody saved another text meanwhile."""
        if files.read_text(self.source) != self.text:
            raise PeerkitError(
                f"{files.shown(self.source)} was saved by another program just now. Nothing was recorded.",
                "Look at it, then adopt it again.",
            )
        _write(self.target, text, kind)


def _write(path: Path, text: str, kind: Kind) -> None:
    writable(path, text, kind)
    files.write_atomic(path, text, private=False)


def _adopted(root: Root, kind: Kind, ours: _Text, today: date, review: str | None) -> Adoption:
    name, written = ours.source.stem, ours.written
    kept = versions(root, kind, name)
    last = max(kept, default=0)
    changed = kept[last] if last and changed_since(kept[last], kind) else None
    if last and (again := _again(kept[last], last, ours, review, kind, changed=bool(changed))):
        return again
    version = _next(root, kind, ours, last)
    path = folder(root, kind) / f"{name}-{version}.toml"
    text = stamped(ours.text, version, today, review)
    _write(path, f"{_first_line(kind, version, today, mark(written))}\n{text}", kind)
    try:
        ours.put(text, kind)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
    return Adoption(version, path, again=False, changed=changed)


def _again(path: Path, version: int, ours: _Text, review: str | None, kind: Kind, *, changed: bool) -> Adoption | None:
    """The same text once more: the file says the version and the day that were kept, and the new month if any.

    None where it is another text, or where nobody can tell any more on which day it was agreed.
    """
    written, copy = ours.written, None
    with suppress(PeerkitError):
        copy = load_as_written(path, kind)
    if mark(written) != (mark_of(path) or (mark(copy) if copy else None)):
        return None
    then = written.adopted if written.version == version else copy.adopted if copy else None
    if then is None:
        return None if changed else Adoption(version, path, again=True)
    month = review or written.review
    text = stamped(ours.text, version, then, month)
    before = None
    if changed:
        before = files.keep_before(path, files.read_bytes(path))
        _write(path, f"{_first_line(kind, version, then, mark(written))}\n{text}", kind)
    if (written.version, written.adopted, written.review) != (version, then, month):
        ours.put(text, kind)
    return Adoption(version, path, again=True, before=before)


def _next(root: Root, kind: Kind, ours: _Text, last: int) -> int:
    """The number that comes next: one that the file names is not used again, even where its text is not kept."""
    named = ours.written.version or 0
    if max(last, named) < _LAST:
        return max(last, named) + 1
    if last < _LAST:
        return last + 1
    name = ours.source.stem
    on = root.command(f"{kind.command} choose NEW-NAME --from {typed(name)}")
    raise PeerkitError(
        f"Version {_LAST} of {files.shown(name)} is kept here, and no number comes after that.",
        f"Go on under another name: {on}",
    )


def _first_line(kind: Kind, version: int, today: date, its_mark: str) -> str:
    return (
        f"# Version {version} of this {kind.whole}, kept as it was agreed on {day(today)}. "
        f"Please leave it as it is. Mark: {its_mark}."
    )
