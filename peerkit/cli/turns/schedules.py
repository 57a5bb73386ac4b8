"""Schedules of turns to and from files, and to the terminal."""

from pathlib import Path

from peerkit.cli.terminal import console, viewer
from peerkit.cli.terminal.overwrite import keep_old, may_write
from peerkit.cli.terminal.progress import Doing
from peerkit.errors import PeerkitError
from peerkit.messages import _
from peerkit.turns import phrases
from peerkit.turns.audit import audit
from peerkit.turns.given import given
from peerkit.turns.pasted import EXAMPLE, Pasted, Unreadable, as_csv, as_markdown, parsed
from peerkit.turns.request import orders, replanned, requested
from peerkit.turns.schedule import MAKE, Form, ReplanRequest, ScheduleRequest
from peerkit.turns.stored import Stored, read_schedule, schedule_as_data
from peerkit.workspace import files
from peerkit.workspace.root import typed


def read(name: str) -> Stored:
    """A schedule from a file, whoever wrote it. Raises PeerkitError with everything that is wrong."""
    pasted = _pasted(name)
    found = read_schedule(pasted.data, pasted.who)
    if isinstance(found, Stored):
        if pasted.named == "letters":
            console.note(_("Letters have numbers here, by the alphabet."))
        if pasted.named == "names":
            console.note(_("People have numbers here, in the order in which they are named. No name is kept."))
        return found
    lines = "\n".join(problem.line(files.shown(name)) for problem in found[:50])
    raise PeerkitError(lines, f"Mend it, or look it over: peerkit turns audit {typed(Path(name))}")


def _pasted(name: str) -> Pasted:
    path = files.by_path(name)
    try:
        pasted = parsed(files.read_text(path))
    except files.NotText:
        reason = "it is not text."
    except Unreadable as error:
        reason = str(error)
    else:
        if pasted.doubt:
            console.note(phrases.understood(pasted))
        return pasted
    hint = f"A schedule is a file that this makes: {MAKE}\nOr write a line a round:\n{EXAMPLE}"
    raise PeerkitError(f"{files.shown(path)} is no schedule: {reason}", hint)


def plan(request: ScheduleRequest, output: Path | None, form: Form, *, replace: bool) -> None:
    """Print a schedule, and write it where that was asked. Raises PeerkitError when something is there."""
    with Doing(_("Looking for who sits with whom")):
        found = requested(request)
    _show(found, output, form, replace=replace)


def replan(name: str, request: ReplanRequest, output: Path | None, form: Form, *, replace: bool) -> None:
    """The same for the rest of a schedule from a file."""
    earlier = read(name)
    with Doing(_("Looking for who sits with whom")):
        found = replanned(earlier, request)
    _show(found, output, form, replace=replace)


def _show(stored: Stored, output: Path | None, form: Form, *, replace: bool) -> None:
    if output is not None:
        may_write(output, replace=replace)
    match form:
        case "json":
            console.as_json(schedule_as_data(stored))
        case "csv":
            console.out(as_csv(stored.schedule))
        case "markdown":
            console.out(as_markdown(stored.schedule))
        case "text":
            console.out("\n".join(phrases.who_sits(stored.schedule)))
        case "words":
            if viewer.looks():
                from peerkit.cli.turns import views

                viewer.show(views.schedule(stored))
            else:
                console.out(phrases.as_text(stored))
            if why := phrases.uneven(stored.schedule):
                console.note(why)
    if output is not None:
        keep_old(output)
        files.write_atomic(output, console.json_text(schedule_as_data(stored)) + "\n")
        console.note(
            f"Saved: {output}\nTo run it: peerkit turns start {typed(output)}\n"
            f"To print it: peerkit turns print {typed(output)}"
        )


def audited(name: str, *, as_json: bool) -> int:
    """Print what an audit finds; 1 when something must be mended."""
    pasted = _pasted(name)
    report = audit(pasted.data, pasted.who)
    if pasted.named == "names":
        console.note(_("People are called by their place in the file, never by name."))
    if as_json:
        counts = report.summary and vars(report.summary)
        problems = [problem.as_dict() for problem in report.problems]
        console.as_json({"sound": report.sound, "summary": counts, "problems": problems})
    elif viewer.looks():
        from peerkit.cli.turns import views

        viewer.show(views.audited(report, given(pasted.data)[0], pasted.who))
    else:
        for problem in report.problems:
            console.out(problem.line(files.shown(Path(name).name)))
        console.out(phrases.how_sound(report, pasted.who))
    return 0 if report.sound else 1


def show_orders(people: int, rounds: int, held: int, *, as_json: bool) -> None:
    """Print orders of go-rounds. Raises PeerkitError for numbers that make none."""
    found = orders(people, rounds, held)
    if as_json:
        console.as_json({"people": people, "held": held, "orders": [list(one) for one in found]})
    elif viewer.looks():
        from peerkit.cli.turns import views

        viewer.show(views.go_rounds(people, held, found))
    else:
        console.out(phrases.go_rounds(people, held, found))
