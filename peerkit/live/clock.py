"""The one place that reads the machine's time. `cli/app` makes a clock, and hands it down to whatever needs it."""

import time
from datetime import UTC, date, datetime, timedelta, tzinfo

from peerkit.errors import PeerkitError
from peerkit.messages import _

_DAY = timedelta(days=1)


class _Local(tzinfo):
    """The computer's own zone, summer time included (the system's rules; no zone name is needed).

    The system is only asked about moments in UTC, which all exist. A local time that comes twice is the first, or with
    `fold` the second; one that the clocks leave out has the offset from before, or with `fold` from after (PEP 495).
    Raises PeerkitError where TZ names one that is a day or more from UTC: no place on earth is.
    """

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        if moment is None:
            return None
        as_utc = moment.replace(tzinfo=UTC, fold=0)
        before, after = _offset(as_utc - _DAY), _offset(as_utc + _DAY)
        if before == after:
            return before
        for offset in (after, before) if moment.fold else (before, after):
            if _offset(as_utc - offset) == offset:
                return offset
        return after if moment.fold else before

    def dst(self, moment: datetime | None) -> timedelta | None:  # noqa: ARG002 (only the offset is used)
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        offset = self.utcoffset(moment)
        return None if moment is None or offset is None else _here(moment.replace(tzinfo=UTC) - offset).tzname()

    def fromutc(self, moment: datetime) -> datetime:
        local = _here(moment.replace(tzinfo=UTC))
        offset, earlier = local.utcoffset(), _offset(moment.replace(tzinfo=UTC) - _DAY)
        first = local.replace(tzinfo=self, fold=0)
        return first if offset == earlier or first.utcoffset() == offset else first.replace(fold=1)


def _offset(moment: datetime) -> timedelta:
    offset = _here(moment).utcoffset()
    assert offset is not None
    return offset


def _here(moment: datetime) -> datetime:
    try:
        return moment.astimezone()
    except ValueError:
        raise PeerkitError(
            _("The time zone of this computer is a day or more away from UTC, and no place is."),
            _("Put the variable TZ right, for example {example}, or take it away.", example="TZ=Europe/London"),
        ) from None


class Clock:
    """The computer's clock, with two faces: seconds that only ever grow, and the time on the wall.

    `speed` is how many of its seconds pass in a real one; `zone` is where it hangs. Any other clock gives its own
    `monotonic` and `wall`.
    """

    speed = 1.0
    zone: tzinfo = _Local()

    def monotonic(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    def wall(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC)

    def now(self) -> datetime:
        """The time, in UTC, to the second."""
        return self.wall().replace(microsecond=0)

    def local(self) -> datetime:
        """The time in `zone`, to the second."""
        return self.now().astimezone(self.zone)

    def today(self) -> date:
        """The day that it is in `zone`."""
        return self.local().date()


class FastClock(Clock):
    """A clock for rehearsal: from `start` on, both faces run `speed` times as fast."""

    def __init__(self, speed: float, start: datetime) -> None:
        self.speed = speed
        self._start, self._began = start, time.monotonic()

    def monotonic(self) -> float:
        """Seconds since the rehearsal began, as the rehearsal counts them."""
        return (time.monotonic() - self._began) * self.speed

    def wall(self) -> datetime:
        """The time that the rehearsal says it is, in UTC."""
        return self._start + timedelta(seconds=self.monotonic())
