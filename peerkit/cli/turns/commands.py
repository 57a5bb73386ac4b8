"""`peerkit turns`: who sits with whom, who begins, for how long, and how fair that is."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from typer import Option

from peerkit.cli.sheets.options import ClearPrintOptions
from peerkit.cli.terminal.help import noun, verb
from peerkit.cli.terminal.options import (
    Json,
    KeepNothing,
    Manner,
    Replace,
    Speak,
    Workspace,
    Yes,
    at_all,
    root_of,
    root_to_write,
)
from peerkit.cli.terminal.signals import kept_when_left, signals_leave
from peerkit.planning.request import TurnsRequest
from peerkit.turns import schedule as typed
from peerkit.turns.schedule import MAKE, ReplanRequest, ScheduleRequest

app = noun("peerkit turns start\npeerkit turns plan --people 15 --size 3 --rounds 7")

_People = Annotated[int | None, Option("--people", metavar="N", parser=at_all, help="How many, you included.")]
_Size = Annotated[int, Option("--size", metavar="N", help="Groups of 2 to 8; or as many as there are, for one circle.")]
_Rounds = Annotated[int, Option("--rounds", metavar="N", help="How many times people change groups.")]
_Each = Annotated[str, Option("--each", metavar="TIME", help="How long each turn is.")]
_Changeover = Annotated[str, Option("--changeover", metavar="TIME", help="Between turns; it belongs to nobody.")]
_APART: list[str] = Option([], "--apart", metavar="3,7", help="Never in one group. Can be repeated.")
_TOGETHER: list[str] = Option([], "--together", metavar="1,2", help="Always in one group. Can be repeated.")
_WARN: list[str] = Option([], "--warn", metavar="TIME", help="Told with so much left. Can be repeated.")
_Larger = Annotated[bool, Option("--larger", help="What is left over makes a group larger, not smaller.")]
_SitOut = Annotated[int, Option("--sit-out", metavar="N", min=0, help="How many sit out in each round, in turn.")]
_Seed = Annotated[int, Option("--seed", metavar="N", help="Another number gives another, as good schedule.")]
_Output = Annotated[Path | None, Option("--output", "-o", metavar="FILE", help="Write the schedule to a file as well.")]
_File = Annotated[
    str | None,
    typer.Argument(
        metavar="SCHEDULE.json",
        help="A schedule: a file of `turns plan -o`, or CSV, a table, or lines.",
        show_default=False,
    ),
]
_FormOption = Annotated[
    typed.Form,
    Option("--format", help="In words, or the rounds alone to paste: text, csv, markdown. json is as the file is."),
]


@dataclass(eq=False, repr=False)
class _ScheduleOptions:
    """The options of a command that makes a schedule, as they were typed."""

    people: _People = None
    size: _Size = 2
    rounds: _Rounds = 1
    each: _Each = "10m"
    changeover: _Changeover = "30s"
    equal: typed.Equality = Option(
        "turns", "--equal", help="What is as long for everyone: every turn, every round, or the total."
    )
    apart: list[str] = _APART
    together: list[str] = _TOGETHER
    fixed: list[str] = Option([], "--fixed", metavar="ROUND:GROUPS", help='A round as it must be: "1: 1,2 3,4 5,6".')
    rather: typed.Rather = Option("new-partners", "--rather", help="What matters more, where both cannot be.")
    larger: _Larger = False
    sit_out: _SitOut = 0
    seed: _Seed = 0

    def schedule(self) -> ScheduleRequest:
        """What was typed. Raises BadParameter where nobody said how many people there are."""
        if self.people is None:
            raise typer.BadParameter("Say how many people there are, such as --people 15.", param_hint="--people")
        return ScheduleRequest(**vars(self))


@dataclass(eq=False, repr=False)
class _PlanOptions(_ScheduleOptions):
    """The same for several rounds."""

    rounds: _Rounds = 3


@verb(app, "plan", "peerkit turns plan --people 15 --size 3 --rounds 7 --each 10m -o turns.json")
def plan(
    *,
    request: _PlanOptions,
    output: _Output = None,
    replace: Replace = False,
    form: _FormOption = "words",
    as_json: Json = False,
    workspace: Workspace = None,  # noqa: ARG001 (every command takes it)
) -> None:
    """Say who sits with whom, round by round, so that everybody meets as many others as can be."""
    from peerkit.cli.turns import schedules

    schedules.plan(request.schedule(), output, "json" if as_json else form, replace=replace)


@verb(app, "replan", "peerkit turns replan turns.json --done 2 --leave 4 --join 1 -o turns-now.json")
def replan(
    schedule: _File = None,
    done: int | None = Option(None, "--done", metavar="N", help="How many rounds have happened."),
    leave: list[str] = Option([], "--leave", metavar="4", help="The number of somebody who left. Can be repeated."),
    join: int = Option(0, "--join", metavar="N", min=0, help="How many came."),
    apart: list[str] = _APART,
    together: list[str] = _TOGETHER,
    larger: _Larger = False,
    sit_out: int | None = Option(
        None, "--sit-out", metavar="N", min=0, help="How many sit out in each round; as many as before."
    ),
    seed: _Seed = 0,
    output: _Output = None,
    replace: Replace = False,
    form: _FormOption = "words",
    as_json: Json = False,
    workspace: Workspace = None,  # noqa: ARG001 (every command takes it)
) -> None:
    """Plan the rest anew when somebody comes or leaves. What has happened stays as it was."""
    from peerkit.cli.turns import schedules

    request = ReplanRequest(done, leave, join, apart, together, larger, sit_out, seed)
    schedules.replan(_named(schedule), request, output, "json" if as_json else form, replace=replace)


@verb(app, "order", "peerkit turns order --people 9 --rounds 4")
def order(
    people: Annotated[int, Option("--people", metavar="N", help="How many are in the circle.")],
    rounds: int = Option(1, "--rounds", metavar="N", help="How many go-rounds."),
    held: int = Option(0, "--held", metavar="N", help="How many there were before: they count."),
    as_json: Json = False,
    workspace: Workspace = None,  # noqa: ARG001 (every command takes it)
) -> None:
    """Say who speaks after whom in go-rounds, so that nobody is always first, last or behind the same person."""
    from peerkit.cli.turns import schedules

    schedules.show_orders(people, rounds, held, as_json=as_json)


@verb(app, "audit", "peerkit turns audit turns.json", in_english=True)
def audit(
    schedule: _File = None,
    as_json: Json = False,
    workspace: Workspace = None,  # noqa: ARG001
) -> None:
    """Check any schedule, whoever made it: whether it is one, how good it is, and whether its claims are true."""
    from peerkit.cli.turns import schedules

    raise typer.Exit(schedules.audited(_named(schedule), as_json=as_json))


@verb(app, "export", "peerkit turns export turns.json --html turns.html")
def export(
    ctx: typer.Context,
    *,
    schedule: str | None = typer.Argument(
        None, metavar="[SCHEDULE.json]", help="A schedule, or the options of `turns plan`."
    ),
    html: Path = Option(Path("turns.html"), "--html", metavar="FILE", help="The page to write."),
    request: _ScheduleOptions,
    switch: str = Option("0s", "--switch", metavar="TIME", help="Co-counselling's attention switch, inside each turn."),
    warn: list[str] = _WARN,
    replace: Replace = False,
    workspace: Workspace = None,  # noqa: ARG001
) -> None:
    """Write a page that runs the turns on any phone, offline, laid in the middle of the circle."""
    from peerkit.cli.turns import sheets

    if schedule and request.people is not None:
        raise typer.BadParameter("The schedule says how many people there are. Leave out --people.")
    sheets.put_page(schedule or request.schedule(), html, switch, warn, ctx.obj.local(), replace=replace)


@verb(app, "print", "peerkit turns print turns.json\npeerkit turns print turns.json --style large -o turns.html")
def print_turns(*, schedule: _File = None, printing: ClearPrintOptions, workspace: Workspace = None) -> None:
    """Print who sits with whom, round by round, and a card for each chair. Only numbers of seats, no names."""
    from peerkit.cli.turns import sheets

    sheets.put_turns(root_of(workspace), _named(schedule), printing.request())


@verb(app, "start", "peerkit turns start\npeerkit turns start turns.json --plain")
def start(
    ctx: typer.Context,
    schedule: str | None = typer.Argument(
        None,
        metavar="[SCHEDULE.json]",
        help="A schedule to run: a file of `turns plan -o`, or CSV, a table, or lines. Without one: a pair at home.",
    ),
    people: _People = None,
    size: _Size = 2,
    rounds: _Rounds = 1,
    each: str | None = Option(None, "--each", metavar="TIME", help="How long each turn is."),
    changeover: str = Option("1m", "--changeover", metavar="TIME", help="Between turns; it belongs to nobody."),
    switch: str | None = Option(
        None, "--switch", metavar="TIME", help="Co-counselling's attention switch, in each turn."
    ),
    warn: list[str] = _WARN,
    yes: Yes = False,
    plain: bool | None = Option(None, "--plain/--screen", help="Lines only, or the screen.", show_default=False),
    speak: Speak = None,
    keep_nothing: KeepNothing = False,
    workspace: Workspace = None,
) -> None:
    """Run turns, now. Alone it is the pair at home: two people, 20 minutes each. Nothing of it is counted."""
    from peerkit.cli.turns import run

    request = TurnsRequest(people, size, rounds, each, changeover, switch, tuple(warn))
    keep = not keep_nothing
    root = root_to_write(workspace) if keep else root_of(workspace)
    with kept_when_left(root) if keep else signals_leave():
        manner = Manner(plain, speak)
        run.start(root, schedule, request, ctx.obj, yes=yes, manner=manner, keep=keep)


def _named(schedule: str | None) -> str:
    if schedule is None:
        raise typer.BadParameter(f"Say which. To make one: {MAKE}", param_hint="SCHEDULE.json")
    return schedule
