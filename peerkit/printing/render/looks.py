"""How everything that peerkit shows at a terminal looks: data, and nothing that draws.

Words stand in the terminal's own colour, and weight says what matters: so they read as well as everything else there,
on light, on dark, in high contrast and in one colour. The two accents are of the terminal's own sixteen colours. They
are for bars and signs, never for words, and never say a thing alone. Of the sixteen, these two keep the best of their
contrast on black and on white, and are told apart by whoever sees red and green alike.
"""

from typing import Literal, NamedTuple

_WIDEST = 100
"""Columns of the widest table, and of prose: one width for both, or the terminal's where that has fewer."""
_NARROWEST = 20
INDENT = 2
GAP = 2
"""Columns between two columns of a table."""
LEAST_TEXT, MOST_FOR_A_WORD = 14, 24
"""Columns that a column of text has at least, where it needs as many, and for the sake of its longest word."""
SHORT = 8
"""Columns of a first column that is so short that sentences below a row stand beside it."""
LEAST_SENTENCES = 40
"""Columns that sentences need to stand beside their row: else they stand below it."""
LEAST_BAR, LONGEST_BAR = 8, 48

ACCENT, OTHER = "green", "magenta"
TextStyle = Literal["title", "heading", "strong", "plain", "came", "went", "rule", "link"]
STYLES: dict[TextStyle, str] = {
    "title": "bold underline",
    "heading": "bold",
    "strong": "bold",
    "plain": "",
    "came": "bold underline",
    "went": "strike",
    "rule": ACCENT,
    "link": ACCENT,
}
"""What each sort of text is drawn with: names that rich and `SGR` know. `rule` and `link` are lines, and no words."""
SGR = {"bold": 1, "underline": 4, "strike": 9, "green": 32, "magenta": 35}
"""The same names for whoever writes them without rich (ECMA-48, 8.3.117)."""


class BarLook(NamedTuple):
    """What a bar is made of: its sign, the colour that says it once more, and the sign of a terminal with few signs."""

    sign: str
    colour: str
    plain_sign: str
    ends_finely: bool = True


FILLS: dict[str, BarLook] = {
    "full": BarLook("█", ACCENT, "#"),
    "one": BarLook("▄", OTHER, "@", ends_finely=False),
    "everyone": BarLook("█", ACCENT, "#"),
    "groups": BarLook("▒", ACCENT, "=", ends_finely=False),
    "nobody": BarLook("░", "", ".", ends_finely=False),
}
"""What a bar is made of, by the name that a view gives it."""
EIGHTHS = " ▏▎▍▌▋▊▉"
"""The end of a fine bar, in eighths of a column."""


class _Edges(NamedTuple):
    """The lines of tables and trees."""

    rule: str
    fork: str
    last: str
    down: str


EDGES, PLAIN_EDGES = _Edges("─", "├─ ", "└─ ", "│  "), _Edges("-", "|- ", "`- ", "|  ")


class Terminal(NamedTuple):
    """What is known of the terminal: its columns, whether it shows colours, and whether it has fine signs."""

    width: int
    colours: bool = True
    fine: bool = True

    @property
    def columns(self) -> int:
        """How wide a table and a line of prose is."""
        return max(_NARROWEST, min(self.width, _WIDEST))


def escaped(style: TextStyle, text: str) -> str:
    """The text in a style for a terminal, without rich; it holds no escape of its own."""
    codes = ";".join(str(SGR[name]) for name in STYLES[style].split())
    return f"\x1b[{codes}m{text}\x1b[0m" if codes and text else text
