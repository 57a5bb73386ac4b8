from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.border.template import check_data
from peerkit.border.validation import validate
from peerkit.planning.check import check
from peerkit.planning.plan import Evening, Plan, build
from peerkit.planning.template import Template

AGREEMENTS = ["ground-rules", "quiet-rules"]


def clean():
    return {
        "title": "Circle",
        "summary": "A circle for anyone.",
        "minutes": {"min": 40, "ideal": 60, "max": 90},
        "people": {"min": 3, "ideal": 8, "max": 12},
        "agreement": "ground-rules",
        "block": [
            {"kind": "segment", "part": "opening", "name": "Welcome", "length": "3m", "script": "Hello, all."},
            {"kind": "agreement", "name": "Rules", "length": "3m"},
            {"kind": "round", "name": "Round", "turn": {"min": "1m", "ideal": "2m", "max": "4m"}, "warn": ["30s"]},
            {"kind": "groups", "name": "Pairs", "turn": {"min": "3m", "ideal": "5m", "max": "8m"}},
            {"kind": "round", "part": "closing", "name": "Goodbye", "turn": "30s", "script": "One word each."},
        ],
    }


WELCOME, RULES, ROUND, PAIRS, GOODBYE = range(5)


def with_block(place, **changes):
    data = clean()
    data["block"][place] |= changes
    return data


def without(place):
    data = clean()
    del data["block"][place]
    return data


def segment(name, length, **more):
    return {"kind": "segment", "name": name, "length": length, **more}


def before_closing(*blocks, **changes):
    data = clean() | changes
    data["block"][GOODBYE:GOODBYE] = blocks
    return data


def problems_of(data, agreements=AGREEMENTS):
    template, wrong = validate(Template, data)
    assert template is not None, wrong
    return check(template, agreements)


def found(data, agreements=AGREEMENTS):
    return [(problem.code, problem.severity, problem.place) for problem in problems_of(data, agreements)]


def seen(data, agreements=AGREEMENTS):
    """What is found in data that need not be a template."""
    return [(problem.place, problem.code) for problem in check_data(data, agreements)[1]]


LONG_DAY = {"minutes": {"min": 130, "ideal": 135, "max": 180}}
SLOW = {"minutes": {"min": 60, "ideal": 75, "max": 90}}
FAULTS = {
    "no-opening": (with_block(WELCOME, part=None), "error", "block"),
    "no-closing": (with_block(GOODBYE, part=None), "error", "block"),
    "no-agreement": (without(RULES), "error", "block"),
    "second-opening": (with_block(ROUND, part="opening"), "error", "block 3 (Round).part"),
    "second-closing": (with_block(ROUND, part="closing", turn="2m"), "error", "block 5 (Goodbye).part"),
    "agreement-not-named": (clean() | {"agreement": None}, "error", "block 2 (Rules)"),
    "unknown-agreement": (clean() | {"agreement": "ground-rule"}, "error", "agreement"),
    "same-name": (with_block(PAIRS, name="round"), "error", "block 4 (round).name"),
    "no-passing": (with_block(ROUND, **{"pass": False}), "advice", "block 3 (Round).pass"),
    "closing-shrinks": (with_block(GOODBYE, shrinks="last"), "error", "block 5 (Goodbye).shrinks"),
    "warning-too-long": (with_block(ROUND, warn=["2m"]), "advice", "block 3 (Round).warn"),
    "too-few-people": (clean() | {"people": {"min": 1, "ideal": 8, "max": 12}}, "error", "people.min"),
    "too-many-people": (clean() | {"people": {"min": 3, "ideal": 8, "max": 80}}, "error", "minutes.max"),
    "too-short": (clean() | {"minutes": {"min": 10, "ideal": 60, "max": 90}}, "error", "minutes.min"),
    "no-break": (before_closing(segment("Talk", "80m"), **LONG_DAY), "advice", "block 5 (Talk)"),
    "one-voice": (with_block(WELCOME, led_by="one", length="30m") | SLOW, "advice", "block"),
    "label": (with_block(WELCOME, script="Hello, sufferers."), "error", "block 1 (Welcome).script"),
    "shuts-out": (clean() | {"summary": "Members must attend."}, "error", "summary"),
    "asks-too-much": (with_block(ROUND, script="Say your surname."), "error", "block 3 (Round).script"),
    "jargon": (with_block(PAIRS, name="Cross-talk"), "advice", "block 4 (Cross-talk).name"),
    "long-sentence": (with_block(WELCOME, script="we go " * 11), "advice", "block 1 (Welcome).script"),
    "words-not-checked": (clean() | {"language": "cy"}, "advice", "language"),
}


