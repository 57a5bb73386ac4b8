"""The screen below every question: one widget for each place, written only when its text has changed."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Digits, Static

WIDE = 64
STYLE = """
SessionScreen { overflow: hidden; }
SessionScreen.-screen-suspended { text-style: none; }
Static { width: 1fr; }
.line { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
.strong { text-style: bold; }
#head { height: 1; }
#room { width: auto; margin-left: 2; }
#name { max-height: 2; }
#middle, #facts { height: auto; }
#time { width: auto; margin-right: 2; text-style: bold; }
#offer { max-height: 4; }
#words, #message, #offer { max-width: 100; }
#scroll { height: 1fr; min-height: 2; scrollbar-size-vertical: 1;
          scrollbar-color: ansi_default; scrollbar-background: ansi_default; }
#message { max-height: 8; text-style: bold; }
#keys { text-wrap: nowrap; }
#foot { dock: bottom; height: auto; }
SessionScreen.-wide { padding: 0 1; }
.-wide #name, .-wide #offer, .-wide #heading { margin-top: 1; }
.-wide #middle, .-wide #message { margin: 1 0; }
.-wide #time { min-width: 16; margin-right: 3; }
"""


class SessionScreen(Screen[None]):
    """From top to bottom: where we are, the time, what comes, the words to read, what was said, the keys."""

    AUTO_FOCUS = ""

    def __init__(self, texts: dict[str, str]) -> None:
        super().__init__()
        self._shown = texts

    def compose(self) -> ComposeResult:
        """A widget for every place that `panels.places` names."""
        with Horizontal(id="head"):
            yield self._line("title", "line")
            yield self._line("room", "line")
        yield self._line("name", "strong")
        yield self._line("place", "strong")
        with Horizontal(id="middle"):
            yield Digits(self._shown["time"], id="time")
            with Vertical(id="facts"):
                yield self._line("standing", "strong")
                yield self._line("next")
                yield self._line("ends")
        yield self._line("offer")
        yield self._line("heading", "line strong")
        with VerticalScroll(id="scroll", can_focus=False):
            yield self._line("words")
        with Vertical(id="foot"):
            yield self._line("message")
            yield self._line("keys")

    def _line(self, where: str, classes: str = "") -> Static:
        line = Static(self._shown[where], id=where, classes=classes, markup=False)
        line.display = bool(self._shown[where])
        return line

    def show(self, texts: dict[str, str]) -> None:
        """Write each widget whose text is another than before. New words are shown from their beginning."""
        changed = [where for where, text in texts.items() if self._shown[where] != text]
        self._shown = texts
        for where in changed:
            if where == "time":
                self.query_one(Digits).update(texts[where])
            else:
                self.query_one(f"#{where}", Static).update(texts[where])
            self.query_one(f"#{where}").display = bool(texts[where])
        if "words" in changed:
            self.scroll("home")

    def scroll(self, how: str) -> None:
        """Scroll the words: home, up, down, page_up or page_down."""
        getattr(self.query_one("#scroll"), f"scroll_{how}")(animate=False)
