"""Who reads what a command says: somebody who looks at a terminal, or else a pipe, a program, an ear, a voice.

Only for the first is anything drawn, and only then is loaded what draws.
"""

import os
import shutil
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TextIO

from peerkit.cli.terminal import console
from peerkit.cli.terminal.options import folder_of, typed_folder
from peerkit.errors import PeerkitError
from peerkit.wording.direction import from_the_right

if TYPE_CHECKING:
    from peerkit.printing.document import Document
    from peerkit.printing.render.looks import Terminal

_Colour = Literal["auto", "always", "never"]
COLOURS: tuple[_Colour, ...] = ("auto", "always", "never")
_POOR = ("dumb", "unknown")


class _Asked(NamedTuple):
    """What was typed about it."""

    plain: bool = False
    colour: _Colour = "auto"
    folder: str = ""


_asked = _Asked()


def reads(argv: Sequence[str]) -> None:
    """Take from what was typed how this command is to be read. It is known before anything can go wrong."""
    global _asked
    words = argv[: argv.index("--")] if "--" in argv else argv
    said = [word.partition("=")[2] or after for word, after in pairwise([*words, ""]) if word.startswith("--color")]
    colour: _Colour = next((each for each in COLOURS if said and each == said[-1].lower()), "auto")
    _asked = _Asked("--plain" in words, colour, typed_folder(argv))
    console.keep_whole(False)
    console.keep_plain(_asked.plain)


def looks(stream: TextIO | None = None) -> bool:
    """Whether somebody looks at the standard output, and at this stream too, and wants more than lines.

    Where lines begin on the right there is no more: a terminal takes a row of several columns for one line, and turns
    it round as a whole.
    """
    if _asked.plain or not (_forced() or _at_a_terminal(stream)):
        return False
    return not (from_the_right() or _prefers_lines())


def _forced() -> bool:
    return _asked.colour == "always" or os.environ.get("CLICOLOR_FORCE", "0") not in ("", "0")


def _at_a_terminal(stream: TextIO | None) -> bool:
    streams = [sys.stdout, *([stream] if stream else [])]
    if not all(each.isatty() for each in streams) or os.environ.get("TERM") in _POOR:
        return False
    return _understands_escapes()


def show(document: "Document") -> None:
    """Draw a document, or what only a terminal shows, and an empty line after it."""
    from peerkit.printing.render.rich import rich

    console.drawn(f"{rich(document, terminal())}\n")


def terminal() -> "Terminal":
    """What is known of the terminal."""
    from peerkit.printing.render.looks import Terminal

    return Terminal(shutil.get_terminal_size().columns, colours(), _fine(sys.stdout))


def colours() -> bool:
    """Whether there is to be colour: what was typed counts before what the environment says."""
    if _asked.colour != "auto":
        return _asked.colour == "always"
    return not os.environ.get("NO_COLOR") and os.environ.get("CLICOLOR") != "0"


def _prefers_lines() -> bool:
    from peerkit.cli.terminal.settings import read_aloud  # in a pipe nobody needs to know, and help is quick

    try:
        return read_aloud(folder_of(Path(_asked.folder) if _asked.folder else None))
    except PeerkitError:  # the command says what is wrong with the folder
        return False


def _fine(stream: TextIO) -> bool:
    """Whether the terminal has fine signs: a bare console has few, and another encoding none."""
    if os.environ.get("TERM") == "linux":
        return False
    try:
        "\N{FULL BLOCK}\N{LEFT ONE EIGHTH BLOCK}\N{BOX DRAWINGS LIGHT HORIZONTAL}".encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def _understands_escapes() -> bool:
    """Whether the terminal does: a console of Windows after it was asked to, where one that is older shows lines."""
    if sys.platform != "win32":
        return True
    import ctypes

    api = ctypes.windll.kernel32
    console_out, mode = api.GetStdHandle(-11), ctypes.c_ulong()
    known = api.GetConsoleMode(console_out, ctypes.byref(mode))
    return bool(known and api.SetConsoleMode(console_out, mode.value | 4))
