from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.live.commander import Commander
from peerkit.live.loop import Session
from peerkit.running import events as do
from peerkit.running.actions import ACTIONS, BY_WORD, Materials
from peerkit.running.state import Turn
from tests.room import HandClock, circle_header, kept_session, live_through

WORDS = [
    "next", "undo", "pause", "resume", "count", "began", "break", "end", "time", "next?", "agenda", "read", "again",
    "script", "joined", "left", "more", "less", "pass", "accept", "auto", "groups", "contract", "warn", "odd",
    "owed", "rules", "support", "tell", "help", "close",
]  # fmt: skip
CARD = ("Samaritans: 116 123, day and night.", "Step outside with somebody.")
RULES = ("1. What is said here stays here.", "2. Anyone may pass.")
SEVERAL = ("script", "contract", "rules", "support", "help", "agenda")


@pytest.fixture
def session() -> Session:
    header = circle_header()
    return Session(header, HandClock(header.started), None, Materials(RULES, CARD))


@pytest.fixture
def commander(session: Session) -> Commander:
    return Commander(session)


def to_the_round(commander: Commander) -> Commander:
    commander.say("next")
    commander.say("next")
    assert isinstance(commander.session.state.slot, Turn)
    return commander


def one(answer: list[str]) -> str:
    assert len(answer) == 1, answer
    return answer[0]


def test_every_action_has_a_word_and_a_key_of_its_own_and_does_something(commander: Commander) -> None:
    assert [action.word for action in ACTIONS] == WORDS
    assert len(BY_WORD) == len(ACTIONS)
    keys = [action.key for action in ACTIONS if action.key and action.word != "resume"]
    assert len(set(keys)) == len(keys)
    ranks = [action.rank for action in ACTIONS if action.rank and action.word != "resume"]
    assert sorted(ranks) == list(range(1, len(ranks) + 1))
    assert not [key for key in keys if len(key) != 1 or key.isupper()]
    for action in ACTIONS:
        lines = action.lines(commander.session.state, commander.session.materials)
        assert action.event or lines or hasattr(commander, f"_{action.word}") or action.word == "help", action.word
        assert bool(action.panel) == (bool(lines) or action.word in ("agenda", "help")) or action.word == "next?"


@pytest.mark.parametrize("word", [word for word in WORDS if word not in SEVERAL])
@pytest.mark.parametrize("where", ["at the start", "in a round", "paused", "after the end"])
def test_a_word_answers_with_one_line_wherever_it_is_said(commander: Commander, word: str, where: str) -> None:
    if where == "in a round":
        to_the_round(commander)
    if where == "paused":
        commander.say("pause")
    while where == "after the end" and commander.session.state.slot is not None:
        commander.say("next")
    answer = commander.say(word)
    if word == "close" and where == "after the end":
        assert answer == []
        assert commander.closing
    else:
        assert one(answer)
        assert ("\n" in answer[0]) == bool(commander.asking and commander.asking.options)


@pytest.mark.parametrize("word", SEVERAL)
def test_some_words_answer_with_a_few_lines(commander: Commander, word: str) -> None:
    answer = commander.say(word)
    assert len(answer) > 1
    assert all(line and "\n" not in line for line in answer)


@pytest.mark.parametrize("said", ["nxt", "quite", "rm -rf /", "🙂", "n\x1b[31m", "nextt please", "1"])
def test_an_unknown_word_is_answered_kindly_and_changes_nothing(commander: Commander, said: str) -> None:
    before = commander.session.state
    assert "nothing has changed" in one(commander.say(said))
    assert commander.session.state == before
    assert not commander.closing


def test_a_word_close_to_one_is_guessed(commander: Commander) -> None:
    assert "Did you mean pause or pass?" in one(commander.say("pasue"))


@pytest.mark.parametrize("said", ["NEXT", "  next ", "n", "N\r", "Next!", "next, please"])
def test_a_word_or_its_key_can_be_typed_anyhow(commander: Commander, said: str) -> None:
    assert one(commander.say(said)) == "Rules. 2 minutes."


@pytest.mark.parametrize("said", ["", "   ", "\r", "time", "t"])
def test_an_empty_line_says_where_we_are(commander: Commander, said: str) -> None:
    assert one(commander.say(said)) == (
        "Welcome. 2 minutes left. On time. Ends at 19:30. Next: Rules, 2 minutes. 4 people here. It is 19:00."
    )


def test_read_goes_through_the_script_a_sentence_at_a_time(commander: Commander) -> None:
    said = [one(commander.say(word)) for word in ("read", "again", "read", "read", "read", "again")]
    assert said == [
        "Hello to all of you.", "Hello to all of you.", "Please sit down.", "Here is some tea.",
        "That is the end of these words.", "Here is some tea.",
    ]  # fmt: skip


