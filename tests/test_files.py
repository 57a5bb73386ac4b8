import errno
import fcntl
import io
import os
import re
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.errors import PeerkitError
from peerkit.workspace import files, locks
from peerkit.workspace.toml import line_of
from tests.room import LONGEST


def failing(code: int) -> Callable[..., Any]:
    def fail(*arguments: object, **options: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def refusal(read: Callable[..., object], *arguments: object) -> PeerkitError:
    with pytest.raises(PeerkitError) as refused:
        read(*arguments)
    assert refused.value.hint, "an error says what to do next"
    return refused.value


# Showing


@given(st.text())
def test_a_shown_name_never_holds_what_a_terminal_would_obey(name: str) -> None:
    assert files.shown(name).isprintable()
    assert len(files.shown(name)) == len(name)


def test_a_path_is_taken_from_the_home_that_is_named_and_one_that_is_not_there_is_said() -> None:
    assert files.by_path("~/plans") == Path.home() / "plans"
    assert refusal(files.by_path, "~nobody-is-called-that/plans").message.startswith("~nobody-is-called-that/plans ")


# Reading


def test_text_is_read_without_its_mark_and_with_plain_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfcaf\xc3\xa9\r\ntea\n")
    assert files.read_text(tmp_path / "a") == "café\ntea\n"


def test_a_file_holds_just_what_is_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"tea")
    assert files.holds(tmp_path / "a", b"tea")
    assert not any(files.holds(tmp_path / "a", other) for other in (b"te", b"ten", b""))
    assert not any(files.holds(path, b"tea") for path in (tmp_path, tmp_path / "nowhere"))
    monkeypatch.setattr(Path, "read_bytes", failing(errno.EACCES))
    assert not files.holds(tmp_path / "a", b"tea")


def test_a_missing_file_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(files.Missing, match=r"There is no file .*nowhere"):
        files.read_text(tmp_path / "nowhere")


def test_a_folder_is_not_read(tmp_path: Path) -> None:
    assert "is a folder" in refusal(files.read_text, tmp_path).message


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "a pipe or a device" in refusal(files.read_text, tmp_path / "pipe").message


def test_a_pipe_that_comes_between_looking_and_opening_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    ordinary = Path(__file__).stat()
    monkeypatch.setattr(Path, "stat", lambda path, **_: ordinary)
    assert files.read_text(tmp_path / "pipe") == ""


def test_a_device_is_refused() -> None:
    assert "a pipe or a device" in refusal(files.read_text, Path("/dev/zero")).message


def test_a_path_through_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    assert "part of its path is a file" in refusal(files.read_text, tmp_path / "a" / "b").message


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    assert "too long" in refusal(files.read_text, tmp_path / ("n" * 300)).message


def test_an_unreadable_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("")
    monkeypatch.setattr(os, "open", failing(errno.EACCES))
    assert "no permission" in refusal(files.read_text, tmp_path / "a").message


def test_an_error_without_words_of_ours_keeps_the_systems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("")
    monkeypatch.setattr(os, "open", failing(errno.EIO))
    assert "input/output error" in refusal(files.read_text, tmp_path / "a").message


def test_an_error_without_a_number_keeps_its_own_words_and_is_not_taken_for_another(tmp_path: Path) -> None:
    said = files.translated(OSError("The wire was cut"), tmp_path / "a", "write")
    assert said.message == f"Could not write {tmp_path / 'a'}: the wire was cut."
    assert said.hint == "Check the disk and the folder. What was there before is unchanged."


def test_a_terabyte_is_refused_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    os.truncate(tmp_path / "a", 10**12)
    assert "larger than 1,000 kB" in refusal(files.read_text, tmp_path / "a").message


def test_the_limit_itself_is_allowed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert files.read_text(tmp_path / "a", limit=5) == "12345"
    assert "larger than" in refusal(files.read_text, tmp_path / "a", 4).message


def test_what_is_not_utf_8_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes("title = 1\nname = 'café'\n\n".encode("latin-1"))
    assert "line 2" in refusal(files.read_text, tmp_path / "a").message


