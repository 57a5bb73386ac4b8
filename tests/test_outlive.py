"""Files outlive their version: what older ones wrote is used, and what only a newer one can know is never changed."""

import csv
import json
import re
import shutil
from collections.abc import Callable
from datetime import UTC, date
from pathlib import Path
from typing import Any

import pytest

from peerkit.cli.app import main
from peerkit.errors import NEWER
from peerkit.live.journal import Journal
from peerkit.tally import ledger
from peerkit.workspace.root import Root
from tests.room import files_below, noon, peerkit
from tests.workspaces import WRITTEN, copied

DAY = date(2026, 12, 3)
PLAN = "2026-12-03-our-evening"
SHARED = "sessions/shared/2025-01-to-2025-12"
Said = Callable[..., str]


@pytest.fixture(params=WRITTEN)
def group(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = copied(request.param, tmp_path / "group")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(folder))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    def say(line: str, status: int = 0) -> str:
        assert main(line.split(), noon(DAY)) == status, capsys.readouterr()
        heard = capsys.readouterr()
        return heard.out + heard.err

    return say


def contents(group: Path) -> dict[Path, bytes]:
    """What is in every file but those that are only held, which are empty."""
    return {path: path.read_bytes() for path in files_below(group) if path.name not in ("lock", ".lock")}


# What a newer peerkit wrote

Mark = Callable[[str], str]


def column(text: str) -> str:
    first, *lines = text.splitlines()
    return "\n".join([f"mood,{first}", *(f"5,{line}" for line in lines)]) + "\n"


def beside(line: str, new: str = "mood = 5") -> Mark:
    def marked(text: str) -> str:
        assert f"\n{line}\n" in f"\n{text}"
        return f"\n{text}".replace(f"\n{line}\n", f"\n{line}\n{new}\n", 1)[1:]

    return marked


