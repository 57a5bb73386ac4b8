"""Tired and dictated input: what it is taken for, and that nothing is guessed that would change something."""

import pytest

from peerkit.live.commander import Commander
from peerkit.live.helping import help_lines
from peerkit.live.loop import Session
from peerkit.live.screen import panels
from peerkit.planning.fit import MINUTE
from peerkit.running.actions import ACTIONS, BY_WORD
from peerkit.running.other_words import ALSO, BACK, EITHER, FILLING
from peerkit.running.state import SECOND
from peerkit.running.understanding import answer, plain, understood
from tests.room import HandClock, circle_header, live_through


@pytest.fixture
def commander() -> Commander:
    header = circle_header()
    return Commander(Session(header, HandClock(header.started)))


def meant(commander: Commander, line: str) -> tuple[str, str]:
    found = understood(line, commander.session.state)
    return (found.action.word if found.action else "", found.rest)


@pytest.mark.parametrize(
    ("line", "word", "rest"),
    [
        ("NEXT.", "next", ""), ("Next, please.", "next", ""), ("next?", "next?", ""),
        ("What\u2019s next?", "next?", ""),
        ("time?", "time", ""), ("What time is it?", "time", ""), ("how long left", "time", ""), ("n", "next", ""),
        ("joined three people", "joined", "3"), ("Three people joined.", "joined", "3"), ("came 2", "joined", "2"),
        ("two more people came", "joined", "2"), ("Three more people.", "joined", "3"),
        ("one person more", "joined", "1"), ("somebody joined", "joined", ""), ("joined ٣", "joined", "3"),
        ("joined twenty-one", "joined", "21"), ("j 2", "joined", "2"), ("number four left", "left", "4"),
        ("left number 4", "left", "4"), ("more five minutes", "more", "5m"), ("five more minutes", "more", "5"),
        ("one more minute", "more", "1"), ("a minute more", "more", ""), ("longer 2", "more", "2"),
        ("+ 2", "more", "2"),
        ("Break for ten minutes.", "break", "10m"), ("take a break", "break", ""),
        ("a ten minute break", "break", "10m"),
        ("began six minutes ago", "began", "6m"), ("this began 6m ago", "began", "6m"),
        ("end at 20:45", "end", "20:45"),
        ("end at a quarter to nine", "end", "8:45"), ("end at half past eight", "end", "8:30"),
        ("End at half past ten p.m.", "end", "10:30 p.m"),
        ("end by ten minutes to nine", "end", "8:50"), ("end at nine o'clock", "end", "9"),
        ("end at twenty forty-five", "end", "20:45"), ("warn me at 5 minutes and 1 minute", "warn", "5m 1m"),
        ("stop", "close", ""), ("Quit!", "close", ""), ("exit", "close", ""), ("wait", "pause", ""),
        ("hello", "help", ""), ("help, please", "help", ""), ("help joined", "help", "joined"), ("?", "help", ""),
        ("Finish at nine.", "end", "9"), ("We must be out by ten to nine", "end", "8:50"), ("Fire!", "break", ""),
        ("Go to the closing.", "close", ""), ("whose turn is it?", "time", ""), ("take a break of five", "break", "5"),
        ("Help me!", "help", ""), ("What can I say?", "help", ""), ("what do I do", "help", ""),
        ("We need five more minutes.", "more", "5"), ("can we have a break", "break", ""),
        ("could we have five more minutes?", "more", "5"), ("began half an hour ago", "began", "30m"),
        ("end in an hour", "end", "1h"), ("what's the time?", "time", ""),
        ("Two people have just come in.", "joined", "2"), ("three have come", "joined", "3"),
        ("somebody has just come in", "joined", ""), ("one left", "left", ""), ("One person left.", "left", ""),
        ("Sarah left", "left", ""), ("Sarah has gone home.", "left", ""), ("Can I pass, please?", "pass", ""),
        ("I would like to pass", "pass", ""), ("two minutes", "more", "2m"),
        ("another five minutes", "more", "5m"), ("another minute", "more", ""),
        ("give her more time", "more", ""),
        ("How long have we got?", "time", ""), ("is it over?", "time", ""), ("close now", "close", ""),
        ("The end is at nine o'clock.", "end", "9"), ("Break for tea.", "break", ""), ("tea break", "break", ""),
        ("tell me less", "tell", "less"), ("um next", "next", ""), ("the rules", "rules", ""),
    ],
)  # fmt: skip
def test_what_is_typed_or_dictated_is_understood(commander: Commander, line: str, word: str, rest: str) -> None:
    assert meant(commander, line) == (word, rest)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("next next", "nothing can be said after next"), ("pause and resume", "nothing can be said after pause"),
        ("undo undo", "nothing can be said after undo"), ("pass 2", "nothing can be said after pass"),
        ("skip", "That can mean two things"), ("go on", "That can mean two things"), ("done", "two things"),
        ("don't close", "do not know"), ("2 left", "once for each who went"), ("2 minutes left", "once for each"),
        ("nobody joined", "do not know"), ("joined or left", "Such as: joined 3"), ("no more", "Nothing is asked"),
        ("left?", "Nothing has changed. left: "), ("pause?", "Nothing has changed. pause: "),
        ("yes", "Nothing is asked"),
        ("another two", "joined: somebody came. Say: joined, or joined 3. more: "), ("three people", "left: somebody"),
        ("can we stop for a bit", "pause: stop the clock; the time is nobody's. close: "), ("more people", "joined 3"),
        ("We start ten minutes late.", "accept: what would help, to choose from. end: "), ("ten minutes late", "end: "),
        ("we need to stop early", "end: another end. Say: end 20:45. close: "), ("stop talking", "pause: "),
        ("we finish ten minutes early", "end: another end. Say: end 20:45. close: "), ("the next", "next: the turn"),
        ("How many people are here?", "Here now: 4 people."), ("who is here", "Here now: 4 people."),
        ("nobody left", "once for each"), ("Sarah and Tom left", "once for each"), ("can I go next", "next: the turn"),
        ("Sarah is next", "next: the turn"), ("thank you", "do not know"),
        ("next time", "nothing can be said after next"), ("more or less", "whole number"),
    ],
)  # fmt: skip
def test_what_could_mean_more_than_one_thing_changes_nothing_and_says_so(
    commander: Commander, line: str, told: str
) -> None:
    before = commander.session.state
    assert told in "\n".join(commander.say(line))
    assert commander.session.state == before
    assert commander.asking is None


