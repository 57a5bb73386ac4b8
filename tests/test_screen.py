import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from textual.app import App
from textual.pilot import Pilot

from peerkit.agreements.phrases import somebody_says_how_far
from peerkit.errors import PeerkitError
from peerkit.live import awake
from peerkit.live.commander import Commander
from peerkit.live.journal import Journal
from peerkit.live.loop import Session
from peerkit.live.question import NOTHING, Reply
from peerkit.live.screen import figures, looks, panels
from peerkit.live.screen.app import SessionApp, run
from peerkit.live.screen.asking import Asking
from peerkit.live.screen.bars import BLOCKS
from peerkit.live.screen.panels import Choices
from peerkit.live.voice import Voice
from peerkit.messages import and_in_english, speaking
from peerkit.running import events as do
from peerkit.running import phrases
from peerkit.running.actions import ACTIONS, BY_WORD, Materials
from peerkit.workspace.catalogues import catalogue
from tests.room import HandClock
from tests.screens import (
    CLOSING,
    ROUND,
    START,
    TALK,
    TEA,
    after,
    block,
    flat,
    frame,
    large,
    plan_of,
    play,
    press,
    session_of,
    settle,
    text,
)  # fmt: skip
from tests.spoken import LANGUAGES

SIZES = ((80, 24), (40, 20), (200, 60))


@pytest.fixture(autouse=True)
def _awake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")


@pytest.fixture
def journals(tmp_path: Path) -> Iterator[Callable[[], Journal]]:
    """Gives the journal in one and the same folder, with its lock, as often as it is asked for."""
    opened: list[Journal] = []

    def take() -> Journal:
        journal = Journal(tmp_path / "running")
        journal.take()
        opened.append(journal)
        return journal

    yield take
    for journal in opened:
        journal.close()


def journalled(journals: Callable[[], Journal]) -> Session:
    journal = journals()
    session = session_of(journal=journal)
    journal.begin(session.header)
    return session


def resumed_after(journals: Callable[[], Journal], seconds: float) -> Session:
    first = journalled(journals)
    first.beat()
    assert first.journal is not None
    first.journal.close()
    again = journals()
    kept = again.read(UTC)
    again.go_on()
    clock = HandClock(START + timedelta(seconds=seconds))
    return Session.resumed(kept, clock, again, Materials())


@pytest.mark.parametrize("size", SIZES)
def test_everything_that_matters_is_visible_at_every_size(size: tuple[int, int]) -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        shown = flat(frame(app))
        for words in (
            "Weekly circle",
            "9 here 19:00",
            "Opening round",
            "Next: Turn 2 of 9.",
            "Ends at 20:31.",
            "Say how you are.",
            "Anyone may pass.",
            "n next",
            "space pause",
            "u undo",
            "? help",
            "q close",
        ):
            assert words in shown, words
        letters = figures.drawn("Turn 1 of 9", app.shown.layout.boxes["turn"].height * 2 // 5)
        assert "Turn 1 of 9" in shown or letters[0] in frame(app)
        assert "► Under way" in shown or figures.drawn("Under way", 2)[0] in frame(app)
        assert figures.drawn("4", app.shown.layout.scale)[0] in frame(app)

    play(session_of(), scene, size)


@pytest.mark.parametrize("size", SIZES)
def test_when_late_the_offer_and_some_of_the_script_stay_visible_at_every_size(size: tuple[int, int]) -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await after(app, pilot, 10 * 60)
        shown = flat(frame(app))
        assert "□ Time" in shown
        assert "behind" in shown
        assert "a what would help" in shown
        assert "Say how you are." in shown
        assert "q close" in shown

    play(session_of(minutes=90), scene, size)


def test_the_time_is_in_whole_minutes_until_the_last_one_and_past_zero_it_is_a_word() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        seen = [(large(app), text(app, "state"))]
        for seconds in (1, 58, 2, 29, 30, 80):
            await after(app, pilot, seconds)
            seen.append((large(app), text(app, "state")))
        assert seen == [
            ("2 min", "► Under way"),
            ("2 min", "► Under way"),
            ("1 min", "► Under way"),
            ("0:59", "◊ Last minute"),
            ("0:30", "◊ Last minute"),
            ("Time", "■ Time"),
            ("Time", "□ Time. Over: 1 minute"),
        ]

    turn = ROUND | {"turn": "2m"}
    play(session_of(turn, CLOSING), scene)


def test_the_last_minute_can_look_like_those_before_it() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await after(app, pilot, 90)
        assert (large(app), text(app, "state")) == ("1 min", "► Under way")
        await after(app, pilot, 30)
        assert (large(app), text(app, "state")) == ("Time", "■ Time")

    play(session_of(ROUND | {"turn": "2m"}, CLOSING), scene, last_minute=False)


def test_seconds_are_shown_all_the_time_when_asked_for() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await after(app, pilot, 3)
        assert large(app) == "9:57"

    play(session_of(TEA, CLOSING), scene, seconds=True)


@pytest.mark.parametrize("choices", [Choices(), Choices(seconds=True), Choices(last_minute=False)])
@pytest.mark.parametrize("left", [600_000, 480_001, 125_000, 119_999, 60_001, 60_000, 59_999, 700, 0, -200, -61_000])
def test_the_screen_wakes_when_the_time_it_shows_changes(left: int, choices: Choices) -> None:
    session = session_of(TEA, CLOSING)
    state = replace(session.state, spent=session.state.slot_ms - left)

    def shown(after: float) -> object:
        session.state = replace(state, spent=state.spent + int(after))
        return panels.big(session.state, looks.name_of(session.state, last_minute=choices.last_minute), choices)

    until = panels.until_it_changes(state, choices)
    assert until is not None
    assert 0 < until <= 60
    assert {shown(1000 * until * part / 20 - 1) for part in range(1, 21)} == {shown(0)}


def test_next_goes_on_and_says_what_begins() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "n")
        assert text(app, "turn") == "Turn 2 of 9"
        assert app.view.message == "Turn 2 of 9. 4 minutes."

    play(session_of(), scene)


