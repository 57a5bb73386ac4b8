"""A group's own pictures for Easy Read: `templates/pictures/cup.png` takes the place of the picture called cup."""

from pathlib import Path

from peerkit.workspace import files
from peerkit.workspace.root import Root

_FORMS = {".svg": "svg", ".png": "png", ".jpg": "jpg", ".jpeg": "jpg"}


def own(root: Root) -> tuple[tuple[str, str, bytes], ...]:
    """Each picture in the folder: its name, its form and what is in the file.

    Raises PeerkitError for one that can't be read, or is too large.
    """
    try:
        found = sorted((root.templates / "pictures").iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise files.translated(error, root.templates / "pictures", "read") from error
    return tuple(
        (path.stem.lower(), _FORMS[path.suffix.lower()], files.read_bytes(path)) for path in found if _is_one(path)
    )


def _is_one(path: Path) -> bool:
    return path.suffix.lower() in _FORMS and not path.name.startswith(".")
