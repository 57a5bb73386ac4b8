"""Strangers' files, by a fuzzer that sees which code they reach: `python -m tests.fuzz MINUTES`, for CI and developers.

Atheris changes a file of each kind that `tests/test_strangers.py` knows, keeps what reaches code that nothing reached
before, and changes that again. The oracle is the test's own. A file that is met with no words is kept in the folder
`fuzz`, with the kind and the command in its name; it becomes a case of the test.
"""

import contextlib
import importlib
import pkgutil
import subprocess
import sys
import tempfile
from pathlib import Path

LONGEST_FILE = 20_000
"""Bytes: what a fuzzer finds in more it finds in less."""
LONGEST = 20
"""Seconds that a command may take before it counts as one that hangs."""


def one_kind(kind: str, seconds: int, kept: Path) -> None:
    """Change a file of this kind for so long, in this process, which ends with that."""
    import atheris

    with atheris.instrument_imports(include=["peerkit"]):
        import peerkit

        for module in pkgutil.walk_packages(peerkit.__path__, "peerkit."):  # a command loads its own as it is typed
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
        from tests import test_strangers as strangers

    room = strangers.a_room(Path(tempfile.mkdtemp()) / "room")
    place, commands = strangers.KINDS[kind]
    begin = kept / "begin"
    begin.mkdir(parents=True, exist_ok=True)
    for number in range(len(commands)):
        (begin / str(number)).write_bytes(bytes([number]) + (room / place).read_bytes())
    words = {word.encode("utf-8", "replace") for word in strangers.ODDITIES}
    escaped = ("".join(f"\\x{byte:02x}" for byte in word) for word in sorted(words) if 0 < len(word) < 60)
    (kept / "words").write_text("".join(f'"{word}"\n' for word in escaped))

    def once(data: bytes) -> None:
        with contextlib.suppress(KeyboardInterrupt):
            strangers.answers(room, place, commands[data[0] % len(commands)] if data else commands[0], data[1:])

    told = [f"-max_total_time={seconds}", f"-max_len={LONGEST_FILE}", f"-timeout={LONGEST}", "-rss_limit_mb=2048"]
    told += [f"-dict={kept / 'words'}", f"-artifact_prefix={kept}/", "-print_final_stats=1", "-verbosity=0"]
    atheris.Setup([sys.argv[0], str(begin), *told], once)
    atheris.Fuzz()


def main() -> int:
    """Give each kind its share of the time, one after the other; 1 where something was met with no words."""
    from tests.test_strangers import KINDS

    seconds, wrong = max(1, int(float(sys.argv[1]) * 60 / len(KINDS))), []
    with tempfile.TemporaryDirectory() as scratch:
        for kind in KINDS:
            kept = Path(scratch, kind.replace(" ", "-"))
            done = subprocess.run(
                [sys.executable, "-m", "tests.fuzz", kind, str(seconds), str(kept)],
                capture_output=True, encoding="utf-8", errors="replace", check=False,
            )  # fmt: skip
            tries = [line.split()[-1] for line in done.stderr.splitlines() if "number_of_executed_units" in line]
            print(f"{kind}: {tries[0] if tries else 'no'} files in {seconds} s", flush=True)
            if done.returncode:
                wrong += [kind]
                Path("fuzz").mkdir(exist_ok=True)
                for found in kept.glob("*-*"):
                    found.replace(Path("fuzz", f"{kept.name}-{found.name}"))
                print(done.stdout[-2000:], done.stderr[-4000:])
    return min(1, len(wrong))


if __name__ == "__main__":
    if len(sys.argv) > 2:
        one_kind(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
    sys.exit(main())
