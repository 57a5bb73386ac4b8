"""Files of templates by name: those that come with peerkit, and the workspace's own, which win; and any beside them."""

import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from peerkit.border.validation import validate
from peerkit.errors import PeerkitError, did_you_mean
from peerkit.messages import _
from peerkit.problems import Problem
from peerkit.values import Names, Value, load
from peerkit.wording.safe import hidden_in
from peerkit.wording.slugs import is_device
from peerkit.words import USUAL, Words
from peerkit.workspace.builtin import ships
from peerkit.workspace.files import by_path, read_toml, shown
from peerkit.workspace.glance import names
from peerkit.workspace.root import Root

MOST_SHOWN = 50
_TRUSTED: dict[Path, Callable[[], object]] = {}
"""What was loaded without a look at any limit, and how that is looked at."""


class WrongFile(PeerkitError):  # noqa: N818 - what the person reads is about the file
    """A file that is TOML and still not what it should be: `problems` says all of it."""

    def __init__(self, path: Path, problems: Sequence[Problem], hint: str) -> None:
        lines = [shown(problem.line(path.name)) for problem in problems[:MOST_SHOWN]]
        if more := len(problems) - len(lines):
            lines.append(f"{shown(path.name)}: and {more} more like these.")
        super().__init__("\n".join(lines), hint)
        self.problems = tuple(problems)


def is_path(name: str) -> bool:
    """Whether a name is the path of a file, and none of the names that are listed."""
    return name.endswith(".toml") or Path(name).name != name


def find(root: Root, folder: str, name: str, kind: str, hint: str = "") -> Path:
    """The file in a folder of templates for a stem, or for a path.

    Raises PeerkitError, which calls it a `kind`, with the names that there are, or another hint.
    """
    if is_path(name):
        return by_path(name)
    known = names(root, folder)
    stem = in_nfc(name)
    if stem not in known:
        if (error := _of_another_kind(name)) is not None:
            raise error
        hint = hint or (_("There are: {names}.", names=", ".join(known)) if known else "")
        suggestion = f"{did_you_mean(name[:80], known)} {hint}".strip()
        raise PeerkitError(_('There is no {kind} called "{name}".', kind=kind, name=shown(name[:80])), suggestion)
    return known[stem]


def _of_another_kind(name: str) -> PeerkitError | None:
    """Where somebody named a file beside them that is not TOML, what it is, and what to do."""
    with suppress(OSError, ValueError):
        if "." in name and Path(name).is_file():
            from peerkit.workspace import foreign

            return foreign.instead_of_toml(Path(name))
    return None


def loaded(kind: type[Value], path: Path, words: Words = USUAL, hint: str = "", names: Names = ()) -> Value:
    """The value in a file, with the group's words in it. Raises as `value_in`, or PeerkitError for what is no TOML."""
    return value_in(kind, path, words.fill_in(read_toml(path)), hint, names)


def value_in(kind: type[Value], path: Path, data: dict[str, Any], hint: str = "", names: Names = ()) -> Value:
    """The value in the tables of a file; those of a file that comes with peerkit are known to be right.

    One that can't be loaded all the same, as somebody left it in a checkout, is held to every rule. Raises WrongFile,
    with a hint of its own or how to go on once the file is mended.
    """
    if ships(path):
        with suppress(AttributeError, KeyError, TypeError, ValueError):
            value = load(kind, data, names)
            _TRUSTED[path] = lambda: _checked(kind, path, data, hint, names)
            return value
    return _checked(kind, path, data, hint, names)


def doubted() -> None:
    """Hold what was taken to be right, as it comes with peerkit, to every rule after all: something went wrong.

    Raises WrongFile for one that somebody broke.
    """
    checks = list(_TRUSTED.values())
    _TRUSTED.clear()
    for check in checks:
        check()


def _checked(kind: type[Value], path: Path, data: dict[str, Any], hint: str, names: Names) -> Value:
    value, problems = validate(kind, data, names)
    if value is None:
        raise WrongFile(path, problems, hint or _("Mend {file}, then try again.", file=shown(path)))
    return value


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
        and not hidden_in(signs)
        and not signs.lower().endswith(".toml")
        and not is_device(signs)
    )