def test_read_begins_anew_in_another_block(commander: Commander) -> None:
    commander.say("read")
    to_the_round(commander)
    assert one(commander.say("read")) == "We go round once."


def test_again_before_any_reading_is_the_first_sentence_and_read_goes_on_from_there(commander: Commander) -> None:
    said = [one(commander.say(word)) for word in ("again", "again", "read")]
    assert said == ["Hello to all of you.", "Hello to all of you.", "Please sit down."]


def test_again_in_another_block_is_the_first_sentence_there(commander: Commander) -> None:
    commander.say("read")
    to_the_round(commander)
    assert one(commander.say("again")) == "We go round once."
    assert one(commander.say("read")) == "That is the end of these words."


def test_a_block_without_words_says_so(commander: Commander) -> None:
    to_the_round(commander)
    live_through(commander.session, 5)
    while commander.session.state.running.script:
        commander.say("next")
    for word in ("read", "again", "script"):
        assert one(commander.say(word)) == "There are no words to read out here."


def test_began_moves_the_clock_once_it_says_how_far(commander: Commander) -> None:
    assert one(commander.say("began")) == "How many minutes ago did this begin? Such as 6."
    assert "Such as 6" in one(commander.say("began yesterday"))
    assert one(commander.say("began 30s")).startswith("Welcome began: 30 seconds ago. 1 minute 30 seconds left.")
    assert commander.session.state.left == 120_000
    assert one(commander.say("yes")).startswith("Began: 30 seconds ago.")
    assert commander.session.state.left == 90_000
    commander.say("began")
    commander.say("1")
    commander.say("yes")
    assert commander.session.state.left == 60_000
    assert one(commander.say("began 1")).startswith("It has run for longer than that already. How many minutes ago")
    assert "The most: 3 hours." in one(commander.say("began 500m"))
    commander.say("nothing")
    commander.say("undo")
    assert commander.session.state.left == 90_000


@pytest.mark.parametrize(("said", "people"), [("joined", 5), ("joined 3", 7), ("j 2", 6)])
def test_so_many_join_as_are_said(commander: Commander, said: str, people: int) -> None:
    assert one(commander.say(said)).startswith(f"Here now: {people} people.")
    assert commander.session.state.people == people


@pytest.mark.parametrize(
    "said", ["joined 0", "joined -1", "joined three four", "joined 1.5", "joined 1000", "joined ³", "joined 3 4"]
)
def test_joined_takes_a_whole_number_and_nothing_else(commander: Commander, said: str) -> None:
    assert "Such as: joined 3" in one(commander.say(said))
    assert commander.session.state.people == 4


def test_too_many_at_once_change_nothing(commander: Commander) -> None:
    assert "full" in one(commander.say("joined 999"))
    assert commander.session.state.people == 4


def test_who_left_in_a_round_is_asked_about(commander: Commander) -> None:
    to_the_round(commander)
    commander.say("next")
    live_through(commander.session, 6)
    question = one(commander.say("left"))
    assert question == (
        "Had they had their turn in this round?\n"
        "Enter or 1, yes: They had it.\n2, no: Not yet.\n3, now: It is their turn now."
    )
    assert commander.session.state.people == 4
    assert one(commander.say("")).startswith("Here now: 3 people.")
    assert 1 not in commander.session.state.circle


@pytest.mark.parametrize(
    ("said", "gone"), [("yes", 1), ("y", 1), ("1", 1), ("no", 4), ("n", 4), ("2", 4), ("now", 2), ("3", 2)]
)
def test_the_seat_that_goes_is_the_one_that_was_meant(commander: Commander, said: str, gone: int) -> None:
    to_the_round(commander)
    commander.say("next")
    live_through(commander.session, 6)
    commander.say("left")
    commander.say(said)
    assert commander.session.state.seats == tuple(seat for seat in (1, 2, 3, 4) if seat != gone)


@pytest.mark.parametrize("said", ["perhaps", "maybe 3", "\x1b", "0", "4", "yes no"])
def test_an_answer_that_is_none_leaves_everybody_there_and_is_asked_again(commander: Commander, said: str) -> None:
    to_the_round(commander)
    question = commander.say("left")
    assert commander.say(said) == [f"That is no answer here. {question[0]}"]
    assert commander.session.state.people == 4
    assert one(commander.say("no")).startswith("Here now: 3 people.")


@pytest.mark.parametrize("asked", ["left", "more", "close"])
def test_nothing_leaves_all_as_it_was(commander: Commander, asked: str) -> None:
    before = to_the_round(commander).session.state
    commander.say(asked)
    assert one(commander.say("nothing")) in (
        "Nothing has changed. Say left once for each who went.", "Left as it was.",
    )  # fmt: skip
    assert commander.session.state == before
    assert commander.asking is None
    assert not commander.closing


