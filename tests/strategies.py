"""Random templates, evenings and events, for every test that wants to be surprised."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from peerkit.border.validation import validate
from peerkit.durations import written
from peerkit.planning.fit import Fit
from peerkit.planning.plan import Evening, Plan, build, least_minutes
from peerkit.planning.template import Template
from peerkit.running import events as do
from peerkit.running.events import Event
from peerkit.running.proposal import proposal
from peerkit.running.refusals import refusal
from peerkit.running.run import advance, apply, begin, effective, state_at, undone
from peerkit.running.state import Header

SEVEN = datetime(2026, 11, 26, 19, 0, tzinfo=UTC)
BY = st.sampled_from(["by hand", "by itself"])
SHRINKS = st.sampled_from(["never", "last", "middle", "first"])


def template_of(*blocks: dict[str, Any]) -> Template:
    """A template of these blocks; a block needs no name."""
    table = {
        "title": "An evening",
        "summary": "For a test.",
        "minutes": {"min": 1, "ideal": 60, "max": 600},
        "people": {"min": 2, "ideal": 6, "max": 40},
        "block": [{"name": f"Part {number}", **block} for number, block in enumerate(blocks, 1)],
    }
    template, problems = validate(Template, table)
    assert template, problems
    return template


def plan_of(*blocks: dict[str, Any], people: int = 4, minutes: int | None = None) -> Plan:
    """The plan of these blocks from seven o'clock, in `minutes` or as few as they take."""
    template = template_of(*blocks)
    booked = timedelta(minutes=minutes or least_minutes(template, people))
    plan = build(Evening("an-evening", template, people, SEVEN, SEVEN + booked))
    assert isinstance(plan, Plan), plan
    return plan


def begun(plan: Plan, late: int = 0) -> Header:
    """A session of this plan that began `late` seconds after its start."""
    return Header(plan, plan.evening.start + timedelta(seconds=late), "2026-11-26-an-evening")


def spans(least: int, greatest: int) -> st.SearchStrategy[dict[str, str]]:
    """Least, ideal and greatest length between these seconds, as TOML has them."""
    three = st.tuples(*[st.integers(least, greatest)] * 3).map(sorted)
    return three.map(lambda found: dict(zip(("min", "ideal", "max"), map(written, found), strict=True)))


CHANGEOVER = st.sampled_from(["5s", "30s", "7s", "2m"])

stretches = st.fixed_dictionaries(
    {"kind": st.sampled_from(["segment", "reading", "agreement", "break", "buffer"]), "length": spans(20, 1500)},
    optional={"shrinks": SHRINKS, "moves_on": BY},
)
closed_rounds = st.fixed_dictionaries(
    {"kind": st.just("round"), "turn": spans(3, 300)},
    optional={"changeover": CHANGEOVER, "moves_on": BY, "shrinks": SHRINKS},
)
open_rounds = st.fixed_dictionaries(
    {"kind": st.just("round"), "open": st.just(True), "turn": spans(20, 120), "length": spans(60, 2400)},
    optional={"changeover": CHANGEOVER, "moves_on": BY, "shrinks": SHRINKS},
)
groups = st.fixed_dictionaries(
    {"kind": st.just("groups"), "turn": spans(30, 600), "size": st.integers(2, 8), "rounds": st.integers(1, 3)},
    optional={
        "changeover": CHANGEOVER, "moves_on": BY, "shrinks": SHRINKS, "attention_switch": st.just("25s"),
        "partners": st.sampled_from(["choose", "rotation"]), "equal": st.sampled_from(["turns", "rounds"]),
        "sit_out": st.integers(0, 2),
    },
).map(lambda block: block if block.get("partners") == "rotation" else {**block, "sit_out": 0})  # fmt: skip
blocks = stretches | closed_rounds | open_rounds | groups


@st.composite
def templates(draw: st.DrawFn, some: st.SearchStrategy[dict[str, Any]] = blocks, most: int = 5) -> Template:
    """A template of up to `most` blocks, half of them with an opening and a closing."""
    chosen = draw(st.lists(some, min_size=1, max_size=most))
    if len(chosen) > 1 and draw(st.booleans()):
        chosen = [{**chosen[0], "part": "opening"}, *chosen[1:-1], {**chosen[-1], "part": "closing"}]
    return template_of(*chosen)


