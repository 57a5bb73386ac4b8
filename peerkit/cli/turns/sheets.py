"""Who sits with whom, as sheets of paper and as a page for a phone."""

from collections.abc import Sequence
from pathlib import Path

from peerkit.cli.sheets import delivery, options
from peerkit.cli.terminal import console
from peerkit.cli.terminal.overwrite import keep_old, may_write
from peerkit.cli.terminal.settings import settings
from peerkit.cli.turns import schedules
from peerkit.errors import PeerkitError
from peerkit.printing.phone.page import Page
from peerkit.printing.phone.page import page as page_of
from peerkit.printing.sheets import seating
from peerkit.turns.equal import times
from peerkit.turns.request import requested, rounds_to_come, seconds
from peerkit.turns.schedule import ScheduleRequest
from peerkit.workspace import files
from peerkit.workspace.root import Root


def put_turns(root: Root, schedule: str, request: options.PrintRequest) -> None:
    """Print a schedule from a file. Raises PeerkitError for one that can't be read, or of which nothing is to come."""
    stored = schedules.read(schedule)
    rounds_to_come(stored.schedule)
    chosen = settings(root, note=True)
    delivery.deliver(seating.sheet(stored, chosen.group.name), request, request.name_for(Path(schedule).stem))
    delivery.mention_name(root, chosen)


def put_page(schedule: str | ScheduleRequest, html: Path, switch: str, warn: Sequence[str], *, replace: bool) -> None:
    """Write the page for a phone, and say where. Raises PeerkitError."""
    stored = schedules.read(schedule) if isinstance(schedule, str) else requested(schedule)
    rounds, done = rounds_to_come(stored.schedule), stored.schedule.done
    kept = stored.times or times(stored.schedule.rounds, "turns", seconds("--each", "10m"), stored.schedule.size)
    attention = seconds("--switch", switch)
    out = stored.schedule.out[done:]
    if attention >= min(turn for groups in kept.turns for group in groups for turn in group):
        raise PeerkitError("--switch is as long as a turn, and lies inside it.", "Type --switch 1m.")
    told = tuple(seconds("--warn", one) for one in warn) or None
    what = Page("Turns", "en", rounds, kept.turns[done:], stored.changeover, attention, told, attention > 0, out)
    may_write(html, replace=replace)
    keep_old(html)
    files.write_atomic(html, page_of(what))
    console.note(f"Written: {html}\nSend it to a phone, or open it here: it needs no network.")
