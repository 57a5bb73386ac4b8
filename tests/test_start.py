"""The first minute of a session, with somebody at a terminal, played in this process."""

import errno
import io
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from peerkit import __main__
from peerkit.cli import menu
from peerkit.cli.app import main
from peerkit.cli.session import about, showing
from peerkit.cli.session import run as start
from peerkit.cli.terminal import prompt
from peerkit.errors import PeerkitError
from peerkit.live.clock import Clock
from peerkit.live.journal import Journal
from peerkit.live.lines import InputLines
from peerkit.live.loop import Session
from peerkit.live.screen.panels import Choices
from peerkit.planning.plan import Evening, Plan, build
from peerkit.running import events as do
from peerkit.running.state import Header
from peerkit.tally import ledger
from peerkit.workspace import files, locks
from peerkit.workspace.root import Root
from tests.room import CIRCLE, HandClock, circle, files_below

Captured = pytest.CaptureFixture[str]
MINUTE_MS = 60_000
STOP = ("close", "stop", "")
SIX = datetime(2026, 11, 26, 18, 0, 34, tzinfo=UTC)
Type = Callable[..., None]


@pytest.fixture
def room(room: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(prompt, "at_a_terminal", lambda: True)
    (room / "peerkit.toml").write_text('template = "a-short-circle"\n')
    return room


@pytest.fixture
def type_in(monkeypatch: pytest.MonkeyPatch) -> Type:
    """What is typed before the session, and what is said in it."""

    def typed(before: tuple[str, ...] = (), during: tuple[str, ...] = STOP) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in before)))
        left = [f"{line}\n".encode() for line in during]
        for module in (start, showing):
            monkeypatch.setattr(module, "InputLines", lambda: InputLines(lambda: left.pop(0) if left else b""))

    return typed


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Evening]:
    """The evenings that are begun; none of them is run."""
    found: list[Evening] = []
    monkeypatch.setattr(start, "_run", lambda _, session, **__: found.append(session.header.plan.evening) or 0)
    return found


def rows(room: Path) -> list[tuple[str, int | None]]:
    return [(row.session, row.people) for row in ledger.read(Root(room, ""))]


def left_open(room: Path, ago: timedelta, *events: do.Event) -> Journal:
    began = Clock().now() - ago
    plan = build(Evening("a-short-circle", circle(), 4, began, began + timedelta(minutes=30), Clock.zone))
    assert isinstance(plan, Plan)
    journal = Journal(room / "sessions" / ".running")
    journal.take()
    journal.begin(Header(plan, began, "a-short-circle"))
    for event in events:
        journal.append(event)
    journal.close()
    return journal


def test_enter_is_an_answer_to_everything(room: Path, type_in: Type, capsys: Captured) -> None:
    type_in(("", "", "", ""))
    assert main(["session", "start"]) == 0
    assert rows(room) == [("a-short-circle", 4)]
    said = capsys.readouterr().out
    assert said.index("What are you doing?") < said.index("How many people") < said.index("Until when?")
    assert said.index("Until when?") < said.index("Enter when the group begins") < said.index("Welcome. 2 minutes.")


def test_the_last_way_of_meeting_is_offered_where_the_group_has_chosen_none(room: Path, type_in: Type, capsys) -> None:
    (room / "peerkit.toml").unlink()
    ledger.add(Root(room, ""), ledger.Row(Clock().today() - timedelta(days=7), "a-short-circle", "in person", 5))
    type_in(("", "", "", ""))
    assert main(["session", "start"]) == 0
    assert "Enter: a-short-circle." in capsys.readouterr().out


@pytest.mark.parametrize(("typed", "end"), [("", "18:30"), ("no", "18:40")])
def test_who_waits_long_before_the_beginning_is_asked_about_the_end(
    room: Path,
    type_in: Type,
    capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
    begun,
    typed: str,
    end: str,
) -> None:
    type_in(("", typed))
    clock = HandClock(SIX)
    real = prompt.ask

    def asked(question: str, *more: object, **others: object) -> object:
        found = real(question, *more, **others)  # type: ignore[arg-type]
        if "Enter when the group begins" in question:
            clock.pass_by(600)
        return found

    monkeypatch.setattr(prompt, "ask", asked)
    assert main(["session", "start", "a-short-circle", "--people", "2", "--end", "18:30"], clock) == 0
    assert [f"{each.end:%H:%M}" for each in begun] == [end]
    assert "Keep the end at 18:30?" in capsys.readouterr().out


