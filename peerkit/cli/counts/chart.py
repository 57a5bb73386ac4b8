"""`peerkit tally chart`: the counts as a picture, and in plain mode the same in words."""

import datetime as dt
from collections.abc import Iterator

from peerkit.cli.counts.rows import NOTHING, mention_days_to_come
from peerkit.cli.terminal import console, viewer
from peerkit.cli.terminal.settings import settings
from peerkit.durations import counted
from peerkit.tally import spans
from peerkit.tally.periods import By, Period, Year
from peerkit.tally.quarters import Quarter
from peerkit.workspace.root import Root

_OURS = "For the group's own eyes: exact figures. To share some: peerkit tally export"
_NOT_PEOPLE = "Visits add up everyone at every session, so they are not different people."
_USUALLY = {"session": 26, "month": 12, "quarter": 8, "year": 10}
"""How many of the newest are shown where no year is named."""


def show(root: Root, today: dt.date, by: By, year: int | None) -> None:
    """Draw the counts, or say them; of the group's year that begins in `year`, if one is named."""
    starts = settings(root, note=True).year_starts
    days = Year(starts).beginning_in(year) if year else spans.EVER
    found = spans.look(root, by, starts, Period(days.first, min(days.last, today)))
    mention_days_to_come(root, today)
    if not found.spans and found.summed is None:
        console.note("Nothing was counted then." if year else root.here(NOTHING))
        return
    console.out(root.here(_OURS))
    lines = _newest(found, by, year)
    if viewer.looks():
        from peerkit.cli.counts import views

        viewer.show(views.chart(lines, of_sessions=by == "session"))
        if by != "session":
            console.out(_NOT_PEOPLE)
    else:
        for line in _words(lines, by):
            console.out(line)
    if found.summed is not None:
        by_quarter = root.command("tally chart --by quarter")
        console.note(f"Up to {found.summed.isoformat()} there are only quarter totals: {by_quarter}")


def _newest(found: spans.Looked, by: By, year: int | None) -> list[tuple[str, Quarter]]:
    """A label and a total for each line."""
    labels = [
        f"{span.first.day} {span.first:%b %Y}, {name}" for span, name in zip(found.spans, found.names, strict=True)
    ] if by == "session" else [span.said() for span in found.spans]  # fmt: skip
    lines = list(zip(labels, found.spans, strict=True))
    return lines if year is not None else lines[-_USUALLY[by] :]


def _words(lines: list[tuple[str, Quarter]], by: By) -> Iterator[str]:
    """The same, to be read aloud."""
    for label, span in lines:
        if by == "session":
            people = "nobody counted" if span.uncounted else counted(span.visits, "person", "people")
            yield f"{label}: {people if span.held else 'cancelled'}."
            continue
        those = span.held - span.uncounted
        each = f", {span.visits / those:.1f} a session, {span.largest} at the largest" if those > 1 else ""
        visits = f"{counted(span.visits, 'visit')}, " if those else ""
        yield f"{label}: {visits}{_sessions(span)}{each}."
    if by != "session":
        yield _NOT_PEOPLE


def _sessions(span: Quarter) -> str:
    cancelled = f", {span.cancelled} cancelled" if span.cancelled else ""
    cancelled = f"{f', {span.uncounted} not counted' if span.uncounted else ''}{cancelled}"
    return f"{counted(span.held, 'session')}{cancelled}" if span.held or not span.cancelled else cancelled[2:]
