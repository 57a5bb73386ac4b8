"""A template in another language is the English one in other words: its parts, lengths and people, in their order."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from peerkit.agreements.agreement import Agreement
from peerkit.agreements.bank import Bank
from peerkit.border.validation import validate
from peerkit.cli.app import main
from peerkit.leaflets.flyer import Flyer
from peerkit.planning.check import check
from peerkit.planning.template import Template
from peerkit.wording.slugs import slug
from peerkit.words import Words
from peerkit.workspace.builtin import builtin_templates

TEMPLATES = builtin_templates()
TRANSLATED = sorted(
    path.relative_to(TEMPLATES)
    for path in TEMPLATES.glob("*/*/*.toml")
    if (TEMPLATES / path.relative_to(TEMPLATES).parts[1]).is_dir() and "adopted" not in path.parts
)
FACTS = {
    "agreement", "attention_switch", "changeover", "format", "ideal", "kind", "latest_start", "led_by", "length", "max",
    "min", "moves_on", "part", "partners", "sessions", "shrinks", "start", "turn", "warn",
}  # fmt: skip
"""Keys whose texts say how an evening goes, and are the same in every language; all other texts are words."""


def skeleton(value: Any, key: str = "") -> Any:
    """A file without its words: which keys there are, how many of each, and everything that is no word."""
    if isinstance(value, dict):
        return {each: skeleton(inner, each) for each, inner in sorted(value.items()) if each != "language"}
    if isinstance(value, list):
        return [skeleton(each, key) for each in value]
    return "words" if isinstance(value, str) and key not in FACTS else value


def test_a_language_has_templates_at_all() -> None:
    assert {path.parts[0] for path in TRANSLATED} >= {"ar", "cy", "es", "pl"}


@pytest.mark.parametrize("path", TRANSLATED, ids=lambda path: path.as_posix())
def test_a_translation_has_the_skeleton_of_the_english_file_and_says_its_language(path: Path) -> None:
    tag, *english = path.parts
    here, there = (tomllib.loads((TEMPLATES / each).read_text("utf-8")) for each in (path, Path(*english)))
    assert here["language"] == tag
    if path.parent.name == "bank":
        assert all(each in skeleton(there)["topic"] for each in skeleton(here)["topic"])
    else:
        assert skeleton(here) == skeleton(there)


KINDS = {"sessions": Template, "agreements": Agreement, "bank": Bank, "flyers": Flyer}


@pytest.mark.parametrize("path", TRANSLATED, ids=lambda path: path.as_posix())
def test_a_translation_is_held_to_every_rule(path: Path) -> None:
    made, problems = validate(
        KINDS[path.parent.name], Words().fill_in(tomllib.loads((TEMPLATES / path).read_text("utf-8")))
    )
    assert made is not None, problems
    if isinstance(made, Template):
        found = check(made, {each.stem for each in (TEMPLATES / "agreements").glob("*.toml")})
        assert [problem.line(path.name) for problem in found if problem.severity == "error"] == []


def test_counts_of_evenings_in_two_languages_add_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    for tag, day in (("cy", "2026-11-26"), ("en", "2026-12-03")):
        begin = ["session", "plan", "weekly-circle", "--people", "6", "--start", f"{day} 19:00"]
        assert main([*begin, "--language", tag]) == 0
    capsys.readouterr()
    assert main(["session", "list"]) == 0
    assert capsys.readouterr().out.split() == ["2026-11-26-weekly-circle", "2026-12-03-weekly-circle"]
    assert 'language = "cy"' in (tmp_path / "sessions" / "2026-11-26-weekly-circle.toml").read_text("utf-8")


def test_a_new_template_begins_from_the_one_in_its_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    new = ["template", "new", "ein-cylch", "--from", "weekly-circle", "--title", "Ein cylch", "--language", "cy"]
    assert main(new) == 0
    made = tomllib.loads((tmp_path / "templates" / "sessions" / "ein-cylch.toml").read_text("utf-8"))
    assert (made["language"], made["title"]) == ("cy", "Ein cylch")


def test_rules_that_are_welsh_are_chosen_from_the_welsh_bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    begin = ["rules", "choose", "ours", "--from", "ground-rules", "--add", "Rydyn ni'n golchi'r llestri."]
    assert main([*begin, "--language", "cy"]) == 0
    own = tmp_path / "templates" / "agreements" / "ours.toml"
    topic = tomllib.loads((TEMPLATES / "cy" / "bank" / "ground-rules.toml").read_text("utf-8"))["topic"][1]
    assert main(["rules", "choose", "ours", "--wording", f"{slug(topic['name'])}=1"]) == 0
    texts = [rule["text"] for rule in tomllib.loads(own.read_text("utf-8"))["rule"]]
    assert topic["wording"][0]["text"] in texts