def test_a_refusal_shows_no_escape_from_a_name(tmp_path: Path) -> None:
    assert "\x1b" not in refusal(files.read_text, tmp_path / "a\x1b]0;b").message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_read_line_by_line_as_it_is_read_whole(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a").write_bytes("café\r\ntea\nwater".encode(encoding))
    assert list(files.read_lines(tmp_path / "a", 100)) == [["café\n", "tea\n", "water"]]
    assert files.read_text(tmp_path / "a") == "café\ntea\nwater"
    assert files.read_text(tmp_path / "a", to_edit=True) == "café\r\ntea\nwater"


def test_lines_are_refused_where_the_file_would_be(tmp_path: Path) -> None:
    def lines(path: Path) -> list[list[str]]:
        return list(files.read_lines(path, 5))

    (tmp_path / "a").write_bytes(b"12345")
    assert lines(tmp_path / "a") == [["12345"]]
    (tmp_path / "a").write_bytes(b"123456")
    assert "larger than" in refusal(lines, tmp_path / "a").message
    (tmp_path / "a").write_bytes(b"1\n2\n\xff")
    assert "line 3" in refusal(lines, tmp_path / "a").message
    with pytest.raises(files.Missing):
        lines(tmp_path / "nowhere")


def test_of_a_long_file_no_more_is_read_than_some_lines_at_once(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"line\n" * 100_000 + b"\xff")
    with closing(files.read_lines(tmp_path / "a", 10**6)) as pieces:
        assert set(next(pieces)) == {"line\n"}


def test_a_line_that_is_no_text_is_named_in_a_file_larger_than_most_may_be(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * files.LARGEST + b"\n\xff\n")
    said = refusal(lambda path: list(files.read_lines(path, 2 * files.LARGEST)), tmp_path / "a").message
    assert "is not text in UTF-8: line 2 " in said


# TOML


def toml(folder: Path, text: str) -> Path:
    (folder / "a.toml").write_text(text)
    return folder / "a.toml"


def test_toml_is_read(tmp_path: Path) -> None:
    assert files.read_toml(toml(tmp_path, "[a]\nb = [1, 'c.d']\n")) == {"a": {"b": [1, "c.d"]}}


def test_an_empty_file_is_an_empty_table(tmp_path: Path) -> None:
    assert files.read_toml(toml(tmp_path, "")) == {}


def test_what_is_not_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    assert "line 2" in refusal(files.read_toml, toml(tmp_path, "a = 1\nb =\n")).message


def test_a_number_of_five_thousand_digits_is_refused(tmp_path: Path) -> None:
    said = refusal(files.read_toml, toml(tmp_path, f"a = {'9' * 5000}")).message
    assert said.endswith(": a number in it has thousands of figures.")


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 3000 + "]" * 3000,
        "a = " + "[" * 100 + "]" * 100,
        "a = " + "{a = " * 3000 + "1" + "}" * 3000,
        "a." * 100_000 + "a = 1",
        "a . " * 100_000 + "a = 1",
        "'a'." * 100_000 + "a = 1",
        "[" + "a." * 100_000 + "a]",
    ],
    ids=["lists", "a hundred lists", "tables", "key", "spaced key", "quoted key", "header"],
)
def test_endless_nesting_is_refused_at_once(tmp_path: Path, text: str) -> None:
    assert "deep" in refusal(files.read_toml, toml(tmp_path, text)).message


def test_a_megabyte_of_one_word_is_read_at_once(tmp_path: Path) -> None:
    assert len(files.read_toml(toml(tmp_path, f"a = '{'b' * 900_000}'"))["a"]) == 900_000


# Writing


def test_a_file_is_written_with_the_folders_above_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a"
    files.write_atomic(path, "café\n")
    assert path.read_bytes() == "café\n".encode()
    files.write_atomic(path, b"\xff\x00")
    assert path.read_bytes() == b"\xff\x00"


def test_a_private_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    files.write_atomic(tmp_path / "a", "x")
    assert mode(tmp_path / "a") == 0o600


def test_a_file_that_may_be_seen_follows_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o040)
    try:
        files.write_atomic(tmp_path / "a", "x", private=False)
    finally:
        os.umask(before)
    assert mode(tmp_path / "a") == 0o604


def test_writing_over_a_file_that_others_could_read_makes_it_private(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "a").chmod(0o644)
    files.write_atomic(tmp_path / "a", "new")
    assert mode(tmp_path / "a") == 0o600


def test_a_link_keeps_pointing_where_it_did(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "a").symlink_to(tmp_path / "elsewhere" / "a")
    files.write_atomic(tmp_path / "a", "new")
    assert (tmp_path / "a").is_symlink()
    assert (tmp_path / "elsewhere" / "a").read_text() == "new"


