"""How soon the page for a phone is seen on a slow one, and what two hours of it take in memory, in Chromium."""

import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from peerkit.planning.plan import Evening, Plan, build
from peerkit.printing.phone.session import SessionPage, page
from tests.benchmarks.measure import Figure
from tests.judges import chromium
from tests.room import SEVEN, circle

TIMES, SLOWER, HOURS = 7, 6, 2
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def figures() -> Iterator[Figure]:
    """The size of the page, its first paint with a CPU that is six times slower, and how its heap grows."""
    plan = build(Evening("an-evening", circle(), 9, SEVEN, SEVEN + timedelta(hours=HOURS)))
    assert isinstance(plan, Plan)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        file = Path(folder) / "session.html"
        file.write_text(page(SessionPage(plan)), encoding="utf-8")
        yield Figure("the page for a phone", file.stat().st_size / 1000, "kB", 150)
        yield Figure(
            "its first paint, CPU six times slower", median(_paint(browser, file) for _ in range(TIMES)), "ms", 1000
        )
        yield Figure("its heap after two hours more than after ten minutes", _growth(browser, file), "kB", 200)


def _paint(browser: Any, file: Path) -> float:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    sheet = context.new_page()
    context.new_cdp_session(sheet).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    sheet.goto(file.as_uri())
    sheet.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    found = float(sheet.evaluate(PAINT))
    context.close()
    return found


def _growth(browser: Any, file: Path) -> float:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    sheet = context.new_page()
    session = context.new_cdp_session(sheet)
    sheet.clock.install(time=SEVEN)
    sheet.goto(file.as_uri())
    sheet.click("#begin")

    def heap(minutes: int) -> float:
        sheet.clock.run_for(minutes * 60_000)
        session.send("HeapProfiler.collectGarbage")
        return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 1000

    first = heap(10)
    found = heap(HOURS * 60 - 10) - first
    context.close()
    return found
