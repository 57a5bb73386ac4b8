"""The editor of whoever types: which one it is, how to say another, and what it did."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from peerkit.errors import PeerkitError


def editor(otherwise: str) -> list[str]:
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


def with_another(edit: str) -> str:
    """The line that opens an editor that there is: one that waits until the file is closed."""
    variable = "VISUAL" if os.environ.get("VISUAL", "").strip() else "EDITOR"
    if os.name == "nt":
        return f"set {variable}=notepad&& {edit}"
    if sys.platform == "darwin":
        return f'{variable}="open -W -t" {edit}'
    known = ("nano", "micro", "gnome-text-editor", "gedit", "kate", "mousepad", "xed", "pluma")
    there = next((name for name in known if shutil.which(name)), "nano")
    return f"{variable}={there} {edit}"


def run(command: list[str], path: Path, otherwise: str) -> bool:
    """Whether the editor ended with an error. Raises PeerkitError where it could not be started."""
    try:
        return subprocess.run([*command, str(path)], check=False).returncode != 0
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PeerkitError(f"The editor {command[0]} could not be started: {reason}.", otherwise) from error
