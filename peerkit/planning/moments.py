"""Times of day and dates as people type them. `now` is always an argument; answers are UTC."""

import re
from datetime import UTC, date, datetime, time, timedelta

from peerkit import durations
from peerkit.figures import ascii_figures
from peerkit.messages import _
from peerkit.planning.offers import LONGEST
from peerkit.planning.stored import SHORTEST, YEARS
from peerkit.wording.months import weekday_called
from peerkit.wording.safe import echoed
from peerkit.wording.yes_no import word

USUAL_START = "19:00"
JUST_NOW = timedelta(hours=1)
"""A time that went by so recently still means today: an evening is sometimes planned after it began."""
_CLOCK = r"(?ai)(\d{1,2})(?:[:.h](\d{2})|h)?\s*([ap]\.?m\.?)?|(\d{2})(\d{2})"
_BARE = r"(?a)((?:.*[ Tt,])?)([1-8])(?:[:.h]([0-5]\d)|h)?"
_MINUTE = r"(?a):([0-5]\d)"
_HOURS = r"(?ai)(\d{1,2})h(?:\d{2})?"
_DATED = r"(?a)(\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{4})[ Tt,]+(\S.*)"
_NAMED = r"([^\W\d][^\d]*?)[ ,]+(\d.*)"


def _say_start() -> str:
    return _('Write it as 19:00, "Thu 19:00" or "2026-11-26 19:00".')


def _say_later() -> str:
    return _("Say another time, such as 21:00, or how long it lasts, such as 90m.")


def _say_end() -> str:
    return _("Say a time such as 21, 9pm or 21:00, or a length such as 90m.")


def starting(text: str, now: datetime) -> datetime:
    """The start that `text` means at `now` (local, with its zone).

    A bare time is the next one; a day's name the next such day. Raises ValueError with how to write it.
    """
    text = ascii_figures(text.strip())
    if found := re.fullmatch(_DATED, text):
        return _moment(_date(found[1]), _clock(found[2], _say_start()), now)
    if found := re.fullmatch(_NAMED, text):
        again = 0 if word(found[1]) in ("today", "tonight") else 7
        return _next(_days_until(found[1], now), _clock(found[2], _say_start()), now, again)
    return _next(0, _clock(text, _say_start()), now, 1)


