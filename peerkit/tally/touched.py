"""Which shared figures a count touches that was put right, found or moved, and what they would be now."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from peerkit.tally import quarters, releases
from peerkit.tally.counts import Tally
from peerkit.tally.disclosure import Figure, Shared, figure_of
from peerkit.workspace.root import Root


class TouchedFigure(NamedTuple):
    """A figure as it was shared, and as the counts would give it now."""

    shared: Figure
    now: Figure

    @property
    def differs(self) -> bool:
        """Whether it would be another one."""
        return self.now != replace(self.shared, corrected=False)


def touched(root: Root, days: Iterable[dt.date]) -> Iterator[TouchedFigure]:
    """The shared figures of visits that have one of these days in them. Raises PeerkitError."""
    those = set(days)
    shared = releases.alone(root) if releases.path(root).exists() else Shared()
    found = [each for each in shared.visits if any(map(each.period.holds, those))]
    if not found:
        return
    totals = quarters.read(root)
    tally = Tally.of(quarters.rows_besides(root, totals), totals)
    for figure in found:
        if (counts := tally.counts(figure.period)) is not None:
            yield TouchedFigure(figure, figure_of(figure.period, counts))
