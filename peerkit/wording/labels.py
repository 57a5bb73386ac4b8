"""Labels and stigmatising words, with what to say instead.

Sources: MindWell Leeds style guide ("We do not say: afflicted by, suffering from, sufferer, victim of"),
Time to Change with England Athletics, the King's Fund and Mind on writing about mental health, the
Samaritans on writing about suicide, and the wish of the debate that peerkit grew from: no labels, and
nobody taken to be ill. "Client" is missing on purpose: it is co-counselling's own word.
"""

from peerkit.wording.found import Found, search

_TELLS = 'Say "people who have been through it", or say what happened.'
_PERSON = 'Say "a person", and only what matters here.'
_UNKIND = "Leave this word out: it hurts, and it says nothing."
_DIED = 'Say "died by suicide" or "took their own life".'
_PEOPLE = 'Say "people who come", "members" or "people in the circle".'

LABELS = {
    r"suffer(?:s|ed|ing)? (?:from|with)": 'Say "live with" or "have been through".',
    r"sufferers?": _TELLS,
    r"victims? of": _TELLS,
    r"(?:afflicted|stricken) (?:by|with)": 'Say "live with".',
    r"(?:the )?mentally ill": 'Say "people who know distress themselves", or "people".',
    r"your (?:mental )?(?:illness|condition|disorder|symptoms)": 'Nobody here is taken to be ill. Say "what you live with".',
    r"schizophrenics?|psychotics?": 'Say what people tell of, such as "hears voices".',
    r"(?:manic[- ])?depressives?|bipolars|a bipolar|a borderline|borderlines": _PERSON,
    r"anorexics?|bulimics?|self[- ]harmers?": _PERSON,
    r"(?:drug )?addicts?|(?:drug|substance|alcohol) abusers?": 'Say "people who use drugs" or "who drink".',
    r"alcoholics?(?! (?:anonymous|drinks?|beverages?)\b)": 'Say "people who drink" or "who used to".',
    r"junk(?:ies|ie|y)|druggies?|drunks": _UNKIND,
    r"psychos?|lunatics?|loon(?:y|ies)|nutters?|nutcases?|deranged|insane|crazy": _UNKIND,
    r"normal people": 'Say "other people": everyone here is as normal as anyone.',
    r"non[- ]?complian(?:t|ce)|complian(?:t|ce)": 'Say "chose not to" or "chose to": it is a choice.',
    r"commit(?:s|ted|ting)? suicide": _DIED,
    r"(?:failed|unsuccessful|successful|completed) suicides?(?: attempts?)?": 'Say "died by suicide" or "tried to end their life".',
    r"attention[- ]seek(?:ing|ers?)": "Say what the person asked for.",
    r"(?:high|low)[- ]functioning|treatment[- ]resistant|hard[- ]to[- ]reach": "Leave it out, or say what gets in the way.",
    r"frequent flyers?|revolving[- ]door|the worried well|challenging behaviour": _UNKIND,
    r"wheelchair[- ]bound|confined to a wheelchair": 'Say "uses a wheelchair".',
    r"handicapped|the (?:elderly|disabled)(?= (?:and|are|have|who|in|to|of|is)\b|[.,;:!?]|$)": 'Say "older people" or "disabled people".',
    r"beneficiar(?:y|ies)": _PEOPLE,
}  # fmt: skip

ROLES = {
    r"(?:in|out)?patients": _PEOPLE,
    r"(?:an?|the|every|each|any|another|fellow|psychiatric|your) (?:in|out)?patient"
    r"(?! (?:ear|listener|voice|friend|person|people|way|silence|pace|heart)\b)": _PEOPLE,
    r"service[- ]users?": _PEOPLE,
}
_NOT_A_ROLE = r"\b(?:nobody(?:'s| is| here is)|not|never|no|isn't|aren't)(?: just| only)?$|\bno \w+ (?:and|or) no$"


def find(text: str) -> list[Found]:
    """Labels in `text`. "Nobody here is a patient" and "be patient" are no labels."""
    return [*search(text, LABELS), *search(text, ROLES, unless=_NOT_A_ROLE)]