def test_an_evening_cut_off_tonight_goes_on_with_enter(room: Path, type_in: Type, capsys: Captured) -> None:
    journal = left_open(room, timedelta(minutes=5), do.Next(60_000))
    with journal.path.open("a") as file:
        file.write('{"at": 61')
    type_in(("",), ("resume", *STOP))
    assert main(["session", "start"]) == 0
    said = capsys.readouterr()
    assert "Cut off: A short circle, which began on" in said.out
    assert "Enter goes on with it." in said.out
    assert "not kept whole" in said.err
    assert "Rules. 2 minutes left. Paused." in said.out
    assert rows(room) == [("a-short-circle", 4)]


def test_an_evening_of_another_day_is_settled_before_the_next_begins(room: Path, type_in: Type) -> None:
    left_open(room, timedelta(days=2))
    type_in(("8", "", "", "", ""))
    assert main(["session", "start"]) == 0
    assert rows(room) == [("a-short-circle", 8), ("a-short-circle", 4)]


def test_a_ledger_that_cannot_be_read_is_said_before_and_stops_nothing(room: Path, type_in: Type, capsys) -> None:
    (room / "sessions" / "attendance.csv").write_text("something else\n")
    type_in()
    assert main(["session", "start", "a-short-circle", "--yes"]) == 1
    said = capsys.readouterr().err
    assert "Mend it before the closing" in said
    assert "To write it down: peerkit session resume" in said
    (room / "sessions" / "attendance.csv").unlink()
    assert main(["session", "resume"]) == 0
    assert rows(room) == [("a-short-circle", 4)]


def test_a_plan_under_way_keeps_its_end(room: Path, type_in: Type, capsys, begun) -> None:
    booked = ("--start", "2026-11-26 17:50", "--end", "18:40")
    assert main(["session", "plan", "a-short-circle", *booked], HandClock(SIX)) == 0
    type_in(("", "", ""))
    assert main(["session", "start", "2026-11-26-a-short-circle"], HandClock(SIX)) == 0
    said = capsys.readouterr().out
    assert "Until when? Enter: 18:40. You begin late: 10 minutes. Say 18:50 to keep the whole length." in said


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("1", ["session", "start"]), ("2", ["session", "rehearse"]), ("6", ["session", "print"]), ("7", ["--help"]),
    ],
)  # fmt: skip
def test_the_menu_does_what_would_have_been_typed(room: Path, type_in: Type, typed: str, chosen: list[str]) -> None:
    type_in((typed,))
    done: list[list[str]] = []
    assert menu.run(room, SIX.date(), lambda words: done.append(words) or 0) == 0  # type: ignore[func-returns-value]
    assert done == [["--workspace", str(room), *chosen]]


def test_the_menu_has_setting_up_only_where_the_group_has_no_file(room: Path, type_in: Type, capsys: Captured) -> None:
    done: list[list[str]] = []
    for _ in range(2):
        type_in(("7",))
        menu.run(None, SIX.date(), lambda words: done.append(words) or 0)  # type: ignore[func-returns-value]
        (room / "peerkit.toml").unlink(missing_ok=True)
    assert done == [["--help"], ["init"]]
    assert capsys.readouterr().out.count("Set up: ") == 1


def test_the_menu_offers_to_go_on_where_a_session_was_cut_off_and_enter_takes_it(
    room: Path, type_in: Type, capsys: Captured
) -> None:
    left_open(room, timedelta(minutes=5))
    type_in(("",))
    done: list[list[str]] = []
    menu.run(None, SIX.date(), lambda words: done.append(words) or 0)  # type: ignore[func-returns-value]
    assert done == [["session", "resume"]]
    for leaves in ("8", "q", "Q", "quit"):
        type_in((leaves,))
        assert menu.run(None, SIX.date(), lambda _: os.EX_SOFTWARE) == 0


