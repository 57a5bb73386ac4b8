"""What peerkit can't do, said: what and where, then what else is to know, then what to type, each set apart."""

import re
import shutil
import sys
import textwrap

from peerkit.cli.terminal import console, viewer

_COMMAND = re.compile(r"(?P<says>(?:.*?: )?)(?P<command>peerkit [^\n]*)")
"""A line that ends with a command, and what the command is for. One that stands inside a sentence stays there."""
INDENT = "    "


def tell(message: str, hint: str = "") -> None:
    """Say it on the standard error: in lines, and set apart where somebody looks at a terminal."""
    if viewer.looks(sys.stderr):
        console.note_drawn(set_apart(message, hint, shutil.get_terminal_size().columns))
    else:
        console.note(f"{message}\n{hint}".strip())


def set_apart(message: str, hint: str, columns: int) -> str:
    """The message in bold, then its hint, with commands on lines of their own that are never broken."""
    from peerkit.printing.render.looks import Terminal, escaped

    wrap = textwrap.TextWrapper(Terminal(columns).columns, break_long_words=False, break_on_hyphens=False)
    first, *others = console.clean(message).split("\n")
    lines = [escaped("strong", line) for line in wrap.wrap(first)]
    for line in [*others, *console.clean(hint).split("\n")]:
        if found := _COMMAND.fullmatch(line):
            says = wrap.wrap(found["says"])
            lines += [*(["", *says] if says else []), f"{INDENT}{escaped('strong', found['command'])}"]
        else:
            lines += wrap.wrap(line)
    return "\n".join(["", *lines, "", ""])
