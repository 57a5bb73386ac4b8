import json
import os
import tomllib
from pathlib import Path

import pytest
import typer

from peerkit.cli.app import main
from peerkit.cli.templates import commands
from peerkit.cli.terminal import completion
from peerkit.workspace.builtin import builtin_templates

pytestmark = pytest.mark.usefixtures("group")
OWN = """\
# Ours, since 2019.
title = "Tuesdays"
summary = "A {session} of {peers}."
source = "Ourselves"
minutes = { min = 40, ideal = 60, max = 90 }
people = { min = 3, ideal = 8, max = 12 }
agreement = "ground-rules"

[[block]]
kind = "segment"
part = "opening"
name = "Welcome"
length = "5m"
script = "Hello, and welcome to this {session}."

[[block]]
kind = "agreement"
name = "Ground rules"
length = "5m"

[[block]]
kind = "round"
name = "Round"
turn = { min = "1m", ideal = "2m", max = "5m" }

[[block]]
kind = "segment"
part = "closing"
name = "Closing"
length = "5m"
"""


def own(group: Path, name: str, text: str = OWN) -> Path:
    path = group / "templates" / "sessions" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def with_words(group: Path) -> None:
    group.mkdir(exist_ok=True)
    (group / "peerkit.toml").write_text('[words]\npeer = "member"\nsession = "evening"\n')


def checked(capsys: pytest.CaptureFixture[str], *wanted: str) -> tuple[int, list[dict[str, str]]]:
    code = main(["template", "check", "--json", *wanted])
    return code, json.loads(capsys.readouterr().out)


def test_the_list_says_what_each_is_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "list", "--json"]) == 0
    weekly = next(each for each in json.loads(capsys.readouterr().out) if each["name"] == "weekly-circle")
    assert set(weekly) == {"name", "title", "summary", "minutes", "people", "languages"}
    assert set(weekly["minutes"]) == set(weekly["people"]) == {"min", "ideal", "max"}


