import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.room import LONGEST

CHECKOUT = Path(__file__).parent.parent
HEAVY = (
    "pydantic",
    "segno",
    "icalendar",
    "rich",
    "textual",
    "wakepy",
    "jinja2",
    "typst",
    "tomllib",
    "tomlkit",
    "asyncio",
    "peerkit.printing.document",
    "peerkit.planning.template",
    "peerkit.wording.check",
    "peerkit.workspace.catalogues",
)
CEILING = (
    "It was loaded by a command that has to be quick. If Typer is 0.29 or newer, that is why: keep the ceiling "
    "in pyproject.toml, or let light commands cost ten starts of Python more. See CONTRIBUTING.md."
)


LIGHT = """
--version
--help
session --help
session start --help
session plan --help
template --help
template check --help
rules --help
rules choose --help
charter --help
charter adopt --help
session print --help
turns print --help
flyer print --help
starter print --help
init --help
group --help
group show
where
tally add 9
tally list
turns --help
turns plan --people 15 --size 3 --rounds 7
turns order --people 9
tally chart
tally --help
peerkit ses
peerkit template show wee
peerkit rules show gr
peerkit charter show pe
"""
CODE = """
import json, os, sys
from peerkit.__main__ import entry
lines, heavy = json.loads(sys.stdin.read())
for line in lines:
    tab = line.startswith("peerkit ")
    if tab:
        given = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" ")), "_PEERKIT_COMPLETE": "complete_bash"}
        os.environ.update(given)
    sys.argv[1:] = [] if tab else line.split()
    try:
        code = entry()
    except SystemExit as left:
        code = left.code
    os.environ.pop("_PEERKIT_COMPLETE", None)
    print(code, *(name for name in heavy if name in sys.modules), sep=", ", file=sys.stderr)
"""


def loaded_by(lines: str, folder: Path, first: str = "") -> dict[str, set[str]]:
    """The heavy libraries that one process has in memory after each line that is typed; `first` is done before them.

    After `peerkit` it is Tab that is typed.
    """
    typed = lines.strip().splitlines()
    done = subprocess.run(
        [sys.executable, "-c", f"{first}\n{CODE}"],
        input=json.dumps((typed, HEAVY)),
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), "PEERKIT_WORKSPACE": str(folder)},
        timeout=LONGEST,
        check=True,
    )
    found = [line.split(", ") for line in done.stderr.splitlines() if line[:1].isdigit()]
    assert [code for code, *_ in found] == ["0"] * len(typed), done.stderr
    return {line: set(loaded) for line, (_, *loaded) in zip(typed, found, strict=True)}


def test_light_commands_and_tab_load_no_heavy_library(tmp_path: Path) -> None:
    loaded = loaded_by(LIGHT, tmp_path)
    assert {line: heavy for line, heavy in loaded.items() if heavy} == {}, CEILING


NO_TABLE = """
tally add 9
voice show
tally list --help
session list
"""


def test_a_command_that_shows_no_table_loads_nothing_that_draws_for_whoever_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLICOLOR_FORCE", "1")
    loaded = loaded_by(NO_TABLE, tmp_path)
    assert {line: heavy for line, heavy in loaded.items() if heavy} == {}
    assert "rich" in loaded_by("template list", tmp_path)["template list"]


def test_the_settings_are_read_without_a_heavy_library(tmp_path: Path) -> None:
    (tmp_path / "peerkit.toml").write_text('template = "ward-group"\n')
    assert loaded_by("tally add 9", tmp_path) == {"tally add 9": {"tomllib"}}, CEILING


def test_the_version_is_said_before_the_command_line_is_loaded(tmp_path: Path) -> None:
    assert _known_afterwards("'typer' in sys.modules", "--version", tmp_path) == "False"


def test_memory_is_not_searched_once_more_at_the_end(tmp_path: Path) -> None:
    assert _known_afterwards("gc.get_freeze_count() > 0", "where", tmp_path) == "True"


def _known_afterwards(what: str, typed: str, folder: Path) -> str:
    """What an expression is at the very end of a process in which this was typed."""
    code = (
        f"import atexit, gc, sys; atexit.register(lambda: print({what})); sys.argv[1:] = ['{typed}']; "
        "from peerkit.__main__ import entry; entry()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=folder,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), "PEERKIT_WORKSPACE": str(folder)}, timeout=60,
    )  # fmt: skip
    return done.stdout.splitlines()[-1]


BEGUN = """
import sys
from peerkit.live.journal import Journal
begin = Journal.begin
Journal.begin = lambda *given: (begin(*given), sys.exit(0))
"""
"""A session ends when its first line is on the disk, and what it knows by then is enough to be shown."""
SHIPS = """
template list
template show weekly-circle
rules list
rules show
rules print
rules topics
charter show
flyer print
starter print
session print weekly-circle
session start weekly-circle --yes --plain
session plan weekly-circle
"""


def test_what_ships_is_read_without_pydantic(tmp_path: Path) -> None:
    loaded = loaded_by(SHIPS, tmp_path, BEGUN)
    assert [line for line, heavy in loaded.items() if "pydantic" in heavy] == []


@pytest.mark.parametrize(
    ("lines", "needed"),
    [
        ("rules show\ncharter list", {"tomllib"}),
        ("template list\nsession start weekly-circle --yes --plain", {"tomllib", "peerkit.planning.template"}),
    ],
)
def test_what_ships_is_read_with_what_it_needs(lines: str, needed: set[str], tmp_path: Path) -> None:
    first = BEGUN if "start" in lines else ""
    loaded = loaded_by(lines, tmp_path, first).values()
    assert [each - {"peerkit.workspace.catalogues"} for each in loaded] == [
        needed
    ] * 2  # a session says what a draft is


def test_a_copy_of_what_ships_is_read_without_pydantic(tmp_path: Path) -> None:
    shutil.copytree(CHECKOUT / "templates", tmp_path / "templates")
    assert "pydantic" not in loaded_by("template list", tmp_path)["template list"]


def test_a_file_of_the_groups_own_is_read_with_pydantic(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "sessions"
    own.mkdir(parents=True)
    text = (CHECKOUT / "templates" / "sessions" / "weekly-circle.toml").read_text()
    (own / "weekly-circle.toml").write_text(f"{text}\n# Ours.\n")
    assert "pydantic" in loaded_by("template show weekly-circle", tmp_path)["template show weekly-circle"]
