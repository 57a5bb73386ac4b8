"""The only hands on the disk: reading with limits, writing whole or not at all, appending."""

import codecs
import errno
import os
import stat
import sys
from collections.abc import Generator, Iterable
from contextlib import suppress
from io import BufferedReader, TextIOWrapper
from itertools import chain, count
from pathlib import Path
from typing import Any

from peerkit.errors import PeerkitError

LARGEST = 1_000_000
_AT_ONCE = 8_192
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_APPEND = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)

LACKING = {
    getattr(errno, name) for name in ("EINVAL", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "ENOLCK") if hasattr(errno, name)
}
"""What a file system answers that lacks an ability, as some network and phone folders do: nothing has failed."""

LONGEST_PATH = {"win32": 259, "darwin": 1023}.get(sys.platform, 4095)
"""So many characters a path may have, drive and folders and all, where nobody changed that."""
_UNCHANGED = "What was there before is unchanged."
_SPACE = f"Make some room, then try again. {_UNCHANGED}"
_ELSEWHERE = "Close it in other programs, ask whoever owns the folder, or choose another with --workspace FOLDER."
_LACKS = ("this kind of folder cannot do that", "Choose one on this computer's own disk with --workspace FOLDER.")
_REASONS = {
    errno.EISDIR: ("it is a folder, not a file", "Name a file."),
    errno.ENOTDIR: ("part of its path is a file, not a folder", "Check the path."),
    errno.EEXIST: ("part of its path is a file, not a folder", "Check the path."),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter one."),
    errno.EROFS: ("the folder is read-only", "Choose another folder with --workspace FOLDER."),
    errno.EACCES: ("you have no permission, or another program holds it open", _ELSEWHERE),
    errno.EPERM: ("you have no permission, or another program holds it open", _ELSEWHERE),
    errno.ENOSYS: _LACKS,
    errno.ENOTSUP: _LACKS,
    errno.ENOLCK: _LACKS,
    errno.EDQUOT: ("your share of the disk is used up", _SPACE),
    errno.ENOSPC: ("the disk is full", _SPACE),
}


class Missing(PeerkitError):  # noqa: N818 - a fact, not a fault
    """A file that was to be read is not there."""


class NotText(PeerkitError):  # noqa: N818 - a fact, not a fault
    """A file that was to be read as text holds something else."""


def shown(path: Path | str) -> str:
    """A path or a name as text that is safe for a terminal: what cannot be printed becomes `?`."""
    return "".join(sign if sign.isprintable() else "?" for sign in str(path))


def by_path(name: str) -> Path:
    """The path that was typed, from a home where it begins with `~`. Raises PeerkitError where there is none."""
    try:
        return Path(name).expanduser()
    except RuntimeError as error:
        raise PeerkitError(f"{shown(name)} names a home folder that is not there.", "Check the path.") from error


def has_reason(error: OSError) -> bool:
    """Whether this is the disk or a folder saying no, for a reason that a person can see to."""
    return error.errno in _REASONS


def translated(error: OSError, path: Path, doing: str) -> PeerkitError:
    """The system's error as words. `doing` is a verb: `Could not write sessions/x.toml: the disk is full.`.

    Windows says of a path that is too long that there is no such file or folder.
    """
    if error.errno == errno.ENOENT and doing == "read":
        return Missing(f"There is no file {shown(path)}.", "Check the name and the folder.")
    if error.errno in (errno.ENOENT, errno.ENAMETOOLONG) and len(str(path.absolute())) > LONGEST_PATH:
        return PeerkitError(
            f"Could not {doing} {shown(path)}: its path is longer than {LONGEST_PATH} characters.",
            "Choose a folder with a shorter path, such as one in your home folder.",
        )
    reason, hint = _REASONS.get(
        error.errno or 0,
        ((error.strerror or str(error)).lower(), f"Check the disk and the folder. {_UNCHANGED}"),
    )
    return PeerkitError(f"Could not {doing} {shown(path)}: {reason}.", hint)


def read_text(path: Path, limit: int = LARGEST, *, to_edit: bool = False) -> str:
    """The text of an ordinary UTF-8 file of at most `limit` bytes, without its byte-order mark.

    Lines end in LF, or `to_edit` as they do in the file.
    UTF-16 with its mark is read as well: PowerShell writes it where somebody types `>`. Never waits on a pipe. Raises
    Missing when there is no such file, PeerkitError for all else.
    """
    content = read_bytes(path, limit)
    try:
        text = content.decode(encoding(content))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise NotText(
            f"{shown(path)} is not text in UTF-8: line {line} holds something else.",
            "Open it in an editor and save it again with the encoding UTF-8.",
        ) from error
    return text if to_edit else text.replace("\r\n", "\n")


def read_bytes(path: Path, limit: int = LARGEST, *, start: bool = False) -> bytes:
    """What is in an ordinary file of at most `limit` bytes, or only its `start`, text or not. Raises as `read_text`."""
    try:
        with _opened(path) as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise translated(error, path, "read") from error
    if len(content) > limit and not start:
        raise _too_large(path, limit)
    return content


def read_lines(path: Path, limit: int, written_in: str = "") -> Generator[list[str]]:
    """The lines of a file as `read_text` takes them, some at a time, each with its end as LF. Raises as `read_text`.

    UnicodeDecodeError says that it is not `written_in` the encoding that was given.
    """
    try:
        with _opened(path) as file:
            if os.fstat(file.fileno()).st_size > limit:
                raise _too_large(path, limit)
            with TextIOWrapper(file, written_in or encoding(file.peek())) as text:
                yield from iter(lambda: text.readlines(_AT_ONCE), [])
    except UnicodeDecodeError:
        if not written_in:
            read_text(path, limit)  # it names the line
        raise
    except OSError as error:
        raise translated(error, path, "read") from error


