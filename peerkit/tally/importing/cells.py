"""What one cell of somebody else's file holds, whatever its column is called."""

import re
from enum import StrEnum
from functools import lru_cache

from peerkit.columns import BOTH, IN_PERSON, ONLINE, PHONE, session_format
from peerkit.tally import headings
from peerkit.tally.importing import days

_COUNT = re.compile(r"([0-9]{1,5})(?:[.,]0{1,2})?(?:\s*(?:people|persons?|ppl|pax|attendees?|participants?|visits?))?")
_THOUSANDS = re.compile(r"([0-9]{1,2}),([0-9]{3})")
_NUMBER = re.compile(
    r"[-+]?\s*[£$€]?\s*[-+]?[0-9][0-9,. ]*(?:\s*(?:%|£|€|h|hrs?|hours?|mins?|minutes?|p|gbp|eur|km|miles?))?"
)
_TO = r"\s*(?:-|\u2013|to)\s*"
_CLOCK = re.compile(
    rf"[0-9]{{1,2}}[:.][0-9]{{2}}(?::[0-9]{{2}})?\s*(?:am|pm)?(?:{_TO}[0-9]{{1,2}}[:.]?[0-9]{{0,2}}\s*(?:am|pm)?)?"
    rf"|[0-9]{{1,2}}\s*(?:am|pm)(?:{_TO}[0-9]{{1,2}}\s*(?:am|pm))?"
)
_CALLED_OFF = re.compile(
    r"(?:(?:it |this )?(?:was |were )?|group |session |meeting |circle )*"
    r"(?:cancell?ed|cxld?|called off|not held|postponed|abandoned|dnm|no (?:meeting|session|group|circle)"
    r"|did(?: not|n['\u2019]?t) (?:meet|take place|run|happen|go ahead))"
    r"\s*(?:$|[^\w\s].*|(?:today|this week|tonight|because|due|owing|as|for|by|after|at short notice)\b.*)"
)
"""Says by itself, in whatever column, that a session did not take place: `Cancelled`, `did not meet - snow`."""
_OFF = ("cancel", "closed", "not met", "not running", "no", "off", "holiday", "bank holiday")
"""The same in a column that is about it."""
_HELD = ("held", "met", "took place", "went ahead", "ran", "happened", "open", "done", "completed", "as planned")
YES = ("yes", "y", "true", "x", "xx", "1", "✓", "✔", "present", "p", "attended", "wahr", "ja", "oui", "si", "tak")
NO = ("no", "n", "false", "0", "", "-", "\u2013", "\u2014", "absent", "☐", "✗", "falsch", "nein", "non", "nie")
_FORMATS = {
    "face to face": IN_PERSON, "f2f": IN_PERSON, "room": IN_PERSON, "in the room": IN_PERSON, "venue": IN_PERSON,
    "zoom": ONLINE, "teams": ONLINE, "video": ONLINE, "video call": ONLINE, "virtual": ONLINE, "remote": ONLINE,
    "on line": ONLINE, "skype": ONLINE, "meet": ONLINE, "call": PHONE, "phone call": PHONE, "conference call": PHONE,
    "hybrid": BOTH, "mixed": BOTH, "blended": BOTH,
}  # fmt: skip
_SUM = re.compile(
    r"(?:.*\b)?(?:sub ?totals?|grand totals?|totals?|sum|average|avg|mean|median|max(?:imum)?|min(?:imum)?|overall"
    r"|running total|sessions held|ytd|year to date)\b.*"
)
_CALLED_SUM = re.compile(r"(?:\w+ ){0,2}(?:sub ?total|grand total|total|sum|average|mean|ytd)s?(?: \w+){0,2}")
_AVERAGE = re.compile(r".*\b(?:average|avg|mean|median|max(?:imum)?|min(?:imum)?)\b.*")
_KNOWN_WORDS = re.compile(
    r"[a-z]*(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|st|nd|rd|th|t|w|z|am|pm"
    r"|of|to|or|so|about|approx|circa|ca|people|ppl|week|wk|none|nil|ref|value|div|na|n"
)
_LONGEST_SHOWN = 40


