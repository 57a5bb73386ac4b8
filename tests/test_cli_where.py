import json
from pathlib import Path

import pytest

from peerkit.cli.app import main

pytestmark = pytest.mark.usefixtures("group")


def put(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("")


def found(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    assert main(["where", "--json"]) == 0
    return {Path(each["path"]).name: each for each in json.loads(capsys.readouterr().out)["files"]}


def test_a_folder_that_is_not_there_is_named_and_not_made(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["where"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{group}\nFound by: PEERKIT_WORKSPACE.\nIt is not there yet")
    assert not group.exists()


def test_an_empty_folder_says_so(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    group.mkdir()
    main(["where"])
    assert "written nothing" in capsys.readouterr().out


def test_the_home_folder_is_the_last_resort(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.delenv("PEERKIT_WORKSPACE")
    monkeypatch.chdir(tmp_path)
    main(["where"])
    assert capsys.readouterr().out.startswith(f"{tmp_path / 'home' / 'peerkit'}\nFound by: your home folder.")


def test_every_file_that_is_there_is_listed_with_its_fields(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = (
        "peerkit.toml",
        "templates/sessions/ours.toml",
        "sessions/2026-11-26-ours.toml",
        "sessions/attendance.csv",
        "sessions/.running/journal",
    )
    for name in (*kept, "sessions/notes.txt", "templates/sessions/.hidden.toml"):
        put(group / name)
    assert sorted(found(capsys)) == sorted(Path(name).name for name in kept)
    main(["where"])
    said = capsys.readouterr().out
    assert all(f"\n{name}\n" in said for name in kept)
    assert "\n  first_timers: How many came for the first time, if the group asks.\n" in said
    _, files, others = said.partition("peerkit does not write these files and does not read them:")
    assert "notes.txt" not in files + said.partition("Also in")[0]
    assert others.startswith("\n  sessions/notes.txt\n  templates/sessions/.hidden.toml\n")


def test_every_other_file_is_listed_and_links_are_followed_and_named(group: Path, tmp_path: Path, capsys) -> None:
    for name in ("sessions/notes.txt", ".git/objects/ab", ".git/config"):
        put(group / name)
    put(tmp_path / "cloud" / "minutes.odt")
    (group / "more").symlink_to(tmp_path / "cloud", target_is_directory=True)
    (group / "round").symlink_to(group, target_is_directory=True)
    (group / "gone.csv").symlink_to(tmp_path / "nowhere.csv")
    (tmp_path / "counts.csv").write_text("date,session,format,people,cancelled\n")
    (group / "sessions" / "attendance.csv").symlink_to(tmp_path / "counts.csv")
    main(["where"])
    said = capsys.readouterr().out
    assert f"\nsessions/attendance.csv, by a link to {tmp_path / 'counts.csv'}\nThe counts." in said
    assert said.partition("does not read them:\n")[2].partition("\n\n")[0].splitlines() == [
        f"  gone.csv, a link to {tmp_path / 'nowhere.csv'}, where nothing is",
        f"  more/minutes.odt, by a link to {tmp_path / 'cloud'}",
        f"  round, by a link to {group}",
        "  sessions/notes.txt",
        "  .git: 2 files",
    ]
    main(["where", "--json"])
    others = json.loads(capsys.readouterr().out)["others"]
    assert {Path(each["path"]).name for each in others} >= {"ab", "config", "notes.txt", "minutes.odt", "gone.csv"}
    assert next(each for each in others if each["broken"])["link"] == str(tmp_path / "nowhere.csv")


COPIES = {
    "attendance (conflicted copy).csv": "attendance.csv",
    "attendance (Ann's conflicted copy 2026-11-30).csv": "attendance.csv",
    "attendance - Copy.csv": "attendance.csv",
    "attendance-LAPTOP7.csv": "attendance.csv",
    "attendance.csv~": "attendance.csv",
    ".attendance.csv.swp": "attendance.csv",
    "attendance-replaced (1).csv": "attendance-replaced.csv",
    "old counts.csv": "attendance.csv",
    "shared.sync-conflict-20261130-120000-ABCDEFG.toml": "shared.toml",
    "shared.toml.bak": "shared.toml",
    "our-old-record.toml": "shared.toml",
    "2026-11-26-ours.sync-conflict-20261130-120000-ABCDEFG.toml": "2026-11-26-ours.toml",
    "2026-11-26-ours (1).toml": "2026-11-26-ours.toml",
}


def test_copies_are_named_with_what_they_are_of_and_are_no_plans(group: Path, capsys) -> None:
    record = "format = 1\n\n[[visits]]\n"
    plan = "[evening]\n"
    ours = {"shared.toml": record, "2026-11-26-ours.toml": plan, "attendance.csv": "date,session,format,people\n"}
    for name, original in {**COPIES, **{name: name for name in ours}}.items():
        put(group / "sessions" / name)
        (group / "sessions" / name).write_text(ours.get(original, ""))
    for name in ("shared-evening.toml", "attendances.csv", "2026-11-26-copying-texts.toml"):
        (group / "sessions" / name).write_text(plan)
    main(["where", "--json"])
    found = json.loads(capsys.readouterr().out)["others"]
    assert {Path(each["path"]).name: each["copy_of"] for each in found if each["copy_of"]} == COPIES
    main(["session", "list", "--json"])
    plans = json.loads(capsys.readouterr().out)["plans"]
    assert [each["name"] for each in plans] == ["2026-11-26-copying-texts", "2026-11-26-ours", "shared-evening"]


def test_each_file_says_what_its_fields_are_for(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(group / "sessions" / "attendance.csv")
    entry = found(capsys)["attendance.csv"]
    assert entry["purpose"] == "The counts. There are no people in it."
    assert entry["fields"]["date"] == "The day of the session."  # type: ignore[index]


def test_files_of_one_kind_are_explained_once(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(group / "templates" / "sessions" / "a.toml")
    put(group / "templates" / "sessions" / "b.toml")
    main(["where"])
    assert "templates/sessions/a.toml\ntemplates/sessions/b.toml\nA way of meeting" in capsys.readouterr().out


def test_what_is_never_kept_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    main(["where"])
    said = capsys.readouterr().out.partition("Never kept:")[2]
    assert "Names" in said
    assert "no network" in said


def test_everything_that_the_light_commands_write_is_listed(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for line in ("init --name Ours", "init --name Ours --replace", "template new ours", "template new ours --replace"):
        assert main(line.split()) == 0
    for line in ("tally add 9", "tally amend --people 8"):
        assert main(line.split()) == 0
    capsys.readouterr()
    written = {path.name for path in group.rglob("*") if path.is_file()}
    assert set(found(capsys)) == written


READS = ("tally list", "template list", "rules show", "session list", "where")
WRITES = (
    "tally add 9", "session plan weekly-circle", "session start --yes --plain", "rules choose --strike time",
    "rules adopt --yes", "template new ours", "turns start --yes --plain",
)  # fmt: skip


def test_a_mistyped_folder_is_said_and_nothing_is_written_where_nobody_can_be_asked(group: Path, capsys) -> None:
    group.mkdir()
    typed = ["--workspace", str(group.with_name("gruop"))]
    for command in READS:
        assert main([*command.split(), *typed]) == 0
        heard = capsys.readouterr()
        assert "is not there yet" in heard.out or f"There is no folder {typed[1]}. Did you mean group?" in heard.err
    for command in WRITES:
        assert main([*command.split(), *typed]) == 1
        heard = capsys.readouterr()
        assert f"There is no folder {typed[1]}. Did you mean group? Nothing was written." in heard.err
        assert f"To make it: peerkit init --yes {' '.join(typed)}" in heard.err
    assert [each.name for each in group.parent.iterdir()] == ["group"]
    assert main(["init", "--yes", *typed]) == 0
    assert main(["tally", "add", "9", *typed]) == 0
    assert "There is no folder" not in capsys.readouterr().err


def test_a_mistyped_folder_in_the_environment_is_said_and_a_new_one_is_made(group: Path, monkeypatch, capsys) -> None:
    group.mkdir()
    wrong = group.with_name("gruop")
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(wrong))
    assert main(["tally", "add", "9"]) == 1
    assert f"There is no folder {wrong}. Did you mean group? Nothing was written." in capsys.readouterr().err
    assert not wrong.exists()
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(group.with_name("elsewhere")))
    assert main(["tally", "add", "9"]) == 0
    assert "There is no folder" not in capsys.readouterr().err


@pytest.mark.parametrize(("answer", "status"), [("y", 0), ("", 1), ("no", 1)])
def test_at_a_terminal_a_folder_that_was_typed_is_made_after_a_yes(
    group: Path, answer: str, status: int, type_in
) -> None:
    type_in(answer)
    assert main(["tally", "add", "9", "--workspace", str(group)]) == status
    assert group.exists() == (status == 0)
