"""Words from training courses and offices, with what a neighbour would say.

Sources: the plain-English lists of the UK government's style guide and of the Plain English Campaign,
the toolkits and group rules named in the notes on ground rules ("cross-talk", "hold space", "step up,
step back"), and the words that people in the debate asked to keep out of their groups.
"""

from peerkit.wording.found import Found, search

JARGON = {
    r"leverag(?:e|es|ed|ing)|utili[sz](?:e|es|ed|ing)": 'Say "use".',
    r"outcomes?|outputs?|deliverables?": 'Say "what comes of it".',
    r"stakeholders?": 'Say who: "neighbours", "families", "the council".',
    r"restorative (?:practices?|approach(?:es)?|justice)": 'Say "talking it over and putting it right".',
    r"(?:hold(?:s|ing)?|held) (?:the |a )?space|space[- ]holders?": 'Say "listening" or "keeping time".',
    r"cross[- ]?talk(?:ing)?": 'Say "talking across each other" or "answering somebody\'s turn".',
    r"psycho-?education(?:al)?": 'Say "what helps to know".',
    r"step(?:ping)? up,? (?:and |/ ?)?step(?:ping)? back": 'Say "leave room for others, and use your own".',
    r"facilitat(?:ion skills|ive|ing learning)": 'Say "helping the group along".',
    r"co-?produc(?:e|ed|tion|ing)": 'Say "made together".',
    r"(?:capacity|team)[- ]building|upskill(?:s|ed|ing)?": 'Say "learning".',
    r"empower(?:s|ed|ing|ment)?": 'Say what people can then do.',
    r"sign-?post(?:s|ed|ing)?": 'Say "tell people where to ask".',
    r"self[- ]disclos(?:e|ure|ures)": 'Say "telling your own story".',
    r"active listening": 'Say "listening well".',
    r"(?:trauma|evidence)[- ](?:informed|based)|strengths[- ]based|asset[- ]based|recovery[- ]focus(?:s?ed)?": "Say what you do.",
    r"co-?regulat(?:e|ion|ing)|affect regulation|somatic|modalit(?:y|ies)": "Say what you do, in everyday words.",
    r"boundaried|containment|therapeutic": 'Say "safe", "calm" or "helpful".',
    r"ice[- ]?breakers?|energi[sz]ers?": 'Say "a question to begin with" or "something to wake us up".',
    r"take-?aways?": 'Say "something you take home".',
    r"learnings|key messages?": 'Say "what we learned".',
    r"action points?|actionable|action items?": 'Say "who does what".',
    r"going forward|moving forward": 'Say "from now on".',
    r"touch base|reach out to|circle back|deep[- ]dive|unpack(?:s|ed|ing)?": "Say it in everyday words.",
    r"best practices?|good practice": 'Say "what works well".',
    r"synerg(?:y|ies)|strateg(?:ic|ise|ize)|ideat(?:e|ion)|holistic(?:ally)?|paradigm|robust": "Leave it out.",
    r"plenary": 'Say "everyone together".',
    r"breakouts?|breakout rooms?": 'Say "small groups".',
    r"debrief(?:s|ed|ing)?": 'Say "talk it over afterwards".',
    r"service provi(?:sion|ders?)|pathways?|interventions?": "Say who does what.",
}  # fmt: skip


def find(text: str) -> list[Found]:
    """Jargon in `text`."""
    return search(text, JARGON)
