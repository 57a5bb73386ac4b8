"""Lists of people, which are refused: known by what the cells hold, whatever the headings say, and never repeated."""

import re
from collections.abc import Collection, Iterator
from itertools import islice

from peerkit.errors import PeerkitError
from peerkit.messages import _
from peerkit.tally import headings
from peerkit.tally.importing import days
from peerkit.tally.importing.cells import CellKind, count, kind, truth
from peerkit.tally.importing.tables import CountsTable, SheetColumn
from peerkit.workspace import files

_MOSTLY, _NEARLY = 0.5, 0.8
_FEWEST, _LOOKED_AT = 3, 500
_BETWEEN = re.compile(r"\s*(?:[,;/&+\n]|\band\b)\s*")
_LONG_NUMBERS = re.compile(r"\b(?:id|ref|reference|booking|invoice|code|zoom|meeting|passcode|number|no|link|event)\b")


class PeopleError(PeerkitError):
    """A file holds people, and not numbers of them."""


def refuse_contacts(table: CountsTable, columns: Collection[SheetColumn], left: Collection[str]) -> None:
    """Raises PeerkitError for a column with an address or a telephone number in it, or one that is all names.

    `left` are headings of columns that somebody says are nobody's; one that lists people is refused all the same.
    """
    for column in columns:
        spared = headings.plain(column.heading) in left
        contacts = column.kinds[CellKind.CONTACT] + column.kinds[CellKind.LONG]
        what = _about(column)
        several = len(column.words) > max(_FEWEST, column.filled // _FEWEST)
        if what and (several or not spared):
            raise _refused(table, column, _("is for {what}", what=what), may_be_left=not several)
        listed = column.alone > _MOSTLY * column.filled
        if contacts and not _is_reference(column) and (listed or not spared):
            line = min(column.first[each] for each in (CellKind.CONTACT, CellKind.LONG) if each in column.first)
            held = _(
                "holds what looks like {what}, on line {line}", what=_contact(table, column.place, line), line=line
            )
            raise _refused(table, column, held, may_be_left=not listed)


def _about(column: SheetColumn) -> str | None:
    """What a column is about where its heading and its cells say the same; None where one of them does not."""
    what = headings.about_a_person(column.heading)
    if what is None or not column.filled:
        return None
    personal = column.share(CellKind.WORDS, CellKind.CONTACT, CellKind.LONG)
    if what == "a date of birth":
        personal += column.share(CellKind.DAY)
    return what if personal > _MOSTLY else None


def _is_reference(column: SheetColumn) -> bool:
    """Whether long numbers are those of bookings and the like: by the heading, and none begins as telephones do."""
    said = _LONG_NUMBERS.search(headings.plain(column.heading))
    return said is not None and column.plain and not column.kinds[CellKind.CONTACT]


def _contact(table: CountsTable, place: int, line: int) -> str:
    cells = next(cells for number, cells, _year in table.lines() if number == line)
    return headings.looks_like_contact(cells[place]) or "a telephone number"


def refuse_turned_registers(table: CountsTable, columns: Collection[SheetColumn]) -> None:
    """Raises PeopleError where the headings are days, so that each line is somebody."""
    days_above = [column for column in columns if days.written(column.heading)]
    if len(days_above) >= _FEWEST:
        raise _not_counts(
            table,
            _("has a column for each day, so each line is a person, a room or something else."),
            _("Turn it round: one line a session, with its day and how many came."),
        )


def refuse_registers(table: CountsTable, columns: list[SheetColumn], people: int | None) -> None:
    """Raises PeerkitError where each column, or each cell, is a person: a register, or names one after the other.

    `people` is where the number of people stands, None where no column has it.
    """
    marks = [each for each in columns if each.heading and each.share(CellKind.MARK) + _ones(each) >= _NEARLY]
    marks = [each for each in marks if each.filled and each.place != people]
    letters = _("{first} to {last}", first=marks[0].letter, last=marks[-1].letter) if marks else ""
    if len(marks) >= _FEWEST and (people is None or _marks_make(table, marks, people)):
        raise _not_counts(
            table,
            _("is a register: in columns {letters} each day has a mark for each who came.", letters=letters),
            _("Count the marks of each day into a column of its own, and delete those columns in a copy to import."),
        )
    for column in columns:
        words = people is not None and column.place != people and column.share(CellKind.WORDS) >= _MOSTLY
        if words and people is not None and _names_make(table, column.place, people):
            raise _refused(table, column, _("names as many as came, on most lines"))


def _ones(column: SheetColumn) -> float:
    """Which part of the cells is 0 or 1 where nothing larger stands."""
    return column.share(CellKind.COUNT) if column.kinds[CellKind.MARK] or column.small else 0.0


def _marks_make(table: CountsTable, marks: list[SheetColumn], people: int) -> bool:
    """Whether the marks of a line, added up, are the number of people on most of them."""
    agree = lines = 0
    for cells, number in _counted(table, people):
        lines += 1
        agree += number == sum(truth(cells[each.place]) is True for each in marks if each.place < len(cells))
    return lines > 0 and agree >= _NEARLY * lines


def _names_make(table: CountsTable, place: int, people: int) -> bool:
    """Whether cells hold about as many words, with commas between, as there were people, on most lines."""
    agree = lines = 0
    for cells, number in _counted(table, people):
        if place < len(cells) and cells[place] and number > 1:
            lines += 1
            named = len(_BETWEEN.split(cells[place]))
            agree += named > 1 and abs(named - number) <= 1
    return lines >= _FEWEST and agree > _MOSTLY * lines


def _counted(table: CountsTable, people: int) -> Iterator[tuple[list[str], int]]:
    for _number, cells, _year in islice(table.lines(), _LOOKED_AT):
        if people < len(cells) and (number := count(cells[people])) is not None:
            yield cells, number


def refuse_one_line_a_person(table: CountsTable, date: int, people: int | None, columns: list[SheetColumn]) -> None:
    """Raises PeerkitError for a sign-in sheet: several lines a day, on which there is no more than one person.

    It says how to count them by day, where no column may hold names.
    """
    seen: dict[str, int] = {}
    for _number, cells, _year in table.lines():
        day = cells[date] if date < len(cells) else ""
        if not day or kind(day) is not CellKind.DAY:
            continue
        if people is not None and people < len(cells) and (count(cells[people]) or 0) > 1:
            return
        seen[day] = seen.get(day, 0) + 1
    again = sum(times for times in seen.values() if times > 1)
    if again < _FEWEST or again < _MOSTLY * sum(seen.values()):
        return
    words = [each for each in columns if each.place not in (date, people) and each.share(CellKind.WORDS) >= _MOSTLY]
    words = [each for each in words if len(each.words) > max(seen.values()) // 2 + 1 or len(each.words) >= _FEWEST]
    what = _("has a line for each person: the same day stands on several.")
    if words:
        letters = ", ".join(each.letter for each in words)
        where = _("Words in column {letters} may be names.", letters=letters)
        hint = _("Delete the columns of words in a copy; then count its lines: peerkit tally import COPY --count-lines")
        raise _not_counts(table, what, f"{where} {hint}")
    raise _not_counts(table, what, _("To count the lines of each day: add --count-lines."))


def _not_counts(table: CountsTable, what: str, hint: str) -> PeopleError:
    return PeopleError(f"{table.called} {what} {_('Nothing was taken.')}", hint)


def _refused(table: CountsTable, column: SheetColumn, what: str, *, may_be_left: bool = False) -> PeopleError:
    shown = column.heading and kind(column.heading) not in (CellKind.CONTACT, CellKind.LONG)
    named = f', "{files.shown(column.heading[:40])}",' if shown else ""
    hint = _(
        "peerkit counts people and keeps nothing about anybody. Delete that column in a copy, then import the copy."
    )
    if table.sheet.number:
        hint += " " + _("Or save the sheet of counts alone as CSV, and import that.")
    if may_be_left and shown:
        example = f'--leave "{files.shown(column.heading[:40])}"'
        hint += " " + _("If it is about no person, it can be left alone: {example}", example=example)
    return PeopleError(f"{table.called}: column {column.letter}{named} {what}. Nothing was taken.", hint)
