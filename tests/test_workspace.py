import os
import shlex
import subprocess
import sys
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit import values
from peerkit.cli.app import main
from peerkit.cli.session.materials import materials
from peerkit.columns import COLUMNS, PARTS
from peerkit.errors import PeerkitError
from peerkit.tally import quarters
from peerkit.workspace import kept
from peerkit.workspace.builtin import builtin_templates
from peerkit.workspace.config import SETTINGS
from peerkit.workspace.root import CHOSEN, Root, can_be_typed, find, typed
from tests.room import CIRCLE, circle


def workspace(folder: Path) -> Path:
    (folder / "templates").mkdir(parents=True)
    (folder / "sessions").mkdir()
    return folder


def everything_under(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


def test_the_option_wins_over_everything(tmp_path: Path) -> None:
    here = workspace(tmp_path / "here")
    root = find(tmp_path / "chosen", {"PEERKIT_WORKSPACE": str(tmp_path / "named")}, here, tmp_path)
    assert root == Root(tmp_path / "chosen", "--workspace")


def test_the_variable_wins_over_the_folder(tmp_path: Path) -> None:
    here = workspace(tmp_path / "here")
    root = find(None, {"PEERKIT_WORKSPACE": str(tmp_path / "named")}, here, tmp_path)
    assert root == Root(tmp_path / "named", "PEERKIT_WORKSPACE")


def test_an_empty_variable_says_nothing(tmp_path: Path) -> None:
    assert find(None, {"PEERKIT_WORKSPACE": ""}, tmp_path, tmp_path / "me").found_by == "your home folder"


def test_the_nearest_folder_upward_that_holds_both_is_found(tmp_path: Path) -> None:
    workspace(tmp_path / "far")
    near = workspace(tmp_path / "far" / "near")
    inside = near / "templates" / "sessions"
    inside.mkdir()
    assert find(None, {}, inside, tmp_path) == Root(near, "this folder or one above it")


def test_a_folder_with_templates_alone_is_no_workspace(tmp_path: Path) -> None:
    (tmp_path / "here" / "templates").mkdir(parents=True)
    root = find(None, {}, tmp_path / "here", tmp_path / "me")
    assert root == Root(tmp_path / "me" / "peerkit", "your home folder")


def test_asking_creates_nothing(tmp_path: Path) -> None:
    for chosen, environ in ((None, {}), (Path("new"), {}), (None, {"PEERKIT_WORKSPACE": "other"})):
        root = find(chosen, environ, tmp_path, tmp_path / "me")
        assert root.ledger.parent == root.sessions
    assert everything_under(tmp_path) == []


@pytest.mark.parametrize(("chosen", "expected"), [("new", "here/new"), ("~/group", "me/group"), ("~", "me")])
def test_a_chosen_path_is_made_absolute(tmp_path: Path, chosen: str, expected: str) -> None:
    here, home = tmp_path / "here", tmp_path / "me"
    assert find(Path(chosen), {}, here, home).path == tmp_path / expected
    assert find(None, {"PEERKIT_WORKSPACE": chosen}, here, home).path == tmp_path / expected


def test_a_chosen_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes\x1b[2J.txt").write_text("")
    with pytest.raises(PeerkitError) as refused:
        find(Path("notes\x1b[2J.txt"), {}, tmp_path, tmp_path)
    assert "is a file" in refused.value.message
    assert "\x1b" not in refused.value.message


def test_a_folder_that_cannot_be_looked_into_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_dir", closed)
    monkeypatch.setattr(Path, "exists", closed)
    assert find(None, {}, tmp_path, tmp_path / "me").found_by == "your home folder"
    assert find(tmp_path / "closed", {}, tmp_path, tmp_path).path == tmp_path / "closed"


def test_everything_lies_inside_the_workspace(tmp_path: Path) -> None:
    root = Root(tmp_path, "")
    assert [
        path.relative_to(tmp_path).as_posix()
        for path in (
            root.config,
            root.template_files,
            root.ledger,
            root.replaced,
            root.running,
        )
    ] == [
        "peerkit.toml",
        "templates/sessions",
        "sessions/attendance.csv",
        "sessions/attendance-replaced.csv",
        "sessions/.running",
    ]


def test_templates_beside_the_package_are_used_in_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "peerkit"
    package.mkdir()
    monkeypatch.setattr("peerkit.__file__", str(package / "__init__.py"))
    assert builtin_templates() == tmp_path / "templates"


def test_templates_inside_the_package_are_used_when_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "peerkit" / "templates").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr("peerkit.__file__", str(tmp_path / "peerkit" / "__init__.py"))
    assert builtin_templates() == tmp_path / "peerkit" / "templates"


def test_light_commands_load_no_heavy_library() -> None:
    rooms = ("workspace.root", "workspace.files", "workspace.config", "workspace.kept", "workspace.builtin")
    imports = ", ".join(f"peerkit.{room}" for room in (*rooms, "tally.ledger"))
    heavy = ["pydantic", "rich", "textual", "typer", "filelock", "tomllib", "tomli_w", "tempfile", "logging"]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, {imports}; print([n for n in {heavy} if n in sys.modules])"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout == "[]\n"


def fields_of(path: str) -> tuple[str, ...]:
    return next(tuple(name for name, _ in file.fields) for file in kept.KEPT if file.path == path)


def test_what_is_kept_names_every_column_of_the_counts() -> None:
    assert fields_of("sessions/attendance.csv") == tuple(column.name for column in COLUMNS)
    assert fields_of("sessions/attendance-replaced.csv") == tuple(column.name for column in COLUMNS)
    assert fields_of("sessions/attendance-quarters.csv") == quarters.COLUMNS


def test_what_is_kept_names_every_setting() -> None:
    assert fields_of("peerkit.toml") == tuple(SETTINGS)


def test_what_is_kept_names_every_key_of_a_template() -> None:
    from peerkit.planning.template import Template

    assert fields_of("templates/sessions/NAME.toml") == tuple(each.key for each in values.fields_of(Template))


def test_what_is_kept_names_every_key_of_a_plan() -> None:
    from peerkit.planning.stored import EveningTable
    from peerkit.planning.template import Template

    evening = tuple(f"evening.{each.key}" for each in values.fields_of(EveningTable))
    assert fields_of("sessions/DATE-NAME.toml") == (*evening, *(each.key for each in values.fields_of(Template)))


def test_what_is_kept_names_every_field_of_an_event() -> None:
    from peerkit.running.events import EVENTS

    first_line = {"peerkit", "session", "counted", "started", "plan"}
    of_events = {field.name for kind in EVENTS.values() for field in fields(kind)} - {"parts"}
    of_events |= {part.name for part in PARTS}
    assert set(fields_of("sessions/.running/journal")) == first_line | {"event"} | of_events


def test_every_kept_file_and_field_says_what_it_is_for_in_a_sentence() -> None:
    for file in kept.KEPT:
        for purpose in (file.purpose, *(said for _, said in file.fields)):
            assert purpose[0].isupper(), purpose
            assert purpose.endswith("."), purpose


# What is printed to be typed

UNDER_A_NAME = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="\0/") | st.just(" "), min_size=1
)


