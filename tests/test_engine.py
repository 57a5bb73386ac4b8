"""The phone's engine is the fold over again, by hand, in another language: the same evenings, told by both, are one.

Random evenings are lived through here, and every state and every sentence is compared with what the page's own scripts
make of the same events, in the browser that runs them.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from peerkit.live import choices, people
from peerkit.live.loop import Session
from peerkit.messages import ENGLISH, Catalogue, anew, speaking
from peerkit.planning.offers import changed, offers
from peerkit.planning.plan import DoesNotFit, Plan, build
from peerkit.planning.seating import placed
from peerkit.printing.phone.data import clock_changes, milliseconds, plan_as_data
from peerkit.printing.phone.engine import SCRIPTS
from peerkit.printing.phone.lean import script
from peerkit.printing.phone.spoken import catalogue
from peerkit.running import answers, group_phrases, phrases, uneven
from peerkit.running import events as do
from peerkit.running.agenda import agenda_lines
from peerkit.running.events import Event
from peerkit.running.proposal import Over, arranged, proposal
from peerkit.running.refusals import refusal
from peerkit.running.run import advance, apply, begin, effective, state_at, undone, with_the_same_turns
from peerkit.running.state import Header, State, drift, over_the_end
from peerkit.running.telling import spoken
from peerkit.workspace import catalogues
from tests.judges import chromium
from tests.pseudo import Pseudo
from tests.room import HandClock
from tests.strategies import PARTS, WAITS, evenings, groups, headers, plan_of

pytestmark = pytest.mark.outside("chromium")

EVENINGS = min(10_000, 10 * settings().max_examples)
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""An evening that differs says at which step; to make it shorter would take minutes."""
ZONES = [UTC, ZoneInfo("Europe/London"), ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe")]
STARTS = [
    datetime(2026, 11, 26, 19, 0, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 10, tzinfo=UTC),  # the clocks go back in London
    datetime(2026, 3, 29, 0, 30, tzinfo=UTC),  # and forward
    datetime(2026, 11, 26, 23, 30, tzinfo=UTC),
]
OFTEN = (*PARTS, do.Next, do.Next, do.Next, do.Joined, do.Left, do.Left)
TOLD = """
({ header, steps }) => {
  const kept = [];
  let state = begin(header);
  return steps.map((event) => {
    const before = state;
    state = advance(state, event.at);
    const told = { spoken: spokenLine(before, state), refused: '', answer: '' };
    const back = event.event === 'undo' ? undone(header, effective(header, kept), event.at) : null;
    if (event.event === 'undo' ? back === null : (told.refused = refusal(state, event))) return told;
    const gone = back === null ? null : effective(header, kept)[back];
    kept.push(event);
    const after = gone ? stateAt(header, kept, event.at) : apply(state, event);
    told.answer = gone ? takenBack(header, gone, after) : answerTo(header, state, after, event);
    state = after;
    const { plan, handsOff, offered, passed, ...rest } = state;
    const odd = oddQuestion(state);
    const found = state.slot ? proposal(state) : null;
    return {
      ...told,
      state: { ...rest, offered: [...offered], passed: [...passed].sort((one, other) => one - other) },
      numbers: [nextBoundary(state), overTheEnd(state), drift(state)],
      lines: [
        whereLine(header, state), moreLine(header, state), nextUp(state), placeLine(state), leftLine(state),
        offerToMend(header, state), beginningOfBlock(state), beginningOfSlot(state), whoSits(state),
        odd, odd && oddEqual(state), odd && oddInstead(state), seatingLines(state).join(' '),
        ...agendaLines(header, state, effective(header, kept)),
      ],
      proposal: found && { lengths: found.lengths, offers: (found.offers || []).map((offer) => offer.words) },
    };
  });
}
"""


FITTED = "(asked) => ({ ...built(asked), offers: offers(asked.blocks, asked.people, asked.seconds) })"


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    with chromium() as browser:
        page = browser.new_page()
        page.add_script_tag(content=script((*SCRIPTS, "session.js", "choices.js")))
        yield page


@st.composite
def lived(draw: st.DrawFn) -> tuple[Header, list[dict[str, Any]], list[Event]]:
    """An evening in some zone, and what Python says at each step of what happens in it."""
    header = draw(headers(groups, 3) if draw(st.booleans()) else headers())
    evening, start = header.plan.evening, draw(st.sampled_from(STARTS))
    late = header.started - evening.start
    moved = replace(evening, zone=draw(st.sampled_from(ZONES)), start=start, end=start + (evening.end - evening.start))
    plan = placed(replace(header.plan, evening=moved))
    header = replace(header, plan=plan, started=start + late, hands_off=draw(st.integers(0, 9)) == 0)
    state, kept, told, done = begin(header), [], [], []
    for _time in range(draw(st.integers(1, 16))):
        kind = draw(st.sampled_from(OFTEN))
        drawn = kind(at=state.at + draw(WAITS), **{name: draw(part) for name, part in PARTS[kind].items()})
        before, state = state, advance(state, drawn.at)
        event = meant(draw, state, drawn)
        done.append(event)
        told.append({"spoken": spoken(header, before, state, "usual"), "refused": "", "answer": ""})
        counted = effective(header, kept)
        back = undone(header, counted, event.at) if isinstance(event, do.Undo) else None
        if isinstance(event, do.Undo) and back is None:
            continue
        if told[-1].update(refused=refusal(state, event)) or told[-1]["refused"]:
            continue
        kept.append(event)
        before, state = state, apply(state, event) if back is None else state_at(header, kept, event.at)
        answer = answers.answer(header, before, state, event) if back is None else ""
        told[-1] |= {"answer": answer or answers.taken_back(header, counted[back or 0], state)}
        told[-1] |= looked_at(header, state, effective(header, kept))
    return header, told, done


def meant(draw: st.DrawFn, state: State, event: Event) -> Event:
    """The event as a driver makes it: with what was on the screen, and with who sits with whom."""
    if isinstance(event, do.Joined | do.Left) and not refusal(state, event):
        return with_the_same_turns(state, event)
    if not isinstance(event, do.Accept) or state.slot is None or (shown := proposal(state)) is None:
        return event
    if isinstance(shown, Over) and shown.offers:
        offer = draw(st.sampled_from(shown.offers))
        if offer.way == "end":
            return do.Arrange(event.at, "end", 0, offer.more, shown.lengths)
        block = state.block + 1 + offer.place
        lengths = arranged(state, offer.way, block, offer.value).lengths[state.block + 1 :]
        return do.Arrange(event.at, offer.way, block, offer.value, lengths)
    return do.Accept(event.at, shown.lengths)


def looked_at(header: Header, state: State, events: list[Event]) -> dict[str, Any]:
    odd = uneven.odd(state)
    found = proposal(state) if state.slot else None
    return {
        "state": as_data(state),
        "numbers": [phrases.next_boundary(state), over_the_end(state), drift(state)],
        "lines": [
            phrases.where(header, state), phrases.more(header, state), phrases.next_up(state), phrases.place(state),
            phrases.left(state), phrases.offer_to_mend(header, state), phrases.beginning_of_block(state),
            phrases.beginning_of_slot(state), group_phrases.who_sits(state),
            odd, odd and uneven.odd_equal(state), odd and uneven.odd_instead(state), who_sits(state),
            *agenda_lines(header, state, events),
        ],
        "proposal": found and {
            "lengths": found.lengths,
            "offers": [offer.words for offer in found.offers] if isinstance(found, Over) else [],
        },
    }  # fmt: skip


def who_sits(state: State) -> str:
    """Who sits with whom; a phone does not say how good the rotation is."""
    reason = anew(state.seating.certificate.reason) if state.seating else ""
    return " ".join(group_phrases.seating_lines(state)).removesuffix(reason).rstrip()


def as_data(state: State) -> dict[str, Any]:
    slot = state.slot and {"is": type(state.slot).__name__.lower(), **vars(state.slot)}
    named = {
        "nextSeat": state.next_seat, "blockBegan": state.block_began, "slotBegan": state.slot_began,
        "byItself": state.by_itself, "cutShort": state.cut_short, "breakUntil": state.break_until,
        "slot": slot, "offered": list(state.offered.items()), "passed": sorted(state.passed),
        "seating": state.seating and {"seats": state.seating.seats, "rounds": state.seating.rounds,
                                      "out": state.seating.out},
    }  # fmt: skip
    same = (
        "end", "seats", "lengths", "spare", "at", "away", "spent", "block", "lap", "turn", "entitlement", "circle",
        "queue", "guests", "warn", "paused", "gap", "finished",
    )  # fmt: skip
    return {**{name: getattr(state, name) for name in same}, **named}


def header_as_data(header: Header) -> dict[str, Any]:
    zone, start = header.plan.evening.zone, header.plan.evening.start
    plan, started = plan_as_data(header.plan), milliseconds(header.started)
    return {"plan": plan, "started": started, "handsOff": header.hands_off, "zone": clock_changes(zone, start)}


@given(lived())
@settings(max_examples=EVENINGS, phases=UNSHRUNK, suppress_health_check=list(HealthCheck))
def test_an_evening_is_the_same_on_the_phone_to_the_letter(
    page: Any, evening: tuple[Header, list[dict[str, Any]], list[Event]]
) -> None:
    header, told, events = evening
    asked = {"header": header_as_data(header), "steps": [do.to_json(event) for event in events]}
    found = page.evaluate(TOLD, json.loads(json.dumps(asked)))
    for step, here, there in zip(asked["steps"], json.loads(json.dumps(told)), found, strict=True):
        assert there == here, step


SPEAK = "(made) => { catalogue = { said: {}, counted: {}, form: '', ...made }; }"


@cache
def others() -> list[Catalogue]:
    """A language in which every message is another, and two with six forms of a number."""
    return [Pseudo(), *(catalogues.catalogue(tag) or ENGLISH for tag in ("cy", "ar"))]


@st.composite
def lived_in(draw: st.DrawFn, *also: Catalogue) -> tuple[Catalogue, Header, list[dict[str, Any]], list[Event]]:
    """A language, and an evening that was lived through in it."""
    spoken = draw(st.sampled_from([*also, *others()]))
    with speaking(spoken):
        return spoken, *draw(lived())


def speak(page: Any, spoken: Catalogue) -> None:
    """Let the page speak that language from now on."""
    page.evaluate(SPEAK, on_the_page(spoken))


@cache
def on_the_page(spoken: Catalogue) -> dict[str, Any]:
    """What the page says in that language."""
    with speaking(spoken):
        return catalogue(script((*SCRIPTS, "session.js", "choices.js")))


@given(lived_in())
@settings(max_examples=EVENINGS // 5, phases=UNSHRUNK, suppress_health_check=list(HealthCheck))
def test_an_evening_in_another_language_is_the_same_on_the_phone_to_the_letter(page: Any, evening: Any) -> None:
    spoken, header, told, events = evening
    asked = {"header": header_as_data(header), "steps": [do.to_json(event) for event in events]}
    speak(page, spoken)
    try:
        found = page.evaluate(TOLD, json.loads(json.dumps(asked)))
    finally:
        speak(page, ENGLISH)
    for step, here, there in zip(asked["steps"], json.loads(json.dumps(told)), found, strict=True):
        assert there == here, (spoken.tag, step)


ASKED = """
({ header, events, at, end, ago }) => {
  const session = opened(header, events, at);
  const questions = {
    more: askLonger(session, 60), less: askLonger(session, -60), rest: askBreak(session, 600),
    end: askEnd(session, end), help: askWhatWouldHelp(session), began: askBegan(session, ago),
    auto: askMovesOn(session), odd: askOdd(session), warnings: askWarnings(session), close: askClose(session, null),
    left: goesRound(session.state) ? askLeft(session) : null,
  };
  const asked = Object.entries(questions).map(([name, found]) => (
    [name, found && [found.text, ...found.ways.map(({ word, meaning }) => [word, meaning])]]));
  return { ...Object.fromEntries(asked), no: [noExtension(session, 600), notSoLongAgo(session, ago)] };
}
"""


def questions(session: Session, end: int, ago: int) -> dict[str, Any]:
    found = {
        "more": choices.longer(session, 60), "less": choices.longer(session, -60), "rest": choices.rest(session, 600),
        "end": choices.end(session, end), "help": choices.what_would_help(session),
        "began": choices.began(session, ago), "auto": choices.moves_on_now(session), "odd": people.odd(session),
        "warnings": people.warnings(session, list), "close": choices.close(session, list),
        "left": people.left(session) if session.state.goes_round and not session.state.seating else None,
    }  # fmt: skip
    asked = {
        name: each and [each.text, *((way.word, way.meaning) for way in each.options)] for name, each in found.items()
    }
    return {**asked, "no": [choices.no_extension(session, 600), choices.not_so_long_ago(session, ago)]}


@given(lived_in(ENGLISH), st.integers(1, 90), st.integers(1, 40))
@settings(max_examples=EVENINGS // 5, suppress_health_check=list(HealthCheck))
def test_every_question_and_its_price_is_the_same_on_the_phone_in_every_language(
    page: Any, evening: Any, minutes: int, ago: int
) -> None:
    spoken, header, told, events = evening
    done = [event for event, each in zip(events, told, strict=True) if "state" in each]
    session = Session(header, HandClock(header.started))
    for event in done:
        session._happen(event)
    session._run_ms = done[-1].at if done else 0
    end = session.state.now // 60_000 * 60_000 + minutes * 60_000
    asked = {"events": [do.to_json(event) for event in done], "at": session.at, "end": end, "ago": ago * 60}
    speak(page, spoken)
    try:
        found = page.evaluate(ASKED, json.loads(json.dumps({"header": header_as_data(header), **asked})))
    finally:
        speak(page, ENGLISH)
    with speaking(spoken):
        assert found == json.loads(json.dumps(questions(session, end, ago * 60))), spoken.tag


@given(evenings(), st.integers(-90, 30), st.integers(2, 12))
@settings(max_examples=EVENINGS // 4, suppress_health_check=list(HealthCheck))
def test_the_phone_fits_an_evening_anew_as_peerkit_does(page: Any, evening: Any, more: int, people: int) -> None:
    seconds = max(300, evening.seconds + 60 * more)
    wanted = replace(evening, people=people, end=evening.start + timedelta(seconds=seconds))
    found = build(wanted)
    blocks = plan_as_data(build(evening))["blocks"]
    asked = {"blocks": blocks, "people": people, "seconds": seconds}
    made = page.evaluate(
        "(asked) => ({ ...built(asked), offers: offers(asked.blocks, asked.people, asked.seconds) })", asked
    )
    if isinstance(found, Plan):
        assert (made["lengths"], made["spare"]) == (list(found.lengths), found.spare)
    else:
        assert isinstance(found, DoesNotFit)
        assert made["missing"] == found.seconds
        tried = offers(wanted.template.block, people, seconds)
        assert [offer["words"] for offer in made["offers"]] == [offer.words for offer in tried]


def test_a_round_held_in_threes_on_the_phone_is_the_groups_that_peerkit_makes_of_it(page: Any) -> None:
    block = {"kind": "round", "turn": "2m", "changeover": "5s", "script": "Siarad.", "language": "cy", "warn": ["30s"]}
    plan = plan_of(block, people=6, minutes=60)
    threes = plan.with_blocks(changed(plan.blocks, 0, "threes"))
    kept, made = (plan_as_data(each)["blocks"] for each in (plan, threes))
    assert page.evaluate("(blocks) => changed(blocks, 0, 'threes')", kept) == json.loads(json.dumps(made))


@given(st.integers(4, 12), st.integers(2, 4), st.integers(0, 2), st.lists(st.integers(1, 14), max_size=3, unique=True))
@settings(max_examples=EVENINGS // 4)
def test_whoever_comes_or_goes_on_the_phone_has_a_place_and_nobody_is_alone(
    page: Any, people: int, size: int, sit_out: int, gone: list[int]
) -> None:
    gone = [seat for seat in gone if seat <= people - 3][:2]
    asked = {"block": rotation_of(people, size, sit_out), "people": people, "gone": gone}
    found = page.evaluate(
        "({ block, people, gone }) => reseatedPlainly(block, seatingOf(block, people), 1, gone, [people + 1])", asked
    )
    there = sorted({*range(1, people + 2)} - {*gone})
    assert sorted(found["seats"]) == there
    out_of = found["out"] or [[]] * 4
    for together, out in list(zip(found["rounds"], out_of, strict=True))[1:]:
        assert sorted([*chain(*together), *out]) == there
        assert len(out) == min(sit_out, len(there) - 2)
        assert min(map(len, together)) > 1


@cache
def rotation_of(people: int, size: int, sit_out: int) -> Any:
    """Four rounds of a rotation, as the page has them."""
    block = {"kind": "groups", "turn": "2m", "partners": "rotation", "rounds": 4, "size": size, "sit_out": sit_out}
    (kept,) = plan_as_data(placed(plan_of(block, people=people, minutes=170)))["blocks"]
    return kept
