"""`peerkit` and `python -m peerkit`."""

import atexit
import gc
import os
import sys

from peerkit import __version__


def entry() -> int:
    """Run what was typed. `--version` is answered before anything else is loaded."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # a closed stream; its number must not become some file's
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))
        getattr(sys, name).reconfigure(errors="replace")  # before anything is read: afterwards it can't be set
    try:
        if sys.argv[1:] == ["--version"]:
            sys.stdout.write(f"peerkit {__version__}\n")
            sys.stdout.flush()
            return 0
        atexit.register(gc.freeze)  # Python's last search for rings in memory costs a start, and finds what dies anyhow
        from peerkit.cli.app import main
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0 if isinstance(error, BrokenPipeError) else 1  # whoever reads has read enough
    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(entry())
