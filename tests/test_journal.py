import json
import os
import re
import stat
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.errors import PeerkitError
from peerkit.live.journal import FARTHEST_BEAT, AlreadyRunning, Journal, Recovered
from peerkit.live.loop import AGAIN, Session
from peerkit.running import events as do
from peerkit.running.actions import Materials
from peerkit.running.events import MOST_MS, Event
from peerkit.running.run import effective, fold
from peerkit.running.state import Header
from peerkit.workspace import files
from tests.room import SEVEN, HandClock, circle_header, files_below, kept_session, live_through
from tests.strategies import accepted, happenings, headers

EVENTS = (do.Pause(1000), do.Resume(61_000), do.Next(70_000), do.Joined(80_000), do.Extend(90_000, 60))


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name) / ".running"


def written(where: Path, header: Header, events: tuple[Event, ...] | list[Event]) -> Journal:
    journal = Journal(where)
    journal.take()
    journal.begin(header)
    for event in events:
        journal.append(event)
    journal.close()
    return journal


def read(where: Path) -> Recovered:
    return Journal(where).read(UTC)


@given(headers(), happenings(most=8), st.data())
def test_any_prefix_of_the_bytes_holds_a_prefix_of_the_events(
    header: Header, some: list[Event], data: st.DataObject
) -> None:
    events = accepted(header, some)
    with folder() as where:
        journal = written(where, header, events)
        content = journal.path.read_bytes()
        cut = data.draw(st.integers(0, len(content)) | st.integers(max(0, len(content) - 150), len(content)))
        journal.path.write_bytes(content[:cut])
        lines = content[:cut].count(b"\n")
        assert Journal(where).begun == (lines > 0)
        if not lines:
            return
        kept = read(where)
        assert kept.events == tuple(events[: lines - 1])
        assert kept.torn == (content[:cut][-1:] != b"\n")
        assert kept.header == header
        whole = fold(header, effective(header, events[: lines - 1]))
        assert fold(kept.header, effective(kept.header, kept.events)) == whole


@given(headers(), happenings(most=6), st.integers(1, 80))
def test_after_a_cut_anywhere_the_session_goes_on_and_stays_readable(
    header: Header, some: list[Event], lost: int
) -> None:
    events = accepted(header, some)
    with folder() as where:
        path = written(where, header, events).path
        content = path.read_bytes()
        first = content.index(b"\n") + 1
        path.write_bytes(content[: max(first, len(content) - lost)])
        journal = Journal(where)
        journal.take()
        kept = journal.read(UTC)
        journal.go_on()
        session = Session.resumed(kept, HandClock(header.started + timedelta(days=1)), journal, Materials())
        session.act(do.Resume)
        journal.close()
        again = read(where)
        assert not again.torn
        assert again.events[: len(kept.events)] == kept.events
        assert [type(event) for event in again.events[len(kept.events) :]] in ([do.Gap], [do.Gap, do.Resume])


@pytest.mark.parametrize(
    "last",
    [b'{"at": 90', b"\0\0\0\0", b'{"at": 95000, "event": "next"', b"\xff\xfe{", b"\xe2\x82",
     b"{}\n", b"nothing\n", b'{"at": 1}\n', b"\0\0\n", b"[[[[\n", b"\xff\n"],
)  # fmt: skip
def test_a_last_line_that_is_torn_or_no_event_is_dropped_and_gone_before_the_next(tmp_path: Path, last: bytes) -> None:
    journal = written(tmp_path / "r", circle_header(), EVENTS)
    with journal.path.open("ab") as file:
        file.write(last)
    assert journal.read(UTC).torn
    journal.go_on()
    journal.append(do.Pass(99_000))
    journal.close()
    kept = read(tmp_path / "r")
    assert kept.events == (*EVENTS, do.Pass(99_000))
    assert not kept.torn


