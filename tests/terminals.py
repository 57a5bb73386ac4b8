"""What a command says to somebody who looks at a terminal, and to a pipe."""

import contextlib
import io
import os
import re
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from peerkit.cli.app import main
from peerkit.cli.terminal import progress
from peerkit.live.clock import Clock

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


class Stream(io.StringIO):
    """What stands in for the standard output: a terminal or a pipe."""

    encoding = "utf-8"

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


class Said(NamedTuple):
    status: int
    out: str
    err: str


def said(folder: Path, *words: str, columns: int = 0, clock: Clock | None = None, **environ: str) -> Said:
    """Run peerkit in `folder`, at a terminal of so many columns, or in a pipe where there are none."""
    out, err = (Stream(terminal=columns > 0) for _ in range(2))
    at_home = {"PEERKIT_WORKSPACE": str(folder), "TERM": "xterm", "COLUMNS": str(columns), **environ}
    with (
        mock.patch.dict(os.environ, at_home),
        mock.patch.object(progress, "PATIENCE", 3600),  # how far something is shows or not as the machine is busy
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):  # fmt: skip
        status = main(list(words), clock)
    return Said(status, out.getvalue(), err.getvalue())
