"""An agreement in the editor of whoever types, and looked over: nothing that somebody typed is changed or lost."""

from pathlib import Path

from peerkit.agreements.kinds import Kind
from peerkit.agreements.standing import mark
from peerkit.border.agreement import check_data
from peerkit.cli.terminal import console, editor
from peerkit.cli.terminal.problems import report, unreadable
from peerkit.cli.terminal.settings import settings
from peerkit.errors import PeerkitError
from peerkit.problems import Problem
from peerkit.workspace import adopted, files
from peerkit.workspace.agreements import find_agreement, load_as_written, load_if_readable
from peerkit.workspace.catalogue import is_path
from peerkit.workspace.root import Root


def edit_one(root: Root, kind: Kind, name: str) -> None:
    """Open it, then look it over. One that comes with peerkit is copied into the workspace first.

    A copy in which nothing was changed is taken away again. Raises PeerkitError where there is no editor, where it
    failed, and where it left no file.
    """
    found = find_agreement(root, name, kind)
    path = editor.own_file(root, kind.folder, name, found)
    given = Path(name) if is_path(name) else name
    again = root.command(f"{kind.command} edit", given)
    if path != found:
        own = root.command(f"{kind.command} choose --yes", kind.unless_usual(found.stem))
        otherwise = f"For a file of your own, to open in any text editor: {own}"
    else:
        check = root.command(f"{kind.command} check", given)
        otherwise = f"Open this in any text editor: {files.shown(path)}\nThen: {check}"
    editor.edit(path, found, lambda each: load_if_readable(each, kind) is not None, again, otherwise)
    _mention_standing(root, kind, path if path.exists() else found)
    check_one(root, kind, str(path) if is_path(name) else name, again=again)


def _mention_standing(root: Root, kind: Kind, path: Path) -> None:
    try:
        stands = adopted.standing_of(root, kind, path, load_as_written(path, kind))
    except PeerkitError:
        return  # looking it over says why
    if stands.state == "changed":
        again = root.command(f"{kind.command} adopt", path.stem)
        console.note(f"{stands.said(kind)} When the group has agreed: {again}")


def check_one(root: Root, kind: Kind, name: str, *, as_json: bool = False, again: str = "") -> None:
    """Report every problem of one, also of the versions that are kept of it, and end the command as `report` does.

    `again` opens it in an editor.
    """
    path, words = find_agreement(root, name, kind), settings(root, note=True).words
    try:
        problems = check_data(words.fill_in(files.read_toml(path)), kind)
        if not is_path(name):
            problems += _versions(root, kind, path)
    except PeerkitError as error:
        problems = [unreadable(error)]
    report([(path.name, problem) for problem in problems], {path.name: path}, as_json=as_json, again=again)


def _versions(root: Root, kind: Kind, path: Path) -> list[Problem]:
    kept, written, found = adopted.versions(root, kind, path.stem), load_if_readable(path, kind), []
    adopt = root.command(f"{kind.command} adopt", path.stem)
    for number, file in kept.items():
        if adopted.changed_since(file, kind):
            reason = f"{files.shown(file)} is not as it was agreed: somebody changed it, or it can't be read."
            hint = "Changes belong in the file without a number."
            if written and mark(written) == adopted.mark_of(file):
                hint = f"{hint} To put it back as it was: {adopt}"
            else:
                hint = f"Put it back from a copy, if there is one. {hint}"
            found.append(Problem(f"version {number}", "version-changed", reason, hint, "advice"))
    if written and written.version and written.version not in kept:
        reason = f"The text that was agreed as version {written.version} is not kept here."
        hint = f"If the group agrees on this text: {adopt}"
        found.append(Problem("version", "version-missing", reason, hint, "advice"))
    return found
