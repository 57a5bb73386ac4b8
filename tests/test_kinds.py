"""What each kind of block is to an evening: who gives way, how many turns, which small groups, and in words."""

import pytest

from peerkit.planning.fit import Need
from peerkit.planning.kinds import (
    fits,
    groups_in,
    has_two_sizes,
    least_people,
    level_of,
    need_of,
    sizes_in,
    taking_turns,
    turns_among,
    turns_of,
)
from tests.strategies import template_of

TALK = {"kind": "segment", "length": {"min": "5m", "ideal": "10m", "max": "20m"}}
ROUND = {"kind": "round", "turn": "2m"}
OPEN = {**ROUND, "open": True, "length": "20m", "changeover": "15s"}
PAIRS = {"kind": "groups", "turn": "10m"}
SEATED = {**PAIRS, "partners": "rotation", "rounds": 2, "schedule": [[[1, 2, 3], [4, 5]], [[1, 4], [2, 3, 5]]]}
IN_TURN = {
    **PAIRS, "partners": "rotation", "rounds": 3, "sit_out": 1, "seats": [1, 2, 3, 4, 5, 6],
    "schedule": [[[1, 2, 3], [4, 5]], [[1, 2, 4, 5, 6]], [[6, 1], [3, 4, 5]]],
}  # fmt: skip
TWO_OUT = {**PAIRS, "partners": "rotation", "rounds": 3, "sit_out": 2}
DIVIDED = {**SEATED, "turn_seconds": [[[200, 200, 200], [300, 300]], [[300, 300], [200, 200, 200]]]}


def only(table: dict[str, object], **more: object):
    return template_of({**table, **more}).block[0]


@pytest.mark.parametrize(
    ("block", "level"),
    [
        (TALK, 2),
        ({"kind": "reading", "length": "5m"}, 2),
        ({"kind": "agreement", "length": "5m"}, 0),
        ({"kind": "break", "length": "5m"}, 1),
        ({"kind": "buffer", "length": "5m"}, 3),
        (ROUND, 2),
        (PAIRS, 2),
        ({**TALK, "part": "opening"}, 0),
        ({**TALK, "part": "opening", "shrinks": "first"}, 3),
        ({**TALK, "shrinks": "never"}, 0),
        ({**TALK, "shrinks": "last"}, 1),
        ({"kind": "buffer", "length": "5m", "shrinks": "middle"}, 2),
    ],
)
def test_who_gives_way_is_the_blocks_own_word_else_its_parts_else_its_kinds(block: dict, level: int) -> None:
    assert level_of(only(block)) == need_of(only(block), 4).level == level


def test_a_stretch_has_its_own_ladder_and_turns_make_theirs() -> None:
    assert need_of(only(TALK), 4) == Need(tuple(range(300, 1201, 60)), 600, 2)
    assert turns_of(only(TALK), 4) is None
    assert need_of(only(ROUND, changeover="15s"), 4) == Need((540,), 540, 2)


def test_an_open_round_is_never_too_short_for_everybody_once() -> None:
    assert need_of(only(OPEN), 9).rungs == (20 * 60,)
    assert need_of(only(OPEN), 10).rungs == (23 * 60,), "ten turns of two minutes and nine changeovers"


def test_two_people_make_a_small_group_and_one_is_enough_for_anything_else() -> None:
    talk, pairs = only(TALK), only(PAIRS)
    assert [least_people(blocks) for blocks in ([talk], [talk, pairs], [])] == [1, 2, 1]
    assert (groups_in(None), groups_in(talk), groups_in(pairs)) == (None, None, pairs)


def test_groups_are_as_large_as_their_schedule_says_while_so_many_are_there() -> None:
    block = only(SEATED, schedule=[[[1, 2, 3], [4, 5]], [[1, 2, 3, 4, 5]]])
    assert [sizes_in(block, 5, rotation) for rotation in (0, 1, 2)] == [(2, 3), (5,), (2, 3)]
    assert [sizes_in(block, 6, rotation) for rotation in (0, 1)] == [(2, 2, 2), (2, 2, 2)]
    assert [sizes_in(only(PAIRS, size=3), people, 0) for people in (1, 2, 7)] == [(2,), (2,), (2, 2, 3)]


