"""`python -m tests.benchmarks`: measure, print a table, end with 1 where a limit is passed.

It takes about seven minutes. `--pairs 5 --minutes 1` is shorter, for CI.
"""

import argparse
import sys
import tempfile
from itertools import chain
from pathlib import Path

from tests.benchmarks import counts, live, phone, printing, startup, turns


def main() -> int:
    """Measure everything; 0 when every figure is within its limit."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--pairs", type=int, default=15, help="runs of each command, each beside `python -c pass`")
    parser.add_argument("--minutes", type=int, default=5, help="how long the live session runs")
    parser.add_argument("--margin", type=float, default=1.0, help="times a limit that fails; 1.25 on a shared machine")
    asked = parser.parse_args()
    passed = []
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        print("| what | measured | at most |\n|---|---|---|", flush=True)
        for figure in chain(
            startup.figures(workspace, asked.pairs),
            live.figures(workspace, asked.minutes),
            turns.figures(),
            counts.figures(workspace),
            printing.figures(workspace, asked.pairs),
            phone.figures(),
        ):
            digits = 2 if figure.unit == "s" or figure.value < 2 else 1
            measured = f"{figure.value:.{digits}f} {figure.unit}"
            print(f"| {figure.name} | {measured} | {figure.limit:g} {figure.unit} |", flush=True)
            if figure.value > asked.margin * figure.limit:
                passed.append(f"{figure.name}: {measured} is more than {figure.limit:g} {figure.unit}.")
    print("\n".join(passed), file=sys.stderr)
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main())
