"""An evening of which nothing is to be kept, on a borrowed or a work computer: it runs as any other."""

from datetime import datetime

from peerkit.live.journal import Journal
from peerkit.running.events import Event
from peerkit.running.state import Header


class Unkept(Journal):
    """A journal that keeps nothing: what it would write is let go, and so there is nothing to resume."""

    keeps = False

    @property
    def begun(self) -> bool:
        """Nothing is there, whatever another journal left."""
        return False

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
