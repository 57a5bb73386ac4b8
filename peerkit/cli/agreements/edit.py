"""An agreement in the editor of whoever types, and looked over: nothing that somebody typed is changed or lost."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from peerkit.cli.terminal import console
from peerkit.errors import PeerkitError

if TYPE_CHECKING:
    from peerkit.agreements.kinds import Kind
    from peerkit.cli.terminal.problems import FileProblem
    from peerkit.problems import Problem
    from peerkit.workspace.root import Root


def edit_one(root: "Root", kind: "Kind", name: str) -> None:
    """Open it, then look it over. One that comes with peerkit is copied into the workspace first.

    A copy in which nothing was changed is taken away again. Raises PeerkitError where there is no editor, where it
    failed, and where it left no file.
    """
    from peerkit.cli.terminal.problems import report
    from peerkit.workspace import files
    from peerkit.workspace.agreements import find_agreement

    found = find_agreement(root, name, kind)
    path = _own_file(root, kind, name, found)
    copied, before = path != found, files.read_bytes(found)
    otherwise = _own_first(root, kind, found) if copied else _open_it(root, kind, name, path)
    otherwise += f"\nOr say which editor to use, such as: {_with(root.command(f'{kind.command} edit', _given(name)))}"
    command = _editor(otherwise)
    could_be_read = _can_be_read(kind, found)
    if copied:
        files.write_atomic(path, before, private=False)
    try:
        failed = _run(command, path, otherwise)
    finally:
        changed = _left(path, before, copied=copied)
    if changed and could_be_read and not _can_be_read(kind, path):
        _keep(path, before, f"the {found.stem} that comes with peerkit is used" if copied else "")
    if failed:
        became = "What it saved is kept." if changed else "Nothing was changed."
        raise PeerkitError(f"The editor {command[0]} ended with an error. {became}", otherwise)
    _say_whether(path, found, changed=changed, copied=copied)
    _mention_standing(root, kind, path if path.exists() else found)
    problems = look_over_one(root, kind, str(path) if _is_path(name) else name)
    report(problems, as_json=False, again=root.command(f"{kind.command} edit", _given(name)))


def _left(path: Path, before: bytes, *, copied: bool) -> bool:
    """Whether the editor left another text. A copy that is the same goes; what was the group's own comes back.

    Raises PeerkitError where the file was gone.
    """
    from peerkit.workspace import files

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


def _can_be_read(kind: "Kind", path: Path) -> bool:
    from peerkit.workspace.agreements import load_as_written

    try:
        return bool(load_as_written(path, kind))
    except PeerkitError:
        return False


def _keep(path: Path, before: bytes, otherwise: str) -> None:
    """Say how to go back from a text that can't be read, and keep what is needed for that."""
    from peerkit.workspace import files

    where = files.shown(path)
    if otherwise:
        console.note(f"{where} can't be read as it is. Edit it again, or take it away: then {otherwise}.")
        return
    kept = files.shown(files.keep_before(path, before))
    console.note(f"{where} can't be read as it is. Edit it again, or go back to what was there before: {kept}")


def _say_whether(path: Path, found: Path, *, changed: bool, copied: bool) -> None:
    from peerkit.workspace import files

    shipped = f"the {found.stem} that comes with peerkit"
    if changed and copied:
        console.note(f"From now on {files.shown(path)} is used instead of {shipped}.")
    elif copied:
        console.note(f"Nothing was changed, so {shipped} is still used.")
        console.note(f"If the editor is still open, save it as {files.shown(path)}")
    elif not changed:
        console.note(f"Nothing was changed in {files.shown(path)} so far.")


def look_over_one(root: "Root", kind: "Kind", name: str) -> "list[FileProblem]":
    """Every problem of one, also of the versions that are kept of it."""
    from peerkit.border.agreement import check_data
    from peerkit.problems import Problem
    from peerkit.workspace import config, files
    from peerkit.workspace.agreements import find_agreement

    path, words = find_agreement(root, name, kind), config.load(root).words
    try:
        problems = check_data(words.fill_in(files.read_toml(path)), kind)
        if not _is_path(name):
            problems += _versions(root, kind, path)
    except PeerkitError as error:
        problems = [Problem("file", "unreadable", error.message, error.hint)]
    return [(path.name, problem) for problem in problems]


def _versions(root: "Root", kind: "Kind", path: Path) -> "list[Problem]":
    from peerkit.problems import Problem
    from peerkit.workspace import adopted, files
    from peerkit.workspace.agreements import load_as_written

    kept = adopted.versions(root, kind, path.stem)
    found = []
    for number, file in kept.items():
        if adopted.changed_since(file, kind):
            reason = f"{files.shown(file)} is not as it was agreed: somebody changed it, or it can't be read."
            hint = _put_back(root, kind, path, file)
            found.append(Problem(f"version {number}", "version-changed", reason, hint, "advice"))
    try:
        version = load_as_written(path, kind).version
    except PeerkitError:
        return found  # it was said already
    if version and version not in kept:
        reason = f"The text that was agreed as version {version} is not kept here."
        hint = f"If the group agrees on this text: {root.command(f'{kind.command} adopt', path.stem)}"
        found.append(Problem("version", "version-missing", reason, hint, "advice"))
    return found


def _put_back(root: "Root", kind: "Kind", path: Path, version: Path) -> str:
    from peerkit.agreements.standing import mark
    from peerkit.workspace.adopted import mark_of
    from peerkit.workspace.agreements import load_as_written

    belong = "Changes belong in the file without a number."
    if _can_be_read(kind, path) and mark(load_as_written(path, kind)) == mark_of(version):
        return f"{belong} To put it back as it was: {root.command(f'{kind.command} adopt', path.stem)}"
    return f"Put it back from a copy, if there is one. {belong}"


def _mention_standing(root: "Root", kind: "Kind", path: Path) -> None:
    from peerkit.workspace.adopted import standing_of
    from peerkit.workspace.agreements import load_as_written

    try:
        stands = standing_of(root, kind, path, load_as_written(path, kind))
    except PeerkitError:
        return  # looking it over says why
    if stands.state == "changed":
        again = root.command(f"{kind.command} adopt", path.stem)
        console.note(f"{stands.said(kind)} When the group has agreed: {again}")


def _own_file(root: "Root", kind: "Kind", name: str, found: Path) -> Path:
    """The file that is the group's to change, which may not be there yet."""
    from peerkit.workspace.builtin import builtin_templates

    if _is_path(name) or not found.is_relative_to(builtin_templates()):
        return found
    own = root.templates / kind.folder / found.name
    return found if own.resolve() == found.resolve() else own


def _is_path(name: str) -> bool:
    return name.endswith(".toml") or Path(name).name != name


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


def _open_it(root: "Root", kind: "Kind", name: str, path: Path) -> str:
    from peerkit.workspace.files import shown

    check = root.command(f"{kind.command} check", _given(name))
    return f"Open this in any text editor: {shown(path)}\nThen: {check}"


def _own_first(root: "Root", kind: "Kind", found: Path) -> str:
    own = root.command(f"{kind.command} choose --yes", kind.unless_usual(found.stem))
    return f"For a file of your own, to open in any text editor: {own}"


def _given(name: str) -> str | Path:
    return Path(name) if _is_path(name) else name


def _with(edit: str) -> str:
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
