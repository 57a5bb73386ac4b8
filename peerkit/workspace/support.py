"""The lines of the card for hard moments: the group's own, or the numbers of the place that it named."""

from collections.abc import Iterator
from datetime import date

from peerkit.leaflets import numbers
from peerkit.leaflets.numbers import Numbers
from peerkit.workspace import catalogue
from peerkit.workspace.config import Config
from peerkit.workspace.glance import names
from peerkit.workspace.root import Root


def lines(root: Root, chosen: Config, today: date) -> tuple[str, ...]:
    """The group's own lines; without them, those of its place, each with when it was checked; else none.

    Raises PeerkitError for a file of numbers that can't be read.
    """
    place = chosen.group.place
    if chosen.support or place in ("", numbers.ELSEWHERE):
        return chosen.support
    return tuple(line for each in _files(root) for line in numbers.lines(each, place, today))


def helpers(root: Root, chosen: Config, today: date) -> tuple[str, ...]:
    """A line for each body that helps groups in the group's place. Raises PeerkitError as `lines` does."""
    return tuple(line for each in _files(root) for line in numbers.helpers(each, chosen.group.place, today))


def _files(root: Root) -> Iterator[Numbers]:
    return (catalogue.loaded(Numbers, path) for path in names(root, "numbers").values())
