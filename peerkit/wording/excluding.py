"""Rules and phrases that shut people out, with what keeps the door open instead.

Sources: rules found in nineteen published lists of group agreements (attendance duties, full
participation, dress and odour, a ban without a way back), and the charters of the Hearing Voices Network
("come and go without repercussion") and of peer support in Sussex, which say the opposite.
"""

from peerkit.wording.found import NOT_SO, Found, search

_MUST = r"(?:must|has to|have to|needs? to|required to|obliged to|expected to)"
_YOUR = r"(?:a|your|their)"

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
        (?:anyone|anybody|people) under the influence
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
    "Say that nobody is turned away for lack of money.": rf"{_MUST} pay",
}
_NOT_A_RULE = rf"{NOT_SO}|\b(?:somebody|someone|one of us)\b"


def find(text: str) -> list[Found]:
    """Rules in `text` that shut people out.

    "You don't need a diagnosis" shuts out nobody, nor does "Somebody has to speak first".
    """
    return search(text, EXCLUDING, unless=_NOT_A_RULE)
