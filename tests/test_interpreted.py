"""An evening with an interpreter: spoken after each other, or signed meanwhile."""

import io
import json
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.border.evening import read_evening
from peerkit.cli.app import main
from peerkit.cli.session import run
from peerkit.cli.terminal import prompt
from peerkit.errors import PeerkitError
from peerkit.live.journal import Journal
from peerkit.planning.check import problems_of
from peerkit.planning.interpreted import WAYS, interpreted, price, to_know
from peerkit.planning.kinds import fits, groups_in
from peerkit.planning.plan import DoesNotFit, Evening, Plan, apply_offer, build
from peerkit.planning.rests import Interpreted, is_rest, without_rests
from peerkit.planning.stored import evening_as_toml
from peerkit.running.state import Header
from tests.room import SEVEN, HandClock, circle, peerkit

MINUTE = 60
BEGINNING = "An interpreter is with us. If you want to speak, put a hand up; then one at a time."


def evening(people: int = 4, minutes: int = 60) -> Evening:
    return Evening("a-short-circle", circle(), people, SEVEN, SEVEN + timedelta(minutes=minutes))


def plan_of(made: Evening) -> Plan:
    found = build(made)
    assert isinstance(found, Plan)
    return found


evenings = st.builds(evening, st.integers(2, 12), st.integers(20, 240))


def test_spoken_after_each_other_every_turn_is_twice_as_long() -> None:
    plain, longer = circle().block, interpreted(evening(), "spoken").template.block
    for before, after in zip(plain, longer, strict=True):
        assert before.name == after.name
        if fits(before).turns:
            was, now = before.turn, after.turn  # type: ignore[union-attr]
            assert (now.min, now.ideal, now.max) == (2 * was.min, 2 * was.ideal, 2 * was.max)


def test_a_rotation_whose_groups_change_over_on_their_own_is_twice_as_long_in_all_its_turns() -> None:
    groups = next(groups for block in circle().block if (groups := groups_in(block)))
    own = replace(groups, partners="rotation", schedule=(((1, 2),),), turn_seconds=(((60, 90),),))
    template = replace(circle(), block=(*circle().block[:-1], own, circle().block[-1]))
    made = interpreted(replace(evening(2), template=template), "spoken").template.block[-2]
    assert groups_in(made).turn_seconds == (((120, 180),),)  # type: ignore[union-attr]


@given(evenings)
def test_signed_no_more_than_20_minutes_pass_between_parts_without_a_rest(made: Evening) -> None:
    found = build(interpreted(made, "signed"))
    if isinstance(found, DoesNotFit):
        return
    rests = [fits(block).rest for block in found.blocks]
    for rest, stretch in groupby(zip(rests, found.lengths, strict=True), key=lambda each: each[0]):
        lengths = [length for _rest, length in stretch]
        assert rest or len(lengths) == 1 or sum(lengths) <= 20 * MINUTE
    assert not any(one and other for one, other in pairwise(rests))
    ours = [length for block, length in zip(found.blocks, found.lengths, strict=True) if is_rest(block)]
    assert ours == [5 * MINUTE] * len(ours)


@given(evenings)
def test_no_rest_is_there_that_could_be_left_out(made: Evening) -> None:
    signed = build(interpreted(made, "signed"))
    if isinstance(signed, DoesNotFit):
        return
    for place, block in enumerate(signed.blocks):
        if is_rest(block):
            fewer = (*signed.blocks[:place], *signed.blocks[place + 1 :])
            other = plan_of(replace(made, template=replace(made.template, block=fewer)))
            stretches = groupby(zip(fewer, other.lengths, strict=True), key=lambda each: fits(each[0]).rest)
            lengths = [[length for _block, length in stretch] for rest, stretch in stretches if not rest]
            assert any(len(each) > 1 and sum(each) > 20 * MINUTE for each in lengths)


@given(evenings, st.sampled_from(WAYS))
def test_an_interpreted_evening_is_read_back_the_same_and_fits_itself_the_same(made: Evening, way: Interpreted) -> None:
    found = build(interpreted(made, way))
    if isinstance(found, DoesNotFit):
        return
    again, problems = read_evening(evening_as_toml(found.evening), UTC)
    assert (again, problems) == (found.evening, [])
    assert build(found.evening) == found
    assert not [each for each in problems_of(found.evening, {"ground-rules"}) if each.severity == "error"]


@given(evenings)
def test_what_would_help_an_interpreted_evening_never_takes_its_rests(made: Evening) -> None:
    found = build(interpreted(made, "signed"))
    if isinstance(found, DoesNotFit):
        for offer in found.offers:
            assert not any(map(is_rest, offer.blocks))
            assert "Rest" not in offer.words
            assert apply_offer(found.evening, offer).interpreted == "signed"


