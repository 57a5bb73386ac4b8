"""Options that many commands share, so that they are called and explained alike everywhere."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peerkit.wording.safe import echoed

if TYPE_CHECKING:
    from peerkit.workspace.root import Root


def folder(typed: str) -> Path:
    """A folder as it was typed. Raises BadParameter where nothing was."""
    if typed:
        return Path(typed)
    raise typer.BadParameter("That names no folder. For the one you are in: --workspace .")


def figures(typed: str) -> int:
    """A whole number in the figures that every keyboard has. Raises BadParameter."""
    if typed.isascii() and typed.isdigit() and len(typed) <= 9:
        return int(typed)
    raise typer.BadParameter(f'"{echoed(typed)}" is not a whole number. Write it in figures, such as 9.')


Workspace = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        metavar="DIR",
        parser=folder,
        help="The group's folder. Otherwise PEERKIT_WORKSPACE, or the nearest.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print data for a program instead of text.")]
Plain = Annotated[bool, typer.Option("--plain", help="Lines only, for a screen reader or a small terminal.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Take every default without asking.")]


def root_of(workspace: Path | None) -> "Root":
    """The group's folder for this command."""
    from peerkit.workspace.root import find

    return find(workspace, os.environ, here(), Path.home())


def here() -> Path:
    """The folder that the terminal stands in, or the home folder when that was taken away."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path.home()