# --- answering otherwise ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "people", "end"),
    [
        (("soon", "1", ""), 12, "18:23"),
        (("2", ""), 12, "18:18"),
        (("50m", ""), 12, "18:50"),
        (("back", "4", "18:19", ""), 4, "18:19"),
        (("back", "", "", "7pm", ""), 12, "19:00"),
    ],
    ids=["a later end", "an offer", "another end", "fewer people", "the same again, then another end"],
)
def test_what_does_not_fit_can_be_answered_otherwise(
    room: Path,
    type_in: Type,
    begun,
    typed: tuple[str, ...],
    people: int,
    end: str,
) -> None:
    clock = HandClock(SIX.replace(second=0))
    type_in(typed)
    assert main(["session", "start", "a-short-circle", "--people", "12", "--end", "18m"], clock) == 0
    assert [(each.people, f"{each.end:%H:%M}") for each in begun] == [(people, end)]


def test_an_evening_whose_blocks_cannot_be_changed_can_still_be_answered_otherwise(
    room: Path, type_in: Type, capsys: Captured, begun
) -> None:
    path = room / "templates" / "sessions" / "talk.toml"
    path.write_text(
        CIRCLE[: CIRCLE.index("[[block]]")] + '[[block]]\nkind = "segment"\nname = "Talk"\nlength = "20m"\n'
    )
    type_in(("25m", ""))
    assert main(["session", "start", "talk", "--people", "4", "--end", "15m"]) == 0
    assert "back" in capsys.readouterr().out


def test_help_explains_each_question_and_asks_it_again(room: Path, type_in: Type, capsys, begun) -> None:
    type_in(("help", "", "?", "", "HELP", "", "?", ""))
    assert main(["session", "start"]) == 0
    said = capsys.readouterr().out
    for told in (about.what(), about.people(), about.end(), about.beginning()):
        assert said.count(told) == 1
        assert told.count("\n") == 1
    assert said.count("Until when?") == 2


def test_the_list_is_numbered_with_titles_minutes_and_people_and_a_number_chooses(
    room: Path, type_in: Type, capsys: Captured, begun
) -> None:
    clock = HandClock(SIX)
    for day in ("2026-11-19", "2026-11-27"):
        assert main(["session", "plan", "a-short-circle", "--start", f"{day} 19:00", "--end", "30m"],
                    HandClock(SIX - timedelta(days=10))) == 0  # fmt: skip
    (room / "templates" / "sessions" / "broken.toml").write_text("title = 3\n")
    capsys.readouterr()
    type_in(("list", "two", "", "", ""))
    assert main(["session", "start"], clock) == 0
    said = capsys.readouterr().out.splitlines()
    assert "1  A short circle. Friday 27 November 2026, 19:00 to 19:30. 4 people." in said
    assert "2  A short circle. Minutes: 20 to 60. People: 2 to 12." in said
    assert any(line.endswith("broken: this can't be read as it is.") for line in said)
    assert not any("19 November" in line for line in said)
    assert [each.name for each in begun] == ["a-short-circle"]


def test_answers_can_be_dictated_and_what_is_none_is_asked_again_with_what_would_be_right(
    room: Path, type_in: Type, capsys: Captured, begun
) -> None:
    type_in(("9", "A short circle.", "lots", "NINE people.", "Help back.", "later", "9.", "no", "7 p.m.",
             "Um", "Twenty to three.", "later", "Yes, please."))  # fmt: skip
    assert main(["session", "start"], HandClock(SIX.replace(hour=2, second=0))) == 0
    said = capsys.readouterr().out
    assert said.count("What are you doing?") == 2
    assert "1  A short circle. Minutes: 20 to 60. People: 2 to 12." in said
    assert "Say a whole number from 2 to 200.\nHow many people, you included?" in said
    assert "back: the question before this one, once more.\nUntil when?" in said
    assert "That is 09:00: 7 hours. Is that right? Enter: no." in said
    assert said.count("Say a time such as 21, 9pm or 21:00, or a length such as 90m.") == 2
    assert "From 02:00 to 7 p.m it would last: 17 hours. 12 hours are the most." in said
    assert "Nothing has begun. Press Enter when the group begins, or say back." in said
    assert [(each.people, f"{each.end:%H:%M}") for each in begun] == [(9, "02:40")]


