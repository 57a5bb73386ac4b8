"""What the papers say is so: commands that are there, files that are there, lines that run."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from peerkit.cli.app import main

TOP = Path(__file__).parent.parent
PAPERS = [TOP / "README.md", TOP / "CONTRIBUTING.md", TOP / "CHANGELOG.md", *sorted((TOP / "docs").glob("*.md"))]
README = (TOP / "README.md").read_text(encoding="utf-8")


def commands_in(text: str) -> list[str]:
    """Every `peerkit ...` in code: a block's line, after its `$` and `&&`, or a word in a line of prose."""
    spans = re.findall(r"`(peerkit[^`\n]*)`", text)
    lines = [line for block in re.findall(r"```\w*\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    parts = [part.strip().removeprefix("$ ") for line in lines for part in re.split(r"&&|;", line)]
    return list(dict.fromkeys([*spans, *(part for part in parts if part.startswith("peerkit "))]))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_link_leads_to_a_file(paper):
    links = re.findall(r"\]\(([^)#:]+)\)", paper.read_text(encoding="utf-8"))
    assert [link for link in links if not (paper.parent / link).exists()] == []


def test_every_module_that_the_guide_names_is_there():
    guide = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = {name.removeprefix("peerkit/") for name in re.findall(r"`([a-z_/]+/[a-z_]*(?:\.\w+)?)`", guide)}
    assert [name for name in sorted(named) if not any((top / name).exists() for top in (TOP, TOP / "peerkit"))] == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_command_and_option_that_is_named_is_there(paper, capsys):
    unknown = []
    for command in commands_in(paper.read_text(encoding="utf-8")):
        words = [word for word in shlex.split(command)[1:] if word.isascii()]
        nouns = words[: next((place for place, word in enumerate(words) if word.startswith("-")), len(words))]
        status, helped = main([*nouns[:2], "--help"]), capsys.readouterr().out
        if status or any(option not in helped for option in words if option.startswith("--")):
            unknown.append(command)
    assert unknown == []


def test_the_evening_of_the_readme_runs(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    evening = re.search(r"## An evening\s+```console\n(.*?)```", README, re.DOTALL)
    for line in evening[1].splitlines():
        words = shlex.split(line.removeprefix("$ "))[1:]
        if words != ["session", "start"]:
            fast = ["--speed", "3600", "--plain"] if "rehearse" in words else []
            assert main([*words, *fast]) == 0, (line, capsys.readouterr().err)


def test_the_two_commands_stand_alone_on_a_line_so_that_ci_can_run_them():
    assert re.findall(r"^python3 -m venv .*$", README, re.MULTILINE) == [
        "python3 -m venv v && . v/bin/activate && pip install . && peerkit session start",
        'python3 -m venv v && . v/bin/activate && pip install -e ".[test]" && pytest',
    ]


def test_every_command_is_in_the_readme_or_the_menu_of_help():
    from peerkit.cli.app import COMMANDS

    assert [name for name in COMMANDS if f"peerkit {name}" not in README] == []


def test_the_page_on_installing_names_every_part_that_is_installed_without_typst():
    wanted = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split("[><;=]", each)[0].strip() for each in wanted} - {"typst"}
    (line,) = re.findall(r"pip install (\"typer.*)", (TOP / "docs" / "install.md").read_text(encoding="utf-8"))
    assert {re.split("[><=]", each)[0] for each in shlex.split(line)} == names
