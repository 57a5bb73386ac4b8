import random
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerkit.planning.fit import MINUTE, Fit, Need, Shortfall, fit
from peerkit.planning.kinds import level_of, need_of, turns_of
from peerkit.planning.template import Block, GoRound
from tests.strategies import template_of, templates

PEOPLE = st.integers(2, 40)


def random_needs(dice: random.Random) -> list[Need]:
    def one() -> Need:
        rungs = sorted({dice.randrange(1, 60) * MINUTE for _ in range(dice.randrange(1, 12))})
        level = dice.randrange(4)
        return Need(tuple(rungs), dice.choice(rungs) if level else rungs[0], level)

    return [one() for _ in range(dice.randrange(1, 9))]


def fitted(needs: list[Need], available: int) -> Fit:
    found = fit(needs, available)
    assert isinstance(found, Fit)
    return found


@dataclass(frozen=True)
class Case:
    """A list of blocks, and how it fits into ever more time."""

    needs: list[Need]
    least: int
    greatest: int
    fits: dict[int, Fit]

    def blocks(self) -> Iterator[list[tuple[int, Need]]]:
        """For each fit: every length with its ladder."""
        for found in self.fits.values():
            yield list(zip(found.lengths, self.needs, strict=True))


@pytest.fixture
def cases() -> list[Case]:
    """Lists of blocks, at the sum of leasts, of greatests, a second beside each, and between."""
    dice = random.Random(20261126)
    return [case(dice) for _ in range(2 * settings().max_examples)]


def case(dice: random.Random) -> Case:
    needs = random_needs(dice)
    least, greatest = sum(need.rungs[0] for need in needs), sum(need.rungs[-1] for need in needs)
    between = [dice.randint(least, greatest) for _ in range(4)]
    times = sorted({least, least + 1, *between, max(least, greatest - 1), greatest, greatest + 1, greatest + 5000})
    return Case(needs, least, greatest, {available: fitted(needs, available) for available in times})


def test_lengths_and_spare_are_exactly_the_time_there_is(cases: list[Case]) -> None:
    for case in cases:
        for available, found in case.fits.items():
            assert sum(found.lengths) + found.spare == available
            assert found.spare >= 0


def test_every_length_is_a_rung_of_its_block(cases: list[Case]) -> None:
    for case in cases:
        for blocks in case.blocks():
            assert all(length in need.rungs for length, need in blocks)


def test_more_time_makes_no_block_shorter(cases: list[Case]) -> None:
    for case in cases:
        for shorter, longer in pairwise(case.fits.values()):
            assert all(a <= b for a, b in zip(shorter.lengths, longer.lengths, strict=True))


def test_at_the_sum_of_leasts_everything_is_at_its_least(cases: list[Case]) -> None:
    for case in cases:
        assert case.fits[case.least] == Fit(tuple(need.rungs[0] for need in case.needs), 0)


def test_every_shortfall_is_exact(cases: list[Case]) -> None:
    for case in cases:
        for missing in (1, 59, 60, case.greatest):
            assert fit(case.needs, case.least - missing) == Shortfall(missing)


def test_at_the_sum_of_greatests_everything_is_at_its_greatest_and_a_second_more_is_spare(cases: list[Case]) -> None:
    for case in cases:
        for more in (0, 1):
            assert case.fits[case.greatest + more] == Fit(tuple(need.rungs[-1] for need in case.needs), more)


def test_nothing_grows_past_its_ideal_before_everything_has_reached_it(cases: list[Case]) -> None:
    for case in cases:
        for blocks in case.blocks():
            if any(length > need.ideal for length, need in blocks):
                assert all(length >= need.ideal for length, need in blocks)


def test_what_gives_way_first_waits_until_all_that_gives_way_later_has_its_ideal(cases: list[Case]) -> None:
    for case in cases:
        for blocks in case.blocks():
            grown = [need.level for length, need in blocks if need.rungs[0] < length <= need.ideal]
            behind = [need.level for length, need in blocks if length < need.ideal]
            assert not grown or not behind or max(grown) <= min(behind)


def test_blocks_that_give_way_alike_grow_in_proportion_to_within_a_rung(cases: list[Case]) -> None:
    for case in cases:
        for blocks in case.blocks():
            for level in (1, 2, 3):
                same = [each for each in blocks if each[1].level == level and each[1].rungs[0] < each[1].ideal]
                next_up = [part(next_rung(*each), each[1]) for each in same if each[0] < each[1].ideal]
                assert not next_up or max(part(*each) for each in same) <= min(next_up)


def part(length: int, need: Need) -> Fraction:
    """How far the block has come from its least to its ideal."""
    return min(Fraction(1), Fraction(length - need.rungs[0], need.ideal - need.rungs[0]))


def next_rung(length: int, need: Need) -> int:
    return min(rung for rung in need.rungs if rung > length)


