"""`python -m tests.mutants [MODULE ...]`: mutmut over the modules that must never be wrong, and what survived.

Works on a copy in a temporary folder. A mutant dies when a test fails, breaks or takes too long.
"""

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).parent.parent.parent
COPIED = ("peerkit", "templates", "tests", "pyproject.toml")
MODULES = {
    "tally/disclosure": ("disclosure",),
    "tally/walk": ("disclosure", "serving"),
    "tally/correcting": ("disclosure",),
    "tally/sharing": ("disclosure",),
    "tally/serving": ("serving",),
    "planning/fit": ("fit",),
    "planning/kinds": ("kinds", "fit"),
    "running/proposal": ("proposal",),
    "turns/equal": ("equal",),
    "tally/releases": ("releases",),
    "tally/record": ("releases",),
    "running/run": ("run",),
    "live/journal": ("journal",),
    "workspace/files": ("files",),
    "workspace/locks": ("files",),
}
"""The modules, each with the files of tests that cover it."""
STRICT = (
    "tally/disclosure",
    "tally/walk",
    "tally/correcting",
    "tally/sharing",
    "planning/fit",
    "planning/kinds",
    "running/proposal",
    "turns/equal",
)
"""Where at least 95 of 100 mutants die, of messages too. In the others it is 85, and messages are left out."""
MESSAGES = "(Error|Missing|NotText|Locked|Running|_Wrong|_broken|_newer|_without_record|_too_large|translated)[(]"
SETTINGS = """
[tool.mutmut]
source_paths = ["peerkit"]
only_mutate = ["peerkit/{module}.py"]
do_not_mutate_patterns = {messages}
also_copy = ["templates"]
pytest_add_cli_args = [
    "-p", "tests.mutants.plugin", "--hypothesis-profile", "mutants", "-p", "no:cacheprovider",
    "-p", "no:unraisableexception",
]
pytest_add_cli_args_test_selection = {tests}
timeout_constant = 12.0
timeout_multiplier = 5.0
process_isolation = "forkserver"
track_dependencies = false
"""
DEAD = ("killed", "timeout")
SHOW = "import sys; from mutmut.__main__ import show; [show.callback(name) for name in sys.argv[1:]]"
"""`mutmut show` for several mutants at once: a start of it takes a second."""


def decorated_afterwards(source: str) -> str:
    """The same module with `name = property(name)` below each function in the place of `@property` above it.

    mutmut leaves out every function that is decorated.
    """
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            for each in reversed(node.decorator_list):
                lines[each.lineno - 1] = ""
                lines[node.end_lineno - 1] += f"\n{' ' * node.col_offset}{node.name} = {ast.unparse(each)}({node.name})"
    return "\n".join([*lines, ""])


def measured(module: str, processes: int) -> tuple[dict[str, str], str]:
    """What became of each mutant of a module, by name, and the survivors as diffs."""
    with tempfile.TemporaryDirectory() as folder:
        for name in COPIED:
            copy = shutil.copytree if (TOP / name).is_dir() else shutil.copy
            copy(TOP / name, Path(folder) / name)
        path = Path(folder) / "peerkit" / f"{module}.py"
        path.write_text(decorated_afterwards(path.read_text()))
        with (Path(folder) / "pyproject.toml").open("a") as file:
            messages = [] if module in STRICT else [MESSAGES]
            tests = [f"tests/test_{name}.py" for name in MODULES[module]]
            file.write(SETTINGS.format(module=module, messages=messages, tests=tests))

        def python(*words: str) -> str:
            done = subprocess.run([sys.executable, *words], cwd=folder, capture_output=True, text=True)
            if done.returncode:
                sys.exit(f"{module}: {done.stdout.strip().splitlines()[-1:]} Do {tests} pass?\n{done.stderr}")
            return done.stdout

        python("-m", "mutmut", "run", "--max-children", str(processes))
        listed = python("-m", "mutmut", "results", "--all", "true")
        fates = dict(line.strip().rsplit(": ", 1) for line in listed.splitlines())
        return fates, python("-c", SHOW, *[name for name, fate in fates.items() if fate not in DEAD])


def main() -> int:
    """Measure what was named, or everything; 1 where too many survived."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=f"one or more of: {', '.join(MODULES)}")
    parser.add_argument("--processes", type=int, default=os.cpu_count(), help="how many mutants run at once")
    asked = parser.parse_args()
    if unknown := [module for module in asked.modules if module not in MODULES]:
        parser.error(f"there is no {unknown[0]} here")
    low = []
    for module in asked.modules or MODULES:
        began = time.monotonic()
        fates, survivors = measured(module, asked.processes)
        dead, late = (sum(fate in kinds for fate in fates.values()) for kinds in (DEAD, ("timeout",)))
        percent, least = 100 * dead / len(fates), 95 if module in STRICT else 85
        if percent < least:
            low.append(module)
        print(f"| {module} | {len(fates)} | {dead} | {percent:.1f} | {least} | {time.monotonic() - began:.0f} s |")
        print(f"Of the dead, {late} ran out of time.\n{survivors}", flush=True)
    print(f"Too many survived in {', '.join(low)}." if low else "No module is below its limit.")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
