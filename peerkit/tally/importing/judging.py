"""A file of counts judged as a whole: which of its lines are sure, which are odd and why, and what is said of all.

Nothing here is a guess that would be written: an odd line is left out, and named with its reason.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from peerkit.errors import PeerkitError
from peerkit.messages import _
from peerkit.tally.choices import DayOrder, EmptyDay
from peerkit.tally.importing import days
from peerkit.tally.importing.days import ReadingOrder
from peerkit.tally.importing.doubts import doubts
from peerkit.tally.importing.entries import CountLine, LineState
from peerkit.tally.importing.layout import by_month, one_a_session
from peerkit.tally.row import Row, contrary, untrue
from peerkit.wording import months

MOST_LINES = 50_000
_OVER_A_YEARS_END = 180
_GROWS, _MOSTLY = 8, 0.75


class Odd(NamedTuple):
    """A line that is left out, and why. `row` is what it would be, where it can be read; then it can be taken."""

    line: int
    why: str
    row: Row | None = None


class Judged(NamedTuple):
    """What a table holds. `empty` are lines with a day and no number; `sums` say how many lines add others up."""

    rows: list[tuple[int, Row]]
    odd: list[Odd]
    empty: list[int]
    sums: int
    notes: list[str]


class ImportWishes(NamedTuple):
    """What somebody has said about a file: the day is `today`; `order` is the computer's, `said` one that was typed.

    `take` are lines that are right although they are odd; `meant` columns that were named, of which no doubt is left.
    """

    today: dt.date
    order: DayOrder | None = None
    said: DayOrder | None = None
    empty: EmptyDay = "leave"
    take: Collection[int] = ()
    meant: Collection[str] = ()


class WholeDoubtError(PeerkitError):
    """Nothing in a file is sure, for a reason that is about all of it."""


def judge(entries: Iterable[CountLine], wishes: ImportWishes, letters: Mapping[str, str]) -> Judged:
    """The lines of one table; `letters` are its columns by their names.

    Raises WholeDoubtError where the table as a whole is not one line a session.
    """
    there = list(_no_more_than(entries))
    dated = [entry for entry in there if entry.written is not None]
    _refuse_if_months(there, dated)
    _refuse_if_turned(dated)
    _refuse_if_without_year(dated)
    way = _way(dated, wishes)
    notes = list(_how_days_were_read(dated, way))
    rows: list[tuple[int, Row]] = []
    odd: list[Odd] = [Odd(entry.line, entry.why) for entry in there if entry.state is LineState.ODD]
    empty: list[int] = []
    for entry in there:
        if entry.state in (LineState.HELD, LineState.CANCELLED, LineState.EMPTY):
            found = _row(entry, way, wishes)
            if isinstance(found, Odd):
                odd.append(found)
            elif found is None:
                empty += [entry.line] if _is_over(entry, way.order, wishes) else []
            else:
                rows.append((entry.line, found))
    _refuse_if_not_sessions(rows, wishes, letters)
    unlike = dict(doubts(rows))
    odd += [Odd(line, unlike[line], row) for line, row in rows if line in unlike and line not in wishes.take]
    clocks = {entry.line: entry.clock for entry in there if entry.clock is not None}
    sure, again = _apart(
        [each for each in rows if each[0] not in unlike or each[0] in wishes.take], clocks, wishes.take
    )
    notes += _totals(there, rows)
    sums = sum(entry.state is LineState.SUM for entry in there)
    return Judged(sure, sorted((*odd, *again), key=lambda each: each.line), empty, sums, notes)


def _no_more_than(entries: Iterable[CountLine]) -> Iterator[CountLine]:
    kept = 0
    for entry in entries:
        if entry.state is not LineState.OTHER:
            kept += 1
            if kept > MOST_LINES:
                raise WholeDoubtError(
                    _("has more than {most} lines, more sessions than a group can have had.", most=f"{MOST_LINES:,}"),
                    _("Give the counts of one group, one line a session."),
                )
            yield entry


def _way(dated: Sequence[CountLine], wishes: ImportWishes) -> ReadingOrder:
    """In which order days are read. Raises WholeDoubtError where nobody can tell."""
    if wishes.said:
        return ReadingOrder(wishes.said, "said")
    written = [(entry.written, entry.year) for entry in dated if entry.written is not None]
    if way := days.way_of(written, wishes.order, wishes.today):
        return way
    line, first = next((entry.line, entry.written) for entry in dated if entry.written and entry.written.unsettled)
    one, other = first.day("day") or "?", first.day("month") or "?"
    raise WholeDoubtError(
        _("has days that can be read in two ways: line {line} is {one} or {other}.", line=line, one=one, other=other),
        _("Say which comes first: --dates day, or --dates month."),
    )


def _how_days_were_read(dated: Sequence[CountLine], way: ReadingOrder) -> Iterator[str]:
    unsettled = next((entry for entry in dated if entry.written and entry.written.unsettled), None)
    if (
        way.why != days.FEW
        and unsettled is not None
        and unsettled.written is not None
        and (day := unsettled.written.day(way.order))
    ):
        said = {"line": unsettled.line, "day": months.day(day)}
        why = {
            "shown": _("Days are read as the file shows: line {line} is {day}.", **said),
            "weekdays": _("Days are read so that they fall on one weekday: line {line} is {day}.", **said),
            "sequence": _("Days are read so that they follow each other: line {line} is {day}.", **said),
            "computer": _("Days are read in this computer's own order: line {line} is {day}.", **said),
        }
        yield why.get(way.why, _("Days are read as it is said which comes first: line {line} is {day}.", **said))
    if any(entry.written and entry.written.week for entry in dated):
        yield _("Where only a week is given, its Monday stands for it.")
    years = {entry.year for entry in dated if entry.written and entry.written.year is None and entry.year}
    if years:
        yield _(
            "Days without a year are of the year that stands above them: {years}.",
            years=", ".join(map(str, sorted(years))),
        )


def _is_over(entry: CountLine, order: DayOrder, wishes: ImportWishes) -> bool:
    """Whether the day of a line is over, so that something could have been counted."""
    day = entry.written.day(order, entry.year) if entry.written else None
    return day is None or day <= wishes.today


def _row(entry: CountLine, way: ReadingOrder, wishes: ImportWishes) -> Row | Odd | None:
    """What a line is by itself: a count, something odd, or None for a day without a number."""
    written, order = entry.written, way.order
    if written and written.unsettled and way.why == days.FEW:
        one, other = written.day("day", entry.year), written.day("month", entry.year)
        return Odd(entry.line, _("the day can be read in two ways: {one} or {other}.", one=one, other=other))
    day = written.day(order, entry.year) if written else None
    if entry.state is LineState.EMPTY and wishes.empty == "leave":
        return None
    if written is None or day is None:
        why = _("there is no such day.")
        if written is not None and written.year is None and entry.year is None:
            why = _("the day has no year.")
        elif written is not None and written.shows not in (None, order):
            why = _("its day and month stand the other way round than in other lines.")
        return Odd(entry.line, why)
    if day > wishes.today:
        return None if entry.state is LineState.EMPTY else Odd(entry.line, _("{day} is still to come.", day=day))
    row = Row(day, entry.session, entry.format, entry.people, entry.parts or (), entry.state is LineState.CANCELLED)
    if entry.state is LineState.EMPTY:
        row = Row(day, entry.session, entry.format, None, cancelled=wishes.empty == "cancelled")
    if wrong := [*untrue(row), *contrary(row)]:
        return Odd(entry.line, " ".join(wrong))
    if entry.why and entry.line not in wishes.take:
        return Odd(entry.line, entry.why, row)
    if written.weekday is not None and entry.line not in wishes.take and written.weekday != day.weekday():
        return Odd(entry.line, _("{day} is a {weekday}.", day=day, weekday=months.weekday_of(day)), row)
    return row


def _refuse_if_months(there: Sequence[CountLine], dated: Sequence[CountLine]) -> None:
    """Raises WholeDoubtError where days are months: `Jan-26`, `January 2026`."""
    numbers = {entry.written.first for entry in dated if entry.written and entry.written.year is None}
    all_without_year = dated and all(entry.written and entry.written.year is None for entry in dated)
    named = all_without_year and len(dated) >= 3 and len(numbers) == 1
    if named or (not dated and len(there) >= 3 and all(entry.state is LineState.SUM for entry in there)):
        raise WholeDoubtError(by_month(), one_a_session())


def _refuse_if_without_year(dated: Sequence[CountLine]) -> None:
    """Raises WholeDoubtError where most days have no year, or go on into another than the one that stands above."""
    bare = [entry for entry in dated if entry.written and entry.written.year is None]
    hint = _("Write the year into each day, or alone on a line above the days that are of it.")
    if bare and 2 * sum(entry.year is None for entry in bare) > len(dated):
        raise WholeDoubtError(_("has days without a year."), hint)
    whole = [(entry, day) for entry in bare if entry.written and (day := entry.written.day("day", entry.year))]
    for (_entry, before), (entry, after) in pairwise(whole):
        if (before - after).days > _OVER_A_YEARS_END:
            what = _("has days without a year that go on into the next: from line {line} on.", line=entry.line)
            raise WholeDoubtError(what, hint)


def _refuse_if_turned(dated: Sequence[CountLine]) -> None:
    """Raises WholeDoubtError where a spreadsheet of another country has turned round each day that it could.

    It shows: days that can't be turned are text, all others are days as it writes them, and not on the usual weekday.
    """
    whole = [entry.written for entry in dated if entry.written and entry.written.year]
    text = [each for each in whole if each.shows]
    others = [each for each in whole if each.named]
    if len(text) < 2 or len(others) < 2 or any(each.first > 12 or each.unsettled for each in others):
        return
    order = text[0].shows or "day"
    usual = days.usual_weekday(day for each in text if (day := each.day(order)))
    turned = [each._replace(first=each.second, second=each.first).day("day") for each in others]
    as_they_are = [each.day("day") for each in others]
    if usual and usual[1] >= _MOSTLY:
        fits = [sum(day is not None and day.weekday() == usual[0] for day in those) for those in (as_they_are, turned)]
        if fits[1] >= _MOSTLY * len(others) > 2 * fits[0]:
            raise WholeDoubtError(
                _("has days that a spreadsheet has turned round: all but those after the 12th of a month."),
                _("Open the file that it was made from, write days like 2026-11-19, and import that."),
            )


def _refuse_if_not_sessions(rows: Sequence[tuple[int, Row]], wishes: ImportWishes, letters: Mapping[str, str]) -> None:
    """Raises WholeDoubtError where each line is a month, or the numbers are a running total."""
    those = [row.date for _line, row in rows]
    firsts = all(day.day == 1 for day in those) or all((day + dt.timedelta(1)).day == 1 for day in those)
    each_another = len({(day.year, day.month) for day in those}) == len(those) >= 3
    if firsts and each_another and "date" not in wishes.meant:
        meant = _("If you do meet on those days, name the column: --map date={letter}", letter=letters["date"])
        raise WholeDoubtError(by_month(), f"{one_a_session()} {meant}")
    numbers = [row.people for _line, row in rows if row.people]
    grows = len(numbers) >= _GROWS and all(later > earlier for earlier, later in pairwise(numbers))
    if len(numbers) >= 3 and set(numbers) == {1} and "people" not in wishes.meant:
        raise WholeDoubtError(
            _("has 1 person on each line, as a list of people has."),
            _(
                "To count the lines of each day: add --count-lines. If each was a session: --map people={letter}",
                letter=letters.get("people", "B"),
            ),
        )
    steps = median(later - earlier for earlier, later in pairwise(numbers)) if grows else 0
    if grows and 2 * steps >= numbers[0] and "people" not in wishes.meant:
        raise WholeDoubtError(
            _("has numbers that only ever grow, as a running total does."),
            _(
                "Give the number of each session. If these are they, name the column: --map people={letter}",
                letter=letters.get("people", "B"),
            ),
        )


def _apart(
    rows: Sequence[tuple[int, Row]], clocks: Mapping[int, int], take: Collection[int]
) -> tuple[list[tuple[int, Row]], list[Odd]]:
    """Several counts of one session on one day: the first is sure where all are alike, else none is.

    Those that began at different times, and lines to `take`, are sessions of their own: the second is `evening-2`.
    """
    times = Counter(row.key for _line, row in rows)
    sure = [each for each in rows if times[each[1].key] == 1]
    odd: list[Odd] = []
    together: dict[tuple[dt.date, str], list[tuple[int, Row]]] = {}
    for line, row in rows:
        if times[row.key] > 1:
            together.setdefault(row.key, []).append((line, row))
    for those in together.values():
        alike, names = len({row for _line, row in those}) == 1, 0
        times_of_day = _times_of_day([clocks.get(line) for line, _row in those])
        for at, (line, row) in enumerate(those):
            if times_of_day or line in take or (alike and at == 0):
                names += 1
                sure.append((line, row if names == 1 else row.changed(session=f"{row.session}-{names}")))
                continue
            other = those[0 if at else 1][0]
            said = {"day": row.date, "other": other}
            why = _("{day} has other numbers on line {other}: another session, or one of them is wrong.", **said)
            if alike:
                why = _("{day} has the same number on line {other}: another session, or counted twice.", **said)
            odd.append(Odd(line, why, row))
    return sure, odd


def _times_of_day(clocks: Sequence[int | None]) -> bool:
    """Whether sessions began at times that somebody planned: on five minutes, and an hour or more apart."""
    known = sorted(clock for clock in clocks if clock is not None and clock % 5 == 0)
    return len(known) == len(clocks) and all(later - earlier >= 60 for earlier, later in pairwise(known))


def _totals(there: Sequence[CountLine], rows: Sequence[tuple[int, Row]]) -> Iterator[str]:
    """Lines that add up others, and what they say where it is not what stands above them."""
    people = {line: row.people or 0 for line, row in rows}
    whole = since = 0
    for entry in there:
        if entry.state is LineState.SUM:
            if entry.number is not None and entry.number not in (whole, since):
                yield _("Line {line} says {total} in all. The lines above it make {sum}.",
                        line=entry.line, total=entry.number, sum=since or whole)  # fmt: skip
            since = 0
        else:
            whole, since = whole + people.get(entry.line, 0), since + people.get(entry.line, 0)