@pytest.mark.parametrize("more", ["\n", "\n\n\n", "\r\n\r\n", " \n\t\n  "])
def test_empty_lines_at_the_end_are_nothing(tmp_path: Path, more: str) -> None:
    journal = written(tmp_path / "r", circle_header(), EVENTS)
    whole = journal.path.read_bytes()
    with journal.path.open("ab") as file:
        file.write(more.encode())
    kept = journal.read(UTC)
    assert (kept.events, kept.torn) == (EVENTS, False)
    journal.go_on()
    journal.close()
    assert journal.path.read_bytes() == whole


@pytest.mark.parametrize(
    ("why", "broken"),
    [
        ("it is not as peerkit writes it", ("", "{", "[" * 5000)),
        ("this is not an event", ("null",)),
        ("at of next is wrong", ('{"at": -1, "event": "next"}', '{"at": 61000, "event": "next", "at": -1}',
                                 '{"at": 1e400, "event": "next"}')),
        ("joined takes at, number, lengths, places", ('{"at": 61000, "event": "joined"}',)),
    ],
)  # fmt: skip
def test_a_broken_earlier_line_is_named_and_the_file_stays(tmp_path: Path, why: str, broken: tuple[str, ...]) -> None:
    path = written(tmp_path / "r", circle_header(), EVENTS).path
    first, second, _third, *others = path.read_text().split("\n")
    for line in broken:
        before = "\n".join([first, second, line, *others])
        path.write_text(before)
        with pytest.raises(PeerkitError) as error:
            read(tmp_path / "r")
        assert error.value.message.endswith(f"journal: line 3 cannot be read ({why}). Nothing was changed.")
        assert error.value.hint
        assert path.read_text() == before


def test_an_evening_is_read_in_the_zone_of_whoever_reads_it(tmp_path: Path) -> None:
    header, zone = circle_header(), timezone(timedelta(hours=5))
    written(tmp_path / "r", header, EVENTS)
    plan = Journal(tmp_path / "r").read(zone).header.plan
    assert plan.evening.start == header.plan.evening.start
    assert plan.local(plan.evening.start).utcoffset() == timedelta(hours=5)


def test_time_that_runs_backwards_is_a_broken_line(tmp_path: Path) -> None:
    path = written(tmp_path / "r", circle_header(), (do.Pause(5000), do.Resume(4000), do.Next(6000))).path
    with pytest.raises(PeerkitError, match=r"line 3.*backwards"):
        Journal(path.parent).read(UTC)


@pytest.mark.parametrize(
    ("key", "value"),
    [("peerkit", 2), ("peerkit", "1"), ("peerkit", None), ("session", "../x"), ("session", 3), ("started", "yesterday"),
     ("started", "2026-11-26T19:00:00"), ("started", None),
     ("started", "0001-01-01T00:00:00+05:00"), ("started", "9999-12-31T23:59:59-05:00"),
     ("started", "1999-12-31T19:00:00+00:00"), ("plan", {}), ("plan", None), ("plan", [])],
)  # fmt: skip
def test_a_header_of_another_kind_is_an_error_that_keeps_the_file(tmp_path: Path, key: str, value: object) -> None:
    path = written(tmp_path / "r", circle_header(), EVENTS).path
    first, *rest = path.read_text().splitlines()
    header = {**json.loads(first), key: value}
    path.write_text("\n".join([json.dumps(header), *rest]) + "\n")
    before = path.read_bytes()
    with pytest.raises(PeerkitError, match=f"^{re.escape(str(path))}: line 1 ") as error:
        read(tmp_path / "r")
    assert path.read_bytes() == before
    for library in ("object", "attribute", "isoformat", "NoneType", "'", "Expecting", "argument"):
        assert library not in error.value.message.replace(str(path), "")


