"""Makes `TAG.texts`, which peerkit reads, of each `TAG.po`, which people write: as a wheel is built, and before tests.

`en.texts` has every message that is translated, once, and the file of a language what stands for each, in its order.
Between two stands `BETWEEN`; within one, NUL and EOT stand where they stand in a `.mo`. This module is no part of the
wheel, and needs polib alone.
"""

from pathlib import Path
from typing import Any

import polib

DRAFT = "Draft: no speaker has read this translation yet."
TIER_ONE = "Tier 1"
"""What stands as a note for translators over each message of an evening; see tests/catalogues.py."""
BETWEEN = "\x1e"


def texts(paths: list[Path]) -> dict[str, bytes]:
    """What the `.texts` of English and of each `.po` holds, by the tag: nothing for a message without a translation."""
    languages = {path.stem: _translated(path) for path in paths}
    messages = list(dict.fromkeys(message for language in languages.values() for message in language))
    columns = {tag: [language.get(message, "") for message in messages] for tag, language in languages.items()}
    return {tag: BETWEEN.join(column).encode() for tag, column in {"en": messages, **columns}.items()}


def _translated(path: Path) -> dict[str, str]:
    """The translations of a `.po`. The header says how many messages of an evening are translated, and of how many."""
    po = polib.pofile(path)
    first = [entry for entry in po if TIER_ONE in entry.comment and not entry.obsolete]
    po.metadata["X-Peerkit-Tier-1"] = f"{sum(entry.translated() for entry in first)} of {len(first)}"
    found = {}
    for entry in (po.metadata_as_entry(), *po.translated_entries()):
        message = "\0".join(filter(None, (entry.msgid, entry.msgid_plural)))
        forms = [form for _number, form in sorted(entry.msgstr_plural.items())] or [entry.msgstr]
        found[f"{entry.msgctxt}\4{message}" if entry.msgctxt else message] = "\0".join(forms)
    return found


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
    """Write each `.texts` of a folder, and which are drafts, where that would be another, and give all files."""
    paths = sorted(folder.glob("*.po"))
    made = {folder / f"{tag}.texts": data for tag, data in texts(paths).items()}
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
