"""A session from its beginning to its count: begin, rehearse, go on, and what was never closed."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from peerkit.agreements.agreement import Rule
from peerkit.cli.session import close, setup
from peerkit.cli.session.loading import load, tonight, usual_template
from peerkit.cli.terminal import console, prompt
from peerkit.cli.terminal.options import here
from peerkit.cli.terminal.settings import read_aloud, settings
from peerkit.cli.terminal.signals import aloud, signals_leave
from peerkit.errors import PeerkitError
from peerkit.live import plain
from peerkit.live.clock import Clock, FastClock
from peerkit.live.journal import Journal, Recovered
from peerkit.live.lines import Lines
from peerkit.live.loop import Session
from peerkit.planning.evening import planned, requested
from peerkit.planning.outline import as_text
from peerkit.planning.plan import Plan
from peerkit.planning.request import SessionRequest
from peerkit.running.actions import Materials
from peerkit.running.events import Event
from peerkit.running.state import Header
from peerkit.tally import ledger
from peerkit.workspace import agreements
from peerkit.workspace.root import Root

SAME_EVENING = timedelta(hours=3)
ABOUT_BEGINNING = """\
Sit down first, and press Enter when the first part begins. Nothing is kept before that.
Ctrl-C leaves without beginning; then you can start again and answer otherwise."""


def start(root: Root, name: str | None, request: SessionRequest, clock: Clock, *, yes: bool, plain: bool | None) -> int:
    """Ask what is not said, show the evening, and run it from the moment the group begins."""
    asking = prompt.at_a_terminal() and not yes
    journal = Journal(root.running)
    code = _left_open(root, journal, clock, anew=True, asking=asking, plain=plain) if journal.begun else None
    if code is not None:
        return code
    journal.take()
    try:
        usual = None if name else tonight(root, clock.today())
        if asking and name is None:
            source, plain = setup.ask_what(root, usual or usual_template(root), plain, clock.zone)
        else:
            source = load(root, name or usual, clock.zone)
        choose = setup.by_asking if asking else setup.by_default
        plan = setup.fitting(choose(source, request, clock.local()), asking=asking)
        console.out(as_text(plan))
        if asking and not settings(root).support:
            console.out(f"\nThere is no card for hard moments yet: {root.command('init')} writes one, before or after.")
        if root.path != here():
            console.note(f"What is kept of it lies in {root.path}")
        if asking:
            prompt.ask("\nEnter when the group begins: only then does the clock start.", str, about=ABOUT_BEGINNING)
        plan = setup.beginning_now(plan.evening, clock.now(), asking=asking)
        return run_new(root, journal, _header(root, plan), clock, plain=plain)
    finally:
        journal.close()


def run_new(
    root: Root, journal: Journal, header: Header, clock: Clock, first: Sequence[Event] = (), *, plain: bool | None
) -> int:
    """Begin a session in a journal that was taken, with what is settled already, and run it to its end."""
    journal.begin(header)
    session = Session(header, clock, journal, _materials(root, header))
    for event in first:
        session.act(lambda at, event=event: replace(event, at=at))  # type: ignore[misc]
    return _run(root, session, plain=plain)


def rehearse(
    root: Root, name: str | None, request: SessionRequest, clock: Clock, speed: float, *, plain: bool | None
) -> int:
    """Run an evening fast, with nobody's hand on it. Nothing is written."""
    source = load(root, name or tonight(root, clock.today()), clock.zone)
    evening = requested(source, request, clock.local())
    plan = planned(evening)
    console.out(f"{as_text(plan)}\n\nA rehearsal, {speed:g} times as fast. Nothing is written.\n")
    header = Header(plan, evening.start, evening.name, hands_off=True)
    session = Session(header, FastClock(speed, evening.start), None, _materials(root, header))
    with suppress(BrokenPipeError):
        _live(root, session, plain)
    console.out("That was a rehearsal: nothing was written.")
    return 0


def resume(root: Root, clock: Clock, *, yes: bool, plain: bool | None) -> int:
    """Go on with the session whose journal is there, or settle one that is over."""
    journal = Journal(root.running)
    if not journal.begun:
        raise PeerkitError("No session was cut off here.", f"To begin one: {root.command('session start')}")
    return _left_open(root, journal, clock, anew=False, asking=prompt.at_a_terminal() and not yes, plain=plain) or 0


