"""What is wrong is met with a sentence, exit 1 or 2, and everything as it was before."""

import errno
import io
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from peerkit.cli import menu
from peerkit.cli.app import main
from peerkit.cli.session import run
from peerkit.live import plain
from peerkit.live.journal import Journal
from peerkit.live.lines import InputLines
from tests.linear import stumbles
from tests.room import CIRCLE, SEVEN, circle_header, files_below

Captured = pytest.CaptureFixture[str]
TALK = '[[block]]\nkind = "segment"\nname = "Talk"\nlength = "10m"\n'
TOP = CIRCLE[: CIRCLE.index("[[block]]")]


def contents(room: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in files_below(room)}


def refused(room: Path, capsys: Captured, *words: str, code: tuple[int, ...] = (1, 2)) -> str:
    """What is said when these words are refused; the disk is as it was, and nothing reached the terminal raw."""
    before = contents(room)
    capsys.readouterr()
    assert main(["session", *words]) in code
    said = capsys.readouterr()
    assert contents(room) == before
    assert said.err.strip()
    assert "Traceback" not in said.err
    assert [wrong for wrong in stumbles((said.out + said.err).encode()) if "'\\ufffd'" not in wrong] == []
    return said.err


# --- files that are none ----------------------------------------------------------------------------------------------

CONTENTS: dict[str, tuple[bytes, str]] = {
    "not TOML": (b"# Weekly circle\n\nWe meet on Thursdays.\n", "line 3 can't be read"),
    "not UTF-8": (CIRCLE.replace("Hello", "Hall\u00e5").encode("latin-1"), "not text in UTF-8"),
    "UTF-16 without its mark": (CIRCLE.encode("utf-16-le"), "line 1 can't be read"),
    "empty": (b"", "missing"),
    "only blanks": (b"\n \n", "missing"),
    "ten megabytes": (b"# \n" * 3_500_000, "larger than"),
    "nested arrays": (TOP.encode() + b"x = " + b"[" * 3000 + b"]" * 3000, "deep"),
    "nested tables": (TOP.encode() + b"[" + b".".join([b"a"] * 3000) + b"]\n", "deep"),
    "zeros": (b"\0" * 100, "line 1 can't be read"),
    "no blocks": (TOP.encode(), "block"),
    "blocks of a wrong kind": ((TOP + "block = 3\n").encode(), "block"),
    "a block of no kind": ((TOP + '[[block]]\nname = "x"\n').encode(), "kind"),
    "a wrong type": ((TOP + TALK.replace('"Talk"', "7")).encode(), "name"),
    "an unknown key": ((TOP + TALK + 'colour = "red"\n').encode(), "colour is not a key here"),
    "a key nearly right": ((TOP + TALK + 'scirpt = "Hello."\n').encode(), "Did you mean script?"),
    "a negative length": ((TOP + TALK.replace("10m", "-10m")).encode(), "not a length of time"),
    "an infinite length": ((TOP + TALK.replace('"10m"', "inf")).encode(), "length"),
    "a length that is a number": ((TOP + TALK.replace('"10m"', "600")).encode(), "length"),
    "a nonsense length": ((TOP + TALK.replace("10m", "a while")).encode(), "not a length of time"),
    "an endless length": ((TOP + TALK.replace("10m", "9" * 5000 + "m")).encode(), "not a length of time"),
    "no length at all": ((TOP + TALK.replace("10m", "0m")).encode(), "longer than nothing"),
    "too many people": ((TOP.replace("max = 12", "max = 10000") + TALK).encode(), "people"),
    "no people": ((TOP.replace("min = 2,", "min = 0,") + TALK).encode(), "people"),
    "a huge number": ((TOP.replace("max = 12", "max = " + "9" * 4000) + TALK).encode(), "people"),
    "an escape in the title": (
        (TOP.replace("A short circle", "\\u001b[31mRed\\u001b[0m") + TALK).encode(), "title",
    ),
    "a bell in a name": ((TOP + TALK.replace("Talk", "Talk\\u0007")).encode(), "name"),
    "a title that turns a line around": ((TOP.replace("A short", "\\u202eA short") + TALK).encode(), "title"),
    "an agreement somewhere else": ((TOP.replace('"ground-rules"', '"../../etc/passwd"') + TALK).encode(), "agreement"),
}  # fmt: skip