def test_there_is_nothing_to_say_against_a_clean_template():
    assert found(clean()) == []


@pytest.mark.parametrize("code", FAULTS)
def test_a_planted_fault_is_found_alone_in_its_place(code):
    data, severity, place = FAULTS[code]
    assert found(data) == [(code, severity, place)]


@pytest.mark.parametrize("code", FAULTS)
def test_every_problem_says_why_and_what_to_do_in_sentences(code):
    for problem in problems_of(FAULTS[code][0]):
        assert problem.reason.endswith(".")
        assert problem.suggestion
        assert problem.suggestion[-1] in ".?"


def test_an_unknown_agreement_is_answered_with_the_one_that_was_meant():
    (problem,) = problems_of(FAULTS["unknown-agreement"][0])
    assert problem.suggestion == "Did you mean ground-rules?"


def test_an_agreement_like_no_other_is_answered_with_those_there_are():
    (problem,) = problems_of(clean() | {"agreement": "xyz"})
    assert problem.suggestion == "There is ground-rules, quiet-rules."


def test_a_closing_that_may_get_shorter_than_its_ideal_is_an_error():
    data = with_block(GOODBYE, turn={"min": "20s", "ideal": "30s", "max": "30s"})
    assert found(data) == [("closing-shrinks", "error", "block 5 (Goodbye).turn")]


def test_a_closing_that_never_shrinks_may_say_so():
    assert found(with_block(GOODBYE, shrinks="never")) == []


def test_too_many_people_says_by_how_much_and_what_would_fit():
    data = clean() | {"people": {"min": 3, "ideal": 8, "max": 60}}
    (problem,) = problems_of(data)
    assert problem.reason == "60 people take 1 hour 42 minutes at least: 12 minutes more than minutes.max."
    assert problem.suggestion == "End later: 15 minutes."


def test_one_fewer_than_the_most_is_tried_too_because_a_three_takes_longer():
    data = before_closing(segment("Talk", "42m"), minutes={"min": 86, "ideal": 90, "max": 90})
    data["people"] = {"min": 4, "ideal": 8, "max": 12}
    data["block"][PAIRS]["turn"] = "10m"
    data["block"][ROUND]["turn"] = "1m"
    (problem,) = [problem for problem in problems_of(data) if problem.severity == "error"]
    assert problem.reason.startswith("11 people take")


def test_ideal_people_who_need_more_than_the_ideal_minutes_are_an_error():
    data = clean() | {"minutes": {"min": 20, "ideal": 22, "max": 90}}
    assert found(data) == [("too-many-people", "error", "minutes.ideal")]


def test_a_break_in_the_middle_is_enough():
    talk, pause, more = (
        segment("Talk", "45m"),
        {"kind": "break", "name": "Tea", "length": "10m"},
        segment("More", "40m"),
    )
    assert found(before_closing(talk, pause, more, **LONG_DAY)) == []


def test_ninety_minutes_without_a_break_are_not_too_long():
    data = clean() | {"minutes": {"min": 40, "ideal": 90, "max": 90}}
    data["block"][ROUND]["turn"] = {"min": "1m", "ideal": "6m", "max": "10m"}
    assert found(data) == []


def test_each_long_stretch_is_named_once():
    pause = {"kind": "break", "name": "Tea", "length": "10m"}
    blocks = [segment("A", "90m"), segment("B", "20m"), pause, segment("C", "91m"), segment("D", "5m")]
    data = before_closing(*blocks, minutes={"min": 200, "ideal": 250, "max": 300})
    assert [place for code, _, place in found(data) if code == "no-break"] == ["block 5 (A)", "block 8 (C)"]


def test_an_open_round_is_checked_like_any_other():
    changes = {"open": True, "length": "15m", "turn": "1m", "warn": ["1m"]}
    assert found(with_block(ROUND, **changes)) == [("warning-too-long", "advice", "block 3 (Round).warn")]


def test_a_reading_by_volunteers_counts_for_nobody_in_particular():
    reading = {"kind": "reading", "name": "Reading", "length": "25m", "led_by": "everyone"}
    assert found(before_closing(reading, minutes={"min": 60, "ideal": 75, "max": 110})) == []


def test_several_faults_are_all_reported_at_once():
    data = with_block(GOODBYE, part=None, name="Welcome", script="Hello, junkies.") | {"agreement": "nope"}
    assert {code for code, _, _ in found(data)} == {"no-closing", "same-name", "label", "unknown-agreement"}


