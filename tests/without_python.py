"""Try the program without Python where there is none: `python -m tests.without_python FILE`, as root on Linux.

FILE is what `.ci/one_file` wrote. It runs in a root that holds the C library, zlib and no other file: no shell, no
locale, no time zones, no fonts. Afterwards it is installed once more as docs/install.md says, in a terminal, and what
stands there is compared with the pictures in docs/; `--pictures` takes them anew.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pexpect
import pyte
from rich.console import Console

from peerkit import version
from tests.picture import words
from tests.room import REPOSITORY

C_LIBRARY = ("ld-linux*", "libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libz.so.1")
PATIENCE = 60
SIZE = 80, 24


def bare(root: Path, archive: Path) -> None:
    """Lay out a root with the C library and the program: nothing else that could help it."""
    for folder in ("dev", "home", "tmp"):
        (root / folder).mkdir()
    os.mknod(root / "dev" / "null", 0o666 | 0o020000, os.makedev(1, 3))
    for place in (Path("/lib64"), Path("/lib")):
        for library in (found for name in C_LIBRARY for found in place.rglob(name) if found.is_file()):
            inside = root / library.relative_to("/")
            inside.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(library, inside)
    shutil.unpack_archive(archive, root)
    assert not (*root.rglob("*python3"), *root.rglob("bin/*"))


class Bare:
    """The program in that root, and somebody who types."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.command = [shutil.which("chroot") or "chroot", str(root), "/peerkit-program/peerkit"]
        self.home = {"HOME": "/home", "TERM": "xterm-256color"}

    def say(self, *words: str, **more: str) -> str:
        """What a command prints; its status is 0, and nothing goes wrong in silence."""
        said = subprocess.run(
            [*self.command, *words], env=self.home | more, stdin=subprocess.DEVNULL, capture_output=True,
            encoding="utf-8", timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert (said.returncode, "Traceback" in said.stderr) == (0, False), (words, said.stdout, said.stderr)
        return said.stdout + said.stderr

    @contextmanager
    def terminal(self, *words: str) -> Iterator[pexpect.spawn]:
        """A command in a terminal."""
        chroot, *command = *self.command, *words
        child = pexpect.spawn(chroot, command, env=self.home, dimensions=SIZE[::-1], encoding="utf-8", timeout=PATIENCE)
        try:
            yield child
            child.expect(pexpect.EOF)
            child.close()
            assert child.exitstatus == 0, child.before
        finally:
            child.close(force=True)


def an_evening(there: Bare) -> None:
    """Start, plan, rehearse; an evening on the screen and one in lines; sheets, figures, a calendar."""
    assert there.say("--version") == f"{version()}\n"
    assert "weekly-circle" in (said := there.say("template", "list")), said
    plan = "session", "plan", "weekly-circle", "--people", "6", "--start", "2026-11-26 19:00"
    assert "Opening round" in there.say(*plan)
    assert "Cylch wythnosol" in there.say(*plan, "--dry-run", PEERKIT_LANGUAGE="cy")
    assert "nothing was written" in there.say(
        "session", "rehearse", "weekly-circle", "--speed", "3600", "--plain", "--yes"
    )
    for face, said in (("--screen", ("n", "n", "q", "2")), ("--plain", ("next\r", "next\r", "close\r", "stop\r"))):
        with there.terminal("session", "start", "weekly-circle", "--people", "3", "--yes", face) as evening:
            evening.expect("Welcome")
            for each in said:
                time.sleep(1)
                evening.send(each)
            evening.expect("How many came")
            evening.send("3\r")
            evening.expect("Thank you, all of you.")
    for sheet in (
        ("rules", "print"),
        ("session", "print", "weekly-circle", "--people", "6", "--sheet", "agenda"),
        ("flyer", "print"),
    ):
        there.say(*sheet, "-o", "/home/sheet.pdf", "--force")
        assert (there.root / "home" / "sheet.pdf").read_bytes().startswith(b"%PDF-")
    there.say("rules", "print", "--format", "html", "-o", "/home/rules.html")
    assert "9 people" in there.say("tally", "add", "9", "--date", "2026-11-26")
    assert "9" in there.say("tally", "list")
    there.say("tally", "export", "--for-ourselves", "--format", "xlsx", "-o", "/home/figures.xlsx")


def installed(archive: Path, folder: Path) -> dict[str, str]:
    """What stands in a terminal after the lines of docs/install.md for Linux, and then the menu, as pictures."""
    shutil.copy(archive, folder)
    page = (REPOSITORY / "docs" / "install.md").read_text(encoding="utf-8")
    lines = re.findall(r"^### Linux\n.*?```sh\n(.*?)```", page, re.DOTALL | re.MULTILINE)[0].splitlines()
    home = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PS1": "$ "}
    bash = ["--norc", "--noprofile"]
    shell = pexpect.spawn("/bin/bash", bash, cwd=folder, env=home, dimensions=SIZE[::-1], encoding="utf-8", timeout=60)
    found = {}
    try:
        shown = []
        for line in (*lines, "peerkit"):
            shell.expect_exact("$ ")
            shown.append(shell.before + shell.after)
            shell.sendline(line)
        found["install-linux.svg"] = picture("".join(shown))
        shell.expect_exact("Enter: 1.")
        found["install-menu.svg"] = picture(f"$ {shell.before}{shell.after}")
    finally:
        shell.close(force=True)
    return found


def picture(written: str) -> str:
    """What stands in a terminal after that was written into it, as SVG with no font from anywhere."""
    screen = pyte.Screen(*SIZE)
    pyte.Stream(screen).feed(written)
    console = Console(record=True, width=SIZE[0], file=StringIO())
    console.print("\n".join(row.rstrip() for row in screen.display).rstrip(), markup=False, highlight=False)
    return re.sub(r"@font-face\s*\{.*?\}\s*|<!--.*?-->", "", console.export_svg(title="Terminal"), flags=re.DOTALL)


def main() -> int:
    """Try it; 1 where a picture in docs/ shows anything else than the terminal does."""
    archive = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as scratch:
        root, home = Path(scratch, "root"), Path(scratch, "home")
        root.mkdir()
        home.mkdir()
        bare(root, archive)
        an_evening(Bare(root))
        pictures = installed(archive, home)
    print("Without Python: an evening on the screen and one in lines, sheets and figures.")
    wrong = 0
    for name, shown in pictures.items():
        path = REPOSITORY / "docs" / name
        if "--pictures" in sys.argv:
            path.write_text(shown, encoding="utf-8")
        if words(shown) != words(path.read_text(encoding="utf-8")):
            print(f"docs/{name} shows something else. To take it anew, add --pictures", *words(shown), sep="\n")
            wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main())
