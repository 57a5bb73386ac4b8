"""A file in the editor of whoever types: nothing that somebody typed is changed or lost."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from peerkit.cli.terminal import console
from peerkit.errors import PeerkitError
from peerkit.messages import _
from peerkit.workspace import files
from peerkit.workspace.builtin import builtin_templates
from peerkit.workspace.catalogue import is_path
from peerkit.workspace.root import Root


def own_file(root: Root, folder: str, name: str, found: Path) -> Path:
    """The file that is the group's to change, which may not be there yet."""
    if is_path(name) or not found.is_relative_to(builtin_templates()):
        return found
    own = root.templates / folder / found.name
    return found if own.resolve() == found.resolve() else own


def edit(path: Path, found: Path, reads: Callable[[Path], bool], again: str, otherwise: str) -> None:
    """Open the file at `path`. Where that is not the one that was `found`, it is first made as a copy of it.

    A copy in which nothing was changed is taken away again. `reads` says whether a file can be read, `again` is what
    was typed, and `otherwise` what else can be done. Raises PeerkitError where there is no editor, where it failed,
    and where it left no file.
    """
    copied, before = path != found, files.read_bytes(found)
    another = _("Or say which editor to use, such as: {command}", command=_with_another(again))
    otherwise = f"{otherwise}\n{another}"
    command = _command(otherwise)
    could_be_read = reads(found)
    if copied:
        files.write_atomic(path, before, private=False)
    try:
        failed = _run(command, path, otherwise)
    finally:
        changed = _left(path, before, copied=copied)
    if changed and could_be_read and not reads(path):
        _keep(path, before, found.stem if copied else "")
    if failed:
        became = _("What it saved is kept.") if changed else _("Nothing was changed.")
        raise PeerkitError(f"{_('The editor {name} ended with an error.', name=command[0])} {became}", otherwise)
    _say_whether(path, found, changed=changed, copied=copied)


def _left(path: Path, before: bytes, *, copied: bool) -> bool:
    """Whether the editor left another text. A copy that is the same goes; what was the group's own comes back.

    Raises PeerkitError where the file was gone.
    """
    try:
        same = files.read_bytes(path) == before
    except files.Missing:
        if not copied:
            files.write_atomic(path, before, private=False)
        back = _("Nothing was changed.") if copied else _("What was in it before was put back.")
        raise PeerkitError(
            f"{_('The editor took {file} away.', file=files.shown(path))} {back}",
            _("Save the text under the same name, then try again."),
        ) from None
    if same and copied:
        files.remove(path)
    return not same


def _keep(path: Path, before: bytes, shipped: str) -> None:
    """Say how to go back from a text that can't be read: to what is `shipped`, or else to what is kept for that."""
    where = files.shown(path)
    if shipped:
        console.note(
            _(
                "{file} can't be read as it is. "
                "Edit it again, or take it away: then the {name} that comes with peerkit is used.",
                file=where,
                name=shipped,
            )
        )
        return
    kept = files.shown(files.keep_before(path, before))
    console.note(
        _(
            "{file} can't be read as it is. Edit it again, or go back to what was there before: {kept}",
            file=where,
            kept=kept,
        )
    )


def _say_whether(path: Path, found: Path, *, changed: bool, copied: bool) -> None:
    file, name = files.shown(path), found.stem
    if changed and copied:
        console.note(
            _("From now on {file} is used instead of the {name} that comes with peerkit.", file=file, name=name)
        )
    elif copied:
        console.note(_("Nothing was changed, so the {name} that comes with peerkit is still used.", name=name))
        console.note(_("If the editor is still open, save it as {file}", file=file))
    elif not changed:
        console.note(_("Nothing was changed in {file} so far.", file=file))


def _command(otherwise: str) -> list[str]:
    """The command of the editor. Raises PeerkitError where none is known or there; `otherwise` is what to do then."""
    typed = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip()
    windows = os.name == "nt"
    try:
        command = shlex.split(typed, posix=not windows)
    except ValueError:
        told = _("The editor is set to {command}, where a quote has no end.", command=typed)
        raise PeerkitError(told, otherwise) from None
    if windows:
        command = [word.strip('"') for word in command] or ["notepad"]
    elif not command and sys.platform == "darwin":
        command = ["open", "-W", "-t"]
    elif not command and shutil.which("nano"):
        command = ["nano"]
    if not command:
        raise PeerkitError(_("No editor is set, so none could be opened."), otherwise)
    if not shutil.which(command[0]):
        told = _("The editor {name} could not be started: there is no such program.", name=command[0])
        raise PeerkitError(told, otherwise)
    return command


def _with_another(edit: str) -> str:
    """The line that opens an editor that there is: one that waits until the file is closed."""
    variable = "VISUAL" if os.environ.get("VISUAL", "").strip() else "EDITOR"
    if os.name == "nt":
        return f"set {variable}=notepad&& {edit}"
    if sys.platform == "darwin":
        return f'{variable}="open -W -t" {edit}'
    known = ("nano", "micro", "gnome-text-editor", "gedit", "kate", "mousepad", "xed", "pluma")
    there = next((name for name in known if shutil.which(name)), "nano")
    return f"{variable}={there} {edit}"


def _run(editor: list[str], path: Path, otherwise: str) -> bool:
    """Whether the editor ended with an error. Raises PeerkitError where it could not be started."""
    try:
        return subprocess.run([*editor, str(path)], check=False).returncode != 0
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        told = _("The editor {name} could not be started: {reason}.", name=editor[0], reason=reason)
        raise PeerkitError(told, otherwise) from error
