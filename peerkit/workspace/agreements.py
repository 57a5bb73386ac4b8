"""Ground rules, charters and the bank by name: those that come with peerkit, and the workspace's own, which win."""

from contextlib import AbstractContextManager
from pathlib import Path

from peerkit.agreements.agreement import Agreement
from peerkit.agreements.bank import Bank
from peerkit.agreements.kinds import RULES, Kind
from peerkit.border.validation import validate
from peerkit.errors import NEWER, PeerkitError
from peerkit.problems import Problem
from peerkit.values import dump
from peerkit.wording.safe import echoed
from peerkit.words import USUAL, Words
from peerkit.workspace import files, locks
from peerkit.workspace.catalogue import WrongFile, find, is_path, loaded, value_in
from peerkit.workspace.files import read_toml, shown
from peerkit.workspace.root import Root
from peerkit.workspace.toml import tables


def find_agreement(root: Root, name: str, kind: Kind = RULES) -> Path:
    """The file of an agreement or a charter, by stem or by path as `find_template`. Raises PeerkitError."""
    return find(root, kind.folder, name, kind.whole)


def find_named_agreement(root: Root, name: str, kind: Kind) -> Path:
    """The file of an agreement by its name alone: what has versions lies in the workspace. Raises PeerkitError."""
    if is_path(name):
        raise PeerkitError(
            f"{echoed(name)} is a path, and here a name is needed.",
            f"To begin from a file: peerkit {kind.command} choose {kind.usual} --from FILE",
        )
    return find_agreement(root, name, kind)


def load_agreement(path: Path, words: Words = USUAL, kind: Kind = RULES) -> Agreement:
    """An agreement with the group's words in it. Raises WrongFile, or PeerkitError where there is no TOML."""
    return loaded(Agreement, path, words, names=kind.names)


def load_both(path: Path, words: Words, kind: Kind) -> tuple[Agreement, Agreement]:
    """An agreement as it is written, and with the group's words in it. Raises as `load_agreement`."""
    data = read_toml(path)
    filled = words.fill_in(data)
    written = value_in(Agreement, path, data, names=kind.names)
    return written, written if filled == data else value_in(Agreement, path, filled, names=kind.names)


def load_as_written(path: Path, kind: Kind = RULES) -> Agreement:
    """An agreement to be written again: `{session}` stays `{session}`. Raises as `load_agreement`."""
    return value_in(Agreement, path, read_toml(path), names=kind.names)


def load_if_readable(path: Path, kind: Kind) -> Agreement | None:
    """As `load_as_written`; None where it can't be read. Raises WrongFile where a newer peerkit may have written it."""
    try:
        return load_as_written(path, kind)
    except PeerkitError as error:
        if NEWER in error.message:
            raise
        return None


def writable(path: Path, text: str, kind: Kind) -> Agreement:
    """The agreement in a text that is to be written at `path`. Raises PeerkitError where it could not be read there."""
    if len(text.encode()) > files.LARGEST:
        raise PeerkitError(
            f"{shown(path)} would be larger than {files.LARGEST // 1000:,} kB, the most that peerkit reads here.",
            f"Make the {kind.many} shorter, or fewer. Nothing was written.",
        )
    agreement, problems = validate(Agreement, tables(text, shown(path)), kind.names)
    if agreement is None:
        raise WrongFile(path, problems, "Put that right first. Nothing was written.")
    return agreement


def held(root: Root) -> AbstractContextManager[None]:
    """Keep every other peerkit from writing an agreement. Raises locks.Locked when another one keeps us from it."""
    return locks.lock(root.templates / ".lock", 10.0)


def in_their_words(agreement: Agreement, words: Words, kind: Kind = RULES) -> tuple[Agreement | None, list[Problem]]:
    """What was loaded as written, with the group's words in it, or why it can't be with these words."""
    return validate(Agreement, words.fill_in(dump(agreement, kind.names, defaults=False)), kind.names)


def load_bank(root: Root, kind: Kind = RULES) -> Bank:
    """The wordings to choose from, as they are written: the group's own file of them, else the one with peerkit."""
    path = find(root, "bank", kind.bank, "bank of wordings", "peerkit is not whole. Install it again.")
    hint = f"Mend {shown(path)}, or move it away: then the one with peerkit is used."
    return value_in(Bank, path, read_toml(path), hint)
