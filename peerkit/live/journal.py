"""What keeps a session safe: one line for each event, on the disk before it is shown, and a beat.

`journal` holds a header line (the plan, the start) and then one JSON object a line. `beat` holds two whole
numbers, run time and the wall clock in milliseconds, written over in place. `lock` is held while a session runs.
A line that the disk did not take is owed: it waits in memory, in its place, until it can be written.
"""

import json
import os
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, NamedTuple

from peerkit.border.evening import read_evening
from peerkit.errors import PeerkitError
from peerkit.messages import _
from peerkit.planning.plan import Plan, build
from peerkit.planning.stored import YEARS, evening_as_toml
from peerkit.running.events import Event, Finish, NewerError, from_json, to_json
from peerkit.running.state import Header
from peerkit.wording.safe import echoed
from peerkit.wording.slugs import STEM
from peerkit.workspace import files, glance, locks
from peerkit.workspace.glance import content

FORMAT = 1
FARTHEST_BEAT = 12 * 3600 * 1000
_BEAT = 32
_UNKNOWN = ("unknown-key", "unknown-kind", "unknown-word")
_KEYS = {"peerkit", "session", "counted", "started", "plan"}


class Recovered(NamedTuple):
    """What a journal held: the session, its events, the last beat, and whether a torn last line was dropped."""

    header: Header
    events: tuple[Event, ...]
    run_ms: int
    wall_ms: int
    torn: bool

    @property
    def finish(self) -> Finish | None:
        """The last closing counts, when the session was closed but not yet written down."""
        return next((event for event in reversed(self.events) if isinstance(event, Finish)), None)


class AlreadyRunning(PeerkitError):  # noqa: N818 - a fact, not a fault
    """Another session holds the lock, or lies in the journal."""


class Journal:
    """The journal of the session under way; holds the lock until `close` or `remove`."""

    keeps = True
    """Whether what happens is meant to be on the disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock: AbstractContextManager[object] | None = None
        self._lines: files.Appender | None = None
        self._beat: int | None = None
        self._found, self._whole = b"", 0
        self._owed: list[str] = []

    @property
    def behind(self) -> bool:
        """Whether something of the session is not on the disk, because it could not be written."""
        return bool(self._owed)

    @property
    def path(self) -> Path:
        """The file of events."""
        return glance.journal_in(self.folder)

    @property
    def begun(self) -> bool:
        """Whether a session is in it: its first line is whole. One that was cut off before that had not begun."""
        return glance.begun(self.folder)

    def take(self) -> None:
        """Take the lock. Raises AlreadyRunning, or PeerkitError where the disk can't be written."""
        lock = locks.lock(self.folder / "lock", 0)
        try:
            lock.__enter__()
        except locks.Locked:
            told, hint = _running()
            if not self.begun:
                told = _("Somebody is about to begin a session in this folder, perhaps in another window.")
            raise AlreadyRunning(told, hint) from None
        self._lock = lock

    def begin(self, header: Header) -> None:
        """Write the first line. No session may be in the journal. Raises PeerkitError; then the line is owed."""
        self._whole = 0
        self._write(_header(header))

    def _open(self) -> files.Appender:
        if self.begun:
            raise AlreadyRunning(
                _("An earlier session was never closed."), _("Type: {command}", command="peerkit session resume")
            )
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
            (self.folder / "beat").unlink()
        return files.Appender(self.path)

    def read(self, zone: tzinfo) -> Recovered:
        """What is there. A torn last line and empty ones are dropped, and cut off before the next is written."""
        self._found = content(self.path)
        *lines, torn = self._found.split(b"\n")
        while lines and not lines[-1].strip():
            lines.pop()
        header, events = read_lines(lines, self.path, zone)
        self._whole = 1 + len(events)
        last = events[-1].at if events else 0
        run_ms, wall_ms = self._read_beat(last)
        dropped = bool(torn.strip()) or self._whole < len(lines)
        return Recovered(header, tuple(events), max(last, run_ms), wall_ms, dropped)

    def go_on(self) -> None:
        """Open for appending after `read`, cutting off what was dropped. Raises PeerkitError; it is tried again then.

        Raises AlreadyRunning where somebody else went on with the session meanwhile.
        """
        self._lines = self._reopened()

    def _reopened(self) -> files.Appender:
        if content(self.path) != self._found:
            raise AlreadyRunning(*_running())
        whole = b"".join(line + b"\n" for line in self._found.split(b"\n")[: self._whole])
        try:
            os.truncate(self.path, len(whole))
        except OSError as error:
            raise files.translated(error, self.path, "write") from error
        self._found = whole
        return files.Appender(self.path)

    def append(self, event: Event) -> None:
        """Put an event on the disk, after what is owed. Raises PeerkitError; then it is owed as well."""
        self._write(to_json(event))

    def _write(self, line: dict[str, Any]) -> None:
        self._owed.append(json.dumps(line))
        self.catch_up()

    def catch_up(self) -> None:
        """Write what is owed. Raises PeerkitError where that can't be."""
        if self._lock is None:
            self.take()
        if self._lines is None:
            self._lines = self._reopened() if self._whole else self._open()
        while self._owed:
            self._lines.line(self._owed[0])
            del self._owed[0]

    def beat(self, run_ms: int, wall: datetime) -> None:
        """Note that the session is alive. A disk that fails here costs seconds, so it says nothing.

        Where events are owed, what is on the disk stays what it was with the last of those before them.
        """
        if self.behind:
            return
        with suppress(OSError):
            if self._beat is None:
                self._beat = os.open(self.folder / "beat", os.O_CREAT | os.O_RDWR, 0o600)
            os.lseek(self._beat, 0, os.SEEK_SET)
            os.write(self._beat, f"{run_ms:014d} {int(wall.timestamp() * 1000):015d}\n".encode())

    def _read_beat(self, last: int) -> tuple[int, int]:
        """Nothing, when it is garbled or too far ahead of the last event to be true."""
        try:
            run_ms, wall_ms = map(int, content(self.folder / "beat")[:_BEAT].split())
        except (PeerkitError, ValueError):
            return 0, 0
        return (run_ms, wall_ms) if run_ms - last <= FARTHEST_BEAT else (0, 0)

    def close(self) -> None:
        """Let go of the files. A session that has begun stays; where none has, nothing does."""
        if self._lines is not None:
            self._lines.close()
            self._lines = None
        if self._beat is not None:
            os.close(self._beat)
            self._beat = None
        if self._lock is not None:
            lock, self._lock = self._lock, None
            over = self._holds_nothing()
            if over:
                self._tidy()
            lock.__exit__(None, None, None)
            if over and os.name == "nt":
                self._tidy()  # Windows lets nobody take away a file that is held
            elif over:
                with suppress(OSError):
                    self.folder.rmdir()  # nor do sticks by FUSE let go of the folder of one

    def remove(self) -> None:
        """The session is counted, or not to be: nothing of it stays."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise files.translated(error, self.path, "remove") from error
        self.close()

    def _holds_nothing(self) -> bool:
        try:
            return not self.begun
        except PeerkitError:  # nobody can tell, so it stays
            return False

    def _tidy(self) -> None:
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
            (self.folder / "beat").unlink(missing_ok=True)
            (self.folder / "lock").unlink(missing_ok=True)
            self.folder.rmdir()


def _running() -> tuple[str, str]:
    told = _("A session is running already in this folder, perhaps in another window.")
    return told, _("Go on there. If that window is gone, wait a moment and try again.")


def read_lines(lines: list[bytes], path: Path, zone: tzinfo) -> tuple[Header, list[Event]]:
    """The header and the events in a journal's whole lines. Raises PeerkitError naming a line that cannot be read."""
    if not lines:
        raise _broken(path, 1, _("it is empty"))
    header = _read_header(lines[0], path, zone)
    events: list[Event] = []
    for number, line in enumerate(lines[1:], start=2):
        try:
            event = from_json(_loaded(line))
        except NewerError as error:
            raise _newer(path, number, str(error)) from None
        except ValueError as error:
            if number == len(lines):
                break
            raise _broken(path, number, str(error)) from None
        if events and event.at < events[-1].at:
            raise _broken(path, number, _("time runs backwards"))
        events.append(event)
    return header, events


