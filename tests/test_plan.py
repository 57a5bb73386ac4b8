import tomllib
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import tomli_w
from hypothesis import assume, given
from hypothesis import strategies as st

from peerkit.border.validation import validate
from peerkit.planning.offers import LONGEST, offers
from peerkit.planning.plan import DoesNotFit, Evening, Plan, apply_offer, build, least_minutes
from peerkit.planning.template import Template, as_toml
from tests.strategies import SEVEN, blocks, evenings, plan_of, template_of, templates


@st.composite
def evenings_that_do_not_fit(draw) -> Evening:
    template, people = draw(templates(blocks)), draw(st.integers(2, 20))
    missing = draw(st.integers(1, least_minutes(template, people)))
    end = SEVEN + timedelta(minutes=least_minutes(template, people) - missing, seconds=draw(st.integers(0, 59)))
    return Evening("an-evening", template, people, SEVEN, end)


def offered(words: str, *of: dict, people: int, minutes: int) -> list[str]:
    evening = Evening("an-evening", template_of(*of), people, SEVEN, SEVEN + timedelta(minutes=minutes))
    found = build(evening)
    assert isinstance(found, DoesNotFit)
    return [offer.words for offer in found.offers if words in offer.words]


# --- what fits ----------------------------------------------------------------------------------------------------


@given(evenings())
def test_the_blocks_and_the_spare_add_up_to_the_booking(evening: Evening) -> None:
    plan = build(evening)
    assert isinstance(plan, Plan)
    assert sum(slot.seconds for slot in plan.slots()) + plan.spare == evening.seconds
    assert plan.spare >= 0


@given(evenings())
def test_each_block_starts_when_the_one_before_it_ends(evening: Evening) -> None:
    slots = list(build(evening).slots())
    assert slots[0].start == evening.start
    for before, after in pairwise(slots):
        assert after.start - before.start == timedelta(seconds=before.seconds)


@given(evenings())
def test_the_balance_adds_up_to_the_blocks(evening: Evening) -> None:
    plan = build(evening)
    assert sum(plan.balance.values()) == sum(plan.lengths)


def test_each_block_is_in_the_balance_of_whoever_leads_it() -> None:
    tea = {"kind": "break", "length": "20m"}
    plan = plan_of({"kind": "reading", "length": "10m"}, tea, {"kind": "round", "turn": "1m"}, people=10)
    assert plan.balance == {"one": 600, "everyone": 600, "groups": 0, "nobody": 1200}


@given(evenings())
def test_turns_changeovers_and_quiet_time_fill_a_block_of_turns(evening: Evening) -> None:
    for slot in build(evening).slots():
        if slot.turns is not None and not getattr(slot.block, "open", False):
            changeovers = slot.turns if slot.block.kind == "groups" else slot.turns - 1
            said = slot.turns * slot.turn_seconds + changeovers * slot.block.changeover
            assert said + slot.quiet_seconds == slot.seconds


def test_a_break_has_no_turns() -> None:
    tea = next(plan_of({"kind": "break", "length": "20m"}).slots())
    assert (tea.turns, tea.turn_seconds, tea.quiet_seconds, tea.cost_of_three) == (None, None, 0, 0)


@pytest.mark.parametrize(("people", "rounds", "cost"), [(8, 1, 0), (9, 1, 630), (9, 2, 1260), (3, 2, 0)])
def test_a_three_among_pairs_costs_a_turn_and_a_changeover_in_each_round(people: int, rounds: int, cost: int) -> None:
    pairs = {"kind": "groups", "turn": "10m", "changeover": "30s", "rounds": rounds}
    assert next(plan_of(pairs, people=people).slots()).cost_of_three == cost


def test_the_night_the_clocks_go_back_keeps_its_real_length() -> None:
    london = ZoneInfo("Europe/London")
    start = datetime(2026, 10, 25, 0, 30, tzinfo=london).astimezone(UTC)
    end = datetime(2026, 10, 25, 2, 30, tzinfo=london).astimezone(UTC)
    hours = [{"kind": "segment", "length": "1h"}] * 3
    plan = build(Evening("a-night", template_of(*hours), 4, start, end, london))
    assert plan.evening.seconds == 3 * 3600
    assert [f"{slot.start:%H:%M %z}" for slot in plan.slots()] == ["00:30 +0100", "01:30 +0100", "01:30 +0000"]
    assert f"{plan.local(end):%H:%M}" == "02:30"


def test_the_night_the_clocks_go_forward_has_an_hour_less() -> None:
    london = ZoneInfo("Europe/London")
    start = datetime(2026, 3, 29, 0, 30, tzinfo=london).astimezone(UTC)
    end = datetime(2026, 3, 29, 2, 30, tzinfo=london).astimezone(UTC)
    found = build(Evening("a-night", template_of({"kind": "segment", "length": "2h"}), 4, start, end, london))
    assert isinstance(found, DoesNotFit)
    assert found.seconds == 3600


