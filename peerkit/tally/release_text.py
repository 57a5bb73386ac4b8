"""What is said about figures before and after they are shared: sentences without jargon."""

from collections.abc import Iterator

from peerkit.messages import _
from peerkit.tally.disclosure import FEWEST_SESSIONS, Figure, FirstTimers, Release
from peerkit.tally.evidence import nobody_counted
from peerkit.tally.periods import MONTHS, Grain, Period, joined, named
from peerkit.wording.grammar import listed

_TOTAL = "Visits shown, added up"
_OTHER_LENGTHS = (
    "Not every period is as long as you asked for: what was shared before stays as it was shared, and what is too "
    "little by itself goes into a longer period."
)
_SHORTER = "Some periods are shorter, so that more of the months that were asked for are in a figure."
_IF_YOU_DID = "If you did meet then, count that first."
_WHY = {
    "shared": "because it is in a figure for {whole} that was shared before",
    "neighbours": "because other days of {whole} were shared without these",
    "unfinished": "because it has not finished",
    "cut": "because it will be in {whole}",
    "before": "because nothing was counted before {whole}",
    "total": "because its counts are kept only in a total with other months",
}


class ReleaseText:
    """Words about what `by` a month, a quarter and so on was found; years are named where there are several."""

    def __init__(self, found: Release, by: Grain) -> None:
        self._found, self._by = found, by
        periods = [each.period for each in found.figures]
        periods += [period for each in found.left_out for period in (each.part, each.whole)]
        self._years = len({day.year for period in periods for day in (period.first, period.last)}) > 1

    def name(self, period: Period) -> str:
        """A period, with its year where there are several."""
        return named(period, year=self._years)

    def sentences(self) -> Iterator[str]:
        """The figures, to be read aloud."""
        for figure in self._found.figures:
            yield f"{self.name(figure.period)}: {told(figure)}."
        if len(self._found.figures) > 1:
            yield f"{_TOTAL}: {self._found.visits}."

    def remarks(self) -> Iterator[str]:
        """Why something is not shown or left out, and what has changed since it was shared."""
        figures = self._found.figures
        lengths = {period: period.length - MONTHS[self._by] for period in (each.period for each in figures)}
        if any(lengths[period] < 0 for period in self._found.frozen if period in lengths):
            yield _SHORTER
        if any(longer > 0 or (longer and period not in self._found.frozen) for period, longer in lengths.items()):
            yield _OTHER_LENGTHS
        for figure in figures:
            if figure.visits is None:
                why = "the figure was taken back" if figure.corrected else "there were too few to share"
                if figure.counted < FEWEST_SESSIONS:
                    counted = " at which somebody counted" if figure.uncounted else ""
                    why = f"there were fewer than three sessions{counted}"
                yield f"{self.name(figure.period)}: visits are not shown, because {why}."
        for figure in figures:
            if figure.uncounted:
                yield f"{self.name(figure.period)}: {nobody_counted(figure.uncounted)}"
        if empty := [self.name(each.period) for each in figures if not each.held and not each.cancelled]:
            yield f"{', '.join(empty)}: no session was counted, so it says that none was held. {_IF_YOU_DID}"
        for change in self._found.changed:
            yield self._changed(*change)
        yield from self.left_out()
        for people in self._found.first_timers:
            if people.people is not None:
                yield f"First-timers, {named(people.period)}: {people.people}."
        if self._found.why_no_first_timers:
            yield f"First-timers are left out: {self._found.why_no_first_timers}."

    def for_good(self) -> Iterator[str]:
        """What is shared for the first time, and what can therefore not be shared any more."""
        if self._found.frozen:
            new = listed(map(named, joined(self._found.frozen)))
            yield _("Once shared, a figure stays: no day of {months} can be in another one later.", months=new)
        if self._found.remaining:
            left = listed(map(named, self._found.remaining))
            yield _("What is left beside them can be shared only by itself: {months}.", months=left)

    def changed_visits(self) -> Iterator[str]:
        """Which figures of visits the counts no longer give."""
        for before, now in self._found.changed:
            if before in self._found.figures:
                yield self._changed(before, now)

    def left_out(self) -> Iterator[str]:
        """Why days that were wanted are in no figure."""
        for each in self._found.left_out:
            yield f"{self.name(each.part)} is left out, {_WHY[each.why].format(whole=self.name(each.whole))}."

    def _changed(self, before: Figure | FirstTimers, now: Figure | FirstTimers) -> str:
        every: list[Figure | FirstTimers] = [*self._found.figures, *self._found.first_timers]
        printed = next(each for each in every if each.period == before.period and type(each) is type(before))
        if printed == before:
            done = _("It stays as it was shared.")
        elif _number(printed) is not None:
            done = _("It is put right, and marked as corrected.")
        elif _number(now) is None:
            done = _("It is taken back.")
        else:
            done = _(
                "It is taken back: other sessions are counted than when it was shared, and beside what was shared "
                "before, the right number could tell how many came to one of them."
            )
        return (
            f"{self.name(before.period)} was shared before: {told(before)}. "
            f"The counts have changed since. Now it would be: {told(now)}. {done}"
        )

    @property
    def stays(self) -> bool:
        """Whether a figure stays that the counts no longer give."""
        figures = (*self._found.figures, *self._found.first_timers)
        return any(before in figures for before, _ in self._found.changed)


def told(figure: Figure | FirstTimers) -> str:
    """`13 held, none cancelled, 80 visits`."""
    if isinstance(figure, FirstTimers):
        return "first-timers not shown" if figure.people is None else f"{figure.people} first-timers"
    held, cancelled = (str(number or "none") for number in (figure.held, figure.cancelled))
    visits = "visits not shown" if figure.visits is None else f"{figure.visits or 'no'} visits"
    not_counted = f", nobody counted at {figure.uncounted}" if figure.uncounted else ""
    return f"{held} held, {cancelled} cancelled, {visits}{not_counted}"


def _number(figure: Figure | FirstTimers) -> int | None:
    return figure.people if isinstance(figure, FirstTimers) else figure.visits