def test_no_blocks_fit_in_no_time_and_an_empty_list_can_fall_short() -> None:
    assert fit([], 0) == Fit((), 0)
    assert fit([], -5) == Shortfall(5)


# --- the ladder of each kind of block -----------------------------------------------------------------------------


@given(templates(most=3), PEOPLE)
def test_every_ladder_ascends_in_whole_minutes_and_holds_its_ideal(template, people: int) -> None:
    for block in template.block:
        need = need_of(block, people)
        assert list(need.rungs) == sorted(set(need.rungs))
        assert all(rung > 0 and rung % MINUTE == 0 for rung in need.rungs)
        assert need.ideal in need.rungs


@given(templates(most=3), PEOPLE)
def test_what_never_gives_way_begins_at_its_ideal(template, people: int) -> None:
    for block in template.block:
        need = need_of(block, people)
        if level_of(block) == 0:
            assert need.rungs[0] == need.ideal


@given(templates(most=3), PEOPLE)
def test_a_block_is_never_below_the_least_that_its_template_names(template, people: int) -> None:
    for block in template.block:
        least = need_of(block, people).rungs[0]
        turns = turns_of(block, people)
        if turns and not turns.open:
            assert turns.turn_in(least) >= block.turn.min
        else:
            assert least >= block.length.min


@given(templates(most=3), PEOPLE)
def test_turns_and_changeovers_lie_inside_the_length_with_less_than_a_minute_of_quiet(template, people: int) -> None:
    for block in template.block:
        turns = turns_of(block, people)
        for length in need_of(block, people).rungs if turns and not turns.open else ():
            assert 0 <= length - turns.number * turns.turn_in(length) - turns.gaps < MINUTE


@given(templates(most=3), PEOPLE)
def test_an_open_round_has_time_for_everyone_once(template, people: int) -> None:
    for block in template.block:
        if isinstance(block, GoRound) and block.open:
            least = need_of(block, people).rungs[0]
            assert least >= people * block.turn.ideal + (people - 1) * block.changeover


def only(**block: object) -> Block:
    return template_of(block).block[0]


LENGTH = {"min": "5m", "ideal": "10m", "max": "20m"}


@pytest.mark.parametrize(
    ("block", "need"),
    [
        ({"kind": "segment", "length": LENGTH}, Need(tuple(range(300, 1201, 60)), 600, 2)),
        ({"kind": "segment", "length": LENGTH, "shrinks": "never"}, Need(tuple(range(600, 1201, 60)), 600, 0)),
        (
            {"kind": "round", "turn": {"min": "1m", "ideal": "90s", "max": "2m"}, "shrinks": "last"},
            Need((240, 300, 360, 420, 480), 360, 1),
        ),
        (
            {"kind": "round", "open": True, "turn": "2m", "changeover": "30s", "length": LENGTH, "shrinks": "first"},
            Need(tuple(range(600, 1201, 60)), 600, 3),
        ),
    ],
    ids=["as long as it may be", "never below its ideal", "as long as its turns", "open, once round at least"],
)
def test_the_ladder_of_a_block_for_four_people(block: dict[str, object], need: Need) -> None:
    assert need_of(only(**block), 4) == need


def test_nine_turns_have_eight_changeovers_between_them() -> None:
    block = only(kind="round", turn="2m", changeover="15s")
    assert need_of(block, 9) == Need((1200,), 1200, 2)
    assert turns_of(block, 9).turn_in(1200) == 120
    assert turns_of(block, 1).gaps == 0


def test_a_three_among_pairs_takes_half_as_long_again() -> None:
    block = only(kind="groups", turn="10m", size=2)
    assert need_of(block, 8).rungs == (1200,)
    assert need_of(block, 9).rungs == (1800,)


def test_in_small_groups_a_changeover_lies_before_the_first_turn_as_well() -> None:
    assert need_of(only(kind="groups", turn="10m", size=2, changeover="1m"), 8).rungs == (1320,)


@pytest.mark.parametrize(("people", "turns"), [(1, 2), (2, 2), (3, 3)])
def test_pairs_take_two_turns_where_two_or_fewer_are_left(people: int, turns: int) -> None:
    assert turns_of(only(kind="groups", turn="10m", size=2), people).number == turns


def test_least_rounds_up_and_greatest_down_and_where_they_cross_least_wins() -> None:
    assert need_of(only(kind="break", length="90s"), 4).rungs == (120,)
    assert need_of(only(kind="round", turn="7s"), 6).rungs == (60,)


def test_a_turn_is_5_seconds_longer_or_not_at_all() -> None:
    block = only(kind="round", turn={"min": "1m", "ideal": "1m", "max": "70s"})
    assert need_of(block, 24).rungs == (24 * 60, 24 * 65, 24 * 70)
