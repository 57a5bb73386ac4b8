"""Figures and letters made of cells, as large as there is room for: five pixels high, at any scale.

A pixel is `scale` cells wide and half as many rows high, so that it is square in a usual terminal. Half a row is half
a block; a bare console has whole rows only.
"""

from collections.abc import Iterable
from functools import lru_cache

_HEIGHT = 5
RESERVED = 19
"""The pixels that are kept for the time: three figures and their unit, or two, a colon and two."""
_GLYPHS = {
    "0": "### #.# #.# #.# ###",
    "1": ".#. ##. .#. .#. ###",
    "2": "### ..# ### #.. ###",
    "3": "### ..# .## ..# ###",
    "4": "#.# #.# ### ..# ..#",
    "5": "### #.. ### ..# ###",
    "6": "### #.. ### #.# ###",
    "7": "### ..# ..# .#. .#.",
    "8": "### #.# ### #.# ###",
    "9": "### #.# ### ..# ###",
    "A": ".#. #.# ### #.# #.#",
    "B": "##. #.# ##. #.# ##.",
    "C": "### #.. #.. #.. ###",
    "D": "##. #.# #.# #.# ##.",
    "E": "### #.. ##. #.. ###",
    "F": "### #.. ##. #.. #..",
    "G": "### #.. #.# #.# ###",
    "H": "#.# #.# ### #.# #.#",
    "I": "# # # # #",
    "J": "..# ..# ..# #.# ###",
    "K": "#.# #.# ##. #.# #.#",
    "L": "#.. #.. #.. #.. ###",
    "M": "#...# ##.## #.#.# #...# #...#",
    "N": "#..# ##.# #.## #..# #..#",
    "O": "### #.# #.# #.# ###",
    "P": "### #.# ### #.. #..",
    "Q": "### #.# #.# ### ..#",
    "R": "##. #.# ##. #.# #.#",
    "S": "### #.. ### ..# ###",
    "T": "### .#. .#. .#. .#.",
    "U": "#.# #.# #.# #.# ###",
    "V": "#.# #.# #.# #.# .#.",
    "W": "#...# #...# #.#.# ##.## #...#",
    "X": "#.# #.# .#. #.# #.#",
    "Y": "#.# #.# .#. .#. .#.",
    "Z": "### ..# .#. #.. ###",
    " ": ".. .. .. .. ..",
    ":": ". # . # .",
    ".": ". . . . #",
    ",": ". . . # #",
    "-": "... ... ### ... ...",
    "'": "# # . . .",
}


def rows(scale: int) -> int:
    """How many rows figures of this scale take: 3, 5, 8, 10, 13, ..."""
    return -(-_HEIGHT * scale // 2)


def width(text: str) -> int | None:
    """How many pixels wide a text is; None where one of its signs has no figure."""
    signs = [_GLYPHS.get(sign.upper()) for sign in text]
    return sum(len(sign.partition(" ")[0]) + 1 for sign in signs if sign) - 1 if all(signs) else None


@lru_cache(64)
def drawn(text: str, scale: int, *, ascii_only: bool = False, ink: str = "█") -> tuple[str, ...]:
    """The rows of a text whose signs all have figures: `rows(scale)` of them, all as long.

    `ink` fills whole cells, and half a block fills half of one. With `ascii_only` a number sign does, and there is no
    scale below 2.
    """
    lines = _pixels(text)
    if ascii_only:
        return _fitted((_wide(line, scale, "#") for line in lines for _ in range(scale // 2)), scale)
    halves = [line for line in lines for _ in range(scale)]
    halves += [" " * len(lines[0])] * (2 * rows(scale) - len(halves))
    pairs = zip(halves[::2], halves[1::2], strict=True)
    return tuple("".join(_cell(*cell, ink) * scale for cell in zip(*pair, strict=True)) for pair in pairs)


def _pixels(text: str) -> list[str]:
    glyphs = [_glyph(sign) for sign in text]
    return [" ".join(glyph[line] for glyph in glyphs) for line in range(_HEIGHT)]


def _glyph(sign: str) -> list[str]:
    return [line.replace(".", " ") for line in _GLYPHS[sign.upper()].split()]


def _wide(line: str, scale: int, ink: str) -> str:
    return "".join((ink if pixel == "#" else " ") * scale for pixel in line)


def _cell(upper: str, lower: str, ink: str) -> str:
    if upper == lower:
        return ink if upper == "#" else " "
    return "▀" if upper == "#" else "▄"


def _fitted(lines: Iterable[str], scale: int) -> tuple[str, ...]:
    found = list(lines)
    return tuple(found + [" " * len(found[0])] * (rows(scale) - len(found)))
