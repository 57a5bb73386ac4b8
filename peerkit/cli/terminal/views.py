"""What several commands show to somebody who looks at a terminal."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from peerkit.errors import PeerkitError
from peerkit.messages import _
from peerkit.printing.document import Document
from peerkit.printing.view import Cell, Grid, Heading, Rows, lead
from peerkit.problems import Problem
from peerkit.workspace import files
from peerkit.workspace.toml import line_of


def named(found: Mapping[str, str]) -> Document:
    """Names, each with what it is in sentences."""
    columns = (Heading(_("Name")), Heading(_("What it is"), "sentences"))
    return Document("", opening=(Grid(columns, (Rows(tuple(found.items())),)),))


def problems(found: Sequence[tuple[str, Problem]], paths: Mapping[str, Path]) -> Document:
    """Problems by the file that they are in, each with the line on which it stands, as far as that can be found."""
    columns = (Heading(_("Line"), "number"), Heading(_("Where")), Heading(_("What to look at"), "sentences"))
    by_file: dict[str, list[tuple[Cell, ...]]] = {}
    for file, problem in found:
        line = line_of(_text(paths[file]), problem.place) if file in paths else None
        told: Cell = lead(problem.reason, problem.suggestion)
        if problem.severity == "advice":
            told = _("Advice: {told}", told=f"{problem.reason} {problem.suggestion}".rstrip())
        by_file.setdefault(file, []).append((str(line or ""), problem.place, told))
    return Document("", opening=(Grid(columns, tuple(Rows(tuple(rows), file) for file, rows in by_file.items())),))


def _text(path: Path) -> str:
    try:
        return files.read_text(path)
    except PeerkitError:  # what is wrong with it is among the problems
        return ""
