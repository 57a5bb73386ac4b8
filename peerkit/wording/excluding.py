"""Rules and phrases that shut people out, with what keeps the door open instead.

Sources: the rules that nineteen published lists of group agreements hold (attendance duties, full
participation, dress and odour, a ban without a way back), as gathered in the notes on ground rules, and
the charters of the Hearing Voices Network ("come and go without repercussion") and of peer support in
Sussex, which say the opposite.
"""

from peerkit.wording.found import NOT_SO, Found, search

_COME = "Let people come when they can: nobody loses their place."
_PASS = "Say that anyone may pass, and that listening is taking part."
_BACK = "Say how somebody can come back."
_AS_YOU_ARE = "Leave it out: people come as they are."
_OPEN = "Leave the door open: who feels that it is for them may come."
_MUST = r"(?:must|has to|have to|needs? to|required to|obliged to|expected to)"

EXCLUDING = {
    rf"{_MUST} (?:always )?(?:attend|come (?:every|each)|be present)": _COME,
    r"attendance is (?:compulsory|mandatory|required|expected)|(?:compulsory|mandatory) attendance": _COME,
    r"commit(?:ment)? to (?:all|every|each|attending|\w+ sessions)|(?:lose|forfeit|give up) your place": _COME,
    rf"{_MUST} (?:all )?(?:fully |actively )?(?:participate|take part|join in)(?: fully)?": _PASS,
    r"participate fully|full participation|participation is (?:compulsory|mandatory|required)": _PASS,
    rf"{_MUST} (?:all )?(?:speak|share|talk|say something|contribute)|no passing|passing is not": _PASS,
    r"dress (?:code|appropriately|smartly|decently)|(?:smart|clean|decent) (?:dress|clothes|clothing)": _AS_YOU_ARE,
    r"body odou?rs?|odou?rs?|(?:personal|good) hygiene|smell of": _AS_YOU_ARE,
    r"bann?ed|(?:permanent|lifetime|life) ban|expelled|barred": _BACK,
    r"(?:will|can|may) (?:not|never) (?:be allowed|be let|come|return|be welcome)(?: back| again)?|zero tolerance": _BACK,
    rf"{_MUST} (?:be sober|be clean|not have (?:been drinking|drunk))|(?:anyone|anybody|people) under the influence": _BACK,
    r"(?:only|just|exclusively|strictly) for (?:people|those|anyone|members) (?:with|who)": _OPEN,
    r"(?:only|just) (?:people|those) (?:with|who have) (?:a|an)\b": _OPEN,
    r"(?:formal |medical |confirmed )?diagnosis (?:is )?(?:needed|required|necessary)|proof of (?:a |your )?diagnosis": _OPEN,
    rf"(?:need|require|{_MUST} have)s? (?:a|your) (?:\w+ )?(?:diagnosis|referral)|diagnosed with": _OPEN,
    r"referral (?:is )?(?:needed|required|necessary|only)|by referral|referred by|must be referred": _OPEN,
    r"(?:doctor|gp)'s (?:letter|note)|letter from (?:a|your) (?:doctor|gp)|assess(?:ed|ment) before": _OPEN,
    rf"{_MUST} (?:register|sign in|sign up|book|show|bring) (?:\w+ )?(?:id|first|in advance|identification|ahead)|photo id": _OPEN,
    rf"(?:latecomers|late arrivals) (?:will|can|may) (?:not|wait outside)|no latecomers|doors? (?:is|are|will be) locked": "Say when latecomers can slip in, such as at the break.",
    rf"cameras? (?:{_MUST} be |stays? |on at all times|to be kept )(?:on)?|{_MUST} (?:keep|have|turn|switch) (?:your |their )?cameras? on": "Leave cameras to each person.",
    rf"(?:everybody|everyone|all of us|we all) (?:please )?(?:{_MUST} )?stands?(?: up)?|{_MUST} (?:be able to )?stand": "Say that people may sit, stand, lie down or move.",
    rf"{_MUST} (?:be able to )?(?:read|write|speak english|read english)": "Say that somebody else can read or write it.",
    rf"{_MUST} pay|fee is (?:compulsory|required)": "Say that nobody is turned away for lack of money.",
}  # fmt: skip


def find(text: str) -> list[Found]:
    """Rules in `text` that shut people out. "You don't need a diagnosis" shuts out nobody."""
    return search(text, EXCLUDING, unless=NOT_SO)
