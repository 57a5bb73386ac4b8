"""Lines of a table as entries: what each says by itself, before the whole of them is judged."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from peerkit.columns import BOTH, IN_PERSON, ONLINE, PARTS, PHONE, Parts
from peerkit.messages import _
from peerkit.tally.importing import cells as cell_of
from peerkit.tally.importing import days
from peerkit.tally.importing.cells import CellKind, kind, quoted
from peerkit.tally.importing.days import Written
from peerkit.tally.importing.layout import ColumnPlaces
from peerkit.tally.importing.tables import BY_PHONE, HELD, HOW, STATUS, CountsTable, SheetColumn, role_of
from peerkit.tally.importing.tables import IN_PERSON as ROOM
from peerkit.wording.slugs import LONGEST, STEM, slug

_NONE = ("none", "nil", "nobody", "-", "\u2013", "\u2014", "n/a", "na", "?", "tbc", "tba")
_ONLINE_PART = next(place for place, part in enumerate(PARTS) if part.name == "online")


@dataclass(frozen=True)
class Usual:
    """What a session is where a file has no column for it."""

    session: str
    format: str


class LineState(Enum):
    """What a line is."""

    HELD = "a session with its number"
    CANCELLED = "a session that did not take place"
    EMPTY = "a day without a number, or with a zero"
    SUM = "a line that adds others up"
    OTHER = "a title, a remark: no day and no number"
    ODD = "a line that can't be read"


class CountLine(NamedTuple):
    """One line. `why` says what is wrong with an odd one; `number` is what a line that adds up says."""

    line: int
    state: LineState
    written: Written | None = None
    year: int | None = None
    session: str = ""
    format: str = ""
    people: int | None = None
    parts: Parts = ()
    why: str = ""
    number: int | None = None


class CountLines:
    """Reads the lines of a table, by the places of its columns."""

    def __init__(self, table: CountsTable, layout: ColumnPlaces, usual: Usual) -> None:
        self._table, self._usual, self._places = table, usual, layout.places
        self._others = [
            column.place for column in layout.others if column.kinds[CellKind.STATE] or column.kinds[CellKind.WORDS]
        ]
        self._day: Callable[[str], Written | None] = lru_cache(maxsize=20_000)(self._written)

    def __iter__(self) -> Iterator[CountLine]:
        for line, cells, year in self._table.lines():
            yield self._entry(line, _Cells(cells, self._places), cells, year)

    @staticmethod
    def _written(cell: str) -> Written | None:
        return days.written(cell) or days.serial(cell)

    def _entry(self, line: int, named: "_Cells", cells: list[str], year: int | None) -> CountLine:
        cell = named("date")
        written = self._day(cell) if cell else None
        number = cell_of.count(named("people")) if named("people") else None
        if self._adds_up(cell, written, cells):
            label = next((each for each in cells if cell_of.is_sum(each)), "")
            average = cell_of.is_average(label)
            return CountLine(line, LineState.SUM, number=None if average else number)
        if written is None:
            if number is None and not any(kind(each) is CellKind.COUNT for each in cells):
                return CountLine(line, LineState.OTHER)
            why = _("there is no day that can be read.")
            if quoted(cell):
                why = _("{cell} is no day that can be read.", cell=quoted(cell))
            return CountLine(line, LineState.ODD, why=why)
        try:
            return self._session(line, written, year, named, cells)
        except ValueError as error:
            return CountLine(line, LineState.ODD, written, year, why=str(error))

    def _adds_up(self, cell: str, written: Written | None, cells: list[str]) -> bool:
        """Whether a line is a total, an average and the like: it says so, or its day is a month or nothing."""
        if any(cell_of.is_sum(each) for each in [each for each in cells if each][:2]):
            return True
        numbers = any(kind(each) in (CellKind.COUNT, CellKind.NUMBER) for each in cells if each != cell)
        return written is None and numbers and (not cell or days.is_month(cell))

    def _session(self, line: int, written: Written, year: int | None, named: "_Cells", cells: list[str]) -> CountLine:
        session = _name(named("session")) if named("session") else self._usual.session
        off = self._off(named, cells)
        people, form, online = self._how_many(named)
        if off:
            if people:
                raise ValueError(_("people came, and it says that it did not take place."))
            return CountLine(line, LineState.CANCELLED, written, year, session, form, None, (None,) * len(PARTS))
        if not people:
            return CountLine(line, LineState.EMPTY, written, year, session, form)
        parts = tuple(_number(part.called, named(part.name)) for part in PARTS)
        parts = (*parts[:_ONLINE_PART], online, *parts[_ONLINE_PART + 1 :])
        return CountLine(line, LineState.HELD, written, year, session, form, people, parts)

    def _off(self, named: "_Cells", cells: list[str]) -> bool:
        """Whether any cell of a line says that it did not take place."""
        said = named("cancelled")
        if said:
            truth = cell_of.truth(said)
            if truth is None and not cell_of.cancelled(said) and not cell_of.took_place(said):
                raise ValueError(_("whether it was cancelled is yes or no."))
            if truth or cell_of.cancelled(said):
                return True
        held = named(HELD)
        if held and (cell_of.truth(held) is False or cell_of.cancelled(held)):
            return True
        status = named(STATUS)
        if status and cell_of.cancelled(status):
            return True
        if any(cell_of.cancelled(named(name)) for name in ("people", *HOW, "format", "session") if named(name)):
            return True
        return any(cell_of.cancelled(cells[place]) for place in self._others if place < len(cells) and cells[place])

    def _how_many(self, named: "_Cells") -> tuple[int | None, str, int | None]:
        """How many came, how they met, and how many joined from elsewhere where it was both."""
        people = _number("people", named("people"))
        room, online, phone = (_number(name, named(key)) for name, key in zip(_CALLED, HOW, strict=True))
        said = named("format")
        form = cell_of.way_of_meeting(said) if said and not cell_of.cancelled(said) else None
        if said and form is None and not cell_of.cancelled(said):
            raise ValueError(_("how you met can't be read."))
        apart = ROOM in self._places or BY_PHONE in self._places
        if not apart and online is None:
            return people, form or self._usual.format, None
        away = (online or 0) + (phone or 0)
        there = room if apart and ROOM in self._places else None
        if there is None and people is not None and (room is not None or not apart or ROOM not in self._places):
            there = people - away
        there = there or 0
        together = there + away
        if people is None and (room, online, phone) != (None, None, None):
            people = together
        if people is not None and (together != people or there < 0):
            raise ValueError(
                _(
                    "{room} in person and {away} from elsewhere do not make {people}.",
                    room=there,
                    away=away,
                    people=people,
                )
            )
        if form is None:
            form = BOTH if there and away else IN_PERSON if there else PHONE if phone and not online else ONLINE
            form = form if people else self._usual.format
        return people, form, away if form == BOTH else None


_CALLED = ("people in person", "people online", "people by phone")


class _Cells:
    """The cells of a line, by the names of the columns; empty for a column that is not there."""

    def __init__(self, cells: list[str], places: Mapping[str, int]) -> None:
        self._cells, self._places = cells, places

    def __call__(self, name: str) -> str:
        place = self._places.get(name)
        return self._cells[place] if place is not None and place < len(self._cells) else ""


def _name(cell: str) -> str:
    """`evening-group` for Evening Group; a name that peerkit gave stays as it is."""
    if STEM.fullmatch(cell) and cell == cell.lower():
        return cell
    if found := slug(cell)[:LONGEST].rstrip("-"):
        return found
    raise ValueError(_("the name of the session has no letters."))


def _number(called: str, cell: str) -> int | None:
    """A number of people in a cell; None where nothing was counted. Raises ValueError."""
    if not cell or cell.lower() in _NONE or cell_of.cancelled(cell):
        return None
    if (found := cell_of.count(cell)) is not None:
        return found
    if quoted(cell):
        raise ValueError(_("{called} are a whole number, not {cell}.", called=called, cell=quoted(cell)))
    raise ValueError(_("{called} are a whole number, or empty.", called=called))


def by_day(table: CountsTable, layout: ColumnPlaces, usual: Usual) -> Iterator[CountLine]:
    """CountLines of a sign-in sheet: as many people on each day as lines, without those that say that nobody came."""
    marks = next((each.place for each in layout.others if _is_mark(each)), None)
    found: dict[Written, tuple[int, int | None, int]] = {}
    for line, cells, year in table.lines():
        date = layout.places["date"]
        written = days.written(cells[date]) if date < len(cells) else None
        came = marks is None or marks >= len(cells) or cell_of.truth(cells[marks]) is not False
        if written is not None:
            first, known, people = found.get(written, (line, year, 0))
            found[written] = first, known, people + came
    for written, (line, year, people) in found.items():
        state = LineState.HELD if people else LineState.EMPTY
        parts = (None,) * len(PARTS)
        yield CountLine(line, state, written, year, usual.session, usual.format, people or None, parts)


def _is_mark(column: SheetColumn) -> bool:
    return role_of(column.heading) == "people" and column.share(CellKind.MARK, CellKind.COUNT) == 1.0 and column.small
