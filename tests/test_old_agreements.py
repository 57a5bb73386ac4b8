"""Agreements, settings and templates of a folder that an older peerkit wrote are read, adopted again and changed."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from peerkit.cli.app import main
from tests.room import noon
from tests.workspaces import WRITTEN, copied


@pytest.fixture(params=WRITTEN)
def group(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = copied(request.param, tmp_path / "group")
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(folder))
    return folder


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert main([*words], noon(date(2026, 12, 1))) == 0
    heard = capsys.readouterr()
    return heard.out + heard.err


def contents(group: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in group.rglob("*") if path.is_file()}


def test_what_was_agreed_still_stands_and_agreeing_again_is_no_new_version(group: Path, capsys) -> None:
    before = contents(group)
    assert "\nVersion 1. Agreed on 29 November 2026." in said(capsys, "charter", "show")
    assert "Changed since version 1 was agreed on 29 November 2026." in said(capsys, "rules", "show")
    for noun in ("rules", "charter"):
        assert '"place": "version' not in said(capsys, noun, "check", "--json")
    assert "there is no new version" in said(capsys, "charter", "adopt", "--yes")
    assert contents(group) == before


def test_a_text_that_was_changed_is_version_2_and_all_else_in_its_file_stays_as_it_was(group: Path, capsys) -> None:
    ours = group / "templates" / "agreements" / "ground-rules.toml"
    text = ours.read_text("utf-8").replace("\n[[rule]]\n", "\n# talked over\n[[rule]]  # one\n", 1)
    ours.write_text(text, "utf-8")
    assert "Rule 10 is new. It says:" in said(capsys, "rules", "changes")
    said(capsys, "rules", "adopt", "--yes", "--review", "2028-01")
    stamps = {"version = 1": "version = 2", "adopted = 2026-11-29": "adopted = 2026-12-01", "2027-05": "2028-01"}
    for old, new in stamps.items():
        text = text.replace(old, new)
    assert ours.read_text("utf-8") == text


def test_settings_are_changed_one_by_one_and_every_other_line_stays(group: Path, capsys) -> None:
    file = group / "peerkit.toml"
    before = file.read_text("utf-8")
    assert "Written" in said(capsys, "init", "--name", "Tide circle", "--yes")
    assert file.read_text("utf-8") == before.replace('name = "Harbour circle"', 'name = "Tide circle"')


def test_a_template_is_read_checked_and_started_from(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = group / "templates" / "sessions" / "our-evening.toml"
    assert "Only advice: it can be used as it is." in said(capsys, "template", "check", "our-evening")
    said(capsys, "template", "new", "ours", "--from", "our-evening", "--title", "Ours")
    title = tomllib.loads(file.read_text("utf-8"))["title"]
    made = file.with_name("ours.toml").read_text("utf-8")
    assert made == file.read_text("utf-8").replace(f'title = "{title}"', 'title = "Ours"')
