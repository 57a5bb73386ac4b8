"""Lines of a table as entries: what each says by itself, before the whole of them is judged."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from peerkit.columns import BOTH, IN_PERSON, ONLINE, PARTS, PHONE, UNCOUNTED, Parts
from peerkit.messages import _
from peerkit.tally.importing import cells as cell_of
from peerkit.tally.importing import days
from peerkit.tally.importing.cells import CellKind, kind, quoted
from peerkit.tally.importing.days import Written
from peerkit.tally.importing.layout import ColumnPlaces
from peerkit.tally.importing.tables import BY_PHONE, HELD, HOW, MARKED, STATUS, CountsTable, SheetColumn, role_of
from peerkit.tally.importing.tables import IN_PERSON as ROOM
from peerkit.wording.slugs import LONGEST, STEM, slug

_NONE = ("none", "nil", "nobody", "-", "\u2013", "\u2014", "n/a", "na", "?", "tbc", "tba")
_CONTRARY = "people came, and it says that it did not take place."
_MOSTLY = 0.5
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
    """One line. `why` says what is odd about it; `number` is what a line that adds up says.

    `clock` is the time of the day in minutes, where one is given.
    """

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
    clock: int | None = None


class CountLines:
    """Reads the lines of a table, by the places of its columns."""

    def __init__(self, table: CountsTable, layout: ColumnPlaces, usual: Usual) -> None:
        self._table, self._usual, self._places = table, usual, layout.places
        self._others = [each.place for each in layout.others if each.kinds[CellKind.STATE]]
        self._words = [each.place for each in layout.others if each.kinds[CellKind.WORDS]]
        self._clock = next((each.place for each in layout.others if each.share(CellKind.CLOCK) > _MOSTLY), None)
        self._name: Callable[[str], str] = lru_cache(_name)

    def __iter__(self) -> Iterator[CountLine]:
        for line, cells, year in self._table.lines():
            width = len(cells)
            named = {name: cells[place] for name, place in self._places.items() if place < width and cells[place]}
            yield self._entry(line, named, cells, year)

    def _entry(self, line: int, named: Mapping[str, str], cells: list[str], year: int | None) -> CountLine:
        cell = named.get("date", "")
        written = days.written(cell) or days.serial(cell) if cell else None
        number = cell_of.count(named["people"]) if "people" in named else None
        if self._adds_up(cell, written, cells):
            label = next((each for each in cells if cell_of.is_sum(each)), "")
            average = cell_of.is_average(label)
            return CountLine(line, LineState.SUM, number=None if average else number)
        if written is None:
            if days.is_month(cell) and not any(each for each in cells if each != cell):
                return CountLine(line, LineState.OTHER)
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
        """Whether a line is a total, an average and the like: it says so, or there is a number and no day."""
        if any(cell_of.is_sum(each) for each in islice(filter(None, cells), 2)):
            return True
        if written is not None or (cell and not days.is_month(cell)):
            return False
        return any(kind(each) in (CellKind.COUNT, CellKind.NUMBER) for each in cells if each != cell)

    def _session(
        self, line: int, written: Written, year: int | None, named: Mapping[str, str], cells: list[str]
    ) -> CountLine:
        session = self._name(named["session"]) if "session" in named else self._usual.session
        off = self._off(named)
        remarked = any(cell_of.cancelled(cells[place]) for place in self._others if place < len(cells) and cells[place])
        people, form, online = self._how_many(named)
        clock = cells[self._clock] if self._clock is not None and self._clock < len(cells) else named["date"]
        found = CountLine(line, LineState.EMPTY, written, year, session, form, clock=days.minutes(clock))
        if people and off:
            raise ValueError(_CONTRARY)
        if off or (remarked and not people):
            return found._replace(state=LineState.CANCELLED, parts=UNCOUNTED)
        if not people:
            return found
        parts = tuple(_number(part.called, named[part.name]) if part.name in named else None for part in PARTS)
        parts = (*parts[:_ONLINE_PART], online, *parts[_ONLINE_PART + 1 :])
        why = _CONTRARY if remarked else ""
        if any(cell_of.may_be_sum(cells[place]) for place in self._words if place < len(cells)):
            why = why or _("it may be a total: it is called one.")
        return found._replace(state=LineState.HELD, people=people, parts=parts, why=why)

    def _marked(self, named: Mapping[str, str]) -> str | None:
        """The format of a session for which ways are marked with yes; None where that says no more than is usual."""
        said = {how: cell_of.truth(named[name]) for name, how in MARKED.items() if name in named}
        ways = [how for how, yes in said.items() if yes]
        denied = said.get(self._usual.format) is False
        return BOTH if len(ways) > 1 else ways[0] if ways else IN_PERSON if denied else None

    @staticmethod
    def _off(named: Mapping[str, str]) -> bool:
        """Whether a line says, in a column that may say so, that it did not take place."""
        if said := named.get("cancelled"):
            truth = cell_of.truth(said)
            off = truth or cell_of.cancelled(said)
            if truth is None and not off and not cell_of.took_place(said):
                raise ValueError(_("whether it was cancelled is yes or no."))
            if off:
                return True
        held, status = named.get(HELD), named.get(STATUS)
        if (held and cell_of.truth(held) is False) or (status and cell_of.did_not_take_place(status)):
            return True
        return any(name in named and cell_of.cancelled(named[name]) for name in _MAY_SAY_SO)

    def _how_many(self, named: Mapping[str, str]) -> tuple[int | None, str, int | None]:
        """How many came, how they met, and how many joined from elsewhere where it was both."""
        people = _number("people", named.get("people", ""))
        room, online, phone = (_number(name, named.get(key, "")) for name, key in zip(_CALLED, HOW, strict=True))
        said = named.get("format", "")
        form = cell_of.way_of_meeting(said) if said and not cell_of.cancelled(said) else None
        if said and form is None and not cell_of.cancelled(said):
            raise ValueError(_("how you met can't be read."))
        apart = ROOM in self._places or BY_PHONE in self._places
        if form is None:
            form = self._marked(named)
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
        if there < 0:
            raise ValueError(_("{away} joined from elsewhere, and people counts everyone: {people}.",
                               away=away, people=people))  # fmt: skip
        if people is not None and together != people:
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


_MAY_SAY_SO = (HELD, "people", *HOW, "format", "session")
"""Columns that may say in the place of what they hold that a session did not take place."""
_CALLED = ("people in person", "people online", "people by phone")


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
