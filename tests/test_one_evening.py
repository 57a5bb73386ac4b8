"""One hard evening on the screen, large and small, and by plain mode: each does and says the same."""

from datetime import UTC, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from peerkit.cli.session.loading import load
from peerkit.live.commander import Commander
from peerkit.live.loop import Session
from peerkit.live.screen.app import SessionApp
from peerkit.planning.interpreted import interpreted
from peerkit.planning.plan import Evening, Plan, build
from peerkit.running import phrases
from peerkit.running.state import SECOND, Header
from peerkit.workspace.root import Root
from tests.room import SEVEN, HandClock
from tests.screens import after, play, press

NEXT, YES, ENTER = ("next", "n"), ("yes", "1"), ("", "enter")
EVENING: list[tuple[float, tuple[str, ...]]] = [
    # ten minutes late; one has an interpreter; then welcome and rules
    (200, NEXT), (200, NEXT),
    # the opening round: a newcomer, a pass, two who leave, tears, a next that was forgotten
    (130, NEXT), (60, ("joined", "j")), (70, NEXT), (20, ("pass", "p")), (125, ("left", "l")), (2, YES),
    (1, ("support", "s")), (400, ("resume", "space")), (30, NEXT), (100, ("left", "l")), (3, ("no", "2")),
    (200, NEXT), (20, ("began", "b")), (1, ("1", "1", "enter")), (1, YES), (150, NEXT),
    # a question that nobody answers in its turn, and one about time
    (10, ("left", "l")), (1, ("nothing", "escape")), (100, ("more", "plus")), (2, YES), (150, NEXT), (120, NEXT),
    (140, NEXT), (140, NEXT), (140, NEXT),
    # pairs with an odd number of people or not, somebody needs air, what would help, and what it was taken back to
    (30, ("break", "k")), (1, ("10", "1", "0", "enter")), (1, YES), (589, ("time", "t")), (20, ("resume", "space")),
    (1, ("accept", "a")), (1, ENTER), (5, ("undo", "u")), (1, NEXT), (200, NEXT), (260, NEXT), (260, NEXT), (260, NEXT),
    # the caretaker has a bus
    (60, ("end", "e")), (1, ("20:45", "2", "0", "colon", "4", "5", "enter")), (2, ENTER),
    (1, ("accept", "a")), (1, ENTER), (300, NEXT), (600, NEXT), (120, NEXT), (40, NEXT), (40, NEXT),
    (1, ("close", "q")), (1, ("stop", "2")),
]  # fmt: skip
"""Seconds to wait, what is said then, and the keys for it."""


@pytest.fixture
def header(tmp_path: Path) -> Header:
    template = load(Root(tmp_path, "the test"), "weekly-circle", UTC).template
    late = SEVEN + timedelta(minutes=10)
    evening = Evening("weekly-circle", template, 9, late, SEVEN + timedelta(minutes=125), UTC)
    plan = build(interpreted(evening, "signed"))
    assert isinstance(plan, Plan)
    return Header(plan, late, "weekly-circle")


def asked_or_said(commander: Commander, said: list[str]) -> str:
    return commander.asking.text if commander.asking else "\n".join(said)


def by_plain_mode(header: Header) -> tuple[Session, list[str]]:
    session = Session(header, HandClock(header.started))
    commander, heard = Commander(session), []
    for seconds, (word, *_keys) in EVENING:
        while seconds > 0:
            session.clock.pass_by(min(seconds, 40))
            seconds -= 40
            commander.look()
            commander.unasked()
        said = commander.say(word)
        heard.append(asked_or_said(commander, said))
        commander.unasked()
    return session, heard


def by_the_screen(header: Header, size: tuple[int, int]) -> tuple[Session, list[str]]:
    session, shown = Session(header, HandClock(header.started)), []

    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        for seconds, (_word, *keys) in EVENING:
            await after(app, pilot, seconds)
            await press(app, pilot, *keys)
            shown.append(app.view.asking.text if app.view.asking else app.view.message)

    play(session, scene, size)
    return session, shown


@pytest.mark.parametrize("size", [(200, 55), (40, 20)])
def test_a_hard_evening_is_the_same_on_the_screen_and_by_plain_mode(
    header: Header, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")
    (plain, heard), (screen, shown) = by_plain_mode(header), by_the_screen(header, size)
    assert screen.events == plain.events
    assert screen.state == plain.state
    for step, (one, other) in enumerate(zip(heard[:-1], shown, strict=False)):  # the last closes both
        assert other in one, EVENING[step]
    assert plain.state.people == 8
    assert phrases.clock_time(header, plain.state.end) == "20:45"
    assert plain.state.now < plain.state.end + 10 * 60 * SECOND
