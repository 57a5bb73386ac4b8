"""Words that speakers of a language look out for: a file of theirs for each language, `TAG.toml`, as README.md says."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pkgutil import get_data

from peerkit.messages import base_of
from peerkit.wording.found import Found, flat, search

KINDS = ("label", "shuts-out", "asks-too-much", "jargon")
_TAG = r"[A-Za-z]{2,3}"
_Lists = Mapping[str, Mapping[str, str]]
"""For each kind its phrases, as `search` takes them."""


def there_is(language: str) -> bool:
    """Whether speakers have written a list for a language, by its tag of BCP 47."""
    return bool(_of(base_of(language)))


def find(text: str, language: str, kind: str) -> list[Found]:
    """The words of one kind that a text in a language has, in their order."""
    return search(text, _of(base_of(language)).get(kind, {}))


def read(text: str) -> _Lists:
    """The lists in a file. Raises ValueError with the number of the word that is none, counted from 1."""
    lists: dict[str, dict[str, str]] = defaultdict(dict)
    for number, each in enumerate(tomllib.loads(text).get("word", []), start=1):
        kind, word, instead = (each.get(key) for key in ("kind", "word", "instead"))
        forms = word if isinstance(word, list) else [word]
        if kind not in KINDS or not isinstance(instead, str) or not all(isinstance(form, str) for form in forms):
            raise ValueError(f"word {number} needs a kind of {', '.join(KINDS)}, a word, and what to say instead.")
        written = [re.escape(flat(form)) for form in forms if form.strip()]
        lists[kind][instead] = "\n".join([*filter(None, [lists[kind].get(instead, "")]), *written])
    return lists


@lru_cache
def _of(tag: str) -> _Lists:
    try:
        data = get_data(__package__, f"{tag}.toml") if re.fullmatch(_TAG, tag) else None
    except FileNotFoundError:
        return {}
    return read(data.decode()) if data else {}
