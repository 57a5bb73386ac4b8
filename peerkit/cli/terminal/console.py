"""What reaches the terminal, and only through here: data to stdout, words about it to stderr, no escape from either."""

import os
import re
import shutil
import sys
import textwrap
from contextlib import suppress
from typing import Any, TextIO

from peerkit.wording.safe import HIDDEN

_NUMBERS = re.compile(r"\[[\s\d,]+\]")
_unread = False
_whole = False
_LABEL = re.compile(r"(?:\S{1,5} )? +")
"""What stands before the text of a line, such as `19:00  `: a line that goes on goes on under its text."""


def clean(text: str) -> str:
    """The text without control characters and without characters that turn a line around."""
    return HIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def out(text: str = "") -> None:
    """One line (or more) of what was asked for; a terminal gets lines that end between words.

    Whoever reads may have read enough: then the rest is for nobody, and what there is to do is done all the same.
    """
    _write(wrapped(clean(text), sys.stdout) + "\n")


def line(text: str) -> None:
    """Lines that stay whole, however long. At a terminal spaces fill its rows, so that it breaks them between words."""
    _write("\n".join(map(_filled, clean(text).split("\n"))) + "\n")


def drawn(text: str) -> None:
    """What was drawn for a terminal: lines that end where they should, with escapes that are peerkit's own."""
    _write(text)


def keep_whole(whole: bool) -> None:
    """Whether lines go to a terminal as they go into a pipe, however long."""
    global _whole
    _whole = whole


def unread() -> bool:
    """Whether whoever read what `out` says has gone."""
    return _unread


def note(text: str) -> None:
    """Words about what happened; nobody may be there any more to read them."""
    note_drawn(wrapped(clean(text), sys.stderr) + "\n")


def note_drawn(text: str) -> None:
    """The same with lines that end where they should, and escapes that are peerkit's own."""
    with suppress(OSError):
        sys.stdout.flush()
    with suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()


def _write(text: str) -> None:
    global _unread
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _unread = True


def _filled(line: str) -> str:
    if not sys.stdout.isatty():
        return line
    width = max(10, shutil.get_terminal_size().columns)
    *rows, last = textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]
    return "".join(row.ljust(width) for row in rows) + last


def wrapped(text: str, stream: TextIO) -> str:
    """The text as lines that end between words, where they go to a terminal."""
    if _whole or not stream.isatty():
        return text
    width = max(10, shutil.get_terminal_size().columns - 1)
    wrap = textwrap.TextWrapper(width, break_long_words=False, break_on_hyphens=False, drop_whitespace=True)
    lines = []
    for line in text.split("\n"):
        label = _LABEL.match(line)
        wrap.subsequent_indent = " " * label.end() if label and label.end() < width // 2 else ""
        lines.append("\n".join(wrap.wrap(line)))
    return "\n".join(lines)


def as_json(data: Any) -> None:
    """What was asked for, for a program."""
    _write(json_text(data) + "\n")


def json_text(data: Any) -> str:
    """JSON to be read by people too: lists of numbers on one line, and what can't be seen escaped, as JSON allows."""
    import json

    text = json.dumps(data, indent=2, ensure_ascii=False)
    text = _NUMBERS.sub(lambda found: " ".join(found[0].split()).replace("[ ", "[").replace(" ]", "]"), text)
    return HIDDEN.sub(lambda found: json.dumps(found[0])[1:-1], text)
