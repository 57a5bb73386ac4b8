"""Where the templates lie that come with peerkit."""

from pathlib import Path

import peerkit

USUAL_TEMPLATE = "weekly-circle"
"""The way of meeting that is meant where nobody has chosen one."""


def builtin_templates() -> Path:
    """Inside the package in a wheel; beside it in a checkout and an editable install."""
    package = Path(peerkit.__file__).parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def ships(path: Path) -> bool:
    """Whether a file comes with peerkit: it lies there, or is the same to the byte, as in a folder of this repository.

    Such a file was held to every rule before it was shipped.
    """
    own = builtin_templates().resolve()
    found = path.resolve()
    if found.is_relative_to(own):
        return True
    twins = (own.joinpath(*found.parts[-depth:]) for depth in (2, 3))  # of English, and of another language
    return any(twin.is_file() and twin.read_bytes() == found.read_bytes() for twin in twins)
