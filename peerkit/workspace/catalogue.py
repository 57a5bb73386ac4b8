"""Templates and agreements by name: those that come with peerkit, and the workspace's own, which win."""

import re
import unicodedata
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from peerkit.agreements.agreement import Agreement, read_agreement
from peerkit.agreements.bank import Bank, read_bank
from peerkit.agreements.kinds import RULES, Kind
from peerkit.agreements.stored import as_text
from peerkit.errors import PeerkitError, did_you_mean
from peerkit.leaflets.booklet import Booklet, read_booklet
from peerkit.leaflets.flyer import Flyer, read_flyer
from peerkit.planning.template import Template, read_template
from peerkit.problems import Problem
from peerkit.wording import slugs
from peerkit.wording.safe import HIDDEN
from peerkit.words import Words
from peerkit.workspace import files
from peerkit.workspace.files import read_toml, shown
from peerkit.workspace.glance import names
from peerkit.workspace.root import Root, typed

_USUAL_WORDS = Words()
MOST_SHOWN = 50
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


class WrongFile(PeerkitError):  # noqa: N818 - what the person reads is about the file
    """A file that is TOML and still not what it should be: `problems` says all of it."""

    def __init__(self, path: Path, problems: Sequence[Problem], hint: str) -> None:
        lines = [shown(problem.line(path.name)) for problem in problems[:MOST_SHOWN]]
        if more := len(problems) - len(lines):
            lines.append(f"{shown(path.name)}: and {more} more like these.")
        super().__init__("\n".join(lines), hint)
        self.problems = tuple(problems)


class WrongTemplate(WrongFile):
    """A template that is none."""


class WrongAgreement(WrongFile):
    """An agreement that is none."""


class WrongLeaflet(WrongFile):
    """A flyer or a booklet that is none."""


def find_template(root: Root, name: str) -> Path:
    """The file for a stem, or for a path when `name` has a folder or ends in `.toml`. Raises PeerkitError."""
    return _find(root, "sessions", name, "template", "See them all: peerkit template list")


def find_agreement(root: Root, name: str, kind: Kind = RULES) -> Path:
    """The file of an agreement or a charter, by stem or by path as `find_template`. Raises PeerkitError."""
    known = ", ".join(names(root, kind.folder))
    return _find(root, kind.folder, name, kind.whole, f"There are: {known}." if known else "")


def find_flyer(root: Root, name: str) -> Path:
    """The file of a flyer, by stem or by path as `find_template`. Raises PeerkitError."""
    return _find(root, "flyers", name, "flyer", f"There are: {', '.join(names(root, 'flyers'))}.")


def find_booklet(root: Root, name: str) -> Path:
    """The file of a booklet, by stem or by path as `find_template`. Raises PeerkitError."""
    return _find(root, "booklets", name, "booklet", f"There are: {', '.join(names(root, 'booklets'))}.")


def _find(root: Root, folder: str, name: str, kind: str, hint: str) -> Path:
    if name.endswith(".toml") or Path(name).name != name:
        return _by_path(name)
    known = names(root, folder)
    stem = in_nfc(name)
    if stem not in known:
        suggestion = f"{did_you_mean(name[:80], known)} {hint}".strip()
        raise PeerkitError(f'There is no {kind} called "{shown(name[:80])}".', suggestion)
    return known[stem]


def _by_path(name: str) -> Path:
    try:
        return Path(name).expanduser()
    except RuntimeError as error:
        raise PeerkitError(f"{shown(name)} names a home folder that is not there.", "Check the path.") from error


def load_template(path: Path, words: Words) -> Template:
    """A template with the group's words in it. Raises WrongTemplate, or PeerkitError where there is no TOML."""
    template, problems = read_template(_filled(path, words))
    if template is None:
        raise WrongTemplate(path, problems, f"Mend it, then try: peerkit template check {typed(path)}")
    return template


def load_agreement(path: Path, words: Words = _USUAL_WORDS, kind: Kind = RULES) -> Agreement:
    """An agreement with the group's words in it. Raises WrongAgreement, or PeerkitError where there is no TOML."""
    return _agreement(path, _filled(path, words), kind)


