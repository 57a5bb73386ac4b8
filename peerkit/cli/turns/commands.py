"""`peerkit turns`: who sits with whom, who begins, for how long, and how fair that is."""

from pathlib import Path
from typing import Annotated, Any

import typer

from peerkit.cli.sheets import options
from peerkit.cli.terminal.help import noun, verb
from peerkit.cli.terminal.options import Json, Workspace, Yes, figures, root_of
from peerkit.cli.terminal.signals import kept_when_left
from peerkit.planning.request import TurnsRequest
from peerkit.turns import schedule as typed
from peerkit.turns.schedule import MAKE, ReplanRequest, ScheduleRequest

app = noun("peerkit turns start\npeerkit turns plan --people 15 --size 3 --rounds 7")

People = Annotated[int | None, typer.Option("--people", metavar="N", parser=figures, help="How many, you included.")]
Size = Annotated[int, typer.Option("--size", metavar="N", help="Groups of 2, 3, 4 or 5; or N for one circle.")]
Rounds = Annotated[int, typer.Option("--rounds", metavar="N", help="How many times people change groups.")]
Each = Annotated[str, typer.Option("--each", metavar="TIME", help="How long each turn is.")]
Changeover = Annotated[str, typer.Option("--changeover", metavar="TIME", help="Between turns; it belongs to nobody.")]
Equal = Annotated[
    typed.Equal,
    typer.Option("--equal", help="What is as long for everyone: every turn, every round, or the total."),
]
Apart = Annotated[list[str], typer.Option("--apart", metavar="3,7", help="Never in one group. Can be repeated.")]
Together = Annotated[list[str], typer.Option("--together", metavar="1,2", help="Always in one group. Can be repeated.")]
Fixed = Annotated[
    list[str], typer.Option("--fixed", metavar="ROUND:GROUPS", help='A round as it must be: "1: 1,2 3,4 5,6".')
]
Rather = Annotated[typed.Rather, typer.Option("--rather", help="What matters more, where both cannot be.")]
Larger = Annotated[bool, typer.Option("--larger", help="What is left over makes a group larger, not smaller.")]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="Another number gives another, as good schedule.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the schedule to a file as well.")
]
Replace = Annotated[bool, typer.Option("--replace", help="Put it in the place of a file that is there.")]
File = Annotated[
    str | None,
    typer.Argument(metavar="SCHEDULE.json", help="A schedule, as `turns plan -o` writes it.", show_default=False),
]
NONE: list[str] = []


@verb(app, "plan", "peerkit turns plan --people 15 --size 3 --rounds 7 --each 10m -o turns.json")
def plan(
    people: People = None,
    size: Size = 2,
    rounds: Rounds = 3,
    each: Each = "10m",
    changeover: Changeover = "30s",
    equal: Equal = "turns",
    apart: Apart = NONE,
    together: Together = NONE,
    fixed: Fixed = NONE,
    rather: Rather = "new-partners",
    larger: Larger = False,
    seed: Seed = 0,
    output: Output = None,
    replace: Replace = False,
    as_json: Json = False,
    workspace: Workspace = None,  # noqa: ARG001 (every command takes it)
) -> None:
    """Say who sits with whom, round by round, so that everybody meets as many others as can be."""
    from peerkit.cli.turns import schedules

    request = _request(people, size, rounds, each, changeover, equal, apart, together, fixed, rather, larger, seed)
    schedules.plan(request, output, replace=replace, as_json=as_json)


@verb(app, "replan", "peerkit turns replan turns.json --done 2 --leave 4 --join 1 -o turns-now.json")
def replan(
    schedule: File = None,
    done: Annotated[int | None, typer.Option("--done", metavar="N", help="How many rounds have happened.")] = None,
    leave: Annotated[
        list[str], typer.Option("--leave", metavar="4", help="The number of somebody who left. Can be repeated.")
    ] = NONE,
    join: Annotated[int, typer.Option("--join", metavar="N", min=0, help="How many came.")] = 0,
    apart: Apart = NONE,
    together: Together = NONE,
    larger: Larger = False,
    seed: Seed = 0,
    output: Output = None,
    replace: Replace = False,
    as_json: Json = False,
    workspace: Workspace = None,  # noqa: ARG001 (every command takes it)
) -> None:
    """Plan the rest anew when somebody comes or leaves. What has happened stays as it was."""
    from peerkit.cli.turns import schedules

    request = ReplanRequest(done, leave, join, apart, together, larger, seed)
    schedules.replan(_named(schedule), request, output, replace=replace, as_json=as_json)


@verb(app, "order", "peerkit turns order --people 9 --rounds 4")
def order(
    people: Annotated[int, typer.Option("--people", metavar="N", help="How many are in the circle.")],
    rounds: Annotated[int, typer.Option("--rounds", metavar="N", help="How many go-rounds.")] = 1,
    held: Annotated[int, typer.Option("--held", metavar="N", help="How many there were before: they count.")] = 0,
    as_json: Json = False,
    workspace: Workspace = None,  # noqa: ARG001 (every command takes it)
) -> None:
    """Say who speaks after whom in go-rounds, so that nobody is always first, last or behind the same person."""
    from peerkit.cli.turns import schedules

    schedules.show_orders(people, rounds, held, as_json=as_json)


