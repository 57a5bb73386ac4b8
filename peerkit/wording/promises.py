"""Rules that nobody can keep: orders to feel something, absolute promises, safety and silence without a limit.

"We never take photos" can be kept, and so can "You can always pass". What can't be kept is a promise about what all
people will be, feel or think, and one that leaves no room for a slip. Lists of group rules are full of them (see the
notes on ground rules), and a rule that was broken on the first evening takes the others with it.
"""

from peerkit.wording.found import NOT_SO, Found, search

_ALL = r"(?:we|you|everyone|everybody|each of us|each person|all of us|all members|members|people|participants)"
_NONE = r"(?:nobody|no one|none of us|not one of us)"
_WILL = r"(?: all| both)?(?: will| shall| must| should| promise to| agree to| have to| has to)?(?: all)?"
_BEING = (
    r"(?:honest|truthful|open|kind|nice|positive|respectful|supportive|calm|patient|fair|tolerant|non-?judge?mental"
    r"|sensitive|attentive|understanding|cheerful|there for each other|on time|punctual)"
)
_SLIPS = (
    r"(?:interrupt|judge|disagree|argue|quarrel|offend|upset|hurt|harm|forget|fail|gossip|criticise|get angry|lose|lie"
    r"|talk over|make mistakes|be late|come late|assume)"
)
_FEEL = r"(?:safe|comfortable|happy|heard|welcome|equal|included|at ease|accepted|understood|relaxed)"
_HURT = r"(?:hurt|harmed|judged|offended|upset|triggered|left out|excluded|uncomfortable|interrupted|disappointed)"
_WHOLLY = r"(?:completely|totally|entirely|absolutely|fully|perfectly|utterly|always|100 ?(?:%|per ?cent))"

_PROMISES = {
    "Nobody manages that on every day. Say what you aim at, and what you do when it goes wrong.": rf"""
        {_ALL}{_WILL} (?:always|at all times|100 ?%) (?:be )?{_BEING}
        {_ALL}{_WILL} (?:be |are |is )?(?:always )?{_BEING} (?:at all times|all the time|always)
        {_ALL} (?:are|is) (?:always|completely|totally|fully) {_BEING}
        {_ALL}{_WILL} always (?:agree|listen|understand|support|respect|like|trust|tell the truth)
        {_ALL}{_WILL} always (?:begin|start|come|arrive)
        {_ALL}{_WILL} never (?:ever )?{_SLIPS}
        (?:we|you) (?:will|shall|must) all (?:be )?{_BEING}
        (?:we|you) all (?:will be|must be|promise to be) {_BEING}
        (?:everyone|everybody|all of us|all members) (?:will|shall) (?:always )?be {_BEING}
        {_NONE} (?:will|shall)(?: ever)? {_SLIPS}
    """,
    "Say what you do together instead of what each person must.": r"""
        (?:everyone|everybody|all of us|each of us|each person|all members|all participants) (?:must|has to|have to)
        (?:we|you) (?:all must|must all|all have to)
    """,
    "A feeling can't be promised or ordered. Say what you do so that it is more likely.": rf"""
        {_ALL}(?: all)? (?:will|shall|must|should|(?:has|have) to|(?:is|are) going to)(?: all| always)? feel {_FEEL}
        {_NONE} (?:will|shall|should|must|is going to)(?: ever)? (?:be|feel|get) {_HURT}
        {_NONE} (?:is|feels|gets|leaves) (?:ever )?{_HURT}
        (?:stay|be|keep) positive|positive thinking|no negativity|think positive
        (?:do not|don't|never) (?:be|get|feel) (?:angry|upset|sad|negative|nervous|jealous|afraid)
        leave your (?:problems|worries|troubles|baggage|feelings) (?:at the door|outside|at home)
    """,
    "A promise without a limit can't be kept. Say what you do, and where it ends.": rf"""
        {_WHOLLY} (?:safe|confidential|private|secret|secure|anonymous|equal)
        (?:complete|total|absolute|perfect|strict|100 ?%) (?:safety|confidentiality|privacy|secrecy|anonymity)
        (?:complete|total|absolute|perfect|100 ?%) (?:trust|honesty)
        guarantee[sd]?
        (?:a |this )?safe space
        nothing (?:\w+ ){{0,4}}(?:ever )?leaves (?:this|the) (?:room|group|circle)
        (?:never|not ever) leaves (?:this|the) (?:room|group|circle)
    """,
    'Thoughts come by themselves. Say what people do, such as: "We listen without saying what we think of it."': r"""
        no judge?ments?|no judging|judge?ment[- ]free|free of judge?ment|judgey
        without (?:any )?judge?ment|non-?judge?mental
    """,
}
_MAY = rf"{NOT_SO}|\b(?:may|can|might|try to|aim to|hope to|want to|would like to)\b"


def find(text: str) -> list[Found]:
    """Promises in `text` that nobody can keep. "We try always to be kind" and "You may always pass" are none."""
    return search(text, _PROMISES, unless=_MAY)
