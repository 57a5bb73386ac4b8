"""`peerkit where`: which folder, every file in it, what each is for, and what is never kept."""

import re
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from peerkit.cli.terminal import console, viewer
from peerkit.cli.terminal.help import noun, verb
from peerkit.cli.terminal.language import mention_unknown
from peerkit.cli.terminal.options import Json, Workspace, folder_of
from peerkit.cli.terminal.settings import settings
from peerkit.messages import _, ngettext
from peerkit.workspace import copies, inventory
from peerkit.workspace.builtin import builtin_templates
from peerkit.workspace.files import shown
from peerkit.workspace.inventory import ListedFile
from peerkit.workspace.kept import KEPT, KeptFile
from peerkit.workspace.root import Root

if TYPE_CHECKING:
    from peerkit.printing.document import Document

app = noun()
_PATHS = {Path(kept.path) for kept in KEPT}
_NEVER = (
    "Who came, who stayed away, who passed, who ran over.",
    "Names, initials, ages, addresses, diagnoses.",
    "When anyone in particular arrived or left, and who facilitated.",
    "Anything that was said.",
    "Anything outside this computer: peerkit uses no network.",
)


@verb(app, "where", "peerkit where", in_english=True)
def where(as_json: Json = False, workspace: Workspace = None) -> None:
    """Show where things are kept, and what each is for. It changes nothing."""
    root = folder_of(workspace)
    mention_unknown(root)
    settings(root, note=True)
    as_it_came = root.templates.resolve() == builtin_templates().resolve()

    def came(path: Path) -> bool:
        return as_it_came and path.is_relative_to(root.templates)

    found = [(kept, files) for kept in KEPT if not came(root.path / kept.path) and (files := _files(root, kept))]
    ours = {file for _, files in found for file in files}
    every = list(islice(inventory.everything(root.path), inventory.MOST)) if root.path.is_dir() else []
    links = {each.path: each.link for each in every if each.link is not None}
    others = [each for each in every if each.path not in ours and not came(each.path)]
    if as_json:
        data = {"folder": str(root.path), "found_by": root.found_by, "exists": root.path.is_dir()}
        entries = [
            {"path": str(file), "purpose": kept.purpose, "fields": dict(kept.fields), **_link(links.get(file))}
            for kept, files in found
            for file in files
        ]
        rest = [
            {"path": str(each.path), "copy_of": copies.original(each.path), **_link(each.link), "broken": each.broken}
            for each in others
        ]
        console.as_json({**data, "files": entries, "others": rest, "never": _NEVER})
        return
    if found and viewer.looks():
        viewer.show(_drawn(root, found, links, others))
        return
    console.out(f"{root.path}\nFound by: {root.found_by}.")
    if not root.path.is_dir():
        console.out("It is not there yet; it is made when something is first written.")
    elif not found:
        console.out("peerkit has written nothing in it.")
    for kept, files in found:
        console.out("\n" + "\n".join(_named(root, ListedFile(file, links.get(file))) for file in files))
        console.out(kept.purpose)
        for field, purpose in kept.fields:
            console.out(f"  {field}: {purpose}")
    for says, names in _others(root, others).items():
        console.out("\n".join([f"\n{says}", *(f"  {name}" for name in names)]))
    if len(every) == inventory.MOST:
        console.out(_("There are more than {most:,} files here; the others are not named.", most=inventory.MOST))
    console.out("\nNever kept:")
    for line in _NEVER:
        console.out(f"  {line}")


def _drawn(
    root: Root, found: list[tuple[KeptFile, list[Path]]], links: dict[Path, Path], others: list[ListedFile]
) -> "Document":
    """The folder as a tree of what peerkit wrote in it, for somebody who looks at a terminal."""
    from peerkit.printing.document import Callout, Document, Listing, Section
    from peerkit.printing.view import CommandLine, Tree

    purposes = {file: kept.purpose for kept, files in found for file in files}

    def below(folder: Path) -> tuple[Tree, ...]:
        inside = sorted({folder / file.relative_to(folder).parts[0] for file in purposes if folder in file.parents})
        return tuple(
            Tree(shown(each.name) + "/", "", below(each))
            if each not in purposes
            else Tree(_named(root, ListedFile(each, links.get(each)), each.name), purposes[each])
            for each in inside
        )

    fields = CommandLine(_("What each line in these files is for:"), root.command("where --plain"))
    return Document(
        str(root.path),
        _("Found by: {how}.", how=root.found_by),
        (Tree(f"{shown(root.path.name)}/", "", below(root.path)), fields),
        (
            *(Section("", (Callout(says, tuple(names)),)) for says, names in _others(root, others).items()),
            Section(_("Never kept"), (Listing(_NEVER),)),
        ),
    )


def _others(root: Root, others: list[ListedFile]) -> dict[str, list[str]]:
    """What is in the folder besides, by what peerkit makes of it: those in hidden folders are only counted."""
    duplicates, rest, hidden = list[str](), list[str](), Counter[str]()
    for each in others:
        if name := copies.original(each.path):
            duplicates.append(_("{path}: of {name}", path=_named(root, each), name=shown(name)))
            continue
        *above, _name = each.path.relative_to(root.path).parts
        if dotted := next((at for at, part in enumerate(above, 1) if part.startswith(".")), 0):
            hidden["/".join(above[:dotted])] += 1
        else:
            rest.append(_named(root, each))
    for folder, files in hidden.items():
        rest.append(ngettext("{folder}: {n:,} file", "{folder}: {n:,} files", files, folder=shown(folder)))
    besides = {
        _("These look like copies, and hold what the file holds that they are of:"): duplicates,
        _("Also in this folder. peerkit does not write these files and does not read them:"): rest,
    }
    return {says: names for says, names in besides.items() if names}


def _named(root: Root, found: ListedFile, called: str = "") -> str:
    """A path below the folder, or what it is `called`, and where it leads."""
    name = shown(called or found.path.relative_to(root.path).as_posix())
    if found.link is not None and found.broken:
        return _("{name}, a link to {path}, where nothing is", name=name, path=shown(found.link))
    if found.link is not None:
        return _("{name}, by a link to {path}", name=name, path=shown(found.link))
    return _("{name}, which can't be looked into", name=name) if found.broken else name


def _link(to: Path | None) -> dict[str, str]:
    return {} if to is None else {"link": str(to)}


def _files(root: Root, kept: KeptFile) -> list[Path]:
    """Every file that is there under that path; words in capitals stand for anything that has no path of its own."""
    pattern = re.sub(r"[A-Z][A-Z-]*[A-Z]", "[!.]*", kept.path)
    of_their_own = _PATHS - {Path(kept.path)}
    there = (file for file in root.path.glob(pattern) if file.is_file())
    found = sorted(file for file in there if file.relative_to(root.path) not in of_their_own)
    return [file for file in found if file.parent != root.sessions or copies.original(file) is None]
