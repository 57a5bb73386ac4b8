"""What peerkit can't do, said: what and where, then what else is to know, then what to type, each set apart."""

import re
import shutil
import sys

from peerkit.cli.terminal import console, viewer

_COMMAND = r"(?P<says>(?:.*?: )?)(?P<command>peerkit [^\n]*)"
"""A line that ends with a command, and what the command is for. One that stands inside a sentence stays there."""
_INDENT = "    "


def tell(message: str, hint: str = "") -> None:
    """Say it on the standard error: in lines, and set apart where somebody looks at a terminal."""
    if viewer.looks(sys.stderr):
        console.note_drawn(set_apart(message, hint, shutil.get_terminal_size().columns))
    else:
        console.note(f"{message}\n{hint}".strip())


def set_apart(message: str, hint: str, columns: int) -> str:
    """The message in bold, then its hint, with commands on lines of their own that are never broken."""
    from peerkit.printing.render.looks import Terminal, escaped

    width = Terminal(columns).columns
    first, *others = console.clean(message).split("\n")
    lines = [escaped("strong", line) for line in console.rows_of(first, width)]
    for line in [*others, *console.clean(hint).split("\n")]:
        if found := re.fullmatch(_COMMAND, line):
            says = console.rows_of(found["says"], width) if found["says"] else []
            lines += [*(["", *says] if says else []), f"{_INDENT}{escaped('strong', found['command'])}"]
        else:
            lines += console.rows_of(line, width) if line else []
    return "\n".join(["", *lines, "", ""])
