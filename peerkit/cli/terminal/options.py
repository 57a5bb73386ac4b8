"""Options that many commands share, so that they are called and explained alike everywhere."""

import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from peerkit.errors import did_you_mean
from peerkit.messages import _
from peerkit.wording.grammar import listed
from peerkit.wording.safe import echoed
from peerkit.workspace.root import Root, find

T = TypeVar("T")


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


def checked(parse: Callable[[str], T], option: str | None = None) -> Callable[[str], T]:
    """The parser for an option: its ValueError is a BadParameter."""

    def parsed(typed: str) -> T:
        try:
            return parse(typed)
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint=option) from None

    return parsed


def one_of(known: Collection[str]) -> Callable[[str], str]:
    """A parser that takes one of these words, in whatever case it is typed. It raises BadParameter."""

    def parse(typed: str) -> str:
        if typed.lower() in known:
            return typed.lower()
        meant = did_you_mean(typed[:40], known)
        raise typer.BadParameter(f'"{echoed(typed)}" is not {listed(known, _("{others} or {last}"))}. {meant}'.rstrip())

    return parse


def choice(default: str | None, *names: str, known: Collection[str], help: str) -> Any:
    """An option that takes one of the words that are known, and offers them to Tab."""
    return typer.Option(
        default, *names, metavar="|".join(known), parser=one_of(known), autocompletion=lambda: list(known), help=help
    )


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


def root_of(workspace: Path | None) -> Root:
    """The group's folder for this command."""
    return find(workspace, os.environ, here(), Path.home())


def here() -> Path:
    """The folder that the terminal stands in, or the home folder when that was taken away."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path.home()
