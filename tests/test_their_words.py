"""The group's own words hold over every text that leaves the house: none of the usual ones is left."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from peerkit.cli.app import main
from peerkit.tally.evidence import Kinds
from peerkit.words import Words
from tests.room import REPOSITORY, noon
from tests.test_evidence import YEAR, pasted

DAY = date(2026, 11, 30)
OTHERS = """\
[words]
peer = "neighbour"
session = "evening"
facilitator = "timekeeper"

[group]
name = "Us"
days = ["every Thursday, 19:00 to 21:00"]
on_web = ["name", "days"]
checked = 2026-11-30
"""
USUAL = re.compile(r"\{\w+\}|\b(?:peers?|sessions?|facilitat\w*)\b", re.IGNORECASE)
MEANT = re.compile("peer workers|a toolkit on peer support", re.IGNORECASE)
"""A trade, and what others call something of theirs."""


def stems(folder: str) -> list[str]:
    return sorted(path.stem for path in (REPOSITORY / "templates" / folder).glob("*.toml"))


SHEETS = [
    "charter print --format terminal",
    "charter print --style easy-read --format terminal",
    "starter print --format terminal",
    "starter print --style easy-read --format terminal",
    "group page --yes --rules ground-rules -o -",
    *(f"rules print {name} --format terminal" for name in stems("agreements")),
    *(f"flyer print --yes --template {name} --format terminal" for name in stems("flyers")),
    *(f"session print {name} --sheet {sheet} --format terminal" for name in stems("sessions")
      for sheet in ("run-sheet", "agenda")),
]  # fmt: skip


def test_with_other_words_no_sheet_says_the_usual_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "peerkit.toml").write_text(OTHERS)
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    left = {}
    for line in SHEETS:
        assert main(line.split(), noon(DAY)) == 0, (line, capsysbinary.readouterr())
        text = capsysbinary.readouterr().out.decode()
        text = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
        assert len(text) > 100
        if "co-counselling" in line:  # there a session is what two people give each other
            text = re.sub(r"\bsessions?\b", "", text, flags=re.IGNORECASE)
        if found := [text[max(0, each.start() - 40) : each.end() + 20] for each in USUAL.finditer(MEANT.sub("", text))]:
            left[line] = found
    assert left == {}, "\n".join(f"{line}: {found}" for line, found in left.items())


def test_what_is_pasted_for_a_funder_says_their_words_too() -> None:
    words = Words.of({"peer": "neighbour", "session": "evening", "facilitator": "timekeeper"})
    uncounted = replace(YEAR.figures[0], uncounted=2)
    for kinds in (Kinds((("online", 46),)), Kinds((("online", 6), ("in person", 40)))):
        figures = replace(YEAR, figures=(uncounted, *YEAR.figures[1:]), words=words, kinds=kinds)
        said = pasted(figures)  # how the figures are made is the same for every reader, and names the word itself
        assert "evenings" in said
        assert USUAL.findall(said) == []
