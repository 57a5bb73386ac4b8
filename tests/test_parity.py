"""Everything that the screen shows can be heard, as plain mode answers it; and the screen asks for no word of that."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from peerkit.live.screen import looks, panels
from peerkit.live.screen.panels import Choices, View
from peerkit.running import group_phrases, phrases
from peerkit.running.actions import ACTIONS, BY_WORD
from tests.test_asked import CLOSING, OPEN, OPENING, ROTATION, SHARING, TALK, TEA, Evening

CHOICES = Choices(False, True, "")
STEPS: tuple[tuple[float, str], ...] = (
    (20, ""), (100, ""), (30, ""), (45, ""), (100, "next"), (30, ""), (5, "auto"), (5, "next"), (200, ""), (2, "next"),
    (3, "pause"), (400, ""), (1, "resume"), (1, "joined"), (5, "next"), (90, "break 5"), (0, "yes"), (100, ""),
    (300, ""),
    (1, "resume"), (1, "left"), (0, "yes"), (30, "next"), (10, "more"), (0, "yes"), (300, "next"), (300, "next"),
    (1, "next"), (600, "next"), (1, "next"), (1, "next"), (1, "next"), (1, "next"), (1, "next"), (70, ""), (600, ""),
)  # fmt: skip
EVENINGS: list[tuple[Any, ...]] = [
    (OPENING, SHARING, TALK, TEA, CLOSING), (OPENING, OPEN, TEA, CLOSING), (OPENING, ROTATION, CLOSING),
    (OPENING, {"kind": "groups", "name": "Pairs", "turn": "4m", "partners": "choose"}, TEA, CLOSING),
]  # fmt: skip


def shown(evening: Evening) -> Iterator[str]:
    """Every fact on the screen, without what only a face has: figures, bars and keys."""
    session, state = evening.session, evening.state
    look = looks.name_of(state, last_minute=True)
    yield panels.title(session, CHOICES)
    if state.slot is None:
        yield "The last part is over."
    else:
        yield from (phrases.name_of(state), phrases.place(state))
    yield from (part for part in re.split(r"  |(?<=[.]) ", panels.ends(session)[0]) if part)
    yield phrases.clock_time(session.header, state.now)
    yield str(state.people)
    if state.groups:
        yield group_phrases.split(state)
    yield group_phrases.due_next(state)
    yield phrases.offer_to_mend(session.header, state)
    yield from phrases.coming(state)
    yield from panels.words(session, View()).splitlines()
    for action in ACTIONS:
        if action.panel and action.word != "help":
            yield from panels.words(session, View(panel=action)).splitlines()
    told = panels.note(state, look)
    if look == "over":
        yield told.partition(" minute")[0]
    elif look in ("last minute", "by itself") and state.moves_by_itself:
        yield "moves on by itself"
    if look == "paused":
        yield "Paused."
    if look == "break" and state.break_until is not None:
        yield "left of it" if panels.rest_of_break(state) > 0 else "The break is over"


def heard(evening: Evening) -> str:
    """What plain mode answers to the words that change nothing."""
    words = ("time", "next?", "agenda", "groups", "script", "rules", "contract")
    card = BY_WORD["support"].lines(evening.state, evening.session.materials)  # the word itself would pause
    return "\n".join([*(evening.say(word) for word in words), *card])


@pytest.mark.parametrize("blocks", EVENINGS, ids=lambda blocks: blocks[1]["name"])
@pytest.mark.parametrize("people", [4, 7])
def test_every_fact_on_the_screen_can_be_heard(blocks: tuple[Any, ...], people: int) -> None:
    evening = Evening(*blocks, people=people, minutes=60)
    looked = set()
    for seconds, line in STEPS:
        evening.wait(seconds)
        if line:
            evening.say(line)
        if evening.commander.asking is not None:
            continue
        looked.add(looks.name_of(evening.state, last_minute=True))
        said = heard(evening)
        for fact in shown(evening):
            assert fact.strip() in said, (fact, said)
    assert len(looked) >= 6


TYPED = ("x", "0", "99", "-1", "500m", "25:99", "6m 30s", "18:00", "1")
A_WORD = re.compile(
    rf"\b[Ss]ay (?!a time|another time)|\b(?:{'|'.join(a.word for a in ACTIONS if a.takes)}) \d+[m:]?\d*[ .]"
)


def answered(evening: Evening) -> Iterator[str]:
    """Everything that keys do, and what is answered to them and to whatever is typed where it can be."""
    commander, session = evening.commander, evening.session
    for action in ACTIONS:
        if not action.key or action.word in ("close", "pause", "time"):  # the screen tells the time in its own way
            continue
        for typed in TYPED:
            yield from commander.act(action)
            if commander.asking is None or commander.asking.typed is None:
                break
            yield from commander.reply(typed)
        while commander.asking is not None:
            yield from commander.reply("nothing")
    yield from panels.help_lines(session.state.plan.blocks)
    yield from panels.offer(session)
    yield panels.note(session.state, looks.name_of(session.state, last_minute=True))


@pytest.mark.parametrize("blocks", EVENINGS, ids=lambda blocks: blocks[1]["name"])
def test_the_screen_asks_nobody_to_say_a_word_that_it_has_no_way_to_take(blocks: tuple[Any, ...]) -> None:
    evening = Evening(*blocks, people=7, minutes=60)
    for seconds in (20, 200, 0, 300, 400, 1200, 1200):
        evening.wait(seconds)
        evening.commander.asking = None
        for told in answered(evening):
            assert not A_WORD.search(told), told
