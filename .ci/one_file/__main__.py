"""Make peerkit for people without Python: `python .ci/one_file FOLDER` writes one file there, and says its name.

The file is for the system and the sort of computer on which it was made: PyInstaller takes along the Python that runs
this, and builds for no other. In it lies a folder to unpack once. A single program that unpacks itself was tried: it
puts 100 MB into the temporary folder at every start, which takes more than a second, stays there when it is killed,
and may not run from there on a locked-down computer.
"""

import argparse
import platform
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = "peerkit-program"  # a folder "peerkit" at home is the group's
LOADED_BY_NAME = ("peerkit", "rich", "textual")  # what no import statement names
READ = ("peerkit", "textual", "tzdata")  # packages that read files of their own; Windows has no time zones
UNUSED = ("ssl", "sqlite3", "tkinter", "pip", "setuptools")  # nothing here asks a network or a database


def program(scratch: Path) -> Path:
    """The folder with the program, made of a clean venv and the checkout around this file."""
    venv.create(scratch / "v", with_pip=True)
    python = scratch / "v" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    run = [str(python), "-m"]
    subprocess.run([*run, "pip", "install", "--quiet", str(HERE.parents[1]), "pyinstaller>=6.20"], check=True)
    subprocess.run([
        *run, "PyInstaller", "--log-level", "ERROR", "--name", "peerkit", "--onedir", "--console",
        *(f"--collect-submodules={each}" for each in LOADED_BY_NAME),
        *(f"--collect-data={each}" for each in READ),
        *(f"--exclude-module={each}" for each in UNUSED),
        "--recursive-copy-metadata=peerkit", # with every licence
        *(["--strip"] if sys.platform == "linux" else []),
        "--specpath", str(scratch), "--workpath", str(scratch / "work"), "--distpath", str(scratch),
        str(HERE / "start.py"),
    ], check=True, cwd=scratch / "v")  # fmt: skip  # elsewhere than the checkout, which is another peerkit
    made = (scratch / "peerkit").rename(scratch / FOLDER)
    for record in made.rglob("direct_url.json"):  # where it was made
        record.unlink()
    shutil.copy(HERE.parents[1] / "LICENSE", made)
    return made


def main() -> int:
    """Make it where the command says."""
    parser = argparse.ArgumentParser(prog="python .ci/one_file", description="Make peerkit for people without Python.")
    parser.add_argument("folder", type=Path, help="where the file is written")
    folder = parser.parse_args().folder.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        made = program(Path(scratch))
        name = f"peerkit-{platform.system()}-{platform.machine()}".lower()
        kind = "zip" if sys.platform == "win32" else "gztar"
        print(shutil.make_archive(str(folder / name), kind, made.parent, made.name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
