from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.errors import PeerkitError
from peerkit.live.journal import Journal
from peerkit.live.loop import AWAY, Session
from peerkit.running import events as do
from peerkit.running import phrases
from peerkit.running.actions import Materials
from peerkit.running.events import MOST_MS, Event
from peerkit.running.phrases import next_boundary
from peerkit.running.run import apply, state_at
from peerkit.running.state import Header, Turn
from peerkit.workspace import files
from tests.room import SEVEN, HandClock, circle_header, kept_session, live_through
from tests.strategies import headers
from tests.tries import tries


def by_hand(header: Header) -> Session:
    """A session without a journal on a clock that is moved by hand; every block moves on by itself."""
    return Session(replace(header, hands_off=True), HandClock(header.started))


def resumed(folder: Path, away: float, header: Header) -> Session:
    journal = Journal(folder)
    journal.take()
    kept = journal.read(UTC)
    journal.go_on()
    now = header.started + timedelta(milliseconds=kept.run_ms) + timedelta(seconds=away)
    return Session.resumed(kept, HandClock(now), journal, Materials())


def heard_by(header: Header, ticks: list[float], seconds: float) -> list[str]:
    session, left, heard = by_hand(header), seconds, []
    for tick in [*ticks, seconds]:
        session.clock.pass_by(min(tick, left))
        left -= min(tick, left)
        heard += [line for line in session.look().split("\n") if line]
    return heard


@given(headers(), st.lists(st.floats(0, 700), max_size=60))
def test_every_boundary_is_heard_once_whenever_anybody_looks(header: Header, ticks: list[float]) -> None:
    seconds = header.plan.evening.seconds + 60
    assert heard_by(header, ticks, seconds) == heard_by(header, [], seconds)


@tries(1 / 4)
@given(headers(), st.integers(0, 2**32 - 1))
def test_who_wakes_when_told_meets_each_boundary_within_a_tenth_of_a_second(header: Header, seed: int) -> None:
    import random

    late, session, worst = random.Random(seed), by_hand(header), 0.0
    while session.state.slot is not None and session.at < 1_000_000:
        boundary = next_boundary(session.state)
        wait = session.until_next()
        assert 0 <= wait <= 0.5
        session.clock.pass_by(wait + late.uniform(0.0005, 0.05) + (0.3 if wait > 0.4 and boundary is None else 0))
        if session.look() and boundary is not None:
            worst = max(worst, session.at - boundary)
    assert worst <= 100


def test_over_two_hours_no_boundary_drifts() -> None:
    header = circle_header(people=12, minutes=120)
    session, moments = by_hand(header), []
    while session.state.slot is not None:
        block = session.state.block
        session.clock.pass_by(session.until_next() + 0.04)
        session.look()
        if session.state.block != block:
            moments.append(session.state.block_began)
    starts = [sum(header.plan.lengths[:place]) * 1000 for place in range(1, len(header.plan.lengths) + 1)]
    quiet = [timed.quiet_seconds * 1000 for timed in header.plan.slots()]
    assert moments == [start - sum(quiet[:place]) for place, start in enumerate(starts, 1)]


@given(st.lists(st.floats(0, 4.9), max_size=40), st.lists(st.floats(0.1, 4.9), max_size=40))
def test_run_time_is_the_sum_of_what_passed(first: list[float], second: list[float]) -> None:
    session = by_hand(circle_header())
    for seconds in [*first, *second]:
        session.clock.pass_by(seconds)
        session.look()
    assert session.at == pytest.approx(sum([*first, *second]) * 1000, abs=1.01)  # cut off, not rounded


@pytest.mark.parametrize(("monotonic", "wall"), [(5.1, 5.1), (3600, 3600), (0.4, 3600), (1, 7), (600, 0.5)])
def test_time_away_is_a_gap_that_moves_nothing(tmp_path: Path, monotonic: float, wall: float) -> None:
    session = kept_session(tmp_path / "r")
    live_through(session, 61)
    before = session.state
    session.clock.pass_by(monotonic, on_the_wall=wall)
    told = session.look()
    gap = max(monotonic, wall)
    assert told.startswith("Time away")
    assert session.state.paused
    assert session.state.gap == pytest.approx(gap * 1000, abs=1)
    assert (session.at, session.state.left, session.state.slot) == (61_000, before.left, before.slot)
    assert live_through(session, 300) == []
    session.act(do.Resume)
    assert session.state.left == before.left
    session.journal.close()