COMMANDS = ("plan",), ("rehearse",), ("start", "--yes"), ("show",), ("check",)


@pytest.mark.parametrize(
    ("command", "wrong"),
    [*((COMMANDS[0], wrong) for wrong in CONTENTS), *((command, "a wrong type") for command in COMMANDS[1:])],
)
def test_a_file_that_is_none_is_a_clear_message(
    room: Path, capsys: Captured, command: tuple[str, ...], wrong: str
) -> None:
    content, says = CONTENTS[wrong]
    path = room / "wrong.toml"
    path.write_bytes(content)
    said = refused(room, capsys, command[0], str(path), *command[1:])
    assert "wrong.toml" in said
    assert says in said or command[0] in ("show", "check")


@pytest.mark.parametrize("command", ["plan", "rehearse", "start", "show", "check"])
def test_a_folder_a_pipe_or_nothing_where_a_file_should_be_is_a_clear_message(
    room: Path, capsys: Captured, command: str
) -> None:
    os.mkfifo(room / "pipe.toml")
    (room / "folder.toml").mkdir()
    (room / "loop.toml").symlink_to(room / "loop.toml")
    for name, says in (
        ("pipe", "is a pipe"),
        ("folder", "it is a folder"),
        ("nothing", "There is no file"),
        ("loop", "loop"),
    ):
        assert says in refused(room, capsys, command, str(room / f"{name}.toml"))


PLAN = '[evening]\ntemplate = "a-short-circle"\nstart = 2026-11-26T19:00:00Z\nend = 2026-11-26T19:40:00Z\npeople = 4\n'
EVENINGS = {
    "no people": ("people = 4", "people = 0", "people"),
    "ten thousand people": ("people = 4", "people = 10000", "people"),
    "an end before the start": ("T19:40", "T18:40", "not after the start"),
    "a day-long evening": ("11-26T19:40", "11-27T19:40", "12 hours"),
    "no offset": ("19:00:00Z", "19:00:00", "offset"),
    "a start that is text": ("2026-11-26T19:00:00Z", '"seven"', "evening.start"),
    "a template somewhere else": ("a-short-circle", "../a-short-circle", "evening.template"),
    "a key too many": ("people = 4", "people = 4\nwho = 3", "who is not a key here"),
    "too short to fit": ("T19:40", "T19:10", "Booked: 10 minutes."),
    "the last day of all": ("2026-11-26", "9999-12-31", "Is the year right?"),
    "the first day of all": ("2026-11-26", "0001-01-01", "Is the year right?"),
}


@pytest.mark.parametrize("wrong", EVENINGS)
@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Auckland"])
def test_a_plan_that_cannot_be_is_a_clear_message(
    room: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, wrong: str, zone: str
) -> None:
    old, new, says = EVENINGS[wrong]
    path = room / "sessions" / "2026-11-26-a-short-circle.toml"
    path.write_text(CIRCLE + PLAN.replace(old, new))
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert says in refused(room, capsys, "show", path.stem)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_an_evening_that_is_no_table_is_a_clear_message(room: Path, capsys: Captured) -> None:
    path = room / "odd.toml"
    for odd in ("3", "[]", '"tonight"', "[{}]"):
        path.write_text(f"evening = {odd}\n{CIRCLE}")
        assert "evening" in refused(room, capsys, "show", str(path))


