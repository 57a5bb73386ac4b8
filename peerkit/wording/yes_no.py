"""Yes and no, as people answer them."""

import re

from peerkit.messages import _
from peerkit.wording.typed import in_english

YES = ("yes", "y", "ok", "okay", "aye", "yeah", "yep", "sure")
NO = ("no", "n", "nope", "nah")
_POLITE = r"(?<=\w)(?:[ ,.!]+(?:please|thanks|thank you))?[ .!]*$"


def word(answer: str) -> str:
    """An answer that is to be one of a few words, in English, in small letters, without courtesies and full stops."""
    return in_english(bare(answer))


def bare(answer: str) -> str:
    """The same in what it was typed in."""
    return re.sub(_POLITE, "", " ".join(answer.lower().split()))


def yes_or_no(answer: str) -> bool:
    """Whether an answer means yes, in any letters. Raises ValueError where it is neither, with what to say."""
    said = word(answer)
    if said in (*YES, *NO):
        return said in YES
    raise ValueError(_("Say yes or no."))
