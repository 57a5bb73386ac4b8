"""The first minute of a session and its last: the questions, the preview, the run, the closing count."""

import math
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from peerkit.cli import ask, closing, show
from peerkit.cli.evening import (
    Asked,
    enough,
    evening_called,
    is_saved,
    planned,
    template_called,
    usual_template,
    with_end,
)
from peerkit.cli.outline import as_text, why_not
from peerkit.durations import counted, said
from peerkit.errors import PeerkitError
from peerkit.live import clock, plain
from peerkit.live.journal import Journal, Kept
from peerkit.live.lines import Lines
from peerkit.live.loop import Materials, Session
from peerkit.planning import moments
from peerkit.planning.plan import DoesNotFit, Evening, Plan, apply_offer, build
from peerkit.planning.template import MOST_PEOPLE
from peerkit.running.state import Header
from peerkit.workspace import catalogue, config, plans
from peerkit.workspace.root import Root

SAME_EVENING = timedelta(hours=3)


def start(root: Root, name: str | None, asked: Asked, *, yes: bool, plain: bool | None) -> int:
    """Ask what is not said, show the evening, and run it from the moment the group begins."""
    asking = ask.at_a_terminal() and not yes
    journal = Journal(root.running)
    if journal.begun:
        return _left_open(root, journal, name, asked, asking=asking, plain=plain)
    journal.take()
    try:
        evening, plain = _asked(root, name, asked, plain) if asking else (_by_default(root, name, asked), plain)
        plan = _fitting(evening, asking=asking)
        show.out(as_text(plan))
        if asking and not config.load(root).support:
            show.out("\nThere is no card for hard moments yet: peerkit init writes one, before or after.")
        if asking:
            ask.ask("\nEnter when the group begins: only then does the clock start.", ask.text)
        header = _header(root, _beginning_now(plan.evening, asking=asking))
        journal.begin(header)
        return _run(root, Session(header, clock.SystemClock(), journal, _materials(root, header)), plain=plain)
    finally:
        journal.close()


def rehearse(root: Root, name: str | None, asked: Asked, speed: float, *, plain: bool | None) -> int:
    """Run an evening fast, with nobody's hand on it. Nothing is written."""
    if not math.isfinite(speed):
        raise PeerkitError("--speed is a number from 1 to 3600.", "Type: peerkit session rehearse --speed 60")
    evening = evening_called(root, name or tonight(root), asked)
    plan = planned(evening)
    show.out(f"{as_text(plan)}\n\nA rehearsal, {speed:g} times as fast. Nothing is written.\n")
    header = Header(plan, evening.start, evening.name, hands_off=True)
    fast = clock.FastClock(speed, evening.start)
    session = Session(header, fast, None, _materials(root, header))
    _live(root, session, Lines if _plain(root, plain) else None)
    show.out("That was a rehearsal: nothing was written.")
    return 0


def resume(root: Root, *, yes: bool, plain: bool | None) -> int:
    """Go on with the session whose journal is there, or settle one that is over."""
    journal = Journal(root.running)
    if not journal.begun:
        raise PeerkitError("No session was cut off here.", "To begin one: peerkit session start")
    journal.take()
    try:
        kept = journal.read(clock.LOCAL)
        if counts := closing.countable(kept):
            closing.write_down(root, journal, kept.header, counts, again=True)
            return 0
        if kept.finish is not None or (_long_ago(kept) and ask.at_a_terminal() and not yes):
            return closing.settle(root, journal, kept)
        return _go_on(root, journal, kept, plain=plain)
    finally:
        journal.close()


def _left_open(
    root: Root, journal: Journal, name: str | None, asked: Asked, *, asking: bool, plain: bool | None
) -> int:
    """An evening that was never closed is met kindly."""
    journal.take()
    try:
        kept = journal.read(clock.LOCAL)
        if counts := closing.countable(kept):
            closing.write_down(root, journal, kept.header, counts, again=True)
        elif kept.finish is not None:
            closing.settle(root, journal, kept)
        elif not asking:
            raise PeerkitError(f"{_called(kept)} was never closed.", "To go on with it: peerkit session resume --yes")
        elif _long_ago(kept):
            closing.settle(root, journal, kept)
        else:
            ask.ask(f"{_called(kept)} was cut off. Enter goes on with it. (Ctrl-C leaves it as it is.)", ask.text)
            return _go_on(root, journal, kept, plain=plain)
    finally:
        journal.close()
    return start(root, name, asked, yes=not asking, plain=plain)


