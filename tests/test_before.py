"""What is put in the place of somebody's work keeps that work, however often it happens."""

import json
from pathlib import Path

import pytest

from peerkit.cli.app import main


@pytest.fixture(autouse=True)
def group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("init", "--yes", "--replace", "--name"), "peerkit.toml"),
        (("template", "new", "ours", "--replace", "--title"), "templates/sessions/ours.toml"),
    ],
)
def test_everything_that_was_ever_replaced_is_kept_and_listed(
    group: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], name: str
) -> None:
    path = group / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("# by hand\ntitle = 1\n" if "template" in words else "# by hand\n")
    for title in ("First", "Second", "Third"):
        assert main([*words, title]) == 0
    copies = [path.with_name(f"{path.name}.before{ending}") for ending in ("", "-2", "-3")]
    texts = [copy.read_text() for copy in copies]
    assert texts[0].startswith("# by hand")
    assert ["First" in text for text in texts] == [False, True, False]
    assert ["Second" in text for text in texts] == [False, False, True]
    assert f"What was there is kept as {copies[2]}" in capsys.readouterr().err
    assert main(["where", "--json"]) == 0
    listed = {entry["path"] for entry in json.loads(capsys.readouterr().out)["files"]}
    assert {str(copy) for copy in copies} <= listed
