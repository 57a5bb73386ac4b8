"""What `pip install .` brings, and what it must leave behind."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
CHECKOUT = (
    "peerkit", "templates", "sessions", "tests", "docs", "pyproject.toml", ".gitignore", "*.md", "LICENSE",
)  # fmt: skip
IGNORED = {
    "sessions/2026-11-19-secret.toml": "people = 3",
    "sessions/attendance.csv": "date,session",
    "sessions/.running/journal": "{}",
    "peerkit/__pycache__/stale.cpython-311.pyc": "",
    "peerkit/cli/__pycache__/stale.cpython-311.pyc": "",
    "templates/sessions/__pycache__/draft.toml": "title = 'Not yet'",
    "peerkit.toml": "[group]",
    "v/lib/anything.py": "",
}

pytestmark = pytest.mark.outside("pip", "pdfinfo")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder with the sdist and the wheel made from it, out of a checkout full of what git ignores."""
    checkout = tmp_path_factory.mktemp("checkout")
    for pattern in CHECKOUT:
        for path in TOP.glob(pattern):
            copy = shutil.copytree if path.is_dir() else shutil.copy
            copy(path, checkout / path.name)
    for name, text in IGNORED.items():
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).write_text(text)
    folder = tmp_path_factory.mktemp("built")
    build = (sys.executable, "-m", "build", "--installer", "uv", "--outdir")
    run(*build, str(folder), cwd=checkout)
    run(*build, str(folder / "direct"), "--wheel", cwd=checkout)
    return folder


@pytest.fixture(scope="module")
def in_wheel(built):
    return names_in(next(built.glob("*.whl")))


@pytest.fixture(scope="module")
def elsewhere(built, tmp_path_factory):
    """Runs the wheel's peerkit in a folder that is not the checkout; gives what it prints."""
    place = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "pip", "install", "--no-deps", "--target", str(place), str(next(built.glob("*.whl"))))
    folder = tmp_path_factory.mktemp("elsewhere")
    environment = {**os.environ, "PYTHONPATH": str(place), "PEERKIT_WORKSPACE": str(folder)}
    return lambda *command: run(*command, cwd=folder, env=environment)


def test_the_wheel_carries_every_template(in_wheel):
    templates = {path.relative_to(TOP).as_posix() for path in (TOP / "templates").rglob("*.toml")}
    in_templates = {name for name in in_wheel if name.startswith("peerkit/templates/") and name.endswith(".toml")}
    assert {f"peerkit/{name}" for name in templates} == in_templates


def test_the_wheel_carries_every_module_and_every_licence(in_wheel):
    modules = {path.relative_to(TOP).as_posix() for path in (TOP / "peerkit").rglob("*.py")}
    licences = {name.partition("/licenses/")[2] for name in in_wheel if "/licenses/" in name}
    printing = {f"peerkit/printing/{each}" for each in ("fonts/OFL.txt", "pictures/LICENSE")}
    assert (modules - in_wheel, licences) == (
        {"peerkit/languages/build.py"},
        {"LICENSE", "templates/LICENSE", *printing},
    )


def test_the_wheel_carries_every_language_as_peerkit_reads_it(in_wheel):
    languages = {name for name in in_wheel if name.startswith("peerkit/languages/")}
    tags = {"en", *(path.stem for path in (TOP / "peerkit" / "languages").glob("*.po"))}
    assert languages == {"peerkit/languages/drafts.txt", *(f"peerkit/languages/{tag}.texts" for tag in tags)}


def test_the_wheel_carries_what_printing_needs(in_wheel):
    printing = (TOP / "peerkit" / "printing").rglob("*")
    needed = {path.relative_to(TOP).as_posix() for path in printing if path.is_file() and path.suffix != ".pyc"}
    assert needed - in_wheel == set()
    assert {"peerkit/printing/render/sheet.typ", "peerkit/printing/fonts/Inter-Bold.ttf"} <= in_wheel


def test_the_wheel_makes_a_sheet_from_another_folder(elsewhere):
    elsewhere(sys.executable, "-P", "-m", "peerkit", "rules", "print", "--style", "giant", "-o", "giant.pdf")
    assert elsewhere("pdfinfo", "giant.pdf").startswith("Title:           Ground rules")


def test_the_wheel_carries_nothing_that_git_ignores_and_nothing_else_of_the_checkout(in_wheel):
    tops = {name.split("/")[0] for name in in_wheel}
    assert tops == {"peerkit", next(top for top in tops if top.endswith(".dist-info"))}
    assert [name for name in in_wheel if "__pycache__" in name or name.endswith(".pyc")] == []


def test_the_sdist_carries_the_tests_and_no_evening_but_the_worked_example(built):
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {"tests/test_packaging.py", "templates/LICENSE", "docs/benchmarks.md", "LICENSE", "CHANGELOG.md"} <= names
    assert set(IGNORED) & names == set()
    assert {name for name in names if name.startswith("sessions/")} == {"sessions/2026-11-05-weekly-circle.toml"}


def test_the_wheel_is_the_same_from_the_checkout_and_from_the_sdist(built, in_wheel):
    assert names_in(next((built / "direct").glob("*.whl"))) == in_wheel


def test_the_wheel_runs_from_another_folder(elsewhere):
    told = elsewhere(sys.executable, "-P", "-c", "import peerkit; print(peerkit.__file__)")
    assert Path(told.strip()).is_relative_to(TOP) is False
    assert elsewhere(sys.executable, "-P", "-m", "peerkit", "--version").startswith("peerkit ")


def test_the_wheel_finds_its_templates_and_ground_rules_from_another_folder(elsewhere):
    templates = json.loads(elsewhere(sys.executable, "-P", "-m", "peerkit", "template", "list", "--json"))
    assert {template["name"] for template in templates} == {path.stem for path in TOP.glob("templates/sessions/*.toml")}
    assert "1." in elsewhere(sys.executable, "-P", "-m", "peerkit", "rules", "show")


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def run(*command: str, **how) -> str:
    """What a command prints. It must end well."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, **how)
    assert done.returncode == 0, f"{command} ended with {done.returncode}.\n{done.stdout}{done.stderr}"
    return done.stdout
