"""A group agrees on a text: its version, day and month of review go into the file, and a copy of it is kept."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from peerkit.agreements.agreement import Agreement
from peerkit.agreements.kinds import Kind
from peerkit.agreements.standing import mark
from peerkit.errors import PeerkitError
from peerkit.workspace import adopted, files
from peerkit.workspace.agreements import held, load_if_readable, writable
from peerkit.workspace.editing import edited, line_end
from peerkit.workspace.root import Root, typed

_LAST = 9999


@dataclass(frozen=True)
class Adoption:
    """What came of adopting: the agreement as the group's `own` file has it, and where the text of `version` is kept.

    `again`: it had been adopted before.
    `before` is where the text lies that somebody had put in the place of the kept one, which was put back. `changed`
    is the version before this one, where somebody changed it and it could not be put back.
    """

    agreement: Agreement
    own: Path
    version: int
    kept: Path
    again: bool = False
    before: Path | None = None
    changed: Path | None = None


def adopt(root: Root, kind: Kind, source: Path, today: date, review: str | None) -> Adoption:
    """Record that the group agreed today on the text in `source`: with its version in the workspace, and a copy kept.

    The text that is the last version already is not a new one; then only the month of review can change, and a copy
    that somebody changed is put back. Raises PeerkitError; then nothing was written.
    """
    with held(root):
        target = root.templates / kind.folder / source.name
        source = target if target.exists() else source
        text = files.read_text(source, to_edit=True)
        return _record(root, kind, _Text(source, target, text, writable(source, text, kind)), today, review)


@dataclass(frozen=True)
class _Text:
    """What the group agrees on, as it was read in `source`: `target` is the group's own file for it."""

    source: Path
    target: Path
    text: str
    written: Agreement

    def put(self, text: str, kind: Kind) -> Agreement:
        """Write the group's own file, and give what it says. Raises PeerkitError where somebody saved it meanwhile."""
        if files.read_text(self.source, to_edit=True) != self.text:
            raise PeerkitError(
                f"{files.shown(self.source)} was saved by another program just now. Nothing was recorded.",
                "Look at it, then adopt it again.",
            )
        return _write(self.target, text, kind)


def _write(path: Path, text: str, kind: Kind) -> Agreement:
    agreement = writable(path, text, kind)
    files.write_atomic(path, text, private=False)
    return agreement


def _record(root: Root, kind: Kind, ours: _Text, today: date, review: str | None) -> Adoption:
    name, written = ours.source.stem, ours.written
    kept = adopted.versions(root, kind, name)
    last = max(kept, default=0)
    changed = kept[last] if last and adopted.changed_since(kept[last], kind) else None
    if last and (again := _agreed_again(kept[last], last, ours, review, kind, changed=bool(changed))):
        return again
    version = _next(root, kind, ours, last)
    path = adopted.folder(root, kind) / f"{name}-{version}.toml"
    text = _stamped(ours.text, version, today, review)
    _write(path, _first_line(kind, version, today, written, text) + text, kind)
    try:
        agreement = ours.put(text, kind)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
    return Adoption(agreement, ours.target, version, path, changed=changed)


def _agreed_again(
    path: Path, version: int, ours: _Text, review: str | None, kind: Kind, *, changed: bool
) -> Adoption | None:
    """The same text once more: the file says the version and the day that were kept, and the new month if any.

    None where it is another text, or where nobody can tell any more on which day it was agreed.
    """
    written, copy = ours.written, load_if_readable(path, kind)
    if mark(written) != (adopted.mark_of(path) or (mark(copy) if copy else None)):
        return None
    then = written.adopted if written.version == version else copy.adopted if copy else None
    if then is None:
        return None if changed else Adoption(written, ours.target, version, path, again=True)
    month = review or written.review
    text = _stamped(ours.text, version, then, month)
    before = None
    if changed:
        before = files.keep_before(path, files.read_bytes(path))
        _write(path, _first_line(kind, version, then, written, text) + text, kind)
    if (written.version, written.adopted, written.review) != (version, then, month):
        written = ours.put(text, kind)
    return Adoption(written, ours.target, version, path, again=True, before=before)


def _next(root: Root, kind: Kind, ours: _Text, last: int) -> int:
    """The number that comes next: one that the file names is not used again, even where its text is not kept."""
    named = ours.written.version or 0
    if last < _LAST:
        return (last if named >= _LAST else max(last, named)) + 1
    name = ours.source.stem
    on = root.command(f"{kind.command} choose NEW-NAME --from {typed(name)}")
    raise PeerkitError(
        f"Version {_LAST} of {files.shown(name)} is kept here, and no number comes after that.",
        f"Go on under another name: {on}",
    )


def _first_line(kind: Kind, version: int, today: date, agreement: Agreement, text: str) -> str:
    return (
        f"# Version {version} of this {kind.whole}, kept as it was agreed on {today.day} {today:%B %Y}. "
        f"Please leave it as it is. Mark: {mark(agreement)}.{line_end(text)}"
    )


def _stamped(text: str, version: int, adopted: date, review: str | None) -> str:
    stamp = {"version": version, "adopted": adopted, "review": review}
    refusal = PeerkitError(
        "The day could not be written into the file. Nothing was changed.",
        "Take out what it says of version, adopted and review at the top, then try again.",
    )
    return edited(text, stamp, refusal, after="title")
