"""What lies in a folder; and every file below it, whoever made it: links are followed once each, and named."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from peerkit.workspace.files import translated

MOST = 10_000


class ListedFile(NamedTuple):
    """A file, by its path below the folder. `link` says where a link on the way to it leads, `broken` that it does not.

    Of a folder that can't be looked into, or was come to before by another way, there is the folder itself.
    """

    path: Path
    link: Path | None = None
    broken: bool = False


def inside(folder: Path) -> list[Path]:
    """What lies in a folder, in the order of names; nothing where there is none. Raises PeerkitError."""
    try:
        return sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise translated(error, folder, "read") from error


def everything(folder: Path) -> Iterator[ListedFile]:
    """All files, in the order of their names."""
    yield from _below(folder, None, {folder.resolve()})


def _below(folder: Path, link: Path | None, seen: set[Path]) -> Iterator[ListedFile]:
    try:
        there = sorted(folder.iterdir())
    except OSError:
        yield ListedFile(folder, link, broken=True)
        return
    for path in there:
        leads = link
        if path.is_symlink():
            leads = path.resolve()
        if not path.is_dir():
            yield ListedFile(path, leads, not path.exists())
        elif (real := path.resolve()) in seen:
            yield ListedFile(path, leads)
        else:
            seen.add(real)
            yield from _below(path, leads, seen)
