"""A pack, and what adding it would do to a folder: nothing of the group's own is ever replaced."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

FORMAT = 1
FOLDERS = ("sessions", "agreements", "charters", "flyers")
Data = dict[str, Any]
FileKey = tuple[str, str]
"""A folder, and the name of a file in it."""
PackStep = Literal["new", "beside", "same", "update", "kept", "gone"]


class Pack(NamedTuple):
    """`files` by folder and name. `added` says under which names they lie in a folder that has them."""

    name: str
    files: Mapping[FileKey, Data]
    added: Mapping[FileKey, str] = {}


class Act(NamedTuple):
    """What adding does with one file: `name` is the one that it has here, `before` what is there.

    `new` is added; `beside` too, under another name, for there is one of the group's own; `same` is there already;
    `update` takes the place of one that nobody changed since it was added; `kept` was changed by the group, or agreed
    on, and stays; `gone` was taken away by the group, and stays away.
    """

    key: FileKey
    step: PackStep
    name: str
    data: Data
    before: Data | None = None


def acts(pack: Pack, earlier: Pack | None, there: Mapping[FileKey, Data], agreed: frozenset[FileKey]) -> list[Act]:
    """What adding a pack does. `there` is what lies in the folder, `agreed` those on which the group agreed."""
    return [_act(key, data, pack.name, earlier, there, agreed) for key, data in pack.files.items()]


def _act(
    key: FileKey, data: Data, pack: str, earlier: Pack | None, there: Mapping[FileKey, Data], agreed: frozenset[FileKey]
) -> Act:
    folder, name = key
    known = earlier.added.get(key) if earlier else None
    if earlier is None or known is None:
        if key not in there:
            return Act(key, "new", name, data)
        if there[key] == data:
            return Act(key, "same", name, data, data)
        return _beside(key, data, pack, there)
    now = there.get((folder, known))
    if now is None:
        return Act(key, "gone", known, data)
    if now == data:
        return Act(key, "same", known, data, now)
    if now != earlier.files.get(key) or (folder, known) in agreed:
        return Act(key, "kept", known, data, now)
    return Act(key, "update", known, data, now)


def _beside(key: FileKey, data: Data, pack: str, there: Mapping[FileKey, Data]) -> Act:
    folder, name = key
    number = 1
    while True:
        other = f"{name}-{pack}" + (f"-{number}" if number > 1 else "")
        if there.get((folder, other)) in (None, data):
            step: PackStep = "same" if (folder, other) in there else "beside"
            return Act(key, step, other, data, there[key])
        number += 1
