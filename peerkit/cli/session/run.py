"""A session from its beginning to its count: begin, rehearse, go on, and what was never closed."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from peerkit.cli.session import about, close, setup
from peerkit.cli.session.interpreting import settled
from peerkit.cli.session.loading import load, meant, saved_for, tonight, usual_template
from peerkit.cli.session.materials import materials
from peerkit.cli.session.showing import live
from peerkit.cli.terminal import console, prompt
from peerkit.cli.terminal.language import speak_of
from peerkit.cli.terminal.options import Manner, here
from peerkit.cli.terminal.settings import settings
from peerkit.errors import PeerkitError
from peerkit.live.clock import Clock, FastClock
from peerkit.live.journal import AlreadyRunning, Journal, Recovered
from peerkit.live.lines import InputLines
from peerkit.live.loop import Session
from peerkit.live.unkept import Unkept
from peerkit.messages import _
from peerkit.planning.evening import Source, planned, requested
from peerkit.planning.outline import as_text, people_outside, to_think_about
from peerkit.planning.plan import Plan
from peerkit.planning.request import SessionRequest
from peerkit.planning.seating import placed
from peerkit.running.events import Event
from peerkit.running.seating import places_kept
from peerkit.running.state import Header
from peerkit.tally import ledger
from peerkit.wording import months
from peerkit.wording.yes_no import YES, word
from peerkit.workspace import glance
from peerkit.workspace.builtin import ships
from peerkit.workspace.root import Root

_SAME_EVENING = timedelta(hours=3)
_RESUME = "session resume"
_BEGINS = ("", "begin", "start", "next", "go", *YES)


def start(
    root: Root,
    name: str | None,
    request: SessionRequest,
    clock: Clock,
    *,
    yes: bool,
    manner: Manner,
    keep: bool,
) -> None:
    """Ask what is not said, show the evening, and run it from the moment the group begins.

    Unless it is to `keep` something, nothing is written, and a session that was cut off is left alone.
    """
    asking = prompt.at_a_terminal() and not yes
    journal = Journal(root.running) if keep else Unkept(root.running)
    cut_off: list[bool] = []
    agreed = written(root, lambda: cut_off.append(journal.begun), "session start", asking=asking)
    if any(cut_off) and _left_open(root, journal, clock, anew=True, asking=asking, manner=manner):
        return
    agreed = written(root, journal.take, "session start", asking=asking, agreed=agreed)
    try:
        usual = tonight(root, clock.today())
        if name is not None and usual is not None and saved_for(root, name, clock.today()) == usual:
            name = usual
        if asking:
            plan, manner = _asked(root, name, usual or usual_template(root), request, clock, manner, keep=keep)
        else:
            source = load(root, name or usual, clock.zone)
            plan = setup.fitting(
                settled(setup.by_default(source, request, _minute(clock.local())), request), asking=False
            )
            _show(root, plan, keep=keep)
        plan = setup.beginning_now(plan.evening, _minute(clock.now()), asking=asking)
        header = _header(root, plan, clock.now())
        written(root, lambda: journal.begin(header), "session start", asking=asking, agreed=agreed)
        begun(root, journal, header, clock, manner=manner)
    finally:
        journal.close()


def _asked(
    root: Root, name: str | None, usual: str, request: SessionRequest, clock: Clock, manner: Manner, *, keep: bool
) -> tuple[Plan, Manner]:
    """The plan with which the group begins, and how it meets people."""

    def ready(plan: Plan) -> None:
        _show(root, plan, keep=keep)
        if keep and not settings(root).support:
            command = root.command("init")
            console.out(
                "\n"
                + _(
                    "There is no card of your own for hard moments yet. To write one, before or after: {command}",
                    command=command,
                )
            )
        question = _("Enter when the group begins: only then does the clock start.")
        prompt.ask(f"\n{question}", _begins, about=about.beginning(), back=True)

    def what() -> Source:
        nonlocal manner
        source, plain = setup.ask_what(root, usual, manner.plain, clock.today(), clock.zone)
        manner = manner._replace(plain=plain)
        return source

    questions = setup.Questions(request, lambda: _minute(clock.local()), ready)
    if name is not None:
        questions.take(load(root, name, clock.zone))
    return questions.run(what if name is None else None), manner


def _begins(answer: str) -> None:
    if word(answer) not in _BEGINS:
        raise ValueError(_("Nothing has begun. Press Enter when the group begins, or say back."))


def _show(root: Root, plan: Plan, *, keep: bool) -> None:
    """The running order, what in a way of meeting of the group's own is to be put right, and where it is kept."""
    console.out(as_text(plan))
    for advice in people_outside(plan.evening):
        console.out(to_think_about(advice))
    own = glance.names(root).get(plan.evening.name)
    if own is not None and not ships(own):
        from peerkit.planning.check import problems_of  # what ships was checked before

        for problem in problems_of(plan.evening, set(glance.names(root, "agreements"))):
            if problem.severity == "error":
                console.out(to_think_about(problem))
    if not keep:
        console.note(_("Nothing of it will be kept, and nothing is written."))
    elif root.path != here():
        console.note(_("What is kept of it lies in {folder}", folder=root.path))