def load_as_written(path: Path, kind: Kind = RULES) -> Agreement:
    """An agreement to be written again: `{session}` stays `{session}`. Raises as `load_agreement`."""
    return _agreement(path, read_toml(path), kind)


def writable(path: Path, text: str, kind: Kind) -> Agreement:
    """The agreement in a text that is to be written at `path`. Raises PeerkitError where it could not be read there."""
    from peerkit.workspace.toml import tables

    if len(text.encode()) > files.LARGEST:
        raise PeerkitError(
            f"{shown(path)} would be larger than {files.LARGEST // 1000:,} kB, the most that peerkit reads here.",
            f"Make the {kind.many} shorter, or fewer. Nothing was written.",
        )
    agreement, problems = read_agreement(tables(text, shown(path)), kind)
    if agreement is None:
        raise WrongAgreement(path, problems, "Put that right first. Nothing was written.")
    return agreement


def held(root: Root) -> AbstractContextManager[None]:
    """Keep every other peerkit from writing an agreement. Raises files.Locked when another one keeps us from it."""
    return files.lock(root.templates / ".lock", 10.0)


def in_their_words(agreement: Agreement, words: Words, kind: Kind = RULES) -> tuple[Agreement | None, list[Problem]]:
    """What was loaded as written, with the group's words in it, or why it can't be with these words."""
    import tomllib

    return read_agreement(words.fill_in(tomllib.loads(as_text(agreement, kind))), kind)


def _agreement(path: Path, data: dict[str, Any], kind: Kind) -> Agreement:
    agreement, problems = read_agreement(data, kind)
    if agreement is None:
        raise WrongAgreement(path, problems, f"Mend {shown(path)}, then try again.")
    return agreement


def load_flyer(path: Path, words: Words = _USUAL_WORDS) -> Flyer:
    """A flyer with the group's words in it. Raises WrongLeaflet, or PeerkitError where there is no TOML."""
    flyer, problems = read_flyer(_filled(path, words))
    if flyer is None:
        raise WrongLeaflet(path, problems, f"Mend {shown(path)}, then try again.")
    return flyer


def load_booklet(path: Path, words: Words = _USUAL_WORDS) -> Booklet:
    """A booklet with the group's words in it. Raises as `load_flyer`."""
    booklet, problems = read_booklet(_filled(path, words))
    if booklet is None:
        raise WrongLeaflet(path, problems, f"Mend {shown(path)}, then try again.")
    return booklet


def load_bank(root: Root, kind: Kind = RULES) -> Bank:
    """The wordings to choose from, as they are written: the group's own file of them, else the one with peerkit."""
    path = _find(root, "bank", kind.bank, "bank of wordings", "peerkit is not whole. Install it again.")
    bank, problems = read_bank(read_toml(path))
    if bank is None:
        raise WrongFile(path, problems, f"Mend {shown(path)}, or move it away: then the one with peerkit is used.")
    return bank


def _filled(path: Path, words: Words) -> dict[str, Any]:
    data: dict[str, Any] = words.fill_in(read_toml(path))
    return data


def in_nfc(name: str) -> str:
    """A name as it is compared: an accent is the same however it was typed."""
    return unicodedata.normalize("NFC", name)


def may_be_named(name: str) -> bool:
    """Whether a new agreement can have this name, so that every command takes it, on every system.

    Letters, digits, hyphens, dots and spaces, at most 64. It begins with a letter or a digit, ends with no dot, and
    is neither a path nor what Windows keeps for a device.
    """
    signs = in_nfc(name)
    kinds = [unicodedata.category(sign)[0] for sign in signs]
    return (
        0 < len(signs) <= 64
        and kinds[0] in "LN"
        and all(kind in "LMN" or sign in "-_. " for sign, kind in zip(signs, kinds, strict=True))
        and signs[-1] not in ". "
        and not HIDDEN.search(signs)
        and not signs.lower().endswith(".toml")
        and not _DEVICE.fullmatch(signs)
    )


def stem_of(path: Path) -> str:
    """A name for plans and counts: see `slugs.stem`."""
    return slugs.stem(path.stem)
