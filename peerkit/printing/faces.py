"""The faces that sheets are set in: those that ship, and packages of fonts that were installed beside peerkit.

A package names its module under the entry point `peerkit.fonts`, by the name of its face here; in the folder of the
module lie its fonts. The computer's own fonts are never used: two computers would give two sheets.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from peerkit.messages import base_of

FONTS = Path(__file__).parent / "fonts"


class Family(NamedTuple):
    """A family of fonts: the signs that it is for, as in a class of a regular expression, and whose first it is.

    `package` is what its fonts are installed by, where they do not ship; `leading` is the least from line to line, in
    parts of the type size.
    """

    name: str
    signs: str
    languages: tuple[str, ...] = ()
    package: str = ""
    leading: float = 1.0


INTER = Family("Inter", "")
ARABIC = Family("Noto Sans Arabic", "\u0600-\u06ff")
FACES = (
    INTER,
    ARABIC,
    Family("Noto Nastaliq Urdu", "\u0600-\u06ff", ("ur",), "urdu", 2.2),
    Family("Noto Sans Bengali", "\u0980-\u09ff", ("bn", "as"), "bengali", 1.4),
    Family("Noto Sans Gurmukhi", "\u0a00-\u0a7f", ("pa",), "panjabi", 1.4),
    Family("Noto Sans CJK SC", "\u2e80-\u303f\u3400-\u9fff\uff00-\uffef", ("zh",), "chinese", 1.4),
)

LANGUAGES = tuple(language for face in FACES for language in face.languages)
"""The languages that have a face of their own."""


_OTHER_SCRIPTS = re.compile(f"[{''.join(face.signs for face in FACES)}]")


def beyond_latin(language: str, texts: Iterable[str]) -> bool:
    """Whether a document may need fonts of a package. To look for packages takes two starts of Python."""
    return base_of(language) in LANGUAGES or any(_OTHER_SCRIPTS.search(text) for text in texts)


@cache
def folders(packages: bool = True) -> tuple[Path, ...]:
    """Where fonts lie: what ships first, then each package in the order of FACES, if they are looked for."""
    return FONTS, *(_packages().values() if packages else ())


@cache
def _packages() -> dict[str, Path]:
    """The folder of each package that is installed, by its name."""
    from importlib.metadata import entry_points

    found = {each.name: find_spec(each.value) for each in entry_points(group="peerkit.fonts")}
    return {
        face.package: Path(spec.origin).parent
        for face in FACES
        if (spec := found.get(face.package)) is not None and spec.origin
    }


def faces_for(language: str, packages: bool = True) -> tuple[Family, ...]:
    """The faces to set a language in, the first that has a sign first: its own, then Latin and all others."""
    there = [face for face in FACES if not face.package or (packages and face.package in _packages())]
    own = [face for face in there if base_of(language) in face.languages]
    return INTER, *own, *(face for face in there[1:] if face not in own)


def leading_for(language: str) -> float:
    """The least from line to line, in parts of the type size."""
    own = base_of(language) in LANGUAGES
    return max((face.leading for face in faces_for(language, own)[1:2]), default=1.0)


def missing(sign: str) -> Family | None:
    """The face that has a sign and is not installed; None where no face that is known has it."""
    away = (face for face in FACES if face.package not in ("", *_packages()))
    return next((face for face in away if re.match(f"[{face.signs}]", sign)), None)
