"""Words from training courses and offices, with what a neighbour would say.

Sources: the plain-English lists of the UK government's style guide and of the Plain English Campaign,
the group rules and toolkits behind the notes on ground rules ("cross-talk", "hold space", "step up, step
back"), and the words that people in the debate asked to keep out of their groups.
"""

from peerkit.wording.found import Found, search

JARGON = {
    'Say "use".': r"leverag(?:e|es|ed|ing)|utili[sz](?:e|es|ed|ing)",
    'Say "what comes of it".': r"outcomes?|outputs?|deliverables?",
    'Say who: "neighbours", "families", "the council".': r"stakeholders?",
    'Say "talking it over and putting it right".': r"restorative (?:practices?|approach(?:es)?|justice)",
    'Say "listening" or "keeping time".': r"(?:hold(?:s|ing)?|held) (?:the |a |this )?space|space[- ]holders?",
    'Say "talking across each other" or "answering somebody\'s turn".': r"cross[- ]?talk(?:ing)?",
    'Say "what helps to know".': r"psycho-?education(?:al)?",
    'Say "leave room for others, and use your own".': r"step(?:ping)? up,? (?:and |/ ?)?step(?:ping)? back",
    'Say "helping the group along".': r"facilitation skills|facilitative",
    'Say "made together".': r"co-?produc(?:e|ed|tion|ing)",
    'Say "learning" or "getting to know each other".': r"""
        (?:capacity|team)[- ]building|upskill(?:s|ed|ing)?|learnings|key messages?
    """,
    "Say what people can then do.": r"empower(?:s|ed|ing|ment)?",
    'Say "tell people where to ask".': r"sign-?post(?:s|ed|ing)?",
    'Say "telling your own story".': r"self[- ]disclos(?:e|ure|ures)",
    'Say "listening well".': r"active listening",
    "Say what you do, in everyday words.": r"""
        (?:trauma|evidence)[- ](?:informed|based)|(?:strengths|asset)[- ]based|recovery[- ]focuss?ed
        co-?regulat(?:e|ion|ing)|affect regulation|somatic|modalit(?:y|ies)
        touch base|circle back|deep[- ]dive|unpack(?:s|ed|ing)?|ideat(?:e|ion)
    """,
    'Say "safe", "calm" or "helpful".': r"boundaried|containment|therapeutic",
    'Say "a question to begin with" or "something to wake us up".': r"ice[- ]?breakers?|energi[sz]ers?",
    'Say "something you take home".': r"take-?aways?",
    'Say "who does what".': r"action points?|actionable|action items?|service provi(?:sion|ders?)|interventions?",
    'Say "from now on".': r"going forward|moving forward",
    'Say "what works well".': r"best practices?|good practice",
    "Leave it out.": r"synerg(?:y|ies)|strateg(?:ic|ise|ize)|holistic(?:ally)?|paradigm|robust|pathways?",
    'Say "everyone together".': r"plenary",
    'Say "small groups".': r"breakouts?|breakout rooms?",
    'Say "talk it over afterwards".': r"debrief(?:s|ed|ing)?",
}


def find(text: str) -> list[Found]:
    """Jargon in `text`."""
    return search(text, JARGON)
