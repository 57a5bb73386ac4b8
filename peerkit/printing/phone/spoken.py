"""What the page's scripts say in another language than English: their messages, as JSON has them."""

import ast
import re
from typing import Any

from peerkit.messages import ENGLISH, TO_SAY, is_sound, spoken
from peerkit.wording.typed import WORDS, called

MESSAGE = re.compile(
    r"\b(?P<function>_|N_|ngettext|pgettext)\(\s*(?P<text>'(?:[^'\\\n]|\\.)*'|\"[^\"\n]*\")"
    r"(?:,\s*(?P<more>'(?:[^'\\\n]|\\.)*'|\"[^\"\n]*\"))?"
)
"""A call in a script whose texts are a message."""
_COUNTED = range(200)
"""Numbers whose forms are looked up; from 200 on they come again every hundred, as in every rule of CLDR's."""


def catalogue(script: str) -> dict[str, Any]:
    """The messages of a script as they are said now; nothing of English, which stands in the script.

    `said` has each, and the words that can be said, by its text, or by its context, U+0004 and its text; `counted` has
    the forms of one that counts, by the text for one. `form` is which of them each number from 0 to 199 has, a figure
    in base 36 each.
    """
    own = spoken()
    if own is ENGLISH:
        return {}
    plain = {f"{TO_SAY}\x04{word}": called(word) for word in WORDS}
    counting: dict[str, list[str]] = {}
    for found in MESSAGE.finditer(script):
        text, more = (ast.literal_eval(found[part] or "''") for part in ("text", "more"))
        match found["function"]:
            case "pgettext":
                plain[f"{text}\x04{more}"] = _whole(own.pgettext(text, more), more)
            case "ngettext":
                counting[text] = [_whole(own.ngettext(text, more, n), text if n == 1 else more) for n in _COUNTED]
            case _:
                plain[text] = _whole(own.gettext(text), text)
    alike = list(zip(*counting.values(), strict=True)) or [() for _n in _COUNTED]
    forms = list(dict.fromkeys(alike))
    figures = "0123456789abcdefghijklmnopqrstuvwxyz"
    return {
        "said": plain,
        "counted": {one: [form[place] for form in forms] for place, one in enumerate(counting)},
        "form": "".join(figures[forms.index(each)] for each in alike),
    }


def _whole(text: str, message: str) -> str:
    """The translation; English where it is not whole."""
    return text if is_sound(text, message) else message
