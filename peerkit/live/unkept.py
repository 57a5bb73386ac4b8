"""An evening that goes on although the disk fails: it runs as any other, and nothing of it is kept."""

from datetime import datetime

from peerkit.live.journal import Journal
from peerkit.running.events import Event
from peerkit.running.state import Header


class Unkept(Journal):
    """A journal that keeps nothing: what it would write is let go, and so there is nothing to resume."""

    def take(self) -> None:
        """There is nothing to hold."""

    def begin(self, header: Header) -> None:
        """Nothing is written."""

    def append(self, event: Event) -> None:
        """Nothing is written."""

    def beat(self, run_ms: int, wall: datetime) -> None:
        """Nothing is written."""

    def remove(self) -> None:
        """There is nothing to take away."""
