"""The closing count: one question, one row of numbers, and nothing else that stays."""

from collections.abc import Callable

from peerkit.cli.terminal import console, prompt
from peerkit.cli.terminal.settings import settings
from peerkit.columns import ANY_FORMAT, BOTH, FORMAT, PARTS, Column, parts, session_format
from peerkit.durations import counted
from peerkit.errors import PeerkitError
from peerkit.live.journal import Journal, Recovered
from peerkit.live.lines import ENDED, Lines
from peerkit.live.loop import BEAT, Session
from peerkit.running.events import Finish
from peerkit.running.state import Header
from peerkit.tally import ledger
from peerkit.workspace import files
from peerkit.workspace.root import Root


def close(root: Root, session: Session, lines: Lines) -> int:
    """Ask how many came, put the answer into the journal, then into the ledger, and take the journal away.

    While somebody counts, the session is still alive. Raises PeerkitError when it is not counted, and then it is kept.
    """
    assert session.journal is not None
    if not session.header.counted:
        session.journal.remove()
        console.out("Done. Nothing of it was kept.")
        return 0
    typed = _beating(session, lines)
    read = typed if prompt.at_a_terminal() else lambda: typed() or ""  # in a pipe that has ended, the default is said
    kept = f"The session is kept. To close it: {root.command('session resume')}"
    try:
        counts = _ask(root, session.header, session.state.next_seat - 1, read)
    except prompt.EndOfInput:
        raise PeerkitError("Nobody has said how many came.", kept) from None
    done, told = session.act(lambda at: counts(at))
    if not done:
        raise PeerkitError(told, kept)
    write_down(root, session.journal, session.header, counts(0))
    return 0


def settle(root: Root, journal: Journal, kept: Recovered) -> int:
    """An evening that was never closed, or closed with a count that cannot be true: count it, or don't."""
    if not kept.header.counted:
        journal.remove()
        console.out("The turns that were cut off are over. Nothing of them was kept.")
        return 0
    day = kept.header.date
    called = f"{kept.header.plan.evening.template.title} of {day:%A} {day.day} {day:%B}"
    if kept.finish is None:
        console.out(f"{called} was never closed.")
    elif prompt.at_a_terminal():
        console.out(f"{called} was closed with a count that cannot be true.")
    else:
        raise PeerkitError(
            f"{called} was closed with a count that cannot be true. Nothing was changed.",
            f"At a terminal, {root.command('session resume')} asks for it again. Or write it down yourself: "
            f"peerkit tally add PEOPLE --on {day} --session {kept.header.session}, "
            f"and then move {files.shown(journal.path)} away.",
        )
    people = prompt.ask("How many came? Enter: don't count it.", lambda answer: _count(answer) if answer else None)
    if people is None:
        journal.remove()
        console.out("Not counted. Nothing of it was kept.")
        return 0
    counts = Finish(kept.run_ms, people, format=_usual_format(kept.header))
    journal.go_on()
    journal.append(counts)
    write_down(root, journal, kept.header, counts)
    return 0


def countable(kept: Recovered) -> Finish | None:
    """The closing counts in the journal, if they can be true."""
    if kept.finish is None:
        return None
    try:
        ledger.checked(_row(kept.header, kept.finish))
    except PeerkitError:
        return None
    return kept.finish


def write_down(root: Root, journal: Journal, header: Header, counts: Finish, *, again: bool = False) -> None:
    """The row, unless it is there already; then nothing of the session stays but the row.

    Where that day has another count of the same name, this one gets a number; but `again`, when an earlier
    try may have written it, that count is taken to be this one, put right since. Raises PeerkitError when
    the ledger cannot be written; the journal then keeps the count.
    """
    row = _row(header, counts)
    try:
        if not ledger.add_once(root, row) and row not in (rows := ledger.read(root)):
            if again:
                _leave_as_it_is(journal, row, ledger.next_name(rows, row.date, row.session))
                return
            row = row.changed(session=ledger.next_name(rows, row.date, row.session))
            ledger.add_once(root, row)
    except PeerkitError as error:
        hint = f"{error.hint}\nThe count is kept: {root.command('session resume')} writes it down."
        raise PeerkitError(error.message, hint) from error
    journal.remove()
    kept = ", ".join([counted(counts.people or 0, "person", "people"), *row.parts_in_words()])
    console.out(
        f"Kept: {kept} on {row.date}, {row.session}, {row.format}. In {root.ledger}\n"
        f"Nothing else was kept. To put it right: {root.command(ledger.to_amend(row))}"
    )


def _row(header: Header, counts: Finish) -> ledger.Row:
    return ledger.Row(header.date, header.session, counts.format, counts.people, counts.parts)


def _leave_as_it_is(journal: Journal, row: ledger.Row, free: str) -> None:
    journal.remove()
    console.out(
        f"There is a count for {row.session} on {row.date} already. It stays as it is; nothing was added.\n"
        f"If that was another session, add this one: peerkit tally add {row.people} --on {row.date} --session {free}"
    )


def _ask(root: Root, header: Header, likely: int, read: prompt.Read) -> Callable[[int], Finish]:
    wanted = settings(root).ask
    people = _people(likely, read)
    usual = _usual_format(header)

    def part(column: Column) -> int | None:
        return prompt.ask(column.question, lambda answer: _part(answer, people), "not recorded", read)

    counts = {column.name: part(column) for column in PARTS if column.name in wanted and not column.both_only}
    form = prompt.ask(FORMAT.question, _format, usual, read) if FORMAT.name in wanted else usual
    if form == BOTH:
        counts |= {column.name: part(column) for column in PARTS if column.name in wanted and column.both_only}
    return lambda at: Finish(at, people, parts(**counts), form)


def _people(likely: int, read: prompt.Read) -> int:
    """How many came. A number that is far from the circle's may be a slip of the finger, so it is asked once more."""
    while True:
        people = prompt.ask("How many came, everyone counted, you too?", _count, str(likely), read)
        if people <= 3 * likely + 10 or not prompt.at_a_terminal():
            return people
        if prompt.yes(f"{people} people, where {likely} sat in the circle?", default=True, read=read):
            return people


def _beating(session: Session, lines: Lines) -> prompt.Read:
    """The next line; while somebody counts, the session is still alive."""

    def read() -> str | None:
        line = None
        while line is None and not lines.ended:
            line = lines.within(BEAT)
            session.look()
            session.beat()
        return None if line == ENDED else line

    return read


def _usual_format(header: Header) -> str:
    return header.plan.evening.template.format


def _count(answer: str) -> int:
    return prompt.number(1, ledger.MOST_PEOPLE)(answer)


def _part(answer: str, people: int) -> int | None:
    if answer in ("not recorded", "-"):
        return None
    return prompt.number(0, people)(answer)


def _format(answer: str) -> str:
    try:
        return session_format(answer)
    except ValueError:
        raise ValueError(f"Say {ANY_FORMAT}.") from None
