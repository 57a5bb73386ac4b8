import csv
import datetime as dt
import json
import os
import stat
import subprocess
import sys
import threading
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from peerkit.columns import EXACT, NEWCOMERS, NOT_COUNTED, VISITS
from peerkit.errors import PeerkitError
from peerkit.tally import export, formats, ledger, releases
from peerkit.tally.choices import FILE_FORMATS
from peerkit.tally.counts import Counts, Tally
from peerkit.tally.disclosure import Shared
from peerkit.tally.ledger import Row
from peerkit.workspace import files, kept, locks
from peerkit.workspace.root import Root
from tests.figures import asked, month_of, period, row, weekly, write
from tests.room import LONGEST

ROWS = [
    *(each for month in range(1, 13) for each in month_of(2025, month, 5, 5, 5, 5, first_timers=1)),
    *weekly("2026-04-02", [6] * 13, first_timers=0),
    *month_of(2026, 7, 9, None, 9),
]
YEAR, SPRING = asked("2025-01", "2025-12"), asked("2026-04", "2026-09")
TEXTS = {"rounded", "none held", "not shown", "corrected"}


MARK = "bcdfghjklmnp"
QUARTER = " ".join([MARK] * 3)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    monkeypatch.setattr(releases, "new", lambda: MARK)
    root = Root(tmp_path / "group", "")
    write(root, ROWS)
    return root


