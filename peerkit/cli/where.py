"""`peerkit where`: which folder, which files, what each is for, and what is never kept."""

import re
from pathlib import Path

import typer

from peerkit.cli.terminal import console
from peerkit.cli.terminal.help import verb
from peerkit.cli.terminal.options import Json, Workspace, folder_of
from peerkit.cli.terminal.settings import settings
from peerkit.workspace.builtin import builtin_templates
from peerkit.workspace.kept import KEPT, KeptFile
from peerkit.workspace.root import Root

app = typer.Typer(rich_markup_mode=None, add_completion=False)
NEVER = (
    "Who came, who stayed away, who passed, who ran over.",
    "Names, initials, ages, addresses, diagnoses.",
    "When anyone in particular arrived or left, and who facilitated.",
    "Anything that was said.",
    "Anything outside this computer: peerkit uses no network.",
)


@verb(app, "where", "peerkit where")
def where(as_json: Json = False, workspace: Workspace = None) -> None:
    """Show where things are kept, and what each is for. It changes nothing."""
    root = folder_of(workspace)
    settings(root, note=True)
    found = [(kept, files) for kept in KEPT if (files := _files(root, kept))]
    if as_json:
        data = {"folder": str(root.path), "found_by": root.found_by, "exists": root.path.is_dir()}
        entries = [
            {"path": str(file), "purpose": kept.purpose, "fields": dict(kept.fields)}
            for kept, files in found
            for file in files
        ]
        console.as_json({**data, "files": entries, "never": NEVER})
        return
    console.out(f"{root.path}\nFound by: {root.found_by}.")
    if not root.path.is_dir():
        console.out("It is not there yet; it is made when something is first written.")
    elif not found:
        console.out("peerkit has written nothing in it.")
    for kept, files in found:
        console.out("\n" + "\n".join(file.relative_to(root.path).as_posix() for file in files))
        console.out(kept.purpose)
        for field, purpose in kept.fields:
            console.out(f"  {field}: {purpose}")
    console.out("\nNever kept:")
    for line in NEVER:
        console.out(f"  {line}")


def _files(root: Root, kept: KeptFile) -> list[Path]:
    """Every file that is there under that path, but what came with peerkit; words in capitals stand for anything."""
    if kept.path.startswith("templates/") and root.templates.resolve() == builtin_templates().resolve():
        return []
    pattern = re.sub(r"[A-Z][A-Z-]*[A-Z]", "[!.]*", kept.path)
    of_their_own = {root.path / each.path for each in KEPT if each.path != kept.path}
    return sorted(file for file in root.path.glob(pattern) if file.is_file() and file not in of_their_own)
