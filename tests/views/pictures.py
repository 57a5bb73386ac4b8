"""Pictures for the papers, made of what commands show: `python -m tests.views` writes them to docs/."""

import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from tests.views import VIEWS, seen

DOCS = Path(__file__).parents[2] / "docs"
DARK = TerminalTheme(
    (24, 26, 27), (215, 218, 220),
    [(24, 26, 27), (220, 76, 70), (78, 178, 92), (206, 165, 57), (88, 140, 226), (201, 104, 205), (66, 178, 186),
     (215, 218, 220)],
)  # fmt: skip
LIGHT = TerminalTheme(
    (255, 255, 255), (30, 32, 34),
    [(30, 32, 34), (190, 30, 30), (26, 127, 55), (130, 90, 0), (9, 80, 200), (150, 40, 160), (0, 110, 120),
     (110, 115, 120)],
)  # fmt: skip
PICTURES = {
    "session-plan": DARK,
    "turns-plan": DARK,
    "turns-audit": DARK,
    "template-check": LIGHT,
    "tally-chart": DARK,
    "tally-export": LIGHT,
    "rules-changes": LIGHT,
    "where": DARK,
    "refusal": LIGHT,
}
"""Each picture, and how the terminal on it is coloured."""


def picture(name: str, theme: TerminalTheme, columns: int = 80, colour: str = "always") -> str:
    """The command and what it shows, as SVG that fetches nothing from anywhere."""
    command = VIEWS[name]
    _status, out, err = seen(command, columns, colour)
    console = Console(record=True, width=columns, file=io.StringIO(), color_system="truecolor", force_terminal=True)
    console.print(Text.from_ansi(f"$ peerkit {command}\n{out}{err}".rstrip()), soft_wrap=True)
    drawn = console.export_svg(title="peerkit", theme=theme, unique_id=name)
    return re.sub(r"@font-face\s*\{.*?\}\s*|<!--.*?-->", "", drawn, flags=re.DOTALL)
