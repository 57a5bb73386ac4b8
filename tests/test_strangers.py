"""Files that a stranger sends, or that broke on the way: whatever is in them, an answer in words, and nothing else."""

import io
import json
import re
import shutil
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.cli.app import main
from peerkit.live.journal import Journal
from peerkit.live.lines import InputLines
from peerkit.running import events as do
from tests.hostile import HOSTILE
from tests.room import CIRCLE, circle_header, noon
from tests.tries import tries
from tests.workspaces import copied

CLOCK = noon(circle_header().date)
TOKEN = re.compile(r"[\w.]+|[ \t]+|\r?\n|.", re.DOTALL)
ODDITIES = [
    *(
        "",
        "0",
        "-1",
        "1e999",
        "nan",
        "9" * 400,
        "9" * 5000,
        "true",
        "''",
        '""',
        '"',
        "'",
        '"""',
        "\n",
        "\r",
        "\t",
        ",",
        ";",
    ),
    *("[", "]", "{", "}", "[[", "[[x]]\n", "=", ".", "a = 1\n", "{a = 1}", "[" * 50, "{a=" * 50, "a." * 50, "null"),
    *("0001-01-01", "9999-12-31", "2026-02-30", "2026-11-26T19:00:00Z", "19:00:00", "1 h", "99999h", "-5m", "5m"),
    *(
        "\\",
        "\\u0000",
        "\\ud800",
        "\ufeff",
        "\x00",
        "\x85",
        "\u2028",
        "\u0661",
        "\U0001f308",
        "x" * 3000,
        "mr. " * 900,
    ),
    *("../../../etc/passwd", "C:\\x", "~nobody/x", "/dev/zero", "%s%n", "$(touch x)"),
    *(json.dumps(text) for text in HOSTILE),
    *(text.encode("utf-8", "replace").decode() for text in HOSTILE),
]
ODD = st.sampled_from(ODDITIES)
FORMS = "terminal", "markdown", "html"
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "a way of meeting": (
        "templates/sessions/a-short-circle.toml",
        (
            "template check {}", "session plan {} --dry-run",
            *(f"session print {{}} --sheet agenda --format {form} -o -" for form in FORMS),
            "session print {} --sheet run-sheet --format html -o -", "template show {}",
        ),
    ),
    "a plan": (
        "sessions/2026-12-03-our-evening.toml",
        ("session show {}", "session check {} --json", "session print {} --sheet run-sheet --format markdown -o -"),
    ),
    "rules": (
        "templates/agreements/ground-rules.toml",
        ("rules check {}", "rules show {}", *(f"rules print {{}} --format {form} -o -" for form in FORMS)),
    ),
    "rules that were agreed on": (
        "templates/agreements/adopted/ground-rules-1.toml", ("rules changes", "rules check", "rules adopt --yes"),
    ),
    "settings": (
        "peerkit.toml",
        ("tally list", "where", "flyer print --format html -o -", "session plan a-short-circle --dry-run",
        ),
    ),
    "a schedule": (
        "turns.json", ("turns audit {}", "turns print {} --format html -o -", "turns replan {} --done 1 --leave 1"),
    ),
    "counts": (
        "sessions/attendance.csv",
        ("tally list", "tally add 9", "tally chart", "tally evidence", "tally export --yes", "tally import {} --yes"),
    ),
    "what was shared": ("sessions/shared.toml", ("tally export --yes", "tally evidence")),
    "figures of another group": (
        "sessions/shared/2025-01-to-2025-12.csv", ("tally combine {}", "tally import {} --yes"),
    ),
    "figures for a program": ("sessions/shared/2025-01-to-2025-12.datapackage.json", ("tally combine {}",)),
    "a session under way": (
        "sessions/.running/journal", ("session resume --yes --plain", "session list", "session start"),
    ),
}  # fmt: skip


PAPER = {
    "a way of meeting": ("session print {} --sheet agenda -o sheet.pdf", "session print {} --sheet run-sheet -o a.pdf"),
    "rules": ("rules print {} -o sheet.pdf", "rules print {} --style easy-read -o sheet.pdf"),
    "a schedule": ("turns print {} -o sheet.pdf",),
    "settings": ("flyer print -o sheet.pdf", "rules print -o sheet.pdf"),
}
"""The commands that make PDF, which takes its time."""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_room(tmp_path_factory.mktemp("strangers") / "room")


