"""Which folder is the workspace, and where things lie in it. Asking creates nothing."""

import os
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from peerkit.errors import PeerkitError
from peerkit.messages import N_, _
from peerkit.workspace.files import shown

LEDGER, REPLACED = "attendance.csv", "attendance-replaced.csv"
QUARTERS, SHARED = "attendance-quarters.csv", "shared.toml"
CHOSEN = "--workspace"
NAMED = "PEERKIT_WORKSPACE"
_COMMAND = r"\bpeerkit(?= (?:session|template|turns|tally|rules|charter|flyer|starter|group|init|where)\b)"
_TYPED_AS_IT_IS = r"(?!=)[\w./:\\@%+,=-]+" if os.name == "nt" else r"(?!=)[\w./:@%+,=-]+"


class Root(NamedTuple):
    """A workspace, which may not be there yet; `found_by` says in words why it is this one."""

    path: Path
    found_by: str

    def command(self, words: str, *names: str | Path) -> str:
        """`peerkit session resume`, with what must be typed so that it means this folder again.

        `names` are of files, whatever is in them; an empty one is left out. Where no shell could be given the name of
        the folder, it says to go there first.
        """
        told = [typed(name) for name in names if str(name)]
        can_be = can_be_typed(self.path)
        where = ["--workspace", typed(self.path) if can_be else "."] if self.found_by == CHOSEN else []
        like_options = any(isinstance(name, str) and name.startswith("-") for name in names)
        command = " ".join(["peerkit", words, *([*where, "--", *told] if like_options else [*told, *where])])
        if self.found_by == CHOSEN and not can_be:
            return f"{_first()} {command}"
        return command

    def here(self, told: str) -> str:
        """What is told, with every command in it that says no folder made to mean this one."""
        if self.found_by != CHOSEN or not re.search(_COMMAND, told) or "--workspace" in told or _first() in told:
            return told
        can_be = can_be_typed(self.path)
        place = typed(self.path) if can_be else "."
        told = re.sub(_COMMAND, lambda found: f"{found[0]} --workspace {place}", told)
        return told if can_be else f"{told}\n{_first()}"

    @property
    def config(self) -> Path:
        """The group's words, defaults and choices."""
        return self.path / "peerkit.toml"

    @property
    def templates(self) -> Path:
        """Everything that can be shared with another group."""
        return self.path / "templates"

    @property
    def template_files(self) -> Path:
        """How we meet."""
        return self.templates / "sessions"

    @property
    def sessions(self) -> Path:
        """The group's own plans and counts."""
        return self.path / "sessions"

    @property
    def ledger(self) -> Path:
        """The counts."""
        return self.sessions / LEDGER

    @property
    def replaced(self) -> Path:
        """Rows of counts that were put right since."""
        return self.sessions / REPLACED

    @property
    def quarters(self) -> Path:
        """Totals of counts that are older than the group keeps."""
        return self.sessions / QUARTERS

    @property
    def languages(self) -> Path:
        """What peerkit says in other languages, as the group has it."""
        return self.path / "languages"

    @property
    def voice(self) -> Path:
        """What the group says came of meeting."""
        return self.path / "voice.toml"

    @property
    def running(self) -> Path:
        """What a session under way keeps until it closes."""
        return self.sessions / ".running"


def find(chosen: Path | None, environ: Mapping[str, str], here: Path, home: Path) -> Root:
    """The workspace: chosen, else `PEERKIT_WORKSPACE`, else this folder or one above it, else `home/peerkit`.

    `here` and `home` are absolute; a chosen path may begin with `~`. Raises PeerkitError when the
    chosen path is a file.
    """
    named = environ.get("PEERKIT_WORKSPACE", "")
    if chosen is not None:
        return Root(_absolute(chosen, here, home), CHOSEN)
    if named:
        return Root(_absolute(Path(named), here, home), NAMED)
    for folder in (here, *here.parents):
        if _is_folder(folder / "templates") and _is_folder(folder / "sessions"):
            return Root(folder, N_("this folder or one above it"))
    return Root(home / "peerkit", N_("your home folder"))


def _first() -> str:
    return _("(First cd to the group's folder.)")


def can_be_typed(path: Path) -> bool:
    """Whether the name of a folder reaches it from any shell: a line end, or bytes that are no text, would not."""
    text = str(path)
    return shown(path) == text and not (os.name == "nt" and set("$`%!") & set(text))


def typed(name: str | Path) -> str:
    """A name or a path as the shell takes it: in quotes where it has spaces or signs of its own.

    A path never looks like an option; for a name that does see `Root.command`.
    """
    text = shown(name)
    if isinstance(name, Path) and text.startswith("-"):
        text = f"./{text}"
    if re.fullmatch(_TYPED_AS_IT_IS, text):
        return text
    return f'"{text}"' if os.name == "nt" else shlex.quote(text)


def _absolute(chosen: Path, here: Path, home: Path) -> Path:
    path = home.joinpath(*chosen.parts[1:]) if chosen.parts[:1] == ("~",) else here / chosen
    if not _is_folder(path) and _is_there(path):
        raise PeerkitError(
            f"{shown(path)} is a file, and a workspace is a folder.",
            "Name the folder that holds templates/ and sessions/, or one to be made.",
        )
    return path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
