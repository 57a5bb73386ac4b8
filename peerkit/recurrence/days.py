"""The days on which a group meets, as values: worked out for any span, and clauses about them written. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import NamedTuple

_LONGEST_LOOK = timedelta(days=3660)
"""How far ahead dates are worked out at all: ten years."""


class FromTo(NamedTuple):
    """From when to when a meeting is, on the clock of the group's zone; one that ends earlier ends the day after."""

    start: time
    end: time

    def ending(self, day: date) -> datetime:
        """When a meeting of this day ends, without a zone."""
        return datetime.combine(day + timedelta(days=self.end <= self.start), self.end)


class Recurring(NamedTuple):
    """Days that come again: each of `weekdays` (0 is Monday) in every so many weeks, or at `places` of the month.

    A place is 1 to 5, or -1 for the last. With more weeks than one, they are counted from the week of `first`; nothing
    is before it.
    """

    weekdays: tuple[int, ...]
    times: FromTo
    weeks: int = 1
    places: tuple[int, ...] = ()
    first: date | None = None

    def falls_on(self, day: date) -> bool:
        """Whether this day is one of them."""
        if day.weekday() not in self.weekdays or (self.first and day < self.first):
            return False
        if self.places:
            place, last = (day.day + 6) // 7, (day + timedelta(days=7)).month != day.month
            return place in self.places or (last and -1 in self.places)
        return self.first is None or (_monday(day) - _monday(self.first)).days // 7 % self.weeks == 0


class Meeting(NamedTuple):
    """One meeting: its day and times; `rule` is the place of its rule, None for a single day.

    `was` is the day on which it would have been by its rule, where it was moved.
    """

    day: date
    times: FromTo
    rule: int | None = None
    was: date | None = None


class Moved(NamedTuple):
    """A day that is moved; `times` are None where they stay."""

    was: date
    day: date
    times: FromTo | None


class Days(NamedTuple):
    """All that a group said about its days."""

    rules: tuple[Recurring, ...] = ()
    single: tuple[tuple[date, FromTo], ...] = ()
    months_off: frozenset[int] = frozenset()
    spans_off: tuple[tuple[date, date], ...] = ()
    moved: tuple[Moved, ...] = ()

    def off(self, day: date) -> bool:
        """Whether there is no meeting on a day by any rule."""
        return day.month in self.months_off or self.without(day)

    def without(self, day: date) -> bool:
        """Whether there is no meeting on a day at all: not one that was said for it, nor one that was moved to it."""
        return any(first <= day <= last for first, last in self.spans_off)

    def between(self, first: date, last: date) -> tuple[Meeting, ...]:
        """Each meeting from one day to another, both counted, in order. Two at the same time are one."""
        last = min(last, first + _LONGEST_LOOK)
        found: dict[tuple[date, time], Meeting] = {}
        for meeting in sorted(chain(self._by_rule(first, last), self._others(first, last)), key=_begins):
            found.setdefault(_begins(meeting), meeting)
        return tuple(found.values())

    def _by_rule(self, first: date, last: date) -> Iterator[Meeting]:
        away = {each.was for each in self.moved}
        for day in (first + timedelta(days=number) for number in range((last - first).days + 1)):
            if day not in away and not self.off(day):
                yield from (
                    Meeting(day, rule.times, place) for place, rule in enumerate(self.rules) if rule.falls_on(day)
                )

    def _others(self, first: date, last: date) -> Iterator[Meeting]:
        moved = {each.was: each for each in self.moved}
        would_be = [Meeting(day, times) for day, times in self.single]
        would_be += [
            Meeting(day, rule.times, place)
            for day in moved
            for place, rule in enumerate(self.rules)
            if rule.falls_on(day)
        ]
        for meeting in would_be:
            to = moved.get(meeting.day)
            held = Meeting(to.day, to.times or meeting.times, meeting.rule, to.was) if to else meeting
            if first <= held.day <= last and not self.without(held.day):
                yield held


def _begins(meeting: Meeting) -> tuple[date, time]:
    return meeting.day, meeting.times.start


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def without(days: Iterable[date]) -> str:
    """The clause that leaves out these days."""
    return f"not on {' and '.join(map(str, days))}"


def between(first: date, last: date) -> str:
    """The clause that leaves out all days from one to another."""
    return f"not from {first} to {last}"


def moving(was: date, to: str, times: str = "") -> str:
    """The clause that moves a day, and its times where there are any."""
    return f"{was} moves to {to}" + (f", {times}" if times else "")