def written(root: Root, write: Callable[[], None], begin: str, *, asking: bool, agreed: bool = False) -> bool:
    """Write what comes first of a session that `begin` began; whether the group goes on although that can't be.

    It is asked once: where it `agreed` before, it goes on. What could not be written is tried again while the session
    runs. Raises PeerkitError where it does not go on, or nobody can be asked.
    """
    try:
        write()
    except AlreadyRunning:
        raise
    except PeerkitError as error:
        if agreed:
            return True
        if not asking:
            raise _all_the_same(root, begin, error) from error
        console.out(f"{error.message} {error.hint}".rstrip())
        console.out(
            _(
                "The evening can go on all the same. Until the disk can be written, nothing more of it is kept: after "
                "a cut it stands where it stood now, and the count may have to be written down another day."
            )
            if begin == _RESUME
            else _(
                "The evening can run all the same. Until the disk can be written, nothing of it is kept: after a cut "
                "nobody can go on with it, and the count may have to be written down another day."
            )
        )
        if not prompt.yes(_("Run it all the same?"), default=True, about=about.keeping()):
            raise
        return True
    return agreed


def _all_the_same(root: Root, begin: str, error: PeerkitError) -> PeerkitError:
    way = _("To be asked whether to run it all the same: {command}", command=root.command(begin))
    if begin != _RESUME:
        command = root.command(f"{begin} --keep-nothing")
        way = _("To run a session all the same, and keep nothing of it: {command}", command=command)
    return PeerkitError(error.message, f"{error.hint}\n{way}".lstrip())


def begun(
    root: Root, journal: Journal, header: Header, clock: Clock, first: Sequence[Event] = (), *, manner: Manner
) -> None:
    """Run a session whose first line is in the journal, with what is settled already, to its end."""
    session = Session(header, clock, journal, materials(root, header.plan.evening.template, clock.today()))
    for event in first:
        session.act(lambda at, event=event: replace(event, at=at))  # type: ignore[misc]
    _run(root, session, manner=manner)


def rehearse(root: Root, name: str | None, request: SessionRequest, clock: Clock, speed: float, manner: Manner) -> None:
    """Run an evening fast, with nobody's hand on it. Nothing is written."""
    source = load(root, meant(root, name, request, clock.today()), clock.zone)
    evening = settled(requested(source, request, clock.local()), request)
    plan = planned(evening)
    told = _("A rehearsal, {speed} times as fast. Nothing is written.", speed=f"{speed:g}")
    console.out(f"{as_text(plan)}\n\n{told}\n")
    header = Header(plan, evening.start, evening.name, hands_off=True)
    session = Session(
        header, FastClock(speed, evening.start), None, materials(root, header.plan.evening.template, clock.today())
    )
    with suppress(BrokenPipeError):
        live(root, session, manner)
    console.out(_("That was a rehearsal: nothing was written."))


