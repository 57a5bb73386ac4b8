"""Options that many commands share, so that they are called and explained alike everywhere."""

import os
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeVar

import typer

from peerkit.cli.terminal import console, prompt
from peerkit.cli.terminal.language import mention_unknown
from peerkit.errors import PeerkitError, did_you_mean
from peerkit.figures import ascii_figures
from peerkit.messages import N_, _
from peerkit.wording.grammar import either
from peerkit.wording.safe import echoed
from peerkit.workspace.files import shown
from peerkit.workspace.root import CHOSEN, NAMED, Root, find

T = TypeVar("T")
_HOME = Path("~")


def folder(typed: str) -> Path:
    """A folder as it was typed. Raises BadParameter where nothing was."""
    if typed:
        return Path(typed)
    raise typer.BadParameter(_("That names no folder. For the one you are in: {option}", option="--workspace ."))


def figures(typed: str) -> int:
    """A whole number in figures of any script. Raises BadParameter."""
    number = at_all(typed)
    if number < 0:
        raise typer.BadParameter(_("{number} is less than nothing. Numbers here are 0 or more.", number=number))
    return number


def at_all(typed: str) -> int:
    """The same, also below nothing: for numbers whose own limits are said elsewhere. Raises BadParameter."""
    plain = ascii_figures(typed)
    if plain.isascii() and plain.removeprefix("-").isdigit() and len(plain) <= 9:
        return int(plain)
    raise typer.BadParameter(_('"{typed}" is not a whole number. Write it in figures, such as 9.', typed=echoed(typed)))


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
        wrong = _('"{typed}" is not {words}.', typed=echoed(typed), words=either(known))
        raise typer.BadParameter(f"{wrong} {meant}".rstrip())

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
        help=N_("The group's folder. Otherwise PEERKIT_WORKSPACE, or the nearest."),
    ),
]
Json = Annotated[bool, typer.Option("--json", help=N_("Print data for a program instead of text."))]
Speak = Annotated[
    bool | None,
    typer.Option(
        "--speak/--no-speak", help=N_("Say it aloud by the computer's own voice, or not."), show_default=False
    ),
]
KeepNothing = Annotated[
    bool, typer.Option("--keep-nothing", help=N_("Write nothing at all, on a borrowed or a work computer."))
]
Replace = Annotated[bool, typer.Option("--replace", help=N_("Put it in the place of a file that is there."))]
Force = Annotated[bool, typer.Option("--force", "--replace", help=N_("Write over a file that is there."))]
DraftOption = Annotated[
    bool, typer.Option("--draft", help=N_("Also in a translation that no speaker has read. It says so on it."))
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=N_("Take every default without asking."))]


class Manner(NamedTuple):
    """How an evening meets people: in lines only or on the screen, said aloud or not; None where nobody said."""

    plain: bool | None = None
    speak: bool | None = None


def typed_folder(argv: Sequence[str]) -> str:
    """The folder that was typed last, or nothing: for whoever needs it where the words could not be read."""
    places = [place for place, word in enumerate(argv) if word == "--workspace" or word.startswith("--workspace=")]
    if not places:
        return ""
    return argv[places[-1]].partition("=")[2] or next(iter(argv[places[-1] + 1 :]), "")


def folder_of(workspace: Path | None) -> Root:
    """The group's folder, whether it is there or not."""
    without_home = find(workspace, os.environ, here(), _HOME)
    return find(workspace, os.environ, here(), home()) if without_home.path.parts[:1] == _HOME.parts else without_home


def root_of(workspace: Path | None) -> Root:
    """The group's folder for a command that reads. One that was typed and is not there is said."""
    root = folder_of(workspace)
    if missing := _missing(root):
        console.note(f"{missing} {_('So there is only what comes with peerkit.')}")
    mention_unknown(root)
    return root


def root_to_write(workspace: Path | None) -> Root:
    """The group's folder for a command that writes into it. One that was typed and is not there is made after a yes.

    Raises PeerkitError where nobody can be asked, or the answer is no.
    """
    root = folder_of(workspace)
    mention_unknown(root)
    if missing := _missing(root):
        asking = prompt.at_a_terminal()
        if not (asking and prompt.yes(f"{missing} {_('Make it?')}", default=False)):
            nothing = _("Nothing was written.")
            raise PeerkitError(
                nothing if asking else f"{missing} {nothing}",
                _("To make it: {command}", command=root.command("init --yes")),
            )
    return root


def _missing(root: Root) -> str:
    """That a folder which was typed is not there, and which one was meant; else nothing.

    The one that PEERKIT_WORKSPACE names may be new, and is missing only where another has nearly its name.
    """
    if root.found_by not in (CHOSEN, NAMED) or root.path.is_dir():
        return ""
    try:
        beside = [each.name for each in root.path.parent.iterdir() if each.is_dir()]
    except OSError:
        beside = []
    meant = did_you_mean(root.path.name, beside)
    if root.found_by == NAMED and not meant:
        return ""
    missing = _("There is no folder {folder}.", folder=shown(root.path))
    return f"{missing} {meant}".rstrip()


def here() -> Path:
    """The folder that the terminal stands in, or the home folder when that was taken away."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return home()


def home() -> Path:
    """The home folder. Raises PeerkitError where the computer names none that can be used."""
    with suppress(RuntimeError):
        found = Path.home()
        if os.environ.get("HOME") != "" and found.is_absolute():
            return found
    raise PeerkitError(
        _("This computer does not say where your home folder is, or says it wrongly: look at the variable HOME."),
        _("Put it right, or name the group's folder with {option}.", option="--workspace FOLDER"),
    )