@pytest.mark.parametrize(
    ("number", "change", "what"),
    [
        (1, {"peerkit": 2}, "format 2"),
        (1, {"room": "upstairs"}, "room"),
        (1, {"plan": {"evening": {"weather": "rain"}}}, "evening.weather"),
        (1, {"plan": {"block": [{"kind": "walk", "name": "Out", "length": "5m"}]}}, "block 1 (Out).kind"),
        (2, {"event": "wave"}, "an event wave"),
        (4, {"who": "Ann"}, "who of"),
    ],
)
def test_what_only_a_newer_peerkit_can_know_is_refused_and_nothing_is_changed(
    tmp_path: Path, number: int, change: dict[str, Any], what: str
) -> None:
    path = written(tmp_path / "r", circle_header(), EVENTS[:3]).path
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    if "plan" in change:
        plan = lines[0]["plan"]
        change = {"plan": plan | change["plan"] | {"evening": plan["evening"] | change["plan"].get("evening", {})}}
    lines[number - 1] |= change
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    before = path.read_bytes()
    with pytest.raises(PeerkitError, match=f"line {number} was written by a newer peerkit") as error:
        read(path.parent)
    assert f"this one does not know {what}" in error.value.message
    assert error.value.hint
    assert path.read_bytes() == before


def test_a_session_cut_off_before_its_first_line_was_whole_had_not_begun(tmp_path: Path) -> None:
    path = written(tmp_path / "r", circle_header(), EVENTS).path
    path.write_bytes(path.read_bytes()[:40])
    journal = Journal(path.parent)
    assert not journal.begun
    journal.take()
    journal.begin(circle_header())
    journal.close()
    assert read(path.parent).events == ()


@pytest.mark.parametrize("left", [b"", b'{"peerkit": 1, "sess'])
def test_what_is_left_of_a_first_line_is_tidied_away_when_the_lock_is_let_go(tmp_path: Path, left: bytes) -> None:
    journal = Journal(tmp_path / "r")
    journal.take()
    journal.path.write_bytes(left)
    journal.close()
    assert not journal.folder.exists()


def test_a_journal_that_cannot_be_read_is_never_tidied_away(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "r")
    journal.take()
    os.mkfifo(journal.path)
    journal.close()
    assert journal.path.exists()


def test_a_session_is_never_begun_over_another(tmp_path: Path) -> None:
    path = written(tmp_path / "r", circle_header(), EVENTS).path
    before = path.read_bytes()
    journal = Journal(path.parent)
    journal.take()
    with pytest.raises(PeerkitError, match="never closed"):
        journal.begin(circle_header())
    journal.close()
    assert path.read_bytes() == before


@pytest.mark.parametrize("beat", [None, b"", b"x", b"12", b"-5 -5", b"1 2 3", b"\xff\xfe\n", b"0" * 200, b"1.5 2"])
def test_a_beat_that_is_missing_or_garbled_leaves_the_last_event(tmp_path: Path, beat: bytes | None) -> None:
    where = written(tmp_path / "r", circle_header(), EVENTS).folder
    if beat is not None:
        (where / "beat").write_bytes(beat)
    kept = read(where)
    assert kept.run_ms == EVENTS[-1].at
    assert kept.wall_ms <= 0


def test_the_later_of_beat_and_last_event_is_where_the_session_was(tmp_path: Path) -> None:
    journal = written(tmp_path / "r", circle_header(), EVENTS)
    for run_ms, was in ((95_500, 95_500), (60_000, EVENTS[-1].at)):
        journal.beat(run_ms, SEVEN + timedelta(milliseconds=1))
        kept = read(journal.folder)
        assert (kept.run_ms, kept.wall_ms) == (was, int(SEVEN.timestamp()) * 1000 + 1)
    for _ in range(2):
        journal.close()


def test_on_a_disk_that_takes_no_beat_the_session_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    journal = Journal(tmp_path)
    monkeypatch.setattr(os, "write", full)
    journal.beat(1000, SEVEN)
    journal.close()


@pytest.mark.parametrize("counted", [True, False])
def test_whether_it_is_counted_is_kept_and_a_journal_that_does_not_say_so_is(tmp_path: Path, counted: bool) -> None:
    path = written(tmp_path / "r", replace(circle_header(), counted=counted), EVENTS).path
    assert read(tmp_path / "r").header.counted is counted
    first, rest = path.read_text().split("\n", 1)
    header = json.loads(first)
    assert header.pop("counted") is counted
    path.write_text(f"{json.dumps(header)}\n{rest}")
    assert read(tmp_path / "r").header.counted


