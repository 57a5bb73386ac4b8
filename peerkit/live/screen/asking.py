"""A question in its own place: answered by a number, a first letter, Enter, or by typing where that is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from peerkit.messages import _

LONGEST = 40


@dataclass
class Asking:
    """What is asked, what answers it, and what has been typed.

    With `options` the first is what Enter does; where `typed` is a text and not None, a line is being typed. `wrong` is
    a key that did not answer.
    """

    text: str
    options: Sequence[tuple[str, str]] = ()
    typed: str | None = None
    free: bool = False
    wrong: str = ""

    def answer(self, key: str, character: str | None) -> str | None:
        """What a key answers: a word, or an empty text for Enter on the first option; None where it answers nothing.

        `key` is its name, `character` what it types, if anything.
        """
        self.wrong = ""
        if self.typed is not None:
            return self._type(key, character)
        if key == "enter":
            return self.options[0][0]
        sign = (character or "").lower()
        if found := self._answers().get(sign):
            return found
        if self.free and character and character.isprintable():
            self.typed = character
        elif sign.strip():
            self.wrong = sign
        return None

    def lines(self) -> tuple[str, str, list[str]]:
        """Why a key did not answer, if one did not; the question; and below it the answers or what has been typed."""
        if self.typed is not None:
            return "", self.text, [f"> {self.typed}_", _("Enter answers. Escape: nothing changes.")]
        numbered = [f"{number}  {word}: {means}" for number, (word, means) in enumerate(self.options, 1)]
        wrong = _("{key} does nothing while this is asked.", key=self.wrong) if self.wrong else ""
        return wrong, self.text, [*numbered, _("A number answers; Enter is 1. Escape: nothing changes.")]

    def _type(self, key: str, character: str | None) -> str | None:
        assert self.typed is not None
        if key == "enter":
            return self.typed.strip()
        if key in ("backspace", "ctrl+h"):
            self.typed = self.typed[:-1]
            if not self.typed and self.options:
                self.typed = None
        elif character and character.isprintable() and len(self.typed) < LONGEST:
            self.typed += character
        return None

    def _answers(self) -> dict[str, str]:
        """The word that each sign answers with: its number, or its first letter where no option before it has that."""
        answers = {str(number): word for number, (word, _means) in enumerate(self.options, 1)}
        for word, _means in self.options:
            answers.setdefault(word[:1].lower(), word)
        return answers