def _opened(path: Path) -> BufferedReader:
    """An ordinary file, to be read."""
    kind = path.stat().st_mode
    if stat.S_ISDIR(kind):
        raise IsADirectoryError(errno.EISDIR, "")
    if not stat.S_ISREG(kind):
        raise PeerkitError(f"{shown(path)} is a pipe or a device, not a file.", "Name an ordinary file.")
    return os.fdopen(os.open(path, _READ), "rb")


def encoding(start: bytes) -> str:
    """What a text that begins like this is written in: UTF-8 with or without its mark, or UTF-16."""
    return "utf-16" if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"


def _too_large(path: Path, limit: int) -> PeerkitError:
    return PeerkitError(
        f"{shown(path)} is larger than {limit // 1000:,} kB, the most that peerkit reads here.",
        "Check that it is the right file.",
    )


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as tables and values, nested at most toml.DEEPEST deep. Raises as `read_text`: names what is none."""
    try:
        text = read_text(path)
        from peerkit.workspace.toml import tables  # where there is no file, nothing is loaded to read it

        return tables(text, shown(path))
    except Missing:
        raise
    except PeerkitError as error:
        from peerkit.workspace.foreign import instead_of_toml

        raise instead_of_toml(path) or error from None


def holds(path: Path, content: bytes) -> bool:
    """Whether just this is in a file."""
    try:
        return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def write_atomic(path: Path, text: str | bytes | Iterable[str], private: bool = True) -> None:
    """Put `text` at `path` whole or not at all: whoever reads meanwhile sees the old text or the new one.

    Pieces of a text are written one after the other, so that the whole need not be in memory; what is raised while
    they are made goes on, and nothing is written. Makes the folders above; a link keeps pointing where it did.
    Private: only the owner may read it. Raises PeerkitError when it could not; then what was there before is unchanged.
    """
    pieces = (text,) if isinstance(text, str | bytes) else text
    target = Path(os.path.realpath(path))
    temporary = _temporary(target.parent)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(temporary, _NEW, 0o600 if private else 0o644), "wb") as file:
                file.writelines(piece if isinstance(piece, bytes) else piece.encode() for piece in pieces)
                file.flush()
                _synced(file.fileno())
            temporary.replace(target)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
    except OSError as error:
        raise translated(error, path, "write") from error
    _keep_name(target.parent)


def _synced(handle: int) -> None:
    """Have what was written on the disk, where the file system can be asked for that."""
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in LACKING:
            raise


def _temporary(folder: Path) -> Path:
    return folder / f".peerkit-{os.urandom(8).hex()}.tmp"


def keep_before(path: Path, content: str | bytes) -> Path:
    """Put what was in the file at `path` beside it, over no earlier copy: where it is. Raises PeerkitError.

    The first is called `NAME.before`, then come `NAME.before-2`, `NAME.before-3` and so on.
    """
    endings = chain([""], (f"-{number}" for number in count(2)))
    candidates = (path.with_name(f"{path.name}.before{ending}") for ending in endings)
    before = next(free for free in candidates if not os.path.lexists(free))
    write_atomic(before, content)
    return before


def ready(folder: Path) -> None:
    """Make sure that a file can be written there, before anything is noted that counts on it. Raises PeerkitError."""
    probe = _temporary(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        os.close(os.open(probe, _NEW))
        probe.unlink()
    except OSError as error:
        raise translated(error, folder, "write in") from error


def remove(path: Path) -> None:
    """Take a file away, if it is there. Raises PeerkitError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise translated(error, path, "take away") from error


def sweep(written: Path) -> None:
    """Take away what writes that were cut off have left beside a file just written: nothing of the last hour."""
    with suppress(OSError):
        before = written.stat().st_mtime - 3600
        for left in written.parent.glob(".peerkit-*.tmp"):
            if left.stat().st_mtime < before:
                left.unlink()


def _keep_name(folder: Path) -> None:
    """Have the names in a folder on the disk too, where the system lets a folder be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class Appender:
    """A file to which whole lines are added, each on the disk before `line` returns. Only its owner may read it.

    Raises PeerkitError when it cannot be opened or a line cannot be written; then the file is as long as before.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._torn: int | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.fdopen(os.open(path, _APPEND, 0o600), "ab", buffering=0)
        except OSError as error:
            raise translated(error, path, "write") from error
        _keep_name(path.parent)

    def line(self, text: str) -> None:
        """Add `text` and a line end. What an earlier try has left that could not be cut off is cut off first."""
        rest = memoryview(f"{text}\n".encode())
        try:
            if self._torn is not None:
                self._file.truncate(self._torn)
                self._torn = None
            length = os.fstat(self._file.fileno()).st_size
            try:
                while rest:
                    rest = rest[self._file.write(rest) :]
                _synced(self._file.fileno())
            except BaseException:
                self._torn = length
                with suppress(OSError):
                    self._file.truncate(length)
                    self._torn = None
                raise
        except OSError as error:
            raise translated(error, self._path, "write") from error

    def close(self) -> None:
        """Let go of the file. Closing twice is closing once."""
        self._file.close()