def test_a_command_drops_the_question_and_is_done(commander: Commander) -> None:
    to_the_round(commander)
    commander.say("left")
    assert tuple(commander.say("support")[: len(CARD)]) == CARD
    assert commander.asking is None
    assert commander.session.state.paused
    assert commander.session.state.people == 4


def test_between_two_turns_nobody_has_a_turn_to_leave_in(commander: Commander) -> None:
    to_the_round(commander)
    commander.say("next")
    question = one(commander.say("left"))
    assert "their turn now" not in question
    assert one(commander.say("now")) == f"That is no answer here. {question}"
    assert commander.session.state.people == 4


def test_at_the_agreement_the_rules_are_read_one_by_one(commander: Commander) -> None:
    commander.say("next")
    assert [one(commander.say("read")) for _ in RULES] == list(RULES)
    assert commander.say("script") == list(RULES)


def test_outside_a_round_nobody_is_asked_who_left(commander: Commander) -> None:
    assert one(commander.say("left")).startswith("Here now: 3 people.")


def test_more_names_its_price_and_waits_for_a_yes(commander: Commander) -> None:
    to_the_round(commander)
    before = commander.session.state.entitlement
    assert one(commander.say("more")).startswith("1 minute more for everyone. 4 minutes more in all. Ends at ")
    assert commander.session.state.entitlement == before
    assert one(commander.say("yes")).startswith("Done.")
    assert commander.session.state.entitlement == before + 60_000
    commander.say("more 1")
    assert one(commander.say("no")) == "Left as it was."
    assert commander.session.state.entitlement == before + 60_000


@pytest.mark.parametrize("said", ["more 0", "more -1", "more many", "less 1000", "more 999", "less 60"])
def test_more_or_less_than_there_is_asks_nothing(commander: Commander, said: str) -> None:
    to_the_round(commander)
    before = commander.session.state
    assert one(commander.say(said)).endswith(".")
    assert commander.asking is None
    assert commander.session.state.entitlement == before.entitlement


def test_closing_early_offers_the_closing_words_first(commander: Commander) -> None:
    assert one(commander.say("close")) == (
        "Close early?\nEnter or 1, closing: Go to the closing words.\n2, stop: Stop now.\n3, no: Go on."
    )
    assert one(commander.say("")) == "Goodbye. 3 minutes."
    assert one(commander.say("close")) == ("This is the closing. Stop now?\nEnter or 1, no: Go on.\n2, stop: Stop now.")
    assert one(commander.say("")) == "Left as it was."
    assert not commander.closing
    commander.say("close")
    assert commander.say("yes") == []
    assert commander.closing


@pytest.mark.parametrize("answer", ["no", "n", "3", "nothing"])
def test_no_to_closing_early_goes_on(commander: Commander, answer: str) -> None:
    commander.say("close")
    assert one(commander.say(answer)) == "Left as it was."
    assert commander.session.state.block == 0
    assert not commander.closing


def test_what_is_no_answer_to_closing_early_is_asked_again(commander: Commander) -> None:
    question = one(commander.say("close"))
    assert one(commander.say("perhaps")) == f"That is no answer here. {question}"
    assert commander.session.state.block == 0
    assert not commander.closing


def test_next_instead_of_closing_early_is_next(commander: Commander) -> None:
    commander.say("close")
    assert commander.say("next")[-1] == "Rules. 2 minutes."
    assert not commander.closing


@pytest.mark.parametrize("answer", ["yes", "y", "ok", "closing", "1"])
def test_yes_to_closing_early_means_the_closing_words(commander: Commander, answer: str) -> None:
    commander.say("close")
    assert one(commander.say(answer)) == "Goodbye. 3 minutes."
    assert not commander.closing


@pytest.mark.parametrize("answer", ["stop", "2"])
def test_stop_closes_at_once(commander: Commander, answer: str) -> None:
    commander.say("close")
    assert commander.say(answer) == []
    assert commander.closing


def test_a_pass_is_acknowledged_and_offered_again(commander: Commander) -> None:
    to_the_round(commander)
    assert one(commander.say("pass")).startswith("Passed, and offered again at the end of the round. ")
    live_through(commander.session, 6)
    for turn in (1, 2, 3):
        assert one(commander.say("time")).startswith(f"Round. Turn {turn} of 4. ")
        assert one(commander.say("next"))
        live_through(commander.session, 6)
    assert one(commander.say("time")).startswith("Round. Turn 4 of 4. Offered again to somebody who passed. ")


