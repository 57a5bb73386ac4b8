"""Sentences that say for every group what each group chooses for itself.

Where the ground rules have a choice, such as how far confidentiality goes, a script, a flyer or a booklet that
decides it contradicts the groups that chose otherwise. The same goes for how many rules there are, and for the time
of day. The phrases are those of the choices in the bank of ground rules, and of published scripts.
"""

from typing import NamedTuple

from peerkit.wording.found import search
from peerkit.wording.sentences import split

_HERE = r"(?:here|with us|between us|in (?:this|the|our|that) (?:room|group|circle|session|call|pair))"
_NUMBER = r"(?:(?<![:.])[0-9]{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|half a dozen)"
_NONE = r"(?:nobody|no one|none of us|we (?:do not|don't|never)|i (?:do not|don't|never|won't))"

_CLAIMS = {
    "confidentiality": rf"""
        (?:stays|remains|kept|keep (?:it|this|that|everything)) {_HERE}
        (?:hear|hears|say|says|said|told)(?: \w+){{0,4}} stays with (?:you|us)
        confidential(?:ity|ly)?|private and safe|keep (?:it|this|that) (?:to (?:ourselves|yourself)|secret|quiet)
        leaves (?:this|the) (?:room|group|circle|call)|goes no further|(?:stays|ends) within these walls
        {_NONE} (?:ever )?(?:tells?|repeats?|reports?|pass(?:es)? (?:it |anything |this )?on|takes? it outside)
        (?:have|has|had) to (?:tell|report|pass (?:it |something |anything )?on)|what you may have to pass on
        we (?:report|tell) (?:the )?(?:staff|someone|somebody|nobody|no one)
        (?:nothing|none of it) (?:is|gets|will be|goes) (?:ever )?(?:noted|written|put|recorded|into your notes)
        (?:nobody|no one) (?:writes|notes|puts) (?:down|what|anything)
        what (?:was|is) said in (?:the )?(?:pairs|sessions?|groups?) (?:rests|stays|is)
    """,
    "limits of confidentiality": r"""
        limits? (?:to|of) (?:confidentiality|what)|unless (?:somebody|someone|you|a life) (?:is|are)? ?in danger
        serious danger|duty to report
    """,
    "co-counselling confidentiality": r"""
        (?:brings?|bring it|brings it|raises?|mentions?) (?:it |that |this )?(?:up|again)|brings? up with
        (?:does not|doesn't|do not|don't|never|none of us) (?:mention|bring|raise|refer|speak of)
        (?:may|can) speak of it again|anything except what was said
    """,
    "phones": r"""
        phones? (?:(?:is|are|go|goes|stays?|on|off|should be) )?(?:off|on|on silent|silent|away)
        (?:leave|keep|switch|turn|put) (?:off |on |away )?(?:your |all |our )?phones?
    """,
    "recording": r"""
        (?:nobody|no one|never|don't|do not) (?:records?|photographs?|films?)|nothing is recorded
        takes? (?:a |any )?(?:picture|photo|photograph)s?|screenshots?|no (?:photos|photographs|recordings?)
    """,
    "drink and drugs": r"""
        under the influence|sober|drunk|been (?:drinking|using)|no (?:drink|drugs|alcohol)
    """,
    "outside contact": r"""
        (?:message|whatsapp|facebook) group|(?:swap|exchange|share) (?:phone )?numbers
        (?:meet|contact|see each other|friends) outside (?:this|the|our)
    """,
    "how many rules there are": rf"{_NUMBER} (?:\w+ )?(?:rules|agreements|promises)",
    "the time of day": rf"""
        tonight|(?:this|good|all|the) (?:morning|afternoon|evening)|most evenings|(?:morning|evening), all
        at {_NUMBER}(?:[.:][0-9]{{2}})? ?(?:o'clock|am|pm|in the (?:morning|afternoon|evening))
        at (?:half past|quarter (?:past|to)) \w+
    """,
}
TOPICS = tuple(_CLAIMS)
"""What a group chooses for itself: topics of the bank that have a choice, then what else only the group knows."""

INSTEAD = "Leave it out: the rules are heard as they were chosen, in the part that has the kind agreement."
"""What to do about each."""


class Decision(NamedTuple):
    """`word` as it stands in the text, and the topic that it decides."""

    word: str
    topic: str


def find(text: str) -> list[Decision]:
    """What `text` decides for the group, sentence by sentence. A question decides nothing."""
    told = [sentence for sentence in split(text) if not sentence.endswith("?")]
    return [
        Decision(found.word, topic)
        for sentence in told
        for topic, lines in _CLAIMS.items()
        for found in search(sentence, {topic: lines})
    ]
