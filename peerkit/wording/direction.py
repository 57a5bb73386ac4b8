"""Where the lines of a language begin."""

from typing import Literal

from peerkit.messages import language as spoken

Direction = Literal["ltr", "rtl"]
_FROM_THE_RIGHT = frozenset(
    "ar arc ckb dv fa he ks nqo ps sd syr ug ur yi Arab Hebr Nkoo Syrc Thaa".split()  # noqa: SIM905 (easier to read)
)
"""Languages, and scripts, whose lines begin on the right (CLDR, script metadata)."""


def direction(language: str) -> Direction:
    """In which direction lines of a language run, by its BCP 47 tag."""
    return "rtl" if _FROM_THE_RIGHT.intersection(language.split("-")) else "ltr"


def from_the_right() -> bool:
    """Whether lines of the language that is spoken now begin on the right."""
    return direction(spoken()) == "rtl"