def test_time_away_can_be_counted(tmp_path: Path) -> None:
    session = kept_session(tmp_path / "r")
    live_through(session, 61)
    session.clock.pass_by(30)
    session.look()
    session.act(do.Count)
    assert session.state.left == 120_000 - 91_000
    session.journal.close()


@pytest.mark.parametrize("wall", [-3600, -20, 0.0, 4.4])
def test_a_wall_clock_that_is_set_back_or_a_little_off_moves_no_turn(tmp_path: Path, wall: float) -> None:
    session, other = kept_session(tmp_path / "r"), by_hand(circle_header())
    session.clock.pass_by(0.5, on_the_wall=wall)
    other.clock.pass_by(0.5)
    usual = other.look()
    assert session.look().startswith("The computer's clock was put back:" if wall < -AWAY else usual)
    assert not session.state.paused
    assert session.state.left == other.state.left
    session.journal.close()


def test_a_clock_that_was_put_back_is_in_the_journal_so_resume_says_what_live_said(tmp_path: Path) -> None:
    session = kept_session(tmp_path / "r")
    session.clock.pass_by(0.5, on_the_wall=0.5 - 3600)
    told = session.look()
    assert told == "The computer's clock was put back: 1 hour. Turns go on as they were. Ends at 18:30."
    session.beat()
    session.journal.close()
    journal = Journal(tmp_path / "r")
    kept = journal.read(UTC)
    journal.go_on()
    again = Session.resumed(kept, session.clock, journal, Materials())
    assert again.state.gap == 0
    assert phrases.ends(again.header, again.state) == phrases.ends(session.header, session.state)
    journal.close()


SUMMER_TIME_ENDS = datetime(2026, 10, 25, 0, 20, tzinfo=UTC)
SUMMER_TIME_BEGINS = datetime(2026, 3, 29, 0, 20, tzinfo=UTC)
PASSES = st.floats(0, 4.9).map(lambda seconds: (seconds, seconds))
SLEEPS = st.floats(6, 4000).flatmap(lambda seconds: st.sampled_from([(seconds, seconds), (0.2, seconds)]))
PUT_BACK = st.floats(-7200, -6).map(lambda step: (0.5, step))
PUT_FORWARD = st.floats(6, 7200).map(lambda step: (0.5, step + 0.5))
DOES = st.sampled_from([do.Next, do.Pass, do.Pause, do.Resume, do.Count, do.Undo, do.Joined, do.ToClosing])


@given(
    st.sampled_from([SEVEN, SUMMER_TIME_ENDS, SUMMER_TIME_BEGINS]),
    st.lists(st.tuples(st.one_of(PASSES, PASSES, SLEEPS, PUT_BACK, PUT_FORWARD), st.none() | DOES), max_size=20),
    st.floats(-7200, 7200),
)
def test_killed_at_any_moment_a_session_says_on_resume_what_it_said_live(
    start: datetime, steps: list[tuple[tuple[float, float], type[Event] | None]], meanwhile: float
) -> None:
    import tempfile

    header = circle_header(start=start)
    evening = replace(header.plan.evening, zone=ZoneInfo("Europe/London"))
    header = replace(header, plan=replace(header.plan, evening=evening))
    with tempfile.TemporaryDirectory() as name:
        session = kept_session(Path(name) / "r", header)
        for (seconds, on_the_wall), event in steps:
            session.clock.pass_by(seconds, on_the_wall=on_the_wall)
            session.look()
            if event is not None:
                session.act(event)
            session.beat()
        session.beat()
        session.journal.close()
        assert abs(header.wall(session.state.now).astimezone(UTC) - session.clock.wall()) < timedelta(seconds=1)
        for away in (0, meanwhile):
            journal = Journal(Path(name) / "r")
            kept = journal.read(evening.zone)
            journal.go_on()
            clock = HandClock(session.clock.wall() + timedelta(seconds=away))
            again = Session.resumed(kept, clock, journal, Materials())
            journal.close()
            if not away:
                live = apply(session.state, do.Gap(session.at, 0, "away"))
                assert again.state == live
                assert phrases.where(again.header, again.state) == phrases.where(header, live)
            assert again.state.left == session.state.left
            if abs(away) > AWAY:
                assert abs(header.wall(again.state.now).astimezone(UTC) - clock.wall()) < timedelta(seconds=1)


