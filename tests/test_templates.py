import re
import tomllib
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from peerkit.agreements.agreement import Agreement
from peerkit.border.validation import validate
from peerkit.planning.check import check
from peerkit.planning.evening import Source, requested
from peerkit.planning.kinds import need_of
from peerkit.planning.plan import Evening, Plan, build
from peerkit.planning.request import SessionRequest
from peerkit.planning.template import GoRound, Groups, Template
from peerkit.turns.share import sizes
from peerkit.wording.sentences import LONGEST_SPOKEN, split, words_in
from peerkit.words import Words

TEMPLATES = Path(__file__).parent.parent / "templates"
SESSIONS = {path.stem: path for path in sorted((TEMPLATES / "sessions").glob("*.toml"))}
AGREEMENTS = {path.stem for path in (TEMPLATES / "agreements").glob("*.toml")}
SET_PHRASE = 3  # words: "Anyone may pass." may stand in more than one template
START = datetime(2026, 11, 26, 19, tzinfo=UTC)
PROMISED = [
    "weekly-circle",
    "first-meeting",
    "co-counselling-pair",
    "co-counselling-evening",
    "hearing-voices",
    "bereavement-circle",
    "carers-group",
    "mens-circle",
    "young-people",
    "ward-group",
    "online-group",
    "sit-and-share",
    "sociocratic-meeting",
    "charter-writing",
]

MINUTES = re.compile(r"\b(two|three|four|five|ten|\d+) minutes", re.IGNORECASE)

every_template = pytest.mark.parametrize("name", SESSIONS)


def data_of(name):
    return tomllib.loads(SESSIONS[name].read_text("utf-8"))


def template_of(name, words=None):
    template, problems = validate(Template, (words or Words()).fill_in(data_of(name)))
    assert template is not None, problems
    return template


def spoken_in(name):
    return [sentence for block in template_of(name).block for sentence in split(block.script or "")]


def test_every_promised_template_is_there():
    assert set(PROMISED) <= set(SESSIONS)


@every_template
def test_a_shipped_template_has_neither_an_error_nor_advice(name):
    assert check(template_of(name), AGREEMENTS) == []


@every_template
@pytest.mark.parametrize("size", ["min", "ideal", "max"])
def test_a_shipped_template_fits_its_people_into_its_minutes(name, size):
    template = template_of(name)
    end = START + timedelta(minutes=getattr(template.minutes, size))
    assert isinstance(build(Evening(name, template, getattr(template.people, size), START, end)), Plan)


@every_template
def test_every_number_of_people_fits_into_the_greatest_minutes(name):
    template = template_of(name)
    end = START + timedelta(minutes=template.minutes.max)
    for people in range(template.people.min, template.people.max + 1):
        assert isinstance(build(Evening(name, template, people, START, end)), Plan), people


@every_template
def test_at_its_ideal_every_block_has_its_ideal_length(name):
    template = template_of(name)
    people, minutes = template.people.ideal, template.minutes.ideal
    plan = build(Evening(name, template, people, START, START + timedelta(minutes=minutes)))
    assert list(plan.lengths) == [need_of(block, people).ideal for block in template.block]


@every_template
def test_a_shipped_template_names_where_its_shape_comes_from(name):
    assert template_of(name).source


@every_template
def test_every_block_has_words_that_anybody_can_read_out(name):
    assert [block.name for block in template_of(name).block if not block.script] == []


@every_template
def test_no_sentence_is_too_long_to_read_aloud(name):
    assert [sentence for sentence in spoken_in(name) if words_in(sentence) > LONGEST_SPOKEN] == []


@every_template
def test_one_line_of_a_script_is_one_sentence_or_a_few_whole_ones(name):
    for block in data_of(name)["block"]:
        for line in filter(None, block["script"].splitlines()):
            assert line[-1] in '.?"', line


@every_template
def test_where_people_take_turns_they_hear_that_they_may_pass(name):
    template = template_of(name)
    scripts = [block.script for block in template.block if isinstance(block, GoRound) and not block.part]
    words = ("pass", "skip", "wave", "let your turn go by", "nothing yet", "hand on")
    assert not scripts or any(any(word in script.casefold() for word in words) for script in scripts)


