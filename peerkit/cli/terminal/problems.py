"""Everything that is wrong with files of templates and agreements, each problem with the file that it is in."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import typer

from peerkit.agreements import check as agreements
from peerkit.agreements.kinds import KINDS, Kind
from peerkit.cli.terminal import console
from peerkit.durations import counted
from peerkit.errors import PeerkitError
from peerkit.border.partly import check_data
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


def _agreement(path: Path, words: Words) -> list[Found]:
    try:
        problems = agreements.check_data(words.fill_in(files.read_toml(path)))
    except PeerkitError as error:
        problems = [Problem("file", "unreadable", error.message, error.hint)]
    return [(path.name, problem) for problem in problems]


def report(found: Sequence[Found], *, as_json: bool, again: str = "") -> None:
    """Print what was found, and end the command: 1 where there is an error, 0 on advice alone.

    `again` is what to type where there is an error.
    """
    if as_json:
        console.as_json([{"file": file, **problem.as_dict()} for file, problem in found])
    else:
        for file, problem in found:
            console.out(problem.line(file).replace("\n", " "))
        console.note(verdict([problem for _, problem in found]))
    wrong = any(problem.severity == "error" for _, problem in found)
    if wrong and again:
        console.note(f"Open it again: {again}")
    raise typer.Exit(wrong)


def verdict(problems: Sequence[Problem]) -> str:
    """What that comes to, in a sentence."""
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        return f"{counted(errors, 'thing')} to put right."
    return "Only advice: it can be used as it is." if problems else "Nothing to put right."
