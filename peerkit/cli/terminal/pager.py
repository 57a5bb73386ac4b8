"""What a command shows, page by page: only where somebody asked for that, and looks at a terminal."""

import io
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path

from peerkit.cli.terminal import console
from peerkit.messages import _


class _Pages(io.TextIOWrapper):
    """What a pager reads: as somebody who looks at a terminal would see it."""

    def isatty(self) -> bool:
        return True


@contextmanager
def paged(argv: list[str]) -> Iterator[None]:
    """Around a command: with `--pager` all that it says goes to the pager, and nothing is asked."""
    words = argv[: argv.index("--")] if "--" in argv else argv
    if "--pager" not in words or not sys.stdout.isatty():
        yield
        return
    command = shlex.split(os.environ.get("PAGER", "")) or ["more" if os.name == "nt" else "less"]
    if shutil.which(command[0]) is None:
        console.note(_("There is no program {name} to turn pages with, so all of it stands here.", name=command[0]))
        yield
        return
    environ = {"LESS": "FRX", **os.environ}
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environ) as pager, Path(os.devnull).open() as nobody:
        assert pager.stdin is not None
        pages = _Pages(pager.stdin, encoding="utf-8", errors="replace")
        answers, sys.stdin = sys.stdin, nobody
        try:
            with redirect_stdout(pages), redirect_stderr(pages):
                yield
        finally:
            sys.stdin = answers
            with suppress(BrokenPipeError):
                pages.close()
            _wait(pager)


def _wait(pager: "subprocess.Popen[bytes]") -> None:
    """Until the last page was read; Ctrl-C is the pager's meanwhile."""
    while pager.poll() is None:
        with suppress(KeyboardInterrupt):
            pager.wait()
