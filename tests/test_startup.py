import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
HEAVY = (
    "pydantic",
    "segno",
    "rich",
    "textual",
    "wakepy",
    "jinja2",
    "typst",
    "tomllib",
    "tomlkit",
    "asyncio",
    "peerkit.printing.document",
)
CEILING = (
    "It was loaded by a command that has to be quick. If Typer is 0.29 or newer, that is why: keep the ceiling "
    "in pyproject.toml, or let light commands cost ten starts of Python more. See CONTRIBUTING.md."
)


def loaded_by(argv: list[str], folder: Path, first: str = "", **environ: str) -> set[str]:
    """The heavy libraries that a command has in memory when it ends; `first` is done before it."""
    code = (
        f"import sys, atexit\n{first}\n"
        f"atexit.register(lambda: sys.stderr.write('loaded ' + ' '.join(n for n in {HEAVY} if n in sys.modules)))\n"
        f"sys.argv[1:] = {argv}\n"
        "from peerkit.__main__ import entry\n"
        "sys.exit(entry())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), "PEERKIT_WORKSPACE": str(folder), **environ},
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.rpartition("loaded ")[2].split())


@pytest.mark.parametrize(
    "typed",
    [
        "--version",
        "--help",
        "session --help",
        "session start --help",
        "session plan --help",
        "template --help",
        "template check --help",
        "rules --help",
        "rules choose --help",
        "charter --help",
        "charter adopt --help",
        "session print --help",
        "turns print --help",
        "flyer print --help",
        "starter print --help",
        "init --help",
        "where",
        "tally add 9",
        "tally list",
        "turns --help",
        "turns plan --people 15 --size 3 --rounds 7",
        "turns order --people 9",
        "tally chart",
        "tally --help",
    ],
)
def test_a_light_command_loads_no_heavy_library(typed: str, tmp_path: Path) -> None:
    assert loaded_by(typed.split(), tmp_path) == set(), CEILING


@pytest.mark.parametrize(
    "typed", ["peerkit ses", "peerkit template show wee", "peerkit rules show gr", "peerkit charter show pe"]
)
def test_tab_loads_no_heavy_library(typed: str, tmp_path: Path) -> None:
    environ = {
        "_PEERKIT_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(typed.count(" ")),
    }
    assert loaded_by([], tmp_path, **environ) == set(), CEILING


def test_the_settings_are_read_without_a_heavy_library(tmp_path: Path) -> None:
    (tmp_path / "peerkit.toml").write_text('template = "ward-group"\n')
    assert loaded_by(["tally", "add", "9"], tmp_path) == {"tomllib"}, CEILING


def test_the_version_is_said_before_the_command_line_is_loaded(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv[1:] = ['--version']; from peerkit.__main__ import entry; entry(); "
        "print('typer' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)}, timeout=60,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "False"


BEGUN = """
from peerkit.live.journal import Journal
begin = Journal.begin
Journal.begin = lambda *given: (begin(*given), sys.exit(0))
"""
"""A session ends when its first line is on the disk, and what it knows by then is enough to be shown."""


@pytest.mark.parametrize(
    "typed",
    [
        "template list",
        "template show weekly-circle",
        "rules list",
        "rules show",
        "rules print",
        "rules topics",
        "charter show",
        "flyer print",
        "starter print",
        "session plan weekly-circle",
        "session print weekly-circle",
        "session start weekly-circle --yes --plain",
    ],
)
def test_what_ships_is_read_without_pydantic(typed: str, tmp_path: Path) -> None:
    assert "pydantic" not in loaded_by(typed.split(), tmp_path, BEGUN)


def test_a_copy_of_what_ships_is_read_without_pydantic(tmp_path: Path) -> None:
    shutil.copytree(CHECKOUT / "templates", tmp_path / "templates")
    assert "pydantic" not in loaded_by(["template", "list"], tmp_path)


def test_a_file_of_the_groups_own_is_read_with_pydantic(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "sessions"
    own.mkdir(parents=True)
    text = (CHECKOUT / "templates" / "sessions" / "weekly-circle.toml").read_text()
    (own / "weekly-circle.toml").write_text(f"{text}\n# Ours.\n")
    assert "pydantic" in loaded_by(["template", "show", "weekly-circle"], tmp_path)
