"""Who sits with whom, on paper."""

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from peerkit.printing.document import Cards, Listing
from peerkit.printing.render.terminal import terminal
from peerkit.printing.sheets.seating import sheet
from peerkit.turns.bounds import certify
from peerkit.turns.equal import times
from peerkit.turns.phrases import count_off, how_good, how_long
from peerkit.turns.rotation import rotate
from peerkit.turns.schedule import Round, Schedule
from peerkit.turns.stored import Stored
from tests.rotations import any_rotation

WHOLE = """\
Who sits with whom
Thursday circle

Count off from 1 to 4, and keep your number.

4 people: 2 pairs. 2 rounds.

In each group, turns go in the order that is written.

Round 1

- 1 and 2
- 3 and 4

Round 2

- 4 and 1
- 2 and 3

How long, and how good

Every turn: 10 minutes. Everybody has in all: 20 minutes.

Each round: 21 minutes. All rounds: 42 minutes. That includes changeovers. Each of them: 30 seconds.

Nobody meets twice, and nobody could do better.

A card for each chair

Cut these out, and lay one on each chair. Then nobody needs to count off.

Seat 1. Round 1: you and 2. Round 2: 4 and you. Turns go in this order.
Seat 2. Round 1: 1 and you. Round 2: you and 3. Turns go in this order.
Seat 3. Round 1: you and 4. Round 2: 2 and you. Turns go in this order.
Seat 4. Round 1: 3 and you. Round 2: you and 1. Turns go in this order.
"""


def stored(rounds: tuple[Round, ...], done: int = 0) -> Stored:
    seats = tuple(sorted(seat for group in rounds[-1] for seat in group))
    schedule = Schedule(2, seats, rounds, certify(rounds, seats), done)
    return Stored(schedule, None, 0)


def of_kind(made: Stored, kind: Any) -> list[Any]:
    return [block for section in sheet(made).sections for block in section.blocks if isinstance(block, kind)]


def test_a_schedule_is_read_from_counting_off_to_the_cards() -> None:
    schedule = rotate(4, 2, 2)
    assert terminal(sheet(Stored(schedule, times(schedule.rounds, "turns", 600, 2), 30), "Thursday circle")) == WHOLE


@given(any_rotation, st.data())
def test_every_group_to_come_stands_in_its_round_and_on_the_card_of_each_who_sits_there(
    rounds: tuple[Round, ...], data: st.DataObject
) -> None:
    done = data.draw(st.integers(0, len(rounds) - 1))
    made = stored(rounds, done)
    assert [block.items for block in of_kind(made, Listing)] == [
        tuple(re.sub(r", (?=\d+$)", " and ", ", ".join(map(str, group))) for group in groups)
        for groups in rounds[done:]
    ]
    (cards,) = of_kind(made, Cards)
    assert [card.heading for card in cards.cards] == [f"Seat {seat}" for seat in made.schedule.seats]
    for seat, card in zip(made.schedule.seats, cards.cards, strict=True):
        *lines, order = card.lines
        assert order == "Turns go in this order."
        for number, (line, groups) in enumerate(zip(lines, rounds[done:], strict=True), done + 1):
            head, _, who = line.partition(": ")
            own = next(group for group in groups if seat in group)
            assert head == f"Round {number}"
            assert tuple(seat if word == "you" else int(word) for word in re.findall(r"you|\d+", who)) == own


@given(any_rotation)
def test_how_good_it_is_is_said_in_the_words_that_the_terminal_has(rounds: tuple[Round, ...]) -> None:
    made = stored(rounds)
    text = terminal(sheet(made)).splitlines()
    for line in (*count_off(made.schedule), *how_long(made), *how_good(made.schedule)):
        assert line in text


def test_one_round_has_no_number_to_count() -> None:
    headings = [section.heading for section in sheet(stored((((1, 2), (3, 4)),))).sections]
    assert headings[0] == "Sitting together"


def test_a_card_in_a_large_circle_says_its_own_place_and_does_not_name_everybody() -> None:
    schedule = rotate(13, 13, 2)
    (cards,) = (
        block
        for section in sheet(Stored(schedule, None, 0)).sections
        for block in section.blocks
        if isinstance(block, Cards)
    )
    for card, seat in zip(cards.cards, schedule.seats, strict=True):
        for line, (circle,), number in zip(card.lines, schedule.rounds, (1, 2), strict=False):
            at = circle.index(seat)
            place = f"turn {at + 1} of 13, after seat {circle[at - 1]}" if at else "you begin"
            assert line == f"Round {number}: {place}"