def _left_open(
    root: Root, journal: Journal, clock: Clock, *, anew: bool, asking: bool, plain: bool | None
) -> int | None:
    """A session that was never closed is met kindly, also where one is to begin `anew`; None where it is settled."""
    journal.take()
    try:
        kept = journal.read(clock.zone)
        if counts := close.countable(kept):
            close.write_down(root, journal, kept.header, counts, again=True)
            return None
        if kept.finish is None and anew and not asking:
            hint = f"To go on with it: {root.command('session resume --yes')}"
            raise PeerkitError(f"{_called(kept)} was never closed.", hint)
        long_ago = clock.now() > kept.header.plan.evening.end + SAME_EVENING
        if kept.finish is not None or (asking and (long_ago or (anew and not _goes_on(kept)))):
            close.settle(root, journal, kept)
            return None
        if kept.torn:
            console.note("The last thing that happened was not kept whole, and is left out.")
        journal.go_on()
        session = Session.resumed(kept, clock, journal, _materials(root, kept.header))
        return _run(root, session, plain=plain)
    finally:
        journal.close()


def _goes_on(kept: Recovered) -> bool:
    console.out(f"{_called(kept)} was cut off. Enter goes on with it. (Ctrl-C leaves it as it is.)")
    return prompt.choose("Which number?", ["Go on with it", "Settle it (count it or not), and begin anew"]) == 0


def _called(kept: Recovered) -> str:
    title, began = kept.header.plan.evening.template.title, kept.header.wall(0)
    return f"{title}, begun on {began:%A} {began.day} {began:%B} at {began:%H:%M},"


def _run(root: Root, session: Session, *, plain: bool | None) -> int:
    """Run until the group closes, then count."""
    return close.close(root, session, _live(root, session, plain) or Lines())


def _live(root: Root, session: Session, lines_only: bool | None) -> Lines | None:
    """Run the session on the screen, or in plain mode, which gives back the lines that it reads."""
    chosen = settings(root)
    with signals_leave():  # a rehearsal's own, and again what they were once the screen is gone
        if _plain(root, lines_only):
            lines = Lines()
            plain.run(session, lines, aloud)
            return lines
        from peerkit.live.screen import app, panels

        running = chosen.running
        choices = panels.Choices(running.seconds, running.last_minute, chosen.group.name)
        app.run(session, choices, bell=running.bell is not False)
    return None


def _plain(root: Root, chosen: bool | None) -> bool:
    """Lines only: when asked for, when the group or the reader prefers it, or when the terminal can do no more."""
    if not (prompt.at_a_terminal() and sys.stderr.isatty()) or os.environ.get("TERM") == "dumb":
        return True
    return read_aloud(root) if chosen is None else chosen


def _header(root: Root, plan: Plan) -> Header:
    """The session's name in the counts: a second one of that name on one day gets a number."""
    evening = plan.evening
    day = evening.start.astimezone(evening.zone).date()
    try:
        rows = ledger.read(root)
    except PeerkitError as error:
        console.note(f"{error.message}\nMend it before the closing, so that this session can be counted.")
        rows = []
    return Header(plan, evening.start, ledger.next_name(rows, day, evening.name))


def _read_out(place: int, rule: Rule) -> Iterator[str]:
    """A rule as lines to read one by one; a choice that is open is read out with all that it may be."""
    yield f"{place}. {rule.said()}"
    if rule.is_open:
        yield from (f"To choose, {at} of {len(rule.option)}: {each.text}" for at, each in enumerate(rule.option, 1))


def _materials(root: Root, header: Header) -> Materials:
    """The ground rules that the template names, and the group's card for hard moments."""
    chosen = settings(root)
    name = header.plan.evening.template.agreement
    rules: tuple[str, ...] = ()
    if name:
        try:
            agreement = agreements.load_agreement(agreements.find_agreement(root, name), chosen.words)
            rules = tuple(line for place, rule in enumerate(agreement.rule, start=1) for line in _read_out(place, rule))
        except PeerkitError as error:
            console.note(f"The ground rules cannot be shown: {error.message}")
    return Materials(rules, chosen.support)
