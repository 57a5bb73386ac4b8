"""What the headings of other people's spreadsheets mean, and which headings and cells are about a person."""

import re
import unicodedata

from peerkit.columns import COLUMNS

_OF_A_THING = re.compile(
    r"\b(?:venue|place|room|hall|building|location|site|group|session|meeting|event|topic|theme|activity|template|file|sheet"
    r"|project|programme|funder|organi[sz]ation|charity|library|town|borough|ward|day|month|street light"
    r"|costs?|price|spent|paid|fee|hours?|minutes|counts?|number|total|how many|per|rate|percent|average)\b"
)
"""Words that make a heading one about a thing or a number: `Venue name`, `Contact hours`, `Cost per person`."""
_ABOUT: dict[str, tuple[str, ...]] = {
    "a name": (
        r"\w*names?", "initials?", "vorname", "nachname", "nom", "prenom", "apellidos?", "nombre", "nome", "cognome",
        "signature", "signed", "who", "who came", "init", "known as", "attendee", "participant", "member", "person",
        "client", "next of kin", "namen", "naam", "imie", "nazwisko", "имя", "фамилия", "ονομα",
    ),
    "an e-mail address": (r"\w*e ?mails?\w*", "mail", "correo", "courriel"),
    "a telephone number": (
        r"\w*phones?", "mobile", "mob", "cell", "ph", "tel", "whatsapp", "telefono?", "contacts?", "kontakte?",
        r"\w*telefon\w*", r"handy\w*", "numer telefonu",
    ),
    "an address": (
        "address", "addresses", "addr", "post ?code", "zip", "street", "adresse", "direccion", "indirizzo", "anschrift",
        "adres", "plz",
    ),
    "a date of birth": (
        "d ?o ?b", "birth", "birthday", "birth ?date", "born", "geburtsdatum", "geboortedatum", "naissance", "nascita",
        "nacimiento",
    ),
}  # fmt: skip
_OF_SOMEBODY = re.compile(
    r"\b(?:attendee|participant|member|client|person s|people s|volunteer|phone|mobile|telephone)\b"
)
_ALONE = {"first", "last", "forename", "surname"}
"""Headings that mean a name only when they stand alone: `first` beside `last`, but not `first timers`."""
_PERSONAL = {what: re.compile(rf"\b(?:{'|'.join(words)})\b") for what, words in _ABOUT.items()}

_EMAIL = re.compile(r"[^\s@]\s?(?:@|[(\[]at[)\]])\s?[^\s@]+\.[^\s@]")
_DATE = re.compile(
    r"[0-9]{1,4}([-/. ])[0-9]{1,2}\1[0-9]{1,4}\.?|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
)
_SIGNS = re.compile(r"[\s()./+-]")
_NUMBER_IN_TEXT = re.compile(
    r"(?<![\w/.-])(?:(?:\+|0)[0-9](?:[ ().\u2013-]{0,2}[0-9]){7,13}|[0-9](?:[ ().\u2013-]{0,2}[0-9]){9,13})(?![0-9])"
)
_SMALL_AND_LARGE, _WORD = re.compile(r"(?<=[a-z])(?=[A-Z])"), re.compile(r"[^\W_]+")


def plain(heading: str) -> str:
    """A heading in small letters without accents, with single spaces: `FirstTimers` is `first timers`."""
    bare = _SMALL_AND_LARGE.sub(" ", heading)
    if not bare.isascii():
        bare = "".join(sign for sign in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(sign))
    return " ".join(_WORD.findall(bare.lower()))


def column_of(heading: str) -> str | None:
    """The column of the counts that a heading means, if any."""
    said = plain(heading)
    return next((column.name for column in COLUMNS if said in column.headings), None)


def about_a_person(heading: str) -> str | None:
    """What a heading promises about a person: `a name`, `an address` and so on; None where it promises nothing."""
    said = plain(heading)
    if column_of(heading) or (_OF_A_THING.search(said) and not _OF_SOMEBODY.search(said)):
        return None
    if said in _ALONE:
        return "a name"
    if re.fullmatch(r"\w( \w)+", said):  # N.A.M.E
        said = said.replace(" ", "")
    return next((what for what, words in _PERSONAL.items() if words.search(said)), None)


def looks_like_contact(cell: str) -> str | None:
    """`an e-mail address` or `a telephone number` where a cell looks like one, or has one in it; else None."""
    if _EMAIL.search(cell):
        return "an e-mail address"
    figures = _SIGNS.sub("", cell)
    is_number = figures.isdecimal() and 7 <= len(figures) <= 15 and not _DATE.fullmatch(cell.strip())
    return "a telephone number" if is_number or _NUMBER_IN_TEXT.search(cell) else None