@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "your share of the disk"),
        (errno.EROFS, "the folder is read-only"),
        (errno.EACCES, "no permission"),
        (errno.EPERM, "no permission"),
        (errno.EIO, "input/output error"),
    ],
)
def test_a_failed_write_changes_nothing_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, words: str
) -> None:
    (tmp_path / "a").write_text("old")
    monkeypatch.setattr(os, call, failing(code))
    refused = refusal(files.write_atomic, tmp_path / "a", "new")
    monkeypatch.undo()
    assert words in refused.message
    assert str(tmp_path / "a") in refused.message
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "old"}


@pytest.mark.parametrize("code", [errno.ENOENT, errno.ENAMETOOLONG])
@pytest.mark.parametrize("most", [30, 35])
def test_a_path_that_is_too_long_for_the_system_is_said_to_be_and_no_other_is(
    monkeypatch: pytest.MonkeyPatch, code: int, most: int
) -> None:
    monkeypatch.setattr(files, "LONGEST_PATH", most)  # Windows: 259, and its ENOENT
    path = Path("/a/folder/that/is/far/below/another")  # 35 characters
    refused = files.translated(OSError(code, os.strerror(code)), path, "write")
    assert (f"its path is longer than {most} characters" in refused.message) is (most == 30)


def test_an_interrupted_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.write_atomic(tmp_path / "a", "new")
    assert list(tmp_path.iterdir()) == []


def test_a_write_survives_a_folder_that_cannot_be_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync = os.fsync

    def files_only(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        sync(handle)

    monkeypatch.setattr(os, "fsync", files_only)
    files.write_atomic(tmp_path / "a", "new")
    assert (tmp_path / "a").read_text() == "new"


def test_writing_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    assert "part of its path is a file" in refusal(files.write_atomic, tmp_path / "a" / "b" / "c", "x").message
    assert "part of its path is a file" in refusal(files.write_atomic, tmp_path / "a" / "b", "x").message


def test_writing_over_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert "it is a folder" in refusal(files.write_atomic, tmp_path / "a", "x").message
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_text_in_pieces_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    def pieces() -> Iterator[str]:
        yield "new"
        raise ZeroDivisionError

    files.write_atomic(tmp_path / "a", iter(["ca", "fé"]))
    with pytest.raises(ZeroDivisionError):
        files.write_atomic(tmp_path / "a", pieces())
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "café"}


def test_what_was_there_is_kept_beside_it_over_no_earlier_copy(tmp_path: Path) -> None:
    (tmp_path / "a.before-3").symlink_to(tmp_path / "nowhere")
    kept = [files.keep_before(tmp_path / "a", text).name for text in ("one", "two", "three")]
    assert kept == ["a.before", "a.before-2", "a.before-4"]
    assert [(tmp_path / name).read_text() for name in kept] == ["one", "two", "three"]
    assert mode(tmp_path / "a.before") == 0o600


def test_a_folder_is_made_ready_and_nothing_is_left_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        files.ready(tmp_path / "new" / "folder")
    assert list((tmp_path / "new" / "folder").iterdir()) == []
    monkeypatch.setattr(os, "open", failing(errno.EROFS))
    refused = refusal(files.ready, tmp_path / "new").message
    assert refused == f"Could not write in {tmp_path / 'new'}: the folder is read-only."


def test_a_file_is_taken_away_whether_or_not_it_is_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    for _ in range(2):
        files.remove(tmp_path / "a")
    assert list(tmp_path.iterdir()) == []
    assert refusal(files.remove, tmp_path).message.startswith(f"Could not take away {tmp_path}: ")


def test_what_a_write_that_was_cut_off_has_left_is_swept_away_after_an_hour(tmp_path: Path) -> None:
    written = 1_800_000_000
    (tmp_path / "a").write_text("")
    os.utime(tmp_path / "a", (written, written))
    for name, age in (
        (".peerkit-1.tmp", 3601),
        (".peerkit-2.tmp", 3600),
        ("mine.tmp", 9000),
        (".peerkit-3.toml", 9000),
    ):
        (tmp_path / name).write_text("")
        os.utime(tmp_path / name, (written - age, written - age))
    files.sweep(tmp_path / "a")
    assert {path.name for path in tmp_path.iterdir()} == {"a", ".peerkit-2.tmp", "mine.tmp", ".peerkit-3.toml"}
    files.sweep(tmp_path / "nowhere" / "a")


