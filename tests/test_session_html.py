"""The file of a whole evening's page, before any browser has it, and the command that writes it."""

import base64
import hashlib
import html
import json
import os
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from peerkit.planning.plan import Evening, Plan, build
from peerkit.printing.phone.session import SessionPage, page
from tests.room import SEVEN, circle, workspace
from tests.terminals import said

NASTY = "</script><img src=x onerror=alert(1)> & <!-- $data ${title} \u2028\u2029"


def evening(name: str = "Welcome") -> Plan:
    template = circle()
    first, *others = template.block
    template = replace(template, title=NASTY, block=(replace(first, name=name, script=f"{name}. More."), *others))
    plan = build(Evening("a-short-circle", template, 4, SEVEN, SEVEN + timedelta(minutes=40)))
    assert isinstance(plan, Plan)
    return plan


PAGE = SessionPage(evening(), ("1. One at a time.",), ("At night: 116 123",))


def part(text: str, pattern: str) -> str:
    found = re.search(pattern, text, re.DOTALL)
    assert found
    return found[1]


def data_in(text: str) -> dict[str, Any]:
    return dict(json.loads(part(text, r'<script type="application/json" id="data">(.*?)</script>')))


def sha256(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_policy_allows_this_script_and_this_style_and_nothing_else() -> None:
    text = page(PAGE)
    assert part(text, r'Content-Security-Policy" content="([^"]+)"').split("; ") == [
        "default-src 'none'",
        f"script-src {sha256(part(text, r'<script>(.*?)</script>'))}",
        f"style-src {sha256(part(text, r'<style>(.*?)</style>'))}",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    assert page(PAGE) == page(replace(PAGE))


def test_the_page_names_no_other_place_and_makes_no_text_into_markup() -> None:
    text = page(PAGE)
    assert not re.search(r"https?:|\b(?:src|href|action|srcset|poster)\s*=\s*[\"']|\burl\(|@import", text.lower())
    script = part(text, r"<script>(.*?)</script>")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(|fetch\(|XMLHttp", script
    )
    assert (text.count("</script"), text.count("</style"), text.count("<!--")) == (2, 1, 0)


def test_what_a_group_wrote_stays_text() -> None:
    text = page(SessionPage(evening(NASTY), (NASTY,), (NASTY,)))
    assert text.count("<script") == 2
    assert "<img" not in text
    assert text.count(f"<li>{html.escape(NASTY)}</li>") == 2
    raw = part(text, r'id="data">(.*?)</script>')
    assert not set(raw) & set("<>&\u2028\u2029")
    assert data_in(text)["plan"]["blocks"][0]["name"] == NASTY


def test_nowhere_does_it_say_outside_what_the_group_is() -> None:
    text = page(SessionPage(evening()))
    assert part(text, "<title>(.*?)</title>") == "Session"
    assert html.escape(NASTY) not in text
    assert json.dumps(NASTY)[1:20] not in text


@pytest.mark.parametrize("name", ["weekly-circle", "listening-partners", "co-counselling-evening"])
def test_the_page_of_a_shipped_evening_is_under_150_kb_and_seats_every_number(tmp_path: Path, name: str) -> None:
    done = said(tmp_path, "session", "export", name)
    assert done.status == 0, done.err
    file = tmp_path / "session.html"
    assert file.stat().st_size < 150_000
    data = data_in(file.read_text(encoding="utf-8"))
    for block in data["plan"]["blocks"]:
        for number, rounds in block.get("tables", {}).items():
            for line in rounds:
                assert sorted(map(int, re.findall(r"\d+", line))) == list(range(1, int(number) + 1))
    assert ("tables" in json.dumps(data)) == (name == "listening-partners")


def test_the_card_of_a_group_is_on_it_only_when_that_is_said(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    (folder / "peerkit.toml").write_text('[support]\nlines = ["Sit down with us.", "At night: 116 123"]\n')
    without = said(folder, "session", "export", "a-short-circle")
    assert "With it: --contact" in without.err
    assert "116 123" not in (folder / "session.html").read_text(encoding="utf-8")
    again = said(folder, "session", "export", "a-short-circle", "--contact")
    assert (again.status, "--replace" in again.err) == (1, True)
    assert said(folder, "session", "export", "a-short-circle", "--contact", "--html", "b.html").status == 0
    assert "116 123" in (folder / "b.html").read_text(encoding="utf-8")


def test_a_site_is_four_files_with_neutral_names_that_others_can_read(tmp_path: Path) -> None:
    done = said(tmp_path, "session", "export", "bereavement-circle", "--site", "public")
    assert done.status == 0, done.err
    files = sorted((tmp_path / "public").iterdir())
    assert [file.name for file in files] == ["icon.svg", "index.html", "session.webmanifest", "worker.js"]
    assert not (tmp_path / "session.html").exists()
    outside = "".join(file.read_text(encoding="utf-8") for file in files if file.name != "index.html")
    assert "ereavement" not in outside
    assert all(file.stat().st_mode & 0o044 == 0o044 for file in files) or os.name == "nt"
    assert said(tmp_path, "session", "export", "bereavement-circle", "--site", "public").status == 1


def test_turns_on_their_own_can_be_read_without_a_script(tmp_path: Path) -> None:
    done = said(tmp_path, "turns", "export", "--people", "5", "--rounds", "2", "--switch", "1m")
    assert done.status == 0, done.err
    text = (tmp_path / "turns.html").read_text(encoding="utf-8")
    assert "<title>Turns</title>" in text
    assert "<li>Round 1: " in text
    assert "Free attention" in text
    assert len(text) < 150_000


def test_the_page_is_called_as_the_group_calls_a_session() -> None:
    assert "<title>Session</title>" in page(SessionPage(evening()))
    assert "<title>Circle</title>" in page(SessionPage(evening(), called="circle"))
