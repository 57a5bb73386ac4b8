"""Putting a file where one may be: never over somebody's work without saying so."""

from pathlib import Path

from peerkit.cli import show
from peerkit.errors import PeerkitError
from peerkit.workspace import files


def may_write(path: Path, *, replace: bool) -> None:
    """Raises PeerkitError when something is at `path` and nobody said `--replace`."""
    if not replace and (path.exists() or path.is_symlink()):
        raise PeerkitError(
            f"{files.shown(path)} is there already. Nothing was changed.",
            "Change it in any text editor. To put a new one in its place, add --replace: the old one is kept.",
        )


def keep_old(path: Path) -> None:
    """Keep a copy of what is at `path` as `NAME.before`, and say so. Raises PeerkitError when it can't be kept."""
    try:
        text = files.read_text(path)
    except files.Missing:
        return
    before = path.with_name(f"{path.name}.before")
    files.write_atomic(before, text)
    show.note(f"What was there is kept as {before}")
