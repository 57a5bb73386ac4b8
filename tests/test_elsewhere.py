"""What can be shown here of computers that are not here: other systems, and those without typst."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from peerkit.cli.app import main
from tests.room import REPOSITORY, workspace

ON_WINDOWS = """\
import importlib, os, pkgutil, signal, sys
for name in ("fcntl", "termios", "tty", "pty", "resource", "pwd", "grp", "typst"):
    sys.modules[name] = None
for owner, names in ((signal, ("SIGTSTP", "SIGHUP", "SIGCONT", "SIGWINCH")), (os, ("fchmod", "getuid", "O_NONBLOCK"))):
    for name in names:
        delattr(owner, name)
import peerkit
for found in pkgutil.walk_packages(peerkit.__path__, "peerkit."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
from peerkit.cli.app import main
sys.exit(main(sys.argv[1:]))
"""


def test_every_module_is_imported_and_an_evening_runs_without_what_only_unix_has(tmp_path: Path) -> None:
    words = ["session", "start", "a-short-circle", "--people", "4", "--yes", "--plain", "--keep-nothing"]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ON_WINDOWS, *words], cwd=workspace(tmp_path), timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PEERKIT_WORKSPACE": str(tmp_path), "HOME": str(tmp_path)},
        input="next\r\nclose\r\nstop\r\n", capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr.endswith("Nothing of it will be kept, and nothing is written.\n")
    assert "Rules. 2 minutes." in done.stdout
    assert "Nothing of it was kept." in done.stdout


def test_the_names_that_are_taken_away_are_those_that_are_here() -> None:
    assert all(hasattr(signal, name) for name in ("SIGTSTP", "SIGHUP", "SIGCONT", "SIGWINCH"))


@pytest.mark.parametrize("command", ["rules print -o rules.pdf", "session print --sheet agenda -o a.pdf"])
def test_where_there_is_no_typst_a_web_page_is_offered_in_the_place_of_pdf_and_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    monkeypatch.setitem(sys.modules, "typst", None)
    assert main(command.split()) == 1
    assert "add --format html" in capsys.readouterr().err
    assert list(tmp_path.glob("*.pdf")) == []
    page = command.replace(".pdf", ".html").split()
    assert main(page) == 0
    assert main([*command.split()[:-2], "--format", "html", "-o", "other.html"]) == 0


@pytest.mark.parametrize("name", ["CON", "aux", "com1", "nul.x", "ours.", "a:b", "x" * 65])
@pytest.mark.parametrize("command", ["template new {}", "rules choose {} --from ground-rules --yes"])
def test_a_name_that_windows_has_no_file_for_is_refused_everywhere_so_that_a_folder_can_be_carried_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, command: str
) -> None:
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    assert main(command.format(name).split()) == 1
    assert "can't be" in capsys.readouterr().err
    assert list(tmp_path.rglob("*.toml")) == []


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_a_groups_files_are_read_with_the_line_ends_of_either_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(workspace(tmp_path)))
    assert main(["rules", "choose", "--yes"]) == 0
    assert main(["session", "plan", "a-short-circle", "--start", "2026-11-26 19:00"]) == 0
    assert main(["tally", "add", "9", "--on", "2026-11-26"]) == 0
    (tmp_path / "peerkit.toml").write_text('[group]\nname = "Thursday circle"\n', encoding="utf-8")
    capsys.readouterr()
    for path in [*tmp_path.rglob("*.toml"), *tmp_path.rglob("*.csv")]:
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_bytes("".join(f"{line}{ending}" for line in lines).encode())
    for command in (
        "session show 2026-11-26-a-short-circle",
        "rules check",
        "tally add 7 --on 2026-11-19",
        "rules edit",
    ):
        monkeypatch.setenv("EDITOR", "true")
        assert main(command.split()) == 0, command
    assert main(["tally", "list", "--json"]) == 0
    assert capsys.readouterr().out.count('"people"') == 2


@pytest.mark.parametrize("home", ["", "a/folder", None])
def test_a_home_folder_that_cannot_be_used_is_named_and_another_folder_is_taken_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PEERKIT_WORKSPACE", raising=False)
    if home is None:

        def nowhere() -> Path:
            raise RuntimeError("Could not determine home directory.")

        monkeypatch.setattr(Path, "home", nowhere)
    else:
        monkeypatch.setenv("HOME", home)
    assert main(["tally", "add", "9"]) == 1
    said = capsys.readouterr().err
    assert "look at the variable HOME" in said
    assert "--workspace FOLDER" in said
    assert list(tmp_path.iterdir()) == []
    workspace(tmp_path / "ours")
    assert main(["tally", "add", "9", "--workspace", "ours"]) == 0


@pytest.mark.parametrize("command", ["turns audit", "template check", "session show", "turns print"])
def test_somebodys_home_folder_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert main([*command.split(), "~nobody-at-all/x.toml"]) == 1
    assert "names a home folder that is not there" in "".join(capsys.readouterr())
