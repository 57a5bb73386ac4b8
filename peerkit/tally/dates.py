"""Days as people and spreadsheets write them: 2026-11-19, or 19/11/2026 where a whole file agrees what that means."""

import datetime as dt
import re
from collections.abc import Callable, Iterable

_YEAR_FIRST = r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})"
_LOCAL = r"([0-9]{1,2})(?:([/.])\s?([0-9]{1,2})\2\s?([0-9]{2}|[0-9]{4})|-([0-9]{1,2})-([0-9]{4}))"


class Dates:
    """The days of one column. `again` goes through its cells from the beginning, each with its line.

    Whether 1/2/2026 is the first of February is settled by a day of the same column that can be read in one way only.
    The column is gone through for that once, when the first such day comes.
    """

    def __init__(self, again: Callable[[], Iterable[tuple[int, str]]]) -> None:
        self._again = again
        self._orders: dict[bool, int] | None = None

    def day(self, cell: str) -> dt.date:
        """The day in a cell. Raises ValueError with a sentence."""
        if cell[4:8:3] == "--":
            try:
                return dt.date.fromisoformat(cell)
            except ValueError:
                pass  # it says so below, in our words
        return self._written(cell.strip())

    def _written(self, cell: str) -> dt.date:
        if found := re.fullmatch(_YEAR_FIRST, cell):
            year, _, month, day = found.groups()
            return _day(cell, int(year), int(month), int(day))
        numbers = _local(cell)
        if numbers is None:
            raise ValueError(f'date is written like 2026-11-26, not "{cell[:40]}".')
        first, second, year_number = numbers
        if first == second:
            return _day(cell, year_number, first, second)
        return self._in_order(cell, first, second, year_number)

    def _in_order(self, cell: str, first: int, second: int, year: int) -> dt.date:
        if self._orders is None:
            self._orders = _orders(self._again())
        if len(self._orders) == 2:
            day_line, month_line = self._orders[True], self._orders[False]
            raise ValueError(
                f'"{cell}" can be read in two ways: line {day_line} has the day first, line {month_line} the month. '
                "Write dates like 2026-11-26."
            )
        if self._orders:
            (day_first,) = self._orders
            month, day = (second, first) if day_first else (first, second)
            return _day(cell, year, month, day)
        ways = f"{_day(cell, year, second, first)} or {_day(cell, year, first, second)}"
        raise ValueError(f'"{cell}" can be read in two ways. Write {ways}.')


def _local(cell: str) -> tuple[int, int, int] | None:
    """The three numbers of a day that begins with the day or the month; 26 is the year 2026."""
    found = re.fullmatch(_LOCAL, cell)
    if found is None:
        return None
    first, _, second, year, second_of_hyphens, year_of_hyphens = found.groups()
    number = int(year or year_of_hyphens)
    return int(first), int(second or second_of_hyphens), number + 2000 if number < 100 else number


def _orders(cells: Iterable[tuple[int, str]]) -> dict[bool, int]:
    """Whether days come first (True) or months do (False), as far as any cell shows it, each with a line that does."""
    shown: dict[bool, int] = {}
    for number, cell in cells:
        if (numbers := _local(cell.strip())) and max(numbers[:2]) > 12 >= min(numbers[:2]):
            shown.setdefault(numbers[0] > 12, number)
    return shown


def _day(cell: str, year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ValueError(f"there is no day {cell}.") from None
