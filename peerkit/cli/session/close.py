"""The closing count: one question, one row of numbers, and nothing else that stays."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial

from peerkit.cli.session import about
from peerkit.cli.terminal import console, prompt
from peerkit.cli.terminal.settings import settings
from peerkit.columns import BOTH, FORMAT, PARTS, Column, any_format, form_said, parts, session_format
from peerkit.errors import PeerkitError
from peerkit.live.journal import Journal, Recovered
from peerkit.live.lines import ENDED, InputLines
from peerkit.live.loop import BEAT, Session
from peerkit.messages import _, marked, ngettext
from peerkit.running.events import Finish
from peerkit.running.state import Header
from peerkit.tally import ledger
from peerkit.wording import months
from peerkit.wording.grammar import commas
from peerkit.wording.yes_no import word
from peerkit.workspace import files, glance
from peerkit.workspace.root import Root

_LET_GO = 0
_NOBODY_COUNTED = ("nobody counted", "no one counted", "we did not count", "we didn't count")
_NO_COUNT = ("no count", "don't count", "do not count", "not counted")


def close(root: Root, session: Session, lines: InputLines) -> None:
    """Ask how many came, put the answer into the journal, then into the ledger, and take the journal away.

    While somebody counts, the session is still alive. Raises PeerkitError when it is not counted, and then it is kept.
    """
    journal = session.journal
    assert journal is not None
    if not journal.keeps:
        console.out(_("Nothing of it was kept. Thank you, all of you."))
        if session.header.counted:
            console.out(_later(root, session.header, "PEOPLE"))
        return
    if not session.header.counted:
        journal.remove()
        console.out(_("Done. Nothing of it was kept. Thank you, all of you."))
        return
    typed = _beating(session, lines)
    read = typed if prompt.at_a_terminal() else lambda: typed() or ""  # in a pipe that has ended, the default is said
    kept = _to_close(root, session.header, "PEOPLE")
    try:
        counts = _ask(root, session.header, session.state.next_seat - 1, read)
    except prompt.EndOfInput:
        raise PeerkitError(_("Nobody has said how many came."), kept) from None
    done, told = session.act(lambda at: counts(at))
    if not done:
        raise PeerkitError(told, kept)
    write_down(root, journal, session.header, counts(0))


def settle(root: Root, journal: Journal, kept: Recovered) -> None:
    """An evening that was never closed, or closed with a count that cannot be true: count it, or don't."""
    if not kept.header.counted:
        journal.remove()
        console.out(_("The turns that were cut off are over. Nothing of them was kept."))
        return
    day = kept.header.date
    called = {"title": kept.header.plan.evening.template.title, "day": months.day(day, year=False)}
    untrue = _("{title} of {day} was closed with a count that cannot be true.", **called)
    if kept.finish is None:
        console.out(_("{title} of {day} was never closed.", **called))
    elif prompt.at_a_terminal():
        console.out(untrue)
    else:
        again = _("At a terminal this asks for it again: {command}", command=root.command("session resume"))
        away = _("Then move this file away: {file}", file=files.shown(journal.path))
        raise PeerkitError(
            f"{untrue} {_('Nothing was changed.')}", f"{again}\n{_later(root, kept.header, 'PEOPLE')}\n{away}"
        )
    question = _('How many came? Say a number, or "no count" to let it go.')
    people = prompt.ask(question, _count_or_none, about=about.settling())
    if people == _LET_GO:
        journal.remove()
        console.out(_("Not counted. Nothing of it was kept."))
        return
    counts = Finish(kept.run_ms, people, format=_usual_format(kept.header))
    journal.go_on()
    journal.append(counts)
    write_down(root, journal, kept.header, counts)


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
                _leave_as_it_is(root, journal, row, ledger.next_name(rows, row.date, row.session))
                return
            row = row.changed(session=ledger.next_name(rows, row.date, row.session))
            ledger.add_once(root, row)
    except PeerkitError as error:
        later = _to_close(root, header, _typed(row))
        if not journal.behind:
            later = _("The count is kept. To write it down: {command}", command=root.command("session resume"))
        raise PeerkitError(error.message, f"{error.hint}\n{later}") from error
    journal.remove()
    people = _("nobody counted")
    if counts.people is not None:
        people = ngettext("{n} person", "{n} people", counts.people)
    came = commas([people, *row.parts_in_words()])
    kept = _("Kept: {counts} on {date}, {session}, {format}.",
             counts=came, date=row.date, session=row.session, format=form_said(row.format))  # fmt: skip
    console.out(f"{kept} {_('In {file}', file=root.ledger)}")
    command = root.command(ledger.to_amend(row))
    console.out(_("Nothing else was kept. To put it right: {command}", command=command))
    if counts.people is not None:
        console.out(_("Put the right number in the place of {people}.", people=counts.people))
    console.out(_("Thank you, all of you."))


