"""Options that many commands share, so that they are called and explained alike everywhere."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from peerkit.workspace.root import Root

Workspace = Annotated[
    Path | None,
    typer.Option("--workspace", metavar="DIR", help="The group's folder. Otherwise PEERKIT_WORKSPACE, or the nearest."),
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
