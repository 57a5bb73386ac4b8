"""The group's settings where a command goes on whatever is wrong with them."""

import os

from peerkit.cli.terminal import console
from peerkit.messages import _
from peerkit.workspace import config
from peerkit.workspace.config import Config
from peerkit.workspace.root import Root


def settings(root: Root, *, note: bool = False) -> Config:
    """What is right in `peerkit.toml`, and defaults for the rest: nobody is locked out by a comma.

    With a `note` what is wrong is said, once a command, and that all else goes on.
    """
    chosen, wrong = config.as_far_as_right(root)
    if note and wrong is not None:
        left_out = _("That is left out, and the usual is taken in its place.")
        mend = _("When there is time, mend {file} in any text editor.", file=root.config)
        lines = _("What each line of it is for: {command}", command=root.command("where"))
        console.note(f"{wrong.message}\n{left_out} {mend} {lines}")
    return chosen


def can_be_set(root: Root) -> bool:
    """Whether `peerkit init` can fill in what is empty in `peerkit.toml`: it changes no file that it can't read."""
    return config.as_far_as_right(root)[1] is None


def read_aloud(root: Root) -> bool:
    """Whether the group or the reader prefers lines that can be read aloud."""
    return bool(settings(root).running.plain) or os.environ.get("ACCESSIBLE", "") not in ("", "0", "no", "false")