@pytest.mark.skipif(os.name == "nt", reason="a shell as Unix has it")
@given(UNDER_A_NAME, UNDER_A_NAME, st.sampled_from(["--workspace", ""]))
def test_a_shell_takes_a_command_as_it_is_meant_whatever_the_names(name: str, folder: str, found_by: str) -> None:
    root = Root(Path("/", folder), found_by)
    first, *words = shlex.split(root.command("rules show", name))
    where = ["--workspace", str(root.path)] if found_by else []
    expected = [*where, "--", name] if name.startswith("-") else [name, *where]
    assert [first, *words] == ["peerkit", "rules", "show", *expected]
    (path,) = shlex.split(typed(Path(name)))
    assert Path(path) == Path(name)
    assert not path.startswith("-")


@pytest.mark.skipif(os.name == "nt", reason="a shell as Unix has it")
def test_a_name_that_a_shell_would_run_is_quoted(tmp_path: Path) -> None:
    root = Root(tmp_path, "")
    assert root.command("rules show", "our rules") == """peerkit rules show 'our rules'"""
    assert root.command("rules show", "$(touch pwned)") == """peerkit rules show '$(touch pwned)'"""
    assert root.command("rules show", "a\\b") == """peerkit rules show 'a\\b'"""
    assert root.command("rules show", "-x") == "peerkit rules show -- -x"
    assert root.command("rules show", "") == "peerkit rules show"
    assert typed(Path("-x.toml")) == "./-x.toml"


@pytest.mark.skipif(os.name == "nt", reason="a shell as Unix has it")
@pytest.mark.parametrize(
    "name",
    [b"two words", b"it's", b'say "hi"', "\N{RAINBOW} caf\u00e9".encode(), b"$HOME `ls` !!", b"-x", b"a\nb", b"\xff"],
)
def test_a_command_that_is_printed_reaches_the_same_folder_when_it_is_pasted_or_says_to_go_there_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: bytes
) -> None:
    folder, elsewhere = tmp_path / os.fsdecode(name), tmp_path / "elsewhere"
    workspace(folder)
    elsewhere.mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(elsewhere))
    monkeypatch.delenv("PEERKIT_WORKSPACE", raising=False)
    there = os.path.join(".", os.fsdecode(name))  # noqa: PTH118 (a Path would lose the dot)

    for typed_in in ("tally list", "session show no-such-plan", "session resume"):
        main([*typed_in.split(), "--workspace", there])
        said = capsys.readouterr()
        told = said.out + said.err
        (line,) = (line for line in told.split("\n") if "peerkit " in line)
        words = shlex.split(line[line.index("peerkit ") :])
        assert ("First cd to the group's folder" in told) is not can_be_typed(folder)
        assert [words[at + 1] for at, word in enumerate(words) if word == "--workspace"] == (
            [str(folder) if can_be_typed(folder) else "."]
        )
    monkeypatch.chdir(elsewhere if can_be_typed(folder) else folder)
    place = typed(folder) if can_be_typed(folder) else "."
    sys.stdout.reconfigure(errors="replace")  # as where it is run
    assert main(shlex.split(f"tally add 9 --on 2026-11-26 --workspace {place}")) == 0
    assert (folder / "sessions" / "attendance.csv").exists()


def test_the_commands_of_an_evening_of_a_check_and_of_a_plan_reach_the_folder_that_was_typed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = Root(workspace(tmp_path / "our group"), CHOSEN)
    root.template_files.mkdir()
    (root.template_files / "a-short-circle.toml").write_text(CIRCLE)
    root.config.write_text('[group]\nname = "Circle"\nchecked = 2020-01-01\n')
    where = f"--workspace {typed(root.path)}"
    assert materials(root, circle(), date(2026, 11, 26)).init == f"peerkit init {where}"
    main(shlex.split(f"group check {where}"))
    assert f"peerkit {where} group renew" in capsys.readouterr().out
    assert main(shlex.split(f"session plan a-short-circle --start 2026-11-26T19:00 --people 4 {where}")) == 0
    plan = (root.sessions / "2026-11-26-a-short-circle.toml").read_text(encoding="utf-8")
    assert "In the group's folder: peerkit session show 2026-11-26-a-short-circle --workspace ." in plan
    assert str(tmp_path) not in plan
