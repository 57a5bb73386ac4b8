"""Questions belong to their moment: an answer does what its question named, or nothing; advice can be taken."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.cli.terminal.prompt import ask
from peerkit.durations import said as length_said
from peerkit.live.choices import what_would_help
from peerkit.live.commander import Commander
from peerkit.live.journal import Journal
from peerkit.live.loop import Session
from peerkit.planning.fit import MINUTE
from peerkit.running import phrases
from peerkit.running.actions import ACTIONS, Materials
from peerkit.running.events import Gap
from peerkit.running.state import SECOND, Changeover, Header, Turn, block_of, drift
from peerkit.running.understanding import understood
from tests.room import HandClock, circle_header
from tests.strategies import begun, headers, plan_of

OPENING = {"kind": "segment", "part": "opening", "name": "Welcome", "length": "3m"}
SHARING = {"kind": "round", "name": "Sharing", "turn": {"min": "1m", "ideal": "2m", "max": "3m"}, "changeover": "10s"}
TALK = {"kind": "segment", "name": "Talk", "length": {"min": "2m", "ideal": "10m", "max": "20m"}}
TEA = {"kind": "break", "name": "Tea", "length": {"min": "5m", "ideal": "10m", "max": "15m"}}
OPEN = {**SHARING, "name": "Open", "open": True, "length": {"min": "5m", "ideal": "10m", "max": "20m"}}
CLOSING = {"kind": "segment", "part": "closing", "name": "Goodbye", "length": "3m"}
SAY_END = "Say a time such as 21, 9pm or 21:00, or a length such as 90m."
ROTATION = {"kind": "groups", "name": "Pairs", "turn": "4m", "partners": "rotation", "rounds": 3, "changeover": "20s"}


class Evening:
    """An evening on a clock that is moved by hand."""

    def __init__(
        self, *blocks: dict[str, Any], people: int = 4, minutes: int = 45, header: Header | None = None
    ) -> None:
        self.session = Session(header or begun(plan_of(*blocks, people=people, minutes=minutes)), HandClock())
        self.session.clock.time = self.session.header.started
        self.commander = Commander(self.session)

    @property
    def state(self) -> Any:
        return self.session.state

    def wait(self, seconds: float, on_the_wall: float | None = None) -> str:
        self.session.clock.pass_by(seconds, on_the_wall)
        return self.commander.look()

    def say(self, line: str) -> str:
        return "\n".join(self.commander.say(line))

    def ends(self) -> str:
        return phrases.ends(self.session.header, self.state)

    @property
    def happened(self) -> int:
        return len([event for event in self.session._kept if not isinstance(event, Gap)])


# --- a question and its moment --------------------------------------------------------------------------------------


def test_more_time_priced_for_one_block_is_never_given_to_the_next() -> None:
    evening = Evening({**TALK, "moves_on": "by itself"}, SHARING, TEA, CLOSING, minutes=60)
    evening.wait(evening.state.left / SECOND - 5)
    assert evening.say("more 2").startswith("2 minutes more.")
    lengths = evening.state.lengths
    assert "Nobody answered in time, so nothing was changed." in evening.wait(10)
    evening.say("yes")
    assert evening.state.lengths == lengths
    assert evening.happened == 0


def test_left_that_was_asked_in_one_turn_takes_nobody_out_in_the_next() -> None:
    evening = Evening({**SHARING, "moves_on": "by itself", "changeover": "0s"}, CLOSING, minutes=20)
    evening.wait(evening.state.left / SECOND + 1)
    assert "Had they had their turn" in evening.say("left")
    evening.wait(evening.state.slot_ms / SECOND)
    assert evening.state.slot == Turn(3)
    evening.say("now")
    assert evening.state.people == 4


def test_left_in_a_rotation_asks_for_the_number_and_takes_no_other() -> None:
    evening = Evening(ROTATION, CLOSING, people=8, minutes=60)
    evening.say("next")
    assert evening.say("left") == "Which number left? Such as 4."
    assert evening.say("next").startswith("Changeover")
    assert evening.say("4") != ""
    assert evening.state.people == 8
    evening.say("left")
    evening.say("4")
    assert 4 not in evening.state.seating.seats


def test_an_answer_that_comes_when_the_price_is_another_is_asked_for_anew() -> None:
    evening = Evening(OPENING, TALK, CLOSING, minutes=18)
    evening.wait(200)
    asked = evening.say("break 10")
    evening.wait(300)
    again = evening.say("yes")
    assert again.startswith("Time has passed, and it would be otherwise now.\nA break from now: 10 minutes.")
    assert again != asked
    assert not evening.state.paused
    evening.say("yes")
    assert evening.state.paused


def test_a_wrong_answer_says_what_would_be_right() -> None:
    evening = Evening(OPENING, TALK, CLOSING)
    evening.say("more")
    said = evening.say("purple")
    assert said.startswith("That is no answer here.")
    assert "Enter or 1, yes" in said


# --- every advice is a choice ---------------------------------------------------------------------------------------


def late(minutes: float = 12) -> Evening:
    evening = Evening(OPENING, SHARING, TEA, TALK, CLOSING, people=6, minutes=52)
    evening.wait(60 * (3 + minutes))
    return evening


def test_late_is_answered_with_choices_that_say_what_they_do_and_shrinking_comes_first() -> None:
    evening = late()
    asked = evening.say("accept").splitlines()
    assert asked[1].startswith("Enter or 1, shrink: Shrink what can shrink.")
    assert asked[2].startswith("2, later: End later.")
    evening.say("")
    assert evening.ends() in asked[1]
    assert drift(evening.state) <= 0
    assert evening.say("undo").startswith("Taken back: the new lengths.")
    assert drift(evening.state) >= 12 * 60 * SECOND


def test_what_can_shrink_does_even_where_that_is_not_enough_and_the_rest_has_choices_of_its_own() -> None:
    evening = late(38)
    asked = evening.say("accept")
    assert "Even if all that can shrink does, it runs over by " in asked
    evening.say("shrink")
    assert drift(evening.state) > 0
    evening.say("accept")
    assert {"later", "without"} <= {reply.word for reply in evening.commander.asking.options}


def test_where_nothing_can_shrink_any_more_enter_changes_nothing() -> None:
    evening = late(38)
    evening.say("accept")
    evening.say("shrink")
    before = evening.state
    assert "Enter or 1, no: Leave it as it is." in evening.say("accept")
    assert evening.say("") == "Left as it was."
    assert evening.state == before


@pytest.mark.parametrize("word", ["shrink", "later", "without", "shorter", "threes"])
def test_every_choice_does_what_it_said_and_undo_takes_it_back(word: str) -> None:
    evening = late(34)
    before = evening.state
    evening.say("accept")
    option = next((option for option in evening.commander.asking.options if option.word == word), None)
    assert option is not None, evening.commander.asking.said
    evening.say(word)
    assert evening.ends() in option.meaning
    evening.say("undo")
    assert (evening.state.plan, evening.state.lengths, evening.state.end) == (before.plan, before.lengths, before.end)


def test_another_end_is_shown_before_it_is_done() -> None:
    evening = Evening(OPENING, TALK, TEA, CLOSING, minutes=45)
    asked = evening.say("end 19:30")
    assert asked.startswith("Booked until 19:30, 30 minutes from now.\nEnter or 1, yes: Talk")
    assert evening.state.end == 45 * 60 * SECOND
    evening.say("yes")
    assert evening.ends() == "Ends at 19:30."
    assert evening.say("undo").startswith("Taken back: another end.")
    assert evening.state.end == 45 * 60 * SECOND


@pytest.mark.parametrize("words", ["end 25:00", "end soon", "end 18:00 tea"])
def test_an_end_that_is_no_time_changes_nothing_and_says_how_to_write_it(words: str) -> None:
    evening = Evening(OPENING, TALK, CLOSING)
    assert "such as" in evening.say(words)
    assert evening.happened == 0
    assert evening.say("19:30").startswith("Booked until 19:30, 30 minutes from now.")


@pytest.mark.parametrize("words", ["end 3m", "End in three minutes from now.", "end"])
def test_an_evening_can_end_in_a_few_minutes_by_its_closing_words(words: str) -> None:
    evening = Evening(OPENING, SHARING, TALK, CLOSING)
    evening.wait(200)
    evening.say("next")
    asked = evening.say(words)
    if words == "end":
        assert evening.say("soon") == f'"soon" is neither a time nor a length. {SAY_END} {asked}'
        asked = evening.say("3m")
    assert asked.startswith(
        "Booked until 19:06, 3 minutes from now. Even if all that can shrink does, it runs over by "
    )
    assert "Enter or 1, closing: Go to the closing words now. Ends at 19:06." in asked
    evening.wait(20)
    evening.say("yes")
    assert evening.state.running.name == "Goodbye"
    assert evening.ends() == "Ends at 19:06."
    assert evening.say("undo").startswith("Taken back: straight to the closing.")
    assert evening.say("undo").startswith("Taken back: another end.")


# --- a break --------------------------------------------------------------------------------------------------------


def test_where_there_is_time_for_more_than_the_closing_words_enter_does_not_go_to_them() -> None:
    evening = Evening(OPENING, SHARING, TALK, CLOSING)
    asked = evening.say("end 8m").splitlines()
    assert asked[1].startswith("Enter or 1, yes: ")
    assert asked[3].startswith("3, closing: Go to the closing words now.")


@pytest.mark.parametrize(("reply", "minutes"), [("5", 5), ("10 minutes", 10), ("twenty", 20), ("1", 1), ("yes", 10)])
def test_a_number_typed_for_a_break_is_its_minutes(reply: str, minutes: int) -> None:
    evening = Evening(OPENING, TALK, CLOSING)
    assert (
        evening.say("break")
        == "A break from now. The clock will stand. How many minutes? Yes means 10, Enter means none."
    )
    assert evening.say(reply).startswith(f"A break from now: {length_said(minutes * 60)}.")
    evening.say("yes")
    assert evening.state.break_until - evening.state.at == minutes * 60 * SECOND


@pytest.mark.parametrize(
    ("word", "wrong", "why", "right"),
    [("break", "9999", "from 1 minute to 3 hours. Pause stops", "15"), ("break", "a bit", "no length of time", "15"),
     ("end", "soon", "such as 21, 9pm or 21:00", "19:40"), ("began", "yesterday", "no length of time", "8")],
)  # fmt: skip
@pytest.mark.parametrize("at_once", [True, False])
def test_a_wrong_answer_says_what_would_be_right_and_the_question_stays(
    word: str, wrong: str, why: str, right: str, at_once: bool
) -> None:
    evening = Evening(OPENING, TALK, CLOSING)
    evening.wait(60)
    question = evening.say(word) if not at_once else ""
    said = evening.say(f"{word} {wrong}" if at_once else wrong)
    assert why in said
    assert said.endswith(question or evening.commander.asking.text)
    assert evening.happened == 0
    assert "Enter or 1, yes" in evening.say(right)


def test_no_leaves_a_question_for_what_is_typed() -> None:
    evening = Evening(OPENING, TALK, CLOSING)
    for word in ("break", "end", "began"):
        evening.say(word)
        assert evening.say("no thanks") == "Left as it was."
        assert evening.commander.asking is None


def test_a_break_is_priced_belongs_to_nobody_and_is_called_back_from() -> None:
    evening = Evening(OPENING, SHARING, TALK, CLOSING, minutes=40)
    evening.wait(60)
    left = evening.state.left
    asked = evening.say("break 10")
    assert asked.startswith("A break from now: 10 minutes. The clock will stand. 10 minutes more in all. Ends at 19:")
    evening.say("yes")
    assert "Break. 10 minutes left of it." in evening.say("time")
    assert evening.ends() in asked
    assert evening.wait(600) == "The break is over. Resume when everyone is back."
    assert evening.state.left == left
    evening.say("resume")
    assert evening.state.break_until is None
    assert not evening.state.paused


def test_a_break_can_be_had_so_that_it_still_ends_on_time() -> None:
    evening = Evening(OPENING, SHARING, TALK, CLOSING, minutes=40)
    evening.say("break 5")
    evening.say("shrink")
    assert evening.ends() == "Ends at 19:40."
    assert evening.say("undo").startswith("Taken back: the break.")


# --- the past -------------------------------------------------------------------------------------------------------


def test_a_next_that_was_forgotten_is_put_right_in_any_turn() -> None:
    evening = Evening(OPENING, SHARING, CLOSING, minutes=20)
    evening.say("next")
    evening.wait(120 + 110)
    evening.say("next")
    evening.wait(10 + 5)
    assert evening.state.slot == Turn(2)
    asked = evening.say("began 1m")
    assert asked.startswith("Turn 2 of 4 began: 1 minute ago.")
    evening.say("yes")
    assert evening.state.used == 60 * SECOND
    assert evening.say("undo").startswith("Taken back: when it began.")
    assert evening.state.used == 5 * SECOND


def test_it_can_not_have_begun_before_the_turn_before_it() -> None:
    evening = Evening(OPENING, SHARING, CLOSING, minutes=20)
    evening.say("next")
    evening.wait(30)
    evening.say("next")
    evening.wait(12)
    said = evening.say("began 5m")
    assert "say fewer minutes. The most that can be: 32 seconds." in said
    assert "The most that can be: 32 seconds." in evening.say("33s")
    assert "Enter or 1, yes: So it was." in evening.say("32s")


def test_what_began_by_itself_began_at_its_time() -> None:
    evening = Evening({**OPENING, "moves_on": "by itself"}, TALK, CLOSING)
    evening.wait(200)
    assert evening.say("began 2m") == "This began by itself, at its time."


def test_more_time_past_zero_in_an_open_round_goes_to_whoever_speaks() -> None:
    evening = Evening(OPEN, CLOSING, minutes=30)
    evening.wait(150)
    assert evening.state.left < 0
    assert evening.say("more 2").startswith("2 minutes more from now.")
    evening.say("yes")
    assert evening.state.left == 120 * SECOND


def test_changes_of_lengths_are_no_ranges_and_what_a_sum_holds_is_said() -> None:
    evening = Evening(OPENING, SHARING, TALK, TEA, CLOSING, minutes=45)
    evening.say("next")
    evening.say("next")
    asked = evening.say("more 2")
    assert "gets it at the end of the round, each after a changeover." in asked
    assert re.search(r" from \d+ to \d+ minutes?[,.]", asked)
    assert not re.search(r"(?<!from) \d+ to \d+ minutes?", asked)


def test_pass_in_the_changeover_is_for_the_turn_that_comes() -> None:
    evening = Evening(SHARING, CLOSING, minutes=20)
    evening.say("next")
    assert isinstance(evening.state.slot, Changeover)
    said = evening.say("pass")
    assert said.startswith("Passed, and offered again at the end of the round.")
    assert said.endswith("It is the turn of whoever comes next: Turn 2 of 4. Another pass would be for them.")
    assert evening.state.queue == (3, 4, 2)


def test_whoever_comes_or_goes_changes_no_turn_and_no_part_that_was_not_asked_about() -> None:
    evening, alike = (Evening(OPENING, SHARING, TALK, TEA, CLOSING, minutes=45) for _ in range(2))
    before = evening.state.lengths
    evening.say("joined")
    assert evening.state.lengths[2:] == before[2:]
    evening.say("next")
    alike.say("next")
    assert 0 <= evening.state.entitlement - alike.state.entitlement < 60 * SECOND / 5, "a whole minute, shared"
    assert len(evening.state.circle) == 5


# --- whatever is said, and whenever ---------------------------------------------------------------------------------

WORDS = [action.word for action in ACTIONS if action.word not in ("close", "help")]
LINES = st.sampled_from(
    [*WORDS, "", "yes", "no", "1", "2", "3", "now", "shrink", "later", "together", "quiet", "more 3", "joined 2",
     "less", "left 2", "began 1m", "began 5m", "break 5", "end 19:20", "end 30m", "accept", "accept", "next", "next",
     "three people joined", "five more minutes", "next next", "go on", "back", "no thanks", "okay", "help", "left?"]
)  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from([0, 1, 20, 61, 200, 700]), LINES, st.sampled_from([0, 0, 0, -3600])), max_size=14
)


@given(headers(), STEPS)
def test_nothing_changes_that_was_not_asked_for_and_every_answer_does_what_its_question_named(
    header: Header, steps: list[tuple[int, str, int]]
) -> None:
    evening = Evening(header=header)
    for seconds, line, shift in steps:
        evening.wait(seconds, seconds + shift)
        evening.commander.unasked()
        asked, happened, block = evening.commander.asking, evening.happened, block_of(evening.state)
        option, meant = asked.chosen(line) if asked else None, understood(line, evening.state)
        said = evening.say(line)
        if asked and option:
            assert evening.happened - happened <= (2 if option.word == "closing" else 1)
            named = f"{asked.text} {option.meaning}"
            if evening.happened > happened and "Ends at" in named and block == block_of(evening.state):
                assert evening.ends() in named, (line, said)
        elif asked and meant.action is None and not asked.free:
            assert evening.happened == happened


@given(headers(), STEPS)
def test_every_advice_that_is_shown_helps_whoever_has_come_or_gone(
    header: Header, steps: list[tuple[int, str, int]]
) -> None:
    evening = Evening(header=header)
    for seconds, line, shift in steps:
        evening.wait(seconds, seconds + shift)
        evening.say(line)
    asked = what_would_help(evening.session)
    before = drift(evening.state)
    for word in [reply.word for reply in asked.options if reply.word != "no"] if asked else ():
        again = Evening(header=header)
        again.session.clock.seconds, again.session.clock.time = (
            evening.session.clock.seconds,
            evening.session.clock.time,
        )
        again.session._seen, again.session._run_ms = evening.session._seen, evening.session._run_ms
        again.session._kept, again.session.state = [*evening.session._kept], evening.state
        again.commander.asking = None
        again.say("accept")
        again.say(word)
        after = drift(again.state)
        if word == "longer":
            assert before < after <= 0
        elif word == "shrink":
            assert after < before
        else:
            assert after < MINUTE * SECOND


@given(STEPS)
def test_a_session_that_is_killed_goes_on_as_it_was_with_clocks_set_back_and_questions_open(
    steps: list[tuple[int, str, int]],
) -> None:
    with TemporaryDirectory() as folder:
        journal = Journal(Path(folder) / "r")
        journal.take()
        header = circle_header(people=5, minutes=60)
        journal.begin(header)
        session = Session(header, HandClock(header.started), journal)
        commander = Commander(session)
        for seconds, line, shift in steps:
            session.clock.pass_by(seconds / 50, seconds / 50 + shift)
            commander.look()
            commander.unasked()
            commander.say(line)
        session.beat()
        journal.close()
        again = Journal(Path(folder) / "r")
        kept = again.read(header.plan.evening.zone)
        again.go_on()
        back = Session.resumed(kept, session.clock, again, Materials())
        again.close()
        for name in ("block", "slot", "queue", "offered", "lengths", "end", "seats", "now", "left", "break_until"):
            assert getattr(back.state, name) == getattr(session.state, name), name


def test_next_says_what_holds_of_the_question_that_it_gives_up() -> None:
    evening = Evening(OPENING, TALK, CLOSING)
    evening.say("break")
    assert evening.say("") == "Left as it was."
    evening.say("break 10")
    assert evening.say("next").startswith("Left as it was.\nTalk.")


def test_the_end_that_it_has_already_ends_the_question() -> None:
    evening = Evening(OPENING, TALK, CLOSING)
    booked = f"{evening.session.header.wall(evening.state.end):%H:%M}"
    assert evening.say(f"We must be out by {booked}") == f"Booked until {booked} already."
    assert evening.commander.asking is None


@pytest.mark.parametrize("said", ["somebody is crying", "Tears.", "someone is upset"])
def test_a_hard_moment_is_offered_the_card_and_nothing_changes(said: str) -> None:
    evening = Evening(OPENING, TALK, CLOSING)
    assert "Did you mean support?" in evening.say(said)
    assert not evening.state.paused


def test_one_person_has_left_is_somebody_left() -> None:
    evening = Evening(OPENING, TALK, CLOSING)
    before = evening.state.people
    evening.say("One person has left.")
    assert evening.state.people == before - 1


def test_a_quarter_to_is_of_the_hour_that_comes_and_is_asked() -> None:
    evening = Evening(OPENING, TALK, CLOSING)
    assert evening.say("We must be out by a quarter to.") == "Booked until 19:45 already."
    assert evening.say("end at half past").startswith("Booked until 19:30, 30 minutes from now.")


def test_closing_in_a_pause_says_that_it_is_paused() -> None:
    evening = Evening(OPENING, TALK, CLOSING)
    evening.say("pause")
    evening.say("close")
    assert evening.say("1").endswith(" Paused.")


def test_help_with_a_word_of_a_session_is_given_wherever_something_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    answers = iter(["help undo", "help", "help desk", "7"])
    assert ask("Who?", str, read=lambda: next(answers), about="A name.") == "help desk"
    said = capsys.readouterr().out
    assert "In a session:\nundo: take back the last thing." in said
    assert "A name." in said
