"""The words of a translation that no dictionary of hunspell knows: `python -m tests.spelling` lists those left.

`TAG.txt` beside this holds, a line each, words that are right and in no dictionary, such as verbs that a dictionary
has in another form.
"""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib

from peerkit.messages import TO_SAY

HERE = Path(__file__).parent
TOP = HERE.parent.parent
DICTIONARIES = {"ar": "ar", "es": "es_ES", "pl": "pl_PL"}
"""Debian has none of Welsh."""
PROSE = ("title", "summary", "name", "script", "text", "easy", "value", "opening", "what", "who", "welcome", "lines")
NOT_PROSE = re.compile(
    r"\*\w+\*?|\w+\*|\{\w+\}|`[^`]*`|\"[^\"]*\"|--?[a-z][\w-]*|\S*[/.@=_]\S*\w|peerkit(?: [a-z]+\b)*|[A-Za-z]*\d\w*"
)

WORD = re.compile(r"[^\W\d_]+")


def unknown(tag: str) -> set[str]:
    """Words of the language's catalogue and templates that neither its dictionary nor `TAG.txt` knows."""
    text = "\n".join((*_messages(tag), *(NOT_PROSE.sub(" ", each) for each in _templates(tag))))
    told = subprocess.run(
        ["hunspell", "-l", "-i", "utf-8", "-d", DICTIONARIES[tag]],
        input=text, capture_output=True, encoding="utf-8", check=True, timeout=120,
    )  # fmt: skip
    known = HERE.joinpath(f"{tag}.txt").read_text(encoding="utf-8").split()
    return set(told.stdout.split()) - set(known)


def _messages(tag: str) -> Iterator[str]:
    """What peerkit says in it, but for words to type, of which some are short for others, and names as in English."""
    for entry in polib.pofile(TOP / "peerkit" / "languages" / f"{tag}.po"):
        if not entry.obsolete and entry.msgctxt not in (TO_SAY, "a day, short", "a month, short"):
            english = set(WORD.findall(f"{entry.msgid} {entry.msgid_plural}"))
            for text in (entry.msgstr, *entry.msgstr_plural.values()):
                yield WORD.sub(lambda found: " " if found[0] in english else found[0], NOT_PROSE.sub(" ", text))  # noqa: B023


def _templates(tag: str) -> Iterator[str]:
    for path in sorted((TOP / "templates" / tag).rglob("*.toml")):
        yield from _prose(tomllib.loads(path.read_text(encoding="utf-8")), tag)


def _prose(value: Any, tag: str, key: str = "") -> Iterator[str]:
    """The texts in it that are in this language."""
    if isinstance(value, dict):
        if value.get("language", tag) == tag:
            for name, inside in value.items():
                yield from _prose(inside, tag, "" if "asks" in value and name == "name" else name)  # what is typed
    elif isinstance(value, list):
        for inside in value:
            yield from _prose(inside, tag, key)
    elif isinstance(value, str) and key in PROSE:
        yield value
