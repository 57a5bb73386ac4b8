"""`peerkit` and `python -m peerkit`."""

import sys

from peerkit import __version__


def entry() -> int:
    """Run what was typed. `--version` is answered before anything else is loaded."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"peerkit {__version__}\n")
        return 0
    from peerkit.cli.app import main

    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(entry())
