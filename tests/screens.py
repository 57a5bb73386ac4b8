"""An evening on the screen, played on a clock that is moved by hand."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from textual.pilot import Pilot

from peerkit.border.validation import validate
from peerkit.live.journal import Journal
from peerkit.live.loop import Session
from peerkit.live.screen import looks, panels
from peerkit.live.screen.app import SessionApp
from peerkit.live.screen.panels import Choices
from peerkit.planning.plan import Evening, Plan, build
from peerkit.planning.template import Template
from peerkit.running.actions import Materials
from peerkit.running.state import Header
from tests.room import HandClock

START = datetime(2026, 11, 26, 19, 0, tzinfo=UTC)
Scene = Callable[[SessionApp, Pilot[None]], Awaitable[None]]


def block(kind: str, name: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "name": name, **more}


ROUND = block("round", "Opening round", turn={"min": "45s", "ideal": "2m", "max": "4m"}, script="Say how you are.")
TALK = block("segment", "Talking", length={"min": "10m", "ideal": "30m", "max": "40m"})
TEA = block("break", "Tea", length="10m")
CLOSING = block("segment", "Goodbyes", part="closing", length="5m", script="Thank you for coming.")


def plan_of(*blocks: dict[str, Any], title: str = "Weekly circle", minutes: int = 120, people: int = 9) -> Plan:
    template, problems = validate(
        Template,
        {
            "title": title,
            "summary": "A circle.",
            "minutes": {"min": 1, "ideal": 120, "max": 240},
            "people": {"min": 2, "ideal": 9, "max": 20},
            "block": list(blocks),
        },
    )
    assert template is not None, problems
    plan = build(Evening("weekly-circle", template, people, START, START + timedelta(minutes=minutes)))
    assert isinstance(plan, Plan)
    return plan


def session_of(*blocks: dict[str, Any], journal: Journal | None = None, **more: Any) -> Session:
    materials = more.pop("materials", Materials(("We listen.", "We all have the same time."), ("Call 116 123.",)))
    hands_off = more.pop("hands_off", False)
    plan = plan_of(*(blocks or (ROUND, TALK, TEA, CLOSING)), **more)
    return Session(Header(plan, START, "weekly-circle", hands_off=hands_off), HandClock(START), journal, materials)


def play(
    session: Session, scene: Scene, size: tuple[int, int] = (80, 24), *, bell: bool = False, **choices: Any
) -> SessionApp:
    app = SessionApp(session, Choices(**choices), bell=bell)

    async def from_first_to_last() -> None:
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            await scene(app, pilot)
        app.awake.stop()

    played(from_first_to_last())
    return app


async def after(app: SessionApp, pilot: Pilot[None], seconds: float) -> None:
    """Let so many seconds pass on the clock, and let the screen notice."""
    clock = app.session.clock
    assert isinstance(clock, HandClock)
    step = 4 if app.session.journal else 40  # a journal notices time away
    while seconds > 0:
        clock.pass_by(min(seconds, step))
        seconds -= step
        app._wake()
    await settle(pilot)


async def settle(pilot: Pilot[None]) -> None:
    """Let every message arrive: rounds of the event loop, however slow the machine is."""
    await rounds()
    await pilot.pause(0)


async def rounds(*_: float) -> None:
    for _ in range(40):
        await asyncio.sleep(0)


def played(evening: Coroutine[Any, Any, Any]) -> None:
    """Run it, with keys settled by rounds: Textual asks the machine's clock whether its process has become idle."""
    with patch("textual.app.wait_for_idle", rounds), patch("textual.pilot.wait_for_idle", rounds):
        asyncio.run(evening)


async def press(app: SessionApp, pilot: Pilot[None], *keys: str) -> None:
    """Press one key after the other, each when the last has done what it does."""
    for key in keys:
        if app.is_running:
            await pilot.press(key)
            await settle(pilot)


def frame(app: SessionApp) -> str:
    """What stands on the screen now, line by line."""
    return "\n".join(
        "".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips(app.size)
    )


def flat(text: str) -> str:
    return " ".join(text.split())


def text(app: SessionApp, where: str) -> str:
    """What stands in a place, line by line."""
    return "\n".join(row.rstrip() for row, _ in app.shown.rows[where]).rstrip()


def large(app: SessionApp) -> str:
    """What the whole room reads."""
    state = app.session.state
    name = looks.name_of(state, last_minute=app.choices.last_minute)
    return " ".join(panels.big(state, name, app.choices)[:2]).strip()
