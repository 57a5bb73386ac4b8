"""A plan of an evening: made, shown, and looked over."""

from datetime import datetime

from peerkit.cli.session.interpreting import settled
from peerkit.cli.session.loading import load, saved_for
from peerkit.cli.terminal import console, viewer
from peerkit.cli.terminal.language import speak_of
from peerkit.cli.terminal.problems import show as show_problems
from peerkit.cli.terminal.settings import settings
from peerkit.group.public import meeting_in_words, upcoming
from peerkit.live.clock import Clock
from peerkit.messages import _
from peerkit.planning import moments, outline
from peerkit.planning.check import does_not_fit, problems_of
from peerkit.planning.evening import planned, requested
from peerkit.planning.phrases import when
from peerkit.planning.plan import Plan
from peerkit.planning.request import SessionRequest
from peerkit.workspace import glance, plans
from peerkit.workspace.builtin import ships
from peerkit.workspace.root import Root


def make(
    root: Root, name: str | None, request: SessionRequest, clock: Clock, *, save: bool, replace: bool, as_json: bool
) -> None:
    """Fit what was asked for into an evening, show it, and save it. Raises PeerkitError."""
    source = load(root, name, clock.zone)
    request = request if request.start or source.saved else _on_the_next_day(root, request, clock)
    plan = planned(settled(requested(source, request, clock.local()), request))
    _show(root, plan, as_json=as_json, worded=source.worded)
    if later := moments.in_the_evening(request.start or ""):
        told = _("That is in the morning: {hours}.", hours=when(plan.evening, dated=False))
        option = f'--start "{later}"'
        console.note(f"{told} {_('For the evening, say: {option}', option=option)}")
    for block in outline.uneven(plan):
        option = f'--equal-rounds "{block.name}"'
        console.note(_("To let all groups end together, add {option}", option=option))
    if save:
        path = plans.save(root, plan.evening, outline.as_text(plan), replace=replace)
        command = root.command("session start", path.stem)
        console.note(f"{_('Saved: {file}', file=path)}\n{_('On the evening: {command}', command=command)}")
        if plan.evening.interpreted:
            command = root.command("session print --all", path.stem)
            console.note(
                _(
                    "What is read out, the times and the rules, to send to the interpreter before: {command}",
                    command=command,
                )
            )


def _on_the_next_day(root: Root, request: SessionRequest, clock: Clock) -> SessionRequest:
    """The request at the next meeting by the days that the group said, from when to when nobody said otherwise."""
    now = clock.local().replace(tzinfo=None)
    meetings = upcoming(settings(root).group, now.date())
    meeting = next((each for each in meetings if datetime.combine(each.day, each.times.start) > now), None)
    if meeting is None:
        return request
    told = _("By the days of the group: {meeting}.", meeting=meeting_in_words(meeting))
    console.note(f"{told} {_('To say otherwise, add for example: {options}', options='--start 19:00')}")
    request = request._replace(start=f"{meeting.day} {meeting.times.start:%H:%M}")
    if request.end or request.minutes is not None:
        return request
    return request._replace(end=f"{meeting.times.ending(meeting.day):%Y-%m-%d %H:%M}")


def show(root: Root, name: str, clock: Clock, *, as_json: bool) -> None:
    """Show a plan that was saved. Raises PeerkitError."""
    evening = plans.load_plan(root, saved_for(root, name, clock.today()), clock.zone)[1]
    speak_of(evening.template.language, evening.template.title)
    _show(root, planned(evening), as_json=as_json)


def _show(root: Root, plan: Plan, *, as_json: bool, worded: bool = False) -> None:
    problems = problems_of(plan.evening, set(glance.names(root, "agreements")), worded=worded)
    if as_json:
        console.as_json(outline.as_data(plan, problems))
        return
    own = glance.names(root).get(plan.evening.name)
    if own is not None and ships(own):  # which words were not checked is for whoever writes one
        problems = [each for each in problems if each.code != "words-not-checked"]
    if viewer.looks():
        from peerkit.cli.session import views

        viewer.show(views.evening(plan, problems))
        return
    console.out(outline.as_text(plan))
    for problem in problems:
        console.out(outline.to_think_about(problem))


def check(root: Root, name: str, clock: Clock, *, as_json: bool) -> int:
    """Look a plan that was saved over; 1 when something in it must be mended. Raises PeerkitError."""
    path, evening = plans.load_plan(root, saved_for(root, name, clock.today()), clock.zone)
    speak_of(evening.template.language, evening.template.title)
    problems = [*does_not_fit(evening), *problems_of(evening, set(glance.names(root, "agreements")))]
    if as_json:
        console.as_json([problem.as_dict() for problem in problems])
    else:
        show_problems([(path.name, problem) for problem in problems], {path.name: path})
    if not problems and not as_json:
        console.out(_("{file}: nothing to mend. It fits.", file=path.name))
    return int(any(problem.severity == "error" for problem in problems))
