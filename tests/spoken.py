"""Peerkit in other languages than English, and whether any English is left in what it says."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from peerkit.messages import Catalogue
from peerkit.workspace import catalogues
from tests.catalogues import everything
from tests.pseudo import TAG, Pseudo, english

TEMPLATES = Path(__file__).parent.parent / "templates"
LANGUAGES = ("cy", "pl", "es", "ar")
COMMANDS = re.compile(r"peerkit(?: [a-z]+)* ?(?:--?[a-z-]+ \S+ ?)*|--?[a-z-]+ (?:\"[^\"]*\"|\S+)|/\S+|xx-xxxx|UTC\S*")
STAY = {"gmt", "bst", "utc", "part", "peerkit", TAG}
"""What stands as it is: names of zones, of blocks in random evenings, and our own."""
KEYS = ("kind", "part", "language", "topic", "led_by", "partners", "shrinks", "moves_on", "agreement", "warn", "format",
        "length", "turn", "changeover", "attention_switch", "min", "ideal", "max")  # fmt: skip
"""What a file says that nobody reads."""
IN_BRACES = re.compile(r"(\{\w+\})|[A-Za-z]")
WORD = re.compile(r"[^\W\d_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W\d_]+)*")


def spoken_in(tag: str) -> Catalogue | None:
    """What peerkit says in that language: the one that ships, or the one that nobody speaks."""
    return Pseudo() if tag == TAG else catalogues.catalogue(tag)


def english_in(text: str, tag: str) -> list[tuple[str, str]]:
    """The English words of a text in that language, each with its line.

    In one that people speak those are the words of our English sentences that its own sentences never have.
    """
    lines = [COMMANDS.sub("", line) for line in text.splitlines()]
    if tag == TAG:
        return [(word, line) for line in lines for word in english(line, *STAY)]
    known = english_words(tag)
    return [(word, line) for line in lines for word in WORD.findall(line) if word.lower() in known]


@cache
def english_words(tag: str) -> frozenset[str]:
    """The words of three letters and more that only our English sentences have, and nothing in that language."""
    own = "\n".join(" ".join((entry.msgid, entry.msgid_plural or "")) for entry in everything().values())
    theirs = [text for each in catalogues._chain(tag, None) for text in each._catalog.values()]  # type: ignore[attr-defined]
    theirs += [path.read_text(encoding="utf-8") for path in (TEMPLATES / tag).rglob("*.toml")]
    ours = {word for word in _words(own) if len(word) > 2}
    return frozenset(ours - set(_words("\n".join(theirs))) - STAY)


def _words(text: str) -> Iterator[str]:
    return (word.lower() for word in WORD.findall(re.sub(r"\{\w+\}", "", text)))


def crossed(value: Any) -> Any:
    """What a file of a group's says, with every letter an x: no word of it is one of ours."""
    if isinstance(value, dict):
        return {name: each if name in KEYS else crossed(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [crossed(each) for each in value]
    return IN_BRACES.sub(lambda found: found[1] or "x", value) if isinstance(value, str) else value


def shipped(kind: str, name: str, tag: str) -> dict[str, Any]:
    """A file that ships, in x and in that language; each block has a name of its own."""
    made = crossed(tomllib.loads((TEMPLATES / kind / f"{name}.toml").read_text(encoding="utf-8")))
    for place, block in enumerate(made.get("block", ())):
        block["name"] += f" {place}"
    return {**made, "language": tag}
