"""An agreement looked over, and the versions that are kept of it."""

from contextlib import suppress
from pathlib import Path

from peerkit.agreements.kinds import Kind
from peerkit.agreements.standing import mark
from peerkit.border.agreement import check_data
from peerkit.cli.terminal.problems import report
from peerkit.errors import PeerkitError
from peerkit.problems import Problem
from peerkit.workspace import adopted, config, files
from peerkit.workspace.agreements import find_agreement, load_as_written
from peerkit.workspace.catalogue import is_path
from peerkit.workspace.root import Root


def check_one(root: Root, kind: Kind, name: str, *, as_json: bool = False, again: str = "") -> None:
    """Report every problem of one, also of the versions that are kept of it, and end the command as `report` does.

    `again` opens it in an editor.
    """
    path, words = find_agreement(root, name, kind), config.load(root).words
    try:
        problems = check_data(words.fill_in(files.read_toml(path)), kind)
        if not is_path(name):
            problems += _versions(root, kind, path)
    except PeerkitError as error:
        problems = [Problem("file", "unreadable", error.message, error.hint)]
    report([(path.name, problem) for problem in problems], as_json=as_json, again=again)


def _versions(root: Root, kind: Kind, path: Path) -> list[Problem]:
    kept, written, found = adopted.versions(root, kind, path.stem), None, []
    with suppress(PeerkitError):  # why it can't be read is said already
        written = load_as_written(path, kind)
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