def instead(old: str, new: str) -> Mark:
    def marked(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return marked


def value(**keys: Any) -> Mark:
    """Other keys in the first line of JSON, or in the whole of it."""

    def marked(text: str) -> str:
        first, end, lines = text.partition("\n") if text.startswith('{"') else (text, "", "")
        return json.dumps(json.loads(first) | keys) + end + lines

    return marked


def package(text: str) -> str:
    days = {"from": "2025-01-01", "to": "2025-03-31"}
    row = {**days, "held": 11, "cancelled": 2, "visits": 80, "visits_status": "rounded", "mood": 5}
    return json.dumps({"resources": [{"name": "visits", "data": [row]}]})


COUNTS = (
    "tally list", "tally add 9", "tally amend --on 2026-11-19 --people 8", "tally export --year 2025 --yes",
    "tally export --for-ourselves --from 2025-01", "tally chart", "tally purge --before 2026-01-01 --yes",
    "tally import more.csv",
)  # fmt: skip
TOTAL = "from,to,held,cancelled,visits,largest,first_timers\n2024-01-01,2024-03-31,3,0,20,9,1\n"
TEMPLATE = (
    "template show our-evening", "template check our-evening", "template new ours --from our-evening",
    "session plan our-evening --people 9 --start 19:00 --end 21:00", "session rehearse our-evening --people 9 --plain",
    "session print our-evening --people 9 --all",
)  # fmt: skip
PLANNED = tuple(f"session {verb} {PLAN}" for verb in ("show", "check", "print --all", "start --yes --plain"))
AGREED = tuple(f"rules {verb}" for verb in ("show", "check", "changes", "adopt --yes", "print", "choose --strike time"))
SCHEDULE = (
    "turns audit turns.json", "turns print turns.json", "turns start turns.json --plain", "turns export turns.json",
    "turns replan turns.json --done 1 --leave 3 -o turns3.json",
)  # fmt: skip
RECORD = ("tally export --yes", "tally evidence", "tally evidence --json")
JOURNAL = ("session resume --plain", "session start --yes --plain")
SETTINGS = (
    "init --name Ours --yes", "tally export --yes", "tally evidence", "tally purge --before 2026-01-01 --yes",
)  # fmt: skip
VOICE = 'format = 1\n\n[[line]]\ntext = "We laugh more."\nheard = 2026-04-30\n'
SAID = ("voice show", "voice heard", "voice adopt", "voice strike 1", "voice withdraw --yes", "tally evidence")
WORDS_ONLY = (
    "rules show", "rules list", "rules check", "rules topics", "rules changes", "rules print -o -",
    "charter print -o -", "template list", "template show our-evening", "template check our-evening",
    "flyer print -o -", "starter print -o -", "tally list --year 2026", "tally chart",
)  # fmt: skip
FUTURE: tuple[tuple[str, Mark, tuple[str, ...]], ...] = (
    ("sessions/attendance.csv", column, COUNTS),
    ("sessions/attendance.csv", instead(",in person,", ",by post,"), COUNTS),
    ("sessions/attendance-replaced.csv", column, (COUNTS[2], COUNTS[6])),
    ("sessions/attendance-quarters.csv", lambda _: column(TOTAL), COUNTS[1:]),
    ("sessions/shared.toml", instead("format = 1", "format = 2"), RECORD),
    ("sessions/shared.toml", beside("cancelled = 2"), RECORD),
    ("sessions/shared.toml", beside("format = 1", "[[moods]]\nfrom = 2025-01-01"), RECORD),
    (f"{SHARED}.csv", column, (f"tally combine {SHARED}.csv",)),
    (f"{SHARED}.csv", instead(",rounded", ",estimated"), (f"tally combine {SHARED}.csv",)),
    (f"{SHARED}.json", package, (f"tally combine {SHARED}.json",)),
    (f"sessions/{PLAN}.toml", beside("[evening]"), PLANNED),
    (f"sessions/{PLAN}.toml", beside('kind = "break"'), PLANNED),
    (f"sessions/{PLAN}.toml", instead('kind = "break"', 'kind = "walk"'), PLANNED),
    (f"sessions/{PLAN}.toml", instead('led_by = "one"', 'led_by = "two"'), PLANNED),
    ("sessions/.running/journal", value(peerkit=2), JOURNAL),
    ("sessions/.running/journal", value(mood=5), JOURNAL),
    ("sessions/.running/journal", instead('"event": "next"', '"event": "wave"'), JOURNAL),
    ("sessions/.running/journal", instead('"led_by": "one"', '"led_by": "two"'), JOURNAL),
    ("sessions/.running/journal", instead('"event": "next"', '"event": "equal", "equal": "totals"'), JOURNAL),
    ("turns.json", value(mood=5), SCHEDULE),
    ("turns.json", value(equal="mood"), SCHEDULE),
    ("turns.json", value(format=2), SCHEDULE),
    ("templates/sessions/our-evening.toml", beside('kind = "break"'), TEMPLATE),
    ("templates/sessions/our-evening.toml", instead('kind = "break"', 'kind = "walk"'), TEMPLATE),
    ("templates/sessions/our-evening.toml", instead('partners = "choose"', 'partners = "by lot"'), TEMPLATE),
    ("templates/agreements/ground-rules.toml", beside("version = 1"), AGREED),
    ("templates/agreements/adopted/ground-rules-1.toml", beside("version = 1"), ("rules changes", "rules adopt --yes")),
    ("templates/charters/adopted/peer-support-1.toml", beside("version = 1"), ("charter adopt --yes",)),
    ("peerkit.toml", beside("[group]"), SETTINGS),
    ("voice.toml", lambda _: VOICE.replace("format = 1", "format = 2"), SAID),
    ("voice.toml", lambda _: beside("heard = 2026-04-30")(VOICE), SAID),
    ("peerkit.toml", beside("[words]", 'mood = "weather"'), SETTINGS),
    ("peerkit.toml", instead("[words]", "[moods]\nfrom = 5\n[words]"), SETTINGS[:1]),
    ("peerkit.toml", instead('"volunteers"', '"volunteers", "mood"'), SETTINGS),
)


@pytest.mark.parametrize(("name", "mark", "commands"), FUTURE)
def test_what_only_a_newer_peerkit_can_know_is_refused_and_nothing_is_changed(
    group: Path, said: Said, name: str, mark: Mark, commands: tuple[str, ...]
) -> None:
    (group / "more.csv").write_text("Date,Headcount\n2026-11-26,8\n")
    if commands is not JOURNAL:
        shutil.rmtree(group / "sessions" / ".running")
    file = group / name
    file.write_text(mark(file.read_text("utf-8") if file.exists() else ""), "utf-8")
    numbered = b"format = 2" in file.read_bytes() or b'"format": 2' in file.read_bytes()
    before, somebodys = contents(group), commands is not JOURNAL and not numbered
    for command in commands:
        heard = said(command, 1)
        assert "written by a newer peerkit" in heard
        assert file.stem in heard
        assert (NEWER in heard) == somebodys, heard
        assert contents(group) == before, command


def test_settings_of_a_newer_peerkit_stop_neither_a_count_nor_an_evening(group: Path, said: Said) -> None:
    file = group / "peerkit.toml"
    text = beside("[group]")(file.read_text("utf-8")).replace('"volunteers"]', '"volunteers", "mood"]')
    file.write_text(f"{text}[moods]\nfrom = 5\n", "utf-8")
    assert said("tally add 9").count(NEWER) == 3
    assert NEWER in said("where")
    for command in ("tally amend --on 2026-12-03 --people 8", "tally list", PLANNED[0], "turns print turns.json"):
        said(command)
    for command in WORDS_ONLY:
        heard = said(command)
        assert heard.count(NEWER) == 3, command
        assert heard.count("What each line of it is for: peerkit where") == 1
        assert heard.count("peerkit init") == 0, "which would refuse"
    done = peerkit(group, "session", "resume", "--plain", typed="resume\nclose\nstop\n7\n1\n2\n")
    assert done.returncode == 0, done.stderr
    assert "our-evening,in person,7,1,,2,no\n" in Root(group, "").ledger.read_text("utf-8")


# What an older one wrote


def test_a_plan_is_shown_as_it_was_checked_printed_and_started(group: Path, said: Said) -> None:
    shutil.rmtree(group / "sessions" / ".running")
    above = (group / "sessions" / f"{PLAN}.toml").read_text("utf-8").partition("\n\n")[0]
    times = re.compile(r"\d\d:\d\d  .*?(?:minutes|End)")
    assert times.findall(said(f"session show {PLAN}")) == times.findall(above)
    said(f"session check {PLAN}")
    assert said(f"session print {PLAN} --all").count(".pdf") == 3
    done = peerkit(group, "session", "start", PLAN, "--yes", "--plain", typed="close\nstop\n7\n1\n2\n")
    assert done.returncode == 0, done.stderr
    assert "our-evening,in person,7,1,,2,no\n" in Root(group, "").ledger.read_text("utf-8")


@pytest.mark.parametrize(
    ("command", "word"),
    [
        ("template list", "our-evening: Our evening. 75 to 150 minutes, 3 to 24 people."),
        ("template show our-evening", "Hello, and welcome to our circle."),
        ("rules list", "ground-rules: Ground rules. 10 rules."),
        ("rules show", "We share the washing-up."),
        ("rules print -o -", "We share the washing-up."),
        ("charter list", "peer-support: A charter of peer support. 8 values."),
        ("charter print -o -", "Whoever looks after the gathering tonight is one of us."),
        ("flyer print -o -", "Harbour Library, back room"),
    ],
)
def test_what_the_group_wrote_is_shown_and_printed_and_nothing_is_changed(
    group: Path, said: Said, command: str, word: str
) -> None:
    before = contents(group)
    assert word.lower() in " ".join(said(command).split()).lower()
    assert contents(group) == before


@pytest.mark.parametrize("schedule", ["turns.json", "turns2.json"])
def test_a_schedule_is_sound_printed_sent_to_phones_run_and_planned_on(group: Path, said: Said, schedule: str) -> None:
    shutil.rmtree(group / "sessions" / ".running")
    assert "Everything that it says is true." in said(f"turns audit {schedule}")
    for line in ("print {} -o turns.pdf", "export {} --html turns.html", "replan {} --done 3 --leave 5 -o on.json"):
        said("turns " + line.format(schedule))
        assert (group / line.split()[-1]).stat().st_size
    assert "Everything that it says is true." in said("turns audit on.json")
    done = peerkit(group, "turns", "start", schedule, "--yes", "--plain", typed="next\nclose\nstop\n")
    assert done.returncode == 0, done.stderr
    assert "Done. Nothing of it was kept." in done.stdout


def test_columns_and_keys_are_found_in_any_order(group: Path, said: Said) -> None:
    commands = ("tally list", "turns audit turns.json", f"tally combine {SHARED}.csv", "tally evidence")
    before = [said(command) for command in commands]
    kept = Journal(group / "sessions" / ".running").read(UTC)
    for name in ("attendance.csv", "shared/2025-01-to-2025-12.csv"):
        rows = list(csv.reader((group / "sessions" / name).read_text("utf-8").splitlines()))
        (group / "sessions" / name).write_text("".join(f"{','.join(row[::-1])}\n" for row in rows), "utf-8")
    record = group / "sessions" / "shared.toml"
    tables = record.read_text("utf-8").strip().split("\n\n")
    turned = ["\n".join([table.splitlines()[0], *table.splitlines()[:0:-1]]) for table in tables]
    record.write_text("\n\n".join(turned) + "\n", "utf-8")
    for name in ("turns.json", "sessions/.running/journal"):
        text = (group / name).read_text("utf-8")
        lines = text.splitlines() if text.startswith('{"') else [text]
        turned = [json.dumps(dict(reversed(json.loads(line).items()))) for line in lines]
        (group / name).write_text("\n".join([*turned, ""]), "utf-8")
    assert [said(command) for command in commands] == before
    assert Journal(group / "sessions" / ".running").read(UTC) == kept


def test_headings_stay_as_they_were_until_people_online_are_counted(group: Path, said: Said) -> None:
    root = Root(group, "")
    before, replaced = root.ledger.read_text("utf-8"), root.replaced.read_text("utf-8").splitlines()[0]
    (group / "more.csv").write_text("Date,Headcount\n2026-11-26,8\n")
    for command in ("tally import more.csv", "tally add 9 --format both", "tally amend --on 2026-12-03 --people 8"):
        said(command)
    heading, _, old = before.partition("\n")
    assert root.ledger.read_text("utf-8").startswith(f"{heading}\n{old}")
    assert root.replaced.read_text("utf-8").splitlines()[0] == replaced
    rows = ledger.read(root)
    said("tally amend --on 2026-12-03 --online 3")
    assert root.ledger.read_text("utf-8").splitlines()[0] == f"{heading},online"
    assert root.replaced.read_text("utf-8").splitlines()[0] == replaced
    assert ledger.read(root)[:-1] == rows[:-1]
    assert [row["online"] for row in json.loads(said("tally list --json"))] == [None] * (len(rows) - 1) + [3]
