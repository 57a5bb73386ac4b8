"""A group's own pictures for Easy Read: `templates/pictures/cup.png` takes the place of the picture called cup."""

from peerkit.workspace import files, inventory
from peerkit.workspace.root import Root

_FORMS = {".svg": "svg", ".png": "png", ".jpg": "jpg", ".jpeg": "jpg"}


def own(root: Root) -> tuple[tuple[str, str, bytes], ...]:
    """Each picture in the folder: its name, its form and what is in the file.

    Raises PeerkitError for one that can't be read, or is too large.
    """
    return tuple(
        (path.stem.lower(), _FORMS[path.suffix.lower()], files.read_bytes(path))
        for path in inventory.inside(root.templates / "pictures")
        if path.suffix.lower() in _FORMS and not path.name.startswith(".")
    )