def test_the_list_has_one_line_a_template(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own(group, "tuesdays")
    assert main(["template", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "tuesdays: Tuesdays. 40 to 90 minutes, 3 to 12 people. A session of peers." in lines
    assert len(lines) == len({line.partition(":")[0] for line in lines})


def test_the_groups_own_wins_over_the_built_in(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own(group, "weekly-circle")
    main(["template", "list", "--json"])
    found = [each["title"] for each in json.loads(capsys.readouterr().out) if each["name"] == "weekly-circle"]
    assert found == ["Tuesdays"]


def test_a_broken_template_does_not_hide_the_others(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own(group, "broken", "title = ")
    own(group, "tuesdays")
    assert main(["template", "list", "--json"]) == 0
    said = capsys.readouterr()
    names = [each["name"] for each in json.loads(said.out)]
    assert "tuesdays" in names
    assert "broken" not in names
    assert "peerkit template check broken" in said.err


def test_show_reads_every_part_in_order_with_the_groups_words(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own(group, "tuesdays")
    with_words(group)
    assert main(["template", "show", "tuesdays"]) == 0
    text = capsys.readouterr().out
    assert "A evening of members." in text
    assert "Where it comes from: Ourselves" in text
    assert "40 to 90 minutes; 60 is ideal." in text
    assert "3 to 12 people; 8 is ideal." in text
    assert "1 of 4. Welcome: segment, 5 minutes.\nTo read out:\nHello, and welcome to this evening." in text
    assert "3 of 4. Round: round, turns of 1 minute to 5 minutes (ideally 2 minutes), anyone may pass." in text


def test_show_says_how_groups_go(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    groups = '\n[[block]]\nkind = "groups"\nname = "Threes"\nsize = 3\nrounds = 2\nturn = "4m"\n'
    own(group, "tuesdays", OWN + groups)
    main(["template", "show", "tuesdays"])
    assert "5 of 5. Threes: groups, turns of 4 minutes, in groups of 3, 2 rounds." in capsys.readouterr().out


def test_show_gives_a_program_the_blocks(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own(group, "tuesdays")
    assert main(["template", "show", "tuesdays", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["name"] == "tuesdays"
    assert [block["name"] for block in data["blocks"]] == ["Welcome", "Ground rules", "Round", "Closing"]
    assert data["blocks"][2]["turn"] == {"min": "1m", "ideal": "2m", "max": "5m"}
    assert "block" not in data


def test_show_takes_the_path_of_a_file(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = own(group, "tuesdays")
    assert main(["template", "show", os.path.relpath(path)]) == 0
    assert "Tuesdays" in capsys.readouterr().out


def test_new_copies_the_text_with_its_comments(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "new", "ours"]) == 0
    made = group / "templates" / "sessions" / "ours.toml"
    shipped = (builtin_templates() / "sessions" / "weekly-circle.toml").read_text()
    assert made.read_text() == shipped.replace('title = "Weekly circle"', 'title = "Ours"')
    said = capsys.readouterr().out
    assert str(made) in said
    assert "peerkit template check ours" in said


def test_new_starts_from_the_one_that_is_named(group: Path) -> None:
    own(group, "tuesdays")
    assert main(["template", "new", "ours", "--from", "tuesdays"]) == 0
    assert (group / "templates" / "sessions" / "ours.toml").read_text() == OWN.replace('"Tuesdays"', '"Ours"')


@pytest.mark.parametrize("title", ['Our "own" \\ circle', "Cylch ŵyl", "[[block]]", "x = 1 # no"])
def test_new_changes_the_title_and_nothing_else(group: Path, title: str) -> None:
    own(group, "tuesdays")
    assert main(["template", "new", "ours", "--from", "tuesdays", "--title", title]) == 0
    text = (group / "templates" / "sessions" / "ours.toml").read_text()
    assert tomllib.loads(text) == {**tomllib.loads(OWN), "title": title}
    assert [line for line in text.splitlines() if not line.startswith("title")] == [
        line for line in OWN.splitlines() if not line.startswith("title")
    ]


@pytest.mark.parametrize("title", ["", "  ", "two\nlines", "x" * 201, "a\x07b", "a\u202eb"])
def test_new_refuses_a_title_that_is_none(group: Path, title: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "new", "ours", "--title", title]) == 1
    assert "--title" in capsys.readouterr().err
    assert not group.exists()


@pytest.mark.parametrize("written", ['"title" = "Tuesdays"', 'title = """\nTuesdays"""', "title = '''\ntitle = 1\n'''"])
def test_a_title_that_is_written_strangely_is_changed_all_the_same(group: Path, written: str) -> None:
    own(group, "odd", OWN.replace('title = "Tuesdays"', written))
    assert main(["template", "new", "ours", "--from", "odd", "--title", "Ours"]) == 0
    text = (group / "templates" / "sessions" / "ours.toml").read_text()
    assert tomllib.loads(text) == {**tomllib.loads(OWN), "title": "Ours"}


def test_a_title_in_the_middle_of_a_script_is_not_the_title(group: Path) -> None:
    script = 'script = """\ntitle = 1\n"""'
    own(group, "odd", OWN.replace('script = "Hello, and welcome to this {session}."', script))
    assert main(["template", "new", "ours", "--from", "odd", "--title", "Ours"]) == 0
    made = tomllib.loads((group / "templates" / "sessions" / "ours.toml").read_text())
    assert (made["title"], made["block"][0]["script"]) == ("Ours", "title = 1\n")


def test_a_title_that_is_not_text_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "new", "ours", "--title", "caf\udce9"]) == 1
    assert "not text" in capsys.readouterr().err


def test_new_refuses_a_name_that_is_taken(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = own(group, "ours", "mine")
    assert main(["template", "new", "ours"]) == 1
    assert "--replace" in capsys.readouterr().err
    assert path.read_text() == "mine"


def test_new_keeps_what_it_replaces_and_says_so(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = own(group, "ours", "mine")
    assert main(["template", "new", "ours", "--replace"]) == 0
    before = path.with_name("ours.toml.before")
    assert before.read_text() == "mine"
    assert str(before) in capsys.readouterr().err
    assert "title" in path.read_text()


def test_new_says_when_it_stands_in_for_a_built_in_one(capsys: pytest.CaptureFixture[str]) -> None:
    main(["template", "new", "weekly-circle"])
    assert "instead of the weekly-circle that comes with peerkit" in capsys.readouterr().out
    main(["template", "new", "ours"])
    assert "instead" not in capsys.readouterr().out


@pytest.mark.parametrize("name", ["../ours", "a/b", "", ".hidden", "our circle", "x.toml", "x" * 65, "a\x1bb", "-x-"])
def test_new_refuses_a_name_that_is_no_name(group: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "new", "--", name]) == 1
    assert "For example: peerkit template new " in capsys.readouterr().err
    assert not group.exists()


def test_new_refuses_to_copy_what_is_no_template(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own(group, "broken", 'title = "x"')
    assert main(["template", "new", "ours", "--from", "broken"]) == 1
    assert "broken.toml: summary: This key is missing." in capsys.readouterr().err


def test_check_finds_nothing_wrong_with_what_comes_with_peerkit(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "check"]) == 0
    assert "put right." not in capsys.readouterr().err.replace("Nothing to put right.", "")


def test_check_without_a_name_looks_at_the_groups_own(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own(group, "broken", 'title = "x"')
    own(group, "wrong", "title = ")
    code, found = checked(capsys)
    assert code == 1
    assert {each["file"] for each in found} == {"broken", "wrong"}


def test_check_says_every_problem_of_every_file_at_once(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = own(group, "missing", OWN.replace('summary = "A {session} of {peers}."\n', "").replace("kind", "knid", 1))
    own(group, "no-rules", OWN.replace('agreement = "ground-rules"\n', ""))
    code, found = checked(capsys, str(missing), "no-rules", "nowhere", "weekly-circle")
    assert code == 1
    by_file = {
        file: [each["code"] for each in found if each["file"] == file] for file in (each["file"] for each in found)
    }
    assert by_file[str(missing)] == ["missing-key", "unknown-kind"]
    assert "agreement-not-named" in by_file["no-rules"]
    assert by_file["nowhere"] == ["unreadable"]


def test_each_problem_is_a_whole_answer_for_a_program(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own(group, "wrong", OWN.replace("turn = {", "trun = {"))
    _, found = checked(capsys, "wrong")
    assert all(set(each) == {"file", "place", "code", "reason", "suggestion", "severity"} for each in found)
    assert "Did you mean turn?" in [each["suggestion"] for each in found]


def test_a_problem_is_one_line_with_its_file_and_place(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = own(group, "wrong", OWN.replace("turn = {", "trun = {"))
    assert main(["template", "check", str(path)]) == 1
    said = capsys.readouterr()
    assert f"{path}: block 3 (Round).trun: trun is not a key here. Did you mean turn?" in said.out.splitlines()
    assert "2 things to put right." in said.err


def test_advice_alone_is_no_error(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own(group, "ours", OWN.replace('name = "Round"', 'name = "Round"\npass = false'))
    code, found = checked(capsys, "ours")
    assert (code, [each["severity"] for each in found]) == (0, ["advice"])
    assert main(["template", "check", "ours"]) == 0
    said = capsys.readouterr()
    assert ": advice: " in said.out
    assert "Only advice" in said.err


def test_a_template_with_nothing_wrong_has_an_empty_list(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own(group, "ours")
    assert checked(capsys, "ours") == (0, [])


def test_every_file_that_cannot_be_read_is_a_problem_of_its_own(tmp_path: Path, group: Path, capsys) -> None:
    bad = {
        "empty.toml": b"",
        "latin.toml": b'title = "caf\xe9"',
        "broken.toml": b"title = [",
        "deep.toml": b"a = " + b"[" * 3000 + b"]" * 3000,
        "large.toml": b"#" * 10_000_000,
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "folder.toml").mkdir()
    os.mkfifo(tmp_path / "pipe.toml")
    names = [*bad, "folder.toml", "pipe.toml", "../nothing.toml"]
    code, found = checked(capsys, *names)
    assert code == 1
    assert {each["file"] for each in found} == set(names)
    assert {each["code"] for each in found if each["file"] != "empty.toml"} == {"unreadable"}


def agreed(group: Path, text: str) -> Path:
    path = group / "templates" / "agreements" / "ours.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'title = "Ours"\nsummary = "Ours."\n[[rule]]\ntext = "{text}"\nvalue = "Trust"\n')
    return path


def test_check_looks_over_the_agreement_that_templates_name_once(group: Path, capsys) -> None:
    agreed(group, "Everyone must attend every week.")
    for name in ("one", "two"):
        own(group, name, OWN.replace('"ground-rules"', '"ours"'))
    code, found = checked(capsys)
    assert code == 1
    assert [(each["file"], each["place"], each["code"]) for each in found] == [
        ("ours.toml", "rule 1.text", "shuts-out")
    ]


@pytest.mark.parametrize("named", ["ours", "PATH"])
def test_check_knows_an_agreement_when_it_sees_one(group: Path, capsys: pytest.CaptureFixture[str], named: str) -> None:
    path = agreed(group, "Everyone must attend every week.")
    path.write_text(path.read_text() + 'topik = "x"\n')
    name = str(path) if named == "PATH" else named
    code, found = checked(capsys, name)
    assert code == 1
    assert [(each["file"], each["code"]) for each in found] == [(name, "unknown-key"), (name, "shuts-out")]


def test_an_agreement_with_a_rule_that_cannot_be_read_is_looked_over_all_the_same(group: Path, capsys) -> None:
    path = agreed(group, "Everyone must attend every week.")
    path.write_text(path.read_text() + "[[rule]]\ntext = 3\n[[rule]]\ntext = 4\n")
    _, found = checked(capsys, str(path))
    assert [(each["place"], each["code"]) for each in found] == [
        ("rule 2.text", "wrong-value"), ("rule 2.value", "missing-key"), ("rule 3.text", "wrong-value"),
        ("rule 3.value", "missing-key"), ("rule 1.text", "shuts-out"),
    ]  # fmt: skip


def test_new_is_titled_by_its_own_name_and_at_a_terminal_by_what_is_answered(group: Path, type_in) -> None:
    def title(name: str) -> str:
        text = (group / "templates" / "sessions" / f"{name}.toml").read_text()
        return str(tomllib.loads(text)["title"])

    assert main(["template", "new", "our-late_evening"]) == 0
    assert title("our-late_evening") == "Our late evening"
    for name, typed in (("two", "Tea & talk"), ("three", "")):
        type_in(typed)
        assert main(["template", "new", name]) == 0
        assert title(name) == (typed or "Three")


def test_a_wrong_config_is_said_rather_than_passed_over(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    group.mkdir()
    (group / "peerkit.toml").write_text("[wrods]\n")
    assert main(["template", "check"]) == 0
    assert "Did you mean [words]?" in capsys.readouterr().err


def test_names_for_tab_are_those_that_begin_so(group: Path) -> None:
    own(group, "zebra", "no TOML")
    own(group, "zenith")
    own(group, ".zero")
    ctx = typer.Context(commands.app)
    assert completion.templates(ctx, "z") == ["zebra", "zenith"]
    assert "weekly-circle" in completion.templates(ctx, "")
