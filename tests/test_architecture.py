"""The shape of the code, as far as ruff cannot say it; and that import-linter would notice a wrong arrow."""

import ast
import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from peerkit.planning import template
from peerkit.planning.kinds import FITS
from peerkit.printing.sheets.kinds import PRINTS
from peerkit.running.kinds import RUNS
from peerkit.values import kind_of

TOP = Path(__file__).parent.parent
MODULES = sorted((TOP / "peerkit").rglob("*.py"))
MOST_LINES = 320
BLOCKS = {kind_of(block): block.__name__ for block in get_args(template.Block)}
"""Each kind of block, with the name of its class."""


def test_no_module_is_longer_than_a_reader_likes():
    lines = {str(module.relative_to(TOP)): len(module.read_text().splitlines()) for module in MODULES}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_every_room_stands_in_the_guide_and_every_room_of_the_guide_stands():
    guide = (TOP / "CONTRIBUTING.md").read_text()
    rooms = {f"{folder.name}/" for folder in (TOP / "peerkit").iterdir() if (folder / "__init__.py").exists()}
    loose = {module.name for module in (TOP / "peerkit").glob("[!_]*.py")}
    assert set(re.findall(r"^\| `([a-z]+(?:/|\.py))` \|", guide, re.MULTILINE)) == rooms | loose


def test_only_the_command_line_knows_typer_and_only_the_screen_knows_textual():
    homes = {"typer": "cli/", "textual": "live/screen/"}
    users = {
        (imported, module.relative_to(TOP / "peerkit").as_posix())
        for module in MODULES
        if any(name in module.read_text() for name in homes)
        for imported in imports(module) & {*homes}
    }
    assert {(name, path) for name, path in users if not path.startswith(homes[name])} == set()


@pytest.mark.outside("lint-imports")
@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("running/run.py", "import time"),
        ("planning/fit.py", "import pathlib"),
        ("tally/ledger.py", "from peerkit.cli import show"),
        ("live/clock.py", "from peerkit.live import loop"),
        ("live/plain.py", "from peerkit.live import screen"),
        ("live/loop.py", "from peerkit.printing.phone import session"),
        ("turns/audit.py", "from peerkit.turns import bounds"),
    ],
)
def test_an_arrow_that_points_up_is_found(tmp_path, module, line):
    shutil.copytree(TOP / "peerkit", tmp_path / "peerkit", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(TOP / "pyproject.toml", tmp_path)
    planted = tmp_path / "peerkit" / module
    planted.write_text(f"{planted.read_text()}\n{line}\n")
    found = subprocess.run(
        ["lint-imports", "--no-cache"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert (found.returncode, "1 broken" in found.stdout) == (1, True), found.stdout + found.stderr


@pytest.mark.parametrize("table", [FITS, RUNS, PRINTS], ids=["planning", "running", "printing"])
def test_each_kind_of_block_has_one_entry_in_each_room(table):
    assert set(table) == set(BLOCKS)


def test_nobody_asks_for_the_kind_of_a_block():
    asking = {f"{module.relative_to(TOP / 'peerkit')}:{line}" for module in MODULES for line in kinds_asked(module)}
    assert asking == set()


def kinds_asked(module: Path) -> list[int]:
    """The lines with `isinstance(..., Groups)`, `case Groups()` or a comparison of `.kind` with a kind of block."""
    text = module.read_text()
    if f"{template.__name__} import" not in text and ".kind" not in text:
        return []
    nodes = list(ast.walk(ast.parse(text)))
    imported = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module == template.__name__]
    classes = {alias.name for node in imported for alias in node.names}.intersection(BLOCKS.values())

    def asks(node: ast.AST) -> bool:
        match node:
            case ast.Call(func=ast.Name(id="isinstance"), args=[_, asked]) | ast.MatchClass(cls=asked):
                return any(isinstance(each, ast.Name) and each.id in classes for each in ast.walk(asked))
            case ast.Compare(left=ast.Attribute(attr="kind"), comparators=others):
                values = [each.value for other in others for each in ast.walk(other) if isinstance(each, ast.Constant)]
                return not set(BLOCKS).isdisjoint(values)
        return False

    return [node.lineno for node in nodes if asks(node)]


def imports(module: Path) -> set[str]:
    """The first part of every name that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found


def test_nothing_stands_at_the_top_but_what_a_project_needs():
    listed = subprocess.run(["git", "ls-files"], cwd=TOP, capture_output=True, text=True, check=False, timeout=60)
    there = {line.split("/")[0] for line in listed.stdout.splitlines()} or {path.name for path in TOP.iterdir()}
    assert [name for name in sorted(there) if Path(name).suffix in {".pdf", ".html", ".json", ".csv", ".svg"}] == []


def test_no_two_public_classes_have_one_name():
    defined = [
        name for module in MODULES for name in re.findall(r"^class ([^\W_]\w*)", module.read_text(), re.MULTILINE)
    ]
    assert [name for name, times in Counter(defined).items() if times > 1] == []
