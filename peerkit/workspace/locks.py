"""Keeping two programs from writing the same at once."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from peerkit.errors import PeerkitError
from peerkit.workspace.files import LACKING, shown, translated

_TRIES = 20


class Locked(PeerkitError):  # noqa: N818
    """Somebody else holds the lock, and still did after the wait."""


@contextmanager
def lock(path: Path, wait: float) -> Iterator[None]:
    """Hold the lock file at `path`, which is made if it is not there, after at most `wait` seconds.

    Where the folder's file system knows no locks, one among the system's temporary files keeps this computer's
    programs apart. Raises Locked when somebody else keeps it, PeerkitError when the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            release = _acquired(path, wait, path.parent)
        except OSError as error:
            if error.errno not in LACKING:
                raise
            release = _acquired(_elsewhere(path), wait, path.parent)
    except OSError as error:
        raise translated(error, path, "lock") from error
    try:
        yield
    finally:
        release()


def _elsewhere(path: Path) -> Path:
    """The lock file that stands for `path` on this computer."""
    import tempfile
    from hashlib import sha256

    name = sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:16]
    user = os.getuid() if hasattr(os, "getuid") else ""
    return Path(tempfile.gettempdir()) / f"peerkit-{user}-{name}.lock"


def _acquired(path: Path, wait: float, guarded: Path) -> Callable[[], None]:
    """What lets go of the lock that guards a folder. Raises Locked."""
    from filelock import FileLock, Timeout

    with suppress(Timeout):
        for _ in range(_TRIES):
            before = _identity(path)
            held = FileLock(path, timeout=wait, mode=0o600, thread_local=False, fallback_to_soft=False)
            held.acquire()
            if before == _identity(path):
                return held.release
            held.release()  # its last owner took the file away: what we hold guards no name
    raise Locked(f"Another peerkit is at work in {shown(guarded)}.", "Close it, or wait until it is done.")


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file the name stands for. Windows lets nobody take away a file that is held, so there it is no matter."""
    if os.name == "nt":
        return None
    with suppress(FileNotFoundError):
        found = path.stat()
        return found.st_dev, found.st_ino
    path.touch(0o600)
    return _identity(path)
