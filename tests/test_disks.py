"""A group's folder on a stick, in a synced folder and on a full disk: each time an evening runs to its count."""

import io
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from peerkit.cli.app import main
from peerkit.cli.session import run, showing
from peerkit.cli.terminal import prompt
from peerkit.live.lines import InputLines
from peerkit.tally import ledger
from peerkit.workspace.root import Root
from tests.room import workspace

Said = str | Callable[[], object]
Evening = Callable[..., int]
CONFLICTS = (
    "sessions/attendance (Ann's conflicted copy 2026-12-01).csv",
    "sessions/attendance.sync-conflict-20261201-120000-ABCDEFG.csv",
    "sessions/.running/journal.sync-conflict-20261201-120000-ABCDEFG",
    "templates/sessions/a-short-circle.sync-conflict-20261201-120000-ABCDEFG.toml",
    "peerkit (1).toml",
)


@pytest.fixture
def evening(monkeypatch: pytest.MonkeyPatch) -> Evening:
    """An evening of the group in a folder: what is typed before it, and what is said or else happens in it."""

    def held(group: Path, before: tuple[str, ...], during: tuple[Said, ...]) -> int:
        left = list(during)

        def line() -> bytes:
            while left and callable(left[0]):
                left.pop(0)()
            return f"{left.pop(0)}\n".encode() if left else b""

        monkeypatch.setattr(prompt, "at_a_terminal", lambda: True)
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{each}\n" for each in before)))
        for module in (run, showing):
            monkeypatch.setattr(module, "InputLines", lambda: InputLines(line))
        command = ["session", "start", "a-short-circle", "--people", "4", "--plain", "--workspace", str(group)]
        return main(command)

    return held


@pytest.fixture(params=["FAT", "exFAT"])
def stick(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A stick as it is bought, in a file."""
    image, place = tmp_path / "image", tmp_path / "stick"
    place.mkdir()
    with image.open("wb") as file:
        file.truncate(32_000_000)
    device = ""
    if request.param == "FAT":
        told(["mkfs.vfat", str(image)])
        told(["fusefat", "-o", "rw+", str(image), str(place)])
    else:
        told(["mkfs.exfat", str(image)])
        device = told(["losetup", "--find", "--show", str(image)]).strip()
        told(["mount.exfat-fuse", device, str(place)])
    yield place
    told(["umount", str(place)])
    if device:
        told(["losetup", "--detach", device])


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 128 kB."""
    place = tmp_path / "small"
    place.mkdir()
    told(["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(place)])
    yield place
    told(["umount", str(place)])


def told(command: list[str]) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8", timeout=60).stdout


def counts(group: Path) -> list[tuple[str, int | None]]:
    return [(row.session, row.people) for row in ledger.read(Root(group, ""))]


@pytest.mark.outside("fusefat", "mkfs.vfat", "losetup", "mkfs.exfat", "mount.exfat-fuse")
def test_an_evening_on_a_stick_runs_to_its_count_and_is_printed(stick: Path, evening: Evening) -> None:
    group = workspace(stick / "group")
    assert evening(group, ("", ""), ("next", "next", "undo", "close", "stop", "5")) == 0
    assert counts(group) == [("a-short-circle", 5)]
    assert not (group / "sessions" / ".running").exists()
    for command in (["tally", "add", "7", "--date", "2026-11-26"], ["rules", "print", "-o", str(stick / "rules.pdf")]):
        assert main([*command, "--workspace", str(group)]) == 0
    assert len(counts(group)) == 2
    assert (stick / "rules.pdf").read_bytes().startswith(b"%PDF-")


def test_an_evening_in_a_synced_folder_runs_to_its_count_among_copies_that_come_while_it_runs(
    tmp_path: Path, evening: Evening
) -> None:
    group = workspace(tmp_path / "synced")
    assert main(["tally", "add", "2", "--session", "pair", "--workspace", str(group)]) == 0

    def sync() -> None:
        for name in CONFLICTS:
            (group / name).write_bytes(b"from elsewhere")
        for name in ("sessions/attendance.csv", "sessions/.running/beat"):  # comes down as a new file, and as it was
            while not (group / name).exists():
                time.sleep(0.01)  # what is typed may be read before the first beat
            shutil.copyfile(group / name, group / "coming")
            (group / "coming").replace(group / name)

    assert evening(group, ("", ""), ("next", sync, "next", sync, "close", sync, "stop", "5")) == 0
    assert sorted(counts(group)) == [("a-short-circle", 5), ("pair", 2)]
    assert [name for name in CONFLICTS if (group / name).read_bytes() != b"from elsewhere"] == []
    assert not (group / "sessions" / ".running" / "journal").exists()


@pytest.mark.outside("mount", "umount")
@pytest.mark.parametrize("full_from", ["the start", "the middle"])
def test_an_evening_on_a_full_disk_runs_to_its_count_once_somebody_made_room(
    small: Path, evening: Evening, capsys: pytest.CaptureFixture[str], full_from: str
) -> None:
    group, filling = workspace(small / "group"), small / "holidays.jpg"

    def fill() -> None:
        with filling.open("wb") as file:
            file.write(bytes(128 * 1024 - sum(path.stat().st_blocks * 512 for path in small.rglob("*"))))

    if full_from == "the start":
        fill()
        assert evening(group, ("", "", ""), ("next", "next", filling.unlink, "close", "stop", "5")) == 0
        assert "The evening can run all the same." in capsys.readouterr().out
    else:
        assert evening(group, ("", ""), ("next", fill, *["next"] * 20, filling.unlink, "close", "stop", "5")) == 0
    assert counts(group) == [("a-short-circle", 5)]
    assert not (group / "sessions" / ".running").exists()
