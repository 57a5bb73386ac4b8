"""What it costs to read a hundred thousand counts, in times of a bare `csv.reader` loop over the same file."""

import csv
import datetime as dt
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from peerkit.tally.combine import combine, sources
from peerkit.tally.export import share
from peerkit.tally.ledger import columns, each
from peerkit.tally.marks import LENGTH, LETTERS
from peerkit.tally.periods import Year
from peerkit.tally.query import Query
from peerkit.tally.shared_file import COLUMNS
from peerkit.tally.spans import look
from peerkit.workspace.root import Root
from tests.benchmarks.measure import PEERKIT, TOP, Figure, environment, over_nothing

MANY, FEWER, TIMES = 100_000, 10_000, 9
COUNTS_PEAK = """\
import sys, tracemalloc
from pathlib import Path
from peerkit.tally.spans import look
from peerkit.workspace.root import Root
tracemalloc.start()
look(Root(Path(sys.argv[1]), ""), "year")
print(tracemalloc.get_traced_memory()[1])
"""
ADD_PEAK = """\
import datetime, sys, tracemalloc
from pathlib import Path
from peerkit.tally import ledger
from peerkit.workspace.root import Root
row = ledger.Row(datetime.date(2026, 1, 1), "one-more", "in person", 9)
tracemalloc.start()
ledger.add(Root(Path(sys.argv[1]), ""), row)
print(tracemalloc.get_traced_memory()[1])
"""
IMPORT_PEAK = """\
import datetime, sys, tracemalloc
from pathlib import Path
from peerkit.tally.exchange import ImportRequest, ImportWishes, Usual, read
tracemalloc.start()
read(Path(sys.argv[1]), Usual("circle", "in person"), ImportRequest(ImportWishes(datetime.date(2030, 1, 1))))
print(tracemalloc.get_traced_memory()[1])
"""
COMBINE_PEAK = """\
import sys, tracemalloc
from peerkit.tally.combine import combine
names = [f"{sys.argv[1]}/{number}.csv" for number in range(int(sys.argv[2]))]
tracemalloc.start()
combine(names)
print(tracemalloc.get_traced_memory()[1])
"""


