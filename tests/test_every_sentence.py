"""An evening in each face, its dialogues and sheets in a language that nobody speaks: what is in no message shows.

So does a place that is too narrow, for every message is a third longer there.
"""

import io
import re
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from html import unescape
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from peerkit.cli.app import main
from peerkit.cli.session import run as start
from peerkit.cli.session import showing
from peerkit.cli.terminal import prompt
from peerkit.languages.build import TIER_ONE
from peerkit.live.loop import Session
from peerkit.live.screen.app import SessionApp
from peerkit.messages import Catalogue, speaking
from peerkit.running.actions import BY_WORD, Materials
from peerkit.running.hard_moment import card
from peerkit.workspace import catalogues
from tests.pseudo import TAG, Pseudo
from tests.room import HandClock
from tests.screens import after, play, press, session_of
from tests.spoken import LANGUAGES, crossed, english_in, shipped, spoken_in
from tests.test_engine import lived, questions
from tests.test_plain import Script
from tests.test_screen_frames import EVENING as ON_THE_SCREEN
from tests.test_screen_frames import STEPS
from tests.tries import tries

Captured = pytest.CaptureFixture[str]
ROTATION = {"kind": "groups", "name": "Xxx", "size": 3, "rounds": 2, "partners": "rotation", "turn": "1m",
            "attention_switch": "15s"}  # fmt: skip
NO_CONTRACT = {**ROTATION, "attention_switch": "0s"}
"""The same without co-counselling's contracts, which are English until its networks have other words."""
LATER = {
    "peerkit/cli/app.py", "peerkit/cli/terminal/help.py", "peerkit/cli/terminal/overwrite.py",
    "peerkit/cli/sheets/flyers.py",
    "peerkit/planning/evening.py", "peerkit/printing/sheets/hard_moment.py", "peerkit/running/hard_moment.py",
    "peerkit/turns/contract.py", "peerkit/wording/check.py",
    "peerkit/workspace/templates.py",
}  # fmt: skip
"""Where what is heard around an evening is not among what is translated first, or waits for those whose words it is."""
ALSO_IN_ENGLISH = re.compile(rf"(?<![^ ])(?:{'|'.join(map(re.escape, BY_WORD))}):")
"""What `help` says beside a word of the language: the English one."""
TAGS = [TAG, *(pytest.param(tag, marks=pytest.mark.long) for tag in LANGUAGES)]


@pytest.fixture
def tag() -> str:
    """The language in which an evening is held: the one that nobody speaks, where no other is named."""
    return TAG


@pytest.fixture
def spoken(tag: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalogue]:
    """The catalogue of that language, spoken, and found wherever it is looked for; nothing is said that it has not."""
    made = spoken_in(tag)
    assert made is not None
    if isinstance(made, Pseudo):
        monkeypatch.setattr(catalogues, "catalogue", lambda tag, _root=None: made if tag == TAG else None)
        monkeypatch.setattr(catalogues, "is_whole", lambda tag, _root=None: tag == TAG)
    monkeypatch.setenv("PEERKIT_LANGUAGE", tag)
    with speaking(made):
        yield made
    if isinstance(made, Pseudo):
        assert made.loose == set()
        late = [made.texts[key] for key in made.said if TIER_ONE not in made.texts[key].comment]
        assert {entry.occurrences[0][0] for entry in late} <= LATER