def read(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


# Files to share.


def test_a_csv_has_a_row_a_period_and_no_total(root: Root) -> None:
    _, paths, _ = export.share(root, SPRING, "csv")
    assert paths[-1] == root.sessions / "shared" / "2026-04-to-2026-09.csv"
    assert paths[-1].read_bytes() == (
        b"from,to,held,cancelled,visits,visits_status,marks\r\n"
        + f"2026-04-01,2026-06-30,13,0,80,rounded,{QUARTER}\r\n".encode()
        + f"2026-07-01,2026-09-30,2,1,,not shown,{QUARTER}\r\n".encode()
    )


def test_first_timers_are_in_a_file_of_their_own(root: Root) -> None:
    _, paths, _ = export.share(root, YEAR, "csv")
    assert [path.name for path in paths] == [
        "2025-01-to-2025-12.txt",
        "2025-01-to-2025-12.datapackage.json",
        "2025-01-to-2025-12-first-timers.csv",
        "2025-01-to-2025-12.csv",
    ]
    assert read(paths[2]) == [
        ["from", "to", "first_timers", "first_timers_status"],
        ["2025-01-01", "2025-12-31", "50", "rounded"],
    ]
    assert not any("first" in cell for line in read(paths[3]) for cell in line)


def test_the_note_goes_with_every_file_word_for_word(root: Root) -> None:
    _, paths, _ = export.share(root, SPRING, "csv")
    assert paths[0].read_text() == f"{export.NOTE}\n"
    assert json.loads(paths[1].read_text())["description"] == export.NOTE
    _, (json_file,), _ = export.share(root, SPRING, "json")
    assert json.loads(json_file.read_text())["description"] == export.NOTE
    _, (workbook,), _ = export.share(root, SPRING, "xlsx")
    assert load_workbook(workbook)["How to read"]["A1"].value == export.NOTE


def test_the_note_is_the_one_that_was_agreed() -> None:
    assert export.NOTE.startswith('How to read these figures. "Visits" counts everyone in the room, added up over all ')
    assert 'Otherwise it says "not shown", which does not mean none. Each session is counted in one' in export.NOTE
    assert export.NOTE.endswith("Nobody signs in, and no names were used to make these figures.")
    assert len(export.NOTE) == 636


def test_json_holds_the_same_figures_as_numbers_and_nothing_for_what_is_not_shown(root: Root) -> None:
    _, (path,), _ = export.share(root, YEAR, "json")
    visits, people = json.loads(path.read_text())["resources"]
    assert [each["visits"] for each in visits["data"]] == [60, 60, 60, 60]
    assert people["data"] == [
        {"from": "2025-01-01", "to": "2025-12-31", "first_timers": 50, "first_timers_status": "rounded"}
    ]
    _, (path,), _ = export.share(root, SPRING, "json")
    assert json.loads(path.read_text())["resources"][0]["data"][1]["visits"] is None


def test_a_workbook_holds_numbers_as_numbers_days_as_days_and_no_formula(root: Root) -> None:
    _, (path,), _ = export.share(root, YEAR, "xlsx")
    book = load_workbook(path)
    assert book.sheetnames == ["Visits", "First-timers", "How to read"]
    first, last, *rest = (cell.value for cell in book["Visits"][2])
    assert (first.date(), last.date()) == (dt.date(2025, 1, 1), dt.date(2025, 3, 31))
    assert rest == [12, 0, 60, "rounded", QUARTER]
    assert {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line} <= {"n", "d", "s"}


@pytest.mark.parametrize("text", ["=1+1", "+441632960000", "-2", "@SUM(1)", "https://example.org", "007"])
def test_a_text_in_a_workbook_is_a_text_whatever_it_looks_like(text: str, tmp_path: Path) -> None:
    table = formats.Resource("t", "Texts", {"text": "A text."}, [(text,)])
    (tmp_path / "a.xlsx").write_bytes(formats.as_xlsx("Texts", "A note.", [table], dt.date(2026, 1, 1)))
    cell = load_workbook(tmp_path / "a.xlsx")["Texts"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_workbook_tells_no_day_but_those_of_its_periods(root: Root) -> None:
    _, (path,), _ = export.share(root, YEAR, "xlsx")
    with zipfile.ZipFile(path) as archive:
        assert b"2025-12-31T00:00:00Z" in archive.read("docProps/core.xml")
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}


@pytest.mark.parametrize("form", FILE_FORMATS)
def test_the_same_figures_are_the_same_bytes(root: Root, tmp_path: Path, form) -> None:
    _, first, _ = export.share(root, YEAR, form, tmp_path / "a" / f"figures.{form}")
    _, second, _ = export.share(root, YEAR, form, tmp_path / "b" / f"figures.{form}")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_every_text_in_a_table_is_one_of_ours(root: Root) -> None:
    for ask in (YEAR, SPRING, asked("2025-01", "2026-09", "month")):
        for content in export.shared_files(export.preview(root, ask), "csv", Path("x.csv")).values():
            for line in csv.reader(content.decode().splitlines()[1:]) if content.startswith(b"from,") else ():
                assert all(cell in TEXTS or cell.replace("-", "").isdigit() or not cell for cell in line), line


def test_no_name_of_a_session_and_no_count_of_one_leaves(root: Root, tmp_path: Path) -> None:
    rows = [Row(each.date, "diagnosis-rare", each.format, 737, cancelled=each.cancelled) for each in ROWS]
    write(root, rows)
    for form in ("csv", "json"):
        export.share(root, asked("2025-01", "2026-09"), form)
        export.for_ourselves(root, asked("2025-01", "2026-09"), form)
    export.share(root, asked("2025-01", "2026-09"), "xlsx", tmp_path / "a.xlsx")
    texts = [path.read_text() for path in root.sessions.rglob("*") if path.is_file() and path != root.ledger]
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        texts += [archive.read(name).decode() for name in archive.namelist()]
    assert not [text for text in texts if "diagnosis" in text or "737" in text or "weekly" in text]


def test_shared_files_can_be_read_by_others(root: Root) -> None:
    for path in export.share(root, SPRING, "csv")[1]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_no_column_is_without_a_word_in_what_is_kept() -> None:
    named = {each.path: dict(each.fields) for each in kept.KEPT}
    for ending in FILE_FORMATS:
        assert set(named[f"sessions/shared/FROM-to-TO.{ending}"]) == {*VISITS, *NOT_COUNTED, *NEWCOMERS}
        assert tuple(named[f"sessions/FROM-to-TO-private.{ending}"]) == (*EXACT, *NOT_COUNTED)


# For the group itself.


@pytest.mark.parametrize("form", FILE_FORMATS)
def test_exact_figures_say_in_the_name_and_in_every_row_that_they_are_not_for_sharing(root: Root, form) -> None:
    path = export.for_ourselves(root, asked("2025-01", "2026-09"), form)
    assert path == root.sessions / f"2025-01-to-2026-09-private.{form}"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    if form == "csv":
        rows = read(path)[1:]
    elif form == "json":
        rows = [list(each.values()) for each in json.loads(path.read_text())["resources"][0]["data"]]
    else:
        rows = [[cell.value for cell in line] for line in load_workbook(path)["Exact figures"].iter_rows(min_row=2)]
    assert len(rows) == 6
    assert {line[-1] for line in rows} == {export.NOT_FOR_SHARING}
    assert [int(line[4]) for line in rows] == [60, 60, 60, 60, 78, 18]
    assert not releases.path(root).exists(), "nothing was shared"


def test_exact_counts_that_were_not_always_recorded_are_empty(root: Root) -> None:
    path = export.for_ourselves(root, asked("2026-04", "2026-09"), "csv")
    assert [line[5:8] for line in read(path)[1:]] == [["0", "", ""], ["", "", ""]]


def test_exact_counts_of_everybody_who_was_counted_are_added_up(root: Root) -> None:
    write(root, [row(f"2026-07-0{day}", 9, supporters=day, volunteers=2) for day in (1, 2)])
    path = export.for_ourselves(root, asked("2026-07", "2026-07", "month"), "csv")
    assert read(path)[1][:8] == ["2026-07-01", "2026-07-31", "2", "0", "18", "", "3", "4"]


def test_exact_figures_of_months_that_are_in_a_total_are_not_guessed(root: Root, monkeypatch) -> None:
    total = (period("2024-01", "2024-03"), Counts(13, 1, 78, 7))
    monkeypatch.setattr(export, "counted", lambda root: Tally({}, [total]))
    with pytest.raises(PeerkitError, match="January 2024 were kept only in a total"):
        export.for_ourselves(root, asked("2024-01", "2024-03", "month"), "csv")
    path = export.for_ourselves(root, asked("2024-01", "2024-03"), "csv")
    assert read(path)[1][2:5] == ["13", "1", "78"]


def test_exact_figures_go_to_a_private_name_whatever_was_typed(root: Root, tmp_path: Path) -> None:
    assert export.for_ourselves(root, SPRING, "csv", tmp_path / "ours.csv") == tmp_path / "ours-private.csv"
    assert export.for_ourselves(root, SPRING, "csv", tmp_path / "a-private.csv") == tmp_path / "a-private.csv"


def test_exact_figures_of_nothing_are_not_written(root: Root) -> None:
    with pytest.raises(PeerkitError, match="Nothing was counted then"):
        export.for_ourselves(root, asked("2019-01", "2019-12"), "csv")


# What lies there already.


def test_a_file_of_somebody_elses_is_never_written_over(root: Root, tmp_path: Path) -> None:
    for name in ("mine.csv", "mine.txt", "mine.datapackage.json"):
        (tmp_path / name).write_text("mine")
        with pytest.raises(export.Taken, match=name):
            export.share(root, SPRING, "csv", tmp_path / "mine.csv")
        assert (tmp_path / name).read_text() == "mine"
        assert releases.read(root) == Shared(), "and nothing is recorded"
        (tmp_path / name).unlink()
    (tmp_path / "mine.xlsx").symlink_to(tmp_path / "nowhere")
    with pytest.raises(export.Taken):
        export.share(root, SPRING, "xlsx", tmp_path / "mine.xlsx")


def test_the_same_file_again_is_no_matter(root: Root) -> None:
    _, paths, _ = export.share(root, SPRING, "csv")
    before = [path.read_bytes() for path in paths]
    assert export.share(root, SPRING, "csv")[1] == paths
    assert [path.read_bytes() for path in paths] == before


def test_counts_that_changed_since_they_were_looked_at_are_not_shared(root: Root) -> None:
    seen = export.preview(root, SPRING)
    ledger.add(root, row("2026-06-29", 9))
    with pytest.raises(PeerkitError, match="changed while you were looking"):
        export.share(root, SPRING, "csv", looked_at=seen)
    assert releases.read(root) == Shared()
    assert not (root.sessions / "shared").exists()


def test_nothing_finished_is_nothing_to_share_and_leaves_no_trace(root: Root) -> None:
    with pytest.raises(export.Nothing) as nothing:
        export.share(root, asked("2026-10", "2026-12"), "csv")
    assert [each.why for each in nothing.value.found.left_out] == ["unfinished"]
    assert not releases.path(root).exists()


def test_an_export_waits_for_whoever_is_counting_and_then_gives_up(root: Root, monkeypatch) -> None:
    monkeypatch.setattr(ledger, "_WAIT", 0.1)
    done = threading.Event()
    with locks.lock(root.sessions / ".lock", 1.0):
        failed: list[PeerkitError] = []

        def other() -> None:
            try:
                export.share(root, SPRING, "csv")
            except PeerkitError as error:
                failed.append(error)
            done.set()

        threading.Thread(target=other, daemon=True).start()
        assert done.wait(LONGEST)
    assert isinstance(failed[0], locks.Locked)
    assert not (root.sessions / "shared").exists()


@pytest.mark.parametrize(
    "line",
    [
        "2026-05-30,weekly-circle,in person,-3,,,,no",
        "2026-05-30,weekly-circle,in person,3.5,,,,no",
        "2026-05-30,=1+1,in person,3,,,,no",
        "2026-02-30,weekly-circle,in person,3,,,,no",
        "2026-04-02,weekly-circle,in person,3,,,,no",
        "2026-05-30,weekly-circle,in person,3,4,,,no",
        "2026-05-30,weekly-circle,in person,3",
    ],
)
def test_counts_that_cannot_be_read_are_named_by_their_line_and_nothing_is_shared(root: Root, line: str) -> None:
    with root.ledger.open("a") as file:
        file.write(f"{line}\n")
    with pytest.raises(PeerkitError, match=f"line {len(ROWS) + 2}"):
        export.share(root, SPRING, "csv")
    assert not releases.path(root).exists()
    assert not (root.sessions / "shared").exists()


def test_an_edited_record_stops_everything(root: Root) -> None:
    export.share(root, SPRING, "csv")
    releases.path(root).write_text(releases.path(root).read_text().replace("figure = 80", "figure = 79"))
    with pytest.raises(PeerkitError, match=r"shared\.toml: line 12: 79"):
        export.share(root, YEAR, "csv")
    assert not (root.sessions / "shared" / "2025-01-to-2025-12.csv").exists()


# Stopped at every point.


class Stopped(BaseException):
    """The power went."""


STEPS = ("open", "fdopen", "fsync")


def stop_at(monkeypatch: pytest.MonkeyPatch, number: int) -> Callable[[], int]:
    """Let everything that `workspace/files.py` does to the disk stop at step `number`; how many steps there were."""
    taken = [0]

    def step() -> None:
        taken[0] += 1
        if taken[0] >= number:
            raise Stopped

    def stopping(real):
        def call(*args, **more):
            step()
            return real(*args, **more)

        return call

    class Writing:
        """A file that may stop before a write or in the middle of one."""

        def __init__(self, file) -> None:
            self._file = file

        def write(self, content: bytes) -> int:
            step()
            self._file.write(content[: len(content) // 2])
            self._file.flush()
            step()
            return self._file.write(content[len(content) // 2 :])

        def __getattr__(self, name: str):
            return getattr(self._file, name)

        def __enter__(self):
            return self

        def __exit__(self, *error: object) -> None:
            self._file.close()

    for name in STEPS:
        monkeypatch.setattr(files.os, name, stopping(getattr(os, name)))
    opened = files.os.fdopen
    monkeypatch.setattr(
        files.os, "fdopen", lambda handle, mode: Writing(opened(handle, mode)) if "w" in mode else opened(handle, mode)
    )
    for name in ("replace", "mkdir", "unlink"):
        monkeypatch.setattr(Path, name, stopping(getattr(Path, name)))
    return lambda: taken[0]


def figures_of(state: dict[str, bytes]) -> set[tuple[str, str, str]]:
    """Every figure in any file of visits, half-written ones with them: from, to, visits."""
    lines = [
        line.split(",")
        for content in state.values()
        if content.startswith(b"from,to,held")
        for line in content.decode().splitlines()[1:]
    ]
    return {(cells[0], cells[1], cells[4]) for cells in lines if len(cells) == 6 and cells[4]}


def figures_in(folder: Path) -> set[tuple[str, str, str]]:
    return figures_of({str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()})


def recorded(root: Root) -> set[tuple[str, str, str]]:
    return {
        (f"{each.period.first}", f"{each.period.last}", f"{each.visits}")
        for each in releases.read(root).visits
        if each.visits is not None
    }


def contents(root: Root) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in root.path.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def put_back(root: Root, state: dict[str, bytes]) -> None:
    for path in [path for path in root.path.rglob("*") if path.is_file()]:
        path.unlink()
    for name, content in state.items():
        folder = root.sessions if name in ("attendance.csv", "shared.toml") else root.sessions / "shared"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


@pytest.mark.parametrize(
    ("correcting", "every"),
    [(True, 7), pytest.param(True, 1, marks=pytest.mark.long), pytest.param(False, 1, marks=pytest.mark.long)],
)
def test_stopped_anywhere_it_is_the_old_state_or_the_new_and_no_figure_is_without_its_record(
    root: Root, correcting: bool, every: int
) -> None:
    ask = asked("2025-01", "2026-09", correct=True)
    if correcting:
        export.share(root, ask, "csv")
        ledger.add(root, row("2025-02-28", 9, first_timers=0))
    old = contents(root)
    export.share(root, ask, "csv", over=True)
    new = contents(root)
    assert old.get("shared.toml") != new["shared.toml"]
    for number in range(1, 1000, every):
        put_back(root, old)
        with pytest.MonkeyPatch.context() as patch:
            steps = stop_at(patch, number)
            try:
                export.share(root, ask, "csv", over=True)
                break
            except Stopped:
                assert steps() >= number
        for name, content in contents(root).items():
            assert content in (old.get(name), new.get(name)), f"{name} at step {number}"
        assert figures_in(root.sessions) <= recorded(root) | figures_of(old)
        assert root.ledger.read_bytes() == old["attendance.csv"]
        export.share(root, ask, "csv", over=True)
        assert contents(root) == new, f"after step {number} it can be done again"
    assert number > 25


def test_a_stop_between_record_and_file_only_freezes(root: Root, monkeypatch) -> None:
    real = files.write_atomic

    def stopping(path: Path, *rest, **more) -> None:
        if path.name != "shared.toml":
            raise Stopped
        real(path, *rest, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "write_atomic", stopping)
        with pytest.raises(Stopped):
            export.share(root, SPRING, "csv")
    assert not list((root.sessions / "shared").glob("*.csv"))
    assert recorded(root) == {("2026-04-01", "2026-06-30", "80")}
    ledger.add(root, row("2026-06-29", 9))
    found, _, _ = export.share(root, SPRING, "csv")
    assert found.figures[0].visits == 80


# Judged by others.


def judged(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.outside("frictionless")
@pytest.mark.parametrize("ask", [YEAR, SPRING, asked("2025-01", "2026-09", "month")])
def test_frictionless_accepts_every_data_package(root: Root, ask) -> None:
    _, paths, _ = export.share(root, ask, "csv")
    _, (inside,), _ = export.share(root, ask, "json")
    private = export.for_ourselves(root, ask, "json")
    for path in (paths[1], inside, private):
        done = judged("frictionless", "validate", str(path), "--json")
        assert done.returncode == 0, done.stdout + done.stderr
        told = json.loads(done.stdout)
        assert told["valid"] is True
        assert all(task["stats"]["rows"] for task in told["tasks"])
    paths[-1].write_text(paths[-1].read_text().replace(",0,", ",none,"))
    assert judged("frictionless", "validate", str(paths[1])).returncode == 1, "it would say if a number were none"


def calc(folder: Path, *paths: Path) -> dict[str, list[list[tuple[str, str]]]]:
    """What LibreOffice Calc has in each file's first sheet: kind and value of every cell. No cell has a formula."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    done = judged("soffice", profile, "--headless", "--convert-to", "fods", "--outdir", str(folder), *map(str, paths))
    assert done.returncode == 0, done.stderr
    space = {
        "t": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "o": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    }
    found = {}
    for path in paths:
        sheet = ET.parse(folder / f"{path.stem}.fods").getroot().find(".//t:table", space)
        assert sheet is not None
        cells = [list(line.findall("t:table-cell", space)) for line in sheet.findall("t:table-row", space)]
        assert not [cell for line in cells for cell in line if f"{{{space['t']}}}formula" in cell.attrib]
        office = f"{{{space['o']}}}"
        found[path.name] = [
            [
                (
                    cell.get(f"{office}value-type", ""),
                    cell.get(f"{office}value", "") or "".join(cell.itertext()).strip(),
                )
                for cell in line
            ]
            for line in cells
        ]
    return found


@pytest.mark.outside("soffice")
def test_libreoffice_opens_every_file_with_numbers_as_numbers_and_nothing_worked_out(
    root: Root, tmp_path: Path
) -> None:
    written = [
        export.share(root, SPRING, "csv", tmp_path / "a.csv")[1][-1],
        export.share(root, SPRING, "xlsx", tmp_path / "b.xlsx")[1][-1],
        export.for_ourselves(root, SPRING, "csv", tmp_path / "c.csv"),
        export.for_ourselves(root, SPRING, "xlsx", tmp_path / "d.xlsx"),
    ]
    found = calc(tmp_path, *written)
    for name in ("a.csv", "b.xlsx"):
        spring, summer = (line[:6] for line in found[name][1:3])
        assert [value for _, value in found[name][0] if value] == list(VISITS)
        assert [kind for kind, _ in spring] == ["date", "date", "float", "float", "float", "string"]
        assert [value for _, value in spring[2:]] == ["13", "0", "80", "rounded"]
        assert [value for _, value in summer[2:]] == ["2", "1", "", "not shown"]
    for name in ("c-private.csv", "d-private.xlsx"):
        assert [value for _, value in found[name][1][2:5]] == ["13", "0", "78"]
        assert {kind for kind, _ in found[name][1][2:5]} == {"float"}


def test_an_export_of_many_rows_keeps_no_rows(tmp_path: Path) -> None:
    """Ten times the rows of the same months take no more memory to add up."""
    code = (
        "import datetime as dt, tracemalloc\n"
        "from peerkit.tally.counts import Tally\n"
        "from peerkit.tally.ledger import Row\n"
        "def most(n):\n"
        "    rows = (Row(dt.date(2026, 1 + i % 12, 1), 'c', 'online', 9) for i in range(n))\n"
        "    tracemalloc.start(); Tally.of(rows); most = tracemalloc.get_traced_memory()[1]; tracemalloc.stop()\n"
        "    return most\n"
        "most(12); print(most(5_000) <= most(500) + 10_000)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout == "True\n"


def test_after_a_purge_the_same_figures_come_out(root: Root) -> None:
    from peerkit.tally import purge

    before, _, _ = export.share(root, YEAR, "csv")
    for path in (releases.path(root), releases.stamp(root), *releases.folder(root).iterdir()):
        path.unlink()
    purge.purge(root, dt.date(2026, 1, 1), 1, lambda _: True)
    assert not [each for each in ledger.read(root) if each.date.year == 2025]
    after, _, _ = export.share(root, YEAR, "csv")
    assert after.figures == before.figures
    assert after.first_timers == before.first_timers
