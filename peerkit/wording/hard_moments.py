"""Words of danger and distress, in English and in the language that is spoken."""

import re
from functools import lru_cache

from peerkit.messages import ENGLISH, N_, Catalogue, heard, marked, speaking
from peerkit.wording.typed import folded

HARD = N_(
    "cry|cries|crying|cried|tears|tearful|weep*|sobs|sobbing|upset|panic*|distress*|overwhelm*|shaking|trembling|"
    "faint*|collapsed|passed out|unconscious|unwell|ill|hurt|hurts|hurting|injur*|bleeding|choking|can t breathe|"
    "cant breathe|cannot breathe|not breathing|chest pain*|heart attack|seizure*|overdos*|ambulance*|emergenc*|"
    "police|paramedic*|call 999|ring 999|call 112|ring 112|die|dies|died|dying|dead|death|suicid*|kill|kills|"
    "killed|killing|self harm*|selfharm*|harm|harming|cutting herself|cutting himself|cutting myself|end* * life|"
    "own life|end* it all|want* to end it|don t want to live|dont want to live|not want to live|"
    "doesn t want to live|not want to be here|no reason to live|can t go on|cannot go on|can t cope|not coping|"
    "unsafe|not safe|danger*|in trouble|violent|violence|threaten*|abuse*|scared|afraid|frightened|terrified|"
    "screaming|struggling|breaking down|broke down|hard moment*|difficult moment*|need help|needs help|get help|"
    "call for help"
)
"""Split by `|`; `*` is any end, any beginning, or any word. One of them anywhere in a line offers the card."""
CALLS = ("help me", "help us", "please help", "help please", "help now")
"""What asks for help of either kind: for the words, or for somebody."""


def is_hard(line: str) -> bool:
    """Whether a line has a word of danger or distress; capitals, marks, hyphens and apostrophes make no difference."""
    said = _bare(line)
    return any(_pattern(each).search(said) for each in {ENGLISH, heard()})


@lru_cache(4)
def _pattern(catalogue: Catalogue) -> re.Pattern[str]:
    with speaking(catalogue):
        words = [_bare(each) for each in marked(HARD).split("|")]
    every = "|".join(re.escape(each).replace(r"\*", r"\S*") for each in words if each.strip("* "))
    return re.compile(rf"(?<!\S)(?:{every})(?!\S)")


def _bare(text: str) -> str:
    """Words alone, as they are compared."""
    return " ".join(re.sub(r"[^\w*]+", " ", folded(text)).split())
