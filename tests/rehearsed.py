"""Imported by the process that others are forked off: peerkit as it is once an evening was planned in it."""

import contextlib
import io
import os
import tempfile
from pathlib import Path

import filelock  # noqa: F401  an evening imports these when it begins
import wakepy  # noqa: F401

from peerkit.cli import menu  # noqa: F401
from peerkit.cli.app import main
from peerkit.cli.session import run, setup  # noqa: F401
from peerkit.cli.turns import run as turns  # noqa: F401
from peerkit.live.screen import app  # noqa: F401
from tests.room import workspace

with (
    tempfile.TemporaryDirectory() as folder,
    contextlib.redirect_stdout(io.StringIO()),
    contextlib.redirect_stderr(io.StringIO()),
):
    os.environ["PEERKIT_WORKSPACE"] = str(workspace(Path(folder) / "room"))
    main(["session", "plan", "a-short-circle"])
    main(["turns", "plan", "--people", "4", "--rounds", "2"])
