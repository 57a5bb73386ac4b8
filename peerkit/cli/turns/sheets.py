"""Who sits with whom, as sheets of paper and as a page for a phone."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from peerkit.cli.sheets import delivery, options
from peerkit.cli.terminal import console
from peerkit.cli.terminal.overwrite import keep_old, may_write
from peerkit.cli.terminal.settings import settings
from peerkit.cli.turns import schedules
from peerkit.messages import _
from peerkit.planning.request import TurnsRequest
from peerkit.planning.turns_alone import block_for, plan_of
from peerkit.printing.phone.session import SessionPage, page
from peerkit.printing.sheets import seating
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


def put_page(
    schedule: str | ScheduleRequest, html: Path, switch: str, warn: Sequence[str], now: datetime, *, replace: bool
) -> None:
    """Write the page for a phone, and say where; `now` is local, with its zone. Raises PeerkitError."""
    stored = schedules.read(schedule) if isinstance(schedule, str) else requested(schedule)
    own_moments = stored.times is not None and stored.times.kind == "totals"
    asked = None if own_moments and not seconds("--switch", switch) else switch
    people, size = stored.schedule.people, stored.schedule.size
    block = block_for(stored, TurnsRequest(people, size, 1, None, "30s", asked, warn))
    what = SessionPage(plan_of(block, people, now), alone=True)
    may_write(html, replace=replace)
    keep_old(html)
    files.write_atomic(html, page(what))
    console.note(_("Written: {file}", file=html))
    console.note(_("Send it to a phone, or open it here: it needs no network."))