def resume(root: Root, clock: Clock, *, yes: bool, manner: Manner) -> None:
    """Go on with the session whose journal is there, or settle one that is over."""
    journal = Journal(root.running)
    if not journal.begun:
        command = root.command("session start")
        raise PeerkitError(_("No session was cut off here."), _("To begin one: {command}", command=command))
    _left_open(root, journal, clock, anew=False, asking=prompt.at_a_terminal() and not yes, manner=manner)


def _left_open(root: Root, journal: Journal, clock: Clock, *, anew: bool, asking: bool, manner: Manner) -> bool:
    """Meet a session that was never closed kindly, also where one is to begin `anew`; whether it went on to its end."""
    agreed = written(root, journal.take, "session start" if anew else _RESUME, asking=asking)
    try:
        try:
            kept = journal.read(clock.zone)
        except PeerkitError as error:
            raise _all_the_same(root, "session start", error) if anew else error from None
        template = kept.header.plan.evening.template
        speak_of(template.language, template.title)
        if counts := close.countable(kept):
            close.write_down(root, journal, kept.header, counts, again=True)
            return False
        if kept.finish is None and anew and not asking:
            never = _("{title} was never closed. It began on {day} at {time}.", **_called(kept))
            raise PeerkitError(never, _("To go on with it: {command}", command=root.command("session resume --yes")))
        long_ago = clock.now() > kept.header.plan.evening.end + _SAME_EVENING
        if kept.finish is not None or (asking and (long_ago or (anew and not _goes_on(kept)))):
            close.settle(root, journal, kept)
            return False
        if kept.torn:
            console.note(_("The last thing that happened was not kept whole, and is left out."))
        written(root, journal.go_on, _RESUME, asking=asking, agreed=agreed)
        session = Session.resumed(
            kept, clock, journal, materials(root, kept.header.plan.evening.template, clock.today())
        )
        if not places_kept(session.state, kept.events):
            console.note(
                _(
                    "An older peerkit did not write down who sits with whom, and this one may seat people in other "
                    "places. Read them out again."
                )
            )
        _run(root, session, manner=manner)
        return True
    finally:
        journal.close()


def _goes_on(kept: Recovered) -> bool:
    console.out(_("Cut off: {title}, which began on {day} at {time}.", **_called(kept)))
    console.out(_("Enter goes on with it. (Ctrl-C leaves it as it is.)"))
    ways = [_("Go on with it"), _("Settle it (count it or not), and begin anew")]
    return prompt.choose(_("Which number?"), ways, about=about.going_on()) == 0


def _called(kept: Recovered) -> dict[str, str]:
    """The parts of a sentence that says which session it is."""
    began = kept.header.wall(0)
    title, day = kept.header.plan.evening.template.title, months.day(began, year=False)
    return {"title": title, "day": day, "time": months.clock(began)}


def _run(root: Root, session: Session, *, manner: Manner) -> None:
    """Run until the group closes, then count."""
    try:
        close.close(root, session, live(root, session, manner) or InputLines())
    except (KeyboardInterrupt, BrokenPipeError, prompt.EndOfInput):
        if session.journal is not None and session.journal.behind:
            console.note(_("What happened since the disk could not be written any more is not kept."))
        raise


def _minute(moment: datetime) -> datetime:
    """The whole minute that it is: an evening is planned and booked by those that a clock on the wall shows."""
    return moment.replace(second=0, microsecond=0)


def _header(root: Root, plan: Plan, started: datetime) -> Header:
    """The session's name in the counts: a second one of that name on one day gets a number."""
    evening = plan.evening
    day = evening.start.astimezone(evening.zone).date()
    try:
        rows = ledger.read(root)
    except PeerkitError as error:
        console.note(f"{error.message}\n{_('Mend it before the closing, so that this session can be counted.')}")
        rows = []
    return Header(placed(plan), started, ledger.next_name(rows, day, evening.name))
