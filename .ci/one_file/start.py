"""Where the program without Python begins."""

import os
import sys

from peerkit.__main__ import entry

for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
    found = os.environ.pop(name, None)  # set for this program: an editor has its own
    if found is not None and f"{name}_ORIG" in os.environ:
        os.environ[name] = os.environ[f"{name}_ORIG"]
sys.exit(entry())
