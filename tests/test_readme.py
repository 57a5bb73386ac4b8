"""The README says what is so: its picture is the real screen, and its commands are there."""

import re
from pathlib import Path

import pytest

from peerkit.cli.app import main
from peerkit.workspace.kept import KEPT
from tests.picture import PICTURES, ROOT, take, words

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.long
@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_is_the_real_screen_and_asks_for_nothing_from_outside(picture: Path) -> None:
    shown = picture.read_text(encoding="utf-8")
    assert words(shown) == words(take(*PICTURES[picture])), "run: python -m tests.picture"
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", shown)
    assert f"docs/{picture.name}" in README


def test_every_file_that_is_kept_is_in_the_readme() -> None:
    rows = re.findall(r"^\| `([^`]+)` \|", README, re.MULTILINE)
    folders = tuple(row for row in rows if row.endswith("/"))
    for kept in KEPT:
        path = re.sub(r"\.before(-NUMBER)?$", "", kept.path)
        path = re.sub(r"-private\.(json|xlsx)$", "-private.csv", path)
        assert path in rows or path.startswith(folders), kept.path
    assert "`NAME.before`" in README
    assert "where there is none, it is `peerkit` in your home folder" in README


def test_every_command_in_the_readme_exists(capsys) -> None:
    commands = set(re.findall(r"peerkit ([a-z]+(?: [a-z]+)?)", README))
    known = {"session", "template", "tally", "rules", "charter", "turns"}
    nouns = {command for command in commands if command.split()[0] in known}
    assert nouns
    for command in nouns:
        assert main([*command.split(), "--help"]) == 0, command
        assert capsys.readouterr().out.startswith("For example:")
