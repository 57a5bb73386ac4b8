import errno
import json
import os
import shlex
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pexpect
import pytest

from peerkit.cli.app import main
from peerkit.live.clock import Clock
from peerkit.live.journal import Journal
from peerkit.planning.plan import Evening, build
from peerkit.running.events import Finish, to_json
from peerkit.running.state import Header
from peerkit.tally import ledger
from peerkit.workspace.builtin import builtin_templates
from peerkit.workspace.root import Root
from tests.forked import Terminal
from tests.linear import stumbles
from tests.room import HandClock, circle, environment, files_below, peerkit, workspace

Captured = pytest.CaptureFixture[str]
ON_THE_DAY = ("--people", "9", "--start", "2026-11-26 19:00", "--end", "21:00")


def plan(*words: str) -> int:
    return main(["session", "plan", "a-short-circle", *words])


def plans(room: Path) -> list[str]:
    return sorted(path.name for path in (room / "sessions").glob("*.toml"))


# --- plan, show, check, list --------------------------------------------------------------------------------------


def test_a_plan_is_shown_and_saved(room: Path, capsys: Captured) -> None:
    assert plan(*ON_THE_DAY[:-1], "19:45") == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[0] == "A short circle. Thursday 26 November 2026, 19:00 to 19:45, 9 people."
    assert "19:04  Round, " in said.out
    assert "Who speaks. " in said.out
    assert "peerkit session start 2026-11-26-a-short-circle" in said.err
    assert plans(room) == ["2026-11-26-a-short-circle.toml"]


def test_the_name_of_a_way_of_meeting_is_its_next_plan_where_one_is_saved(room: Path, capsys: Captured) -> None:
    assert plan("--people", "7", "--start", "Thu 19:00", "--end", "19:45") == 0
    (stem,) = (name.removesuffix(".toml") for name in plans(room))
    capsys.readouterr()
    for words in (["print", "--format", "terminal"], ["export", "--html", str(room / "page.html")]):
        assert main(["session", words[0], "a-short-circle", *words[1:]]) == 0
        said = capsys.readouterr().err
        assert f"From the plan that is saved: {stem}." in said
        assert "19:00 to 19:45, 7 people." in said
    assert main(["session", "show", "a-short-circle"]) == main(["session", "check", "a-short-circle"]) == 0
    assert "7 people" in capsys.readouterr().out
    assert main(["session", "print", "a-short-circle", "--people", "9", "--format", "terminal"]) == 0
    assert "Guessed from the template: from 19:00" in capsys.readouterr().err


def test_json_has_the_agreed_keys_and_its_sums_add_up(room: Path, capsys: Captured) -> None:
    assert plan(*ON_THE_DAY, "--json", "--dry-run") == 0
    data = json.loads(capsys.readouterr().out)
    keys = ["title", "start", "end", "people", "interpreted", "spare_seconds", "blocks", "balance", "problems"]
    assert list(data) == keys
    for block in data["blocks"]:
        assert list(block) == ["name", "kind", "start", "seconds", "turn_seconds", "turns", "led_by"]
        assert datetime.fromisoformat(block["start"]).utcoffset() is not None
    start, end = (datetime.fromisoformat(data[key]) for key in ("start", "end"))
    assert start.utcoffset() is not None
    assert (
        sum(block["seconds"] for block in data["blocks"]) + data["spare_seconds"]
        == (end - start).total_seconds()
        == 7200
    )
    moment = start
    for block in data["blocks"]:
        assert datetime.fromisoformat(block["start"]) == moment
        moment += timedelta(seconds=block["seconds"])
    assert (data["people"], data["title"]) == (9, "A short circle")


def test_a_dry_run_saves_nothing(room: Path) -> None:
    before = list(files_below(room))
    assert plan("--dry-run") == 0
    assert plan("--dry-run", "--json") == 0
    assert list(files_below(room)) == before