@st.composite
def evenings(draw: st.DrawFn, some: st.SearchStrategy[dict[str, Any]] = blocks, most: int = 5) -> Evening:
    """An evening that fits, with nothing, a little or a lot to spare."""
    template, people = draw(templates(some, most)), draw(st.integers(2, 9))
    minutes = least_minutes(template, people) + draw(st.sampled_from([0, 1, 3, 10, 25, 60, 300]))
    return Evening("an-evening", template, people, SEVEN, SEVEN + timedelta(minutes=minutes))


def plans(some: st.SearchStrategy[dict[str, Any]] = blocks, most: int = 5) -> st.SearchStrategy[Plan]:
    """The plan of an evening that fits."""
    return evenings(some, most).map(build)


def headers(some: st.SearchStrategy[dict[str, Any]] = blocks, most: int = 5) -> st.SearchStrategy[Header]:
    """A session that began on time, early, late or very late."""
    return st.builds(begun, plans(some, most), st.sampled_from([0, 0, 0, -90, 61, 600, 40000]))


# --- events ----------------------------------------------------------------------------------------------------------

WAITS = st.integers(0, 60).map(lambda fives: fives * 5000) | st.integers(0, 40_000) | st.just(900_000)
SECONDS = st.sampled_from([60, -60, 5, -5, 300, -300, 1, -1, 3600])
ACCEPT_WHAT_IS_SHOWN = ()

PARTS: dict[type[Event], dict[str, st.SearchStrategy[Any]]] = {
    do.Next: {},
    do.Pass: {},
    do.Pause: {},
    do.Resume: {},
    do.Count: {},
    do.Undo: {},
    do.ToClosing: {},
    do.MoveOn: {"by_itself": st.booleans()},
    do.Began: {"seconds": st.sampled_from([30, 360])},
    do.Extend: {"seconds": SECONDS},
    do.Equal: {"equal": st.sampled_from(["turns", "rounds"])},
    do.Warn: {"left": st.sampled_from([(), (30,), (60, 15)])},
    do.Owed: {},
    do.Joined: {},
    do.Left: {"seat": st.none() | st.integers(1, 10)},
    do.Accept: {"lengths": st.just(ACCEPT_WHAT_IS_SHOWN)},
    do.TakeBreak: {"seconds": st.sampled_from([60, 600])},
    do.ClockSet: {"shift": st.sampled_from([-3_600_000, 40_000])},
    do.Gap: {"ms": st.integers(0, 600_000), "why": st.sampled_from(["sleep", "away"])},
    do.Finish: {"people": st.none() | st.integers(0, 30)},
}
USUAL = tuple(kind for kind in PARTS if kind is not do.Finish)


def happenings(*kinds: type[Event], most: int = 25) -> st.SearchStrategy[list[Event]]:
    """Up to `most` events of these kinds, in the order of their time. `Accept(())` stands for what is shown then."""
    one = st.one_of(*[st.builds(kind, at=WAITS, **PARTS[kind]) for kind in kinds or USUAL])
    return st.lists(one, max_size=most).map(_one_after_the_other)


def _one_after_the_other(events: list[Event]) -> list[Event]:
    placed, at = [], 0
    for event in events:
        at += event.at
        placed.append(type(event)(**{**vars(event), "at": at}))
    return placed


def accepted(header: Header, events: list[Event]) -> list[Event]:
    """What a driver would keep of these events: it accepts the proposal on the screen and asks for a refusal first."""
    kept: list[Event] = []
    state = begin(header)
    for event in events:
        state = advance(state, event.at)
        if isinstance(event, do.Accept) and event.lengths == ACCEPT_WHAT_IS_SHOWN:
            shown = proposal(state)
            if not isinstance(shown, Fit):
                continue
            event = do.Accept(event.at, shown.lengths)
        if isinstance(event, do.Undo):
            if undone(header, effective(header, kept), event.at) is not None:
                kept.append(event)
                state = state_at(header, kept, event.at)
        elif not refusal(state, event):
            kept.append(event)
            state = apply(state, event)
    return kept
