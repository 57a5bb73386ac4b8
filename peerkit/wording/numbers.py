"""Whole numbers as people type and dictate them: in figures of any script, in words in English.

From 0 to 20 also in the words of the language that is spoken, as its catalogue has them.
"""

from functools import lru_cache

from peerkit.figures import ascii_figures
from peerkit.messages import ENGLISH, N_, Catalogue, heard, marked, speaking
from peerkit.wording.typed import folded

UP_TO_TWENTY = N_(
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty"
)
"""The words for 0 to 20; in a catalogue each may have several forms, split by `/`: `uno/una/un`."""
_SMALL = {word: number for number, word in enumerate(UP_TO_TWENTY.split("|")) if number < 20}
_TENS = dict(zip(
    ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), range(20, 100, 10), strict=True
))  # fmt: skip
_OTHERS = {"none": 0, "nobody": 0, "a": 1, "fourty": 40}
_LONGEST = 8
"""Figures of a number; nobody counts further."""


def number(typed: str) -> int | None:
    """The whole number that was typed: `9`, `٩`, `nine`, `twenty-one`, `a hundred and four`; None where it is none."""
    text = ascii_figures(typed).strip().rstrip(".! ").lower()
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST:
        return int(text)
    if (here := in_words(heard()).get(folded(text))) is not None:
        return here
    words = [word for word in text.replace("-", " ").split() if word != "and"]
    if len(words) > 1 and words[1] == "hundred":
        hundreds = {**_SMALL, **_OTHERS}.get(words[0], 0)
        below = _below_a_hundred(words[2:]) if words[2:] else 0
        return hundreds * 100 + below if 1 <= hundreds <= 9 and below is not None else None
    return None if words == ["a"] else _below_a_hundred(words)


@lru_cache(4)
def in_words(catalogue: Catalogue) -> dict[str, int]:
    """The numbers from 0 to 20 by each of their words in another language than English, folded."""
    with speaking(catalogue):
        words = marked(UP_TO_TWENTY).split("|")
    if catalogue is ENGLISH or len(words) != len(UP_TO_TWENTY.split("|")):
        return {}
    return {folded(form): number for number, forms in enumerate(words) for form in forms.split("/")}


def _below_a_hundred(words: list[str]) -> int | None:
    match words:
        case [word]:
            return {**_SMALL, **_TENS, **_OTHERS}.get(word)
        case [tens, unit] if tens in _TENS and 1 <= _SMALL.get(unit, 0) <= 9:
            return _TENS[tens] + _SMALL[unit]
    return None