def test_a_signed_evening_with_other_people_has_other_rests() -> None:
    signed = plan_of(interpreted(evening(4, 90), "signed"))
    anew = plan_of(replace(signed.evening, people=9))
    assert without_rests(anew.blocks) == without_rests(signed.blocks)
    assert anew == plan_of(interpreted(evening(9, 90), "signed"))


def test_it_is_said_at_the_beginning_once() -> None:
    signed = interpreted(interpreted(evening(), "signed"), "signed")
    first, *others = [block.script or "" for block in signed.template.block]
    assert first == f"{circle().block[0].script}\n\n{BEGINNING}"
    assert not any(BEGINNING in script for script in others)


def test_a_plan_for_one_way_is_not_bent_into_the_other() -> None:
    with pytest.raises(PeerkitError, match="made for another way: --interpreted spoken"):
        interpreted(interpreted(evening(), "spoken"), "signed")


def test_each_way_is_priced_in_turns_parts_and_end() -> None:
    spoken, signed = (price(evening(4, 60), way) for way in WAYS)
    assert "Round, each turn: 4 minutes instead of 2 minutes." in spoken
    assert spoken.endswith(("Ends at 20:00.", "minutes.", "seconds."))
    assert "Rests of 5 minutes: " in signed
    assert "It does not fit as it is booked. Missing: " in price(evening(12, 30), "spoken")


def test_what_an_interpreter_needs_is_said_under_the_plan() -> None:
    short, long = (plan_of(interpreted(evening(4, minutes), "signed")) for minutes in (45, 150))
    assert "no turn and no seat" in to_know(short)[0]
    assert "takes two interpreters" not in " ".join(to_know(short))
    assert "takes two interpreters" in " ".join(to_know(long))
    assert to_know(plan_of(evening())) == []


PLAN = ("session", "plan", "a-short-circle", "--people", "4", "--start", "2026-11-26 19:00", "--end", "20:00")
CLOCK = HandClock(datetime(2026, 11, 26, 18, 0, tzinfo=UTC))
Captured = pytest.CaptureFixture[str]


def test_without_saying_which_a_pipe_is_told_what_each_would_cost(room: Path, capsys: Captured) -> None:
    assert main([*PLAN, "--interpreted", "--dry-run"], CLOCK) == 1
    said = capsys.readouterr().err
    assert "Say which: --interpreted spoken, or --interpreted signed." in said
    assert "signed: The interpreter signs meanwhile" in said


def test_a_saved_plan_keeps_its_way_and_says_how_to_send_what_is_read_out(room: Path, capsys: Captured) -> None:
    assert main([*PLAN, "--interpreted", "signed"], CLOCK) == 0
    assert "to send to the interpreter before: peerkit session print --all " in capsys.readouterr().err
    assert main(["session", "show", "2026-11-26-a-short-circle", "--json"], CLOCK) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["interpreted"] == "signed"
    assert "Rest 1" in [block["name"] for block in shown["blocks"]]


@pytest.mark.parametrize(("answer", "way"), [("1", "spoken"), ("SIGNED", "signed")])
def test_at_a_terminal_it_is_asked_and_back_answers_it_anew(
    room: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, answer: str, way: str
) -> None:
    begun: list[Evening] = []
    monkeypatch.setattr(prompt, "at_a_terminal", lambda: True)
    monkeypatch.setattr(run, "_run", lambda _, session, **__: begun.append(session.header.plan.evening) or 0)
    typed = ("4", "60m", "what?", "help", "spoken", "back", answer, "")
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
    assert main(["session", "start", "a-short-circle", "--interpreted"], CLOCK) == 0
    said = capsys.readouterr().out
    assert said.count("How is it interpreted? Say 1 or 2.") == 4
    assert "Say 1 or 2, spoken or signed." in said
    assert begun[0].interpreted == way
    round_ = next(block for block in begun[0].template.block if block.name == "Round")
    assert round_.turn.ideal == (120 if way == "spoken" else 60)  # type: ignore[union-attr]


@pytest.mark.parametrize("options", [("--interpreted", "spoken"), ()])
def test_the_closing_question_says_whether_whoever_came_to_work_counts(room: Path, options: tuple[str, ...]) -> None:
    words = ("session", "start", "a-short-circle", "--people", "4", "--end", "90m", "--yes", *options)
    said = peerkit(room, *words, typed="close\nstop\n4\n").stdout
    assert "How many came, everyone counted, you too?" in said
    assert ("Do not count interpreters or assistants who came to work." in said) is bool(options)


def test_a_session_that_was_cut_off_keeps_its_rests(tmp_path: Path) -> None:
    plan = plan_of(interpreted(evening(4, 60), "signed"))
    journal = Journal(tmp_path)
    journal.take()
    journal.begin(Header(plan, SEVEN, "a-short-circle"))
    assert journal.read(UTC).header.plan == plan
    journal.close()
