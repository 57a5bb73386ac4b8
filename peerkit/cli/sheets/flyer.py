"""A flyer, from the words of its file and what the group says about itself to the sheet."""

from peerkit.cli.sheets.delivery import deliver
from peerkit.cli.sheets.options import PrintRequest
from peerkit.cli.terminal import console
from peerkit.errors import PeerkitError
from peerkit.printing.sheets import flyer
from peerkit.wording.grammar import listed
from peerkit.workspace import config
from peerkit.workspace.leaflets import find_flyer, load_flyer
from peerkit.workspace.root import Root

CALLED = {
    "name": "its name",
    "when": "when",
    "where": "where",
    "getting_in": "how to get in",
    "contact": "how to reach you",
}
"""What `init` asks a group about itself, in the middle of a sentence."""


def print_it(
    root: Root, template: str, kind: str, qr: str | None, request: PrintRequest, usual_paper: str, *, named: bool
) -> None:
    """Print a flyer of one kind, and say what is left to write on it. `named`: its file is called after the template.

    `qr` is a web address. Raises PeerkitError where it has no Easy Read wording and one is requested.
    """
    group_settings = config.load(root)
    path = find_flyer(root, template)
    words = load_flyer(path, group_settings.words)
    style, group = request.style, group_settings.group
    if style.easy and words.easy is None:
        raise PeerkitError(
            "This flyer has no Easy Read wording.",
            "Write one into its file under [easy], or take another style, such as --style large.",
        )
    web = qr or (group.web if kind != "card" else "")
    made = flyer.sheet(words, group, kind, web=web, brief=style.name == "giant", easy=style.easy)
    stem = "-".join(["flyer", *[path.stem] * named, *[kind] * (kind != "window")])
    deliver(made, request, request.name_for(stem, usual_paper))
    if empty := flyer.missing(group):
        console.note(
            f"There are lines to write on for {listed(CALLED[key] for key in empty)}. "
            f"To have it printed: {root.command('init')}"
        )