def test_the_last_closing_counts_are_those_that_count(tmp_path: Path) -> None:
    closings = (do.Finish(90_000, 4), do.Finish(95_000, 5))
    written(tmp_path / "none", circle_header(), EVENTS)
    written(tmp_path / "r", circle_header(), (*EVENTS[:3], *closings))
    assert read(tmp_path / "none").finish is None
    assert read(tmp_path / "r").finish == closings[1]


@pytest.mark.parametrize("ahead", [FARTHEST_BEAT + 1, MOST_MS, MOST_MS * 9, 10**24])
def test_a_beat_too_far_ahead_to_be_true_leaves_the_last_event(tmp_path: Path, ahead: int) -> None:
    for name, events, last in (("r", EVENTS, EVENTS[-1].at), ("none", (), 0)):
        journal = written(tmp_path / name, circle_header(), events)
        (journal.folder / "beat").write_text(f"{last + ahead} {MOST_MS}\n")
        kept = read(journal.folder)
        assert (kept.run_ms, kept.wall_ms) == (last, 0)


def test_a_beat_late_in_a_long_evening_counts(tmp_path: Path) -> None:
    journal = written(tmp_path / "r", circle_header(), EVENTS)
    (journal.folder / "beat").write_text(f"{EVENTS[-1].at + FARTHEST_BEAT} {MOST_MS}\n")
    assert read(journal.folder).run_ms == EVENTS[-1].at + FARTHEST_BEAT


@pytest.mark.parametrize("ask", [lambda journal: journal.begun, lambda journal: journal.read(UTC)])
def test_a_pipe_in_place_of_the_journal_is_not_waited_for(tmp_path: Path, ask: Callable[[Journal], object]) -> None:
    os.mkfifo(tmp_path / "journal")
    said: list[str] = []

    def try_it() -> None:
        try:
            ask(Journal(tmp_path))
        except PeerkitError as error:
            said.append(error.message)

    thread = threading.Thread(target=try_it, daemon=True)
    thread.start()
    thread.join(10)
    assert said == [f"{tmp_path / 'journal'} is not an ordinary file."]


def test_the_beat_of_an_earlier_session_does_not_move_a_new_one(tmp_path: Path) -> None:
    where = tmp_path / "r"
    where.mkdir()
    (where / "beat").write_text("00000005400000 1795723200000\n")
    written(where, circle_header(), ())
    assert read(where).run_ms == 0


def test_whatever_could_be_read_over_a_shoulder_is_for_the_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        session = kept_session(tmp_path / "r")
        session.beat()
        session.act(do.Next)
    finally:
        os.umask(before)
    found = {path.name: stat.S_IMODE(path.stat().st_mode) for path in files_below(tmp_path)}
    assert found == dict.fromkeys(("beat", "journal", "lock"), 0o600)
    session.journal.close()


def test_an_event_is_on_the_disk_before_it_is_shown(tmp_path: Path) -> None:
    session = kept_session(tmp_path / "r")
    live_through(session, 30)
    done, told = session.act(do.Next)
    assert done
    assert told.startswith("Rules")
    assert session.journal.path.read_bytes().endswith(b'{"at": 30000, "event": "next"}\n')
    session.journal.close()


def test_a_disk_that_fails_stops_no_evening_and_what_happened_is_written_once_it_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = kept_session(tmp_path / "r")
    live_through(session, 30)
    before = session.journal.path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        done, told = session.act(do.Next)
        assert done
        assert told.startswith("Rules. 2 minutes.\nCould not write ")
        assert told.endswith("the disk is full. The session goes on. What happens now is kept as soon as it can be "
                             "written; a cut before that loses it.")  # fmt: skip
        assert session.act(do.Joined)[1].count("\n") == 0
        session.beat()
        assert session.journal.path.read_bytes() == before
        cut = read(tmp_path / "r")
        assert (cut.events, cut.run_ms) == ((), 0)
    live_through(session, AGAIN)
    session.beat()
    assert session.look() == "The disk can be written again: all of the session is kept."
    session.journal.close()
    assert read(tmp_path / "r").events == (do.Next(30_000), do.Joined(30_000))


