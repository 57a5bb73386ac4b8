"""Words of which one is typed for counts and their files: light, for they are offered before any file is read."""

from typing import Literal, get_args

FileFormat = Literal["csv", "json", "xlsx"]
FILE_FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)
DayOrder = Literal["day", "month"]
"""Which comes first in 1/2/2026."""
DAY_ORDERS: tuple[DayOrder, ...] = get_args(DayOrder)
EmptyDay = Literal["leave", "cancelled", "uncounted"]
"""What a day without a number is: left out, or a session."""
EMPTY_DAYS: tuple[EmptyDay, ...] = get_args(EmptyDay)