spans = st.lists(st.integers(1, 240), min_size=3, max_size=3).map(
    lambda three: dict(zip(("min", "ideal", "max"), sorted(three), strict=True))
)
turns = spans.map(lambda span: {key: f"{seconds}s" for key, seconds in span.items()})


@given(minutes=spans, people=st.lists(st.integers(1, 30), min_size=3, max_size=3), turn=turns, closing=turns)
def test_check_says_nothing_of_time_only_when_the_evening_fits(minutes, people, turn, closing):
    data = clean() | {"minutes": minutes, "people": dict(zip(("min", "ideal", "max"), sorted(people), strict=True))}
    data["block"][ROUND]["turn"], data["block"][GOODBYE]["turn"] = turn, closing
    data["block"][PAIRS]["turn"] = turn
    template, _ = validate(Template, data)
    codes = {problem.code for problem in check(template, AGREEMENTS)}
    if codes & {"too-many-people", "too-few-people", "too-short"}:
        return
    start = datetime(2026, 11, 26, 19, tzinfo=UTC)
    for size, count in (("min", "min"), ("ideal", "ideal"), ("max", "min"), ("max", "ideal"), ("max", "max")):
        end = start + timedelta(minutes=minutes[size])
        evening = Evening("circle", template, getattr(template.people, count), start, end)
        assert isinstance(build(evening), Plan)


# --- what can't be read whole -----------------------------------------------------------------------------------------


def test_a_template_that_can_be_read_is_checked_as_ever():
    for data, *_ in FAULTS.values():
        template, _ = validate(Template, data)
        assert check_data(data, AGREEMENTS) == (template, check(template, AGREEMENTS))


@pytest.mark.parametrize("key", ["colour", "titel"])
def test_an_unknown_key_hides_no_other_problem(key):
    for code, (data, severity, place) in FAULTS.items():
        found = [(each.code, each.severity, each.place) for each in check_data(data | {key: 1}, AGREEMENTS)[1]]
        assert found[0] == ("unknown-key", "error", key)
        assert (code, severity, place) in found


def test_a_block_that_cannot_be_read_hides_nothing_in_the_others():
    data = with_block(ROUND, turn="5x", script="Sufferers, welcome.", **{"pass": False})
    data["block"][GOODBYE] |= {"shrinks": "first", "script": "Junkies, go home."}
    assert seen(data) == [
        ("block 3 (Round).turn", "wrong-value"),
        ("block 3 (Round).pass", "no-passing"),
        ("block 5 (Goodbye).shrinks", "closing-shrinks"),
        ("block 3 (Round).script", "label"),
        ("block 5 (Goodbye).script", "label"),
    ]


def test_what_cannot_be_read_brings_no_problem_that_is_not_there():
    wrong = [
        with_block(place, **change)
        for place in range(5)
        for change in (
            {"length": "x", "turn": "x"}, {"name": 3}, {"part": "middle"}, {"warn": 3}, {"kind": "rond"},
            {"shrinks": "no"}, {"led_by": "me"}, {"script": 3}, {"changeover": "x"}, {"size": 9}, {"pass": 1},
        )
    ]  # fmt: skip
    wrong += [clean() | {key: value} for key in clean() if key != "block" for value in (None, [], "", 3.5)]
    read = [(data, problems) for data in wrong for _, problems in (validate(Template, data),) if problems]
    assert len(read) > 50
    for data, problems in read:
        assert check_data(data, AGREEMENTS)[1] == problems


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_no_data_at_all_brings_the_check_down(strange):
    for data in (
        {"block": strange}, {"block": [strange]},
        clean() | {"block": [{"kind": "round", "name": strange, "pass": strange}]},
        clean() | {"minutes": strange, "title": strange, "agreement": strange},
    ):  # fmt: skip
        assert seen(data)


def test_a_wrong_length_that_was_written_once_is_said_once():
    assert seen(with_block(WELCOME, length="5x")) == [("block 1 (Welcome).length", "wrong-value")]
    assert seen(with_block(WELCOME, length="9h")) == [("block 1 (Welcome).length", "wrong-value")]


def test_reasons_are_sentences():
    data = clean() | {"title": 3, "summary": ""}
    data["block"][WELCOME]["length"] = {"min": "3m", "ideal": "2m", "max": "1m"}
    data["block"][ROUND]["open"] = True
    assert [problem.reason for problem in validate(Template, data)[1]] == [
        "This is text in quotes.",
        "This value is empty.",
        "Min, ideal and max go upward.",
        'An open round needs a length, such as length = { min = "15m", ideal = "20m", max = "30m" }.',
    ]
