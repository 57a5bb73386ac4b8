"""What peerkit says in other languages: catalogues that ship, and those in the group's own folder `languages/`.

A catalogue of the group's is a compiled file of gettext, `TAG.mo`, as Poedit saves it beside `TAG.po`. It wins, message
by message, over what ships, and a country's (`ar-SY`) over its language's (`ar`). What ships is `TAG.texts`, beside the
English messages that all languages share; `languages/build.py` makes them, and gettext reads them as any other.
"""

import re
import struct
from collections.abc import Iterable
from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from peerkit.messages import ENGLISH, TAG, Catalogue, _, and_in_english, base_of, is_sound, spoken
from peerkit.workspace.root import Root

SHIPPED = Path(__file__).parent.parent / "languages"
TIER_ONE = "X-Peerkit-Tier-1"
"""The header of what ships that says how many messages of an evening it has, and of how many: `812 of 812`."""
REVIEWED = "X-Peerkit-Reviewed"
"""The header that says when a speaker has read it, and how far: `2027-03, tier 1`. A draft has none."""
_BIGGEST = 10_000_000
_BETWEEN = b"\x1e"
"""What stands between two texts of what ships."""


class _Loaded(GNUTranslations, Catalogue):
    """The catalogue in a file."""

    def __init__(self, tag: str, path: Path) -> None:
        super().__init__(BytesIO(path.read_bytes() if path.suffix == ".mo" else _compiled(path)))
        self.tag = tag
        self.reviewed = self.info().get(REVIEWED.lower(), "")
        numbers = [int(number) for number in re.findall("[0-9]{1,6}", self.info().get(TIER_ONE.lower(), ""))]
        self.of = numbers[1] if len(numbers) == 2 else 0
        self.whole = bool(self.of) and numbers[0] == self.of

    def unsound(self) -> tuple[str, ...]:
        """The English messages whose translation can't be said; the number of a form may stand in any."""
        wrong = []
        for key, text in self._catalog.items():  # type: ignore[attr-defined]
            message = (key[0] if isinstance(key, tuple) else key).rpartition("\4")[2]
            counted = message + "{n}" * (isinstance(key, tuple) and "{n}" not in message)
            if message and not is_sound(text, counted):
                wrong.append(message)
        return tuple(dict.fromkeys(wrong))

    def messages(self) -> int:
        """How many messages it has."""
        return len({key[0] if isinstance(key, tuple) else key for key in self._catalog})  # type: ignore[attr-defined]


def _compiled(path: Path) -> bytes:
    """What ships of a language, as a compiled file of gettext."""
    columns = (file.read_bytes().split(_BETWEEN) for file in (path.with_stem(ENGLISH.tag), path))
    messages, texts = zip(*(pair for pair in zip(*columns, strict=True) if pair[1]), strict=True)
    at = 28 + 16 * len(messages)
    places: list[int] = []
    for text in messages + texts:
        places += len(text), at
        at += len(text) + 1
    count = len(messages)
    head = struct.pack(f"<7I{len(places)}I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 0, *places)
    return head + b"\0".join(messages + texts) + b"\0"


def known(root: Root | None = None) -> list[str]:
    """The tags of the languages that peerkit can speak, English first: those that ship, and the group's own."""
    paths = (*SHIPPED.glob("*.texts"), *(root.languages.glob("*.mo") if root else ()))
    tags = {path.stem for path in paths if re.fullmatch(TAG, path.stem)}
    return [ENGLISH.tag, *sorted(tags - {ENGLISH.tag})]


def catalogue(tag: str, root: Root | None = None) -> Catalogue | None:
    """What peerkit says in that language; None where it has nothing, as for English.

    A file that is no catalogue is passed over.
    """
    return next(iter(_chain(tag, root)), None)


def unreadable(tag: str, root: Root) -> Path | None:
    """The group's own catalogue of that language, where it is there and is none."""
    own = [file for file in _files(tag, root) if file.parent == root.languages and file.exists()]
    return next((file for file in own if not _read(tag, _stamped([file]))), None)


def not_compiled(tag: str, root: Root) -> Path | None:
    """The group's own translation of that language, where what is read of it is older, or is not there."""
    written, compiled = (root.languages / f"{tag}.{kind}" for kind in ("po", "mo"))
    try:
        if not re.fullmatch(TAG, tag) or not written.is_file():
            return None
        late = not compiled.is_file() or written.stat().st_mtime - compiled.stat().st_mtime > 2
    except OSError:
        return None
    return written if late else None


def unsound(tag: str, root: Root) -> tuple[Path | None, tuple[str, ...]]:
    """The group's own catalogue of that language, and its English messages whose translation can't be said."""
    own = [file for file in _files(tag, root) if file.parent == root.languages and file.exists()]
    read = [each for file in own for each in _read(tag, _stamped([file]))]
    return (own[0], read[0].unsound()) if read else (None, ())


def unread() -> tuple[str, ...]:
    """That no speaker has read the translation that is spoken, in it and in English; nothing where that is not so."""
    if not spoken().draft:
        return ()
    return and_in_english(lambda: _("Draft: no speaker has read this translation yet."))


def is_whole(tag: str, root: Root | None = None) -> bool:
    """Whether everything that is said in an evening is translated: of what ships as its header has it.

    A language of the group's own has as many messages as what ships is to have.
    """
    chain = _chain(tag, root)
    if any(each.whole for each in chain):
        return True
    wanted = max((each.of for other in known() for each in _chain(other, None)), default=0)
    return bool(wanted) and any(each.messages() >= wanted for each in chain)


def _files(tag: str, root: Root | None) -> list[Path]:
    """Where a language is looked for, nearest first."""
    if not re.fullmatch(TAG, tag) or tag == ENGLISH.tag:
        return []
    tags = [tag, *([base_of(tag)] if "-" in tag else [])]
    places = [*([(root.languages, "mo")] if root else []), (SHIPPED, "texts")]
    return [folder / f"{each}.{kind}" for each in tags for folder, kind in places]


def _chain(tag: str, root: Root | None) -> tuple[_Loaded, ...]:
    return _read(tag, _stamped(_files(tag, root)))


def _stamped(paths: Iterable[Path]) -> tuple[tuple[Path, int], ...]:
    """Those that are there, with when they were last changed."""
    found = []
    for path in paths:
        try:
            about = path.stat()
        except OSError:
            continue
        found += [(path, about.st_mtime_ns)] if about.st_size <= _BIGGEST else []
    return tuple(found)


@lru_cache(16)
def _read(tag: str, stamped: tuple[tuple[Path, int], ...]) -> tuple[_Loaded, ...]:
    """Each catalogue, which falls back to the next; without what is none."""
    loaded: list[_Loaded] = []
    for path, _changed in stamped:
        try:
            loaded.append(_Loaded(tag, path))
        except (OSError, ValueError, LookupError, struct.error):  # as gettext says that it is none
            continue
    for nearer, farther in pairwise(loaded):
        nearer.add_fallback(farther)
    for each in loaded:
        each.draft = not any(other.reviewed for other in loaded)
    return tuple(loaded)