def test_space_pauses_with_a_word_and_a_symbol_and_goes_on_again() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "space")
        assert text(app, "state") == "▌▌ Pause. Left: 4 minutes"
        assert "space resume" in text(app, "keys")
        await after(app, pilot, 300)
        assert large(app) == "Pause"
        await press(app, pilot, "space")
        assert text(app, "state") == "► Under way"
        assert large(app) == "4 min"

    play(session_of(), scene)


def test_an_answer_stays_on_the_screen() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "N")
        await after(app, pilot, 8)
        assert app.view.message == "Turn 2 of 9. 4 minutes."

    play(session_of(), scene)


def test_enter_and_keys_that_mean_nothing_change_nothing() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        before = frame(app)
        await press(app, pilot, "enter", "tab", "delete", "f1", "ctrl+p", "ctrl+z")
        assert frame(app) == before
        assert app.is_running

    play(session_of(), scene)


def test_a_letter_that_means_nothing_is_said_to() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "z")
        assert app.view.message == "z does nothing here. ? shows every key."
        assert text(app, "turn") == "Turn 1 of 9"

    play(session_of(), scene)


@pytest.mark.parametrize("question", ["plus", "l", "q"])
def test_support_and_pause_are_there_while_something_is_asked(question: str) -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, question, "s")
        assert app.view.asking is None
        assert app.view.panel == BY_WORD["support"]
        assert app.session.state.paused
        assert app.session.state.people == 9
        await press(app, pilot, "space", question, "space")
        assert app.session.state.paused
        assert app.view.asking is None

    play(session_of(), scene)


def test_a_refusal_is_shown_in_words() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "space", "n")
        assert app.view.message == "It is paused. Resume first."
        assert text(app, "turn") == "Turn 1 of 9"

    play(session_of(), scene)


def test_a_minute_more_names_its_price_and_needs_a_yes() -> None:
    more, less = "1 minute more for everyone. 9 minutes more in all.", "1 minute less for everyone"
    tried = (
        (["plus", "enter"], more, 6),
        (["equals_sign", "y"], more, 6),
        (["plus", "1"], more, 6),
        (["plus", "n"], more, 5),
        (["plus", "2"], more, 5),
        (["plus", "escape"], more, 5),
        (["minus", "y"], less, 4),
    )

    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        for keys, price, minutes in tried:
            await press(app, pilot, keys[0])
            assert price in flat(text(app, "desk")), keys
            await press(app, pilot, *keys[1:])
            assert app.view.asking is None, keys
            assert large(app) == f"{minutes} min", keys
            await press(app, pilot, *["u"] * (minutes != 5))
            assert large(app) == "5 min", keys

    play(session_of(ROUND | {"turn": {"min": "1m", "ideal": "5m", "max": "5m"}}, TALK, TEA, CLOSING), scene)


