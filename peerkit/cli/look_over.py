"""Everything that is wrong with files of templates and agreements, each problem with the file that it is in."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from peerkit.agreements import check as agreements
from peerkit.errors import PeerkitError
from peerkit.planning.partly import check_data
from peerkit.problems import Problem
from peerkit.words import Words
from peerkit.workspace import catalogue, files, glance
from peerkit.workspace.root import Root

Found = tuple[str, Problem]


def look_over(root: Root, wanted: Iterable[str], words: Words) -> list[Found]:
    """The problems of each file, by name or path: templates, the agreements that they name, and agreements alone.

    An agreement is looked over once, however many templates name it.
    """
    known = glance.names(root, "agreements")
    found: list[Found] = []
    named: dict[str, None] = {}
    for each in wanted:
        try:
            path = _path(root, each, known)
            data = words.fill_in(files.read_toml(path))
        except PeerkitError as error:
            found.append((each, Problem("file", "unreadable", error.message, error.hint)))
            continue
        if _is_agreement(data):
            found += [(each, problem) for problem in agreements.check_data(data)]
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


def _is_agreement(data: dict[str, Any]) -> bool:
    return "rule" in data and "block" not in data


def _agreement(path: Path, words: Words) -> list[Found]:
    try:
        problems = agreements.check_data(words.fill_in(files.read_toml(path)))
    except PeerkitError as error:
        problems = [Problem("file", "unreadable", error.message, error.hint)]
    return [(path.name, problem) for problem in problems]
