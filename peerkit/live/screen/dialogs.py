"""A question over the screen: the first answer is what Enter does, Escape changes nothing."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from peerkit.running.actions import ACTIONS
from peerkit.wording.safe import HIDDEN

ALWAYS = tuple(action.key for action in ACTIONS if action.always)
"""Keys that are there whatever is being asked; they leave the question."""


class Dialog(ModalScreen[str]):
    """A question in a box at the foot of the screen. Escape gives no answer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss")]
    DEFAULT_CSS = """
    Dialog { align: center bottom; }
    #question { width: 64; max-width: 100%; height: auto; max-height: 100%; overflow-y: auto; padding: 0 1;
                border: solid ansi_default; background: ansi_default; color: ansi_default; }
    #question .strong { margin-bottom: 1; }
    #question Button { width: 1fr; height: auto; text-align: left; content-align-horizontal: left; margin: 0;
                       background: ansi_default; color: ansi_default; border: none; text-style: none; }
    #question Input { height: 1; border: none; padding: 0; background: ansi_default; color: ansi_default; }
    #question Button:focus, #question Input:focus { text-style: reverse bold; }
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = HIDDEN.sub("", text)


class ChoiceDialog(Dialog):
    """Asks for one of `options`, a word and what it means each, and gives the word.

    Numbers, first letters, and the arrow keys with Enter all answer.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,left", "app.focus_previous"),
        Binding("down,right", "app.focus_next"),
    ]
    AUTO_FOCUS = "Button"

    def __init__(self, text: str, options: Sequence[tuple[str, str]]) -> None:
        super().__init__(text)
        self._options = options
        self._answers = {str(number): word for number, (word, _) in enumerate(options, 1)}
        for word, _ in options:
            if word[0] not in ALWAYS:
                self._answers.setdefault(word[0], word)

    def compose(self) -> ComposeResult:
        """The question, and a button for each answer."""
        with Vertical(id="question"):
            yield Static(self._text, classes="strong", markup=False)
            for number, (word, meaning) in enumerate(self._options, 1):
                yield Button(Content(f"{number}  {word}: {meaning}"), name=word, compact=True)
            yield Static("A number answers, or Enter. Escape: nothing changes.", markup=False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer with the button that was pressed."""
        self.dismiss(event.button.name)

    def on_key(self, event: Key) -> None:
        """Answer with a number or a first letter."""
        character = (event.character or "").lower()
        if answer := character if character in ALWAYS else self._answers.get(character):
            event.stop()
            self.dismiss(answer)


class InputDialog(Dialog):
    """Asks for something that has to be typed, and gives it."""

    AUTO_FOCUS = "Input"

    def compose(self) -> ComposeResult:
        """The question, and a line to type in."""
        with Vertical(id="question"):
            yield Static(self._text, classes="strong", markup=False)
            yield Input(max_length=40)
            yield Static("Enter answers. Escape: nothing changes.", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with what was typed."""
        self.dismiss(event.value.strip())
