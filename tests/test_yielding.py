"""What gives way when a group runs late, and in what order."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from peerkit.planning.plan import Plan, build, least_minutes
from peerkit.planning.yielding import at_a_glance, in_order
from tests.strategies import plans


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
