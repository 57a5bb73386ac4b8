import json
from dataclasses import fields
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.columns import FORMATS, PARTS
from peerkit.planning.offers import Way
from peerkit.running import events as do
from peerkit.running.events import EVENTS, MOST_MS, Event, from_json, to_json
from tests.tries import tries

WHOLE = st.integers(-MOST_MS, MOST_MS)
SINCE = st.integers(0, MOST_MS)
COUNT = st.none() | st.integers(0, 200)
LENGTHS = st.none() | st.lists(SINCE, max_size=5).map(tuple)
EVERY = st.one_of(
    *[
        st.builds(kind, at=SINCE)
        for kind in (do.Next, do.Pass, do.Pause, do.Resume, do.Count, do.Undo, do.ToClosing, do.Owed)
    ],
    st.builds(do.Joined, SINCE, SINCE, LENGTHS),
    st.builds(do.MoveOn, at=SINCE, by_itself=st.booleans()),
    st.builds(do.Began, SINCE, WHOLE, st.none() | SINCE, st.none() | SINCE),
    st.builds(do.Extend, SINCE, WHOLE, LENGTHS),
    st.builds(do.TakeBreak, SINCE, WHOLE, LENGTHS),
    st.builds(do.Arrange, SINCE, st.sampled_from(get_args(Way)), SINCE, WHOLE, st.lists(SINCE, max_size=5).map(tuple)),
    st.builds(do.ClockSet, SINCE, WHOLE),
    st.builds(do.Equal, at=SINCE, equal=st.sampled_from(["turns", "rounds"])),
    st.builds(do.Warn, at=SINCE, left=st.lists(SINCE, max_size=3).map(tuple)),
    st.builds(do.Left, SINCE, st.none() | SINCE, LENGTHS),
    st.builds(do.Accept, at=SINCE, lengths=st.lists(WHOLE, max_size=5).map(tuple)),
    st.builds(do.Gap, at=SINCE, ms=SINCE, why=st.sampled_from(["sleep", "away"])),
    st.builds(do.Finish, SINCE, COUNT, st.tuples(*[COUNT] * len(PARTS)), st.sampled_from(FORMATS)),
)
EXAMPLES: list[Event] = [
    *[kind(1200) for kind in (do.Next, do.Pass, do.Pause, do.Resume, do.Count, do.Undo, do.ToClosing, do.Joined)],
    do.MoveOn(1200, True),
    do.Began(1200, 360, 900, 600),
    do.Extend(1200, 60, (600,)),
    do.TakeBreak(1200, 600),
    do.Arrange(1200, "turns", 3, 90, (600, 60)),
    do.ClockSet(1200, -3_600_000),
    do.Equal(1200, "rounds"),
    do.Warn(1200, (300, 60)),
    do.Owed(1200),
    do.Left(1200, 3),
    do.Accept(1200, (600, 60)),
    do.Gap(1200, 5000, "away"),
    do.Finish(1200, 9),
]
NO_WHOLE_NUMBER = [True, 1.0, float("nan"), float("inf"), "1", MOST_MS + 1, 10**400, -(10**400), [1], {}]


def test_every_kind_of_event_has_an_example_here() -> None:
    assert {type(event) for event in EXAMPLES} == set(EVENTS.values())


@given(EVERY)
@tries(4)
def test_an_event_comes_back_from_json_as_it_was(event: Event) -> None:
    assert from_json(json.loads(json.dumps(to_json(event)))) == event


def test_an_event_is_one_flat_object() -> None:
    assert to_json(do.Extend(1200, 60)) == {"at": 1200, "event": "extend", "seconds": 60}


def test_a_closing_that_counted_nothing_new_is_written_as_older_versions_read_it() -> None:
    assert "online" not in to_json(do.Finish(1, 9))


@pytest.mark.parametrize("event", EXAMPLES, ids=lambda event: type(event).__name__)
def test_a_missing_or_an_unknown_key_is_refused(event: Event) -> None:
    good = to_json(event)
    may_be_missing = {part.name for part in PARTS if not part.always}
    may_be_missing |= {field.name for field in fields(event) if field.default is None}
    wrong = [{key: good[key] for key in good if key != left_out} for left_out in good.keys() - may_be_missing]
    for data in [*wrong, {**good, "name": "Maria"}]:
        with pytest.raises(ValueError, match=r"."):
            from_json(data)


@pytest.mark.parametrize("event", EXAMPLES, ids=lambda event: type(event).__name__)
def test_what_is_no_whole_number_is_refused_wherever_one_is_due(event: Event) -> None:
    for name in [field.name for field in fields(event) if type(getattr(event, field.name)) is int]:
        for wrong in NO_WHOLE_NUMBER:
            with pytest.raises(ValueError, match=f"{name} of"):
                from_json({**to_json(event), name: wrong})


@pytest.mark.parametrize(
    "data",
    [
        {"at": 1, "event": "moveon", "by_itself": 1},
        {"at": 1, "event": "moveon", "by_itself": None},
        {"at": 1, "event": "accept", "lengths": 5},
        {"at": 1, "event": "accept", "lengths": "55"},
        {"at": 1, "event": "accept", "lengths": [60, True]},
        {"at": 1, "event": "accept", "lengths": [60, [60]]},
        {"at": 1, "event": "gap", "ms": 5, "why": "tea"},
        {"at": 1, "event": "gap", "ms": 5, "why": ["sleep"]},
        {"at": None, "event": "next"},
        {"at": 1, "event": "extend", "seconds": None},
        {**to_json(do.Finish(1, 9)), "format": "by post"},
        {**to_json(do.Finish(1, 9)), "supporters": "two"},
        {**to_json(do.Finish(1, 9)), "people": -9},
        {"at": -1, "event": "next"},
        {"at": 1, "event": "gap", "ms": -5, "why": "away"},
        {"at": 1, "event": "left", "seat": -1},
        {"at": 1, "event": "Next"},
        {"at": 1, "event": "event"},
        {"at": 1, "event": ["next"]},
        {"at": 1, "event": {}},
        {"at": 1, "event": None},
        {"at": 1},
        {},
        [],
        None,
        "next",
        7,
    ],
    ids=repr,
)
def test_what_is_no_event_is_refused(data: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(data)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(EVERY, st.data())
@tries(4)
def test_anything_in_the_place_of_a_value_is_an_event_or_a_value_error(event: Event, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(sorted(to_json(event))))
    changed = json.loads(json.dumps({**to_json(event), place: data.draw(ANYTHING)}))
    try:
        again = from_json(changed)
    except ValueError:
        return
    said = {name: value for name, value in changed.items() if value is not None or name in to_json(again)}
    assert json.loads(json.dumps(to_json(again))) == said
