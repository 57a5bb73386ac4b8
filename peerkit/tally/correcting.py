"""Which figures that were shared may be put right, and which are taken back. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from peerkit.tally.disclosure import FEWEST_PEOPLE, STEP, Figure
from peerkit.tally.periods import Period


class Corrections:
    """What `--correct` prints of figures that were shared, so that no session that came or went since can be told.

    Whoever has a figure as it was and as it is put right knows their difference. Where only numbers were mistyped that
    tells nothing of any session as it is counted now. Where sessions came or went, it is how many came to those, in a
    range of nine at most times (`U - L` of 8); but a session that left one figure and came to another would be told by
    both differences, and a smaller range is left. So a figure is put right

    * where the same sessions are counted as when it was shared;
    * where sessions only came, no other figure lost any, and none ever did (`departed`): they can be in no other;
    * where one figure lost what another gained, both are put right together for the first time, and by the same
      difference: then both ranges are one.

    Everywhere else it is taken back, and so is what does not pass the gate any more. What was taken back stays so.
    First-timers that were put right (`people`: their years) stand in the way as well, for they are among the people
    of a session.
    """

    def __init__(
        self,
        record: Sequence[Figure],
        now: Mapping[Period, Figure],
        asked: Sequence[Figure],
        people: Sequence[Period],
        *,
        departed: bool,
    ) -> None:
        self._now, self._people = now, people
        others = [each for each in record if each.period in now and _others(each, now[each.period])]
        lost = [each for each in others if _lost(each, now[each.period])]
        gained = [each for each in others if each not in lost]
        self._lost, self._gained = lost, gained
        self._paired = not departed and len(lost) == len(gained) == 1 and self._even(lost[0], gained[0], asked)
        self._free = not departed and not lost
        self.departed = any(each in asked for each in lost)

    def needed(self, figure: Figure) -> bool:
        """Whether a shared figure would be another one today."""
        taken_back = figure.corrected and figure.visits is None
        now = self._now.get(figure.period)
        return now is not None and not taken_back and now != replace(figure, corrected=False)

    def of(self, figure: Figure) -> Figure:
        """The figure put right or taken back."""
        now = replace(self._now[figure.period], corrected=True)
        if figure in self._lost or figure in self._gained:
            told = any(figure.period.touches(year) for year in self._people)
            if told or _narrows(figure, now) or not (self._paired or (self._free and figure in self._gained)):
                return replace(now, visits=None)
        return now

    def _even(self, lost: Figure, gained: Figure, asked: Sequence[Figure]) -> bool:
        """Whether what left one figure for another makes the same difference to both."""
        figures = lost, gained, self._now[lost.period], self._now[gained.period]
        if lost not in asked or gained not in asked or lost.corrected or gained.corrected:
            return False
        if any(each.visits is None for each in figures):
            return False
        visits, counted = ([getattr(each, name) for each in figures] for name in ("visits", "counted"))
        return all(those[0] - those[2] == those[3] - those[1] for those in (visits, counted))


def _others(figure: Figure, now: Figure) -> bool:
    """Whether other sessions are counted now."""
    if figure.days is None or now.days is None:
        return figure.counted != now.counted
    return figure.days != now.days


def _lost(figure: Figure, now: Figure) -> bool:
    """Whether sessions may have left it, where others are counted now."""
    return now.counted <= figure.counted or (now.visits or 0) < (figure.visits or 0)


def _narrows(figure: Figure, now: Figure) -> bool:
    """Whether the right figure would say that those who were too few to show were fewer still."""
    most = (FEWEST_PEOPLE - 1) * figure.counted  # or 7, where nothing that is shown is less
    return figure.visits is None and now.visits is not None and now.visits + STEP // 2 < most
