"""A plan of an evening: made, shown, and looked over."""

from datetime import tzinfo

from peerkit.cli.session.interpreting import settled
from peerkit.cli.session.loading import load
from peerkit.cli.terminal import console
from peerkit.live.clock import Clock
from peerkit.messages import _
from peerkit.planning import outline
from peerkit.planning.check import does_not_fit, problems_of
from peerkit.planning.evening import planned, requested
from peerkit.planning.plan import Plan
from peerkit.planning.request import SessionRequest
from peerkit.workspace import glance, plans
from peerkit.workspace.root import Root


def make(
    root: Root, name: str | None, request: SessionRequest, clock: Clock, *, save: bool, replace: bool, as_json: bool
) -> None:
    """Fit what was asked for into an evening, show it, and save it. Raises PeerkitError."""
    source = load(root, name, clock.zone)
    plan = planned(settled(requested(source, request, clock.local()), request))
    _show(root, plan, as_json=as_json)
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


def show(root: Root, name: str, zone: tzinfo, *, as_json: bool) -> None:
    """Show a plan that was saved. Raises PeerkitError."""
    _show(root, planned(plans.load_plan(root, name, zone)[1]), as_json=as_json)


def _show(root: Root, plan: Plan, *, as_json: bool) -> None:
    problems = problems_of(plan.evening, set(glance.names(root, "agreements")))
    if as_json:
        console.as_json(outline.as_data(plan, problems))
        return
    console.out(outline.as_text(plan))
    for problem in problems:
        console.out(outline.to_think_about(problem))


def check(root: Root, name: str, zone: tzinfo, *, as_json: bool) -> int:
    """Look a plan that was saved over; 1 when something in it must be mended. Raises PeerkitError."""
    path, evening = plans.load_plan(root, name, zone)
    problems = [*does_not_fit(evening), *problems_of(evening, set(glance.names(root, "agreements")))]
    if as_json:
        console.as_json([problem.as_dict() for problem in problems])
    for problem in () if as_json else problems:
        console.out(problem.line(path.name))
    if not problems and not as_json:
        console.out(_("{file}: nothing to mend. It fits.", file=path.name))
    return int(any(problem.severity == "error" for problem in problems))
