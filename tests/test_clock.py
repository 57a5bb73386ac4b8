import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from peerkit.live.clock import Clock, FastClock
from tests.room import peerkit, workspace


def test_a_fast_clock_runs_both_its_faces_at_one_speed() -> None:
    start = datetime(2026, 11, 26, 19, 0, tzinfo=UTC)
    clock = FastClock(1000, start)
    time.sleep(0.01)
    before = clock.monotonic()
    shown = (clock.wall() - start).total_seconds()
    assert before >= 10
    assert before <= shown <= clock.monotonic()


def test_the_system_clock_never_runs_backwards_and_says_utc() -> None:
    clock = Clock()
    assert clock.monotonic() <= clock.monotonic()
    assert clock.wall().utcoffset() == timedelta(0)


def test_now_is_a_whole_second_and_today_its_local_day() -> None:
    clock = Clock()
    before = clock.today()
    moment = clock.now()
    assert moment.microsecond == 0
    assert before <= moment.astimezone(clock.zone).date() <= clock.today()


@pytest.mark.usefixtures("london")
@pytest.mark.parametrize(
    ("utc", "shown"),
    [
        ("2026-01-15T19:00", "2026-01-15T19:00:00+00:00"),
        ("2026-07-15T18:00", "2026-07-15T19:00:00+01:00"),
        ("2026-03-29T00:59", "2026-03-29T00:59:00+00:00"),
        ("2026-03-29T01:00", "2026-03-29T02:00:00+01:00"),
        ("2026-10-25T00:30", "2026-10-25T01:30:00+01:00"),
        ("2026-10-25T01:30", "2026-10-25T01:30:00+00:00"),
    ],
)
def test_local_time_follows_summer_time_and_comes_back(utc: str, shown: str) -> None:
    moment = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    local = moment.astimezone(Clock.zone)
    assert local.isoformat() == shown
    assert local.astimezone(UTC) == moment


@pytest.mark.usefixtures("london")
@pytest.mark.parametrize(
    ("local", "hours"),
    [
        (datetime(2026, 3, 29, 1, 30), (0, 1)),  # noqa: DTZ001 (the clocks leave it out)
        (datetime(2026, 10, 25, 1, 30), (1, 0)),  # noqa: DTZ001 (it comes twice)
        (datetime(2026, 7, 2, 19), (1, 1)),  # noqa: DTZ001
    ],
)
def test_a_local_time_that_never_is_or_comes_twice_is_as_every_zone_has_it(
    local: datetime, hours: tuple[int, int]
) -> None:
    for zone in (Clock.zone, ZoneInfo("Europe/London")):
        found = tuple(local.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
        assert found == tuple(timedelta(hours=each) for each in hours)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows takes no zone from TZ")
@pytest.mark.parametrize(
    "words", [("tally", "add", "9"), pytest.param(("session", "start", "--yes"), marks=pytest.mark.long)]
)
def test_a_zone_that_is_nowhere_is_said_in_words(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = peerkit(workspace(tmp_path), *words, TZ="UTC-25")
    assert done.returncode == 1
    assert done.stderr.startswith("The time zone of this computer is a day or more away from UTC")
    assert peerkit(tmp_path, "session", "plan", "a-short-circle", TZ="UTC-23:59").returncode == 0