@pytest.fixture
def group(tmp_path: Path, tag: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A group whose every word is x."""
    for name in ("HOME", "USERPROFILE", "PEERKIT_WORKSPACE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.chdir(tmp_path)
    session = shipped("sessions", "weekly-circle", tag)
    files = {
        "templates/sessions/xx-xxxx": {
            **session,
            "block": [*session["block"], ROTATION if tag == TAG else NO_CONTRACT],
        },
        "templates/agreements/ground-rules": shipped("agreements", "ground-rules", tag),
        "templates/flyers/xxxx": shipped("flyers", "peer-support", tag),
        "peerkit": {
            "template": "xx-xxxx",
            "support": {"lines": ["Xxxx 1234"]},
            "group": {"name": "Xxxx"},
            "words": dict.fromkeys(("peer", "session", "facilitator"), "xx"),
            "counting": {"ask": ["first_timers", "supporters", "volunteers", "online", "format"]},
        },
    }
    for name, table in files.items():
        path = tmp_path / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(tomli_w.dumps(table), encoding="utf-8")
    (tmp_path / "turns.txt").write_text("1 2 3, 4 5 6, 7 8\n1 4 7, 2 5 8, 3 6\n", encoding="utf-8")
    return tmp_path


def english_heard(text: str, tag: str) -> list[tuple[str, str]]:
    """The English words in lines that were heard, but for what a draft says in English or in both languages."""
    both = " ".join((*catalogues.unread(), *card()))
    lines = [line for line in text.splitlines() if line.strip(" ▲▼") not in both]
    return english_in(ALSO_IN_ENGLISH.sub(":", "\n".join(lines)), tag)


class Typed(Script):
    """Lines that come at their time, from somebody at a keyboard."""

    def aside(self, say: Callable[[str], None], text: str) -> None:
        say(text)

    def held(self) -> Any:
        return nullcontext()

    @property
    def keyboard(self) -> "Typed":
        return self


BEFORE = (
    "help", "help back", "back", "xx-xxxx", "help", "x", "9", "help", "x", "20", "xx", "help", "x", "back", "",
    "21:20", "",
)  # fmt: skip
DURING: tuple[tuple[float, str], ...] = (
    *((1, word) for word in ("help", "help all", "help end", "time", "read", "again", "script", "agenda", "next?")),
    *((1, word) for word in ("xyz", "rules", "support", "resume", "tell less", "tell more", "undo", "groups", "owed")),
    (400, "next"), (300, "next"), (60, "next"), (1, "pass"), (1, "joined"), (1, "left"), (1, ""), (1, "began 6m"),
    (1, "no"), (1, "more"), (1, "1"), (1, "less"), (1, "1"), (1, "break"), (1, "help"), (1, "10"), (1, "1"),
    (700, "resume"), (1, "accept"), (1, "nothing"), (1, "end 20:30"), (1, "1"), (1, "auto"), (1, "auto"),
    (1, "contract"), *((100, "next") for _ in range(11)), (1, "groups"), (60, "odd"), (1, "no"), (1, "warn"), (1, ""),
    (400, "next"), (1, "owed"), (1, "no"), (1, "left"), (1, "1"), *((300, "next") for _ in range(8)), (900, "accept"),
    (1, "1"), *((100, "next") for _ in range(14)), (1, "groups"), (1, "joined"), (1, "left 3"), (1, "1"),
    (1, "warn none"), *((100, "next") for _ in range(7)), (1, "close"), (1, "stop"),
)  # fmt: skip
CLOSING = ("help", "x", "9", "help", "x", "2", "1", "", "help", "x", "both", "1", "1")


def typed(
    monkeypatch: pytest.MonkeyPatch, clock: HandClock, before: tuple[str, ...], lines: list[tuple[float, str]]
) -> None:
    """What is typed at a terminal before a session and in it."""
    monkeypatch.setattr(prompt, "at_a_terminal", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in before)))
    for module in (start, showing):
        monkeypatch.setattr(module, "InputLines", lambda: Typed(clock, *lines))


@pytest.mark.parametrize("tag", TAGS)
def test_an_evening_in_lines_with_its_dialogues(
    spoken: Catalogue, tag: str, group: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    clock = HandClock()
    during = [(wait, line) for wait, line in DURING if tag == TAG or line != "contract"]
    typed(monkeypatch, clock, BEFORE, [*during, *((1.0, line) for line in CLOSING)])
    code = main(["session", "start"], clock)
    said = capsys.readouterr()
    assert code == 0, said.err
    assert said.out.count("\n") > 250
    assert english_heard(said.out + said.err, tag) == []


def test_an_evening_that_was_cut_off_and_one_with_an_interpreter(
    spoken: Catalogue, tag: str, group: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    clock = HandClock()
    typed(monkeypatch, clock, ("help", "x", "2", "", ""), [(1, "next")])
    assert main(["session", "start", "xx-xxxx", "--interpreted", "ask", "--people", "9", "--end", "21:30"], clock) == 1
    typed(monkeypatch, clock, ("help", "x", ""), [(1, "resume")])
    assert main(["session", "resume"], clock) == 1
    typed(monkeypatch, clock, ("help", "2", "help", "no count", "", "9", "21:30", ""), [(1, "close"), (1, "stop")])
    main(["session", "start", "xx-xxxx"], clock)
    clock.pass_by(9000, 86400 * 2)
    typed(monkeypatch, clock, ("help", "x", "9"), [])
    main(["session", "resume"], clock)
    said = capsys.readouterr()
    assert english_heard(said.out + said.err, tag) == []


@pytest.mark.parametrize(
    "command",
    [
        "plan xx-xxxx --people 9 --start '2026-11-26 19:00' --end 21:20 --interpreted signed",
        "plan xx-xxxx --people 9 --start '2026-11-26 19:00' --end 20:00 --dry-run",
        "plan xx-xxxx --people 1 --dry-run",
        "list",
        "export xx-xxxx --site xx",
        "rehearse xx-xxxx --speed 100000",
        "resume",
        "start xx-xxxx --people 9 --start 19:00 --end 20:00 --yes",
    ],
)
def test_what_else_is_said_around_an_evening(
    spoken: Catalogue, tag: str, group: Path, command: str, capsys: Captured
) -> None:
    main(["session", *shlex.split(command)], HandClock())
    said = capsys.readouterr()
    assert said.out + said.err
    assert english_heard(said.out + said.err, tag) == []


def texts(value: Any) -> Iterator[str]:
    """Every text in a value of lists and dictionaries, but for words to say."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from texts([each for name, each in value.items() if name != "state"])
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)


