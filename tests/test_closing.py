import errno
import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path

import pytest

from peerkit.cli.app import main
from peerkit.cli.session import about
from peerkit.cli.session import close as closing
from peerkit.cli.terminal import prompt
from peerkit.columns import parts
from peerkit.errors import PeerkitError
from peerkit.live.journal import Journal
from peerkit.live.loop import Session
from peerkit.running.events import Finish, to_json
from peerkit.tally import ledger
from peerkit.workspace import files
from peerkit.workspace.root import Root
from tests.room import SEVEN, HandClock, circle_header, kept_session, noon


class Cut(BaseException):
    """The power goes."""


def cut(*_: object) -> None:
    raise Cut


class Typed:
    """Lines that somebody types."""

    def __init__(self, *lines: str) -> None:
        self.lines = list(lines)
        self.ended = False

    def within(self, _: float) -> str | None:
        self.ended = not self.lines
        return self.lines.pop(0) if self.lines else None


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(tmp_path, "a test")


@pytest.fixture
def session(root: Root) -> Iterator[Session]:
    session = kept_session(root.running)
    yield session
    session.journal.close()


def close(root: Root, session: Session, *typed: str) -> None:
    closing.close(root, session, Typed(*typed))  # type: ignore[arg-type]


def rows(root: Root) -> list[tuple[str, int | None]]:
    return [(row.session, row.people) for row in ledger.read(root)]


def resumed(root: Root) -> None:
    """What `session resume` does with a session that was closed but not written down."""
    journal = Journal(root.running)
    journal.take()
    try:
        kept = journal.read(UTC)
        counts = closing.countable(kept)
        assert counts is not None
        closing.write_down(root, journal, kept.header, counts, again=True)
    finally:
        journal.close()


def test_closing_asks_one_question_and_keeps_one_row(root: Root, session: Session, capsys) -> None:
    close(root, session, "7")
    assert rows(root) == [("a-short-circle", 7)]
    said = capsys.readouterr().out
    assert said.count("?") == 1
    assert "How many came, everyone counted, you too? Enter: 4." in said
    assert "Kept: 7 people on 2026-11-26, a-short-circle, in person." in said
    assert said.endswith("Thank you, all of you.\n")
    assert not root.running.exists()


def test_what_closing_says_puts_this_count_right_and_no_other(
    root: Root, session: Session, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(root.path))
    ledger.add(root, ledger.Row(session.header.date, "weekly-circle", "in person", 3))
    close(root, session, "7")
    hint = capsys.readouterr().out.rpartition("To put it right: peerkit ")[2].splitlines()[0].split()
    assert main([*hint, "--people", "8"], noon(session.header.date)) == 0
    assert rows(root) == [("a-short-circle", 8), ("weekly-circle", 3)]


def test_the_likely_number_counts_everybody_who_was_ever_there(root: Root, session: Session) -> None:
    from peerkit.running import events as do

    session.act(do.Joined)
    session.act(lambda at: do.Left(at, None))
    close(root, session, "")
    assert rows(root) == [("a-short-circle", 5)]


@pytest.mark.parametrize("wrong", ["-1", "many", "10000", "3.5", "ninety thousand", "1e3", "9 or 10"])
def test_what_is_no_count_is_asked_again(root: Root, session: Session, wrong: str) -> None:
    close(root, session, wrong, "9")
    assert rows(root) == [("a-short-circle", 9)]


def test_only_what_the_group_asks_for_is_asked(root: Root, session: Session, capsys) -> None:
    root.config.write_text('[counting]\nask = ["first_timers", "volunteers", "format"]\n')
    close(root, session, "9", "10", "2", "", "online")
    (row,) = ledger.read(root)
    assert (row.people, row.parts, row.format) == (9, parts(first_timers=2), "online")
    said = capsys.readouterr().out
    assert "supporters" not in said
    assert "Kept: 9 people, 2 for the first time on 2026-11-26, a-short-circle, online." in said
    assert "Say a whole number from 0 to 9." in said


@pytest.mark.parametrize(("how", "online"), [("both", 3), ("in person", None)])
def test_who_joined_from_elsewhere_is_asked_only_where_a_session_was_both(
    root: Root, session: Session, capsys: pytest.CaptureFixture[str], how: str, online: int | None
) -> None:
    root.config.write_text('[counting]\nask = ["format", "online"]\n')
    close(root, session, "9", how, "3")
    assert ledger.read(root)[0].parts == parts(online=online)
    assert ("How many of them joined from elsewhere?" in capsys.readouterr().out) is (how == "both")


