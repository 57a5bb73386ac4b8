"""The judges of peerkit's pages that peerkit did not write: the Nu checker for HTML, axe-core for WCAG, in Chromium.

They lie in `npm/node_modules` of the folder that PEERKIT_JUDGES names, else of ~/.cache/peerkit-judges:
`npm install --ignore-scripts axe-core vnu-jar`. Tests that ask them are marked `outside("chromium", "java")`.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER = Path(os.environ.get("PEERKIT_JUDGES") or Path.home() / ".cache" / "peerkit-judges")
MODULES = FOLDER / "npm" / "node_modules"
CHROMIUM = shutil.which("chromium")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def chromium() -> Iterator["Browser"]:  # noqa: F821  Playwright is imported only where it runs
    """Debian's Chromium, by Playwright."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


def nu(*paths: Path) -> list[str]:
    """What the Nu checker calls an error in HTML files: one line each."""
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(jar), "--errors-only", "--format", "gnu", *map(str, paths)]
    found = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    lines = found.stderr.splitlines()
    return lines if lines or found.returncode == 0 else [f"the Nu checker ended with {found.returncode}"]


def axe(page) -> list[str]:
    """What breaks WCAG 2.2 AA on a Playwright page as it stands: impact, rule, and where."""
    page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", WCAG)
    assert found["passes"], "axe looked at nothing"
    return [
        f"{each['impact']} {each['id']}: {' | '.join(' '.join(node['target']) for node in each['nodes'])}"
        for each in found["violations"]
    ]
