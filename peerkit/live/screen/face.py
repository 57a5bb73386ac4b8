"""The one widget of the screen: it shows a frame, and writes the rows that are other than before.

What changes while a session runs goes straight to the terminal: composing a screen for it costs ten times as much.
"""

from collections.abc import Callable, Iterator

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from peerkit.live.screen.looks import BLACK, LOOKS
from peerkit.live.screen.paint import Frame

COLOURS = {look.colour: look.number for look in LOOKS.values()}
STYLES = {style: Style.parse(f"{style or 'default'} on default") for style in ("", "bold", "reverse")}
STYLES |= {colour: Style.parse(f"color({number}) on color({BLACK})") for colour, number in COLOURS.items()}
CODES = {"": "", "bold": "1", "reverse": "7"}
CODES |= {colour: f"38;5;{number};48;5;{BLACK}" for colour, number in COLOURS.items()}
_EXCHANGED = Style(reverse=True)


class Painted(Widget):
    """A frame on the screen."""

    DEFAULT_CSS = "Painted { width: 100%; height: 100%; background: ansi_default; color: ansi_default; }"
    can_focus = False

    def __init__(self, write: Callable[[str], None]) -> None:
        """`write` gives the terminal what it is to be told."""
        super().__init__()
        self.shown: Frame | None = None
        self.write = write

    def show(self, frame: Frame) -> None:
        """Write what is other than before."""
        before, self.shown = self.shown, frame
        if before is None or (before.layout, before.inverse) != (frame.layout, frame.inverse):
            self.refresh()
        elif written := "".join(_changes(before, frame)):
            self.write(f"{written}\x1b[0m")

    def render_lines(self, crop: Region) -> list[Strip]:
        """What stands in a part of the screen, as it is now and never as it was kept."""
        return [self.render_line(y).crop(crop.x, crop.right) for y in crop.line_range]

    def render_line(self, y: int) -> Strip:
        """A row of cells."""
        if self.shown is None:
            return Strip.blank(self.size.width)
        cells = [Segment(text, style) for text, style in _cells(self.shown, y) if text]
        return Strip(cells).adjust_cell_length(self.size.width, STYLES[""])


def _cells(frame: Frame, y: int) -> Iterator[tuple[str, Style]]:
    exchange = _EXCHANGED if frame.inverse and y in frame.layout.wall else Style()
    x = 0
    for place, box in sorted(frame.layout.boxes.items(), key=lambda each: each[1].x):
        if box.y <= y < box.y + box.height:
            text, style = frame.rows[place][y - box.y]
            yield " " * (box.x - x), STYLES[""] + exchange
            yield text, STYLES[style] + (Style() if style in COLOURS else exchange)
            x = box.x + box.width
    yield " " * (frame.layout.width - x), STYLES[""] + exchange


def _changes(before: Frame, after: Frame) -> Iterator[str]:
    """What a terminal needs to be told, row by row."""
    for place, rows in after.rows.items():
        box, were = after.layout.boxes[place], before.rows[place]
        for y, (row, was) in enumerate(zip(rows, were, strict=True), start=box.y):
            if row != was:
                text, style = row
                exchanged = after.inverse and y in after.layout.wall and style not in COLOURS
                reverse = ";7" if exchanged else ""
                yield f"\x1b[{y + 1};{box.x + 1}H\x1b[0;{CODES[style]}{reverse}m{text}"