def _called(kept: Kept) -> str:
    title, began = kept.header.plan.evening.template.title, kept.header.wall(0)
    return f"{title}, begun on {began:%A} {began.day} {began:%B} at {began:%H:%M},"


def _long_ago(kept: Kept) -> bool:
    return clock.now() > kept.header.plan.evening.end + SAME_EVENING


def _go_on(root: Root, journal: Journal, kept: Kept, *, plain: bool | None) -> int:
    if kept.torn:
        show.note("The last thing that happened was not kept whole, and is left out.")
    journal.go_on()
    session = Session.resumed(kept, clock.SystemClock(), journal, _materials(root, kept.header))
    return _run(root, session, plain=plain)


def _run(root: Root, session: Session, *, plain: bool | None) -> int:
    """Run until the group closes; Ctrl-C keeps the session."""
    try:
        lines = _live(root, session, Lines if _plain(root, plain) else None)
        return closing.close(root, session, lines)
    except KeyboardInterrupt:
        show.note("The session is kept, paused where it was. To go on: peerkit session resume")
        return 130


def _live(root: Root, session: Session, lines: Callable[[], Lines] | None) -> Lines | None:
    """Run the session on the screen, or in plain mode, which gives back the lines that it reads."""
    chosen = config.load(root).running
    if lines is not None:
        reader = lines()
        plain.run(session, reader, show.out)
        return reader
    from peerkit.live.screen import app

    app.run(session, bell=chosen.bell is not False, seconds=chosen.seconds)
    return None


def _plain(root: Root, chosen: bool | None) -> bool:
    """Lines only: when asked for, when the group or the reader prefers it, or when the terminal can do no more."""
    if not (ask.at_a_terminal() and sys.stderr.isatty()) or os.environ.get("TERM") == "dumb":
        return True
    if chosen is not None:
        return chosen
    return bool(config.load(root).running.plain) or os.environ.get("ACCESSIBLE", "") not in ("", "0", "no", "false")


def tonight(root: Root) -> str | None:
    """The plan for today, when there is one."""
    today = f"{clock.today():%Y-%m-%d}-"
    return next((stem for stem in plans.plans(root) if stem.startswith(today)), None)


def _by_default(root: Root, name: str | None, asked: Asked) -> Evening:
    """What a script or a pipe gets: every default, said aloud."""
    evening = _from_now(root, name or tonight(root), asked)
    people = counted(evening.people, "person", "people")
    show.note(f"Taking the defaults: {evening.template.title}, {people}, until {_clock(evening.end, evening)}.")
    return evening


def _from_now(root: Root, name: str | None, asked: Asked) -> Evening:
    """The evening beginning now. A saved plan that is under way by the clock keeps its booked end."""
    evening = evening_called(root, name, replace(asked, end=None))
    begun = replace(evening, start=clock.now())
    if asked.end:
        return with_end(begun, asked.end, None)
    if is_saved(root, name) and _day(evening) == _day(begun) and evening.end > begun.start:
        return begun
    return replace(begun, end=_five_minutes_up(begun.start + (evening.end - evening.start)))


def _day(evening: Evening) -> date:
    return evening.start.astimezone(evening.zone).date()


def _clock(moment: datetime, evening: Evening) -> str:
    return f"{moment.astimezone(evening.zone):%H:%M}"


def _five_minutes_up(end: datetime) -> datetime:
    """Nobody books a room until 20:57."""
    return end + timedelta(seconds=-end.timestamp() % 300)