def test_a_written_file_and_its_name_are_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[tuple[bool, int]] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(about(os.fstat(handle))))
    files.write_atomic(tmp_path / "a", "new")
    folder = (True, tmp_path.stat().st_ino)
    assert synced == [(False, 3), folder]
    with closing(files.Appender(tmp_path / "b")):
        assert synced[2:] == [folder]


def about(found: os.stat_result) -> tuple[bool, int]:
    """Whether it is a folder, and then which; else how large."""
    return (True, found.st_ino) if stat.S_ISDIR(found.st_mode) else (False, found.st_size)


def test_a_reason_that_a_person_can_see_to_is_told_apart() -> None:
    assert files.has_reason(OSError(errno.ENOSPC, "No space left on device"))
    assert not files.has_reason(OSError(errno.EIO, "Input/output error"))


# Every call of the system, failing in every way

CODES = ("ENOSPC", "EDQUOT", "EIO", "EROFS", "EACCES", "EINVAL", "ENOSYS", "ENOTSUP", "ENOLCK")
CALLS = ("open", "mkdir", "write", "fsync", "replace", "unlink", "fstat", "stat", "lstat", "flock")


def append(path: Path) -> None:
    with closing(files.Appender(path)) as journal:
        journal.line("new")


def add_under_a_lock(path: Path) -> None:
    with locks.lock(path.parent / ".lock", 0):
        files.write_atomic(path, files.read_text(path) + "new\n")


DOING = {
    "read": files.read_text,
    "read lines": lambda path: list(files.read_lines(path, 100)),
    "write": lambda path: files.write_atomic(path, "old\nnew\n"),
    "append": append,
    "keep before": lambda path: files.keep_before(path, "old\n"),
    "make ready": lambda path: files.ready(path.parent),
    "take away": files.remove,
    "sweep": files.sweep,
    "add under a lock": add_under_a_lock,
}


class FailingFile(io.FileIO):
    code = 0

    def write(self, content: Any) -> int:
        super().write(bytes(content)[:1])
        raise OSError(self.code, os.strerror(self.code))