def test_back_asks_each_question_at_the_closing_again(root: Root, session: Session, capsys) -> None:
    asked = '"first_timers", "format", "online"'
    root.config.write_text(f"[counting]\nask = [{asked}]\n")
    close(root, session, "back", "9", "two", "Back.", "3", "Both.", "back", "Online.")
    (row,) = ledger.read(root)
    assert (row.people, row.format, row.parts[0], row.parts[-1]) == (9, "online", 3, None)
    assert "This is the first question. Ctrl-C leaves." in capsys.readouterr().out


def test_in_a_pipe_that_has_ended_the_default_is_taken(root: Root, session: Session) -> None:
    close(root, session)
    assert rows(root) == [("a-short-circle", 4)]


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        (("1000", "no", "10"), 10),
        (("1000", "", "7"), 7),
        (("1000", "back", "7"), 7),
        (("1000", "yes"), 1000),
        (("22",), 22),
    ],
)
def test_a_count_far_from_the_circle_is_asked_once_again_at_a_terminal(
    root: Root, session: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    typed: tuple[str, ...], counted: int,
) -> None:  # fmt: skip
    monkeypatch.setattr(prompt, "at_a_terminal", lambda: True)
    close(root, session, *typed)
    assert rows(root) == [("a-short-circle", counted)]
    assert ("4 people were in the session. Is 1000 right? Enter: no." in capsys.readouterr().out) == (len(typed) > 1)


def test_in_a_pipe_a_count_far_from_the_circle_is_taken(root: Root, session: Session) -> None:
    close(root, session, "9999")
    assert rows(root) == [("a-short-circle", 9999)]


def test_at_a_terminal_nothing_is_guessed(root: Root, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompt, "at_a_terminal", lambda: True)
    with pytest.raises(PeerkitError) as refused:
        close(root, session)
    assert refused.value.hint == "The session is kept. To close it: peerkit session resume"
    assert rows(root) == []
    assert session.journal.begun