@pytest.mark.parametrize("size", SIZES)
def test_a_question_covers_nothing_at_any_size(size: tuple[int, int]) -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        before = {place: text(app, place) for place in app.shown.rows}
        await press(app, pilot, "q")
        asked = flat(text(app, "desk"))
        for words in ("Close early?", "1 closing: Go to the closing words.", "2 stop: Stop now."):
            assert words in asked
        assert {place for place in before if text(app, place) != before[place]} == {"desk", "keys"}

    play(session_of(), scene, size)


def test_the_time_goes_on_behind_a_question() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "q")
        await after(app, pilot, 190)
        assert large(app) == "0:50"
        await press(app, pilot, "escape")
        assert app.view.message == "Left as it was."

    play(session_of(), scene)


def test_a_key_for_the_session_does_nothing_while_a_question_stands() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "q")
        await press(app, pilot, "p", "j", "space_bar", "u")
        assert text(app, "turn") == "Turn 1 of 9"
        assert app.session.state.people == 9

    play(session_of(), scene)


PAIRS = block("groups", "Pairs", turn="5m", changeover="20s")
USUAL = [
    ((ROUND, TALK, TEA, CLOSING), 9, 100, ("n", "l")), ((ROUND, TALK, TEA, CLOSING), 9, 100, ("plus",)),
    ((ROUND, TALK, TEA, CLOSING), 9, 900, ("k",)), ((ROUND, TALK, TEA, CLOSING), 9, 100, ("q",)),
    ((ROUND, TALK, TEA, CLOSING), 9, 100, ("b",)), ((ROUND, TALK, TEA, CLOSING), 9, 100, ("e",)),
    ((ROUND, TALK, TEA, CLOSING), 9, 100, ("e", *"20", "colon", *"10", "enter")),
    ((ROUND, TALK, TEA, CLOSING), 9, 900, ("b", "2", "0", "enter")),
    ((PAIRS, TALK, TEA, CLOSING), 9, 100, ()), ((PAIRS | {"partners": "rotation", "rounds": 3}, CLOSING), 7, 100, ()),
    ((PAIRS | {"attention_switch": "1m"}, CLOSING), 2, 10, ()),
]  # fmt: skip
"""What a group is asked on many an evening: the plan, the people, and the seconds and keys up to it."""