@tries(1, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lived(), st.integers(1, 90), st.integers(1, 40))
def test_whatever_happens_in_an_evening(spoken: Catalogue, evening: Any, minutes: int, ago: int) -> None:
    header, told, events = evening
    session = Session(header, HandClock(header.started))
    for event, each in zip(events, told, strict=True):
        if "state" in each:
            session._happen(event)
    end = session.state.now // 60_000 * 60_000 + minutes * 60_000
    asked = [[text, *ways] for text, *ways in filter(None, questions(session, end, ago * 60).values())]
    meant = [each[1] if isinstance(each, list | tuple) else each for each in chain(*asked)]
    assert english_in("\n".join(texts([told, meant])), TAG) == []


@pytest.mark.parametrize("size", [(80, 24), (40, 20)])
@pytest.mark.parametrize("tag", [each for each in TAGS if "ar" not in getattr(each, "values", ())])
def test_an_evening_on_the_screen(
    spoken: Catalogue, tag: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")
    seen: list[str] = []

    async def scene(app: SessionApp, pilot: Any) -> None:
        for seconds, key in STEPS:
            if key:
                await press(app, pilot, key)
            await after(app, pilot, seconds)
            seen.extend(row for rows in app.shown.rows.values() for row, _style in rows)

    session = session_of(*crossed(ON_THE_SCREEN), title="Xx", minutes=110, materials=Materials(("Xxx.",), ("Xxx.",)))
    play(session, scene, size, group="Xx")
    assert english_heard("\n".join(seen), tag) == []
    assert [row for row in seen if "…" in row] == []


def words_of(page: str) -> str:
    """What an HTML page says, with what is said instead of pictures."""
    inside = re.sub(r"(?s)<style.*?</style>|<script.*?</script>", "", page.partition("<title>")[2])
    inside = re.sub(r'(?s)<(\w+) [^>]*lang="en".*?</\1>', "", inside)
    called = re.findall(r'(?:alt|aria-label|title)="([^"]*)"', inside)
    return unescape("\n".join([re.sub(r"<[^>]+>", "\n", inside), *called]))


@pytest.mark.parametrize(
    "command",
    [
        "session print xx-xxxx --people 9 --start '2026-11-26 19:00' --end 21:20 --all",
        "session print xx-xxxx --sheet run-sheet",
        "rules print",
        *(f"flyer print --template xxxx --draft --kind {kind}" for kind in ("window", "card", "strips", "pocket")),
        "turns print turns.txt",
    ],
)
@pytest.mark.parametrize("tag", TAGS)
def test_every_sheet_of_an_evening(spoken: Catalogue, tag: str, group: Path, command: str, capsys: Captured) -> None:
    code = main([*shlex.split(command), "--format", "html"], HandClock())
    said = capsys.readouterr()
    assert code == 0, said.err
    pages = [page.read_text(encoding="utf-8") for page in group.glob("*.html")]
    assert pages
    assert english_heard("\n".join([said.err, *map(words_of, pages)]), tag) == []
