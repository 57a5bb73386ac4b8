"""The days on which a group meets, as people write them: "every Thursday, 19:00 to 21:00; not in August". Pure.

A clause is a rule (`every Thursday`, `every other week, from 2026-12-03`, `second Tuesday`), a single day
(`on 2026-12-12`), days without a meeting (`not in August`, `not on 2026-12-24`, `not from 2026-12-20 to 2027-01-03`) or
a day that is moved (`2026-12-24 moves to 2026-12-23`). Clauses stand on lines of their own, or after a comma or
semicolon. A rule has the times of its meeting; a single or moved day may have others.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, time
from functools import lru_cache
from itertools import chain

from peerkit.messages import _
from peerkit.recurrence.days import Days, FromTo, Moved, Recurring
from peerkit.wording.months import NAMES
from peerkit.wording.safe import echoed

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PLACES = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "last": -1,
}  # fmt: skip
_EVERY = {"other": 2, "2": 2, "two": 2, "3": 3, "three": 3, "4": 4, "four": 4}
_DAY = r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
_CLOCK = r"([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*(am|pm)?"
_TIMES = rf"(?:\b(?:at|from)\s+)?(?<![0-9-]){_CLOCK}\s*(?:to|until|till|-|\u2013)\s*{_CLOCK}(?![0-9-])"
_FROM = rf"\b(?:from|starting|starting on|beginning|since)\s+{_DAY}"
_MOVED = rf"{_DAY}\s+(?:moves?|moved|is moved|is|goes)\s+(?:to|on)\s+{_DAY}(.*)"
_NOT = r"(?:but )?(?:not|no meetings?|except|cancelled|closed)\s+(?:(in|on|from)\s+)?(.+)"
_SPAN = rf"{_DAY}\s+(?:to|until|till)\s+{_DAY}"
_WEEKDAY = "|".join(WEEKDAYS)
_PLACE = "|".join(_PLACES)
_MONTHLY = (
    rf"(?:on )?(?:the |every |each )?((?:{_PLACE})(?:(?:\s*,\s*|\s+and\s+)(?:the )?(?:{_PLACE}))*)\s+({_WEEKDAY})s?"
    r"(?:\s+(?:of|in)\s+(?:the|each|every|a)\s+month)?"
)
_WEEKLY = (
    rf"(?:(?:every|each)\s+(?:({'|'.join(_EVERY)})\s+)?)?(weeks?(?: on)?|fortnights?(?: on)?)?\s*"
    rf"((?:{_WEEKDAY})s?(?:(?:\s*,\s*|\s+and\s+)(?:{_WEEKDAY})s?)*)?"
)
_LISTED = (*_PLACES, *WEEKDAYS, *(f"{day}s" for day in WEEKDAYS), *NAMES)
"""What stands in lists, with commas between."""
_IN_WORDS = rf"\b([0-9]{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(NAMES)})\s+([0-9]{{4}})\b"


@lru_cache(64)
def parse(lines: tuple[str, ...]) -> Days:
    """What these lines say. Raises ValueError with a sentence that says how to write it."""
    rules: list[Recurring] = []
    single: list[tuple[date, FromTo | None]] = []
    spans: list[tuple[date, date]] = []
    moved: dict[date, Moved] = {}
    months: set[int] = set()
    for written in chain.from_iterable(map(_clauses, lines)):
        if found := re.fullmatch(_MOVED, written):
            was = _day(found[1])
            moved[was] = Moved(was, _day(found[2]), _times(found[3], written) if found[3] else None)
        elif found := re.fullmatch(_NOT, written):
            if found[1] == "in" or not found[2][0].isdigit():
                months.update(_month(word, written) for word in _words(found[2]))
            else:
                spans.extend(_spans(found[2], written))
        elif found := re.fullmatch(rf"(?:also )?on {_DAY}(.*)", written):
            single.append((_day(found[1]), _times(found[2], written) if found[2] else None))
        else:
            rules.append(_rule(written))
    usual = rules[0].times if rules else None
    chosen = tuple((day, own) for day, times in single if (own := times or usual))
    if len(chosen) < len(single):
        raise ValueError(_("Say from when to when, too, such as: {example}", example="on 2026-12-12, 19:00 to 21:00"))
    return Days(tuple(rules), chosen, frozenset(months), tuple(spans), tuple(moved.values()))


def _clauses(line: str) -> Iterator[str]:
    """The clauses of a line: what is only a time or a first day belongs to the clause before it."""
    text = re.sub(_IN_WORDS, _iso, " ".join(line.lower().split()).removesuffix("."))
    clause = ""
    for part in filter(None, (each.strip() for each in re.split(r"[;,]", text))):
        lists = part.split()[0] in _LISTED and _is_open(clause)
        if clause and (lists or re.fullmatch(_TIMES, part) or re.fullmatch(_FROM, part)):
            clause += f", {part}"
        else:
            yield from filter(None, [clause])
            clause = part
    if clause:
        yield clause


def _is_open(clause: str) -> bool:
    """Whether a clause ends in a day, a place or a month without its times, so that another may follow."""
    return not re.search(_TIMES, clause) and clause.rpartition(" ")[2].removesuffix("s") in {*_LISTED}


def _iso(found: re.Match[str]) -> str:
    return f"{found[3]}-{NAMES.index(found[2]) + 1:02}-{int(found[1]):02}"


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"\s*,\s*|\s+and\s+|\s+or\s+", text) if word]


def _rule(written: str) -> Recurring:
    first = re.search(_FROM, written)
    rest = re.sub(_FROM, "", written)
    timed = re.search(_TIMES, rest)
    said = " ".join(re.sub(_TIMES, "", rest).replace(" ,", ",").strip(" ,").removesuffix(" at").split()).strip(" ,")
    begun = _day(first[1]) if first else None
    if re.fullmatch(rf"(?:every|each) (?:second|2nd|third|3rd|fourth|4th) (?:{_WEEKDAY})s?", said):
        raise ValueError(
            _(
                '"{typed}" can be meant in two ways. Write {every} or {monthly}.',
                typed=echoed(said),
                every="every other Tuesday, from 2026-12-01",
                monthly="second Tuesday of the month",
            )
        )
    if found := re.fullmatch(_MONTHLY, said):
        places = tuple(sorted({_PLACES[word.removeprefix("the ")] for word in _words(found[1])}))
        return Recurring((WEEKDAYS.index(found[2]),), _needed(timed, written), 1, places, begun)
    found = re.fullmatch(_WEEKLY, said)
    if not said or found is None or not (found[2] or found[3]):
        raise _not_understood(written)
    weeks = _EVERY.get(found[1] or "", 1) * (2 if (found[2] or "").startswith("fortnight") else 1)
    weekdays = tuple(sorted({WEEKDAYS.index(word.removesuffix("s")) for word in _words(found[3] or "")}))
    if (weeks > 1 or not weekdays) and begun is None:
        raise ValueError(
            _('"{typed}": say from which day on, such as: {example}', typed=echoed(written), example="from 2026-12-03")
        )
    if begun and weekdays and begun.weekday() not in weekdays:
        raise ValueError(
            _("{day} is a {weekday}. Name a first day on which the group meets.", day=begun,
              weekday=WEEKDAYS[begun.weekday()].capitalize())
        )  # fmt: skip
    return Recurring(weekdays or (begun.weekday(),), _needed(timed, written), weeks, (), begun)  # type: ignore[union-attr]


def _needed(found: re.Match[str] | None, written: str) -> FromTo:
    if found is None:
        raise ValueError(
            _(
                '"{typed}": say from when to when, too, such as: {example}',
                typed=echoed(written),
                example="every Thursday, 19:00 to 21:00",
            )
        )
    return _times(found[0], written)


def _times(text: str, written: str) -> FromTo:
    found = re.fullmatch(_TIMES, text.strip(" ,"))
    if found is None:
        raise _not_understood(written)
    begin, end = found.group(1, 2, 3), found.group(4, 5, 6)
    if not (begin[1] or begin[2] or end[1] or end[2]) and max(int(begin[0]), int(end[0])) <= 12:
        raise ValueError(
            _('"{typed}": morning or evening? Write it like {example}.', typed=echoed(text.strip()),
              example="19:00 to 21:00")
        )  # fmt: skip
    over_noon = end[2] == "pm" and int(begin[0]) % 12 > int(end[0]) % 12
    times = FromTo(_clock(begin, "am" if over_noon else end[2]), _clock(end, None))
    if times.start == times.end:
        raise ValueError(_('"{typed}" begins and ends at the same time.', typed=echoed(text.strip())))
    return times


def _clock(parts: tuple[str, ...], half: str | None) -> time:
    """A time of the day; one on the clock of 12 hours that does not say which half is in the `half` of the other."""
    hour, minute, half = int(parts[0]), int(parts[1] or 0), parts[2] or half
    if half and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (half == "pm")
    try:
        return time(hour, minute)
    except ValueError:
        raise ValueError(_("There is no time {time}.", time=f"{parts[0]}:{minute:02}")) from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(_("There is no day {day}.", day=text)) from None


def _spans(text: str, written: str) -> Iterable[tuple[date, date]]:
    if found := re.fullmatch(_SPAN, text):
        first, last = _day(found[1]), _day(found[2])
        if last < first:
            raise ValueError(_("{last} is before {first}.", last=last, first=first))
        return [(first, last)]
    days = _words(text)
    if not all(re.fullmatch(_DAY, day) for day in days):
        raise _not_understood(written)
    return [(_day(day), _day(day)) for day in days]


def _month(word: str, written: str) -> int:
    if word in NAMES:
        return NAMES.index(word) + 1
    raise _not_understood(written)


def _not_understood(written: str) -> ValueError:
    return ValueError(
        _(
            '"{typed}" is not understood. Write days like {examples}.',
            typed=echoed(written),
            examples=(
                "every Thursday, 19:00 to 21:00; second Tuesday, 7pm to 9pm; "
                "every other week, from 2026-12-03, 19:00 to 21:00; not in August; not on 2026-12-24; "
                "2026-12-31 moves to 2026-12-30"
            ),
        )
    )
