"""Ways of meeting, found by name and read."""

from pathlib import Path

from peerkit.messages import _
from peerkit.planning.template import Template
from peerkit.words import Words
from peerkit.workspace.catalogue import find, loaded
from peerkit.workspace.root import Root, typed


def find_template(root: Root, name: str) -> Path:
    """The file for a stem, or for a path when `name` has a folder or ends in `.toml`. Raises PeerkitError."""
    return find(root, "sessions", name, _("template"), _("See them all: {command}", command="peerkit template list"))


def load_template(path: Path, words: Words) -> Template:
    """A template with the group's words in it. Raises WrongFile, or PeerkitError where there is no TOML."""
    hint = _("Mend it, then try: {command}", command=f"peerkit template check {typed(path)}")
    return loaded(Template, path, words, hint)
