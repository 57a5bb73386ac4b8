"""A sheet in two languages at once, or a file for each: what is there in both, and what is said where it is not."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
import tomli_w

from peerkit.cli.app import main
from peerkit.workspace.builtin import builtin_templates
from tests.room import noon
from tests.test_catalogues import saved

OURS = builtin_templates()
DAY = noon(date(2026, 12, 1))


@pytest.fixture
def group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A group of a made-up language and of English, with all its files in both."""
    saved(tmp_path, "xx")
    monkeypatch.setattr("peerkit.printing.render.pdf.scale_of", lambda *_: 1.0)  # no test here is about a size
    for kind, name in (("sessions", "weekly-circle"), ("agreements", "ground-rules"), ("flyers", "peer-support")):
        for tag in ("en", "xx"):
            (tmp_path / "templates" / tag / kind).mkdir(parents=True)
        own = (OURS / kind / f"{name}.toml").read_text(encoding="utf-8")
        (tmp_path / "templates" / "en" / kind / f"{name}.toml").write_text(f"# ours\n{own}", encoding="utf-8")
        data = tomllib.loads((OURS / kind / f"{name}.toml").read_text(encoding="utf-8"))
        path = tmp_path / "templates" / "xx" / kind / f"{name}.toml"
        path.write_text(tomli_w.dumps(dotted(data) | {"language": "xx"}), encoding="utf-8")
    (tmp_path / "peerkit.toml").write_text('language = "xx"\n')
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def dotted(data: dict) -> dict:
    """The words of a file in the made-up language; English names of topics stay."""
    words = ("title", "summary", "name", "script", "text", "easy", "value", "what", "who", "heading", "label", "says")

    def told(key: str, held: object) -> object:
        if isinstance(held, dict):
            return {each: told(each, inside) for each, inside in held.items()}
        if isinstance(held, list):
            return [told(key, each) for each in held]
        return f"X{held}" if isinstance(held, str) and key in (*words, "opening", "lines") else held

    return {key: told(key, held) for key, held in data.items()}


def printed(capsys: pytest.CaptureFixture[str], *typed: str, code: int = 0) -> str:
    capsys.readouterr()
    assert main([*typed], DAY) == code
    said = capsys.readouterr()
    return said.err if code else said.out


BOTH = ("--language", "en", "--language", "xx")


def test_an_agenda_has_each_part_in_both_the_groups_language_first(group: Path, capsys) -> None:
    out = printed(capsys, "session", "print", "--sheet", "agenda", "-o", "-", *BOTH)
    assert out.startswith("XWeekly circle / Weekly circle\n")
    assert "19:00  XWelcome / Welcome" in out
    assert "21:00  «We end» / We end" in out


def test_rules_have_each_in_both(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "rules", "print", "-o", "-", *BOTH)
    lines = out.splitlines()
    at = next(place for place, line in enumerate(lines) if line.startswith("2."))
    assert lines[at].startswith("2. XRespect / Respect: XEvery kind")
    assert lines[at + 1].startswith("Every kind")
    assert "[ ] XEach person decides / Each person decides" in out


def test_a_rule_in_the_groups_own_words_says_that_it_is_not_there_in_the_other_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    welsh = (OURS / "cy" / "agreements" / "ground-rules.toml").read_text(encoding="utf-8")
    *rules, last = welsh.split("[[rule]]")
    changed = re.sub('text = ".*"', 'text = "Ein geiriau ni."', last)
    (tmp_path / "templates" / "cy" / "agreements").mkdir(parents=True)
    own = tmp_path / "templates" / "cy" / "agreements" / "ground-rules.toml"
    own.write_text("[[rule]]".join((*rules, changed)), encoding="utf-8")
    out = printed(capsys, "rules", "print", "-o", "-", "--language", "cy", "--language", "en")
    assert "\nOne person speaks at a time, and the rest of us listen to the end.\n" in out
    assert ": Ein geiriau ni.\nNot there in English yet.\n" in out


def test_a_flyer_has_both_and_its_labels_stand_beside_each_other(group: Path, capsys) -> None:
    assert "--draft" in printed(capsys, "flyer", "print", "-o", "-", *BOTH, code=1)
    out = printed(capsys, "flyer", "print", "-o", "-", "--kind", "strips", "--draft", *BOTH)
    assert "«When» / When: ____" in out
    assert "XNobody is in charge. Speak only if you want to.\n\nNobody is in charge." in out
    assert out.count("____________") == 2


def test_in_easy_read_each_language_has_its_lines_and_nothing_stands_between(group: Path, capsys) -> None:
    printed(capsys, "rules", "print", "--style", "easy-read", "-o", "easy.html", *BOTH)
    told = re.findall("<p>(.*?)</p>", (group / "easy.html").read_text(encoding="utf-8"))
    assert [re.sub("<[^>]*>", "", each) for each in told if "everyone" in each.lower()]
    assert [each for each in told if not re.search(r"\w", re.sub("<[^>]*>", "", each))] == []


def test_a_file_for_each_language_is_called_after_it(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed(capsys, "rules", "print", "--separate", "--format", "html", *BOTH)
    printed(capsys, "rules", "print", "--format", "html", *BOTH)
    printed(capsys, "rules", "print", "--separate", "-o", "ours.txt", *BOTH)
    assert sorted(path.name for path in group.glob("*.*") if path.suffix in (".html", ".txt")) == [
        "ground-rules-en.html", "ground-rules-xx-en.html", "ground-rules-xx.html", "ours-en.txt", "ours-xx.txt",
    ]  # fmt: skip
    page = (group / "ground-rules-xx-en.html").read_text(encoding="utf-8")
    assert '<html lang="xx"' in page
    assert '<p><span lang="en">Every kind of person is welcome' in page
    assert 'lang="en"' not in (group / "ground-rules-xx.html").read_text(encoding="utf-8").partition("<main")[
        2
    ].replace('<p><span lang="en">Draft', "")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("session", "print", *BOTH), "--sheet agenda"),
        (("rules", "print", *BOTH, "--language", "cy"), "--separate"),
        (("starter", "print", *BOTH), "One language at a time."),
        (("charter", "print", *BOTH), "templates/xx/charters/peer-support.toml"),
        (("rules", "print", "--separate", "--format", "html", "-o", "-", *BOTH), "Only one sheet at a time"),
        (("session", "print", "walk", "--sheet", "agenda", *BOTH), "templates/xx/sessions/walk.toml"),
    ],
)
def test_what_can_not_be_in_two_languages_says_what_can(group: Path, capsys, typed: tuple[str, ...], told: str) -> None:
    assert main([*typed], DAY) in (1, 2)
    assert told in capsys.readouterr().err.replace("\n", "")
    assert list(group.glob("*.pdf")) == []