@pytest.mark.parametrize(
    "size", [(40, 20), *(pytest.param(size, marks=pytest.mark.long) for size in ((40, 12), (60, 20), (80, 24)))]
)
@pytest.mark.parametrize(("blocks", "people", "seconds", "keys"), USUAL)
def test_a_usual_question_can_be_answered_without_scrolling_and_below_it_stands_only_what_works(
    blocks: Any, people: int, seconds: int, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await after(app, pilot, seconds)
        await press(app, pilot, *keys)
        asked = app.view.asking
        assert asked is not None
        desk, foot = text(app, "desk").splitlines(), text(app, "keys")
        assert BLOCKS.below not in "".join(desk)
        if asked.options:
            numbers = [line.split()[0] for line in desk if re.match(r"\d  ", line)]
            assert numbers == [str(number) for number in range(1, len(asked.options) + 1)]
            assert foot.startswith(f"1-{len(numbers)} answer   enter is 1   escape back")
        else:
            assert foot == "enter answers   escape back"
        assert set(re.split(r"\n|  +", foot)) <= {*asked.keys(), "space pause", "space resume", "s support"}
        await press(app, pilot, "escape")
        assert app.view.asking is None
        assert "answer" not in text(app, "keys")

    play(session_of(*blocks, people=people), scene, size)


def test_a_line_that_is_typed_as_an_answer_is_never_a_word_or_a_key() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        before = app.session.state
        for typed in ("n", "p", *("next", "joined 3", "pause")):
            await press(app, pilot, "e", *typed.replace(" ", ""), "enter")
            assert app.session.state == before
            assert "When must you be out?" in flat(text(app, "desk"))
            await press(app, pilot, "escape")

    play(session_of(), scene)


class Ear:
    """A voice that keeps what it is to answer."""

    def __init__(self) -> None:
        self.replies: list[str] = []

    def speak(self, _heard: str, replies: list[str]) -> bool:
        self.replies += replies
        return False

    def news(self) -> str:
        return ""


def test_what_is_asked_again_says_why_and_so_does_a_voice() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        ear = Ear()
        app.voice = cast(Voice, ear)
        await press(app, pilot, "b", "x", "enter")
        assert flat(text(app, "desk")).startswith("That is no length of time. How many minutes ago did this begin?")
        assert ear.replies[1].startswith("That is no length of time. How many minutes ago did this begin?")
        await press(app, pilot, "escape", "q", "question_mark")
        assert flat(text(app, "desk")).startswith("A number answers, or the first letter of its word.")
        await press(app, pilot, "z")
        assert flat(text(app, "desk")).startswith("z does nothing while this is asked. Close early?")

    play(session_of(), scene)


def test_a_question_falls_with_its_moment_and_that_can_be_seen() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await after(app, pilot, 595)
        await press(app, pilot, "plus")
        assert app.view.asking is not None
        await after(app, pilot, 10)
        assert app.view.asking is None
        assert "Nobody answered in time, so nothing was changed." in text(app, "desk")
        await press(app, pilot, "enter")
        assert app.session.state.lengths == app.session.header.plan.lengths

    play(session_of(TEA | {"moves_on": "by itself"}, TALK, CLOSING), scene)


def test_keys_for_small_groups_are_shown_only_where_they_mean_something() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        shown = text(app, "keys")
        assert "p pass" not in shown
        assert "g who sits with whom" in shown
        assert "c contract" not in shown
        assert "x owed" not in shown
        await press(app, pilot, "escape", "n", "l", "2", "enter")
        assert "x owed" in text(app, "keys")
        await press(app, pilot, "q", "2")

    pairs = block("groups", "Pairs", turn="5m", rounds=2, partners="rotation")
    play(session_of(pairs, CLOSING, people=8), scene, size=(120, 40))


def test_after_the_last_block_the_screen_says_thank_you_and_shows_no_key_that_does_nothing() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "n", "n")
        assert large(app) == "Thank you"
        assert "q close" in text(app, "keys")
        assert "n next" not in text(app, "keys")

    play(session_of(TEA, CLOSING), scene)


def test_whoever_leaves_is_asked_about_and_escape_changes_nothing() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "l")
        assert "Had they had their turn in this round?" in flat(text(app, "desk"))
        await press(app, pilot, "escape")
        assert app.session.state.people == 9
        await press(app, pilot, "l", "2")
        assert app.session.state.people == 8
        assert "8 here" in text(app, "head")

    play(session_of(), scene)


@pytest.mark.parametrize(
    ("keys", "paused", "away"), [(["enter"], False, 0), (["2"], False, 600_000), (["escape"], True, 0)]
)
def test_time_away_is_asked_about_at_once(
    journals: Callable[[], Journal], keys: list[str], paused: bool, away: int
) -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        assert "Time away: 10 minutes." in flat(text(app, "desk"))
        await press(app, pilot, *keys)
        assert app.session.state.paused is paused
        assert app.session.state.spent == away

    play(resumed_after(journals, 600), scene)


def test_after_escape_space_asks_about_the_time_away_again(journals: Callable[[], Journal]) -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "escape")
        await after(app, pilot, 4)
        assert app.view.asking is None
        assert text(app, "state") == "▌▌ Pause. Left: 4 minutes"
        await press(app, pilot, "space")
        await press(app, pilot, "enter")
        assert text(app, "state") == "► Under way"

    play(resumed_after(journals, 60), scene)


def test_a_closed_lid_in_the_middle_is_asked_about_too(journals: Callable[[], Journal]) -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        clock = app.session.clock
        assert isinstance(clock, HandClock)
        clock.pass_by(0, on_the_wall=1800)
        await after(app, pilot, 1)
        assert "Time away: 30 minutes" in flat(text(app, "desk"))

    play(journalled(journals), scene)