def a_room(folder: Path) -> Path:
    """A group's folder with a file of every kind, and a session under way."""
    copied("0.4.0", folder)
    (folder / "templates" / "sessions" / "a-short-circle.toml").write_text(CIRCLE)
    shutil.rmtree(folder / "sessions" / ".running", ignore_errors=True)
    journal = Journal(folder / "sessions" / ".running")
    journal.take()
    journal.begin(circle_header())
    for event in (do.Next(60_000), do.Joined(90_000), do.Pause(100_000), do.Resume(120_000), do.Next(150_000)):
        journal.append(event)
    journal.close()
    return folder


@st.composite
def changes(draw: st.DrawFn) -> list[tuple[float, str, str]]:
    """Where in a file, what is done there, and with what."""
    one = st.tuples(st.floats(0, 1), st.sampled_from(["put", "put", "in place", "drop", "twice", "cut", "swap"]), ODD)
    return draw(st.lists(one, min_size=1, max_size=4))


def changed(text: str, how: list[tuple[float, str, str]]) -> str:
    tokens = TOKEN.findall(text)
    for where, what, odd in how:
        at = min(int(where * len(tokens)), len(tokens) - 1)
        match what:
            case "put":
                tokens.insert(at, odd)
            case "in place":
                tokens[at] = odd
            case "drop":
                del tokens[at : at + 1 + len(odd) % 7]
            case "twice":
                tokens[at:at] = tokens[max(0, at - 40) : at]
            case "cut":
                del tokens[at:]
            case "swap":
                tokens[at], tokens[at // 2] = tokens[at // 2], tokens[at]
        tokens = tokens or [""]
    return "".join(tokens)


@pytest.mark.parametrize("kind", KINDS)
@tries(2 / 5)
@given(changes(), st.data())
def test_whatever_is_in_a_file_peerkit_answers_in_words_and_does_nothing_else(
    room: Path, kind: str, how: list[tuple[float, str, str]], data: st.DataObject
) -> None:
    place, commands = KINDS[kind]
    answers(room, place, data.draw(st.sampled_from(commands)), as_changed(room / place, how))


@pytest.mark.long
@pytest.mark.parametrize("kind", PAPER)
@tries(1 / 12)
@given(changes(), st.data())
def test_whatever_is_in_a_file_it_is_on_paper_or_answered_in_words(
    room: Path, kind: str, how: list[tuple[float, str, str]], data: st.DataObject
) -> None:
    place = KINDS[kind][0]
    answers(room, place, data.draw(st.sampled_from(PAPER[kind])), as_changed(room / place, how))


def as_changed(path: Path, how: list[tuple[float, str, str]]) -> bytes:
    """What is in a file, changed."""
    return changed(path.read_text(encoding="utf-8"), how).encode("utf-8", "surrogatepass")


def answers(room: Path, place: str, command: str, content: bytes) -> None:
    """Run a command in a copy of the room in which that is in the file at `place`; fail where it is met in no words.

    Nothing of it may reach a terminal as an escape, a page as a script, a spreadsheet as a formula, or another folder.
    """
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name) / "room"
        shutil.copytree(room, folder)
        path = folder / place
        path.write_bytes(content)
        before = {each for each in folder.rglob("*") if each.is_file()}
        for variable in ("HOME", "PEERKIT_WORKSPACE"):
            patch.setenv(variable, str(folder))
        patch.chdir(folder)
        patch.setattr(sys, "stdin", io.StringIO(""))
        patch.setattr("peerkit.cli.session.showing.InputLines", Nothing)
        patch.setattr("peerkit.cli.session.run.InputLines", Nothing)
        out, told = Stream(), Stream()
        with redirect_stdout(out), redirect_stderr(told):
            code = main([str(path) if word == "{}" else word for word in command.split()], CLOCK)
        said = out.said() + told.said()
        assert code in (0, 1, 2, 130), command
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said), command
        assert "<script>alert" not in said or "--format html" not in command
        assert [each.name for each in Path(name).iterdir()] == ["room"]
        for made in {each for each in folder.rglob("*") if each.is_file()} - before:
            if made.suffix == ".pdf":
                assert made.read_bytes().startswith(b"%PDF-"), command
            if made.suffix == ".csv":
                cells = re.split("[,\r\n]", made.read_text(encoding="utf-8-sig"))
                assert not [cell for cell in cells if re.match(r'"?[=+@\t]', cell)], command


class Nothing(InputLines):
    """No input. A session that would go on by itself without it, in real time, is left as by Ctrl-C."""

    def __init__(self) -> None:
        super().__init__(lambda: b"")
        self._waits = 0

    def within(self, seconds: float) -> str | None:
        self._waits += 1
        if self._waits > 20:
            raise KeyboardInterrupt
        return super().within(min(seconds, 0.01))


class Stream(io.TextIOWrapper):
    """A standard stream that keeps what is written."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")

    def said(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode()  # type: ignore[attr-defined]
