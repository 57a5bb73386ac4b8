"""Prompts that ask somebody for a diagnosis, for medication or for a surname.

Sources: the notes on wording traps, C3: opening prompts of some published group scripts ask for name and
illness or for the psychiatrist; Fifth Precept's meetings use a first name only, and no label.
"""

import re

from peerkit.wording.found import NOT_SO, Found, flat
from peerkit.wording.sentences import split

_HEALTH = "Ask how somebody is, or what brings them: what they live with is theirs to tell."
_NAME = 'Ask for "a first name, or any name you like".'
_ASKED = (
    (r"diagnos[ei]s|mental health (?:condition|problem|history)|illness(?:es)?|psychiatrist|consultant", _HEALTH),
    (r"medications?|medicines?|meds|tablets|prescriptions?|doses?", _HEALTH),
    (r"surnames?|last names?|family names?|full names?|real names?", _NAME),
)
_PATTERNS = [(rf"(?i)\b(?:(?:your|his|her|their|a|the|any) )?(?:{noun})\b", hint) for noun, hint in _ASKED]
_ASKS = (
    "say|says|tell|tells|share|shares|give|gives|name|names|introduce|add|mention|state|list|write|"
    "describe|disclose|explain|what|what's|which|whose"
)
_KEEPS = "leave|leaves|keep|keeps|need|needs|ask|asks|asked|discuss|change|changes|stop|start"
_VERB = rf"(?i)\b(?P<asks>{_ASKS})\b|\b(?:{_KEEPS})\b"
_DENIED = rf"(?i){NOT_SO}"
_NEAR = 200
_CLAUSE = r"[;:\u2013\u2014]"


def find(text: str) -> list[Found]:
    """What `text` asks for that nobody should be asked. "You don't need a diagnosis" asks for nothing."""
    kept: dict[str, Found] = {}
    for sentence in split(text):
        for clause in re.split(_CLAUSE, flat(sentence)):
            for pattern, suggestion in _PATTERNS:
                for found in re.finditer(pattern, clause):
                    if _asked(clause[max(0, found.start() - _NEAR) : found.start()], clause.rstrip().endswith("?")):
                        kept.setdefault(found.group().casefold(), Found(found.group(), suggestion))
    return list(kept.values())


def _asked(before: str, question: bool) -> bool:
    verbs = list(re.finditer(_VERB, before))
    if not verbs:
        return question and not re.search(_DENIED, before)
    last = verbs[-1]
    said = before[before.rfind(",", 0, last.start()) + 1 :]
    return bool(last["asks"]) and not re.search(_DENIED, said)
