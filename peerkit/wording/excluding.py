"""Rules and phrases that shut people out, with what keeps the door open instead.

Sources: rules found in nineteen published lists of group agreements (attendance duties, full
participation, dress and odour, a ban without a way back; eye contact, stillness, one language, taking
what was prescribed, and no word of suicide), and the charters of the Hearing Voices Network
("come and go without repercussion") and of peer support in Sussex, which say the opposite. Bipolar UK's code of
conduct and DBSA's rules leave out methods, and not the subject.
"""

from peerkit.wording.found import NOT_SO, Found, search

_MUST = r"(?:must|has to|have to|needs? to|required to|obliged to|expected to)"
_YOUR = r"(?:a|your|their)"
_TAKEN = r"(?:under the influence|drunk|high|intoxicated)"
_MEDICINE = r"(?:your |their |the |any |all )?(?:prescribed )?(?:medications?|medicines?|meds|tablets|pills|treatment)"
_SPOKEN_OF = r"(?:limits|discussed|mentioned|talked|spoken|brought|a topic)"
_DYING = (
    r"(?:suicide|suicidal (?:thoughts|feelings)|self[- ]harm|wanting to die|dying|killing (?:yourself|ourselves))"
    r"(?!,? (?:methods?|means|ways|plans?|in detail)\b)"
)

