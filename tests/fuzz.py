"""Strangers' files, by a fuzzer that sees what they reach: `python -m tests.fuzz MINUTES [SEED]`, in CI and by hand.

Atheris changes a file of each kind that `tests/test_strangers.py` knows, keeps what reaches code that nothing reached
before, and changes that again. The oracle is the test's own. It ends at the first file that is met with no words, and
writes it into the folder `fuzz`: its first byte is the number of the command, and the rest becomes a case of the test.
With a seed, as in CI, every run goes the same way, as far as its time lasts.
"""

import contextlib
import importlib
import pkgutil
import sys
import tempfile
from pathlib import Path

import atheris

LIMITS = "-max_len=20000", "-timeout=20", "-rss_limit_mb=2048"
"""Bytes of a file; seconds after which a command hangs; memory."""


def main() -> None:
    """Change files for so long; the process ends with that, and with 0 where every file was met with words."""
    with atheris.instrument_imports(include=["peerkit"]):
        import peerkit

        for module in pkgutil.walk_packages(peerkit.__path__, "peerkit."):  # a command loads its own as it is typed
            if not module.name.endswith(("__main__", "languages.build")):
                importlib.import_module(module.name)
        from tests import test_strangers as strangers

    commands = [(place, command) for place, several in strangers.KINDS.values() for command in several]
    scratch, found = Path(tempfile.mkdtemp()), Path("fuzz")
    room, begin, words = strangers.a_room(scratch / "room"), scratch / "begin", scratch / "words"
    found.mkdir(exist_ok=True)
    begin.mkdir()
    for number, (place, _) in enumerate(commands):
        (begin / str(number)).write_bytes(bytes([number]) + (room / place).read_bytes())
    odd = sorted({word.encode("utf-8", "replace") for word in strangers.ODDITIES})
    escaped = ("".join(f"\\x{byte:02x}" for byte in word) for word in odd if 0 < len(word) < 60)
    words.write_text("".join(f'"{word}"\n' for word in escaped))

    def once(data: bytes) -> None:
        place, command = commands[data[0] % len(commands) if data else 0]
        with contextlib.suppress(KeyboardInterrupt):
            strangers.answers(room, place, command, data[1:])

    how_long = f"-max_total_time={float(sys.argv[1]) * 60:.0f}"
    seed = [f"-seed={int(each)}" for each in sys.argv[2:3]]
    told = [
        how_long,
        *seed,
        *LIMITS,
        f"-dict={words}",
        f"-artifact_prefix={found}/",
        "-print_final_stats=1",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], str(begin), *told], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
