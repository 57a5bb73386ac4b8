"""How much is said unasked: less, the usual or more; and that nobody waits in silence for ever."""

import pytest

from peerkit.errors import PeerkitError
from peerkit.live.commander import Commander
from peerkit.live.loop import Session
from peerkit.running.events import Joined
from tests.room import HandClock, circle_header, live_through


def session(tell: str | None) -> Session:
    header = circle_header()
    found = Session(header, HandClock(header.started))
    found.tell = tell  # type: ignore[assignment]
    return found


TIME = "Time. Raise a hand. Next when you are ready."


def over(minutes: int) -> str:
    return f"Over: {minutes} minutes. Next when you are ready."


@pytest.mark.parametrize(
    ("tell", "heard"),
    [
        (None, ["15 seconds left.", TIME]),
        ("less", [TIME, over(10), over(30)]),
        ("usual", ["15 seconds left.", TIME, *(over(n) for n in (2, 5, 10, 20, 30))]),
        ("more", ["15 seconds left.", TIME, "Over: 1 minute.", *(f"Over: {n} minutes." for n in range(2, 36))]),
    ],
)  # fmt: skip
def test_after_time_it_is_said_again_soon_and_then_more_seldom(tell: str | None, heard: list[str]) -> None:
    assert live_through(session(tell), 120 + 35 * 60 + 5) == heard


@pytest.mark.parametrize("tell", ["less", "usual", "more"])
def test_in_a_pause_nobody_is_hurried(tell: str) -> None:
    commander = Commander(session(tell))
    commander.say("pause")
    assert live_through(commander.session, 3600) == []


def test_after_a_break_and_while_places_are_found_and_at_the_end_it_is_said_what_is_waited_for() -> None:
    commander = Commander(session("usual"))
    commander.say("break 5")
    commander.say("yes")
    over = "The break is over. Resume when everyone is back."
    assert live_through(commander.session, 10 * 60 + 5) == [over, over, over]
    commander.say("resume")
    while commander.session.state.groups is None:
        commander.say("next")
    assert live_through(commander.session, 130) == ["Next when everyone is ready."]
    while commander.session.state.slot is not None:
        commander.say("next")
    assert live_through(commander.session, 130) == ["Close when everyone is ready."]


def test_more_says_with_each_part_how_late_it_is_and_what_would_help() -> None:
    commander = Commander(session("more"))
    live_through(commander.session, 420)
    (told,) = commander.say("next")
    assert told.startswith("Rules. 2 minutes. 5 minutes behind. To end at 19:30: ")
    assert told.endswith("Say accept for what would help.")
    told = commander.say("undo")[0]
    assert told.count("5 minutes behind.") == 1
    commander.say("next")
    commander.say("auto")
    assert "5 minutes behind." in live_through(commander.session, 130)[-1]


def test_less_still_says_what_the_client_asked_for() -> None:
    header = circle_header(people=2)
    commander = Commander(Session(header, HandClock(header.started)))
    commander.session.tell = "less"
    while commander.session.state.groups is None:
        commander.say("next")
    commander.say("warn 1m")
    commander.say("next")
    assert "1 minute left." in live_through(commander.session, 600)


def test_the_word_says_what_it_does_and_what_it_is() -> None:
    commander = Commander(session(None))
    assert commander.say("tell") == ["Say tell less, tell usual or tell more. Now it is: usual."]
    assert commander.say("Tell me less.") == ["From now on turns and time are said, and nothing between."]
    assert commander.say("tell loud") == ["Say tell less, tell usual or tell more. Now it is: less."]
    assert commander.session.tell == "less"


def test_who_came_is_not_told_twice_how_late_it_is() -> None:
    found = session("more")
    assert "behind" not in found.act(lambda at: Joined(at, 1))[1]


def test_what_is_chosen_is_kept_at_once_and_where_it_cannot_be_it_is_for_this_evening() -> None:
    kept: list[str] = []
    commander = Commander(session("usual"))
    commander.session.keep_tell = kept.append
    commander.say("tell less")
    assert kept == ["less"]

    def full(_: str) -> None:
        raise PeerkitError("The disk is full.", "Make room.")

    commander.session.keep_tell = full
    told = "From now on each minute over is said, and with each part how late it is. For this evening only:"
    assert commander.say("tell more") == [f"{told} The disk is full. Make room."]
    assert commander.session.tell == "more"
