"""Putting a file where one may be: never over somebody's work without saying so."""

from itertools import chain, count
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
    """Keep a copy of what is at `path`, over no earlier one, and say so. Raises PeerkitError when it can't be kept.

    The first is called `NAME.before`, then come `NAME.before-2`, `NAME.before-3` and so on.
    """
    try:
        text = files.read_text(path)
    except files.Missing:
        return
    endings = chain([""], (f"-{number}" for number in count(2)))
    candidates = (path.with_name(f"{path.name}.before{ending}") for ending in endings)
    before = next(free for free in candidates if not (free.exists() or free.is_symlink()))
    files.write_atomic(before, text)
    show.note(f"What was there is kept as {before}")