def test_who_sits_out_in_turn_is_in_no_group_and_two_always_take_turns() -> None:
    block = only(IN_TURN)
    assert [sizes_in(block, 6, rotation) for rotation in (0, 1, 2, 3)] == [(2, 3), (5,), (2, 3), (2, 3)]
    assert [sizes_in(block, people, 0) for people in (5, 7)] == [(2, 2), (2, 2, 2)]
    assert [taking_turns(only(TWO_OUT), people) for people in (3, 4, 5)] == [2, 2, 3]
    assert [has_two_sizes(block, people) for people in (5, 6, 7)] == [False, True, False]


def test_a_rotation_has_a_turn_for_each_of_the_largest_group_or_of_the_usual_or_one() -> None:
    assert [turns_among(only(block), (2, 2, 3)) for block in (PAIRS, {**PAIRS, "equal": "rounds"}, DIVIDED)] == [
        3,
        2,
        1,
    ]
    assert turns_of(only(SEATED), 5).laps == (3, 3)
    assert turns_of(only(PAIRS, rounds=3, changeover="1m"), 8).gaps == 6 * 60


def test_an_odd_number_costs_time_where_every_turn_is_as_long() -> None:
    assert [has_two_sizes(only(PAIRS), people) for people in (1, 2, 3, 4, 5)] == [False, False, False, False, True]
    assert has_two_sizes(only(PAIRS, size=3), 7)
    assert not has_two_sizes(only(PAIRS, equal="rounds"), 5)
    assert not has_two_sizes(only(DIVIDED), 5)


def test_a_round_held_in_threes_keeps_its_name_its_words_and_its_turn() -> None:
    more = {"turn": "2m", "changeover": "15s", "shrinks": "last", "script": "Say it.", "warn": ["30s"]}
    more["language"] = "cy"
    block = only(ROUND, **more, part="opening", moves_on="by hand")
    assert fits(block).in_threes(block) == only({"kind": "groups", "size": 3}, **more)


@pytest.mark.parametrize(
    ("block", "people", "said"),
    [
        (ROUND, 1, "1 turn. Each turn: 2 minutes."),
        (ROUND, 9, "9 turns. Each turn: 2 minutes."),
        (OPEN, 9, "For whoever is there. Each turn: 2 minutes."),
        (PAIRS, 8, "4 pairs. Each turn: 2 minutes."),
        (PAIRS, 5, "1 pair and 1 three. Each turn: 2 minutes."),
        ({**PAIRS, "rounds": 2}, 8, "4 pairs. 2 rounds. Each turn: 2 minutes."),
        ({**PAIRS, "rounds": 2}, 5,
         "1 pair and 1 three. 2 rounds. Each turn: 2 minutes."),
        ({**PAIRS, "rounds": 2, "equal": "rounds"}, 5, "1 pair and 1 three. 2 rounds. Each turn: 2 minutes."),
        (DIVIDED, 5, "1 pair and 1 three. 2 rounds. Each round: 2 minutes."),
        (IN_TURN, 6, "1 pair and 1 three. 1 person sits out. 3 rounds. Each turn: 2 minutes."),
        (TWO_OUT, 6, "2 pairs. 2 people sit out. 3 rounds. Each turn: 2 minutes."),
        (TWO_OUT, 3, "1 pair. 1 person sits out. 3 rounds. Each turn: 2 minutes."),
        (TWO_OUT, 1, "1 pair. 3 rounds. Each turn: 2 minutes."),
    ],
)  # fmt: skip
def test_how_turns_go_in_words(block: dict, people: int, said: str) -> None:
    made = only(block)
    assert fits(made).told(made, people, turns_of(made, people).number, 120) == said


@pytest.mark.parametrize(
    ("block", "about"),
    [
        (TALK, ()),
        (ROUND, ("anyone may pass",)),
        ({**ROUND, "pass": False}, ("nobody may pass",)),
        (PAIRS, ("in pairs", "1 round")),
        ({**PAIRS, "size": 3, "rounds": 2}, ("in groups of 3", "2 rounds")),
    ],
)
def test_what_else_there_is_to_know_of_a_block(block: dict, about: tuple[str, ...]) -> None:
    assert fits(only(block)).about(only(block)) == about