class CellKind(StrEnum):
    """What a cell holds, as far as a column is judged by it."""

    NOTHING = "nothing"
    COUNT = "a whole number that people can be counted with"
    NUMBER = "another number"
    DAY = "a day"
    CLOCK = "a time of the day"
    MARK = "yes or no"
    STATE = "whether it took place"
    FORMAT = "a way of meeting"
    LONG = "as many figures as a telephone has"
    CONTACT = "an address or a number to reach somebody"
    WORDS = "other words"


def kind(cell: str) -> CellKind:
    """What a cell without space around it holds."""
    if len(cell) <= _LONGEST_SHOWN:
        return _known(cell)
    if headings.looks_like_contact(cell):
        return CellKind.CONTACT
    return CellKind.STATE if _CALLED_OFF.fullmatch(cell.lower()) else CellKind.WORDS


def _kind(cell: str) -> CellKind:
    if not cell:
        return CellKind.NOTHING
    low = cell.lower()
    if count(cell) is not None:
        return CellKind.COUNT
    if days.written(cell) is not None:
        return CellKind.DAY
    if _CLOCK.fullmatch(low):
        return CellKind.CLOCK
    if contact := headings.looks_like_contact(cell):
        return (
            CellKind.LONG if "telephone" in contact and not any(sign.isalpha() for sign in cell) else CellKind.CONTACT
        )
    if _NUMBER.fullmatch(low):
        return CellKind.NUMBER
    if low in YES or low in NO:
        return CellKind.MARK
    said = headings.plain(cell)
    if said in _HELD or said in _OFF or _CALLED_OFF.fullmatch(low):
        return CellKind.STATE
    return CellKind.FORMAT if way_of_meeting(cell) else CellKind.WORDS


_known = lru_cache(maxsize=20_000)(_kind)
"""What short cells hold, as long as there are not too many different ones."""


def count(cell: str) -> int | None:
    """A number of people: `8`, `8.0`, `8,0`, `1,024`, `8 people`; None for anything else."""
    if found := _COUNT.fullmatch(cell.lower()):
        return int(found[1])
    found = _THOUSANDS.fullmatch(cell)
    return int(found[1] + found[2]) if found else None


def cancelled(cell: str) -> bool:
    """Whether a cell says by itself that a session did not take place: `Cancelled`, `did not meet - snow`."""
    return kind(cell) is CellKind.STATE and _CALLED_OFF.fullmatch(cell.lower()) is not None


def did_not_take_place(cell: str) -> bool:
    """The same of a cell in a column that is about it: `closed` too."""
    return cancelled(cell) or headings.plain(cell) in _OFF


def took_place(cell: str) -> bool:
    """Whether a cell says that a session took place, in one word or two."""
    return kind(cell) is CellKind.STATE and headings.plain(cell) in _HELD


def truth(cell: str) -> bool | None:
    """Yes or no, as people and spreadsheets mark it; None for anything else. Empty is no."""
    low = cell.lower().removesuffix(".0")
    return True if low in YES else False if low in NO else None


def way_of_meeting(cell: str) -> str | None:
    """One of FORMATS, in other people's words; None for anything else."""
    said = headings.plain(cell)
    try:
        return _FORMATS.get(said) or _FORMATS.get(said.removeprefix("on ")) or session_format(said)
    except ValueError:
        return None


def is_sum(cell: str) -> bool:
    """Whether a cell calls its line a total, an average and the like."""
    return kind(cell) is CellKind.WORDS and _SUM.fullmatch(headings.plain(cell)) is not None


def may_be_sum(cell: str) -> bool:
    """The same where a line has a day of its own: only few words, one of which is total or the like."""
    return kind(cell) is CellKind.WORDS and _CALLED_SUM.fullmatch(headings.plain(cell)) is not None


def is_average(cell: str) -> bool:
    """Whether a cell calls its line an average, a greatest or a least, which adds nothing up."""
    return _AVERAGE.fullmatch(headings.plain(cell)) is not None


def quoted(cell: str) -> str:
    """A cell in quotation marks, to be shown; empty where a word in it may be somebody's."""
    words = re.findall(r"[^\W\d_]+", cell.lower())
    shown = any(sign.isdigit() for sign in cell) and all(map(_KNOWN_WORDS.fullmatch, words))
    shown = shown and kind(cell) not in (CellKind.LONG, CellKind.CONTACT)
    return f'"{cell[:_LONGEST_SHOWN]}"' if shown and cell.isprintable() else ""