@every_template
def test_no_script_promises_minutes_that_the_fitting_could_change(name):
    said = [sentence for sentence in spoken_in(name) if MINUTES.search(sentence)]
    assert [sentence for sentence in said if "turn" in sentence or "each" in sentence or "round" in sentence] == []


@every_template
def test_the_groups_own_words_reach_the_scripts(name):
    own = Words.of({"session": "gathering", "facilitator": "host", "peer": "mate"})
    left = [block.name for block in template_of(name, own).block if "{" in (block.script or "")]
    assert left == []


def test_no_sentence_stands_in_two_templates():
    where = defaultdict(set)
    for name in SESSIONS:
        for sentence in spoken_in(name):
            if words_in(sentence) > SET_PHRASE:
                said = "".join(sign for sign in sentence.casefold() if sign.isalnum() or sign == " ")
                where[" ".join(said.split())].add(name)
    assert {sentence: names for sentence, names in where.items() if len(names) > 1} == {}


def test_no_two_templates_have_the_same_shape():
    shapes = [
        tuple((block.kind, getattr(block, "turn", None), getattr(block, "length", None)) for block in template.block)
        for template in map(template_of, SESSIONS)
    ]
    assert len(set(shapes)) == len(shapes)


def test_no_template_decides_which_contract_a_client_chooses():
    for name in ("co-counselling-pair", "co-counselling-evening"):
        scripts = " ".join(block.script for block in template_of(name).block).casefold()
        assert all(term in scripts for term in ("free attention", "normal contract", "intensive contract", "client"))
        assert any(isinstance(block, Groups) and block.attention_switch for block in template_of(name).block)


def test_the_ward_has_open_rounds_and_is_short():
    template = template_of("ward-group")
    assert template.minutes.ideal <= 40
    assert all(block.open for block in template.block if isinstance(block, GoRound))


def test_a_way_of_meeting_begins_at_its_usual_start_where_nobody_says_otherwise():
    noon = START.replace(hour=12)
    for name in SESSIONS:
        template = template_of(name)
        begun = requested(Source(name, template), SessionRequest(), noon)
        assert f"{begun.start:%H:%M}" == (template.start or "19:00")
        assert f"{requested(Source(name, template), SessionRequest(start='18:00'), noon).start:%H:%M}" == "18:00"
        assert Source(name, template, start="09:45").usual_start == "09:45"
    assert Source("long-morning", template_of("long-morning"), start="19:00").usual_start == "10:00"


def test_a_first_meeting_has_names_in_its_first_twenty_minutes_and_time_to_choose_rules():
    template = template_of("first-meeting")
    end = START + timedelta(minutes=template.minutes.ideal)
    for people in range(template.people.min, template.people.ideal + 1):
        plan = build(Evening("first-meeting", template, people, START, end))
        assert isinstance(plan, Plan)
        slots = {slot.block.name: slot for slot in plan.slots()}
        names, rules = slots["Names"], slots["Choosing our rules"]
        assert names.start + timedelta(seconds=names.seconds) <= START + timedelta(minutes=20)
        assert rules.seconds >= 18 * 60
        assert rules.start < slots["Hopes in pairs"].start


def test_a_template_over_ninety_minutes_has_a_break():
    long = [template for template in map(template_of, SESSIONS) if template.minutes.ideal > 90]
    assert long
    assert all(any(block.kind == "break" for block in template.block) for template in long)


def test_every_shipped_agreement_can_be_read():
    for name in AGREEMENTS:
        _, problems = validate(Agreement, tomllib.loads((TEMPLATES / "agreements" / f"{name}.toml").read_text("utf-8")))
        assert problems == []


def test_the_templates_are_given_to_everyone():
    licence = (TEMPLATES / "LICENSE").read_text("utf-8")
    assert "CC0 1.0 Universal" in licence
    assert "4. Limitations and Disclaimers." in licence


@every_template
def test_a_script_for_small_groups_says_what_to_do_where_they_do_not_come_out_even(name):
    template = template_of(name)
    groups = [block for block in template.block if isinstance(block, Groups)]
    counts = range(max(template.people.min, 2), template.people.max + 1)
    uneven = any(len(set(sizes(people, block.size))) > 1 for people in counts for block in groups)
    script = " ".join(block.script or "" for block in template.block)
    assert bool(re.search(r"number is odd|odd number|odd one out|doesn't come out even", script)) == uneven
