"""`peerkit` and `python -m peerkit`."""

import atexit
import gc
import os
import sys

from peerkit import version


def entry() -> int:
    """Run what was typed. `--version` is answered before anything else is loaded."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # a closed stream; its number must not become some file's
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))
        getattr(sys, name).reconfigure(errors="replace")  # before anything is read: afterwards it can't be set
    try:
        if sys.argv[1:] == ["--version"]:
            sys.stdout.write(f"{version()}\n")
            sys.stdout.flush()
            return 0
        _search_seldom()
        from peerkit.cli.app import main
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0 if isinstance(error, BrokenPipeError) else 1  # whoever reads has read enough
    return main(sys.argv[1:])


def _search_seldom() -> None:
    """Let Python look for garbage seldom, and not once more at its end: what is loaded is needed until then.

    The search at the end alone costs a start of Python; each of those while Textual is loaded costs nearly as much.
    """
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)


if __name__ == "__main__":
    sys.exit(entry())