def _asked(root: Root, name: str | None, asked: Asked, plain: bool | None) -> tuple[Evening, bool | None]:
    """Three questions, each with an answer that Enter gives."""
    if name is None:
        name, plain = _what(root, plain)
    evening = _from_now(root, name, asked)
    if asked.people is None:
        question = "How many in the circle, you included?"
        people = ask.ask(question, ask.number(1, MOST_PEOPLE), str(evening.people))
        evening = replace(evening, people=people)
    if asked.end is None:
        evening = _until(root, name, evening)
    return evening, plain


def _what(root: Root, plain: bool | None) -> tuple[str, bool | None]:
    usual = tonight(root) or usual_template(root)
    while True:
        also = 'Or another name, "list" for all of them, "plain" for lines only.'
        answer = ask.ask("What are you doing?", ask.text, usual, also=also)
        if answer.lower() == "plain":
            plain = True
            show.out("Lines only, then.")
        elif answer.lower() == "list":
            for stem in (*plans.plans(root), *catalogue.names(root)):
                show.out(stem)
        else:
            try:
                if plans.find_plan(root, answer) is None:
                    template_called(root, answer)
                return answer, plain
            except PeerkitError as error:
                show.out(f"{error.message} {error.hint}")


def _until(root: Root, name: str, evening: Evening) -> Evening:
    """When does the room close? A late start keeps the booked end, unless somebody says otherwise."""
    usual = _clock(evening.end, evening)
    also = "Or such as 21, 9pm or 90m."
    if is_saved(root, name):
        planned_for = evening_called(root, name, Asked())
        late = int((evening.start - planned_for.start).total_seconds()) // 60
        if late > 0 and planned_for.end == evening.end:
            whole = _clock(evening.end + timedelta(minutes=late), evening)
            also = f"That is {counted(late, 'minute')} after the planned start: {whole} keeps its whole length."

    def parse(answer: str) -> Evening:
        if answer == usual:
            return evening
        return replace(evening, end=moments.ending(answer, evening.start.astimezone(evening.zone)))

    return ask.ask("Until when?", parse, usual, also=also)


def _fitting(evening: Evening, *, asking: bool) -> Plan:
    """The plan; where it does not fit and somebody can choose, they choose what gives."""
    found = build(enough(evening))
    while isinstance(found, DoesNotFit):
        if not asking or not found.offers:
            return planned(evening)
        show.out(why_not(found))
        place = ask.choose("Which of these?", [offer.words for offer in found.offers])
        found = build(apply_offer(found.evening, found.offers[place]))
    return found


def _beginning_now(evening: Evening, *, asking: bool) -> Plan:
    """The plan as it is when the group begins. Minutes of waiting come off the evening, or move its end."""
    now = clock.now()
    late = now - evening.start
    moved = replace(evening, start=now, end=evening.end + late)
    if late >= timedelta(minutes=2) and asking:
        minutes = said(int(late.total_seconds()) // 60 * 60)
        if not ask.yes(f"{minutes} have gone since. Keep the end at {_clock(evening.end, evening)}?", default=True):
            return _fitting(moved, asking=asking)
    kept = build(replace(evening, start=now))
    return kept if isinstance(kept, Plan) else _fitting(moved, asking=asking)


def _header(root: Root, plan: Plan) -> Header:
    """The session's name in the counts: a second one of that name on one day gets a number."""
    from peerkit.tally import ledger

    evening = plan.evening
    day = evening.start.astimezone(evening.zone).date()
    try:
        rows = ledger.read(root)
    except PeerkitError as error:
        show.note(f"{error.message}\nMend it before the closing, so that this session can be counted.")
        rows = []
    return Header(plan, evening.start, ledger.next_name(rows, day, evening.name))


def _materials(root: Root, header: Header) -> Materials:
    """The ground rules that the template names, and the group's card for hard moments."""
    chosen = config.load(root)
    name = header.plan.evening.template.agreement
    rules: tuple[str, ...] = ()
    if name:
        try:
            agreement = catalogue.load_agreement(catalogue.find_agreement(root, name), chosen.words)
            rules = tuple(f"{place}. {rule.text}" for place, rule in enumerate(agreement.rule, start=1))
        except PeerkitError as error:
            show.note(f"The ground rules cannot be shown: {error.message}")
    return Materials(rules, chosen.support)
