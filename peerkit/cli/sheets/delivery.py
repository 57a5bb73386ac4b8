"""How a sheet leaves: to the terminal or into a file, whole or not at all."""

import stat
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import typer

from peerkit.cli.sheets.options import STDOUT, PrintRequest
from peerkit.cli.terminal import console, viewer
from peerkit.cli.terminal.settings import can_be_set
from peerkit.errors import PeerkitError
from peerkit.messages import _, spoken
from peerkit.printing.document import Document, Drawing
from peerkit.printing.render import rendered
from peerkit.printing.sheets.draft import labelled, translated
from peerkit.wording.grammar import commas
from peerkit.workspace import files, pictures
from peerkit.workspace.config import Config
from peerkit.workspace.root import Root


def deliver(document: Document, request: PrintRequest, usual_name: Path, *, theirs: bool = False) -> None:
    """Show the sheet or write it, whole or not at all, and say where it is.

    In a translation that no speaker has read it says so, unless its words are `theirs` who print it.
    A line in a terminal is broken to its width; in all else a line stays whole, for its end may mean something there.
    Raises PeerkitError where a file is in the way, or can't be written.
    """
    if request.form == "terminal" and request.output is None and viewer.looks():
        viewer.show(document)
        return
    told = document if theirs else labelled(document)
    made = rendered(told, request.form, request.style, request.paper)
    if isinstance(made, str) and request.form == "terminal" and request.output is None:
        console.out(made.removesuffix("\n"))
    else:
        hand_over(made, request, None if request.form == "terminal" else usual_name)


def for_strangers(document: Document | None, command: str, *, draft: bool) -> None:
    """Raises PeerkitError for what is in a translation that no speaker has read, unless a `draft` is wanted.

    `command` is what writes it all the same. Without a document it is a file with words of peerkit's own.
    """
    if (spoken().draft if document is None else translated(document)) and not draft:
        raise PeerkitError(
            _("Strangers would read this, and no speaker has read this translation yet. Nothing was printed."),
            _("To print it all the same, with a line that says so: {command}", command=command),
        )


def with_pictures(document: Document, root: Root, request: PrintRequest) -> Document:
    """The document with the group's own pictures, where its style has any. Raises PeerkitError for one unread.

    A picture with the name of none of peerkit's stands nowhere, and that is said.
    """
    if not request.style.pictures:
        return document
    from peerkit.printing.pictures import names

    found, known = pictures.own(root), names()
    if strangers := [name for name, _form, _data in found if name not in known]:
        console.note(_("No idea has a picture called {names}.", names=commas(strangers)))
        console.note(_("A picture of your own takes the place of: {names}.", names=commas(known)))
    return replace(document, drawings=tuple(Drawing(*each) for each in found if each[0] in known))


def hand_over(made: str | bytes, request: PrintRequest, usual_name: Path | None = None) -> None:
    """Write it where it was asked, else under its usual name, else to the standard output as it is."""
    path = request.output or (Path.cwd() / usual_name if usual_name else STDOUT)
    if path != STDOUT:
        hand_over_all({path: made}, request, to_terminal=False)
    elif isinstance(made, bytes):
        sys.stdout.buffer.write(made)
    else:
        sys.stdout.write(made)


def hand_over_all(made: dict[Path, str | bytes], request: PrintRequest, *, to_terminal: bool) -> None:
    """Show several sheets one after the other, or write each into its file: all of them, or none."""
    if to_terminal:
        console.out("\n\n".join(map(str, made.values())).removesuffix("\n"))
        return
    write_all(made, force=request.force)
    for path in made if request.open else ():
        look_at(path)


def mention_name(root: Root, chosen: Config) -> None:
    """Say how the group's name gets onto a sheet, where it has none."""
    if not chosen.group.name and can_be_set(root):
        console.note(_("To have your group's name on it: {command}", command=root.command("init")))


def look_at(path: Path) -> None:
    """Open a file in whatever program opens such files here."""
    if typer.launch(str(path)) != 0:
        console.note(_("Nothing here could open it. Open it yourself: {file}", file=path))


def write_all(made: dict[Path, str | bytes], *, force: bool) -> None:
    """Put sheets into files that anybody may read: all of them, or none.

    Raises PeerkitError before anything is written where something else is in the way; where a file can't be written,
    those before it that were not there are taken away again.
    """
    contents = {path: content.encode() if isinstance(content, str) else content for path, content in made.items()}
    same = [path for path, content in contents.items() if not force and files.holds(path, content)]
    there = refuse_taken((path for path in contents if path not in same), force=force)
    new: list[Path] = []
    try:
        for path in (path for path in contents if path not in same):
            private = path in there and path.exists() and not path.stat().st_mode & 0o077
            files.write_atomic(path, contents[path], private=private)
            new += [path] * (path not in there)
    except PeerkitError:
        for path in new:
            path.unlink(missing_ok=True)
        raise
    if same:
        console.note(_("There already, and just the same: {files}", files=_shown(same)))
    if written := [path for path in contents if path not in same]:
        console.note(_("Written: {file}", file=_shown(written)))


def refuse_taken(paths: Iterable[Path], *, force: bool) -> list[Path]:
    """Those of the paths where something lies. Raises PeerkitError where it may not be written over."""
    there = [path for path in paths if path.exists() or path.is_symlink()]
    for path in there:
        _is_a_file(path)
    if there and not force:
        told = _("These are there already, and nothing was changed: {files}", files=_shown(there))
        if len(there) == 1:
            told = _("{file} is there already. Nothing was changed.", file=files.shown(there[0]))
        raise PeerkitError(told, _("To write over what is there, add --force. To keep both, say -o and another name."))
    return there


def _is_a_file(path: Path) -> None:
    """Raises PeerkitError for what no sheet may take the place of: a folder, a pipe, a device, a link to itself."""
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:  # a link to a file that is not there yet
        return
    except OSError as error:
        raise files.translated(error, path, "write") from error
    if not stat.S_ISREG(kind):
        shown = files.shown(path)
        told = _("{file} is a pipe or a device, not a file. Nothing was changed.", file=shown)
        if stat.S_ISDIR(kind):
            told = _("{file} is a folder. Nothing was changed.", file=shown)
        raise PeerkitError(told, _("Name a file with -o FILE."))


def _shown(paths: list[Path]) -> str:
    """A file, after what is said of it, or several below it."""
    names = list(map(files.shown, paths))
    return "\n".join(["", *names] if len(names) > 1 else names)