# --- options ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--people", "0"), "--people 0: a group has from 1 to 200 people."),
        (("--people", "-3"), "--people -3: a group has from 1 to 200 people."),
        (("--people", "10000"), "from 1 to 200"),
        (("--people", "-3"), "-3"),
        (("--people", "nine"), "nine"),
        (("--people", "9" * 5000), ""),
        (("--start", "2026-11-26 19:00", "--end", "2026-11-26 18:00"), "not after the start"),
        (("--start", "19:00", "--end", "19:02"), "5 minutes"),
        (("--start", "25:00"), "--start"),
        (("--start", "someday"), "--start"),
        (("--start", "9999-12-31 23:59"), "--start"),
        (("--start", "0001-01-01 00:00"), "--start"),
        (("--end", "inf"), "--end"),
        (("--end", "-90m"), "--end"),
        (("--end", "\x1b[31m"), "--end"),
        (("--minutes", "0"), "--minutes"),
        (("--minutes", "-120"), "-120"),
        (("--minutes", "99999999999999"), "--minutes"),
        (("--minutes", "120", "--end", "21:00"), "twice"),
        (("--without", "Nothing"), "There are: "),
        (("--turns", "Round"), "--turns"),
        (("--turns", "Round=0s"), "--turns"),
        (("--turns", "Round=-1m"), "--turns"),
        (("--turns", "Talk=2m"), "--turns"),
        (("--threes", "Talk"), "--threes"),
        (("--colour", "red"), "--colour"),
    ],
)
def test_an_option_that_cannot_be_is_named(room: Path, capsys: Captured, words: tuple[str, ...], says: str) -> None:
    assert says in refused(room, capsys, "plan", "a-short-circle", *words)


def test_leaving_out_everything_leaves_nothing(room: Path, capsys: Captured) -> None:
    everything = [
        word for name in ("Welcome", "Rules", "Round", "Pairs", "Talk", "Goodbye") for word in ("--without", name)
    ]
    assert "Nothing is left" in refused(room, capsys, "plan", "a-short-circle", *everything)


@pytest.mark.parametrize("speed", ["nan", "inf", "-inf", "0", "-60", "3601", "fast"])
def test_a_speed_that_cannot_be_is_named(room: Path, capsys: Captured, speed: str) -> None:
    assert "speed" in refused(room, capsys, "rehearse", "a-short-circle", "--plain", f"--speed={speed}")


@pytest.mark.usefixtures("london")
def test_a_night_when_the_clocks_change(room: Path, capsys: Captured) -> None:
    assert "go forward" in refused(room, capsys, "plan", "a-short-circle", "--start", "2026-03-29 01:30")
    assert main(["session", "plan", "a-short-circle", "--start", "2026-03-28 23:30", "--end", "3:00"]) == 0
    assert "23:30 to 03:00" in capsys.readouterr().out
    assert main(["session", "plan", "a-short-circle", "--start", "2026-10-25 00:30", "--minutes", "120", "--json"]) == 0
    said = capsys.readouterr().out
    assert '"start": "2026-10-25T00:30:00+01:00"' in said
    assert '"end": "2026-10-25T01:30:00+00:00"' in said


@pytest.mark.usefixtures("london")
@pytest.mark.parametrize(
    ("start", "says"), [("2026-10-25 00:30", "go back"), ("2026-03-29 00:30", "go forward"), ("2026-11-26 19:00", "")]
)
def test_a_plan_says_when_the_clocks_change_in_it(room: Path, capsys: Captured, start: str, says: str) -> None:
    assert main(["session", "plan", "a-short-circle", "--start", start, "--minutes", "120", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert ("The clocks" in said) == bool(says)
    assert says in said


@pytest.mark.usefixtures("london")
@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        ("2026-11-26 19:00", "2026-11-26 18:00", "such as 90m"),
        ("2026-11-26 19:00", "2026-11-27 18:00", "such as 90m"),
        ("2026-11-26 19:00", "19:02", "such as 90m"),
        ("2026-03-29 01:30", "90m", "Say 02:30 instead."),
        ("2026-02-30 19:00", "90m", "Write it as 19:00"),
    ],
)
def test_a_time_that_cannot_be_is_met_with_what_to_type(
    room: Path, capsys: Captured, start: str, end: str, says: str
) -> None:
    assert says in refused(room, capsys, "plan", "a-short-circle", "--start", start, "--end", end)