def fails_at(call: str, code: int, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Let a call of the system fail, for what lies in the folder."""

    def broken(real: Callable[..., Any]) -> Callable[..., Any]:
        def failing(on: Any, *more: Any, **options: Any) -> Any:
            where = str(Path(f"/proc/self/fd/{on}").readlink()) if isinstance(on, int) else os.fspath(on)
            if where.startswith(str(folder)):
                raise OSError(code, os.strerror(code), where)
            return real(on, *more, **options)

        return failing

    if call == "write":
        FailingFile.code = code
        patch.setattr(os, "fdopen", lambda handle, mode, **_: (FailingFile if "r" not in mode else open)(handle, mode))
        return
    owner = fcntl if call == "flock" else os
    patch.setattr(owner, call, broken(getattr(owner, call)))


@pytest.mark.parametrize("call", CALLS)
def test_whatever_call_of_the_system_fails_however_it_is_done_or_said_in_words_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    for code, (name, do) in product(CODES, DOING.items()):
        folder = tmp_path / f"{name} {code}"
        folder.mkdir()
        path = folder / "a"
        path.write_text("old\n")
        said = None
        with monkeypatch.context() as patch:
            fails_at(call, getattr(errno, code), folder, patch)
            try:
                do(path)
            except PeerkitError as error:
                said = error
        if said:
            assert "Could not" in said.message or isinstance(said, locks.Locked), (name, code)
            assert said.hint, (name, code)
            assert path.read_text() == "old\n", (name, code)
        left = {each.name for each in folder.iterdir()} - {"a", ".lock", "a.before"}
        assert not left or call == "unlink", (name, code)
        assert not left or all(each.startswith(".peerkit-") for each in left)


@pytest.mark.parametrize("code", ["EINVAL", "ENOSYS", "ENOTSUP"])
def test_a_file_system_that_cannot_sync_has_failed_in_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr(os, "fsync", failing(getattr(errno, code)))
    files.write_atomic(tmp_path / "a", "one\n")
    append(tmp_path / "a")
    assert (tmp_path / "a").read_text() == "one\nnew\n"


@pytest.mark.parametrize("code", ["ENOSYS", "ENOTSUP", "ENOLCK"])
def test_where_a_file_system_knows_no_locks_this_computers_programs_are_kept_apart_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    folder, elsewhere = tmp_path / "stick", tmp_path / "elsewhere"
    for each in (folder, elsewhere):
        each.mkdir()
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(elsewhere))
    monkeypatch.setattr(os, "getuid", lambda: 1234)  # another user's, in a folder for all, could not be opened
    fails_at("flock", getattr(errno, code), folder, monkeypatch)
    with locks.lock(folder / ".lock", 0):
        with pytest.raises(locks.Locked, match=r"at work in .*stick"), locks.lock(folder / ".lock", 0):
            pass
        (found,) = elsewhere.iterdir()
        assert re.fullmatch(r"peerkit-1234-[0-9a-f]{16}\.lock", found.name)
        with locks.lock(folder / ".another", 0):
            pass
    with locks.lock(folder / ".lock", 0):
        pass
    fails_at("flock", getattr(errno, code), tmp_path, monkeypatch)
    said = refusal(locks.lock(folder / ".lock", 0).__enter__)
    assert said.message.endswith("this kind of folder cannot do that.")


def test_what_could_not_be_cut_off_again_is_cut_off_before_the_next_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(files.Appender(tmp_path / "journal")) as journal:
        journal.line("one")
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", failing(errno.EIO))
            patch.setattr(journal, "_file", Stubborn(os.dup(journal._file.fileno()), "ab"))
            for _ in range(2):
                refusal(journal.line, "two")
            journal._file.close()
        assert (tmp_path / "journal").read_text() == "one\ntwo\n"
        for text in ("three", "four"):
            journal.line(text)
    assert (tmp_path / "journal").read_text() == "one\nthree\nfour\n"


class Stubborn(io.FileIO):
    def truncate(self, *_: object) -> int:
        raise OSError(errno.EIO, "Input/output error")


# Locking


def test_a_lock_that_is_held_is_refused_and_free_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / ".lock"
    with locks.lock(path, 0), pytest.raises(locks.Locked, match=r"at work in .*new/folder\."), locks.lock(path, 0):
        pass
    with locks.lock(path, 0):
        assert mode(path) == 0o600


def test_a_lock_is_waited_for(tmp_path: Path) -> None:
    path, order = tmp_path / ".lock", []
    held = threading.Event()

    def hold() -> None:
        with locks.lock(path, LONGEST):
            held.set()
            threading.Event().wait(0.2)
            order.append("first")

    first = threading.Thread(target=hold, daemon=True)
    first.start()
    assert held.wait(LONGEST)
    with locks.lock(path, LONGEST):
        order.append("second")
    first.join(LONGEST)
    assert order == ["first", "second"]


def test_another_process_is_kept_out(tmp_path: Path) -> None:
    path = tmp_path / ".lock"
    other = (
        "import sys, pathlib\nfrom peerkit.workspace import locks\n"
        "try:\n    with locks.lock(pathlib.Path(sys.argv[1]), 0): print('in')\n"
        "except locks.Locked: print('out')\n"
    )

    def outcome() -> str:
        command = [sys.executable, "-c", other, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        return done.stdout.strip()

    with locks.lock(path, 0):
        assert outcome() == "out"
    assert outcome() == "in"


def test_an_error_inside_the_lock_is_left_alone_and_lets_go(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="mine"), locks.lock(tmp_path / ".lock", 0):
        raise OSError("mine")
    with locks.lock(tmp_path / ".lock", 0):
        pass


@pytest.mark.parametrize("late", [False, True])
def test_a_lock_file_taken_away_by_its_last_owner_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, late: bool
) -> None:
    from filelock import FileLock

    path = tmp_path / ".lock"
    acquire, kept = FileLock.acquire, []

    def and_taken_away(held: Any, *arguments: Any, **options: Any) -> Any:
        got = acquire(held, *arguments, **options) if late else None
        if not kept:
            kept.append(path.rename(tmp_path / "taken"))
        return got or acquire(held, *arguments, **options)

    monkeypatch.setattr(FileLock, "acquire", and_taken_away)
    with locks.lock(path, 0):
        monkeypatch.undo()
        assert mode(path) == 0o600
        with pytest.raises(locks.Locked), locks.lock(path, 0):
            pass


def test_a_lock_file_that_always_vanishes_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from filelock import FileLock

    acquire = FileLock.acquire

    def then_gone(held: Any, *arguments: Any, **options: Any) -> Any:
        got = acquire(held, *arguments, **options)
        (tmp_path / ".lock").rename(tmp_path / "taken")
        return got

    monkeypatch.setattr(FileLock, "acquire", then_gone)
    with pytest.raises(locks.Locked), locks.lock(tmp_path / ".lock", 0):
        pass


def test_a_lock_in_a_read_only_folder_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "touch", failing(errno.EROFS))
    with pytest.raises(PeerkitError, match="the folder is read-only"), locks.lock(tmp_path / ".lock", 0):
        pass


# Appending


def test_lines_are_added_to_what_is_there_for_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "journal"
    with closing(files.Appender(path)) as journal:
        journal.line("one")
    with closing(files.Appender(path)) as journal:
        journal.line("zwölf")
    assert path.read_text() == "one\nzwölf\n"
    assert mode(path) == 0o600


def test_a_line_is_on_the_disk_before_it_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced, sync = [], os.fsync
    with closing(files.Appender(tmp_path / "journal")) as journal:

        def watch(handle: int) -> None:
            synced.append(os.fstat(handle).st_size)
            sync(handle)

        monkeypatch.setattr(os, "fsync", watch)
        journal.line("one")
        assert synced == [4]


def test_a_line_that_cannot_be_kept_is_cut_off_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(files.Appender(tmp_path / "journal")) as journal:
        journal.line("one")
        monkeypatch.setattr(os, "fsync", failing(errno.ENOSPC))
        assert "the disk is full" in refusal(journal.line, "two").message
        monkeypatch.undo()
        assert (tmp_path / "journal").read_text() == "one\n"
        journal.line("three")
    assert (tmp_path / "journal").read_text() == "one\nthree\n"


def test_a_disk_that_lets_nothing_be_cut_off_either_says_what_was_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def to_read_only(handle: int) -> None:
        with (tmp_path / "journal").open() as only:
            os.dup2(only.fileno(), handle)
        raise OSError(errno.ENOSPC, "No space left on device")

    with closing(files.Appender(tmp_path / "journal")) as journal:
        monkeypatch.setattr(os, "fsync", to_read_only)
        said = refusal(journal.line, "one").message
    assert said == f"Could not write {tmp_path / 'journal'}: the disk is full."


def test_a_disk_that_fills_in_the_middle_of_a_line_keeps_none_of_it(tmp_path: Path) -> None:
    script = (
        "import contextlib, resource, signal, sys, pathlib\nfrom peerkit.errors import PeerkitError\n"
        "from peerkit.workspace.files import Appender\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "with contextlib.closing(Appender(pathlib.Path(sys.argv[1]))) as journal:\n"
        "    journal.line('one')\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (6, resource.RLIM_INFINITY))\n"
        "    try:\n        journal.line('two and more')\n"
        "    except PeerkitError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "journal")],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "too large" in done.stdout
    assert (tmp_path / "journal").read_text() == "one\n"


def test_an_appender_that_cannot_open_says_why(tmp_path: Path) -> None:
    assert "it is a folder" in refusal(files.Appender, tmp_path).message


def test_closing_twice_is_closing_once(tmp_path: Path) -> None:
    journal = files.Appender(tmp_path / "journal")
    journal.close()
    journal.close()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = 1\nWe meet on Thursdays.\n", "line 2 can't be read."),
        ('a = 1\nb = "\n\n', "line 2 can't be read."),
        ("a = 1\nb = [1,\n\n", "line 2 can't be read, or something before it is opened and never closed."),
        ("a = 1\na = 2\n", "line 2 says for a second time what an earlier line says."),
    ],
)
def test_toml_that_cannot_be_read_is_said_by_its_line_and_without_a_parsers_words(
    tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "a.toml").write_text(text)
    with pytest.raises(PeerkitError) as refused:
        files.read_toml(tmp_path / "a.toml")
    assert refused.value.message.endswith(f"a.toml: {said}")


SEVERAL = """\
title = "x"

[minutes]
# how long
min = 3

[[block]]
name = "a"
script = \"""
[[block]]
name = no\"""

[[block]]
# a note
name = "b (b).c"
turn = { min = "1m" }
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("title", 1),
        ("minutes", 3),
        ("minutes.min", 5),
        ("minutes.max", 3),
        ("block 1 (a)", 7),
        ("block 1 (a).script", 9),
        ("block 2 (b (b).c).turn.min", 16),
        ("block 2 (b (b).c).length", 13),
        ("block 3", None),
        ("colour", None),
        ("file", None),
    ],
)
def test_a_place_in_a_file_has_its_line(place: str, line: int | None) -> None:
    assert line_of(SEVERAL, place) == line
