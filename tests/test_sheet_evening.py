"""The run sheet and the agenda of an evening."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.durations import said
from peerkit.planning.kinds import groups_in
from peerkit.planning.outline import as_text
from peerkit.planning.plan import Plan, build
from peerkit.printing.document import Blank, Callout, Details, Document, Script, Section, Timetable
from peerkit.printing.render.terminal import terminal
from peerkit.printing.sheets import agenda, run_sheet
from peerkit.running.hard_moment import what_to_do
from peerkit.running.seating import seating_of
from peerkit.turns.contract import contracts
from peerkit.turns.phrases import sitting_out
from peerkit.wording.grammar import listed
from peerkit.words import Words
from tests.agreeing import UNSEEN
from tests.room import circle_header
from tests.strategies import plan_of, plans

RUN_SHEET = """\
A short circle: run sheet
Thursday circle

Thursday 26 November 2026, 19:00 to 19:30, 5 people. For whoever holds the session. What helps in a hard \
moment, and when it gets late, is at the end.

19:00 Welcome

2 minutes, until 19:02. All of you together. Say when this is left: 15 seconds.

Hello to all of you. Please sit down. Here is some tea.

19:02 Rules

2 minutes, until 19:04. All of you together. Say when this is left: 15 seconds.

19:04 Round

6 minutes, until 19:10. Everyone speaks in turn. 5 turns. Each turn: 1 minute 5 seconds. Quiet at the end: 15 \
seconds. Say when this is left of a turn: 15 seconds.

We go round once.

19:10 Pairs

10 minutes, until 19:20. In small groups. 1 pair and 1 three. Each turn: 3 minutes 10 seconds. Pairs are done \
3 minutes 20 seconds sooner, and may talk on or fetch tea. For all groups to end together: Threes with turns \
of 2 minutes 6 seconds. Say when this is left of a turn: 1 minute.

19:20 Talk

7 minutes, until 19:27. All of you together. Say when this is left: 1 minute.

19:27 Goodbye

3 minutes, until 19:30. All of you together. Say when this is left: 1 minute.

At the end

How many came, everyone counted, you too? ____

Only numbers are kept: no names, and nothing that was said.

If you run late

Only when you all say so, what is still to come gives way in this order, down to these lengths.

1. Round, 3 minutes instead of 6; Pairs, 7 minutes instead of 10; Talk, 2 minutes instead of 7.

All else keeps its time, or nearly.

In a hard moment

Breathe out.
We are here.
Stop the clock.
Nobody has to mend anything. Ask what would help: quiet, some air, company, or to go on.
If you fear for somebody, ask plainly: are you thinking of ending your life? Asking makes nothing worse.
Listen, and stay with them. Whether you tell anybody, and whom, is as your rules say.
"""
AGENDA = """\
A short circle
Thursday circle

Thursday 26 November 2026, 19:00 to 19:30.