@pytest.mark.parametrize("years", [0.1, 1, 57])
def test_a_clock_that_was_years_wrong_does_not_spoil_the_journal(tmp_path: Path, years: float) -> None:
    session = kept_session(tmp_path / "r")
    session.clock.pass_by(0.5, on_the_wall=years * 365 * 24 * 3600)
    session.look()
    session.act(do.Resume)
    session.journal.close()
    kept = Journal(tmp_path / "r").read(UTC)
    assert [type(event) for event in kept.events] == [do.Gap, do.Resume]
    assert kept.events[0].ms == MOST_MS


def test_time_away_that_could_not_be_written_is_time_away_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = kept_session(tmp_path / "r")

    def full(*_: object) -> None:
        raise PeerkitError("The disk is full.", "Make some room.")

    monkeypatch.setattr(files.Appender, "line", full)
    session.clock.pass_by(60)
    told = session.look()
    assert told.startswith("The disk is full. The session goes on. What happens now is kept as soon as")
    assert "stands paused" in told
    assert (session.state.paused, session.at) == (True, 0)
    session.journal.close()


def test_without_a_journal_a_jump_is_only_time() -> None:
    session = by_hand(circle_header())
    session.clock.pass_by(130)
    assert session.look() == "15 seconds left.\nTime. Raise a hand. Rules. 2 minutes."
    assert not session.state.paused
    assert session.state.block == 1


@pytest.mark.parametrize("away", [0, 0.7, 3600, -3600, 400 * 24 * 3600])
def test_a_resumed_session_stands_paused_where_it_was(tmp_path: Path, away: float) -> None:
    header = circle_header()
    session = kept_session(tmp_path / "r", header)
    session.act(do.Next)
    session.act(do.Next)
    live_through(session, 70)
    session.act(do.Joined)
    live_through(session, 7)
    session.beat()
    session.journal.close()
    again = resumed(tmp_path / "r", away, header)
    assert again.state.paused
    assert again.state.gap == min(max(0, away * 1000), MOST_MS)
    before = session.state
    assert (again.at, again.state.block, again.state.slot, again.state.left) == (
        77_000, before.block, before.slot, before.left,
    )  # fmt: skip
    assert isinstance(again.state.slot, Turn)
    again.journal.close()


def test_being_cut_off_twice_counts_no_time_twice(tmp_path: Path) -> None:
    header = circle_header()
    session = kept_session(tmp_path / "r", header)
    live_through(session, 60)
    session.beat()
    session.journal.close()
    first = resumed(tmp_path / "r", 100, header)
    first.journal.close()
    second = resumed(tmp_path / "r", 150, header)
    assert second.state.gap == 150_000
    assert second.state.now == 210_000
    second.journal.close()


def test_a_cut_just_after_a_sleep_loses_none_of_the_time_away(tmp_path: Path) -> None:
    header = circle_header()
    session = kept_session(tmp_path / "r", header)
    live_through(session, 60)
    session.clock.pass_by(1000)
    session.beat()
    session.journal.close()
    second = resumed(tmp_path / "r", 1000, header)
    assert (second.at, second.state.gap) == (60_000, 1_000_000)
    second.journal.close()


@given(
    st.lists(
        st.tuples(st.floats(0, 4.9), st.sampled_from([do.Next, do.Pass, do.Pause, do.Resume, do.Undo, do.Joined])),
        max_size=25,
    )
)
def test_what_is_shown_is_what_the_journal_says(steps: list[tuple[float, type[Event]]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        session = kept_session(Path(name) / "r")
        for seconds, event in steps:
            session.clock.pass_by(seconds)
            session.act(event)
        session.journal.close()
        kept = Journal(Path(name) / "r").read(UTC)
        assert state_at(kept.header, kept.events, session.at) == session.state
