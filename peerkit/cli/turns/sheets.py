"""`turns print`: who sits with whom, from a file of a schedule."""

from pathlib import Path
from typing import TYPE_CHECKING

from peerkit.cli.session.sheets import mention_name
from peerkit.cli.sheets import delivery, options
from peerkit.cli.terminal.settings import mention, settings
from peerkit.cli.turns import schedules
from peerkit.errors import PeerkitError
from peerkit.printing.sheets import seating

if TYPE_CHECKING:
    from peerkit.workspace.root import Root


def put_turns(root: "Root", schedule: str, request: options.PrintRequest) -> None:
    """Print a schedule from a file. Raises PeerkitError for one that can't be read, or of which nothing is to come."""
    stored = schedules.read(schedule)
    if stored.schedule.done == len(stored.schedule.rounds):
        raise PeerkitError("All rounds of that schedule are done.", "Plan new ones: peerkit turns plan --help")
    mention(root)
    chosen = settings(root)
    delivery.deliver(seating.sheet(stored, chosen.group.name), request, request.name_for(Path(schedule).stem))
    mention_name(root, chosen)