def test_support_pauses_and_shows_the_groups_card(commander: Commander) -> None:
    answer = commander.say("support")
    assert tuple(answer[: len(CARD)]) == CARD
    assert answer[-1] == "The session is paused. Resume when the group is ready."
    assert commander.session.state.paused
    assert tuple(commander.say("support")[: len(CARD)]) == CARD


def test_support_after_the_end_does_not_claim_a_pause(commander: Commander) -> None:
    while commander.session.state.slot is not None:
        commander.say("next")
    assert "paused" not in commander.say("support")[-1]


def test_support_without_a_card_says_so_kindly() -> None:
    header = circle_header()
    answer = Commander(Session(header, HandClock(header.started))).say("support")
    assert answer[0].startswith("Nobody has to mend anything.")
    assert "peerkit init" in answer[3]
    assert answer[-1].startswith("The session is paused.")


def test_the_rules_are_read_out(commander: Commander) -> None:
    assert tuple(commander.say("rules")) == RULES
    header = circle_header()
    assert (
        one(Commander(Session(header, HandClock(header.started))).say("rules"))
        == "This plan has no ground rules of its own."
    )


def test_help_names_every_word(commander: Commander) -> None:
    assert [line.partition(":")[0] for line in commander.say("help all")] == WORDS


def test_auto_turns_moving_on_by_itself_on_and_off(commander: Commander) -> None:
    assert "by itself at its time" in one(commander.say("auto"))
    assert live_through(commander.session, 125)[-1] == "Time. Raise a hand. Rules. 2 minutes."
    commander.say("auto")
    assert "moves on by hand." in one(commander.say("auto"))


def test_accept_takes_what_is_offered(commander: Commander) -> None:
    assert one(commander.say("accept")) == "There is nothing to change."
    live_through(commander.session, 300)
    told = one(commander.say("time"))
    assert "3 minutes behind" in told
    assert told.endswith("Say accept for what would help.")
    assert "Enter or 1, shrink: " in one(commander.say("accept"))
    assert one(commander.say("")).startswith("Done. ")
    assert "On time" in one(commander.say("time"))


def test_next_waits_while_the_clock_stands(commander: Commander) -> None:
    commander.say("pause")
    assert one(commander.say("next")) == "It is paused. Resume first."
    assert one(commander.say("resume")).startswith("Going on.")
    assert commander.say("next")[-1] == "Rules. 2 minutes."


def test_what_was_heard_meanwhile_comes_before_the_answer(commander: Commander) -> None:
    commander.session.clock.pass_by(110)
    assert commander.say("pause") == ["15 seconds left.", "Paused. This time belongs to nobody."]


WORDS_SAID = st.lists(
    st.sampled_from(
        [*WORDS, "yes", "no", "", "now", "stop", "nothing", "2", "joined 2", "more 2", "less 2", "began 2m"]
    )
    | st.text(max_size=8),
    max_size=30,
)


@given(WORDS_SAID, st.integers(0, 4))
def test_whatever_is_said_there_is_an_answer_and_no_crash(said: list[str], seconds: int) -> None:
    header = circle_header()
    commander = Commander(Session(header, HandClock(header.started), None, Materials(RULES, CARD)))
    for line in said:
        commander.session.clock.pass_by(seconds * 30)
        answer = commander.say(line)
        assert all(answer)
        assert answer or commander.closing
        if commander.closing:
            return


def test_every_word_of_a_kept_session_is_in_its_journal(tmp_path: Path) -> None:
    session = kept_session(tmp_path / "r")
    commander = Commander(session)
    for line in (
        "began 1m",
        "yes",
        "next",
        "next",
        "pass",
        "auto",
        "joined",
        "left",
        "no",
        "break 1",
        "yes",
        "resume",
        "end 19:45",
        "yes",
        "more",
        "yes",
        "pause",
        "resume",
        "undo",
        "close",
        "closing",
    ):
        session.clock.pass_by(1)
        commander.say(line)
    session.journal.close()
    from datetime import UTC

    events = [type(event) for event in session.journal.read(UTC).events]
    assert events == [
        do.Began, do.Next, do.Next, do.Pass, do.MoveOn, do.Joined, do.Left, do.TakeBreak, do.Resume, do.Arrange,
        do.Extend, do.Pause, do.Resume, do.Undo,
        do.ToClosing,
    ]  # fmt: skip


def test_nobody_can_have_had_their_turn_while_the_first_one_speaks(commander: Commander) -> None:
    spoken = one(to_the_round(commander).say("left"))
    assert "They had it" not in spoken
    assert spoken.startswith("Had they had their turn in this round?\nEnter or 1, no: Not yet.")


def test_a_key_for_help_in_a_hard_moment_works_while_something_is_asked(commander: Commander) -> None:
    to_the_round(commander).say("more")
    commander.say("s")
    assert commander.asking is None
    assert commander.session.state.paused
