"""Nothing about anybody is ever written: field by field, and file by file after a whole evening."""

import dataclasses
import re
import tomllib
import typing
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

from peerkit.columns import FORMATS
from peerkit.live.journal import Recovered
from peerkit.planning.stored import EveningTable
from peerkit.running import events as do
from peerkit.running.state import Header
from peerkit.tally import ledger, quarters
from tests.forked import Running
from tests.room import CIRCLE, environment, files_below, peerkit, workspace

STEMS = {"session", "template"}
FIXED_WORDS = {"format": FORMATS, "why": get_args(do.WhyAway), "equal": get_args(do.Equality)}
TYPED = (
    "next\njoined\nnext\npass\nleft\nyes\nmore\nyes\npause\nresume\nbegan 2m\nundo\n"
    "Ann Smith\nnext Ann\njoined Bo\nsupport\nresume\nauto\nclose\nclosing\nclose\nstop\nAnn\n6\n"
    "2\n1\n\nboth\n"
)
"""Names are typed, too, where nobody should type them."""

MODELS: list[type] = [*do.EVENTS.values(), ledger.Row, quarters.Quarter]


def simple(kind: Any) -> bool:
    """Whether a field of this type can only hold a date, a whole number, yes or no, or one of a few fixed words."""
    if get_origin(kind) in (Union, UnionType):
        return all(simple(part) for part in get_args(kind))
    if get_origin(kind) is tuple:
        return all(part is ... or simple(part) for part in get_args(kind))
    if get_origin(kind) is Literal:
        return all(isinstance(word, str) for word in get_args(kind))
    return kind in (int, bool, date, datetime, NoneType)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_is_written_has_no_room_for_a_person(model: type) -> None:
    for name, kind in get_type_hints(model).items():
        assert name in STEMS | FIXED_WORDS.keys() if kind is str else simple(kind), name


def test_every_event_that_can_be_written_was_looked_at() -> None:
    def below(kind: type) -> Iterator[type]:
        for each in kind.__subclasses__():
            yield each
            yield from below(each)

    assert set(below(do.Event)) == set(do.EVENTS.values())
    header = [field.name for field in dataclasses.fields(Header)]
    assert header == ["plan", "started", "session", "counted", "hands_off"]
    assert set(Recovered._fields) == {"header", "events", "run_ms", "wall_ms", "torn"}


def test_the_table_of_an_evening_holds_a_stem_two_moments_a_number_and_a_word_from_a_list() -> None:
    assert typing.get_type_hints(EveningTable) == {
        "template": str, "start": datetime, "end": datetime, "people": int,
        "interpreted": typing.Literal["spoken", "signed"] | None,
    }  # fmt: skip


@pytest.mark.parametrize(("name", "words"), FIXED_WORDS.items())
def test_a_word_from_a_list_is_only_read_back_if_it_is_in_the_list(name: str, words: tuple[str, ...]) -> None:
    given = do.to_json({"format": do.Finish(0, 9), "why": do.Gap(0, 9, "away"), "equal": do.Equal(0, "turns")}[name])
    for word in words:
        assert getattr(do.from_json({**given, name: word}), name) == word
    with pytest.raises(ValueError, match=name):
        do.from_json({**given, name: "Ann"})


def test_the_ledger_takes_no_other_words() -> None:
    from peerkit.errors import PeerkitError

    day = date(2026, 11, 26)
    for row in (ledger.Row(day, "ann smith", "in person", 9), ledger.Row(day, "circle", "at Ann's", 9)):
        with pytest.raises(PeerkitError):
            ledger.checked(row)


OURS = {
    "peerkit", "session", "started", "plan", "evening", "template", "start", "end", "people", "at", "event", "seconds",
    "seat", "ms", "why", "by_itself", "lengths", "first_timers", "supporters", "volunteers", "format", "date",
    "cancelled",
    "counted", "number", "equal", "turns", "rounds", "left",
    "true", "false", "null", "yes", "no", "in", "person", "online", "both", "sleep", "away", *do.EVENTS,
}  # fmt: skip
KEYS_OF_A_TEMPLATE = set(re.findall(r"[a-z_]+", CIRCLE.lower()))


def words_of(text: str) -> set[str]:
    """What is left of a text without its dates and whole numbers."""
    text = re.sub(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z))?", " ", text)
    return set(re.findall(r"[^\W\d_][\w]*", text.replace("\\n", " ").lower()))


def kept_in(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in files_below(folder / "sessions")}


def asking(folder: Path) -> Path:
    workspace(folder)
    (folder / "peerkit.toml").write_text('[counting]\nask = ["first_timers", "supporters", "volunteers", "format"]\n')
    return folder


def test_after_a_whole_evening_one_row_of_counts_is_all_there_is(tmp_path: Path) -> None:
    done = peerkit(asking(tmp_path), "session", "start", "a-short-circle", "--people", "4", "--yes", typed=TYPED)
    assert done.returncode == 0, done.stderr
    kept = kept_in(tmp_path)
    assert [name for name in kept if not name.endswith("lock")] == ["sessions/attendance.csv"]
    assert all(text == "" for name, text in kept.items() if name.endswith("lock"))
    header, row = kept["sessions/attendance.csv"].splitlines()
    assert header == "date,session,format,people,first_timers,supporters,volunteers,cancelled"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d,a-short-circle,both,6,2,1,,no", row)
    assert not (tmp_path / "sessions" / ".running").exists()
    assert {path.name for path in files_below(tmp_path)} - {".lock"} == {
        "a-short-circle.toml", "attendance.csv", "peerkit.toml",
    }  # fmt: skip


def test_what_lies_on_the_disk_during_an_evening_is_numbers_and_the_plans_own_words(tmp_path: Path) -> None:
    """The same evening, cut off by the end of its time instead of closed."""
    typed = TYPED.partition("close\n")[0]
    words = ("session", "start", "a-short-circle", "--people", "4", "--yes")
    process = Running(asking(tmp_path), *words, env=environment(tmp_path))
    process.stdin.write(f"{typed}help\n".encode())
    process.stdin.flush()
    for line in process.stdout:
        if line.startswith(b"close:"):
            break
    process.kill()
    process.communicate()
    kept = kept_in(tmp_path)
    assert {Path(name).name for name in kept} == {"journal", "beat", "lock"}
    assert re.fullmatch(r"\d+ \d+\n", kept["sessions/.running/beat"])
    assert kept["sessions/.running/lock"] == ""
    assert len(kept["sessions/.running/journal"].splitlines()) > 10
    strange = words_of(kept["sessions/.running/journal"]) - OURS - KEYS_OF_A_TEMPLATE - {"a"}
    assert strange == set()


def test_a_plan_holds_the_template_and_a_table_of_numbers(tmp_path: Path) -> None:
    done = peerkit(
        workspace(tmp_path), "session", "plan", "a-short-circle", "--people", "4", "--start", "2026-11-26 19:00"
    )
    assert done.returncode == 0, done.stderr
    ((name, text),) = kept_in(tmp_path).items()
    assert name == "sessions/2026-11-26-a-short-circle.toml"
    data = tomllib.loads(text)
    evening = data.pop("evening")
    assert {key: type(value) for key, value in evening.items()} == {
        "template": str, "start": datetime, "end": datetime, "people": int,
    }  # fmt: skip
    assert [block["name"] for block in data["block"]] == [block["name"] for block in tomllib.loads(CIRCLE)["block"]]
