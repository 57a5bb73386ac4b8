"""The group's settings where a session must go on whatever is wrong with them."""

import os

from peerkit.cli.terminal import console, prompt
from peerkit.workspace import config
from peerkit.workspace.config import Config
from peerkit.workspace.root import Root


def settings(root: Root) -> Config:
    """What is right in `peerkit.toml`, and defaults for the rest: nobody is locked out by a comma."""
    return config.as_far_as_right(root)[0]


def read_aloud(root: Root) -> bool:
    """Whether the group or the reader prefers lines that can be read aloud."""
    return bool(settings(root).running.plain) or os.environ.get("ACCESSIBLE", "") not in ("", "0", "no", "false")


def lines_only(root: Root) -> bool:
    """Whether a picture is no use: somebody prefers lines, or no terminal shows it."""
    return not prompt.at_a_terminal() or os.environ.get("TERM") == "dumb" or read_aloud(root)


def mention(root: Root) -> None:
    """Say what is wrong with `peerkit.toml`, if anything is, and that all else goes on."""
    _, wrong = config.as_far_as_right(root)
    if wrong is not None:
        console.note(
            f"{wrong.message}\nThat is left out, and the usual is taken in its place. Mend it when there is time."
        )