def test_a_forgotten_start_is_mended_with_b() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "b", "5", "enter", "1")
        assert large(app) == "5 min"
        await press(app, pilot, "b", "escape")
        assert large(app) == "5 min"
        await press(app, pilot, "b", "2", "enter")
        assert app.view.asking.told == "It has run for longer than that already."

    play(session_of(TEA, CLOSING), scene)


def test_markup_in_a_template_is_only_text() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        shown = frame(app)
        assert "[bold]Circle[/]" in shown
        assert "[red]Round[/red]" in shown
        assert "Hello [link=x]there[/link] [/]" in shown
        await press(app, pilot, "plus")
        assert "[i]Talk[/i]" in frame(app)

    title = "[bold]Circle[/]"
    first = TEA | {"name": "[red]Round[/red]", "script": "Hello [link=x]there[/link] [/]"}
    play(session_of(first, TALK | {"name": "[i]Talk[/i]"}, CLOSING, title=title, minutes=45), scene)


def test_no_escape_sequence_reaches_the_terminal() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "s")
        assert "Call]0;owned [31m116 123" in frame(app)
        assert "\x1b" not in frame(app)
        assert "\x07" not in frame(app)

    play(session_of(materials=Materials((), ("Call\x1b]0;owned\x07 \x1b[31m116 123",))), scene)


def test_only_what_has_changed_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        written: list[str] = []
        monkeypatch.setattr(app.painted, "write", written.append)
        monkeypatch.setattr(app.painted, "refresh", lambda *_: written.append("everything"))
        await after(app, pilot, 4)
        assert written == []
        await after(app, pilot, 96)
        boxes = app.shown.layout.boxes
        changed = {int(row) - 1 for row in re.findall(r"\[(\d+);\d+H", "".join(written))}
        held = [boxes[place] for place in ("time", "bar", "head", "evening")]
        assert changed <= {row for box in held for row in range(box.y, box.y + box.height)}
        del written[:]
        await press(app, pilot, "z", "z", "z")
        assert len(written) == 1
        assert "z does nothing here." in written[0]

    play(session_of(), scene)


def test_the_rules_and_the_help_take_the_place_of_the_script_and_give_it_back() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "r")
        assert text(app, "words") == "Ground rules (r goes back)\nWe listen.\nWe all have the same time."
        await press(app, pilot, "question_mark")
        assert "take back the last thing" in text(app, "words")
        await press(app, pilot, "question_mark")
        assert text(app, "words") == "Say how you are."
        await press(app, pilot, "r", "escape")
        assert text(app, "words") == "Say how you are."

    play(session_of(), scene)


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
def test_the_evening_opens_at_what_is_now(size: tuple[int, int]) -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "down", "down", *"nnnnnnnv")
        assert "It is on now." in flat(text(app, "words")).replace(BLOCKS.above + " ", "")
        assert "The evening (v goes back)" in frame(app)
        await press(app, pilot, *["down"] * 20)
        assert "Booked until 21:00." in flat(text(app, "words"))
        await press(app, pilot, *["up"] * 20)
        assert "19:00 to 19:00: Tea. It is over." in flat(text(app, "words"))
        await press(app, pilot, "v", "v")
        assert "It is on now." in flat(text(app, "words")).replace(BLOCKS.above + " ", "")

    play(session_of(*[TEA | {"length": "5m"}] * 12, CLOSING), scene, size)


@pytest.mark.parametrize(("size", "people"), [((80, 24), 9), ((80, 24), 20), ((40, 20), 14), ((200, 55), 20)])
def test_who_sits_with_whom_is_seen_at_once_and_no_group_is_broken(size: tuple[int, int], people: int) -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "escape", "t", "g")
        seated = text(app, "words")
        for group in range(1, people - people % 2, 2):
            assert re.search(rf"\b{group} and {group + 1}[.]|\b{group + 1} and {group}[.]|\b{group}, ", seated), seated

    rotation = block("groups", "Pairs", turn="5m", rounds=3, partners="rotation")
    play(session_of(rotation, CLOSING, people=people), scene, size)


