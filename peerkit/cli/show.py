"""What reaches the terminal, and only through here: data to stdout, words about it to stderr, no escape from either."""

import json
import sys
from typing import Any

from peerkit.wording.safe import HIDDEN


def clean(text: str) -> str:
    """The text without control characters and without characters that turn a line around."""
    return HIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def out(text: str = "") -> None:
    """One line (or more) of what was asked for."""
    sys.stdout.write(clean(text) + "\n")
    sys.stdout.flush()


def note(text: str) -> None:
    """Words about what happened."""
    sys.stdout.flush()
    sys.stderr.write(clean(text) + "\n")
    sys.stderr.flush()


def as_json(data: Any) -> None:
    """What was asked for, for a program."""
    sys.stdout.write(json.dumps(data, indent=2, ensure_ascii=False) + "\n")
