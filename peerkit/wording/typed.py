"""Words that people type: in English always, and in the language that is spoken as its catalogue has them.

Capitals and marks make no difference, and in Arabic neither does the article. A key on an Arabic keyboard is the
Latin letter in its place.
"""

import unicodedata
from functools import lru_cache

from peerkit.messages import ENGLISH, Catalogue, heard, speaking, typed

WORDS = (
    # what can be done
    "next", "undo", "pause", "resume", "count", "began", "break", "end", "time", "agenda", "read", "again", "script",
    "joined", "left", "more", "less", "pass", "accept", "auto", "groups", "contract", "warn", "odd", "owed", "rules",
    "support", "tell", "help", "close",
    # what answers a question
    "yes", "no", "back", "nothing", "quit", "list", "plain", "now", "all", "none", "usual", "half", "other", "same",
    "together", "shrink", "longer", "later", "keep", "without", "shorter", "threes", "closing", "stop",
    "no count", "nobody counted", "spoken", "signed",
    # lengths of time, and days
    "hours", "minutes", "seconds", "today", "tonight", "tomorrow", "yesterday",
)  # fmt: skip
"""Each in English, and in a catalogue the messages of the context `word to say`, several split by `|`."""
KEYS = dict(zip("ضصثقفغعهخحشسيبلاتنمئءؤرىة؟", "qwertyuiopasdfghjklzxcvnm?", strict=True))
_STROKES = str.maketrans("łđøħŧı\u0671\u0629\u0649", "ldohti\u0627\u0647\u064a", "\u0640")
"""Letters whose mark is a part of them, and Arabic ones that are written for each other."""


def called(word: str) -> str:
    """What an English word is called in the language that is spoken: the first of its words there."""
    if word.endswith("?"):
        return f"{called(word[:-1])}?"
    return typed(word).partition("|")[0].strip() or word


def all_called(word: str) -> list[str]:
    """All that an English word is called there."""
    return [each for each in map(str.strip, typed(word).split("|")) if each]


def in_english(said: str) -> str:
    """What was typed, with each word of the language that is spoken as the English one that it stands for."""
    if heard() is ENGLISH:
        return said
    known = _known(heard())
    words, found = said.split(), list[str]()
    while words:
        sizes = range(min(MOST_WORDS, len(words)), 0, -1)
        size = next((each for each in sizes if folded(" ".join(words[:each])) in known), 0)
        found.append(known[folded(" ".join(words[:size]))] if size else words[0])
        words = words[size or 1 :]
    return " ".join(found)


MOST_WORDS = 4
"""Words of what one word is called in another language."""


def folded(said: str) -> str:
    """A word or several as they are compared: without capitals, marks, and the article in Arabic."""
    signs = unicodedata.normalize("NFKD", said.casefold()).translate(_STROKES)
    plain = "".join(sign for sign in signs if unicodedata.category(sign) != "Mn")
    return " ".join(map(_without_article, plain.split()))


def same_key(sign: str) -> str:
    """The Latin letter on the key that types an Arabic one; any other sign is itself."""
    return KEYS.get(sign, sign)


def _without_article(word: str) -> str:
    return word[2:] if word.startswith("\u0627\u0644") and len(word) > 3 else word


@lru_cache(4)
def _known(catalogue: Catalogue) -> dict[str, str]:
    """What each word that can be said there stands for, in English; what is one in English already stays."""
    with speaking(catalogue):
        known = {folded(each): word for word in reversed(WORDS) for each in all_called(word)}
    return {each: word for each, word in known.items() if each not in WORDS}