@pytest.mark.parametrize("before", [(), ("",), ("", ""), ("", "", "")])
def test_quit_leaves_every_question_as_ctrl_c_does(room: Path, type_in: Type, capsys, before: tuple[str, ...]) -> None:
    type_in((*before, "Quit."))
    assert main(["session", "start"]) == 130
    assert capsys.readouterr().err.endswith("Stopped.\n")
    assert not (room / "sessions" / ".running").exists()


def test_a_group_that_is_far_larger_than_a_way_of_meeting_is_for_begins_and_is_told(
    room: Path, type_in: Type, capsys: Captured, begun
) -> None:
    type_in(("", "40", "120m", ""))
    assert main(["session", "start"]) == 0
    assert (
        "To think about: This way of meeting is for 2 to 12 people. Each has less time. In two circles, in pairs or in "
        "threes everyone has more.\n"
    ) in capsys.readouterr().out


def test_a_second_start_says_whether_a_session_runs_or_somebody_is_about_to_begin_one(
    room: Path, type_in: Type, capsys: Captured
) -> None:
    header = Header(build(Evening("a-short-circle", circle(), 4, SIX, SIX + timedelta(minutes=30))), SIX, "a")
    journal = Journal(room / "sessions" / ".running")
    journal.take()
    type_in()
    assert main(["session", "start"]) == 1
    assert capsys.readouterr().err.startswith("Somebody is about to begin a session in this folder")
    journal.begin(header)
    assert main(["session", "start"]) == 1
    assert capsys.readouterr().err.startswith("A session is running already in this folder")
    journal.remove()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (("bereavement",), "bereavement-circle"),
        (("Short",), "a-short-circle"),
        (("co-counselling", "2"), "co-counselling-pair"),
    ],
)
def test_a_part_of_a_name_is_enough_and_where_several_have_it_a_number_says_which(
    room: Path, type_in: Type, begun, typed: tuple[str, ...], name: str
) -> None:
    type_in((*typed, "", "", ""))
    assert main(["session", "start"]) == 0
    assert [each.name for each in begun] == [name]


def test_back_asks_the_question_before_again_and_nothing_but_enter_begins(
    room: Path, type_in: Type, capsys: Captured, begun
) -> None:
    type_in(("back", "", "seven", "18:40", "back", "back", "", "", "wait", "BACK", "nine", ""))
    assert main(["session", "start"], HandClock(SIX.replace(second=0))) == 0
    said = capsys.readouterr().out
    assert "This is the first question. Ctrl-C leaves." in said
    assert "How many people, you included? Enter: 7." in said
    assert "Nothing has begun. Press Enter when the group begins, or say back." in said
    assert [(each.people, f"{each.end:%H:%M}") for each in begun] == [(7, "21:00")]


def test_what_is_wrong_in_a_way_of_meeting_of_ones_own_is_said_before_it_begins(
    room: Path, type_in: Type, capsys: Captured, begun
) -> None:
    path = room / "templates" / "sessions" / "a-short-circle.toml"
    path.write_text(CIRCLE.replace('agreement = "ground-rules"', 'agreement = "ground-ruels"'))
    type_in(("", "", "", ""))
    assert main(["session", "start"]) == 0
    said = capsys.readouterr().out
    wrong = "To put right: There is no agreement called ground-ruels. Did you mean ground-rules?"
    assert said.index(wrong) < said.index("Enter when the group begins")


@pytest.mark.parametrize("fails", [(locks, "lock"), (files.Appender, "line")], ids=["the lock", "the first line"])
@pytest.mark.parametrize("answer", ["", "no"])
def test_where_the_disk_fails_at_the_start_the_evening_can_run_without_being_kept(
    room: Path, type_in: Type, capsys: Captured, monkeypatch: pytest.MonkeyPatch,
    fails: tuple[object, str], answer: str,
) -> None:  # fmt: skip
    def full(*_: object) -> None:
        raise PeerkitError("The disk is full.", "Make some room.")

    add_once = ledger.add_once

    def mended(*row: Any) -> bool:
        monkeypatch.undo()
        return add_once(*row)

    monkeypatch.setattr(ledger, "add_once", mended)
    monkeypatch.setattr(*fails, full)
    questions = ("", "", "", "")
    type_in(("help", answer, *questions) if fails[1] == "lock" else (*questions, "help", answer), ("next", *STOP))
    code = main(["session", "start"])
    said = capsys.readouterr()
    assert said.out.count("The evening can run all the same. Until the disk can be written, nothing of it is kept") == 1
    assert about.keeping() in said.out
    assert (code, rows(room)) == ((1, []) if answer else (0, [("a-short-circle", 4)]))
    assert ("Rules. 2 minutes." in said.out) is not bool(answer)
    assert not (room / "sessions" / ".running" / "journal").exists()


