"""Which language is spoken: typed, else in the environment, else the group's; a session speaks that of its template."""

import os
import re
from pathlib import Path

import polib
import pytest

from peerkit.cli.app import main
from peerkit.messages import language
from peerkit.workspace import glance
from peerkit.workspace.builtin import builtin_templates
from peerkit.workspace.config import Group
from peerkit.workspace.root import Root
from tests.spoken import LANGUAGES, english_in
from tests.test_catalogues import MADE_UP, saved

TURNS = "«Welcome, «4 minutes»»"
WEEKLY = (builtin_templates() / "sessions" / "weekly-circle.toml").read_text("utf-8")


@pytest.fixture(autouse=True)
def group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    """A group's folder with a language that nobody speaks: one catalogue and one way of meeting, and no code."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    root = saved(tmp_path, MADE_UP)
    made_up = root.templates / MADE_UP / "sessions"
    made_up.mkdir(parents=True)
    text = WEEKLY.replace('language = "en"', f'language = "{MADE_UP}"')
    (made_up / "weekly-circle.toml").write_text(text)
    return root


def shown(capsys: pytest.CaptureFixture[str], *typed: str, name: str = "weekly-circle") -> tuple[str, str]:
    assert main(["session", "plan", name, "--people", "6", "--dry-run", *typed]) == 0
    told = capsys.readouterr()
    return told.out, told.err


def test_a_language_is_added_by_one_file_and_its_templates(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = shown(capsys, "--language", MADE_UP)
    assert TURNS in out
    assert err == ""
    assert language() == "en"


def test_where_some_is_still_in_english_that_is_said_once(group: Root, capsys: pytest.CaptureFixture[str]) -> None:
    few = polib.mofile(str(group.languages / f"{MADE_UP}.mo"))
    del few[9:]
    few.save(str(group.languages / f"{MADE_UP}.mo"))
    assert shown(capsys, "--language", MADE_UP)[1].count("Some of this is still in English.") == 1


@pytest.mark.parametrize("where", ["environment", "file"])
def test_the_group_or_the_computer_names_the_language(where: str, group: Root, monkeypatch, capsys) -> None:
    if where == "file":
        group.config.write_text(f'# Ours.\ntemplate = "weekly-circle"\nlanguage = "{MADE_UP}"\n[group]\nname = "We"\n')
    else:
        monkeypatch.setenv("PEERKIT_LANGUAGE", MADE_UP)
    assert TURNS in shown(capsys)[0]
    assert TURNS not in shown(capsys, "--language", "en")[0]
    assert main(["session", "start", "--help"]) == 0
    assert "«How many take part, you included.»" in " ".join(capsys.readouterr().out.split())


def test_what_is_not_there_in_the_language_is_in_english_and_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = shown(capsys, "--language", MADE_UP, name="ward-group")
    assert TURNS not in out
    assert "«Not there in «English» yet: Ward group»" in err


def test_nobody_is_told_that_there_is_no_english_who_did_not_ask_for_it(group: Root, capsys) -> None:
    own = group.template_files / "ours.toml"
    own.parent.mkdir()
    own.write_text(WEEKLY.replace('language = "en"', f'language = "{MADE_UP}"'))
    assert shown(capsys, name="ours")[1] == ""
    assert "Not there in English yet: Weekly circle" in shown(capsys, "--language", "en", name="ours")[1]


def test_a_file_of_the_groups_own_wins_and_one_that_is_as_it_came_does_not(group: Root) -> None:
    from peerkit.messages import speaking
    from peerkit.workspace.catalogues import catalogue

    own = group.template_files / "weekly-circle.toml"
    own.parent.mkdir()
    with speaking(catalogue(MADE_UP, group)):
        own.write_text(WEEKLY)
        assert glance.names(group)["weekly-circle"].parent.parent.name == MADE_UP
        own.write_text(f"# Ours.\n{WEEKLY}")
        assert glance.names(group)["weekly-circle"] == own
    assert glance.names(group)["weekly-circle"] == own


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cz", "Did you mean cy?"),
        ("Cymraeg", "Did you mean cy?"),
        ("welsh", "Did you mean cy?"),
        ("../xx", "There are: en, "),
    ],
)
def test_a_language_that_is_not_known_is_refused_where_it_is_typed(typed: str, meant: str, capsys) -> None:
    assert main(["session", "rehearse", "--language", typed]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f'Invalid value for --language: peerkit does not speak "{typed}" yet. ')
    assert meant in told


@pytest.mark.parametrize("line", ['language = "cz"', "language = 9", 'language = "English please"'])
def test_a_language_that_is_not_known_stops_no_evening(line: str, group: Root, capsys) -> None:
    group.config.write_text(f"{line}\n")
    out, err = shown(capsys)
    assert "Welcome, 4 minutes" in out
    assert "peerkit.toml: " in err


@pytest.mark.parametrize("command", ["tally list", "template list", "rules show", "group show", "where"])
@pytest.mark.parametrize("where", ["PEERKIT_LANGUAGE", "peerkit.toml"])
def test_every_command_says_once_that_a_language_is_not_known(
    where: str, command: str, group: Root, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if where == "peerkit.toml":
        group.config.write_text('language = "cz"\n')
    else:
        monkeypatch.setenv(where, "cz")
    assert main(command.split()) == 0
    assert capsys.readouterr().err.count(f'{where}: peerkit does not speak "cz" yet. Did you mean cy?') == 1


def test_files_hold_the_same_whatever_is_spoken(group: Root, monkeypatch, capsys) -> None:
    commands = [
        ["session", "plan", "ward-group", "--people", "6", "--start", "2026-11-26 19:00"],
        ["tally", "add", "9", "--session", "ward-group", "--date", "2026-11-26"],
        ["tally", "export", "--for-ourselves", "-o", "exact.csv"],
        ["turns", "plan", "--people", "6", "--size", "3", "--rounds", "2", "-o", "seats.toml"],
        ["rules", "adopt", "--yes"],
    ]
    for_programs = [
        ["template", "check", "ward-group", "--json"],
        ["session", "plan", "ward-group", "--json", "--dry-run"],
        ["tally", "list", "--json"],
    ]

    def made(tag: str) -> dict[str, bytes]:
        monkeypatch.setenv("PEERKIT_LANGUAGE", tag)
        before = set(group.path.rglob("*"))
        for command in commands:
            assert main(command) == 0, (command, capsys.readouterr())
        capsys.readouterr()
        found = {}
        for command in for_programs:
            main(command)
            found[" ".join(command)] = capsys.readouterr().out.encode()
        for path in sorted(set(group.path.rglob("*")) - before, reverse=True):
            if path.is_file():
                found[str(path)] = path.read_bytes()
                path.unlink()
        return found

    assert made(MADE_UP) == made("en")


def test_a_translation_that_was_saved_without_what_is_read_of_it_is_named(group: Root, capsys) -> None:
    written = group.languages / f"{MADE_UP}.po"
    written.write_text("")
    os.utime(written, (2**31, 2**31))
    assert f"{written} is newer than what peerkit reads of it" in shown(capsys, "--language", MADE_UP)[1]
    (group.languages / "fr.po").write_text("")
    assert main(["session", "rehearse", "--language", "fr"]) == 2
    assert "fr.po is newer than what peerkit reads of it" in capsys.readouterr().err


@pytest.mark.parametrize("where", ["typed", "file"])
def test_a_broken_catalogue_of_the_groups_own_is_named_and_what_ships_is_spoken(
    where: str, group: Root, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = group.languages / "cy.mo"
    broken.write_bytes(b"")
    if where == "file":
        group.config.write_text('language = "cy"\n')
    out, err = shown(capsys, *(["--language", "cy"] if where == "typed" else []))
    assert "Croeso" in out
    assert err.count(f"{broken}: dydy hwn ddim yn gatalog o negeseuon. Cadwch") == 1


def test_a_broken_catalogue_of_what_does_not_ship_is_refused_where_it_is_typed(group: Root, capsys) -> None:
    (group.languages / "fr.mo").write_bytes(b"")
    assert main(["rules", "print", "--language", "fr"]) == 2
    assert "fr.mo is no catalogue of messages. Save it again in Poedit, or take it away." in capsys.readouterr().err


def test_that_words_were_not_checked_is_said_of_what_the_group_wrote_and_not_of_what_ships(
    group: Root, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = "does dim rhestr ar gyfer cy"
    ships = builtin_templates() / "cy" / "sessions" / "weekly-circle.toml"
    own = group.template_files / "ours.toml"
    own.parent.mkdir()
    own.write_text(ships.read_text("utf-8").replace("summary = ", "#\nsummary = "), "utf-8")
    assert told not in shown(capsys, "--language", "cy")[0]
    assert told in shown(capsys, name="ours")[0]
    monkeypatch.setenv("PEERKIT_LANGUAGE", "cy")
    main(["template", "check", "weekly-circle"])
    assert told in capsys.readouterr().out


def test_sentences_of_the_groups_own_that_can_not_be_said_are_named_once(
    group: Root, capsys: pytest.CaptureFixture[str]
) -> None:
    po = polib.mofile(str(group.languages / f"{MADE_UP}.mo"))
    wrong = {"Ends at {time}.": "«Ends at {tiem}.»", "Paused.": "«{Paused»"}
    for entry in po:
        entry.msgstr = wrong.get(entry.msgid, entry.msgstr)
    po.save(str(group.languages / f"{MADE_UP}.mo"))
    err = shown(capsys, "--language", MADE_UP)[1]
    assert err.count("2 sentences can't be used as they are translated") == 1
    assert "\n  Ends at {time}.\n" in err
    assert "\n  Paused.\n" in err
    assert "Open it in Poedit, and write what stands in braces as it stands in the English." in err


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("qq", 'There is no language "qq".'), ("cym", 'Write "cy".'), ("fr-paris1", ""), ("pt-BR", "stay in English"),
        ("ckb", "stay in English"), ("cy", ""),
    ],
)  # fmt: skip
def test_a_tag_that_is_of_no_language_is_said_and_one_that_peerkit_does_not_speak(
    tag: str, told: str, group: Root, capsys: pytest.CaptureFixture[str]
) -> None:
    own = group.template_files / "ours.toml"
    own.parent.mkdir()
    own.write_text(WEEKLY.replace('language = "en"', f'language = "{tag}"'))
    status = main(["template", "check", "ours"])
    said = capsys.readouterr().out
    assert status == (tag in ("qq", "cym"))
    assert told in said
    assert ("stay in English" in said) == (tag in ("pt-BR", "ckb", "fr-paris1"))


@pytest.mark.parametrize("command", ["tally list", "where", "rules adopt", "voice show", "template drop x"])
def test_a_command_that_is_not_translated_answers_in_english_and_says_so_once_in_both(
    command: str, group: Root, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PEERKIT_LANGUAGE", "es")
    main(command.split())
    told = capsys.readouterr()
    both = "Una parte de esto sigue en inglés. Some of this is still in English."
    assert told.err.count(both) == 1
    assert not re.search("[¿¡áéíóúñ«»]", (told.out + told.err).replace(both, ""))


@pytest.mark.parametrize(
    "command",
    [
        "template list", "template show weekly-circle", "template show nosuch", "template check ours", "session strt",
        "session start --foo", "session start nosuch", "group show", "group calendar", "group listing", "init",
    ],
)  # fmt: skip
@pytest.mark.parametrize("tag", LANGUAGES)
def test_what_is_translated_answers_in_one_language(
    tag: str, command: str, group: Root, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own = group.template_files / "ours.toml"
    own.parent.mkdir()
    own.write_text((builtin_templates() / tag / "sessions" / "weekly-circle.toml").read_text("utf-8"), "utf-8")
    group.config.write_text('[group]\nname = "Xx"\n')
    monkeypatch.setenv("PEERKIT_LANGUAGE", tag)
    main(command.split())
    told = capsys.readouterr()
    titles = re.compile(r"[a-z-]+: ")  # in lists, of what is not there in this language
    lines = [line for line in (told.out + told.err).splitlines() if not titles.match(line)]
    found = english_in("\n".join(lines), tag)
    keys = {"help", *(part for key in Group._fields for part in key.split("_"))}
    assert [line for word, line in found if word not in keys] == []


def test_init_keeps_the_language_that_the_computer_names_and_says_so(
    group: Root, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PEERKIT_LANGUAGE", "es")
    assert main(["init", "--yes", "--name", "Xx"]) == 0
    assert 'language = "es"' in group.config.read_text("utf-8")
    assert "Idioma: español, como dice PEERKIT_LANGUAGE." in capsys.readouterr().out