def _row(header: Header, counts: Finish) -> ledger.Row:
    return ledger.Row(header.date, header.session, counts.format, counts.people, counts.parts)


def _leave_as_it_is(root: Root, journal: Journal, row: ledger.Row, free: str) -> None:
    journal.remove()
    stays = _("There is a count for {session} on {date} already. It stays as it is; nothing was added.",
              session=row.session, date=row.date)  # fmt: skip
    command = _adding(root, _typed(row), row.date, free)
    console.out(f"{stays}\n{_('If that was another session, add this one: {command}', command=command)}")


def _ask(root: Root, header: Header, likely: int, read: prompt.Read) -> Callable[[int], Finish]:
    wanted = settings(root).ask
    people: int | None = likely
    form = _usual_format(header)
    counts: dict[str, int | None] = {}

    def ask_people() -> None:
        nonlocal people
        interpreted = header.plan.evening.interpreted
        also = _("Do not count interpreters or assistants who came to work.") if interpreted else ""
        people = _people(likely, read, also)

    def ask_part(column: Column) -> None:
        if people is None or (column.both_only and form != BOTH):
            counts.pop(column.name, None)
            return
        parse = partial(_part, people=people)
        question = marked(column.question)
        counts[column.name] = prompt.ask(question, parse, _("not recorded"), read, about=about.parts(), back=True)

    def ask_format() -> None:
        nonlocal form
        form = prompt.ask(marked(FORMAT.question), _format, form_said(form), read, about=about.how_met(), back=True)

    asked = [column for column in PARTS if column.name in wanted]
    before, after = ([partial(ask_part, each) for each in asked if each.both_only == late] for late in (False, True))
    prompt.in_turn([ask_people, *before, *([ask_format] if FORMAT.name in wanted else []), *after])
    return lambda at: Finish(at, people, parts(**counts), form)


def _people(likely: int, read: prompt.Read, also: str) -> int | None:
    """How many came; None where nobody counted. A number far from the circle's may be a slip: it is asked once more."""
    while True:
        question = _("How many came, everyone counted, you too?")
        people = prompt.ask(question, _count_if_any, str(likely), read, also, about=about.count(), back=True)
        if people is None or people <= 3 * likely + 10 or not prompt.at_a_terminal():
            return people
        far = ngettext(
            "{n} person was in the session. Is {people} right?",
            "{n} people were in the session. Is {people} right?",
            likely,
            people=people,
        )
        with suppress(prompt.Back):
            if prompt.yes(far, default=False, read=read, about=about.count(), back=True):
                return people


def _beating(session: Session, lines: InputLines) -> prompt.Read:
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


def _typed(row: ledger.Row) -> str:
    """How many came, as `tally add` takes it."""
    return "--uncounted" if row.people is None else str(row.people)


def _to_close(root: Root, header: Header, people: str) -> str:
    """How a session that could not be counted is closed: where nothing of it is on the disk, by its count alone."""
    if not glance.under_way(root):
        return _later(root, header, people)
    return _("The session is kept. To close it: {command}", command=root.command("session resume"))


def _later(root: Root, header: Header, people: str) -> str:
    """How a count is written down another day."""
    command = _adding(root, people, header.date, header.session)
    return _("To write it down another day: {command}", command=command)


def _adding(root: Root, people: str, day: date, session: str) -> str:
    return root.command(" ".join(["tally", "add", people, "--on", str(day), "--session", session]))


def _count_or_none(answer: str) -> int | None:
    if word(answer) in _NO_COUNT:
        return _LET_GO
    try:
        return _count_if_any(answer)
    except ValueError:
        raise ValueError(_('Say how many came, or "no count". Until then it stays as it is.')) from None


def _count_if_any(answer: str) -> int | None:
    return None if word(answer) in _NOBODY_COUNTED else prompt.number(1, ledger.MOST_PEOPLE)(answer)


def _part(answer: str, people: int) -> int | None:
    if word(answer) in (word(_("not recorded")), "not recorded", "-", "not counted"):
        return None
    return prompt.number(0, people)(answer)


def _format(answer: str) -> str:
    try:
        return session_format(word(answer))
    except ValueError:
        raise ValueError(_("Say {answers}.", answers=any_format())) from None
