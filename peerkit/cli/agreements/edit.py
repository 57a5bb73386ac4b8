"""An agreement in the editor of whoever types, and looked over: nothing that somebody typed is changed or lost."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from peerkit.agreements.kinds import Kind
from peerkit.agreements.standing import mark
from peerkit.border.agreement import check_data
from peerkit.cli.terminal import console
from peerkit.cli.terminal.problems import report
from peerkit.cli.terminal.settings import settings
from peerkit.errors import PeerkitError
from peerkit.problems import Problem
from peerkit.workspace import adopted, files
from peerkit.workspace.agreements import find_agreement, load_as_written, load_if_readable
from peerkit.workspace.builtin import builtin_templates
from peerkit.workspace.catalogue import is_path
from peerkit.workspace.root import Root


def edit_one(root: Root, kind: Kind, name: str) -> None:
    """Open it, then look it over. One that comes with peerkit is copied into the workspace first.

    A copy in which nothing was changed is taken away again. Raises PeerkitError where there is no editor, where it
    failed, and where it left no file.
    """
    found = find_agreement(root, name, kind)
    path = _own_file(root, kind, name, found)
    copied, before = path != found, files.read_bytes(found)
    given = Path(name) if is_path(name) else name
    again = root.command(f"{kind.command} edit", given)
    if copied:
        own = root.command(f"{kind.command} choose --yes", kind.unless_usual(found.stem))
        otherwise = f"For a file of your own, to open in any text editor: {own}"
    else:
        check = root.command(f"{kind.command} check", given)
        otherwise = f"Open this in any text editor: {files.shown(path)}\nThen: {check}"
    otherwise += f"\nOr say which editor to use, such as: {_with_another(again)}"
    command = _editor(otherwise)
    could_be_read = load_if_readable(found, kind) is not None
    if copied:
        files.write_atomic(path, before, private=False)
    try:
        failed = _run(command, path, otherwise)
    finally:
        changed = _left(path, before, copied=copied)
    if changed and could_be_read and load_if_readable(path, kind) is None:
        _keep(path, before, f"the {found.stem} that comes with peerkit is used" if copied else "")
    if failed:
        became = "What it saved is kept." if changed else "Nothing was changed."
        raise PeerkitError(f"The editor {command[0]} ended with an error. {became}", otherwise)
    _say_whether(path, found, changed=changed, copied=copied)
    _mention_standing(root, kind, path if path.exists() else found)
    check_one(root, kind, str(path) if is_path(name) else name, again=again)


def _left(path: Path, before: bytes, *, copied: bool) -> bool:
    """Whether the editor left another text. A copy that is the same goes; what was the group's own comes back.

    Raises PeerkitError where the file was gone.
    """
    try:
        same = files.read_bytes(path) == before
    except files.Missing:
        if not copied:
            files.write_atomic(path, before, private=False)
        back = "Nothing was changed." if copied else "What was in it before was put back."
        raise PeerkitError(
            f"The editor took {files.shown(path)} away. {back}", "Save the text under the same name, then try again."
        ) from None
    if same and copied:
        files.remove(path)
    return not same


def _keep(path: Path, before: bytes, otherwise: str) -> None:
    """Say how to go back from a text that can't be read, and keep what is needed for that."""
    where = files.shown(path)
    if otherwise:
        console.note(f"{where} can't be read as it is. Edit it again, or take it away: then {otherwise}.")
        return
    kept = files.shown(files.keep_before(path, before))
    console.note(f"{where} can't be read as it is. Edit it again, or go back to what was there before: {kept}")


def _say_whether(path: Path, found: Path, *, changed: bool, copied: bool) -> None:
    shipped = f"the {found.stem} that comes with peerkit"
    if changed and copied:
        console.note(f"From now on {files.shown(path)} is used instead of {shipped}.")
    elif copied:
        console.note(f"Nothing was changed, so {shipped} is still used.")
        console.note(f"If the editor is still open, save it as {files.shown(path)}")
    elif not changed:
        console.note(f"Nothing was changed in {files.shown(path)} so far.")


def _mention_standing(root: Root, kind: Kind, path: Path) -> None:
    try:
        stands = adopted.standing_of(root, kind, path, load_as_written(path, kind))
    except PeerkitError:
        return  # looking it over says why
    if stands.state == "changed":
        again = root.command(f"{kind.command} adopt", path.stem)
        console.note(f"{stands.said(kind)} When the group has agreed: {again}")


def _own_file(root: Root, kind: Kind, name: str, found: Path) -> Path:
    """The file that is the group's to change, which may not be there yet."""
    if is_path(name) or not found.is_relative_to(builtin_templates()):
        return found
    own = root.templates / kind.folder / found.name
    return found if own.resolve() == found.resolve() else own


def _editor(otherwise: str) -> list[str]:
    """The command of the editor. Raises PeerkitError where none is known or there; `otherwise` is what to do then."""
    typed = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip()
    windows = os.name == "nt"
    try:
        command = shlex.split(typed, posix=not windows)
    except ValueError:
        raise PeerkitError(f"The editor is set to {typed}, where a quote has no end.", otherwise) from None
    if windows:
        command = [word.strip('"') for word in command] or ["notepad"]
    elif not command and sys.platform == "darwin":
        command = ["open", "-W", "-t"]
    elif not command and shutil.which("nano"):
        command = ["nano"]
    if not command:
        raise PeerkitError("No editor is set, so none could be opened.", otherwise)
    if not shutil.which(command[0]):
        raise PeerkitError(f"The editor {command[0]} could not be started: there is no such program.", otherwise)
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


def _run(command: list[str], path: Path, otherwise: str) -> bool:
    """Whether the editor ended with an error. Raises PeerkitError where it could not be started."""
    try:
        return subprocess.run([*command, str(path)], check=False).returncode != 0
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PeerkitError(f"The editor {command[0]} could not be started: {reason}.", otherwise) from error


def check_one(root: Root, kind: Kind, name: str, *, as_json: bool = False, again: str = "") -> None:
    """Report every problem of one, also of the versions that are kept of it, and end the command as `report` does.

    `again` opens it in an editor.
    """
    path, words = find_agreement(root, name, kind), settings(root, note=True).words
    try:
        problems = check_data(words.fill_in(files.read_toml(path)), kind)
        if not is_path(name):
            problems += _versions(root, kind, path)
    except PeerkitError as error:
        problems = [Problem("file", "unreadable", error.message, error.hint)]
    report([(path.name, problem) for problem in problems], as_json=as_json, again=again)


def _versions(root: Root, kind: Kind, path: Path) -> list[Problem]:
    kept, written, found = adopted.versions(root, kind, path.stem), load_if_readable(path, kind), []
    adopt = root.command(f"{kind.command} adopt", path.stem)
    for number, file in kept.items():
        if adopted.changed_since(file, kind):
            reason = f"{files.shown(file)} is not as it was agreed: somebody changed it, or it can't be read."
            hint = "Changes belong in the file without a number."
            if written and mark(written) == adopted.mark_of(file):
                hint = f"{hint} To put it back as it was: {adopt}"
            else:
                hint = f"Put it back from a copy, if there is one. {hint}"
            found.append(Problem(f"version {number}", "version-changed", reason, hint, "advice"))
    if written and written.version and written.version not in kept:
        reason = f"The text that was agreed as version {written.version} is not kept here."
        hint = f"If the group agrees on this text: {adopt}"
        found.append(Problem("version", "version-missing", reason, hint, "advice"))
    return found