def figures(workspace: Path) -> Iterator[Figure]:
    """Reading and adding up, memory, and whole commands."""
    folder = workspace / "counts"
    many, fewer = (_counted(folder / str(rows), rows) for rows in (MANY, FEWER))
    yield _beside_csv(f"{MANY:,} rows read and checked", lambda: _read(many), many)
    yield _beside_csv(f"{MANY:,} rows added up by month", lambda: look(many, "month"), many)
    yield _beside_csv(f"{MANY:,} rows exported by month", lambda: _exported(many), many)
    for command in ("list", "chart"):
        yield Figure(f"peerkit tally {command}, {FEWER:,} rows", _typed(f"tally {command}", fewer), "s", 1)
    imported = over_nothing(lambda: _imported(folder, FEWER), folder, 3)
    yield Figure(f"CPU of peerkit tally import, {FEWER:,} rows", imported, "x", 80)
    yield Figure(f"peerkit tally add 9, {FEWER:,} rows", _typed("tally add 9 --session one", fewer), "s", 1)
    shared = folder / "shared"
    _shared(shared)
    yield Figure(f"{FEWER:,} shared files of 40 quarters added up", _beside_duckdb(shared), "x DuckDB", 1)
    long, short = (str(_theirs(folder, FEWER // 3, remark)) for remark in ("word " * 200, ""))  # 3 MB, or 0.1
    yield from _grown({
        f"more memory for {FEWER:,} of them than for 1,000": (COMBINE_PEAK, [shared, FEWER], [shared, 1000]),
        f"more memory for {MANY:,} rows than for {FEWER:,}": (COUNTS_PEAK, [many.path], [fewer.path]),
        "more memory to import lines of 1 kB than lines of 30 bytes": (IMPORT_PEAK, [long], [short]),
        f"more memory to add to {MANY:,} rows than to {FEWER:,}": (ADD_PEAK, [many.path], [fewer.path]),
    })  # fmt: skip
    shutil.rmtree(folder)


def _grown(asked: dict[str, tuple[str, list[Any], list[Any]]]) -> Iterator[Figure]:
    """How much more memory each program takes for the first than for the second; as many run at once as fit."""
    runs = [(program, *map(str, each)) for program, *both in asked.values() for each in both]
    with ThreadPoolExecutor(os.cpu_count()) as side_by_side:
        peaks = list(side_by_side.map(lambda run: _peak(*run), runs))
    for name, more, less in zip(asked, peaks[::2], peaks[1::2], strict=True):
        yield Figure(name, (more - less) / 1e6, "MB", 2)


def _counted(folder: Path, rows: int) -> Root:
    """Ten groups a day, as many days as it takes; no two neighbouring rows have the same numbers."""
    root, first = Root(folder, ""), dt.date(1995, 1, 1)
    root.sessions.mkdir(parents=True)
    with root.ledger.open("w") as file:
        file.write(",".join(columns(())) + "\n")
        for row in range(rows):
            people = 1 + row * 7 % 24
            new, friends = ("", row % 2) if row % 3 else (people // 4, "")
            day = first + dt.timedelta(row // 10)
            file.write(f"{day},circle-{row % 10},in person,{people},{new},{friends if people > 1 else ''},,no\n")
    return root


def _theirs(folder: Path, rows: int, remark: str = "") -> Path:
    """Somebody's spreadsheet: a title, days with the day first, a name of a group, a number, a remark, and a total."""
    path, first = folder / f"theirs-{len(remark)}.csv", dt.date(1995, 1, 1)
    with path.open("w") as file:
        file.write("Attendance,,,\nDate,Group,People,Notes\n")
        for row in range(rows):
            people, group = 5 + row * 7 % 9, "Evening Group" if row % 2 else "Lunch Group"
            file.write(f"{first + dt.timedelta(row // 2):%d/%m/%Y},{group},{people},{remark}{row}\n")
    return path


def _imported(folder: Path, rows: int) -> float:
    """Seconds of CPU of the whole command, from its start to its end."""
    path, root = _theirs(folder, rows), Root(folder / "imported", "")
    before = os.times()
    _typed(f"tally import {path} --yes", root)
    after = os.times()
    shutil.rmtree(root.path)
    return after.children_user + after.children_system - before.children_user - before.children_system


def _beside_csv(name: str, act: Callable[[], object], root: Root) -> Figure:
    """The median of pairs, each beside a bare loop, in seconds of CPU."""
    return Figure(name, median(_seconds(act) / _seconds(lambda: _bare(root.ledger)) for _ in range(TIMES)), "x csv", 5)


def _bare(path: Path) -> None:
    with path.open(newline="", encoding="utf-8") as file:
        for _ in csv.reader(file):
            pass


def _exported(root: Root) -> None:
    """Every month there is, to share for the first time."""
    asked = Query("month", dt.date(2026, 1, 1), first=dt.date(1995, 1, 1), last=dt.date(2022, 12, 31))
    share(root, asked, "csv", root.sessions / "shared.csv", over=True)
    for name in ("shared.toml", ".shared"):
        (root.sessions / name).unlink()


def _read(root: Root) -> None:
    for _ in each(root):
        pass


def _seconds(act: Callable[[], object]) -> float:
    begun = time.process_time()
    act()
    return time.process_time() - begun


def _peak(program: str, *arguments: str) -> int:
    """The most memory that Python objects of a program of its own took at once, in bytes."""
    run = subprocess.run(
        [sys.executable, "-c", program, *arguments], env={**os.environ, "PYTHONPATH": str(TOP)},
        stdout=subprocess.PIPE, check=True, timeout=300,
    )  # fmt: skip
    return int(run.stdout)


def _typed(command: str, root: Root) -> float:
    """Seconds by the clock from Enter to the end."""
    begun = time.monotonic()
    subprocess.run(
        [*PEERKIT, *command.split()], env=environment(root.path), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, check=True, timeout=300,
    )  # fmt: skip
    return time.monotonic() - begun


def _shared(folder: Path) -> None:
    """Shared files of ten years, each with marks of its own, and figures as groups have them."""
    quarters = list(Year().between(dt.date(2016, 1, 1), dt.date(2025, 12, 31), "quarter"))
    chance, any_letter = random.Random(1), (LETTERS * 256)[:256].encode()
    folder.mkdir()
    for number in range(FEWER):
        lines = [",".join((*COLUMNS, "marks"))]
        letters = chance.randbytes(3 * LENGTH * len(quarters)).translate(any_letter).decode()
        for at, (first, last) in zip(range(0, len(letters), 3 * LENGTH), quarters, strict=True):
            marks = " ".join(letters[at + begin : at + begin + LENGTH] for begin in (0, LENGTH, 2 * LENGTH))
            held, cancelled, visits = (chance.choice(range(*of)) for of in ((3, 14), (0, 4), (10, 101, 5)))
            lines.append(f"{first},{last},{held},{cancelled},{visits},rounded,{marks}")
        (folder / f"{number}.csv").write_text("\r\n".join([*lines, ""]), newline="")


def _beside_duckdb(folder: Path) -> float:
    """CPU of adding up with every check over that of DuckDB without any: the median of pairs, of the same sums."""
    names, kinds = sources([str(folder)], ()), ("date", "date", "bigint", "bigint", "bigint", "varchar", "varchar")
    columns = dict(zip((*COLUMNS, "marks"), kinds, strict=True))
    query = f"""
        select "from", "to", count(*), sum(held), sum(cancelled), sum(visits)
        from read_csv('{folder}/*.csv', header = true, delim = ',', auto_detect = false, columns = {columns})
        group by all order by all
    """
    ratios = []
    for _ in range(3):
        begun = time.process_time()
        ours = combine(names).periods.items()
        between = time.process_time()
        theirs = duckdb.sql(query).fetchall()
        ended = time.process_time()
        assert theirs == [(*days, each.groups, each.held, each.cancelled, each.visits) for days, each in ours]
        ratios.append((between - begun) / (ended - between))
    return median(ratios)


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as temporary:
        for figure in figures(Path(temporary)):
            print(f"{figure.name}: {figure.value:.2f} {figure.unit}, at most {figure.limit:g}", flush=True)
