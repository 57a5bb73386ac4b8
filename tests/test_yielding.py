"""What gives way when a group runs late, and in what order."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from peerkit.planning.plan import Plan, build, least_minutes
from peerkit.planning.yielding import at_a_glance, in_order, said_of
from tests.strategies import plan_of, plans


def shorter(plan: Plan, minutes: int) -> Plan:
    made = build(replace(plan.evening, end=plan.evening.end - timedelta(minutes=minutes)))
    assert isinstance(made, Plan)
    return made


@given(plans(), st.data())
def test_nothing_gives_way_before_everything_of_an_earlier_step_has_gone_all_the_way(
    plan: Plan, data: st.DataObject
) -> None:
    least = least_minutes(plan.evening.template, plan.evening.people)
    cut = data.draw(st.integers(0, plan.evening.seconds // 60 - least))
    lengths = dict(zip([timed.start for timed in plan.slots()], shorter(plan, cut).lengths, strict=True))
    steps = in_order(plan)
    for earlier, later in pairwise(steps):
        if any(lengths[part.timed.start] < part.start for part in later):
            assert all(lengths[part.timed.start] <= part.end for part in earlier)


@given(plans())
def test_all_steps_together_come_to_the_shortest_evening_there_is(plan: Plan) -> None:
    ends = {part.timed.start: part.end for step in in_order(plan) for part in step}
    least = sum(ends.get(timed.start, timed.seconds) for timed in plan.slots())
    assert least == 60 * least_minutes(plan.evening.template, plan.evening.people)


@given(plans())
def test_at_a_glance_there_is_only_what_gives_two_minutes_unless_nothing_does(plan: Plan) -> None:
    steps = in_order(plan)
    large = [part for step in steps for part in step if part.start - part.end >= 120]
    shown = at_a_glance(steps)
    assert [part for step in shown for part in step] == large or (not large and shown == steps)
    assert all(shown)


def test_it_is_said_of_each_part_when_and_how_far_it_gives_way() -> None:
    span = {"min": "5m", "ideal": "10m", "max": "20m"}
    plan = plan_of(
        {"kind": "segment", "part": "opening", "length": span},
        {"kind": "segment", "length": span, "shrinks": "last"},
        {"kind": "buffer", "length": span},
        {"kind": "segment", "length": {"min": "5m", "ideal": "10m", "max": "10m"}},
        minutes=43,
    )
    steps = in_order(plan)
    assert [said_of(timed, steps) for timed in plan.slots()] == [
        "Gives way first, down to: 10 minutes.",
        "Gives way first, down to: 10 minutes. Gives way last, down to: 5 minutes.",
        "Gives way first, down to: 10 minutes. Gives way second, down to: 5 minutes.",
        "Gives way third, down to: 5 minutes.",
    ]


def test_where_there_is_one_step_there_is_no_first() -> None:
    plan = plan_of(
        {"kind": "segment", "length": {"min": "5m", "ideal": "9m", "max": "9m"}},
        {"kind": "segment", "length": "4m"},
        minutes=13,
    )
    steps = in_order(plan)
    assert [said_of(timed, steps) for timed in plan.slots()] == ["Gives way, down to: 5 minutes.", "Keeps its time."]
