"""Pairs, threes and fours in a session: who sits with whom, what an odd number means, what is due, who is left over."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.live.commander import Commander
from peerkit.live.loop import Session
from peerkit.live.plain import opening_lines
from peerkit.running import events as do
from peerkit.running.actions import BY_WORD
from peerkit.running.seating import own_moments, seated, sizes
from peerkit.running.state import SECOND, Changeover, Due, Gathering, State, Turn, over_the_end
from peerkit.wording.grammar import listed
from tests.room import HandClock
from tests.strategies import begun, plan_of
from tests.tries import tries

CLOSING = {"kind": "segment", "part": "closing", "length": "5m"}
PAIRS = {"kind": "groups", "turn": "8m", "changeover": "30s"}
NUMBERED = {**PAIRS, "partners": "rotation"}
BY_HAND = {**PAIRS, "moves_on": "by hand"}


class Evening:
    """An evening of one block of small groups, talked to in plain words."""

    def __init__(self, people: int, block: dict, minutes: int = 150, *, hands_off: bool = False) -> None:
        header = replace(begun(plan_of(block, CLOSING, people=people, minutes=minutes)), hands_off=hands_off)
        self.session = Session(header, HandClock(header.started))
        self.commander = Commander(self.session)
        self.heard: list[str] = []
        self.questions: list[str] = []
        self._ask()

    @property
    def state(self) -> State:
        return self.session.state

    def say(self, words: str) -> str:
        said = "\n".join(self.commander.say(words))
        self._ask()
        return said

    def wait(self, seconds: float) -> str:
        """Let time pass; what was heard meanwhile."""
        heard = []
        while seconds > 0:
            self.session.clock.pass_by(min(4, seconds))
            seconds -= 4
            heard += [said for said in (self.session.look(),) if said]
            self._ask()
        return "\n".join(heard)

    def ends(self) -> int:
        return over_the_end(self.state)

    def _ask(self) -> None:
        if question := self.commander.unasked():
            self.questions.append(question.spoken)


# --- gathering ------------------------------------------------------------------------------------------------------


def test_the_first_turn_waits_until_everyone_has_a_place() -> None:
    evening = Evening(8, PAIRS)
    evening.wait(600)
    assert isinstance(evening.state.slot, Gathering)
    assert evening.say("next") == "First half. 8 minutes."
    assert evening.state.left == 480 * SECOND


def test_what_people_need_to_find_their_places_is_in_the_plan() -> None:
    plan = plan_of(PAIRS, CLOSING, people=8, minutes=22)
    assert plan.lengths[0] == 17 * 60, "two turns of eight minutes, and half a minute before each"


def test_nobody_is_late_while_people_find_their_places() -> None:
    evening = Evening(8, PAIRS)
    assert evening.wait(120) == ""
    assert "Next when everyone is ready" in evening.say("time")


def test_a_rehearsal_gathers_by_itself() -> None:
    evening = Evening(8, PAIRS, hands_off=True)
    assert evening.wait(31) == "First half. 8 minutes."


def test_numbers_are_counted_off_and_read_out_before_anybody_moves() -> None:
    first = opening_lines(Evening(9, {**NUMBERED, "rounds": 2}).session)[0]
    assert "3 pairs and 1 three" in first
    assert "Count off from 1 to 9, and keep your number. Round 1 of 2: " in first
    assert "1 and 2; " in first or "2 and 1; " in first


def test_every_new_round_says_who_sits_with_whom() -> None:
    evening = Evening(8, {**NUMBERED, "rounds": 2})
    evening.say("next")
    heard = evening.wait(2 * 480 + 30)
    second = "; ".join(f"{one} and {other}" for one, other in evening.state.seating.rounds[1])
    assert f"Changeover, 30 seconds. Round 2 of 2: {second}." in heard


def test_the_word_groups_says_who_speaks_now_and_how_good_the_rotation_is() -> None:
    evening = Evening(8, NUMBERED)
    evening.say("next")
    lines = evening.say("groups").splitlines()
    first = evening.state.seating.rounds[0][0]
    assert f"{first[0]} and {first[1]}: number {first[0]} speaks." in lines
    assert "Nobody meets twice" in lines[-1]


def test_in_co_counselling_there_are_client_counsellor_and_witness() -> None:
    evening = Evening(9, {**NUMBERED, "size": 3, "attention_switch": "1m"})
    evening.say("next")
    one, two, three = evening.state.seating.rounds[0][0]
    assert f"Client: {one}. Counsellor: {two}. Witness: {three}." in evening.say("groups").splitlines()
    evening.wait(480 + 30)
    assert f"Client: {two}. Counsellor: {three}. Witness: {one}." in evening.say("groups").splitlines()


def test_the_contract_card_has_all_three_and_stores_nothing() -> None:
    evening = Evening(2, BY_HAND)
    said = evening.say("contract")
    assert all(f"\n{contract}: " in said for contract in ("Free attention", "Normal", "Intensive"))
    assert evening.session._kept == []


# --- an odd number --------------------------------------------------------------------------------------------------


def test_an_odd_number_is_said_before_it_begins_and_enter_gives_everyone_as_long() -> None:
    evening = Evening(9, PAIRS)
    (asked,) = evening.questions
    assert asked == (
        "3 pairs and 1 three. How do they share the time?\n"
        "Enter or 1, same: Everyone has: 8 minutes. All are done after: 25 minutes 30 seconds. "
        "Pairs are done first, and may talk on or fetch tea.\n"
        "2, together: Pairs, each turn: 8 minutes. Threes, each turn: 5 minutes 20 seconds. "
        "All are done after: 17 minutes."
    )
    evening.say("")
    evening.say("next")
    evening.wait(2 * 510)
    assert "Turn 3 of 3, only for: 1 three. Everyone else may talk on, or fetch tea." in evening.say("time")


def test_or_all_end_together_and_the_three_changes_over_at_its_own_moments() -> None:
    evening = Evening(9, PAIRS)
    before = evening.state.lengths[0]
    evening.say("together")
    assert evening.state.lengths[0] == before - 9 * 60
    evening.say("next")
    assert evening.wait(320) == "Change over now: 1 three. Raise a hand."
    assert "Change over" not in evening.wait(150)
    assert "Change over now: 1 three." in evening.wait(10 + 30 + 160)
    assert own_moments(evening.state) == ((320 * SECOND, "1 three"), (640 * SECOND, "1 three"))


def test_an_even_number_is_asked_nothing() -> None:
    assert Evening(8, PAIRS).questions == []


def test_the_choice_can_be_taken_back_until_the_first_turn() -> None:
    evening = Evening(9, PAIRS)
    before = evening.state
    evening.say("together")
    assert "what is equal in uneven groups" in evening.say("undo")
    assert evening.state.lengths == before.lengths
    evening.say("next")
    assert evening.say("odd") == "That is settled while people are finding their places."


# --- the client's own warning time ----------------------------------------------------------------------------------


def test_in_a_pair_each_client_is_asked_before_their_turn_and_hears_just_that() -> None:
    evening = Evening(2, BY_HAND)
    assert evening.questions[0].startswith("Whoever speaks next: when would you like to hear the time?")
    assert "4, other: Other times." in evening.questions[0]
    assert evening.say("4") == "How many minutes before the end? Such as 5 and 1. Or half, usual or none."
    assert evening.say("soon").startswith("That is no length of time. How many minutes before the end?")
    assert evening.say("Five and three.") == "It will be said with this much left: 5 minutes, 3 minutes."
    evening.say("next")
    assert evening.wait(479) == "5 minutes left.\n3 minutes left."
    evening.say("next")
    assert len(evening.questions) == 2
    evening.say("none")
    evening.wait(30)
    assert evening.wait(479) == ""


def test_with_more_than_one_group_the_warnings_are_the_rooms_own() -> None:
    evening = Evening(4, PAIRS)
    assert evening.questions == []
    assert "same for the whole room" in evening.say("warn 5m")


def test_a_wish_that_makes_no_sense_is_answered_and_changes_nothing() -> None:
    evening = Evening(2, BY_HAND)
    for words in ("warn 9m", "warn soon", "warn 0s"):
        evening.say(words)
    assert evening.state.warn is None


# --- what ran over --------------------------------------------------------------------------------------------------


def test_what_the_first_turn_ran_over_is_repaid_to_the_second() -> None:
    evening = Evening(2, BY_HAND)
    evening.say("next")
    evening.wait(480 + 80)
    assert "That turn ran over: 1 minute 20 seconds. It is repaid: the next turn is as long." in evening.say("next")
    evening.wait(30)
    assert evening.state.left == 560 * SECOND


def test_what_the_last_of_three_ran_over_is_given_to_those_who_spoke_before() -> None:
    evening = Evening(3, BY_HAND)
    for _ in range(3):
        evening.say("next")
        evening.wait(30)
        evening.wait(450 if evening.state.slot != Turn(3) else 510)
        if evening.state.slot == Turn(3):
            break
    said = evening.say("next")
    assert "whoever spoke before has that much more" in said
    evening.wait(30)
    owed = [evening.state.slot]
    evening.say("next")
    evening.wait(30)
    owed.append(evening.state.slot)
    assert owed == [Due(1), Due(2)]


def test_a_hand_that_is_a_little_late_makes_no_debt() -> None:
    evening = Evening(2, BY_HAND)
    evening.say("next")
    evening.wait(480 + 12)
    assert "repaid" not in evening.say("next")
    evening.wait(30)
    assert evening.state.left == 480 * SECOND


def test_while_a_turn_runs_over_the_screen_can_say_that_it_is_repaid() -> None:
    from peerkit.running.group_phrases import due_next

    evening = Evening(2, BY_HAND)
    evening.say("next")
    evening.wait(500)
    assert due_next(evening.state) == "What runs over is repaid to the others."


@pytest.mark.parametrize("equal", ["rounds", "turns"])
def test_what_comes_next_names_no_round_that_is_running(equal: str) -> None:
    evening = Evening(7, {**NUMBERED, "rounds": 3, "equal": equal})
    evening.say("next")
    assert "Round 1 of 3. " in evening.say("time")
    assert evening.say("next?").startswith(("Next: Pairs: turn 2 of 2.", "Next: Turn 2 of 3."))


# --- coming and going -----------------------------------------------------------------------------------------------


def test_whoever_is_left_over_sits_down_with_the_next_group_and_is_owed_their_turn() -> None:
    evening = Evening(8, NUMBERED)
    evening.say("next")
    evening.wait(60)
    client, partner = evening.state.seating.rounds[0][0]
    said = evening.say(f"left {client}")
    assert f"Sitting together now: 3 and 4, {partner}" not in said
    assert f"Owed a turn: {partner}. 8 minutes. For a whole turn at the end of this round: owed, or the key x." in said
    assert BY_WORD["owed"].key == "x"
    assert all(len(group) > 1 for group in seated(evening.state))
    evening.say("owed")
    evening.wait(420 + 30 + 480 + 30)
    assert f"Turn 3 of 3, only for: {partner}. Everyone else may talk on, or fetch tea." in evening.say("time")


@pytest.mark.parametrize("minutes", [24, 30, 60])
@pytest.mark.parametrize("block", [NUMBERED, PAIRS])
def test_a_turn_that_is_owed_is_offered_only_where_there_is_time_for_it(block: dict, minutes: int) -> None:
    evening = Evening(8, block, minutes)
    evening.say("next")
    evening.wait(60)
    said = evening.say("left 1" if block == NUMBERED else "left")
    before = evening.ends()
    there_is_time = evening.session.refusal(do.Owed(evening.session.at)) == ""
    assert there_is_time == ("For a whole turn" in said) == (minutes > 24)
    assert there_is_time != ("There is no time for that" in said)
    evening.say("owed")
    assert (evening.ends() != before) == there_is_time
    if there_is_time:
        assert (
            "For a whole turn at the end of this round: owed, or the key x. In all that takes: 8 minutes 30 seconds."
            in said
        )


def test_whoever_has_had_their_turn_gets_no_second() -> None:
    evening = Evening(9, NUMBERED)
    evening.say("quiet")
    evening.say("next")
    client, partner = evening.state.seating.rounds[0][0]
    evening.wait(480 + 30 + 60)
    said = evening.say(f"left {partner}")
    assert "owed" not in said
    evening.wait(420 + 30)
    assert f"for {client}" not in evening.say("time")
    assert any(
        f"With them, after a turn of their own: {client}." in line for line in evening.say("groups").splitlines()
    )


def test_whoever_is_left_in_the_middle_of_their_turn_is_owed_the_rest_of_it_to_the_second() -> None:
    evening = Evening(8, NUMBERED)
    evening.say("next")
    client, partner = evening.state.seating.rounds[0][0]
    evening.wait(60)
    assert f"Owed the rest of a turn: {client}. 7 minutes. For a whole turn" in evening.say(f"left {partner}")
    evening.say("owed")
    evening.wait(420 + 30 + 480 + 30)
    assert isinstance(evening.state.slot, Due)
    assert evening.state.slot_ms == 420 * SECOND


def test_the_rest_of_a_turn_that_is_owed_is_no_turn_that_was_had() -> None:
    evening = Evening(8, NUMBERED)
    evening.say("next")
    _client, partner = evening.state.seating.rounds[0][0]
    evening.wait(60)
    evening.say(f"left {partner}")
    evening.say("owed")
    evening.wait(420 + 30)
    assert "turn 2 of 2" in evening.say("time")


def test_where_all_groups_end_together_whoever_sits_down_with_one_shares_its_time_and_is_owed_nothing() -> None:
    evening = Evening(9, {**NUMBERED, "equal": "rounds"})
    evening.say("next")
    evening.wait(28)
    pair = next(group for group in seated(evening.state) if len(group) == 2)
    assert "Owed" not in evening.say(f"left {pair[1]}")
    assert "has a share of its time" in evening.say("owed")
    three = next(group for group in seated(evening.state) if pair[0] in group)
    spoke = []
    for _turn in range(60):
        spoke += [seat for seat in three if f"{listed(three)}: number {seat} speaks." in evening.say("groups")]
        evening.wait(20)
        if evening.state.slot != Turn(1) and evening.state.slot != Turn(2) and evening.state.lap:
            break
    assert list(dict.fromkeys(spoke)) == list(three)
    assert max(map(spoke.count, three)) - min(map(spoke.count, three)) <= 2


def test_nobody_is_owed_a_turn_where_everyone_has_one() -> None:
    evening = Evening(9, NUMBERED)
    evening.say("next")
    evening.wait(60)
    pair = next(group for group in seated(evening.state) if len(group) == 2)
    told = evening.say(f"left {pair[1]}")
    assert "Owed" not in told
    assert evening.say("owed") == "Everyone has a turn in this round."


def test_whoever_came_sits_down_with_the_only_one_who_is_left() -> None:
    evening = Evening(2, NUMBERED)
    evening.say("next")
    evening.say("joined 2")
    evening.say("left 2")
    assert seated(evening.state) == ((1, 3, 4),)


def test_who_leaves_a_rotation_says_their_number() -> None:
    evening = Evening(8, NUMBERED)
    assert evening.say("left") == "Which number left? Such as 4."
    nobody = "Nobody has that number. Here now: 1, 2, 3, 4, 5, 6, 7 and 8."
    assert evening.say("12") == f"{nobody} Which number left? Such as 4."
    assert evening.say("early") == f"{nobody} Which number left? Such as 4."
    assert evening.state.people == 8


def test_where_people_chose_their_partners_nobody_has_a_number() -> None:
    evening = Evening(8, PAIRS)
    evening.say("next")
    said = evening.say("left")
    assert "joins the nearest group" in said
    assert "For a whole turn at the end of this round: owed, or the key x." in said


def test_whoever_comes_while_people_gather_has_a_place_at_once_and_turns_stay_as_long() -> None:
    evening = Evening(8, {**NUMBERED, "rounds": 3})
    said = evening.say("joined")
    assert "New number: 9." in said
    assert evening.state.entitlement == 480 * SECOND
    assert sizes(evening.state) == (2, 2, 2, 3)


def test_whoever_comes_later_has_a_place_from_the_next_round_on() -> None:
    evening = Evening(8, {**NUMBERED, "rounds": 3})
    evening.say("next")
    first = evening.state.seating.rounds[0]
    said = evening.say("joined 2")
    assert "New numbers: 9 and 10." in said
    assert evening.state.seating.rounds[0] == first
    for groups in evening.state.seating.rounds[1:]:
        assert sorted(seat for group in groups for seat in group) == list(range(1, 11))


def test_newcomers_make_no_later_turn_shorter() -> None:
    evening = Evening(8, {**PAIRS, "rounds": 2})
    evening.say("next")
    evening.say("joined")
    evening.wait(2 * 510 + 30)
    assert evening.state.lap == 1
    assert evening.state.entitlement == 480 * SECOND


def test_the_last_who_is_there_is_told_so() -> None:
    evening = Evening(2, PAIRS)
    evening.say("next")
    assert "Nobody else is here" in evening.say("left")


def test_joined_with_a_number_is_one_thing_to_undo() -> None:
    evening = Evening(4, PAIRS)
    evening.say("joined 3")
    assert evening.say("undo").startswith("Taken back: 3 people joined. Here now: 4 people.")


# --- a schedule that was made before --------------------------------------------------------------------------------

ROUNDS = [[[1, 2], [3, 4]], [[1, 3], [2, 4]]]


def test_a_given_schedule_is_the_one_that_runs() -> None:
    evening = Evening(4, {**NUMBERED, "rounds": 2, "schedule": ROUNDS})
    assert [[list(group) for group in groups] for groups in evening.state.seating.rounds] == ROUNDS


def test_groups_with_times_of_their_own_are_called_by_their_numbers() -> None:
    turns = [[[300, 180], [240, 240]]]
    evening = Evening(4, {**NUMBERED, "turn": "8m", "schedule": ROUNDS[:1], "turn_seconds": turns})
    evening.say("next")
    assert evening.wait(239) == ""
    assert evening.wait(2) == "Change over now: 3 and 4. Raise a hand."
    assert evening.wait(60) == "Change over now: 1 and 2. Raise a hand."


def test_groups_of_a_schedule_have_as_many_turns_as_the_largest_of_them() -> None:
    fours = [[[1, 2, 3], [4, 5, 6], [7, 8, 9, 10]]]
    evening = Evening(10, {**NUMBERED, "size": 3, "schedule": fours})
    assert evening.state.circle == (1, 2, 3, 4)
    mixed = [[[1, 2, 3], [4, 5, 6]], [[1, 4], [2, 5], [3, 6]]]
    evening = Evening(6, {**NUMBERED, "size": 3, "rounds": 2, "schedule": mixed, "changeover": "30s"}, hands_off=True)
    assert evening.session.header.plan.lengths[0] == 43 * 60, "three turns and two, of eight and a half minutes"
    evening.wait(3 * 510 + 60)
    assert (evening.state.lap, evening.state.circle) == (1, (1, 2))


def test_everyone_in_one_circle_has_a_turn() -> None:
    evening = Evening(7, {**NUMBERED, "size": 7, "schedule": [[[1, 3, 5, 7, 2, 4, 6]]]})
    evening.say("next")
    assert evening.say("time").startswith("Part 1. Turn 1 of 7.")


def test_a_schedule_for_others_is_planned_anew_for_who_is_there() -> None:
    evening = Evening(5, {**NUMBERED, "rounds": 2, "schedule": ROUNDS})
    assert sorted(seat for group in seated(evening.state) for seat in group) == [1, 2, 3, 4, 5]
    evening = Evening(3, {**NUMBERED, "rounds": 2, "schedule": ROUNDS})
    assert sorted(seat for group in seated(evening.state) for seat in group) == [1, 2, 3]


def test_nothing_makes_totals_unequal_in_secret() -> None:
    turns = [[[300, 180], [240, 240]]]
    evening = Evening(4, {**NUMBERED, "turn": "8m", "schedule": ROUNDS[:1], "turn_seconds": turns})
    evening.say("next")
    assert "would not be equal any more" in evening.say("more")
    assert "times of its own" in evening.say("owed")


def test_whoever_holds_a_number_already_keeps_it() -> None:
    evening = Evening(3, {**NUMBERED, "rounds": 1, "schedule": [[[1, 5, 8]]]})
    assert "Count off" not in opening_lines(evening.session)[0]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"schedule": [[[1, 2], [2, 4]]]}, "every seat once"),
        ({"schedule": [[[1, 2], [3]]]}, "sits alone"),
        ({"schedule": ROUNDS}, "as many rounds"),
        ({"schedule": ROUNDS[:1], "turn_seconds": [[[60, 60]]]}, "one for each seat"),
        ({"schedule": [[["1", 2]]]}, "number"),
    ],
)
def test_a_schedule_that_is_none_is_refused_with_the_reason(wrong: dict, why: str) -> None:
    from peerkit.border.validation import validate
    from peerkit.planning.template import Template

    block = {"name": "Turns", **NUMBERED, **wrong}
    table = {
        "title": "T", "summary": "T.", "minutes": {"min": 1, "ideal": 2, "max": 3},
        "people": {"min": 2, "ideal": 4, "max": 9}, "block": [block],
    }  # fmt: skip
    template, problems = validate(Template, table)
    assert template is None
    assert any(why in problem.reason for problem in problems)


# --- always ---------------------------------------------------------------------------------------------------------

THINGS = st.sampled_from(
    ["next", "joined", "joined 2", "left", "left 2", "left 5", "owed", "more", "yes", "undo", "odd"]
)


@given(
    st.integers(2, 9),
    st.sampled_from([PAIRS, NUMBERED, {**NUMBERED, "size": 3}]),
    st.lists(st.one_of(THINGS, st.integers(1, 900)), max_size=14),
)
def test_whatever_happens_nobody_is_alone_and_whoever_is_there_has_one_place(
    people: int, block: dict, script: Sequence[str | int]
) -> None:
    evening = Evening(people, {**block, "rounds": 3})
    for each in script:
        evening.wait(each) if isinstance(each, int) else evening.say(each)
        groups = seated(evening.state)
        seats = [seat for group in groups for seat in group]
        assert len(seats) == len(set(seats))
        if evening.state.people > 1:
            assert all(len(group) > 1 for group in groups)
        if groups and isinstance(evening.state.slot, Gathering | Changeover):
            assert len(seats) <= evening.state.people


@given(st.integers(2, 9), st.lists(st.integers(0, 120), min_size=3, max_size=3))
@tries(0.5)
def test_when_a_round_of_small_groups_ends_every_place_was_offered_the_same(people: int, over: list[int]) -> None:
    evening = Evening(people, BY_HAND, minutes=300)
    evening.say("next")
    late = iter(over)
    last = evening.state
    while evening.state.block == 0:
        last = evening.state
        if isinstance(last.slot, Turn):
            evening.wait(last.left / SECOND + next(late, 0))
            last = evening.state
        if isinstance(evening.state.slot, Changeover):
            evening.wait(30)
        else:
            evening.say("next")
    given_ = {**last.offered, last.slot.seat: last.entitlement} if isinstance(last.slot, Turn | Due) else last.offered
    assert len(set(given_.values())) == 1


def test_no_event_of_small_groups_says_who() -> None:
    assert do.to_json(do.Equal(0, "rounds")) == {"at": 0, "event": "equal", "equal": "rounds"}
    assert do.to_json(do.Warn(0, (300, 60))) == {"at": 0, "event": "warn", "left": (300, 60)}
    assert do.to_json(do.Owed(0)) == {"at": 0, "event": "owed"}
