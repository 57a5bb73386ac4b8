"""Makes `TAG.mo`, which peerkit reads, beside each `TAG.po`, which people write: as a wheel is built, and before tests.

It is no part of the wheel, and needs polib alone.
"""

from pathlib import Path
from typing import Any

import polib

DRAFT = "Draft: no speaker has read this translation yet."
TIER_ONE = "Tier 1"
"""What stands as a note for translators over each message of an evening; see tests/catalogues.py."""


def compiled(path: Path) -> bytes:
    """The `.mo` of a `.po`. Its header says how many messages of an evening are translated, and of how many."""
    po = polib.pofile(path)
    first = [entry for entry in po if TIER_ONE in entry.comment and not entry.obsolete]
    po.metadata["X-Peerkit-Tier-1"] = f"{sum(entry.translated() for entry in first)} of {len(first)}"
    return po.to_binary()


def drafts(paths: list[Path]) -> str:
    """A line for each `.po` that no speaker has read, which says so itself and in English."""
    lines = []
    for path in paths:
        po = polib.pofile(path)
        said = po.find(DRAFT)
        if not po.metadata.get("X-Peerkit-Reviewed"):
            own = said.msgstr if said and said.translated() else ""
            lines.append(" ".join(filter(None, (f"{path.stem}:", own, DRAFT))))
    return "".join(f"{line}\n" for line in lines)


def compile_all(folder: Path) -> list[Path]:
    """Write each `.mo` of a folder, and which of them are drafts, where that would be another, and give all files."""
    paths = sorted(folder.glob("*.po"))
    made = {path.with_suffix(".mo"): compiled(path) for path in paths}
    made[folder / "drafts.txt"] = drafts(paths).encode()
    for there, data in made.items():
        if not there.exists() or there.read_bytes() != data:
            half = there.with_suffix(".half")
            half.write_bytes(data)
            half.replace(there)
    return list(made)


def get_build_hook() -> type:
    """What hatchling runs before it packs a wheel, or installs a checkout as it is."""
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    class Catalogues(BuildHookInterface):  # type: ignore[type-arg]
        """Takes the catalogues along, which git ignores."""

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's own
            folder = Path(self.root) / "peerkit" / "languages"
            build_data["artifacts"] += [f"/{path.relative_to(self.root).as_posix()}" for path in compile_all(folder)]

    return Catalogues
