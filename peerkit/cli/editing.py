"""An agreement in the editor of whoever types, and looked over: nothing that somebody typed is changed or lost."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from peerkit.cli import show
from peerkit.errors import PeerkitError

if TYPE_CHECKING:
    from peerkit.agreements.kinds import Kind
    from peerkit.cli.look_over import Found
    from peerkit.problems import Problem
    from peerkit.workspace.root import Root


def edit_one(root: "Root", kind: "Kind", name: str) -> None:
    """Open it, then look it over. One that comes with peerkit is copied into the workspace first."""
    from peerkit.cli.look_over import report
    from peerkit.workspace import files
    from peerkit.workspace.catalogue import find_agreement

    found = find_agreement(root, name, kind)
    before = files.read_text(found)
    path = _own_file(root, kind, name, found, before)
    if path != found:
        show.note(f"From now on {files.shown(path)} is used instead of the {found.stem} that comes with peerkit.")
    otherwise = _otherwise(root, kind, name, path)
    _run(_editor(otherwise), path, otherwise)
    if files.read_text(path) == before:
        show.note(f"Nothing was changed in {files.shown(path)} so far.")
    _mention_standing(root, kind, path)
    problems = look_over_one(root, kind, str(path) if _is_path(name) else name)
    report(problems, as_json=False, again=root.command(f"{kind.command} edit {_as_typed(name)}"))


def look_over_one(root: "Root", kind: "Kind", name: str) -> "list[Found]":
    """Every problem of one, also of the versions that are kept of it."""
    from peerkit.agreements.check import check_data
    from peerkit.problems import Problem
    from peerkit.workspace import config, files
    from peerkit.workspace.catalogue import find_agreement

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
    from peerkit.workspace.catalogue import load_as_written

    kept = adopted.versions(root, kind, path.stem)
    found = []
    for number, file in kept.items():
        if adopted.changed_since(file, kind):
            reason = f"{files.shown(file)} is not as it was agreed: somebody changed it, or it can't be read."
            hint = "Put it back from a copy, if there is one. Changes belong in the file without a number."
            found.append(Problem(f"version {number}", "version-changed", reason, hint, "advice"))
    try:
        version = load_as_written(path, kind).version
    except PeerkitError:
        return found  # it was said already
    if version and version not in kept:
        reason = f"The text that was agreed as version {version} is not kept here."
        hint = f"If the group agrees on this text: {root.command(f'{kind.command} adopt {path.stem}')}"
        found.append(Problem("version", "version-missing", reason, hint, "advice"))
    return found


def _mention_standing(root: "Root", kind: "Kind", path: Path) -> None:
    from peerkit.workspace.adopted import standing_of
    from peerkit.workspace.catalogue import load_as_written

    try:
        stands = standing_of(root, kind, path, load_as_written(path, kind))
    except PeerkitError:
        return  # looking it over says why
    if stands.state == "changed":
        again = root.command(f"{kind.command} adopt {path.stem}")
        show.note(f"{stands.said(kind)} When the group has agreed: {again}")


def _own_file(root: "Root", kind: "Kind", name: str, found: Path, text: str) -> Path:
    """The file that is the group's to change."""
    from peerkit.workspace import files
    from peerkit.workspace.builtin import builtin_templates

    if _is_path(name) or not found.is_relative_to(builtin_templates()):
        return found
    own = root.templates / kind.folder / found.name
    if own.resolve() == found.resolve():
        return found
    files.write_atomic(own, text, private=False)
    return own


def _is_path(name: str) -> bool:
    return name.endswith(".toml") or Path(name).name != name


def _editor(otherwise: str) -> list[str]:
    """The command of the editor. Raises PeerkitError where none is known."""
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
    if command:
        return command
    raise PeerkitError("No editor is set, so none could be opened.", otherwise)


def _otherwise(root: "Root", kind: "Kind", name: str, path: Path) -> str:
    """What to do where no editor starts, with an example for this system."""
    edit, check = (root.command(f"{kind.command} {verb} {_as_typed(name)}") for verb in ("edit", "check"))
    return f"Open this in any text editor: {path}\nThen: {check}\nOr say which editor to use, such as: {_with(edit)}"


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


def _as_typed(name: str) -> str:
    return name if os.name == "nt" else shlex.quote(name)


def _run(command: list[str], path: Path, otherwise: str) -> None:
    try:
        done = subprocess.run([*command, str(path)], check=False)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PeerkitError(f"The editor {command[0]} could not be started: {reason}.", otherwise) from error
    if done.returncode:
        show.note(f"The editor {command[0]} ended with an error. What it saved is kept.")