def test_a_plan_is_not_written_over_unless_that_is_said(room: Path, capsys: Captured) -> None:
    plan(*ON_THE_DAY)
    path = room / "sessions" / plans(room)[0]
    before = path.read_bytes()
    assert plan(*ON_THE_DAY, "--people", "5") == 1
    assert path.read_bytes() == before
    assert "--replace" in capsys.readouterr().err
    assert plan(*ON_THE_DAY, "--people", "5", "--replace") == 0
    assert b"people = 5" in path.read_bytes()


@pytest.mark.parametrize(
    ("start", "end", "name", "length"),
    [
        ("2026-11-26 19:00", "21", "2026-11-26-a-short-circle", 7200),
        ("2026-11-26 19:00", "90m", "2026-11-26-a-short-circle", 5400),
        ("2026-11-26 23:00", "0:30", "2026-11-26-a-short-circle", 5400),
    ],
)
def test_times_are_typed_as_people_type_them(room: Path, capsys, start: str, end: str, name: str, length: int) -> None:
    assert plan("--start", start, "--end", end, "--json") == 0
    data = json.loads(capsys.readouterr().out)
    start, end = (datetime.fromisoformat(data[key]) for key in ("start", "end"))
    assert (end - start).total_seconds() == length
    assert plans(room) == [f"{name}.toml"]


def test_a_day_can_be_named(room: Path, capsys: Captured) -> None:
    assert plan("--start", "Thu 19:00", "--json") == 0
    start = datetime.fromisoformat(json.loads(capsys.readouterr().out)["start"])
    assert (start.weekday(), start.hour, start.minute) == (3, 19, 0)
    assert timedelta(0) < start - Clock().now() <= timedelta(days=7, hours=1)


