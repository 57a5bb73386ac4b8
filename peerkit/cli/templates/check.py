"""Everything that is wrong with templates, and with the agreements that they name."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from peerkit.agreements.kinds import KINDS, Kind
from peerkit.border import agreement as agreements
from peerkit.border.template import check_data
from peerkit.cli.terminal.problems import FileProblem, report
from peerkit.errors import PeerkitError
from peerkit.problems import Problem
from peerkit.words import Words
from peerkit.workspace import catalogue, config, files, glance
from peerkit.workspace.root import Root


def check_files(root: Root, names: Iterable[str], *, as_json: bool) -> None:
    """Report on these files, by name or path; without any, on all of the group's own, or all that come with peerkit."""
    words = config.load(root).words
    own = sorted(file.stem for file in root.template_files.glob("[!.]*.toml"))
    report(look_over(root, names or own or glance.names(root), words), as_json=as_json)


def look_over(root: Root, names: Iterable[str], words: Words) -> list[FileProblem]:
    """The problems of each file, by name or path: templates, the agreements that they name, and agreements alone.

    An agreement is looked over once, however many templates name it.
    """
    known = glance.names(root, "agreements")
    found: list[FileProblem] = []
    named: dict[str, None] = {}
    for each in names:
        try:
            path = _path(root, each, known)
            data = words.fill_in(files.read_toml(path))
        except PeerkitError as error:
            found.append((each, Problem("file", "unreadable", error.message, error.hint)))
            continue
        if (kind := _kind_of(data)) is not None:
            found += [(each, problem) for problem in agreements.check_data(data, kind)]
            continue
        template, problems = check_data(data, set(known))
        found += [(each, problem) for problem in problems]
        if template.agreement in known:
            named[template.agreement] = None
    return found + [pair for name in named for pair in _agreement(known[name], words)]


def _path(root: Root, name: str, agreements: dict[str, Path]) -> Path:
    return (
        agreements[name]
        if name in agreements and name not in glance.names(root)
        else catalogue.find_template(root, name)
    )


def _kind_of(data: dict[str, Any]) -> Kind | None:
    """What a file is that is no template: ground rules, a charter, or nothing that is known."""
    return next((kind for kind in KINDS if kind.table in data and "block" not in data), None)


def _agreement(path: Path, words: Words) -> list[FileProblem]:
    try:
        problems = agreements.check_data(words.fill_in(files.read_toml(path)))
    except PeerkitError as error:
        problems = [Problem("file", "unreadable", error.message, error.hint)]
    return [(path.name, problem) for problem in problems]