def test_to_go_on_is_to_resume_where_the_clock_stands_and_to_begin_where_people_find_their_places(
    commander: Commander,
) -> None:
    commander.say("pause")
    assert commander.say("go on")[0].startswith("Going on.")
    while commander.session.state.groups is None:
        commander.say("next")
    assert commander.say("begin") == ["First half. 3 minutes 20 seconds."]


@pytest.mark.parametrize("word", BACK)
def test_back_says_what_it_would_take_back_and_asks(commander: Commander, word: str) -> None:
    assert commander.say(word) == ["There is nothing here to take back."]
    commander.say("joined")
    live_through(commander.session, 5)
    would = "Take back: 1 person joined. That leaves 4 people here. Welcome."
    question = f"Take back the last thing?\nEnter or 1, yes: {would}"
    assert commander.say(word) == [f"{question}\n2, no: Leave it as it is."]
    assert commander.session.state.people == 5
    live_through(commander.session, 5)
    assert commander.say("yes please")[0].startswith("Taken back: 1 person joined.")
    assert commander.session.state.people == 4
    commander.say("next")
    commander.say("pause")
    assert commander.say(word) == ["It is paused. Resume first."]


@pytest.mark.parametrize(
    ("line", "more"),
    [("Yes, please.", 1), ("okay", 1), ("one", 1), ("Number one.", 1), ("the first", 1),
     ("The first one.", 1), ("Do it.", 1), ("", 1),
     ("No, thanks!", 0), ("nope", 0), ("Leave it as it is.", 0), ("cancel", 0), ("never mind", 0), ("back", 0)],
)  # fmt: skip
def test_an_answer_can_be_dictated(commander: Commander, line: str, more: int) -> None:
    live_through(commander.session, 1)
    before = commander.session.state.lengths[0]
    commander.say("more")
    commander.say(line)
    assert commander.asking is None
    assert commander.session.state.lengths[0] - before == more * MINUTE


@pytest.mark.parametrize("line", ["thank you", "um", ".", "...", "maybe", "yes no", "next next", "1 2", "٢٢"])
def test_what_is_no_answer_is_never_taken_for_enter(commander: Commander, line: str) -> None:
    before = commander.session.state.lengths
    question = commander.say("more")[0]
    assert commander.say(line) == [f"That is no answer here. {question}"]
    assert commander.session.state.lengths == before


@pytest.mark.parametrize("line", ["help", "Help?", "?", "help me"])
def test_help_at_a_question_says_how_to_answer_and_asks_again(commander: Commander, line: str) -> None:
    question = commander.say("more")[0]
    told, again = commander.say(line)
    assert told.startswith("Answer with a number, or with its word.")
    assert again == question
    assert commander.say("yes")[0].startswith("Done.")


def test_help_with_a_word_at_a_question_is_about_that_word_and_the_question_stays(commander: Commander) -> None:
    question = commander.say("more")[0]
    assert commander.say("Help joined.") == [*help_lines("joined"), question]
    assert commander.asking is not None