@pytest.mark.parametrize("command", ["plan", "show", "check", "rehearse"])
@pytest.mark.parametrize(
    "name",
    ["../a-short-circle", "../../etc/passwd", "/etc/passwd", "..", ".", "/", "~nobody-at-all/x.toml", "a\x1b[31mb",
     "a\0b", "a\0b.toml", "x" * 5000, "x" * 5000 + ".toml", "\udcff.toml", "con\r\nfused", "\u202eflip",
     "[bold]x[/bold]", "-"],
)  # fmt: skip
def test_a_name_that_leads_nowhere_is_a_clear_message(room: Path, capsys: Captured, command: str, name: str) -> None:
    refused(room, capsys, command, name)


def test_a_workspace_that_is_a_file_is_a_clear_message(room: Path, capsys: Captured) -> None:
    (room / "file").write_text("")
    assert "is a file" in refused(room, capsys, "list", "--workspace", str(room / "file"))


def test_markup_in_a_template_is_only_text(room: Path, capsys: Captured) -> None:
    path = room / "templates" / "sessions" / "odd.toml"
    path.write_text(CIRCLE.replace("A short circle", "[bold]A[/bold] [link=x] {session} $(id) %s"))
    assert main(["session", "plan", "odd", "--dry-run"]) == 0
    assert capsys.readouterr().out.startswith("[bold]A[/bold] [link=x] session $(id) %s. ")


@pytest.mark.parametrize("name", ["$(touch owned)", "`touch owned`", 'a\\" ; touch owned; \\"', "%PATH%", "!!"])
def test_nothing_that_a_shell_would_run_is_offered_to_be_typed(room: Path, capsys: Captured, name: str) -> None:
    path = room / "odd.toml"
    path.write_text(TOP + TALK.replace("Talk", name) + TALK.replace("10m", "15m").replace("Talk", "Tea"))
    said = refused(room, capsys, "plan", str(path), "--minutes", "20")
    assert "Leave out" in said
    assert "--without" not in said
    assert "--end" in said


TURNS = '[[block]]\nkind = "round"\nname = "Round"\nturn = "2m"\n'


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            (TURNS, 'language = "English"\n' + TURNS),
            'language: This is the code of a language, such as "en" or "pt-BR".',
        ),
        ((TURNS, TURNS * 61), "block: This list holds at most 60."),
        (('title = "Odd"', f'title = "{"x" * 300}"'), "title: This is text of at most 200 characters."),
        (("people = { min = 2", "people = { min = 0"), "people.min: This is at least 1."),
        (("max = 9 }", "max = 900 }"), "people.max: This is at most 200."),
        ((TURNS, TURNS + 'warn = ["1m"' + ', "2m"' * 10 + "]"), "warn: This list holds at most 10."),
    ],
)
def test_what_a_template_cannot_hold_is_said_without_a_librarys_words(
    room: Path, capsys: Captured, changed: tuple[str, str], said: str
) -> None:
    path = room / "odd.toml"
    text = (
        'title = "Odd"\nsummary = "For a test."\nminutes = { min = 1, ideal = 9, max = 90 }\n'
        f"people = {{ min = 2, ideal = 3, max = 9 }}\n{TURNS}"
    )
    path.write_text(text.replace(*changed))
    assert main(["template", "check", str(path)]) == 1
    told = capsys.readouterr().out
    assert said in told
    for library in ("should", "String", "Tuple", "validation", "equal"):
        assert library not in told


# --- a disk that does not do what it should ---------------------------------------------------------------------------


def breaking(real: Callable[..., object], number: int, writes: Callable[..., bool]) -> Callable[..., object]:
    def broken(*given: object, **more: object) -> object:
        if writes(*given):
            raise OSError(number, os.strerror(number))
        return real(*given, **more)

    return broken


