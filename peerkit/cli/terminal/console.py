"""What reaches the terminal, and only through here: data to stdout, words about it to stderr, no escape from either."""

import os
import re
import shutil
import sys
import textwrap
from contextlib import suppress
from typing import Any, TextIO

from peerkit.wording.direction import from_the_right
from peerkit.wording.safe import replaced

_POOR = ("dumb", "unknown", "linux")
_NUMBERS = r"\[[\s\d,]+\]"
_NARROW = "[ -~\u00a0-\u02ff\u2010-\u2027]*"
"""Letters of Latin languages and their signs, which take a cell each: to know that, nothing has to be loaded."""
_unread = False
_whole = False
_plain = False
_turned = False
_LABEL = r"(?:\S{1,5} )? +"
"""What stands before the text of a line, such as `19:00  `: a line that goes on goes on under its text."""


def clean(text: str) -> str:
    """The text without control characters and without characters that turn a line around."""
    return replaced(text, "\N{REPLACEMENT CHARACTER}")


def out(text: str = "") -> None:
    """One line (or more) of what was asked for; a terminal gets lines that end between words.

    Whoever reads may have read enough: then the rest is for nobody, and what there is to do is done all the same.
    """
    _write(wrapped(clean(text), sys.stdout) + "\n")


def line(text: str) -> None:
    """Lines that stay whole, however long. At a terminal spaces fill its rows, so that it breaks them between words."""
    _write(_filled(clean(text), sys.stdout) + "\n")


def drawn(text: str) -> None:
    """What was drawn for a terminal: lines that end where they should, with escapes that are peerkit's own."""
    _write(text)


def keep_whole(whole: bool) -> None:
    """Whether lines go to a terminal as they go into a pipe, however long: there they break between words."""
    global _whole
    _whole = whole


def keep_plain(plain: bool) -> None:
    """Whether a terminal is told nothing but what is said, in lines."""
    global _plain
    _plain = plain


def turn_back() -> None:
    """Leave the terminal as it was found, once nothing more is written in a language whose lines begin on the right."""
    global _turned
    if _turned:
        _turned = False
        with suppress(OSError):
            sys.stdout.write("\x1b[?2501l")
            sys.stdout.flush()


def _turn() -> None:
    """Let the terminal begin each line where its text begins, where that may be on the right.

    Source: freedesktop.org, BiDi in terminal emulators: mode 2501. A terminal that does not know it leaves it alone.
    """
    global _turned
    if not (_turned or _plain) and from_the_right() and sys.stdout.isatty() and os.environ.get("TERM") not in _POOR:
        _turned = True
        with suppress(OSError):
            sys.stdout.write("\x1b[?2501h")
            sys.stdout.flush()


def unread() -> bool:
    """Whether whoever read what `out` says has gone."""
    return _unread


def note(text: str) -> None:
    """Words about what happened; nobody may be there any more to read them."""
    note_drawn(wrapped(clean(text), sys.stderr) + "\n")


def note_drawn(text: str) -> None:
    """The same with lines that end where they should, and escapes that are peerkit's own."""
    _turn()
    with suppress(OSError):
        sys.stdout.flush()
    with suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()


def _write(text: str) -> None:
    global _unread
    _turn()
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _unread = True


def _filled(text: str, stream: TextIO) -> str:
    """The text with lines that stay whole; in a terminal spaces fill the rows that each of them takes."""
    if not stream.isatty():
        return text
    width = max(10, shutil.get_terminal_size().columns)
    lines = []
    for line in text.split("\n"):
        *rows, last = rows_of(line, width - 1)  # a space at least stands between two words
        lines.append("".join(f"{row}{' ' * (-_cells(row) % width or 1)}" for row in rows) + last)
    return "\n".join(lines)


def wrapped(text: str, stream: TextIO) -> str:
    """The text as lines that end between words, where they go to a terminal."""
    if _whole or not stream.isatty():
        return _filled(text, stream)
    width = max(10, shutil.get_terminal_size().columns - 1)
    lines = []
    for line in text.split("\n"):
        label = re.match(_LABEL, line)
        indent = " " * label.end() if label and label.end() < width // 2 else ""
        lines.append("\n".join(rows_of(line, width, indent)))
    return "\n".join(lines)


def rows_of(line: str, width: int, indent: str = "") -> list[str]:
    """The line in rows of so many cells at most that end between words; all but the first are indented."""
    if _cells(line) == len(line):
        wrap = textwrap.TextWrapper(width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
        return wrap.wrap(line) or [""]
    rows, row = [], ""
    for word in re.findall(r"\s*\S+", line):
        if row.strip() and _cells(row + word) > width:
            rows.append(row)
            row = indent + word.lstrip()
        else:
            row += word
    return [*rows, row]


def _cells(text: str) -> int:
    """How many cells of a terminal a text takes: marks on letters none, Chinese signs two each."""
    if re.fullmatch(_NARROW, text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def as_json(data: Any) -> None:
    """What was asked for, for a program."""
    _write(json_text(data) + "\n")


def json_text(data: Any) -> str:
    """JSON to be read by people too: lists of numbers on one line, and what can't be seen escaped, as JSON allows."""
    import json

    text = json.dumps(data, indent=2, ensure_ascii=False)
    text = re.sub(_NUMBERS, lambda found: " ".join(found[0].split()).replace("[ ", "[").replace(" ]", "]"), text)
    return replaced(text, lambda found: json.dumps(found[0])[1:-1])
