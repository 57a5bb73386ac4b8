"""Whether every dependency has a wheel for the computers that people have: `python -m tests.wheels`, for CI.

Nothing is installed. uv resolves, for it judges markers for the computer it is asked about, and not for its own; the
Python that runs it is named, or it looks for one of each version, and downloads it.
"""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product

from tests.room import REPOSITORY

EVERYTHING = (
    "x86_64-pc-windows-msvc",
    "aarch64-apple-darwin",
    "x86_64-apple-darwin",
    "x86_64-manylinux_2_28",
    "aarch64-manylinux_2_28",
)
WITHOUT_PDF = ("aarch64-pc-windows-msvc", "i686-pc-windows-msvc")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def resolved(computer: str, python: str) -> subprocess.CompletedProcess[str]:
    """What pip would take on that computer with that Python, of wheels alone; else, why not."""
    asked = ["--python-platform", computer, "--python-version", python, "--only-binary", ":all:"]
    quietly = ["--python", sys.executable, "--quiet", "--no-header"]
    return subprocess.run(
        [sys.executable, "-m", "uv", "pip", "compile", *quietly, *asked, "pyproject.toml"],
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip


def main() -> int:
    """Ask about each; 1 where a wheel is missing, or PDF is where it can't be, or is not where it can."""
    asked = list(product((*EVERYTHING, *WITHOUT_PDF), PYTHONS))
    with ThreadPoolExecutor(len(PYTHONS)) as several:
        answers = several.map(resolved, *zip(*asked, strict=True))
        wrong = [said for each, found in zip(asked, answers, strict=True) if (said := _wrong(*each, found))]
    print(*wrong or [f"{len(asked)} computers and Pythons have every wheel."], sep="\n")
    return min(len(wrong), 1)


def _wrong(computer: str, python: str, found: subprocess.CompletedProcess[str]) -> str:
    if found.returncode == 0 and ("\ntypst==" in found.stdout) == (computer in EVERYTHING):
        return ""
    return f"{computer}, Python {python}: {found.stderr.strip() or 'typst is where it can not be, or is missing'}"


if __name__ == "__main__":
    sys.exit(main())