def test_a_word_that_changes_nothing_leaves_the_question_asked(commander: Commander) -> None:
    question = commander.say("more")[0]
    assert commander.say("next?") == ["Next: Rules, 2 minutes.", question]
    assert commander.say("what time is it?")[1:] == [question]
    assert commander.say("yes")[0].startswith("Done.")


def test_a_question_that_wants_a_length_takes_it_in_words(commander: Commander) -> None:
    live_through(commander.session, 30)
    commander.say("began")
    assert commander.say("One minute ago.")[0].startswith("Welcome began: 1 minute ago.")
    commander.say("yes")
    assert commander.session.state.used == 60 * SECOND


def test_help_is_eight_short_lines_and_a_word_has_its_own() -> None:
    first = help_lines()
    assert len(first) == 8
    assert max(map(len, first)) <= 60
    assert first[-1] == "For every word: help all. For one: help joined."
    assert [line.partition(":")[0] for line in help_lines("all")] == [action.word for action in ACTIONS]
    assert help_lines("joined")[1].startswith("Other words for it: came, arrived")
    assert help_lines("came") == help_lines("joined")
    assert help_lines("skip") == ["skip can mean: next, pass."]
    assert help_lines("joind") == ["I do not know that word. Did you mean joined or join?"]


def test_no_word_stands_for_two_things_without_saying_so() -> None:
    others = [word for words in ALSO.values() for word in words]
    assert len({*others, *EITHER, *BACK, *BY_WORD}) == len(others) + len(EITHER) + len(BACK) + len(BY_WORD)
    assert all(plain(word) == word and answer(word) == word for word in (*others, *EITHER, *BACK))
    assert {*ALSO, *FILLING, *(word for words in EITHER.values() for word in words)} <= {*BY_WORD}
    assert {*FILLING} <= {action.word for action in ACTIONS if action.takes}


@pytest.mark.parametrize(
    "line",
    ["Somebody wants to die.", "I want to die", "suicide", "kill myself", "self-harm", "Call an ambulance!",
     "emergency", "somebody has died", "hard moment", "I want to end it", "stop, somebody is crying",
     "I can\u2019t go on"],
)  # fmt: skip
@pytest.mark.parametrize("asked", [False, True])
def test_danger_and_distress_in_any_sentence_are_offered_the_card_and_change_nothing(
    commander: Commander, line: str, asked: bool
) -> None:
    question = commander.say("more") if asked else []
    before = commander.session.state
    offer = "Nothing has changed. Did you mean support? It pauses, and shows the card for hard moments."
    assert commander.say(line) == [offer, *question]
    assert commander.session.state == before


@pytest.mark.parametrize("line", ["somebody is crying", "Help me!"])
def test_yes_to_the_card_opens_it_no_leaves_it_and_anything_else_goes_on(commander: Commander, line: str) -> None:
    live_through(commander.session, 30)
    card = [*BY_WORD["support"].lines(commander.session.state, commander.session.materials)]
    commander.say(line)
    assert commander.say("no") == ["Left as it was."]
    assert commander.say("yes") != card
    commander.say(line)
    commander.say("time")
    assert not commander.session.state.paused
    commander.say("yes")
    assert not commander.session.state.paused
    commander.say(line)
    assert commander.say("Yes please.")[: len(card)] == card
    assert commander.session.state.paused


def test_who_asks_for_help_is_offered_the_card_and_the_words(commander: Commander) -> None:
    offer, *words = commander.say("Help me!")
    assert "Did you mean support?" in offer
    assert words == help_lines()


def test_in_a_hard_moment_what_would_help_is_no_question_of_minutes(commander: Commander) -> None:
    live_through(commander.session, 30)
    card = commander.say("support")[:-1]
    assert commander.say("What would help?") == commander.say("quiet") == card
    commander.say("resume")
    assert commander.say("what would help") == card
    commander.say("next")
    assert commander.say("what would help") != card


def test_the_screen_names_no_key_for_what_would_help_beside_the_card_that_says_to_ask_it(commander: Commander) -> None:
    live_through(commander.session, 9 * 60)
    card = panels.View(panel=BY_WORD["support"])
    assert "a what would help" in "".join(panels.keys(commander.session, panels.View(), 80, 2))
    assert "a what would help" not in "".join(panels.keys(commander.session, card, 80, 2))


def test_a_length_alone_is_asked_and_an_answer_where_one_is_asked_for(commander: Commander) -> None:
    before = commander.session.state.lengths
    assert commander.say("two minutes")[0].startswith("2 minutes more")
    commander.say("no")
    commander.say("break")
    assert commander.say("two minutes")[0].startswith("A break from now: 2 minutes.")
    assert commander.session.state.lengths == before