@pytest.mark.parametrize("fails", [(locks, "lock"), (os, "truncate")], ids=["the lock", "the journal"])
@pytest.mark.parametrize("answer", ["", "no"])
def test_where_the_disk_fails_a_session_that_was_cut_off_can_go_on_and_is_kept_once_it_can_be_written(
    room: Path, type_in: Type, capsys: Captured, monkeypatch: pytest.MonkeyPatch,
    fails: tuple[object, str], answer: str,
) -> None:  # fmt: skip
    def read_only(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system") if fails[0] is os else PeerkitError("It is read-only.")

    def mended(*row: Any) -> bool:
        monkeypatch.undo()
        return add_once(*row)

    add_once, was = ledger.add_once, left_open(room, timedelta(minutes=5), do.Next(MINUTE_MS)).path.read_bytes()
    monkeypatch.setattr(ledger, "add_once", mended)
    monkeypatch.setattr(*fails, read_only)
    type_in(("help", answer), ("resume", "next", *STOP))
    code = main(["session", "resume"])
    said = capsys.readouterr()
    assert said.out.count("Until the disk can be written, nothing more of it is kept: after a cut it stands") == 1
    if answer:
        assert (code, rows(room)) == (1, [])
        assert (room / "sessions" / ".running" / "journal").read_bytes() == was
    else:
        assert (code, rows(room)) == (0, [("a-short-circle", 4)])
        assert not (room / "sessions" / ".running" / "journal").exists()


def test_a_session_that_went_on_while_the_disk_could_not_be_written_is_kept_from_where_it_can(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = left_open(room, timedelta(minutes=5), do.Next(MINUTE_MS))
    was, late = journal.path.read_bytes(), do.Next(2 * MINUTE_MS)

    def read_only(path: Path) -> None:
        raise files.translated(OSError(errno.EROFS, ""), path, "write")

    with journal.path.open("ab") as torn:
        torn.write(b'{"do"')
    kept = journal.read(UTC)
    monkeypatch.setattr(files, "Appender", read_only)
    with pytest.raises(PeerkitError, match="read-only"):
        journal.append(late)
    monkeypatch.undo()
    assert journal.behind
    journal.catch_up()
    journal.close()
    assert journal.path.read_bytes().startswith(was)
    assert journal.read(UTC).events == (*kept.events, late)


def test_a_session_with_which_somebody_went_on_meanwhile_is_left_to_them(room: Path) -> None:
    journal = left_open(room, timedelta(minutes=5))
    journal.read(UTC)
    theirs = Journal(journal.folder)
    theirs.read(UTC)
    theirs.append(do.Next(MINUTE_MS))
    theirs.close()
    with pytest.raises(PeerkitError, match="A session is running already"):
        journal.append(do.Next(2 * MINUTE_MS))
    assert [event.at for event in Journal(journal.folder).read(UTC).events] == [MINUTE_MS]


@pytest.mark.parametrize("command", ["session start a-short-circle", "turns start"])
def test_an_evening_that_keeps_nothing_writes_nothing_and_says_how_it_is_counted_elsewhere(
    room: Path, type_in: Type, capsys: Captured, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    (room / "sessions" / ".running").write_text("in the way of any journal")
    before = {path: path.read_bytes() for path in files_below(room)}
    during = ("tell more", "next", "close", "stop")
    type_in(("", "", ""), during)
    monkeypatch.chdir(room)
    assert main([*command.split(), "--keep-nothing"]) == 0
    said = capsys.readouterr()
    assert said.out.endswith(
        "Nothing of it was kept. Thank you, all of you.\n"
        + f"To write it down another day: peerkit tally add PEOPLE --on {Clock().today()} --session a-short-circle\n"
        * command.startswith("session")
    )
    assert {path: path.read_bytes() for path in files_below(room)} == before


def test_where_nobody_can_be_asked_a_disk_that_fails_is_met_with_how_to_run_all_the_same(room: Path, capsys) -> None:
    (room / "sessions" / ".running").write_text("in the way of any journal")
    for command in ("session start", "turns start"):
        assert main([*command.split(), "--yes"]) == 1
        assert f"all the same, and keep nothing of it: peerkit {command} --keep-nothing" in capsys.readouterr().err


def test_where_nothing_can_be_written_the_count_is_said_for_another_day(
    room: Path, type_in: Type, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise PeerkitError("The disk is full.", "Make some room.")

    monkeypatch.setattr(locks, "lock", full)
    type_in(("", "", "", "", ""), ("close", "stop", "6"))
    assert main(["session", "start"]) == 1
    day = Clock().today()
    assert f"another day: peerkit tally add 6 --on {day} --session a-short-circle" in capsys.readouterr().err


def test_one_person_is_asked_again_where_a_way_of_meeting_takes_two(room: Path, type_in: Type, capsys, begun) -> None:
    type_in(("1", "2", "", ""))
    assert main(["session", "start", "a-short-circle"]) == 0
    assert "Say a whole number from 2" in capsys.readouterr().out


def test_a_plan_begun_half_a_day_early_is_refused_with_what_to_say(room: Path, type_in: Type, capsys, begun) -> None:
    clock = HandClock(SIX.replace(hour=5, minute=45))
    assert main(["session", "plan", "a-short-circle", "--start", "2026-11-26 19:00", "--end", "20:00"], clock) == 0
    assert main(["session", "start", "2026-11-26-a-short-circle", "--yes"], clock) == 1
    said = capsys.readouterr().err
    assert "planned for 19:00 and booked until 20:00. Begun now, it would last: 14 hours 15 minutes." in said
    assert "--end 90m" in said
    assert not (room / "sessions" / ".running").exists()
    type_in(("", "", ""))
    assert main(["session", "start", "2026-11-26-a-short-circle"], clock) == 0
    assert "Until when? Enter: 06:45. Or such as" in capsys.readouterr().out


def test_an_evening_cut_off_can_be_settled_and_a_new_one_begun(room: Path, type_in: Type, capsys: Captured) -> None:
    left_open(room, timedelta(minutes=5), do.Next(60_000))
    type_in(("2", "3", "", "", "", ""))
    assert main(["session", "start"]) == 0
    assert "1  Go on with it\n2  Settle it" in capsys.readouterr().out
    assert rows(room) == [("a-short-circle", 3), ("a-short-circle-2", 4)]


def test_the_count_after_the_screen_is_read_as_the_session_beats(room: Path, type_in: Type, monkeypatch) -> None:
    waited: list[float] = []
    session: list[Session] = []
    monkeypatch.setattr(start, "live", lambda _, live, __: session.append(live))

    class Slow:
        ended = False

        def within(self, seconds: float) -> str | None:
            waited.append(seconds)
            session[0].clock.pass_by(seconds)  # type: ignore[attr-defined]
            return "6" if len(waited) == 40 else None

    monkeypatch.setattr(start, "InputLines", Slow)
    beats: list[int] = []
    monkeypatch.setattr(Journal, "beat", lambda _, at, __: beats.append(at))
    assert main(["session", "start", "a-short-circle", "--yes"], HandClock()) == 0
    assert rows(room) == [("a-short-circle", 6)]
    assert len(beats) >= 40
    assert not [event for event in session[0]._kept if isinstance(event, do.Gap)]


def test_nobody_at_the_closing_count_is_told_that_the_session_is_kept(room: Path, type_in: Type, capsys) -> None:
    type_in((), ("close", "stop"))
    assert main(["session", "start", "a-short-circle", "--yes"]) == 1
    said = capsys.readouterr().err
    assert "The session is kept. To close it: peerkit session resume" in said
    assert "nothing was done" not in said
    type_in((), ("close", "stop", "5"))
    assert main(["session", "resume"]) == 0
    assert rows(room) == [("a-short-circle", 5)]


@pytest.fixture
def shown(room: Path, monkeypatch: pytest.MonkeyPatch) -> list[str | tuple[bool, bool]]:
    """What the session was shown with: "plain", or the bell and the seconds of the screen."""
    found: list[str | tuple[bool, bool]] = []

    class Screen:
        @staticmethod
        def run(_: object, choices: Choices, *, bell: bool, voice: object) -> None:
            assert voice is None
            found.append((bell, choices.seconds))

    monkeypatch.setitem(sys.modules, "peerkit.live.screen.app", Screen)
    monkeypatch.setattr("peerkit.live.screen.app", Screen, raising=False)
    monkeypatch.setattr(showing.plain, "run", lambda *_: found.append("plain"))
    monkeypatch.setattr(start.close, "close", lambda *_: 0)
    monkeypatch.setattr(showing, "InputLines", lambda: InputLines(lambda: b""))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("ACCESSIBLE", raising=False)
    return found


@pytest.mark.parametrize(
    ("settings", "bell", "seconds"),
    [
        ("", True, False),
        ("bell = true\n", True, False),
        ("bell = false\n", False, False),
        ("seconds = true\n", True, True),
    ],
)
def test_the_screen_rings_and_shows_seconds_as_the_group_has_chosen(
    room: Path, shown: list[object], settings: str, bell: bool, seconds: bool
) -> None:
    (room / "peerkit.toml").write_text(f"[running]\n{settings}")
    assert main(["session", "start", "a-short-circle", "--yes"]) == 0
    assert shown == [(bell, seconds)]


@pytest.mark.parametrize(
    ("environment", "words", "plain"),
    [
        ({}, (), False),
        ({"ACCESSIBLE": "1"}, (), True),
        ({"ACCESSIBLE": "0"}, (), False),
        ({"ACCESSIBLE": ""}, (), False),
        ({"ACCESSIBLE": "1"}, ("--screen",), False),
        ({}, ("--plain",), True),
        ({"TERM": "dumb"}, ("--screen",), True),
    ],
)
def test_lines_only_for_whoever_asks_for_them_or_has_told_every_program(
    room: Path,
    shown: list[object],
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    words: tuple[str, ...],
    plain: bool,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(["session", "start", "a-short-circle", "--yes", *words]) == 0
    assert [how == "plain" for how in shown] == [plain]


def test_lines_only_for_a_group_that_has_chosen_them(room: Path, shown: list[object]) -> None:
    (room / "peerkit.toml").write_text("[running]\nplain = true\n")
    assert main(["session", "start", "a-short-circle", "--yes"]) == 0
    assert shown == ["plain"]


@pytest.mark.parametrize("page", ["cp437", "cp850", "cp1252", "ascii"])
def test_an_evening_on_a_console_of_few_letters_runs_to_its_count_and_only_they_are_replaced(
    room: Path, type_in: Type, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    told = "Grüße… “wy też” 🙂, łatwo, ٣."
    path = room / "templates" / "sessions" / "a-short-circle.toml"
    path.write_text(CIRCLE.replace("Hello to all of you.", told).replace('"Talk"', '"Gespräch"'), encoding="utf-8")
    streams = {name: io.TextIOWrapper(io.BytesIO(), encoding=page) for name in ("stdout", "stderr")}
    type_in((), ("read", *["next"] * 10, "agenda", "grüße", "close", "stop", "5"))
    for name, stream in streams.items():
        monkeypatch.setattr(sys, name, stream)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\x81\x84\xe1\n\n\n\n"), encoding=page))
    monkeypatch.setattr(sys, "argv", ["peerkit", "session", "start", "a-short-circle", "--people", "4", "--plain"])
    monkeypatch.setattr(__main__, "_search_seldom", lambda: None)
    assert __main__.entry() == 0
    said = streams["stdout"].buffer.getvalue().decode(page)
    assert told.encode(page, "replace").decode(page) in said
    assert "Gespräch".encode(page, "replace").decode(page) in said
    assert "Thank you, all of you." in said
    assert "Traceback" not in streams["stderr"].buffer.getvalue().decode(page)
    assert rows(room) == [("a-short-circle", 5)]
