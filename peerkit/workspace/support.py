"""The lines of the card for hard moments: the group's own, or the numbers of the place that it named."""

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
    every = (catalogue.loaded(Numbers, path) for path in names(root, "numbers").values())
    return tuple(line for each in every for line in numbers.lines(each, place, today))
