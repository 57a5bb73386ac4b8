"""Which picture stands beside an idea in Easy Read, and where the pictures are from."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from peerkit.messages import _

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" fill="#000">{}</svg>'
_CROSS = '<path d="M5 5l38 38" fill="none" stroke="#000" stroke-width="4"/>'
_NOT = re.compile(r"\bdo not\b|\bdon't\b|\boff\b|^no\b|\bnobody\b", re.IGNORECASE)


class Picture(NamedTuple):
    """A picture: its name, and what is in the file of an SVG."""

    name: str
    svg: str


@cache
def _data() -> dict[str, Any]:
    folder = files(__name__)
    return {
        name: tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"))
        for name in ("pictures", "values")
    }


@cache
def _known() -> tuple[tuple[re.Pattern[str], bool, Picture], ...]:
    """The words that each picture stands beside, in the order in which they are looked for."""
    return tuple(
        (
            re.compile(each["words"], re.IGNORECASE),
            each.get("crossed", False),
            Picture(each["name"], _SVG.format(each["svg"])),
        )
        for each in _data()["pictures"]["picture"]
    )


def credit() -> str:
    """What a sheet with pictures says of them."""
    return _("The pictures are from Health Icons (healthicons.org, MIT licence) or drawn for peerkit.")


def names() -> tuple[str, ...]:
    """What the pictures are called."""
    return tuple(picture.name for _words, _crossed, picture in _known())


@cache
def beside(idea: str) -> Picture | None:
    """What stands beside a sentence: crossed out where it says not to; None where no picture helps."""
    for words, crossed, picture in _known():
        if words.search(idea):
            if crossed and _NOT.search(idea):
                return Picture(f"{picture.name}-not", picture.svg.replace("</svg>", f"{_CROSS}</svg>"))
            return picture
    return None


def easy_value(name: str) -> str:
    """The name of a value in Easy Read; itself where there are no easier words."""
    words: dict[str, str] = _data()["values"]["value"]
    return words.get(name, name)