def read_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "open", breaking(os.open, errno.EROFS, lambda _, flags, *__: bool(flags & os.O_CREAT)))
    monkeypatch.setattr(os, "mkdir", breaking(os.mkdir, errno.EROFS, lambda *_: True))


def full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", breaking(os.fsync, errno.ENOSPC, lambda *_: True))


WRITING = [("plan", "a-short-circle"), ("start", "a-short-circle", "--yes")]


@pytest.mark.parametrize("words", WRITING, ids=lambda words: words[0])
@pytest.mark.parametrize(("spoil", "says"), [(read_only, "read-only"), (full, "disk is full")])
def test_a_disk_that_takes_nothing_is_said_and_nothing_is_half_written(
    room: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...],
    spoil: Callable[[pytest.MonkeyPatch], None], says: str,
) -> None:  # fmt: skip
    with monkeypatch.context() as patch:
        spoil(patch)
        before = contents(room)
        assert main(["session", *words]) == 1
        assert says in capsys.readouterr().err
    assert {path for path in contents(room) if path not in before} == set()
    assert not Journal(room / "sessions" / ".running").begun
    assert main(["session", "plan", "a-short-circle"]) == 0


@pytest.mark.parametrize("left", ["", '{"peerkit": 1, "ses'])
def test_what_a_full_disk_or_a_cut_left_of_a_first_line_is_no_session_anywhere(
    room: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, left: str
) -> None:
    running = room / "sessions" / ".running"
    running.mkdir()
    (running / "journal").write_text(left)
    assert main(["session", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["under_way"] is False
    monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))
    assert menu.run(room, SEVEN.date(), lambda _: 0) == 0
    assert "1  Start a session now" in capsys.readouterr().out
    assert main(["session", "resume"]) == 1
    assert "No session was cut off here." in capsys.readouterr().err
    monkeypatch.setattr(run, "InputLines", lambda: InputLines(lambda: b""))
    monkeypatch.setattr(plain, "run", lambda *_: None)
    assert main(["session", "start", "a-short-circle", "--yes"]) == 0
    assert not running.exists()


def test_where_nothing_can_be_written_a_plan_can_still_be_seen_and_rehearsed(
    room: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_only(monkeypatch)
    assert main(["session", "plan", "a-short-circle", "--dry-run"]) == 0
    assert main(["session", "list"]) == 0
    assert capsys.readouterr().err == ""


def test_a_journal_that_cannot_be_read_is_named_and_kept(room: Path, capsys: Captured) -> None:
    running = room / "sessions" / ".running"
    journal = Journal(running)
    journal.take()
    journal.begin(circle_header())
    journal.close()
    with journal.path.open("a") as file:
        file.write('nonsense\n{"at": 5, "event": "pause"}\n')
    before = journal.path.read_bytes()
    for words in (("resume", "--yes"), ("start", "--yes")):
        assert main(["session", *words]) == 1
        said = capsys.readouterr().err
        assert "line 2" in said
        assert "move it away" in said
    assert journal.path.read_bytes() == before


def test_a_plan_that_could_not_be_read_again_is_not_saved(room: Path, capsys: Captured) -> None:
    said = refused(room, capsys, "plan", "a-short-circle", "--start", "2999-12-31 23:30", "--end", "2h")
    assert "Is the year right?" in said
    assert "Nothing was saved." in said


def test_a_plan_larger_than_can_be_read_again_is_not_saved(room: Path, capsys: Captured) -> None:
    talk = TALK.replace("10m", "1m") + f'script = "{"€" * 5520}"\n'
    path = room / "templates" / "sessions" / "a-short-circle.toml"
    path.write_text(TOP + talk * 60)
    path.write_text(path.read_text() + "#" * (1_000_000 - path.stat().st_size))
    assert "larger than 1,000 kB" in refused(room, capsys, "plan", "a-short-circle", "--end", "60m")
