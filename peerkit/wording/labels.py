"""Labels and stigmatising words, with what to say instead.

Sources: MindWell Leeds style guide ("We do not say: afflicted by, suffering from, sufferer, victim of"),
Time to Change with England Athletics, the King's Fund and Mind on writing about mental health, the
Samaritans on writing about suicide, and the wish of the debate that peerkit grew from: no labels, and
nobody taken to be ill. "Client" is missing on purpose: it is co-counselling's own word.
"""

from peerkit.wording.found import Found, search

_PEOPLE = 'Say "people who come", "members" or "people in the circle".'

LABELS = {
    'Say "live with" or "have been through".': r"""
        suffer(?:s|ed|ing)? (?:from|with)
        (?:afflicted|stricken) (?:by|with)
    """,
    'Say "people who have been through it", or say what happened.': r"""
        sufferers?
        victims? of
        (?:the )?mentally ill
    """,
    'Nobody here is taken to be ill. Say "what you live with".': r"""
        your (?:mental )?(?:illness|condition|disorder|symptoms)
    """,
    'Say "a person", and what they tell of, such as "hears voices".': r"""
        schizophrenics?|psychotics?|manic[- ]depressives?|depressives?
        bipolars|a bipolar|a borderline|borderlines
        anorexics?|bulimics?|self[- ]harmers?
    """,
    'Say "people who use drugs", "people who drink" or "who used to".': r"""
        (?:drug )?addicts?
        (?:drug|substance|alcohol) abusers?
        alcoholics?(?! (?:anonymous|drinks?|beverages?)\b)
    """,
    "Leave this word out: it hurts, and it says nothing.": r"""
        junk(?:ies|ie)|druggies?|drunks
        psychos?|lunatics?|loon(?:y|ies)|nutters?|nutcases?|deranged|insane|crazy
        frequent flyers?|revolving[- ]door|the worried well|challenging behaviour
    """,
    'Say "other people": everyone here is as normal as anyone.': "normal people",
    'Say "chose to" or "chose not to": it is a choice.': r"(?:non[- ]?)?complian(?:t|ce)",
    'Say "died by suicide", or "tried to end their life".': r"""
        commit(?:s|ted|ting)? suicide
        (?:failed|unsuccessful|successful|completed) suicides?(?: attempts?)?
    """,
    "Say what the person asked for.": r"attention[- ]seek(?:ing|ers?)",
    "Leave it out, or say what gets in the way.": r"""
        (?:high|low)[- ]functioning
        treatment[- ]resistant
        hard[- ]to[- ]reach
    """,
    'Say "uses a wheelchair".': r"wheelchair[- ]bound|confined to a wheelchair",
    'Say "older people" or "disabled people".': r"""
        handicapped
        the (?:elderly|disabled)(?= (?:and|are|have|who|in|to|of|is)\b|[.,;:!?]|$)
    """,
    _PEOPLE: r"beneficiar(?:y|ies)",
}

ROLES = {
    _PEOPLE: r"""
        (?:in|out)?patients
        (?:a|an|the|every|each|any|another|fellow|psychiatric|your) (?:in|out)?patient(?! (?:ear|way|pace|heart|and)\b)
        service[- ]users?
    """
}
_NOT_A_ROLE = r"\b(?:nobody(?:'s| is| here is)|not|never|no|isn't|aren't)(?: just| only)?(?: an?)? ?$"


def find(text: str) -> list[Found]:
    """Labels in `text`. "Nobody here is a patient" and "be patient" are no labels."""
    return [*search(text, LABELS), *search(text, ROLES, unless=_NOT_A_ROLE)]