def test_a_session_that_began_without_its_disk_is_kept_from_when_it_is_back(tmp_path: Path) -> None:
    (tmp_path / "r").write_text("in the way of the folder")
    journal = Journal(tmp_path / "r")
    with pytest.raises(PeerkitError, match="part of its path is a file"):
        journal.begin(circle_header())
    session = Session(circle_header(), HandClock(), journal)
    assert session.act(do.Next) == (True, "Rules. 2 minutes.")
    (tmp_path / "r").unlink()
    assert session.act(do.Next)[1].endswith("all of the session is kept.")
    journal.close()
    assert read(tmp_path / "r").events == (do.Next(0), do.Next(0))


def test_a_session_that_goes_on_where_its_disk_takes_nothing_is_kept_from_when_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(path: Path) -> None:
        raise PeerkitError(f"Could not write {path}: the folder is read-only.")

    journal = written(tmp_path / "r", circle_header(), EVENTS)
    with journal.path.open("ab") as file:
        file.write(b'{"at": 9')
    journal.read(UTC)
    with monkeypatch.context() as patch:
        patch.setattr(files, "Appender", read_only)
        for write in (journal.go_on, lambda: journal.append(do.Next(91_000))):
            with pytest.raises(PeerkitError, match="read-only"):
                write()
    journal.append(do.Next(92_000))
    journal.close()
    assert read(tmp_path / "r").events == (*EVENTS, do.Next(91_000), do.Next(92_000))


def test_nobody_goes_on_with_a_session_that_somebody_else_went_on_with_meanwhile(tmp_path: Path) -> None:
    here, there = written(tmp_path / "r", circle_header(), EVENTS), Journal(tmp_path / "r")
    for journal in (here, there):
        journal.read(UTC)
    there.append(do.Next(91_000))
    with pytest.raises(AlreadyRunning, match="running already"):
        here.go_on()
    there.close()
    assert read(tmp_path / "r").events == (*EVENTS, do.Next(91_000))


def test_a_disk_that_is_full_at_the_beginning_leaves_no_session_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    journal = Journal(tmp_path / "r")
    journal.take()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(PeerkitError, match="disk is full"):
            journal.begin(circle_header())
    journal.close()
    assert not Journal(tmp_path / "r").begun
    kept_session(tmp_path / "r").journal.close()


def test_only_one_session_runs_in_a_folder_and_whoever_comes_second_is_told_what_the_first_does(tmp_path: Path) -> None:
    first, second = Journal(tmp_path / "r"), Journal(tmp_path / "r")
    first.take()
    told = []
    for begins in (lambda: None, lambda: first.begin(circle_header())):
        begins()
        with pytest.raises(AlreadyRunning) as refused:
            second.take()
        assert refused.value.hint == "Go on there. If that window is gone, wait a moment and try again."
        told.append(refused.value.message)
    assert told == [
        "Somebody is about to begin a session in this folder, perhaps in another window.",
        "A session is running already in this folder, perhaps in another window.",
    ]
    first.close()
    second.take()
    second.close()


def test_what_somebody_else_put_beside_the_journal_stays_and_a_journal_that_is_gone_can_be_removed(
    tmp_path: Path,
) -> None:
    journal = Journal(tmp_path / "r")
    journal.take()
    (tmp_path / "r" / "theirs").write_text("")
    journal.remove()
    assert [path.name for path in (tmp_path / "r").iterdir()] == ["theirs"]


def test_nothing_of_a_removed_session_stays(tmp_path: Path) -> None:
    session = kept_session(tmp_path / "r")
    session.beat()
    session.journal.remove()
    assert list(tmp_path.iterdir()) == []


def test_letting_go_keeps_a_session_and_clears_an_empty_folder(tmp_path: Path) -> None:
    session = kept_session(tmp_path / "r")
    session.journal.close()
    assert session.journal.begun
    nobody = Journal(tmp_path / "empty")
    nobody.take()
    nobody.close()
    assert not (tmp_path / "empty").exists()