def test_the_support_card_pauses_and_a_second_time_it_goes_on_where_it_was() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await after(app, pilot, 30)
        await press(app, pilot, "s")
        assert text(app, "words") == "For hard moments (s goes back)\nCall 116 123."
        assert large(app) == "Pause"
        assert app.view.message == "The session is paused. Resume when the group is ready."
        await after(app, pilot, 300)
        await press(app, pilot, "s")
        assert text(app, "words") == "Say how you are."
        assert text(app, "state") == "► Under way"
        assert app.session.state.used == 30_000
        await press(app, pilot, "space", "s", "s")
        assert text(app, "state").startswith("▌▌ Pause")

    play(session_of(), scene)


def test_the_ground_rules_stand_in_the_block_that_is_about_them() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        assert text(app, "words") == "Let us read them.\n\nWe listen.\nWe all have the same time."

    play(session_of(block("agreement", "Ground rules", length="5m", script="Let us read them."), CLOSING), scene)


def test_a_new_block_brings_its_own_words_to_read() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "r", "n")
        assert text(app, "words") == "Thank you for coming."

    play(session_of(TEA, CLOSING), scene)


def test_long_words_scroll_with_the_arrow_keys() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        assert "Line 39." not in frame(app)
        await press(app, pilot, *6 * ["pagedown"], "up", "down")
        assert "Line 39." in frame(app)

    words = "\n".join(f"Line {number}." for number in range(40))
    play(session_of(TEA | {"script": words}, CLOSING), scene)


def test_in_small_groups_the_screen_says_whose_half_it_is_and_how_many_groups() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        assert text(app, "turn") == "Finding partners"
        assert text(app, "name") == "Pairs: 4 pairs"
        assert text(app, "state").startswith("▪▪▪ Find your places.")
        await press(app, pilot, "n")
        assert text(app, "turn") == "First half"
        assert text(app, "state") == "►► Moves on by itself"
        await after(app, pilot, 5 * 60)
        assert text(app, "turn") == "Second half"

    play(session_of(block("groups", "Pairs", turn="5m"), CLOSING, people=8), scene)


def test_after_the_last_block_q_closes_at_once() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "n", "n")
        assert text(app, "state") == "● Thank you. q closes"
        await press(app, pilot, "n")
        assert app.is_running
        await press(app, pilot, "q")

    app = play(session_of(TEA, CLOSING), scene)
    assert app.closed
    assert not app.is_running


@pytest.mark.parametrize(("key", "closed", "name"), [("enter", False, "Goodbyes"), ("2", True, "Opening round")])
def test_closing_early_goes_to_the_closing_words_unless_somebody_stops_now(key: str, closed: bool, name: str) -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "q", key)
        assert app.session.state.running is not None
        assert app.session.state.running.name == name

    assert play(session_of(), scene).closed is closed


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
def test_ctrl_c_leaves_without_closing_even_from_a_question(key: str) -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "q", key)

    app = play(session_of(), scene)
    assert not app.closed
    assert not app.is_running


def test_a_rehearsal_ends_by_itself() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        await after(app, pilot, 899)
        assert app.is_running
        await after(app, pilot, 2)

    app = play(session_of(TEA, CLOSING, hands_off=True), scene)
    assert app.closed
    assert not app.is_running


