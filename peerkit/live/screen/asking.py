"""A question in its own place: answered by a number, a first letter, Enter, or by typing where that is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from peerkit.live.question import Reply
from peerkit.messages import _, pgettext
from peerkit.wording.typed import called

LONGEST = 40


@dataclass
class Asking:
    """What is asked, what answers it, and what has been typed.

    With `options` the first is what Enter does; where `typed` is a text and not None, a line is being typed. `told` is
    why it is asked again, or that a key did not answer; `short` asks the same where there is little room.
    """

    text: str
    options: Sequence[Reply] = ()
    typed: str | None = None
    free: bool = False
    told: str = ""
    short: str = ""

    def answer(self, key: str, character: str | None) -> str | None:
        """What a key answers: a word, or an empty text for Enter on the first option; None where it answers nothing.

        `key` is its name, `character` what it types, if anything.
        """
        self.told = ""
        if self.typed is not None:
            return self._type(key, character)
        if key == "enter":
            return self.options[0].word
        sign = (character or "").lower()
        if found := self._answers().get(sign):
            return found
        if self.free and character and character.isprintable():
            self.typed = character
        elif sign == "?":
            self.told = _("A number answers, or the first letter of its word. Escape: nothing changes.")
        elif sign.strip():
            self.told = _("{key} does nothing while this is asked.", key=sign)
        return None

    def lines(self, *, short: bool = False) -> tuple[str, str, list[str]]:
        """What was told before; the question, in few words if `short`; and the answers, or what has been typed."""
        text = (short and self.short) or self.text
        if self.typed is not None:
            return self.told, text, [f"> {self.typed}_"]
        means = [f"{called(option.word)}: {(short and option.short) or option.meaning}" for option in self.options]
        return self.told, text, [f"{number}  {each}" for number, each in enumerate(means, 1)]

    def keys(self) -> list[str]:
        """The keys that do something now, the most needed first."""
        back = pgettext("beside a key", "escape back")
        if self.typed is not None:
            return [pgettext("beside a key", "enter answers"), back]
        numbers = pgettext("beside a key", "1-{last} answer", last=len(self.options))
        return [numbers, pgettext("beside a key", "enter is 1"), back]

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
        """The word that each sign answers with: its number, or its first letter, where none before it has that.

        The letters of the language that is spoken come before those of the English words.
        """
        answers = {str(number): option.word for number, option in enumerate(self.options, 1)}
        words = [(called(option.word), option.word) for option in self.options]
        for said, word in (*words, *((word, word) for _own, word in words)):
            answers.setdefault(said[:1].lower(), word)
        return answers
