"""The one place that turns what somebody does into an event, and an event into a state.

Time passes by the run clock: seconds in which this program was awake. The wall clock only notices time away.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from peerkit.errors import PeerkitError
from peerkit.live.clock import Clock
from peerkit.live.journal import Journal, Recovered
from peerkit.messages import _
from peerkit.running import events as do
from peerkit.running.actions import Materials
from peerkit.running.answers import answer, away, clock_set, taken_back, would_lose
from peerkit.running.lateness import on_time
from peerkit.running.phrases import joined, next_boundary, place
from peerkit.running.refusals import refusal
from peerkit.running.run import Late, advance, apply, began, begin, effective, fold, undone
from peerkit.running.state import SECOND, Header, State
from peerkit.running.telling import Tell, lateness, spoken

AWAY = 5.0
BEAT = 0.5
AGAIN = 10.0
"""Seconds after which a disk that took nothing is tried again."""


class Session:
    """A session under way.

    `journal` is None in a rehearsal, which writes nothing.
    `materials` is what can be read out, `tell` how much is said unasked; None is for a screen, which shows what waits.
    `keep_tell` keeps what somebody chooses of that. It may raise PeerkitError.
    `look` and `act` return the line to say; both let the clock run first.
    """

    def __init__(
        self,
        header: Header,
        clock: Clock,
        journal: Journal | None = None,
        materials: Materials | None = None,
    ) -> None:
        self.header, self.clock, self.journal, self.materials = header, clock, journal, materials or Materials()
        self.tell: Tell | None = None
        self.keep_tell: Callable[[Tell], None] = lambda _: None
        self.state = begin(header)
        self._kept: list[do.Event] = []
        self._unsaid: list[str] = []
        self._run_ms = 0.0
        self._seen = clock.monotonic(), clock.wall().timestamp()
        self._tried = self._seen[0]

    @classmethod
    def resumed(cls, kept: Recovered, clock: Clock, journal: Journal, materials: Materials) -> "Session":
        """The session as it was, standing paused, with the time away as a gap.

        A clock that was put forward meanwhile can't be told from time away; one that was put back is said.
        """
        session = cls(kept.header, clock, journal, materials)
        session._kept = effective(kept.header, kept.events)
        session._run_ms = kept.run_ms
        session.state = advance(fold(kept.header, session._kept), kept.run_ms)
        wall_ms = int(clock.wall().timestamp() * SECOND)
        was = kept.wall_ms or int(kept.header.started.timestamp() * SECOND) + session.state.now
        gone = wall_ms - was
        if kept.wall_ms and gone < -AWAY * SECOND:
            session._clock_set(gone)
        session._happen(do.Gap(kept.run_ms, min(max(0, gone), do.MOST_MS), "away"))
        session.beat()
        return session

    def look(self) -> str:
        """Let the clock run to now; what was heard on the way, a line each."""
        ahead, wall = self._seen
        self._seen = self.clock.monotonic(), self.clock.wall().timestamp()
        passed, on_the_wall = self._seen[0] - ahead, self._seen[1] - wall
        limit = AWAY * self.clock.speed
        if self.journal is not None and (passed > limit or on_the_wall - passed > limit):
            gone = min(int(max(passed, on_the_wall) * SECOND), do.MOST_MS)
            self._happen(do.Gap(self.at, gone, "sleep"))
            self._unsaid.append(away(gone))
        else:
            self._run_ms += passed * SECOND
            self._advance(self.at)
            if passed - on_the_wall > limit:
                self._clock_set(int((on_the_wall - passed) * SECOND))
        said, self._unsaid = "\n".join(self._unsaid), []
        return said

    def act(self, make: Callable[[int], do.Event]) -> tuple[bool, str]:
        """Let an event happen now, on the disk first. Says whether it did, and one line about it or why not.

        A disk that fails stops no evening: that is a line more, and what happened is written once it can be.
        """
        earlier = self.look()
        event = make(self.at)
        before, why_not = self.state, self.refusal(event)
        back = undone(self.header, self._kept, event.at) if isinstance(event, do.Undo) else None
        gone = None if back is None else self._kept[back]
        if not why_not:
            self._happen(event)
        told = why_not or (
            taken_back(self.header, gone, self.state) if gone else answer(self.header, before, self.state, event)
        )
        if self.tell == "more" and not why_not and on_time(self.state) not in told:
            told = joined(told, lateness(self.header, before, self.state))
        disk, self._unsaid = self._unsaid, []
        return not why_not, "\n".join(line for line in (earlier, told, *disk) if line)

    def refusal(self, event: do.Event) -> str:
        """Why this event would change nothing now, or nothing."""
        if isinstance(event, do.Undo):
            if self.state.paused and self.state.break_until is None:
                return _("It is paused. Resume first.")
            can = undone(self.header, self._kept, self.at) is not None
            return "" if can else _("There is nothing here to take back.")
        return refusal(self.state, event)

    def would_take_back(self) -> str:
        """What an Undo would take back, and where the session would be; empty where there is nothing."""
        back = undone(self.header, self._kept, self.at)
        if back is None:
            return ""
        after = self.after(do.Undo(self.at))
        return joined(would_lose(self._kept[back], after), _("{name}.", name=place(after)))

    def began(self, seconds: int) -> Late:
        """What it means that the present turn or block began so many seconds ago."""
        return began(self.header, self._kept, self.at, seconds)

    def after(self, event: do.Event) -> State:
        """The session as it would be if this happened now."""
        if isinstance(event, do.Began | do.Undo):
            return advance(fold(self.header, effective(self.header, [*self._kept, event])), event.at)
        return apply(self.state, event)

    @property
    def events(self) -> Sequence[do.Event]:
        """What has happened and was not taken back, in order."""
        return self._kept

    @property
    def at(self) -> int:
        """Run time, in milliseconds."""
        return int(self._run_ms)

    def until_next(self) -> float:
        """Real seconds until something will be said or moved, at most one beat."""
        boundary = next_boundary(self.state)
        if boundary is None:
            return BEAT
        return min(BEAT, max(0.0, (boundary - self._run_ms) / SECOND / self.clock.speed))

    def beat(self) -> None:
        """Note on the disk how far the session was when last looked at, so that a cut costs at most a second."""
        if self.journal is None:
            return
        if self.journal.behind and self._seen[0] - self._tried >= AGAIN:
            self._keep(self.journal.catch_up)
        self.journal.beat(self.at, datetime.fromtimestamp(self._seen[1], UTC))

    def _keep(self, write: Callable[[], None]) -> None:
        """Write to the journal; that it can't be written, or can again, is said once."""
        assert self.journal is not None
        behind, self._tried = self.journal.behind, self._seen[0]
        try:
            write()
        except PeerkitError as error:
            if not behind:
                self._unsaid.append(
                    joined(
                        error.message,
                        _(
                            "The session goes on. What happens now is kept as soon as it can be written; "
                            "a cut before that loses it."
                        ),
                    )
                )
        else:
            if behind:
                self._unsaid.append(_("The disk can be written again: all of the session is kept."))

    def _happen(self, event: do.Event) -> None:
        if (journal := self.journal) is not None:
            self._keep(lambda: journal.append(event))
        if isinstance(event, do.Undo | do.Began):
            self._kept = effective(self.header, [*self._kept, event])
            self.state = advance(fold(self.header, self._kept), event.at)
        else:
            self._kept.append(event)
            self.state = apply(self.state, event)

    def _clock_set(self, shift: int) -> None:
        """The wall clock was put back: turns go on as they did, and only the times on the wall are others."""
        self._happen(do.ClockSet(self.at, max(shift, -do.MOST_MS)))
        self._unsaid.append(clock_set(self.header, self.state, shift))

    def _advance(self, at: int) -> None:
        while (boundary := next_boundary(self.state)) is not None and boundary <= at:
            self._hear(boundary)
        self._hear(at)

    def _hear(self, at: int) -> None:
        before, self.state = self.state, advance(self.state, at)
        line = spoken(self.header, before, self.state, self.tell)
        self._unsaid += [line] if line else []