def test_a_saved_plan_is_shown_as_it_was_planned_and_fits_itself_again(room: Path, capsys: Captured) -> None:
    plan(*ON_THE_DAY)
    first = capsys.readouterr().out
    assert main(["session", "show", "2026-11-26-a-short-circle"]) == 0
    assert capsys.readouterr().out == first
    path = room / "sessions" / "2026-11-26-a-short-circle.toml"
    path.write_text(path.read_text().replace("people = 9", "people = 3"))
    assert main(["session", "show", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["people"] == 3


def test_check_and_list(room: Path, capsys: Captured) -> None:
    assert main(["session", "list"]) == 0
    assert "No plans yet" in capsys.readouterr().out
    plan(*ON_THE_DAY)
    capsys.readouterr()
    assert main(["session", "list"]) == 0
    assert capsys.readouterr().out == "2026-11-26-a-short-circle\n"
    assert main(["session", "list", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [plan["name"] for plan in data["plans"]] == ["2026-11-26-a-short-circle"]
    assert data["under_way"] is False
    assert main(["session", "check", "2026-11-26-a-short-circle"]) in (0, 1)
    assert main(["session", "check", "2026-11-26-a-short-circle", "--json"]) in (0, 1)
    capsys.readouterr()


@pytest.mark.parametrize(
    "words",
    [("show", "2026-11-26-a-shrot-circle"), ("plan", "a-shrot-circle"), ("start", "a-shrot-circle", "--yes")],
)
def test_a_name_nearly_right_is_guessed(room: Path, capsys: Captured, words: tuple[str, ...]) -> None:
    plan(*ON_THE_DAY)
    capsys.readouterr()
    assert main(["session", *words]) == 1
    assert "Did you mean" in capsys.readouterr().err


# --- what an error says to type works ---------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["plan", "rehearse", "start"])
@pytest.mark.parametrize(
    ("people", "given"),
    [(12, "18m"), (12, "15m"), (9, "15m"), (5, "14m"), (40, "30m"), (2, "5m")],
)
def test_what_would_help_helps_when_it_is_typed(
    room: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, command: str, people: int, given: str
) -> None:
    from peerkit.cli.session import run

    monkeypatch.setattr(run, "_run", lambda *_, **__: 0)
    monkeypatch.setattr(run, "live", lambda *_, **__: None)
    clock = HandClock(datetime(2026, 11, 26, 18, 3, 34, tzinfo=UTC))
    words = ["session", command, "a-short-circle", "--people", str(people), "--end", given]
    assert main(words, clock) == 1
    hint = capsys.readouterr().err.partition("What would help:\n")[2].splitlines()
    assert hint
    for line in hint:
        typed = line[line.index(" --") :].removesuffix(" instead.")
        assert main([*words, *shlex.split(typed)], clock) == 0, line
        for made in [*(room / "sessions").glob("*.toml"), *(room / "sessions").glob(".running/*")]:
            made.unlink()
        capsys.readouterr()


@pytest.mark.parametrize("command", ["plan", "rehearse", "start"])
@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("Pairs=361m", '--turns "Pairs=361m": a turn lasts at least 5 seconds, and at most 6 hours.'),
        ("Pairs=23h", '--turns "Pairs=23h": a turn lasts at least 5 seconds, and at most 6 hours.'),
        ("Pairs=4s", '--turns "Pairs=4s": a turn lasts at least 5 seconds, and at most 6 hours.'),
        ("Pairs=8s", '--turns "Pairs=8s": turns go in steps of 5 seconds.\nFor example: --turns "Pairs=10s"'),
        ("Talk=2m", '--turns "Talk=2m": there are no turns in that block.\nTurns are taken in: Round, Pairs.'),
        ("x" * 5000, f'--turns "{"x" * 80}..." does not say how long.'),
        (f"{'x' * 5000}=2m", f'--turns: there is no block called "{"x" * 80}...".'),
    ],
)
def test_turns_that_cannot_be_are_refused_in_words(room: Path, capsys, command: str, wish: str, said: str) -> None:
    assert main(["session", command, "a-short-circle", "--turns", wish]) == 1
    told = capsys.readouterr().err
    assert told.startswith(said)
    assert len(told) < 400


# --- start, without a terminal ----------------------------------------------------------------------------------------


def test_without_a_terminal_start_takes_the_defaults_and_says_which(room: Path) -> None:
    done = peerkit(room, "session", "start", "a-short-circle", typed="close\nstop\n")
    assert done.returncode == 0, done.stderr
    assert "Taking the defaults: A short circle, 4 people, until " in done.stderr
    assert "Say next to go on" in done.stdout
    assert "Kept: 4 people" in done.stdout


def test_start_alone_takes_tonights_plan(room: Path) -> None:
    now = Clock().local()
    begins = max(now - timedelta(hours=1), now.replace(hour=0, minute=0))
    assert (
        plan("--people", "5", "--start", f"{begins:%Y-%m-%d %H:%M}", "--end", f"{now + timedelta(hours=2):%H:%M}") == 0
    )
    done = peerkit(room, "session", "start", "--yes", typed="close\nstop\n\n")
    assert done.returncode == 0, done.stderr
    assert "A short circle, 5 people" in done.stderr


@pytest.mark.parametrize("hour", [9, 14, 23])
def test_an_end_is_after_now_whatever_the_hour(room: Path, capsys, monkeypatch, hour: int) -> None:
    from peerkit.cli.session import run

    clock = HandClock(datetime(2026, 11, 26, hour, 0, tzinfo=UTC))
    monkeypatch.setattr(run, "_run", lambda *_, **__: 0)
    assert main(["session", "start", "a-short-circle", "--yes", "--end", f"{(hour + 1) % 24}:30"], clock) == 0
    assert f"until {(hour + 1) % 24:02}:30" in capsys.readouterr().err


def test_a_choice_that_is_open_is_read_out_with_all_that_it_may_be(room: Path) -> None:
    typed = "rules\nclose\nstop\n4\n"
    done = peerkit(room, "session", "start", "a-short-circle", "--yes", typed=typed)
    heard = done.stdout.splitlines()
    rule = next(place for place, line in enumerate(heard) if line.startswith("1. What people tell here stays here"))
    assert [line.partition(":")[0] for line in heard[rule + 1 : rule + 4]] == [
        f"To choose, {number} of 3" for number in (1, 2, 3)
    ]
    assert heard[rule + 4].startswith("2. ")


def test_a_second_evening_of_one_day_is_counted_under_its_own_name(room: Path) -> None:
    for people in ("4", "5"):
        done = peerkit(room, "session", "start", "a-short-circle", "--yes", typed=f"close\nstop\n{people}\n")
        assert done.returncode == 0, done.stderr
    rows = ledger.read(Root(room, ""))
    assert [(row.session, row.people) for row in rows] == [("a-short-circle", 4), ("a-short-circle-2", 5)]


def test_a_rehearsal_writes_nothing(room: Path) -> None:
    before = {path: path.read_bytes() for path in files_below(room)}
    done = peerkit(room, "session", "rehearse", "a-short-circle", "--speed", "3600", "--plain", "--yes")
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("That was a rehearsal: nothing was written.\n")
    assert "Turn 4 of 4" in done.stdout
    assert {path: path.read_bytes() for path in files_below(room)} == before


def test_nothing_to_resume_is_said_with_what_to_type(room: Path, capsys: Captured) -> None:
    assert main(["session", "resume"]) == 1
    assert capsys.readouterr().err == "No session was cut off here.\nTo begin one: peerkit session start\n"
    assert not (room / "sessions" / ".running").exists()


@pytest.mark.parametrize("broken", ["[wrods]\n", "caf\xe9"])
def test_broken_settings_lock_nobody_out_of_an_evening(room: Path, broken: str) -> None:
    (room / "peerkit.toml").write_bytes(broken.encode("latin-1"))
    done = peerkit(room, "session", "start", "a-short-circle", "--yes", typed="next\nclose\nstop\n")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("That is left out, and the usual is taken in its place.") == 1
    assert "the usual is taken in its place" in done.stderr
    left_open_yesterday(room)
    assert peerkit(room, "session", "resume", "--yes", typed="close\nstop\n").returncode == 0


@pytest.mark.parametrize("broken", ["[wrods]\n", 'running.plain = "yes"\n', "running = [\n", "caf\xe9"])
def test_broken_settings_are_said_and_stop_nobody_from_looking(room: Path, capsys: Captured, broken: str) -> None:
    (room / "peerkit.toml").write_bytes(broken.encode("latin-1"))
    for words in (["session", "list"], ["where"]):
        assert main(words) == 0
        assert "peerkit.toml" in capsys.readouterr().err


def test_what_does_not_fit_is_a_problem_like_any_other(room: Path, capsys: Captured) -> None:
    plan("--people", "12", "--start", "2026-11-26 19:00", "--end", "20:00")
    file = room / "sessions" / "2026-11-26-a-short-circle.toml"
    file.write_text(file.read_text().replace("20:00:00", "19:18:00"))
    capsys.readouterr()
    assert main(["session", "check", file.stem, "--json"]) == 1
    said = capsys.readouterr()
    (problem,) = [each for each in json.loads(said.out) if each["severity"] == "error"]
    assert (problem["code"], problem["place"]) == ("does-not-fit", "evening")
    assert "Booked: 18 minutes. Missing: 3 minutes." in problem["reason"]
    assert "--end 19:" in problem["suggestion"]
    assert said.err == ""
    assert main(["session", "check", file.stem]) == 1
    said = capsys.readouterr()
    assert f"{file.name}: evening: A short circle does not fit with 12 people." in said.out
    assert said.err == ""


def test_a_plan_for_nobody_but_one_is_a_problem_like_any_other(room: Path, capsys: Captured) -> None:
    plan("--people", "4", "--start", "2026-11-26 19:00", "--end", "20:00")
    file = room / "sessions" / "2026-11-26-a-short-circle.toml"
    file.write_text(file.read_text().replace("people = 4", "people = 1"))
    capsys.readouterr()
    assert main(["session", "check", file.stem, "--json"]) == 1
    assert "too-few-people" in [each["code"] for each in json.loads(capsys.readouterr().out)]


def test_hints_name_the_folder_that_was_chosen(room: Path, tmp_path: Path, capsys: Captured) -> None:
    other = tmp_path / "our group"
    workspace(other)
    where = ["--workspace", str(other)]
    assert main(["session", "plan", "a-short-circle", "--start", "2026-11-26 19:00", *where]) == 0
    hint = capsys.readouterr().err.splitlines()[-1].partition(": ")[2]
    assert shlex.split(hint) == ["peerkit", "session", "start", "2026-11-26-a-short-circle", *where]
    done = peerkit(room, "session", "start", "--yes", *where, typed="close\nstop\n")
    assert done.returncode == 0, done.stderr
    assert f"What is kept of it lies in {other}" in done.stderr
    assert main(["session", "resume", *where]) == 1
    assert capsys.readouterr().err.endswith(f"peerkit session start --workspace '{other}'\n")


def test_a_session_in_the_folder_where_one_stands_says_no_more_of_it(room: Path) -> None:
    assert "lies in" not in peerkit(room, "session", "start", "--yes", typed="close\nstop\n").stderr


def test_a_block_may_be_named_with_hyphens_as_tab_writes_it(room: Path, capsys: Captured) -> None:
    file = room / "templates" / "sessions" / "a-short-circle.toml"
    file.write_text(file.read_text().replace('"Talk"', '"Talking together"'))
    assert plan("--without", "talking-together", "--dry-run") == 0
    assert "Talking together" not in capsys.readouterr().out


def test_quiet_time_worth_a_word_is_said_and_shorter_is_not(room: Path, capsys: Captured) -> None:
    for people, says in (("7", "Each turn: 1 minute 10 seconds. Quiet at the end: 20 seconds."), ("4", None)):
        assert plan("--people", people, "--start", "2026-11-26 19:00", "--end", "19:35", "--dry-run") == 0
        said = capsys.readouterr().out
        (line,) = [line for line in said.splitlines() if "  Round" in line]
        assert ("Quiet at the end" in line) == (says is not None)
        assert says is None or says in line


@pytest.mark.parametrize(("people", "says"), [("1", "--people 2 or more"), ("0", "For example: --people 9")])
def test_too_few_people_are_met_with_what_to_say(room: Path, capsys: Captured, people: str, says: str) -> None:
    assert plan("--people", people) == 1
    assert says in capsys.readouterr().err


def test_advice_is_said_as_somebody_would_say_it(room: Path, capsys: Captured) -> None:
    file = room / "templates" / "sessions" / "a-short-circle.toml"
    file.write_text(
        file.read_text().replace('name = "Round"', 'name = "Round"\npass = false').replace("min = 2,", "min = 3,")
    )
    assert plan("--people", "2", "--dry-run") == 0
    said = capsys.readouterr().out
    assert "To think about: This way of meeting is for 3 to 12 people. It may be quieter than usual." in said
    assert "To think about, in block 3 (Round): Nobody may pass" in said
    assert "advice:" not in said
    assert plan("--people", "14", "--end", "22:00", "--dry-run") == 0
    assert "In two circles, in pairs or in threes everyone has more." in capsys.readouterr().out


def test_words_that_did_not_come_with_peerkit_are_looked_over(room: Path, capsys: Captured) -> None:
    def found(name: str) -> list[str]:
        assert main(["session", "plan", name, "--dry-run", "--json"]) == 0
        return [problem["code"] for problem in json.loads(capsys.readouterr().out)["problems"]]

    assert found("weekly-circle") == []
    ours = room / "weekly-circle.toml"
    ours.write_text((builtin_templates() / "sessions" / ours.name).read_text().replace("{session}", "patients"))
    assert found(str(ours)) == ["label"]
    (room / "peerkit.toml").write_text('[words]\nsession = "patients"\n')
    assert found("weekly-circle") == ["label"]


# --- at a terminal ----------------------------------------------------------------------------------------------------


def at_a_terminal(room: Path, *words: str) -> Terminal:
    return Terminal(room, *words, env=environment(room, TERM="xterm"), dimensions=(24, 100))


def answer(child: Terminal, *steps: tuple[str, str]) -> None:
    for wanted, typed in steps:
        child.expect_exact(wanted)
        child.sendline(typed)


def exit_of(child: Terminal) -> int | None:
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus


THREE_ENTERS = (
    ("What are you doing? Enter: a-short-circle.", ""),
    ("How many people, you included? Enter: 4.", ""),
    ("Until when? Enter: ", ""),
    ("Enter when the group begins: only then does the clock start.", ""),
)


def test_the_clock_starts_only_when_the_group_begins(room: Path) -> None:
    (room / "peerkit.toml").write_text('template = "a-short-circle"\n')
    child = at_a_terminal(room, "session", "start", "--plain")
    answer(child, *THREE_ENTERS[:-1])
    child.expect_exact(THREE_ENTERS[-1][0])
    assert not (room / "sessions" / ".running" / "journal").exists()
    child.sendcontrol("c")
    assert exit_of(child) == 130
    assert not (room / "sessions" / ".running").exists()


def test_ctrl_c_keeps_the_session_says_how_to_go_on_and_resume_goes_on(room: Path) -> None:
    child = at_a_terminal(room, "session", "start", "a-short-circle", "--people", "4", "--yes", "--plain")
    answer(child, ("Say next to go on", "next"))
    child.expect_exact("Rules. 2 minutes.")
    child.sendcontrol("c")
    child.expect_exact("The session is kept, paused where it was. To go on: peerkit session resume")
    assert exit_of(child) == 130

    child = at_a_terminal(room, "session", "start", "--plain")
    answer(child, ("Enter goes on with it.", ""), ("The session stands paused where it was.", "resume"))
    child.expect_exact("Going on. Rules.")
    child.sendcontrol("c")
    assert exit_of(child) == 130

    child = at_a_terminal(room, "session", "resume", "--plain")
    answer(child, ("The session stands paused where it was.", "close"), ("Close early?", "stop"), ("How many came", ""))
    child.expect_exact("Kept: 4 people")
    assert exit_of(child) == 0


def left_open_yesterday(room: Path) -> None:
    start = Clock().now() - timedelta(days=1)
    built = build(Evening("a-short-circle", circle(), 4, start, start + timedelta(minutes=30), Clock.zone))
    journal = Journal(room / "sessions" / ".running")
    journal.take()
    journal.begin(Header(built, start, "a-short-circle"))  # type: ignore[arg-type]
    journal.close()


@pytest.mark.parametrize(("typed", "counted"), [("no count", []), ("eight", [8])])
def test_an_evening_of_yesterday_is_counted_only_when_somebody_says_so(
    room: Path, typed: str, counted: list[int]
) -> None:
    left_open_yesterday(room)
    child = at_a_terminal(room, "session", "resume")
    answer(child, ('How many came? Say a number, or "no count" to let it go.', typed))
    assert exit_of(child) == 0
    root = Root(room, "")
    assert [row.people for row in ledger.read(root)] == counted
    assert not root.running.exists()


def closed_untruly(room: Path) -> Path:
    left_open_yesterday(room)
    path = room / "sessions" / ".running" / "journal"
    with path.open("a") as file:
        file.write(json.dumps(to_json(Finish(1000, 0))) + "\n")
    return path


@pytest.mark.parametrize("words", [("resume",), ("resume", "--yes"), ("start", "--yes")])
def test_without_a_terminal_a_count_that_cannot_be_true_is_named_with_a_way_on(
    room: Path, capsys: Captured, words: tuple[str, ...]
) -> None:
    path = closed_untruly(room)
    before = path.read_bytes()
    assert main(["session", *words]) == 1
    said = capsys.readouterr().err
    assert "a count that cannot be true. Nothing was changed." in said
    assert "peerkit tally add" in said
    assert f"Then move this file away: {path}" in said
    assert path.read_bytes() == before


def test_peerkit_alone_shows_a_short_menu(room: Path) -> None:
    child = at_a_terminal(room)
    child.expect_exact("Which number? Enter: 1.")
    menu = child.before
    child.sendline("9")
    assert exit_of(child) == 0
    assert b"1  Start a session now" in menu
    assert stumbles(menu) == []


def test_every_choice_of_the_menu_does_what_it_says(room: Path) -> None:
    (room / "peerkit.toml").write_text('template = "a-short-circle"\n')
    ledger.add(Root(room, ""), ledger.Row(Clock().today(), "a-short-circle", "in person", 5))
    for typed, shows in (
        ("3", "Weekly circle."), ("4", "peerkit rules choose --choice"),
        ("5", "in person       5"), ("6", "A short circle."), ("7", "Set up a folder for your group."),
    ):  # fmt: skip
        child = at_a_terminal(room)
        answer(child, ("Which number? Enter: 1.", typed))
        child.expect_exact(shows)
        assert exit_of(child) == 0


def test_the_session_still_beats_while_somebody_counts_after_the_screen(room: Path) -> None:
    words = ("session", "start", "a-short-circle", "--people", "4", "--yes", "--screen")
    child = Terminal(room, *words, env=environment(room, TERM="xterm-256color"))
    child.expect_exact("Welcome")
    child.send("q")
    child.expect_exact("Stop now")
    child.send("2")
    child.expect_exact("How many came, everyone counted, you too? Enter: 4.")
    beat = room / "sessions" / ".running" / "beat"
    before = beat.read_text()
    until = time.monotonic() + 120
    while beat.read_text() == before and time.monotonic() < until:
        time.sleep(0.1)
    assert beat.read_text() > before
    child.sendline("40")
    child.expect_exact("4 people were in the session. Is 40 right? Enter: no.")
    child.sendline("no")
    child.sendline("5")
    child.expect_exact("Kept: 5 people")
    assert exit_of(child) == 0


def test_ctrl_d_at_the_closing_count_says_that_the_session_is_kept(room: Path) -> None:
    child = at_a_terminal(room, "session", "start", "a-short-circle", "--people", "4", "--yes", "--plain")
    answer(child, ("Say next to go on", "close"), ("Close early?", "stop"))
    child.expect_exact("How many came")
    child.sendcontrol("d")
    child.expect_exact("The session is kept. To close it: peerkit session resume")
    assert exit_of(child) == 1
    assert Journal(room / "sessions" / ".running").begun


def test_the_menu_leads_through_an_evening_and_goes_on_with_one_that_was_cut_off(room: Path) -> None:
    (room / "peerkit.toml").write_text('template = "a-short-circle"\n[running]\nplain = true\n')
    child = at_a_terminal(room)
    answer(child, ("1  Start a session now", ""), *THREE_ENTERS, ("Say next to go on", "next"))
    child.expect_exact("Rules. 2 minutes.")
    child.sendcontrol("c")
    assert exit_of(child) == 130
    child = at_a_terminal(room)
    answer(
        child, ("1  Go on with the session that was cut off", ""), ("The session stands paused", "close"),
        ("Close early?", ""), ("Goodbye. 3 minutes.", "resume"), ("Going on.", "next"),
        ("That was the last part", "close"), ("How many came, everyone counted, you too? Enter: 4.", "6"),
    )  # fmt: skip
    child.expect_exact("Kept: 6 people")
    assert exit_of(child) == 0
    assert [row.people for row in ledger.read(Root(room, ""))] == [6]


def test_the_menu_says_what_is_planned_for_tonight(room: Path) -> None:
    today = Clock().today()
    assert plan("--people", "4", "--start", f"{today} 23:00", "--end", "23:30") == 0
    child = at_a_terminal(room)
    answer(child, ("Tonight: A short circle, 23:00 to 23:30\r\n", ""), ("Which number?", "q"))
    (room / "sessions" / f"{today}-a-short-circle.toml").write_text("evening = 3")
    child = at_a_terminal(room)
    answer(child, (f"Tonight: {today}-a-short-circle\r\n", ""), ("Which number?", "q"))
    child.close()


@pytest.mark.parametrize(
    "shown", [("plan", "a-short-circle", "--dry-run"), ("list",), ("plan", "--help"), ("plan", "nothing")]
)
def test_what_the_session_commands_print_is_linear_text(room: Path, capsys: Captured, shown: tuple[str, ...]) -> None:
    main(["session", *shown])
    said = capsys.readouterr()
    assert stumbles((said.out + said.err).encode()) == []


# --- what is said when something typed can't be -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    ["session plan --people {}", "session plan --minutes {}", "session start --people {}",
     "session rehearse --speed {}", "tally add {}", "tally add 9 --volunteers {}",
     "tally list --year {}", "tally amend --people {}"],
)  # fmt: skip
@pytest.mark.parametrize("number", ["\u00b9", "9_0", "\u0669x", "1e2", " 9", "x", "9" * 5000])
def test_a_number_is_in_figures_everywhere_and_what_is_none_is_said_again(
    room: Path, capsys: Captured, line: str, number: str
) -> None:
    assert main([word.format(number) for word in line.split()]) == 2
    said = capsys.readouterr().err
    assert f'"{number.strip() if len(number) < 80 else number[:80] + "..."}" is no' in said.replace('" 9"', '"9"')
    assert "a valid" not in said
    assert len(said) < 400


