"""Which column of a table is which column of the counts, by its heading and by what it holds."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from peerkit.columns import COLUMNS
from peerkit.errors import PeerkitError, did_you_mean
from peerkit.messages import _
from peerkit.tally import headings
from peerkit.tally.importing.cells import CellKind, count
from peerkit.tally.importing.tables import (
    BY_PHONE,
    HELD,
    HOW,
    IN_PERSON,
    MARKED,
    NUMBERS,
    STATUS,
    CountsTable,
    SheetColumn,
    role_of,
)
from peerkit.workspace import files

_WEAK = ("total", "count", "in the room", "how many")
_MOSTLY, _NEARLY, _FEW_NAMES = 0.5, 0.8, 3


def by_month() -> str:
    """What is said of a table of months, after its name."""
    return _("has one line for each month, and not for each session.")


def one_a_session() -> str:
    """What to give instead."""
    return _("Give a file with one line a session.")


@dataclass(frozen=True)
class ColumnPlaces:
    """Which column is which: `places` by their names, `taken` their headings, `others` all that are left alone."""

    places: Mapping[str, int]
    taken: Mapping[str, str]
    others: tuple[SheetColumn, ...]


class Roles:
    """Decides which column is which, by its heading and by what it holds. Raises PeerkitError where it is not sure."""

    def __init__(
        self, table: CountsTable, columns: list[SheetColumn], chosen: Mapping[str, str], without: Collection[str]
    ) -> None:
        self._table, self._columns, self._chosen = table, columns, chosen
        self._without = without
        self._found: dict[str, SheetColumn] = {}

    def layout(self, *, people: bool = True) -> ColumnPlaces:
        """The columns. Without `people` none is needed for their number: each line is one of them."""
        for name, wanted in self._chosen.items():
            self._found[name] = self._said(name, wanted)
        for name, those in self._candidates().items():
            if name not in self._found:
                self._found[name] = self._one_of(name, those)
        if "date" not in self._found:
            self._found["date"] = self._only_days()
        if not self._may_be("date", self._found["date"]):
            raise PeerkitError(f"{self._table.called} {by_month()} {_('Nothing was taken.')}", one_a_session())
        if people and "people" not in self._found and not {IN_PERSON, BY_PHONE}.intersection(self._found):
            self._found["people"] = self._only_numbers()
        places = {name: column.place for name, column in self._found.items()}
        taken = {name: self._found[name].heading or self._found[name].letter for name in sorted(places, key=_order)}
        others = tuple(column for column in self._columns if column.place not in places.values())
        return ColumnPlaces(places, taken, tuple(each for each in others if each.filled or each.heading))

    @property
    def date(self) -> int | None:
        """Where the days stand, as far as that is known."""
        return self._found["date"].place if "date" in self._found else None

    def _said(self, name: str, wanted: str) -> SheetColumn:
        """The column that somebody has named by its heading, or by its letter."""
        plain = headings.plain(wanted)
        found = next((each for each in self._columns if headings.plain(each.heading) == plain), None)
        found = found or next((each for each in self._columns if each.letter == wanted.upper()), None)
        if found is None:
            close = [each for each in self._columns if did_you_mean(headings.plain(each.heading), [plain])]
            raise self.refused(_('has no column "{heading}".', heading=files.shown(wanted[:40])), name, close)
        if not self._may_be(name, found):
            what = _("has no number of people in column {letter}.", letter=found.letter)
            if name == "date":
                what = _("has no day in column {letter}.", letter=found.letter)
            elif name == "session":
                what = _(
                    "has too many different words in column {letter} to be names of sessions.", letter=found.letter
                )
            raise self.refused(what, name, [])
        return found

    def _candidates(self) -> dict[str, list[SheetColumn]]:
        found: dict[str, list[SheetColumn]] = {}
        said = {column.place for column in self._found.values()}
        for column in self._columns:
            name = role_of(column.heading)
            if name is None or name in self._without or column.place in said:
                continue
            if fits(name, column):
                found.setdefault(name, []).append(column)
            elif name in HOW and column.share(CellKind.MARK) == 1.0:
                found.setdefault(f"{name}?", []).append(column)
        if "format" in found or "format" in self._without:
            found = {name: those for name, those in found.items() if name not in MARKED}
        elif (
            len(ways := [each for each in self._columns if each.share(CellKind.FORMAT) == 1.0 and self._free(each)])
            == 1
        ):
            found["format"] = ways
        people = found.get("people", [])
        if len(people) > 1 and "online" in found and IN_PERSON not in found:
            room = [each for each in people if headings.plain(each.heading) == "in the room"]
            if len(room) == 1:
                found[IN_PERSON] = room
                people.remove(room[0])
        return found

    def _one_of(self, name: str, those: list[SheetColumn]) -> SheetColumn:
        if name == "people" and len(those) > 1:
            those = [each for each in those if not self._grows(each)] or those
            if {IN_PERSON, BY_PHONE}.intersection(role_of(each.heading) for each in self._columns):
                those = [each for each in those if headings.plain(each.heading) in _WEAK] or those
        if len(those) == 1:
            return those[0]
        one, other = (files.shown(each.heading[:40]) for each in those[:2])
        what = _('has two columns that could be {name}: "{one}" and "{other}".', name=name, one=one, other=other)
        raise self.refused(what, name, those)

    def _grows(self, column: SheetColumn) -> bool:
        """Whether a column adds another one up, line by line."""
        other = next((each for each in self._columns if each is not column and role_of(each.heading) == "people"), None)
        if other is None:
            return False
        total = lines = 0
        for _number, cells, _year in self._table.lines():
            here, there = (count(cells[each.place]) if each.place < len(cells) else None for each in (column, other))
            if here is not None and there is not None:
                total, lines = total + there, lines + 1
                if here != total:
                    return False
        return lines > 2

    def _may_be(self, name: str, column: SheetColumn) -> bool:
        if name == "date":
            return bool(column.kinds[CellKind.DAY] or column.serials)
        if name in NUMBERS:
            return bool(column.kinds[CellKind.COUNT])
        return name != "session" or len(column.words) <= max(_FEW_NAMES, column.filled // 3)

    def _only_days(self) -> SheetColumn:
        """The one column of days, whatever it is called."""
        those = [each for each in self._columns if each.filled and fits("date", each) and self._free(each)]
        if len(those) == 1 and headings.about_a_person(those[0].heading) is None:
            return those[0]
        if len(those) > 1:
            letters = ", ".join(each.letter for each in those)
            what = _("has several columns of days, and none is known to be the session's: {letters}.", letters=letters)
            raise self.refused(what, "date", those[:1])
        raise self.refused(_("has no column that is known to be {name}.", name="date"), "date", self._close("date"))

    def _only_numbers(self) -> SheetColumn:
        """The one column of numbers, where there are no headings that could say anything else."""
        those = [each for each in self._columns if each.filled and fits("people", each) and self._free(each)]
        if self._table.heading_line == 0 and len(those) == 1:
            return those[0]
        words = [each for each in self._columns if role_of(each.heading) == "people" and each.filled]
        if words:
            holds = _("holds no numbers of people in column {letter}.", letter=words[0].letter)
            raise self.refused(f"{holds} {_('What stands there may be names, and peerkit keeps none.')}", "people", [])
        what = _("has no column that is known to be {name}.", name="people")
        raise self.refused(what, "people", self._close("people"))

    def _free(self, column: SheetColumn) -> bool:
        return all(column is not each for each in self._found.values())

    def _close(self, name: str) -> list[SheetColumn]:
        """Columns whose headings are nearly known for a column of the counts, and that could be it."""
        known = next(column.headings for column in COLUMNS if column.name == name)
        able = [each for each in self._columns if fits(name, each)]
        return [each for each in able if did_you_mean(headings.plain(each.heading), known)]

    def refused(self, what: str, name: str, close: list[SheetColumn]) -> PeerkitError:
        """`close` are columns that may be meant: no other heading of the file is repeated."""
        able = [each for each in self._columns if each.filled and fits(name, each) and self._free(each)]
        said = f"{self._table.called} {what} {_('Nothing was taken.')}"
        close = [each for each in close if each in able and each.heading]
        if not able:
            none = {
                "date": _("No column has days in it. Give a file with a day and a number on each line."),
                "session": _("To say which session all of it is: --session NAME"),
            }
            numbers = _("No column has numbers of people. Give a file with a day and a number on each line.")
            return PeerkitError(said, none.get(name, numbers))
        example = f'{name}="{files.shown(close[0].heading[:40])}"' if close else f"{name}={able[0].letter}"
        hint = _("Say which one it is, for example: --map {example}", example=example)
        if len(able) > 1:
            could = _("Columns that could be: {letters}.", letters=", ".join(each.letter for each in able))
            hint = f"{could}\n{hint}"
        return PeerkitError(said, hint)


def fits(name: str, column: SheetColumn) -> bool:
    """Whether what a column holds can be what its heading says. An empty one is no number of people and no day."""
    if name == "date":
        whole = column.share(CellKind.DAY) >= _MOSTLY
        return whole or (column.filled > 0 and max(column.serials, column.months) >= _NEARLY * column.filled)
    if not column.filled:
        return name not in ("people", *HOW)
    if name in NUMBERS:
        numbers = column.kinds[CellKind.COUNT] + column.kinds[CellKind.STATE]
        return column.kinds[CellKind.COUNT] > 0 and numbers >= _MOSTLY * column.filled
    if name == "format":
        return column.share(CellKind.FORMAT, CellKind.WORDS) == 1.0 and column.kinds[CellKind.FORMAT] > 0
    if name == "cancelled":
        return column.small
    if name in (HELD, STATUS):
        return column.share(CellKind.MARK, CellKind.STATE, CellKind.COUNT) >= _NEARLY
    several = headings.column_of(column.heading) == name or len(column.words) > 1
    return (
        several and column.share(CellKind.WORDS) >= _MOSTLY and len(column.words) <= max(_FEW_NAMES, column.filled // 3)
    )


def _order(name: str) -> int:
    names = [column.name for column in COLUMNS]
    return names.index(name) if name in names else len(names)
