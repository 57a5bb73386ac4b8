"""Tags of languages, as BCP 47 has them: whether a file names one that there is."""

import re

from peerkit.messages import _
from peerkit.problems import Problem

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
)
"""A language, then a script, a region and variants of it, where there are any (RFC 5646, 2.1)."""
_OF_TWO_LETTERS = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo "  # noqa: SIM905
    "es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka "
    "kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng "
    "nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su "
    "sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)
"""ISO 639-1. Of three letters there are nearly 8,000 (ISO 639-3), which are taken as they are."""
_SHORT = {"eng": "en", "cym": "cy", "wel": "cy", "pol": "pl", "spa": "es", "ara": "ar"}
"""Tags of three letters for which BCP 47 has one of two, of languages that peerkit speaks."""


def unknown(place: str, tag: str) -> Problem | None:
    """What is wrong with a tag in a file, and how to write it; None where it is one."""
    found = _TAG.fullmatch(tag)
    language = found["language"] if found else ""
    if short := _SHORT.get(language):
        hint = _("Write {tag}.", tag=f'"{short}{tag[3:]}"')
    elif found and (len(language) == 3 or language in _OF_TWO_LETTERS):
        return None
    else:
        hint = _("Write it like {example}: two or three small letters, and where that matters a country.",
                 example='"cy", "pl" or "pt-BR"')  # fmt: skip
    return Problem(place, "unknown-language", _("There is no language {tag}.", tag=f'"{tag}"'), hint)