def _loaded(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError(_strange()) from None


def _strange() -> str:
    return _("it is not as peerkit writes it")


def _header(header: Header) -> dict[str, Any]:
    evening = evening_as_toml(header.plan.evening)
    table = {
        key: value.isoformat() if isinstance(value, datetime) else value for key, value in evening["evening"].items()
    }
    return {
        "peerkit": FORMAT,
        "session": header.session,
        "counted": header.counted,
        "started": header.started.astimezone(UTC).isoformat(),
        "plan": {**evening, "evening": table},
    }


def _read_header(line: bytes, path: Path, zone: tzinfo) -> Header:
    try:
        data = _loaded(line)
        form, strange = data["peerkit"], sorted(data.keys() - _KEYS)
        if strange or (isinstance(form, int) and form > FORMAT):
            raise _newer(path, 1, echoed(strange[0]) if strange else f"format {form}")
        evening, problems = read_evening(data["plan"], zone, begun=True)
        started, plan = datetime.fromisoformat(data["started"]), evening and build(evening)
        named = STEM.fullmatch(data["session"])
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise _broken(path, 1, _strange()) from None
    if form != FORMAT:
        raise _broken(path, 1, _("its format is {number}", number=echoed(str(form))))
    if unknown := next((problem for problem in problems if problem.code in _UNKNOWN), None):
        raise _newer(path, 1, unknown.place)
    if problems:
        raise _broken(path, 1, f"{problems[0].place}: {problems[0].reason}")
    if not isinstance(plan, Plan) or named is None or started.tzinfo is None:
        raise _broken(path, 1, _("its plan does not fit"))
    if started.year not in YEARS:
        raise _broken(path, 1, _("it began in a year that is too far away"))
    return Header(plan, started, named[0], data.get("counted") is not False)


def _newer(path: Path, number: int, what: str) -> PeerkitError:
    return PeerkitError(
        _(
            "{file}: line {number} was written by a newer peerkit: this one does not know {what}. Nothing was changed.",
            file=files.shown(path),
            number=number,
            what=what,
        ),
        _("Go on with the newer one. To begin afresh with this one, move the file away."),
    )


def _broken(path: Path, number: int, why: str) -> PeerkitError:
    return PeerkitError(
        _(
            "{file}: line {number} cannot be read ({why}). Nothing was changed.",
            file=files.shown(path),
            number=number,
            why=why,
        ),
        _("Keep the file if you want to look at it. To begin afresh, move it away."),
    )