19:00  Welcome
19:02  Rules
19:04  Round
19:10  Pairs
19:20  Talk
19:27  Goodbye
19:30  We end
"""
SUPPORT = ("Breathe out.", "We are here.")
CIRCLE = circle_header(people=5).plan


def blocks(document: Document, kind: Any) -> list[Any]:
    """Every block of a kind, in the order of the sheet."""
    every = [*document.opening, *(block for section in document.sections for block in section.blocks)]
    return [block for block in every if isinstance(block, kind)]


def parts(document: Document) -> list[Section]:
    """The sections that are parts of the evening."""
    return [section for section in document.sections if re.match(r"\d\d:\d\d ", section.heading)]


def slots(document: Document) -> list[tuple[str, str]]:
    (table,) = blocks(document, Timetable)
    return [(slot.time, slot.what) for slot in table.slots]


def test_a_run_sheet_is_read_from_the_whole_to_its_parts_and_to_the_one_question() -> None:
    assert terminal(run_sheet.sheet(CIRCLE, "Thursday circle", SUPPORT)) == RUN_SHEET


def test_an_agenda_is_times_and_names_and_when_it_ends() -> None:
    assert terminal(agenda.sheet(CIRCLE, "Thursday circle")) == AGENDA


def elsewhere(plan: Plan, zone: str, start: datetime, way: str = "online") -> Plan:
    """The plan of the same circle, at another time in another zone."""
    evening = plan.evening
    template, long = replace(evening.template, format=way), evening.end - evening.start
    made = build(replace(evening, template=template, zone=ZoneInfo(zone), start=start, end=start + long))
    assert isinstance(made, Plan)
    return made


def test_an_agenda_for_people_elsewhere_says_by_which_zone_its_times_are() -> None:
    summer = elsewhere(CIRCLE, "Europe/London", datetime(2026, 7, 2, 18, tzinfo=UTC))
    assert "\nThese times are BST.\n" in terminal(agenda.sheet(summer))
    assert "\nThese times are BST/GMT.\n" in terminal(agenda.sheet(summer, dated=False))
    here = elsewhere(CIRCLE, "Europe/London", datetime(2026, 7, 2, 18, tzinfo=UTC), "in person")
    assert "zone" not in terminal(agenda.sheet(here))
    assert "These times" not in terminal(agenda.sheet(here))


def test_times_that_come_twice_carry_their_zone_on_every_sheet_and_follow_each_other() -> None:
    night = elsewhere(CIRCLE, "Europe/London", datetime(2026, 10, 25, 0, 40, tzinfo=UTC))
    assert [time for time, _ in slots(agenda.sheet(night))] == [
        f"01:{40 + minute} (BST)" for minute in (0, 2, 4, 10)
    ] + ["01:00 (GMT)", "01:07 (GMT)", "01:10 (GMT)"]
    for page in (terminal(run_sheet.sheet(night)), as_text(night)):
        assert "01:50 (BST)" in page
        assert "01:00 (GMT)" in page
    assert "until 01:00 (GMT)" in terminal(run_sheet.sheet(night))
    forward = elsewhere(CIRCLE, "Europe/London", datetime(2026, 3, 29, 0, 40, tzinfo=UTC))
    assert "01:00" not in terminal(run_sheet.sheet(forward))
    assert "until 02:00" in terminal(run_sheet.sheet(forward))


def test_the_running_order_names_the_day_after_midnight_once() -> None:
    late = as_text(elsewhere(CIRCLE, "Europe/London", datetime(2026, 11, 26, 23, 50, tzinfo=UTC)))
    assert "\n00:00 on Friday  Pairs, 10 minutes." in late
    assert "\n00:10  Talk" in late
    assert "on Thursday" not in late


def test_a_day_that_nobody_said_is_on_no_sheet() -> None:
    for sheet in (run_sheet.sheet(CIRCLE, dated=False), agenda.sheet(CIRCLE, dated=False)):
        text = terminal(sheet)
        assert "\n19:00 to 19:30" in text
        assert "November" not in text


@given(plans())
def test_every_time_and_every_length_on_the_run_sheet_is_the_plans(plan: Plan) -> None:
    document = run_sheet.sheet(plan)
    assert len(parts(document)) == len(plan.blocks)
    for section, timed in zip(parts(document), plan.slots(), strict=True):
        assert section.heading == f"{timed.start:%H:%M} {timed.block.name}"
        facts = section.blocks[0].text
        end = f"{timed.start + timedelta(seconds=timed.seconds):%H:%M}"
        assert facts.startswith(f"{said(timed.seconds)}, until {end}.")
        if timed.turn_seconds is not None:
            assert said(timed.turn_seconds) in facts


@given(plans())
def test_every_time_on_the_agenda_is_the_plans_and_none_is_given_to_a_buffer(plan: Plan) -> None:
    shown = [f"{timed.start:%H:%M}" for timed in plan.slots() if timed.block.kind != "buffer"]
    assert [time for time, _ in slots(agenda.sheet(plan))] == [*shown, f"{plan.local(plan.evening.end):%H:%M}"]


def test_an_agenda_says_how_long_nothing_is_and_whose_turn_nothing_is() -> None:
    assert not re.search("minute|turn|people", terminal(agenda.sheet(CIRCLE)))


def test_a_break_is_found_at_a_glance_and_called_one() -> None:
    plan = plan_of(
        {"kind": "break", "name": "Tea", "length": "9m"}, {"kind": "break", "name": "Long break", "length": "9m"}
    )
    (table,) = blocks(agenda.sheet(plan), Timetable)
    assert [(slot.what, slot.rest) for slot in table.slots] == [
        ("Tea, a break", True), ("Long break", True), ("We end", False),
    ]  # fmt: skip


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters=UNSEEN), min_size=1) | st.just(""),
        max_size=12,
    )
)
def test_a_script_comes_out_whole_line_by_line(lines: list[str]) -> None:
    script = "\n".join(["Hello.", *lines])
    document = run_sheet.sheet(plan_of({"kind": "segment", "length": "5m", "script": script}))
    read = [text for block in blocks(document, Script) for text in block.paragraphs]
    assert read == ["Hello.", *filter(None, lines)]


def test_a_paragraph_of_a_script_stays_a_paragraph() -> None:
    document = run_sheet.sheet(plan_of({"kind": "segment", "length": "5m", "script": "One.\nTwo.\n\nThree.\n"}))
    assert blocks(document, Script) == [Script(("One.", "Two.")), Script(("Three.",))]


def test_co_counsellors_have_the_three_contracts_to_say_aloud_once() -> None:
    pairs = {"kind": "groups", "turn": "10m"}
    told = [{**pairs, "attention_switch": "1m"}, {**pairs, "attention_switch": "1m"}]
    assert blocks(run_sheet.sheet(plan_of(*told)), Details) == [Details(contracts())]
    assert blocks(run_sheet.sheet(plan_of(pairs)), Details) == []


@given(plans())
def test_who_sits_with_whom_on_the_run_sheet_is_what_the_evening_will_say(plan: Plan) -> None:
    for section, timed in zip(parts(run_sheet.sheet(plan)), plan.slots(), strict=True):
        seating = seating_of(groups_in(timed.block), timed.people)
        callouts = [block for block in section.blocks if isinstance(block, Callout)]
        assert len(callouts) == (seating is not None)
        for number, groups in enumerate(seating.rounds if seating else (), 1):
            out = sitting_out(seating.sitting_out(number - 1)) if seating else ""
            said_so = f"Round {number}: {'; '.join(listed(group) for group in groups)}. {out}".rstrip()
            assert said_so in callouts[0].paragraphs


def test_what_gives_less_than_two_minutes_is_not_among_what_gives_way_but_called_nearly_kept() -> None:
    plan = plan_of(
        {"kind": "segment", "name": "Hello", "part": "opening", "length": {"min": "5m", "ideal": "5m", "max": "9m"}},
        {"kind": "segment", "name": "Tea", "length": "5m"},
        {"kind": "segment", "name": "Talk", "length": {"min": "5m", "ideal": "20m", "max": "20m"}},
        minutes=31,
    )
    text = terminal(run_sheet.sheet(plan))
    assert "1. Talk, 5 minutes instead of 20.\n\nAll else keeps its time, or nearly.\n" in text


def test_the_words_come_first_and_then_the_cards() -> None:
    headings = [section.heading for section in run_sheet.sheet(CIRCLE).sections]
    assert headings[0] == "19:00 Welcome"
    assert headings[-3:] == ["At the end", "If you run late", "In a hard moment"]


def test_the_card_has_the_groups_own_lines_then_what_to_do_then_numbers_or_room_for_them() -> None:
    with_card, without = run_sheet.sheet(CIRCLE, support=SUPPORT), run_sheet.sheet(CIRCLE)
    to_do = ("Stop the clock.", *what_to_do())
    assert blocks(with_card, Callout) == [Callout("", (*SUPPORT, *to_do))]
    assert blocks(run_sheet.sheet(CIRCLE, numbers=("116 123",)), Callout) == [Callout("", (*to_do, "116 123"))]
    assert blocks(without, Callout) == [Callout("", to_do)]
    assert [blank.lines for blank in blocks(without, Blank)] == [0, 2]


def test_the_groups_own_word_and_the_templates_language_reach_the_sheets() -> None:
    template = replace(CIRCLE.evening.template, language="cy")
    evening = CIRCLE.evening.__class__(**{**vars(CIRCLE.evening), "template": template})
    plan = Plan(evening, CIRCLE.lengths, CIRCLE.spare)
    document = run_sheet.sheet(plan, words=Words(session="gathering"))
    assert "For whoever holds the gathering." in terminal(document)
    assert (document.language, agenda.sheet(plan).language) == ("cy", "cy")


def test_when_the_clocks_change_both_sheets_say_so() -> None:
    from dataclasses import replace
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    start = datetime(2026, 10, 24, 23, 50, tzinfo=UTC)
    evening = replace(CIRCLE.evening, start=start, end=start + timedelta(hours=2), zone=ZoneInfo("Europe/London"))
    plan = Plan(evening, CIRCLE.lengths, CIRCLE.spare)
    for sheet in (run_sheet, agenda):
        assert "The clocks go back while you meet" in terminal(sheet.sheet(plan))


@pytest.mark.parametrize("spare", [0, 5])
def test_what_is_left_of_the_booking_is_said_at_the_end(spare: int) -> None:
    plan = plan_of({"kind": "segment", "length": "5m"}, minutes=5 + spare)
    assert ("To spare at the end: 5 minutes." in terminal(run_sheet.sheet(plan))) is bool(spare)