@given(templates(), st.integers(2, 30))
def test_the_least_minutes_are_just_enough(template, people: int) -> None:
    least = least_minutes(template, people)
    fits = [
        isinstance(build(Evening("e", template, people, SEVEN, SEVEN + timedelta(minutes=each))), Plan)
        for each in (least - 1, least)
    ]
    assert fits == [False, True]


# --- what doesn't fit ---------------------------------------------------------------------------------------------


@given(evenings_that_do_not_fit())
def test_every_offer_applied_fits(evening: Evening) -> None:
    found = build(evening)
    assert isinstance(found, DoesNotFit)
    for offer in found.offers:
        assert isinstance(build(apply_offer(evening, offer)), Plan), offer.words


@given(evenings_that_do_not_fit())
def test_a_later_end_is_offered_in_steps_of_five_minutes_and_no_later_than_it_must_be(evening: Evening) -> None:
    found = build(evening)
    assume(evening.seconds + found.seconds + 300 <= LONGEST)
    later = found.offers[0]
    assert later.option == "--end"
    assert later.more % 300 == 0
    assert found.seconds <= later.more < found.seconds + 300


@given(evenings_that_do_not_fit())
def test_no_offer_touches_opening_agreement_or_closing(evening: Evening) -> None:
    found = build(evening)
    kept = [block for block in evening.template.block if block.part or block.kind == "agreement"]
    for offer in found.offers:
        assert [block for block in offer.blocks if block.part or block.kind == "agreement"] == kept


@given(evenings_that_do_not_fit())
def test_a_template_made_by_an_offer_can_be_written_and_read_again(evening: Evening) -> None:
    for offer in build(evening).offers:
        changed = apply_offer(evening, offer).template
        assert written_and_read(changed) == (changed, [])


@given(evenings())
def test_nothing_is_offered_where_all_fits(evening: Evening) -> None:
    assert offers(evening.template.block, evening.people, evening.seconds) == ()


def test_two_hours_of_talk_in_ninety_minutes_can_leave_out_the_smallest_that_is_enough() -> None:
    talks = [{"kind": "segment", "length": length} for length in ("40m", "20m", "35m", "25m")]
    assert offered("Leave out", *talks, people=4, minutes=90) == ["Leave out: Part 3."]


def test_a_long_round_can_be_held_in_threes() -> None:
    assert offered("at once", {"kind": "round", "turn": "5m"}, people=9, minutes=30) == [
        "Part 1: in small groups, all at once: 3 threes."
    ]


def test_shorter_turns_are_offered_where_the_cut_is_smallest() -> None:
    rounds = [{"kind": "round", "turn": turn} for turn in ("2m", "4m")]
    assert offered("Part 1: shorter", *rounds, people=5, minutes=25) == ["Part 1: shorter turns. Each turn: 1 minute."]


def test_nobody_is_offered_a_turn_of_less_than_half_a_minute() -> None:
    assert offered("Part 1: shorter", {"kind": "round", "turn": "40s"}, people=12, minutes=2) == []


# --- files --------------------------------------------------------------------------------------------------------


def written_and_read(template) -> object:
    return validate(Template, tomllib.loads(tomli_w.dumps(as_toml(template))))


@given(templates())
def test_a_template_written_as_toml_reads_back_the_same(template) -> None:
    assert written_and_read(template) == (template, [])


TEXT = st.text(min_size=1, max_size=40)


@given(TEXT, st.lists(st.sampled_from(["30s", "1m", "5m"]), max_size=3), TEXT, TEXT)
def test_any_words_that_a_template_takes_come_back_as_they_were(title: str, warn: list, name: str, script: str) -> None:
    block = {"kind": "round", "name": name, "turn": "2m", "pass": False, "warn": warn, "script": script}
    people, minutes = {"min": 2, "ideal": 2, "max": 2}, {"min": 9, "ideal": 9, "max": 9}
    table = {"title": title, "summary": "x", "minutes": minutes, "people": people, "block": [block]}
    template, problems = validate(Template, table)
    assert (template is None) == bool(problems)
    if template:
        assert written_and_read(template) == (template, [])


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(st.data())
def test_a_template_with_anything_at_all_in_one_place_is_read_or_refused_in_printable_words(data) -> None:
    table = as_toml(data.draw(templates(most=2)))
    inside = data.draw(st.sampled_from([table, table["block"][0], table["minutes"], table["people"]]))
    inside[data.draw(st.sampled_from(sorted(inside)) | st.text(max_size=8))] = data.draw(JUNK)
    template, problems = validate(Template, table)
    assert (template is None) == bool(problems)
    for problem in problems:
        assert problem.line("file").isprintable(), problem
