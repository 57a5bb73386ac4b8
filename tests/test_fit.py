import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerkit.planning.fit import MINUTE, Fit, Need, Shortfall, fit, gaps_of, need_of, turn_in, turns_of
from peerkit.planning.template import Block, Groups, Round
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


@pytest.fixture(scope="module")
def lists() -> list[tuple[list[Need], int, int]]:
    """3,000 lists of blocks, each with the sum of its leasts and of its greatests."""
    dice = random.Random(20261126)
    many = [random_needs(dice) for _ in range(3000)]
    return [(needs, sum(n.rungs[0] for n in needs), sum(n.rungs[-1] for n in needs)) for needs in many]


def between(least: int, greatest: int) -> list[int]:
    dice = random.Random(least * 7919 + greatest)
    return sorted({least, least + 1, greatest - 1, greatest, greatest + 1, *(dice.randint(least, greatest) for _ in "1234")})


def test_lengths_and_spare_are_exactly_the_time_there_is(lists) -> None:
    for needs, least, greatest in lists:
        for available in between(least, greatest + 5000):
            found = fit(needs, available)
            if isinstance(found, Fit):
                assert sum(found.lengths) + found.spare == available
                assert found.spare >= 0


def test_every_length_is_a_rung_of_its_block(lists) -> None:
    for needs, least, greatest in lists:
        for available in between(least, greatest):
            found = fit(needs, available)
            if isinstance(found, Fit):
                assert all(length in need.rungs for length, need in zip(found.lengths, needs, strict=True))


def test_more_time_makes_no_block_shorter(lists) -> None:
    for needs, least, greatest in lists:
        lengths = [fitted(needs, available).lengths for available in between(least, greatest) if available >= least]
        for shorter, longer in zip(lengths, lengths[1:], strict=False):
            assert all(a <= b for a, b in zip(shorter, longer, strict=True))


def test_at_the_sum_of_leasts_everything_is_at_its_least(lists) -> None:
    for needs, least, _ in lists:
        assert fitted(needs, least) == Fit(tuple(need.rungs[0] for need in needs), 0)


def test_every_shortfall_is_exact(lists) -> None:
    for needs, least, greatest in lists:
        for missing in (1, 59, 60, greatest):
            assert fit(needs, least - missing) == Shortfall(missing)


def test_at_the_sum_of_greatests_everything_is_at_its_greatest_and_a_second_more_is_spare(lists) -> None:
    for needs, _, greatest in lists:
        for more in (0, 1):
            assert fitted(needs, greatest + more) == Fit(tuple(need.rungs[-1] for need in needs), more)


def test_nothing_grows_past_its_ideal_before_everything_has_reached_it(lists) -> None:
    for needs, least, greatest in lists:
        for available in between(least, greatest):
            found = fit(needs, available)
            if isinstance(found, Fit) and any(a > n.ideal for a, n in zip(found.lengths, needs, strict=True)):
                assert all(a >= n.ideal for a, n in zip(found.lengths, needs, strict=True))


def test_what_gives_way_first_waits_until_all_that_gives_way_later_has_its_ideal(lists) -> None:
    for needs, least, greatest in lists:
        for available in between(least, greatest):
            found = fit(needs, available)
            if isinstance(found, Fit):
                grown = [n.level for a, n in zip(found.lengths, needs, strict=True) if n.rungs[0] < a <= n.ideal]
                behind = [n.level for a, n in zip(found.lengths, needs, strict=True) if a < n.ideal]
                assert not grown or not behind or max(grown) <= min(behind)


def test_blocks_that_give_way_alike_grow_in_proportion_to_within_a_rung(lists) -> None:
    for needs, least, greatest in lists:
        found = fitted(needs, (least + greatest) // 2)
        for level in (1, 2, 3):
            same = [(a, n) for a, n in zip(found.lengths, needs, strict=True) if n.level == level and n.rungs[0] < n.ideal]
            next_up = [part(min([r for r in n.rungs if r > a], default=a), n) for a, n in same if a < n.ideal]
            assert not next_up or max(part(a, n) for a, n in same) <= min(next_up)


def part(length: int, need: Need) -> float:
    return min(1.0, (length - need.rungs[0]) / (need.ideal - need.rungs[0]))


def test_no_blocks_fit_in_no_time_and_an_empty_list_can_fall_short() -> None:
    assert fit([], 0) == Fit((), 0)
    assert fit([], -5) == Shortfall(5)


# --- the ladder of each kind of block -----------------------------------------------------------------------------


@given(templates(most=3), PEOPLE)
@settings(max_examples=600, deadline=None)
def test_every_ladder_ascends_in_whole_minutes_and_holds_its_ideal(template, people: int) -> None:
    for block in template.block:
        need = need_of(block, people)
        assert list(need.rungs) == sorted(set(need.rungs))
        assert all(rung > 0 and rung % MINUTE == 0 for rung in need.rungs)
        assert need.ideal in need.rungs


@given(templates(most=3), PEOPLE)
@settings(max_examples=600, deadline=None)
def test_what_never_gives_way_begins_at_its_ideal(template, people: int) -> None:
    for block in template.block:
        need = need_of(block, people)
        if block.level == 0:
            assert need.rungs[0] == need.ideal


@given(templates(most=3), PEOPLE)
@settings(max_examples=300, deadline=None)
def test_a_block_is_never_below_the_least_that_its_template_names(template, people: int) -> None:
    for block in template.block:
        least = need_of(block, people).rungs[0]
        if block.kind in ("round", "groups") and not getattr(block, "open", False):
            assert turn_in(block, people, least) >= block.turn.min
        else:
            assert least >= block.length.min


@given(templates(most=3), PEOPLE)
@settings(max_examples=600, deadline=None)
def test_the_turns_and_changeovers_lie_inside_the_length_with_less_than_a_minute_of_quiet(template, people: int) -> None:
    for block in template.block:
        if not isinstance(block, Round | Groups) or getattr(block, "open", False):
            continue
        rungs = need_of(block, people).rungs
        turns = turns_of(block, people)
        for length in rungs:
            quiet = length - turns * turn_in(block, people, length) - gaps_of(block, turns)
            assert 0 <= quiet < MINUTE


@given(templates(most=3), PEOPLE)
@settings(max_examples=300, deadline=None)
def test_an_open_round_has_time_for_everyone_once(template, people: int) -> None:
    for block in template.block:
        if isinstance(block, Round) and block.open:
            least = need_of(block, people).rungs[0]
            assert least >= people * block.turn.ideal + (people - 1) * block.changeover


def only(**block: object) -> Block:
    return template_of(block).block[0]


def test_a_round_of_nine_two_minutes_each_takes_nineteen_minutes_with_its_changeovers() -> None:
    block = only(kind="round", turn="2m", changeover="5s")
    assert need_of(block, 9) == Need((1140,), 1140, 2)
    assert turn_in(block, 9, 1140) == 120


def test_a_three_among_pairs_takes_half_as_long_again() -> None:
    block = only(kind="groups", turn="10m", size=2)
    assert need_of(block, 8).rungs == (1200,)
    assert need_of(block, 9).rungs == (1800,)


def test_least_rounds_up_and_greatest_down_and_where_they_cross_least_wins() -> None:
    assert need_of(only(kind="break", length="90s"), 4).rungs == (120,)
    assert need_of(only(kind="round", turn="7s"), 6).rungs == (60,)
