"""Who sits with whom is a value: a plan and the events of an evening hold it, so no search decides it a second time."""

import json
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.live.commander import Commander
from peerkit.live.loop import Session
from peerkit.planning import seating
from peerkit.planning.seating import placed, seating_of
from peerkit.running.events import from_json, to_json
from peerkit.running.run import advance, apply, fold
from peerkit.running.seating import places_kept
from peerkit.workspace import plans
from peerkit.workspace.root import Root
from tests.room import HandClock, kept_session, peerkit, workspace
from tests.strategies import begun, plan_of

PAIRS = {"kind": "groups", "turn": "2m", "changeover": "30s", "partners": "rotation", "rounds": 3}
THREES = {**PAIRS, "size": 3, "rounds": 2}
TALK = {"kind": "segment", "length": "5m"}
TOLD = "Read them out again."
ROTATION = """
title = "A rotation"
summary = "For a test."
minutes = { min = 10, ideal = 60, max = 120 }
people = { min = 4, ideal = 7, max = 12 }

[[block]]
kind = "groups"
name = "Listening"
partners = "rotation"
rounds = 3
turn = "2m"
"""


def evening(people: int) -> Session:
    header = begun(placed(plan_of(PAIRS, TALK, THREES, people=people, minutes=170)))
    return Session(header, HandClock(header.started))


def without_a_search(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("rotated", "replanned"):
        monkeypatch.setattr(seating, name, lambda *_asked: pytest.fail("who sits with whom was worked out again"))
        monkeypatch.setattr(f"peerkit.running.seating.{name}", getattr(seating, name), raising=False)


@given(st.integers(4, 9), st.lists(st.sampled_from(["next", "joined 1", "joined 2", "left 1", "left 3", "wait"])))
def test_an_evening_is_folded_without_a_search(people: int, said: list[str]) -> None:
    session = evening(people)
    commander = Commander(session)
    for word in said:
        if word == "wait":
            session.clock.pass_by(4)
            session.look()
        else:
            commander.say(word)
            if session.state.people > 2:
                commander.say("yes")
    kept = [from_json(json.loads(json.dumps(to_json(event)))) for event in session.events]
    assert kept == list(session.events)
    with pytest.MonkeyPatch.context() as patched:
        without_a_search(patched)
        assert advance(fold(session.header, kept), session.at) == session.state


def test_a_later_rotation_is_the_one_that_was_said_with_the_change() -> None:
    session = evening(7)
    Commander(session).say("joined 2")
    event = session.events[-1]
    block = session.header.plan.blocks[2]
    assert dict(event.places)[2] == seating_of(replace(block, places=()), 9).rounds
    assert seating_of(session.state.plan.blocks[2], 9).rounds == dict(event.places)[2]


def test_a_plan_keeps_its_places_until_it_is_changed_by_hand(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    (folder / "templates" / "sessions" / "a-rotation.toml").write_text(ROTATION)
    assert peerkit(folder, "session", "plan", "a-rotation", "--start", "2026-11-26 19:00").returncode == 0
    file = folder / "sessions" / "2026-11-26-a-rotation.toml"
    saved, turned = file.read_text(), '"7 6, 5 4, 3 2 1",'
    first = next(line.strip() for line in saved.splitlines() if line.startswith('    "'))
    file.write_text(saved.replace(first, turned))
    plan = plans.load_plan(Root(folder, ""), file.stem, UTC)[1]
    assert seating_of(plan.template.block[0], 7).rounds[0] == ((7, 6), (5, 4), (3, 2, 1))
    printed = peerkit(folder, "session", "print", file.stem, "--format", "terminal").stdout
    assert "7 and 6" in printed, printed
    file.write_text(saved.replace("people = 7", "people = 6"))
    plan = plans.load_plan(Root(folder, ""), file.stem, UTC)[1]
    assert all(sorted(map(len, groups)) == [2, 2, 2] for groups in seating_of(plan.template.block[0], 6).rounds)


@pytest.mark.parametrize("line", ["1 2, 2 3", "1 x", "0 1", "1 2,, 3"])
def test_places_that_seat_nobody_are_refused_with_the_line(tmp_path: Path, line: str) -> None:
    folder = workspace(tmp_path)
    (folder / "templates" / "sessions" / "a-rotation.toml").write_text(f'{ROTATION}places = ["{line}"]\n')
    done = peerkit(folder, "template", "check", "a-rotation")
    assert done.returncode == 1
    assert "Such a line is like" in done.stdout + done.stderr


def test_a_session_whose_places_an_older_peerkit_did_not_keep_says_so(tmp_path: Path) -> None:
    running = workspace(tmp_path) / "sessions" / ".running"
    session = kept_session(running, evening(7).header)
    Commander(session).say("joined 1")
    session.journal.close()
    assert TOLD not in peerkit(tmp_path, "session", "resume", "--yes", typed="close\nstop\n").stderr

    session = kept_session(running, begun(plan_of(PAIRS, TALK, people=7, minutes=60)))
    session.journal.close()
    assert TOLD in peerkit(tmp_path, "session", "resume", "--yes", typed="close\nstop\n").stderr


def test_places_matter_only_where_some_are_still_to_come() -> None:
    session = evening(6)
    assert places_kept(session.state, session.events)
    bare = replace(session.header, plan=plan_of(PAIRS, TALK, people=6, minutes=90))
    before = Session(bare, HandClock(bare.started))
    assert not places_kept(before.state, before.events)
    after = replace(before.state, block=1)
    assert places_kept(after, before.events)


def test_an_event_that_seats_nobody_changes_no_rotation_that_can_be_worked_out() -> None:
    session = evening(6)
    broken = from_json({"at": 0, "event": "joined", "number": 1, "lengths": [], "places": [[2, [[[]]]], [0, [[[]]]]]})
    assert apply(session.state, broken).people == 7
