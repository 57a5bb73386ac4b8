"""Folders that released versions of peerkit wrote, kept as they were. What is in one is never changed."""

import shutil
from pathlib import Path

WRITTEN = {"0.4.0": Path(__file__).with_name("0.4.0")}


def copied(version: str, to: Path) -> Path:
    """A copy of the folder that a version wrote, to work in."""
    return Path(shutil.copytree(WRITTEN[version], to))
