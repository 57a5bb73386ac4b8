"""Problems of files, each with the file that it is in, and the exit that they give."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import typer

from peerkit.cli.terminal import console, viewer
from peerkit.errors import PeerkitError
from peerkit.messages import _, ngettext
from peerkit.problems import Problem

FileProblem = tuple[str, Problem]
T = TypeVar("T")


def unreadable(error: PeerkitError) -> Problem:
    """That a file can't be read at all."""
    return Problem("file", "unreadable", error.message, error.hint)


def readable(files: dict[str, Path], load: Callable[[Path], T], check: Callable[[str], str]) -> dict[str, T]:
    """What can be loaded of these, by name; of each other one a note says which command finds out why not."""
    loaded = {}
    for name, path in files.items():
        try:
            loaded[name] = load(path)
        except PeerkitError:
            console.note(
                _("{name} was left out, because it can't be read. See why: {command}", name=name, command=check(name))
            )
    return loaded


def report(found: Sequence[FileProblem], paths: Mapping[str, Path], *, as_json: bool, again: str = "") -> None:
    """Print what was found, and end the command: 1 where there is an error, 0 on advice alone.

    `again` is what to type where there is an error; `paths` are the files, for the lines of what is wrong in them.
    """
    wrong = sum(problem.severity == "error" for __, problem in found)
    if as_json:
        console.as_json([{"file": file, **problem.as_dict()} for file, problem in found])
    else:
        show(found, paths)
        usable = _("Only advice: it can be used as it is.") if found else _("Nothing to put right.")
        console.note(ngettext("{n} thing to put right.", "{n} things to put right.", wrong) if wrong else usable)
    if wrong and again:
        console.note(_("Open it again: {command}", command=again))
    raise typer.Exit(wrong > 0)


def show(found: Sequence[FileProblem], paths: Mapping[str, Path]) -> None:
    """Say each problem on a line; or, to somebody who looks, by file and with the line in it."""
    if found and viewer.looks():
        from peerkit.cli.terminal import views

        viewer.show(views.problems(found, paths))
        return
    for file, problem in found:
        console.out(problem.line(file).replace("\n", " "))