@pytest.mark.parametrize(
    ("where", "after"),
    [(Journal, "append"), (ledger, "add_once"), (Journal, "remove")],
    ids=["before the event", "before the row", "before the journal is removed"],
)
def test_a_cut_at_any_step_of_closing_ends_in_one_row(
    root: Root, session: Session, monkeypatch: pytest.MonkeyPatch, where: object, after: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(where, after, cut)
        with pytest.raises(Cut):
            close(root, session, "7")
    session.journal.close()
    if after == "append":
        journal = Journal(root.running)
        assert journal.read(UTC).finish is None
        assert rows(root) == []
        return
    resumed(root)
    assert rows(root) == [("a-short-circle", 7)]
    assert not root.running.exists()


@pytest.mark.parametrize("cut_after", ["the row", "the journal"])
def test_a_cut_right_after_a_step_ends_in_one_row(root: Root, session: Session, monkeypatch, cut_after: str) -> None:
    def then_cut(step: Callable[..., object]) -> Callable[..., None]:
        def both(*given: object) -> None:
            step(*given)
            raise Cut

        return both

    with monkeypatch.context() as patch:
        if cut_after == "the row":
            patch.setattr(ledger, "add_once", then_cut(ledger.add_once))
        else:
            patch.setattr(Journal, "append", then_cut(Journal.append))
        with pytest.raises(Cut):
            close(root, session, "7")
    session.journal.close()
    resumed(root)
    assert rows(root) == [("a-short-circle", 7)]
    assert list(root.sessions.glob(".running*")) == []


def test_writing_down_twice_writes_one_row(root: Root, session: Session) -> None:
    counts = Finish(0, 7)
    for _ in range(2):
        closing.write_down(root, session.journal, session.header, counts)
    assert rows(root) == [("a-short-circle", 7)]


def test_a_count_of_that_name_that_came_meanwhile_is_not_lost_and_loses_nothing(root: Root, session: Session) -> None:
    ledger.add(root, ledger.Row(session.header.date, session.header.session, "in person", 12))
    close(root, session, "7")
    assert rows(root) == [("a-short-circle", 12), ("a-short-circle-2", 7)]


def test_a_row_that_was_written_and_put_right_since_is_not_counted_twice(
    root: Root, session: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "remove", cut)
        with pytest.raises(Cut):
            close(root, session, "5")
    session.journal.close()
    ledger.amend(root, session.header.date, session.header.session, people=6)
    resumed(root)
    assert rows(root) == [("a-short-circle", 6)]
    said = capsys.readouterr().out
    assert "There is a count for a-short-circle on 2026-11-26 already. It stays as it is" in said
    assert "peerkit tally add 5 --on 2026-11-26 --session a-short-circle-2" in said
    assert not root.running.exists()


def test_counts_that_cannot_be_written_stay_in_the_journal(root: Root, session: Session) -> None:
    root.ledger.write_text("something else\n")
    with pytest.raises(PeerkitError) as error:
        close(root, session, "7")
    assert "peerkit session resume" in error.value.hint
    session.journal.close()
    assert root.ledger.read_text() == "something else\n"
    root.ledger.unlink()
    resumed(root)
    assert rows(root) == [("a-short-circle", 7)]


def test_a_full_disk_at_the_closing_keeps_the_session_open(root: Root, session: Session, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(PeerkitError, match="disk is full") as error:
            close(root, session, "7")
    assert error.value.hint.endswith("The session is kept. To close it: peerkit session resume")
    assert rows(root) == []
    assert Journal(root.running).read(UTC).finish is None


def test_a_journal_that_cannot_be_written_keeps_no_count_from_the_counts(
    root: Root, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise PeerkitError("The disk is full.", "Make some room.")

    monkeypatch.setattr(files.Appender, "line", full)
    close(root, session, "7")
    assert rows(root) == [("a-short-circle", 7)]
    assert not root.running.exists()


@pytest.fixture
def left_open(root: Root, session: Session) -> Journal:
    session.journal.close()
    journal = Journal(root.running)
    journal.take()
    return journal


def settled(root: Root, journal: Journal, typed: str, monkeypatch: pytest.MonkeyPatch) -> str:
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    closing.settle(root, journal, journal.read(UTC))
    journal.close()
    return typed


def test_an_evening_of_another_day_is_not_counted_by_enter(root: Root, left_open: Journal, monkeypatch, capsys) -> None:
    with pytest.raises(prompt.EndOfInput):
        settled(root, left_open, "\nhelp\n\n", monkeypatch)
    left_open.close()
    assert rows(root) == []
    assert left_open.begun, "Enter, Enter throws nothing away"
    said = capsys.readouterr().out
    assert "A short circle of Thursday 26 November was never closed." in said
    assert said.count('Say how many came, or "no count". Until then it stays as it is.') == 2
    assert said.count(about.settling()) == 1


def test_an_evening_of_another_day_is_let_go_by_two_words(root: Root, left_open: Journal, monkeypatch) -> None:
    settled(root, left_open, "No count\n", monkeypatch)
    assert rows(root) == []
    assert not root.running.exists()


def test_an_evening_of_another_day_is_counted_on_its_own_day(root: Root, left_open: Journal, monkeypatch) -> None:
    settled(root, left_open, "lots\n8\n", monkeypatch)
    (row,) = ledger.read(root)
    assert (row.date, row.people) == (SEVEN.date(), 8)
    assert not root.running.exists()


def test_a_cut_while_an_old_evening_is_counted_asks_nothing_again(root: Root, left_open: Journal, monkeypatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "remove", cut)
        with pytest.raises(Cut):
            settled(root, left_open, "8\n", patch)
    left_open.close()
    resumed(root)
    assert rows(root) == [("a-short-circle", 8)]


def kept_in(journal: Journal, counts: Finish) -> None:
    with journal.path.open("a") as file:
        file.write(json.dumps(to_json(counts)) + "\n")


UNTRUE = (Finish(0, 0), Finish(0, 20_000), Finish(0, 5, parts(first_timers=6)))


@pytest.mark.parametrize("untrue", UNTRUE)
def test_a_count_that_cannot_be_true_is_asked_for_again(
    root: Root,
    left_open: Journal,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    untrue: Finish,
) -> None:
    kept_in(left_open, untrue)
    assert closing.countable(left_open.read(UTC)) is None
    monkeypatch.setattr(prompt, "at_a_terminal", lambda: True)
    settled(root, left_open, "8\n", monkeypatch)
    assert rows(root) == [("a-short-circle", 8)]
    assert "was closed with a count that cannot be true." in capsys.readouterr().out
    assert not root.running.exists()


def test_nobody_counted_is_an_answer_and_is_no_zero(root: Root, session: Session, capsys) -> None:
    close(root, session, "nobody counted")
    assert ledger.read(root)[0].uncounted
    assert "nobody counted" in capsys.readouterr().out


def test_a_cut_while_an_untrue_count_is_put_right_asks_nothing_again(
    root: Root, left_open: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_in(left_open, UNTRUE[0])
    with monkeypatch.context() as patch:
        patch.setattr(prompt, "at_a_terminal", lambda: True)
        patch.setattr(ledger, "add_once", cut)
        with pytest.raises(Cut):
            settled(root, left_open, "8\n", patch)
    left_open.close()
    resumed(root)
    assert rows(root) == [("a-short-circle", 8)]


def test_a_closed_session_stays_as_it_is() -> None:
    header = circle_header()
    session = Session(header, HandClock())
    session.act(lambda at: Finish(at, 4))
    from peerkit.running import events as do

    assert session.act(do.Next) == (False, "This session is closed.")