@verb(app, "audit", "peerkit turns audit turns.json")
def audit(
    schedule: File = None,
    as_json: Json = False,
    workspace: Workspace = None,  # noqa: ARG001
) -> None:
    """Check any schedule, whoever made it: whether it is one, how good it is, and whether its claims are true."""
    from peerkit.cli.turns import schedules

    raise typer.Exit(schedules.audited(_named(schedule), as_json=as_json))


@verb(app, "export", "peerkit turns export turns.json --html turns.html")
def export(
    schedule: Annotated[
        str | None, typer.Argument(metavar="[SCHEDULE.json]", help="A schedule, or the options of `turns plan`.")
    ] = None,
    html: Annotated[Path, typer.Option("--html", metavar="FILE", help="The page to write.")] = Path("turns.html"),
    people: People = None,
    size: Size = 2,
    rounds: Rounds = 1,
    each: Each = "10m",
    changeover: Changeover = "30s",
    equal: Equal = "turns",
    apart: Apart = NONE,
    together: Together = NONE,
    fixed: Fixed = NONE,
    rather: Rather = "new-partners",
    larger: Larger = False,
    seed: Seed = 0,
    switch: Annotated[
        str, typer.Option("--switch", metavar="TIME", help="Co-counselling's attention switch, inside each turn.")
    ] = "0s",
    warn: Annotated[
        list[str], typer.Option("--warn", metavar="TIME", help="Told with so much left. Can be repeated.")
    ] = NONE,
    replace: Replace = False,
    workspace: Workspace = None,  # noqa: ARG001
) -> None:
    """Write a page that runs the turns on any phone, offline, laid in the middle of the circle."""
    from peerkit.cli.turns import sheets

    if schedule and people is not None:
        raise typer.BadParameter("The schedule says how many people there are. Leave out --people.")
    asked = (people, size, rounds, each, changeover, equal, apart, together, fixed, rather, larger, seed)
    sheets.put_page(schedule or _request(*asked), html, switch, warn, replace=replace)


@verb(app, "print", "peerkit turns print turns.json\npeerkit turns print turns.json --style large -o turns.html")
def print_turns(
    schedule: File = None,
    format: options.Format = None,
    output: options.Output = None,
    style: options.ClearStyleName = "standard",
    paper: options.PaperName = None,
    force: options.Force = False,
    opens: options.Open = False,
    workspace: Workspace = None,
) -> None:
    """Print who sits with whom, round by round, and a card for each chair. Only numbers of seats, no names."""
    from peerkit.cli.turns import sheets

    request = options.print_request(format, output, style, paper, force=force, opens=opens)
    sheets.put_turns(root_of(workspace), _named(schedule), request)


@verb(app, "start", "peerkit turns start\npeerkit turns start turns.json --plain")
def start(
    ctx: typer.Context,
    schedule: Annotated[
        str | None, typer.Argument(metavar="[SCHEDULE.json]", help="A schedule to run. Without one: a pair at home.")
    ] = None,
    people: People = None,
    size: Size = 2,
    rounds: Rounds = 1,
    each: Annotated[str | None, typer.Option("--each", metavar="TIME", help="How long each turn is.")] = None,
    changeover: Annotated[
        str, typer.Option("--changeover", metavar="TIME", help="Between turns; it belongs to nobody.")
    ] = "1m",
    switch: Annotated[
        str | None, typer.Option("--switch", metavar="TIME", help="Co-counselling's attention switch, in each turn.")
    ] = None,
    warn: Annotated[
        list[str], typer.Option("--warn", metavar="TIME", help="Told with so much left. Can be repeated.")
    ] = NONE,
    yes: Yes = False,
    plain: Annotated[
        bool | None,
        typer.Option("--plain/--screen", help="Lines only, or the screen.", show_default=False),
    ] = None,
    workspace: Workspace = None,
) -> None:
    """Run turns, now. Alone it is the pair at home: two people, 20 minutes each. Nothing of it is counted."""
    from peerkit.cli.turns import run

    request = TurnsRequest(people, size, rounds, each, changeover, switch, tuple(warn))
    root = root_of(workspace)
    with kept_when_left(root):
        raise typer.Exit(run.start(root, schedule, request, ctx.obj, yes=yes, plain=plain))


def _request(people: int | None, *rest: Any) -> ScheduleRequest:
    if people is None:
        raise typer.BadParameter("Say how many people there are, such as --people 15.", param_hint="--people")
    return ScheduleRequest(people, *rest)


def _named(schedule: str | None) -> str:
    if schedule is None:
        raise typer.BadParameter(f"Say which. To make one: {MAKE}", param_hint="SCHEDULE.json")
    return schedule
