"""An agreement in the editor of whoever types, and looked over: nothing that somebody typed is changed or lost."""

from pathlib import Path

from peerkit.agreements.kinds import Kind
from peerkit.cli.agreements.check import check_one
from peerkit.cli.agreements.editor import editor, run, with_another
from peerkit.cli.terminal import console
from peerkit.errors import PeerkitError
from peerkit.workspace import files
from peerkit.workspace.adopted import standing_of
from peerkit.workspace.agreements import find_agreement, load_as_written
from peerkit.workspace.builtin import builtin_templates
from peerkit.workspace.catalogue import is_path
from peerkit.workspace.root import Root


def edit_one(root: Root, kind: Kind, name: str) -> None:
    """Open it, then look it over. One that comes with peerkit is copied into the workspace first.

    A copy in which nothing was changed is taken away again. Raises PeerkitError where there is no editor, where it
    failed, and where it left no file.
    """
    found = find_agreement(root, name, kind)
    path = _own_file(root, kind, name, found)
    copied, before = path != found, files.read_bytes(found)
    given = Path(name) if is_path(name) else name
    again = root.command(f"{kind.command} edit", given)
    if copied:
        own = root.command(f"{kind.command} choose --yes", kind.unless_usual(found.stem))
        otherwise = f"For a file of your own, to open in any text editor: {own}"
    else:
        check = root.command(f"{kind.command} check", given)
        otherwise = f"Open this in any text editor: {files.shown(path)}\nThen: {check}"
    otherwise += f"\nOr say which editor to use, such as: {with_another(again)}"
    command = editor(otherwise)
    could_be_read = _can_be_read(kind, found)
    if copied:
        files.write_atomic(path, before, private=False)
    try:
        failed = run(command, path, otherwise)
    finally:
        changed = _left(path, before, copied=copied)
    if changed and could_be_read and not _can_be_read(kind, path):
        _keep(path, before, f"the {found.stem} that comes with peerkit is used" if copied else "")
    if failed:
        became = "What it saved is kept." if changed else "Nothing was changed."
        raise PeerkitError(f"The editor {command[0]} ended with an error. {became}", otherwise)
    _say_whether(path, found, changed=changed, copied=copied)
    _mention_standing(root, kind, path if path.exists() else found)
    check_one(root, kind, str(path) if is_path(name) else name, again=again)


def _left(path: Path, before: bytes, *, copied: bool) -> bool:
    """Whether the editor left another text. A copy that is the same goes; what was the group's own comes back.

    Raises PeerkitError where the file was gone.
    """
    try:
        same = files.read_bytes(path) == before
    except files.Missing:
        if not copied:
            files.write_atomic(path, before, private=False)
        back = "Nothing was changed." if copied else "What was in it before was put back."
        raise PeerkitError(
            f"The editor took {files.shown(path)} away. {back}", "Save the text under the same name, then try again."
        ) from None
    if same and copied:
        files.remove(path)
    return not same


def _keep(path: Path, before: bytes, otherwise: str) -> None:
    """Say how to go back from a text that can't be read, and keep what is needed for that."""
    where = files.shown(path)
    if otherwise:
        console.note(f"{where} can't be read as it is. Edit it again, or take it away: then {otherwise}.")
        return
    kept = files.shown(files.keep_before(path, before))
    console.note(f"{where} can't be read as it is. Edit it again, or go back to what was there before: {kept}")


def _say_whether(path: Path, found: Path, *, changed: bool, copied: bool) -> None:
    shipped = f"the {found.stem} that comes with peerkit"
    if changed and copied:
        console.note(f"From now on {files.shown(path)} is used instead of {shipped}.")
    elif copied:
        console.note(f"Nothing was changed, so {shipped} is still used.")
        console.note(f"If the editor is still open, save it as {files.shown(path)}")
    elif not changed:
        console.note(f"Nothing was changed in {files.shown(path)} so far.")


def _mention_standing(root: Root, kind: Kind, path: Path) -> None:
    try:
        stands = standing_of(root, kind, path, load_as_written(path, kind))
    except PeerkitError:
        return  # looking it over says why
    if stands.state == "changed":
        again = root.command(f"{kind.command} adopt", path.stem)
        console.note(f"{stands.said(kind)} When the group has agreed: {again}")


def _own_file(root: Root, kind: Kind, name: str, found: Path) -> Path:
    """The file that is the group's to change, which may not be there yet."""
    if is_path(name) or not found.is_relative_to(builtin_templates()):
        return found
    own = root.templates / kind.folder / found.name
    return found if own.resolve() == found.resolve() else own


def _can_be_read(kind: Kind, path: Path) -> bool:
    try:
        return bool(load_as_written(path, kind))
    except PeerkitError:
        return False
