"""Text of a document: what of it may be shown, and in which language each part of it is."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from peerkit.messages import ENGLISH, Untranslated, language
from peerkit.wording.direction import Direction, direction
from peerkit.wording.safe import replaced
from peerkit.wording.sentences import in_lines

LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"
NO_LANGUAGE = "The language is a tag such as en or cy."
NUMBER = r"(?<![\w:+])(?:\+\d{1,3}(?: \(?\d+\)?)+|\d{3,}(?: \d{3,})+|\d\d(?: \d\d){2,})(?![\w:])"
"""A number in groups, such as a telephone number: it stays in one piece, and is read from the left everywhere."""
BETWEEN = " / "
"""What stands between two languages on one line."""
_OVER = r"[.?!\N{ARABIC QUESTION MARK}\N{ARABIC FULL STOP}\N{DEVANAGARI DANDA}]\W*$"
"""The end of a sentence."""
_SPACES = r"\s+"
_PLANES = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NO_TEXT = f"[\ud800-\udfff\ufdd0-\ufdef{_PLANES}]"
"""Halves of a character, and code points that Unicode keeps for nobody: no file may hold them."""


def visible(text: str) -> str:
    """The text on one line as it may be shown: what can't be seen, or turns a line around, becomes U+FFFD.

    Every text in a document goes through here on its way out, in every renderer.
    """
    return _seen(" ".join(text.split()))


def _seen(text: str) -> str:
    sign = "\N{REPLACEMENT CHARACTER}"
    text = replaced(text, sign)
    return text if text.isascii() else re.sub(_NO_TEXT, sign, text)


class Run(NamedTuple):
    """Text in one language: `pieces` are in it and in the document's own by turns. Without a `language` all is."""

    language: str
    pieces: tuple[str, ...]


class Text(str):
    """Text that is not all in the language of its document: what it says, and `runs`, which say in which each part is.

    Joined, cut or formatted it is any other text: `joined` puts several together.
    """

    runs: tuple[Run, ...]

    def __new__(cls, *runs: Run) -> "Text":
        """The text of these parts."""
        text = super().__new__(cls, _said(runs))
        text.runs = runs
        return text

    def removesuffix(self, suffix: str, /) -> str:
        """The text without these signs, all of which are of one part, at its end."""
        *runs, last = self.runs
        *pieces, end = last.pieces
        return Text(*runs, last._replace(pieces=(*pieces, end.removesuffix(suffix))))


def own(text: str, *theirs: str) -> str:
    """Words of peerkit's own, in the language that is spoken now, or in English where that has none for them.

    `theirs` are parts of it in the document's.
    """
    return written(text, _language_of(text), *theirs)


def _language_of(text: str) -> str:
    return ENGLISH.tag if isinstance(text, Untranslated) else language()


def written(text: str, language: str, *theirs: str) -> str:
    """Text in a language; `theirs` are parts of it that are in the document's. Without a letter it is in none.

    Raises ValueError for a language that is no BCP 47 tag.
    """
    if not re.fullmatch(LANGUAGE, language):
        raise ValueError(NO_LANGUAGE)
    parts = "|".join(map(re.escape, sorted(filter(None, theirs), key=len, reverse=True)))
    pieces = re.split(rf"(?<!\w)({parts})(?!\w)", text) if parts else [text]
    return Text(Run(language, tuple(pieces))) if any(map(str.isalpha, "".join(pieces[::2]))) else text


def around(told: str, theirs: str, language: str) -> str:
    """Words of peerkit's own, in which `theirs` stands in another language."""
    before, text, after = told.partition(theirs)
    own = _language_of(told)
    return joined((written(before, own), written(text, language), written(after, own)), "")


def joined(texts: Iterable[str], by: str = " ") -> str:
    """Texts one after the other, each in its language."""
    runs: list[Run] = []
    for text in filter(None, texts):
        runs += [Run("", (by,))] if runs else []
        runs += text.runs if isinstance(text, Text) else (Run("", (text,)),)
    text = Text(*runs)
    return text if any(run.language for run in runs) else str(text)


def ended(text: str, sign: str) -> str:
    """The text with a sign after it, which stands where its line ends, whatever language its last word is in."""
    if not isinstance(text, Text):
        return text.rstrip() + sign
    *runs, last = text.runs
    *pieces, end = last.pieces
    return Text(*runs, last._replace(pieces=(*pieces, end.rstrip())), Run("", (sign,)))


def lines(text: str, document: str) -> list[str]:
    """The text line by line: one begins where a sentence is over and the next runs the other way."""
    if not isinstance(text, Text):
        return [text]
    made: list[list[Run]] = [[]]
    before = Run("", ())
    for run in text.runs:
        if _has_letters(run):
            turns = _has_letters(before) and _way(before, document) != _way(run, document)
            if turns and re.search(_OVER, _said(made[-1])):
                while not _said(made[-1][-1:]).strip(BETWEEN):
                    made[-1].pop()
                made.append([])
            before = run
        made[-1].append(run)
    return [Text(*runs) for runs in made]


def _said(runs: Iterable[Run]) -> str:
    return "".join(piece for run in runs for piece in run.pieces)


def _has_letters(run: Run) -> bool:
    return any(map(str.isalpha, _said((run,))))


def _way(run: Run, document: str) -> Direction:
    return direction(run.language or document)


def direction_of(text: str, document: str) -> Direction:
    """In which direction a line runs: as its first words do."""
    runs = text.runs if isinstance(text, Text) else ()
    return next((_way(run, document) for run in runs if _has_letters(run)), direction(document))


def runs_of(text: str, document: str = "") -> tuple[Run, ...]:
    """The parts of a text by their language, as they may be shown. What is in that of the document says none."""
    runs = text.runs if isinstance(text, Text) else (Run("", (str(text),)),)
    if all(run.language in ("", document) for run in runs):
        return (Run("", (visible(text),)),)
    return tuple(run._replace(pieces=tuple(_seen(re.sub(_SPACES, " ", piece)) for piece in run.pieces)) for run in runs)


def sentences(text: str) -> list[str]:
    """The sentences of a text, each in its language and as it may be shown; without what only stands between two."""
    runs = text.runs if isinstance(text, Text) else runs_of(text)
    return [
        written(each, run.language, *run.pieces[1::2]) if run.language else each
        for run in runs
        for each in in_lines(visible("".join(run.pieces)))
        if each and (len(runs) == 1 or any(map(str.isalnum, each)))
    ]
