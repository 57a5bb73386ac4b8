"""The README's pictures, taken from the real screen: `python -m tests.picture` writes them to docs/."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from peerkit.border.validation import validate
from peerkit.live.loop import Session
from peerkit.live.screen.app import SessionApp
from peerkit.live.screen.bars import Face
from peerkit.live.screen.panels import Choices
from peerkit.planning.plan import Evening, Plan, build
from peerkit.planning.template import Template
from peerkit.running.state import Header
from peerkit.workspace import files
from tests.room import HandClock

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
IN_TIME = ((240, "n"), (240, "n"), (120, "n"), (5, ""), (120, "n"), (45, ""))
OVER = (*IN_TIME, (60, ""), (150, ""))
PICTURES = {DOCS / "screen.svg": ((80, 24), IN_TIME), DOCS / "screen-over.svg": ((120, 40), OVER)}
"""Each picture: the size of the terminal, and the seconds that pass before each key."""
START = datetime(2026, 11, 26, 19, 0, tzinfo=UTC)


def first_moment(clock: HandClock) -> Session:
    """A weekly circle of nine, about to begin."""
    template, problems = validate(Template, files.read_toml(ROOT / "templates" / "sessions" / "weekly-circle.toml"))
    assert template is not None, problems
    plan = build(Evening("weekly-circle", template, 9, START, START + timedelta(hours=2)))
    assert isinstance(plan, Plan)
    return Session(Header(plan, START, "weekly-circle"), clock)


def take(size: tuple[int, int], steps: tuple[tuple[int, str], ...]) -> str:
    """The screen after these steps as SVG, with no font fetched from anywhere."""
    clock = HandClock(START)

    async def shoot() -> str:
        app = SessionApp(first_moment(clock), Choices(), bell=False)
        app.face = Face()
        async with app.run_test(size=size) as pilot:
            for seconds, key in steps:
                clock.pass_by(seconds)
                app._wake()
                if key:
                    await pilot.press(key)
            await pilot.pause()
            return app.export_screenshot(title="peerkit session start", simplify=True)

    picture = asyncio.run(shoot())
    return re.sub(r"@font-face\s*\{.*?\}\s*|<!--.*?-->", "", picture, flags=re.DOTALL)


def words(picture: str) -> list[str]:
    """Every text that the picture shows."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", picture)


if __name__ == "__main__":
    for path, (size, steps) in PICTURES.items():
        path.write_text(take(size, steps), encoding="utf-8")