def ending(text: str, start: datetime, least: int = SHORTEST) -> datetime:
    """The booked end that `text` means for a session that starts at `start` (local, with its zone).

    It is `least` seconds later at least: a session under way ends when it must.

    Takes a length (`90m`, `1h30`), a time (`21`, `9pm`, `21:00`, `21h30`, `2100`; the first that comes after the
    start), the minute of an hour (`:45`, the next that can be) or a whole date. Hours with an `h` are a length where a
    session can last that long.
    Raises ValueError with how to write it, or why it cannot be.
    """
    text = ascii_figures(text.strip())
    if found := re.fullmatch(_DATED, text):
        return _bookable(start, _moment(_date(found[1]), _clock(found[2], _say_end()), start), text, least)
    if found := re.fullmatch(_MINUTE, text):
        soonest = start.astimezone(UTC) + timedelta(seconds=least)
        local = soonest.astimezone(start.tzinfo)
        ahead = (int(found[1]) * 60 - local.minute * 60 - local.second) % 3600
        return _bookable(start, soonest.replace(microsecond=0) + timedelta(seconds=ahead), text, least)
    hours_long = re.fullmatch(_HOURS, text)
    if not re.fullmatch(_CLOCK, text) or (hours_long and int(hours_long[1]) <= LONGEST // 3600):
        return _bookable(start, start.astimezone(UTC) + timedelta(seconds=_length(text)), text, least)
    clock = _clock(text, _say_end())
    either = clock.hour < 12 and not text.rstrip(".").lower().endswith("m") and not text.startswith("0")
    hours = (clock, clock.replace(hour=clock.hour + 12)) if either else (clock,)
    local = start.replace(tzinfo=None)
    ends = (datetime.combine(start.date() + timedelta(days=day), hour) for day in (0, 1) for hour in hours)
    moments = (_moment(end.date(), end.time(), start) for end in ends if end > local)
    return _bookable(start, next(end for end in moments if end > start), text, least)


def in_the_evening(text: str) -> str:
    """`Thu 19:00` for "Thu 7": a start that reads as before nine in the morning and may mean after noon; else empty."""
    found = re.fullmatch(_BARE, ascii_figures(text.strip()))
    return f"{found[1]}{int(found[2]) + 12}:{found[3] or '00'}" if found else ""


def lasting(minutes: int, start: datetime) -> datetime:
    """The end of a booking of so many minutes. Raises ValueError when no session is that long."""
    if abs(minutes) > LONGEST // 60:
        raise ValueError(
            _("{number} minutes are no length for a session. The most are 720, which is 12 hours.", number=minutes)
        )
    return _bookable(start, start.astimezone(UTC) + timedelta(minutes=minutes), f"{minutes} minutes")


def _length(text: str) -> int:
    try:
        return durations.parse(text)
    except durations.LongerThanADay:
        raise
    except ValueError:
        unknown = _('"{typed}" is neither a time nor a length.', typed=echoed(text))
        raise ValueError(f"{unknown} {_say_end()}") from None


def _bookable(start: datetime, end: datetime, text: str, least: int = SHORTEST) -> datetime:
    seconds = (end - start).total_seconds()
    if seconds < least < SHORTEST:
        raise ValueError(f"{_('That is over already, or in less than a minute.')} {_say_later()}")
    if seconds <= 0:
        not_after = _('"{typed}" is not after the start at {time}.', typed=echoed(text), time=f"{start:%H:%M}")
        raise ValueError(f"{not_after} {_say_later()}")
    if seconds < least:
        raise ValueError(f"{_('A session lasts at least 5 minutes.')} {_say_later()}")
    if seconds > LONGEST:
        hours = durations.said(round(seconds / 3600) * 3600)
        long = _(
            "From {start} to {typed} it would last: {length}.", start=f"{start:%H:%M}", typed=echoed(text), length=hours
        )
        raise ValueError(f"{long} {_('12 hours are the most.')} {_say_later()}")
    return end


def _clock(text: str, say: str) -> time:
    if found := re.fullmatch(_CLOCK, text.strip()):
        hour, minute, half = int(found[1] or found[4]), int(found[2] or found[5] or 0), (found[3] or "")[:1].lower()
        if half:
            hour = hour % 12 + 12 * (half == "p") if 1 <= hour <= 12 else 24
        if hour < 24 and minute < 60:
            return time(hour, minute)
    not_a_time = _('"{typed}" is not a time.', typed=echoed(text))
    raise ValueError(f"{not_a_time} {say}")


def _date(text: str) -> date:
    try:
        year, month, day_of_month = map(int, text.split("-") if "-" in text else reversed(re.split("[/.]", text)))
        day = date(year, month, day_of_month)
    except ValueError:
        raise ValueError(f"{_('{typed} is not a date.', typed=text)} {_say_start()}") from None
    if day.year not in YEARS:
        raise ValueError(f"{_('{typed} is too far away. Is the year right?', typed=text)} {_say_start()}")
    return day


def _days_until(name: str, now: datetime) -> int:
    said = word(name)
    if said in ("today", "tonight"):
        return 0
    if said == "tomorrow":
        return 1
    place = weekday_called(name)
    if place is None:
        not_a_day = _('"{typed}" is not a day.', typed=echoed(name))
        raise ValueError(f"{not_a_day} {_say_start()}")
    return (place - now.weekday()) % 7


def _next(days: int, clock: time, now: datetime, again: int) -> datetime:
    first = _moment(now.date() + timedelta(days=days), clock, now)
    return first if first > now - JUST_NOW else _moment(now.date() + timedelta(days=days + again), clock, now)


def _moment(day: date, clock: time, now: datetime) -> datetime:
    """UTC; an hour that the clocks leave out is an error, one that comes twice is the first."""
    local = datetime.combine(day, clock, now.tzinfo)
    utc = local.astimezone(UTC)
    there_is = utc.astimezone(now.tzinfo)
    if there_is.replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError(
            _(
                "There is no {time} on {date}: the clocks go forward that night. Say {other} instead.",
                time=f"{clock:%H:%M}",
                date=day,
                other=f"{there_is:%H:%M}",
            )
        )
    return utc
