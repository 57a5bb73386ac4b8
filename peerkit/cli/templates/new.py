"""A way of meeting of the group's own, from one that is there."""

from peerkit.cli.terminal import console
from peerkit.cli.terminal.own import make_own
from peerkit.messages import _
from peerkit.words import Words
from peerkit.workspace.root import Root
from peerkit.workspace.templates import find_template, load_template


def make_new(root: Root, name: str, source: str, title: str | None, *, replace: bool) -> None:
    """Copy a template under a new name with another title: asked for at a terminal, or made from the name."""
    path = find_template(root, source)
    load_template(path, Words())
    make_own(root, "template", "sessions", name, path, title, replace=replace)
    command = root.command("template check", name)
    console.out(_("Change it in any text editor, then look it over: {command}", command=command))