@pytest.mark.parametrize("bell", [True, False])
def test_the_bell_rings_only_when_wished_and_only_for_what_is_said_unasked(
    bell: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        rung: list[str] = []
        monkeypatch.setattr(app, "bell", lambda: rung.append(app.view.message))
        await press(app, pilot, "t", "space", "space")
        assert rung == []
        await after(app, pilot, 600)
        assert rung == (["2 minutes left.", phrases.time_is_up()] if bell else [])

    play(session_of(TEA, CLOSING), scene, bell=bell)


def test_a_full_disk_is_said_and_the_session_goes_on(
    journals: Callable[[], Journal], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(event: do.Event) -> None:
        raise PeerkitError("Could not write journal: the disk is full.", "Make room.")

    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        monkeypatch.setattr(app.session.journal, "append", full)
        await press(app, pilot, "n")
        answered, told = app.view.message.split("\n")
        assert answered.startswith("Turn 2 of 9.")
        assert told.startswith("Could not write journal: the disk is full. The session goes on.")
        assert text(app, "turn") == "Turn 2 of 9"

    play(journalled(journals), scene)


def test_what_goes_wrong_inside_comes_out_as_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    session = session_of()

    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        monkeypatch.setattr(session, "look", lambda: 1 // 0)
        await press(app, pilot, "n")

    with pytest.raises(ZeroDivisionError):
        play(session, scene)


def run_with(monkeypatch: pytest.MonkeyPatch, session: Session, *keys: str) -> None:
    """The whole of `run`, without a terminal, with somebody who presses these keys."""

    async def headless(app: SessionApp, mouse: bool) -> None:
        async def scene(pilot: Pilot[None]) -> None:
            await press(app, pilot, *keys)

        await App.run_async(app, headless=True, mouse=mouse, auto_pilot=scene)

    monkeypatch.setattr(SessionApp, "run_async", headless)
    run(session, Choices(), bell=False)


def test_run_rings_and_shows_what_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[bool, Choices]] = []

    async def only_looked_at(app: SessionApp, mouse: bool) -> None:
        shown.append((app.rings, app.choices))

    monkeypatch.setattr(SessionApp, "run_async", only_looked_at)
    with pytest.raises(KeyboardInterrupt):
        run(session_of(), Choices(seconds=True), bell=True)
    assert shown == [(True, Choices(seconds=True))]


def test_run_returns_when_somebody_closes(monkeypatch: pytest.MonkeyPatch) -> None:
    session = session_of()
    run_with(monkeypatch, session, "q", "2")
    assert not session.state.finished


def test_run_raises_keyboard_interrupt_when_somebody_only_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_with(monkeypatch, session_of(), "ctrl+c")


def test_run_raises_what_went_wrong(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    session = session_of()
    monkeypatch.setattr(session, "until_next", lambda: 1 / session.state.block)
    with pytest.raises(ZeroDivisionError):
        run_with(monkeypatch, session)
    assert capfd.readouterr() == ("", "")


def test_the_keys_are_laid_out_anew_when_the_window_changes() -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        assert "s support" in text(app, "keys")
        await pilot.resize_terminal(40, 20)
        await settle(pilot)
        assert max(map(len, text(app, "keys").splitlines())) <= 40
        assert "q close" in frame(app)

    play(session_of(), scene)


@pytest.mark.parametrize("width", range(40, 121, 7))
def test_the_most_needed_keys_fit_in_two_lines_of_any_width(width: int) -> None:
    lines = panels.keys(session_of(), panels.View(), width, 2)
    assert len(lines) <= 2
    assert max(map(len, lines)) <= width
    for key in ("n next", "space pause", "u undo", "? help", "q close", "p pass", "j joined"):
        assert key in " ".join(lines)


@pytest.mark.parametrize("size", [(40, 20), (60, 20), (80, 24), (120, 40)])
def test_no_key_moves_when_another_is_there_for_a_while(size: tuple[int, int]) -> None:
    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        on_time = text(app, "keys")
        await after(app, pilot, 15 * 60)
        late = text(app, "keys")
        assert late.endswith("a what would help")
        stays = late.removesuffix("a what would help").rstrip()
        assert on_time.startswith(stays)
        await press(app, pilot, "space")
        paused = text(app, "keys")
        for idle in ("n next", "u undo", "p pass"):
            assert idle not in paused
            late = late.replace(idle, " " * len(idle))
        assert paused.split() == late.replace("space pause ", "space resume").split()
        assert paused.index("space resume") == late.index("space pause")

    play(session_of(minutes=90), scene, size)


def test_a_key_does_on_the_screen_what_the_word_does_in_plain_mode() -> None:
    spoken = Commander(session_of())

    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        for action in (action for action in ACTIONS if action.key):
            await press(app, pilot, action.key)
            said = spoken.say(action.word)
            assert app.session.state == spoken.session.state, action.word
            if question := spoken.asking:
                assert app.view.asking is not None, action.word
                assert app.view.asking.text == question.text
                await press(app, pilot, "escape")
                spoken.say(NOTHING)
            elif action.word == "contract":
                assert app.view.message == f"{action.key} does nothing here. ? shows every key."
            elif action.word != "help":
                title = app.session.header.plan.evening.template.title
                assert title in text(app, "head")
                shown = {f"{title}.", *text(app, "words").splitlines(), *app.view.message.splitlines()}
                assert set(said) <= shown, action.word

    play(session_of(), scene, size=(200, 60))


def test_the_help_names_every_key_once() -> None:
    rotation = block("groups", "Pairs", turn="5m", partners="rotation", attention_switch="1m")
    keys = [line.split()[0] for line in panels.help_lines(plan_of(ROUND, rotation).blocks)]
    assert sorted(keys) == sorted(
        {*(action.key_name for action in ACTIONS if action.key), "arrows", "escape", "ctrl+c"}
    )


def test_the_help_names_no_key_that_means_nothing_in_this_plan() -> None:
    def left_out(*blocks: dict[str, Any]) -> set[str]:
        named = {line.split()[0] for line in panels.help_lines(plan_of(*blocks).blocks)}
        return {action.word for action in ACTIONS if action.key and action.key_name not in named}

    assert left_out(ROUND, TALK, TEA, CLOSING) == {"groups", "contract", "warn", "odd", "owed"}
    assert left_out(block("groups", "Pairs", turn="5m"), CLOSING) == {"groups", "contract", "pass"}
    assert left_out(TALK, TEA, CLOSING) == {"groups", "contract", "warn", "odd", "owed", "pass"}


def test_a_key_answers_a_question_in_one_way_only() -> None:
    asked = Asking("Had they?", [Reply(word, "So.", list) for word in ("yes", "no", "now")])
    given = {sign: asked.answer(sign, sign) for sign in "1234yYnx"}
    assert given == {"1": "yes", "2": "no", "3": "now", "4": None, "y": "yes", "Y": "yes", "n": "no", "x": None}
    assert asked.told == "x does nothing while this is asked."
    assert asked.answer("enter", "\r") == "yes"


@contextmanager
def kept_awake() -> Iterator[awake.Awake]:
    keeper = awake.Awake()
    keeper.start()
    yield keeper
    keeper.stop()


def wait_for_news(keeper: awake.Awake) -> str:
    keeper._thread.join(10)
    return keeper.news()


def test_where_the_machine_can_be_kept_awake_nothing_is_said() -> None:
    with kept_awake() as keeper:
        keeper._thread.join(0.5)
        assert keeper._thread.is_alive()
        assert keeper.news() == ""
    keeper._thread.join(10)
    assert not keeper._thread.is_alive()
    assert keeper.news() == ""


def test_stopping_before_it_began_is_no_trouble() -> None:
    keeper = awake.Awake()
    keeper.stop()
    assert keeper.news() == ""


def test_where_it_cannot_be_kept_awake_one_sentence_says_so_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAKEPY_FAKE_SUCCESS")
    monkeypatch.setenv("WAKEPY_FORCE_FAILURE", "1")
    with kept_awake() as keeper:
        assert wait_for_news(keeper) == awake.cannot()
        assert keeper.news() == ""


def test_a_desktop_that_breaks_only_costs_the_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    import wakepy

    def broken(**_: object) -> None:
        raise RuntimeError("no bus")

    monkeypatch.setattr(wakepy.keep, "presenting", broken)
    with kept_awake() as keeper:
        assert wait_for_news(keeper) == awake.cannot()


def test_the_screen_says_it_beside_what_was_said_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAKEPY_FAKE_SUCCESS")
    monkeypatch.setenv("WAKEPY_FORCE_FAILURE", "1")

    async def scene(app: SessionApp, pilot: Pilot[None]) -> None:
        for _ in range(500):
            if app.awake._thread.is_alive():
                await pilot.pause(0.02)
        await after(app, pilot, 1)
        assert app.view.message == f"Tea. 10 minutes.\n{awake.cannot()}"

    play(session_of(TEA, CLOSING), scene)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_what_is_said_in_both_languages_as_the_rules_begin_is_whole_on_a_small_screen(tag: str) -> None:
    with speaking(catalogue(tag)):
        both = and_in_english(somebody_says_how_far)
        rules = block("agreement", "Rules", length="5m", script="Hello.")
        session = session_of(rules, CLOSING, materials=Materials(("1. One.", *both), (), both))

        async def scene(app: SessionApp, _pilot: Pilot[None]) -> None:
            assert flat(text(app, "desk")) == flat(" ".join(both))

        play(session, scene, size=(40, 20))