@pytest.mark.parametrize("words", [("where",), ("session", "plan"), ("tally", "add", "9")])
def test_a_workspace_that_names_nothing_is_asked_back(room: Path, capsys, monkeypatch, words: tuple[str, ...]) -> None:
    elsewhere = room / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    for line in ([*words, "--workspace", ""], ["--workspace=", *words]):
        assert main(line) == 2
        assert "That names no folder. For the one you are in: --workspace ." in capsys.readouterr().err
    assert list(files_below(elsewhere)) == []


@pytest.mark.parametrize("words", [("plan",), ("rehearse",), ("start", "--yes")])
def test_a_template_that_is_chosen_and_not_there_is_looked_for_in_the_settings(
    room: Path, capsys: Captured, words: tuple[str, ...]
) -> None:
    (room / "peerkit.toml").write_text('template = "a-shrot-circle"\n')
    assert main(["session", *words]) == 1
    said = capsys.readouterr().err
    assert 'There is no template called "a-shrot-circle".' in said
    assert f"It is named in {room / 'peerkit.toml'}: put template = ... right there, or take that line out." in said
    assert "Did you mean a-short-circle" in said
    assert main(["session", *words[:1], "nope", *words[1:]]) == 1
    assert "peerkit.toml" not in capsys.readouterr().err


def test_plans_that_may_not_be_read_are_said_in_words(room: Path, capsys, monkeypatch) -> None:
    real = Path.iterdir

    def closed(folder: Path) -> object:
        if folder == room / "sessions":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
        return real(folder)

    monkeypatch.setattr(Path, "iterdir", closed)
    assert main(["session", "list"]) == 1
    said = capsys.readouterr()
    assert said.err.startswith(f"Could not read {room / 'sessions'}: you have no permission")
    assert said.out == ""
