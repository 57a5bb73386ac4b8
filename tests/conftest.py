"""What every test shares: how much hypothesis tries, and the tests that a newcomer's three minutes have no room for.

`@pytest.mark.outside("tmux", "zsh")` names programs from outside Python that a test needs; `@pytest.mark.long` is
on one that goes through every case where others go through some. Without `--outside` both are left out, and the
summary says so; with it they run, a missing program is a failure, and so is a test that was skipped.
"""

import gc
import importlib
import io
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path

import pytest
from hypothesis import settings

from peerkit.cli.terminal import prompt
from peerkit.languages.build import compile_all
from peerkit.messages import speak
from tests import typeset

settings.register_profile("modest", max_examples=15, deadline=None)
settings.register_profile("ci", max_examples=40, deadline=None, print_blob=True)
settings.register_profile("long", max_examples=10_000, deadline=None, print_blob=True)
settings.load_profile("modest")

for _theirs in (
    "PEERKIT_WORKSPACE", "PEERKIT_LANGUAGE", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "EDITOR", "VISUAL",
    "LANGUAGE", "PYTHONDONTWRITEBYTECODE",
):  # fmt: skip
    os.environ.pop(_theirs, None)
sys.dont_write_bytecode = False  # a module is compiled once, as where people run it, and not by every process
os.environ |= {"TZ": f"MID{time.gmtime().tm_hour - 12:+d}", "LC_ALL": "C.UTF-8"}  # midday: no test meets midnight
if hasattr(time, "tzset"):
    time.tzset()
for _name, _usual in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):  # not as nohup or & leave it
    if hasattr(signal, _name):
        signal.signal(getattr(signal, _name), _usual)

MEMORY = Path("/dev/shm")
LANGUAGES = Path(__file__).parent.parent / "peerkit" / "languages"
LEFT_OUT = pytest.StashKey[dict[str, list[str]]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--outside", action="store_true", help="also run the tests that need more than Python, or long")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """A worker for each core where a folder is tested; a few files are faster without any."""
    return (os.cpu_count() or 1) if all(Path(arg).is_dir() for arg in config.args) else 0


def pytest_configure(config: pytest.Config) -> None:
    if roomy(MEMORY):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    config.addinivalue_line("markers", "outside(*programs): needs tmux, zsh or another program that is not Python")
    config.addinivalue_line("markers", "long: goes through every case, and takes its time")
    config.stash[LEFT_OUT] = {}
    if not hasattr(config, "workerinput") and not compiled():
        for made in compile_all(LANGUAGES):
            made.touch()


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[object]:
    """Of two workers one loads the tests from their end, so that each compiles the half that the other then finds.

    Nothing that is collected is garbage, so none is looked for meanwhile.
    """
    gc.disable()
    worker = getattr(session.config, "workerinput", {"workerid": "gw0"})["workerid"]
    if int(worker.removeprefix("gw")) % 2 and all(Path(arg).is_dir() for arg in session.config.args):
        for path in sorted(Path(__file__).parent.glob("test_*.py"), reverse=True):
            with suppress(Exception, pytest.skip.Exception):  # what is wrong with one is said where it is collected
                importlib.import_module(f"tests.{path.stem}")
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("outside"):
        items[:] = dearest_first(items, getattr(config, "workerinput", {}).get("workercount", 1))
        return
    out = [item for item in items if item.get_closest_marker("outside") or item.get_closest_marker("long")]
    items[:] = [item for item in items if item not in out]
    config.hook.pytest_deselected(items=out)
    config.stash[LEFT_OUT] = {item.nodeid: programs(item) for item in out}


def pytest_collection_finish() -> None:
    """What was collected is there to the end: no garbage is looked for in it, least of all by a process forked off."""
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    for program in programs(item):
        if shutil.which(program) is None:
            pytest.fail(f"This test needs {program}, and it is not here.", pytrace=False)


def pytest_sessionfinish(session: pytest.Session) -> None:
    config = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput["left_out"] = config.stash[LEFT_OUT]
    elif config.getoption("outside") and skipped(config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A group's folder, which is not there yet; what is typed is typed in the one above it."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path / "group"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "group"


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A group's folder that every command means, with the short circle in it."""
    from tests.room import workspace

    for name in ("HOME", "USERPROFILE", "PEERKIT_WORKSPACE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("TERM", "dumb")
    return workspace(tmp_path)


@pytest.fixture
def london(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer in London."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/London")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def type_in(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sits down at a terminal, and types these lines."""

    def lines(*typed: str) -> None:
        monkeypatch.setattr(prompt, "at_a_terminal", lambda: True)
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in typed)))

    return lines


@pytest.fixture(autouse=True, scope="session")
def typeset_once() -> Iterator[None]:
    """A page that was typeset for one test is there for every other."""
    with typeset.once():
        yield


@pytest.fixture(autouse=True)
def english() -> None:
    """Each test begins in English."""
    speak(None)


@pytest.fixture
def here(group: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with nothing in it, where somebody stands, beside the group's."""
    folder = group.with_name("here")
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node) -> None:
    """Hear from a worker of pytest-xdist what it left out: the same as every other."""
    node.config.stash[LEFT_OUT].update(getattr(node, "workeroutput", {}).get("left_out", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if left_out := config.stash[LEFT_OUT]:
        needed = ", ".join(sorted({program for needs in left_out.values() for program in needs}))
        tests = "1 test was" if len(left_out) == 1 else f"{len(left_out)} tests were"
        why = f"they need {needed}, or are long" if needed else "long"
        terminalreporter.write_line(f"{tests} left out: {why}. `pytest --outside` runs every test.")
    if config.getoption("outside") and skipped(config):
        terminalreporter.write_line("With --outside nothing may be skipped, and something was.", red=True)


def roomy(folder: Path) -> bool:
    """Whether there is such a folder, where programs may run, with a gigabyte left. In memory none waits for a disk."""
    try:
        there = os.statvfs(folder)
    except (AttributeError, OSError):
        return False
    return os.access(folder, os.W_OK) and not there.f_flag & os.ST_NOEXEC and there.f_bavail * there.f_frsize > 2**30


def compiled() -> bool:
    """Whether every catalogue was made, or made again, after what it is made of was changed."""
    made = [path.with_suffix(".texts") for path in LANGUAGES.glob("*.po")]
    made += [LANGUAGES / "en.texts", LANGUAGES / "drafts.txt"]
    of = [*LANGUAGES.glob("*.po"), LANGUAGES / "build.py"]
    return all(map(Path.exists, made)) and min(map(changed, made)) > max(map(changed, of))


def changed(path: Path) -> float:
    """When a file was last changed."""
    return path.stat().st_mtime


def dearest_first(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """In each worker's share first what is outside or long, by whole modules: then none waits for another at the end.

    pytest-xdist gives each worker as many, one after the other, before one takes over what another has not begun.
    """
    modules: dict[Path, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("outside") or item.get_closest_marker("long"):
            modules.setdefault(item.path, []).append(item)
    dear = [list(chain.from_iterable(list(modules.values())[worker::workers])) for worker in range(workers)]
    first = {item for each in dear for item in each}
    others = iter([item for item in items if item not in first])
    shares = [[*each, *islice(others, max(0, len(items) // workers - len(each)))] for each in dear]
    return [*chain.from_iterable(shares), *others]


def programs(item: pytest.Item) -> list[str]:
    """The programs that a test needs: none for most."""
    return [program for marker in item.iter_markers("outside") for program in marker.args]


def skipped(config: pytest.Config) -> bool:
    """Whether any test was skipped."""
    return bool(config.pluginmanager.get_plugin("terminalreporter").stats.get("skipped"))
