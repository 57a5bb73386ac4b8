"""Putting a file where one may be: never over somebody's work without saying so."""

from pathlib import Path

from peerkit.cli.terminal import console
from peerkit.errors import PeerkitError
from peerkit.messages import _
from peerkit.workspace import files
from peerkit.workspace.root import SHARED, Root


def may_write(path: Path, *, replace: bool) -> None:
    """Raises PeerkitError when something is at `path` and nobody said `--replace`."""
    if not replace and (path.exists() or path.is_symlink()):
        edit = _("Change it in any text editor.") if path.suffix == ".toml" else ""
        put = _("To put a new one in its place, add {option}: the old one is kept.", option="--replace")
        told = _("{file} is there already. Nothing was changed.", file=files.shown(path))
        raise PeerkitError(told, f"{edit} {put}".strip())


def not_ours(path: Path, instead: str = "figures.csv") -> None:
    """Raises PeerkitError where a file of peerkit's own lies, or would: in whatever folder, and behind any link.

    `instead` is the name of another file that may be typed.
    """
    root = Root(Path(), "")
    own = {
        root.ledger.name: _("the counts"),
        root.replaced.name: _("counts that were put right"),
        root.quarters.name: _("totals of older counts"),
        SHARED: _("the record of what was shared"),
        root.config.name: _("the words and choices of a group"),
    }
    try:
        behind_links = path.resolve()
    except (OSError, RuntimeError):  # links that lead to each other: there is no file behind them
        behind_links = path
    for name in (path.name.casefold(), behind_links.name.casefold()):
        if name in own:
            parts = {"file": files.shown(path), "kept": own[name]}
            told = _("{file} is where peerkit keeps {kept}. Nothing was changed.", **parts)
            if path.name.casefold() != name:
                told = _(
                    "{file} leads to {other}, and that is where peerkit keeps {kept}. Nothing was changed.",
                    other=name,
                    **parts,
                )
            raise PeerkitError(told, _("Name another file, such as: {option}", option=f"-o {instead}"))


def keep_old(path: Path) -> None:
    """Keep a copy of what is at `path`, over no earlier one, and say so. Raises PeerkitError when it can't be kept."""
    try:
        content = files.read_bytes(path)
    except files.Missing:
        return
    kept = files.shown(files.keep_before(path, content))
    console.note(_("What was there is kept as {file}", file=kept))