EXCLUDING = {
    "Let people come when they can: nobody loses their place.": rf"""
        {_MUST} (?:always |all )?(?:attend|come (?:every|each)|be present)
        attendance is (?:compulsory|mandatory|required|expected)
        (?:compulsory|mandatory) attendance
        commit(?:ment)? to (?:all|every|each|attending)
        (?:lose|forfeit) {_YOUR} place
    """,
    "Say that anyone may pass, and that listening is taking part.": rf"""
        {_MUST} (?:all )?(?:fully |actively )?(?:participate|take part|join in)(?: fully)?
        {_MUST} (?:all )?(?:speak|share|talk|contribute)
        participate fully|full participation|participation is (?:compulsory|mandatory|required)
        no passing|passing is not
    """,
    "Leave it out: people come as they are.": r"""
        dress code|dress (?:appropriately|smartly|decently)
        (?:smart|clean|decent) (?:dress|clothes|clothing)
        (?:body )?odou?rs?|(?:personal|good) hygiene
    """,
    "Say how somebody can come back.": rf"""
        banned(?: for (?:good|life|ever))?|(?:permanent|lifetime|life) ban|expelled|barred
        (?:will|can|may) (?:not|never) (?:be allowed|be let|come|return|be welcome)(?: back| again)?
        zero tolerance
        {_MUST} be (?:sober|clean)
        no (?:alcohol|drink|drugs)(?: (?:or|and) (?:alcohol|drink|drugs))?,? ever
        if you (?:come|arrive|are) (?:here )?{_TAKEN},? you (?:will |must |have to )?(?:be asked to )?leave
        (?:anyone|anybody|people|no one|nobody|no-one) (?:who is |who's |may be |is )?{_TAKEN}
        (?:not|never|don't) (?:come|be here|be|attend|turn up)(?: to the \w+)?(?: if you are| if you're| when)? {_TAKEN}
    """,
    "Leave the door open: who feels that it is for them may come.": rf"""
        (?:only|just|exclusively|strictly) for (?:people|those|anyone|members) (?:with|who)
        only (?:people|those) with an?
        (?:formal |medical |confirmed )?diagnosis (?:is )?(?:needed|required|necessary)
        proof of {_YOUR} diagnosis|proof of diagnosis|diagnosed with
        (?:needs?|requires?|{_MUST} have) {_YOUR} (?:\w+ )?(?:diagnosis|referral)
        referral (?:is )?(?:needed|required|necessary|only)|(?:by )?referral only|referred by|must be referred
        (?:doctor|gp)'s (?:letter|note)|letter from {_YOUR} (?:doctor|gp)
        assess(?:ed|ment) before
        {_MUST} (?:register|sign in|sign up|book)|photo id
    """,
    "Say when latecomers can slip in, such as at the break.": r"""
        (?:latecomers|late arrivals) (?:will|can|may) (?:not|wait outside)
        no latecomers|doors? (?:is|are|will be) locked
    """,
    "Leave cameras to each person.": rf"""
        cameras? (?:{_MUST} be|stays?|to be kept) on
        {_MUST} (?:keep|have|turn|switch) (?:your |their )?cameras? on
    """,
    "Say that people may sit, stand, lie down or move.": rf"""
        (?:everybody|everyone|all of us|we all) (?:please )?(?:{_MUST} )?stands?(?: up)?
        {_MUST} be able to stand|must stand
    """,
    "Say that somebody else can read or write it.": rf"{_MUST} be able to (?:read|write|speak)|must (?:read|write)",
    "Say that people listen in their own way: looking away is fine.": rf"""
        (?:{_MUST} |please |always |we )?(?:keep|make|hold|maintain|use) (?:good |some )?eye contact
        eye contact (?:is|please|with whoever|when)|look (?:\w+ ){{1,4}}in the eyes?
        look at (?:whoever|the person who) (?:is )?speak(?:s|ing)
        {_MUST} look at (?:the|each|one) (?:speaker|other|another)
    """,
    "Say that tears are welcome, as silence and laughter are.": r"""
        no (?:tears|crying|weeping)|(?:do not|don't|never|nobody|no one) (?:cry|cries|weep)
        (?:hold|keep) back (?:your |the )?tears|cry (?:outside|at home|somewhere else)
        (?:crying|tears|weeping) (?:is|are) (?:not (?:allowed|welcome|for)|forbidden)
        (?:leave|go out|step out)(?: of)? (?:the room )?(?:if|when) you (?:need to |have to |must )?cry
    """,
    "Say that people may sit, move and fidget as they need.": rf"""
        (?:everyone|everybody|we|we all|people) stays? (?:seated|in (?:our|your|their) (?:seats?|chairs?|places?))
        (?:sit|sits|sitting|keep|keeps) still|no fidgeting|(?:do not|don't|never|nobody) fidgets?
        (?:do not|don't|never) (?:move|walk) about
        (?:{_MUST} |please )?(?:stay|remain|keep) (?:seated|in (?:your|their|the) (?:seats?|chairs?|places?))
    """,
    "Say how people can use their own language, or bring somebody who interprets.": rf"""
        English[- ]only|only (?:in )?English|English (?:at all times|please)
        (?:{_MUST} |please |we (?:all )?|everyone |everybody )(?:only )?(?:speaks?|talks?|uses?) (?:only |in )?English
        no (?:other|foreign) languages?
    """,
    "Leave it out: what somebody takes is for them to decide.": rf"""
        {_MUST} (?:still |all )?(?:be )?(?:take|taking|stay on|be on|on|keep taking|carry on with) {_MEDICINE}
        (?:please |always )?(?:take|keep taking|stay on) (?:your|their) {_MEDICINE}
        (?:only|unless) (?:if )?(?:you|they|people) (?:are |who )?(?:take|taking|on) {_MEDICINE}
    """,
    "Leave room to say that somebody wants to die, and ask only to leave out how it is done.": rf"""
        no (?:talk|talking|mention|discussion) (?:of|about) {_DYING}|no {_DYING} talk
        (?:talk|talking) (?:of|about) {_DYING} is (?:not (?:allowed|welcome)|forbidden)
        (?:not|never|don't|nobody|no one) (?:talks?|speaks?|mentions?|discuss(?:es)?|bring up) (?:about |of )?{_DYING}
        {_DYING} (?:is|are|may|must|can|can't|cannot|should) (?:not |never |off )(?:be |to be )?{_SPOKEN_OF}
    """,
    "Say that nobody is turned away for lack of money.": rf"{_MUST} pay",
}
_NOT_A_RULE = rf"{NOT_SO}|\b(?:somebody|someone|one of us)\b"


def find(text: str) -> list[Found]:
    """Rules in `text` that shut people out.

    "You don't need a diagnosis" shuts out nobody, nor does "Somebody has to speak first".
    """
    return search(text, EXCLUDING, unless=_NOT_A_RULE)
