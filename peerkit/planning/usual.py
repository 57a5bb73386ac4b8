"""When a group usually begins, out of the words in which it says when it meets: English words, and one time in them."""

import re

from peerkit.wording.months import weekday_called

_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HOUR = rf"(?P<hour>[01]?[0-9]|2[0-3]|{'|'.join(_HOURS)})"
_HALF = r"(?P<half>[ap])\.?m\b"
_TIMES = (
    rf"(?i)\b(?P<past>half past|quarter past|quarter to) {_HOUR}\b",
    rf"(?i)\b{_HOUR}[:.](?P<minute>[0-5][0-9])(?![0-9])(?: ?{_HALF})?",
    rf"(?i)\b{_HOUR} ?{_HALF}",
    rf"(?i)\b{_HOUR}(?: ?[-\u2013] ?| to | until | till )(?P<end>[01]?[0-9]|2[0-3])(?![0-9:.])(?: ?{_HALF})?",
    rf"(?i)\b(?:at|from) {_HOUR}\b(?![:.][0-9]|st|nd|rd|th)",
    r"(?i)\b(?P<noon>noon|midday)\b",
)
_PARTS = r"(?i)\b(morning|afternoon|evening|night)s?\b"
_DAYS = r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"
_PAST = {"half past": 30, "quarter past": 15, "quarter to": -15}


def usual_start(said: str) -> str:
    """`19:00` for "Thursdays at 7"; empty where no time is in it, or more than one day has its own.

    Without a word for the part of the day, 1 to 8 are after noon and 9 to 12 are not.
    """
    if not said:
        return ""
    found = sorted((match for each in _TIMES for match in re.finditer(each, said)), key=lambda match: match.start())
    parts = {part.lower() for part in re.findall(_PARTS, said)}
    days = max(len(re.findall(_DAYS, said)), sum(weekday_called(word) is not None for word in said.split()))
    if not found or len(parts) > 1 or (days > 1 and len(found) > 1):
        return ""
    groups = found[0].groupdict()
    if groups.get("noon"):
        return "12:00"
    hour = _HOURS.index(groups["hour"].lower()) + 1 if groups["hour"].isalpha() else int(groups["hour"])
    minutes = 60 * _of_the_day(hour, groups, parts) + int(groups.get("minute") or 0)
    minutes = (minutes + _PAST.get((groups.get("past") or "").lower(), 0)) % (24 * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _of_the_day(hour: int, groups: dict[str, str | None], parts: set[str]) -> int:
    """The hour, from 0 to 23."""
    half = (groups.get("half") or "").lower()
    if hour > 12 or hour == 0 or (half == "p" and int(groups.get("end") or 12) < hour):
        return hour
    if half == "a" or "morning" in parts:
        return hour if groups.get("past") == "quarter to" else hour % 12
    if half == "p" or parts:
        return hour % 12 + 12
    return hour + 12 if 1 <= hour <= 8 else hour
