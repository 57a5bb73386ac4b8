"""Where the templates lie that come with peerkit."""

from pathlib import Path

import peerkit


def builtin_templates() -> Path:
    """Inside the package in a wheel; beside it in a checkout and an editable install."""
    package = Path(peerkit.__file__).parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"
