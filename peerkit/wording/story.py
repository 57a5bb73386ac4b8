"""What tells one person's story in sentences that a group says of itself: a name, one of us, an age, a job, a place.

Such a line can be true, and still be read by somebody who knows whose life it is. It is pointed out, and people decide;
how many they are leaves the group only as rounded figures do, so that is refused. Grammar is English: of a line in
another language only its numbers are pointed out, and that nothing else was looked for.
"""

import re
from collections.abc import Iterator

from peerkit.figures import ascii_figures
from peerkit.messages import ENGLISH, _, heard, is_english
from peerkit.wording import labels, somebodys
from peerkit.wording.found import NOT_SO, Found, flat, search
from peerkit.wording.numbers import in_words
from peerkit.wording.typed import folded

_ONE = 'This may be about one person. Say what is so for the group: "we".'
_PERSON = r"(?:man|woman|person|mother|father|mum|dad|parent|son|daughter|husband|wife|partner|friend|student|member)"
_NUMBER = r"(?:[0-9]+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|a dozen)"

_STORY = {
    'Say "we": these are the words of everyone.': r"""
        i(?:'m|'ve|'d|'ll)?|me|my|mine|myself
    """,
    _ONE: rf"""
        (?:one|another|some|each|any|many|most|a few|several|half) of (?:us|our members|them)|somebody|someone
        (?:a|an|the|our|this|that|another|one)(?: \w+)? {_PERSON}|he|she|his|hers?|him|himself|herself
        (?:our|the) (?:newest|oldest|youngest|first|last)
    """,
    "An age can say who is meant.": r"""
        [0-9]{1,3}[- ]years?[- ]olds?|(?:aged|age of|turned) (?:[0-9]{1,3})|in (?:his|her|their|our) \w+ties
        teenagers?|pensioners?
    """,
    "Work can say who is meant.": r"""
        (?:a|an|the|our|as)(?: \w+)? (?:teacher|nurse|doctor|driver|carer|cleaner|soldier|veteran|builder|chef|vicar)
        works? (?:as|at|for)|worked (?:as|at|for)|(?:lost|found|got|back (?:to|at)) (?:\w+ )?(?:job|work)|retired|sacked
    """,
    "A place can say who is meant.": r"""
        hospital|prison|hostel|refuge|(?:the|a|our) (?:ward|estate|barracks|university|college|school)
        lives? (?:in|at|near|on)|lived (?:in|at|near|on)
    """,
    "A death can say who is meant.": r"""
        died|dies|dying|death|dead|passed away|funeral|suicide|killed|buried|widow(?:er)?s?
    """,
    "What was said in anybody's turn stays there.": r"""
        in (?:a|the|one|our|their) (?:turn|turns|pair|pairs|session)|as (?:a )?client|discharged?|counsellor
    """,
}
_HOW_MANY = re.compile(
    rf"\b(?<!in )(?:{_NUMBER} (?:people|persons?|members?|of us|men|women|friends|visits?)"
    rf"|we (?:are|were|have been|number) (?:only |about |now )?{_NUMBER})\b(?! per)",
    re.IGNORECASE,
)
_WE = re.compile(r"\b(?:we|us|our|ours|ourselves)\b", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<![.!?:] )(?<!^)(?<!^[\"'])\b[A-Z][\w'-]*")
_KNOWN = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december christmas easter ramadan eid diwali english welsh scottish irish british polish arabic nhs i
easy read
"""
"""Words with a capital that are no names."""
_BEGIN = """
a about after all although always and another any anybody anyone as at because before being both but by coming each even
every everybody everyone everything few first for from getting here how if in instead it its just knowing last less like
listening many meeting more most much never new no nobody none not nothing now of often on once one only or other others
our ours over people same she he since so some sometimes somebody someone something still talking than thanks that the
their them then there these they things this those though through time to today together too two until us we week what
whatever when where whether which while who whoever why with without year years yes you
"""
"""Words that a sentence may begin with; another one may be a name."""
_FIRST = re.compile(r"(?:^|[.!?:] )[\"']?([A-Z][\w'-]*)")


def refused(text: str) -> str:
    """Why a line can't be taken at all, as a sentence; nothing where it can."""
    if somebodys.addresses(text) or somebodys.numbers(text):
        return "This looks like an e-mail address or a telephone number."
    if found := _HOW_MANY.search(flat(text)):
        return f'"{found.group()}": how many you are leaves the group only as figures that are safe to share.'
    return ""


def find(text: str, language: str = ENGLISH.tag) -> list[Found]:
    """What may tell one person's story in a line, or puts a label on people, in the order of these sorts."""
    line = flat(text)
    if not is_english(language):
        return [
            *_numbers(line),
            Found(line[:40], _("Only numbers are looked for in this language: a person reads it.")),
        ]
    ours = [] if _WE.search(line) else [Found(line[:40], 'Say it in "we", as the words of everyone.')]
    names = [
        Found(word, "This may be a name, of a person or a place. Leave it out.")
        for word in dict.fromkeys(_capitals(line))
    ]
    return [*ours, *names, *search(line, _STORY, unless=NOT_SO), *labels.find(line)]


def _numbers(line: str) -> list[Found]:
    """Numbers from 2 on in figures, and in the words of the language whose words are taken."""
    hint, known = _("This may say how many you are. That leaves the group only in figures."), in_words(heard())
    words = [word.strip(".,;:!?¡¿()\"'«»„”،؛؟") for word in line.split()]
    numbers = {word: known.get(folded(word), int(figures) if (figures := ascii_figures(word)).isdecimal() else 0)
               for word in words}  # fmt: skip
    return [Found(word, hint) for word, number in numbers.items() if number > 1]


def _capitals(line: str) -> Iterator[str]:
    """Words with a capital that may be names, and words at the beginning of a sentence that seldom begin one."""
    known = set(_KNOWN.split())
    for word in _CAPITAL.findall(line):
        if not {_bare(word), _bare(word).removesuffix("s")} & known:
            yield word
    known.update(_BEGIN.split())
    for word in _FIRST.findall(line):
        if not {_bare(word), _bare(word).removesuffix("s")} & known and not word.endswith(("ing", "ly")):
            yield word


def _bare(word: str) -> str:
    """`thursday` for "Thursday's"; `we` for "We've"."""
    return word.lower().partition("'")[0]
