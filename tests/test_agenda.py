"""The evening in view: when each block was, is and will be."""

from itertools import pairwise

from peerkit.running import events as do
from peerkit.running.agenda import Stretch, agenda, agenda_lines, began
from peerkit.running.run import effective, state_at
from peerkit.running.state import Header
from tests.room import circle_header

MINUTE = 60_000
HEADER = circle_header()


def parts(*events: do.Event, at: int, header: Header = HEADER) -> tuple[Stretch, ...]:
    state = state_at(header, events, at)
    return agenda(state, began(header, state, effective(header, events)))


def lines(*events: do.Event, at: int, header: Header = HEADER) -> list[str]:
    return agenda_lines(header, state_at(header, events, at), effective(header, events))


def test_at_the_beginning_everything_is_as_planned() -> None:
    told = parts(at=0)
    assert [part.ends - part.begins for part in told] == [length * 1000 for length in HEADER.plan.lengths]
    assert [part.when for part in told] == ["is", *["comes"] * (len(told) - 1)]
    assert lines(at=0)[:2] == ["19:00 to 19:02: Welcome. It is on now.", "19:02 to 19:04: Rules."]


def test_each_block_begins_when_the_one_before_it_ended_and_the_late_ones_move_the_rest() -> None:
    told = parts(do.Next(5 * MINUTE), do.Next(6 * MINUTE), at=7 * MINUTE)
    assert [part.when for part in told[:3]] == ["was", "was", "is"]
    assert [part.begins for part in told[:3]] == [0, 5 * MINUTE, 6 * MINUTE]
    assert all(one.ends == other.begins for one, other in pairwise(told))
    assert lines(do.Next(5 * MINUTE), at=6 * MINUTE)[0] == "19:00 to 19:05: Welcome. It is over."


def test_a_pause_moves_what_comes_and_not_what_was() -> None:
    before = parts(do.Next(2 * MINUTE), at=3 * MINUTE)
    paused = do.Next(2 * MINUTE), do.Pause(3 * MINUTE), do.Resume(13 * MINUTE)
    after = parts(*paused, at=13 * MINUTE)
    assert after[:1] == before[:1]
    assert after[1].begins == before[1].begins
    assert after[2].begins == before[2].begins + 10 * MINUTE


def test_what_was_left_out_has_no_time() -> None:
    told = parts(do.Next(2 * MINUTE), do.ToClosing(3 * MINUTE), at=4 * MINUTE)
    assert [part.when for part in told] == ["was", "was", "left out", "left out", "left out", "is"]
    assert "Left out: Pairs." in lines(do.ToClosing(3 * MINUTE), at=4 * MINUTE)


def test_time_away_that_counts_is_part_of_the_evening() -> None:
    by_itself = do.MoveOn(0, True)
    told = parts(by_itself, do.Gap(MINUTE, 2 * MINUTE, "away"), do.Count(MINUTE), at=MINUTE)
    assert [part.when for part in told[:2]] == ["was", "is"]
    assert told[1].begins == 2 * MINUTE


def test_a_beginning_that_is_put_right_is_seen() -> None:
    assert parts(do.Began(MINUTE, 90), at=MINUTE)[0].begins == -MINUTE // 2
    assert lines(do.Began(MINUTE, 90), at=MINUTE)[0] == "18:59 to 19:01: Welcome. It is on now."


def test_what_is_booked_is_said_once() -> None:
    assert lines(at=0)[-1] == "Ends at 19:30."
    assert lines(at=20 * MINUTE)[-1].endswith("booked until 19:30.")
    assert lines(do.Next(1), at=1)[-2:] == ["Ends at 19:28.", "Booked until 19:30."]


def test_after_the_last_block_all_of_it_was() -> None:
    told = parts(*(do.Next(minute * MINUTE) for minute in range(1, 30)), at=60 * MINUTE)
    assert {part.when for part in told} <= {"was"}
    assert told[-1].ends < 30 * MINUTE
