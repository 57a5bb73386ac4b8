"""Putting a file where one may be: never over somebody's work without saying so."""

from pathlib import Path

from peerkit.cli import show
from peerkit.errors import PeerkitError
from peerkit.workspace import files


def make_way(path: Path, *, replace: bool) -> None:
    """Nothing where nothing is; otherwise keep a copy as `NAME.before` and say so, if `replace` is wanted.

    Raises PeerkitError when it isn't, and when no copy could be kept.
    """
    if not (path.exists() or path.is_symlink()):
        return
    if not replace:
        raise PeerkitError(
            f"{files.shown(path)} is there already. Nothing was changed.",
            "Open it in an editor to change it. To put a new one in its place, add --replace: the old one is kept.",
        )
    before = path.with_name(f"{path.name}.before")
    files.write_atomic(before, files.read_text(path))
    show.note(f"What was there is kept as {files.shown(before)}")
